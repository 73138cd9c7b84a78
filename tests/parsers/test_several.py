"""Several coupons in one reply: where each begins, who signs for all, and what is stated once for each of them."""

import pytest

from parsers.reasons import Reason
from tests.parsers.test_habits import of
from tests.parsers.test_layouts import HEAD

TWO = (
    "First name: Léa\nSurname: Morvan\nOrganisation: Syndicat de la Loire\nWorkshops: crues\n\n"
    "First name: Tom\nSurname: Petit\nOrganisation: Syndicat de la Loire\nWorkshops: berges\n"
)
FIRST = "Nom : Morvan\nPrénom : Léa\nAtelier : crues\n\n"
SECOND = "Nom : Petit\nPrénom : Tom\nAtelier : berges\n"


def test_a_second_first_name_begins_a_second_person() -> None:
    read = of(TWO)
    assert read.doubts == ()
    assert [(a.first_name, a.last_name, a.workshops) for a in read.attendees] == [
        ("Léa", "Morvan", ("crues",)),
        ("Tom", "Petit", ("berges",)),
    ]


def test_the_first_of_two_may_sign_below_the_second() -> None:
    read = of(f"{TWO}\nL. Morvan")
    assert [a.confidence >= 0.9 for a in read.attendees] == [True, True]


def test_underscores_in_brackets_are_an_empty_box() -> None:
    body = f"{HEAD}(_) Prévenir les crues\n(X) Entretien des berges\n[_] Passes à poissons\nBuffet : (_) oui (X) non"
    (person,) = of(body).attendees
    assert (person.workshops, person.answers) == (("berges",), {"buffet": False})
    assert person.confidence >= 0.9


def test_two_dots_are_leaders_too() -> None:
    (person,) = of(
        f"{HEAD}Code postal : ..45130..  Ville : ...Meung...\nTél. : ..0639981234..\nAtelier : crues"
    ).attendees
    assert (person.postal_code, person.city, person.phone) == ("45130", "Meung", "+33639981234")
    assert person.confidence >= 0.9


def test_a_lone_cross_beside_numbered_workshops_is_a_tick() -> None:
    behind = "Atelier :\n1. Prévenir les crues  X\n2. Passes à poissons\n3. Entretien des berges  X\n"
    before = "Atelier :\nX  1. Prévenir les crues\n-  2. Passes à poissons\nX  3. Entretien des berges\n"
    for rows in (behind, before):
        (person,) = of(HEAD + rows).attendees
        assert person.workshops == ("crues", "berges")
        assert person.confidence >= 0.9


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}{SECOND}\nOrganisme pour tous : Syndicat de la Loire\n",
        f"{FIRST}{SECOND}\nOrganisme commun : Syndicat de la Loire\n",
        f"{FIRST}{SECOND}\nOrganisme : Syndicat de la Loire (pour les deux)\n",
        f"Organisme pour nous deux : Syndicat de la Loire\n\n{FIRST}{SECOND}",
        f"Organisme : Syndicat de la Loire\n\nParticipant 1\n{FIRST}\nParticipant 2\n{SECOND}",
        f"Organisme : Syndicat de la Loire\n\nPersonne 1\n{FIRST}\nPersonne 2\n{SECOND}",
        f"Organisme : Syndicat de la Loire\n\n{FIRST}{SECOND}",
    ],
)
def test_what_is_stated_once_for_all_counts_for_each(body: str) -> None:
    read = of(body)
    assert read.doubts == ()
    assert [(a.last_name, a.organisation) for a in read.attendees] == [
        ("Morvan", "Syndicat de la Loire"),
        ("Petit", "Syndicat de la Loire"),
    ]
    assert all(a.confidence >= 0.9 for a in read.attendees)


def test_a_telephone_and_an_address_may_be_shared() -> None:
    people = of(f"{TWO}\nTél. pour nous deux : 06 39 98 12 34\nAdresse commune : 2 quai Nord, 41000 Blois\n").attendees
    assert [(a.phone, a.address, a.city) for a in people] == [("+33639981234", "2 quai Nord", "Blois")] * 2


def test_the_body_of_the_first_is_not_that_of_others() -> None:
    first = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nAtelier : crues\n\n"
    people = of(first + SECOND).attendees
    assert [a.organisation for a in people] == ["Syndicat de la Loire", None]


def test_a_commune_is_a_town() -> None:
    (person,) = of(f"{HEAD}Commune : Blois\nAtelier : crues").attendees
    assert person.city == "Blois"


def test_pour_tous_may_belong_to_a_name() -> None:
    (person,) = of(HEAD.replace("Syndicat de la Loire", "Association Rivières pour tous") + "Atelier : crues").attendees
    assert person.organisation == "Association Rivières pour tous"


def test_the_name_of_a_form_for_bodies_is_that_of_who_answers_for_it() -> None:
    body = "Structure : Syndicat\nNom et prénom du responsable : Mme MORVAN Léa\nVille : Blois\nAtelier : crues"
    (person,) = of(body).attendees
    assert (person.civility, person.first_name, person.last_name) == ("Mme", "Léa", "Morvan")
    assert person.confidence >= 0.9


def test_another_ones_name_is_nobody_who_comes() -> None:
    read = of(f"{HEAD}Nom et prénom du conjoint : PETIT Tom\nAtelier : crues")
    assert read.doubts or read.attendees[0].confidence < 0.9
    assert "Petit" not in [a.last_name for a in read.attendees]


def test_a_word_may_stand_in_a_box_instead_of_a_tick() -> None:
    for yes, no in (("[ok]", "[ ]"), ("(oui)", "(   )")):
        (person,) = of(f"{HEAD}{yes} Prévenir les crues\n{no} Passes à poissons\n{yes} Entretien des berges").attendees
        assert person.workshops == ("crues", "berges")
        assert person.confidence >= 0.9


def test_people_may_be_counted_below_each_other() -> None:
    head = "Organisme : Mairie de Blois\nAdresse : 2 place de la Fontaine, 41000 Blois\n\n"
    people = "1) Mme LACOMBE Josiane, adjointe à la culture - ateliers 1 et 3 - buffet : oui\n"
    people += "2) M. LACOMBE Régis, placier - atelier 2 - buffet : non\n"
    reading = of(f"Bonjour,\n\n{head}{people}\nCordialement,\nLe secrétariat\n")
    assert reading.doubts == ()
    found = [(p.first_name, p.last_name, p.organisation, p.workshops, p.answers) for p in reading.attendees]
    assert found == [
        ("Josiane", "Lacombe", "Mairie de Blois", ("crues", "berges"), {"buffet": True}),
        ("Régis", "Lacombe", "Mairie de Blois", ("poissons",), {"buffet": False}),
    ]


def test_speakers_counted_in_a_quoted_letter_do_not_come() -> None:
    letter = "> Interviendront :\n> 1) Mme LACOMBE Josiane, adjointe à la culture\n> 2) M. PETIT Régis, conseiller\n"
    said = "Bonjour, merci pour l'invitation.\n\nLe 2 février 2021 à 09:00, Office <forum@example.org> a écrit :\n"
    assert of(said + letter).attendees == ()


def test_whose_form_it_is_may_be_said_with_an_apostrophe() -> None:
    assert Reason.DOUBTFUL_VALUE not in of(f"Mr Morvan's form is below.\n\n{HEAD}Atelier : crues").doubts
    assert Reason.DOUBTFUL_VALUE in of(f"Mr Petit's form is below.\n\n{HEAD}Atelier : crues").doubts
