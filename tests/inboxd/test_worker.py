"""One pass: what it takes up again, and from when on people are answered."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inboxd import config as configuration
from inboxd.config import Config
from inboxd.lanes import Lanes
from inboxd.mailbox.opening import mailbox_for
from inboxd.worker import answer_from, lanes_for, one_pass
from storage import messages
from storage.session import Store
from storage.states import MessageState
from tests.cli.conftest import config as maildir_config
from tests.cli.conftest import made

__all__ = ["made", "maildir_config"]  # fixtures

NOW = datetime(2018, 9, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def config(maildir_config: Path) -> Config:
    return configuration.load(maildir_config)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    opened = Store(config.storage.url)
    opened.upgrade()
    yield opened
    opened.close()


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


def test_people_are_answered_from_the_first_start_on_which_is_kept(config: Config, store: Store) -> None:
    assert answer_from(store, config, lambda: NOW) == NOW
    assert answer_from(store, config, lambda: NOW + timedelta(days=9)) == NOW
