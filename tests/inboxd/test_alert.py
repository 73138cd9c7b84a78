"""The administrator hears once that no pass succeeds, and once that it works again, across any number of restarts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inboxd import alert, last_pass
from inboxd.alert import AlertKind, Watch, look
from inboxd.config import Config
from inboxd.last_pass import LastPass
from storage import notes, outbox
from storage.session import Store
from tests.inboxd.mails import NOON, a_config, a_store, send
from tests.servers.smtp import SmtpSink

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(("watch", "last_pass", "kind"), [
    (None, None, None),  # the first start
    (None, NOON - timedelta(days=3), None),  # the service was stopped for days: it has an hour again
    (Watch(NOON - HOUR + MINUTE, NOON - MINUTE), None, None),
    (Watch(NOON - HOUR, NOON - MINUTE), None, AlertKind.TROUBLE),  # never any good pass
    (Watch(NOON - 9 * HOUR, NOON - MINUTE), NOON - MINUTE, None),
    (Watch(NOON - 9 * HOUR, NOON - MINUTE), NOON - HOUR + MINUTE, None),
    (Watch(NOON - 9 * HOUR, NOON - MINUTE), NOON - HOUR, AlertKind.TROUBLE),
    (Watch(NOON - 9 * HOUR, NOON - 8 * HOUR), NOON - 8 * HOUR, None),  # the machine slept
    (Watch(NOON - 9 * HOUR, NOON - MINUTE, NOON - 5 * HOUR), NOON - 5 * HOUR, None),  # told already
    (Watch(NOON - 9 * HOUR, NOON - 3 * HOUR, NOON - 5 * HOUR), NOON - 5 * HOUR, None),  # and slept since
    (Watch(NOON - 9 * HOUR, NOON - MINUTE, NOON - 5 * HOUR), NOON - MINUTE, AlertKind.RECOVERED),
    (Watch(NOON - 9 * HOUR, NOON - MINUTE, NOON - 5 * HOUR), None, None),
    (Watch(NOON + 8 * HOUR, NOON + 9 * HOUR), NOON + 9 * HOUR, None),  # the clock was put back: it has an hour again
    (Watch(NOON - HOUR, NOON - MINUTE), NOON + 9 * HOUR, AlertKind.TROUBLE),  # and no pass has succeeded since
    (Watch(NOON - HOUR, NOON - MINUTE, NOON + 8 * HOUR), NOON - MINUTE, AlertKind.RECOVERED),
])  # fmt: skip
def test_an_hour_without_a_good_pass_is_trouble_while_somebody_watches(
    watch: Watch | None, last_pass: datetime | None, kind: AlertKind | None
) -> None:
    assert look(watch, last_pass, NOON)[1] is kind


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=80))
def test_trouble_and_recovery_take_turns(steps: list[tuple[int, bool]]) -> None:
    now, watch, last_pass, told = NOON, None, None, []
    for minutes, passed in steps:
        now += minutes * MINUTE
        last_pass = now if passed else last_pass
        watch, kind = look(watch, last_pass, now)
        told += [kind] if kind else []
    assert told == [(AlertKind.TROUBLE, AlertKind.RECOVERED)[n % 2] for n in range(len(told))]


@pytest.fixture
def config(smtp_sink: SmtpSink, tmp_path: Path) -> Config:
    """A configuration with an administrator, and the test server to send to."""
    return a_config(tmp_path, sink=smtp_sink)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """An empty store."""
    store = a_store(config)
    yield store
    store.close()


def live(config: Config, minutes: range, *, passes: bool = False, fault: str | None = None) -> list[AlertKind]:
    """Live minute after minute, each in a process of its own; give what was told."""
    told = []
    for minute in minutes:
        now = NOON + minute * MINUTE
        store = a_store(config)
        if passes:
            with store.write() as session:
                last_pass.put(session, LastPass(now))
        kind = alert.watch(store, config, now, fault)
        told += [kind] if kind else []
        store.close()
    return told


def test_the_administrator_gets_two_mails_and_no_more(store: Store, config: Config, smtp_sink: SmtpSink) -> None:
    assert live(config, range(3), passes=True) == []
    assert live(config, range(3, 62, 2)) == []
    assert live(config, range(62, 200, 4), fault="imap.organiser.example: Connection refused") == [AlertKind.TROUBLE]
    assert live(config, range(200, 210, 2), passes=True) == [AlertKind.RECOVERED]
    assert send(store, config, NOON + 300 * MINUTE) == 2
    trouble, recovered = smtp_sink.received
    assert trouble.recipients == recovered.recipients == ("admin@organiser.example",)
    assert trouble.message["Subject"] == "inboxd ne relève plus les réponses"
    assert trouble.message["Auto-Submitted"] == "auto-generated"
    body = trouble.message.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "Aucun relevé de la boîte n’a réussi depuis le 20 septembre 2018, 12:02, soit 1 heure." in text
    assert "imap.organiser.example: Connection refused" in text
    assert recovered.message["Subject"] == "inboxd relève de nouveau les réponses"


def test_trouble_that_comes_again_is_told_again(store: Store, config: Config) -> None:
    told = []
    for day in range(2):
        told += live(config, range(day * 1440, day * 1440 + 100, 5))
        told += live(config, range(day * 1440 + 100, day * 1440 + 110, 5), passes=True)
    assert told == [AlertKind.TROUBLE, AlertKind.RECOVERED] * 2
    with store.read() as session:
        assert len(outbox.rows(session)) == 4


def test_without_an_administrator_nothing_is_queued(store: Store, config: Config) -> None:
    nobody = replace(config, summary=replace(config.summary, administrator=None))
    assert live(nobody, range(0, 70, 5)) == [AlertKind.TROUBLE]
    with store.read() as session:
        assert outbox.rows(session) == []


def test_a_watch_that_has_nothing_to_say_seldom_writes(store: Store, config: Config) -> None:
    alert.watch(store, config, NOON)
    with store.read() as session:
        first = notes.get(session, alert.WATCH)
    alert.watch(store, config, NOON + MINUTE)
    with store.read() as session:
        assert notes.get(session, alert.WATCH) == first


@pytest.mark.parametrize(("language", "said"), [
    ("fr", "Le relevé de la boîte a réussi"), ("en", "A pass over the mailbox succeeded"),
])  # fmt: skip
def test_it_reads_well_in_both_languages(language: str, said: str, store: Store, config: Config) -> None:
    with store.write() as session:
        alert.alert(session, config, AlertKind.RECOVERED, NOON, {"since": (NOON - HOUR).isoformat()})
        (row,) = outbox.rows(session)
    content = alert.render(row.facts, language)
    assert said in content.text
    assert said in content.html
