"""What parts a label from its value: a wide gap before boxes, two lone dots, a space before a figure."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.event import Question, QuestionType, Workshop
from tests.parsers.forum import CONTEXT, FORUM, mail
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD, WHO

LETTERED = replace(
    FORUM,
    workshops=tuple(Workshop(letter.casefold(), f"Atelier {letter} - {name}", (letter,)) for letter, name in
                    zip("ABCDE", ("Crues", "Berges", "Gués", "Étangs", "Sources"), strict=True)),
    questions=(*FORUM.questions, Question("licence", "N° de licence", QuestionType.TEXT, ("licence",))),
)  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "ATELIERS  A (x)  B ( )  C ( )  D ( )  E (x)",
        "Ateliers choisis  A [x]  B [ ]  C [ ]  D [ ]  E [x]",
        "ATELIERS (trois au plus)     A (X)   B ( )   C ( )   D ( )   E (X)",
    ],
)
def test_boxes_behind_their_options_stay_with_them_below_the_head_of_their_row(row: str) -> None:
    assert sure(f"{HEAD}{row}\n", LETTERED).workshops == ("a", "e")


def test_two_dots_between_spaces_part_a_label_from_its_value() -> None:
    rows = ["NOM .. Morvan ......  PRÉNOM .. Léa .....", "STRUCTURE / ÉTABLISSEMENT .. Syndicat de la Loire ......."]
    person = sure("\n".join([*rows, "ATELIERS .. crues ......"]))
    assert (person.last_name, person.first_name, person.organisation, person.workshops) == (*WHO, ("crues",))


def test_a_figure_stands_a_space_behind_the_whole_label_of_its_question() -> None:
    person = sure(f"{HEAD}Ateliers : A\nN° de licence 10002716459\n", LETTERED)
    assert person.answers == {"licence": "10002716459"}


@pytest.mark.parametrize(
    "row",
    ["Reçu le :                    N° d'ordre :", "Reçu le :      N° d'ordre : ==========", "Received on ____ by ____"],
)
def test_what_is_left_open_for_who_receives_the_coupon_is_no_doubt(row: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\nCADRE RÉSERVÉ AU SECRÉTARIAT\n{row}\n").workshops == ("crues",)


def test_dots_within_brackets_part_nothing() -> None:
    event = replace(FORUM, questions=(Question("apport", "Vous apportez", QuestionType.TEXT, ()),))
    person = sure(f"{HEAD}Atelier : crues\nVous apportez (un outil, un gâteau…) : une brouette\n", event)
    assert person.answers == {"apport": "une brouette"}


@pytest.mark.parametrize(
    ("row", "chosen"),
    [
        ("Ateliers (entourer un ou deux)    1    (2)    3", ("poissons",)),
        ("Ateliers :  (1)  2  (3)", ("crues", "berges")),
    ],
)
def test_brackets_around_some_of_the_printed_numbers_are_rings(row: str, chosen: tuple[str, ...]) -> None:
    assert sure(f"{HEAD}{row}\n").workshops == chosen


def test_the_printed_list_of_all_numbers_chooses_none() -> None:
    for row in ("Ateliers :  (1)  (2)  (3)", "Ateliers :  1  2  3"):
        assert of(f"{HEAD}{row}\n", replace(FORUM, choose_max=2)).attendees[0].workshops == ()


QUOTED = """> Nom :
{name}
> Organisme :
Syndicat de la Loire
> Prévenir les crues
{first}
> Passes à poissons
> Entretien des berges ?
{third}
> Participera au buffet :
oui
"""


def test_yes_between_the_lines_of_a_list_is_about_the_workshop_above_it() -> None:
    person = sure(
        "Le 3 février, le Forum a écrit :\n" + QUOTED.format(name="Léa Morvan", first="oui", third="oui aussi")
    )
    assert person.workshops == ("crues", "berges")
    assert person.answers == {"buffet": True}


def test_no_between_the_lines_of_a_list_chooses_nothing() -> None:
    person = sure("Le 3 février, le Forum a écrit :\n" + QUOTED.format(name="Léa Morvan", first="non", third="oui"))
    assert person.workshops == ("berges",)


def test_ranks_in_brackets_behind_all_workshops_are_more_than_may_be_chosen() -> None:
    rows = "Prévenir les crues\t[1]\nPasses à poissons\t[2]\nEntretien des berges\t[3]\n"
    event = replace(FORUM, ranked=True, choose_max=2)
    (person,) = of(f"{HEAD}Ateliers (par ordre de préférence) :\n{rows}", event).attendees
    assert person.workshops == ("crues", "poissons", "berges")


@pytest.mark.parametrize(
    "footer",
    ["Économisons le papier : ne sortons ce message qu'en cas de besoin.", "Please save a tree: do not print this."],
)
def test_a_plea_for_paper_below_a_signature_is_no_remark(footer: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\n\nCordialement,\nLéa Morvan\n\n{footer}\n").workshops == ("crues",)


def test_a_town_that_is_called_like_a_label_is_a_value_in_a_table_of_pairs() -> None:
    pairs = {"Nom": "Morvan", "Prénom": "Léa", "Organisme": "Syndicat", "Ville": "Rue", "Atelier": "crues"}
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs.items())
    html = f"<html><body><table>{rows}</table></body></html>"
    (person,) = read(mail(html, kind="text/html"), CONTEXT).attendees
    assert (person.city, person.address, person.confidence >= 0.9) == ("Rue", None, True)


def test_brackets_behind_a_label_end_it_without_a_sign() -> None:
    rows = "Nom : Morvan\nPrénom : Léa\nreprésentant (société, commune...) Mandolines de Wallers\nAtelier : crues\n"
    assert sure(rows).organisation == "Mandolines de Wallers"


def test_letters_stand_a_wide_gap_before_what_they_mean() -> None:
    rows = "1er choix : B   2e choix : A\n  A  Entretien des berges\n  B  Prévenir les crues\n  C  Passes à poissons\n"
    assert sure(f"{HEAD}{rows}", replace(FORUM, ranked=True)).workshops == ("crues", "berges")
