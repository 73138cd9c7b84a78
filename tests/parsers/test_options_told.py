"""Options that are answered one by one, ticks that stand between two, and what people write around a choice."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.choices import choices_for
from parsers.coupons.given import answer
from parsers.event import Choice, Question, QuestionType
from parsers.reading import AnswerValue
from tests.parsers.forum import FORUM, mail, reading

HEAD = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\n"
DAYS = Question(
    "jours", "Jours de présence", QuestionType.MULTI_CHOICE, (),
    (Choice("ve", "vendredi matin"), Choice("sa", "samedi matin"), Choice("di", "dimanche matin")),
)  # fmt: skip
FAIR = Context(events=(replace(FORUM, questions=(*FORUM.questions, DAYS)),))


@pytest.mark.parametrize(("yes", "no"), [(" OUI", " NON"), (" ☒", " ☐"), (" oui", "")])
def test_an_answer_may_stand_beside_each_option_of_a_question(yes: str, no: str) -> None:
    rows = f"Jours de présence :\nvendredi matin :{yes}\nsamedi matin :{no}\ndimanche matin :{yes}\n"
    (person,) = read(mail(f"{HEAD}Atelier : Prévenir les crues\n{rows}"), FAIR).attendees
    if no:
        assert person.answers == {"jours": ("ve", "di")}
        assert person.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "given"),
    [("toutes les trois", ("ve", "sa", "di")), ("les deux", None), ("samedi matin, dimanche matin", ("sa", "di"))],
)
def test_all_of_them_are_all_that_are_offered(text: str, given: AnswerValue) -> None:
    assert answer(DAYS, text) == given


def test_one_tick_between_two_answers_is_of_either() -> None:
    read = reading(f"{HEAD}Atelier : Prévenir les crues\nBuffet : oui ✔ non\n")
    assert read.doubts


def test_a_tick_between_two_is_of_the_one_before_where_others_stand_behind() -> None:
    text = f"{HEAD}Atelier : Prévenir les crues\nJours de présence : vendredi matin ✔ dimanche matin ✔\n"
    found = read(mail(f"{text}Buffet : oui ✔ non\n"), FAIR)
    assert found.doubts == ()
    assert found.attendees[0].answers == {"jours": ("ve", "di"), "buffet": True}


@pytest.mark.parametrize(
    ("value", "workshops"),
    [
        ("Que de bonnes choses... je prends Entretien des berges", ("berges",)),
        ("d'abord crues, puis berges", ("crues", "berges")),
        ("(1 = le préféré)\n1. Passes à poissons\n2. Prévenir les crues", ("poissons", "crues")),
    ],
)
def test_words_around_what_is_chosen_choose_nothing(value: str, workshops: tuple[str, ...]) -> None:
    event = replace(FORUM, ranked=True)
    found = read(mail(f"{HEAD}Ateliers : {value}\n"), Context(events=(event,)))
    assert (found.doubts, found.attendees[0].workshops) == ((), workshops)


def test_no_workshop_with_its_reason_chooses_none() -> None:
    event = replace(FORUM, choose_min=0)
    found = read(
        mail(f"{HEAD}Atelier : pas d'atelier, mon train part à 13h30\nBuffet : oui\n"), Context(events=(event,))
    )
    assert (found.doubts, found.attendees[0].workshops) == ((), ())


def test_a_number_that_looks_like_a_year_is_one_where_it_stands_alone() -> None:
    car = FORUM.question("car")
    assert car is not None
    assert (answer(car, "1950"), answer(car, "depuis 1950")) == (1950, None)


def test_a_letter_after_another_is_chosen_after_it() -> None:
    lines = ["A. Prévenir les crues", "B. Passes à poissons", "C. Entretien des berges"]
    found = choices_for(FORUM, lines).workshops("First C, then A.")
    assert (found.ids, found.rest) == (("berges", "crues"), ())
