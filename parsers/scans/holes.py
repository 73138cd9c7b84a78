"""Boxes that must be on a scanned page and were not found: a tick drawn over a box can hide it, and the answer with it.

Where the boxes of a row or column leave one label without its own, and there is ink where it would stand, a doubtful
box is put there, and a person looks. A line that goes on with the label above has clean paper there.
"""

import itertools
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.document import Mark
from parsers.pages.page import Page, Tick, Word
from parsers.pages.sides import asks
from parsers.reading import Box, Source

_SAME_COLUMN = 4.0  # points
_GAP = 12.0  # points: more parts two labels; engines place single words less exactly than that
_ROOM = 26.0  # points beside a label in which its box would stand
_BESIDE = 2.5  # points beside a word that are its own: engines cut words roughly
_HALF = 7.0  # points above and below the middle of a line
_LETTERS = 3  # at the beginning of a label: fewer may be what an engine made of its box

Inked = Callable[[Box], bool]  # whether there is ink at a place, more than a speck


def with_doubtful(page: Page, inked: Inked) -> Page:
    """Give the page with a doubtful box before each label that should have one."""
    if len(page.ticks) < 2:
        return page
    follow = _boxes_follow(page)
    holes = [*_in_columns(page, follow, inked), *_in_rows(page, follow, inked)]
    distinct: list[Tick] = []
    for hole in holes:
        if not any(_near(hole.box, other.box) for other in (*page.ticks, *distinct)):
            distinct.append(hole)
    return replace(page, ticks=(*page.ticks, *distinct))


def _near(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) < 15 and abs(one.top - other.top) < 8


def _boxes_follow(page: Page) -> bool:
    """Say whether boxes stand after their labels on this page."""
    votes = 0
    for tick in page.ticks:
        words = [word for word in page.words if _level(word.box, tick.box)]
        answers = [w for w in words if not asks(w.text)]
        before = min((tick.box.left - w.box.right for w in answers if w.box.left < tick.box.left), default=1e6)
        behind = min((w.box.left - tick.box.right for w in words if w.box.right > tick.box.right), default=1e6)
        if min(before, behind) < 40:
            votes += 1 if before < behind else -1
    return votes > 0


def _level(one: Box, other: Box) -> bool:
    height = min(one.bottom - one.top, other.bottom - other.top)
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 < 0.55 * height


def _doubtful(page: Page, left: float, middle: float) -> Tick:
    return Tick(Box(page.number, left, middle - 5, left + 10, middle + 5), Mark.DOUBTFUL, Source.OCR, 0.5)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _in_columns(page: Page, follow: bool, inked: Inked) -> list[Tick]:
    """Give the places in a column of boxes, or right above or below it, where a label has no box."""
    found: list[Tick] = []
    for column in _columns(page.ticks):
        heights = sorted(_middle(tick.box) for tick in column)
        step = min(b - a for a, b in itertools.pairwise(heights))
        if step < 8:
            continue
        labels = [_label_edge(page, tick, follow) for tick in column]
        edges = [edge for edge in labels if edge is not None]
        if not edges:
            continue
        edge = statistics.median(edges)
        wanted = [heights[0] - step, heights[-1] + step]
        for above, below in itertools.pairwise(heights):
            count = round((below - above) / step)
            if 1 < count <= 3:
                wanted.extend(above + (below - above) * n / count for n in range(1, count))
        left = statistics.median(tick.box.left for tick in column)
        found.extend(
            hole
            for height in wanted
            if _has_label(page, edge, height, step)
            and inked(_beyond((hole := _doubtful(page, left, height)).box, column))
        )
    return found


def _beyond(hole: Box, column: Sequence[Tick]) -> Box:
    """Give the part of a hole that the ticks in the boxes above and below it do not reach."""
    reach = max(tick.box.bottom - tick.box.top for tick in column) / 2
    top = max((t.box.bottom + reach for t in column if t.box.top < hole.top), default=hole.top)
    bottom = min((t.box.top - reach for t in column if t.box.bottom > hole.bottom), default=hole.bottom)
    top, bottom = max(top, hole.top), min(bottom, hole.bottom)
    return replace(hole, top=top, bottom=max(top, bottom))


def _columns(ticks: Sequence[Tick]) -> list[list[Tick]]:
    columns: list[list[Tick]] = []
    for tick in sorted(ticks, key=lambda t: t.box.left):
        if columns and tick.box.left - columns[-1][-1].box.left < _SAME_COLUMN:
            columns[-1].append(tick)
        else:
            columns.append([tick])
    return [column for column in columns if len(column) > 1]


