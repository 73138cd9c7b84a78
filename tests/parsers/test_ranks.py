"""Digits in the boxes of a page are ranks, where they count from 1; dirt in a comb's cells is no letter."""

import cv2
import numpy as np
import pytest

from parsers.document import Mark
from parsers.pages import combs
from parsers.scans import agreement, ink, ranks, ticking
from parsers.scans.found import Found, Picture

SCALE = 200 / 72  # pixels a point


def form(*written: str) -> tuple[Picture, Picture]:
    """Give a page of boxes below each other with something written in each, and its ink."""
    page = np.full((100 + 80 * len(written), 400, 3), 255, np.uint8)
    for number, text in enumerate(written):
        top = 60 + 80 * number
        cv2.rectangle(page, (80, top), (130, top + 50), (0, 0, 0), 2)
        cv2.putText(page, text, (94, top + 37), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 3, cv2.LINE_AA)
        if text == "/":
            cv2.line(page, (84, top + 45), (140, top - 10), (0, 0, 0), 4)
    return page, ink.black(ink.grey(page))


def told(*written: str) -> tuple[list[str], list[Mark]]:
    page, marks = form(*written)
    words, boxes = ranks.numbered(page, marks, ticking.boxes(marks, SCALE))
    down = sorted(words, key=lambda word: word.top)
    return [w.text for w in down], [b.mark for b in sorted(boxes, key=lambda box: box.place.top)]


def test_digits_in_boxes_are_ranks() -> None:
    assert told("2", "", "3", "1", "") == (["2", "3", "1"], [Mark.EMPTY, Mark.EMPTY])


@pytest.mark.parametrize("written", [("1", "", "1"), ("2", "", "3"), ("", "1", "")])
def test_digits_that_do_not_count_from_one_are_no_ranks(written: tuple[str, ...]) -> None:
    words, marks = told(*written)
    assert words == []
    assert len(marks) == 3


def test_a_tick_that_reaches_out_of_its_box_is_none() -> None:
    assert told("/", "", "/") == ([], [Mark.TICKED, Mark.EMPTY, Mark.TICKED])


def test_specks_in_a_comb_are_no_letters_but_full_stops_and_accents_are() -> None:
    picture = np.full((200, 900), 255, np.uint8)
    for number in range(13):
        cv2.line(picture, (100 + number * 40, 80), (100 + number * 40, 130), (0,), 2)
    cv2.rectangle(picture, (100, 80), (100 + 12 * 40, 130), (0,), 2)
    for number, letter in enumerate("A.LEI"):
        cv2.putText(picture, letter, (108 + number * 40, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (0,), 3, cv2.LINE_AA)
    for x, y in ((170, 95), (290, 100), (390, 96), (470, 92)):  # dirt: above the full stop, in empty cells
        cv2.circle(picture, (x, y), 2, (0,), -1)
    black = ink.black(picture)
    (found,) = combs.combs(black, SCALE)
    spelling = combs.spelling(np.dstack([picture] * 3), black, found)
    assert spelling.held == (*[True] * 5, *[False] * 7)


def test_a_first_letter_that_looks_the_same_small_and_large_is_as_the_first_engine_has_it() -> None:
    (word,) = agreement.compared([Found("with", 0, 0, 90, 20, 0.9)], ["With"], french=True)
    assert word.text == "with"


def test_an_l_among_capitals_is_an_i() -> None:
    (word,) = agreement.compared([Found("OUI", 0, 0, 90, 20, 0.9)], ["Oul"], french=True)
    assert (word.text, word.confidence) == ("OUI", agreement.NEARLY_AGREED)


def test_a_large_frame_alone_is_no_box() -> None:
    page = np.zeros((600, 600), np.uint8)
    cv2.rectangle(page, (60, 40), (130, 110), (255,), 2)
    for top in (300, 360, 420):
        cv2.rectangle(page, (300, top), (328, top + 28), (255,), 2)
    assert sorted(round(box.place.left / 10) for box in ticking.boxes(page, SCALE)) == [30, 30, 30]
