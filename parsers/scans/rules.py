"""The ink of a page → its rules, drawn and dotted, and the page without them."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected
from parsers.scans.found import Picture
from parsers.scans.ink import Rectangle

# Lengths are in points (1/72 inch) and put into pixels by the picture's scale.
LEVEL_RULE = 28.0  # a line longer than this is a rule, no stroke of a letter or side of a box
UPRIGHT_RULE = 14.0  # the side of a frame for one line of writing
THIN_RULE = 2.5  # the most that a rule is thick, and a skewed one rises
DOT, DOT_GAP, DOTTED_RULE = 2.3, 4.5, 14.0  # the largest dot of a dotted line, the widest gap, the shortest line
MAX_PIECES = 60_000  # of ink on a page: more is noise, where nothing can be told apart


def dotted(ink: Picture, scale: float) -> Picture:
    """Give 255 on the dots of dotted lines, which engines read as full stops in the values above them."""
    count, labels, stats, centres = connected(ink)
    size = max(2.0, DOT * scale)
    small = stats[:, cv2.CC_STAT_HEIGHT] <= size  # in a poor scan the dots run into each other
    small[0] = False
    if count > MAX_PIECES or not small.any():
        return np.zeros_like(ink)
    dots = np.asarray(small[labels] * 255, dtype=np.uint8)
    row = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((1, max(3, round(DOT_GAP * scale))), np.uint8))
    row = cv2.morphologyEx(row, cv2.MORPH_OPEN, np.ones((1, max(10, round(DOTTED_RULE * scale))), np.uint8))
    near = cv2.dilate(row, np.ones((3, 3), np.uint8))
    for index in np.flatnonzero(small):
        x, y = (round(value) for value in centres[index])
        if near[y, x] and _is_colon(dots, near, x, y, scale):
            near[labels == index] = 0
    return np.asarray(cv2.bitwise_and(near, dots), dtype=np.uint8)


def _is_colon(dots: Picture, rows: NDArray[Any], x: int, y: int, scale: float) -> bool:
    """Say whether another dot stands above a dot in a dotted line."""
    reach, beside = round(6 * scale), max(1, round(0.6 * scale))
    above = slice(max(0, y - reach), max(0, y - round(2 * scale)))
    across = slice(max(0, x - beside), x + beside + 1)
    return bool(((dots[above, across] > 0) & (rows[above, across] == 0)).any())


def rules(ink: Picture, scale: float) -> list[Rectangle]:
    """Give the long straight lines, level and upright; `scale` is pixels a point."""
    found = []
    for lines in long_lines(ink, scale):
        count, _, stats, _ = connected(lines)
        for left, top, width, height, _ in stats[1 : min(count, 3000)]:
            if min(width, height) <= 4 * scale + 2:
                found.append(Rectangle(float(left), float(top), float(left + width), float(top + height)))
    return found


def thin_rules(dots: Picture, scale: float) -> list[Rectangle]:
    """Give the lines to write on that are so thin that they passed for rows of dots, but have no gaps."""
    level = runs(dots, (max(10, round(LEVEL_RULE * scale)), 1), 1)
    near = np.ones((max(3, round(scale)), max(3, round(2 * scale))), np.uint8)
    level = np.asarray(cv2.morphologyEx(level, cv2.MORPH_CLOSE, near), dtype=np.uint8)
    count, _, stats, _ = connected(level)
    return [
        Rectangle(float(left), float(top), float(left + width), float(top + height))
        for left, top, width, height, _ in stats[1 : min(count, 3000)]
    ]


def without_rules(shades: Picture, ink: Picture, scale: float) -> Picture:
    """Give the picture with its long lines painted over, for a reader of letters."""
    # Without closing gaps: the tops of small letters would join into a line.
    level, upright = long_lines(ink, scale, gap=1)
    mask = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    clean = shades.copy()
    clean[mask > 0] = 255
    return clean


def without_long_lines(ink: Picture, scale: float) -> Picture:
    """Give the ink without its long lines."""
    level, upright = long_lines(ink, scale)
    left = ink.copy()
    left[cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8)) > 0] = 0
    return left


def without_thin_rules(ink: Picture, scale: float) -> Picture:
    """Give the ink without its rules, the sides of a table's cells; of a scribble, however dense, nothing is taken."""
    left = ink.copy()
    long = max(10, round(LEVEL_RULE * scale))
    for kernel in ((long, 1), (1, long)):
        _, pieces, stats, _ = connected(runs(ink, kernel, max(2, round(scale))))
        thin = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= THIN_RULE * scale + 2
        thin[0] = False  # the paper
        left[cv2.dilate(np.asarray(thin[pieces], np.uint8), np.ones((3, 3), np.uint8)) > 0] = 0
    return left


def long_lines(ink: Picture, scale: float, gap: int = 0) -> tuple[Picture, Picture]:
    """Give 255 on what is black for so long that it is a rule: level, and upright."""
    gap = gap or max(2, round(scale))
    level, upright = max(10, round(LEVEL_RULE * scale)), max(10, round(UPRIGHT_RULE * scale))
    return runs(ink, (level, 1), gap), runs(ink, (1, upright), gap)


def runs(ink: Picture, kernel: tuple[int, int], gap: int) -> Picture:
    """Give what is black over the whole length of the kernel; small gaps are closed first."""
    across = kernel[0] > kernel[1]
    closing = np.ones((1, gap) if across else (gap, 1), np.uint8)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, closing)
    opening = np.ones((kernel[1], kernel[0]), np.uint8)
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, opening), dtype=np.uint8)
