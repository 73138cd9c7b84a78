"""Circles that are drawn to be ticked, as boxes are: rings of one size in a row or column, standing alone.

The O of a word has neighbours; one that stands alone is no circle to tick as long as no second one is in line with it.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected

Picture = NDArray[np.uint8]
Place = tuple[float, float, float, float]  # left, top, right, bottom, in pixels

# Lengths are in points, put into pixels by the picture's scale.
_SMALLEST, _LARGEST = 6.5, 22.0  # a card that is taken for a page of A4 has its circles half as large again
_ROUND = 1.15  # the most that it is wider than high, or higher than wide
_SIGHTS = 72
_RIM = (0.78, 1.06)  # where its line runs, in half its size
_SEEN = 0.95  # of its line is there
_CLEAN = 0.6, 0.03  # so much of its inner part, in half its size, holds less ink than that when nothing is in it
_ALONE, _ALONE_ON_BOTH = 1.2, 3.0  # nothing stands so near on one side, on both sides
_NEXT, _AS_HIGH = 2.5, 0.06  # a piece of ink so near, and as high but for that share of its height, is the next capital
_APART = 1.0  # of its height: letters of a title stand nearer, however wide it is set
_ALIKE = 1.12  # the most that circles of one form differ in size
_IN_ROW, _IN_COLUMN = 30.0, 12.0  # their distance, in their size
_COVERED = 0.9  # of a ring that is looked for at its known size, where a tick reaches out of it
_MOST = 200  # on a page


@dataclass(frozen=True, slots=True)
class _Ring:
    x: float  # its middle
    y: float
    size: float
    clean: bool  # nothing is in it


def circles(ink: Picture, scale: float) -> list[Place]:
    """Give the circles of an upright page (255 on ink)."""
    found = _rings(ink, scale)
    lined = [one for one in found if any(_in_line(one, other) for other in found if other is not one)]
    lined = lined or _beside_ticked(ink, found)
    groups = [one for one in lined if one.clean or any(o.clean and _in_line(one, o) for o in lined)]
    if not any(one.clean for one in groups):
        return []
    groups += [one for one in found if one.clean and one not in groups and any(_alike(one, o) for o in groups)]
    groups += _overdrawn(ink, groups)
    groups += _overdrawn(ink, groups)  # a row whose first circle alone stands below the others
    return [(o.x - o.size / 2, o.y - o.size / 2, o.x + o.size / 2, o.y + o.size / 2) for o in groups[:_MOST]]


def _beside_ticked(ink: Picture, found: Sequence[_Ring]) -> list[_Ring]:
    """Give the empty rings in line with ones that ticks reach out of, where no two empty ones are in line."""
    clean = [one for one in found if one.clean and any(o.clean and o is not one and _alike(one, o) for o in found)]
    if not clean:
        return []
    ticked = _overdrawn(ink, clean)
    return [one for one in clean if any(_in_line(one, other) for other in ticked)]


def _rings(ink: Picture, scale: float) -> list[_Ring]:
    """Give the pieces of ink that are rings, or full to the rim, and stand alone."""
    count, pieces, stats, _ = connected(ink)
    low, high = _SMALLEST * scale, _LARGEST * scale
    found = []
    for number, (left, top, width, height, _) in enumerate(stats[1 : min(count, 30_000)], 1):
        if not (low <= width <= high and low <= height <= high) or max(width, height) > _ROUND * min(width, height):
            continue
        own = pieces[top : top + height, left : left + width] == number
        if not _is_ring(own):
            continue
        if _is_alone(pieces, number, (left, top, left + width, top + height), scale):
            inside = pieces[top : top + height, left : left + width] > 0
            x, y, size = float(left + width / 2), float(top + height / 2), float(width + height) / 2
            found.append(_Ring(x, y, size, _is_clean(inside)))
    return found


def _from_middle(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Give how far each pixel is from the middle, 1 at the rim."""
    height, width = shape
    down, across = np.ogrid[:height, :width]
    x, y = (across - (width - 1) / 2) / (width / 2), (down - (height - 1) / 2) / (height / 2)
    return np.asarray(np.hypot(x, y))


def _is_ring(own: NDArray[np.bool_]) -> bool:
    """Say whether a line runs all around at the same distance from the middle, and nothing lies beyond."""
    height, width = own.shape
    far = _from_middle(own.shape)
    near, beyond = _RIM
    if own[far > beyond + 0.06].any():
        return False
    rows, columns = np.nonzero(own & (far >= near) & (far <= beyond))
    angles = np.arctan2(rows - (height - 1) / 2, columns - (width - 1) / 2)
    met = np.unique(((angles + np.pi) / (2 * np.pi) * _SIGHTS).astype(int) % _SIGHTS)
    return len(met) >= _SEEN * _SIGHTS


