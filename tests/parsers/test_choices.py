from dataclasses import replace

import pytest

from parsers import read
from parsers.coupons.choices import choices_for
from parsers.coupons.given import answer, yes_or_no
from parsers.coupons.offers import offer
from parsers.coupons.pairs import labelled
from parsers.document import Line
from parsers.event import Choice, Question, QuestionType, Workshop
from parsers.letters.event_names import signs_for
from parsers.mail.thread import Row
from parsers.reading import AnswerValue
from tests.parsers.forum import CONTEXT, FORUM, choices, mail


@pytest.mark.parametrize(
    ("text", "ids", "rest"),
    [
        ("Prévenir les crues", ("crues",), ()),
        ("inondations, berges", ("crues", "berges"), ()),
        ("passe a poisson + entretien des berges", ("poissons", "berges"), ()),
        ("entretein des berges", ("berges",), ()),  # two letters changed places
        ("1 et 3", ("crues", "berges"), ()),
        ("le premier et le troisième", ("crues", "berges"), ()),
        ("tourisme", (), ("tourisme",)),
        ("berges et moulins", ("berges",), ("moulin",)),
    ],
)
def test_workshops_are_found_by_label_alias_and_number(text: str, ids: tuple[str, ...], rest: tuple[str, ...]) -> None:
    found = choices().workshops(text)
    assert (found.ids, found.rest) == (ids, rest)


def test_a_name_and_the_number_of_another_workshop_are_not_clear() -> None:
    assert not choices().workshops("atelier 1 : entretien des berges").clear


@pytest.mark.parametrize("text", ["1 ou 3", "berges ou crues", "1 à 3", "1-3", "workshop 1 or 2"])
def test_alternatives_and_ranges_are_not_clear(text: str) -> None:
    assert not choices().workshops(text).clear


def test_the_numbering_of_the_message_goes_before_the_configurations() -> None:
    lines = ["Atelier 1 : Entretien des berges", "Atelier 2 : Prévenir les crues"]
    assert choices_for(FORUM, lines).workshops("l'atelier 1").ids == ("berges",)


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("Participation au buffet", "buffet"),
        ("Buffet", "buffet"),
        ("NOMBRE DE PLACES DANS LE CAR", "car"),
        ("Ne pourra venir et donne pouvoir à", "pouvoir"),
        ("Adresse", None),
    ],
)
def test_a_question_is_known_by_its_label(label: str, question: str | None) -> None:
    found = choices().question(label)
    assert (found.id if found else None) == question


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("buffet", "Oui", True),
        ("buffet", "ne participera pas", False),
        ("buffet", "oui / non", None),  # nothing was struck
        ("car", "2", 2),
        ("car", "deux places", 2),
        ("car", "2 ou 3", None),
        ("menu", "végétarien", "legumes"),
        ("menu", "poisson", None),
        ("pouvoir", "M. Paul Le Gall", "M. Paul Le Gall"),
    ],
)
def test_an_answer_has_the_form_of_its_question(question: str, text: str, value: AnswerValue | None) -> None:
    asked = FORUM.question(question)
    assert asked is not None
    assert answer(asked, text) == value


