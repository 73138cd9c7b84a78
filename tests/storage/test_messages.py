"""Messages: kept once, moved by the table of moves and nothing else, filed where they lie."""

import random
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parsers.reasons import Reason
from storage import audit, messages
from storage.errors import NotFound, Refused, StaleVersion, WrongState
from storage.messages import MOVES, Location
from storage.models import Message, Original, Place
from storage.session import Store
from storage.states import MessageState, PlaceState
from tests.storage.samples import MINUTE, NOW, arrival, keep_one, kept_in, reading

MAILBOX = "coupons@mail.example"


def place_states(session: Session, message_id: int) -> list[tuple[str, str, str]]:
    """Give folder, UID and state of a message's places."""
    query = select(Place.folder, Place.uid, Place.state).where(Place.message_id == message_id).order_by(Place.id)
    return [(folder, uid, state) for folder, uid, state in session.execute(query)]


def version_of(store: Store, message_id: int) -> int:
    with store.read() as session:
        return messages.get(session, message_id).version


def test_a_message_is_kept_byte_for_byte(store: Store) -> None:
    data = bytes(range(256)) * 40
    with store.write() as session:
        kept = messages.keep(session, arrival(data), answerable=False, now=NOW)
    with store.read() as session:
        view = messages.get(session, kept.id)
        assert kept.is_new
        assert messages.original(session, kept.id) == data
        assert (view.state, view.size, view.has_original, view.answerable) == (
            MessageState.KEPT,
            len(data),
            True,
            False,
        )
        assert place_states(session, kept.id) == [("INBOX", "1", "waiting")]
        assert [line.action for line in audit.trail(session, kept.id)] == ["kept"]


def test_the_same_bytes_are_the_same_message_at_another_place(store: Store) -> None:
    with store.write() as session:
        first = messages.keep(session, arrival(uid="1"), answerable=True, now=NOW)
        again = messages.keep(session, arrival(uid="2"), answerable=True, now=NOW)
        same = messages.keep(session, arrival(uid="2"), answerable=True, now=NOW)
    assert (first.is_new, again.is_new, same.is_new) == (True, False, False)
    assert first.id == again.id == same.id
    with store.read() as session:
        assert place_states(session, first.id) == [("INBOX", "1", "waiting"), ("INBOX", "2", "waiting")]
        assert session.scalars(select(func.count(Original.id))).one() == 1


def test_same_message_id_and_body_with_other_trace_headers_is_a_copy_that_nobody_reads(store: Store) -> None:
    with store.write() as session:
        first = messages.keep(session, arrival(b"Received: a\r\n\r\nx", uid="1"), answerable=True, now=NOW)
        copy = messages.keep(session, arrival(b"Received: b\r\n\r\nx", uid="2"), answerable=True, now=NOW)
        third = messages.keep(session, arrival(b"Received: c\r\n\r\nx", uid="3"), answerable=True, now=NOW)
        view = messages.get(session, copy.id)
        assert (copy.state, copy.is_new, view.copy_of) == (MessageState.COPY, True, first.id)
        assert messages.get(session, third.id).copy_of == first.id  # of the first, not of the copy
        assert [one.id for one in messages.copies(session, first.id)] == [copy.id, third.id]
        assert messages.begin_reading(session, first.id, NOW)
        assert messages.next_to_read(session, NOW) is None


@pytest.mark.parametrize(
    ("header_message_id", "body_sha256"),
    [
        ("<1@ville.example>", "c" * 64),  # somebody's mail program uses one Message-ID twice
        ("<2@ville.example>", "b" * 64),  # the same text, sent again
        (None, "b" * 64),  # without a Message-ID nothing says that it is the same
    ],
)
def test_another_body_or_another_message_id_is_a_message_of_its_own(
    store: Store, header_message_id: str | None, body_sha256: str
) -> None:
    other = arrival(b"other", uid="2", header_message_id=header_message_id, body_sha256=body_sha256)
    with store.write() as session:
        messages.keep(session, arrival(), answerable=True, now=NOW)
        kept = messages.keep(session, other, answerable=True, now=NOW)
    assert (kept.state, kept.is_new) == (MessageState.KEPT, True)


