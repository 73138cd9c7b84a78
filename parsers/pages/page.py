"""The Page: geometry with coordinates, as PDFs and scans give it.

Lengths are PDF points (1/72 inch), the origin is the top left corner.
"""

from dataclasses import dataclass

from parsers.document import PLAIN, Mark, Style
from parsers.pages.turned import Turn
from parsers.reading import Box, Source


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, or the whole value of a form field."""

    text: str
    box: Box
    style: Style = PLAIN
    source: Source = Source.TEXT
    confidence: float = 1.0  # 0 to 1: the chance that the characters are right


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, a stroke or the side of a table: horizontal or vertical."""

    box: Box


@dataclass(frozen=True, slots=True)
class Tick:
    """A box that one may tick, wherever it comes from, and what state it is in."""

    box: Box
    mark: Mark
    source: Source = Source.MARK
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is seen after turning it upright."""

    number: int  # from 1
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    ticks: tuple[Tick, ...] = ()
    turn: Turn | None = None  # where the content had to be turned to stand upright
