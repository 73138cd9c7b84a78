"""What was written behind the options that a coupon prints beside a label."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.printed import CIVILITIES, YES_NO, written_behind
from parsers.event import Question, QuestionType, Workshop
from parsers.reading import AnswerValue
from tests.parsers.forum import FORUM, mail, reading

HEAD = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("oui / non -> NON", "NON"),
        ("☐ oui  ☐ non → oui", "oui"),
        ("yes or no: yes", "yes"),
        ("oui / non", None),
        ("oui / non (rayer la mention inutile)", None),
        ("oui", None),
        ("oui, non merci", "merci"),
    ],
)
def test_what_stands_behind_both_answers_was_written(value: str, written: str | None) -> None:
    at = written_behind(value, YES_NO)
    assert (None if at is None else value[at:]) == written


def test_a_civility_behind_two_boxes_left_empty_was_written() -> None:
    value = "☐ Mme  ☐ M. M."
    assert written_behind(value, CIVILITIES) == value.rindex("M.")


@pytest.mark.parametrize(
    ("line", "key", "given"),
    [
        ("Participera au buffet : oui / non => NON", "buffet", False),
        ("Participera au buffet : [ ] oui [ ] non OUI", "buffet", True),
        ("Menu : viande / légumes <- légumes", "menu", "legumes"),
    ],
)
def test_the_answer_behind_what_is_printed_counts(line: str, key: str, given: AnswerValue) -> None:
    read = reading(f"{HEAD}Atelier : Prévenir les crues\n{line}\n")
    assert read.doubts == ()
    assert read.attendees[0].answers[key] == given


def test_more_options_than_the_event_offers_are_still_printed() -> None:
    read = reading(f"{HEAD}Atelier : Prévenir les crues\nMenu : viande / légumes / autre\n")
    assert "menu" not in read.attendees[0].answers
    assert read.doubts == ()


@pytest.mark.parametrize(
    ("line", "workshops", "answers"),
    [
        ("Déjeunera sur place : OUI", (), {"repas": True}),
        ("Déjeunera sur place : oui ( ) non (X)", (), {"repas": False}),
        ("1 - Ouvrir la nuit", ("nuit",), {}),
        ("Nuits : 2", (), {"nuits": 2}),
    ],
)
def test_a_line_that_may_name_a_workshop_or_a_question_is_the_one_it_fits_better(
    line: str, workshops: tuple[str, ...], answers: dict[str, AnswerValue]
) -> None:
    event = replace(
        FORUM,
        choose_min=0,
        workshops=(*FORUM.workshops, Workshop("cuisine", "Cuisiner sur place"), Workshop("nuit", "Ouvrir la nuit")),
        questions=(
            Question("repas", "Déjeunera sur place", QuestionType.YES_NO, ("repas",)),
            Question("nuits", "Nombre de nuits", QuestionType.NUMBER, ("nuits",)),
        ),
    )
    person = read(
        mail(f"{HEAD}Ateliers :\n{line}\n" if workshops else HEAD + line), Context(events=(event,))
    ).attendees[0]
    assert (person.workshops, person.answers) == (workshops, answers)
