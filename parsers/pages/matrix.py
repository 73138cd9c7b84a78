"""Boxes in columns below heads without rules: "1er choix  2e choix", "oui  non" above those of each line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.pages.items import Item, segments

Row = list[Item]

_ALIGNED = 6.0  # points: how much the middles of a column's boxes differ
_LEAST = 2  # lines, and columns
_ABOVE = 70.0  # points: how far above the first boxes their heads may stand


@dataclass(frozen=True, slots=True)
class Matrix:
    """Lines `start` to `end` of a page as cells: the heads of the columns first."""

    start: int
    end: int
    cells: tuple[tuple[Row, ...], ...]


def matrices(rows: Sequence[Row]) -> list[Matrix]:
    """Give what stands in a page's rows as columns of boxes with heads, from the top."""
    found: list[Matrix] = []
    at = 0
    while at < len(rows):
        columns = _columns(rows[at])
        end = at
        while columns and end < len(rows) and _fits(rows[end], columns):
            end += 1
        head = _heads(rows[at - 1], columns) if at and end - at >= _LEAST and _is_near(rows, at) else None
        if head is not None:
            body = tuple((_label(row), *([mark] for mark in row if mark.mark)) for row in rows[at:end])
            found.append(Matrix(at - 1, end, (head, *body)))
        at = max(end, at + 1)
    return found


def _middle(item: Item) -> float:
    return (item.box.left + item.box.right) / 2


def _label(row: Row) -> Row:
    return [item for item in row if not item.mark]


def _columns(row: Row) -> list[float]:
    """Give the middles of the boxes of a row that is a label and boxes alone; nothing for another row."""
    marks = [item for item in row if item.mark]
    label = _label(row)
    plain = len(marks) >= _LEAST and bool(label) and all(not item.mark for item in row[: len(label)])
    return [_middle(mark) for mark in marks] if plain else []


def _fits(row: Row, columns: Sequence[float]) -> bool:
    own = _columns(row)
    return len(own) == len(columns) and all(abs(a - b) <= _ALIGNED for a, b in zip(own, columns, strict=True))


def _is_near(rows: Sequence[Row], at: int) -> bool:
    return rows[at][0].middle - rows[at - 1][0].middle <= _ABOVE


def _heads(row: Row, columns: Sequence[float]) -> tuple[Row, ...] | None:
    """Give what heads the lines, then each column; None where a column has no head, or one head stands over two."""
    if any(item.mark for item in row):
        return None
    half = min(b - a for a, b in pairwise(columns)) / 2
    cells: list[Row] = [[] for _ in range(len(columns) + 1)]
    for segment in segments(row):
        middle = (segment[0].box.left + segment[-1].box.right) / 2
        near = [n for n, column in enumerate(columns, 1) if abs(middle - column) < half]
        before = segment[-1].box.right < columns[0]
        if not near and not before:
            return None
        cells[near[0] if near else 0] += segment
    return tuple(cells) if all(cells[1:]) else None
