"""A picture of a page → its rules and its tick boxes, by what is black. By OpenCV, without a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.document import Mark
from parsers.pages.circles import circles
from parsers.scans.crosses import is_cross
from parsers.scans.ocr import Picture

# Lengths are in points (1/72 inch) and put into pixels by the picture's scale.
LEVEL_RULE = 28.0  # a line longer than this is a rule, no stroke of a letter or side of a box
UPRIGHT_RULE = 14.0  # the side of a frame for one line of writing
SMALLEST, USUAL, LARGEST = 6.0, 20.0, 22.0  # the side of a box; large ones are for ranks, several together
DARK_BESIDE_PAPER = 0.45  # as light as the paper
DARK_AREA = 24.0  # the side of the smallest dark area that is no box, letter or stamp
DARK_SHARE = 0.6  # of it is dark; bold print reaches 0.35
SCRIBBLED_OUT = 21.0  # what is so dark, and its middle no larger, is a box that was scribbled out
DOT, DOT_GAP, DOTTED_RULE = 2.3, 4.5, 14.0  # the largest dot of a dotted line, the widest gap, the shortest line
MAX_PIECES = 60_000  # of ink on a page: more is noise, where nothing can be told apart
_NEXT_CAPITAL = 2.5  # points: capitals of a title stand nearer; a label hardly ever
_NEXT_LETTER = 0.15  # of the height of a capital: small letters behind it stand nearer
_SIDE = 5.0  # the shortest straight piece of a box's side
_SQUARE = 1.35
_DRAWN = 0.85  # of each side of a box must be there
_CORNER = 0.13  # of its side: a circle's ink begins at 0.15
_EXACT_CORNER = 0.08  # where all of a box is seen
_IN_COLUMN = 0.15  # of a side, by which boxes of one column stand beside each other, however far below
_OF_A_SIZE = 1.18  # the most that boxes of one kind differ in size
_NEXT_SMALL = 0.8  # of its height: small letters of one word stand nearer than that, whatever is between them
_IN_A_WORD = 0.2  # of the height of a letter: the next one stands nearer
# Ink inside a box, as a share of its inner part: a speck is nothing, the lightest tick is some hundredths.
EMPTY_BELOW, TICKED_FROM = 0.02, 0.07
SCRIBBLED_FROM, FILLED_FROM = 0.80, 0.93  # between them it may be a tick that was scribbled out
SPILT = 1.2
SCRIBBLED_OVER = 1.4  # of the side of a box: a scribble that covers its frame all around
SPILT_INK = 0.35  # of a strip beside a box
LIGHT = 0.65  # the ink of ticks that are no scribbles
_EXACTLY = 0.1  # of the side of a box, by which the edges of others in its row or column differ
_ALIKE = 0.95  # of each side of a frame that is looked for at its known size
AROUND_FROM = 0.10  # ink right outside: a circle around the box, or a tick that reaches far
# A circle around a box: seen from the box's middle there is ink on nearly all sides, nearer than that, in sides.
_SIGHTS = 72
CIRCLED_FROM = 0.90  # of the sights meet it; a box in a corner of a table meets three quarters
OPEN_BELOW = 0.55  # of them: what the circles around two neighbours leave open
_RING = (0.60, 1.75)
_RING_JUMP = 0.16  # the most that a ring's distance changes from one sight to the next, in sides


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a picture, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class InkBox:
    """A box and its state; `ink` is the black share of its inner part."""

    place: Rectangle
    mark: Mark
    ink: float


def grey(picture: Picture) -> Picture:
    """Give the picture in shades of grey."""
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def black(shades: Picture) -> Picture:
    """Give 255 where there is ink, 0 where there is paper; uneven light does not count."""
    side = max(15, min(shades.shape[:2]) // 40) | 1
    local = cv2.adaptiveThreshold(shades, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, 15)
    # A spot larger than that window is its own surroundings: what is dark beside the page's paper is ink all the same.
    dark = shades < DARK_BESIDE_PAPER * float(np.median(shades))
    return np.asarray(local | np.asarray(dark * 255, dtype=np.uint8), dtype=np.uint8)


def dark_areas(shades: Picture, scale: float) -> Picture:
    """Give 255 where the paper itself is dark (a coloured band, a logo): what is lighter there is no ink."""
    size = max(8, round(DARK_AREA * scale))
    dark = np.asarray((shades < 140) * 255, dtype=np.uint8)
    solid = np.asarray((cv2.blur(dark, (size, size)) > DARK_SHARE * 255) * 255, dtype=np.uint8)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    solid[(sides < SCRIBBLED_OUT * scale)[pieces]] = 0
    return np.asarray(cv2.dilate(solid, np.ones((size // 2, size // 2), np.uint8)), dtype=np.uint8)


def dotted(ink: Picture, scale: float) -> Picture:
    """Give 255 on the dots of dotted lines, which engines read as full stops in the values above them."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = max(2.0, DOT * scale)
    small = stats[:, cv2.CC_STAT_HEIGHT] <= size  # in a poor scan the dots run into each other
    small[0] = False
    if count > MAX_PIECES or not small.any():
        return np.zeros_like(ink)
    dots = np.asarray(small[labels] * 255, dtype=np.uint8)
    row = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((1, max(3, round(DOT_GAP * scale))), np.uint8))
    row = cv2.morphologyEx(row, cv2.MORPH_OPEN, np.ones((1, max(10, round(DOTTED_RULE * scale))), np.uint8))
    near = cv2.dilate(row, np.ones((3, 3), np.uint8))
    for index in np.flatnonzero(small):
        x, y = (round(value) for value in centres[index])
        if near[y, x] and _is_colon(dots, near, x, y, scale):
            near[labels == index] = 0
    return np.asarray(cv2.bitwise_and(near, dots), dtype=np.uint8)


