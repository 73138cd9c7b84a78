"""Boxes, dotted lines and combs on drawn pages: what ink makes of them, and what is held against it."""

import math

import cv2
import numpy as np
import pytest

from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Choice, Question, QuestionType, Workshop
from parsers.mail.message import Address
from parsers.pages import combs, dots
from parsers.reading import Evidence, Source, Span
from parsers.scans import digits, ink, leftover, rules, spelled, ticking
from parsers.scans.found import Found, Picture
from parsers.vouching import Witnesses, unvouched

SCALE = 200 / 72  # pixels a point


def page() -> Picture:
    return np.zeros((600, 900), np.uint8)


def box(picture: Picture, left: int, top: int, side: int = 28) -> tuple[int, int]:
    cv2.rectangle(picture, (left, top), (left + side, top + side), (255,), 2)
    return left, top


def circle(picture: Picture, left: int, top: int, reach: float = 1.0, until: float = 2 * math.pi) -> None:
    angles = np.linspace(0.3, 0.3 + until, 80)
    points = [(left + 14 + 28 * reach * math.cos(a), top + 14 + 25 * reach * math.sin(a)) for a in angles]
    cv2.polylines(picture, [np.array(points, np.int32)], False, (255,), 3)


def states(picture: Picture) -> list[Mark]:
    found = ticking.boxes(picture, SCALE)
    return [one.mark for one in sorted(found, key=lambda one: (one.place.top // 20, one.place.left))]


def test_a_circle_around_a_box_is_a_tick() -> None:
    picture = page()
    for top in (100, 250, 400):
        box(picture, 200, top)
    circle(picture, 200, 250)
    assert states(picture) == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY]


def test_half_a_circle_is_for_a_person() -> None:
    picture = page()
    for top in (100, 250, 400):
        box(picture, 200, top)
    circle(picture, 200, 250, until=1.5 * math.pi)
    assert states(picture)[1] is Mark.DOUBTFUL


def test_a_box_between_two_circled_ones_is_empty() -> None:
    picture = page()
    for top in (200, 250, 300):
        box(picture, 200, top)
    circle(picture, 200, 200, 0.9)
    circle(picture, 200, 300, 0.9)
    assert states(picture) == [Mark.TICKED, Mark.EMPTY, Mark.TICKED]


def test_a_second_frame_around_a_box_is_no_circle() -> None:
    picture = page()
    for top in (100, 250, 400):
        box(picture, 200, top)
    cv2.rectangle(picture, (190, 240), (238, 288), (255,), 2)
    assert states(picture)[1] is not Mark.TICKED


def test_a_box_under_a_tall_tick_is_found_at_its_known_size() -> None:
    picture = page()
    for left in (200, 400, 600):
        box(picture, left, 200)
    cv2.polylines(picture, [np.array([(597, 212), (608, 234), (632, 172)], np.int32)], False, (255,), 6)
    assert states(picture) == [Mark.EMPTY, Mark.EMPTY, Mark.TICKED]


def scribbled(ticks: int) -> Picture:
    picture = page()
    for number in range(4):
        left, top = box(picture, 200, 100 + 100 * number)
        if number < ticks:
            cv2.line(picture, (left, top), (left + 28, top + 28), (255,), 3)
            cv2.line(picture, (left, top + 28), (left + 28, top), (255,), 3)
    cv2.rectangle(picture, (188, 388), (240, 440), (255,), -1)
    return picture


def test_a_tick_that_was_scribbled_out_beside_light_ones_does_not_count() -> None:
    assert states(scribbled(2)) == [Mark.TICKED, Mark.TICKED, Mark.EMPTY, Mark.EMPTY]


def test_a_scribble_without_other_ticks_is_for_a_person() -> None:
    assert states(scribbled(0))[-1] is Mark.DOUBTFUL


def test_a_dark_square_in_line_with_no_box_is_no_tick() -> None:
    picture = page()
    for top in (300, 400):
        box(picture, 200, top)
    cv2.rectangle(picture, (700, 40), (728, 68), (255,), -1)
    assert states(picture) == [Mark.EMPTY, Mark.EMPTY]


def dotted_line(picture: Picture) -> list[int]:
    places = list(range(100, 800, 8))
    for x in places:
        cv2.rectangle(picture, (x - 1, 299), (x + 1, 301), (255,), -1)
    return places


def test_dots_under_a_stroke_are_found_by_their_steps() -> None:
    picture = page()
    places = dotted_line(picture)
    seen = rules.dotted(picture, SCALE)
    assert seen.any()
    picture[299:302, 300:420] = 255  # a stroke along the line
    seen[:, 300:420] = 0
    hidden = dots.hidden(picture, seen, SCALE)
    assert all(hidden[300, x] == 255 for x in places if 304 < x < 416)
    assert not hidden[300, 304:420:8].any()  # between two dots it stays


def test_an_upright_stroke_through_a_dot_stays_whole() -> None:
    picture = page()
    dotted_line(picture)
    seen = rules.dotted(picture, SCALE)
    seen[:, 395:406] = 0
    picture[260:320, 398:403] = 255
    assert not dots.hidden(picture, seen, SCALE)[280:320, 398:403].any()


def comb(text: str, cells: int = 9, cell: int = 40) -> Picture:
    picture = np.full((200, 900), 255, np.uint8)
    cv2.rectangle(picture, (100, 80), (100 + cells * cell, 130), (0,), 2)
    for number in range(cells + 1):
        cv2.line(picture, (100 + number * cell, 80), (100 + number * cell, 130), (0,), 2)
    for number, letter in enumerate(text):
        at = (100 + number * cell + 8, 120)
        cv2.putText(picture, letter, at, cv2.FONT_HERSHEY_SIMPLEX, 1.1, (0,), 2, cv2.LINE_AA)
    return picture


def test_a_comb_is_found_with_its_cells_and_what_is_in_them() -> None:
    shades = comb("LE GALL")
    black = ink.black(shades)
    (found,) = combs.combs(black, SCALE)
    assert len(found.cells) == 9
    spelling = combs.spelling(np.dstack([shades] * 3), black, found)
    assert spelling.held == (True, True, False, True, True, True, True, False, False)
    combs.erased((black,), [found], 0)
    assert not black[90:120, 110:450].any()


def test_a_comb_is_read_as_words() -> None:
    shades = comb("LE GALL")
    black = ink.black(shades)
    (found,) = combs.combs(black, SCALE)
    spelling = combs.spelling(np.dstack([shades] * 3), black, found)
    (word,) = spelled.spelt(spelling.picture, spelling.held, found.cells)
    assert word.text == "LE GALL"


def test_cells_in_pairs_are_one_comb_and_their_gaps_part_what_they_hold() -> None:
    shades = np.full((200, 900), 255, np.uint8)
    for pair, digits_in_it in enumerate(("02", "47", "45", "31", "96")):
        for cell, digit in enumerate(digits_in_it):
            left = 100 + pair * 95 + cell * 40
            cv2.rectangle(shades, (left, 80), (left + 40, 130), (0,), 2)
            cv2.putText(shades, digit, (left + 10, 118), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0,), 2, cv2.LINE_AA)
    black = ink.black(shades)
    (found,) = combs.combs(black, SCALE)
    spelling = combs.spelling(np.dstack([shades] * 3), black, found)
    assert spelling.held == (True, True, False) * 4 + (True, True)
    (word,) = spelled.spelt(spelling.picture, spelling.held, found.cells)
    assert word.text == "02 47 45 31 96"


def test_three_boxes_side_by_side_are_no_comb() -> None:
    assert combs.combs(ink.black(comb("", cells=3)), SCALE) == []


def number(text: str) -> Picture:
    picture = np.full((70, 40 * len(text) + 40), 255, np.uint8)
    cv2.putText(picture, text, (20, 52), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0,), 3, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("told", ["0268", "02 68", "02.68"])
def test_the_reader_of_digits_agrees_with_what_stands_there(told: str) -> None:
    assert digits.agrees(number("0268"), told)


@pytest.mark.parametrize("told", ["0269", "026", "02688", "", "7268"])
def test_the_reader_of_digits_contradicts_another_number(told: str) -> None:
    assert not digits.agrees(number("0268"), told)


def test_a_page_without_ink_holds_no_number() -> None:
    assert not digits.agrees(np.full((40, 90), 255, np.uint8), "12")


def draft(**sure: float) -> Draft:
    values = {"first_name": "Awa", "last_name": "Morvan", "email": "a.morvan@lorsac.example", "city": "Lorsac",
              "address": "3 rue du Port", "role": "Maire"}  # fmt: skip
    made = Draft(values={name: values[name] for name in sure})
    for name, confidence in sure.items():
        made.note(name, Evidence(0, Span(0, 0), values[name], Source.OCR, confidence))
    return made


@pytest.mark.parametrize(
    ("sure", "sender", "left"),
    [
        ({"last_name": 0.9}, Address("Awa MORVAN", "x@y.example"), ()),
        ({"last_name": 0.9}, Address("", "morvan@y.example"), ()),
        ({"last_name": 0.9}, Address("Accueil", "accueil@y.example"), ("last_name",)),
        ({"last_name": 0.6}, Address("Awa MORVAN", "x@y.example"), ("last_name",)),  # read otherwise at every look
        ({"email": 0.6}, Address("", "a.morvan@lorsac.example"), ()),
        ({"email": 0.9, "first_name": 0.99, "last_name": 0.99}, Address("", "accueil@lorsac.example"), ()),
        ({"email": 0.9, "first_name": 0.99, "last_name": 0.9}, Address("", "a@lorsac.example"), ("email", "last_name")),
        ({"email": 0.9, "first_name": 0.99, "last_name": 0.99}, Address("", "accueil@b.example"), ("email",)),
        ({"city": 0.9}, Address("", "accueil@ville-lorsac.example"), ()),
        ({"address": 0.9}, Address("Awa MORVAN", "a.morvan@lorsac.example"), ("address",)),
        ({"role": 0.9}, Address("", "x@y.example"), ()),
    ],
)  # fmt: skip
def test_what_vouches_for_a_value(sure: dict[str, float], sender: Address, left: tuple[str, ...]) -> None:
    assert unvouched(draft(**sure), Witnesses([sender])) == left


@pytest.mark.parametrize(
    ("text", "confidence", "left"),
    [
        ("Atelier 2 : Sols vivants", 0.6, ()),
        ("Sols vivonts", 0.6, ()),  # a letter misread
        ("Sols en danger", 0.75, ("workshops.sols",)),
        ("X", 0.9, ()),
        ("X", 0.6, ("workshops.sols",)),
    ],
)
def test_a_choice_needs_the_words_of_its_workshop(text: str, confidence: float, left: tuple[str, ...]) -> None:
    made = Draft(workshops={"sols": True})
    made.note("workshops.sols", Evidence(0, Span(0, 0), text, Source.OCR, confidence))
    assert unvouched(made, Witnesses((), [Workshop("sols", "Sols vivants")])) == left


@pytest.mark.parametrize(
    ("text", "confidence", "left"),
    [
        ("Tarte aux oignons", 0.9, ()),  # printed, and one engine sure of it
        ("Tarte aux oignons", 0.85, ("answers.plat",)),  # by hand
        ("Poulet rôti   Tarte aux oignons", 0.85, ()),  # the form's own list; a ring around one
        ("Tarte aux poireaux", 0.9, ("answers.plat",)),
        ("Poulet rôti   Tarte aux oignons", 0.6, ("answers.plat",)),
    ],
)
def test_an_answer_needs_the_words_that_the_form_offers(text: str, confidence: float, left: tuple[str, ...]) -> None:
    plat = Question(
        "plat", "Plat", QuestionType.CHOICE, (), (Choice("t", "Tarte aux oignons"), Choice("p", "Poulet rôti"))
    )
    made = Draft(answers={"plat": "t"})
    made.note("answers.plat", Evidence(0, Span(0, 0), text, Source.OCR, confidence))
    assert unvouched(made, Witnesses(questions=[plat])) == left


def test_nothing_vouches_for_what_is_no_picture() -> None:
    made = Draft(values={"email": "a@b.example"})
    made.note("email", Evidence(0, Span(0, 0), "a@b.example", Source.TEXT, 0.8))
    assert unvouched(made, Witnesses([Address("", "a@b.example")])) == ("email",)


@pytest.mark.parametrize(
    ("value", "sender", "left"),
    [
        ({"email": "a@pays-lorhac.example"}, Address("", "x@pays-lorsac.example"), ("email",)),
        ({"last_name": "Mcrvan"}, Address("Awa MORVAN", "x@y.example"), ("last_name",)),
        ({"last_name": "Mcrvan", "email": "a.morvan@y.example"}, Address("", "x@y.example"), ("email", "last_name")),
        ({"city": "Lorsac", "organisation": "Mairie de Lorsae"}, Address("", "x@y.example"), ("city", "organisation")),
        ({"city": "Lorsacois", "organisation": "Pays de Lorsac"}, Address("", "x@y.example"), ()),  # called after it
        ({"last_name": "Morvan", "email": "a.morvan@y.example"}, Address("Awa MORVAN", "x@y.example"), ()),
        ({"last_name": "Morvan", "email": "accueil@y.example"}, Address("Léa Tual", "x@y.example"), ()),
        ({"last_name": "Duchesne-Roy", "email": "lea.duchesne@y.example"}, Address("", "x@y.example"), ()),
    ],
)
def test_what_stands_elsewhere_nearly_alike_is_unsure(
    value: dict[str, str], sender: Address, left: tuple[str, ...]
) -> None:
    made = Draft(values=dict(value))
    for name, text in value.items():
        made.note(name, Evidence(0, Span(0, 0), text, Source.OCR, 0.99))
    assert tuple(sorted(unvouched(made, Witnesses([sender])))) == left


def test_writing_that_nobody_read_is_an_unsure_word() -> None:
    picture = page()
    label = Found("Repas:", 100, 190, 200, 215, 0.99)
    cv2.line(picture, (240, 190), (240, 212), (255,), 3)  # a lone 1
    (word,) = leftover.unread(picture, [label], [], SCALE)
    assert (word.text, word.confidence < 0.5) == ("?", True)
    read = Found("1", 236, 188, 244, 214, 0.99)
    assert leftover.unread(picture, [label, read], [], SCALE) == []


def ragged(picture: Picture, left: int, top: int) -> None:
    """A tick scribbled out in zigzag, dark over the box and thin around it."""
    cv2.rectangle(picture, (left, top), (left + 28, top + 28), (255,), -1)
    for step in range(-8, 40, 5):
        cv2.line(picture, (left + step, top - 10), (left + step, top + 38), (255,), 1)
        cv2.line(picture, (left - 10, top + step), (left + 38, top + step), (255,), 1)


@pytest.mark.parametrize("others", [0, 1, 2])
def test_a_ragged_scribble_is_never_a_filled_box(others: int) -> None:
    picture = page()
    for number in range(5):
        left, top = box(picture, 200, 60 + 100 * number)
        if number < others:
            cv2.line(picture, (left + 4, top + 4), (left + 24, top + 24), (255,), 3)
    ragged(picture, 200, 360)
    assert states(picture)[3] is not Mark.TICKED


def test_one_filled_box_among_light_ticks_is_for_a_person() -> None:
    picture = page()
    for number in range(4):
        left, top = box(picture, 200, 60 + 100 * number)
        if number < 2:
            cv2.line(picture, (left + 4, top + 4), (left + 24, top + 24), (255,), 3)
    cv2.rectangle(picture, (200, 360), (230, 390), (255,), -1)
    assert states(picture) == [Mark.TICKED, Mark.TICKED, Mark.EMPTY, Mark.DOUBTFUL]


def test_boxes_that_are_all_filled_are_ticks() -> None:
    picture = page()
    for number in range(4):
        left, top = box(picture, 200, 60 + 100 * number)
        if number % 2:
            cv2.rectangle(picture, (left, top), (left + 28, top + 28), (255,), -1)
    assert states(picture) == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.TICKED]


