"""One pass: what it takes up again, and from when on people are answered."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inboxd import last_pass
from inboxd.config import Config
from inboxd.errors import InboxdError, MailboxError
from inboxd.intake import take_in
from inboxd.lanes import Failure, Lanes
from inboxd.mailbox.opening import mailbox_for
from inboxd.status import status
from inboxd.worker import answer_from, lanes_for, one_pass
from parsers.reading import Reading
from parsers.reasons import Reason
from storage import messages
from storage.session import Store
from storage.states import MessageState

NOW = datetime(2018, 9, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def lanes(config: Config) -> Iterator[Lanes]:
    with lanes_for(config) as opened:
        yield opened


def states(store: Store) -> dict[MessageState, int]:
    with store.read() as session:
        return {state: count for state, count in messages.counts(session).items() if count}


def test_a_reading_that_the_database_broke_off_is_done_again_at_the_next_pass(
    config: Config, store: Store, lanes: Lanes
) -> None:
    stop = threading.Event()
    with mailbox_for(config.mailbox) as mailbox:
        one_pass(mailbox, store, lanes, config, stop, lambda: NOW)
        with store.read() as session:
            first = messages.flagged(session)[0]
        with store.write() as session:
            messages.read_again(session, first.id, by="claire", version=first.version, now=NOW)
            assert messages.begin_reading(session, first.id, NOW)
        assert states(store)[MessageState.READING] == 1
        report = one_pass(mailbox, store, lanes, config, stop, lambda: NOW)
    assert report.read == 1
    assert MessageState.READING not in states(store)


def test_a_stop_ends_the_pass_and_leaves_the_rest_for_later(config: Config, store: Store, lanes: Lanes) -> None:
    stop = threading.Event()
    stop.set()
    with mailbox_for(config.mailbox) as mailbox:
        report = one_pass(mailbox, store, lanes, config, stop, lambda: NOW)
        assert (report.read, report.filed) == (0, 0)
        stop.clear()
        assert one_pass(mailbox, store, lanes, config, stop, lambda: NOW).read == 10


def test_what_is_kept_is_read_while_the_mailbox_is_away(config: Config, store: Store, lanes: Lanes) -> None:
    with mailbox_for(config.mailbox) as mailbox:
        take_in(mailbox, store, max_bytes=100_000, answer_from=NOW, now=lambda: NOW)
        shutil.rmtree(config.mailbox.path)
        config.mailbox.path.write_text("no Maildir")
        with pytest.raises(MailboxError):
            one_pass(mailbox, store, lanes, config, threading.Event(), lambda: NOW)
    assert states(store) == {MessageState.ACCEPTED: 7, MessageState.FLAGGED: 2, MessageState.IGNORED: 1}
    with store.read() as session:
        assert last_pass.get(session) is None


def test_a_pass_that_was_broken_off_leaves_no_note(config: Config, store: Store, lanes: Lanes) -> None:
    stop = threading.Event()
    stop.set()
    with mailbox_for(config.mailbox) as mailbox:
        one_pass(mailbox, store, lanes, config, stop, lambda: NOW)
    with store.read() as session:
        assert last_pass.get(session) is None


def test_readings_make_room_for_what_is_new_and_what_is_to_be_filed(config: Config, store: Store, lanes: Lanes) -> None:
    stop, pause = threading.Event(), threading.Event()
    pause.set()
    with mailbox_for(config.mailbox) as mailbox:
        report = one_pass(mailbox, store, lanes, config, stop, lambda: NOW, pause)
        assert (report.intake.new, report.read) == (10, 0)
        pause.clear()
        assert one_pass(mailbox, store, lanes, config, stop, lambda: NOW, pause).read == 10


def test_a_folder_that_refuses_is_told_by_the_status_and_fails_no_pass(
    config: Config, store: Store, lanes: Lanes
) -> None:
    (config.mailbox.path / ".Registered").write_text("no folder")
    with mailbox_for(config.mailbox) as mailbox:
        report = one_pass(mailbox, store, lanes, config, threading.Event(), lambda: NOW)
    assert (report.filed, report.unfiled) == (3, 7)
    told = status(store, NOW)
    assert told.last_pass == NOW
    assert told.problems == ("7 settled messages could not be moved or marked in the mailbox: see the log.",)


def test_where_no_lane_can_be_started_the_pass_fails_and_the_message_waits(config: Config, store: Store) -> None:
    with mailbox_for(config.mailbox) as mailbox, Lanes(1, reader="no.such.module:read") as lanes:
        with pytest.raises(InboxdError, match="no lane could be started"):
            one_pass(mailbox, store, lanes, config, threading.Event(), lambda: NOW)
        with store.read() as session:
            assert last_pass.get(session) is None
    assert states(store) == {MessageState.KEPT: 10}


class FaultyLanes(Lanes):
    """Lanes with a fault of inboxd's own at one message."""

    def read_safely(self, data: bytes, *rest: Any, **named: Any) -> Reading | Failure:
        if b"Une question" in data:
            raise RuntimeError("a fault")
        return super().read_safely(data, *rest, **named)


def test_a_fault_at_one_message_stops_no_other(config: Config, store: Store) -> None:
    with mailbox_for(config.mailbox) as mailbox, FaultyLanes() as lanes:
        one_pass(mailbox, store, lanes, config, threading.Event(), lambda: NOW)
    assert states(store) == {MessageState.ACCEPTED: 7, MessageState.FLAGGED: 2, MessageState.IGNORED: 1}
    with store.read() as session:
        assert (Reason.READER_FAILED,) in [view.reasons for view in messages.flagged(session)]


def test_people_are_answered_from_the_first_start_on_which_is_kept(config: Config, store: Store) -> None:
    assert answer_from(store, config, lambda: NOW) == NOW
    assert answer_from(store, config, lambda: NOW + timedelta(days=9)) == NOW
