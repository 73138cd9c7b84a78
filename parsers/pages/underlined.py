"""Values that stand on a line of the form, parted from the labels before and behind it, however near.

"Nom Durand   Prénom Anne" without a colon tells no label from its value; the lines under the values do.
"""

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.items import Item
from parsers.pages.page import Rule
from parsers.reading import Box

_LEAST = 25.0  # points: of a line to write on
_NEAR = 0.5  # of a value's height: how far its foot stands above its line, or hangs below it
_HIGHER = 0.9  # of its height: the same of a label, which may stand higher than its value
_SLACK = 4.0  # points: engines place words roughly
_MOST_RULES = 400


def parted(items: Sequence[Item], rules: Sequence[Rule]) -> list[Item]:
    """Give the items, each apart that is the first one on a line of its own, or the first one behind it."""
    lines = [
        rule.box for rule in rules if rule.box.right - rule.box.left >= max(_LEAST, rule.box.bottom - rule.box.top)
    ]
    if not lines or len(lines) > _MOST_RULES:
        return list(items)
    upright = [rule.box for rule in rules if rule.box.bottom - rule.box.top > rule.box.right - rule.box.left]
    apart: set[int] = set()
    for line in (line for line in lines if not any(_meets(line, side) for side in upright)):
        level = sorted((i for i in items if _is_level(i, line)), key=lambda i: i.box.left)
        on = [item for item in level if _is_on(item, line)]
        before = [i for i in items if i.box.right <= line.left + _SLACK and on and _is_before(i, on[0], line)]
        if (
            not on
            or not before
            or max(before, key=lambda i: i.box.right).text.endswith(":")
            or any(_reaches_over(item, line) for item in level)
        ):
            continue
        apart.add(id(on[0]))
        behind = next((item for item in level if item.box.left >= line.right - _SLACK), None)
        apart.update({id(behind)} if behind is not None else ())
    return [replace(item, apart=True) if id(item) in apart else item for item in items]


def _meets(line: Box, side: Box) -> bool:
    """Say whether a line has an upright one at an end: it is a frame's."""
    touches = side.top - _SLACK <= line.top <= side.bottom + _SLACK
    return touches and min(abs(side.left - line.left), abs(side.left - line.right)) <= _SLACK


def _is_before(item: Item, value: Item, line: Box) -> bool:
    """Say whether a word stands in the row of a value, before its line: it and the value overlap by half at least."""
    high = min(item.box.bottom - item.box.top, value.box.bottom - value.box.top)
    shared = min(item.box.bottom, value.box.bottom) - max(item.box.top, value.box.top)
    return shared >= high / 2 and _is_level(item, line, _HIGHER)


def _is_level(item: Item, line: Box, near: float = _NEAR) -> bool:
    reach = near * (item.box.bottom - item.box.top)
    return abs(line.top - item.box.bottom) <= reach and item.middle < line.top


def _is_on(item: Item, line: Box) -> bool:
    across = (item.box.left + item.box.right) / 2
    return line.left - _SLACK <= item.box.left and line.left - _SLACK / 2 <= across <= line.right


def _reaches_over(item: Item, line: Box) -> bool:
    """Say whether a word begins before a line and ends on it: the line underlines a whole row."""
    return item.box.left < line.left - _SLACK and item.box.right > line.left + 2 * _SLACK
