"""Boxes with a number written in them, 1 for the first choice, 2 for the second: numbers, no ticks.

A digit stands free in its box; a tick reaches its frame, or out of it. Two readers must see the same digit in each box,
and the digits of a page must count from 1: else a mark is a mark, and a person looks where several digits were seen.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from parsers.document import Mark
from parsers.pages.connected import connected
from parsers.scans import agreement, ink, spelled, strokes
from parsers.scans.found import Found, Picture
from parsers.scans.states import InkBox

_FRAME = 0.1  # of a box's side: its frame, as thick and crooked as it may be
_HIGH = (0.3, 0.82)  # of a box's side: a digit in it; less is a speck, more a tick
_SPECK = 0.12  # of a box's side: dirt beside the digit
_MOST = 12  # boxes with something in them


def numbered(picture: Picture, marks: Picture, boxes: Sequence[InkBox]) -> tuple[list[Found], list[InkBox]]:
    """Give the digits in the boxes of an upright page, and the boxes that are left."""
    free = [box for box in boxes if box.mark is Mark.TICKED and _is_free(marks, box)]
    if not 2 <= len(free) <= _MOST:
        return [], list(boxes)
    shown = [_shown(picture, box) for box in free]
    told = spelled.lone_digits(shown)
    if sorted({digit for digit in told if digit}) != [str(n) for n in range(1, len(free) + 1)]:
        doubtful = free if len({digit for digit in told if digit}) > 1 else []
        return [], [replace(box, mark=Mark.DOUBTFUL) if box in doubtful else box for box in boxes]
    words = [
        Found(digit, box.place.left, box.place.top, box.place.right, box.place.bottom, agreement.AGREED)
        for digit, box in zip(told, free, strict=True)
        if digit
    ]
    return strokes.held_back_in_combs(shown, words), [box for box in boxes if box not in free]


def _is_free(marks: Picture, box: InkBox) -> bool:
    """Say whether what stands in a box keeps away from its frame and is as high as a digit."""
    inside = _inner(marks, box)
    if not inside.size:
        return False
    side = box.place.right - box.place.left
    rows, columns = inside.shape
    _, _, stats, _ = connected(inside)
    pieces = [piece for piece in stats[1:] if max(piece[2], piece[3]) > _SPECK * side]
    low, high = (share * side for share in _HIGH)
    if len(pieces) != 1:
        return False
    left, top, width, height, _ = pieces[0]
    return bool(left > 0 and top > 0 and left + width < columns and top + height < rows and low <= height <= high)


def _inner(page: Picture, box: InkBox) -> Picture:
    left, top, right, bottom = (round(v) for v in (box.place.left, box.place.top, box.place.right, box.place.bottom))
    rim = max(2, round(_FRAME * (right - left)))
    return page[top + rim : bottom - rim, left + rim : right - rim]


def _shown(picture: Picture, box: InkBox) -> Picture:
    """Give the inside of a box in grey, on paper."""
    shades = ink.grey(_inner(picture, box))
    room = max(4, round(0.3 * shades.shape[0]))
    paper = int(np.percentile(shades, 90))
    return np.asarray(cv2.copyMakeBorder(shades, room, room, room, room, cv2.BORDER_CONSTANT, value=paper), np.uint8)
