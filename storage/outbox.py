"""The mails that inboxd sends, from the moment they are decided on until the server has taken them.

The only module that moves a row from state to state. A sender claims one with a lease, sends it outside every
transaction, and says what became of it. A sender that died loses its lease; the next one sends under the same
Message-ID.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import QueryableAttribute, Session

from storage import audit, locks
from storage.changes import Mail
from storage.errors import NotFound, WrongState
from storage.folding import address_key
from storage.inserts import insert_new
from storage.models import OutboxRow
from storage.states import MailKind, MailState

# What the limits are for. A summary or an alert is asked for by the house itself, and an alert must pass in a storm.
ANSWERS = frozenset({MailKind.ACKNOWLEDGEMENT, MailKind.RECEIPT})
_HOUR = timedelta(hours=1)
_FARTHEST = timedelta(days=1)  # no retry is put off so far and no lease is so long: beyond it a clock was wrong


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that the caller may send until its lease ends."""

    id: int
    kind: MailKind
    recipient: str
    language: str
    facts: Mapping[str, Any]
    header_message_id: str  # with angle brackets, the same at every attempt
    in_reply_to: str | None
    references: tuple[str, ...]
    message_id: int | None
    attempts: int  # this one included
    lease: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxView:
    """One row as the pages and the status look at it."""

    id: int
    kind: MailKind
    state: MailState
    recipient: str
    language: str
    facts: Mapping[str, Any]
    header_message_id: str
    in_reply_to: str | None
    references: tuple[str, ...]
    message_id: int | None
    attempts: int
    due_at: datetime
    sent_at: datetime | None
    answer: str | None
    created_at: datetime


def put(
    session: Session,
    message_id: int | None,
    mail: Mail,
    *,
    now: datetime,
    domain: str,
    once: str | None = None,
    hold: bool = False,
) -> int | None:
    """Queue a mail, or hold it for a person; give its id, None where a mail was put under `once` before."""
    header_message_id = f"<{uuid.uuid4()}@{domain}>"
    added = insert_new(
        session,
        OutboxRow,
        {
            "kind": mail.kind.value,
            "state": (MailState.HELD if hold else MailState.QUEUED).value,
            "recipient": mail.recipient,
            "recipient_key": address_key(mail.recipient) or "",
            "language": mail.language,
            "facts": dict(mail.facts),
            "header_message_id": header_message_id,
            "in_reply_to": mail.in_reply_to,
            "references": list(mail.references),
            "message_id": message_id,
            "once": once,
            "due_at": now,
            "created_at": now,
        },
    )
    if not added:
        return None
    return session.scalars(select(OutboxRow.id).where(OutboxRow.header_message_id == header_message_id)).one()


def recently_answered(session: Session, recipient: str, since: datetime) -> int:
    """Give how many acknowledgements and receipts were queued for or sent to the address since then."""
    query = select(func.count()).where(
        OutboxRow.recipient_key == address_key(recipient),
        OutboxRow.kind.in_([*ANSWERS]),
        OutboxRow.state.in_([MailState.QUEUED, MailState.SENDING, MailState.SENT]),
        OutboxRow.created_at >= since,
    )
    return session.scalars(query).one()


def recently_sent(session: Session, since: datetime) -> int:
    """Give how many mails of any kind were sent since then or are being sent."""
    sent_since = and_(OutboxRow.state == MailState.SENT, OutboxRow.sent_at >= since)
    query = select(func.count()).where(or_(sent_since, OutboxRow.state == MailState.SENDING))
    return session.scalars(query).one()


def claim(session: Session, now: datetime, *, lease: timedelta, hourly_limit: int | None) -> Claimed | None:
    """Claim the mail that has been due longest, or whose sender let its lease end; None where none is due.

    Once `hourly_limit` mails were sent within an hour, the answers that are due are held for a person instead.
    """
    locks.hold(session, "outbox")  # or two senders together would pass the limit
    if hourly_limit is not None and recently_sent(session, now - _HOUR) >= hourly_limit:
        _hold_answers(session, now, hourly_limit)
    query = select(OutboxRow).where(_due(now)).order_by(OutboxRow.due_at, OutboxRow.id).limit(1).with_for_update()
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        return None
    token = str(uuid.uuid4())
    changed = {
        "state": MailState.SENDING.value,
        "lease": token,
        "leased_until": now + lease,
        "attempts": row.attempts + 1,
    }
    if not _move(session, row.id, [MailState(row.state)], changed):
        return None
    return _claimed(row, token)


def _due(now: datetime) -> ColumnElement[bool]:
    abandoned = and_(OutboxRow.state == MailState.SENDING, _is_over(OutboxRow.leased_until, now))
    return or_(_queued_and_due(now), abandoned)


def _queued_and_due(now: datetime) -> ColumnElement[bool]:
    return and_(OutboxRow.state == MailState.QUEUED, _is_over(OutboxRow.due_at, now))


def _is_over(column: QueryableAttribute[Any], now: datetime) -> ColumnElement[bool]:
    return or_(column <= now, column > now + _FARTHEST)


def _hold_answers(session: Session, now: datetime, limit: int) -> None:
    held = session.scalars(
        update(OutboxRow)
        .where(
            _queued_and_due(now),
            OutboxRow.kind.in_([*ANSWERS]),
            OutboxRow.released.is_(False),
        )
        .values(state=MailState.HELD.value, answer=f"over the limit of {limit} mails an hour")
        .returning(OutboxRow.message_id)
        .execution_options(synchronize_session=False)
    ).all()
    for message_id in held:
        audit.note(session, None, "mail_held", message_id=message_id, details={"limit": limit}, now=now)


