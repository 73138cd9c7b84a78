"""Labels and values of several lines beside each other → one line each.

"Nom et prénom / du participant" beside one line, a long organisation beside the middle of its label: what belongs
together stands closer than the fields do.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from parsers.items import Item, is_far, segments

Row = list[Item]

_ALIGNED = 3.0  # points: how much the left ends of values differ
_LEAST = 3  # fields with a label and a value on one line, which tell where values begin and how far apart fields are
_CLOSE = 0.87  # of the distance of two fields: lines nearer than this belong to one


def with_whole_fields(rows: Sequence[Row]) -> list[Row]:
    """Give the rows of a page, from the top, with each field of several lines as one."""
    fields = [row for row in rows if (parts := _segments(row)) is not None and len(parts) == 2]
    edge = _edge(fields)
    if edge is None:
        return list(rows)
    level = [_height(row) for row in fields if abs(_value(row, edge) - edge) <= _ALIGNED]
    pitch = median(sorted(b - a for a, b in pairwise(level)))
    found: list[Row] = []
    group: list[Row] = []
    for row in rows:
        if group and _height(row) - _height(group[-1]) > _CLOSE * pitch:
            found += _joined(group, edge)
            group = []
        group.append(row)
    return found + _joined(group, edge)


def _segments(row: Row) -> list[Row] | None:
    """Give what wide gaps part in a row; None where it holds a box."""
    if any(item.mark for item in row):
        return None
    return segments(row)


def _edge(fields: Sequence[Row]) -> float | None:
    """Give where values begin: the left end that most second segments share."""
    lefts = [item.box.left for row in fields for n, item in enumerate(row) if n and is_far(row[n - 1], item)]
    shared = Counter(round(left / _ALIGNED) for left in lefts)
    if not shared or shared.most_common(1)[0][1] < _LEAST:
        return None
    usual = shared.most_common(1)[0][0]
    return median(left for left in lefts if round(left / _ALIGNED) == usual)


def _value(row: Row, edge: float) -> float:
    return min((item.box.left for item in row if item.box.left >= edge - _ALIGNED), default=float("inf"))


def _height(row: Row) -> float:
    return min(item.middle for item in row)


def _joined(group: Sequence[Row], edge: float) -> list[Row]:
    """Give the rows that stand close together as one, where they are one field whose label or value is wrapped."""
    sides = [
        ([i for i in row if i.box.right < edge], [i for i in row if i.box.left >= edge - _ALIGNED]) for row in group
    ]
    whole = all(
        len(left) + len(right) == len(row)
        and len(parts := _segments(row) or []) <= 2
        and len(parts) == bool(left) + bool(right)
        for (left, right), row in zip(sides, group, strict=True)
    )
    starts = {round(left[0].box.left / _ALIGNED) for left, _ in sides if left}
    values = [right for _, right in sides if right]
    labels = [left for left, _ in sides if left]
    aligned = all(abs(right[0].box.left - edge) <= _ALIGNED for right in values) and len(starts) == 1
    paired = sum(bool(left and right) for left, right in sides)
    if len(group) < 2 or not whole or not aligned or not values or not labels or paired > 1:
        return list(group)
    label, value = _flowing(labels), _flowing(values)
    return [[*label, replace(value[0], apart=True, joined=False), *value[1:]]]


def _flowing(lines: Sequence[Row]) -> Row:
    """Give lines below each other as one that goes on."""
    return [
        replace(item, joined=True) if number and not place else item
        for number, line in enumerate(lines)
        for place, item in enumerate(line)
    ]