def _is_clean(inside: NDArray[np.bool_]) -> bool:
    part, most = _CLEAN
    return float(inside[_from_middle(inside.shape) < part].mean()) < most


def _is_alone(pieces: NDArray[Any], own: int, box: tuple[int, int, int, int], scale: float) -> bool:
    """Say whether no other ink stands close beside a ring, as it does inside a word."""
    left, top, right, bottom = box

    def beside(reach: float) -> list[bool]:
        far = max(2, round(reach * scale))
        strips = pieces[top:bottom, max(0, left - far) : left], pieces[top:bottom, right : right + far]
        return [bool(((strip > 0) & (strip != own)).any()) for strip in strips]

    far = max(3, round(_ALONE_ON_BOTH * scale))
    above, below = pieces[max(0, top - far) : top, left:right], pieces[bottom : bottom + far, left:right]
    before, behind = pieces[top:bottom, max(0, left - far) : left], pieces[top:bottom, right : right + far]
    if set.intersection(*(set(np.unique(strip)) - {0, own} for strip in (above, below, before, behind))):
        return True  # one piece on all sides: a ring drawn around it
    return not any(beside(_ALONE)) and not all(beside(_ALONE_ON_BOTH)) and not _is_capital(pieces, own, box, scale)


def _is_capital(pieces: NDArray[Any], own: int, box: tuple[int, int, int, int], scale: float) -> bool:
    """Say whether a piece of ink of the same height stands right beside a ring, at its height: the U of OUI.

    In a title whose letters stand apart, one stands on either side.
    """
    high = box[3] - box[1]
    near = max(2, round(_NEXT * scale))
    return any(_as_high_beside(pieces, own, box, near)) or all(_as_high_beside(pieces, own, box, round(_APART * high)))


def _as_high_beside(pieces: NDArray[Any], own: int, box: tuple[int, int, int, int], far: int) -> list[bool]:
    """Say of each side whether a piece of ink stands so near that begins and ends at the heights of a ring."""
    left, top, right, bottom = box
    high = bottom - top
    slack = max(2, round(_AS_HIGH * high))
    around = pieces[max(0, top - high) : bottom + high, max(0, left - 2 * high) : right + 2 * high]
    found = [False, False]
    for side, strip in enumerate((slice(max(0, left - far), left), slice(right, right + far))):
        for number in set(np.unique(pieces[top:bottom, strip])) - {0, own}:
            rows = np.flatnonzero((around == number).any(axis=1)) + max(0, top - high)
            if abs(int(rows[0]) - top) <= slack and abs(int(rows[-1]) + 1 - bottom) <= slack:
                found[side] = True
    return found


def _in_line(one: _Ring, other: _Ring) -> bool:
    """Say whether two rings of one size stand in one row or column."""
    if not _alike(one, other):
        return False
    size = max(one.size, other.size)
    across, down = abs(one.x - other.x), abs(one.y - other.y)
    return (down < 0.4 * size and across < _IN_ROW * size) or (across < 0.4 * size and down < _IN_COLUMN * size)


def _alike(one: _Ring, other: _Ring) -> bool:
    return max(one.size, other.size) <= _ALIKE * min(one.size, other.size)


def _overdrawn(ink: Picture, known: Sequence[_Ring]) -> list[_Ring]:
    """Give the rings in line with the known ones that a tick reaches out of, or a scribble hides."""
    size = float(np.median([one.size for one in known]))
    half = round(size / 2)
    far = np.hypot(*np.ogrid[-half - 2 : half + 3, -half - 2 : half + 3])
    rim = np.asarray(np.abs(far - (size / 2 - 1)) <= 1.2, np.float32)
    near = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    covered = cv2.filter2D(near, cv2.CV_32F, rim / rim.sum(), borderType=cv2.BORDER_CONSTANT)
    full = np.asarray((covered >= _COVERED * 255) * 255, np.uint8)
    count, _, _, centres = connected(full)
    found: list[_Ring] = []
    for x, y in itertools.islice(centres[1:count], 3_000):
        one = _Ring(float(x), float(y), size, clean=False)
        if any(_in_line(one, other) for other in known) and not any(
            np.hypot(one.x - other.x, one.y - other.y) < size for other in (*known, *found)
        ):
            found.append(one)
    return found
