"""One of the two processes that decide at once: the daemon on messages in a lane, the pages on flagged ones.

Each decision is one transaction of four steps, as in the pipeline: what is known, the changes, the mail, the message.
"""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parsers.event import Event
from parsers.reading import Attendee
from storage import messages, outbox, registrations
from storage.changes import Amend, Applied, Cancel, Change, Register
from storage.models import ChoiceRow
from storage.session import Store
from storage.states import MessageState, PlacingState
from tests.storage.samples import NOW, attendee, event, mail, reading

# Few places for the people below, so that most decisions are about a last one; one workshop without limit.
CAPACITIES: Mapping[str, int | None] = {"dechets": 30, "eau": 45, "energie": 15, "transport": None}
PEOPLE = 250


@dataclass(slots=True)
class Work:
    """What one process was given and what it did."""

    by: str | None  # None: the daemon
    message_ids: list[int]
    seed: int
    made: Counter[str] = field(default_factory=Counter)  # Register, Amend, Cancel
    given: Counter[str] = field(default_factory=Counter)  # confirmed, waiting
    changes: Counter[int] = field(default_factory=Counter)  # attendee → changes after the registration
    error: str | None = None


def work(url: str, mine: Work) -> Work:
    """Decide on every message of `mine`; give what was done, and what went wrong."""
    store = Store(url)
    chance = random.Random(mine.seed)  # noqa: S311 - a seeded choice of cases
    the_event = event(CAPACITIES)
    try:
        for message_id in mine.message_ids:
            _decide(store, the_event, mine, message_id, chance)
    except Exception as error:
        mine.error = f"{type(error).__name__}: {error} ({error.__cause__})"
    store.close()
    return mine


def _decide(store: Store, the_event: Event, mine: Work, message_id: int, chance: random.Random) -> None:
    person = attendee(f"Personne {chance.randrange(PEOPLE)}", None, _chosen(chance))
    said = reading(person, contact=None)
    if mine.by is None:
        with store.write() as session:
            assert messages.begin_reading(session, message_id, NOW)
    with store.read() as session:
        version = None if mine.by is None else messages.get(session, message_id).version
    with store.write() as session:
        change = _change(person, known_ids(session, person), chance)
        (applied,) = registrations.apply(session, message_id, [change], the_event, NOW, mine.by)
        _check_capacities(session)
        put = outbox.put(session, message_id, mail(), now=NOW, domain="x.example", once=f"answer {message_id}")
        assert put is not None
        messages.advance(
            session, message_id, MessageState.ACCEPTED, [], reading=said, by=mine.by, now=NOW, version=version
        )
    _count(mine, applied)


def _chosen(chance: random.Random) -> tuple[str, ...]:
    return tuple(chance.sample(sorted(CAPACITIES), chance.randint(1, 3)))


def known_ids(session: Session, person: Attendee) -> tuple[int, ...]:
    """Give the registrations under the person's name."""
    known = registrations.known(session, "ag-2018", reading(person, contact=None)).attendees
    assert known is not None
    return tuple(one.id for one in known)


def _change(person: Attendee, known: tuple[int, ...], chance: random.Random) -> Change:
    if not known:
        return Register("ag-2018", person, None, "fr")
    (id_,) = known  # twice would be an interleaved decision
    return Cancel("ag-2018", id_, person) if chance.random() < 0.35 else Amend("ag-2018", id_, person)


def _check_capacities(session: Session) -> None:
    query = select(ChoiceRow.workshop, func.count()).where(ChoiceRow.state == PlacingState.CONFIRMED)
    for workshop, confirmed in session.execute(query.group_by(ChoiceRow.workshop)):
        capacity = CAPACITIES[workshop]
        assert capacity is None or confirmed <= capacity, f"{workshop}: {confirmed} of {capacity}"


def _count(mine: Work, applied: Applied) -> None:
    mine.made[type(applied.change).__name__] += 1
    mine.given.update(state.value for state in applied.places.values())
    if not isinstance(applied.change, Register):
        mine.changes[applied.id] += 1
