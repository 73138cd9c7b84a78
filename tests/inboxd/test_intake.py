"""Intake: every message is stored once, whatever it is, whatever happens, and nothing in the mailbox is touched."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from inboxd.errors import MailboxError
from inboxd.intake import IntakeReport, take_in
from inboxd.mailbox import Fetched, FolderState, Mailbox
from inboxd.mailbox.imap_mailbox import ImapMailbox
from inboxd.mailbox.maildir import MaildirMailbox
from storage import messages
from storage.errors import StoreError
from storage.models import Message, Place
from storage.session import Store
from storage.states import MessageState
from tests.mailbox.crashes import Crash, DyingMailbox, DyingStore, Fate
from tests.mailbox.posts import ARRIVED, NOW, ImapPost, MaildirPost, Post, coupon, fresh_store, opened
from tests.servers.dovecot import Dovecot

LIMIT = 100_000
HUGE = b"Message-ID: <huge@example.org>\r\n\r\n" + b"x" * LIMIT


@pytest.fixture(params=["imap", "maildir"])
def post(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    if request.param == "maildir":
        return MaildirPost(tmp_path / "maildir")
    server: Dovecot = request.getfixturevalue("dovecot")
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", server.password)
    return ImapPost(server)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = fresh_store(tmp_path)
    yield store
    store.close()


def intake(post: Post, store: Any, mailbox: Any = None, **changes: Any) -> IntakeReport:
    """One pass, as after a start where no mailbox is given."""
    given: dict[str, Any] = {"max_bytes": LIMIT, "answer_from": ARRIVED, "now": lambda: NOW} | changes
    if mailbox is not None:
        return take_in(mailbox, store, **given)
    with opened(post) as mailbox:
        return take_in(mailbox, store, **given)


def stored(store: Store) -> list[bytes | None]:
    """Give the bytes of every message, in the order in which they were stored."""
    with store.read() as session:
        ids = session.scalars(select(Message.id).order_by(Message.id)).all()
        return [messages.original(session, one) for one in ids]


def rows(store: Store, column: Any) -> list[Any]:
    with store.read() as session:
        return list(session.scalars(select(column).order_by(column.class_.id)))


def test_whatever_arrives_is_stored_byte_for_byte(post: Post, store: Store) -> None:
    mails = [
        coupon(1),
        b"Subject: \xe9\xff\r\n\r\n8 bits \x80\r\n",
        b"no header at all\r\n",
        b"\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n--x\r\n",
        b"Message-ID: " + b"<" * 3000 + b"\r\n\r\n",
    ]
    for number, mail in enumerate(mails):
        post.deliver(mail, ARRIVED + timedelta(minutes=number))
    assert intake(post, store) == IntakeReport(new=len(mails))
    assert stored(store) == mails
    assert post.contents() == sorted(mails)


def test_an_empty_file_is_stored(store: Store, tmp_path: Path) -> None:
    post = MaildirPost(tmp_path / "maildir")
    post.deliver(b"")
    assert intake(post, store) == IntakeReport(new=1)
    assert stored(store) == [b""]


def test_a_second_pass_finds_nothing_new(post: Post, store: Store) -> None:
    post.deliver(coupon(1))
    intake(post, store)
    assert intake(post, store) == IntakeReport()


def test_the_seen_flag_says_nothing(store: Store, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
    post = ImapPost(dovecot)
    post.deliver(coupon(1))
    with dovecot.signed_in(post.user) as client:
        client.select_folder("INBOX")
        client.add_flags([1], [b"\\Seen"])
    assert intake(post, store).new == 1


def test_what_is_over_the_limit_is_flagged_and_stays(post: Post, store: Store) -> None:
    post.deliver(HUGE)
    post.deliver(coupon(1), ARRIVED + timedelta(minutes=1))
    assert intake(post, store) == IntakeReport(new=2)
    assert stored(store) == [None, coupon(1)]
    assert rows(store, Message.state) == ["flagged", "kept"]
    assert rows(store, Message.reasons) == [["too_large"], []]
    assert rows(store, Message.size) == [len(HUGE), len(coupon(1))]
    assert post.contents() == sorted([HUGE, coupon(1)])
    assert intake(post, store) == IntakeReport()


@pytest.mark.parametrize(("minutes", "answerable"), [(-1, False), (0, True), (1, True)])
def test_what_arrived_before_answer_from_is_not_answered(
    post: Post, store: Store, minutes: int, answerable: bool
) -> None:
    post.deliver(coupon(1), ARRIVED + timedelta(minutes=minutes))
    intake(post, store)
    assert rows(store, Message.answerable) == [answerable]
    assert rows(store, Message.arrived_at) == [ARRIVED + timedelta(minutes=minutes)]


class TestTheSameAgain:
    def test_the_same_bytes_are_the_same_message(self, post: Post, store: Store) -> None:
        post.deliver(coupon(1))
        post.deliver(coupon(1))
        assert intake(post, store) == IntakeReport(new=1, known=1)
        assert len(rows(store, Place.id)) == 2

    def test_other_trace_headers_make_a_copy(self, post: Post, store: Store) -> None:
        post.deliver(coupon(1))
        post.deliver(b"Received: by another way\r\n" + coupon(1), ARRIVED + timedelta(minutes=1))
        assert intake(post, store) == IntakeReport(new=2)
        assert rows(store, Message.state) == ["kept", "copy"]

    def test_another_body_under_the_same_message_id_is_another_message(self, post: Post, store: Store) -> None:
        post.deliver(coupon(1, "Je viendrai."))
        post.deliver(coupon(1, "Je ne viendrai pas."))
        intake(post, store)
        assert rows(store, Message.state) == ["kept", "kept"]

    def test_another_sender_under_the_same_message_id_is_another_message(self, post: Post, store: Store) -> None:
        post.deliver(coupon(1))
        post.deliver(coupon(1).replace(b"anne@", b"paul@"))
        intake(post, store)
        assert rows(store, Message.state) == ["kept", "kept"]

    def test_a_folder_numbered_anew_is_taken_in_again_and_nothing_is_read_twice(self, post: Post, store: Store) -> None:
        for mail in (coupon(1), coupon(2), HUGE):
            post.deliver(mail)
        intake(post, store)
        post.number_anew()
        report = intake(post, store)
        assert (report.known, report.new, report.lacking) == (3, 0, frozenset())
        assert len(stored(store)) == 3
        assert rows(store, Place.state)[:2] == ["gone"] * 2  # the third is settled: filing sees to it
        assert rows(store, Place.state)[3:] == ["waiting"] * 3
        assert intake(post, store) == IntakeReport()


class TestOtherHands:
    def test_what_another_hand_moved_is_noted(self, post: Post, store: Store) -> None:
        post.deliver(coupon(1))
        intake(post, store)
        with opened(post) as mailbox:  # the folder is made as filing makes it
            state = mailbox.folder_state()
            mailbox.file(messages.Location(mailbox.name, "INBOX", state.validity, state.uids[0]), MessageState.IGNORED)
        assert intake(post, store) == IntakeReport(gone=1)
        assert rows(store, Place.state) == ["gone"]
        post.move("Ignored", "INBOX")
        assert intake(post, store) == IntakeReport(known=1)
        assert len(stored(store)) == 1

    def test_what_an_incomplete_list_leaves_out_is_not_taken_for_gone(self, post: Post, store: Store) -> None:
        post.deliver(coupon(1))
        intake(post, store)

        class Forgetful:
            def __init__(self, mailbox: Mailbox) -> None:
                self._mailbox = mailbox

            def __getattr__(self, name: str) -> Any:
                return getattr(self._mailbox, name)

            def folder_state(self) -> FolderState:
                return replace(self._mailbox.folder_state(), uids=(), complete=False)

        with opened(post) as mailbox:
            assert intake(post, store, Forgetful(mailbox)) == IntakeReport()
        assert rows(store, Place.state) == ["waiting"]

    def test_what_vanishes_during_the_pass_is_not_lacking(self, post: Post, store: Store) -> None:
        for number in range(3):
            post.deliver(coupon(number))
        with opened(post) as mailbox:
            other = Interfering(mailbox, lambda: post.move("INBOX", "Trash"))
            make_folder(post, "Trash")
            assert intake(post, store, other) == IntakeReport(new=1)
        assert len(post.contents("Trash")) == 3
        assert intake(post, store) == IntakeReport(gone=1)


class Interfering:
    """A mailbox with which something happens before the second message is fetched."""

    def __init__(self, mailbox: Mailbox, happens: Any) -> None:
        self._mailbox = mailbox
        self._happens = happens
        self.fetched = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailbox, name)

    def fetch(self, uid: str, max_bytes: int) -> Fetched | None:
        self.fetched += 1
        if self.fetched == 2:
            self._happens()
        return self._mailbox.fetch(uid, max_bytes)


def make_folder(post: Post, folder: str) -> None:
    if isinstance(post, ImapPost):
        post.server.create_folder(post.user, folder)
    elif isinstance(post, MaildirPost):
        for name in ("new", "cur", "tmp"):
            (post.path(folder) / name).mkdir(parents=True)


class TestOneBadMessage:
    def test_a_file_that_cannot_be_read_stops_no_other(self, store: Store, tmp_path: Path) -> None:
        post = MaildirPost(tmp_path / "maildir")
        for number in range(3):
            post.deliver(coupon(number), ARRIVED + timedelta(minutes=number))
        bad = post.files()[0]
        uid = bad.name

        class Unreadable(MaildirMailbox):
            def fetch(self, uid: str, max_bytes: int) -> Fetched | None:
                if uid == bad.name:
                    raise RuntimeError("a fault of ours")
                return super().fetch(uid, max_bytes)

        with Unreadable(post.settings) as mailbox:
            assert intake(post, store, mailbox) == IntakeReport(new=2, lacking=frozenset({uid}))
        assert bad.exists()
        assert intake(post, store) == IntakeReport(new=1)

    def test_a_message_that_breaks_the_connection_stops_no_other(
        self, store: Store, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
        post = ImapPost(dovecot)
        for number in range(3):
            post.deliver(coupon(number))
        with ImapMailbox(post.settings) as mailbox:
            other = Interfering(mailbox, mailbox._connection.interrupt)
            assert intake(post, store, other) == IntakeReport(new=2, lacking=frozenset({"2"}))
            assert intake(post, store, mailbox) == IntakeReport(new=1)
        assert len(stored(store)) == 3

    def test_a_server_that_goes_away_ends_the_pass(
        self, store: Store, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
        post = ImapPost(dovecot)
        for number in range(3):
            post.deliver(coupon(number))
        try:
            with opened(post) as mailbox, pytest.raises(MailboxError, match="nothing listens"):
                intake(post, store, Interfering(mailbox, dovecot.stop))
        finally:
            dovecot.start()
        assert len(stored(store)) == 1
        assert intake(post, store) == IntakeReport(new=2)

    def test_what_failed_before_comes_last(self, store: Store, tmp_path: Path) -> None:
        post = MaildirPost(tmp_path / "maildir")
        for number in range(3):
            post.deliver(coupon(number), ARRIVED + timedelta(minutes=number))
        intake(post, store, last=[post.files()[0].name])
        assert stored(store) == [coupon(1), coupon(2), coupon(0)]


def test_a_database_that_fails_ends_the_pass_at_once(store: Store, tmp_path: Path) -> None:
    post = MaildirPost(tmp_path / "maildir")
    for number in range(3):
        post.deliver(coupon(number))
    database = tmp_path / "inboxd.db"
    with opened(post) as mailbox:
        failing = Interfering(mailbox, lambda: database.rename(tmp_path / "away.db"))
        with pytest.raises(StoreError, match="there is no database"):
            intake(post, store, failing)
        assert failing.fetched == 2
    (tmp_path / "away.db").rename(database)
    assert intake(post, store).new == 2


def test_a_stop_ends_the_pass_after_the_message_under_way(post: Post, store: Store) -> None:
    for number in range(3):
        post.deliver(coupon(number))
    stop = threading.Event()
    with opened(post) as mailbox:
        report = intake(post, store, Interfering(mailbox, stop.set), stop=stop)
    assert (report.new, report.lacking) == (2, frozenset())  # what it did not come to, it does not lack
    assert intake(post, store).new == 1


def test_a_crash_anywhere_loses_nothing_and_doubles_nothing(post: Post, tmp_path: Path) -> None:
    mails = [coupon(1), coupon(2), coupon(2), b"Received: x\r\n" + coupon(1), HUGE]
    for number, mail in enumerate(mails):
        post.deliver(mail, ARRIVED + timedelta(minutes=number))
    empty = fresh_store(tmp_path)
    empty.close()
    at, crashed = 1, True
    while crashed:
        crashed = False
        folder = tmp_path / str(at)
        folder.mkdir()
        shutil.copy(tmp_path / "inboxd.db", folder)
        store = Store(f"sqlite:///{folder / 'inboxd.db'}")
        fate = Fate(at)
        try:
            with opened(post) as mailbox:
                intake(post, DyingStore(store, fate), DyingMailbox(mailbox, fate))
        except Crash:
            crashed = True
        intake(post, store)
        assert [len(one or b"") for one in stored(store)] == [len(coupon(1)), len(coupon(2)), len(mails[3]), 0]
        assert rows(store, Message.state) == ["kept", "kept", "copy", "flagged"]
        assert rows(store, Place.state) == ["waiting"] * 5
        assert post.contents() == sorted(mails)
        store.close()
        at += 1
    assert at > 15  # every step was the last one once


def test_an_account_is_known_by_its_name_and_a_maildir_by_its_path(tmp_path: Path) -> None:
    settings = MaildirPost(tmp_path / "maildir").settings
    assert MaildirMailbox(settings).name == os.fspath(tmp_path / "maildir")
    long = replace(settings, path=tmp_path / ("x" * 300))
    assert len(MaildirMailbox(long).name) == 255
