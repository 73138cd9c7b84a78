"""Filing: a settled message is moved or marked in the mailbox, so that staff see its state at a glance.

It comes last and may be done again. A crash between the move and its note leaves a message that is not where the store
has it: it is looked for in the folders for filed mail, and if it lies there, unknown to the store, it was us.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from inboxd.errors import MailboxError
from inboxd.mailbox import Location, Mailbox, MessageGone
from storage import messages
from storage.errors import Refused, StoreError
from storage.messages import Unfiled
from storage.session import Store
from storage.states import MessageState

log = structlog.get_logger()

BATCH = 100
REFUSALS = 20  # of messages in one state, in one pass; then it is their folder that refuses, not one message


@dataclass(frozen=True, slots=True)
class FilingReport:
    """What one pass did. What the mailbox refused waits for the next pass and holds nothing else up."""

    filed: int
    refused: int


def file_settled(mailbox: Mailbox, store: Store, now: datetime, stop: threading.Event | None = None) -> FilingReport:
    """File every settled message that waits for it, until `stop` is set.

    :raises MailboxError: where the mailbox cannot be used; not where it refuses a message
    :raises storage.errors.StoreError: where the database cannot
    """
    mailbox.open()
    filing = _Filing(mailbox, store, now, stop or threading.Event())
    for folder in mailbox.folders:
        filing.one_folder(folder)
    return FilingReport(filing.filed, len(filing.stuck))


@dataclass(slots=True)
class _Filing:
    """One pass under way."""

    mailbox: Mailbox
    store: Store
    now: datetime
    stop: threading.Event
    filed: int = 0
    stuck: set[int] = field(default_factory=set)  # places that are left to the next pass
    refused: Counter[MessageState] = field(default_factory=Counter)

    def one_folder(self, folder: str) -> None:
        """File what waits in one folder, batch by batch."""
        while batch := _waiting(self.mailbox, self.store, folder, self.stuck):
            for unfiled in batch:
                if self.stop.is_set():
                    return
                self._one(unfiled)

    def _one(self, unfiled: Unfiled) -> None:
        """File one message; whatever goes wrong with it is noted and costs this message alone."""
        if self.refused[unfiled.state] >= REFUSALS:
            self.stuck.add(unfiled.place_id)
            return
        try:
            self.filed += _file_one(self.mailbox, self.store, unfiled, self.now)
        except MailboxError as error:
            log.warning("not_filed", message=unfiled.message_id, error=str(error))
            self.stuck.add(unfiled.place_id)
            self.refused[unfiled.state] += 1
            self.mailbox.open()  # where this message broke the connection, the next one gets a new one
        except Exception as error:  # the net around one message
            if isinstance(error, StoreError) and not isinstance(error, Refused):
                raise  # or every further message would be moved and none of it noted
            log.exception("not_filed", message=unfiled.message_id)
            self.stuck.add(unfiled.place_id)


def _waiting(mailbox: Mailbox, store: Store, folder: str, stuck: set[int]) -> list[Unfiled]:
    with store.read() as session:
        found = messages.to_file(session, mailbox.name, folder, BATCH + len(stuck))
    return [unfiled for unfiled in found if unfiled.place_id not in stuck]


def _file_one(mailbox: Mailbox, store: Store, unfiled: Unfiled, now: datetime) -> bool:
    """File one message and note it; False where another hand took it away."""
    mailbox.open()
    copied = None if mailbox.moves_at_once else _stray(mailbox, store, unfiled, only_in=mailbox.target(unfiled.state))
    try:
        location = mailbox.file(unfiled.location, unfiled.state, copied=copied)
    except MessageGone:
        stray = _stray(mailbox, store, unfiled)
        if stray is None:
            with store.write() as session:
                messages.gone(session, unfiled.place_id, now)
            log.info("gone", message=unfiled.message_id)
            return False
        # Moved by us before; where the message went to another state since, it is moved once more.
        location = mailbox.file(stray, unfiled.state) or stray
    with store.write() as session:
        messages.filed(session, unfiled.place_id, for_state=unfiled.state, new_location=location, now=now)
    log.info("filed", message=unfiled.message_id, state=unfiled.state.value)
    return True


def _stray(mailbox: Mailbox, store: Store, unfiled: Unfiled, only_in: str | None = None) -> Location | None:
    """Give where the message lies among the filed ones without the store knowing, None where it does not."""
    with store.read() as session:
        message = messages.get(session, unfiled.message_id)
    for location in mailbox.find(unfiled.location, message.header_message_id, message.size):
        if only_in not in (None, location.folder):
            continue
        with store.read() as session:
            known = messages.uids(session, mailbox.name, location.folder, location.validity)
        if location.uid not in known:
            return location
    return None
