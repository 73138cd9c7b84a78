"""Sentences in which no word touches what organisers deal with."""

import pytest

from parsers.letters.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text",
    [
        "Lovely poster by the way.",
        "Les moutons vous saluent bien.",
        "Vivement le printemps !",
        "I have opinions on roofs.",
    ],
)
def test_what_speaks_of_nothing_that_is_organised_is_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "Les moutons vous saluent, et mon frère vient.",
        "Vivement le printemps, si la neige fond.",
        "Lovely poster, could I have one?",
        "Voyez avec Nadia.",
        "I have a wheelchair.",
        "Paul M.",
    ],
)
def test_what_names_people_needs_or_conditions_is_not(text: str) -> None:
    assert not is_small_talk(text)
