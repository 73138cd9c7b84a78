"""A line → the same line as another pen, another scanner or another crop would have shown it."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Chance = np.random.Generator


def worn(line: Picture, chance: Chance) -> Picture:
    """Give a line (dark on light) leant, stretched, with another stroke, on other paper."""
    line = _clean(line)
    line = _leant(line, chance)
    if chance.random() < 0.5:
        line = _stroked(line, chance)
    if chance.random() < 0.15:
        line = _ruled(line, chance)
    return _scanned(line, chance)


def _clean(line: Picture) -> Picture:
    """Give a line whose paper is white."""
    paper = max(128.0, float(np.percentile(line, 80)))
    return np.asarray(np.clip(line.astype(np.float32) * (255 / paper), 0, 255), dtype=np.uint8)


def _leant(line: Picture, chance: Chance) -> Picture:
    height, width = line.shape
    lean, broad = chance.normal(0, 0.18), chance.uniform(0.75, 1.3)
    turn = chance.normal(0, 0.008)
    room = int(abs(lean) * height) + 8
    matrix = np.array([[broad, -lean, max(0.0, lean) * height + 4], [turn, 1, 8 - turn * width / 2]], np.float32)
    size = (int(width * broad) + room, height + 16)
    moved = cv2.warpAffine(line, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255,))
    return _waved(np.asarray(moved, dtype=np.uint8), chance) if chance.random() < 0.5 else np.asarray(moved, np.uint8)


def _waved(line: Picture, chance: Chance) -> Picture:
    """Give a line whose letters are moved and pressed a little, each otherwise."""
    height, width = line.shape
    far = chance.normal(0, 1, (2, 3, max(3, width // 40))).astype(np.float32)
    moves = [cv2.resize(one, (width, height), interpolation=cv2.INTER_CUBIC) for one in far]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(line, x + 2.0 * moves[0], y + 1.6 * moves[1], cv2.INTER_LINEAR, borderValue=(255,))
    return np.asarray(moved, dtype=np.uint8)


def _stroked(line: Picture, chance: Chance) -> Picture:
    """Give a line written by a thicker or a thinner pen."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    wide = cv2.resize(line, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    times = int(chance.integers(1, 3))
    changed = cv2.erode(wide, kernel, iterations=times) if chance.random() < 0.65 else cv2.dilate(wide, kernel)
    return np.asarray(cv2.resize(changed, line.shape[::-1], interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _ruled(line: Picture, chance: Chance) -> Picture:
    """Give a line above a rule or dots, or with what a cleaning left of them."""
    ruled = line.copy()
    height, width = line.shape
    y, grey = int(height * chance.uniform(0.62, 0.95)), int(chance.integers(0, 170))
    if chance.random() < 0.5:
        cv2.line(ruled, (0, y), (width, y + int(chance.integers(-2, 3))), (grey,), int(chance.integers(1, 3)))
    else:
        step = int(chance.integers(5, 11))
        for x in range(0, width, step):
            if chance.random() < 0.8:
                cv2.circle(ruled, (x, y), 1, (grey,), -1)
    return np.minimum(ruled, line)


def _scanned(line: Picture, chance: Chance) -> Picture:
    if chance.random() < 0.25:  # a coarse scan
        share = chance.uniform(0.45, 0.9)
        small = cv2.resize(line, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        line = np.asarray(cv2.resize(small, line.shape[::-1], interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    if chance.random() < 0.4:
        line = np.asarray(cv2.GaussianBlur(line, (0, 0), chance.uniform(0.3, 1.0)), dtype=np.uint8)
    if chance.random() < 0.12:
        return np.asarray((line > chance.uniform(120, 200)) * 255, dtype=np.uint8)
    light, dark = chance.uniform(200, 255), chance.uniform(0, 90)
    toned = dark + (light - dark) * (line.astype(np.float32) / 255) ** chance.uniform(0.8, 2.0)
    toned += chance.normal(0, chance.uniform(0, 7), line.shape)
    grey = np.asarray(np.clip(toned, 0, 255), dtype=np.uint8)
    if chance.random() < 0.4:
        _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(30, 85))])
        grey = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return grey
