"""Pages with labels below their lines, fields of several lines, boxes in columns, typed boxes, sideways text."""

from typing import Any

import pytest

from parsers.document import Line, Table
from parsers.reading import Box
from tests.parsers.made_pdf import HEIGHT, made
from tests.parsers.test_pdf import at, box, cross, lines, read


def table(data: bytes) -> list[list[str]]:
    (found,) = [block for block in read(data).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in found.rows]


def test_labels_in_small_print_below_their_lines() -> None:
    def page(canvas: Any) -> None:
        for left, right, top, label, value in (
            (60, 120, 100, "Civilité", "Mme"),
            (140, 300, 100, "Prénom", "Léa"),
            (320, 500, 100, "Nom", "Morvan"),
            (60, 300, 150, "Fonction", ""),
            (320, 500, 150, "Organisme", "Ville de Blois"),
        ):
            at(canvas, left + 4, top, value)
            canvas.line(left, HEIGHT - top - 4, right, HEIGHT - top - 4)
            at(canvas, left + 4, top + 13, label, size=7)

    assert lines(read(made(page))) == [
        *("Civilité   Mme", "Prénom   Léa", "Nom   Morvan", "Fonction   ........", "Organisme   Ville de Blois")
    ]


def test_labels_above_values_on_lines_are_no_such_form_however_near_the_next_one_is() -> None:
    written = ("Morvan", "Léa", "Maire", "Ville de Blois", "Blois")

    def page(canvas: Any) -> None:
        for number, label in enumerate(("Nom", "Prénom", "Fonction", "Organisme", "Ville")):
            at(canvas, 60, 100 + 46 * number, label, size=7)
            at(canvas, 62, 126 + 46 * number, written[number])
            canvas.line(60, HEIGHT - 132 - 46 * number, 300, HEIGHT - 132 - 46 * number)

    told = [text for text in lines(read(made(page))) if text]
    assert told == [
        "Nom",
        "Morvan",
        "Prénom",
        "Léa",
        "Fonction",
        "Maire",
        "Organisme",
        "Ville de Blois",
        "Ville",
        "Blois",
    ]


def test_lines_under_values_with_their_labels_before_them_are_no_such_form() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate((("Nom", "Morvan"), ("Prénom", "Léa"), ("Ville", "Blois"))):
            at(canvas, 60, 100 + 16 * number, label)
            at(canvas, 160, 100 + 16 * number, value)
            canvas.line(155, HEIGHT - 103 - 16 * number, 300, HEIGHT - 103 - 16 * number)

    assert lines(read(made(page))) == ["Nom   Morvan", "Prénom   Léa", "Ville   Blois"]


def test_a_value_of_two_lines_beside_the_middle_of_its_label_is_one() -> None:
    def page(canvas: Any) -> None:
        for top, label, value in ((100, "Nom", "Morvan"), (122, "Prénom", "Léa"), (178, "Ville", "Blois")):
            at(canvas, 60, top, label)
            at(canvas, 200, top, value)
        at(canvas, 200, 143, "Communauté de communes")
        at(canvas, 60, 149, "Organisme")
        at(canvas, 200, 156, "du Val de Loire")
        at(canvas, 60, 200, "Nom et prénom")
        at(canvas, 200, 200, "Paul Petit")
        at(canvas, 60, 212, "du suppléant")

    assert lines(read(made(page))) == [
        *("Nom   Morvan", "Prénom   Léa", "Organisme   Communauté de communes du Val de Loire", "Ville   Blois"),
        "Nom et prénom du suppléant   Paul Petit",
    ]


def test_fields_at_an_even_pace_stay_apart() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate(
            (("Nom", "Morvan"), ("Prénom", "Léa"), ("Fonction", ""), ("Ville", "Blois"), ("Courriel", "a@b.example"))
        ):
            at(canvas, 60, 100 + 14 * number, label)
            at(canvas, 200, 100 + 14 * number, value)

    assert lines(read(made(page)))[2:4] == ["Fonction", "Ville   Blois"]


def test_boxes_in_columns_below_their_heads_are_a_table() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Ateliers")
        at(canvas, 290, 100, "1er choix")
        at(canvas, 390, 100, "2e choix")
        for number, label in enumerate(("Eau", "Énergie", "Forêt")):
            at(canvas, 60, 120 + 20 * number, label)
            box(canvas, 306, 120 + 20 * number)
            box(canvas, 406, 120 + 20 * number)
        cross(canvas, 406, 120)
        cross(canvas, 306, 160)

    assert table(made(page)) == [
        *(["Ateliers", "1er choix", "2e choix"], ["Eau", "☐", "☒"], ["Énergie", "☐", "☐"], ["Forêt", "☒", "☐"])
    ]


