"""The places of messages in a mailbox. ``storage.messages`` alone moves them: it hands these functions on.

A place is a folder, its UIDVALIDITY and a UID; a Maildir has no validity (0) and its UID is the unique part of the
file's name, which comes back when somebody moves a file out and in again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from storage import audit
from storage.errors import NotFound
from storage.models import Message, Place
from storage.states import SETTLED, MessageState, PlaceState


@dataclass(frozen=True, slots=True)
class Location:
    """Where a message lies."""

    mailbox: str  # Mailbox.name
    folder: str
    validity: int  # UIDVALIDITY; 0 for Maildir
    uid: str


@dataclass(frozen=True, slots=True)
class Unfiled:
    """A place whose message is settled, so that it can be moved or marked."""

    place_id: int
    message_id: int
    location: Location
    state: MessageState


def message_at(session: Session, location: Location) -> int | None:
    """Give the message that lies there, None where the place is unknown or its message gone."""
    return session.scalar(select(Place.message_id).where(*_at(location), Place.state != PlaceState.GONE))


def note(session: Session, message_id: int, location: Location, now: datetime) -> None:
    """Note that the message lies there. A place that stands already is left, one that was gone waits again."""
    row = session.scalar(select(Place).where(*_at(location)).with_for_update())
    if row is None:
        session.add(
            Place(
                message_id=message_id,
                mailbox=location.mailbox,
                folder=location.folder,
                validity=location.validity,
                uid=location.uid,
                state=PlaceState.WAITING.value,
                seen_at=now,
            )
        )
    elif row.state == PlaceState.GONE or row.message_id != message_id:
        row.message_id, row.state, row.filed_for, row.changed_at = message_id, PlaceState.WAITING.value, None, now
    session.flush()


def uids(session: Session, mailbox: str, folder: str, validity: int) -> frozenset[str]:
    """Give the UIDs that the store has in the folder: waiting to be filed or filed there."""
    query = select(Place.uid).where(*_in(mailbox, folder, validity), Place.state != PlaceState.GONE)
    return frozenset(session.scalars(query))


def missing_from_store(
    session: Session, mailbox: str, folder: str, validity: int, present: Collection[str]
) -> frozenset[str]:
    """Give the UIDs present in the folder of which the store has no place: what it should have and lacks."""
    return frozenset(present) - uids(session, mailbox, folder, validity)


def note_missing(
    session: Session, mailbox: str, folder: str, validity: int, present: Collection[str], now: datetime
) -> int:
    """Note which waiting places another hand moved or deleted (WAITING → GONE); give how many.

    Places under another validity are gone as well: the server numbers the folder anew, an old UID may be another's now.
    """
    query = select(Place.id, Place.validity, Place.uid, Place.message_id).where(
        Place.mailbox == mailbox, Place.folder == folder, Place.state == PlaceState.WAITING
    )
    there = frozenset(present)
    missing = [row for row in session.execute(query) if row.validity != validity or row.uid not in there]
    for row in missing:
        _leave(session, row.id, row.message_id, now)
    return len(missing)


def to_file(
    session: Session, mailbox: str, folder: str | None = None, limit: int = 100, *, validity: int | None = None
) -> list[Unfiled]:
    """Give settled messages whose places wait to be filed, oldest first.

    `folder` None: in every folder of the mailbox; `validity` given: no UID of another numbering is among them.
    """
    query = (
        select(Place, Message.state)
        .join(Message, Place.message_id == Message.id)
        .where(Place.mailbox == mailbox, Place.state == PlaceState.WAITING, Message.state.in_([*SETTLED]))
        .order_by(Place.id)
        .limit(limit)
    )
    if folder is not None:
        query = query.where(Place.folder == folder)
    if validity is not None:
        query = query.where(Place.validity == validity)
    return [
        Unfiled(row.id, row.message_id, Location(row.mailbox, row.folder, row.validity, row.uid), MessageState(state))
        for row, state in session.execute(query.execution_options(populate_existing=True))
    ]


def filed(
    session: Session, place_id: int, *, for_state: MessageState, new_location: Location | None, now: datetime
) -> None:
    """Note that a message was moved or marked for the state it is in (WAITING → FILED).

    `new_location`: where it lies now, so that the old place is unknown again; None where it did not move or nobody
    knows.
    Where the message went to another state meanwhile, the place goes on waiting, at its new location.
    """
    row = session.scalar(select(Place).where(Place.id == place_id).with_for_update())
    if row is None:
        raise NotFound(f"there is no place {place_id}")
    if new_location is not None:
        # A row that stands there tells of an earlier stay: whoever lay there had been moved away before.
        session.execute(delete(Place).where(*_at(new_location), Place.id != place_id))
        row.mailbox, row.folder = new_location.mailbox, new_location.folder
        row.validity, row.uid = new_location.validity, new_location.uid
    state = session.scalars(select(Message.state).where(Message.id == row.message_id)).one()
    row.state = (PlaceState.FILED if state == for_state else PlaceState.WAITING).value
    row.filed_for, row.changed_at = for_state.value, now
    audit.note(
        session, None, "filed", message_id=row.message_id, details={"place": place_id, "for": for_state.value}, now=now
    )
    session.flush()


def gone(session: Session, place_id: int, now: datetime) -> None:
    """Note that another hand had moved or deleted the message when it was to be filed (WAITING → GONE)."""
    message_id = session.scalar(select(Place.message_id).where(Place.id == place_id))
    if message_id is None:
        raise NotFound(f"there is no place {place_id}")
    _leave(session, place_id, message_id, now)


def file_again(session: Session, message_id: int, state: MessageState) -> None:
    """Have the places wait again that were filed for another state than `state` (FILED → WAITING)."""
    session.execute(
        update(Place)
        .where(
            Place.message_id == message_id,
            Place.state == PlaceState.FILED,
            or_(Place.filed_for != state, Place.filed_for.is_(None)),
        )
        .values(state=PlaceState.WAITING.value)
        .execution_options(synchronize_session="fetch")
    )


def _leave(session: Session, place_id: int, message_id: int, now: datetime) -> None:
    left = session.execute(
        update(Place)
        .where(Place.id == place_id, Place.state == PlaceState.WAITING)
        .values(state=PlaceState.GONE.value, changed_at=now)
        .returning(Place.id)
        .execution_options(synchronize_session="fetch")
    ).first()
    if left is not None:
        audit.note(session, None, "gone", message_id=message_id, details={"place": place_id}, now=now)


def _in(mailbox: str, folder: str, validity: int) -> tuple[ColumnElement[bool], ...]:
    return Place.mailbox == mailbox, Place.folder == folder, Place.validity == validity


def _at(location: Location) -> tuple[ColumnElement[bool], ...]:
    return *_in(location.mailbox, location.folder, location.validity), Place.uid == location.uid
