"""Coupons in one line, labels above their values that no list holds, and people who are counted in words."""

import pytest

from parsers.coupons.inline import unrolled
from parsers.document import Line
from parsers.mail.thread import Row
from tests.parsers.forum import choices, reading

VALUES = (
    "Nom : Morvan",
    "Prénom : Léa",
    "Fonction : directrice",
    "Organisme : Ville de Blois",
    "Atelier : Prévenir les crues",
)


@pytest.mark.parametrize("parting", [" ; ", " - ", " / ", ". ", ", "])
@pytest.mark.parametrize("lead", ["", "Mon inscription au forum : ", "Bonjour. "])
def test_a_coupon_in_one_line_is_read_pair_by_pair(parting: str, lead: str) -> None:
    read = reading(f"{lead}{parting.join(VALUES)}.\n")
    (person,) = read.attendees
    assert read.doubts == ()
    assert (person.last_name, person.first_name, person.organisation) == ("Morvan", "Léa", "Ville de Blois")
    assert (person.role, person.workshops) == ("Directrice", ("crues",))


def test_a_line_with_few_labels_stays_as_it_is() -> None:
    row = Row(Line("Adresse : 3 rue du Port ; bâtiment B : au fond de la cour, à gauche de la grande porte cochère"), 0)
    assert list(unrolled([row], choices())) == [row]


def test_a_label_that_no_list_holds_may_stand_above_its_value() -> None:
    pairs = ("Nom", "Morvan"), ("Prénom", "Léa"), ("Exploitation / organisme", "EARL des Saules"), ("Ville", "Blois")
    read = reading("\n\n".join(f"{label}\n{value}" for label, value in pairs) + "\n\nAtelier\nPrévenir les crues\n")
    assert read.attendees[0].organisation == "EARL des Saules"
    assert read.attendees[0].confidence > 0.9


@pytest.mark.parametrize(("said", "doubtful"), [("oui", False), ("non", True)])
def test_whether_one_comes_may_stand_below_its_label(said: str, doubtful: bool) -> None:
    pairs = ("Nom", "Morvan"), ("Prénom", "Léa"), ("Organisme", "Ville de Blois"), ("Participera au forum", said)
    read = reading("\n\n".join(f"{label}\n{value}" for label, value in pairs) + "\n\nAtelier\nPrévenir les crues\n")
    assert bool(read.doubts) is doubtful
    assert read.attendees[0].confidence > 0.9


def test_people_may_be_counted_in_words() -> None:
    people = (("First participant", "Karin", "Holm"), ("Second participant", "Anders", "Lindqvist"))
    text = "Organisation: Fyrmuseet\n\n" + "\n\n".join(
        f"{head}\nFirst name: {first}\nSurname: {last}\nWorkshop: Entretien des berges" for head, first, last in people
    )
    read = reading(text)
    assert [a.last_name for a in read.attendees] == ["Holm", "Lindqvist"]
    assert {a.organisation for a in read.attendees} == {"Fyrmuseet"}
    assert all(a.confidence > 0.9 for a in read.attendees)


def test_a_civility_in_brackets_behind_a_name_is_no_part_of_it() -> None:
    (person,) = reading("Nom et prénom : Morvan Léa (Mme)\nOrganisme : Ville de Blois\nAtelier : Crues\n").attendees
    assert (person.civility, person.first_name, person.last_name) == ("Mme", "Léa", "Morvan")
