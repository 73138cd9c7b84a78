"""Boxes drawn on a page, and what was put into them: empty, ticked or doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.document import Mark
from parsers.pages.page import Tick, Word
from parsers.reading import Box, Source

SMALLEST, LARGEST = 5.5, 24.0  # points: the side of a box that one ticks
_SQUARE = 1.4  # the most that one side is longer than the other
_TICKING = frozenset("xX×✓✔✕✖✗✘☒☑☓*vV√●•■⬤/+")
_LEVEL = 1.5  # points: how much cells that touch are apart, or differ in height
_COLUMN = 4.0  # points: how much the left sides of boxes below each other differ
_COMB = 3  # boxes that touch
MANY_STROKES = 6  # in one box: it may be a tick that was scribbled out


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn figure that may be a box."""

    box: Box
    dark: bool  # filled with a dark colour
    drawn: bool = True  # it has an outline, or a ground of a colour that is not the paper's


def is_box(box: Box) -> bool:
    """Say whether a figure has the size and form of a box that one ticks."""
    width, height = box.right - box.left, box.bottom - box.top
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        return False
    return max(width, height) <= _SQUARE * min(width, height)


def drawn_ticks(shapes: Sequence[Shape], strokes: Sequence[Box]) -> list[Tick]:
    """Give the boxes among `shapes`, each with its state by what is drawn in or over it."""
    outlines = _without_combs(_distinct([s.box for s in shapes if s.drawn and not s.dark and is_box(s.box)]))
    dark = [s.box for s in shapes if s.dark]
    # A dark square alone may be a bullet or part of a logo; it is a filled box where empty ones of its size stand too.
    for box in dark:
        if is_box(box) and any(_alike(box, other) for other in outlines) and not any(_over(box, o) for o in outlines):
            outlines.append(box)
    return [Tick(box, _state(box, dark, strokes)) for box in outlines]


def stroked(ticks: Sequence[Tick], strokes: Sequence[Box]) -> list[Tick]:
    """Give boxes that are letters of a font, with what was drawn over them."""
    return [replace(tick, mark=_state(tick.box, (), strokes)) if tick.mark is Mark.EMPTY else tick for tick in ticks]


def with_written(ticks: Sequence[Tick], words: Sequence[Word]) -> tuple[list[Tick], list[Word]]:
    """Give the ticks with what was typed over them, and the other words: an X over a box is no word."""
    left = [w for w in words if set(w.text) != {"."} or not any(_inside(w.box, tick.box) for tick in ticks)]
    result = []
    ticks, left = _without_numbered(_without_digits(ticks, left), left)
    for tick in ticks:
        over = _words_in(tick, left)
        mark = _written(over) if tick.mark is not Mark.TICKED else None
        if mark is Mark.DOUBTFUL and _holds_number(tick, over, ticks, left):
            continue  # it stays a word: a frame to write a number in is no box to tick
        if mark is Mark.TICKED:
            left = [word for word in left if word not in over]
            result.append(replace(tick, mark=mark, source=_source(over)))
        else:
            result.append(replace(tick, mark=mark or tick.mark))
    return result, left


def _words_in(tick: Tick, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if len(word.text) <= 2 and _inside(word.box, tick.box)]


def _without_numbered(ticks: Sequence[Tick], words: list[Word]) -> tuple[list[Tick], list[Word]]:
    """Give the ticks without the boxes that number what stands beside them, each number as a word in brackets.

    Two or more boxes in one row or column hold 1 to n, each once, and none of them is ticked.
    """
    numbered = {
        n: over[0] for n, tick in enumerate(ticks) if len(over := _words_in(tick, words)) == 1 and _is_rank(over[0])
    }
    found: dict[int, Word] = {}
    for number in numbered:
        line = [n for n, other in enumerate(ticks) if _in_line(ticks[number].box, other.box)]
        ranks = sorted(int(numbered[n].text) for n in line if n in numbered)
        plain = all(ticks[n].mark is Mark.EMPTY for n in line)
        if plain and len(ranks) > 1 and ranks == list(range(1, len(ranks) + 1)):
            found[number] = numbered[number]
    kept = [tick for n, tick in enumerate(ticks) if n not in found]
    inside = {id(word): ticks[n].box for n, word in found.items()}
    return kept, [replace(w, text=f"[{w.text}]", box=inside[id(w)]) if id(w) in inside else w for w in words]


def _without_digits(ticks: Sequence[Tick], words: Sequence[Word]) -> list[Tick]:
    """Give the ticks without boxes that touch side by side and hold the digits of a number."""
    over = {id(tick): _words_in(tick, words) for tick in ticks}
    free = [t for t in ticks if t.mark is Mark.EMPTY and all(word.text.isdecimal() for word in over[id(t)])]
    pairs = [
        (a, b) for a in free for b in free if a is not b and _touches(a.box, b.box) and (over[id(a)] or over[id(b)])
    ]
    digits = {id(tick) for pair in pairs for tick in pair}
    return [tick for tick in ticks if id(tick) not in digits]