def _is_colon(dots: Picture, rows: NDArray[Any], x: int, y: int, scale: float) -> bool:
    """Say whether another dot stands above a dot in a dotted line."""
    reach, beside = round(6 * scale), max(1, round(0.6 * scale))
    above = slice(max(0, y - reach), max(0, y - round(2 * scale)))
    across = slice(max(0, x - beside), x + beside + 1)
    return bool(((dots[above, across] > 0) & (rows[above, across] == 0)).any())


def slant(ink: Picture) -> float:
    """Give the angle in degrees by which lines fall to the right, at most 6: that which makes rows of ink sharpest."""
    scale = min(1.0, 900 / max(ink.shape[:2]))
    small = np.asarray(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    best, angle = -1.0, 0.0
    for centre, reach, step in ((0.0, 6.0, 0.5), (None, 0.5, 0.1)):
        start = angle if centre is None else centre
        for candidate in np.arange(start - reach, start + reach + step / 2, step):
            rows = rotated(small, float(candidate), 0).sum(axis=1, dtype=np.float64)
            sharpness = float(((rows[1:] - rows[:-1]) ** 2).sum())
            if sharpness > best:
                best, angle = sharpness, float(candidate)
    return angle


def rotated(picture: Picture, degrees: float, paper: int) -> Picture:
    """Give the picture turned so that lines which fall by `degrees` lie level."""
    if abs(degrees) < 0.05:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    colour = paper if picture.ndim == 2 else (paper, paper, paper)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=colour), dtype=np.uint8
    )


