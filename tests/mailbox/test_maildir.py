"""A Maildir on this machine."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inboxd.errors import MailboxError
from inboxd.mailbox import Location, MessageGone
from inboxd.mailbox.maildir import MaildirMailbox
from storage.states import MessageState
from tests.mailbox.posts import ARRIVED, NOW, MaildirPost, coupon

LIMIT = 30_000_000
SECONDS = int(ARRIVED.timestamp())


@pytest.fixture
def post(tmp_path: Path) -> MaildirPost:
    return MaildirPost(tmp_path / "maildir")


def opened(post: MaildirPost) -> MaildirMailbox:
    mailbox = MaildirMailbox(post.settings, now=lambda: NOW)
    mailbox.open()
    return mailbox


def put(post: MaildirPost, name: str, data: bytes = b"x", modified: float | None = None) -> Path:
    path = post.settings.path / name
    path.write_bytes(data)
    if modified is not None:
        os.utime(path, (modified, modified))
    return path


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("new/1535963400.M1P1.host", "1535963400.M1P1.host"),
        ("cur/1535963400.M1P1.host:2,", "1535963400.M1P1.host"),
        ("cur/1535963400.M1P1.host:2,FS", "1535963400.M1P1.host"),
        ("cur/1535963400.M1P1.host,S=12,W=13:2,S", "1535963400.M1P1.host,S=12,W=13"),
        ("cur/no-number", "no-number"),
        ("new/caf\udce9", "caf\\udce9"),  # a name is bytes, the store keeps text
        ("new/" + "n" * 255, "n" * 255),
    ],
)
def test_the_uid_is_the_part_of_the_name_that_stays(post: MaildirPost, name: str, uid: str) -> None:
    put(post, name)
    mailbox = opened(post)
    assert mailbox.folder_state().uids == (uid,)
    fetched = mailbox.fetch(uid, LIMIT)
    assert fetched is not None
    assert fetched.data == b"x"


def test_a_very_long_odd_name_gets_a_short_uid(post: MaildirPost) -> None:
    put(post, "new/" + "\udce9" * 200)
    mailbox = opened(post)
    (uid,) = mailbox.folder_state().uids
    assert len(uid) == 64
    assert mailbox.fetch(uid, LIMIT) is not None


@pytest.mark.parametrize(
    ("name", "modified", "arrived"),
    [
        (f"{SECONDS}.M1.host", NOW.timestamp(), ARRIVED),
        ("M1.host", SECONDS, ARRIVED),
        ("42.M1.host", SECONDS, ARRIVED),  # in 1970 there was no Maildir
        ("99999999999.M1.host", SECONDS, ARRIVED),  # in the year 5138
        ("999999999999999999999.M1.host", SECONDS, ARRIVED),
        ("M1.host", 42, NOW),
    ],
)
def test_a_message_arrived_when_its_name_says_or_else_its_file(
    post: MaildirPost, name: str, modified: float, arrived: datetime
) -> None:
    put(post, f"new/{name}", modified=modified)
    mailbox = opened(post)
    fetched = mailbox.fetch(mailbox.folder_state().uids[0], LIMIT)
    assert fetched is not None
    assert fetched.arrived_at == arrived
    assert fetched.arrived_at.tzinfo is UTC


def test_the_oldest_comes_first(post: MaildirPost) -> None:
    for name in ("new/1535963402.c", "cur/1535963401.b:2,S", "new/999999999.a", "cur/1535963401.a:2,"):
        put(post, name)
    assert opened(post).folder_state().uids == ("999999999.a", "1535963401.a", "1535963401.b", "1535963402.c")


def test_what_is_no_plain_file_is_no_message(post: MaildirPost, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root:x:0:0")
    new = post.settings.path / "new"
    (new / "1.link").symlink_to(tmp_path / "secret")
    (new / "1.folder").mkdir()
    (new / ".hidden").touch()
    os.mkfifo(new / "1.pipe")
    mailbox = opened(post)
    assert mailbox.folder_state().uids == ()
    assert [mailbox.fetch(uid, LIMIT) for uid in ("1.link", "1.folder", "1.pipe", ".hidden")] == [None] * 4


def test_a_file_that_became_a_link_meanwhile_is_not_followed(post: MaildirPost, tmp_path: Path) -> None:
    path = put(post, "new/1.x")
    (tmp_path / "secret").write_text("root:x:0:0")
    mailbox = opened(post)
    mailbox.folder_state()
    path.unlink()
    path.symlink_to(tmp_path / "secret")
    assert mailbox.fetch("1.x", LIMIT) is None


@pytest.mark.parametrize(("size", "whole"), [(0, True), (100_000, True), (100_001, False)])
def test_what_is_over_the_limit_is_not_read(post: MaildirPost, size: int, whole: bool) -> None:
    put(post, "new/1.x", b"x" * size)
    fetched = opened(post).fetch("1.x", 100_000)
    assert fetched is not None
    assert (fetched.size, fetched.data) == (size, b"x" * size if whole else None)
    assert whole or fetched.head == b"x" * 65_536


def test_reading_moves_nothing(post: MaildirPost) -> None:
    path = put(post, "new/1.x")
    mailbox = opened(post)
    mailbox.fetch(mailbox.folder_state().uids[0], LIMIT)
    assert path.exists()


@pytest.mark.parametrize("there", ["cur/1.x:2,", "cur/1.x:2,RS"])
def test_a_file_that_a_mail_program_moved_meanwhile_is_found(post: MaildirPost, there: str) -> None:
    path = put(post, "new/1.x")
    mailbox = opened(post)
    mailbox.folder_state()
    path.rename(post.settings.path / there)
    assert mailbox.fetch("1.x", LIMIT) is not None
    moved = mailbox.file(Location(mailbox.name, "INBOX", 0, "1.x"), MessageState.ACCEPTED)
    assert moved == Location(mailbox.name, "Registered", 0, "1.x")


@pytest.mark.parametrize(
    ("name", "there"),
    [("new/1.x", "1.x:2,"), ("cur/1.x:2,FS", "1.x:2,FS"), ("cur/1.x:1,odd", "1.x:1,odd")],
)
def test_filing_moves_the_file_with_its_flags(post: MaildirPost, name: str, there: str) -> None:
    put(post, name, coupon(1))
    mailbox = opened(post)
    mailbox.file(Location(mailbox.name, "INBOX", 0, "1.x"), MessageState.FLAGGED)
    assert (post.settings.path / ".Review" / "cur" / there).read_bytes() == coupon(1)
    assert (post.settings.path / ".Review" / "maildirfolder").exists()
    assert post.contents() == []


@pytest.mark.parametrize(
    ("configured", "folder"),
    [("Registered", ".Registered"), ("Coupons/Traités", ".Coupons.Trait&AOk-s"), ("../../etc", ".......etc")],
)
def test_a_folders_name_is_written_as_maildir_has_it(post: MaildirPost, configured: str, folder: str) -> None:
    put(post, "new/1.x")
    mailbox = MaildirMailbox(replace(post.settings, accepted_folder=configured))
    mailbox.file(Location(mailbox.name, "INBOX", 0, "1.x"), MessageState.ACCEPTED)
    assert [path.parent.parent.name for path in post.settings.path.glob("*/cur/1.x:2,")] == [folder]


def test_filing_overwrites_nothing(post: MaildirPost) -> None:
    mailbox = opened(post)
    for data in (b"one", b"two"):  # staff copied the filed one back and edited it
        put(post, "new/1.x", data)
        moved = mailbox.file(Location(mailbox.name, "INBOX", 0, "1.x"), MessageState.ACCEPTED)
    assert post.contents("Registered") == [b"one", b"two"]
    assert moved is not None
    assert moved.uid in {file.name.partition(":")[0] for file in post.files("Registered")} - {"1.x"}


def test_filing_what_is_gone_says_so(post: MaildirPost) -> None:
    mailbox = opened(post)
    for folder in ("INBOX", "Review"):
        with pytest.raises(MessageGone):
            mailbox.file(Location(mailbox.name, folder, 0, "1.x"), MessageState.ACCEPTED)


def test_marking_sets_the_flag_of_what_a_person_must_see(post: MaildirPost) -> None:
    put(post, "cur/1.x:2,S")
    mailbox = MaildirMailbox(replace(post.settings, filing="mark"))
    place = Location(mailbox.name, "INBOX", 0, "1.x")
    for state, name in [
        (MessageState.FLAGGED, "1.x:2,FS"),
        (MessageState.FLAGGED, "1.x:2,FS"),
        (MessageState.ACCEPTED, "1.x:2,S"),
    ]:
        assert mailbox.file(place, state) is None
        assert [file.name for file in post.files()] == [name]


def test_a_folder_of_the_maildir_can_be_watched(post: MaildirPost) -> None:
    mailbox = MaildirMailbox(replace(post.settings, folder="Coupons"))
    mailbox.open()
    put(post, ".Coupons/new/1.x")
    assert mailbox.folder_state().uids == ("1.x",)
    mailbox.file(Location(mailbox.name, "Coupons", 0, "1.x"), MessageState.ACCEPTED)
    assert post.contents("Registered") == [b"x"]


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    mailbox = MaildirMailbox(replace(MaildirPost(tmp_path / "maildir").settings, path=tmp_path / "file" / "m"))
    with pytest.raises(MailboxError, match="cannot be used: Not a directory"):
        mailbox.open()
