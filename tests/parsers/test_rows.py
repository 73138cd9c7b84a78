"""Coupons in HTML: what only styles, cells, pictures and pens tell; whatever the way, the reading is the same."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.reading import Attendee, Reading
from tests.parsers.forum import FORUM, mail, reading

WHO = "<p>Nom : Morvan</p><p>Prénom : Léa</p><p>Organisme : Syndicat</p>"
BOXES = "<p>{} Prévenir les crues</p><p>{} Passes à poissons</p><p>{} Entretien des berges</p>"


def html(body: str, **more: str) -> Reading:
    """Give the Reading of a mail in HTML."""
    return reading(f"<html><body>{body}</body></html>", kind="text/html", **more)


def sure(found: Reading) -> Attendee:
    """Give the one attendee of a reading that would be accepted."""
    assert found.doubts == ()
    (person,) = found.attendees
    assert person.confidence >= 0.9
    return person


def unsure(found: Reading) -> bool:
    return bool(found.doubts) or any(a.confidence < 0.9 for a in found.attendees)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Nom <b>Morvan</b></p><p>Prénom <b>Léa</b></p><p>Organisme <b>Syndicat</b></p><p>Atelier <b>berges</b></p>",
        "<p>Nom <font color='#0000ff'>Morvan</font> Prénom <font color='#0000ff'>Léa</font></p>"
        "<p>Organisme <font color='#0000ff'>Syndicat</font> Atelier <font color='#0000ff'>berges</font></p>",
        "<table><tr><td><div>Nom</div><div>Morvan</div></td><td><div>Prénom</div><div>Léa</div></td></tr>"
        "<tr><td><div>Organisme</div><div>Syndicat</div></td><td><div>Atelier</div><div>berges</div></td></tr></table>",
        "<table><tr><td>Nom : Morvan</td><td>Prénom : Léa</td></tr>"
        "<tr><td>Organisme : Syndicat</td><td>Atelier : berges</td></tr></table>",
    ],
)
def test_a_label_is_parted_from_its_value_by_style_by_lines_of_a_cell_or_by_cells(body: str) -> None:
    person = sure(html(body))
    assert (person.last_name, person.first_name, person.organisation) == ("Morvan", "Léa", "Syndicat")
    assert person.workshops == ("berges",)


@pytest.mark.parametrize(
    "boxes",
    [
        ('<img alt="⬜">', '<img alt="⬜">', '<img alt="✅">'),
        ('<img alt="case non cochée">', '<img alt="case non cochée">', '<img alt="case cochée">'),
        ("☐", "☐", "☐ X"),
    ],
)
def test_ticks_as_pictures_and_crosses_beside_boxes(boxes: tuple[str, str, str]) -> None:
    assert sure(html(WHO + BOXES.format(*boxes))).workshops == ("berges",)


def test_an_option_that_is_highlighted_instead_of_ticked_is_chosen() -> None:
    body = "<p>☐ Prévenir les crues</p><p>☐ Passes à poissons</p><p>☐ <mark>Entretien des berges</mark></p>"
    assert sure(html(WHO + body)).workshops == ("berges",)


def test_one_option_highlighted_beside_another_ticked_goes_to_a_person() -> None:
    body = "<p>☒ Prévenir les crues</p><p>☐ Passes à poissons</p><p>☐ <mark>Entretien des berges</mark></p>"
    assert unsure(html(WHO + body))


@pytest.mark.parametrize(
    "answer",
    [
        "X oui &nbsp; O non",
        "<span style='border:1px solid red'>oui</span> / non",
        "(oui) / non",
        "oui ☒ / non ☐",
        "oui ☒ / non",
        "☒ oui / ☐ non",
    ],
)
def test_oui_or_non_in_the_ways_of_pens(answer: str) -> None:
    person = sure(html(f"{WHO}<p>Atelier : berges</p><p>Participera au buffet : {answer}</p>"))
    assert person.answers == {"buffet": True}


def test_cells_filled_with_colour_are_choices_but_stripes_are_not() -> None:
    row = "<tr><td>Atelier</td><td{}>Prévenir les crues</td><td{}>Entretien des berges</td></tr>"
    filled, white = ' style="background:#92d050"', ' style="background:white"'
    assert sure(html(f"{WHO}<table>{row.format(white, filled)}</table>")).workshops == ("berges",)
    assert html(f"{WHO}<table>{row.format(filled, filled)}</table>").attendees[0].workshops != ("berges",)


def test_two_marked_choices_with_a_comma_between_are_two() -> None:
    body = f"{WHO}<p>Ateliers : <b>crues</b>, <b>poissons</b>, berges</p>"
    assert set(html(body).attendees[0].workshops) == {"crues", "poissons"}


@pytest.mark.parametrize(
    "table",
    [
        "<tr><th>Atelier</th><th>1er</th><th>2e</th></tr><tr><td>Prévenir les crues</td><td></td><td>X</td></tr>"
        "<tr><td>Passes à poissons</td><td></td><td></td></tr>"
        "<tr><td>Entretien des berges</td><td>X</td><td></td></tr>",
        "<tr><th>Atelier</th><th>Rang</th></tr><tr><td>Prévenir les crues</td><td>2</td></tr>"
        "<tr><td>Passes à poissons</td><td>-</td></tr><tr><td>Entretien des berges</td><td>1</td></tr>",
        "<tr><th></th><th>Oui</th><th>Non</th></tr><tr><td>Prévenir les crues</td><td>X</td><td></td></tr>"
        "<tr><td>Passes à poissons</td><td></td><td>X</td></tr>"
        "<tr><td>Entretien des berges</td><td>X</td><td></td></tr>",
    ],
)
def test_workshops_by_rows_with_what_is_chosen_beside_them(table: str) -> None:
    assert set(sure(html(f"{WHO}<table>{table}</table>")).workshops) == {"crues", "berges"}


PEOPLE = (
    "<table><tr><th>Civ.</th><th>Participant</th><th>Fonction</th><th>Atelier</th></tr>"
    "<tr><td>Mme</td><td>Léa MORVAN</td><td>directrice</td><td>berges</td></tr>"
    "<tr><td>M.</td><td>Paul PETIT</td><td>animateur</td><td>crues</td></tr></table>"
)


def test_what_the_line_above_a_table_of_people_states_counts_for_all_of_them() -> None:
    found = html(f"<p>Bonjour,</p><p>Nos inscrits de la Communauté du Val :</p>{PEOPLE}")
    assert [a.organisation for a in found.attendees] == ["Communauté du Val"] * 2
    assert [a.civility for a in found.attendees] == ["Mme", "M."]


def test_a_name_above_a_table_of_people_that_is_not_understood_is_not_passed_over() -> None:
    assert unsure(html(f"<p>Bonjour,</p><p>Les inscrits de chez Zubrowka :</p>{PEOPLE}"))


def test_a_civility_with_the_other_struck_is_no_greeting() -> None:
    person = sure(html(f"<p>Monsieur <s>/ Madame</s></p>{WHO}<p>Atelier : berges</p>"))
    assert person.civility == "M."


def test_a_writer_who_names_himself_without_a_label() -> None:
    body = "<p>Mme Léa MORVAN, directrice, Syndicat de la Loire, 02 54 90 41 17</p><p>Atelier : berges</p>"
    person = sure(html(f"{body}<p>Participera au buffet : oui</p>"))
    assert (person.last_name, person.role, person.organisation) == ("Morvan", "Directrice", "Syndicat de la Loire")
    assert person.phone == "+33254904117"


def test_labels_above_their_values_in_a_table_of_one_person() -> None:
    table = (
        "<table><tr><td>Nom</td><td>Prénom</td><td>Organisme</td></tr>"
        "<tr><td>Morvan</td><td>Léa</td><td>Syndicat</td></tr></table>"
        "<table><tr><td>Fonction</td><td>Téléphone</td></tr><tr><td>Directrice</td><td>02 54 90 41 17</td></tr></table>"
    )
    person = sure(html(f"{table}<p>Atelier : berges</p>"))
    assert (person.last_name, person.role, person.phone) == ("Morvan", "Directrice", "+33254904117")


def test_workshops_that_stand_out_in_the_line_below_their_heading() -> None:
    line = "Prévenir les crues / <mark>Passes à poissons</mark> / Entretien des berges"
    assert sure(html(f"{WHO}<p>Votre sélection :</p><p>{line}</p>")).workshops == ("poissons",)


def test_ranks_in_some_places_of_a_list_and_nothing_in_the_others() -> None:
    body = "<p>[ ] Prévenir les crues</p><p>[1] Passes à poissons</p><p>[2] Entretien des berges</p>"
    assert set(html(WHO + body).attendees[0].workshops) == {"poissons", "berges"}


def test_a_list_item_below_a_question_is_its_answer_not_a_workshop() -> None:
    body = "<p>Atelier : berges</p><ul><li>Nombre de places dans le car :</li></ul><ul><li>2</li></ul>"
    person = sure(html(WHO + body))
    assert person.workshops == ("berges",)
    assert person.answers == {"car": 2}


def test_a_civility_that_is_struck_before_a_name_without_a_label() -> None:
    body = "<p><s>M.</s> Mme MORVAN Léa</p><p>Organisme : Syndicat</p><p>Atelier : berges</p>"
    person = sure(html(body))
    assert (person.civility, person.first_name, person.last_name) == ("Mme", "Léa", "Morvan")


def test_a_table_of_people_with_a_head_of_two_rows() -> None:
    head = (
        "<tr><th rowspan=2>Nom</th><th rowspan=2>Prénom</th><th colspan=2>Ateliers</th>"
        "<th rowspan=2>Organisme</th></tr>"
        "<tr><th>Prévenir les crues</th><th>Entretien des berges</th></tr>"
    )
    one = "<tr><td>MORVAN</td><td>Léa</td><td></td><td>X</td><td>Syndicat</td></tr>"
    two = "<tr><td>PETIT</td><td>Paul</td><td>X</td><td></td><td>Syndicat</td></tr>"
    found = html(f"<p>La ville sera représentée par :</p><table>{head}{one}{two}</table>")
    assert found.doubts == ()
    assert [(a.last_name, a.organisation, a.workshops) for a in found.attendees] == [
        ("Morvan", "Syndicat", ("berges",)),
        ("Petit", "Syndicat", ("crues",)),
    ]


def test_ranks_under_the_workshops_of_a_table_of_people() -> None:
    event = replace(FORUM, ranked=True)
    head = "<tr><th>Nom</th><th>Prénom</th><th>Organisme</th><th>crues</th><th>poissons</th><th>berges</th></tr>"
    row = "<tr><td>MORVAN</td><td>Léa</td><td>Syndicat</td><td>{}</td><td></td><td>{}</td></tr>"
    body = f"<html><body><table>{head}{row}{row}</table></body></html>"
    good = read(mail(body.format(2, 1, 1, ""), kind="text/html"), Context(events=(event,)))
    assert good.attendees[0].workshops == ("berges", "crues")
    odd = read(mail(body.format(2, 2, 1, ""), kind="text/html"), Context(events=(event,)))
    assert odd.doubts


def test_a_mark_in_the_head_of_a_column_of_ticks_is_no_tick() -> None:
    head = "<tr><td>N°</td><td>Atelier</td><td>Mon choix ☒</td></tr>"
    rows = "".join(
        f"<tr><td>{n}</td><td>{label}</td><td>{tick}</td></tr>"
        for n, (label, tick) in enumerate(
            [("Prévenir les crues", "X"), ("Passes à poissons", ""), ("Entretien des berges", "")], 1
        )
    )
    assert sure(html(f"{WHO}<table>{head}{rows}</table>")).workshops == ("crues",)


def test_how_a_coupon_was_marked_is_no_remark() -> None:
    body = "<p>Bonjour,</p><p>j'ai surligné mes deux ateliers en jaune.</p>"
    body += WHO + "<p>Ateliers :</p><p><mark>Prévenir les crues</mark></p><p>Passes à poissons</p>"
    body += "<p><mark>Entretien des berges</mark></p>"
    assert sure(html(body)).workshops == ("crues", "berges")


def test_a_head_of_oui_and_non_further_down_in_a_table() -> None:
    rows = (
        "<tr><td>Nom, prénom</td><td>MORVAN Léa</td><td></td></tr><tr><td>Organisme</td><td>Syndicat</td><td></td></tr>"
    )
    asked = "<tr><td>Prévenir les crues</td><td></td><td>X</td></tr>"
    asked += "<tr><td>Entretien des berges</td><td>X</td><td></td></tr>"
    person = sure(html(f"<table>{rows}<tr><td></td><td>OUI</td><td>NON</td></tr>{asked}</table>"))
    assert person.workshops == ("berges",)


def test_two_people_side_by_side_with_a_yes_and_a_no_are_not_parted() -> None:
    cells = [("Nom", "Morvan", "Petit"), ("Prénom", "Léa", "Paul"), ("Organisme", "Syndicat", "Syndicat")]
    cells += [("Ateliers", "crues", "berges"), ("Participera au buffet", "oui", "non"), ("Menu", "viande", "légumes")]
    table = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in cells)
    found = html(f"<table>{table}</table>")
    assert [a.answers for a in found.attendees] == [
        {"buffet": True, "menu": "viande"},
        {"buffet": False, "menu": "legumes"},
    ]


@pytest.mark.parametrize("signed", ["Léa", "Léa Morvan", "L. Morvan"])
def test_the_signature_tells_which_of_two_names_is_the_first(signed: str) -> None:
    body = f"Nom et prénom : Morvan Léa\nOrganisme : Syndicat\nAtelier : berges\n\nCordialement\n{signed}\n"
    person = sure(reading(body, sender="Syndicat <contact@syndicat.example>"))
    assert (person.first_name, person.last_name) == ("Léa", "Morvan")


def test_nothing_tells_which_of_two_names_is_the_first() -> None:
    body = "Nom et prénom : Morvan Claude\nOrganisme : Syndicat\nAtelier : berges\n"
    assert unsure(reading(body, sender="Syndicat <contact@syndicat.example>"))


def test_a_label_in_brackets_above_a_table_of_people_gives_the_body_of_all() -> None:
    table = "| Nom | Prénom | Atelier |\n|---|---|---|\n| MORVAN | Léa | berges |\n| PETIT | Paul | crues |\n"
    found = reading(f"nos deux inscrits (organisme pour tous : Syndicat de la Loire) :\n\n{table}")
    assert [a.organisation for a in found.attendees] == ["Syndicat de la Loire"] * 2
    assert all(a.confidence >= 0.9 for a in found.attendees)


def test_the_event_is_no_part_of_the_body_that_is_stated_above_a_table() -> None:
    found = html(f"<p>Voici les inscriptions pour l'École de musique d'Avord au Forum des rivières :</p>{PEOPLE}")
    assert {person.organisation for person in found.attendees} == {"École de musique d'Avord"}
