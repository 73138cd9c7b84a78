"""Brackets typed as boxes on a page ("( ) oui   (X) non") → marks, each in the place of its brackets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Mark
from parsers.pages.items import Item, by_lines

_WHOLE = re.compile(r"[\[(]\s*([xXvV✓✔✗✘*]?)\s*[\])]")
_OPEN = {"(": ")", "[": "]"}
_TICK = re.compile(r"[xXvV✓✔✗✘*]")
_WIDTH = 24.0  # points, between the brackets of a box; more is room to write in


def with_typed_boxes(items: Sequence[Item]) -> list[Item]:
    """Give the items with brackets that hold a cross or nothing as marks."""
    if not any(item.text[:1] in _OPEN for item in items):
        return list(items)
    marks: dict[int, Item] = {}
    gone: set[int] = set()
    for row in by_lines(items):
        for number, item in enumerate(row):
            box = _box(row[number : number + 3])
            if box:
                marks[id(item)] = _mark(box)
                gone |= {id(piece) for piece in box[1:]}
    return [marks.get(id(item), item) for item in items if id(item) not in gone]


def _box(pieces: Sequence[Item]) -> list[Item]:
    """Give the pieces of a box that a row goes on with, nothing where it does not."""
    first = pieces[0]
    if _WHOLE.fullmatch(first.text):
        return [first]
    closing = _OPEN.get(first.text)
    for end in (2, 3):
        some = list(pieces[:end])
        wide = some[-1].box.left - first.box.right > _WIDTH
        if closing and len(some) == end and some[-1].text == closing and not wide:
            inside = [piece.text for piece in some[1:-1]]
            return some if not inside or _TICK.fullmatch(inside[0]) else []
    return []


def _mark(pieces: Sequence[Item]) -> Item:
    first, last = pieces[0], pieces[-1]
    ticked = _TICK.search("".join(piece.text for piece in pieces))
    text = (Mark.TICKED if ticked else Mark.EMPTY).value
    return replace(first, text=text, box=replace(first.box, right=last.box.right), mark=True)