def ring(picture: Picture, x: int, y: int, reach: int = 14) -> None:
    cv2.circle(picture, (x, y), reach, (255,), 2)


def test_circles_in_a_column_are_boxes() -> None:
    picture = page()
    for number in range(3):
        ring(picture, 100, 100 + 70 * number)
    for start, end in (((88, 158), (112, 182)), ((112, 158), (88, 182))):
        cv2.line(picture, start, end, (255,), 3)
    found = sorted(ticking.boxes(picture, SCALE), key=lambda one: one.place.top)
    assert [one.mark for one in found] == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY]


def test_a_cross_that_reaches_out_of_its_circle_is_found() -> None:
    picture = page()
    for number in range(3):
        ring(picture, 100, 100 + 70 * number)
    for start, end in (((75, 145), (125, 195)), ((125, 145), (75, 195))):
        cv2.line(picture, start, end, (255,), 3)
    found = sorted(ticking.boxes(picture, SCALE), key=lambda one: one.place.top)
    assert [one.mark for one in found] == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY]


def test_a_circle_alone_is_none_to_tick() -> None:
    picture = page()
    ring(picture, 100, 100)  # a nought
    assert ticking.boxes(picture, SCALE) == []


def test_the_o_of_words_below_each_other_is_no_circle() -> None:
    picture = page()
    for number in range(3):
        ring(picture, 100, 100 + 70 * number)
        cv2.line(picture, (117, 88 + 70 * number), (117, 113 + 70 * number), (255,), 3)
        cv2.line(picture, (123, 88 + 70 * number), (123, 113 + 70 * number), (255,), 3)
    assert ticking.boxes(picture, SCALE) == []


