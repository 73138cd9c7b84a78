"""Whatever is registered, amended and cancelled in whatever order: the places add up."""

import itertools
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parsers.event import Event
from storage import registrations
from storage.changes import Amend, Cancel, Register
from storage.figures import figures
from storage.models import ChoiceRow, WorkshopCounter
from storage.session import Store
from storage.states import PlacingState, RegistrationState
from tests.storage.samples import NOW, attendee, event, keep_one

WORKSHOPS = ("a", "b", "c")
CAPACITIES = st.fixed_dictionaries({workshop: st.none() | st.integers(0, 3) for workshop in WORKSHOPS})
# Who (a number, taken modulo the people there are; a new one past them), what she chooses, and whether she cancels.
STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.lists(st.sampled_from(WORKSHOPS), max_size=4).map(tuple), st.booleans()),
    max_size=12,
)
_events = itertools.count(1)


def do(session: Session, the_event: Event, message_id: int, who: int, chosen: tuple[str, ...], cancels: bool) -> None:
    """Make one change: of the person of that number, or of a new one."""
    there = registrations.listing(session, the_event.id, state=RegistrationState.REGISTERED)
    person = attendee(f"Personne {who}", None, chosen)
    change: Register | Amend | Cancel = Register(the_event.id, person, None, "fr")
    if who < len(there):
        change = (Cancel if cancels else Amend)(the_event.id, there[who].id, person)
    before = {one.id: one for one in there}
    (applied,) = registrations.apply(session, message_id, [change], the_event, NOW)
    assert set(applied.places) == (set() if isinstance(change, Cancel) else set(chosen))
    for other in registrations.listing(session, the_event.id, state=RegistrationState.REGISTERED):
        if other.id != applied.id:
            assert other == before[other.id]  # nobody else is touched
        elif other.id in before:
            had = before[other.id].places
            kept = [name for name in chosen if had.get(name) == PlacingState.CONFIRMED]
            assert all(other.places[name] == PlacingState.CONFIRMED for name in kept)


def adds_up(session: Session, the_event: Event) -> None:
    """Check rows against counters, capacities and figures."""
    query = select(ChoiceRow.workshop, func.count()).where(
        ChoiceRow.event == the_event.id, ChoiceRow.state == PlacingState.CONFIRMED
    )
    rows = {workshop: number for workshop, number in session.execute(query.group_by(ChoiceRow.workshop))}  # noqa: C416
    counters = session.scalars(select(WorkshopCounter).where(WorkshopCounter.event == the_event.id))
    assert {one.workshop: one.confirmed for one in counters if one.confirmed} == rows
    for workshop in the_event.workshops:
        assert workshop.capacity is None or rows.get(workshop.id, 0) <= workshop.capacity
    told = figures(session, the_event.id, None)
    assert {name: one.confirmed for name, one in told.workshops.items() if one.confirmed} == rows
    registered = registrations.listing(session, the_event.id, state=RegistrationState.REGISTERED)
    assert told.registered == len(registered)
    assert told.waiting == sum(PlacingState.WAITING in one.places.values() for one in registered)


def test_places_add_up_whatever_happens_in_whatever_order(store: Store) -> None:
    @given(CAPACITIES, STEPS)
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    def adds(capacities: dict[str, int | None], steps: list[tuple[int, tuple[str, ...], bool]]) -> None:
        the_event = replace(event(capacities), id=f"event-{next(_events)}")
        with store.write() as session:
            message_id = keep_one(session)
            for who, chosen, cancels in steps:
                do(session, the_event, message_id, who, chosen, cancels)
                adds_up(session, the_event)

    adds()
