"""Is the ink that all but fills a box a cross? Its arms reach the corners, and between them the paper shows.

The strokes of a pen are as thick in a small box as in a large one: blurred by a scan, a cross leaves a fifth of a small
box white. A box that was scribbled out is as dark; but it shows no paper at the middle of all four sides.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from parsers.scans.found import Picture

_OUTSIDE, _DEEP = 0.16, 0.5  # of its side: from so far outside of a box to its middle
_FRAME, _PAPER, _MIDDLE = 0.7, 0.2, 0.6  # ink along the frame, between two arms, where the arms meet
_PIECES, _WIDE = (0.35, 0.5, 0.65), 0.2  # where along a side the paper is looked for; how broad it is
_CORNER = (0.1, 0.3)  # of its side: where the arms run, near the corners
_ARM, _ARMS = 0.4, 3  # ink there; corners that show it


def is_cross(ink: Picture, left: int, top: int, right: int, bottom: int) -> bool:
    """Say whether what is drawn in a box, given by its frame's outer edges in pixels, is a cross."""
    side = min(right - left, bottom - top)
    out = round(_OUTSIDE * side)
    area = ink[max(0, top - out) : bottom + out, max(0, left - out) : right + out] > 0
    if side < 8 or area.shape != (bottom - top + 2 * out, right - left + 2 * out):
        return False
    turned = [np.rot90(area, quarters) for quarters in range(4)]
    return all(_is_open(one, out) for one in turned) and sum(_has_arm(one, out) for one in turned) >= _ARMS


def _is_open(area: NDArray[np.bool_], out: int) -> bool:
    """Say whether paper shows between the upper side and the middle, somewhere along that side."""
    side = area.shape[1] - 2 * out
    deep = area[: out + round(_DEEP * (area.shape[0] - 2 * out))]
    for place in _PIECES:
        first = out + round((place - _WIDE / 2) * side)
        shares = deep[:, first : first + max(2, round(_WIDE * side))].mean(axis=1)
        frame = next((at for at, share in enumerate(shares) if share >= _FRAME), len(shares))
        paper = next((at for at, share in enumerate(shares[frame:], frame) if share <= _PAPER), len(shares))
        if any(share >= _MIDDLE for share in itertools.islice(shares, paper, None)):
            return True
    return False


def _has_arm(area: NDArray[np.bool_], out: int) -> bool:
    """Say whether ink runs into the corner at the upper left."""
    side = min(area.shape) - 2 * out
    first, last = (out + round(share * side) for share in _CORNER)
    return bool(area[first:last, first:last].mean() >= _ARM)
