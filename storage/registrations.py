"""Registrations: what is known of the people of a reply, and the changes that a decision makes to them.

Capacities hold whoever decides at the same time: a transaction that gives places first takes the event's lock, then the
counters of its workshops in the order of their ids (PostgreSQL; on SQLite it is the only one that writes).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from parsers.event import Event
from parsers.reading import FIELDS, Attendee, Reading
from storage import audit, locks, readings
from storage.changes import Amend, Applied, Cancel, Change, Decline, Known, KnownAttendee, Register
from storage.counters import Counters
from storage.errors import NotFound, Refused, UnknownWorkshop
from storage.folding import address_key, folded, name_key
from storage.models import AnswerRow, AttendeeRow, ChoiceRow
from storage.states import PlacingState, RegistrationState


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """One person of one event, as the pages and the exports look at her."""

    id: int
    event: str
    state: RegistrationState
    attendee: Attendee  # confidence and evidence empty
    places: Mapping[
        str, PlacingState
    ]  # workshop id → confirmed or waiting, in order of preference; empty once cancelled
    message_id: int  # the message that registered her
    contact: str | None
    language: str
    registered_at: datetime
    changed_at: datetime | None
    cancelled_at: datetime | None
    version: int


def key(attendee: Attendee) -> str:
    """Give last and first name folded, by which the same person is found again: ``dupont-moreau|didier``."""
    return f"{name_key(attendee.last_name)}|{name_key(attendee.first_name)}"


_NAMELESS = key(Attendee())


def known(session: Session, event_id: str, reading: Reading) -> Known:
    """Give who is registered for the event under a name of the reading, or with the reading's contact.

    In a session that writes it takes the event's lock: what it says holds until the transaction ends.
    """
    locks.hold(session, f"event {event_id}")
    keys = {key(attendee) for attendee in reading.attendees} - {_NAMELESS}
    same: list[ColumnElement[bool]] = [AttendeeRow.key.in_(sorted(keys))]
    if reading.contact:
        same.append(AttendeeRow.contact_key == address_key(reading.contact))
    query = _whole(select(AttendeeRow)).where(
        AttendeeRow.event == event_id, AttendeeRow.state == RegistrationState.REGISTERED, or_(*same)
    )
    rows = session.scalars(query.order_by(AttendeeRow.id))
    return Known(tuple(KnownAttendee(row.id, row.message_id, row.contact, _attendee(row)) for row in rows))


def apply(
    session: Session,
    message_id: int,
    changes: Sequence[Change],
    event: Event,
    now: datetime,
    by: str | None = None,
) -> tuple[Applied, ...]:
    """Make the changes that a decision asks for, in their order; give what each became.

    A chosen workshop is confirmed while places are left and waits afterwards. A cancelled place is free again; nobody
    who waits is moved up.

    :raises UnknownWorkshop: a change names a workshop that the event does not have.
    :raises NotFound: the registration to change or cancel is not there any more.
    """
    for change in changes:
        _check(change, event)
    locks.hold(session, f"event {event.id}")
    standing = _standing(session, [change for change in changes if isinstance(change, Amend | Cancel)])
    counters = Counters.locked(session, event, _touched(changes, standing.values()))
    decision = _Decision(session, message_id, counters, now, by)
    applied = tuple(decision.make(change, standing) for change in changes)
    session.flush()
    return applied


def _check(change: Change, event: Event) -> None:
    if change.event != event.id:
        raise Refused(f"a change for event {change.event} came with event {event.id}")
    if isinstance(change, Register | Amend):
        for workshop in change.attendee.workshops:
            if event.workshop(workshop) is None:
                raise UnknownWorkshop(f"event {event.id} has no workshop {workshop!r}")


def _standing(session: Session, changes: Iterable[Amend | Cancel]) -> dict[int, AttendeeRow]:
    """Give the rows to be changed, by id, locked in the order of their ids."""
    wanted = {change.id: change.event for change in changes}
    if not wanted:
        return {}
    query = _whole(select(AttendeeRow)).where(AttendeeRow.id.in_(sorted(wanted))).order_by(AttendeeRow.id)
    rows = {row.id: row for row in session.scalars(query.with_for_update())}
    for attendee_id, event_id in wanted.items():
        row = rows.get(attendee_id)
        if row is None or row.event != event_id or row.state != RegistrationState.REGISTERED:
            raise NotFound(f"there is no registration {attendee_id} for event {event_id} any more")
    return rows


def _touched(changes: Iterable[Change], standing: Iterable[AttendeeRow]) -> set[str]:
    arriving = [change.attendee for change in changes if isinstance(change, Register | Amend)]
    chosen = {workshop for attendee in arriving for workshop in attendee.workshops}
    return chosen | {choice.workshop for row in standing for choice in row.choices}


@dataclass(frozen=True, slots=True)
class _Decision:
    """What all changes of one decision share."""

    session: Session
    message_id: int
    counters: Counters
    now: datetime
    by: str | None

    def make(self, change: Change, standing: Mapping[int, AttendeeRow]) -> Applied:
        match change:
            case Register():
                return self._register(change)
            case Amend():
                return self._amend(change, self._still_there(standing[change.id]))
            case Cancel():
                return self._cancel(change, self._still_there(standing[change.id]))
            case Decline():
                return self._decline(change)

    def _still_there(self, row: AttendeeRow) -> AttendeeRow:
        if row.state != RegistrationState.REGISTERED:
            raise NotFound(f"registration {row.id} was cancelled by the same decision")
        return row

    def _register(self, change: Register) -> Applied:
        row = self._new(change, RegistrationState.REGISTERED)
        self._place(row, change.attendee.workshops)
        self.session.add(row)
        return self._done("registered", change, row)

    def _decline(self, change: Decline) -> Applied:
        row = self._new(change, RegistrationState.DECLINED)
        self.session.add(row)
        return self._done("declined", change, row)

    def _amend(self, change: Amend, row: AttendeeRow) -> Applied:
        _fill(row, change.attendee)
        self._touch(row)
        self._place(row, change.attendee.workshops)
        return self._done("amended", change, row)

    def _cancel(self, change: Cancel, row: AttendeeRow) -> Applied:
        freed = [choice.workshop for choice in row.choices if choice.state == PlacingState.CONFIRMED]
        self._place(row, ())
        row.state, row.cancelled_at = RegistrationState.CANCELLED.value, self.now
        self._touch(row)
        return self._done("cancelled", change, row, {"freed": freed})

    def _new(self, change: Register | Decline, state: RegistrationState) -> AttendeeRow:
        row = AttendeeRow(
            event=change.event,
            state=state.value,
            message_id=self.message_id,
            contact=change.contact,
            contact_key=address_key(change.contact),
            language=change.language,
            registered_at=self.now,
        )
        _fill(row, change.attendee)
        return row

    def _touch(self, row: AttendeeRow) -> None:
        row.changed_at, row.changed_by_message = self.now, self.message_id

    def _place(self, row: AttendeeRow, chosen: Sequence[str]) -> None:
        """Have the row's choices be `chosen`: what stays keeps its place, what goes frees it, the new ask for one."""
        had = {choice.workshop: choice for choice in row.choices}
        for workshop, choice in had.items():
            if workshop not in chosen:
                self.counters.give_back(workshop, PlacingState(choice.state))
        wanted = tuple(dict.fromkeys(chosen))
        row.choices = [
            self._choice(row.event, workshop, rank, had.get(workshop)) for rank, workshop in enumerate(wanted, start=1)
        ]

    def _choice(self, event_id: str, workshop: str, rank: int, had: ChoiceRow | None) -> ChoiceRow:
        if had is None:
            return ChoiceRow(workshop=workshop, event=event_id, rank=rank, state=self.counters.take(workshop).value)
        had.rank, had.state = rank, self.counters.keep(workshop, PlacingState(had.state)).value
        return had

    def _done(self, action: str, change: Change, row: AttendeeRow, details: Mapping[str, Any] | None = None) -> Applied:
        self.session.flush()  # gives a new row its id, and frees a place in the table before the next change
        places = _places(row)
        details = details or {"places": {workshop: state.value for workshop, state in places.items()}}
        audit.note(
            self.session,
            self.by,
            action,
            message_id=self.message_id,
            attendee_id=row.id,
            details=details,
            now=self.now,
        )
        return Applied(change, row.id, places)


