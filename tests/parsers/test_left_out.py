"""Answers that would be left out without a word, and values that are not what they seem."""

from dataclasses import replace

import pytest

from parsers.confidence import confidence
from parsers.coupons.printed import lists_choices
from parsers.draft import Draft
from parsers.event import Choice, Question, QuestionType
from parsers.reading import Evidence, Source, Span
from parsers.reasons import Reason
from parsers.scans.ocr import _with_capitals
from tests.parsers.forum import FORUM, reading
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD

VISIT = Question(
    "visite",
    "Visite de 9 h 45",
    QuestionType.CHOICE,
    (),
    (
        Choice("depot", "Dépôt municipal", ("dépôt",)),
        Choice("gare", "Consigne de la gare", ("gare",)),
        Choice("non", "Aucune"),
    ),
)
TOUR = replace(FORUM, questions=(VISIT,))


def test_an_option_behind_a_label_that_asks_for_nothing_known_is_for_a_person() -> None:
    found = of(f"{HEAD}Atelier : crues\nVu à 9 h 45 : consigne de la gare\n", TOUR)
    assert found.attendees[0].answers == {"visite": "gare"} or found.doubts == (Reason.REMARK,)


def test_the_options_as_printed_are_no_answer() -> None:
    assert sure(f"{HEAD}Atelier : crues\nVu à 9 h 45 : dépôt / gare / aucune\n", TOUR).answers == {}


@pytest.mark.parametrize(
    ("value", "printed"),
    [("dépôt / gare / aucune", True), ("dépôt / consigne / aucune", True), ("dépôt / gare", False), ("gare", False)],
)
def test_a_word_of_each_option_between_strokes_is_print(value: str, printed: bool) -> None:
    assert lists_choices(VISIT, value) is printed


@pytest.mark.parametrize(("value", "believed"), [("Fonction président", False), ("Fonctions publiques de Blois", True)])
def test_a_value_that_begins_with_the_next_label_is_not_believed(value: str, believed: bool) -> None:
    evidence = {"organisation": [Evidence(0, Span(0, 5), value, Source.FORM_FIELD, 0.99)]}
    assert (confidence(Draft(values={"organisation": value}, evidence=evidence), 0) >= 0.9) is believed


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Meursac-les-lles", "Meursac-les-Iles"), ("lllzach", "Illzach"), ("ville", "ville"), ("we'll", "we'll")],
)
def test_no_word_of_a_scan_begins_with_two_small_l(read: str, meant: str) -> None:
    assert _with_capitals(read) == meant


@pytest.mark.parametrize("signed", ["L.-M. Morvan", "Lou Morvan"])
def test_who_signs_the_mail_under_his_own_address_by_another_first_name_is_the_same(signed: str) -> None:
    body = "Nom : Morvan\nPrénom : Louis-Marie\nOrganisme : Syndicat\nAtelier : crues\n"
    body += f"\nCordialement,\n{signed}\ncarillonneur\n"
    (person,) = reading(body, sender="Louis-Marie Morvan <lm.morvan@blois.example>").attendees
    assert person.role == "Carillonneur"


def test_a_colleague_of_the_same_name_is_another() -> None:
    body = f"{HEAD}Atelier : crues\n\nCordialement,\nPaul Morvan\ncarillonneur\n"
    (person,) = reading(body, sender="Paul Morvan <paul.morvan@blois.example>").attendees
    assert person.role is None


GUESTS = replace(FORUM, questions=(Question("hotes", "Nombre d'accompagnants", QuestionType.NUMBER, ()),))


@pytest.mark.parametrize("said", ["Je viendrai seule.", "I am coming on my own."])
def test_who_comes_alone_brings_nobody(said: str) -> None:
    (person,) = of(f"{said}\n\n{HEAD}Atelier : crues\n", GUESTS).attendees
    assert person.answers == {"hotes": 0}


def test_who_is_alone_for_a_while_says_nothing_of_companions() -> None:
    (person,) = of(f"Je serai seule le matin.\n\n{HEAD}Atelier : crues\n", GUESTS).attendees
    assert person.answers == {}


def test_boxes_behind_civilities_are_no_name() -> None:
    person = sure(f"Civilité :  Mme ( )   M. (x)\n{HEAD}Atelier : crues\n")
    assert (person.civility, person.last_name) == ("M.", "Morvan")
