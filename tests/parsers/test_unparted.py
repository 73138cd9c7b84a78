"""Coupons whose labels and values only spaces or dots part, several of them a line; labels that name several bodies."""

import pytest

from parsers.coupons import fields
from parsers.coupons.vocabulary import Label, label_of
from parsers.reasons import Reason
from tests.parsers.forum import reading
from tests.parsers.test_between import sure

CHOSEN = "Atelier : berges\n"


@pytest.mark.parametrize(
    "form",
    [
        "NOM  MORVAN   Prénom  Léa\nOrganisme  Mairie de Blois\nFonction  maire\nCP 41000  Ville  Blois\n",
        "NOM MORVAN Prénom Léa\nOrganisme Mairie de Blois  Fonction maire\nCP 41000 Ville Blois\n",
        "NOM ..MORVAN..... Prénom ..Léa.....\nOrganisme ..Mairie de Blois.... \nFonction ..maire.....\n"
        "CP ..41000.. Ville ..Blois......\nTél. ............ Courriel ..........\n",
    ],
)
def test_several_pairs_a_line_that_spaces_or_dots_part(form: str) -> None:
    person = sure(reading(form + CHOSEN))
    assert (person.last_name, person.first_name, person.role) == ("Morvan", "Léa", "Maire")
    assert (person.organisation, person.postal_code, person.city) == ("Mairie de Blois", "41000", "Blois")


def test_a_particle_behind_the_label_belongs_to_the_name() -> None:
    person = sure(reading(f"NOM de la Celle Prénom Étienne\nOrganisme Syndicat\nFonction maire\n{CHOSEN}"))
    assert (person.last_name, person.first_name) == ("de la Celle", "Étienne")


def test_two_ways_to_reach_somebody_beside_a_label_for_both() -> None:
    reached = "Tél. / Courriel\t02 54 00 00 01 / lea@loire.example\n"
    person = sure(reading(f"Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\n{reached}{CHOSEN}"))
    assert (person.phone, person.email) == ("+33254000001", "lea@loire.example")


@pytest.mark.parametrize(
    "label",
    ["Commune, bibliothèque ou organisme", "Commune / intercommunalité", "Society, parish council or other body"],
)
def test_a_label_that_names_several_kinds_of_bodies_asks_for_one(label: str) -> None:
    assert label_of(label, exact=True) is Label.ORGANISATION


@pytest.mark.parametrize("label", ["Commune / Département", "Ville ou village", "Fonction / Organisme"])
def test_places_alone_or_other_things_are_no_bodies(label: str) -> None:
    assert label_of(label) is not Label.ORGANISATION


def test_brackets_that_deny_another_body_are_no_part_of_the_name() -> None:
    form = f"Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois (et non la CC, comme l'an passé)\n{CHOSEN}"
    assert sure(reading(form)).organisation == "Ville de Blois"


def test_a_joke_in_brackets_behind_a_role_is_no_part_of_it() -> None:
    form = f"Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nFonction : gardien (pas payé, hélas)\n{CHOSEN}"
    assert sure(reading(form)).role == "Gardien"


def test_a_remark_in_brackets_behind_a_role_is_for_a_person() -> None:
    remark = "mais je viens pour mon adjoint"
    form = f"Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nFonction : gardien ({remark})\n{CHOSEN}"
    assert min(a.confidence for a in reading(form).attendees) < 0.9


def test_the_coupon_s_own_list_of_all_workshops_chooses_none() -> None:
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\n"
    listed = "TABLES : Prévenir les crues * Passes à poissons * Entretien des berges\n1er choix : berges\n"
    assert sure(reading(form + listed)).workshops == ("berges",)


def test_numbers_without_a_prefix_belong_where_the_event_is() -> None:
    country = fields.country_of("Europe/Dublin")
    assert country == "IE"
    assert fields.phone("087 555 3316", country) == "+353875553316"
    assert fields.phone("06 12 34 56 78", country) == "+33612345678"


def test_an_address_is_no_label_with_its_value() -> None:
    form = f"Nom Morvan\nPrénom Léa\nOrganisme Syndicat\nAdresse Rue de l'École\n{CHOSEN}"
    assert sure(reading(form)).address == "Rue de l'École"


SIGNED = (
    "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nFonction : cf. signature\nAtelier : berges\n\nCordialement,\n\n"
)


def test_a_field_that_refers_to_the_signature_is_read_there() -> None:
    assert sure(reading(f"{SIGNED}Léa Morvan\nTechnicienne de rivière\n")).role == "Technicienne de rivière"


def test_a_field_that_refers_to_no_signature_is_in_doubt() -> None:
    assert Reason.DOUBTFUL_VALUE in reading(SIGNED).doubts


def test_a_town_behind_a_street_is_in_doubt_where_only_the_code_is_asked() -> None:
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Club\nAdresse : pavillon, rue Haute, Blois\nCode postal : 41000\n"
    assert min(a.confidence for a in reading(form + CHOSEN).attendees) < 0.9


def test_a_value_framed_by_lines_is_one_whatever_words_are_in_it() -> None:
    form = (
        "NOM _MORVAN_   PRÉNOM _LÉA_\nASSOCIATION OU COLLECTIVITÉ _LES PIEDS DANS L'EAU_\n"
        "RUE _8 BIS RUE DU MAIL_\nCP _41000_   VILLE _BLOIS_\n"
    )
    person = sure(reading(form + CHOSEN))
    assert (person.organisation, person.address) == ("LES PIEDS DANS L'EAU", "8 BIS RUE DU MAIL")
