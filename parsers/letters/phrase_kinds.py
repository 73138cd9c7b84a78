"""A line of a signature, or what stands behind a name → a role, a body, a name, an address, a closing; learned.

The words for what people do and for the bodies that they do it for have no end; ``parsers.letters.wording`` holds
the usual ones, and this model tells the others by their shape.
"""

from enum import StrEnum
from functools import lru_cache

from parsers.folding import words
from parsers.learned import model

_MAX_WORDS = 16


class Phrase(StrEnum):
    """What a short line is."""

    ROLE = "role"
    ORGANISATION = "organisation"
    BOTH = "both"  # "présidente de l'Amicale laïque de Brest"
    NAME = "name"
    ADDRESS = "address"
    CLOSING = "closing"
    OTHER = "other"


@lru_cache(maxsize=2048)
def phrase_kind(text: str) -> tuple[Phrase, float]:
    """Give what a line most likely is, and its chance from 0 to 1."""
    if not 0 < len(words(text)) <= _MAX_WORDS:
        return Phrase.OTHER, 1.0
    kind, chance = max(model("phrases").chances(text).items(), key=lambda item: item[1])
    return Phrase(kind), chance


def is_surely(text: str, kind: Phrase, least: float) -> bool:
    """Say whether a line is of a kind, with a chance of at least `least`."""
    found, chance = phrase_kind(text)
    return found is kind and chance >= least
