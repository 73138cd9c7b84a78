"""Boxes that were all left empty, where the options beside them were marked otherwise: bold, coloured, or struck out.

What belongs together decides: the boxes of one row, or of rows below each other that each begin with a box.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.document import Line, Mark, Style
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS

_MARK = re.compile(f"[{MARKS}]")
_BEGINS = re.compile(rf"^\s*[-*•·]?\s*[{MARKS}]")
_ENDS = re.compile(rf"[{MARKS}]\s*$")
_LABEL = re.compile(r".*[:?\t]")
_HABIT = 2  # groups with struck options that make the strokes the way in which this coupon was answered


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of a row, and what the letters of its option look like."""

    row: int
    at: int
    mark: str
    styles: tuple[Style, ...]

    def wholly(self, *, strong: bool) -> bool:
        return bool(self.styles) and all(_is_loud(style, strong=strong) for style in self.styles)

    def mostly(self) -> bool:
        return sum(_is_loud(style, strong=False) for style in self.styles) * 2 > len(self.styles)

    @property
    def struck(self) -> bool:
        return bool(self.styles) and all(style.struck for style in self.styles)

    @property
    def untouched(self) -> bool:
        return bool(self.styles) and not any(style.struck for style in self.styles)


def marked_otherwise(rows: Sequence[Row]) -> list[Row]:
    """Give the rows with a tick in each empty box whose option stands out, or was left when the others were struck."""
    groups = list(_groups(rows))
    ticks = any(Mark.TICKED in row.line.text for row in rows)
    struck = sum(_is_chosen_by_strokes(group) for group in groups)
    marks: dict[int, dict[int, str]] = {}
    for group in groups:
        for box, mark in _meant(group, by_strokes=not ticks and struck >= _HABIT):
            marks.setdefault(box.row, {})[box.at] = mark
    return [_replaced(row, marks.get(number, {})) for number, row in enumerate(rows)]


def _meant(group: list[_Box], *, by_strokes: bool) -> list[tuple[_Box, str]]:
    """Give the empty boxes of a group that mean more than their emptiness, and what they mean."""
    empty = [box for box in group if box.mark == Mark.EMPTY]
    if len(empty) < len(group):  # what stands out beside a tick may be another choice
        return [(box, Mark.DOUBTFUL) for box in empty if box.wholly(strong=True) and not box.struck]
    kept = [box for box in group if box.untouched]
    if _is_chosen_by_strokes(group) and (by_strokes or len(kept) == 1):
        return [(box, Mark.TICKED if by_strokes else Mark.DOUBTFUL) for box in kept]
    loud = [box for box in kept if box.wholly(strong=False)]
    if 0 < len(loud) < len(group):
        return [(box, Mark.TICKED) for box in loud]
    partly = [box for box in kept if box.mostly()]
    return [(box, Mark.DOUBTFUL) for box in partly] if len(partly) < len(group) else []


def _is_chosen_by_strokes(group: list[_Box]) -> bool:
    """Say whether some options of a group are struck, the others not, and none ticked."""
    struck, kept = [b for b in group if b.struck], [b for b in group if b.untouched]
    return bool(struck) and bool(kept) and all(box.mark == Mark.EMPTY for box in group)


def _groups(rows: Sequence[Row]) -> Iterator[list[_Box]]:
    """Give the boxes that offer one choice together."""
    group: list[_Box] = []
    behind = False  # the boxes of this group stand behind their options
    for number, row in enumerate(rows):
        text = row.line.text
        if not text.strip():
            continue
        boxes = _boxes(number, row)
        begins = bool(boxes and _BEGINS.match(text))
        goes_on = begins or (behind and len(boxes) == 1 and bool(_ENDS.search(text)))
        if group and not goes_on:
            yield group
            group = []
        behind = len(boxes) == 1 and not begins
        group += boxes
    if group:
        yield group


def _boxes(number: int, row: Row) -> list[_Box]:
    text = row.line.text
    marks = list(_MARK.finditer(text))
    if not marks:
        return []
    places = [m.start() for m in marks]
    edges = list(zip(places, [*places[1:], len(text)], strict=True))
    if not fold(text[places[-1] :]) and fold(text[: places[0]]):  # "oui ☐ non ☐"
        label = _LABEL.match(text[: places[0]])
        first = label.end() if label and fold(text[label.end() : places[0]]) else 0
        edges = list(zip([first, *places[:-1]], places, strict=True))
    return [
        _Box(number, at, text[at], _styles(row, start, end)) for at, (start, end) in zip(places, edges, strict=True)
    ]


def _styles(row: Row, start: int, end: int) -> tuple[Style, ...]:
    """Give the styles of the words between two places, one for each word."""
    line = row.line
    return tuple(t.style for t in line.tokens if start <= t.start < end and fold(line.text[t.start : t.end]))


def _is_loud(style: Style, *, strong: bool) -> bool:
    return style.highlighted or (not strong and (style.coloured or style.bold or style.underlined))


def _replaced(row: Row, marks: dict[int, str]) -> Row:
    """Give a row with other characters at some places: as many as before, so that all tokens keep theirs."""
    if not marks:
        return row
    text = "".join(marks.get(n, c) for n, c in enumerate(row.line.text))
    return replace(row, line=Line(text, row.line.tokens, row.line.quote_depth))
