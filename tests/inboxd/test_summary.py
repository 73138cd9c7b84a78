"""The weekly summary: once a period whatever happens to the process, with the figures of its moment."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from inboxd import summary
from inboxd.config import Config, Review, Storage, Summary
from inboxd.rendering import Rendered
from parsers.reading import Attendee
from parsers.reasons import Reason
from storage import messages, outbox, registrations
from storage.changes import Amend, Cancel, Change, Decline, Register
from storage.messages import Arrival, Location
from storage.session import Store
from storage.states import MailKind, MailState, MessageState
from tests.inboxd.mails import EVENT, JEANNE, KARIM, NOON, a_config, a_reading, a_store, put, send
from tests.servers.postgres import Postgres
from tests.servers.smtp import SmtpSink

WEEK = timedelta(days=7)
MONDAY = datetime(2018, 10, 1, 5, 30, tzinfo=UTC)  # 07:30 in Paris
SETTINGS = Summary(recipients=("chef@organiser.example",))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("now", "last", "key"), [
    ("2018-10-01T05:29", "2018-09-24T05:30", None),
    ("2018-10-01T05:30", "2018-09-24T05:30", "2018-W40"),
    ("2018-10-01T05:30", "2018-10-01T05:30", None),  # it was just put
    ("2018-10-07T23:00", "2018-09-24T05:30", "2018-W40"),  # slept over the time: late
    ("2018-10-31T12:00", "2018-09-24T05:30", "2018-W44"),  # slept for a month: one, of now
    ("2018-10-22T05:30", "2018-10-15T05:30", "2018-W43"),  # summer time
    ("2018-10-29T05:30", "2018-10-22T05:30", None),  # winter time: 06:30 in Paris
    ("2018-10-29T06:30", "2018-10-22T05:30", "2018-W44"),
    ("2018-12-31T06:30", "2018-12-24T06:30", "2019-W01"),
])  # fmt: skip
def test_a_period_begins_by_the_clock_of_the_configured_zone(now: str, last: str, key: str | None) -> None:
    period = summary.due(utc(now), SETTINGS, utc(last))
    assert (period and period.key) == key


@pytest.mark.parametrize(("day", "begins"), [
    ("2018-03-25", "2018-03-25T01:30"),  # 02:30 does not exist: 03:30
    ("2018-10-28", "2018-10-28T00:30"),  # 02:30 comes twice: the first
])  # fmt: skip
def test_an_hour_that_is_left_out_or_comes_twice_begins_one_period(day: str, begins: str) -> None:
    at_night = replace(SETTINGS, weekday="sunday", time=time(2, 30))
    before = utc(f"{day}T00:00") - timedelta(days=3)
    moments = [utc(f"{day}T00:00") + timedelta(minutes=10) * step for step in range(-60, 60)]
    found = [(now, period) for now in moments if (period := summary.due(now, at_night, before))]
    assert found[0][0] == utc(begins)
    assert len({period.key for _, period in found}) == 1


def test_a_day_begins_where_the_zone_says() -> None:
    after_midnight = replace(SETTINGS, time=time(0, 30))
    period = summary.due(utc("2018-09-30T22:30"), after_midnight, utc("2018-09-25T00:00"))  # a Sunday still in UTC
    assert period is not None
    assert period.key == "2018-W40"


def test_the_first_look_brings_nothing() -> None:
    assert summary.due(MONDAY, SETTINGS, None) is None


@settings(deadline=None)
@given(
    start=st.datetimes(datetime(2018, 1, 1), datetime(2019, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    steps=st.lists(st.integers(1, 60 * 24 * 9), min_size=1, max_size=60),
    weekday=st.sampled_from(["monday", "thursday", "sunday"]),
    hour=st.times(),
    zone=st.sampled_from(["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
)
def test_however_often_one_looks_a_period_comes_once_and_none_is_skipped(
    start: datetime, steps: list[int], weekday: str, hour: time, zone: str
) -> None:
    chosen = replace(SETTINGS, weekday=weekday, time=hour, timezone=zone)
    now, last, put_at, keys = start, start, [], []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        period = summary.due(now, chosen, last)
        assert (period is not None) or now - last <= WEEK + timedelta(hours=2)
        if period is not None:
            last = now
            put_at.append(now)
            keys.append(period.key)
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)


# In the store


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A configuration with one recipient."""
    return a_config(tmp_path, review=Review(public_url="https://coupons.organiser.example/review"))


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """An empty store."""
    store = a_store(config)
    yield store
    store.close()


