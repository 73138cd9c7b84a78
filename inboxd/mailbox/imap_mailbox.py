"""A mailbox on an IMAP server: what intake and filing ask, put into IMAP commands."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import structlog

from inboxd.errors import MailboxError
from inboxd.mailbox import (
    HEAD_BYTES,
    Fetched,
    Finding,
    FolderState,
    Location,
    MailboxSettings,
    MessageGone,
    folder_for,
)
from inboxd.mailbox.backoff import Backoff
from inboxd.mailbox.checking import check_imap
from inboxd.mailbox.imap import Connection, Facts, Selected
from storage.states import MessageState

log = structlog.get_logger()

DELETED, FLAGGED = b"\\Deleted", b"\\Flagged"
KEYWORDS = {
    MessageState.ACCEPTED: b"$InboxdAccepted",
    MessageState.FLAGGED: b"$InboxdFlagged",
    MessageState.IGNORED: b"$InboxdIgnored",
    MessageState.DISMISSED: b"$InboxdDismissed",
    MessageState.COPY: b"$InboxdCopy",
}
NAME_LENGTH = 255  # of places.mailbox


class ImapMailbox:
    """One folder of an IMAP account, over a connection that is kept between passes and made again when it breaks."""

    def __init__(
        self,
        settings: MailboxSettings,
        *,
        read_only: bool = False,
        backoff: Backoff | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.name = f"imap://{settings.user}@{settings.host}"[:NAME_LENGTH]
        self.folder = settings.folder
        filed = (settings.accepted_folder, settings.flagged_folder, settings.ignored_folder)
        self.folders = tuple(dict.fromkeys((settings.folder, *(filed if settings.filing == "move" else ()))))
        self._settings = settings
        self._read_only = read_only
        self._connection = Connection(settings)
        self._backoff = backoff or Backoff()
        self._clock = clock
        self._now = now
        self._not_before = 0.0
        self._last_error: MailboxError | None = None
        self._interrupted = False
        self._validity: int | None = None  # of the watched folder, in this pass

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def moves_at_once(self) -> bool:
        """Whether the server knows MOVE."""
        return self._connection.has("MOVE")

    def open(self) -> None:
        """Sign in where there is no connection; between two failures it waits longer and longer.

        :raises MailboxError: where there is none, at once while it waits
        """
        if self._interrupted:
            raise MailboxError("the mailbox was let go of, at a stop")
        if self._connection.is_alive():
            return
        wait = self._not_before - self._clock()
        if self._last_error is not None and wait > 0:
            raise MailboxError(
                f"{self._last_error} (next attempt in {wait:.0f} s)", permanent=self._last_error.permanent
            )
        try:
            self._connection.open()
        except MailboxError as error:
            self._not_before = self._clock() + self._backoff.failed(permanent=error.permanent)
            self._last_error = error
            raise
        self._last_error = None
        self._backoff.worked()

    def close(self) -> None:
        """Sign out; never raises."""
        self._connection.close()

    def interrupt(self) -> None:
        """Make a call under way in another thread fail soon, and every later one at once; never raises."""
        self._interrupted = True
        self._connection.interrupt()

    def folder_state(self) -> FolderState:
        """Give what stands in the watched folder now; a connection that broke since the last pass is made again."""
        kept = self._connection.usable
        try:
            return self._folder_state()
        except MailboxError:
            if not kept or self._connection.usable:
                raise
        return self._folder_state()

    def fetch(self, uid: str, max_bytes: int) -> Fetched | None:
        """Give a message, its size asked first; None where it is not there any more."""
        number = int(uid)
        self._select_watched()
        facts = self._connection.facts(number)
        if facts is None:
            return None
        size = facts.size or 0
        arrived_at = facts.arrived_at or self._now()
        # One byte more than allowed: what is larger than the server said shows itself by it.
        limit = HEAD_BYTES if size > max_bytes else max_bytes + 1
        data = self._connection.body(number, limit, size)
        if data is None:
            return None
        if size and not data:
            raise MailboxError(f"the server handed over nothing of a message of {size} bytes")
        if size > max_bytes or len(data) > max_bytes:
            return Fetched(None, max(len(data), size), arrived_at, data[:HEAD_BYTES])
        if len(data) != size:
            log.warning("size_differs", uid=uid, said=facts.size, received=len(data))
        return Fetched(data, len(data), arrived_at)

    def file(self, place: Location, state: MessageState, *, copied: Location | None = None) -> Location | None:
        """Move, mark or leave a message, as configured; see ``Mailbox.file``."""
        if self._settings.filing == "leave":
            return None
        selected, facts = self._there(place)
        if self._settings.filing == "mark":
            self._mark(int(place.uid), selected, facts, state)
            return None
        target = folder_for(self._settings, state)
        if target == place.folder:
            return None
        if self.moves_at_once:
            said = self._connection.move(int(place.uid), target)
            return self._location(target, said)
        return self._copy_and_remove(int(place.uid), target, state, selected, facts, copied)

    def find(self, place: Location, header_message_id: str | None, size: int | None) -> tuple[Location, ...]:
        """Give the places where the folders for filed messages hold that Message-ID, at that size."""
        if self._settings.filing != "move" or not header_message_id:
            return ()
        self.open()
        found: list[Location] = []
        for folder in self.folders[1:]:
            if not self._connection.exists(folder):
                continue
            validity = self._connection.select(folder, again=True).validity
            for uid in self._connection.search_message_id(header_message_id):
                facts = self._connection.facts(uid)
                if facts is not None and size in (None, facts.size):
                    found.append(Location(self.name, folder, validity, str(uid)))
        return tuple(found)

    def target(self, state: MessageState) -> str | None:
        """Give the folder for that state; None where messages are not moved."""
        return folder_for(self._settings, state) if self._settings.filing == "move" else None

    def check(self) -> list[Finding]:
        """Try name, connection, certificate, sign-in, folders and extensions, over a connection of its own."""
        return check_imap(self._settings)

    def _folder_state(self) -> FolderState:
        self.open()
        selected = self._connection.select(self.folder, readonly=self._read_only, again=True)
        uids = self._connection.uids()
        self._validity = selected.validity
        complete = len(uids) >= selected.messages
        if not complete:
            log.warning("list_incomplete", listed=len(uids), said=selected.messages)
        return FolderState(selected.validity, tuple(str(uid) for uid in uids), complete)

    def _select_watched(self) -> None:
        self.open()
        selected = self._connection.select(self.folder, readonly=self._read_only)
        if self._validity is not None and selected.validity != self._validity:
            raise MailboxError("the folder was made anew meanwhile (its UIDVALIDITY changed); the next pass sees to it")

    def _there(self, place: Location) -> tuple[Selected, Facts]:
        """Select the folder of a message, and make sure that it is there."""
        self.open()
        if place.folder != self.folder and not self._connection.exists(place.folder):
            raise MessageGone
        selected = self._connection.select(place.folder)
        facts = self._connection.facts(int(place.uid)) if selected.validity == place.validity else None
        if facts is None:
            raise MessageGone
        return selected, facts

    def _mark(self, uid: int, selected: Selected, facts: Facts, state: MessageState) -> None:
        wanted = {KEYWORDS[state]} | ({FLAGGED} if state is MessageState.FLAGGED else set())
        unwanted = set(KEYWORDS.values()) - wanted
        if KEYWORDS[MessageState.FLAGGED].lower() in facts.flags:  # then the flag is ours to take off
            unwanted |= {FLAGGED} - wanted
        stale = [flag for flag in sorted(unwanted) if flag.lower() in facts.flags]
        new = [flag for flag in sorted(wanted) if flag.lower() not in facts.flags and selected.can_keep(flag)]
        if stale:
            self._connection.remove_flags(uid, stale)
        if new:
            self._connection.add_flags(uid, new)

    def _copy_and_remove(
        self, uid: int, target: str, state: MessageState, selected: Selected, facts: Facts, copied: Location | None
    ) -> Location | None:
        """Move without MOVE. Without UIDPLUS nothing is expunged, since that would take others' messages along."""
        location = copied or self._location(target, self._connection.copy(uid, target))
        if self._connection.has("UIDPLUS"):
            self._connection.add_flags(uid, [DELETED])
            self._connection.expunge(uid)
            return location
        self._mark(uid, selected, facts, state)
        self._connection.add_flags(uid, [DELETED])
        return None  # it still stands at its place

    def _location(self, folder: str, said: tuple[int, int] | None) -> Location | None:
        return Location(self.name, folder, said[0], str(said[1])) if said else None