def test_typed_boxes_of_a_page_are_boxes() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Déjeuner : ( ) oui (x) non")
        at(canvas, 60, 120, "Nom (en capitales) : MORVAN")

    assert lines(read(made(page))) == ["Déjeuner : ☐ oui ☒ non", "Nom (en capitales) : MORVAN"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_text_that_runs_sideways_is_read_where_it_is_seen(degrees: int) -> None:
    def page(canvas: Any) -> None:
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.translate(-200, -100)
        canvas.setFont("Helvetica", 11)
        for number, text in enumerate(("Nom : Morvan", "Prénom : Léa", "Organisme : Ville de Blois")):
            canvas.drawString(40, 200 - 22 * number, text)
        canvas.rect(40, 100, 10, 10)
        canvas.line(40, 100, 50, 110)
        canvas.drawString(56, 101, "Eau")

    document = read(made(page))
    assert lines(document) == ["Nom : Morvan", "Prénom : Léa", "Organisme : Ville de Blois", "☒ Eau"]
    name = document.blocks[0]
    assert isinstance(name, Line)
    place = name.tokens[-1].place
    assert isinstance(place, Box)
    tall = place.bottom - place.top > place.right - place.left
    assert tall is (degrees != 180)
    # The rectangle lies where the word was drawn: (40..110, 200) before the turn about (200, 100) onto (300, 400).
    x, y = (40 + 45 - 200, 200 + 4 - 100)
    cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    seen_x, seen_y = 300 + x * cos - y * sin, HEIGHT - (400 + x * sin + y * cos)
    assert place.left - 20 < seen_x < place.right + 20
    assert place.top - 20 < seen_y < place.bottom + 20


def test_what_goes_on_below_a_long_line_is_part_of_it() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Courriel : service.des.espaces.verts@agglomeration-")
        at(canvas, 60, 113, "du-val-de-loire.example")
        box(canvas, 60, 140)
        at(canvas, 76, 140, "Entretenir les berges avec les riverains et les")
        at(canvas, 76, 153, "écoles de la commune")
        box(canvas, 60, 180)
        at(canvas, 76, 180, "Prévenir les crues")
        at(canvas, 60, 193, "remarque de la mairie")

    assert lines(read(made(page))) == [
        "Courriel : service.des.espaces.verts@agglomeration-du-val-de-loire.example",
        "☐ Entretenir les berges avec les riverains et les écoles de la commune",
        "☐ Prévenir les crues",
        "remarque de la mairie",
    ]


def test_what_goes_on_below_options_in_columns_is_part_of_them() -> None:
    def page(canvas: Any) -> None:
        for top, words in (
            (100, ("Matin", "Acheter local", "Composer des menus", "Accueillir les")),
            (112, ("", "", "sans viande", "enfants allergiques")),
            (136, ("Soir", "Le bruit", "Cuisine centrale", "Les métiers")),
            (148, ("", "", "ou sur place", "")),
            (172, ("eau", "air", "sol", "mer")),
            (194, ("bois", "feu", "sel", "fer")),
        ):
            for left, word in zip((60, 130, 250, 400), words, strict=True):
                at(canvas, left, top, word)

    assert lines(read(made(page))) == [
        "Matin   Acheter local   Composer des menus sans viande   Accueillir les enfants allergiques",
        "Soir   Le bruit   Cuisine centrale ou sur place   Les métiers",
        *("eau   air   sol   mer", "bois   feu   sel   fer"),
    ]


def test_the_last_of_several_options_may_go_on_at_the_beginning_of_the_next_line() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Choix du repas")
        for left, word in ((60, "Salade"), (130, "Quiche"), (200, "Haricots rouges")):
            at(canvas, left, 120, word)
        at(canvas, 60, 132, "(sans viande)")
        at(canvas, 60, 160, "oui")

    assert lines(read(made(page))) == ["Choix du repas", "Salade   Quiche   Haricots rouges (sans viande)", "oui"]


def test_the_side_of_a_frame_behind_its_title_strikes_nothing_out() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 70, 104, "Repas")
        canvas.line(60, HEIGHT - 100, 500, HEIGHT - 100)
        at(canvas, 70, 134, "Viande")
        canvas.line(66, HEIGHT - 130, 110, HEIGHT - 130)

    title, meal = (block for block in read(made(page)).blocks if isinstance(block, Line))
    assert [token.style.struck for line in (title, meal) for token in line.tokens] == [False, True]


def test_questions_side_by_side_have_their_boxes_below_them() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Dîner du jeudi")
        at(canvas, 300, 100, "Langue de travail")
        for left, label in ((60, "oui"), (110, "non"), (300, "français"), (380, "anglais")):
            box(canvas, left, 116)
            at(canvas, left + 14, 116, label)
        cross(canvas, 380, 116)
        at(canvas, 60, 150, "Ville : Blois")

    assert lines(read(made(page))) == [
        *("Dîner du jeudi", "☐ oui   ☐ non", "Langue de travail", "☐ français   ☒ anglais", "Ville : Blois"),
    ]


def test_a_name_that_was_cut_at_its_hyphen_is_whole_again() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Organisme : Syndicat des Deux-")
        at(canvas, 60, 113, "Vallées")
        at(canvas, 60, 140, "Ville : Blois")

    assert lines(read(made(page))) == ["Organisme : Syndicat des Deux-Vallées", "Ville : Blois"]


def test_a_bracket_that_is_left_open_goes_on_in_the_next_line() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Vos ateliers (inscrivez 1, 2 ou 3 devant eux,")
        at(canvas, 60, 113, "1 devant celui que vous préférez)")
        at(canvas, 60, 140, "Ville (siège")
        at(canvas, 60, 153, "1 rue Haute")

    assert lines(read(made(page))) == [
        "Vos ateliers (inscrivez 1, 2 ou 3 devant eux, 1 devant celui que vous préférez)",
        *("Ville (siège", "1 rue Haute"),
    ]
