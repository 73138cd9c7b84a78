"""A picture of a page → what is black on it, and the page turned until its lines lie level. By OpenCV."""

from dataclasses import dataclass

import cv2
import numpy as np

from parsers.pages.connected import connected
from parsers.scans.found import Picture

# Lengths are in points (1/72 inch) and put into pixels by the picture's scale.
DARK_BESIDE_PAPER = 0.45  # as light as the paper
DARK_AREA = 24.0  # the side of the smallest dark area that is no box, letter or stamp
DARK_SHARE = 0.6  # of it is dark; bold print reaches 0.35
SCRIBBLED_OUT = 21.0  # what is so dark, and its middle no larger, is a box that was scribbled out


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a picture, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def grey(picture: Picture) -> Picture:
    """Give the picture in shades of grey."""
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def black(shades: Picture) -> Picture:
    """Give 255 where there is ink, 0 where there is paper; uneven light does not count."""
    side = max(15, min(shades.shape[:2]) // 40) | 1
    local = cv2.adaptiveThreshold(shades, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, 15)
    # A spot larger than that window is its own surroundings: what is dark beside the page's paper is ink all the same.
    dark = shades < DARK_BESIDE_PAPER * float(np.median(shades))
    return np.asarray(local | np.asarray(dark * 255, dtype=np.uint8), dtype=np.uint8)


def dark_areas(shades: Picture, scale: float) -> Picture:
    """Give 255 where the paper itself is dark (a coloured band, a logo): what is lighter there is no ink."""
    size = max(8, round(DARK_AREA * scale))
    dark = np.asarray((shades < 140) * 255, dtype=np.uint8)
    solid = np.asarray((cv2.blur(dark, (size, size)) > DARK_SHARE * 255) * 255, dtype=np.uint8)
    _, pieces, stats, _ = connected(solid)
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    solid[(sides < SCRIBBLED_OUT * scale)[pieces]] = 0
    return np.asarray(cv2.dilate(solid, np.ones((size // 2, size // 2), np.uint8)), dtype=np.uint8)


def slant(ink: Picture) -> float:
    """Give the angle in degrees by which lines fall to the right, at most 6: that which makes rows of ink sharpest."""
    scale = min(1.0, 900 / max(ink.shape[:2]))
    small = np.asarray(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    best, angle = -1.0, 0.0
    for centre, reach, step in ((0.0, 6.0, 0.5), (None, 0.5, 0.1)):
        start = angle if centre is None else centre
        for candidate in np.arange(start - reach, start + reach + step / 2, step):
            rows = rotated(small, float(candidate), 0).sum(axis=1, dtype=np.float64)
            sharpness = float(((rows[1:] - rows[:-1]) ** 2).sum())
            if sharpness > best:
                best, angle = sharpness, float(candidate)
    return angle


def rotated(picture: Picture, degrees: float, paper: int) -> Picture:
    """Give the picture turned so that lines which fall by `degrees` lie level."""
    if abs(degrees) < 0.05:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    colour = paper if picture.ndim == 2 else (paper, paper, paper)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=colour), dtype=np.uint8
    )