def _fill(row: AttendeeRow, attendee: Attendee) -> None:
    for name in FIELDS:
        setattr(row, name, getattr(attendee, name))
    row.key = key(attendee)
    row.search = _searched(attendee, row.contact)
    had = {answer.question: answer for answer in row.answers}
    answers = []
    for question, value in attendee.answers.items():
        answer = had.get(question) or AnswerRow(question=question)
        answer.value = readings.answer_to_json(value)
        answers.append(answer)
    row.answers = answers


def _searched(attendee: Attendee, contact: str | None) -> str:
    parts = (attendee.first_name, attendee.last_name, attendee.organisation, attendee.city, attendee.email, contact)
    return folded(" ".join(part for part in parts if part))


def get(session: Session, id: int) -> RegistrationView:
    """Give one registration.

    :raises NotFound: there is none of that id.
    """
    row = session.scalar(_whole(select(AttendeeRow)).where(AttendeeRow.id == id))
    if row is None:
        raise NotFound(f"there is no registration {id}")
    return _view(row)


def of_message(session: Session, message_id: int) -> list[RegistrationView]:
    """Give the registrations that a message made or changed last."""
    touched = or_(AttendeeRow.message_id == message_id, AttendeeRow.changed_by_message == message_id)
    return [_view(row) for row in session.scalars(_whole(select(AttendeeRow)).where(touched).order_by(AttendeeRow.id))]


