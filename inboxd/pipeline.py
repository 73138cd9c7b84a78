"""The steps of one message: reading, decision, registrations and answer, and the net around them.

mailbox -> intake -> reading -> decision -> store -> outbox -> mailbox. What a person decides in the review takes the
same way from the decision on.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from inboxd import __version__, acknowledgement
from inboxd.config import Config
from inboxd.decision import Decision, Outcome, decide, decide_by_person
from inboxd.errors import InboxdError
from inboxd.lanes import Failure, Lanes, ReadingDropped
from parsers.reading import Reading
from parsers.reasons import Reason
from storage import messages, outbox, readings, registrations
from storage.changes import Applied, Known, Mail
from storage.errors import Refused, StoreError
from storage.messages import KeptMessage
from storage.session import Store
from storage.states import MailKind, MessageState

log = structlog.get_logger()

Clock = Callable[[], datetime]
STATES = {
    Outcome.ACCEPTED: MessageState.ACCEPTED,
    Outcome.FLAGGED: MessageState.FLAGGED,
    Outcome.IGNORED: MessageState.IGNORED,
}
DEATHS = 2  # a message that killed a lane so often is put before a person


class NoLane(InboxdError):
    """No child can be started to read anything."""


def read_next(store: Store, lanes: Lanes, config: Config, stop: threading.Event, clock: Clock) -> bool:
    """Read and settle the oldest message that is kept; False when there is none, or the reading was told to stop.

    :raises NoLane: no lane can be started
    """
    with store.read() as session:
        message = messages.next_to_read(session, clock())
    if message is None or stop.is_set():
        return False
    with store.write() as session:
        if not messages.begin_reading(session, message.id, clock()):
            return True  # somebody else took it
    try:
        result = lanes.read_safely(message.data, config.context, stop=stop)
    except ReadingDropped as dropped:
        with store.write() as session:
            messages.give_back(session, message.id, clock())
        if stop.is_set():
            return False
        raise NoLane(str(dropped)) from dropped  # the pass fails, so that somebody is told
    except Exception as error:  # the net around one message: at the next try it might stop all others again
        log.exception("reading_broke_off", message=message.id)
        result = Failure(Reason.READER_FAILED, type(error).__name__, fatal=True)
    if isinstance(result, Failure):
        _set_aside(store, message, result, clock())
    else:
        _settle_or_set_aside(store, message, result, config, clock())
    return True


def settle(session: Session, message: KeptMessage, reading: Reading, config: Config, now: datetime) -> Decision:
    """Take one read message to its registrations and its answer; the caller commits. It was read before, in a lane."""
    event = config.event(reading.event)
    known = registrations.known(session, event.id, reading) if event else Known(())
    decision = decide(reading, event, known, accept_from=config.reading.accept_from)
    readings.put(session, message.id, reading, program=__version__, now=now)
    _carry_out(session, message.id, decision, reading, config, now, answerable=message.answerable)
    messages.advance(session, message.id, STATES[decision.outcome], decision.reasons, reading=reading, by=None, now=now)
    return decision


def settle_by_person(
    store: Store, config: Config, message_id: int, version: int, reading: Reading, by: str, now: datetime
) -> Decision:
    """Accept what a member of staff made of a flagged reply; where the event's rules refuse it, nothing is changed.

    :raises storage.errors.StaleVersion: when somebody else decided meanwhile
    """
    event = config.event(reading.event)
    with store.write() as session:
        message = messages.get(session, message_id)
        known = registrations.known(session, event.id, reading) if event else Known(())
        decision = decide_by_person(reading, event, known)
        if decision.outcome is Outcome.ACCEPTED:
            readings.put(session, message_id, reading, program=by, now=now)
            _carry_out(session, message_id, decision, reading, config, now, answerable=message.answerable, by=by)
            messages.advance(
                session, message_id, MessageState.ACCEPTED, (), reading=reading, by=by, now=now, version=version
            )
    return decision


def dismiss(store: Store, message_id: int, version: int, by: str, now: datetime) -> None:
    """Note that a member of staff found a flagged reply to be no coupon.

    :raises storage.errors.StaleVersion: when somebody else decided meanwhile
    """
    with store.write() as session:
        messages.advance(session, message_id, MessageState.DISMISSED, (), reading=None, by=by, now=now, version=version)


def look_again(store: Store, message_id: int, version: int, by: str, now: datetime) -> None:
    """Put an ignored or dismissed reply before the staff: it was taken for what it is not.

    :raises storage.errors.StaleVersion: when somebody else decided meanwhile
    """
    with store.write() as session:
        reasons = messages.get(session, message_id).reasons
        messages.advance(
            session, message_id, MessageState.FLAGGED, reasons, reading=None, by=by, now=now, version=version
        )


def read_again(store: Store, message_id: int, version: int, by: str, now: datetime) -> None:
    """Put a flagged reply before the readers once more; the daemon takes it within seconds.

    :raises storage.errors.StaleVersion: when somebody else decided meanwhile
    """
    with store.write() as session:
        messages.read_again(session, message_id, by=by, version=version, now=now)


def _carry_out(
    session: Session,
    message_id: int,
    decision: Decision,
    reading: Reading,
    config: Config,
    now: datetime,
    *,
    answerable: bool,
    by: str | None = None,
) -> None:
    """Apply the changes and put the answer into the outbox."""
    event = config.event(reading.event)
    applied: tuple[Applied, ...] = ()
    if decision.changes and event:
        applied = registrations.apply(session, message_id, decision.changes, event, now, by)
    mail: Mail | None = None
    if decision.outcome is Outcome.FLAGGED:
        mail = acknowledgement.receipt(event, reading, config)
    elif applied and event:
        mail = acknowledgement.answer(event, applied, reading, config)
    if mail is None or not answerable:
        return
    once = f"receipt:{message_id}" if mail.kind is MailKind.RECEIPT else None  # one, however often it is read
    today = outbox.recently_answered(session, mail.recipient, now - timedelta(days=1))
    hold = today >= config.outgoing.daily_limit_per_address
    domain = config.outgoing.sender.rpartition("@")[2]
    outbox.put(session, message_id, mail, now=now, domain=domain, once=once, hold=hold)


def _settle_or_set_aside(store: Store, message: KeptMessage, reading: Reading, config: Config, now: datetime) -> None:
    """Settle one message; a fault of ours puts that message aside and lets the others go on."""
    try:
        with store.write() as session:
            decision = settle(session, message, reading, config, now)
    except Exception as error:
        if isinstance(error, StoreError) and not isinstance(error, Refused):
            raise  # the database's trouble is everybody's: the pass ends, the next one takes the message up again
        log.exception("settling_failed", message=message.id)
        _set_aside(store, message, Failure(Reason.READER_FAILED, "settling failed", fatal=False), now)
    else:
        log.info(
            "decided", message=message.id, outcome=decision.outcome.value, reasons=[r.value for r in decision.reasons]
        )


def _set_aside(store: Store, message: KeptMessage, failure: Failure, now: datetime) -> None:
    """Flag a message that cannot be read; one that killed its lane for the first time is given a second chance."""
    log.warning("reading_failed", message=message.id, reason=failure.reason.value, detail=failure.detail)
    with store.write() as session:
        if failure.fatal and message.lane_deaths + 1 < DEATHS:
            messages.lane_died(session, message.id, now)
            return
        messages.advance(session, message.id, MessageState.FLAGGED, (failure.reason,), reading=None, by=None, now=now)
