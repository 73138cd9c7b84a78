"""The mailbox where replies arrive: what intake and filing ask of it, whatever it is made of.

Two kinds fulfil `Mailbox`: a folder on an IMAP server (``inboxd.mailbox.imap_mailbox``) and a Maildir on this machine
(``inboxd.mailbox.maildir``). ``inboxd.mailbox.opening`` gives the one that the configuration asks for. Folders are
named as the configuration names them, with "/" between levels; what a server makes of that stays inside.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from inboxd.config import Mailbox as MailboxSettings
from storage.messages import Location
from storage.states import MessageState

__all__ = [
    "HEAD_BYTES", "Fetched", "Finding", "FolderState", "Health", "Level", "Location", "Mailbox", "MailboxSettings",
    "MessageGone", "Watcher", "folder_for",
]  # fmt: skip


HEAD_BYTES = 65_536  # of what is too large; a Message-ID further down than that is hardly a mail's


class MessageGone(Exception):
    """The message is not where it was: another hand moved or deleted it, or we did, in an earlier life."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What stands in the watched folder."""

    validity: int  # UIDVALIDITY; 0 for a Maildir
    uids: tuple[str, ...]  # oldest first
    complete: bool = True  # False: the server says that there are more; what is not listed may still be there


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as it stands in the mailbox."""

    data: bytes | None  # None: larger than allowed, it stays in the mailbox
    size: int  # bytes
    arrived_at: datetime  # UTC: INTERNALDATE, or the delivery time in a Maildir file's name
    head: bytes = b""  # its beginning, where `data` is None: enough to know it again by its Message-ID


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"  # works, but not as well as it could
    ERROR = "error"  # does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of ``inboxd check``: what was looked at, what was found and what to do."""

    level: Level
    subject: str  # what was looked at: "sign-in", "folder Review"
    text: str  # what was found
    advice: str | None = None  # what to do; None where nothing is to be done


@dataclass(frozen=True, slots=True)
class Health:
    """How a watcher is doing."""

    last_ok: datetime | None = None  # when the mailbox last answered it
    error: str | None = None  # why it does not watch just now; None: it does


class Mailbox(Protocol):
    """A mailbox with one watched folder. Used by one thread; only `interrupt` may be called from another."""

    @property
    def name(self) -> str:
        """A stable name for `Location.mailbox`."""

    @property
    def folder(self) -> str:
        """The watched folder."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder in which a message may be waiting to be filed: the watched one first."""

    @property
    def moves_at_once(self) -> bool:
        """False: a move is a copy and a removal, and a crash may come between."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def open(self) -> None:
        """Make sure that the mailbox can be used; does nothing where it can already.

        :raises MailboxError: where it cannot; between two attempts it waits longer and longer, and says so at once.
        """

    def close(self) -> None:
        """Let go of the mailbox; never raises."""

    def interrupt(self) -> None:
        """For a stop: make a call under way in another thread fail soon, and later ones at once; never raises."""

    def folder_state(self) -> FolderState:
        """Give what stands in the watched folder now."""

    def fetch(self, uid: str, max_bytes: int) -> Fetched | None:
        """Give a message of the watched folder, and change nothing about it; None where it is not there any more."""

    def file(self, place: Location, state: MessageState, *, copied: Location | None = None) -> Location | None:
        """Move or mark a message as the configuration asks for that state; may be done again without harm.

        `copied` is where an earlier attempt put the message already. Gives where the message is now; None where it
        stays at `place`, or where the mailbox does not tell.

        :raises MessageGone: where it is not there
        """

    def find(self, place: Location, header_message_id: str | None, size: int | None) -> tuple[Location, ...]:
        """Give the places in the folders for filed messages where the message that was at `place` may be now."""

    def target(self, state: MessageState) -> str | None:
        """Give the folder into which a message of that state is moved; None where messages are not moved."""

    def check(self) -> list[Finding]:
        """Try everything that a pass needs, and say what is wrong and what to do; never raises."""


class Watcher(Protocol):
    """Tells as soon as something arrives, so that polling is only the safety net."""

    @property
    def health(self) -> Health:
        """How it is doing."""

    def run(self) -> None:
        """Watch until the stop event is set, for a thread of its own; never raises."""


def folder_for(settings: MailboxSettings, state: MessageState) -> str:
    """Give the folder that messages of a state are moved to; a copy or what is no coupon needs nobody."""
    if state is MessageState.ACCEPTED:
        return settings.accepted_folder
    if state is MessageState.FLAGGED:
        return settings.flagged_folder
    return settings.ignored_folder