def test_a_message_over_the_limit_is_flagged_and_stays_on_the_server(store: Store) -> None:
    large = arrival(None, size=90_000_000)
    with store.write() as session:
        kept = messages.keep(session, large, answerable=True, now=NOW)
        again = messages.keep(session, large, answerable=True, now=NOW)
        moved = messages.keep(session, arrival(None, size=90_000_000, uid="9"), answerable=True, now=NOW)
        view = messages.get(session, kept.id)
    assert (kept.state, kept.is_new, again.is_new, moved.is_new) == (MessageState.FLAGGED, True, False, False)
    assert again.id == moved.id == kept.id
    assert (view.reasons, view.has_original, view.size) == ((Reason.TOO_LARGE,), False, 90_000_000)
    with store.write() as session:
        assert messages.original(session, kept.id) is None
        with pytest.raises(Refused, match="too large"):
            messages.read_again(session, kept.id, by="marie", version=view.version, now=NOW)


def test_the_message_that_waited_longest_is_read_next(store: Store) -> None:
    with store.write() as session:
        for uid, minutes in (("late", 1), ("early", 5), ("middle", 3)):
            one = arrival(uid.encode(), uid=uid, header_message_id=uid, arrived_at=NOW - minutes * MINUTE)
            messages.keep(session, one, answerable=True, now=NOW)
        read: list[bytes] = []
        while (message := messages.next_to_read(session, NOW)) is not None:
            read.append(message.data)
            assert messages.begin_reading(session, message.id, NOW)
    assert read == [b"early", b"middle", b"late"]


def test_attempts_are_counted_before_the_reading_and_not_for_a_stop(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session)
        assert messages.begin_reading(session, message_id, NOW)
        assert not messages.begin_reading(session, message_id, NOW)  # somebody has it
        assert messages.get(session, message_id).attempts == 1
        messages.give_back(session, message_id)
        assert messages.get(session, message_id).attempts == 0
        deaths = []
        for _ in range(2):
            assert messages.begin_reading(session, message_id, NOW)
            deaths.append(messages.lane_died(session, message_id, NOW))
        found = messages.next_to_read(session, NOW)
    assert deaths == [1, 2]
    assert found is not None
    assert (found.attempts, found.lane_deaths) == (2, 2)


def test_a_killed_daemon_never_turns_into_a_lane_death(store: Store) -> None:
    message_id = kept_in(store, MessageState.READING)
    settled = kept_in(store, MessageState.FLAGGED)
    with store.write() as session:
        assert messages.recover(session) == 1
        assert messages.recover(session) == 0
        view = messages.get(session, message_id)
        assert (view.state, view.lane_deaths) == (MessageState.KEPT, 0)
        assert messages.get(session, settled).state == MessageState.FLAGGED


def _advance_to(outcome: MessageState) -> Callable[[Session, int, int], object]:
    return lambda session, message_id, _version: messages.advance(
        session, message_id, outcome, [Reason.LATE], reading=None, by="marie", now=NOW
    )


# How each state is reached from another.
MOVERS: dict[str, tuple[MessageState, Callable[[Session, int, int], object]]] = {
    "begin_reading": (
        MessageState.READING,
        lambda session, message_id, _: messages.begin_reading(session, message_id, NOW),
    ),
    "give_back": (MessageState.KEPT, lambda session, message_id, _: messages.give_back(session, message_id)),
    "lane_died": (MessageState.KEPT, lambda session, message_id, _: messages.lane_died(session, message_id, NOW)),
    "read_again": (
        MessageState.KEPT,
        lambda session, message_id, version: messages.read_again(
            session, message_id, by="marie", version=version, now=NOW
        ),
    ),
    "accept": (MessageState.ACCEPTED, _advance_to(MessageState.ACCEPTED)),
    "flag": (MessageState.FLAGGED, _advance_to(MessageState.FLAGGED)),
    "ignore": (MessageState.IGNORED, _advance_to(MessageState.IGNORED)),
    "dismiss": (MessageState.DISMISSED, _advance_to(MessageState.DISMISSED)),
}
ALLOWED = {
    (MessageState.KEPT, "begin_reading"),
    (MessageState.KEPT, "flag"),
    (MessageState.READING, "give_back"),
    (MessageState.READING, "lane_died"),
    (MessageState.READING, "accept"),
    (MessageState.READING, "flag"),
    (MessageState.READING, "ignore"),
    (MessageState.FLAGGED, "read_again"),
    (MessageState.FLAGGED, "accept"),
    (MessageState.FLAGGED, "flag"),
    (MessageState.FLAGGED, "ignore"),
    (MessageState.FLAGGED, "dismiss"),
    (MessageState.IGNORED, "flag"),
    (MessageState.DISMISSED, "flag"),
}


