"""What is drawn around a word or through it."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.scans import drawn
from parsers.scans.found import Found

Picture = NDArray[np.uint8]
SCALE = 3.0  # pixels a point


def page() -> tuple[Picture, list[Found]]:
    """Two words in a line, as ink."""
    ink = np.zeros((200, 600), np.uint8)
    words = []
    for text, left in (("OUI", 60), ("NON", 260)):
        cv2.putText(ink, text, (left, 110), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 255, 3)
        (wide, high), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 1.3, 3)
        words.append(Found(text, left, 110 - high - 3, left + wide, 113, 0.9))
    return ink, words


def test_plain_words_are_neither_struck_nor_ringed() -> None:
    ink, words = page()
    assert drawn.struck(ink, words, SCALE) == set()
    assert drawn.rings(ink, SCALE) == []


def test_a_stroke_strikes_the_word_that_it_runs_through() -> None:
    ink, words = page()
    cv2.line(ink, (50, 100), (150, 94), 255, 4)
    assert drawn.struck(ink, words, SCALE) == {0}


def test_a_stroke_through_two_words_strikes_both_where_one_is_placed_roughly() -> None:
    ink, words = page()
    words[1] = replace(words[1], left=words[1].left - 20, right=words[1].right - 20)
    cv2.putText(ink, "ET", (160, 110), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 255, 3)
    words.insert(1, Found("ET", 160, 80, 215, 113, 0.9))
    cv2.line(ink, (50, 98), (300, 98), 255, 4)
    ink[:, 300:] = 0
    words[2] = replace(words[2], left=230, right=312)
    assert drawn.struck(ink, words, SCALE) == {0, 1, 2}


def test_a_line_of_the_form_strikes_nothing_out() -> None:
    ink, words = page()
    cv2.line(ink, (10, 97), (590, 97), 255, 3)
    assert drawn.struck(ink, words, SCALE) == set()


def test_a_ring_holds_the_word_that_it_was_drawn_around() -> None:
    ink, words = page()
    cv2.ellipse(ink, (305, 96), (75, 36), 4, 0, 360, 255, 3)
    rings = drawn.rings(ink, SCALE)
    assert [drawn.ringed(word, rings) for word in words] == [False, True]


def test_a_ring_that_touches_a_line_of_the_form_is_a_ring() -> None:
    ink, words = page()
    cv2.ellipse(ink, (305, 96), (75, 36), 0, 0, 360, 255, 3)
    cv2.line(ink, (5, 132), (595, 132), 255, 3)
    assert drawn.ringed(words[1], drawn.rings(ink, SCALE))


def test_a_frame_is_no_ring() -> None:
    ink, _ = page()
    cv2.rectangle(ink, (240, 60), (390, 130), 255, 3)
    assert drawn.rings(ink, SCALE) == []