def _label_edge(page: Page, tick: Tick, follow: bool) -> float | None:
    """Give where the label of a box begins (or, for a box after it, where its first word begins)."""
    words = [word for word in page.words if _level(word.box, tick.box)]
    if follow:
        return min((w.box.left for w in words if 0 <= tick.box.left - w.box.left < 260), default=None)
    return min((w.box.left for w in words if 0 <= w.box.left - tick.box.left < 40), default=None)


def _has_label(page: Page, edge: float, height: float, step: float) -> bool:
    """Say whether a line of words begins at the labels' edge at that height, with no box of its own."""
    line = [word for word in page.words if abs(_middle(word.box) - height) < 0.3 * step]
    begins = min((word.box.left for word in line), default=0.0)  # with its number, where it has one
    starts = abs(begins - edge) < 5 and sum(c.isalpha() for word in line for c in word.text) > 1
    boxed = any(abs(_middle(tick.box) - height) < 0.3 * step for tick in page.ticks)
    ends_as_question = any(word.text.endswith(":") for word in line)
    return starts and not boxed and not ends_as_question


def _in_rows(page: Page, follow: bool, inked: Inked) -> list[Tick]:
    """Give the places in a row of boxes where a label has none."""
    found = []
    for row in _rows(page):
        ticks = [item for item in row if isinstance(item, Tick)]
        if not ticks:
            continue
        labels = _labels(row)
        if labels and _is_question(labels[0], len(ticks), follow):
            labels = labels[1:]
        if len(labels) <= len(ticks):
            continue
        for words, before, behind in labels:
            if (behind if follow else before) or sum(c.isalpha() for word in words for c in word.text) < 2:
                continue
            if words[-1].text.endswith(":") and not follow:  # it asks; the boxes of its answers come behind it
                continue
            if not any(abs(words[0].box.left - tick.box.left) < 250 for tick in ticks):
                continue
            if _begins_clearly(words) and not inked(_room(page.number, row, words, follow)):
                continue
            left = words[-1].box.right + 4 if follow else words[0].box.left - 14
            found.append(_doubtful(page, left, _middle(words[0].box)))
    return found


def _begins_clearly(words: Sequence[Word]) -> bool:
    """Say whether a label begins with a word, not with what may be left of its box."""
    return sum(c.isalpha() for c in words[0].text) >= _LETTERS


def _room(number: int, row: Sequence[Word | Tick], words: Sequence[Word], follow: bool) -> Box:
    """Give where the box of a label would be: between it and what stands before it, or behind it where boxes follow."""
    middle, first, last = _middle(words[0].box), words[0].box.left, words[-1].box.right
    if follow:
        end = min((item.box.left for item in row if item.box.left > last), default=last + _ROOM)
        left, right = last + _BESIDE, min(end - _BESIDE, last + _ROOM)
    else:
        start = max((item.box.right for item in row if item.box.right < first), default=first - _ROOM)
        left, right = max(start + _BESIDE, first - _ROOM), first - _BESIDE
    return Box(number, left, middle - _HALF, max(left, right), middle + _HALF)


def _is_question(label: tuple[list[Word], bool, bool], ticks: int, follow: bool) -> bool:
    """Say whether the first label of a row is what is asked, not one of the answers."""
    words, before, behind = label
    colon = any(word.text.endswith(":") for word in words)
    return (colon and not behind) if follow else (not before and (colon or ticks > 1))


def _rows(page: Page) -> list[list[Word | Tick]]:
    rows: list[list[Word | Tick]] = []
    items: list[Word | Tick] = [*page.words, *page.ticks]
    for tick in page.ticks:
        if not any(tick in row for row in rows):
            level = [item for item in items if item is tick or _level(item.box, tick.box)]
            rows.append(sorted(level, key=lambda item: item.box.left))
    return rows


def _labels(row: Sequence[Word | Tick]) -> list[tuple[list[Word], bool, bool]]:
    """Give the labels of a row: their words, and whether a box stands before and behind them."""
    labels: list[tuple[list[Word], bool, bool]] = []
    words: list[Word] = []
    before = False
    for item in row:
        far = bool(words) and item.box.left - words[-1].box.right > _GAP
        if words and (isinstance(item, Tick) or far):
            labels.append((words, before, isinstance(item, Tick) and not far))
            words, before = [], False
        if isinstance(item, Tick):
            before = True
        else:
            words.append(item)
    if words:
        labels.append((words, before, False))
    return labels
