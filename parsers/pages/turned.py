"""Pages whose text runs up, down or upside down → turned upright, and places back on the page as it is seen."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parsers.document import Block, Line, Table, TableCell
from parsers.reading import Box

Object = dict[str, Any]  # what pdfplumber calls a char, line, rect or curve
Point = tuple[float, float]

_MOST = 0.6  # of the letters that run one way
_LEAST = 20  # letters that tell


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn by quarters of a circle, against the clock, of a page of this size."""

    quarters: int  # 1: text runs down the page; 2: upside down; 3: up the page
    width: float
    height: float

    @property
    def size(self) -> Point:
        """Width and height of the page after it."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def point(self, x: float, y: float) -> Point:
        """Give where a point comes to lie; both are measured from the top left."""
        if self.quarters == 1:
            return y, self.width - x
        return (self.width - x, self.height - y) if self.quarters == 2 else (self.height - y, x)

    def box(self, box: Box) -> Box:
        """Give where a rectangle comes to lie."""
        return Box(box.page, *self._corners(box.left, box.top, box.right, box.bottom))

    def back(self, box: Box) -> Box:
        """Give where a rectangle of the turned page lies on the page as it is seen."""
        return Turn(4 - self.quarters, *self.size).box(box)

    def object(self, item: Object) -> Object:
        """Give an object of pdfplumber as it comes to lie."""
        x0, top, x1, bottom = self._corners(item["x0"], item["top"], item["x1"], item["bottom"])
        new = {**item, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top}
        new |= {"width": x1 - x0, "height": bottom - top}
        if "upright" in item:
            new["upright"] = _quarters(item) == self.quarters
        if item.get("pts"):
            new["pts"] = [self.point(*p) for p in item["pts"]]
        if item.get("path"):
            new["path"] = [(step[0], *(self.point(*p) for p in step[1:])) for step in item["path"]]
        return new

    def _corners(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.point(left, top), self.point(right, bottom)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def turn_of(characters: Sequence[Object], width: float, height: float) -> Turn | None:
    """Give the turn that makes most of a page's text upright; None where it is."""
    ways = Counter(_quarters(c) for c in characters if not c["text"].isspace())
    if ways.total() < _LEAST:
        return None
    way, count = ways.most_common(1)[0]
    return Turn(way, width, height) if way and count >= _MOST * ways.total() else None


def _quarters(character: Object) -> int:
    """Give by how many quarters of a circle, against the clock, a letter has to be turned to stand upright."""
    a, b = character["matrix"][:2]
    return round(-math.atan2(b, a) / (math.pi / 2)) % 4


def seen(blocks: Sequence[Block], turn: Turn) -> list[Block]:
    """Give the blocks of a turned page with their places on the page as it is seen."""
    return [_block(block, turn.back) for block in blocks]


def _block(block: Block, place: Callable[[Box], Box]) -> Block:
    if isinstance(block, Line):
        return _line(block, place)
    rows = (tuple(TableCell(tuple(_line(line, place) for line in cell.lines)) for cell in row) for row in block.rows)
    return Table(tuple(rows), block.quote_depth)


def _line(line: Line, place: Callable[[Box], Box]) -> Line:
    tokens = (replace(t, place=place(t.place)) if isinstance(t.place, Box) else t for t in line.tokens)
    return replace(line, tokens=tuple(tokens))
