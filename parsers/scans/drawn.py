"""What people draw on paper instead of ticking: a ring around a word, a stroke through it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected
from parsers.scans.found import Found, Picture
from parsers.scans.rules import without_long_lines

# Lengths are in points, put into pixels by the picture's scale.
_HIGH, _WIDE = (9.0, 60.0), (11.0, 200.0)  # of a ring
_THIN = 0.4  # of the place that a ring takes is ink, with the word in it
_SIGHTS = 72
_COLOURED = 45  # between the strongest and the weakest of three colours: black print has no more than a scanner's tint
_OVAL = (0.80, 1.22)  # how far from its middle a ring runs, in the half axes of an oval of its size
_SEEN = 0.88  # of the sights meet it there
_HELD = 0.03  # of a ring's place is ink of other pieces: the word
_LEAST_STROKE = 7.0
_THROUGH = 0.9  # of a word's width is crossed without a break
_THROUGH_NEXT = 0.75  # the same of a word beside one that is struck: engines place words of one line roughly
_ROUGHLY = 0.03  # of a word's width: its edges fall between pixels
_MIDDLE = (0.25, 0.72)  # of a word's height: where a stroke through it runs; a line under it runs lower
_OUT = 0.9  # of the words' height that a stroke may reach out on either side; a rule of the form goes on
_SIGNS = ".,:;/|()-–—_~ "
_SHORT, _BOTH = 3, 0.12  # letters: through fewer, a stroke reaches out on both sides, by that share of their height
_REACH = 0.25  # of the words' height: a stroke is longer than the letters by that
_LEANS = tuple(number / 20 for number in range(-5, 6))  # how much a stroke may rise or fall


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring that was drawn around something: its place, in pixels, and its own ink there."""

    left: int
    top: int
    right: int
    bottom: int
    ink: NDArray[np.bool_]


def rings(ink: Picture, scale: float, pen: Picture | None = None) -> list[Ring]:
    """Give the rings around words on a page (255 on ink), those too that touch a line of the form.

    `pen` is the ink of a coloured pen alone, where a ring is whole though it touches printed letters.
    """
    found = _rings(ink, scale)
    layers = _rings(without_long_lines(ink, scale), scale) + ([] if pen is None else _rings(pen, scale, ink))
    for ring in layers:
        if not any(
            ring.left < (o.left + o.right) / 2 < ring.right and o.top < (ring.top + ring.bottom) / 2 < o.bottom
            for o in found
        ):
            found.append(ring)
    return found


