"""The Document: what every source ends in before a coupon or a sentence is understood.

Text, HTML, Word and sheets give it directly; PDFs and scans give Pages, which ``parsers.pages.layout`` turns into it.
In a line's text every box or tick, whatever its source wrote (``[x]``, a Wingdings letter, a form's check box, a drawn
square), is one of the three characters of `Mark`, so that understanding is written once. Each token keeps its place
and its style. Words that stand far apart on a page, such as a label and its value, are parted by three spaces (or a
tab, where the source has one); a box stands before its label, whatever side of it the page has it on.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from parsers.reading import Place, Source


class Mark(StrEnum):
    """The state of a box, as it stands in `Line.text`."""

    EMPTY = "\N{BALLOT BOX}"  # ☐
    TICKED = "\N{BALLOT BOX WITH X}"  # ☒, also for ✓, a filled or circled box
    DOUBTFUL = "\N{SQUARE WITH UPPER RIGHT DIAGONAL HALF BLACK}"  # ◪, in the doubt band: a person looks


@dataclass(frozen=True, slots=True)
class Style:
    """How a token looks; False where the source cannot tell."""

    struck: bool = False
    bold: bool = False
    highlighted: bool = False
    coloured: bool = False  # another colour than the text around it
    underlined: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a filled-in value. `start` and `end` are its offsets in `Line.text`."""

    start: int
    end: int
    place: Place
    style: Style = PLAIN
    source: Source = Source.TEXT
    confidence: float = 1.0  # 0 to 1: the chance that the characters are right


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it: an answer may stand anywhere in it."""

    text: str
    tokens: tuple[Token, ...] = ()
    quote_depth: int = 0  # 0: written by the sender; 1: quoted; …


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, its lines in order."""

    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The cell's text, a line each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows; merged cells stand once, at their first place, the others are empty."""

    rows: tuple[tuple[TableCell, ...], ...]
    quote_depth: int = 0


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Document:
    """The lines and tables of one part in reading order; a blank line is a Line with empty text."""

    part: int  # index in Message.parts
    blocks: tuple[Block, ...]
    kind: str = "body"  # "body" or "attachment"
    name: str | None = None  # the attachment's file name, for the eye only
    source: Source = Source.TEXT  # OCR for a scan: what is sure enough differs
    pages: int = 1
    doubts: tuple[str, ...] = field(default_factory=tuple)  # Reason values found while reading the part
