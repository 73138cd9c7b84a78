"""What is read on a picture of a page: words with their places, in pixels."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # rows of pixels: grey, or blue, green, red


@dataclass(frozen=True, slots=True)
class Found:
    """A word on a picture, in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class Place(Protocol):
    """Where something stands on a picture, in pixels."""

    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...
