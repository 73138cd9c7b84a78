"""Intake: from the mailbox into the store, bytes first; nothing in the mailbox is touched.

What is new is told by UID against the store, never by the \\Seen flag: staff may read the mailbox meanwhile. One
message at a time, one transaction each: a bad one is noted and stays where it is, and the others go on. A crash leaves
the message in the mailbox, so that the next pass takes it in; what was stored already is known by its bytes.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog

from inboxd.errors import MailboxError
from inboxd.mailbox import Fetched, FolderState, Location, Mailbox
from parsers.mail.message import identity
from storage import messages
from storage.errors import Refused, StoreError
from storage.messages import Arrival, Kept
from storage.session import Store

log = structlog.get_logger()

MANY = 1_000_000  # of settled messages that wait to be filed: all of them
REFUSALS = 20  # in one pass; each may have cost a time-out, and the next pass takes the others first (`last`)


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What one pass did."""

    new: int = 0  # messages stored
    known: int = 0  # messages stored before, which lie at a new place
    gone: int = 0  # messages that another hand moved or deleted before they were filed
    lacking: frozenset[str] = frozenset()  # UIDs present in the folder that the store should have and lacks


def take_in(
    mailbox: Mailbox,
    store: Store,
    *,
    max_bytes: int,
    answer_from: datetime,
    now: Callable[[], datetime],
    stop: threading.Event | None = None,
    last: Iterable[str] = (),
) -> IntakeReport:
    """Store every message of the watched folder that the store has not, oldest first, and compare both.

    What arrived before `answer_from` is never answered. `stop`: set, the pass ends after the message under way, and
    nothing is compared. `last`: UIDs that come after all others, such as those that the pass before lacked.

    :raises MailboxError: where the mailbox cannot be used; what was stored until then stays stored
    :raises storage.errors.StoreError: the same for the database
    """
    mailbox.open()
    present = mailbox.folder_state()
    with store.read() as session:
        fresh = messages.missing_from_store(session, mailbox.name, mailbox.folder, present.validity, present.uids)
    late = frozenset(last)
    queue = sorted((uid for uid in present.uids if uid in fresh), key=lambda uid: uid in late)
    take = _Take(mailbox, store, present.validity, max_bytes, answer_from, now)
    for uid in queue:
        if take.refused >= REFUSALS or (stop is not None and stop.is_set()):
            break
        take.one(uid)
    if stop is not None and stop.is_set():
        return IntakeReport(take.new, take.known)
    gone = _note_missing(mailbox, store, present, now()) if present.complete else 0
    return IntakeReport(take.new, take.known, gone, _lacking(mailbox, store, present, take.vanished))


@dataclass(slots=True)
class _Take:
    """One pass under way."""

    mailbox: Mailbox
    store: Store
    validity: int
    max_bytes: int
    answer_from: datetime
    now: Callable[[], datetime]
    new: int = 0
    known: int = 0
    vanished: bool = False  # a message that was listed was not there when it was fetched
    refused: int = 0  # messages that the mailbox did not hand over

    def one(self, uid: str) -> None:
        """Take one message in; whatever goes wrong with it is noted and costs this message alone."""
        try:
            fetched = self.mailbox.fetch(uid, self.max_bytes)
            if fetched is None:
                self.vanished = True
                return
            kept = self._keep(uid, fetched)
        except MailboxError as error:
            log.warning("not_taken_in", uid=uid, error=str(error))
            self.refused += 1
            self.mailbox.open()  # where this message broke the connection, the next one gets a new one
        except Exception as error:  # the net around one message
            if isinstance(error, StoreError) and not isinstance(error, Refused):
                raise  # the database's trouble is everybody's: each further message would meet it as well
            log.exception("not_taken_in", uid=uid)
        else:
            self.new += kept.is_new
            self.known += not kept.is_new
            log.info("taken_in", message=kept.id, uid=uid, new=kept.is_new, state=kept.state.value, size=fetched.size)

    def _keep(self, uid: str, fetched: Fetched) -> Kept:
        place = Location(self.mailbox.name, self.mailbox.folder, self.validity, uid)
        whole = fetched.data
        known_by = identity(fetched.head if whole is None else whole)
        arrival = Arrival(
            location=place,
            size=fetched.size,
            arrived_at=fetched.arrived_at,
            data=whole,
            header_message_id=known_by.message_id,
            body_sha256=None if whole is None else known_by.body_sha256,
        )
        with self.store.write() as session:
            return messages.keep(session, arrival, answerable=fetched.arrived_at >= self.answer_from, now=self.now())


def _note_missing(mailbox: Mailbox, store: Store, present: FolderState, now: datetime) -> int:
    """Note what waits in the store and is gone from the folder; what is settled is left to filing.

    Filing knows how to tell whether we moved it ourselves and died before that could be noted.
    """
    with store.write() as session:
        settled = messages.to_file(session, mailbox.name, mailbox.folder, MANY, validity=present.validity)
        there = {*present.uids, *(unfiled.location.uid for unfiled in settled)}
        return messages.note_missing(session, mailbox.name, mailbox.folder, present.validity, there, now)


def _lacking(mailbox: Mailbox, store: Store, present: FolderState, vanished: bool) -> frozenset[str]:
    """Give what is present and not in the store, looking again where messages went away during the pass."""
    uids = set(present.uids)
    if vanished:
        again = mailbox.folder_state()
        uids = uids & set(again.uids) if again.validity == present.validity else set()
    with store.read() as session:
        lacking = messages.missing_from_store(session, mailbox.name, mailbox.folder, present.validity, uids)
    if lacking:
        log.error("lacking", uids=sorted(lacking)[:20], count=len(lacking))
    return lacking
