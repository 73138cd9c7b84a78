"""Lines cut from a page, as the engines want to see them: tight, at a height that they read, on white."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from parsers.scans.found import Picture


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is shown to Tesseract: its height in pixels; `pen`: upright and thick, for what leans and is thin."""

    height: int
    pen: bool = False


_LEAN = 0.2  # by which a line is turned upright


def in_grey(picture: Picture) -> Picture:
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def line_picture(clean: Picture, corners: Any) -> Picture | None:
    """Give one line of the page; None when there is nothing to read."""
    height, width = clean.shape[:2]
    left, right = first_column(corners), int(corners[:, 0].max()) + 5
    top, bottom = int(corners[:, 1].min()) - 3, int(corners[:, 1].max()) + 4
    crop = clean[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    return crop if crop.size and crop.shape[0] >= 6 else None


def first_column(corners: Any) -> int:
    return max(0, int(corners[:, 0].min()) - 4)


def shown(line: Picture, look: Look) -> Picture:
    """Give a line as a look wants it."""
    import cv2

    sized = at_height(line, look.height)
    if not look.pen:
        return sized
    height, width = sized.shape
    upright = np.array([[1, _LEAN, 0], [0, 1, 0]], np.float32)
    size = (round(width + _LEAN * height), height)
    straight = cv2.warpAffine(sized, upright, size, flags=cv2.INTER_CUBIC, borderValue=(255,))
    return np.asarray(cv2.erode(straight, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def at_height(line: Picture, height: int) -> Picture:
    """Give a line at a height that Tesseract reads, on a white ground."""
    import cv2

    scale = min(3.0, height / line.shape[0])
    sized = cv2.resize(line, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.copyMakeBorder(sized, 10, 10, 10, 10, cv2.BORDER_CONSTANT, value=255), dtype=np.uint8)
