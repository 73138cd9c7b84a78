"""Boxes of a column that all hang a little below, or above, the lines that they belong to, put on their lines.

A program that sets boxes at the right edge of a page lets them drop by half a line; beside no words, they would make
lines of their own.
"""

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.items import Item

_LEAST = 3  # boxes of a column
_SAME_COLUMN, _STEADY = 4.0, 2.5  # points: how far they stand apart across, how much the drop differs
_MOST = 0.45  # of the distance between two boxes: further away no line is theirs more than the next one
_LEVEL = 0.3  # of a box's height: nearer, a word is on its line already


def level(items: Sequence[Item]) -> list[Item]:
    """Give the items, the boxes of hanging columns moved to their lines."""
    heights = [item.middle for item in items if not item.mark]
    moved: dict[int, float] = {}
    for column in _columns(items):
        pitch = min((b.middle - a.middle for a, b in itertools.pairwise(column)), default=0.0)
        drops = [min((mark.middle - h for h in heights), key=abs, default=pitch) for mark in column]
        high = statistics.median(mark.box.bottom - mark.box.top for mark in column)
        drop = statistics.median(drops)
        hangs = _LEVEL * high < abs(drop) < _MOST * pitch
        if hangs and max(drops) - min(drops) <= _STEADY:
            moved |= {id(mark): drop for mark in column}
    return [_raised(item, moved[id(item)]) if id(item) in moved else item for item in items]


def _raised(item: Item, drop: float) -> Item:
    return replace(item, box=replace(item.box, top=item.box.top - drop, bottom=item.box.bottom - drop))


def _columns(items: Sequence[Item]) -> list[list[Item]]:
    columns: list[list[Item]] = []
    for mark in sorted((item for item in items if item.mark), key=lambda i: i.box.left):
        if columns and mark.box.left - columns[-1][-1].box.left < _SAME_COLUMN:
            columns[-1].append(mark)
        else:
            columns.append([mark])
    return [sorted(column, key=lambda i: i.middle) for column in columns if len(column) >= _LEAST]
