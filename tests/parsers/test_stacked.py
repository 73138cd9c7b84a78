"""Labels side by side with their values below, where no table says which belongs to which."""

import pytest

from parsers.coupons.stacked import beside
from parsers.document import Line
from parsers.mail.thread import Row
from tests.parsers.forum import choices
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import WHO


def texts(*lines: str) -> list[str]:
    return [row.line.text for row in beside([Row(Line(line), 0) for line in lines], choices())]


def test_values_stand_below_their_labels() -> None:
    found = texts("Nom        Prénom     Fonction", "MORVAN     Léa        maire", "Atelier : crues")
    assert found == ["Nom : MORVAN", "Prénom : Léa", "Fonction : maire", "Atelier : crues"]


def test_a_column_may_be_left_empty() -> None:
    found = texts("Téléphone        Fonction        Courriel", "                 maire           lea@a.example")
    assert found == ["Téléphone : ", "Fonction : maire", "Courriel : lea@a.example"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Nom        Prénom", "Morvan     Léa", "Petit      Paul"),  # a list of people
        ("Nom        Prénom", "Fonction   Organisme"),
        ("Nom        Prénom", "Atelier : crues"),
        ("Nom        Prénom", "Morvan     Léa       Tours"),
    ],
)
def test_other_rows_stay_as_they_are(lines: tuple[str, ...]) -> None:
    assert texts(*lines) == list(lines)


def test_a_coupon_in_columns_is_read() -> None:
    person = sure("NOM        PRÉNOM\nMorvan     Léa\nOrganisme : Syndicat de la Loire\nAtelier : crues\n")
    assert (person.last_name, person.first_name, person.organisation) == WHO


def test_people_in_columns_are_not_taken_for_one() -> None:
    found = of("Nom        Prénom     Organisme\nMorvan     Léa        Ville\nPetit      Paul       Ville\n")
    assert len(found.attendees) != 1 or found.doubts or found.attendees[0].confidence < 0.9


def test_one_label_among_others_above_their_values_has_its_own_below() -> None:
    found = texts("Nom        Prénom", "Morvan     Léa", "Adresse", "3 rue du Port", "Ville      Courriel")
    assert found == ["Nom : Morvan", "Prénom : Léa", "Adresse : 3 rue du Port", "Ville      Courriel"]


def test_a_label_alone_is_left_to_be_read_with_its_line() -> None:
    assert texts("Adresse", "3 rue du Port", "Ville : Tours") == ["Adresse", "3 rue du Port", "Ville : Tours"]