def sent(session: Session, id: int, lease: str, now: datetime, answer: str) -> bool:  # noqa: ARG001
    """Note that the server took the mail; True unless that was known.

    It counts whoever has the lease by now: a mail that was taken must not be sent once more than need be.
    """
    changed = {"state": MailState.SENT.value, "sent_at": now, "answer": answer, "lease": None, "leased_until": None}
    return _move(session, id, [MailState.SENDING, MailState.QUEUED], changed)


def retry(session: Session, id: int, lease: str, *, due_at: datetime, answer: str, counted: bool = True) -> bool:
    """Note that the server may take the mail later (SENDING → QUEUED); False where the lease is another's by now.

    `counted` False takes the attempt back: the server said nothing about this mail.
    """
    changed: dict[str, Any] = {"state": MailState.QUEUED.value, "due_at": due_at, "answer": answer}
    if not counted:
        changed["attempts"] = OutboxRow.attempts - 1
    return _give_up(session, id, lease, changed)


def recover(session: Session) -> int:
    """Give back what a process that died was sending (SENDING → QUEUED), at the start of the only one that sends."""
    left = {"state": MailState.QUEUED.value, "lease": None, "leased_until": None}
    given_back = session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == MailState.SENDING)
        .values(**left)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(given_back.all())


def failed(session: Session, id: int, lease: str, now: datetime, answer: str) -> bool:
    """Note that the mail was refused for good (SENDING → FAILED); False where the lease is another's by now."""
    if not _give_up(session, id, lease, {"state": MailState.FAILED.value, "answer": answer}):
        return False
    audit.note(session, None, "mail_failed", message_id=_message_of(session, id), details={"mail": id}, now=now)
    return True


def hold(session: Session, id: int, lease: str, answer: str) -> bool:
    """Hold a claimed mail for a person (SENDING → HELD); False where the lease is another's by now."""
    return _give_up(session, id, lease, {"state": MailState.HELD.value, "answer": answer})


def release(session: Session, id: int, by: str, now: datetime) -> None:
    """Have a held or failed mail sent after all (HELD or FAILED → QUEUED); no limit holds it again.

    :raises WrongState: it is neither.
    """
    changed = {"state": MailState.QUEUED.value, "due_at": now, "attempts": 0, "released": True}
    if not _move(session, id, [MailState.HELD, MailState.FAILED], changed):
        raise WrongState(f"mail {id} is neither held nor failed")
    audit.note(session, by, "mail_released", message_id=_message_of(session, id), details={"mail": id}, now=now)


def get(session: Session, id: int) -> OutboxView:
    """Give one row.

    :raises NotFound: there is none of that id.
    """
    found = _views(
        session.scalars(select(OutboxRow).where(OutboxRow.id == id).execution_options(populate_existing=True))
    )
    if not found:
        raise NotFound(f"there is no mail {id}")
    return found[0]


def rows(
    session: Session, state: MailState | None = None, message_id: int | None = None, limit: int | None = 100
) -> list[OutboxView]:
    """Give rows, the last queued first; of one state, and about one message, where these are given."""
    query = select(OutboxRow).order_by(OutboxRow.id.desc()).limit(limit)
    if state is not None:
        query = query.where(OutboxRow.state == state)
    if message_id is not None:
        query = query.where(OutboxRow.message_id == message_id)
    return _views(session.scalars(query.execution_options(populate_existing=True)))


def counts(session: Session) -> Mapping[MailState, int]:
    """Give how many mails stand in each state, every state included."""
    by_state = select(OutboxRow.state, func.count()).group_by(OutboxRow.state)
    found = {state: number for state, number in session.execute(by_state)}  # noqa: C416 - dict() is not typed for rows
    return {state: found.get(state.value, 0) for state in MailState}


def is_due(session: Session, now: datetime) -> bool:
    """Tell whether `claim` may find a mail."""
    return session.scalar(select(OutboxRow.id).where(_due(now)).limit(1)) is not None


def _give_up(session: Session, id: int, lease: str, changed: Mapping[str, Any]) -> bool:
    left = {"lease": None, "leased_until": None}
    return _move(session, id, [MailState.SENDING], {**changed, **left}, OutboxRow.lease == lease)


def _move(
    session: Session, id: int, old: Iterable[MailState], changed: Mapping[str, Any], *also: ColumnElement[bool]
) -> bool:
    """Change a row that is still in one of the states `old`; False where it is not."""
    moved = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == id, OutboxRow.state.in_([*old]), *also)
        .values(**changed)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return moved.first() is not None


def _message_of(session: Session, id: int) -> int | None:
    return session.scalar(select(OutboxRow.message_id).where(OutboxRow.id == id))


def _claimed(row: OutboxRow, token: str) -> Claimed:
    return Claimed(
        id=row.id,
        kind=MailKind(row.kind),
        recipient=row.recipient,
        language=row.language,
        facts=row.facts,
        header_message_id=row.header_message_id,
        in_reply_to=row.in_reply_to,
        references=tuple(row.references),
        message_id=row.message_id,
        attempts=row.attempts + 1,
        lease=token,
        created_at=row.created_at,
    )


def _views(found: Iterable[OutboxRow]) -> list[OutboxView]:
    return [
        OutboxView(
            id=row.id,
            kind=MailKind(row.kind),
            state=MailState(row.state),
            recipient=row.recipient,
            language=row.language,
            facts=row.facts,
            header_message_id=row.header_message_id,
            in_reply_to=row.in_reply_to,
            references=tuple(row.references),
            message_id=row.message_id,
            attempts=row.attempts,
            due_at=row.due_at,
            sent_at=row.sent_at,
            answer=row.answer,
            created_at=row.created_at,
        )
        for row in found
    ]
