"""The words, values and marks of a page, by the lines that they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.document import Style
from parsers.reading import Box, Source

GAP = 1.1  # of the height of the words: more parts them; a space between two words is a third of it


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a value or a mark with its place."""

    text: str
    box: Box
    style: Style
    source: Source
    confidence: float
    mark: bool = False
    apart: bool = False  # it is parted from what stands before it, however near
    joined: bool = False  # it goes on what stands before it, however far

    @property
    def middle(self) -> float:
        """The height on the page of its middle."""
        return (self.box.top + self.box.bottom) / 2


def by_lines(items: Sequence[Item]) -> list[list[Item]]:
    """Give the items by lines: those whose middles meet, in reading order."""
    rows: list[_Open] = []
    for middle, _, _, item in sorted((item.middle, item.box.left, n, item) for n, item in enumerate(items)):
        height = _height(item)
        for row in reversed(rows[-4:]):
            near = abs(middle - row.middles / len(row.items)) < 0.55 * min(height, row.height)
            if near and not any(_collide(item, other) for other in row.items):
                row.add(item, middle, height)
                break
        else:
            rows.append(_Open([item], middle, height))
    return [sorted(row.items, key=lambda i: i.box.left) for row in rows]


@dataclass(slots=True)
class _Open:
    """A line that is being put together."""

    items: list[Item]
    middles: float  # of its items, added up
    height: float  # of the highest

    def add(self, item: Item, middle: float, height: float) -> None:
        self.items.append(item)
        self.middles += middle
        self.height = max(self.height, height)


def _height(item: Item) -> float:
    return max(item.box.bottom - item.box.top, 4.0)


def _collide(one: Item, other: Item) -> bool:
    """Say whether two items stand one over the other rather than side by side."""
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    width = min(one.box.right - one.box.left, other.box.right - other.box.left)
    down = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return across > 0.6 * width and down < 0.4 * min(_height(one), _height(other))


def is_far(one: Item, other: Item) -> bool:
    """Say whether a gap parts two items of a line: more than the space between two words."""
    return other.box.left - one.box.right > GAP * min(_height(one), _height(other))


def segments(row: Sequence[Item]) -> list[list[Item]]:
    """Give what wide gaps part in a line."""
    parts: list[list[Item]] = []
    for number, item in enumerate(row):
        if number and not is_far(row[number - 1], item):
            parts[-1].append(item)
        else:
            parts.append([item])
    return parts
