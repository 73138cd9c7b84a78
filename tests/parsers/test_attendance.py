"""Coupons that ask whether one comes at all, where the configuration has no such question."""

from dataclasses import replace
from datetime import datetime

import pytest

from parsers.coupons.attendance import attendance
from parsers.reading import Intent
from parsers.reasons import Reason
from tests.parsers.forum import FORUM
from tests.parsers.test_habits import of
from tests.parsers.test_layouts import HEAD


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Participera au forum : NON", False),
        ("Sera présent(e) : oui", True),
        ("Ne participera pas : X", False),
        ("Ne participera pas au Forum des rivières vivantes du 9 mars 2021.", False),
        ("Will attend: no", False),
        ("Participera au forum : oui / non", None),
        ("Participera / ne participera pas", None),
        ("Participera au cocktail : non", None),
        ("Participera", None),
    ],
)
def test_a_line_about_coming_says_so(text: str, said: bool | None) -> None:
    assert attendance(text, FORUM) is said


def test_of_two_days_one_is_not_the_event() -> None:
    longer = replace(FORUM, ends=datetime(2021, 3, 10, 17, 0))  # noqa: DTZ001 - local to its timezone
    assert attendance("Présence le 9 mars : non", longer) is None
    assert attendance("Présence le 9 mars : non", FORUM) is False


@pytest.mark.parametrize("line", ["Participera au forum : NON", "Ne participera pas au forum du 9 mars 2021."])
def test_a_coupon_may_decline(line: str) -> None:
    found = of(f"{HEAD}{line}\n")
    assert found.intent is Intent.DECLINE
    assert found.doubts == ()
    assert found.attendees[0].confidence >= 0.9


def test_a_letter_may_say_what_the_coupon_says() -> None:
    found = of(f"Bonjour,\n\nje ne pourrai malheureusement pas venir au forum.\n\n{HEAD}Participera au forum : non\n")
    assert (found.intent, found.doubts) == (Intent.DECLINE, ())


def test_a_coupon_that_comes_and_does_not_is_for_a_person() -> None:
    assert Reason.COMING_AND_NOT in of(f"{HEAD}Participera au forum : non\nAtelier : crues\n").doubts
    assert Reason.COMING_AND_NOT in of(f"{HEAD}Participera au forum : non\nParticipera au forum : oui\n").doubts
