"""Circles to tick are known by two empty ones of one size, and by ticks that reach out of others in line with them."""

import cv2
import numpy as np

from parsers.document import Mark
from parsers.scans import ticking
from parsers.scans.found import Picture

SCALE = 200 / 72  # pixels a point


def form(*ticked: tuple[int, int], empty: tuple[tuple[int, int], ...] = ((100, 300), (260, 400))) -> Picture:
    picture = np.zeros((500, 700), np.uint8)
    for x, y in (*ticked, *empty):
        cv2.circle(picture, (x, y), 16, (255,), 2)
    for x, y in ticked:
        cv2.polylines(
            picture, [np.array([(x - 8, y - 2), (x - 2, y + 8), (x + 16, y - 24)], np.int32)], False, (255,), 5
        )
    return picture


def states(picture: Picture) -> list[Mark]:
    found = ticking.boxes(picture, SCALE)
    return [box.mark for box in sorted(found, key=lambda box: (round(box.place.top / 40), box.place.left))]


def test_ticked_circles_are_found_where_no_two_empty_ones_are_in_line() -> None:
    assert states(form((100, 240), (100, 400))) == [Mark.TICKED, Mark.EMPTY, Mark.TICKED, Mark.EMPTY]


def test_a_row_of_ticked_circles_begins_with_the_one_above_the_others() -> None:
    assert states(form((100, 240), (300, 240), (500, 240))) == [*[Mark.TICKED] * 3, *[Mark.EMPTY] * 2]


def test_two_empty_rings_out_of_line_and_without_ticks_are_no_circles() -> None:
    assert states(form()) == []


def test_a_box_that_is_filled_is_ticked_far_below_the_empty_one_of_its_column() -> None:
    picture = np.zeros((900, 700), np.uint8)
    cv2.rectangle(picture, (100, 100), (130, 130), (255,), 2)
    for top in range(200, 600, 80):
        cv2.rectangle(picture, (180, top), (210, top + 30), (255,), 2)
    cv2.rectangle(picture, (100, 680), (131, 711), (255,), -1)
    assert [box.mark for box in ticking.boxes(picture, SCALE) if box.place.left < 150] == [Mark.TICKED, Mark.EMPTY]
