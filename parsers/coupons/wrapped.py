"""Labels and values of several lines beside each other → one line each.

"Nom et prénom / du participant" beside one line, a long organisation beside the middle of its label: what belongs
together stands closer than the fields do.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from parsers.pages.items import Item, is_far, segments

Row = list[Item]

_ALIGNED = 3.0  # points: how much the left ends of values differ
_LEAST = 3  # fields with a label and a value on one line, which tell where values begin and how far apart fields are
_LONG = 0.75  # of where the longest line ends: a line that goes on reaches so far
_LEADING = 1.5  # of the height of its letters: the distance of two lines of a paragraph
_PARTED = 1.15  # of the distance of two lines that belong together: so far below them the next thing begins at least
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


def with_whole_lines(rows: Sequence[Row]) -> list[Row]:
    """Give the rows of a column, from the top, with what goes on below a long line joined to it.

    It goes on where the next line stands right below, as close as lines of a paragraph do, begins small and no further
    left than the line's words, and the line reaches to where the longest ones do. What stands in columns may go on in
    several of them at once.
    """
    far = max((row[-1].box.right for row in rows), default=0.0)
    found: list[Row] = []
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else None
        apart = above is not None and (number + 1 == len(rows) or _is_closer(above, row, rows[number + 1]))
        if above is not None and _goes_on(above, row, far, apart=apart):
            found[-1] = [*found[-1][:-1], *_glued(found[-1][-1], row)]
        elif above is not None and apart and (columns := _columns(found[-1], above, row)) is not None:
            found[-1] = columns
        else:
            found.append(list(row))
    return found


def _is_closer(above: Row, row: Row, below: Row) -> bool:
    """Say whether a line stands closer to the one above it than to the one below."""
    return _height(below) - _height(row) > _PARTED * (_height(row) - _height(above))


def _goes_on(above: Row, row: Row, far: float, *, apart: bool) -> bool:
    last = segments(above)[-1]
    starts = [*_starts(last), *([above[0]] if apart else [])]
    return (
        (_is_rest(row) or _is_cut(above[-1], row) or _closes(above, row))
        and len(segments(row)) == 1
        and above[-1].box.right > _LONG * far
        and not above[-1].text.endswith((":", ".", ";", "!", "?"))
        and _is_below(above, row)
        and any(abs(row[0].box.left - start.box.left) <= _ALIGNED for start in starts)
    )


def _starts(segment: Row) -> list[Item]:
    """Give what the rest of a segment may stand below: its box, or its words."""
    return [segment[0], *(segment[n + 1] for n, item in enumerate(segment[:-1]) if item.mark)]


def _is_rest(words: Row) -> bool:
    """Say whether words may be the rest of what stands above them: they begin small, and label nothing."""
    text = " ".join(item.text for item in words)
    return text.lstrip("(")[:1].islower() and ":" not in text and not any(item.mark for item in words)


def _is_cut(last: Item, row: Row) -> bool:
    """Say whether a name was cut at its hyphen ("Deux-" above "Vallées")."""
    return bool(re.search(r"[^\W\d_]-$", last.text)) and row[0].text[:1].isalpha()


def _closes(above: Row, row: Row) -> bool:
    """Say whether a line ends the bracket that the one above it leaves open ("(inscrivez 1, 2, 3," / "1 d'abord)")."""
    first, last = (" ".join(item.text for item in line) for line in (above, row))
    inside = first.rpartition("(")[2]
    return first.count("(") > first.count(")") and ")" not in inside and last.endswith(")") and "(" not in last


def _is_below(above: Row, row: Row) -> bool:
    tall = max(item.box.bottom - item.box.top for item in above)
    return _height(row) - _height(above) < _LEADING * tall


def _columns(whole: Row, above: Row, row: Row) -> Row | None:
    """Give a line in columns with the rests below it, each in its column; None where a part of `row` is none."""
    parts = segments(whole)
    rests = segments(row)
    if len(parts) < 2 or not _is_below(above, row) or not all(_is_rest(rest) for rest in rests):
        return None
    under = [
        next((r for r in rests if any(abs(r[0].box.left - s.box.left) <= _ALIGNED for s in _starts(part))), None)
        for part in parts
    ]
    if sum(rest is not None for rest in under) < len(rests):
        return None
    found: Row = []
    for part, rest in zip(parts, under, strict=True):
        found += [replace(part[0], apart=bool(found)), *part[1:]]
        if rest is not None:
            found = [*found[:-1], *_glued(found[-1], rest)]
    return found


def _glued(last: Item, row: Row) -> list[Item]:
    """Give the last word of a line and the line that goes on; an address or a word that was cut becomes whole again."""
    first = row[0]
    cut = "@" in last.text and re.fullmatch(r"[\w.-]+\.[a-z]{2,}", first.text)
    if cut or (last.text.endswith("-") and len(last.text) > 1):
        return [replace(last, text=last.text + first.text), *row[1:]]
    return [last, replace(first, joined=True), *row[1:]]


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
