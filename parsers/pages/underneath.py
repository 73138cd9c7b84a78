"""Forms whose labels stand in small print below the lines to write on → each label with the value above it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.coupons.vocabulary import label_of
from parsers.pages.grid import Rectangle
from parsers.pages.items import Item, by_lines, is_far
from parsers.pages.page import Rule

_WIDE, _THICK = 18.0, 2.0  # points: the least length of a line to write on, the most that it is thick
_ABOVE, _BELOW = 16.0, 14.0  # points: how far the middle of a value, and of a label, is from its line
_OVER = 45.0  # points above a line within which a label stands whose value is on it
_SAME = 4.0  # points: lines of one column begin so near to each other
_LEAST = 3  # lines with a known label below them: a form that is made so
_MOST_KNOWN = 0.4  # of the texts above them that are known labels themselves
_LABEL_WORDS = 9


@dataclass(frozen=True, slots=True)
class _Field:
    rule: Rectangle
    label: tuple[Item, ...]
    value: tuple[Item, ...]


def labelled_below(
    rules: Sequence[Rule], items: Sequence[Item], taken: Sequence[Rectangle]
) -> list[tuple[float, list[Item]]]:
    """Give a row, label first, with its height on the page for each line to write on; none where labels are elsewhere.

    `taken`: tables and frames, whose sides are no lines to write on.
    """
    lines = sorted(
        {_edges(rule) for rule in rules if _is_line(rule) and not _is_side(rule, taken)}, key=lambda e: (e[1], e[0])
    )
    words = [item for item in items if not item.mark]
    fields = [field for line in lines if (field := _field(line, words, lines)) is not None]
    known = [field for field in fields if label_of(_text(field.label), exact=True)]
    above = sum(label_of(_text(field.value), exact=True) is not None for field in fields)
    if len(known) < _LEAST or len(known) * 2 < len(fields) or above > _MOST_KNOWN * len(fields):
        return []
    columns = [line for line in lines if any(abs(line[0] - field.rule[0]) <= _SAME for field in known)]
    if _begin_with_labels(columns, words) > _end_with_labels(columns, fields):
        return []
    return [(field.rule[1], [*field.label, *_values(field)]) for field in fields]


def _begin_with_labels(lines: Sequence[Rectangle], words: Sequence[Item]) -> int:
    """Count the highest lines of columns with a known label above: there labels stand above their lines."""
    highest = [line for line in lines if not any(_in_column(o, line) and o[1] < line[1] for o in lines)]
    return sum(any(_is_label_above(row, line) for row in by_lines(_over(line, words))) for line in highest)


def _end_with_labels(lines: Sequence[Rectangle], fields: Sequence[_Field]) -> int:
    """Count the lowest lines of the page's columns with a known label below."""
    lowest = {line for line in lines if not any(_in_column(o, line) and o[1] > line[1] for o in lines)}
    return sum(f.rule in lowest and label_of(_text(f.label), exact=True) is not None for f in fields)


def _in_column(one: Rectangle, other: Rectangle) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and one is not other


def _over(line: Rectangle, words: Sequence[Item]) -> list[Item]:
    return [i for i in words if line[0] - 4 <= i.box.left <= line[2] and 0 < line[1] - i.middle <= _OVER]


def _is_label_above(row: Sequence[Item], line: Rectangle) -> bool:
    ends = next((n for n, item in enumerate(row) if n and is_far(row[n - 1], item)), len(row))
    return row[0].box.left < line[0] + _ABOVE and label_of(_text(row[:ends]), exact=True) is not None


def _is_line(rule: Rule) -> bool:
    box = rule.box
    return box.right - box.left >= _WIDE and box.bottom - box.top <= _THICK


def _edges(rule: Rule) -> Rectangle:
    box = rule.box
    return round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1)


def _is_side(rule: Rule, taken: Sequence[Rectangle]) -> bool:
    box = rule.box
    return any(
        left - 2 <= box.left and box.right <= right + 2 and top - 2 <= box.top <= bottom + 2
        for left, top, right, bottom in taken
    )


def _field(line: Rectangle, words: Sequence[Item], lines: Sequence[Rectangle]) -> _Field | None:
    left, y, right, _ = line
    across = [item for item in words if left - 4 <= item.box.left <= right]
    below = [i for i in across if 0 < i.middle - y <= _BELOW and not _stands_on(i, lines)]
    rows = by_lines(below)
    if not rows:
        return None
    label = rows[0]
    ends = next((n for n, item in enumerate(label) if n and is_far(label[n - 1], item)), len(label))
    if ends > _LABEL_WORDS or any(item.text.endswith(":") for item in label):
        return None
    value = [i for i in across if -_ABOVE <= i.middle - y <= 0]
    return _Field(line, tuple(label[:ends]), tuple(item for row in by_lines(value)[-1:] for item in row))


def _stands_on(item: Item, lines: Sequence[Rectangle]) -> bool:
    """Say whether a word stands on a line to write on: it is a value."""
    return any(left - 4 <= item.box.left <= right and -3 <= y - item.box.bottom <= 5 for left, y, right, _ in lines)


def _values(field: _Field) -> list[Item]:
    from parsers.pages.layout import BLANK

    if field.value:
        return [replace(field.value[0], apart=True), *field.value[1:]]
    last = field.label[-1]
    return [replace(last, text=BLANK, apart=True)]


def _text(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)
