"""An event in numbers, for the summary and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import QueryableAttribute, Session

from storage.models import AttendeeRow, ChoiceRow, Message
from storage.states import MessageState, PlacingState, RegistrationState


@dataclass(frozen=True, slots=True)
class WorkshopFigures:
    """How many have a place in a workshop, and how many wait for one."""

    confirmed: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class EventFigures:
    """The numbers of one event; those with "since" in their line count from there on, or from the beginning."""

    event: str
    registered: int  # people
    cancelled: int
    declined: int
    waiting: int  # registered people who wait for a place in at least one workshop
    workshops: Mapping[str, WorkshopFigures]  # only those that somebody chose
    new: int  # registered since, and still registered
    changed: int  # registered before, changed since, and still registered
    cancelled_since: int
    flagged: int  # messages of this event that wait for a person
    flagged_unknown: int  # messages that wait for a person and of which nobody knows the event


def figures(session: Session, event_id: str, since: datetime | None) -> EventFigures:
    """Give the event's numbers. Call it in ``Store.read``: they are then of one moment."""
    states = _people_by_state(session, event_id)
    return EventFigures(
        event=event_id,
        registered=states.get(RegistrationState.REGISTERED, 0),
        cancelled=states.get(RegistrationState.CANCELLED, 0),
        declined=states.get(RegistrationState.DECLINED, 0),
        waiting=_waiting(session, event_id),
        workshops=_workshops(session, event_id),
        new=_people(session, event_id, RegistrationState.REGISTERED, *_since(AttendeeRow.registered_at, since)),
        changed=_people(session, event_id, RegistrationState.REGISTERED, *_changed(since)),
        cancelled_since=_people(
            session, event_id, RegistrationState.CANCELLED, *_since(AttendeeRow.cancelled_at, since)
        ),
        flagged=_flagged(session, Message.event == event_id),
        flagged_unknown=_flagged(session, Message.event.is_(None)),
    )


def _since(column: QueryableAttribute[Any], since: datetime | None) -> list[ColumnElement[bool]]:
    return [] if since is None else [column >= since]


def _changed(since: datetime | None) -> list[ColumnElement[bool]]:
    if since is None:
        return [AttendeeRow.changed_at.is_not(None)]
    return [AttendeeRow.changed_at >= since, AttendeeRow.registered_at < since]


def _people_by_state(session: Session, event_id: str) -> dict[RegistrationState, int]:
    query = select(AttendeeRow.state, func.count()).where(AttendeeRow.event == event_id).group_by(AttendeeRow.state)
    return {RegistrationState(state): number for state, number in session.execute(query)}


def _people(session: Session, event_id: str, state: RegistrationState, *also: ColumnElement[bool]) -> int:
    query = select(func.count()).where(AttendeeRow.event == event_id, AttendeeRow.state == state, *also)
    return session.scalars(query).one()


def _waiting(session: Session, event_id: str) -> int:
    query = select(func.count(func.distinct(ChoiceRow.attendee_id))).where(
        ChoiceRow.event == event_id, ChoiceRow.state == PlacingState.WAITING
    )
    return session.scalars(query).one()


def _workshops(session: Session, event_id: str) -> dict[str, WorkshopFigures]:
    query = select(ChoiceRow.workshop, ChoiceRow.state, func.count()).where(ChoiceRow.event == event_id)
    numbers: dict[str, dict[str, int]] = {}
    for workshop, state, number in session.execute(
        query.group_by(ChoiceRow.workshop, ChoiceRow.state).order_by(ChoiceRow.workshop)
    ):
        numbers.setdefault(workshop, {})[state] = number
    return {
        workshop: WorkshopFigures(found.get(PlacingState.CONFIRMED, 0), found.get(PlacingState.WAITING, 0))
        for workshop, found in numbers.items()
    }


def _flagged(session: Session, which: ColumnElement[bool]) -> int:
    query = select(func.count()).where(Message.state == MessageState.FLAGGED, which)
    return session.scalars(query).one()