@pytest.mark.parametrize(("text", "said"), [("oui", True), ("No", False), ("sera présent", True), ("peut-être", None)])
def test_yes_and_no_are_understood_or_left_open(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said


@pytest.mark.parametrize(("text", "count"), [("2300", 2300), ("2 300", 2300), ("2027", None), ("560", 560)])
def test_a_number_of_four_digits_that_is_no_year(text: str, count: int | None) -> None:
    car = FORUM.question("car")
    assert car is not None
    assert answer(car, text) == count


MEALS = replace(
    FORUM,
    workshops=(
        Workshop("cuisine", "Revenir à la cuisine sur place", ("cuisine sur place",)),
        Workshop("nuit", "Opening at night", ("Ouvrir la nuit",)),
    ),
    questions=(
        Question("repas", "Déjeunera sur place", QuestionType.YES_NO, ("déjeuner",)),
        Question("nuits", "Nights at the hostel", QuestionType.NUMBER, ("nuits", "night")),
    ),
)


def test_a_word_of_a_question_is_no_workshop_by_itself() -> None:
    offered = choices_for(MEALS, [])
    assert offered.workshops("je mange sur place").ids == ()
    assert offered.workshops("la cuisine sur place").ids == ("cuisine",)
    (asked,) = labelled("Déjeunera sur place : oui", offered)
    assert asked.question == MEALS.questions[0]
    assert asked.workshop is None


def test_a_whole_name_of_a_workshop_asks_no_question_that_shares_a_word() -> None:
    offered = choices_for(MEALS, [])
    assert offered.question("2 - Ouvrir la nuit") is None
    assert offered.question("Nuits à l'auberge") is not None


def test_an_ordinal_in_a_workshops_name_ranks_nothing() -> None:
    event = replace(FORUM, workshops=(*FORUM.workshops, Workshop("lieu", "La médiathèque, troisième lieu")))
    found = choices_for(event, []).workshops("4 (troisième lieu) et 1 (crues)")
    assert (found.ids, found.clear) == (("lieu", "crues"), True)


def test_an_option_of_one_question_does_not_ask_another_that_shares_words() -> None:
    mode = Question(
        "mode", "Participation", QuestionType.CHOICE, (), (Choice("salle", "Sur place"), Choice("loin", "À distance"))
    )
    offered = choices_for(replace(MEALS, questions=(*MEALS.questions, mode)), [])
    assert offered.question("Sur place") is None
    assert offered.question("Déjeunera sur place") == MEALS.questions[0]


def test_the_number_in_a_workshop_s_own_name_ranks_nothing() -> None:
    event = replace(FORUM, workshops=(*FORUM.workshops, Workshop("euro", "1 € investi, 7 € de crues évitées")))
    found = offer(Row(Line("1 € investi, 7 € de crues évitées"), 0), choices_for(event, []))
    assert found
    assert (found.workshop, found.rank) == ("euro", None)


def test_an_option_of_one_word_is_known_with_its_preposition() -> None:
    days = Question(
        "jours", "Jours", QuestionType.MULTI_CHOICE, (), (Choice("semaine", "en semaine"), Choice("samedi", "samedi"))
    )
    known = signs_for(replace(MEALS, questions=(days,)), {})
    assert [s.word for s in known.read("cette semaine-là", [])] == ["cette", "semaine", "la"]
    assert [s.word for s in known.read("marché en semaine", [])] == ["marche", "@o"]


def test_the_colon_of_a_workshop_s_name_parts_no_label_from_a_value() -> None:
    event = replace(FORUM, workshops=(Workshop("seuil", "Nom de lieu : ce qu'il dit"), Workshop("lieu", "Nom de lieu")))
    (found,) = labelled("Atelier → Nom de lieu : ce qu'il dit", choices_for(event, []))
    assert found.value == "Nom de lieu : ce qu'il dit"
    (person,) = read(
        mail("Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : Nom de lieu : ce qu'il dit\n"),
        replace(CONTEXT, events=(event,)),
    ).attendees
    assert (person.last_name, person.workshops) == ("Morvan", ("seuil",))


def test_what_goes_on_from_a_workshop_s_name_asks_no_question() -> None:
    offered = choices_for(MEALS, [])
    assert offered.question("Ouvrir la nuit Nights at the hostel") is None


def test_a_participatory_topic_answers_nothing() -> None:
    assert yes_or_no("Chantiers participatifs") is None
    assert yes_or_no("je participerai") is True


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Qu'apportez-vous ?", "apport"),
        ("Qu'apportez-vous ? (un outil, un gâteau…)", "apport"),
        ("Your lunch (le déjeuner)", None),
        ("Your lunch (déjeuner)", "buffet"),
    ],
)
def test_brackets_are_no_part_of_a_question_and_may_hold_its_name(label: str, asked: str | None) -> None:
    brings = Question("apport", "Qu'apportez-vous ? (savoir, outil, gâteau…)", QuestionType.TEXT, ())
    found = choices_for(replace(FORUM, questions=(*FORUM.questions, brings)), []).question(label)
    assert (found.id if found else None) == asked
