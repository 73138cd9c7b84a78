"""The watchers wake us when something arrives, come back after a break, and stop when told."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inboxd.mailbox import Watcher
from inboxd.mailbox.backoff import Backoff
from inboxd.mailbox.opening import watcher_for
from inboxd.mailbox.watch import ImapWatcher
from tests.mailbox.posts import ImapPost, MaildirPost, Post, coupon, imap_settings
from tests.servers.dovecot import Dovecot


class Wake:
    """Counts the calls."""

    def __init__(self) -> None:
        self._called = threading.Condition()
        self.calls = 0

    def __call__(self) -> None:
        with self._called:
            self.calls += 1
            self._called.notify_all()

    def wait_for(self, calls: int) -> bool:
        with self._called:
            return self._called.wait_for(lambda: self.calls >= calls, timeout=20)


def error_of(watcher: Watcher) -> str:
    """Wait until it says why it does not watch."""
    until(lambda: watcher.health.error is not None)
    return watcher.health.error or ""


def until(happened: Callable[[], bool]) -> None:
    """Wait until it happened, or fail."""
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def watching(make: Callable[[Wake, threading.Event], Watcher | None]) -> Iterator[tuple[Wake, Watcher]]:
    wake, stop = Wake(), threading.Event()
    watcher = make(wake, stop)
    assert watcher is not None
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        yield wake, watcher
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(params=["imap", "maildir"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    if request.param == "imap":
        account: ImapPost = request.getfixturevalue("imap")
        return account
    return MaildirPost(tmp_path / "maildir")


def test_it_wakes_at_the_start_and_at_each_arrival(post: Post) -> None:
    with watching(lambda wake, stop: watcher_for(post.settings, wake, stop)) as (wake, watcher):
        assert wake.wait_for(1)  # nobody knows what came while nobody watched
        for number in (1, 2):
            before = wake.calls
            post.deliver(coupon(number))
            assert wake.wait_for(before + 1)
        assert watcher.health.error is None
        assert watcher.health.last_ok is not None


def test_it_does_not_wake_for_a_flag(imap: ImapPost) -> None:
    imap.deliver(coupon(1))
    with watching(lambda wake, stop: ImapWatcher(imap.settings, wake, stop)) as (wake, _):
        assert wake.wait_for(1)
        with imap.server.signed_in(imap.user) as client:
            client.select_folder("INBOX")
            client.add_flags([1], [b"\\Seen"])
        imap.deliver(coupon(2))
        assert wake.wait_for(2)
        assert wake.calls == 2


def test_idling_is_renewed_without_waking_anybody(imap: ImapPost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inboxd.mailbox.watch.RENEWAL_SECONDS", 0.0)
    monkeypatch.setattr("inboxd.mailbox.watch.SLICE_SECONDS", 0.01)
    with watching(lambda wake, stop: ImapWatcher(imap.settings, wake, stop)) as (wake, watcher):
        assert wake.wait_for(1)
        first = watcher.health.last_ok
        until(lambda: watcher.health.last_ok != first)
        imap.deliver(coupon(1))
        assert wake.wait_for(2)
        assert wake.calls == 2


def test_a_fault_of_the_woken_ends_no_watch(post: Post) -> None:
    calls = Wake()

    def faulty() -> None:
        calls()
        raise RuntimeError("a fault of ours")

    with watching(lambda _, stop: watcher_for(post.settings, faulty, stop)):
        assert calls.wait_for(2)


def test_after_the_servers_restart_it_watches_again(imap: ImapPost) -> None:
    quick = Backoff(chance=lambda: 0.0)
    with watching(lambda wake, stop: ImapWatcher(imap.settings, wake, stop, backoff=quick)) as (wake, watcher):
        assert wake.wait_for(1)
        imap.server.stop()
        imap.server.start()
        assert wake.wait_for(2)  # what came meanwhile is not told by the server
        before = wake.calls
        imap.deliver(coupon(1))
        assert wake.wait_for(before + 1)
        assert watcher.health.error is None


def test_what_keeps_it_from_watching_is_told(imap: ImapPost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", "wrong")
    with watching(lambda wake, stop: ImapWatcher(imap.settings, wake, stop)) as (wake, watcher):
        assert "check mailbox.user" in error_of(watcher)
        assert wake.calls == 0


def test_without_idle_it_rests_and_says_so(old_dovecot: Dovecot) -> None:
    account = ImapPost(old_dovecot)
    with watching(lambda wake, stop: ImapWatcher(account.settings, wake, stop)) as (_, watcher):
        assert "does not know IDLE" in error_of(watcher)


def test_where_only_polling_is_wanted_there_is_no_watcher(imap: ImapPost) -> None:
    settings = imap_settings(imap.server, imap.user, idle=False)
    assert watcher_for(settings, lambda: None, threading.Event()) is None


def test_a_maildir_that_is_away_is_told(tmp_path: Path) -> None:
    post = MaildirPost(tmp_path / "maildir")
    with watching(lambda wake, stop: watcher_for(post.settings, wake, stop)) as (wake, watcher):
        assert wake.wait_for(1)
        (tmp_path / "maildir").rename(tmp_path / "elsewhere")
        assert "cannot be watched" in error_of(watcher)