def look(config: Config, now: datetime) -> bool:
    """Live and die: each look is a process of its own on the same database."""
    store = a_store(config)
    try:
        return summary.put_if_due(store, config, now)
    finally:
        store.close()


def queued(store: Store) -> list[outbox.OutboxView]:
    with store.read() as session:
        return [row for row in outbox.rows(session) if row.kind is MailKind.SUMMARY]


def test_processes_that_come_and_go_put_one_a_week(store: Store, config: Config) -> None:
    starts = [MONDAY - timedelta(days=4) + timedelta(hours=5) * step for step in range(60)]  # twelve days and a half
    put_at = [now for now in starts if look(config, now)]
    assert len(put_at) == 2
    assert len(queued(store)) == 2
    assert all(timedelta() <= now - MONDAY < timedelta(hours=5) for now in (put_at[0], put_at[1] - WEEK))


def test_a_machine_that_slept_sends_one_late(store: Store, config: Config) -> None:
    assert not look(config, MONDAY - timedelta(days=1))
    assert look(config, MONDAY + 3 * WEEK + timedelta(days=2))
    assert not look(config, MONDAY + 3 * WEEK + timedelta(days=2, minutes=1))
    assert not look(config, MONDAY + 4 * WEEK - timedelta(minutes=1))
    assert len(queued(store)) == 1


