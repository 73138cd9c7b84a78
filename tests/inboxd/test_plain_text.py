"""What strangers wrote is shown in one line, without control characters, links or great length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inboxd.plain_text import as_said, cut, lines, one_line, unlinked


@pytest.mark.parametrize(("text", "line"), [
    ("Le  Goff\r\n", "Le Goff"),
    ("a\u2028b\x85c\x0bd", "a b c d"),
    ("O\u2019Neil \u00a0« x »", "O\u2019Neil \u00a0« x »"),  # no-break spaces are the writer's
    ("\u202ekcart\u202c", "kcart"),
    ("Zo\u0308e\x00", "Zo\u0308e"),
    ("\ud83d", ""),
])  # fmt: skip
def test_a_text_becomes_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(("text", "shown"), [
    ("Mairie de Lyon", "Mairie de Lyon"),
    ("M. J.-P. Martin, S.N.C.F., 3.5 km", "M. J.-P. Martin, S.N.C.F., 3.5 km"),
    ("M.Durand", "M. Durand"),
    ("12 h 30 : arrivée", "12 h 30 : arrivée"),
    ("https://evil.example/pay?x=1", "https: //evil. example/pay?x=1"),
    ("HTTP://1.2.3.4/pay", "HTTP: //1.2.3.4/pay"),
    ("www.evil.example", "www. evil. example"),
    ("evil。example", "evil。 example"),
    ("me@evil.example", "me@evil. example"),
])  # fmt: skip
def test_nothing_is_left_that_a_mail_program_would_link(text: str, shown: str) -> None:
    assert unlinked(text) == shown
    assert unlinked(shown) == shown


@settings(deadline=None)
@given(st.text(st.characters(codec=None)), st.integers(1, 50))
def test_every_text_ends_short_in_one_printable_line(text: str, limit: int) -> None:
    shown = as_said(text, limit)
    assert len(shown) <= limit
    assert len(shown.splitlines()) <= 1
    shown.encode()


def test_what_is_cut_says_so() -> None:
    assert cut("Saint-Étienne", 6) == "Saint…"
    assert cut("Lyon", 4) == "Lyon"


def test_the_operators_lines_stay_lines() -> None:
    assert lines("L'équipe\r\nTél. 04\n\n") == ["L'équipe", "Tél. 04"]