@pytest.mark.parametrize("move", MOVERS)
@pytest.mark.parametrize("old", MessageState)
def test_a_message_moves_by_the_table_and_not_otherwise(store: Store, old: MessageState, move: str) -> None:
    message_id = kept_in(store, old)
    version = version_of(store, message_id)
    new, mover = MOVERS[move]
    refused = False
    try:
        with store.write() as session:
            refused = mover(session, message_id, version) is False
    except WrongState:
        refused = True
    with store.read() as session:
        view = messages.get(session, message_id)
    if (old, move) in ALLOWED:
        assert not refused
        assert (view.state, view.version) == (new, version + 1)
        assert new in MOVES[old]
    else:
        assert refused
        assert (view.state, view.version) == (old, version)


@pytest.mark.parametrize("outcome", [MessageState.KEPT, MessageState.READING, MessageState.COPY])
def test_no_decision_ends_in_a_state_that_is_none(store: Store, outcome: MessageState) -> None:
    message_id = kept_in(store, MessageState.READING)
    with pytest.raises(WrongState), store.write() as session:
        messages.advance(session, message_id, outcome, [], reading=None, by=None, now=NOW)


def test_a_decision_fills_what_the_lists_show_and_leaves_a_line_in_the_trail(store: Store) -> None:
    message_id = kept_in(store, MessageState.READING)
    with store.write() as session:
        messages.advance(session, message_id, MessageState.FLAGGED, [Reason.LATE], reading=reading(), by=None, now=NOW)
        view = messages.get(session, message_id)
        assert (view.event, view.contact, view.subject) == ("ag-2018", "mairie@ville.example", "Coupon")
        assert (view.reasons, view.decided_at, view.decided_by) == ((Reason.LATE,), NOW, None)
        assert [one.id for one in messages.flagged(session)] == [message_id]
        assert [one.id for one in messages.flagged(session, event="another")] == []
        messages.advance(session, message_id, MessageState.ACCEPTED, [], reading=None, by="marie", now=NOW + MINUTE)
        view = messages.get(session, message_id)
        assert (view.subject, view.reasons, view.decided_by) == ("Coupon", (), "marie")
        trail = audit.trail(session, message_id)
    assert [(line.actor, line.action) for line in trail] == [
        ("inboxd", "kept"),
        ("inboxd", "reading"),
        ("inboxd", "flagged"),
        ("marie", "accepted"),
    ]
    assert trail[2].details == {"from": "reading", "reasons": ["late"]}


def test_who_edits_an_older_version_is_told_so(store: Store) -> None:
    message_id = kept_in(store, MessageState.FLAGGED)
    version = version_of(store, message_id)
    with store.write() as session:
        messages.advance(
            session, message_id, MessageState.DISMISSED, [], reading=None, by="paul", now=NOW, version=version
        )
    with pytest.raises(StaleVersion), store.write() as session:
        messages.advance(
            session, message_id, MessageState.ACCEPTED, [], reading=None, by="marie", now=NOW, version=version
        )
    with pytest.raises(StaleVersion), store.write() as session:
        messages.read_again(session, message_id, by="marie", version=version, now=NOW)
    with store.read() as session:
        assert messages.get(session, message_id).decided_by == "paul"


def test_read_again_forgets_the_dead_lanes(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session)
        messages.begin_reading(session, message_id, NOW)
        messages.lane_died(session, message_id, NOW)
        messages.advance(session, message_id, MessageState.FLAGGED, [Reason.LANE_DIED], reading=None, by=None, now=NOW)
        version = messages.get(session, message_id).version
        messages.read_again(session, message_id, by="marie", version=version, now=NOW)
        again = messages.next_to_read(session, NOW)
    assert again is not None
    assert (again.id, again.lane_deaths) == (message_id, 0)