def test_a_process_that_dies_before_the_commit_leaves_it_to_the_next(
    store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(config, MONDAY - timedelta(days=1))

    def dies(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            look(config, MONDAY)
    assert queued(store) == []
    assert look(config, MONDAY + timedelta(minutes=1))
    assert len(queued(store)) == 1


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_several_that_look_at_once_one_puts_it(
    database: str, config: Config, request: pytest.FixtureRequest
) -> None:
    if database == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        config = replace(config, storage=Storage(url=postgres.fresh_database()))
    store = a_store(config)
    look(config, MONDAY - timedelta(days=1))
    for week in range(4):  # the fifth begins an hour later: winter time
        together = threading.Barrier(4)

        def one(_: int, now: datetime = MONDAY + week * WEEK, together: threading.Barrier = together) -> bool:
            together.wait()
            return look(config, now)

        with ThreadPoolExecutor(4) as threads:
            assert sorted(threads.map(one, range(4))) == [False, False, False, True]
        assert len(queued(store)) == week + 1
    store.close()


def test_every_recipient_has_one_and_nobody_where_it_is_switched_off(store: Store, config: Config) -> None:
    two = replace(config, summary=replace(config.summary, recipients=("a@organiser.example", "b@organiser.example")))
    off = replace(config, summary=replace(config.summary, enabled=False))
    look(two, MONDAY - timedelta(days=1))
    assert not look(off, MONDAY)
    assert look(two, MONDAY)
    assert sorted(row.recipient for row in queued(store)) == ["a@organiser.example", "b@organiser.example"]


def test_between_two_events_there_is_nothing_to_say_unless_something_waits(store: Store, config: Config) -> None:
    over = datetime(2018, 10, 31, 16, 0, tzinfo=UTC)  # a fortnight after the event's end
    assert [len(stated(store, config, now)["events"]) for now in (over, over + timedelta(seconds=1))] == [1, 0]
    look(config, over)
    assert not look(config, over + WEEK)
    flag(store, over + WEEK)
    assert look(config, over + 2 * WEEK)


def stated(store: Store, config: Config, now: datetime, since: datetime | None = None) -> dict[str, Any]:
    with store.read() as session:
        return summary.facts(session, config, since, now)


def flag(store: Store, now: datetime, *, event: str | None = EVENT.id) -> None:
    """Keep a message that waits for a person."""
    with store.write() as session:
        kept = _kept(session, now)
        reading = a_reading(event=event)
        messages.advance(session, kept, MessageState.FLAGGED, (Reason.LATE,), reading=reading, by=None, now=now)


def _kept(session: Session, now: datetime) -> int:
    uid = now.isoformat() + str(messages.counts(session))
    where = Location("box", "INBOX", 1, uid)
    arrival = Arrival(where, len(uid), now, uid.encode(), f"<{hash(uid)}@vaulx.example>", None)
    kept = messages.keep(session, arrival, answerable=True, now=now).id
    assert messages.begin_reading(session, kept, now)
    return kept


def change(store: Store, now: datetime, *changes: Change) -> list[int]:
    with store.write() as session:
        return [one.id for one in registrations.apply(session, _kept(session, now), changes, EVENT, now)]


def register(attendee: Attendee) -> Register:
    return Register(EVENT.id, attendee, "x@vaulx.example", "fr")


def test_the_figures_are_those_of_the_store(store: Store, config: Config) -> None:
    before, since, after = MONDAY - timedelta(days=3), MONDAY - timedelta(days=2), MONDAY - timedelta(days=1)
    _, karim, paul = change(
        store, before, register(JEANNE), register(KARIM), register(replace(KARIM, first_name="Paul"))
    )
    change(store, after, register(replace(JEANNE, first_name="Anne")), Amend(EVENT.id, karim, replace(KARIM, role="x")))
    change(store, after, Cancel(EVENT.id, paul, KARIM), Decline(EVENT.id, replace(KARIM, first_name="Léo"), None, "fr"))
    flag(store, MONDAY - timedelta(days=5))
    flag(store, after, event=None)
    failed = put(store, "gone@vaulx.example")
    with store.write() as session:
        row = outbox.claim(session, NOON, lease=timedelta(hours=1), hourly_limit=None)
        assert row is not None
        outbox.failed(session, failed, row.lease, NOON, "550 no")
    facts = stated(store, config, MONDAY, since)
    (event,) = facts["events"]
    assert {key: event[key] for key in ("registered", "waiting", "new", "changed", "cancelled", "declined")} == {
        "registered": 3, "waiting": 1, "new": 1, "changed": 1, "cancelled": 1, "declined": 1,
    }  # fmt: skip
    assert [(w["label"], w["confirmed"], w["waiting"], w["capacity"]) for w in event["workshops"]] == [
        ("Rivières & étangs (14h30)", 1, 1, 1), ("Eau potable", 3, 0, 40), ("Eaux de pluie", 0, 0, None),
    ]  # fmt: skip
    assert (event["flagged"], facts["flagged"], facts["failed"], facts["held"]) == (1, 2, 1, 0)
    assert facts["oldest"] == (MONDAY - timedelta(days=5)).isoformat()
    assert event["days"] == 16


@pytest.mark.parametrize(("language", "said"), [
    ("fr", ["Point de la semaine", "1er octobre 2018", "dans 16 jours", "Rivières & étangs (14h30)", "complet",
            "2 réponses attendent une relecture", "depuis 5 jours", "vendredi 12 octobre 2018",
            "https://coupons.organiser.example/review"]),
    ("en", ["This week", "1 October 2018", "in 16 days", "full", "2 replies wait for review", "for 5 days",
            "Friday 12 October 2018", "https://coupons.organiser.example/review"]),
])  # fmt: skip
def test_it_reads_well_in_both_languages(language: str, said: list[str], store: Store, config: Config) -> None:
    change(store, MONDAY - timedelta(days=1), register(JEANNE))
    flag(store, MONDAY - timedelta(days=5))
    flag(store, MONDAY - timedelta(days=4))
    content = summary.render(stated(store, config, MONDAY), language)
    assert "Forum de l'eau" in content.subject
    for words in said:
        assert words.casefold() in " ".join(content.text.split()).casefold()  # its headings are in capitals
        assert words in " ".join(unescape(content.html).split())


def test_what_is_new_counts_from_the_last_summary_on(store: Store, config: Config) -> None:
    look(config, MONDAY - WEEK + timedelta(hours=1))
    change(store, MONDAY - timedelta(days=1), register(JEANNE))
    assert look(config, MONDAY)
    change(store, MONDAY + timedelta(hours=1), register(KARIM))
    assert look(config, MONDAY + WEEK)
    first, second = (row.facts for row in reversed(queued(store)))
    assert [facts["events"][0]["new"] for facts in (first, second)] == [1, 1]
    assert second["since"] == MONDAY.isoformat()


def test_the_preview_shows_what_would_be_sent_and_stores_nothing(store: Store, config: Config) -> None:
    look(config, MONDAY - timedelta(days=1))
    change(store, MONDAY - timedelta(hours=1), register(JEANNE))
    content = summary.preview(store, config, MONDAY)
    assert isinstance(content, Rendered)
    assert queued(store) == []
    assert look(config, MONDAY)
    assert summary.render(queued(store)[0].facts, "fr") == content


def test_it_arrives(store: Store, config: Config, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    config = replace(config, outgoing=a_config(tmp_path, sink=smtp_sink).outgoing)
    look(config, MONDAY - timedelta(days=1))
    assert look(config, MONDAY)
    assert send(store, config, MONDAY) == 1
    (taken,) = smtp_sink.received
    assert taken.recipients == ("chef@organiser.example",)
    assert taken.message["Auto-Submitted"] == "auto-generated"
    assert taken.message["Reply-To"] is None  # an answer to it is no reply to the event
    assert queued(store)[0].state is MailState.SENT
