"""Columns of a page that are read one after the other: two people side by side, the person beside the workshops.

A label with its value to the right also stands in two columns, and those are read line by line. What tells them apart
is that each pane makes sense alone: both ask for the same, or each line has a label, or a box with its option, of its
own; or that a frame is drawn around one of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.coupons.vocabulary import label_of
from parsers.folding import fold
from parsers.pages.grid import Rectangle
from parsers.pages.items import Item, by_lines, is_far
from parsers.reading import Box

_LEAST = 3  # lines that make a pane
_ALIGNED = 3.0  # points: how much the left ends of a pane's lines differ
_INDENTED = 40.0  # points: how far right of it some lines begin
_PACED = 6  # lines above that tell at what pace a pane goes on
_TWINS, _OWN = 0.5, 0.6  # of the lines
_MOST_CROSSED = 0.25  # of the lines with both sides, on which boxes follow a label across the gap
_LABEL_WORDS = 6
_TEXT, _TEXT_WORDS = 0.6, 4  # of the lines of a text, how many words most of them have at least
_LEAST_BOXES = 2
_MAX_ROWS = 150  # of a page; a coupon has no more
_RANKED = re.compile(r"\[\d\]")  # a box with a number in it
_LISTED = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]|[•–]")  # what begins a line of a list
_MAX_FRAMES = 40  # of a page
_MAX_EDGES = 40  # left ends that may be a pane's


@dataclass(frozen=True, slots=True)
class Panes:
    """A band of a page that is read pane by pane: what stands left of an edge, then what stands right of it."""

    top: float
    bottom: float
    edge: float
    inner: "tuple[Panes, ...]" = ()  # bands of the right pane that have panes of their own

    def holds(self, box: Box) -> bool:
        """Say whether something stands in the band."""
        return self.top <= (box.top + box.bottom) / 2 <= self.bottom

    def place(self, box: Box) -> tuple[float, ...]:
        """Give where something comes in reading order: by its pane, then, in the right one, by the band in it."""
        if box.left < self.edge - _ALIGNED:
            return (0.0,)
        within = next((band for band in self.inner if band.holds(box)), None)
        height = (box.top + box.bottom) / 2
        return (1.0, height) if within is None else (1.0, within.top, *within.place(box))

    def pane(self, box: Box) -> tuple[int, ...]:
        """Give which pane something stands in, and in the right one which band of it and which pane there."""
        if box.left < self.edge - _ALIGNED:
            return (0,)
        number = next((n for n, band in enumerate(self.inner) if band.holds(box)), -1)
        return (1, number) if number < 0 else (1, number, *self.inner[number].pane(box))


Row = list[Item]


def panes(items: Sequence[Item], walls: Sequence[Rectangle] = (), frames: Sequence[Rectangle] = ()) -> list[Panes]:
    """Give the bands of a page that are read pane by pane, from the top.

    `walls` are tables, which nothing parts; `frames` are drawn around parts of the page.
    """
    rows = by_lines(items)
    return _bands(rows, walls, frames[:_MAX_FRAMES]) if _LEAST <= len(rows) <= _MAX_ROWS else []


def _bands(rows: list[Row], walls: Sequence[Rectangle], frames: Sequence[Rectangle]) -> list[Panes]:
    framed = next((edge for frame in frames if (edge := _beside_frame(rows, frame)) is not None), None)
    found = framed or _parted(rows, walls)
    if found is None:
        return []
    start, end, left = found
    right = [item for row in rows[start:end] for item in _sides(row, left)[1]]
    inner = tuple(panes(right, walls, frames))
    band = Panes(min(_top(r) for r in rows[start:end]), max(_foot(r) for r in rows[start:end]), left, inner)
    return [*_bands(rows[:start], walls, frames), band, *_bands(rows[end:], walls, frames)]


def _parted(rows: list[Row], walls: Sequence[Rectangle]) -> tuple[int, int, float] | None:
    """Give the stretch of lines that most of them say is read pane by pane, and its edge."""
    best: tuple[int, int, int, float] | None = None
    for edge in _edges(rows):
        for start, end in _runs(rows, edge, walls):
            for first, last, sure in _judged(rows, start, end, edge):
                if sure and (best is None or sure > best[0]):
                    best = sure, first, last, edge
    return best[1:] if best is not None else None


def _beside_frame(rows: list[Row], frame: Rectangle) -> tuple[int, int, float] | None:
    """Give the lines level with a frame, and the edge that parts what stands in it from what stands beside it."""
    left, top, right, bottom = frame
    level = [n for n, row in enumerate(rows) if top <= _top(row) and _foot(row) <= bottom]
    if not level:
        return None
    start, end = level[0], level[-1] + 1
    for edge in (left + _ALIGNED, right + _ALIGNED):
        sides = [_sides(row, edge) for row in rows[start:end]]
        if any(_crosses(row, edge) for row in rows[start:end]):
            continue
        if all(_is_pane([pair[side] for pair in sides if pair[side]]) for side in (0, 1)):
            return start, end, edge
    return None


def _is_pane(side: Sequence[Row]) -> bool:
    """Say whether one side of a frame's edge holds several lines, and few labels that wait for what the other holds."""
    rows = by_lines([item for row in side for item in row])
    waiting = sum(_waits(row) and (n + 1 == len(rows) or _waits(rows[n + 1])) for n, row in enumerate(rows))
    return len(rows) >= _LEAST and waiting <= _MOST_CROSSED * len(rows)


