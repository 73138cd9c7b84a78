"""Grids of days, places for ranks side by side, letters among boxes, bars, and answers in a part of their names."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Choice, Question, QuestionType, Workshop
from parsers.reading import Attendee
from tests.parsers.forum import FORUM, mail, reading
from tests.parsers.test_between import sure
from tests.parsers.test_rows import WHO, html

_DAYS = ("jeudi", "vendredi", "vendredi")
NAMED = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\n"


def titled(body: str) -> Attendee:
    """Give the one attendee of a mail to a forum whose workshops have long, lettered titles."""
    shops = (
        Workshop("crues", "Atelier A – Prévenir les crues : qui décide, qui paie ?", (), "jeudi matin"),
        Workshop("poissons", "Atelier B – « Chut, ça remonte ! » : les passes à poissons", (), "jeudi matin"),
        Workshop("berges", "Atelier C – L'herbe, le gravier et les berges", (), "vendredi matin"),
    )
    event = replace(FORUM, workshops=shops)
    return sure(read(mail(NAMED + body), Context(events=(event,))))


def test_a_grid_of_days_holds_a_box_a_cell() -> None:
    rows = (
        "<tr><td></td><td>JEUDI 3 JUIN</td><td>VENDREDI 4 JUIN</td></tr>"
        "<tr><td>matin (9 h 30)</td><td>☒ Prévenir les crues</td><td>☐ Passes à poissons</td></tr>"
        "<tr><td>après-midi</td><td>☐ Entretien des berges</td><td></td></tr>"
    )
    assert sure(html(f"{WHO}<table>{rows}</table>")).workshops == ("crues",)


@pytest.mark.parametrize(
    ("body", "chosen"),
    [
        ("Matin : B - « Chut, ça remonte ! »\n", ("poissons",)),
        ("Jeudi matin : A (prévenir les crues)\nVendredi matin : C l'herbe et le gravier\n", ("crues", "berges")),
        ("Atelier : le B, c'est mon quotidien\n", ("poissons",)),
    ],
)
def test_a_part_of_a_title_names_its_workshop(body: str, chosen: tuple[str, ...]) -> None:
    assert titled(body).workshops == chosen


def test_places_for_ranks_side_by_side() -> None:
    form = "Ateliers : numérotez-les\n  _2_ Prévenir les crues    __ Passes à poissons\n  _1_ Entretien des berges\n"
    event = replace(FORUM, ranked=True)
    assert sure(read(mail(NAMED + form), Context(events=(event,)))).workshops == ("berges", "crues")


def test_ranks_in_a_row_below_the_workshops() -> None:
    head = "<tr><td>Atelier</td><td>Prévenir les crues</td><td>Passes à poissons</td><td>Entretien des berges</td></tr>"
    rows = f"<table>{head}<tr><td>Rang</td><td>2</td><td></td><td>1</td></tr></table>"
    event = replace(FORUM, ranked=True)
    body = mail(f"<html><body>{WHO}{rows}</body></html>", kind="text/html")
    assert sure(read(body, Context(events=(event,)))).workshops == ("berges", "crues")


@pytest.mark.parametrize(
    "menu",
    ["Menu :\n   O Viande\n   (X) Légumes\n", "Menu :\n   □ Viande\n   V Légumes   □ autre\n", "Menu | Légumes\n"],
)
def test_letters_among_boxes_and_a_bar_before_a_value(menu: str) -> None:
    person = sure(reading(f"{NAMED}Atelier : berges\n{menu}Participera au buffet ?   O oui   (√) non\n"))
    assert person.answers == {"menu": "legumes", "buffet": False}


def test_a_civility_above_the_name_is_no_greeting() -> None:
    assert sure(reading(f"BULLETIN D'INSCRIPTION\n\nMADAME\n{NAMED}Atelier : berges\n")).civility == "Mme"


@pytest.mark.parametrize(("written", "seats"), [("1 905", 1905), ("3,000", 3000), ("2 150", 2150)])
def test_thousands_are_no_years_and_no_lists(written: str, seats: int) -> None:
    answers = sure(reading(f"{NAMED}Atelier : berges\nNombre de places dans le car : {written}\n")).answers
    assert answers == {"car": seats}


def test_one_answer_below_a_line_of_several_labels() -> None:
    body = (
        "Le 1 mars 2021 à 08:30, Forum des rivières a écrit :\n"
        "> Civilité :         Prénom :            Nom :\nMme Léa Morvan\n> Organisme :\nSyndicat\n"
        "> Tél :                       Courriel :\n02 54 00 00 01\n> Atelier :\nberges\n"
    )
    person = sure(reading(body, subject="Re: Forum des rivières"))
    assert (person.civility, person.first_name, person.last_name) == ("Mme", "Léa", "Morvan")
    assert (person.phone, person.email) == ("+33254000001", None)


def test_a_grid_that_was_typed_with_bars() -> None:
    grid = (
        "           | JEUDI 3 JUIN             | VENDREDI 4 JUIN\n"
        "  matin    | (√) Prévenir les crues   | ( ) Passes à poissons\n"
        "  (14 h)   |                          | ( ) Entretien des berges\n"
    )
    assert sure(reading(f"{NAMED}participera :\n{grid}")).workshops == ("crues",)


def test_options_of_one_question_in_columns() -> None:
    head = "<tr><td>Viande</td><td>Légumes</td></tr><tr><td></td><td>X</td></tr>"
    body = f"{WHO}<p>Atelier : berges</p><p><b>Menu</b></p><table>{head}</table>"
    assert sure(html(body)).answers == {"menu": "legumes"}


def test_boxes_behind_the_options_of_a_question_that_look_like_labels() -> None:
    asked = Question(
        "college", "Collège", QuestionType.CHOICE, (), (Choice("elus", "Collectivités"), Choice("soin", "Soin"))
    )
    event = replace(FORUM, questions=(*FORUM.questions, asked))
    form = f"{NAMED}Atelier : berges\nCollège (une seule case)\n   Collectivités [ ]\n   Soin [x]\n"
    assert sure(read(mail(form), Context(events=(event,)))).answers == {"college": "soin"}


def test_workshops_of_which_none_stands_out_are_the_coupon_s_own() -> None:
    rows = "<p>Jeudi : Prévenir les crues</p><p>Vendredi : Passes à poissons / <b>Entretien des berges</b></p>"
    event = replace(FORUM, workshops=tuple(replace(w, slot=s) for w, s in zip(FORUM.workshops, _DAYS, strict=True)))
    body = mail(f"<html><body>{WHO}{rows}</body></html>", kind="text/html")
    assert sure(read(body, Context(events=(event,)))).workshops == ("berges",)


@pytest.mark.parametrize("line", ["Code postal 41000 Ville Blois", "CODE POSTAL 41000 VILLE BLOIS"])
def test_code_and_town_on_one_line_of_a_coupon_with_colons(line: str) -> None:
    person = sure(reading(f"{NAMED}{line}\nAtelier : berges\n"))
    assert (person.postal_code, person.city) == ("41000", "Blois")


def test_the_beginning_of_a_role_is_no_part_of_its_label() -> None:
    form = "Nom Morvan\nPrénom Léa\nOrganisme Syndicat\nFonction délégué départemental\nAtelier : berges\n"
    assert sure(reading(form)).role == "Délégué départemental"


def test_ranks_behind_one_name_among_boxes_choose_it() -> None:
    form = "Ateliers :\nPrévenir les crues  [1]\nPasses à poissons  [ ]\nEntretien des berges  [ ]\n"
    assert sure(read(mail(NAMED + form), Context(events=(replace(FORUM, ranked=True),)))).workshops == ("crues",)


def test_all_in_a_signature_without_an_address_is_for_a_person() -> None:
    signed = "Cordialement,\n\nLéa Morvan\nTél. 02 54 00 00 01\n"
    form = f"{NAMED}Téléphone : tout en signature\nAtelier : berges\n\n{signed}"
    found = reading(form)
    assert found.doubts or min(a.confidence for a in found.attendees) < 0.9


def test_what_a_letter_prints_above_its_coupon_is_no_part_of_it() -> None:
    body = (
        "Bonjour, c'est rempli.\n\nLe 1 mars 2021 à 08:30, Forum des rivières a écrit :\n"
        "> Objet : colloque « Le fleuve, affaire de la commune »\n>\n> Madame, Monsieur,\n>\n"
        "> Nous vous convions à en parler. Le talon ci-dessous est à nous retourner.\n>\n> - - - talon-réponse - - -\n"
        "> Nom : Morvan\n> Prénom : Léa\n> Organisme : Syndicat\n> Atelier : berges\n>\n"
        "> Talon à retourner au syndicat, 29 rue Haute, 41000 Blois\n"
    )
    person = sure(reading(body, subject="Re: Forum des rivières"))
    assert (person.last_name, person.organisation) == ("Morvan", "Syndicat")


def test_a_civility_put_in_brackets_and_a_short_name_below() -> None:
    form = "(M.) / Mme\nNom : D'ORNANO\nPrénom : Pierre\nOrganisme : Syndicat\nAtelier : berges\nPierrot\n"
    person = sure(reading(f"COUPON-RÉPONSE\n{form}"))
    assert (person.civility, person.last_name) == ("M.", "d'Ornano")
