"""A box on paper → its state, by the ink inside and around it, and by the other boxes of its form."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.document import Mark
from parsers.pages.connected import connected
from parsers.scans.crosses import is_cross
from parsers.scans.found import Picture
from parsers.scans.ink import Rectangle
from parsers.scans.squares import aligned, meet

# Ink inside a box, as a share of its inner part: a speck is nothing, the lightest tick is some hundredths.
EMPTY_BELOW, TICKED_FROM = 0.02, 0.07
SCRIBBLED_FROM, FILLED_FROM = 0.80, 0.93  # between them it may be a tick that was scribbled out
SPILT = 1.2
SCRIBBLED_OVER = 1.4  # of the side of a box: a scribble that covers its frame all around
SPILT_INK = 0.35  # of a strip beside a box
LIGHT = 0.65  # the ink of ticks that are no scribbles
AROUND_FROM = 0.10  # ink right outside: a circle around the box, or a tick that reaches far
# A circle around a box: seen from the box's middle there is ink on nearly all sides, nearer than that, in sides.
_SIGHTS = 72
CIRCLED_FROM = 0.90  # of the sights meet it; a box in a corner of a table meets three quarters
OPEN_BELOW = 0.55  # of them: what the circles around two neighbours leave open
_RING = (0.60, 1.75)
_RING_JUMP = 0.16  # the most that a ring's distance changes from one sight to the next, in sides


@dataclass(frozen=True, slots=True)
class InkBox:
    """A box and its state; `ink` is the black share of its inner part."""

    place: Rectangle
    mark: Mark
    ink: float


def judged_together(ink: Picture, around: Picture, places: Sequence[Rectangle], side: float) -> list[InkBox]:
    """Give boxes of one form with their states, dark ones judged by the others; `side` is the usual one.

    `around` is the ink without rules: those of a cell in a table run as near to a box as a ring or a scribble does.
    """
    judged = [_judged(ink, _without(around, places, place), place, side) for place in places]
    ticks = [box.ink for box in judged if box.mark is Mark.TICKED and box.ink < SCRIBBLED_FROM]
    fills = not ticks and any(box.mark is Mark.TICKED for box in judged)
    judged = [
        _judged_again(ink, around, box, ticks, side if fills else 0.0) if box.ink >= SCRIBBLED_FROM else box
        for box in judged
    ]
    return judged + [_judged_blot(blot, ticks) for blot in _scribbles(ink, places, side)]


def _without(ink: Picture, places: Sequence[Rectangle], kept: Rectangle) -> Picture:
    """Give the ink around a box without the boxes right above and below it."""
    reach = 2 * (kept.bottom - kept.top)
    near = [p for p in places if p is not kept and abs(p.top - kept.top) < reach and abs(p.left - kept.left) < reach]
    near = [p for p in near if not meet(p, kept)]
    if not near:
        return ink
    alone = ink.copy()
    for place in near:
        rim = round(0.15 * (place.bottom - place.top))
        top, left = max(0, round(place.top) - rim), max(0, round(place.left) - rim)
        alone[top : round(place.bottom) + rim, left : round(place.right) + rim] = 0
    return alone


def _judged_again(ink: Picture, around: Picture, box: InkBox, ticks: Sequence[float], filled: float) -> InkBox:
    """Judge a dark box by what goes on around it, and by the page's other ticks: one hand fills all boxes or none.

    `filled` is the side of the page's boxes where others are filled and none is ticked lightly; else 0.
    """
    place = box.place
    if is_cross(ink, *(round(v) for v in (place.left, place.top, place.right, place.bottom))):
        return InkBox(place, Mark.TICKED, box.ink)
    if _spills(around, box):
        return _judged_blot(box, ticks)
    if max(place.right - place.left, place.bottom - place.top) < SPILT * filled:
        return InkBox(place, Mark.TICKED, box.ink)
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


def _blots(ink: Picture, places: Sequence[Rectangle], side: float) -> list[Rectangle]:
    """Give the dark spots in a row or column of boxes that are none: a box was scribbled over until it was gone."""
    size = max(4, round(0.35 * side))
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    count, _, stats, _ = connected(np.asarray(solid, np.uint8))
    found = []
    for left, top, width, height, _ in stats[1 : min(count, 3_000)]:
        spot = Rectangle(float(left), float(top), float(left + width), float(top + height))
        if not (0.7 * side <= width <= 2.5 * side and 0.7 * side <= height <= 2.5 * side):
            continue
        if any(meet(spot, place) for place in places):
            continue
        if any(aligned(spot, place, side) for place in places):
            found.append(spot)
    return found


def inner_share(ink: Picture, place: Rectangle) -> float:
    """Give the black share of a box within its frame."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    margin = max(2, round(0.22 * min(right - left, bottom - top)))  # the frame, as thick and crooked as it may be
    inside = ink[top + margin : bottom - margin, left + margin : right - margin]
    return float((inside > 0).mean()) if inside.size else 0.0


def _judged(ink: Picture, outside: Picture, place: Rectangle, usual: float) -> InkBox:
    """Give the state of a box by the ink inside and right around it; `usual` is the side of the page's boxes."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    share = inner_share(ink, place)
    around = _around(outside, left, top, right, bottom, min(right - left, bottom - top))
    if share >= FILLED_FROM:
        # A box is filled up to its frame; what covers the frame and more may be a tick that was scribbled out.
        mark = Mark.TICKED if max(right - left, bottom - top) < SPILT * usual else Mark.DOUBTFUL
    elif share >= SCRIBBLED_FROM:
        mark = Mark.DOUBTFUL
    elif share >= TICKED_FROM:
        mark = Mark.TICKED
    elif share < EMPTY_BELOW:
        mark = _around_empty(outside, place, near=around >= AROUND_FROM)
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
