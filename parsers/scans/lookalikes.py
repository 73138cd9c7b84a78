"""Letters that have a box's size and sides, an O, a D, the square of a logo: by what stands around them."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.scans.found import Picture
from parsers.scans.ink import Rectangle
from parsers.scans.squares import OF_A_SIZE
from parsers.scans.states import EMPTY_BELOW, inner_share

_NEXT_CAPITAL = 2.5  # points: capitals of a title stand nearer; a label hardly ever
_NEXT_LETTER = 0.15  # of the height of a capital: small letters behind it stand nearer
_NEXT_SMALL = 0.8  # of its height: small letters of one word stand nearer than that, whatever is between them
_IN_A_WORD = 0.2  # of the height of a letter: the next one stands nearer


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


def is_letter(pieces: NDArray[Any], place: Rectangle, scale: float) -> bool:
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


def without_letters(ink: Picture, places: Sequence[Rectangle]) -> list[Rectangle]:
    """Leave out what has the size of no empty box on the page and stands beside other ink as a letter does."""
    _, pieces = cv2.connectedComponents(ink, connectivity=8)
    clean = [p.right - p.left for p in places if inner_share(ink, p) < EMPTY_BELOW]
    return [
        place
        for place in places
        if any(max(place.right - place.left, side) < OF_A_SIZE * min(place.right - place.left, side) for side in clean)
        or not (_touches(ink, place) or _is_as_high_as_the_next(pieces, place))
    ]


def _touches(ink: Picture, place: Rectangle) -> bool:
    """Say whether ink stands beside the middle of a place as near as letters of a word; a tick leaves by a corner."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    side = bottom - top
    rows = slice(top + round(0.25 * side), bottom - round(0.2 * side))
    frame, far = max(1, round(0.08 * side)), max(3, round(_IN_A_WORD * side))
    beside = ink[rows, max(0, left - far) : max(0, left - frame)], ink[rows, right + frame : right + far]
    return any(bool((strip > 0).any(axis=1).mean() > 0.1) for strip in beside if strip.size)