def rules(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the long straight lines, level and upright; `scale` is pixels a point."""
    found = []
    for lines in long_lines(ink, scale):
        count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for left, top, width, height, _ in stats[1 : min(count, 3000)]:
            if min(width, height) <= 4 * scale + 2:
                found.append(Rectangle(float(left), float(top), float(left + width), float(top + height)))
    return found


def thin_rules(dots: Picture, scale: float) -> list[Rectangle]:
    """Give the lines to write on that are so thin that they passed for rows of dots, but have no gaps."""
    level = _lines(dots, (max(10, round(LEVEL_RULE * scale)), 1), 1)
    near = np.ones((max(3, round(scale)), max(3, round(2 * scale))), np.uint8)
    level = np.asarray(cv2.morphologyEx(level, cv2.MORPH_CLOSE, near), dtype=np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(level, connectivity=8)
    return [
        Rectangle(float(left), float(top), float(left + width), float(top + height))
        for left, top, width, height, _ in stats[1 : min(count, 3000)]
    ]


def without_rules(shades: Picture, ink: Picture, scale: float) -> Picture:
    """Give the picture with its long lines painted over, for a reader of letters."""
    # Without closing gaps: the tops of small letters would join into a line.
    level, upright = long_lines(ink, scale, gap=1)
    mask = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    clean = shades.copy()
    clean[mask > 0] = 255
    return clean


def without_long_lines(ink: Picture, scale: float) -> Picture:
    """Give the ink without its long lines."""
    level, upright = long_lines(ink, scale)
    left = ink.copy()
    left[cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8)) > 0] = 0
    return left


def long_lines(ink: Picture, scale: float, gap: int = 0) -> tuple[Picture, Picture]:
    """Give 255 on what is black for so long that it is a rule: level, and upright."""
    gap = gap or max(2, round(scale))
    level, upright = max(10, round(LEVEL_RULE * scale)), max(10, round(UPRIGHT_RULE * scale))
    return _lines(ink, (level, 1), gap), _lines(ink, (1, upright), gap)


def _lines(ink: Picture, kernel: tuple[int, int], gap: int) -> Picture:
    """Give what is black over the whole length of the kernel; small gaps are closed first."""
    across = kernel[0] > kernel[1]
    closing = np.ones((1, gap) if across else (gap, 1), np.uint8)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, closing)
    opening = np.ones((kernel[1], kernel[0]), np.uint8)
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, opening), dtype=np.uint8)


def boxes(ink: Picture, scale: float) -> list[InkBox]:
    """Give the tick boxes of an upright page, round ones too, each with its state."""
    square = _square_boxes(ink, scale)
    places = [Rectangle(*place) for place in circles(ink, scale)]
    places = [place for place in places if not any(_meet(place, box.place) for box in square)]
    if not places:
        return square
    return [*square, *_judged_together(ink, places, float(np.median([p.right - p.left for p in places])))]


def _judged_together(ink: Picture, places: Sequence[Rectangle], side: float) -> list[InkBox]:
    """Give boxes of one form with their states, dark ones judged by the others; `side` is the usual one."""
    judged = [_judged(_without(ink, places, place), place, side) for place in places]
    ticks = [box.ink for box in judged if box.mark is Mark.TICKED and box.ink < SCRIBBLED_FROM]
    judged = [_judged_again(ink, box, ticks) if box.ink >= SCRIBBLED_FROM else box for box in judged]
    return judged + [_judged_blot(blot, ticks) for blot in _scribbles(ink, places, side)]


def _square_boxes(ink: Picture, scale: float) -> list[InkBox]:
    found = [*_framed(ink, scale), *_solid(ink, scale), *_alone(ink, scale)]
    places = _distinct([grown for place in found if _is_cornered(ink, grown := _grown(ink, place, scale))])
    places = _without_letters(ink, _without_combs(places, scale))
    places = [p for p in places if p.right - p.left <= USUAL * scale or any(_is_beside(p, o) for o in places)]
    _, pieces = cv2.connectedComponents(ink, connectivity=8)
    boxes: list[InkBox] = []
    for side, alike in _by_size(ink, places):
        judged = _of_one_size(ink, pieces, alike, side, scale)
        boxes += [box for box in judged if not any(_meet(box.place, other.place) for other in boxes)]
    return boxes


def _is_beside(one: Rectangle, other: Rectangle) -> bool:
    """Say whether two places are of one size and in one row or column; a large frame alone may be a logo."""
    return one is not other and _in_line(one, other, one.right - one.left)


def _by_size(ink: Picture, places: Sequence[Rectangle]) -> list[tuple[float, list[Rectangle]]]:
    """Give the usual side of each kind of boxes, large ones for ranks and small ones to tick, and the boxes of it."""
    sides = [p.right - p.left for p in places]
    if not sides:
        return []
    kinds: list[list[float]] = []
    for clean in sorted(p.right - p.left for p in places if _inner_share(ink, p) < EMPTY_BELOW):
        if kinds and clean <= _OF_A_SIZE * kinds[-1][0]:
            kinds[-1].append(clean)
        else:
            kinds.append([clean])
    usual = [float(np.median(kind)) for kind in kinds if len(kind) > 1]
    if len(usual) < 2:
        usual = [float(np.median(sides))]
    nearest = [min(usual, key=lambda side: max(side, one) / min(side, one)) for one in sides]
    return [
        (side, [p for p, near in zip(places, nearest, strict=True) if near == side and _is_near(p, side)])
        for side in usual
    ]


def _is_near(place: Rectangle, side: float) -> bool:
    return 0.7 * side <= place.right - place.left <= 1.4 * side


def _of_one_size(
    ink: Picture, pieces: NDArray[Any], places: Sequence[Rectangle], side: float, scale: float
) -> list[InkBox]:
    """Give the boxes of one kind with their states, those too that are seen only at their known size."""
    places = [*places, *_alike_frames(ink, places, side)]
    lone = [p for p in places if not _is_letter(pieces, p, scale)]
    alike = [p for p in places if p in lone or _is_one_of(p, lone)]
    light = [p for p in alike if not _is_dark(ink, p)]
    alike = [p for p in alike if p in light or any(_in_line(p, other, side) for other in light)]
    return _judged_together(ink, alike, side)


def _is_as_high_as_the_next(pieces: NDArray[Any], place: Rectangle) -> bool:
    """Say whether a piece of ink near a place begins and ends at its heights, as small letters of one word do."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    side = bottom - top
    far, slack = round(_NEXT_SMALL * side), max(1, round(0.1 * side))
    first = max(0, top - side)
    around = pieces[first : bottom + side, max(0, left - 2 * side) : right + 2 * side]
    near = pieces[top:bottom, max(0, left - far) : left], pieces[top:bottom, right : right + far]
    own = {0, *np.unique(pieces[top:bottom, left:right])}
    for number in {n for strip in near for n in np.unique(strip)} - own:
        above, below, _, _ = _extent(around == number)
        if abs(first + above - top) <= slack and abs(first + below - bottom) <= slack:
            return True
    return False


def _is_dark(ink: Picture, place: Rectangle) -> bool:
    """Say whether a box is dark all over: it may be a bullet, or part of a logo."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    rim = max(1, round(0.12 * (right - left)))  # its edge is not exactly known
    return float((ink[top + rim : bottom - rim, left + rim : right - rim] > 0).mean()) >= FILLED_FROM


def _in_line(one: Rectangle, other: Rectangle, side: float) -> bool:
    """Say whether two boxes of one size stand in one row, or in one column."""
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    alike = 0.75 < (one.right - one.left) / max(1.0, other.right - other.left) < 1.33
    reach = (30 if across < _IN_COLUMN * side else 12) * side
    return alike and ((down < 0.5 * side and across < 30 * side) or (across < 0.5 * side and down < reach))


def _is_one_of(place: Rectangle, others: Sequence[Rectangle]) -> bool:
    """Say whether a place has the size of others and stands exactly in their column, or in a row with one of them.

    What is near it, a ring, the label that a tick's tail meets, does not make a letter of it then.
    """
    slack = max(2.0, _EXACTLY * (place.right - place.left))
    column = [o for o in others if abs(o.left - place.left) <= slack and abs(o.right - place.right) <= slack]
    row = [o for o in others if abs(o.top - place.top) <= slack and abs(o.bottom - place.bottom) <= slack]
    wide = place.right - place.left
    return len(column) > 1 or any(abs(o.right - o.left - wide) <= slack for o in row)


def _without(ink: Picture, places: Sequence[Rectangle], kept: Rectangle) -> Picture:
    """Give the ink around a box without the boxes right above and below it."""
    reach = 2 * (kept.bottom - kept.top)
    near = [p for p in places if p is not kept and abs(p.top - kept.top) < reach and abs(p.left - kept.left) < reach]
    near = [p for p in near if not _meet(p, kept)]
    if not near:
        return ink
    alone = ink.copy()
    for place in near:
        rim = round(0.15 * (place.bottom - place.top))
        top, left = max(0, round(place.top) - rim), max(0, round(place.left) - rim)
        alone[top : round(place.bottom) + rim, left : round(place.right) + rim] = 0
    return alone


def _judged_again(ink: Picture, box: InkBox, ticks: Sequence[float]) -> InkBox:
    """Judge a dark box by what goes on around it, and by the page's other ticks: one hand fills all boxes or none."""
    place = box.place
    if is_cross(ink, *(round(v) for v in (place.left, place.top, place.right, place.bottom))):
        return InkBox(place, Mark.TICKED, box.ink)
    if _spills(ink, box):
        return _judged_blot(box, ticks)
    odd = any(ink < LIGHT for ink in ticks)
    return InkBox(box.place, Mark.DOUBTFUL, box.ink) if odd else box


def _spills(ink: Picture, box: InkBox) -> bool:
    """Say whether what fills a box goes on all around it, as a scribble does."""
    if float((_sights(ink, box.place) > 0).mean()) >= OPEN_BELOW:
        return True
    left, top, right, bottom = (round(v) for v in (box.place.left, box.place.top, box.place.right, box.place.bottom))
    side = right - left
    near, far = max(1, round(0.12 * side)), max(2, round(0.28 * side))
    strips = (
        ink[max(0, top - far) : max(0, top - near), left:right],
        ink[bottom + near : bottom + far, left:right],
        ink[top:bottom, max(0, left - far) : max(0, left - near)],
        ink[top:bottom, right + near : right + far],
    )
    return sum(bool((strip > 0).mean() > SPILT_INK) for strip in strips if strip.size) >= 3


def _judged_blot(blot: InkBox, ticks: Sequence[float]) -> InkBox:
    """Judge a scribble over a box by the page's other ticks: where they are drawn lightly, it takes a tick back."""
    light = len(ticks) >= 2 and all(ink < LIGHT for ink in ticks)
    return InkBox(blot.place, Mark.EMPTY if light and blot.ink > 0 else Mark.DOUBTFUL, blot.ink)


def _scribbles(ink: Picture, places: Sequence[Rectangle], side: float) -> list[InkBox]:
    """Give the dark spots in the place of a box; `ink` is 0 for those that are too small to cover a whole box."""
    return [
        InkBox(blot, Mark.DOUBTFUL, float(min(blot.right - blot.left, blot.bottom - blot.top) >= SCRIBBLED_OVER * side))
        for blot in _blots(ink, places, side)
    ]


def _alike_frames(ink: Picture, places: Sequence[Rectangle], side: float) -> list[Rectangle]:
    """Give the frames of the same size in a row or column with the others, whatever is drawn across them."""
    found: list[Rectangle] = []
    for size in (round(side), round(side) - 3):  # a blurred frame is taken for some pixels larger than it is
        if 8 <= size <= 200 and size <= 0.3 * min(ink.shape):
            found += [
                place
                for place in _frames(ink, size)
                if any(_aligned(place, other, side, 30) for other in places)
                and not any(_meet(place, other) for other in (*places, *found))
            ]
    return _distinct(found)


def _frames(ink: Picture, size: int) -> list[Rectangle]:
    """Give the squares of that size, a pixel more or less, with ink along their four sides."""
    half = size // 2
    level = cv2.blur(cv2.dilate(ink, np.ones((3, 1), np.uint8)), (size - 2, 1))
    upright = cv2.blur(cv2.dilate(ink, np.ones((1, 3), np.uint8)), (1, size - 2))
    rows, columns = ink.shape
    inner = np.s_[half : rows - half, half : columns - half]
    sides = [np.roll(level, shift, axis=0)[inner] for shift in (half, -half)]
    sides += [np.roll(upright, shift, axis=1)[inner] for shift in (half, -half)]
    full = np.asarray((np.minimum.reduce(sides) >= _ALIKE * 255) * 255, dtype=np.uint8)
    count, _, _, centres = cv2.connectedComponentsWithStats(full, connectivity=8)
    return [
        Rectangle(float(x), float(y), float(x) + 2 * half, float(y) + 2 * half)
        for x, y in centres[1 : min(count, 3_000)]
    ]


def _grown(ink: Picture, place: Rectangle, scale: float) -> Rectangle:
    """Give the box with its frame, where only its inside was found."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    height, width = ink.shape
    for _ in range(max(2, round(2 * scale))):
        if top > 0 and (ink[top - 1, left:right] > 0).mean() > 0.6:
            top -= 1
        if bottom < height and (ink[bottom, left:right] > 0).mean() > 0.6:
            bottom += 1
        if left > 0 and (ink[top:bottom, left - 1] > 0).mean() > 0.6:
            left -= 1
        if right < width and (ink[top:bottom, right] > 0).mean() > 0.6:
            right += 1
    return Rectangle(float(left), float(top), float(right), float(bottom))


def _is_letter(pieces: NDArray[Any], place: Rectangle, scale: float) -> bool:
    """Say whether other ink stands close on both sides, as it does inside a word: the O of a title.

    `pieces` numbers the pieces of ink: what hangs together with the box, as a cross that reaches out of it, is its own.
    """
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    own = np.append(np.unique(pieces[top:bottom, left:right]), 0)
    left, right = _whole_width(pieces, left, top, right, bottom)

    def share(strip: NDArray[Any], axis: int) -> float:
        other = ~np.isin(strip, own)
        return float(other.any(axis=axis).mean()) if other.size else 0.0

    def beside(reach: float) -> tuple[bool, bool]:
        far = max(2, round(reach * scale))
        before = pieces[top:bottom, max(0, left - far) : max(0, left - 1)]
        return share(before, 1) > 0.1, share(pieces[top:bottom, right + 1 : right + far], 1) > 0.1

    far = max(3, round(3.0 * scale))
    above, below = (
        pieces[max(0, top - far) : max(0, top - 1), left:right],
        pieces[bottom + 1 : bottom + far, left:right],
    )
    before, behind = pieces[top:bottom, max(0, left - far) : left], pieces[top:bottom, right : right + far]
    if set.intersection(*(set(np.unique(strip)) - set(own) for strip in (above, below, before, behind))):
        return False  # one piece goes around it
    return all(beside(3.0)) or any(beside(1.2)) or _runs_on(pieces, place) or _has_twin(pieces, place, scale)


def _whole_width(pieces: NDArray[Any], left: int, top: int, right: int, bottom: int) -> tuple[int, int]:
    """Give where the piece of ink begins and ends of which a box was found, when that is little more than the box."""
    inside = pieces[top:bottom, left:right]
    reach = right - left
    if not inside.any():
        return left, right
    start = max(0, left - reach)
    around = pieces[top:bottom, start : right + reach] == int(np.bincount(inside[inside > 0]).argmax())
    columns = np.flatnonzero(around.any(axis=0)) + start
    first, last = int(columns[0]), int(columns[-1]) + 1
    return (first, last) if last - first <= 1.4 * reach else (left, right)


def _has_twin(pieces: NDArray[Any], place: Rectangle, scale: float) -> bool:
    """Say whether beside what a dark box belongs to stands the next letter: as high, or very near and on its line."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    rim = max(1, round(0.22 * (right - left)))
    inside = pieces[top + rim : bottom - rim, left + rim : right - rim]
    if float((inside > 0).mean()) < EMPTY_BELOW:
        return False
    far = max(2, round(_NEXT_CAPITAL * scale))
    around = pieces[max(0, top - 2 * far) : bottom + 2 * far, max(0, left - 2 * far) : right + 2 * far]
    own = int(np.bincount(inside[inside > 0]).argmax())
    first, last, start, end = _extent(around == own)
    slack = max(1, round(0.08 * (last - first)))
    for number in set(np.unique(around[first:last, max(0, start - far) : end + far])) - {0, own}:
        above, below, before, behind = _extent(around == number)
        gap = max(start - behind, before - end)
        if gap < -1:
            continue
        as_high = abs(above - first) <= slack and abs(below - last) <= slack
        within = first - slack <= above and below <= last + slack and below - above >= 0.5 * (last - first)
        if as_high or (within and gap <= _NEXT_LETTER * (last - first)):
            return True
    return False


def _extent(piece: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Give the first row of a piece of ink, the one behind its last, its first column, the one behind its last."""
    rows, columns = np.flatnonzero(piece.any(axis=1)), np.flatnonzero(piece.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _runs_on(pieces: NDArray[Any], place: Rectangle) -> bool:
    """Say whether the ink of a box goes on beside it at its own height, as letters do; a tick's tail rises."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    side = bottom - top
    inside = pieces[top:bottom, left:right]
    sizes = np.bincount(inside[inside > 0].ravel()) if (inside > 0).any() else np.zeros(1, np.int64)
    own = np.flatnonzero(sizes > 0.15 * sizes.max())  # without an accent, a speck
    window = pieces[max(0, top - side) : bottom + side, max(0, left - 2 * side) : right + 2 * side]
    rows, columns = np.nonzero(np.isin(window, own[own > 0]))
    if rows.size == 0:
        return False
    wide, high = int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
    return wide > (1.25 if len(own) > 1 else 1.9) * (right - left) and high < 1.35 * side


def erased(picture: Picture, places: Sequence[InkBox], scale: float) -> None:
    """Paint the boxes over, so that no engine reads them as letters."""
    for box in places:
        # A cross reaches out of its box; the label stands two points away and more.
        margin = max(2, round((0.8 if box.mark is Mark.EMPTY else 1.6) * scale))
        left, top = max(0, round(box.place.left) - margin), max(0, round(box.place.top) - margin)
        picture[top : round(box.place.bottom) + margin, left : round(box.place.right) + margin] = 255


def _blots(ink: Picture, places: Sequence[Rectangle], side: float) -> list[Rectangle]:
    """Give the dark spots in a row or column of boxes that are none: a box was scribbled over until it was gone."""
    size = max(4, round(0.35 * side))
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    found = []
    for left, top, width, height, _ in stats[1 : min(count, 3_000)]:
        spot = Rectangle(float(left), float(top), float(left + width), float(top + height))
        if not (0.7 * side <= width <= 2.5 * side and 0.7 * side <= height <= 2.5 * side):
            continue
        if any(_meet(spot, place) for place in places):
            continue
        if any(_aligned(spot, place, side) for place in places):
            found.append(spot)
    return found


def _meet(one: Rectangle, other: Rectangle) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0


def _aligned(one: Rectangle, other: Rectangle, side: float, reach: float = 8) -> bool:
    """Say whether a spot stands in a row with a box, so many sides away, or in a column close to it."""
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return (down < 0.5 * side and across < reach * side) or (across < 0.5 * side and down < 4 * side)


def _framed(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the squares whose four sides are drawn: what is left of letters and ticks when only straight lines stay."""
    length = max(7, round(_SIDE * scale))
    straight = cv2.bitwise_or(_lines(ink, (length, 1), gap=2), _lines(ink, (1, length), gap=2))
    long = max(10, round(LEVEL_RULE * scale))
    rule = cv2.bitwise_or(_lines(ink, (long, 1), gap=2), _lines(ink, (1, long), gap=2))
    straight[rule > 0] = 0
    straight = cv2.morphologyEx(straight, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(straight, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:20_000]:
        left, top, width, height = cv2.boundingRect(contour)
        if _is_box(width, height, scale) and _has_sides(ink, left, top, width, height):
            found.append(Rectangle(float(left), float(top), float(left + width), float(top + height)))
    return found


def _solid(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the squares that are filled."""
    size = max(5, round(0.8 * SMALLEST * scale))
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:5_000]:
        left, top, width, height = cv2.boundingRect(contour)
        if _is_box(width, height, scale) and cv2.contourArea(contour) > 0.75 * width * height:
            found.append(Rectangle(float(left), float(top), float(left + width), float(top + height)))
    return found


def _alone(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the pieces of ink that have a box's size and four full sides, whatever crosses them inside."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [
        Rectangle(float(left), float(top), float(left + width), float(top + height))
        for left, top, width, height, _ in stats[1 : min(count, 30_000)]
        if _is_box(width, height, scale) and _has_sides(ink, left, top, width, height)
    ]


def _is_box(width: float, height: float, scale: float) -> bool:
    low, high = SMALLEST * scale, LARGEST * scale
    return low <= width <= high and low <= height <= high and max(width, height) <= _SQUARE * min(width, height)


def _has_sides(ink: Picture, left: int, top: int, width: int, height: int) -> bool:
    """Say whether ink runs along all four sides."""
    band = max(2, round(min(width, height) * 0.12))
    area = ink[max(0, top - 1) : top + height + 1, max(0, left - 1) : left + width + 1] > 0
    if area.shape[0] < 4 * band or area.shape[1] < 4 * band:
        return False
    sides = (
        area[: band + 1].any(axis=0),
        area[-band - 1 :].any(axis=0),
        area[:, : band + 1].any(axis=1),
        area[:, -band - 1 :].any(axis=1),
    )
    tight = ink[top : top + height, left : left + width] > 0
    return all(float(side.mean()) >= _DRAWN for side in sides) and _has_corners(tight)


def _has_corners(area: NDArray[np.bool_], share: float = _CORNER) -> bool:
    """Say whether ink reaches into all four corners, as it does in no round letter."""
    side = max(2, round(share * min(area.shape)))
    corners = (area[:side, :side], area[:side, -side:], area[-side:, :side], area[-side:, -side:])
    return all(bool(corner.any()) for corner in corners)


def _is_cornered(ink: Picture, place: Rectangle) -> bool:
    """Say whether a box has its corners where all of it is seen: the straight pieces of an O or a D end before them."""
    area = ink[round(place.top) : round(place.bottom), round(place.left) : round(place.right)] > 0
    return _has_corners(area, _EXACT_CORNER)


def _without_letters(ink: Picture, places: Sequence[Rectangle]) -> list[Rectangle]:
    """Leave out what has the size of no empty box on the page and stands beside other ink as a letter does."""
    _, pieces = cv2.connectedComponents(ink, connectivity=8)
    clean = [p.right - p.left for p in places if _inner_share(ink, p) < EMPTY_BELOW]
    return [
        place
        for place in places
        if any(max(place.right - place.left, side) < _OF_A_SIZE * min(place.right - place.left, side) for side in clean)
        or not (_touches(ink, place) or _is_as_high_as_the_next(pieces, place))
    ]


def _inner_share(ink: Picture, place: Rectangle) -> float:
    """Give the black share of a box within its frame."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    margin = max(2, round(0.22 * min(right - left, bottom - top)))  # the frame, as thick and crooked as it may be
    inside = ink[top + margin : bottom - margin, left + margin : right - margin]
    return float((inside > 0).mean()) if inside.size else 0.0


def _touches(ink: Picture, place: Rectangle) -> bool:
    """Say whether ink stands beside the middle of a place as near as letters of a word; a tick leaves by a corner."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    side = bottom - top
    rows = slice(top + round(0.25 * side), bottom - round(0.2 * side))
    frame, far = max(1, round(0.08 * side)), max(3, round(_IN_A_WORD * side))
    beside = ink[rows, max(0, left - far) : max(0, left - frame)], ink[rows, right + frame : right + far]
    return any(bool((strip > 0).any(axis=1).mean() > 0.1) for strip in beside if strip.size)


def _distinct(places: Sequence[Rectangle]) -> list[Rectangle]:
    """Leave out the inner contour of a box whose outer one is there."""
    kept: list[Rectangle] = []
    for place in sorted(places, key=lambda p: p.left - p.right):
        if not any(_same(place, other) for other in kept):
            kept.append(place)
    return kept


def _same(one: Rectangle, other: Rectangle) -> bool:
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return max(across, down) < 0.6 * (one.right - one.left)


def _without_combs(places: Sequence[Rectangle], scale: float) -> list[Rectangle]:
    """Leave out boxes that touch a neighbour: a comb for letters, or the cells of a table."""
    near = 2.5 * scale
    kept = []
    for place in places:
        touching = sum(
            1
            for other in places
            if other is not place
            and abs(other.top - place.top) < near
            and min(abs(other.left - place.right), abs(place.left - other.right)) < near
        )
        if touching == 0:
            kept.append(place)
    return kept


def _judged(ink: Picture, place: Rectangle, usual: float) -> InkBox:
    """Give the state of a box by the ink inside and right around it; `usual` is the side of the page's boxes."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    share = _inner_share(ink, place)
    around = _around(ink, left, top, right, bottom, min(right - left, bottom - top))
    if share >= FILLED_FROM:
        # A box is filled up to its frame; what covers the frame and more may be a tick that was scribbled out.
        mark = Mark.TICKED if max(right - left, bottom - top) < SPILT * usual else Mark.DOUBTFUL
    elif share >= SCRIBBLED_FROM:
        mark = Mark.DOUBTFUL
    elif share >= TICKED_FROM:
        mark = Mark.TICKED
    elif share < EMPTY_BELOW:
        mark = _around_empty(ink, place, near=around >= AROUND_FROM)
    else:
        mark = Mark.DOUBTFUL
    return InkBox(place, mark, share)


def _around_empty(ink: Picture, place: Rectangle, *, near: bool) -> Mark:
    """Give the state of an empty box by the ink around it: circled, or between neighbours that are.

    Where nothing is `near` above and below, only a whole ring counts: the frame of a table's cell stands as far away.
    """
    distances = _sights(ink, place)
    met = float((distances > 0).mean())
    if met >= CIRCLED_FROM and _is_ring(distances):
        return Mark.TICKED
    return Mark.DOUBTFUL if near and met >= OPEN_BELOW else Mark.EMPTY


def _is_ring(distances: NDArray[np.float64]) -> bool:
    """Say whether what is met all around a box is one line at a steady distance."""
    met = distances > 0
    jumps = np.abs(np.diff(np.append(distances, distances[0])))[met & np.roll(met, -1)]
    steady = float((jumps < _RING_JUMP).mean())
    angles = np.arange(_SIGHTS) * 2 * np.pi / _SIGHTS
    square = distances * np.maximum(np.abs(np.cos(angles)), np.abs(np.sin(angles)))
    # A second frame around the box is square where a ring is round.
    return steady > 0.9 and _uneven(distances[met]) < 1.8 and _uneven(distances[met]) < _uneven(square[met])


def _uneven(distances: NDArray[np.float64]) -> float:
    return float(np.percentile(distances, 90) / np.percentile(distances, 10))


def _sights(ink: Picture, place: Rectangle) -> NDArray[np.float64]:
    """Give how far from a box's middle the first ink beyond its frame is met, all around, in sides; 0: none is met."""
    side = max(place.right - place.left, place.bottom - place.top)
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    low, high = _RING
    found = np.zeros(_SIGHTS)
    for number in range(_SIGHTS):
        angle = 2 * np.pi * number / _SIGHTS
        towards = np.cos(angle), np.sin(angle)
        frame = 0.5 / max(abs(towards[0]), abs(towards[1]))  # where the frame of a square is met
        steps = np.arange(max(low, frame + 0.09) * side, high * side, 0.5)
        rows = np.clip(np.round(y + steps * towards[1]).astype(int), 0, ink.shape[0] - 1)
        columns = np.clip(np.round(x + steps * towards[0]).astype(int), 0, ink.shape[1] - 1)
        met = np.flatnonzero(ink[rows, columns])
        found[number] = steps[met[0]] / side if met.size else 0.0
    return found


def _around(ink: Picture, left: int, top: int, right: int, bottom: int, side: int) -> float:
    """Give the black share of the strips above and below a box; beside it stand labels, which would tell nothing."""
    reach = max(3, round(0.45 * side))
    gap = max(2, round(0.12 * side))
    above = ink[max(0, top - gap - reach) : max(0, top - gap), left:right]
    below = ink[bottom + gap : bottom + gap + reach, left:right]
    shares = [float((strip > 0).mean()) for strip in (above, below) if strip.size]
    return min(shares) if len(shares) == 2 else 0.0