def listing(
    session: Session,
    event_id: str | None = None,
    *,
    state: RegistrationState | None = None,
    search: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[RegistrationView]:
    """Give registrations by name; `search`: every word of it stands in name, organisation, town or address."""
    query = _whole(select(AttendeeRow)).where(*_chosen(event_id, state, search))
    query = query.order_by(AttendeeRow.key, AttendeeRow.id).limit(limit).offset(offset)
    return [_view(row) for row in session.scalars(query)]


def count(
    session: Session,
    event_id: str | None = None,
    *,
    state: RegistrationState | None = None,
    search: str | None = None,
) -> int:
    """Give how many registrations `listing` has without a limit."""
    return session.scalars(select(func.count(AttendeeRow.id)).where(*_chosen(event_id, state, search))).one()


def _chosen(event_id: str | None, state: RegistrationState | None, search: str | None) -> list[ColumnElement[bool]]:
    words = folded(search or "").split()
    chosen = [AttendeeRow.search.contains(word, autoescape=True) for word in words]
    if event_id is not None:
        chosen.append(AttendeeRow.event == event_id)
    if state is not None:
        chosen.append(AttendeeRow.state == state)
    return chosen


def _whole(query: Select[AttendeeRow]) -> Select[AttendeeRow]:
    loaded = query.options(selectinload(AttendeeRow.choices), selectinload(AttendeeRow.answers))
    return loaded.execution_options(populate_existing=True)


def _view(row: AttendeeRow) -> RegistrationView:
    return RegistrationView(
        id=row.id,
        event=row.event,
        state=RegistrationState(row.state),
        attendee=_attendee(row),
        places=_places(row),
        message_id=row.message_id,
        contact=row.contact,
        language=row.language,
        registered_at=row.registered_at,
        changed_at=row.changed_at,
        cancelled_at=row.cancelled_at,
        version=row.version,
    )


def _places(row: AttendeeRow) -> dict[str, PlacingState]:
    return {choice.workshop: PlacingState(choice.state) for choice in _ranked(row)}


def _attendee(row: AttendeeRow) -> Attendee:
    return Attendee(
        **{name: getattr(row, name) for name in FIELDS},
        workshops=tuple(choice.workshop for choice in _ranked(row)),
        answers={answer.question: readings.answer_from_json(answer.value) for answer in row.answers},
    )


def _ranked(row: AttendeeRow) -> list[ChoiceRow]:
    return sorted(row.choices, key=lambda choice: choice.rank)
