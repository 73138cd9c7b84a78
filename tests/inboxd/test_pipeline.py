"""What follows the reading of one message: registrations, answer and state in one transaction; the net around it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inboxd import config as configuration
from inboxd import pipeline
from inboxd.config import Config
from inboxd.decision import Outcome
from inboxd.lanes import LaneLimits, Lanes
from parsers.reading import Attendee, Intent, Reading
from parsers.reasons import Reason
from storage import audit, messages, outbox, readings, registrations
from storage.errors import Refused, StaleVersion
from storage.messages import Arrival, Location
from storage.session import Store
from storage.states import MailKind, MailState, MessageState, PlacingState

NOW = datetime(2018, 9, 25, 8, 0, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
PERSON = Attendee(
    first_name="Odile", last_name="Sarlat", organisation="Ville de Nérac", workshops=("eau",), confidence=0.99
)
SURE = Reading(
    message_id="<1@nerac.example>",
    event="ag-2018",
    intent=Intent.REGISTER,
    language="fr",
    contact="odile.sarlat@nerac.example",
    attendees=(PERSON,),
)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "config.toml"
    text = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(text.replace("receipt_when_flagged = false", "receipt_when_flagged = true"), encoding="utf-8")
    return configuration.load(path)


@pytest.fixture
def arrive(store: Store) -> Callable[..., int]:
    """Keep a message as intake does; give its id."""
    count = 0

    def keep(*, answerable: bool = True) -> int:
        nonlocal count
        count += 1
        data = f"Subject: {count}\r\n\r\nx".encode()
        location = Location("maildir", "INBOX", 0, str(count))
        arrival = Arrival(location, len(data), NOW, data, f"<{count}@nerac.example>", f"{count:064}")
        with store.write() as session:
            return messages.keep(session, arrival, answerable=answerable, now=NOW).id

    return keep


def settled(store: Store, config: Config, reading: Reading) -> Outcome:
    """Settle the message that has waited longest."""
    with store.read() as session:
        message = messages.next_to_read(session, NOW)
    assert message is not None
    with store.write() as session:
        assert messages.begin_reading(session, message.id, NOW)
    with store.write() as session:
        return pipeline.settle(session, message, reading, config, NOW).outcome


def mails(store: Store) -> list[outbox.OutboxView]:
    with store.read() as session:
        return outbox.rows(session)


def test_a_sure_reply_is_registered_and_answered_in_its_thread(
    store: Store, config: Config, arrive: Callable[..., int]
) -> None:
    id = arrive()
    assert settled(store, config, SURE) is Outcome.ACCEPTED
    with store.read() as session:
        (registered,) = registrations.listing(session, "ag-2018")
        assert messages.get(session, id).state is MessageState.ACCEPTED
        assert readings.latest(session, id) == SURE
    assert registered.places == {"eau": PlacingState.CONFIRMED}
    (mail,) = mails(store)
    assert (mail.kind, mail.recipient, mail.state) == (MailKind.ACKNOWLEDGEMENT, SURE.contact, MailState.QUEUED)
    assert mail.message_id == id


def test_a_flagged_reply_registers_nobody_and_gets_one_receipt_however_often_it_is_read(
    store: Store, config: Config, arrive: Callable[..., int]
) -> None:
    id = arrive()
    unsure = replace(SURE, doubts=(Reason.DOUBTFUL_VALUE,))
    assert settled(store, config, unsure) is Outcome.FLAGGED
    with store.read() as session:
        version = messages.get(session, id).version
    pipeline.read_again(store, id, version, "claire", NOW)
    assert settled(store, config, unsure) is Outcome.FLAGGED
    with store.read() as session:
        assert registrations.listing(session, "ag-2018") == []
    assert [mail.kind for mail in mails(store)] == [MailKind.RECEIPT]


@pytest.mark.parametrize(
    "reading",
    [
        replace(SURE, answerable=False),
        replace(SURE, contact="inscriptions@cites-unies.example"),
        replace(SURE, automatic=Reason.BOUNCE),
        replace(SURE, contact="mailer-daemon@nerac.example"),
    ],
    ids=["a list", "our own address", "automatic mail", "a machine"],
)
def test_who_must_not_be_answered_is_not(
    store: Store, config: Config, arrive: Callable[..., int], reading: Reading
) -> None:
    arrive()
    settled(store, config, reading)
    assert mails(store) == []


def test_what_arrived_before_the_first_start_is_registered_and_not_answered(
    store: Store, config: Config, arrive: Callable[..., int]
) -> None:
    arrive(answerable=False)
    assert settled(store, config, SURE) is Outcome.ACCEPTED
    assert mails(store) == []


def test_the_fourth_answer_of_a_day_to_an_address_is_held_for_a_person(
    store: Store, config: Config, arrive: Callable[..., int]
) -> None:
    for name in ("Sarlat", "Vernet", "Roussel", "Lantier"):
        arrive()
        settled(store, config, replace(SURE, attendees=(replace(PERSON, last_name=name),)))
    assert sorted(mail.state for mail in mails(store)) == [MailState.HELD, *[MailState.QUEUED] * 3]


def test_a_fault_of_ours_puts_one_message_aside_and_the_others_go_on(
    store: Store, config: Config, arrive: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = arrive(), arrive()
    real = registrations.apply

    def fails_once(session: object, message_id: int, *rest: object) -> object:
        if message_id == first:
            raise ZeroDivisionError
        return real(session, message_id, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(registrations, "apply", fails_once)
    with Lanes(1, LaneLimits(), reader="tests.inboxd.lane_readers:sure") as lanes:
        while pipeline.read_next(store, lanes, config, threading.Event(), lambda: NOW):
            pass
    with store.read() as session:
        assert messages.get(session, first).reasons == (Reason.READER_FAILED,)
        assert messages.get(session, second).state is MessageState.ACCEPTED
        assert len(registrations.listing(session, "ag-2018")) == 1
    assert len(mails(store)) == 1


def test_a_change_that_the_store_refuses_puts_one_message_aside(
    store: Store, config: Config, arrive: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    id = arrive()

    def refuses(*_unused: object) -> object:
        raise Refused("a value that the database does not take")

    monkeypatch.setattr(registrations, "apply", refuses)
    with Lanes(1, LaneLimits(), reader="tests.inboxd.lane_readers:sure") as lanes:
        assert pipeline.read_next(store, lanes, config, threading.Event(), lambda: NOW)
    with store.read() as session:
        assert messages.get(session, id).reasons == (Reason.READER_FAILED,)


def test_what_a_person_accepts_takes_the_same_way(store: Store, config: Config, arrive: Callable[..., int]) -> None:
    id = arrive()
    settled(store, config, replace(SURE, doubts=(Reason.DOUBTFUL_VALUE,)))
    with store.read() as session:
        version = messages.get(session, id).version
    corrected = replace(SURE, attendees=(replace(PERSON, last_name="Sarlat-Roy", confidence=1.0),))
    later = NOW + timedelta(minutes=5)
    decision = pipeline.settle_by_person(store, config, id, version, corrected, "claire", later)
    assert decision.outcome is Outcome.ACCEPTED
    with store.read() as session:
        (registered,) = registrations.listing(session, "ag-2018")
        trail = [(line.actor, line.action) for line in audit.trail(session, id)]
        message = messages.get(session, id)
    assert registered.attendee.last_name == "Sarlat-Roy"
    assert (message.state, message.decided_by) == (MessageState.ACCEPTED, "claire")
    assert "claire" in {actor for actor, _ in trail}
    assert MailKind.ACKNOWLEDGEMENT in {mail.kind for mail in mails(store)}


def test_what_the_event_does_not_have_is_refused_to_a_person_and_nothing_changes(
    store: Store, config: Config, arrive: Callable[..., int]
) -> None:
    id = arrive()
    settled(store, config, replace(SURE, doubts=(Reason.DOUBTFUL_VALUE,)))
    with store.read() as session:
        version = messages.get(session, id).version
    wrong = replace(SURE, attendees=(replace(PERSON, workshops=("danse",)),))
    decision = pipeline.settle_by_person(store, config, id, version, wrong, "claire", NOW)
    assert decision.reasons == (Reason.UNKNOWN_WORKSHOP,)
    with store.read() as session:
        assert messages.get(session, id).state is MessageState.FLAGGED
        assert messages.get(session, id).version == version


def test_the_second_of_two_people_who_decide_at_once_is_told_so(
    store: Store, config: Config, arrive: Callable[..., int]
) -> None:
    id = arrive()
    settled(store, config, replace(SURE, doubts=(Reason.DOUBTFUL_VALUE,)))
    with store.read() as session:
        version = messages.get(session, id).version
    pipeline.dismiss(store, id, version, "claire", NOW)
    with pytest.raises(StaleVersion):
        pipeline.settle_by_person(store, config, id, version, SURE, "denis", NOW)
    with store.read() as session:
        assert registrations.listing(session, "ag-2018") == []


def test_past_the_capacity_the_choice_waits(store: Store, config: Config, arrive: Callable[..., int]) -> None:
    (event,) = config.events
    small = replace(event, workshops=(replace(event.workshops[0], capacity=1), *event.workshops[1:]))
    full = replace(config, events=(small,))
    for name in ("Sarlat", "Vernet"):
        arrive()
        settled(store, full, replace(SURE, attendees=(replace(PERSON, last_name=name),)))
    with store.read() as session:
        places = {view.attendee.last_name: view.places["eau"] for view in registrations.listing(session, "ag-2018")}
    assert places == {"Sarlat": PlacingState.CONFIRMED, "Vernet": PlacingState.WAITING}
