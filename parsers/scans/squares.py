"""The ink of a page → the squares that may be tick boxes, by their sides alone, without a template."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected
from parsers.scans.found import Picture
from parsers.scans.ink import Rectangle
from parsers.scans.rules import LEVEL_RULE, runs

# Lengths are in points (1/72 inch) and put into pixels by the picture's scale.
SMALLEST, USUAL, LARGEST = 6.0, 20.0, 22.0  # the side of a box; large ones are for ranks, several together
_SIDE = 5.0  # the shortest straight piece of a box's side
_SQUARE = 1.35
_DRAWN = 0.85  # of each side of a box must be there
_CORNER = 0.13  # of its side: a circle's ink begins at 0.15
_EXACT_CORNER = 0.08  # where all of a box is seen
_IN_COLUMN = 0.15  # of a side, by which boxes of one column stand beside each other, however far below
OF_A_SIZE = 1.18  # the most that boxes of one kind differ in size
_EXACTLY = 0.1  # of the side of a box, by which the edges of others in its row or column differ
# A frame: pixels of a side, enough to tell a corner from a curve; where its line runs, how much of it is there; its
# corners.
_SHARP, _RIM, _WHOLE, _SHARP_CORNER = 14, 0.12, 0.97, 0.06
_BEYOND, _CROSSED = 0.35, 3  # of its side, beyond its corners; so many of the eight ends of its sides a tick crosses
_ALIKE = 0.95  # of each side of a frame that is looked for at its known size


def in_line(one: Rectangle, other: Rectangle, side: float) -> bool:
    """Say whether two boxes of one size stand in one row, or in one column."""
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    alike = 0.75 < (one.right - one.left) / max(1.0, other.right - other.left) < 1.33
    reach = (30 if across < _IN_COLUMN * side else 12) * side
    return alike and ((down < 0.5 * side and across < 30 * side) or (across < 0.5 * side and down < reach))


def is_one_of(place: Rectangle, others: Sequence[Rectangle]) -> bool:
    """Say whether a place has the size of others and stands exactly in their column, or in a row with one of them.

    What is near it, a ring, the label that a tick's tail meets, does not make a letter of it then.
    """
    slack = max(2.0, _EXACTLY * (place.right - place.left))
    column = [o for o in others if abs(o.left - place.left) <= slack and abs(o.right - place.right) <= slack]
    row = [o for o in others if abs(o.top - place.top) <= slack and abs(o.bottom - place.bottom) <= slack]
    wide = place.right - place.left
    return len(column) > 1 or any(abs(o.right - o.left - wide) <= slack for o in row)


def alike_frames(ink: Picture, places: Sequence[Rectangle], side: float) -> list[Rectangle]:
    """Give the frames of the same size in a row or column with the others, whatever is drawn across them.

    Where boxes stand behind dotted lines of their own, none is in line with another: there a whole frame will do.
    """
    found: list[Rectangle] = []
    for size in (round(side), round(side) - 3):  # a blurred frame is taken for some pixels larger than it is
        if 8 <= size <= 200 and size <= 0.3 * min(ink.shape):
            found += [
                place
                for place in _frames(ink, size)
                if (any(aligned(place, other, side, 30) for other in places) or _is_lone_frame(ink, place))
                and not any(meet(place, other) for other in (*places, *found))
            ]
    return distinct(found)


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
    count, _, _, centres = connected(full)
    return [
        Rectangle(float(x), float(y), float(x) + 2 * half, float(y) + 2 * half)
        for x, y in centres[1 : min(count, 3_000)]
    ]


def with_frame(ink: Picture, place: Rectangle, scale: float) -> Rectangle:
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


def meet(one: Rectangle, other: Rectangle) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0


def aligned(one: Rectangle, other: Rectangle, side: float, reach: float = 8) -> bool:
    """Say whether a spot stands in a row with a box, so many sides away, or in a column close to it."""
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return (down < 0.5 * side and across < reach * side) or (across < 0.5 * side and down < 4 * side)


def framed(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the squares whose four sides are drawn: what is left of letters and ticks when only straight lines stay."""
    length = max(7, round(_SIDE * scale))
    straight = cv2.bitwise_or(runs(ink, (length, 1), gap=2), runs(ink, (1, length), gap=2))
    long = max(10, round(LEVEL_RULE * scale))
    rule = cv2.bitwise_or(runs(ink, (long, 1), gap=2), runs(ink, (1, long), gap=2))
    straight[rule > 0] = 0
    straight = cv2.morphologyEx(straight, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(straight, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:20_000]:
        left, top, width, height = cv2.boundingRect(contour)
        if is_box(width, height, scale) and _has_sides(ink, left, top, width, height):
            found.append(Rectangle(float(left), float(top), float(left + width), float(top + height)))
    return found


def solid(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the squares that are filled."""
    size = max(5, round(0.8 * SMALLEST * scale))
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:5_000]:
        left, top, width, height = cv2.boundingRect(contour)
        if is_box(width, height, scale) and cv2.contourArea(contour) > 0.75 * width * height:
            found.append(Rectangle(float(left), float(top), float(left + width), float(top + height)))
    return found


def alone(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the pieces of ink that have a box's size and four full sides, whatever crosses them inside."""
    count, _, stats, _ = connected(ink)
    return [
        Rectangle(float(left), float(top), float(left + width), float(top + height))
        for left, top, width, height, _ in stats[1 : min(count, 30_000)]
        if is_box(width, height, scale) and _has_sides(ink, left, top, width, height)
    ]


def is_box(width: float, height: float, scale: float) -> bool:
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


def is_cornered(ink: Picture, place: Rectangle) -> bool:
    """Say whether a box has its corners where all of it is seen: the straight pieces of an O or a D end before them."""
    area = ink[round(place.top) : round(place.bottom), round(place.left) : round(place.right)] > 0
    return _has_corners(area, _EXACT_CORNER)


def is_frame(ink: Picture, place: Rectangle) -> bool:
    """Say whether a place is a frame without a gap, with sharp corners, as no letter is, whatever is beside it."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    area = ink[top:bottom, left:right] > 0
    rows, columns = np.flatnonzero(area.mean(axis=1) > 0.5), np.flatnonzero(area.mean(axis=0) > 0.5)
    if not rows.size or not columns.size or min(np.ptp(rows), np.ptp(columns)) < _SHARP:
        return False
    area = area[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    band = max(2, round(_RIM * min(area.shape)))
    sides = (area[:band].any(axis=0), area[-band:].any(axis=0), area[:, :band].any(axis=1), area[:, -band:].any(axis=1))
    return all(float(side.mean()) >= _WHOLE for side in sides) and _has_corners(area, _SHARP_CORNER)


def _is_lone_frame(ink: Picture, place: Rectangle) -> bool:
    """Say whether a place is a whole frame whose sides end at its corners; those of a table's cell go on."""
    if not is_frame(ink, place):
        return False
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    far = max(4, round(_BEYOND * (right - left)))
    rim = max(2, round(_RIM * (right - left)))
    inked = ink > 0
    rows = (slice(max(0, top - 1), top + rim), slice(bottom - rim, bottom + 2))
    columns = (slice(max(0, left - 1), left + rim), slice(right - rim, right + 2))
    ends = [inked[row, max(0, left - far) : max(0, left - 2)] for row in rows]
    ends += [inked[row, right + 3 : right + far] for row in rows]
    ends += [inked[max(0, top - far) : max(0, top - 2), column] for column in columns]
    ends += [inked[bottom + 3 : bottom + far, column] for column in columns]
    return sum(bool(end.any()) for end in ends) <= _CROSSED


def distinct(places: Sequence[Rectangle]) -> list[Rectangle]:
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


def without_combs(places: Sequence[Rectangle], scale: float) -> list[Rectangle]:
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
