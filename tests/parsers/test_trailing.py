"""What stands below a coupon: a farewell, a few words that change nothing, who signs; and what a person reads."""

import pytest

from tests.parsers.forum import reading
from tests.parsers.test_between import sure

COUPON = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nAtelier : berges\n"


@pytest.mark.parametrize(
    "below",
    [
        "\nvoila j espere que c est bon\nlea\n",
        "\nBonne fin de semaine,\nL. Morvan\n",
        "\nBonne fête du 8 mai\n",
        "\nUnion de prière,\nSœur Léa\n",
        "Kenavo,\nLéa Morvan\n",
        "sorry it's last minute, half the committee has had a cold\nSent from my iPad\n",
    ],
)
def test_a_few_words_of_farewell_below_a_coupon_are_no_part_of_it(below: str) -> None:
    assert sure(reading(COUPON + below)).last_name == "Morvan"


@pytest.mark.parametrize(
    "below", ["\nà confirmer\nLéa\n", "\nfinalement plutôt les crues\nlea\n", "\nGardien 3\nlea\n"]
)
def test_what_may_change_something_below_a_coupon_is_for_a_person(below: str) -> None:
    read = reading(COUPON + below)
    assert read.doubts or read.attendees[0].confidence < 0.9


def test_the_address_of_who_sent_the_coupon_out_is_nobodys() -> None:
    form = COUPON + "Réseau des eaux vives, 14 rue Blatin, 63000 Clermont-Ferrand\n"
    assert sure(reading(form)).postal_code is None
