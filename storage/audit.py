"""The trail: who did what to what. Rows are added, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import AuditRow

PROGRAM = "inboxd"  # the actor where no person acted


@dataclass(frozen=True, slots=True)
class AuditView:
    """One line of the trail."""

    id: int
    at: datetime
    actor: str  # a user's name, or "inboxd"
    action: str
    message_id: int | None
    attendee_id: int | None
    details: Mapping[str, Any]


def note(
    session: Session,
    actor: str | None,
    action: str,
    *,
    message_id: int | None = None,
    attendee_id: int | None = None,
    details: Mapping[str, Any] | None = None,
    now: datetime,
) -> None:
    """Add a line; `actor` None is the program itself. `details` are codes and ids, no personal data."""
    session.add(
        AuditRow(
            at=now,
            actor=actor or PROGRAM,
            action=action,
            message_id=message_id,
            attendee_id=attendee_id,
            details=dict(details or {}),
        )
    )


def trail(session: Session, message_id: int) -> list[AuditView]:
    """Give what happened to a message and its registrations, oldest first."""
    rows = session.scalars(select(AuditRow).where(AuditRow.message_id == message_id).order_by(AuditRow.id))
    return [AuditView(r.id, r.at, r.actor, r.action, r.message_id, r.attendee_id, r.details) for r in rows]


def newest_by_person(session: Session) -> int:
    """Give the id of the last line that a person's action left, 0 where there is none: changed means work may wait."""
    return session.scalar(select(func.max(AuditRow.id)).where(AuditRow.actor != PROGRAM)) or 0
