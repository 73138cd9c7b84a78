"""Boxes below options: an option in part of its name, and words that another question has too."""

from dataclasses import replace

from parsers import read
from parsers.context import Context
from parsers.event import Choice, Question, QuestionType
from parsers.reading import Reading
from tests.parsers.forum import CONTEXT, FORUM, mail

DAYS = Context(
    events=(
        replace(
            FORUM,
            questions=(
                *FORUM.questions,
                Question("dinner", "Participera au dîner du 10 mars", QuestionType.YES_NO, ("dîner",)),
                Question(
                    "arrival", "Jour d'arrivée", QuestionType.CHOICE, (),
                    (Choice("eve", "mardi 9 mars", ("9 mars",)), Choice("day", "mercredi 10 mars")),
                ),
            ),
        ),
    )
)  # fmt: skip
COUPON = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Passes à poissons\n"


def answered(more: str, context: Context = DAYS) -> Reading:
    return read(mail(f"Bonjour,\n\n{COUPON}{more}\nCordialement,\nLéa Morvan\n"), context)


def test_a_day_stands_for_the_one_option_that_names_it() -> None:
    found = answered("Jour d'arrivée : [ ] 9 mars   [x] 10 mars\n")
    assert dict(found.attendees[0].answers) == {"arrival": "day"}


def test_a_day_that_two_options_name_answers_no_other_question() -> None:
    event = DAYS.events[0]
    halves = (Choice("am", "mercredi 10 mars au matin"), Choice("pm", "mercredi 10 mars au soir"))
    asked = tuple(replace(q, choices=halves) if q.id == "arrival" else q for q in event.questions)
    context = Context(events=(replace(event, questions=asked),))
    found = answered("Jour d'arrivée : [ ] 9 mars   [x] 10 mars\n", context)
    assert dict(found.attendees[0].answers) == {}
    assert found.doubts != ()


def test_how_many_one_may_choose_is_no_workshop() -> None:
    coupon = COUPON.replace(
        "Atelier : Passes à poissons", "Vos ateliers : (une croix dans la case ; un atelier au plus)"
    )
    boxes = "[ ] Prévenir les crues\n[x] Passes à poissons\n[ ] Entretien des berges\n"
    found = read(mail(f"Bonjour,\n\n{coupon}{boxes}\nCordialement,\nLéa Morvan\n"), CONTEXT)
    assert (found.doubts, found.attendees[0].workshops) == ((), ("poissons",))
