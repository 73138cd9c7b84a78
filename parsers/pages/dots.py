"""Dotted lines that run under what was written on them: where their dots lie, seen or hidden by a stroke.

A dot that touches a letter is no piece of ink of its own. But dots stand at even steps on a straight line, so those
that are seen tell where the others are.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected
from parsers.scans.found import Picture

# Lengths are in points, put into pixels by the picture's scale.
_BREAK = 260.0  # the longest stretch of a line that a value hides
_LEAST = 6  # dots that tell the line's course
_STEP = (1.2, 5.0)  # between two dots
_STRAY = 0.6  # how far a dot may lie off its line
_UNEVEN = 0.05  # of the step: the most that dots are off their places, on the average
_MAX_LINES = 300

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DottedLine:
    """A row of dots at even steps: ``y = height + slope * x``, ``x = start + n * step``."""

    height: float
    slope: float
    start: float
    step: float
    left: float
    right: float
    size: int  # of a dot, in pixels


def hidden(ink: Picture, found: Picture, scale: float) -> Picture:
    """Give 255 where dots of the lines in `found` (255 on the dots that are seen) lie under strokes."""
    hidden = np.zeros_like(ink)
    for line in lines(found, scale):
        _draw(line, ink, hidden)
    return hidden


def lines(found: Picture, scale: float) -> list[DottedLine]:
    """Give the dotted lines that the dots make."""
    count, _, stats, centres = connected(found)
    if count < _LEAST:
        return []
    sizes, places = stats[1:, cv2.CC_STAT_HEIGHT], np.asarray(centres[1:], dtype=np.float64)
    result = []
    for indices in itertools.islice(_groups(places, scale), _MAX_LINES):
        result.extend(_fitted(places[indices], int(np.median(sizes[indices])), scale))
    return result


def _groups(centres: Array, scale: float) -> Iterator[NDArray[np.intp]]:
    """Give the dots of each line: at about one height, with no break that is longer than a value."""
    by_height = np.argsort(centres[:, 1], kind="stable")
    heights = centres[by_height, 1]
    for band in np.split(by_height, np.flatnonzero(np.diff(heights) > 1.2 * scale) + 1):
        across = band[np.argsort(centres[band, 0], kind="stable")]
        for part in np.split(across, np.flatnonzero(np.diff(centres[across, 0]) > _BREAK * scale) + 1):
            if len(part) >= _LEAST:
                yield part


def _fitted(dots: Array, size: int, scale: float) -> list[DottedLine]:
    """Give the line through these dots; the lines on both sides of the widest break, where no single one fits."""
    xs, ys = dots[:, 0], dots[:, 1]
    if len(xs) < _LEAST:
        return []
    slope, height = np.polyfit(xs, ys, 1) if np.ptp(xs) > 20 * scale else (0.0, float(np.median(ys)))
    on = np.abs(ys - height - slope * xs) < _STRAY * scale + 1
    straight = xs[on]
    low, high = _STEP
    gaps = np.diff(straight)
    usual = gaps[(gaps > low * scale) & (gaps < high * scale)]
    if len(usual) < _LEAST - 1:
        return []
    step, start, off = _even(straight, float(np.median(usual)))
    if off <= _UNEVEN:
        left, right = float(straight[0]), float(straight[-1])
        return [DottedLine(float(height), float(slope), start, step, left, right, size)]
    widest = int(np.argmax(np.diff(xs)))
    if xs[widest + 1] - xs[widest] < 3 * step:
        return []
    return [*_fitted(dots[: widest + 1], size, scale), *_fitted(dots[widest + 1 :], size, scale)]


def _even(xs: Array, step: float) -> tuple[float, float, float]:
    """Give the step and the first place that fit the dots best, and how far they are off on the average, in steps."""
    best = (step, float(xs[0]), 1.0)
    for candidate in np.linspace(0.9 * step, 1.1 * step, 201):
        turns = np.exp(2j * np.pi * xs / candidate)
        middle = turns.mean()
        start = float(np.angle(middle)) / (2 * np.pi) * candidate
        places = (xs - start) / candidate
        off = float(np.abs(places - np.round(places)).mean())
        if off < best[2]:
            best = (float(candidate), start, off)
    return best


def _draw(line: DottedLine, ink: Picture, onto: Picture) -> None:
    """Draw the dots of a line that lie under strokes: between those that are seen, and on from the last ones."""
    first = round((line.left - line.start) / line.step)
    last = round((line.right - line.start) / line.step)
    for number in range(first, last + 1):
        _draw_dot(line, number, ink, onto)
    for start, way in ((first - 1, -1), (last + 1, 1)):
        number = start
        while _draw_dot(line, number, ink, onto):  # before the line's first dot there is a gap
            number += way


def _draw_dot(line: DottedLine, number: int, ink: Picture, onto: Picture) -> bool:
    """Draw one dot where nothing but a dot's height of ink stands over it; False where there is no ink at all."""
    height, width = ink.shape
    half = max(1, (line.size + 1) // 2)
    x = round(line.start + number * line.step)
    y = round(line.height + line.slope * x)
    if not (half + 2 < x < width - half - 2 and half + 2 < y < height - half - 2):
        return False
    if not ink[y - 1 : y + 2, x - 1 : x + 2].any():
        return False
    for column in range(x - half, x + half + 1):
        _draw_column(ink, onto, column, y, half)
    return True


def _draw_column(ink: Picture, onto: Picture, x: int, y: int, half: int) -> None:
    """Draw one column of a dot; a stroke that crosses it upright, or ends in it, stays whole."""
    top, bottom = max(0, y - half - 2), min(ink.shape[0], y + half + 3)
    run = ink[top:bottom, x] > 0
    if not (run[0] or run[-1]):
        onto[top:bottom, x][run] = 255