def _judged(rows: Sequence[Row], start: int, end: int, edge: float) -> list[tuple[int, int, int]]:
    """Give what of a stretch makes two panes, with the number of lines that say so."""
    sides = [_sides(row, edge) for row in rows[start:end]]
    twins = [n for n, (left, right) in enumerate(sides) if left and right and _are_twins(left, right)]
    if len(twins) < _LEAST:
        return [(start, _foot_of_left(rows, end, edge), _own(sides))]
    first, last = twins[0], twins[-1] + 1
    while last < len(sides) and not all(sides[last]):
        last += 1  # what stands below the last label of one pane
    both = sum(bool(left and right) for left, right in sides[first:last])
    if first and all(side and _is_heading(side) for side in sides[first - 1]):
        first -= 1
    return [(start + first, start + last, len(twins) if len(twins) >= _TWINS * both else 0)]


def _foot_of_left(rows: Sequence[Row], end: int, edge: float) -> int:
    """Give where the left pane ends, which may be longer: it goes on at its own pace."""
    lefts = [_top(row) for row in rows[:end] if row[0].box.left < edge - _ALIGNED][-_PACED:]
    pace = max((b - a for a, b in pairwise(lefts)), default=0.0)
    while lefts and end < len(rows) and _goes_on(rows[end], edge) and _top(rows[end]) - lefts[-1] <= pace + 1:
        lefts.append(_top(rows[end]))
        end += 1
    return end


def _goes_on(row: Row, edge: float) -> bool:
    """Say whether a line is of the left pane alone, or makes sense there beside the last field of the right one."""
    left, right = _sides(row, edge)
    if _crosses(row, edge) or _completes(row, edge):
        return False
    return not right or (bool(left) and _is_whole(left) and right[0].box.left - edge <= _INDENTED)


def _top(row: Row) -> float:
    return min(item.middle for item in row)


def _foot(row: Row) -> float:
    return max(item.middle for item in row)


def _edges(rows: Sequence[Row]) -> list[float]:
    """Give the left ends that several lines have in common, behind a wide gap or with nothing before them."""
    lefts = sorted(item.box.left for row in rows for n, item in enumerate(row) if n == 0 or is_far(row[n - 1], item))
    found: list[list[float]] = []
    for left in lefts:
        if found and left - found[-1][0] <= _ALIGNED:
            found[-1].append(left)
        else:
            found.append([left])
    return [group[0] for group in found[1:] if len(group) >= _LEAST][:_MAX_EDGES]


def _sides(row: Row, edge: float) -> tuple[Row, Row]:
    return [i for i in row if i.box.left < edge - _ALIGNED], [i for i in row if i.box.left >= edge - _ALIGNED]


def _runs(rows: Sequence[Row], edge: float, walls: Sequence[Rectangle]) -> list[tuple[int, int]]:
    """Give the stretches of lines that nothing joins across an edge, from the first to the last with a right side."""
    found: list[tuple[int, int]] = []
    start = 0
    for number in range(len(rows) + 1):
        ends = number == len(rows) or _crosses(rows[number], edge) or _completes(rows[number], edge)
        if not ends and number > start:
            ends = _walled(rows[number - 1], rows[number], edge, walls)
        if ends:
            found += _trimmed(rows, start, number, edge)
            joins = number < len(rows) and (_crosses(rows[number], edge) or _completes(rows[number], edge))
            start = number + 1 if joins or number == len(rows) else number
    return found


def _crosses(row: Row, edge: float) -> bool:
    """Say whether a word reaches over an edge, or near it: what stands before a pane keeps a distance."""
    left, right = _sides(row, edge)
    return any(i.box.right > edge - _ALIGNED for i in left) or bool(left and right and not is_far(left[-1], right[0]))


def _completes(row: Row, edge: float) -> bool:
    """Say whether the box behind an edge is the yes to the no before it, or the no to the yes."""
    left, right = _sides(row, edge)
    marks = [n for n, item in enumerate(left) if item.mark]
    if not marks or marks[0] == 0 or not right or not right[0].mark:
        return False
    options = {fold(" ".join(i.text for i in left[marks[-1] + 1 :])), fold(" ".join(i.text for i in right[1:]))}
    return options in ({"oui", "non"}, {"yes", "no"})


