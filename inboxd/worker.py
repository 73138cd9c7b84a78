"""One pass over the mailbox: take in what is new, read and settle what is kept, file what is settled."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from inboxd import last_pass
from inboxd.config import Config, aware
from inboxd.errors import MailboxError
from inboxd.filing import file_settled
from inboxd.intake import IntakeReport, take_in
from inboxd.lanes import LaneLimits, Lanes
from inboxd.last_pass import LastPass
from inboxd.mailbox import Mailbox
from inboxd.pipeline import Clock, read_next
from storage import messages, notes, outbox
from storage.session import Store
from storage.states import MessageState

log = structlog.get_logger()

ANSWER_FROM = "answer_from"


@dataclass(frozen=True, slots=True)
class PassReport:
    """What one pass did."""

    intake: IntakeReport
    read: int
    filed: int
    unfiled: int = 0  # settled messages that the mailbox would not move or mark


def utc_now() -> datetime:
    """Give the time; the one clock of the daemon."""
    return datetime.now(UTC)


def lanes_for(config: Config) -> Lanes:
    """Give the lanes that the configuration asks for; none runs before the first reading."""
    limits = LaneLimits(seconds=config.reading.seconds, resident_bytes=config.reading.megabytes * 1_000_000)
    return Lanes(config.reading.lanes, limits)


def one_pass(
    mailbox: Mailbox,
    store: Store,
    lanes: Lanes,
    config: Config,
    stop: threading.Event,
    clock: Clock = utc_now,
    pause: threading.Event | None = None,
) -> PassReport:
    """Do the whole way of every message that waits; whatever is interrupted is done at the next pass.

    `pause`: once it is set the readings make room: the rest waits for the next pass, after what is new and what is to
    be filed.

    :raises inboxd.errors.MailboxError: when the mailbox cannot be reached; what is kept was read all the same
    :raises storage.errors.StoreError: when the database cannot be reached
    """
    before = _taken_up_again(store)
    try:
        report = take_in(
            mailbox,
            store,
            max_bytes=config.mailbox.max_bytes,
            answer_from=answer_from(store, config, clock),
            now=clock,
            stop=stop,
            last=before.lacking if before else (),
        )
    except MailboxError:
        read_all(store, lanes, config, stop, clock)
        raise
    read = read_all(store, lanes, config, stop, clock, pause)
    filing = file_settled(mailbox, store, clock(), stop)
    if not stop.is_set():  # a pass that was broken off knows nothing about what it did not come to
        with store.write() as session:
            last_pass.put(session, LastPass(clock(), report.lacking, filing.refused))
    if report.new or read or filing.filed:
        log.info("pass", new=report.new, read=read, filed=filing.filed, lacking=len(report.lacking))
    return PassReport(report, read, filing.filed, filing.refused)


def _taken_up_again(store: Store) -> LastPass | None:
    """Give back what the pass before broke off in the middle of; give what the last good one left."""
    with store.read() as session:
        before = last_pass.get(session)
        broken_off = messages.counts(session)[MessageState.READING] > 0
    if broken_off:  # the database failed then; nobody reads between two passes
        with store.write() as session:
            messages.recover(session)
    return before


def read_all(
    store: Store,
    lanes: Lanes,
    config: Config,
    stop: threading.Event,
    clock: Clock = utc_now,
    pause: threading.Event | None = None,
) -> int:
    """Read and settle every kept message, as many at a time as there are lanes; give how many.

    `pause`: once it is set no further one is begun.
    """

    def one_lane(_: int) -> int:
        read = 0
        while not (pause is not None and pause.is_set()) and read_next(store, lanes, config, stop, clock):
            read += 1
        return read

    with ThreadPoolExecutor(config.reading.lanes, thread_name_prefix="reading") as threads:
        return sum(threads.map(one_lane, range(config.reading.lanes)))


def answer_from(store: Store, config: Config, clock: Clock) -> datetime:
    """Give the moment before which mail is never answered: the configured one, else that of the first start."""
    if config.mailbox.answer_from is not None:
        return aware(config.mailbox.answer_from)
    with store.write() as session:
        return datetime.fromisoformat(notes.put_once(session, ANSWER_FROM, clock().isoformat(), clock()))


def recover(store: Store) -> int:
    """Give back what a process that died was reading or sending; at every start, by the one process that works."""
    with store.write() as session:
        return messages.recover(session) + outbox.recover(session)
