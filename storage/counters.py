"""The places of an event's workshops while one decision gives and frees them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parsers.event import Event
from storage.inserts import insert_new
from storage.models import WorkshopCounter
from storage.states import PlacingState


@dataclass(frozen=True, slots=True)
class Counters:
    """The counters of some workshops, locked until the transaction ends."""

    rows: Mapping[str, WorkshopCounter]
    capacities: Mapping[str, int | None]  # None: without limit

    @classmethod
    def locked(cls, session: Session, event: Event, workshops: Collection[str]) -> "Counters":
        """Lock the workshops' counters, in the order of their ids so that no two transactions wait for each other."""
        in_order = sorted(workshops)
        rows = _lock(session, event.id, in_order)
        absent = [workshop for workshop in in_order if workshop not in rows]
        for workshop in absent:
            insert_new(session, WorkshopCounter, {"event": event.id, "workshop": workshop, "confirmed": 0})
        if absent:
            rows = _lock(session, event.id, in_order)
        return cls(rows, {workshop.id: workshop.capacity for workshop in event.workshops})

    def take(self, workshop: str) -> PlacingState:
        """Give a newcomer a place while there is one."""
        capacity = self.capacities[workshop]
        if capacity is not None and self.rows[workshop].confirmed >= capacity:
            return PlacingState.WAITING
        self.rows[workshop].confirmed += 1
        return PlacingState.CONFIRMED

    def keep(self, workshop: str, had: PlacingState) -> PlacingState:
        """Give the place of one who keeps her choice: who waits goes on waiting, unless the limit was lifted."""
        if had == PlacingState.WAITING and self.capacities[workshop] is None:
            return self.take(workshop)
        return had

    def give_back(self, workshop: str, had: PlacingState) -> None:
        """Free a place."""
        if had == PlacingState.CONFIRMED:
            self.rows[workshop].confirmed -= 1


def _lock(session: Session, event_id: str, in_order: Sequence[str]) -> dict[str, WorkshopCounter]:
    query = (
        select(WorkshopCounter)
        .where(WorkshopCounter.event == event_id, WorkshopCounter.workshop.in_(in_order))
        .order_by(WorkshopCounter.workshop)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.workshop: row for row in session.scalars(query)} if in_order else {}