def _touches(one: Box, other: Box) -> bool:
    """Say whether a box of the same size stands right of another, nothing between them."""
    return _alike(one, other) and abs(one.top - other.top) < _LEVEL and abs(other.left - one.right) < _LEVEL


def _is_rank(word: Word) -> bool:
    return word.text in "123456789" and len(word.text) == 1


def _in_line(one: Box, other: Box) -> bool:
    """Say whether two boxes of one size stand in one column, or in one row."""
    return _alike(one, other) and (abs(one.left - other.left) < _COLUMN or abs(one.top - other.top) < _COLUMN)


def _holds_number(tick: Tick, over: Sequence[Word], ticks: Sequence[Tick], words: Sequence[Word]) -> bool:
    """Say whether a box is a place for a number: it ends its line, no other box stands in its line, none of its size
    in its column.
    """
    box = tick.box
    level = [w for w in words if w not in over and w.box.top < box.bottom and w.box.bottom > box.top]
    others = [other.box for other in ticks if other is not tick]
    alone = not any(
        (abs(o.left - box.left) < _COLUMN and _alike(o, box)) or (o.top < box.bottom and o.bottom > box.top)
        for o in others
    )
    ends = any(w.box.right <= box.left for w in level) and not any(w.box.left >= box.right for w in level)
    return alone and ends and all(word.text.isdecimal() for word in over)


def _written(words: Sequence[Word]) -> Mark | None:
    """Say what words over a box make of it; None: nothing."""
    if not words:
        return None
    if all(set(word.text) <= _TICKING for word in words):
        return Mark.TICKED
    blank = all(word.text in ("-", "–", ".") for word in words)
    return None if blank else Mark.DOUBTFUL  # a number may rank, a letter may be anything


def _source(words: Sequence[Word]) -> Source:
    return next((word.source for word in words if word.source is not Source.TEXT), Source.MARK)


def merged(ticks: Sequence[Tick], others: Sequence[Tick]) -> list[Tick]:
    """Give both without doubles: a form's own state beats what is drawn below it, but not what was drawn over it."""
    result = list(ticks)
    for other in others:
        near = next((i for i, tick in enumerate(result) if _over(tick.box, other.box)), None)
        if near is None:
            result.append(other)
        elif result[near].mark is Mark.EMPTY and other.mark is not Mark.EMPTY:
            result[near] = replace(result[near], mark=other.mark, source=other.source)
    return result


def _state(box: Box, dark: Sequence[Box], strokes: Sequence[Box]) -> Mark:
    if any(_covered(box, other) > 0.35 for other in dark):
        return Mark.TICKED
    over = [stroke for stroke in strokes if _marks(stroke, box)]
    if len(over) >= MANY_STROKES:
        return Mark.DOUBTFUL
    return Mark.TICKED if over else Mark.EMPTY


def _marks(stroke: Box, box: Box) -> bool:
    """Say whether a stroke belongs to a box: it lies over its middle and is not much larger."""
    side = max(box.right - box.left, box.bottom - box.top)
    across, down = (stroke.left + stroke.right) / 2, (stroke.top + stroke.bottom) / 2
    near = box.left - side / 3 <= across <= box.right + side / 3 and box.top - side / 3 <= down <= box.bottom + side / 3
    return near and max(stroke.right - stroke.left, stroke.bottom - stroke.top) <= 3.5 * side


def _covered(box: Box, by: Box) -> float:
    width = min(box.right, by.right) - max(box.left, by.left)
    height = min(box.bottom, by.bottom) - max(box.top, by.top)
    area = (box.right - box.left) * (box.bottom - box.top)
    # What is much larger than the box is its ground (a logo, a coloured band), not what somebody put into it.
    if width <= 0 or height <= 0 or (by.right - by.left) * (by.bottom - by.top) > 1.8 * area:
        return 0.0
    return width * height / area


def _inside(word: Box, box: Box) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    slack = (box.right - box.left) / 5
    return box.left - slack <= across <= box.right + slack and box.top - slack <= down <= box.bottom + slack


def _over(one: Box, other: Box) -> bool:
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    side = min(one.right - one.left, other.right - other.left)
    return across < 0.6 * side and down < 0.6 * side


def _alike(one: Box, other: Box) -> bool:
    return abs((one.right - one.left) - (other.right - other.left)) < 2.0


def _distinct(boxes: Sequence[Box]) -> list[Box]:
    """Leave out what is drawn twice (its ground, then its outline)."""
    kept: list[Box] = []
    for box in boxes:
        if not any(_over(box, other) for other in kept):
            kept.append(box)
    return kept


def _without_combs(boxes: list[Box]) -> list[Box]:
    """Leave out the boxes of a comb, one letter each, that touch side by side."""
    kept = []
    for box in boxes:
        row = sorted((o for o in boxes if abs(o.top - box.top) < 2 and _alike(o, box)), key=lambda b: b.left)
        at = next(n for n, other in enumerate(row) if other is box)
        parted = [n for n in range(1, len(row)) if row[n].left - row[n - 1].right > _LEVEL]
        start = max((n for n in parted if n <= at), default=0)
        end = min((n for n in parted if n > at), default=len(row))
        if end - start < _COMB:
            kept.append(box)
    return kept
