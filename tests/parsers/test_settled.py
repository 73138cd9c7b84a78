"""What looks open in a sentence and is not."""

import pytest

from parsers.letters.settled import asks_to_be_taken, without_settled


@pytest.mark.parametrize(
    ("sentence", "taken"),
    [
        ("Pouvez-vous m'inscrire à l'atelier 2 ?", True),
        ("So could you please move me to the second session?", True),
        ("Serait-il possible de remplacer l'atelier 1 par le 3 ?", True),
        ("Pouvez-vous m'inscrire s'il reste de la place ?", False),
        ("Pouvez-vous me dire si l'atelier 2 est complet ?", False),
        ("Pourriez-vous noter mon nom et combien cela coûte ?", False),
        ("Could I bring my neighbour along?", False),
        ("Pouvez-vous m'inscrire ? Est-ce payant ?", False),
    ],
)
def test_a_request_to_be_taken_is_no_question(sentence: str, taken: bool) -> None:
    assert asks_to_be_taken(sentence) is taken


@pytest.mark.parametrize(
    ("sentence", "text", "left"),
    [
        ("Il ira à l'atelier 1, où il parlera.", "il ira a l Wsh , ou il parlera", False),
        ("Il ira au 1 ou au 2, où il veut.", "il ira au Wsh ou au Wsh , ou il veut", True),
        ("Elle prend le 1 ou le 2.", "elle prend le Wsh ou le Wsh", True),
    ],
)
def test_where_is_no_alternative(sentence: str, text: str, left: bool) -> None:
    assert (" ou " in without_settled(sentence, text)) is left
