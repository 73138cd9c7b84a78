"""Two real mailboxes that the same tests run on: an account of a Dovecot server and a Maildir.

A `Post` is the world outside inboxd: it delivers, and it does what staff do in their own mail program.
"""

import itertools
import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from inboxd.mailbox import Mailbox, MailboxSettings
from inboxd.mailbox.opening import mailbox_for
from storage.session import Store
from tests.servers.dovecot import Dovecot

ARRIVED = datetime(2018, 9, 3, 8, 30, tzinfo=UTC)
NOW = datetime(2018, 9, 10, 9, 0, tzinfo=UTC)


def coupon(number: int, text: str = "Je viendrai.") -> bytes:
    """Give a small reply with a Message-ID of its own."""
    return (
        f"From: anne@example.org\r\nSubject: Coupon\r\nMessage-ID: <{number}@example.org>\r\n\r\n{text}\r\n"
    ).encode()


class Post(Protocol):
    """A mailbox as the world sees it."""

    settings: MailboxSettings

    def deliver(self, data: bytes, arrived: datetime = ARRIVED) -> None:
        """Have a message arrive."""

    def contents(self, folder: str = "INBOX") -> list[bytes]:
        """Give the messages of a folder, sorted."""

    def everything(self) -> dict[str, list[bytes]]:
        """Give the messages of every folder that holds any, under the folder's configured name."""

    def move(self, folder: str, to: str) -> None:
        """Move all messages of a folder, as staff do."""

    def number_anew(self) -> None:
        """Have the watched folder get another UIDVALIDITY, its messages staying."""


class ImapPost:
    """An account of the Dovecot server."""

    def __init__(self, server: Dovecot, **changes: Any) -> None:
        self.server = server
        self.user = server.fresh_mailbox().user
        os.environ["INBOXD_MAILBOX_PASSWORD"] = server.password
        self.settings = imap_settings(server, self.user, **changes)

    def deliver(self, data: bytes, arrived: datetime = ARRIVED) -> None:
        self.server.append(self.user, data, internaldate=arrived)

    def contents(self, folder: str = "INBOX") -> list[bytes]:
        return sorted(self.server.messages(self.user, folder))

    def everything(self) -> dict[str, list[bytes]]:
        found: dict[str, list[bytes]] = {}
        with self.server.signed_in(self.user) as client:
            for flags, _, name in client.list_folders():
                if b"\\Noselect" in flags:
                    continue
                client.select_folder(name, readonly=True)
                uids = client.search("ALL")
                bodies = client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
                if bodies:
                    found[name.removeprefix("INBOX.")] = sorted(body[b"BODY[]"] for body in bodies.values())
        return found

    def move(self, folder: str, to: str) -> None:
        with self.server.signed_in(self.user) as client:
            prefix = "INBOX." if client.folder_exists(f"INBOX.{folder}") else ""
            client.select_folder(prefix + folder)
            uids = client.search("ALL")
            client.copy(uids, to)
            client.delete_messages(uids)
            client.expunge()

    def number_anew(self) -> None:
        folder = self.server.folder / "mail" / self.user / "Maildir"
        uids = folder / "dovecot-uidlist"
        before = self._validity()
        uids.write_text(re.sub(r" V\d+ ", f" V{before + 1} ", uids.read_text(), count=1))
        for file in folder.glob("dovecot.index*"):
            file.unlink()
        assert self._validity() == before + 1

    def _validity(self) -> int:
        with self.server.signed_in(self.user) as client:
            return int(client.folder_status("INBOX", ["UIDVALIDITY"])[b"UIDVALIDITY"])


class MaildirPost:
    """A Maildir in a temporary folder."""

    def __init__(self, path: Path, **changes: Any) -> None:
        self.settings = replace(MailboxSettings(address="coupons@example.org", path=path), **changes)
        self._numbers = itertools.count(1)
        mailbox_for(self.settings).open()

    def deliver(self, data: bytes, arrived: datetime = ARRIVED) -> None:
        name = f"{int(arrived.timestamp())}.M{next(self._numbers):03}P1.host"
        (self.settings.path / "tmp" / name).write_bytes(data)
        (self.settings.path / "tmp" / name).rename(self.settings.path / "new" / name)

    def contents(self, folder: str = "INBOX") -> list[bytes]:
        return sorted(file.read_bytes() for file in self.files(folder))

    def everything(self) -> dict[str, list[bytes]]:
        names = ["INBOX", *(path.name[1:] for path in self.settings.path.glob(".*"))]
        return {name: contents for name in names if (contents := self.contents(name))}

    def files(self, folder: str = "INBOX") -> list[Path]:
        """Give the files of a folder, sorted by name."""
        path = self.path(folder)
        found = [*path.glob("new/*"), *path.glob("cur/*")]
        return sorted(found, key=lambda file: file.name)

    def path(self, folder: str) -> Path:
        """Give where a folder lies."""
        return self.settings.path if folder == "INBOX" else self.settings.path / f".{folder}"

    def move(self, folder: str, to: str) -> None:
        for file in self.files(folder):
            shutil.move(file, self.path(to) / "cur" / file.name)

    def number_anew(self) -> None:
        """A Maildir has no UIDVALIDITY; the next best: every file gets another name."""
        for file in self.files():
            file.rename(file.with_name(f"{int(ARRIVED.timestamp())}.M{next(self._numbers):03}P2.host"))


def imap_settings(server: Dovecot, user: str, **changes: Any) -> MailboxSettings:
    """Give the settings of an account of that server."""
    settings = MailboxSettings(
        address="coupons@example.org",
        kind="imap",
        host="localhost",
        port=server.port,
        user=user,
        cafile=server.cafile,
        timeout_seconds=10,
    )
    return replace(settings, **changes)


def opened(post: Post) -> Mailbox:
    """Give a new connection to the mailbox, as after a start."""
    return mailbox_for(post.settings)


def fresh_store(folder: Path) -> Store:
    """Give an empty store in that folder."""
    store = Store(f"sqlite:///{folder / 'inboxd.db'}")
    store.upgrade()
    return store
