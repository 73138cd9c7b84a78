"""Rings that people draw around what they choose → the words inside them."""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

from parsers.pages.boxes import is_box
from parsers.pages.page import Word
from parsers.reading import Box

Point = tuple[float, float]

_LEAST = 7.0  # points: the height and width of a ring around a letter
_OPEN = 0.4  # of its size: how far apart the ends of a ring may be; hands rarely close one
_STRAIGHT = 0.4  # of its length: a frame with round corners is mostly straight, a ring is not
_INSIDE = 0.75  # of a word's width, and of its height
_LOOSE = 3.5  # times as high as the words inside
_SAME = 1.5  # points: how much circles that a form prints differ
_LISTED = 3  # signs below each other, which make a list of numbers or letters
_STEPS = (0.25, 0.5, 0.75, 1.0)  # along each Bézier curve


def drawn_rings(curves: Iterable[dict[str, Any]], number: int) -> list[Box]:
    """Give the boxes around pdfplumber's curves that run once around something, without a filling."""
    found = []
    for curve in curves:
        if curve.get("stroke") and not curve.get("fill"):
            points, straight = _traced(curve.get("path") or [])
            ring = ring_of(points, number, straight=straight)
            found += [ring] if ring else []
    return found


def ring_of(points: Sequence[Point], number: int, *, straight: float = 0.0) -> Box | None:
    """Give the box around a line that runs around something; `straight` is how much of it does not bend (0 to 1)."""
    if len(points) < 6 or straight > _STRAIGHT:
        return None
    across, down = [x for x, _ in points], [y for _, y in points]
    box = Box(number, min(across), min(down), max(across), max(down))
    width, height = box.right - box.left, box.bottom - box.top
    ends = math.dist(points[0], points[-1])
    around = sum(math.dist(a, b) for a, b in itertools.pairwise(points)) > 1.6 * max(width, height)
    return box if min(width, height) >= _LEAST and ends <= _OPEN * max(width, height) and around else None


def ringed(words: Sequence[Word], rings: Sequence[Box]) -> set[int]:
    """Give the indices of the words that a ring was drawn around.

    A small ring around a sign is a choice only in a list of such signs; alone it may be a circle of the form with
    something written in it.
    """
    found: set[int] = set()
    for ring in rings:
        inside = [n for n, word in enumerate(words) if _encloses(ring, word.box)]
        if not inside or ring.bottom - ring.top > _LOOSE * max(_height(words[n].box) for n in inside):
            continue
        if not is_box(ring) or (
            all(_is_listed(words[n], words) for n in inside) and not _is_printed(ring, rings, words)
        ):
            found.update(inside)
    return found


def _is_printed(ring: Box, rings: Sequence[Box], words: Sequence[Word]) -> bool:
    """Say whether a ring is a circle of the form: another of its size stands empty in line with it."""
    return any(
        abs((other.right - other.left) - (ring.right - ring.left)) < _SAME
        and (abs(other.left - ring.left) < _SAME or abs(other.top - ring.top) < _SAME)
        and not any(_encloses(other, word.box) for word in words)
        for other in rings
        if other is not ring
    )


def _traced(path: Sequence[Sequence[Any]]) -> tuple[list[Point], float]:
    """Give points along a path, and how much of it is straight."""
    points: list[Point] = []
    straight = whole = 0.0
    for step in path:
        at = points[-1] if points else None
        kind, targets = step[0], step[1:]
        if kind == "c" and at is not None and len(targets) == 3:
            points += [_bezier(at, *targets, t=t) for t in _STEPS]
            whole += math.dist(at, points[-1])
        elif kind in ("m", "l") and targets:
            points.append(targets[0])
            if kind == "l" and at is not None:
                straight += math.dist(at, targets[0])
                whole += math.dist(at, targets[0])
    return points, straight / whole if whole else 0.0


def _bezier(a: Point, b: Point, c: Point, d: Point, *, t: float) -> Point:
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
    return x, y


def _encloses(ring: Box, word: Box) -> bool:
    across = min(ring.right, word.right) - max(ring.left, word.left)
    down = min(ring.bottom, word.bottom) - max(ring.top, word.top)
    return across >= _INSIDE * (word.right - word.left) and down >= _INSIDE * _height(word)


def _height(box: Box) -> float:
    return box.bottom - box.top


def _is_listed(word: Word, words: Sequence[Word]) -> bool:
    """Say whether signs like this one stand below each other ("1", "2", "3")."""
    alike = [w for w in words if len(w.text) <= 2 and abs(w.box.left - word.box.left) < _height(word.box)]
    return len(word.text) <= 2 and len({w.text for w in alike}) >= _LISTED
