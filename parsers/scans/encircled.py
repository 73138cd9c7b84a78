"""Numbers with a ring around them: engines that look for lines miss a lone digit, or take it with the next word."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parsers.scans import agreement, spelled
from parsers.scans.drawn import Ring, ringed
from parsers.scans.found import Found, Picture

_NUMBER = re.compile(r"\d{1,2}[.)]?(?=[^\d\W]|\W+[^\d\W])")  # before the word that it was read with
_INSIDE = 0.15  # of a ring's size: its own line, as crooked as it may be
_MOST = 12  # rings on a page
_HIGH = 0.25  # of a ring's height: what it holds is a digit at least
_STANDS_BEFORE = re.compile(r"\d{1,2}(?!\d)")
_SIGHTS, _BAND = 72, (0.75, 1.25)  # directions; where a ring runs, in its half axes
# Of the directions: a ring is met in all of them, a number without one in four of ten at most.
_PERHAPS, _SEEN = 0.6, 0.93


def parted(words: Sequence[Found], rings: Sequence[Ring]) -> list[Found]:
    """Give the words, a number in a ring apart from the word behind it."""
    return [piece for word in words for piece in _parted(word, rings)]


def _parted(word: Found, rings: Sequence[Ring]) -> list[Found]:
    number = _NUMBER.match(word.text)
    middle = (word.top + word.bottom) / 2
    around = [r for r in rings if r.left < word.left < r.right < word.right and r.top < middle < r.bottom]
    if number is None or not around:
        return [word]
    at = min(max(around[0].right - 1.0, word.left + 1), word.right - 1)
    inside = replace(word, text=number[0], right=at)
    return [inside, replace(word, text=word.text[number.end() :], left=at)]


def unread(shades: Picture, words: Sequence[Found], rings: Sequence[Ring]) -> list[Found]:
    """Give the digits in rings in which no word was read; a picture in grey, the rings painted over."""
    empty = [ring for ring in rings if not any(_holds(ring, word) for word in words)][:_MOST]
    shown = [(ring, picture) for ring in empty if (picture := _inside(shades, ring)) is not None]
    told = spelled.lone_digits([picture for _, picture in shown]) if shown else []
    return [
        Found(digit, float(ring.left), float(ring.top), float(ring.right), float(ring.bottom), agreement.AGREED)
        for (ring, _), digit in zip(shown, told, strict=True)
        if digit
    ]


def _holds(ring: Ring, word: Found) -> bool:
    across = min(ring.right, word.right) - max(ring.left, word.left)
    down = min(ring.bottom, word.bottom) - max(ring.top, word.top)
    return across > 0.3 * (ring.right - ring.left) and down > 0.3 * (ring.bottom - ring.top)


def _inside(shades: Picture, ring: Ring) -> Picture | None:
    """Give what a ring holds, on paper around; None for what is no single sign."""
    high, wide = ring.bottom - ring.top, ring.right - ring.left
    if wide > 1.6 * high:
        return None
    rows, columns = round(_INSIDE * high), round(_INSIDE * wide)
    part = shades[ring.top + rows : ring.bottom - rows, ring.left + columns : ring.right - columns]
    paper = float(np.percentile(part, 90)) if part.size else 0.0
    dark = part < 0.75 * paper
    lines = np.flatnonzero(dark.any(axis=1))
    if lines.size < _HIGH * high:
        return None
    return np.asarray(np.pad(part, max(4, round(0.2 * high)), constant_values=round(paper)), np.uint8)


def further(ink: Picture, words: Sequence[Found], rings: Sequence[Ring], scale: float) -> list[tuple[Ring, bool]]:
    """Give the rings around numbers below or above one in a ring, and whether each is sure.

    They hang together with other ink, so that they were not seen. Where one ring of a list is seen and another is not,
    half an answer passes for the whole.
    """
    numbers = [word for word in words if _STANDS_BEFORE.match(word.text)]
    found: list[tuple[Ring, bool]] = []
    for ring in (ring for ring in rings if any(ringed(word, [ring]) for word in numbers)):
        for word in numbers:
            if not ring.left < word.left < ring.right or ringed(word, [*rings, *(other for other, _ in found)]):
                continue
            share, x, y = _around(ink, ring, (word.top + word.bottom) / 2, scale)
            if share >= _PERHAPS:
                high, wide = ring.bottom - ring.top, ring.right - ring.left
                left, top = round(x - wide / 2), round(y - high / 2)
                found.append(
                    (Ring(left, top, left + wide, top + high, np.zeros((high, wide), np.bool_)), share >= _SEEN)
                )
    return found


def _around(ink: Picture, ring: Ring, middle: float, scale: float) -> tuple[float, float, float]:
    """Give in how many directions ink is met where a ring like another would run at the height of a line, and where."""
    across, down = (ring.right - ring.left) / 2, (ring.bottom - ring.top) / 2
    angles = np.arange(_SIGHTS) * 2 * np.pi / _SIGHTS
    far = np.arange(*_BAND, 0.5 / max(across, down))
    best = (0.0, 0.0, 0.0)
    shift = [step * 1.5 * scale for step in (0, -1, 1, -2, 2)]
    for x, y in itertools.product(shift, shift):
        centre, height = (ring.left + ring.right) / 2 + x, middle + y
        columns = np.round(centre + across * np.outer(far, np.cos(angles))).astype(int)
        rows = np.round(height + down * np.outer(far, np.sin(angles))).astype(int)
        met = ink[np.clip(rows, 0, ink.shape[0] - 1), np.clip(columns, 0, ink.shape[1] - 1)] > 0
        share = float(met.any(axis=0).mean())
        if share > best[0]:
            best = share, centre, height
    return best