def test_what_is_scribbled_out_is_no_dark_ground() -> None:
    shades = np.full((600, 900), 255, np.uint8)
    cv2.rectangle(shades, (100, 100), (170, 170), (0,), -1)  # 25 points
    assert not ink.dark_areas(shades, SCALE).any()
    cv2.rectangle(shades, (300, 100), (600, 170), (0,), -1)  # a band
    assert ink.dark_areas(shades, SCALE)[130, 450] == 255


@pytest.mark.parametrize(
    ("key", "value", "confidence", "said", "left"),
    [
        ("phone", "+33555664128", 0.85, "Ligne directe : 05 55 66 41 28", ()),
        ("phone", "+33555664128", 0.85, "Ligne directe : 05 55 66 41 23", ("phone",)),
        ("organisation", "Amis du livre", 0.85, "Jeanne Tual\nAmis du Livre", ()),
        ("organisation", "Amis du livre", 0.85, "Amis du livret", ("organisation",)),
        ("role", "Directrice", 0.85, "", ("role",)),  # by hand: words of a role are no witness
        ("role", "Directrice", 0.9, "", ()),  # printed, and one engine sure of it
        ("role", "Directrice", 0.85, "Jeanne Tual, directrice", ()),
        ("organisation", "Amis du livre", 0.6, "Amis du livre", ("organisation",)),  # it changes from look to look
    ],
)
def test_what_the_mail_itself_says_vouches_for_a_value(
    key: str, value: str, confidence: float, said: str, left: tuple[str, ...]
) -> None:
    made = Draft(values={key: value})
    made.note(key, Evidence(0, Span(0, 0), value, Source.OCR, confidence))
    assert unvouched(made, Witnesses((), (), said)) == left


