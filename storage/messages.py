"""Messages and their places in the mailbox: the only module that moves either from state to state.

Every move is one UPDATE that names the old state, with a line in the audit trail. Two processes may try the same move:
one of them makes it, the other learns that it was made.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parsers.reading import Reading
from parsers.reasons import Reason
from storage import audit, locks, places
from storage.errors import NotFound, Refused, StaleVersion, WrongState
from storage.message_views import MessageView, copies, counts, flagged, get, original, recent
from storage.models import Message, Original
from storage.packing import packed, unpacked
from storage.places import Location, Unfiled, filed, gone, missing_from_store, note_missing, to_file, uids
from storage.states import MessageState

__all__ = [
    "MOVES", "Arrival", "Kept", "KeptMessage", "Location", "MessageView", "Unfiled", "advance", "begin_reading",
    "copies", "counts", "filed", "flagged", "get", "give_back", "gone", "keep", "lane_died", "missing_from_store",
    "next_to_read", "note_missing", "original", "read_again", "recent", "recover", "to_file", "uids",
]  # fmt: skip

# From where to where a message may move; `keep` makes it KEPT, COPY, or FLAGGED (too large).
MOVES: Mapping[MessageState, frozenset[MessageState]] = {
    # Straight to FLAGGED: it killed its lane too often to be read once more.
    MessageState.KEPT: frozenset({MessageState.READING, MessageState.FLAGGED}),
    MessageState.READING: frozenset(
        {MessageState.KEPT, MessageState.ACCEPTED, MessageState.FLAGGED, MessageState.IGNORED}
    ),
    # FLAGGED again: a person corrected it and something else speaks against it now.
    MessageState.FLAGGED: frozenset(
        {
            MessageState.KEPT,
            MessageState.ACCEPTED,
            MessageState.FLAGGED,
            MessageState.IGNORED,
            MessageState.DISMISSED,
        }
    ),
    MessageState.ACCEPTED: frozenset(),
    # A person wants to look at it after all: automatic mail may be taken for such by mistake, and so may a button.
    MessageState.IGNORED: frozenset({MessageState.FLAGGED}),
    MessageState.DISMISSED: frozenset({MessageState.FLAGGED}),
    MessageState.COPY: frozenset(),
}

# What `advance` may end in; the others have functions of their own.
_OUTCOMES = frozenset({MessageState.ACCEPTED, MessageState.FLAGGED, MessageState.IGNORED, MessageState.DISMISSED})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message as the mailbox gave it. `data` None: over the size limit, it stays on the server."""

    location: Location
    size: int  # bytes
    arrived_at: datetime  # INTERNALDATE, or the delivery time of a Maildir file
    data: bytes | None
    header_message_id: str | None
    body_sha256: str | None  # of sender and body: tells copies from namesakes


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an arrival. `is_new` False: it was known already and only the place was noted."""

    id: int
    state: MessageState
    is_new: bool


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message to be read."""

    id: int
    data: bytes
    arrived_at: datetime
    answerable: bool
    attempts: int
    lane_deaths: int
    header_message_id: str | None


def keep(session: Session, arrival: Arrival, *, answerable: bool, now: datetime) -> Kept:
    """Store a message and its place; done again it changes nothing.

    The same bytes are the same message: only the place is noted, and it will be filed again. The same Message-ID and
    body with other trace headers is a copy, linked and not read. What is too large is flagged, its bytes left on the
    server.
    """
    # Two intakes at once would both find the message new; keeping takes milliseconds, so they take turns.
    locks.hold(session, "keep")
    known = _known(session, arrival)
    if known is not None:
        places.note(session, known.id, arrival.location, now)
        return Kept(known.id, MessageState(known.state), is_new=False)
    first = _copied(session, arrival)
    row = _new_message(session, arrival, first, answerable=answerable, now=now)
    places.note(session, row.id, arrival.location, now)
    audit.note(session, None, "kept", message_id=row.id, details={"state": row.state, "size": arrival.size}, now=now)
    return Kept(row.id, MessageState(row.state), is_new=True)


