"""A process that is killed in the midst of its decisions leaves whole decisions behind, or none."""

import multiprocessing
import random
import time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import messages, outbox
from storage.models import AttendeeRow, AuditRow, ChoiceRow, Message, WorkshopCounter
from storage.session import Store
from storage.states import MessageState, PlacingState
from tests.storage.deciding import Work, work
from tests.storage.samples import NOW, keep_one

KILLS = 4
MESSAGES = 400  # more than are decided before the last kill


def kept(session: Session) -> list[int]:
    return list(session.scalars(select(Message.id).where(Message.state == MessageState.KEPT).order_by(Message.id)))


def accepted(store: Store) -> int:
    with store.read() as session:
        return messages.counts(session)[MessageState.ACCEPTED]


def kill_while_deciding(store: Store, url: str, seed: int) -> None:
    """Start a daemon on what is kept, and kill it at some moment once it has begun to decide."""
    with store.write() as session:
        messages.recover(session)
        ids = kept(session)
    before = accepted(store)
    process = multiprocessing.get_context("spawn").Process(target=work, args=(url, Work(None, ids, seed)))
    process.start()
    while accepted(store) == before and process.is_alive():
        time.sleep(0.005)
    time.sleep(random.Random(seed).uniform(0, 0.1))  # noqa: S311 - a seeded moment
    assert process.is_alive()
    process.kill()
    process.join(30)


def is_whole(session: Session) -> None:
    """Check that each decision is there with all that belongs to it."""
    done = set(session.scalars(select(Message.id).where(Message.state == MessageState.ACCEPTED)))
    rows = outbox.rows(session, limit=None)
    assert sorted(done) == sorted(row.message_id or 0 for row in rows)
    for action in (["accepted"], ["registered", "amended", "cancelled"]):
        trail = session.scalars(select(AuditRow.message_id).where(AuditRow.action.in_(action)))
        assert sorted(done) == sorted(one or 0 for one in trail)
    touched = session.execute(select(AttendeeRow.message_id, AttendeeRow.changed_by_message)).all()
    assert {one for pair in touched for one in pair if one is not None} <= done
    query = select(ChoiceRow.workshop, func.count()).where(ChoiceRow.state == PlacingState.CONFIRMED)
    confirmed = {workshop: number for workshop, number in session.execute(query.group_by(ChoiceRow.workshop))}  # noqa: C416
    counters = session.scalars(select(WorkshopCounter))
    assert {one.workshop: one.confirmed for one in counters if one.confirmed} == confirmed


def test_a_killed_process_leaves_whole_decisions(store: Store, url: str) -> None:
    with store.write() as session:
        for _ in range(MESSAGES):
            keep_one(session)
    for seed in range(KILLS):
        kill_while_deciding(store, url, seed)
        with store.read() as session:
            is_whole(session)
    with store.write() as session:
        reading = messages.counts(session)[MessageState.READING]
        assert messages.recover(session, NOW) == reading
        found = messages.counts(session)
        assert found[MessageState.KEPT] + found[MessageState.ACCEPTED] == MESSAGES  # nothing is lost
        assert found[MessageState.ACCEPTED] >= KILLS
