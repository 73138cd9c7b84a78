"""Text folded so that two ways of writing the same thing are equal."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Give `text` without case, accents and ligatures; spaces and signs stay, runs of white space become one space."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def name_key(text: str | None) -> str:
    """Give a name folded to words with hyphens: ``Dupont Moreau`` and ``DUPONT-MOREAU`` are both ``dupont-moreau``."""
    return _BETWEEN_WORDS.sub("-", folded(text or "")).strip("-")


def address_key(address: str | None) -> str | None:
    """Give a mail address as it is compared: without case; None where there is none."""
    return (address or "").strip().casefold() or None
