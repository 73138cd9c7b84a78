"""What the pages ask about registrations."""

from dataclasses import dataclass

from inboxd.review.desk import the_desk
from inboxd.review.draft import Draft
from parsers.event import Event, Workshop
from parsers.reading import Attendee, Reading
from storage import registrations
from storage.changes import KnownAttendee
from storage.figures import EventFigures, WorkshopFigures


@dataclass(frozen=True, slots=True)
class Filling:
    """How full a workshop is. `share` is in percent of its capacity, None where there is no limit."""

    workshop: Workshop
    confirmed: int
    waiting: int

    @property
    def share(self) -> int | None:
        """The confirmed places in percent of the capacity."""
        if not self.workshop.capacity:
            return None
        return min(100, self.confirmed * 100 // self.workshop.capacity)


def namesakes(draft: Draft, event: Event | None) -> dict[int, KnownAttendee]:
    """Give who is registered already under the name of a person of the form, by that person's number."""
    if event is None:
        return {}
    people = [
        Attendee(first_name=each.fields.get("first_name") or None, last_name=each.fields.get("last_name") or None)
        for each in draft.attendees
    ]
    with the_desk().store.read() as session:
        known = registrations.known(session, event.id, Reading(attendees=tuple(people)))
    found = {}
    for number, person in enumerate(people):
        key = registrations.key(person)
        same = [other for other in known.attendees or () if registrations.key(other.attendee) == key]
        if same and person.last_name:
            found[number] = same[0]
    return found


def fillings(event: Event, figures: EventFigures) -> list[Filling]:
    """Give how full the event's workshops are, in its order."""
    found = [(workshop, figures.workshops.get(workshop.id, WorkshopFigures())) for workshop in event.workshops]
    return [Filling(workshop, numbers.confirmed, numbers.waiting) for workshop, numbers in found]
