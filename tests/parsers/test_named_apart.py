"""A person named without labels, and a body with its address in it."""

from tests.parsers.forum import reading
from tests.parsers.test_between import sure


def test_the_order_of_a_name_without_a_label_is_told_by_the_first_name() -> None:
    body = "Bencherif Yasmina\nDirectrice\nVille de Blois\n\nAtelier : crues\nBuffet : oui\n"
    person = sure(reading(body, sender="Yasmina Bencherif <accueil@loire.example>"))
    assert (person.first_name, person.last_name) == ("Yasmina", "Bencherif")


def test_an_organisation_with_its_address_in_it_is_for_a_person() -> None:
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ferme des Halles, 3 route de Gien, 45130 Meung\nAtelier : crues\n"
    (person,) = reading(form).attendees
    assert person.organisation == "Ferme des Halles" or person.confidence < 0.9
