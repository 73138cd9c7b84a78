"""Sentences that tell how a paper came into the mail, and those that say more."""

import pytest

from parsers.letters.legible import tells_of_paper
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD

COUPON = f"{HEAD}Atelier : crues\n"


@pytest.mark.parametrize(
    "said",
    [
        "Je l'ai passé au scanner de la mairie, dites-moi si ça ne s'ouvre pas chez vous.",
        "J'espère que le scan est lisible, sinon je vous l'enverrai par la poste.",
        "Si le document n'est pas lisible, rappelez-moi.",
        "La qualité n'est pas bonne, le copieur manque d'encre.",
        "If the scan is not legible, please let me know.",
    ],
)
def test_how_the_paper_was_sent_changes_nothing(said: str) -> None:
    assert tells_of_paper(said)
    assert sure(f"{said}\n\n{COUPON}").workshops == ("crues",)


@pytest.mark.parametrize(
    "said",
    [
        "Dites-moi si c'est possible.",
        "Si la photo est lisible, inscrivez aussi ma collègue.",
        "J'ai mal lu la fiche, je viens avec deux personnes.",
        "Le scan est-il lisible ?",
        "La copie est pour le maire.",
    ],
)
def test_what_says_more_than_that_is_no_talk_of_paper(said: str) -> None:
    assert not tells_of_paper(said)


def test_a_wish_beside_talk_of_paper_is_for_a_person() -> None:
    found = of(f"Le scan est illisible, merci de me rappeler pour un second atelier.\n\n{COUPON}")
    assert found.doubts or found.attendees[0].confidence < 0.9
