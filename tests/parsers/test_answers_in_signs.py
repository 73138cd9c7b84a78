"""Answers in few signs: fractions, units, Y and N, Roman numerals."""

from dataclasses import replace

import pytest

from parsers.coupons.codes import numerals
from parsers.coupons.given import answer
from parsers.event import Question, QuestionType
from tests.parsers.forum import FORUM, choices
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD

AREA = Question("surface", "Surface (ha)", QuestionType.NUMBER, ())
LIFT = Question("lift", "Lift needed?", QuestionType.YES_NO, ())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("37,5", 37.5),
        ("37.5 ha", 37.5),
        ("64 ha", 64),
        ("2 300", 2300),
        ("12 h", None),
        ("1,2", None),
        ("2,5 et 3", None),
    ],
)
def test_a_number_may_have_a_fraction_and_a_unit(text: str, number: float | None) -> None:
    assert answer(AREA, text) == number


def test_a_fraction_is_read_whole() -> None:
    event = replace(FORUM, questions=(*FORUM.questions, AREA))
    assert sure(f"{HEAD}Atelier : crues\nSurface (ha) : 37,5\n", event).answers == {"surface": 37.5}


@pytest.mark.parametrize(("text", "given"), [("Y", True), ("n", False), ("N/A", None), ("n'y va pas", None)])
def test_y_and_n_alone_answer(text: str, given: bool | None) -> None:
    assert answer(LIFT, text) is given


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("II et IV", [2, 4]),
        ("Ateliers I, III", [1, 3]),
        ("atelier V", [5]),
        ("II III.", [2, 3]),
        ("I", []),
        ("X", []),
        ("I - III", []),
        ("II : la haie", []),
        ("i et v", []),
    ],
)
def test_roman_numerals_are_numbers_where_nothing_else_stands(text: str, told: list[int]) -> None:
    assert numerals(text) == told


def test_workshops_are_chosen_by_roman_numerals() -> None:
    assert sure(f"{HEAD}Ateliers : I et III\n").workshops == ("crues", "berges")
    assert choices().workshops("I ou III").clear is False
    assert of(f"{HEAD}Ateliers : II et IV\n").doubts != ()


ASSEMBLY = Question("ag", "Prendra part à l'assemblée (17 h)", QuestionType.YES_NO, ("assemblée",))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("prendra part", True),
        ("prendrai part", True),
        ("ne prendra pas part", False),
        ("prendra part / ne prendra pas part", None),
        ("aura part", None),
        ("part", None),
    ],
)
def test_the_first_words_of_a_question_answer_it(text: str, given: bool | None) -> None:
    assert answer(ASSEMBLY, text) is given


@pytest.mark.parametrize(("text", "given"), [("prendra part", True), ("ne prendra pas part", False)])
def test_such_an_answer_stands_beside_the_question_or_below_it(text: str, given: bool) -> None:
    event = replace(FORUM, questions=(ASSEMBLY,))
    assert sure(f"{HEAD}Atelier : crues\nAssemblée (17 h) : {text}\n", event).answers == {"ag": given}
