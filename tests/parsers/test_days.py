"""Grids of days, places for ranks side by side, letters among boxes, bars, and answers in a part of their names."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Workshop
from parsers.reading import Attendee
from tests.parsers.forum import FORUM, mail, reading
from tests.parsers.test_between import sure
from tests.parsers.test_rows import WHO, html

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
