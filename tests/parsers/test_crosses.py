"""A thick cross in a small box is a tick, however little paper it leaves; what was scribbled over a box is none."""

import cv2
import numpy as np
import pytest

from parsers.document import Mark
from parsers.scans import crosses, ticking
from parsers.scans.found import Picture

SCALE = 200 / 72  # pixels a point
SIDE = 26


def page() -> Picture:
    picture = np.zeros((500, 500), np.uint8)
    for top in (100, 200, 300):
        cv2.rectangle(picture, (100, top), (100 + SIDE, top + SIDE), (255,), 2)
    return picture


def crossed(picture: Picture, top: int, *, thick: int, out: int = 7) -> Picture:
    first, last = (100 - out, top - out), (100 + SIDE + out, top + SIDE + out)
    cv2.line(picture, first, last, (255,), thick)
    cv2.line(picture, (first[0], last[1]), (last[0], first[1]), (255,), thick)
    return picture


def states(picture: Picture) -> list[Mark]:
    return [box.mark for box in sorted(ticking.boxes(picture, SCALE), key=lambda box: box.place.top)]


@pytest.mark.parametrize("thick", [3, 5, 7, 9, 10])
def test_a_cross_is_a_tick_however_thick(thick: int) -> None:
    assert states(crossed(page(), 200, thick=thick)) == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY]


def test_two_thick_crosses_take_back_no_light_tick() -> None:
    picture = crossed(crossed(page(), 100, thick=4), 200, thick=4)
    assert states(crossed(picture, 300, thick=10)) == [Mark.TICKED] * 3


def test_a_scribble_over_a_box_is_no_cross() -> None:
    picture = page()
    for at in range(-6, SIDE + 7, 6):
        cv2.line(picture, (92, 200 + at), (134, 206 + at), (255,), 5)
        cv2.line(picture, (92, 206 + at), (134, 200 + at), (255,), 5)
    assert not crosses.is_cross(picture, 100, 200, 101 + SIDE, 201 + SIDE)


def test_a_full_box_an_empty_one_and_one_at_the_edge_are_no_crosses() -> None:
    picture = page()
    picture[200 : 200 + SIDE, 100 : 100 + SIDE] = 255
    picture[0:SIDE, 0:SIDE] = 255
    assert not crosses.is_cross(picture, 100, 200, 101 + SIDE, 201 + SIDE)
    assert not crosses.is_cross(picture, 100, 100, 101 + SIDE, 101 + SIDE)
    assert not crosses.is_cross(picture, 0, 0, SIDE, SIDE)
    assert not crosses.is_cross(picture, 10, 10, 12, 12)
