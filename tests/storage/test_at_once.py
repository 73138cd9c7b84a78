"""Two processes that do the same thing at once: it is done once. Two stores share no connection and no lock."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from storage import messages, outbox
from storage.models import Message, Original, Place
from storage.session import Store
from storage.states import MessageState
from tests.storage.samples import NOW, arrival, keep_one, mail

TIMES = 30
Given = TypeVar("Given")


@pytest.fixture
def two(url: str) -> Iterator[tuple[Store, Store]]:
    """Two stores on one database."""
    stores = (Store(url), Store(url))
    yield stores
    for store in stores:
        store.close()


def at_once(two: tuple[Store, Store], each: Callable[[Store, int], Given]) -> list[list[Given]]:
    """Give what each store got; both do the same things, each time starting together."""
    together = threading.Barrier(2)
    got: list[list[Given]] = [[], []]
    failures: list[Exception] = []

    def run(which: int) -> None:
        try:
            for number in range(TIMES):
                together.wait(20)
                got[which].append(each(two[which], number))
        except Exception as error:
            failures.append(error)
            together.abort()

    threads = [threading.Thread(target=run, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return got


def test_the_same_bytes_that_arrive_twice_at_once_are_one_message(two: tuple[Store, Store]) -> None:
    def keep(store: Store, number: int) -> tuple[int, bool]:
        one = arrival(f"message {number}".encode(), uid=str(number), header_message_id=f"<{number}@x.example>")
        with store.write() as session:
            kept = messages.keep(session, one, answerable=True, now=NOW)
            return kept.id, kept.is_new

    got = at_once(two, keep)
    assert [id_ for id_, _ in got[0]] == [id_ for id_, _ in got[1]]
    assert [one[1] + other[1] for one, other in zip(*got, strict=True)] == [1] * TIMES
    with two[0].read() as session:
        for table in (Message, Original, Place):
            assert session.scalars(select(func.count()).select_from(table)).one() == TIMES


def test_two_copies_that_arrive_at_once_are_a_message_and_its_copy(two: tuple[Store, Store]) -> None:
    def keep(store: Store, number: int) -> MessageState:
        trace = two.index(store)
        one = arrival(f"{trace} {number}".encode(), uid=f"{trace}.{number}", header_message_id=f"<{number}@x.example>")
        with store.write() as session:
            return messages.keep(session, one, answerable=True, now=NOW).state

    for one, other in zip(*at_once(two, keep), strict=True):
        assert {one, other} == {MessageState.KEPT, MessageState.COPY}


def test_one_of_two_lanes_gets_the_message(two: tuple[Store, Store]) -> None:
    with two[0].write() as session:
        ids = [keep_one(session) for _ in range(TIMES)]

    def begin(store: Store, number: int) -> bool:
        with store.write() as session:
            return messages.begin_reading(session, ids[number], NOW)

    for one, other in zip(*at_once(two, begin), strict=True):
        assert {one, other} == {True, False}


def test_one_of_two_senders_gets_the_mail_and_the_limit_holds(two: tuple[Store, Store]) -> None:
    limit = TIMES // 2
    with two[0].write() as session:
        for _ in range(2 * TIMES):
            outbox.put(session, None, mail(), now=NOW, domain="x.example")

    def claim(store: Store, _number: int) -> int | None:
        with store.write() as session:
            claimed = outbox.claim(session, NOW, lease=timedelta(minutes=5), hourly_limit=limit)
            return None if claimed is None else claimed.id

    claimed = [id_ for got in at_once(two, claim) for id_ in got if id_ is not None]
    assert len(claimed) == len(set(claimed)) == limit
