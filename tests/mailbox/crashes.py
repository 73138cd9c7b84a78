"""A life that ends at a chosen step: before or after each call of the mailbox, and before or after each commit.

What a killed process leaves is exactly this: some calls were made, the rest never were, and no clean-up ran. `Crash`
is a BaseException, so that no net catches it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from inboxd.mailbox import Fetched, FolderState, Location, Mailbox
from inboxd.mailbox.imap_mailbox import ImapMailbox
from storage.session import Store
from storage.states import MessageState


class Crash(BaseException):
    """The process is gone."""


class Fate:
    """Counts the steps, and ends the life at the step `at`."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.steps = 0

    def step(self) -> None:
        """Live on, or not."""
        self.steps += 1
        if self.steps == self.at:
            raise Crash


class DyingStore:
    """A store whose transactions may be the last thing."""

    def __init__(self, store: Store, fate: Fate) -> None:
        self._store = store
        self._fate = fate
        self.read = store.read

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: one step before its commit, one after."""
        with self._store.write() as session:
            yield session
            self._fate.step()
        self._fate.step()


class DyingMailbox:
    """A mailbox whose calls that change something, or hand something over, may be the last thing."""

    def __init__(self, mailbox: Mailbox, fate: Fate) -> None:
        self._mailbox = mailbox
        self._fate = fate
        if isinstance(mailbox, ImapMailbox):  # a move without MOVE is several commands
            connection: Any = mailbox._connection
            for name in ("copy", "add_flags", "expunge"):
                setattr(connection, name, self._mortal(getattr(connection, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailbox, name)

    def folder_state(self) -> FolderState:
        state = self._mailbox.folder_state()
        self._fate.step()
        return state

    def fetch(self, uid: str, max_bytes: int) -> Fetched | None:
        fetched = self._mailbox.fetch(uid, max_bytes)
        self._fate.step()
        return fetched

    def file(self, place: Location, state: MessageState, *, copied: Location | None = None) -> Location | None:
        self._fate.step()
        location = self._mailbox.file(place, state, copied=copied)
        self._fate.step()
        return location

    def _mortal(self, call: Any) -> Any:
        def mortal(*arguments: Any) -> Any:
            result = call(*arguments)
            self._fate.step()
            return result

        return mortal