def test_a_settled_message_is_filed_and_filed_again_when_its_state_changes(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session, uid="5")
        assert messages.to_file(session, MAILBOX, "INBOX") == []  # not settled
        messages.begin_reading(session, message_id, NOW)
        messages.advance(session, message_id, MessageState.FLAGGED, [Reason.LATE], reading=None, by=None, now=NOW)
        (unfiled,) = messages.to_file(session, MAILBOX, "INBOX", validity=7)
        assert (unfiled.location.uid, unfiled.state, unfiled.message_id) == ("5", MessageState.FLAGGED, message_id)
        flagged = Location(MAILBOX, "Flagged", 1, "31")
        messages.filed(session, unfiled.place_id, for_state=MessageState.FLAGGED, new_location=flagged, now=NOW)
        assert messages.to_file(session, MAILBOX) == []
        assert messages.uids(session, MAILBOX, "INBOX", 7) == frozenset()
        assert messages.uids(session, MAILBOX, "Flagged", 1) == {"31"}
        messages.advance(session, message_id, MessageState.ACCEPTED, [], reading=None, by="marie", now=NOW)
        assert messages.to_file(session, MAILBOX, "INBOX") == []
        (unfiled,) = messages.to_file(session, MAILBOX)
    assert (unfiled.location, unfiled.state) == (flagged, MessageState.ACCEPTED)


def test_a_decision_during_the_filing_has_it_filed_again(store: Store) -> None:
    message_id = kept_in(store, MessageState.FLAGGED)
    with store.write() as session:
        (unfiled,) = messages.to_file(session, MAILBOX, "INBOX")
        messages.advance(session, message_id, MessageState.DISMISSED, [], reading=None, by="marie", now=NOW)
        moved = Location(MAILBOX, "Flagged", 1, "31")
        messages.filed(session, unfiled.place_id, for_state=MessageState.FLAGGED, new_location=moved, now=NOW)
        (again,) = messages.to_file(session, MAILBOX)
    assert (again.location, again.state) == (moved, MessageState.DISMISSED)


def test_what_is_marked_and_left_stays_known_at_its_place(store: Store) -> None:
    kept_in(store, MessageState.ACCEPTED)
    with store.write() as session:
        (unfiled,) = messages.to_file(session, MAILBOX, "INBOX")
        messages.filed(session, unfiled.place_id, for_state=MessageState.ACCEPTED, new_location=None, now=NOW)
        assert messages.uids(session, MAILBOX, "INBOX", 7) == {unfiled.location.uid}
        assert messages.to_file(session, MAILBOX, "INBOX") == []


def test_a_file_moved_back_under_its_old_name_is_filed_again_not_read_again(store: Store) -> None:
    message_id = kept_in(store, MessageState.ACCEPTED)
    accepted = Location(MAILBOX, "Accepted", 0, "1539.a.host")
    with store.write() as session:
        data = messages.original(session, message_id)
        for _ in range(2):  # the second time a row tells of the first stay in Accepted
            (unfiled,) = messages.to_file(session, MAILBOX, "INBOX")
            messages.filed(session, unfiled.place_id, for_state=MessageState.ACCEPTED, new_location=accepted, now=NOW)
            back = messages.keep(session, arrival(data, validity=0, uid="1539.a.host"), answerable=True, now=NOW)
            assert (back.id, back.is_new, back.state) == (message_id, False, MessageState.ACCEPTED)
        assert place_states(session, message_id) == [
            ("Accepted", "1539.a.host", "filed"),
            ("INBOX", "1539.a.host", "waiting"),
        ]


def test_what_another_hand_took_away_is_noted_and_comes_back(store: Store) -> None:
    with store.write() as session:
        ids = {uid: keep_one(session, uid=uid) for uid in ("1", "2", "3")}
        assert messages.note_missing(session, MAILBOX, "INBOX", 7, ["2", "3"], NOW) == 1
        assert messages.note_missing(session, MAILBOX, "INBOX", 7, ["2", "3"], NOW) == 0
        assert messages.uids(session, MAILBOX, "INBOX", 7) == {"2", "3"}
        assert [line.action for line in audit.trail(session, ids["1"])] == ["kept", "gone"]
        data = messages.original(session, ids["1"])
        messages.keep(session, arrival(data, uid="1"), answerable=True, now=NOW)
        assert messages.uids(session, MAILBOX, "INBOX", 7) == {"1", "2", "3"}


