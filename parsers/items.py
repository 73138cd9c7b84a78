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
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (i.middle, i.box.left)):
        best = None
        for row in reversed(rows[-4:]):
            height = min(_height(item), max(_height(other) for other in row))
            reference = sum(other.middle for other in row) / len(row)
            if abs(item.middle - reference) < 0.55 * height and not any(_collide(item, other) for other in row):
                best = row
                break
        if best is None:
            rows.append([item])
        else:
            best.append(item)
    return [sorted(row, key=lambda i: i.box.left) for row in rows]


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
