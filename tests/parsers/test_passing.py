"""What is told the organisers in passing: how a fee is paid, what is brought along."""

import pytest

from parsers.letters.passing import tells_in_passing
from tests.parsers.forum import reading

COUPON = (
    "\n\nNom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier choisi : Passes à poissons\n\nLéa Morvan\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Le règlement du repas suivra par mandat administratif.",
        "Un seul chèque suivra pour tout le monde.",
        "Cheque for the lunch to follow by post as discussed with Mary.",
        "J'apporterai deux exemplaires de notre guide, comme convenu avec M. Carlier.",
        "We shall bring a set of old maps.",
    ],
)
def test_what_asks_nothing_is_told(text: str) -> None:
    assert tells_in_passing(text)
    assert reading(f"Bonjour,\n\n{text}{COUPON}").doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Le règlement suivra à réception de la facture.",
        "Le chèque suivra-t-il le bulletin ?",
        "Le chèque part demain si le bureau est d'accord.",
        "J'apporterai nos affiches, il nous faudra une table.",
        "I shall bring my two children.",
        "Nous apporterons notre propre repas.",
    ],
)
def test_what_asks_for_something_or_hangs_on_it_is_for_a_person(text: str) -> None:
    assert not tells_in_passing(text)
    assert reading(f"Bonjour,\n\n{text}{COUPON}").doubts != ()


def test_with_whom_something_was_agreed_is_nobody_who_comes() -> None:
    assert reading(f"Bonjour,\n\nComme convenu avec M. Texier, voici mon inscription.{COUPON}").doubts == ()
    assert reading(f"Bonjour,\n\nVoici l'inscription de M. Texier.{COUPON}").doubts != ()
