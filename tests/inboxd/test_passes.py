"""The thread of the passes outlives whatever goes wrong, and says what did."""

import threading
import time
from collections.abc import Iterator

import pytest

from inboxd import notify
from inboxd.config import Config
from inboxd.passes import Passes
from storage import messages
from storage.errors import StoreError
from storage.session import Store
from storage.states import MessageState
from tests.endtoend.service import wait_until


@pytest.fixture
def passes(config: Config, store: Store) -> Iterator[Passes]:
    stop = threading.Event()
    passes = Passes(config, store, stop)
    yield passes
    stop.set()
    passes.end(time.monotonic() + 8)


def count(store: Store, state: MessageState) -> int:
    with store.read() as session:
        return messages.counts(session)[state]


def attempts(store: Store, id: int) -> int:
    with store.read() as session:
        return messages.get(session, id).attempts


def test_a_database_that_fails_when_the_status_is_told_ends_no_thread(
    passes: Passes, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def status(text: str) -> bool:
        told.append(text)
        if len(told) == 1:
            raise StoreError("the disk failed")
        return True

    monkeypatch.setattr(notify, "status", status)
    passes.start()
    assert wait_until(lambda: len(told) >= 3, 60)
    assert told[1] == "the last pass failed: the disk failed"
    assert "7 accepted" in told[2]
    assert passes.go_on()
    assert passes.fault is None


def test_what_staff_give_back_is_read_within_seconds_while_the_mailbox_is_away(
    passes: Passes, store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inboxd.passes.FIRST_RETRY", 600.0)
    monkeypatch.setattr("inboxd.passes.LAST_RETRY", 600.0)
    passes.start()
    assert wait_until(lambda: count(store, MessageState.FLAGGED) == 2, 60)
    config.mailbox.path.rename(config.path.parent / "away")
    config.mailbox.path.write_text("no Maildir")
    passes.wake()
    assert wait_until(lambda: passes.fault is not None, 20)
    with store.write() as session:
        view = messages.flagged(session)[0]
        now = view.arrived_at
        messages.read_again(session, view.id, by="claire", version=view.version, now=now)
    passes.staff_acted()
    assert wait_until(lambda: attempts(store, view.id) == 2 and count(store, MessageState.FLAGGED) == 2, 20)
    assert passes.fault is not None
