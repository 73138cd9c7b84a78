"""The sender: what is due in the outbox goes out, one mail at a time; each step is kept before the next begins.

A row is claimed with a lease, rendered and sent outside every transaction, and marked. A mail is sent at least once:
where the process dies, or the line breaks, between the server's yes and our commit, it goes out again under the same
Message-ID, by which mail programs show one.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from inboxd import acknowledgement, alert, summary
from inboxd.composition import Headers, ascii_address, compose
from inboxd.config import Config
from inboxd.errors import DeliveryError
from inboxd.rendering import Rendered
from inboxd.smtp import Parcel, Sender, ServerUnavailable
from storage import outbox
from storage.outbox import ANSWERS, Claimed, OutboxView
from storage.session import Store
from storage.states import MailKind

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=2)  # of waiting; a bounce after that would tell the sender of a mail little sooner
_LEAST_LEASE = timedelta(minutes=2)

log = structlog.get_logger(__name__)


def sender_for(config: Config) -> Sender:
    """Give the connection that the configuration asks for; it opens with the first mail."""
    return Sender(config.outgoing)


def send_due(store: Store, config: Config, sender: Sender, now: Callable[[], datetime], stop: threading.Event) -> int:
    """Send every mail that is due, until `stop` is set; give how many the server took. Closes the connection.

    While the server cannot be used nothing is claimed: the whole queue waits, and no mail comes nearer to its end.
    """
    sent = 0
    try:
        while not stop.is_set() and not sender.rests(now()) and _is_due(store, now()):
            if not _reached(sender, now):
                break
            with store.write() as session:
                row = outbox.claim(session, now(), lease=_lease(config), hourly_limit=config.outgoing.hourly_limit)
            if row is None:
                break
            sent += _send_one(store, config, sender, row, now)
    finally:
        sender.close()
    return sent


def due_after(attempts: int, now: datetime) -> datetime | None:
    """Give when a mail is tried again after `attempts` that failed; None where it has waited long enough in all.

    One minute first, then twice as long each time, at most six hours; two days in all.
    """
    waits = [min(FIRST_WAIT * 2 ** min(n, 20), LONGEST_WAIT) for n in range(attempts)]
    return now + waits[-1] if waits and sum(waits, timedelta()) <= GIVE_UP_AFTER else None


def render(row: Claimed | OutboxView) -> Rendered:
    """Put a row's facts into words."""
    if row.kind in ANSWERS:
        return acknowledgement.render(row.kind, row.facts, row.language)
    if row.kind is MailKind.SUMMARY:
        return summary.render(row.facts, row.language)
    return alert.render(row.facts, row.language)


def _is_due(store: Store, now: datetime) -> bool:
    """Look without a lock, as this is asked every second: to claim is to write."""
    with store.read() as session:
        return outbox.is_due(session, now)


def _reached(sender: Sender, now: Callable[[], datetime]) -> bool:
    try:
        sender.open()
    except ServerUnavailable as error:
        _let_rest(sender, error, now())
        return False
    return True


def _let_rest(sender: Sender, error: ServerUnavailable, now: datetime) -> datetime:
    until = sender.rest(now)
    log.warning("mail_server_unavailable", answer=error.answer, next_try=until.isoformat())
    return until


def _lease(config: Config) -> timedelta:
    """Give how long a mail may take once the connection stands: its four commands may all wait to the end."""
    return max(_LEAST_LEASE, timedelta(seconds=5 * config.outgoing.timeout_seconds))


def _send_one(store: Store, config: Config, sender: Sender, row: Claimed, now: Callable[[], datetime]) -> bool:
    """Take one claimed row to its end or its next try; True where the server took the mail."""
    try:
        parcel = _packed(row, config)
    except Exception as error:
        # A fault of ours, or a row that an older version wrote: that one waits for a person, the others go on.
        log.exception("mail_not_rendered", mail=row.id, kind=row.kind.value)
        _fail(store, row, now(), f"not rendered: {type(error).__name__}")
        return False
    try:
        answer = sender.send(parcel)
    except ServerUnavailable as error:
        due = _let_rest(sender, error, now())
        with store.write() as session:
            outbox.retry(session, row.id, row.lease, due_at=due, answer=error.answer, counted=False)
        return False
    except DeliveryError as error:
        _refused(store, row, error, now())
        return False
    with store.write() as session:
        outbox.sent(session, row.id, row.lease, now(), answer)
    log.info("mail_sent", mail=row.id, kind=row.kind.value, message=row.message_id, attempts=row.attempts)
    return True


def _refused(store: Store, row: Claimed, error: DeliveryError, now: datetime) -> None:
    due = None if error.permanent else due_after(row.attempts, now)
    if due is None:
        log.warning("mail_failed", mail=row.id, kind=row.kind.value, message=row.message_id, attempts=row.attempts)
        _fail(store, row, now, error.answer)
        return
    log.info("mail_deferred", mail=row.id, kind=row.kind.value, attempts=row.attempts, next_try=due.isoformat())
    with store.write() as session:
        outbox.retry(session, row.id, row.lease, due_at=due, answer=error.answer)


def _fail(store: Store, row: Claimed, now: datetime, answer: str) -> None:
    with store.write() as session:
        outbox.failed(session, row.id, row.lease, now, answer)


def _packed(row: Claimed, config: Config) -> Parcel:
    answers = row.kind in ANSWERS
    headers = Headers(
        kind=row.kind,
        recipient=row.recipient,
        language=row.language,
        message_id=row.header_message_id,
        date=row.created_at,
        sender=config.outgoing.sender,
        sender_name=config.outgoing.sender_name,
        # What staff answer to a summary is no reply to an event, so only answers point to the registration address.
        reply_to=config.mailbox.address if answers else None,
        in_reply_to=row.in_reply_to,
        references=row.references,
    )
    # A bounce to the sender's address comes back as automatic mail, which is never answered: no loop either way.
    null = answers and config.outgoing.return_path == "null"
    return_path = "" if null else ascii_address(config.outgoing.sender)
    return Parcel(return_path, ascii_address(row.recipient), compose(render(row), headers))
