"""Messages as the pages, the status and the daemon look at them; nothing here changes a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from parsers.reading import Intent
from parsers.reasons import Reason
from storage.errors import NotFound
from storage.models import Message, Original
from storage.packing import unpacked
from storage.states import MessageState


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message without its bytes."""

    id: int
    state: MessageState
    reasons: tuple[Reason, ...]
    subject: str | None
    contact: str | None
    event: str | None
    intent: Intent | None
    arrived_at: datetime
    kept_at: datetime
    decided_at: datetime | None
    decided_by: str | None  # a user's name; None: the daemon
    version: int
    attempts: int
    lane_deaths: int
    copy_of: int | None
    has_original: bool  # False: too large, it stays on the server
    size: int  # bytes
    answerable: bool
    header_message_id: str | None


def get(session: Session, id: int) -> MessageView:
    """Give one message.

    :raises NotFound: there is none of that id.
    """
    row = session.scalar(select(Message).where(Message.id == id).execution_options(populate_existing=True))
    if row is None:
        raise NotFound(f"there is no message {id}")
    return _view(row)


def flagged(
    session: Session, *, event: str | None = None, limit: int | None = None, offset: int = 0
) -> list[MessageView]:
    """Give the messages that wait for a person, the longest-waiting first; of one event where `event` is given."""
    query = select(Message).where(Message.state == MessageState.FLAGGED)
    if event is not None:
        query = query.where(Message.event == event)
    return _views(session, query.order_by(Message.arrived_at, Message.id).limit(limit).offset(offset))


def recent(
    session: Session,
    *,
    state: MessageState | None = None,
    search: str | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> list[MessageView]:
    """Give messages, the last kept first; those in one state, and with `search` in subject or contact, where given."""
    query = select(Message)
    if state is not None:
        query = query.where(Message.state == state)
    if search:
        there = (column.icontains(search, autoescape=True) for column in (Message.subject, Message.contact))
        query = query.where(or_(*there))
    return _views(session, query.order_by(Message.id.desc()).limit(limit).offset(offset))


def copies(session: Session, id: int) -> list[MessageView]:
    """Give the messages that are copies of this one."""
    return _views(session, select(Message).where(Message.copy_of == id).order_by(Message.id))


def original(session: Session, id: int) -> bytes | None:
    """Give the message's bytes as they came; None where it stays on the server or does not exist."""
    query = select(Original.data).join(Message, Message.original_id == Original.id).where(Message.id == id)
    data = session.scalar(query)
    return None if data is None else unpacked(data)


def counts(session: Session) -> Mapping[MessageState, int]:
    """Give how many messages stand in each state, every state included."""
    rows = session.execute(select(Message.state, func.count()).group_by(Message.state))
    found = {state: number for state, number in rows}  # noqa: C416 - dict() is not typed for rows
    return {state: found.get(state.value, 0) for state in MessageState}


def _views(session: Session, query: Select[Message]) -> list[MessageView]:
    rows: Iterable[Message] = session.scalars(query.execution_options(populate_existing=True))
    return [_view(row) for row in rows]


def _view(row: Message) -> MessageView:
    return MessageView(
        id=row.id,
        state=MessageState(row.state),
        reasons=tuple(Reason(code) for code in row.reasons),
        subject=row.subject,
        contact=row.contact,
        event=row.event,
        intent=None if row.intent is None else Intent(row.intent),
        arrived_at=row.arrived_at,
        kept_at=row.kept_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        version=row.version,
        attempts=row.attempts,
        lane_deaths=row.lane_deaths,
        copy_of=row.copy_of,
        has_original=row.original_id is not None,
        size=row.size,
        answerable=row.answerable,
        header_message_id=row.header_message_id,
    )