def test_uids_of_an_older_numbering_are_gone(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session, uid="1")
        data = messages.original(session, message_id)
        messages.keep(session, arrival(data, uid="1", validity=8), answerable=True, now=NOW)
        assert messages.note_missing(session, MAILBOX, "INBOX", 8, ["1"], NOW) == 1
        assert messages.uids(session, MAILBOX, "INBOX", 7) == frozenset()
        assert messages.uids(session, MAILBOX, "INBOX", 8) == {"1"}


def test_what_the_store_should_have_and_lacks(store: Store) -> None:
    with store.write() as session:
        keep_one(session, uid="1")
        assert messages.missing_from_store(session, MAILBOX, "INBOX", 7, ["1", "2"]) == {"2"}


def test_a_place_found_empty_is_gone(store: Store) -> None:
    message_id = kept_in(store, MessageState.ACCEPTED)
    with store.write() as session:
        (unfiled,) = messages.to_file(session, MAILBOX, "INBOX")
        messages.gone(session, unfiled.place_id, NOW)
        messages.gone(session, unfiled.place_id, NOW)  # done again, nothing changes
        assert place_states(session, message_id)[0][2] == PlaceState.GONE
        assert [line.action for line in audit.trail(session, message_id)].count("gone") == 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: messages.get(session, 999),
        lambda session: messages.gone(session, 999, NOW),
        lambda session: messages.filed(session, 999, for_state=MessageState.ACCEPTED, new_location=None, now=NOW),
        lambda session: messages.advance(session, 999, MessageState.ACCEPTED, [], reading=None, by=None, now=NOW),
        lambda session: messages.read_again(session, 999, by="marie", version=1, now=NOW),
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(store: Store, ask: Callable[[Session], object]) -> None:
    with pytest.raises(NotFound), store.write() as session:
        ask(session)


def test_messages_are_counted_by_state_and_listed_newest_first(store: Store) -> None:
    ids = [kept_in(store, state) for state in (MessageState.KEPT, MessageState.FLAGGED, MessageState.FLAGGED)]
    with store.read() as session:
        found = messages.counts(session)
        assert (found[MessageState.FLAGGED], found[MessageState.KEPT], found[MessageState.COPY]) == (2, 1, 0)
        assert [one.id for one in messages.recent(session, limit=2)] == ids[:0:-1]
        assert [one.id for one in messages.recent(session, state=MessageState.KEPT)] == ids[:1]
        assert [one.id for one in messages.flagged(session, limit=1, offset=1)] == ids[2:]


def test_hostile_headers_are_stored_as_far_as_text_goes(store: Store) -> None:
    nasty = "é" * 2000 + "\0\ud800"
    one = arrival(b"x", header_message_id="\0\udcff<a@b>" + "œ" * 900)
    with store.write() as session:
        kept = messages.keep(session, one, answerable=True, now=NOW)
        again = messages.keep(
            session, arrival(b"y", uid="2", header_message_id=one.header_message_id), answerable=True, now=NOW
        )
        messages.begin_reading(session, kept.id, NOW)
        said = reading(contact=nasty)
        messages.advance(session, kept.id, MessageState.FLAGGED, [], reading=said, by=None, now=NOW)
        view = messages.get(session, kept.id)
    assert again.state == MessageState.COPY
    assert view.contact == "é" * 320
    assert view.header_message_id is not None
    assert len(view.header_message_id) == 640


def test_every_message_row_has_its_bytes_or_is_too_large(store: Store) -> None:
    with store.write() as session:
        keep_one(session)
        assert session.scalar(select(Message.original_id)) is not None


def test_a_damaged_original_is_not_read_as_half_a_reply(store: Store) -> None:
    data = b"From: a@b.example\r\n\r\n" + random.Random(1).randbytes(5000)  # noqa: S311 - a fixed sample
    with store.write() as session:
        kept = messages.keep(session, arrival(data), answerable=True, now=NOW)
        row = session.scalars(select(Original)).one()
        row.data = row.data[:2000]
    with store.read() as session:
        waiting = messages.next_to_read(session, NOW)
        assert waiting is not None
        assert (waiting.id, waiting.data) == (kept.id, b"")
        assert messages.original(session, kept.id) is not None
