"""A Maildir on this machine; its other folders lie in it as Maildir++ has them (``.Registered``).

A message's UID is its file name up to the ":", which stays the same while flags change and the file moves. Nothing is
moved from new/ to cur/ by reading. Links, pipes and whatever else is no plain file are not messages.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from inboxd.errors import MailboxError
from inboxd.mailbox import (
    HEAD_BYTES,
    Fetched,
    Finding,
    FolderState,
    Level,
    Location,
    MailboxSettings,
    MessageGone,
    folder_for,
)
from inboxd.mailbox.imap import modified_utf7
from storage.engine import may_be_made
from storage.states import MessageState

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before it there was no Maildir: the number is no time
UID_LENGTH = 255  # of places.uid
VALIDITY = 0
_SECONDS = re.compile(r"(\d{1,12})(?!\d)")


class MaildirMailbox:
    """A Maildir with one watched folder, ``INBOX`` being the Maildir itself."""

    moves_at_once = True

    def __init__(
        self,
        settings: MailboxSettings,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.name = str(settings.path)[-255:]
        self.folder = settings.folder
        filed = (settings.accepted_folder, settings.flagged_folder, settings.ignored_folder)
        self.folders = tuple(dict.fromkeys((settings.folder, *(filed if settings.filing == "move" else ()))))
        self._settings = settings
        self._read_only = read_only
        self._now = now
        self._files: dict[str, Path] = {}  # UID → where it lay when last looked

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The watched folder."""
        return self._path(self.folder)

    def open(self) -> None:
        """Make the Maildir where it is missing."""
        if self._read_only:
            return
        with _explained(self._settings.path):
            _make(self._settings.path)
            _make(self._path(self.folder))

    def close(self) -> None:
        """Nothing to let go of."""

    def interrupt(self) -> None:
        """Nothing waits here."""

    def folder_state(self) -> FolderState:
        """Give what lies in the watched folder now, by delivery time, then by name."""
        with _explained(self._settings.path):
            self._files = dict(_files(self._path(self.folder)))
            return FolderState(VALIDITY, tuple(sorted(self._files, key=lambda uid: (_seconds(uid), uid))))

    def fetch(self, uid: str, max_bytes: int) -> Fetched | None:
        """Give a message; None where it is not there any more."""
        with _explained(self._settings.path):
            for path in self._candidates(self.folder, uid):
                try:
                    return self._read(uid, path, max_bytes)
                except FileNotFoundError:  # moved or marked by another program just now
                    continue
            return None

    def file(self, place: Location, state: MessageState, *, copied: Location | None = None) -> Location | None:
        """Move, mark or leave a message, as configured; see ``Mailbox.file``."""
        if self._settings.filing == "leave":
            return None
        with _explained(self._settings.path):
            for path in self._candidates(place.folder, place.uid):
                try:
                    if self._settings.filing == "mark":
                        self._mark(path, place.folder, state)
                        return None
                    return self._move(path, place, folder_for(self._settings, state))
                except FileNotFoundError:
                    continue
        raise MessageGone

    def find(self, place: Location, header_message_id: str | None, size: int | None) -> tuple[Location, ...]:
        """Give the folders for filed messages in which the file lies."""
        with _explained(self._settings.path):
            return tuple(
                Location(self.name, folder, VALIDITY, place.uid)
                for folder in self.folders[1:]
                if place.uid in dict(_files(self._path(folder)))
            )

    def target(self, state: MessageState) -> str | None:
        """Give the folder for that state; None where messages are not moved."""
        return folder_for(self._settings, state) if self._settings.filing == "move" else None

    def check(self) -> list[Finding]:
        """Look at the folder and whether it can be written; nothing is made."""
        path = self._settings.path
        if not path.exists():
            if not may_be_made(path):
                return [Finding(Level.ERROR, "Maildir", f"{path} cannot be made", "check mailbox.path and who owns it")]
            text = f"{path} does not exist yet, it will be made"
            return [Finding(Level.WARNING, "Maildir", text, "check mailbox.path, if mail should be there already")]
        try:
            messages = len(self.folder_state().uids)
        except MailboxError as error:
            return [Finding(Level.ERROR, "Maildir", str(error), "check mailbox.path and who owns it")]
        if not all(os.access(path / name, os.R_OK | os.W_OK | os.X_OK) for name in ("new", "cur", "tmp")):
            advice = f"give inboxd's user the right to read and write {path}/new, cur and tmp"
            return [Finding(Level.ERROR, "Maildir", f"{path} cannot be written", advice)]
        return [Finding(Level.OK, "Maildir", f"{path} holds {messages} messages")]

    def _path(self, folder: str) -> Path:
        if folder.upper() == "INBOX":
            return self._settings.path
        return self._settings.path / ("." + modified_utf7(folder).replace("/", "."))

    def _candidates(self, folder: str, uid: str) -> Iterator[Path]:
        """Give where a message may lie: where it lay, and then, since others may move it, where it lies now."""
        known = self._files.get(uid)
        if known is not None and folder == self.folder:
            yield known
        for _ in range(2):
            found = dict(_files(self._path(folder))).get(uid)
            if found is None:
                return
            yield found

    def _read(self, uid: str, path: Path, max_bytes: int) -> Fetched | None:
        # A link would lead out of the Maildir; a pipe would keep us waiting.
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno == errno.ELOOP:
                return None
            raise
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None
            arrived_at = self._arrived_at(uid, status.st_mtime)
            data = file.read(HEAD_BYTES if status.st_size > max_bytes else max_bytes + 1)
        if status.st_size > max_bytes or len(data) > max_bytes:
            return Fetched(None, max(status.st_size, len(data)), arrived_at, data[:HEAD_BYTES])
        return Fetched(data, len(data), arrived_at)

    def _arrived_at(self, uid: str, modified: float) -> datetime:
        now = self._now()
        for seconds in (_seconds(uid), modified):
            try:
                moment = datetime.fromtimestamp(seconds, UTC)
            except (ValueError, OverflowError, OSError):
                continue
            if EARLIEST <= moment <= now + timedelta(days=1):
                return moment
        return now

    def _move(self, path: Path, place: Location, target: str) -> Location | None:
        if target == place.folder:
            return None
        folder = self._path(target)
        _make(folder)
        name = path.name if ":" in path.name else f"{path.name}:2,"
        if place.uid in dict(_files(folder)):  # somebody copied it back: renaming would overwrite the one there
            unique, _, flags = name.partition(":")
            moved = hashlib.sha256(f"{unique}/{self._now().isoformat()}".encode("utf-8", "replace")).hexdigest()[:12]
            name = f"{unique[:200]}_{moved}:{flags}"
        path.rename(folder / "cur" / name)
        return Location(self.name, target, VALIDITY, _uid(name))

    def _mark(self, path: Path, folder: str, state: MessageState) -> None:
        """Set or take off the flag F; a Maildir knows no keywords, so the other states do not show."""
        unique, _, info = path.name.partition(":")
        flags = set(info.removeprefix("2,")) if info.startswith("2,") else set()
        wanted = flags | {"F"} if state is MessageState.FLAGGED else flags - {"F"}
        if wanted != flags:
            path.rename(self._path(folder) / "cur" / f"{unique}:2,{''.join(sorted(wanted))}")


def _seconds(uid: str) -> float:
    """Give the delivery time that begins a file's name, in seconds since 1970; 0 where there is none."""
    found = _SECONDS.match(uid)
    return float(found[1]) if found else 0.0


def _make(folder: Path) -> None:
    for name in ("tmp", "new", "cur"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    if folder.name.startswith("."):
        (folder / "maildirfolder").touch()  # tells a delivery agent that this is no Maildir of its own


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give UID and path of every message; new/ first: one that moves to cur/ meanwhile is seen once or twice."""
    for name in ("new", "cur"):
        try:
            with os.scandir(folder / name) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                        yield _uid(entry.name), Path(entry.path)
        except FileNotFoundError:
            continue


def _uid(name: str) -> str:
    unique = name.partition(":")[0]
    printable = unique.encode("utf-8", "backslashreplace").decode()  # names are bytes; the store keeps text
    if len(printable) <= UID_LENGTH:
        return printable
    return hashlib.sha256(printable.encode()).hexdigest()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the file system refuses into a MailboxError."""
    try:
        yield
    except OSError as error:
        text = f"the Maildir {path} cannot be used: {error.strerror}"
        raise MailboxError(text, permanent=error.errno not in {errno.EIO, errno.ENOSPC, errno.EMFILE}) from error