def _walled(above: Row, below: Row, edge: float, walls: Sequence[Rectangle]) -> bool:
    return any(
        left < edge < right and _foot(above) < bottom and top < _top(below) for left, top, right, bottom in walls
    )


def _trimmed(rows: Sequence[Row], start: int, end: int, edge: float) -> list[tuple[int, int]]:
    """Give the lines of a stretch from the first to the last that stand in both panes, or in the right one alone."""
    with_right = [n for n in range(start, end) if _is_aligned(_sides(rows[n], edge)[1], edge)]
    if len(with_right) < _LEAST:
        return []
    return [(with_right[0], with_right[-1] + 1)]


def _is_aligned(side: Row, edge: float) -> bool:
    return bool(side) and side[0].box.left - edge <= _ALIGNED


def _is_heading(side: Row) -> bool:
    return not any(item.mark or item.text.endswith(":") for item in side) and len(side) <= _LABEL_WORDS


def _are_twins(left: Row, right: Row) -> bool:
    """Say whether two sides of a line ask for the same."""
    one = _head(left)
    return len(one) > 1 and one == _head(right)


def _head(side: Row) -> str:
    """Give the words of a line up to a colon or a wide gap, folded; a box before them is left out."""
    said: list[str] = []
    last: Item | None = None
    for item in side:
        if (last is not None and said and is_far(last, item)) or (item.mark and said):
            break
        if not item.mark:
            said.append(item.text)
        if ":" in item.text:
            break
        last = item
    return fold(" ".join(said).partition(":")[0])


def _own(sides: Sequence[tuple[Row, Row]]) -> int:
    """Count the lines of the right pane, where the lines of both make sense alone; 0 where they do not."""
    if min(sum(bool(pair[side]) for pair in sides) for side in (0, 1)) < _LEAST:
        return 0
    rights = by_lines([item for _, right in sides for item in right])
    # Several questions have the same answers below them: a row of boxes with nothing beside it.
    beside = {id(item) for left, right in sides if left for item in right}
    told = [row for row in rights if sum(i.mark for i in row) < _LEAST_BOXES or id(row[0]) in beside]
    heads = [head for row in told if (head := _head(row))]
    if len(rights) < _LEAST or len(set(heads)) < len(heads) or not _stand_alone(rights):
        return 0
    both = [(left, right) for left, right in sides if left and right]
    lefts = by_lines([item for left, _ in sides for item in left])
    ticked = any(right[0].mark for _, right in both)  # the words before boxes may be what they answer
    if not _stand_alone(lefts) and (ticked or not _is_prose(lefts)):
        return 0
    followed = {
        id(one)
        for one, other in pairwise([left for left, _ in sides if left])
        if not _waits(other) and not other[0].mark
    }
    crossed = sum(
        right[0].mark and (left[-1].mark or (_waits(left) and id(left) not in followed)) for left, right in both
    )
    if crossed > max(1.0, _MOST_CROSSED * len(both)):
        return 0
    listed = sum(row[0].mark for row in rights)
    level = sum(abs(_top(left) - _top(right)) < 0.5 for left, right in both)
    return len(rights) if listed >= 2 or level < 0.6 * len(rights) else 0


def _stand_alone(rows: Sequence[Row]) -> bool:
    """Say whether most lines make sense without what stands beside them, a label with its value below it too."""
    whole = {n for n, row in enumerate(rows) if _is_whole(row)}
    for number, row in enumerate(rows[1:], 1):
        if _waits(rows[number - 1]) and not _waits(row) and not row[0].mark:
            whole |= {number - 1, number}
    return len(rows) >= _LEAST and len(whole) >= _OWN * len(rows)


def _is_prose(rows: Sequence[Row]) -> bool:
    """Say whether lines are a text, such as a leaflet's beside its coupon: no label, no box, mostly several words."""
    if len(rows) < _LEAST or any(_waits(row) or any(item.mark for item in row) for row in rows):
        return False
    return sum(len(row) >= _TEXT_WORDS for row in rows) >= _TEXT * len(rows)


def _is_whole(row: Row) -> bool:
    """Say whether a line makes sense alone: a box, or its number, with its option, a label with its value, dots."""
    if row[0].mark or _RANKED.fullmatch(row[0].text) or _LISTED.fullmatch(row[0].text):
        return len(row) > 1 and not row[1].mark
    if any(item.mark or is_far(row[n], item) for n, item in enumerate(row[1:])):
        return True
    return not _waits(row) and (_label(row) or ":" in " ".join(item.text for item in row[:_LABEL_WORDS]))


def _waits(row: Row) -> bool:
    """Say whether a line is a label alone, which waits for its value."""
    text = " ".join(item.text for item in row)
    return bool(re.search(r"[:?]\s*$", text)) or label_of(text, exact=True) is not None


def _label(row: Row) -> bool:
    words = [item.text for item in row[:_LABEL_WORDS]]
    return any(label_of(" ".join(words[: n + 1]), exact=True) is not None for n in range(len(words)))
