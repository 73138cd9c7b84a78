"""The daemon and the pages, two processes, decide at once on the last places of the same workshops."""

import itertools
import multiprocessing
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import audit, messages, outbox
from storage.models import AttendeeRow, AuditRow, ChoiceRow, WorkshopCounter
from storage.session import Store
from storage.states import MessageState, PlacingState, RegistrationState
from tests.storage.deciding import CAPACITIES, Work, work
from tests.storage.samples import NOW, keep_one

DECISIONS = 1_000


def test_two_processes_race_for_the_last_places(store: Store, url: str) -> None:
    daemon, pages = _prepare(store)
    before = time.monotonic()
    done = _run(url, [daemon, pages])
    seconds = time.monotonic() - before
    assert [one.error for one in done] == [None, None]  # "database is locked" would stand here
    with store.read() as session:
        _every_decision_is_there(session, done)
        _places_add_up(session)
        _no_update_is_lost(session, done)
        _print(session, done, seconds)


def _prepare(store: Store) -> tuple[Work, Work]:
    """Keep the messages; half of them are flagged and go to the pages."""
    kept: list[int] = []
    with store.write() as session:
        kept.extend(keep_one(session) for _ in range(DECISIONS))
        flagged = kept[1::2]
        for message_id in flagged:
            messages.begin_reading(session, message_id, NOW)
            messages.advance(session, message_id, MessageState.FLAGGED, [], reading=None, by=None, now=NOW)
    return Work(None, kept[0::2], seed=1), Work("marie", flagged, seed=2)


def _run(url: str, works: list[Work]) -> list[Work]:
    """Have each process do its work; both begin when both are ready, so that each takes one."""
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(len(works))
    with ProcessPoolExecutor(len(works), mp_context=spawn, initializer=together.wait) as processes:
        return [future.result() for future in [processes.submit(work, url, one) for one in works]]


def _every_decision_is_there(session: Session, done: list[Work]) -> None:
    assert messages.counts(session)[MessageState.ACCEPTED] == DECISIONS
    assert len(outbox.rows(session, limit=None)) == DECISIONS
    made = sum((one.made for one in done), Counter[str]())
    assert made.total() == DECISIONS
    for action, change in (("registered", "Register"), ("amended", "Amend"), ("cancelled", "Cancel")):
        lines = session.scalars(select(func.count()).where(AuditRow.action == action)).one()
        assert lines == made[change]


def _places_add_up(session: Session) -> None:
    """Never over capacity, and the counters equal the rows."""
    query = select(ChoiceRow.workshop, func.count()).where(ChoiceRow.state == PlacingState.CONFIRMED)
    confirmed = {workshop: number for workshop, number in session.execute(query.group_by(ChoiceRow.workshop))}  # noqa: C416
    counted = {row.workshop: row.confirmed for row in session.scalars(select(WorkshopCounter))}
    assert counted == confirmed
    for workshop, capacity in CAPACITIES.items():
        assert capacity is None or confirmed[workshop] <= capacity
    waiting = select(func.count()).where(ChoiceRow.workshop == "transport", ChoiceRow.state == PlacingState.WAITING)
    assert session.scalars(waiting).one() == 0  # without limit


def _no_update_is_lost(session: Session, done: list[Work]) -> None:
    """A registration's version counts its changes; nobody is registered twice."""
    changes = sum((one.changes for one in done), Counter[int]())
    rows = session.scalars(select(AttendeeRow)).all()
    assert {row.id: row.version - 1 for row in rows if row.version > 1} == dict(changes)
    registered = [row.key for row in rows if row.state == RegistrationState.REGISTERED]
    assert len(registered) == len(set(registered))


def _print(session: Session, done: list[Work], seconds: float) -> None:
    """Say what happened; that the two really took turns is seen in the trail."""
    query = select(AuditRow.actor).where(AuditRow.action == "accepted").order_by(AuditRow.id)
    actors = session.scalars(query).all()
    turns = sum(1 for one, next_one in itertools.pairwise(actors) if one != next_one)
    given = sum((one.given for one in done), Counter[str]())
    made = sum((one.made for one in done), Counter[str]())
    dialect = session.get_bind().dialect.name
    print(
        f"\n{dialect}: {len(actors)} decisions of 2 processes in {seconds:.1f} s, {turns} changes of hand; "
        f"{made['Register']} registered, {made['Amend']} amended, {made['Cancel']} cancelled; "
        f"places given: {given['confirmed']} confirmed, {given['waiting']} waiting"
    )
    assert turns > DECISIONS // 100  # or it was no race
    assert audit.PROGRAM in actors
