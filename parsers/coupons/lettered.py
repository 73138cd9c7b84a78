"""Options printed below their question, each behind a letter or a number → which of them a letter picks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parsers.coupons.given import choice
from parsers.event import Question
from parsers.folding import fold
from parsers.mail.thread import Row

_LETTERED = re.compile(r"^\s*[-*•]?\s*[(\[]?(?P<letter>[a-hA-H1-9])\s*[.)\]:/–-]+\s*(?P<name>\S.*)$")
# "(indiquez a, b ou c) : b", "Votre choix : b", "b": what stands before the letter asks for it.
_PICKS = re.compile(r"^(?:[^:=()]{0,40}|\s*\([^()]{0,60}\))\s*(?:[:=]|\s)?[\s._…]*(?P<letter>[a-hA-H1-9])[\s._…)]*$")
_ASKED = re.compile(r"[:=)]\s*[._…]*\s*\w[\s._…)]*$")


@dataclass(frozen=True, slots=True)
class LetteredOption:
    """One printed option: its letter, the choice that it names, and where it stands."""

    letter: str
    choice: str
    row: Row


def lettered_options(question: Question, rows: Iterable[Row]) -> list[LetteredOption]:
    """Give the options of a question that stand below each other from the first row on, at least two of them."""
    found: list[LetteredOption] = []
    for row in rows:
        item = _LETTERED.match(row.line.text)
        named = choice(question, item["name"]) if item and question.choices else None
        if item is None or named is None:
            break
        found.append(LetteredOption(fold(item["letter"]), named, row))
    distinct = len({o.letter for o in found}) == len({o.choice for o in found}) == len(found)
    return found if len(found) > 1 and distinct else []


def picked_letter(letters: Mapping[str, str], text: str) -> str | None:
    """Give the choice that a row picks by its letter; None where the row says anything else."""
    found = _PICKS.match(text)
    alone = fold(text) in letters
    if found is None or not (alone or _ASKED.search(text)):
        return None
    return letters.get(fold(found["letter"]))
