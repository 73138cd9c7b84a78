"""Sentences that only announce the coupon beside them, and those that say more."""

import pytest

from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD

COUPON = f"{HEAD}Atelier : crues\n"


@pytest.mark.parametrize(
    "said",
    [
        "Voici l'inscription de notre collègue.",
        "Vous voudrez bien noter ma participation comme suit.",
        "Je vous prie de trouver le talon de Madame la directrice.",
        "Please find the form of our treasurer.",
        "Une inscription pour notre service.",
        "Je reviens vers vous avec la réponse demandée.",
        "Merci de prendre en compte ce qui suit.",
    ],
)
def test_whose_coupon_it_is_changes_nothing(said: str) -> None:
    assert sure(f"{said}\n\n{COUPON}").workshops == ("crues",)


@pytest.mark.parametrize(
    "said",
    [
        "Voici mon coupon et celui de ma collègue.",
        "Voici deux inscriptions pour notre service.",
        "Voici l'inscription de notre collègue, avec ma directrice.",
        "Malheureusement ma participation sera pour une autre année.",
        "Je reviens vers vous avec la réponse de mon mari.",
        "Merci de prendre en compte ce qui change.",
    ],
)
def test_what_announces_more_than_the_coupon_is_for_a_person(said: str) -> None:
    found = of(f"{said}\n\n{COUPON}")
    assert found.doubts or found.attendees[0].confidence < 0.9


@pytest.mark.parametrize(
    "said",
    [
        "Ci-joint... ou plutôt ci-dessous, mon talon, la pièce jointe ne passait pas.",
        "Apologies for not coming back to you sooner, I have been on leave.",
        "j'espère ne rien avoir oublié.",
    ],
)
def test_what_is_denied_or_hoped_of_the_mail_itself_changes_nothing(said: str) -> None:
    assert sure(f"{said}\n\n{COUPON}").workshops == ("crues",)


@pytest.mark.parametrize(
    "said",
    [
        "Finalement ça ne va pas être possible pour moi.",
        "La pièce jointe ne dit pas que je ne serai pas là.",
        "J'espère pouvoir venir.",
        "I'm afraid I'm not coming.",
    ],
)
def test_what_is_denied_or_hoped_of_coming_is_for_a_person(said: str) -> None:
    found = of(f"{said}\n\n{COUPON}")
    assert found.doubts or found.attendees[0].confidence < 0.9


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("Nous serons deux du Syndicat, mon collègue et moi : voir le tableau.", True),
        ("Nous serons trois, mon collègue et moi : voir le tableau.", False),
        ("Nous serons deux, et peut-être un troisième.", False),
        ("Nous serons deux à partir de midi.", False),
    ],
)
def test_how_many_come_is_held_against_the_coupons(said: str, counted: bool) -> None:
    two = (
        f"{COUPON}\n{HEAD.replace('Léa', 'Paul').replace('MORVAN', 'ROUX').replace('Morvan', 'Roux')}Atelier : crues\n"
    )
    found = of(f"{said}\n\n{two}")
    assert (not found.doubts and all(a.confidence >= 0.9 for a in found.attendees)) is counted
