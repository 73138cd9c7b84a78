"""A second opinion on written numbers: a small net that knows nothing but single digits, from real hands.

It is of another make than the engines and reads digit by digit, so that it agrees with a misread number only where
it is wrong at the same digit in the same way. Fitted by ``training.digits``.
"""

import functools
import io
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected

SIDE = 12  # of the picture of a digit that the net sees
_LEAST_HEIGHT = 0.45  # of the number's height: what is lower is a full stop, a hyphen
_POSSIBLE, _MOSTLY = (
    0.15,
    0.79,
)  # the least chance of each digit told; the share of them that must be its own first choice
_WIDEST = 1.35  # of its height: what is wider are two digits that touch


def features(ink: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Give a digit (255 on ink) as the net sees it: at one size, in the middle, its form kept."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    tight = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    side = max(tight.shape)
    above, before = (side - tight.shape[0]) // 2, (side - tight.shape[1]) // 2
    square = np.zeros((side, side), np.uint8)
    square[above : above + tight.shape[0], before : before + tight.shape[1]] = tight
    small = cv2.resize(square, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.float32).ravel() / np.float32(255)


def agrees(number: NDArray[np.uint8], told: str) -> bool:
    """Say whether a picture in grey of one number shows the digits that were told, as far as the net can see.

    It must be near to each of them, and take most of them for what was told.
    """
    digits = [int(c) for c in told if c.isdigit()]
    pieces = _pieces(number)
    if told.strip().startswith("+") and pieces:
        pieces = pieces[1:]
    if not digits or len(pieces) != len(digits):
        return False
    chances = _judged(np.array([features(piece) for piece in pieces]))
    given = chances[np.arange(len(digits)), digits]
    best = chances.argmax(axis=1) == digits
    return bool(given.min() >= _POSSIBLE and best.mean() >= _MOSTLY)


def _pieces(number: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Give the digits (255 on ink) from the left, without the signs between them."""
    level, _ = cv2.threshold(number, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray((number < level) * 255, dtype=np.uint8)
    count, labels, stats, _ = connected(ink)
    if count < 2:
        return []
    tallest = float(np.percentile(stats[1:, cv2.CC_STAT_HEIGHT], 75))
    kept = [
        (left, np.asarray((labels[top : top + height, left : left + width] == index) * 255, dtype=np.uint8))
        for index, (left, top, width, height, _) in enumerate(stats[1:200], 1)
        if height >= _LEAST_HEIGHT * tallest and width <= _WIDEST * height
    ]
    return [piece for _, piece in sorted(kept, key=lambda one: one[0])]


def _judged(seen: NDArray[np.float32]) -> NDArray[np.float32]:
    net = _net()
    hidden = np.maximum(seen @ net["first"] + net["inner"], 0)
    told = hidden @ net["second"] + net["outer"]
    raised = np.exp(told - told.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


@functools.cache
def _net() -> dict[str, NDArray[np.float32]]:
    data = (files("parsers") / "models" / "digits.npz").read_bytes()
    with np.load(io.BytesIO(data)) as stored:
        return {name: np.asarray(stored[name], dtype=np.float32) for name in stored.files}
