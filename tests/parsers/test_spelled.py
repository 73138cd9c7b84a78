"""Boxes spelled by letters or words, lists with the coupon's own numbers, and what stands where nothing is answered."""

import pytest

from tests.parsers.forum import reading
from tests.parsers.test_between import sure
from tests.parsers.test_rows import WHO, html

NAMED = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\n"


@pytest.mark.parametrize(("yes", "no"), [("X", "O"), ("Y", "N"), ("x", "o")])
def test_letters_before_all_options_of_a_list_are_its_boxes(yes: str, no: str) -> None:
    listed = f"{no} 1. Prévenir les crues\n{no} 2. Passes à poissons\n{yes} 3. Entretien des berges\n"
    person = sure(reading(f"{NAMED}{listed}Menu : {no} viande   {yes} légumes\n"))
    assert person.workshops == ("berges",)
    assert person.answers == {"menu": "legumes"}


def test_a_letter_before_one_line_alone_is_no_box() -> None:
    found = reading(f"{NAMED}Atelier : berges\nO 3. Passes à poissons\n")
    assert found.doubts or found.attendees[0].confidence < 0.9


def test_choices_below_their_question_answered_by_words() -> None:
    person = sure(reading(f"{NAMED}Atelier : berges\nMenu :\nViande : NON\nLégumes : OUI\n"))
    assert person.answers == {"menu": "legumes"}


@pytest.mark.parametrize("nothing", ["n/a", "/", "-"])
def test_nothing_in_the_place_of_a_choice_is_no_answer(nothing: str) -> None:
    assert sure(reading(f"{NAMED}Atelier : berges\nMenu : {nothing}\n")).answers == {}


def test_the_writer_s_initials_behind_a_closing_are_no_answer() -> None:
    assert sure(reading(f"{NAMED}Atelier : berges\nMerci, LM\n")).workshops == ("berges",)


def test_bars_between_the_printed_choices_are_nothing_suspicious() -> None:
    assert sure(html(f"{WHO}<p>Atelier : berges</p><p>Menu : <mark>viande</mark> | légumes</p>")).answers == {
        "menu": "viande"
    }


def test_the_legend_of_the_marks_is_no_remark() -> None:
    assert sure(reading(f"Rayé = non retenu.\n\n{NAMED}Atelier : berges\n")).workshops == ("berges",)


def test_a_cross_between_the_number_of_a_workshop_and_its_name_ticks_it() -> None:
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAteliers (une croix)\n"
    list_ = "H1 X Prévenir les crues\nH2 __ Passes à poissons\nH3 XX Entretien des berges\n"
    assert sure(reading(form + list_)).workshops == ("crues", "berges")
