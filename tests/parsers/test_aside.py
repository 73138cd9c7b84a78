"""What stands behind an answer in the same line is understood or left to a person, and never dropped."""

import pytest

from parsers.coupons import fields
from parsers.coupons.aside import noted
from tests.parsers.forum import reading

HEAD = "Nom : MORVAN\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nAteliers : crues\n"


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("Buffet : oui, viande", {"buffet": True, "menu": "viande"}),
        ("Buffet : oui - menu légumes", {"buffet": True, "menu": "legumes"}),
        ("Buffet : aucun, je dois reprendre mon train à 13 h 10", {"buffet": False}),
        ("Buffet : pas besoin, j'apporte mon sandwich", {"buffet": False}),
        ("Buffet : avec grand plaisir !", {"buffet": True}),
        ("Buffet : non, pas besoin", {"buffet": False}),
        ("Buffet : oui svp", {"buffet": True}),
        ("Buffet : je repars à midi, donc non", {"buffet": False}),
        ("Buffet : non, train à 4 h du matin", {"buffet": False}),
        ("Menu : je prendrai la viande", {"menu": "viande"}),
        ("Menu : /", {}),
        ("À table : légumes", {"menu": "legumes"}),
        ("Menu : légumes (tout me va)", {"menu": "legumes"}),
        ("Nombre de places dans le car : 1 (mon épouse)", {"car": 1}),
        ("Nombre de places dans le car : 2", {"car": 2}),
        ("Nombre de places dans le car : 2300", {"car": 2300}),
        ("Nombre de places dans le car : 2 300", {"car": 2300}),
    ],
)
def test_what_follows_an_answer_is_understood(line: str, answers: dict[str, object]) -> None:
    read = reading(HEAD + line)
    (person,) = read.attendees
    assert read.doubts == ()
    assert person.answers == answers
    assert person.confidence >= 0.9


@pytest.mark.parametrize(
    "line",
    [
        "Buffet : oui, avec mon mari",
        "Buffet : oui (mais pas de viande)",
        "Buffet : non, viande",
        "Buffet : oui, poisson",
        "Menu : viande, ou légumes si possible",
        "Menu : viande, sans sauce",
        "Nombre de places dans le car : 2, peut-être 3",
        "Nombre de places dans le car : depuis 2019",
        "Nombre de places dans le car : 2 (sauf si ma collègue vient)",
    ],
)
def test_what_changes_an_answer_is_for_a_person(line: str) -> None:
    read = reading(HEAD + line)
    assert read.doubts or read.attendees[0].confidence < 0.9


def test_no_workshop_may_have_a_reason() -> None:
    body = HEAD + "Atelier de l'après-midi : aucun, réunion à 14 h 30\n"
    (person,) = reading(body).attendees
    assert person.workshops == ("crues",)
    assert person.confidence >= 0.9


def test_a_number_of_a_workshop_is_no_refusal() -> None:
    (person,) = reading(HEAD.replace("Ateliers : crues", "Ateliers : no. 3")).attendees
    assert person.workshops == ("berges",)


def test_the_civility_may_stand_behind_a_name() -> None:
    name = fields.name("Tanguy Agnès (Mme)")
    assert name is not None
    assert (name.civility, name.first, name.last) == ("Mme", "Tanguy", "Agnès")


def test_a_remark_in_brackets_is_no_part_of_a_body() -> None:
    body = "Comité de rivière (et non le syndicat, comme l'an passé !)"
    told = reading(HEAD.replace("Syndicat de la Loire", body))
    assert told.attendees[0].organisation == "Comité de rivière"
    kept = reading(HEAD.replace("Syndicat de la Loire", "Mairie de Château-Chinon (Ville)"))
    assert kept.attendees[0].organisation == "Mairie de Château-Chinon (Ville)"


@pytest.mark.parametrize("line", ["Question : /", "Question\t-", "Une question : -"])
def test_a_stroke_under_a_label_that_nobody_knows_answers_nothing(line: str) -> None:
    assert reading(f"{HEAD}Buffet : oui\n{line}\n").attendees[0].confidence >= 0.9


@pytest.mark.parametrize(
    "remark",
    ["notez M. Tardy à ma place", "my officer Mr Lisle will represent us", "juste un paperboard", "et mon mari aussi"],
)
def test_what_a_person_should_read_behind_a_no_is_no_mere_reason(remark: str) -> None:
    (person,) = reading(HEAD + f"Buffet : non, {remark}\n").attendees
    assert person.confidence < 0.9


@pytest.mark.parametrize(
    "remark", ["j'arrive pour le repas", "on est 6 bénévoles !", "au plaisir de vous revoir là-bas"]
)
def test_remarks_that_change_nothing_may_follow_a_yes(remark: str) -> None:
    (person,) = reading(HEAD + f"Buffet : oui ({remark})\n").attendees
    assert person.confidence >= 0.9


def test_what_somebody_says_of_his_body_in_brackets_is_no_part_of_its_name() -> None:
    assert noted("SARL Quey (c'est moi tout seul)") == ("SARL Quey", "c'est moi tout seul")
    assert noted("Mairie de Château-Chinon (Ville)") is None
