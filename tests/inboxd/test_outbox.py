"""The sender: every mail goes out at least once, under one Message-ID, and one that cannot never stops the others."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inboxd import acknowledgement
from inboxd.config import Config
from inboxd.outbox import due_after, send_due
from inboxd.smtp import Sender
from storage import outbox
from storage.changes import Applied, Register
from storage.session import Store
from storage.states import MailKind, MailState, PlacingState
from tests.inboxd.mails import (
    EVENT,
    JEANNE,
    NOON,
    SENDER,
    a_config,
    a_reading,
    a_store,
    put,
    row_of,
    send,
    ticking,
    to_sink,
)
from tests.servers.account import free_port
from tests.servers.smtp import SmtpSink

MINUTE = timedelta(minutes=1)


@pytest.fixture
def config(smtp_sink: SmtpSink, tmp_path: Path) -> Config:
    """A configuration that sends to the test server."""
    return a_config(tmp_path, sink=smtp_sink)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """An empty store."""
    store = a_store(config)
    yield store
    store.close()


def test_an_acknowledgement_arrives_as_it_was_decided(store: Store, config: Config, smtp_sink: SmtpSink) -> None:
    places = {"rivers": PlacingState.WAITING, "tap": PlacingState.CONFIRMED}
    applied = [Applied(Register(EVENT.id, JEANNE, None, "fr"), 1, places)]
    mail = acknowledgement.answer(EVENT, applied, a_reading(), config)
    assert mail is not None
    with store.write() as session:
        row = outbox.put(session, None, mail, now=NOON, domain="organiser.example")
    assert row is not None
    assert send(store, config) == 1
    (taken,) = smtp_sink.received
    assert (taken.mail_from, taken.recipients) == (SENDER, ("jeanne.durand@vaulx.example",))
    assert taken.message["Auto-Submitted"] == "auto-replied"
    assert taken.message["In-Reply-To"] == "<reply-1@vaulx.example>"
    assert taken.message["Reply-To"] == config.mailbox.address
    assert taken.message["Subject"] == "Inscription enregistrée – Forum de l'eau"
    text = taken.message.get_body(("plain",))
    assert text is not None
    assert "Mme Jeanne Durand" in text.get_content()
    view = row_of(store, row)
    assert (view.state, view.attempts, view.sent_at) == (MailState.SENT, 1, NOON)
    assert view.answer is not None
    assert view.answer.startswith("250 ")


def test_a_sent_mail_is_not_sent_again(store: Store, config: Config, smtp_sink: SmtpSink) -> None:
    for recipient in ("a@vaulx.example", "b@vaulx.example"):
        put(store, recipient)
    assert send(store, config) == 2
    assert send(store, config, NOON + timedelta(days=3)) == 0
    assert len(smtp_sink.received) == 2


def test_an_address_that_does_not_exist_fails_at_once_and_the_others_go_out(store: Store, config: Config) -> None:
    gone, there = put(store, "gone@vaulx.example"), put(store, "there@vaulx.example")
    assert send(store, config) == 1
    assert row_of(store, gone).state is MailState.FAILED
    assert row_of(store, gone).answer == "550 5.1.1 no such user"
    assert row_of(store, there).state is MailState.SENT


@pytest.mark.parametrize("recipient", ["no address", "jérôme@vaulx.example", "a@b.example\r\nRSET"])
def test_a_recipient_that_is_no_address_fails_and_is_never_offered(
    recipient: str, store: Store, config: Config, smtp_sink: SmtpSink
) -> None:
    row = put(store, recipient)
    assert send(store, config) == 0
    assert row_of(store, row).state is MailState.FAILED
    assert smtp_sink.received == []


def test_a_row_that_cannot_be_rendered_fails_and_the_others_go_out(store: Store, config: Config) -> None:
    broken = put(store, "a@vaulx.example", kind=MailKind.ACKNOWLEDGEMENT, facts={"of": "another version"})
    fine = put(store, "b@vaulx.example")
    assert send(store, config) == 1
    assert (row_of(store, broken).state, row_of(store, broken).answer) == (MailState.FAILED, "not rendered: KeyError")
    assert row_of(store, fine).state is MailState.SENT


def test_a_greylisted_mail_is_tried_again_after_a_minute(store: Store, config: Config) -> None:
    row = put(store, "grey@vaulx.example")
    assert send(store, config) == 0
    view = row_of(store, row)
    assert (view.state, view.due_at, view.attempts) == (MailState.QUEUED, NOON + MINUTE, 1)
    assert send(store, config, NOON + MINUTE - timedelta(seconds=1)) == 0
    assert send(store, config, NOON + MINUTE) == 1
    assert row_of(store, row).state is MailState.SENT


@pytest.mark.parametrize(("attempts", "minutes"), [
    (1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64), (8, 128), (9, 256), (10, 360), (15, 360),
    (16, None), (1000, None),
])  # fmt: skip
def test_the_waits_grow_to_six_hours_and_end_after_two_days(attempts: int, minutes: int | None) -> None:
    expected = None if minutes is None else NOON + minutes * MINUTE
    assert due_after(attempts, NOON) == expected


def test_a_full_mailbox_is_tried_for_two_days_and_then_given_up(store: Store, config: Config) -> None:
    row, now = put(store, "full@vaulx.example"), NOON
    while row_of(store, row).state is MailState.QUEUED:
        now = row_of(store, row).due_at
        send(store, config, now)
    assert row_of(store, row).state is MailState.FAILED
    assert row_of(store, row).answer == "452 4.2.2 mailbox full"
    assert timedelta(days=1) < now - NOON <= timedelta(days=2)
    with store.write() as session:
        outbox.release(session, row, "marie", now)
    send(store, config, now)
    assert row_of(store, row).state is MailState.QUEUED  # a person's wish starts it from the beginning


def test_a_line_that_breaks_after_the_content_gives_a_second_copy_with_the_same_message_id(
    store: Store, config: Config, smtp_sink: SmtpSink
) -> None:
    row = put(store, "drop@vaulx.example")
    assert send(store, config) == 0
    assert send(store, config, NOON + MINUTE) == 1
    first, second = smtp_sink.received
    assert first.content == second.content
    assert first.message_id == row_of(store, row).header_message_id


def test_while_the_server_is_away_the_whole_queue_waits_and_nothing_is_counted(
    store: Store, tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    away = a_config(tmp_path, outgoing=to_sink(smtp_sink, tmp_path, port=free_port()))
    rows = [put(store, f"{name}@vaulx.example") for name in "abc"]
    sender = Sender(away.outgoing)
    for second in range(0, 7200, 5):
        assert send(store, away, NOON + timedelta(seconds=second), sender) == 0
    for row in rows:
        view = row_of(store, row)
        assert (view.state, view.attempts, view.due_at) == (MailState.QUEUED, 0, NOON)
    back = a_config(tmp_path, outgoing=to_sink(smtp_sink, tmp_path))
    assert send(store, back, NOON + timedelta(hours=2)) == 3


def test_a_refused_password_makes_the_queue_wait(store: Store, config: Config, tmp_path: Path) -> None:
    row = put(store, "a@vaulx.example")
    (tmp_path / "outgoing.password").write_text("wrong\n")
    sender = Sender(config.outgoing)
    assert send(store, config, NOON, sender) == 0
    assert row_of(store, row).attempts == 0
    assert sender.rests(NOON + timedelta(seconds=14))


def test_a_server_that_refuses_us_only_at_the_mail_is_not_counted_either(
    store: Store, tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    unsigned = a_config(tmp_path, outgoing=to_sink(smtp_sink, tmp_path, user=None))
    row = put(store, "a@vaulx.example")
    assert send(store, unsigned) == 0
    view = row_of(store, row)
    assert (view.state, view.attempts, view.due_at) == (MailState.QUEUED, 0, NOON + timedelta(seconds=15))
    assert view.answer is not None
    assert view.answer.startswith("530")


def test_above_the_hourly_limit_answers_are_held_for_a_person(store: Store, config: Config) -> None:
    limited = replace(config, outgoing=replace(config.outgoing, hourly_limit=3))
    rows = [put(store, f"a{n}@vaulx.example") for n in range(5)]
    assert send(store, limited) == 3
    assert [row_of(store, row).state for row in rows].count(MailState.HELD) == 2
    assert send(store, limited, NOON + timedelta(hours=2)) == 0
    with store.write() as session:
        outbox.release(session, rows[-1], "marie", NOON)
    assert send(store, limited) == 1


def test_what_a_killed_sender_had_is_sent_after_the_next_start_under_the_same_message_id(
    store: Store, config: Config, smtp_sink: SmtpSink
) -> None:
    row = put(store, "a@vaulx.example")
    with store.write() as session:
        outbox.claim(session, NOON, lease=timedelta(hours=1), hourly_limit=None)
    store.close()  # here it died
    reborn = a_store(config)
    assert send(reborn, config) == 0  # the lease still holds: it might live
    with reborn.write() as session:
        assert outbox.recover(session) == 1
    assert send(reborn, config) == 1
    assert smtp_sink.received[0].message_id == row_of(reborn, row).header_message_id
    reborn.close()


def test_a_lease_that_lapsed_is_taken_over(store: Store, config: Config) -> None:
    put(store, "a@vaulx.example")
    with store.write() as session:
        outbox.claim(session, NOON, lease=MINUTE, hourly_limit=None)
    assert send(store, config, NOON + 2 * MINUTE) == 1


def test_a_stop_ends_the_work_between_two_mails(store: Store, config: Config, smtp_sink: SmtpSink) -> None:
    put(store, "a@vaulx.example")
    stop = threading.Event()
    stop.set()
    assert send_due(store, config, Sender(config.outgoing), ticking(NOON), stop) == 0
    assert smtp_sink.received == []


def test_an_idle_outbox_opens_no_connection(store: Store, tmp_path: Path, smtp_sink: SmtpSink) -> None:
    away = a_config(tmp_path, outgoing=to_sink(smtp_sink, tmp_path, port=free_port()))
    put(store, "later@vaulx.example", now=NOON + MINUTE)
    sender = Sender(away.outgoing)
    assert send(store, away, NOON, sender) == 0
    assert not sender.rests(NOON)


@pytest.mark.parametrize(("kind", "return_path", "expected"), [
    (MailKind.RECEIPT, "sender", SENDER), (MailKind.RECEIPT, "null", ""),
])  # fmt: skip
def test_where_bounces_go_is_the_operators_choice(
    kind: MailKind, return_path: str, expected: str, store: Store, smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    config = a_config(tmp_path, outgoing=to_sink(smtp_sink, tmp_path, return_path=return_path))
    put(store, "a@vaulx.example", kind=kind)
    send(store, config)
    assert smtp_sink.received[0].mail_from == expected
