"""Columns of a page that are read one after the other."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.parsers.made_pdf import HEIGHT, made
from tests.parsers.test_pdf import at, box, cross, lines, read

Page = Callable[[Any], None]


def written(page: Page) -> list[str]:
    return lines(read(made(page)))


def two_people(canvas: Any) -> None:
    at(canvas, 60, 60, "Organisme :")
    at(canvas, 150, 60, "Ville de Blois")
    at(canvas, 300, 60, "Ville :")
    at(canvas, 380, 60, "Blois")
    at(canvas, 60, 90, "Participant 1")
    at(canvas, 310, 90, "Participant 2")
    for top, label, one, other in (
        (110, "Nom :", "Morvan", "Petit"),
        (130, "Prénom :", "Léa", "Paul"),
        (150, "Fonction :", "Maire", "Adjoint"),
    ):
        for left, value in ((60, one), (310, other)):
            at(canvas, left, top, label)
            at(canvas, left + 80, top, value)


def test_two_people_side_by_side_come_one_after_the_other() -> None:
    assert written(two_people) == [
        "Organisme :   Ville de Blois   Ville :   Blois",
        *("Participant 1", "Nom :   Morvan", "Prénom :   Léa", "Fonction :   Maire"),
        *("Participant 2", "Nom :   Petit", "Prénom :   Paul", "Fonction :   Adjoint"),
    ]


def person_and_workshops(canvas: Any) -> None:
    for top, label, value in (
        (100, "Nom", "Morvan"),
        (128, "Prénom", "Léa"),
        (156, "Organisme", "Ville de Blois"),
        (184, "Téléphone", "02 54 55 56 57"),
        (212, "Courriel", "l.morvan@blois.example"),
    ):
        at(canvas, 60, top, label)
        at(canvas, 140, top, value)
    at(canvas, 340, 100, "Je participerai à")
    for number, label in enumerate(("Eau", "Énergie", "Transport", "Forêt")):
        box(canvas, 340, 120 + 22 * number)
        at(canvas, 360, 120 + 22 * number, label)
    cross(canvas, 340, 142)


def test_the_person_beside_the_workshops_comes_first() -> None:
    assert written(person_and_workshops) == [
        "Nom   Morvan",
        "Prénom   Léa",
        "Organisme   Ville de Blois",
        "Téléphone   02 54 55 56 57",
        "Courriel   l.morvan@blois.example",
        *("Je participerai à", "☐ Eau", "☒ Énergie", "☐ Transport", "☐ Forêt"),
    ]


def three_lists(canvas: Any) -> None:
    for left, labels in (
        (60, ("Atelier 1", "Eau", "Énergie", "Forêt")),
        (230, ("Atelier 2", "Climat", "Sols", "Haies")),
        (400, ("Visite", "Barrage", "Moulin", "Ferme")),
    ):
        at(canvas, left, 100, labels[0])
        for number, label in enumerate(labels[1:], 1):
            box(canvas, left, 100 + 20 * number)
            at(canvas, left + 16, 100 + 20 * number, label)


def test_lists_beside_each_other_keep_their_headings() -> None:
    assert written(three_lists) == [
        *("Atelier 1", "☐ Eau", "☐ Énergie", "☐ Forêt"),
        *("Atelier 2", "☐ Climat", "☐ Sols", "☐ Haies"),
        *("Visite", "☐ Barrage", "☐ Moulin", "☐ Ferme"),
    ]


@pytest.mark.parametrize("answers", [("oui", "non"), ("train", "car"), ("le matin", "le soir")])
def test_answers_in_a_column_stay_beside_their_questions(answers: tuple[str, str]) -> None:
    def page(canvas: Any) -> None:
        for number, label in enumerate(("Déjeuner", "Visite", "Dîner", "Navette")):
            at(canvas, 60, 100 + 20 * number, label)
            for left, answer in zip((200, 300), answers, strict=True):
                box(canvas, left, 100 + 20 * number)
                at(canvas, left + 16, 100 + 20 * number, answer)

    assert written(page)[0] == f"Déjeuner   ☐ {answers[0]}   ☐ {answers[1]}"


def test_values_stay_beside_their_labels() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate(
            (("Nom", "Morvan"), ("Prénom", "Léa"), ("Fonction", "Maire"), ("Ville", "Blois"), ("Mail", "a@b.example"))
        ):
            at(canvas, 60, 100 + 20 * number, label)
            at(canvas, 200, 101 + 20 * number, value)

    assert written(page) == ["Nom   Morvan", "Prénom   Léa", "Fonction   Maire", "Ville   Blois", "Mail   a@b.example"]


def test_lists_on_the_right_alone_leave_what_is_above_them() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 60, "x")
        for number in range(4):
            at(canvas, 300, 100 + 20 * number, f"Ville {number} : Blois")
            at(canvas, 420, 100 + 20 * number, "oui")

    assert written(page)[0] == "x"


def test_labels_above_their_values_stand_beside_a_list_of_boxes() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate((("Nom", "Morvan"), ("Prénom", "Léa"), ("Ville", "Blois"))):
            at(canvas, 60, 100 + 40 * number, label)
            at(canvas, 60, 114 + 40 * number, value)
        for number, label in enumerate(("Eau", "Énergie", "Transport", "Forêt")):
            box(canvas, 340, 100 + 14 * number)
            at(canvas, 360, 100 + 14 * number, label)

    assert written(page) == [
        *("Nom", "Morvan", "Prénom", "Léa", "Ville", "Blois"),
        *("☐ Eau", "☐ Énergie", "☐ Transport", "☐ Forêt"),
    ]


def test_the_left_pane_goes_on_beside_the_last_field_of_the_right_one() -> None:
    def page(canvas: Any) -> None:
        for left, head, labels in ((60, "Matin", ("Eau", "Énergie", "Sol")), (300, "Soir", ("Air", "Forêt", "Mer"))):
            at(canvas, left, 100, head)
            for number, label in enumerate(labels):
                box(canvas, left, 118 + 18 * number)
                at(canvas, left + 20, 118 + 18 * number, label)
        at(canvas, 60, 194, "Mode de gestion :")
        at(canvas, 300, 194, "Repas :")
        at(canvas, 308, 214, "1850")
        for number, label in enumerate(("Régie directe", "Délégation", "Marché")):
            box(canvas, 60, 214 + 18 * number)
            at(canvas, 80, 214 + 18 * number, label)

    lines = written(page)
    assert lines.index("Mode de gestion :") + 1 == lines.index("☐ Régie directe") < lines.index("☐ Marché")
    assert lines.index("☐ Marché") < lines.index("Soir") < lines.index("Repas :")


def test_questions_with_the_same_answers_below_them_stand_beside_a_person() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate(
            (("Nom", "Morvan"), ("Prénom", "Léa"), ("Ville", "Blois"), ("Courriel", "a@b.example"))
        ):
            at(canvas, 60, 100 + 40 * number, label)
            at(canvas, 60, 114 + 40 * number, value)
        for number, label in enumerate(("Eau", "Énergie", "Transport")):
            box(canvas, 340, 107 + 20 * number)
            at(canvas, 360, 107 + 20 * number, label)
        for number, question in enumerate(("Déjeuner", "Visite")):
            at(canvas, 340, 170 + 40 * number, question)
            for left, answer in ((340, "oui"), (400, "non")):
                box(canvas, left, 188 + 40 * number)
                at(canvas, left + 20, 188 + 40 * number, answer)

    assert written(page)[:2] == ["Nom", "Morvan"]
    assert written(page)[7:] == [
        *("☐ Eau", "☐ Énergie", "☐ Transport", "Déjeuner", "☐ oui   ☐ non", "Visite", "☐ oui   ☐ non"),
    ]


def test_a_line_that_goes_on_across_the_columns_is_of_none_of_them() -> None:
    def page(canvas: Any) -> None:
        for left, labels in ((60, ("Matin", "Eau", "Énergie", "Forêt")), (310, ("Soir", "Climat", "Sols", "Haies"))):
            at(canvas, left, 100, labels[0])
            for number, label in enumerate(labels[1:], 1):
                box(canvas, left, 100 + 20 * number)
                at(canvas, left + 16, 100 + 20 * number, label)
        at(canvas, 60, 180, "Déjeuner : oui")
        at(canvas, 276, 180, "Menu")
        box(canvas, 310, 180)
        at(canvas, 324, 180, "viande")

    assert written(page)[-1] == "Déjeuner : oui   Menu ☐ viande"


def framed_options(canvas: Any, *, frame: bool) -> None:
    for number, (label, value) in enumerate(
        (("Nom :", "Morvan"), ("Prénom :", "Léa"), ("Ville :", "Blois"), ("Fonction :", "Maire"))
    ):
        at(canvas, 60, 100 + 22 * number, label)
        at(canvas, 130, 100 + 22 * number, value)
    at(canvas, 320, 100, "Un atelier :")
    for number, label in enumerate(("Eau", "Énergie", "Transport")):
        at(canvas, 320, 122 + 22 * number, f"{number + 1}. {label}")
    if frame:
        canvas.rect(310, HEIGHT - 180, 200, 95, stroke=1, fill=0)


def test_what_stands_in_a_frame_is_read_together() -> None:
    fields = ["Nom :   Morvan", "Prénom :   Léa", "Ville :   Blois", "Fonction :   Maire"]
    options = ["Un atelier :", "1. Eau", "2. Énergie", "3. Transport"]
    assert written(lambda canvas: framed_options(canvas, frame=True)) == fields + options
    assert written(lambda canvas: framed_options(canvas, frame=False)) != fields + options


def test_a_frame_around_the_values_does_not_part_them_from_their_labels() -> None:
    def page(canvas: Any) -> None:
        canvas.rect(190, HEIGHT - 200, 250, 115, stroke=1, fill=0)
        for number, (label, value) in enumerate(
            (("Nom", "Morvan"), ("Prénom", "Léa"), ("Fonction", "Maire"), ("Ville", "Blois"), ("Mail", "a@b.example"))
        ):
            at(canvas, 60, 100 + 20 * number, label)
            at(canvas, 200, 100 + 20 * number, value)

    assert written(page) == ["Nom   Morvan", "Prénom   Léa", "Fonction   Maire", "Ville   Blois", "Mail   a@b.example"]


def test_boxes_with_ranks_beside_the_person_are_a_pane() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate(
            (("Nom", "Morvan"), ("Prénom", "Léa"), ("Organisme", "Ville de Blois"), ("Ville", "Blois"))
        ):
            at(canvas, 60, 100 + 26 * number, label)
            at(canvas, 140, 100 + 26 * number, value)
        at(canvas, 340, 100, "Vos préférences")
        for number, (rank, label) in enumerate(
            (("2", "Eau"), ("", "Énergie"), ("1", "Transport"), ("", "Forêt"), ("3", "Climat"))
        ):
            box(canvas, 340, 120 + 19 * number, side=14)
            at(canvas, 344, 119 + 19 * number, rank)
            at(canvas, 362, 119 + 19 * number, label)

    assert written(page)[4:] == [
        *("Vos préférences", "[2] Eau", "☐ Énergie", "[1] Transport", "☐ Forêt", "[3] Climat"),
    ]


def leaflet_and_form(canvas: Any) -> None:
    for number, words in enumerate(
        ("Deux jours de visites et d'échanges au bord", "de la Loire, avec ceux qui la connaissent.",
         "Repas sous la halle, préparé par les élèves", "du lycée : dix-huit euros sur place.")
    ):  # fmt: skip
        at(canvas, 60, 90 + 31 * number, words)
    for number, (label, value) in enumerate(
        (("Nom", "Morvan"), ("Prénom", "Léa"), ("Fonction", "Maire"), ("Organisme", "Ville de Blois"),
         ("Courriel", "l.morvan@blois.example"))
    ):  # fmt: skip
        at(canvas, 340, 90 + 24 * number, label)
        at(canvas, 420, 90 + 24 * number, value)


def test_a_text_beside_a_form_is_no_part_of_its_lines() -> None:
    found = written(leaflet_and_form)
    assert "Nom   Morvan" in found
    assert "Organisme   Ville de Blois" in found
    assert found[0] == "Deux jours de visites et d'échanges au bord"


def workshops_above_a_yes_and_a_no(canvas: Any) -> None:
    for number, (one, other) in enumerate((("Eau", "Forêt"), ("Énergie", "Air"), ("Transport", "Sol"))):
        for left, label in ((60, one), (340, other)):
            box(canvas, left, 100 + 22 * number)
            at(canvas, left + 20, 100 + 22 * number, label)
    cross(canvas, 60, 100)
    for top, label in ((190, "Déjeunera sur place"), (212, "Visite du barrage")):
        at(canvas, 60, top, label)
        for left, said in ((270, "non"), (340, "oui")):
            box(canvas, left, top)
            at(canvas, left + 20, top, said)
    cross(canvas, 340, 190)


def test_a_yes_below_a_column_of_workshops_stays_beside_its_no() -> None:
    found = written(workshops_above_a_yes_and_a_no)
    assert "Déjeunera sur place   ☐ non   ☒ oui" in found
    assert "Visite du barrage   ☐ non   ☐ oui" in found


def two_lists_below_their_heads(canvas: Any) -> None:
    at(canvas, 60, 100, "Le midi")
    at(canvas, 320, 100, "J'apporte au troc")
    for number, (one, other) in enumerate((("buffet", "graines"), ("pique-nique", "plants"), ("rien", "boutures"))):
        for left, label in ((64, one), (324, other)):
            box(canvas, left, 120 + 18 * number)
            at(canvas, left + 18, 120 + 18 * number, label)
    box(canvas, 324, 174)
    at(canvas, 342, 174, "outils")
    cross(canvas, 64, 138)
    cross(canvas, 324, 120)
    at(canvas, 60, 210, "Visite du barrage")
    box(canvas, 250, 210)
    at(canvas, 268, 210, "oui")
    box(canvas, 324, 210)
    at(canvas, 342, 210, "non")


def test_lists_side_by_side_come_each_below_its_own_head() -> None:
    assert written(two_lists_below_their_heads) == [
        *("Le midi", "☐ buffet", "☒ pique-nique", "☐ rien"),
        *("J'apporte au troc", "☒ graines", "☐ plants", "☐ boutures", "☐ outils"),
        "Visite du barrage   ☐ oui   ☐ non",
    ]


def typed_boxes_beside_a_person(canvas: Any) -> None:
    for number, (label, value) in enumerate(
        (("Nom", "Morvan"), ("Prénom", "Léa"), ("Fonction", "Maire"), ("Adresse", "1 quai Vert"), ("Ville", "Blois"))
    ):
        at(canvas, 60, 100 + 25 * number, label)
        at(canvas, 150, 100 + 25 * number, value)
    at(canvas, 340, 100, "Mes choix")
    for number, (sign, label) in enumerate(
        (("(   )", "Eau"), ("( X )", "Énergie"), ("(   )", "Forêt"), ("(X)", "Sol"))
    ):
        at(canvas, 340, 125 + 18 * number, sign)
        at(canvas, 375, 125 + 18 * number, label)


def test_brackets_typed_as_boxes_are_boxes_when_columns_are_looked_for() -> None:
    found = [" ".join(line.split()) for line in written(typed_boxes_beside_a_person)]
    assert found[:5] == ["Nom Morvan", "Prénom Léa", "Fonction Maire", "Adresse 1 quai Vert", "Ville Blois"]
    assert found[5:] == ["Mes choix", "☐ Eau", "☒ Énergie", "☐ Forêt", "☒ Sol"]
