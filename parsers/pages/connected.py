"""The connected pieces of a picture's ink."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray


class Pieces(NamedTuple):
    """What `cv2.connectedComponentsWithStats` gives; the paper is the first of them."""

    number: int  # of them
    labels: NDArray[np.integer]  # of each pixel
    stats: NDArray[np.int32]  # a row each: left, top, width, height, area
    centres: NDArray[np.float64]  # a row each: x, y


def connected(ink: NDArray[np.uint8]) -> Pieces:
    """Give the pieces of ink, corners touching, in the order in which rows of pixels meet them.

    Narrow labels make OpenCV three times as fast; a page with more pieces than they can tell is looked at again.
    """
    try:
        return Pieces(*cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_16U))  # type: ignore[arg-type]  # OpenCV's stubs know arrays of numbers only
    except cv2.error:
        return Pieces(*cv2.connectedComponentsWithStats(ink, connectivity=8))  # type: ignore[arg-type]
