"""Runs of styled text → Lines, for readers that have no geometry (Word)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parsers.document import PLAIN, Line, Mark, Style, Token
from parsers.marks import with_marks
from parsers.reading import Place, Source

_WORD = re.compile(r"\S+")
# Word's own file says that they are no answer; what another program saved of it shows them as text.
_PLACEHOLDER = re.compile(
    r"(?:cliquez(?: ou appuyez)? ici pour (?:entrer|taper|saisir) (?:du texte|une date)|choisissez un élément"
    r"|click(?: or tap)?(?: here)? to enter (?:text|a date)|choose an item)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks alike throughout and comes from one source."""

    text: str
    style: Style = PLAIN
    source: Source = Source.TEXT


def line(runs: Sequence[Run], place: Callable[[int, int], Place]) -> Line:
    """Give the line of the runs; `place` tells where characters `start` to `end` of its text stand."""
    text, looks = _answered("".join(run.text for run in runs), [run for run in runs for _ in run.text])
    text, looks = with_marks(text, looks)
    clean = text.rstrip()
    tokens: list[Token] = []
    for word in _WORD.finditer(clean):
        start = word.start()
        for end in range(start + 1, word.end() + 1):
            if (
                end < word.end()
                and _same(looks[end], looks[start])
                and not _mark(clean[end])
                and not _mark(clean[start])
            ):
                continue
            look = looks[start]
            source = Source.MARK if _mark(clean[start]) and look.source is Source.TEXT else look.source
            tokens.append(Token(start, end, place(start, end), look.style, source))
            start = end
    return Line(clean, tuple(tokens))


def _answered(text: str, looks: list[Run]) -> tuple[str, list[Run]]:
    """Give the text without the sentences that Word puts where nobody has answered."""
    for found in reversed(list(_PLACEHOLDER.finditer(text))):
        text = text[: found.start()] + text[found.end() :]
        del looks[found.start() : found.end()]
    return text, looks


def _same(one: Run, other: Run) -> bool:
    return one is other or (one.style == other.style and one.source == other.source)


def _mark(character: str) -> bool:
    return character in (Mark.EMPTY, Mark.TICKED, Mark.DOUBTFUL)
