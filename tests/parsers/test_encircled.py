"""Numbers with a ring around them."""

import cv2
import numpy as np
import pytest

from parsers.scans import drawn, encircled, ink, pieces
from parsers.scans.found import Found, Picture

SCALE = 200 / 72
TOPS = (100, 150, 200, 250)


def page() -> Picture:
    """A list of numbers with words behind them."""
    picture = np.full((400, 700, 3), 250, np.uint8)
    for number, top in enumerate(TOPS, 1):
        cv2.putText(
            picture, f"{number} - Haies", (100, top), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 20), 2, cv2.LINE_AA
        )
    return picture


def ring(picture: Picture, top: int, wide: int, colour: tuple[int, int, int] = (30, 30, 30)) -> None:
    cv2.ellipse(picture, (108, top - 10), (wide, 24), 0, 0, 360, colour, 2, cv2.LINE_AA)


def numbers() -> list[Found]:
    return [Found(str(n), 100, top - 22, 118, top + 2, 0.99) for n, top in enumerate(TOPS, 1)]


def seen(picture: Picture) -> list[drawn.Ring]:
    marks = ink.black(ink.grey(picture))
    return drawn.rings(marks, SCALE, drawn.coloured(picture, marks))


def test_a_ring_that_touches_other_ink_is_told_by_the_ring_of_another_number() -> None:
    picture = page()
    ring(picture, 100, 20)
    ring(picture, 200, 20)
    cv2.line(picture, (126, 190), (170, 190), (20, 20, 20), 2)  # it runs into the dash behind the number
    rings = seen(picture)
    assert len(rings) == 1
    ((further, sure),) = encircled.further(ink.black(ink.grey(picture)), numbers(), rings, SCALE)
    assert sure
    assert further.top < 190 < further.bottom


def test_a_number_without_a_ring_has_none() -> None:
    picture = page()
    ring(picture, 100, 20)
    assert encircled.further(ink.black(ink.grey(picture)), numbers(), seen(picture), SCALE) == []


def test_a_ring_of_a_coloured_pen_is_seen_though_it_touches_print() -> None:
    picture = page()
    ring(picture, 200, 30, (190, 60, 30))
    assert len(seen(picture)) == 1


def test_a_number_in_a_ring_is_parted_from_the_word_behind_it() -> None:
    around = drawn.Ring(90, 70, 125, 110, np.zeros((40, 35), np.bool_))
    word = Found("2-Haies", 100, 78, 220, 102, 0.6)
    assert [piece.text for piece in encircled.parted([word], [around])] == ["2", "-Haies"]
    assert encircled.parted([word], []) == [word]


@pytest.mark.parametrize(
    ("read", "parts"),
    [
        ("/NON(rayer", ["/", "NON", "(rayer"]),
        ("OUI/NON", ["OUI", "/", "NON"]),
        *((text, [text]) for text in ("et/ou", "Salarié(e)", "02/03/2027", "Mme/M.")),
    ],
)
def test_options_that_were_read_as_one_word_are_parted(read: str, parts: list[str]) -> None:
    assert [piece.text for piece in pieces.options_apart(Found(read, 0, 0, 100, 10, 0.9))] == parts
