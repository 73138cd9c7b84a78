"""Boxes left empty, the options beside them bold, coloured or struck instead."""

import pytest

from tests.parsers.test_rows import WHO, html, sure, unsure

HEADED = f"{WHO}<p>Atelier : berges</p>"
TWO = "<p>Atelier : <s>☐ Prévenir les crues</s> &nbsp; ☐ Entretien des berges</p>"


@pytest.mark.parametrize(
    "boxes",
    [
        "☐ <b>viande</b> &nbsp; ☐ poisson &nbsp; ☐ légumes",
        "☐ <font color='red'>viande</font> ☐ poisson ☐ légumes",
        "<u>viande</u> ☐ / poisson ☐ / légumes ☐",
    ],
)
def test_the_option_that_stands_out_beside_an_empty_box_is_the_answer_though_others_were_ticked(boxes: str) -> None:
    body = f"{WHO}<p>☐ Prévenir les crues</p><p>☒ Entretien des berges</p><p>Menu : {boxes}</p>"
    person = sure(html(body))
    assert person.answers == {"menu": "viande"}
    assert person.workshops == ("berges",)


@pytest.mark.parametrize("boxes", ["☐ <b>viande</b> ☐ <b>poisson</b> ☐ <b>légumes</b>", "☐ viande ☐ poisson ☐ légumes"])
def test_options_that_all_look_alike_beside_empty_boxes_are_no_answer(boxes: str) -> None:
    assert sure(html(f"{HEADED}<p>Menu : {boxes}</p>")).answers == {}


def test_where_options_are_struck_again_and_again_those_that_are_left_are_meant() -> None:
    person = sure(html(f"{WHO}{TWO}<p>Participera au buffet : ☐ oui &nbsp; <s>☐ non</s></p>"))
    assert person.workshops == ("berges",)
    assert person.answers == {"buffet": True}


def test_one_struck_option_among_ticks_elsewhere_goes_to_a_person() -> None:
    body = f"{WHO}<p>☐ Prévenir les crues</p><p>☒ Entretien des berges</p><p>Buffet : ☐ oui &nbsp; <s>☐ non</s></p>"
    assert unsure(html(body))
