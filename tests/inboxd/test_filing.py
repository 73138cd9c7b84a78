"""Filing: staff see a reply's state in the mailbox; it may be done again, and a crash anywhere does no harm."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from inboxd.errors import MailboxError
from inboxd.filing import FilingReport, file_settled
from inboxd.intake import IntakeReport, take_in
from inboxd.mailbox.imap_mailbox import ImapMailbox
from parsers.reasons import Reason
from storage import messages
from storage.models import Message, Place
from storage.session import Store
from storage.states import MessageState
from tests.mailbox.crashes import Crash, DyingMailbox, DyingStore, Fate
from tests.mailbox.posts import ARRIVED, NOW, ImapPost, MaildirPost, Post, coupon, fresh_store, opened
from tests.servers.dovecot import Dovecot

LIMIT = 100_000
HUGE = b"Message-ID: <huge@example.org>\r\n\r\n" + b"x" * LIMIT
OUTCOMES = {
    b"<1@": MessageState.ACCEPTED,
    b"<2@": MessageState.FLAGGED,
    b"<3@": MessageState.IGNORED,
    b"<4@": MessageState.ACCEPTED,
}


@pytest.fixture(params=["imap", "maildir"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    return post_of(request, tmp_path)


@pytest.fixture(params=["imap", "maildir", "moveless_dovecot"])
def any_post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    return post_of(request, tmp_path)


def post_of(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    if request.param == "maildir":
        return MaildirPost(tmp_path / "maildir")
    server: Dovecot = request.getfixturevalue("dovecot" if request.param == "imap" else request.param)
    request.getfixturevalue("monkeypatch").setenv("INBOXD_MAILBOX_PASSWORD", server.password)
    return ImapPost(server)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = fresh_store(tmp_path)
    yield store
    store.close()


def intake(post: Post, store: Any, mailbox: Any = None) -> IntakeReport:
    """One pass of intake, as after a start where no mailbox is given."""
    if mailbox is None:
        with opened(post) as mailbox:
            return intake(post, store, mailbox)
    return take_in(mailbox, store, max_bytes=LIMIT, answer_from=ARRIVED, now=lambda: NOW)


def filing(post: Post, store: Any, mailbox: Any = None) -> int:
    """One pass of filing, as after a start where no mailbox is given."""
    if mailbox is None:
        with opened(post) as mailbox:
            return filing(post, store, mailbox)
    return file_settled(mailbox, store, NOW).filed


def settle(store: Store) -> None:
    """Settle every message that waits to be read, as its Message-ID says."""
    with store.write() as session:
        while (message := messages.next_to_read(session, NOW)) is not None:
            outcome = next(state for sign, state in OUTCOMES.items() if sign in message.data)
            messages.begin_reading(session, message.id, NOW)
            messages.advance(session, message.id, outcome, [], reading=None, by=None, now=NOW)


def decide(store: Store, outcome: MessageState) -> None:
    """A person settles every flagged message."""
    with store.write() as session:
        for view in messages.flagged(session):
            reasons = [Reason.LOW_CONFIDENCE] if outcome is MessageState.FLAGGED else []
            messages.advance(session, view.id, outcome, reasons, reading=None, by="anne", now=NOW)


def rows(store: Store, column: Any) -> list[Any]:
    with store.read() as session:
        return list(session.scalars(select(column).order_by(column.class_.id)))


def test_every_state_has_its_folder(any_post: Post, store: Store) -> None:
    mails = [coupon(1), coupon(2), coupon(3), HUGE, b"Received: x\r\n" + coupon(1)]
    for number, mail in enumerate(mails):
        any_post.deliver(mail, ARRIVED + timedelta(minutes=number))
    intake(any_post, store)
    settle(store)
    assert filing(any_post, store) == 5
    assert any_post.everything() == {
        "Registered": [coupon(1)],
        "Review": sorted([coupon(2), HUGE]),
        "Ignored": sorted([coupon(3), mails[4]]),
    }
    assert filing(any_post, store) == 0
    assert intake(any_post, store) == IntakeReport()
    assert rows(store, Place.state) == ["filed"] * 5


def test_more_than_one_batch_is_filed_in_one_pass(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inboxd.filing.BATCH", 2)
    post = MaildirPost(tmp_path / "maildir")
    mails = [coupon(1, f"Je viendrai, {number}.") for number in range(7)]
    for mail in mails:
        post.deliver(mail)
    intake(post, store)
    settle(store)
    (post.settings.path / ".Registered").write_text("no folder")  # nothing can be filed: no pass goes round for ever
    with opened(post) as mailbox:
        assert file_settled(mailbox, store, NOW) == FilingReport(filed=0, refused=7)
    (post.settings.path / ".Registered").unlink()
    assert filing(post, store) == 7
    assert post.everything() == {"Registered": mails}


def test_what_is_not_settled_stays(post: Post, store: Store) -> None:
    post.deliver(coupon(1))
    intake(post, store)
    assert filing(post, store) == 0
    assert post.contents() == [coupon(1)]


@pytest.mark.parametrize(
    ("outcome", "folder"),
    [
        (MessageState.ACCEPTED, "Registered"),
        (MessageState.DISMISSED, "Ignored"),
        (MessageState.FLAGGED, "Review"),
    ],
)
def test_what_a_person_decides_moves_it_on(any_post: Post, store: Store, outcome: MessageState, folder: str) -> None:
    any_post.deliver(coupon(2))
    intake(any_post, store)
    settle(store)
    filing(any_post, store)
    decide(store, outcome)
    filing(any_post, store)
    assert any_post.everything() == {folder: [coupon(2)]}
    assert rows(store, Place.state) == ["filed"]
    assert rows(store, Place.folder) == [folder]


def test_what_staff_move_back_into_the_inbox_is_filed_again_and_not_read_again(any_post: Post, store: Store) -> None:
    any_post.deliver(coupon(1))
    any_post.deliver(HUGE)
    intake(any_post, store)
    settle(store)
    filing(any_post, store)
    for _ in range(2):
        for folder in ("Registered", "Review"):
            any_post.move(folder, "INBOX")
        report = intake(any_post, store)
        assert (report.new, report.known) == (0, 2)
        assert rows(store, Message.state) == ["accepted", "flagged"]
        assert filing(any_post, store) == 2
        assert any_post.everything() == {"Registered": [coupon(1)], "Review": [HUGE]}


def test_what_another_hand_took_away_is_noted(post: Post, store: Store) -> None:
    post.deliver(coupon(1))
    post.deliver(coupon(4))
    intake(post, store)
    settle(store)
    with opened(post) as mailbox:
        uid = mailbox.folder_state().uids[0]
    remove(post, uid)
    assert filing(post, store) == 1
    assert sorted(rows(store, Place.state)) == ["filed", "gone"]
    assert rows(store, Message.state) == ["accepted", "accepted"]
    assert intake(post, store) == IntakeReport()


def remove(post: Post, uid: str) -> None:
    if isinstance(post, ImapPost):
        with post.server.signed_in(post.user) as client:
            client.select_folder("INBOX")
            client.delete_messages([int(uid)])
            client.uid_expunge([int(uid)])
    elif isinstance(post, MaildirPost):
        (file,) = [file for file in post.files() if file.name.startswith(uid)]
        file.unlink()


def test_after_the_folder_was_numbered_anew_it_is_filed_once(post: Post, store: Store) -> None:
    post.deliver(coupon(1))
    intake(post, store)
    settle(store)
    post.number_anew()
    intake(post, store)
    filing(post, store)
    assert post.everything() == {"Registered": [coupon(1)]}
    assert sorted(rows(store, Place.state)) == ["filed", "gone"]


def test_marked_and_left_mail_is_not_taken_in_again(store: Store, dovecot: Dovecot, tmp_path: Path) -> None:
    account = ImapPost(dovecot, filing="mark")
    maildir = MaildirPost(tmp_path / "maildir", filing="leave")
    for post in (account, maildir):
        for number in (1, 2):
            post.deliver(coupon(number))
        intake(post, store)
        settle(store)
        assert filing(post, store) == 2
        assert (filing(post, store), intake(post, store)) == (0, IntakeReport())
        assert post.contents() == [coupon(1), coupon(2)]
    assert "$InboxdAccepted" in dovecot.flags(account.user, 1)
    decide(store, MessageState.ACCEPTED)
    filing(account, store)
    assert {"$InboxdAccepted"} == dovecot.flags(account.user, 2) - {"\\Recent"}


def test_without_uidplus_the_copied_mail_is_not_taken_in_again(store: Store, old_dovecot: Dovecot) -> None:
    post = ImapPost(old_dovecot)
    post.deliver(coupon(1))
    intake(post, store)
    settle(store)
    assert filing(post, store) == 1
    assert post.everything() == {"INBOX": [coupon(1)], "Registered": [coupon(1)]}
    assert (filing(post, store), intake(post, store)) == (0, IntakeReport())
    assert "\\Deleted" in old_dovecot.flags(post.user, 1)


class TestOneBadMessage:
    def test_a_folder_that_refuses_stops_no_other_folder(
        self, store: Store, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
        post = ImapPost(dovecot)
        for number in (2, 1, 3):
            post.deliver(coupon(number))
        intake(post, store)
        settle(store)
        impossible = replace(post.settings, flagged_folder="a/" * 90)
        with ImapMailbox(impossible) as mailbox:
            assert file_settled(mailbox, store, NOW) == FilingReport(filed=2, refused=1)
        assert post.everything() == {"INBOX": [coupon(2)], "Registered": [coupon(1)], "Ignored": [coupon(3)]}
        assert filing(post, store) == 1

    def test_a_server_that_goes_away_ends_the_pass_and_the_next_goes_on(
        self, store: Store, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
        post = ImapPost(dovecot)
        for number in (1, 2, 3):
            post.deliver(coupon(number))
        intake(post, store)
        settle(store)
        with opened(post) as mailbox:
            dovecot.stop()
            try:
                with pytest.raises(MailboxError):
                    filing(post, store, mailbox)
            finally:
                dovecot.start()
        assert filing(post, store) == 3


def test_a_crash_anywhere_loses_nothing_and_doubles_nothing(any_post: Post, tmp_path: Path) -> None:
    """The whole way: taken in, settled, filed, then moved on by a person; a crash at every step of the filing."""
    mails = {number: coupon(number) for number in (1, 2)}
    empty = fresh_store(tmp_path)
    empty.close()
    at, crashed = 1, True
    while crashed:
        post = fresh(any_post, tmp_path / f"maildir{at}")
        folder = tmp_path / f"store{at}"
        folder.mkdir()
        shutil.copy(tmp_path / "inboxd.db", folder)
        store = Store(f"sqlite:///{folder / 'inboxd.db'}")
        for mail in mails.values():
            post.deliver(mail)
        intake(post, store)
        settle(store)
        crashed = dies(post, store, Fate(at))
        start_again(post, store)
        assert post.everything() == {"Registered": [mails[1]], "Review": [mails[2]]}
        assert rows(store, Place.state) == ["filed"] * 2
        decide(store, MessageState.ACCEPTED)
        crashed = dies(post, store, Fate(at)) or crashed
        report = start_again(post, store)
        assert post.everything() == {"Registered": [mails[1], mails[2]]}
        assert rows(store, Place.state) == ["filed"] * 2
        assert (report.new, report.known, report.lacking) == (0, 0, frozenset())
        store.close()
        shutil.rmtree(folder)
        at += 1
    assert at > 8  # every step was the last one once


def fresh(post: Post, path: Path) -> Post:
    return ImapPost(post.server) if isinstance(post, ImapPost) else MaildirPost(path)


def dies(post: Post, store: Store, fate: Fate) -> bool:
    """One pass that ends where fate has it; True where it did."""
    try:
        with opened(post) as mailbox:
            filing(post, DyingStore(store, fate), DyingMailbox(mailbox, fate))
    except Crash:
        return True
    return False


def start_again(post: Post, store: Store) -> IntakeReport:
    """The pass after the next start, as the daemon makes it."""
    with opened(post) as mailbox:
        report = intake(post, store, mailbox)
        filing(post, store, mailbox)
        return report
