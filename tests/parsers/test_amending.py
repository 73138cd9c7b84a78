"""A coupon with a sentence beside it that says that it changes an earlier reply, and one that only names somebody."""

import pytest

from parsers.folding import words
from parsers.intent import Says
from parsers.letters.amending import tells_of_coupon
from parsers.reading import Intent
from tests.parsers.forum import reading

COUPON = (
    "\n\nNom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier choisi : Passes à poissons\n\nLéa Morvan\n"
)
IDENTITY = "\n\nNom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\n\nCordialement\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Voici mon bulletin rectifié, il remplace celui que je vous ai envoyé lundi", Says.CHANGE),
        ("Je me suis déjà inscrite mais je dois modifier mes choix", Says.CHANGE),
        ("Please use this form instead of the previous one", Says.CHANGE),
        ("My deputy will attend in my place", Says.REPLACE),
        ("Mon adjointe viendra à ma place, voici ses coordonnées", Says.REPLACE),
        ("J'ai changé d'avis, ce talon annule et remplace celui que je vous ai envoyé", Says.CHANGE),
        ("Mon adjointe viendra à ma place si elle le peut", None),
        ("Veuillez annuler mon inscription", None),
        ("Voici mon bulletin d'inscription rempli pour samedi", None),
        ("Je souhaite changer d'atelier le matin, voici ma fiche corrigée", Says.CHANGE),
        ("Merci d'annuler mon premier bulletin et de le remplacer par celui-ci", Says.CHANGE),
        ("J'ai changé d'avis pour les ateliers", Says.CHANGE),
        ("My booking for the study days", None),
        ("Je vous ai envoyé mon coupon mais je ne viendrai plus", None),
        ("Voici mon coupon corrigé, prévoyez un repas sans sel", None),
    ],
)
def test_a_sentence_that_only_speaks_of_the_coupon_is_told(text: str, says: Says | None) -> None:
    assert tells_of_coupon(words(text)) is says


@pytest.mark.parametrize("text", ["Voici le bulletin corrigé, qui annule et remplace le précédent :",
                                  "C'est mon collègue qui participera à ma place :"])  # fmt: skip
def test_a_corrected_coupon_changes_the_reply_before_it(text: str) -> None:
    read = reading(f"Bonjour,\n\n{text}{COUPON}")
    assert (read.intent, read.doubts, read.attendees[0].workshops) == (Intent.AMEND, (), ("poissons",))


@pytest.mark.parametrize(
    ("text", "intent", "workshops"),
    [
        ("Je participerai à l'atelier 2.", Intent.REGISTER, ("poissons",)),
        ("Je dois malheureusement annuler mon inscription.", Intent.CANCEL, ()),
        ("Je ne pourrai pas venir au Forum des rivières.", Intent.DECLINE, ()),
    ],
)
def test_sentences_say_what_one_wants_whom_a_coupon_only_names(
    text: str, intent: Intent, workshops: tuple[str, ...]
) -> None:
    read = reading(f"Bonjour,\n\n{text}{IDENTITY}")
    person = read.attendees[0]
    assert (read.intent, read.doubts, len(read.attendees)) == (intent, (), 1)
    assert (person.last_name, person.organisation, person.workshops) == ("Morvan", "Ville de Blois", workshops)


def test_nothing_unclear_passes_beside_a_coupon_that_only_names_somebody() -> None:
    assert reading(f"Bonjour,\n\nJe viendrai à l'atelier 2 ou au 3, à voir.{IDENTITY}").doubts
