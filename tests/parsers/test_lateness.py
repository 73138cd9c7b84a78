"""Sentences about coming late and leaving early, held against when that takes place which a coupon chooses."""

import pytest

from parsers.coupons.lateness import keeps_to_times
from parsers.coupons.presence import Time

MORNING, NOON, AFTERNOON = Time(None, "am"), Time(None, "noon"), Time(None, "pm")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Il arrivera un peu en retard le matin, ne l'attendez pas pour le café.", [MORNING]),
        ("I may be ten minutes late.", [MORNING, AFTERNOON]),
        ("Je dois repartir avant le repas.", [MORNING]),
        ("I have to slip away before lunch, which I would rather miss.", [MORNING]),
        ("Elle n'arrivera qu'après le déjeuner.", [AFTERNOON]),
        ("Je dois repartir vendredi avant le repas.", [Time(4, "am"), Time(3, "pm")]),
    ],
)
def test_who_misses_nothing_of_what_is_chosen_changes_nothing(text: str, chosen: list[Time]) -> None:
    assert keeps_to_times(text, chosen)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Je dois repartir avant le repas.", [MORNING, NOON]),
        ("Je dois repartir avant le repas.", [AFTERNOON]),
        ("I have to leave before lunch.", []),  # nobody knows when that is which was chosen
        ("J'aurai une heure de retard.", [AFTERNOON]),
        ("J'arriverai après le déjeuner.", [MORNING, AFTERNOON]),
        ("Je dois repartir vendredi avant le repas.", [Time(4, "pm")]),
        ("J'aurai un peu de retard, gardez-moi une place.", [MORNING]),
        ("J'aurai un peu de retard si mon train est supprimé.", [MORNING]),
        ("Je dois repartir avant le repas, ma collègue restera.", [MORNING]),
    ],
)
def test_who_may_miss_something_of_it_is_for_a_person(text: str, chosen: list[Time]) -> None:
    assert not keeps_to_times(text, chosen)