def in_cells(picture: Picture, lefts: tuple[int, int] = (120, 320)) -> list[tuple[int, int]]:
    """Draw a column of boxes, each in the cell of a table that is little higher than the box."""
    for row in range(5):
        cv2.line(picture, (lefts[0], 100 + 42 * row), (lefts[1], 100 + 42 * row), (255,), 2)
    for left in lefts:
        cv2.line(picture, (left, 100), (left, 268), (255,), 2)
    return [box(picture, 200, 107 + 42 * row) for row in range(4)]


def filled(picture: Picture, left: int, top: int, gaps: int = 0, side: int = 28) -> None:
    """Fill a box in strokes; between so many of them the paper shows."""
    picture[top : top + side, left : left + side] = 255
    for number in range(gaps):
        line = top + 8 + 5 * number
        picture[line : line + 1, left + 2 : left + side - 2] = 0


def test_the_rules_of_a_cell_are_neither_a_ring_nor_a_scribble() -> None:
    picture = page()
    places = in_cells(picture)
    for row in (1, 3):
        filled(picture, *places[row])
    assert states(picture) == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.TICKED]


def test_a_box_nearly_filled_is_ticked_where_the_same_hand_fills_others() -> None:
    picture = page()
    places = [box(picture, 200, 100 + 60 * row) for row in range(4)]
    filled(picture, *places[1])
    filled(picture, *places[3], gaps=3)
    assert states(picture) == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY, Mark.TICKED]
    lightly = page()
    places = [box(lightly, 200, 100 + 60 * row) for row in range(4)]
    for row in (0, 1):
        left, top = places[row]
        cv2.line(lightly, (left + 4, top + 4), (left + 24, top + 24), (255,), 3)
    filled(lightly, *places[3], gaps=3)
    assert states(lightly)[3] is Mark.DOUBTFUL
