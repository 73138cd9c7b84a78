"""The replies that ship with `make demo`: invented people only, small, each a mail as mail servers deliver them."""

import email
import json
import re
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from inboxd.demo.folder import sent_at, shipped_replies

ROOT = Path(__file__).resolve().parents[2]
REPLIES = dict(shipped_replies())
ALL_BYTES = 1_500_000
# Ranges that the French regulator keeps for fiction.
FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")
PHONE = re.compile(r"(?<![\d.-])0[1-9](?:[ .]?\d\d){4}(?!\d)")
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


def truth() -> dict[str, dict[str, Any]]:
    """Give what a careful person makes of each reply, by its name."""
    lines = (ROOT / "tests/demo/truth.ndjson").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return {entry["source"].removesuffix(".eml"): entry for entry in entries}


def parsed(name: str) -> EmailMessage:
    return email.message_from_bytes(REPLIES[name], policy=policy.default)


def texts(mail: EmailMessage) -> str:
    """Give what stands in the text parts."""
    parts = (part for part in mail.walk() if part.get_content_maintype() == "text")
    return "\n".join(str(part.get_content()) for part in parts)


def test_every_reply_has_its_truth_and_they_stay_small() -> None:
    assert set(REPLIES) == set(truth())
    assert 20 <= len(REPLIES) <= 30
    assert sum(map(len, REPLIES.values())) < ALL_BYTES


@pytest.mark.parametrize("name", sorted(REPLIES))
def test_a_reply_is_a_delivered_mail_of_the_weeks_before_the_event(name: str) -> None:
    mail = parsed(name)
    for header in ("Return-Path", "Received", "From", "To", "Subject", "Date", "Message-ID", "MIME-Version"):
        assert mail[header] is not None, header
    assert mail["To"] == "inscriptions@cites-unies.example"
    sent = datetime.fromtimestamp(sent_at(REPLIES[name]), UTC)
    assert datetime(2018, 9, 1, tzinfo=UTC) < sent < datetime(2018, 10, 17, tzinfo=UTC)


@pytest.mark.parametrize("name", sorted(REPLIES))
def test_nobody_in_a_reply_exists(name: str) -> None:
    mail = parsed(name)
    said = texts(mail) + "".join(f"{header}: {value}\n" for header, value in mail.items())
    assert {domain for domain in ADDRESS.findall(said) if not domain.endswith(".example")} == set()
    phones = [re.sub(r"\D", "", phone) for phone in PHONE.findall(said)]
    assert [phone for phone in phones if not phone.startswith(FICTION)] == []


def test_the_last_reply_is_the_first_over_another_route() -> None:
    first, again = parsed("01-typed-coupon"), parsed("25-resent")
    assert first["Message-ID"] == again["Message-ID"]
    assert first.get_all("Received") != again.get_all("Received")
    assert first.get_content() == again.get_content()


def test_the_script_makes_the_replies_that_are_committed() -> None:
    from training.demo_replies import replies

    # Pictures are left out: another release of the image libraries gives other bytes for the same looks.
    made = {reply.name: reply.data for reply in replies() if "scan" not in reply.name}
    assert {name: REPLIES[name] for name in made} == made
