"""Where a coupon ends and its writer signs, with no closing that a list holds."""

import pytest

from parsers.coupons.endings import Endings
from tests.parsers.forum import choices, reading

HEAD = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\n"
ENDINGS = Endings(choices(), "Léa Morvan <l.morvan@blois.example>", own=True)


@pytest.mark.parametrize(
    "below",
    [
        "Brigitte Marchand\nAssistante de direction\nLigne directe : 02 54 90 23 41\nb.marchand@blois.example",
        "Je reste à votre disposition pour tout complément.\n\nBrigitte Marchand\nSecrétariat\nTél. 02 54 90 23 41",
        "-- \nBrigitte MARCHAND\nService des affaires culturelles\nb.marchand@blois.example",
    ],
)
def test_a_block_below_a_coupon_is_its_writers_and_fills_nothing(below: str) -> None:
    read = reading(f"{HEAD}\n{below}\n", sender="Secrétariat <secretariat@blois.example>")
    (person,) = read.attendees
    assert read.doubts == ()
    assert (person.phone, person.email, person.role) == (None, None, None)
    assert person.confidence > 0.9


@pytest.mark.parametrize("name", ["LM", "Léa", "L. Morvan"])
def test_a_name_cut_short_below_a_last_sentence_signs(name: str) -> None:
    read = reading(f"{HEAD}\nLes échanges de la dernière rencontre nous ont beaucoup servi.\n{name}\n")
    assert read.doubts == ()
    assert read.attendees[0].confidence > 0.9


def test_a_name_below_a_long_sentence_is_not_joined_to_it() -> None:
    long = "Merci beaucoup pour toute cette organisation, qui vous a demandé du travail."
    read = reading(f"{HEAD}\n{long}\nLéa\n")
    assert read.attendees[0].confidence > 0.9


@pytest.mark.parametrize(
    "lines",
    [
        ["Brigitte Marchand", "Atelier : Passes à poissons"],
        ["Brigitte Marchand", "viendra aussi avec deux collègues"],
        ["Brigitte Marchand"],
    ],
)
def test_what_asks_answers_or_says_more_is_no_signature(lines: list[str]) -> None:
    assert not ENDINGS.is_block(lines)


def test_another_person_below_a_coupon_is_not_dropped() -> None:
    read = reading(f"{HEAD}\nPaul Petit\n")
    assert read.attendees[0].confidence < 0.9
