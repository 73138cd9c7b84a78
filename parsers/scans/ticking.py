"""The ink of an upright page → its tick boxes, square and round, each with its state."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.document import Mark
from parsers.pages.circles import circles
from parsers.scans.found import Picture
from parsers.scans.ink import Rectangle
from parsers.scans.lookalikes import is_letter, without_letters
from parsers.scans.rules import without_thin_rules
from parsers.scans.squares import (
    OF_A_SIZE,
    USUAL,
    alike_frames,
    alone,
    distinct,
    framed,
    in_line,
    is_cornered,
    is_frame,
    is_one_of,
    meet,
    solid,
    with_frame,
    without_combs,
)
from parsers.scans.states import EMPTY_BELOW, FILLED_FROM, InkBox, inner_share, judged_together


def boxes(ink: Picture, scale: float) -> list[InkBox]:
    """Give the tick boxes of an upright page, round ones too, each with its state."""
    around = without_thin_rules(ink, scale)
    square = _square_boxes(ink, around, scale)
    places = [Rectangle(*place) for place in circles(ink, scale)]
    places = [place for place in places if not any(meet(place, box.place) for box in square)]
    if not places:
        return square
    return [*square, *judged_together(ink, around, places, float(np.median([p.right - p.left for p in places])))]


def _square_boxes(ink: Picture, around: Picture, scale: float) -> list[InkBox]:
    found = [*framed(ink, scale), *solid(ink, scale), *alone(ink, scale)]
    places = distinct([grown for place in found if is_cornered(ink, grown := with_frame(ink, place, scale))])
    places = without_letters(ink, without_combs(places, scale))
    places = [p for p in places if p.right - p.left <= USUAL * scale or any(_is_beside(p, o) for o in places)]
    _, pieces = cv2.connectedComponents(ink, connectivity=8)
    boxes: list[InkBox] = []
    for side, alike in _by_size(ink, places):
        judged = _of_one_size(ink, around, pieces, alike, side, scale)
        boxes += [box for box in judged if not any(meet(box.place, other.place) for other in boxes)]
    return boxes


def _is_beside(one: Rectangle, other: Rectangle) -> bool:
    """Say whether two places are of one size and in one row or column; a large frame alone may be a logo."""
    return one is not other and in_line(one, other, one.right - one.left)


def _by_size(ink: Picture, places: Sequence[Rectangle]) -> list[tuple[float, list[Rectangle]]]:
    """Give the usual side of each kind of boxes, large ones for ranks and small ones to tick, and the boxes of it."""
    sides = [p.right - p.left for p in places]
    if not sides:
        return []
    kinds: list[list[float]] = []
    for clean in sorted(p.right - p.left for p in places if inner_share(ink, p) < EMPTY_BELOW):
        if kinds and clean <= OF_A_SIZE * kinds[-1][0]:
            kinds[-1].append(clean)
        else:
            kinds.append([clean])
    usual = [float(np.median(kind)) for kind in kinds if len(kind) > 1]
    if len(usual) < 2:
        usual = [float(np.median(sides))]
    nearest = [min(usual, key=lambda side: max(side, one) / min(side, one)) for one in sides]
    return [
        (side, [p for p, near in zip(places, nearest, strict=True) if near == side and _is_near(p, side)])
        for side in usual
    ]


def _is_near(place: Rectangle, side: float) -> bool:
    return 0.7 * side <= place.right - place.left <= 1.4 * side


def _of_one_size(
    ink: Picture,
    around: Picture,
    pieces: NDArray[Any],
    places: Sequence[Rectangle],
    side: float,
    scale: float,
) -> list[InkBox]:
    """Give the boxes of one kind with their states, those too that are seen only at their known size."""
    places = [*places, *alike_frames(ink, places, side)]
    frames = [p for p in places if inner_share(ink, p) < EMPTY_BELOW and is_frame(ink, p)]
    frames = [p for p in frames if any(_is_beside(p, o) for o in places)]
    lone = [p for p in places if p in frames or not is_letter(pieces, p, scale)]
    alike = [p for p in places if p in lone or is_one_of(p, lone)]
    light = [p for p in alike if not _is_dark(ink, p)]
    alike = [p for p in alike if p in light or any(in_line(p, other, side) for other in light)]
    return judged_together(ink, around, alike, side)


def _is_dark(ink: Picture, place: Rectangle) -> bool:
    """Say whether a box is dark all over: it may be a bullet, or part of a logo."""
    left, top, right, bottom = (round(v) for v in (place.left, place.top, place.right, place.bottom))
    rim = max(1, round(0.12 * (right - left)))  # its edge is not exactly known
    return float((ink[top + rim : bottom - rim, left + rim : right - rim] > 0).mean()) >= FILLED_FROM


def erased(picture: Picture, places: Sequence[InkBox], scale: float) -> None:
    """Paint the boxes over, so that no engine reads them as letters."""
    for box in places:
        # A cross reaches out of its box; the label stands two points away and more.
        margin = max(2, round((0.8 if box.mark is Mark.EMPTY else 1.6) * scale))
        left, top = max(0, round(box.place.left) - margin), max(0, round(box.place.top) - margin)
        picture[top : round(box.place.bottom) + margin, left : round(box.place.right) + margin] = 255