def _new_message(session: Session, arrival: Arrival, first: int | None, *, answerable: bool, now: datetime) -> Message:
    state, reasons, original_id = MessageState.KEPT, [], None
    if arrival.data is None:
        state, reasons = MessageState.FLAGGED, [Reason.TOO_LARGE.value]
    else:
        state = MessageState.KEPT if first is None else MessageState.COPY
        data = Original(sha256=_sha256(arrival.data), size=len(arrival.data), data=packed(arrival.data), kept_at=now)
        session.add(data)
        session.flush()
        original_id = data.id
    row = Message(
        original_id=original_id,
        state=state.value,
        reasons=reasons,
        header_message_id=arrival.header_message_id,
        body_sha256=arrival.body_sha256,
        copy_of=first,
        size=arrival.size,
        arrived_at=arrival.arrived_at,
        answerable=answerable,
        decided_at=None if state == MessageState.KEPT else now,
        kept_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _known(session: Session, arrival: Arrival) -> Message | None:
    query = select(Message)
    if arrival.data is not None:
        query = query.join(Original).where(Original.sha256 == _sha256(arrival.data))
    else:
        # Without its bytes a message is known by its place; moved elsewhere, by Message-ID and size.
        there = places.message_at(session, arrival.location)
        if there is not None:
            query = query.where(Message.id == there)
        elif arrival.header_message_id is not None:
            query = query.where(
                Message.original_id.is_(None),
                Message.header_message_id == arrival.header_message_id,
                Message.size == arrival.size,
            )
        else:
            return None
    return session.scalar(query.order_by(Message.id).limit(1))


def _copied(session: Session, arrival: Arrival) -> int | None:
    """Give the id of the message that this one is a copy of."""
    if arrival.data is None or arrival.header_message_id is None or arrival.body_sha256 is None:
        return None
    query = select(Message.id).where(
        Message.header_message_id == arrival.header_message_id,
        Message.body_sha256 == arrival.body_sha256,
        Message.copy_of.is_(None),
    )
    return session.scalar(query.order_by(Message.id).limit(1))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def next_to_read(session: Session, now: datetime) -> KeptMessage | None:  # noqa: ARG001 - no wait between attempts yet
    """Give the message that has waited longest to be read, None where none waits."""
    query = (
        select(Message, Original)
        .join(Original, Message.original_id == Original.id)
        .where(Message.state == MessageState.KEPT)
        .order_by(Message.arrived_at, Message.id)
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    row, kept = found
    data = unpacked(kept.data)
    return KeptMessage(
        id=row.id,
        data=data if _sha256(data) == kept.sha256 else b"",  # half a reply says half of it: staff see what is left
        arrived_at=row.arrived_at,
        answerable=row.answerable,
        attempts=row.attempts,
        lane_deaths=row.lane_deaths,
        header_message_id=row.header_message_id,
    )


def begin_reading(session: Session, id: int, now: datetime) -> bool:
    """Claim a message for a lane (KEPT → READING) and count the attempt; False where somebody else has it."""
    changed = {"state": MessageState.READING.value, "attempts": Message.attempts + 1}
    if not _move(session, id, MessageState.KEPT, changed):
        return False
    audit.note(session, None, "reading", message_id=id, now=now)
    return True


def give_back(session: Session, id: int, now: datetime | None = None) -> None:
    """Put a reading that a stop broke off back (READING → KEPT); it was no attempt.

    :raises WrongState: nobody is reading it.
    """
    _must_move(session, id, MessageState.READING, {"state": MessageState.KEPT.value, "attempts": Message.attempts - 1})
    audit.note(session, None, "given_back", message_id=id, now=now or datetime.now(UTC))


def lane_died(session: Session, id: int, now: datetime) -> int:
    """Put a message back whose reading killed its lane (READING → KEPT); give how often that has happened.

    :raises WrongState: nobody is reading it.
    """
    changed = {"state": MessageState.KEPT.value, "lane_deaths": Message.lane_deaths + 1}
    _must_move(session, id, MessageState.READING, changed)
    deaths = session.scalars(select(Message.lane_deaths).where(Message.id == id)).one()
    audit.note(session, None, "lane_died", message_id=id, details={"deaths": deaths}, now=now)
    return deaths


def recover(session: Session, now: datetime | None = None) -> int:
    """Put every message that a killed daemon was reading back (READING → KEPT); give how many."""
    ids = session.scalars(select(Message.id).where(Message.state == MessageState.READING).order_by(Message.id)).all()
    moved = 0
    for one in ids:
        if _move(session, one, MessageState.READING, {"state": MessageState.KEPT.value}):
            moved += 1
            audit.note(session, None, "recovered", message_id=one, now=now or datetime.now(UTC))
    return moved


def advance(
    session: Session,
    id: int,
    outcome: MessageState,
    reasons: Sequence[Reason],
    *,
    reading: Reading | None,
    by: str | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Settle a message: ACCEPTED, FLAGGED, IGNORED or DISMISSED, by the daemon (`by` None) or by a person.

    What the lists show is filled from the reading. Where it was filed for another state it will be filed again.

    :raises StaleVersion: `version` was given and somebody changed the message since.
    :raises WrongState: it does not stand where it may become `outcome` (`MOVES`).
    """
    if outcome not in _OUTCOMES:
        raise WrongState(f"a message cannot be settled as {outcome.value}")
    old = _lock_for(session, id, outcome, version)
    changed: dict[str, Any] = {
        "state": outcome.value,
        "reasons": [reason.value for reason in reasons],
        "decided_at": now,
        "decided_by": by,
    }
    if reading is not None:
        changed |= {
            "event": reading.event,
            "contact": reading.contact,
            "subject": reading.subject,
            "intent": reading.intent.value,
        }
    _must_move(session, id, old, changed)
    places.file_again(session, id, outcome)
    details = {"from": old.value, "reasons": [reason.value for reason in reasons]}
    audit.note(session, by, outcome.value, message_id=id, details=details, now=now)


def read_again(session: Session, id: int, *, by: str, version: int, now: datetime) -> None:
    """Have a flagged message read once more (FLAGGED → KEPT), as if its lanes had never died.

    :raises StaleVersion: somebody changed the message since `version`.
    :raises WrongState: it is not flagged.
    :raises Refused: its bytes stay on the server.
    """
    old = _lock_for(session, id, MessageState.KEPT, version, only_from=MessageState.FLAGGED)
    if session.scalar(select(Message.original_id).where(Message.id == id)) is None:
        raise Refused(f"message {id} is too large to be read: it stays on the server")
    changed = {"state": MessageState.KEPT.value, "lane_deaths": 0, "decided_at": None, "decided_by": None}
    _must_move(session, id, old, changed)
    audit.note(session, by, "read_again", message_id=id, now=now)


def _lock_for(
    session: Session,
    id: int,
    outcome: MessageState,
    version: int | None,
    *,
    only_from: MessageState | None = None,
) -> MessageState:
    """Give the state of a message that may move to `outcome`, its row locked until the transaction ends."""
    found = session.execute(select(Message.state, Message.version).where(Message.id == id).with_for_update()).first()
    if found is None:
        raise NotFound(f"there is no message {id}")
    if version is not None and found.version != version:
        raise StaleVersion(f"message {id} was changed meanwhile")
    old = MessageState(found.state)
    if outcome not in MOVES[old] or only_from not in (None, old):
        raise WrongState(f"message {id} is {old.value} and cannot become {outcome.value}")
    return old


def _must_move(session: Session, id: int, old: MessageState, changed: Mapping[str, Any]) -> None:
    if not _move(session, id, old, changed):
        raise WrongState(f"message {id} is not {old.value}")


def _move(session: Session, id: int, old: MessageState, changed: Mapping[str, Any]) -> bool:
    """Change a message that is still in the state `old`; False where it is not."""
    moved = session.execute(
        update(Message)
        .where(Message.id == id, Message.state == old)
        .values(**changed, version=Message.version + 1)
        .returning(Message.id)
        .execution_options(synchronize_session="fetch")
    )
    return moved.first() is not None