def coloured(picture: Picture, ink: Picture) -> Picture:
    """Give the ink that has a colour, as a blue pen's has beside black print."""
    if picture.ndim == 2:
        return np.zeros_like(ink)
    blue, green, red = cv2.split(picture)  # the extremes of an axis of three take numpy twenty times as long
    spread = cv2.subtract(cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red))
    pen = np.asarray(((spread > _COLOURED) & (ink > 0)) * 255, np.uint8)
    return np.asarray(cv2.morphologyEx(pen, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)


def _rings(ink: Picture, scale: float, beside: Picture | None = None) -> list[Ring]:
    """Give the rings of a layer of ink; `beside` is all the ink, where that layer holds no words."""
    count, pieces, stats, _ = connected(ink)
    found = []
    for number, (left, top, width, height, area) in enumerate(stats[1 : min(count, 30_000)], 1):
        if not (_HIGH[0] <= height / scale <= _HIGH[1] and _WIDE[0] <= width / scale <= _WIDE[1]):
            continue
        if area > _THIN * width * height:
            continue
        here = pieces[top : top + height, left : left + width]
        own = np.asarray(here == number)
        others = np.asarray((here > 0) & ~own)
        if beside is not None:
            near = cv2.dilate(own.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
            others = np.asarray((beside[top : top + height, left : left + width] > 0) & ~near)
        if others.mean() > _HELD and _is_oval(own):
            found.append(Ring(int(left), int(top), int(left + width), int(top + height), own))
    return found


def _is_oval(own: NDArray[np.bool_]) -> bool:
    """Say whether ink runs around near the edge of an oval; a frame's corners lie outside of it."""
    height, width = own.shape
    rows, columns = np.nonzero(own)
    y, x = (rows - (height - 1) / 2) / (height / 2), (columns - (width - 1) / 2) / (width / 2)
    far = np.hypot(x, y)
    if float((far > _OVAL[1]).mean()) > 0.02:
        return False
    at_the_edge = far >= _OVAL[0]
    sights = ((np.arctan2(y, x)[at_the_edge] + np.pi) / (2 * np.pi) * _SIGHTS).astype(int) % _SIGHTS
    return len(np.unique(sights)) >= _SEEN * _SIGHTS


def without(rings: Sequence[Ring], pictures: Sequence[Picture]) -> None:
    """Paint rings over, so that no engine reads them as letters."""
    for ring in rings:
        own = cv2.dilate(ring.ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        for picture in pictures:
            picture[ring.top : ring.bottom, ring.left : ring.right][own] = 255


def ringed(word: Found, rings: Sequence[Ring]) -> bool:
    """Say whether a word lies in a ring."""
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    wide = max(1.0, word.right - word.left)
    return any(
        ring.left < across < ring.right
        and ring.top < down < ring.bottom
        and (min(word.right, ring.right) - max(word.left, ring.left)) / wide > 0.75
        for ring in rings
    )


def struck(ink: Picture, words: Sequence[Found], scale: float) -> set[int]:
    """Give the indices of the words that a stroke runs through; not of those that stand on a line of the form."""
    found: set[int] = set()
    for at, word in enumerate(words):
        if not any(letter.isalnum() for letter in word.text):
            continue
        stroke = _stroke(ink, word, scale)
        if stroke is not None and _is_of_words(stroke, word, words):
            found.add(at)
            found |= {n for n, other in enumerate(words) if _is_level(other, word) and _covers(stroke, other)}
    return found


def _covers(stroke: tuple[float, float], word: Found) -> bool:
    """Say whether a stroke that was drawn through a word runs through nearly all of another one, too."""
    first, last = _letters(word)
    return min(stroke[1], last) - max(stroke[0], first) >= _THROUGH_NEXT * (last - first) > 0


def _is_level(one: Found, other: Found) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 < 0.5 * (other.bottom - other.top)


def _stroke(ink: Picture, word: Found, scale: float) -> tuple[float, float] | None:
    """Give where the stroke through a word begins and ends, in pixels; None where none runs through all of it."""
    high = word.bottom - word.top
    reach = round(6 * high)
    left, right = max(0, round(word.left) - reach), min(ink.shape[1], round(word.right) + reach)
    middle = (word.top + word.bottom) / 2
    top, bottom = max(0, round(middle - high)), min(ink.shape[0], round(middle + high))
    part = ink[top:bottom, left:right]
    if part.shape[0] < 6 or part.shape[1] < 8:
        return None
    centre = (word.left + word.right) / 2 - left
    low, up = (round(middle - high / 2 + share * high) - top for share in _MIDDLE)
    rows = slice(max(0, low), up, max(1, round(scale / 3)))
    edges = [round(at) - left for at in _letters(word)]
    best: tuple[float, float] | None = None
    for lean in _LEANS:
        if not _may_run(part[:, max(0, edges[0]) : edges[1]], rows, lean, centre - max(0, edges[0])):
            continue
        for row in _turned(part, lean, centre)[rows]:
            run = _run(np.asarray(row > 0), round(centre))
            if run and (best is None or run[1] - run[0] > best[1] - best[0]):
                best = run
    if best is None or best[1] - best[0] < _LEAST_STROKE * scale:
        return None
    begin, end = best[0] + left, best[1] + left
    first, last = _letters(word)
    return (begin, end) if min(end, last) - max(begin, first) >= _THROUGH * (last - first) else None


def _turned(part: Picture, lean: float, centre: float) -> Picture:
    """Give a piece of a line as if what rises so much in it ran level; it stays where it is at `centre`."""
    level = np.array([[1, 0, 0], [-lean, 1, lean * centre]], np.float32)
    size = (part.shape[1], part.shape[0])
    return np.asarray(cv2.warpAffine(part, level, size, flags=cv2.INTER_NEAREST), np.uint8)


def _may_run(letters: Picture, rows: slice, lean: float, centre: float) -> bool:
    """Say whether a row of a word's own ink is black nearly all along: a look at little, which spares most others."""
    if letters.shape[1] < 2:
        return True
    inked = _turned(letters, lean, centre)[rows] > 0
    return bool(inked.size and inked.mean(axis=1).max() >= _THROUGH - _ROUGHLY)


def _letters(word: Found) -> tuple[float, float]:
    """Give about where the letters of a word begin and end, without the signs before and behind them."""
    count, wide = len(word.text), word.right - word.left
    before = count - len(word.text.lstrip(_SIGNS))
    behind = count - len(word.text.rstrip(_SIGNS))
    return word.left + wide * before / count, word.right - wide * behind / count


def _run(row: NDArray[np.bool_], at: int) -> tuple[float, float] | None:
    """Give the run of ink in a row that holds a place."""
    if not row[max(0, at - 1) : at + 2].any():
        return None
    breaks = np.flatnonzero(~row)
    before, after = breaks[breaks < at - 1], breaks[breaks > at + 1]
    return float(before[-1] + 1 if before.size else 0), float(after[0] if after.size else len(row))


def _is_of_words(stroke: tuple[float, float], word: Found, words: Sequence[Found]) -> bool:
    """Say whether a stroke begins and ends with the words that it crosses; a rule of the form goes on."""
    begin, end = stroke
    high = word.bottom - word.top
    level = [o for o in words if _is_level(o, word)]
    crossed = [o for o in level if min(end, o.right) - max(begin, o.left) > 0.6 * (o.right - o.left)] or [word]
    out = _OUT * high
    first, last = _letters(word)
    if end - begin < last - first + _REACH * high:
        return False  # serifs that touch, the bar of a letter
    if sum(letter.isalnum() for letter in word.text) < _SHORT and (
        begin > first - _BOTH * high or end < last + _BOTH * high
    ):
        return False
    return min(o.left for o in crossed) - begin <= out and end - max(o.right for o in crossed) <= out
