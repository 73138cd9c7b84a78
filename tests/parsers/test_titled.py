"""The civility of one whose coupon says what she does, and whom the letter calls by it."""

import pytest

from tests.parsers.forum import reading

COUPON = "\nNom : Morvan\nPrénom : Léa\nFonction : Maire\nOrganisme : Ville de Blois\nAtelier : crues\n"


@pytest.mark.parametrize(
    ("letter", "civility"),
    [
        ("Bonjour,\nVoici la réponse de Mme le Maire.\n", "Mme"),
        ("Madame le Maire,\nVoici ma réponse.\n", None),  # whom the letter goes to
        ("Bonjour,\nVoici la réponse de Mme la Directrice.\n", None),
    ],
)
def test_a_title_inside_a_sentence_tells_the_civility(letter: str, civility: str | None) -> None:
    (person,) = reading(letter + COUPON).attendees
    assert person.civility == civility
