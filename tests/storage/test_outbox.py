"""The outbox: a mail is claimed by one sender at a time, keeps its Message-ID and is put once where that is asked."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from storage import audit, outbox
from storage.changes import Mail
from storage.errors import NotFound, WrongState
from storage.outbox import Claimed
from storage.session import Store
from storage.states import MailKind, MailState
from tests.storage.samples import MINUTE, NOW, keep_one, mail

LEASE = timedelta(minutes=5)


def put(session: Session, one: Mail | None = None, *, once: str | None = None, hold: bool = False) -> int:
    found = outbox.put(session, None, one or mail(), now=NOW, domain="ville.example", once=once, hold=hold)
    assert found is not None
    return found


def claim(session: Session, *, minutes: float = 0, limit: int | None = None) -> Claimed | None:
    return outbox.claim(session, NOW + minutes * MINUTE, lease=LEASE, hourly_limit=limit)


def state_of(session: Session, mail_id: int) -> MailState:
    return outbox.get(session, mail_id).state


def test_a_mail_is_claimed_with_all_that_its_sender_needs(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session)
        one = outbox.put(session, message_id, mail("a@x.example"), now=NOW, domain="ville.example")
        assert outbox.rows(session)[0].header_message_id.endswith("@ville.example>")
    with store.write() as session:
        claimed = claim(session)
    assert claimed is not None
    assert (claimed.id, claimed.kind, claimed.recipient) == (one, MailKind.ACKNOWLEDGEMENT, "a@x.example")
    assert (claimed.message_id, claimed.attempts) == (message_id, 1)
    assert (claimed.in_reply_to, claimed.references) == ("<1@ville.example>", ("<0@x.example>",))
    assert claimed.facts == {"title": "Assemblée générale"}


def test_the_oldest_due_is_claimed_first_and_by_one_alone(store: Store) -> None:
    with store.write() as session:
        ids = [put(session), put(session)]
        first, second, third = claim(session), claim(session), claim(session)
    assert first is not None
    assert second is not None
    assert ([first.id, second.id], third) == (ids, None)
    assert first.lease != second.lease


def test_what_a_clock_put_off_that_was_wrong_is_due(store: Store) -> None:
    with store.write() as session:
        first = outbox.put(session, None, mail(), now=NOW + timedelta(days=4000), domain="organiser.example")
        assert outbox.is_due(session, NOW)
        claimed = outbox.claim(session, NOW + timedelta(days=4000), lease=MINUTE, hourly_limit=None)
        again = claim(session)
    assert claimed is not None
    assert again is not None
    assert (claimed.id, again.id) == (first, first)


def test_a_mail_that_is_being_sent_is_not_due_before_its_lease_ends(store: Store) -> None:
    with store.write() as session:
        put(session)
        outbox.claim(session, NOW, lease=MINUTE, hourly_limit=None)
        assert not outbox.is_due(session, NOW)
        assert outbox.is_due(session, NOW + MINUTE)


def test_a_mail_is_not_claimed_before_it_is_due(store: Store) -> None:
    with store.write() as session:
        put(session)
        assert not outbox.is_due(session, NOW - MINUTE)
        assert outbox.is_due(session, NOW)
        assert claim(session, minutes=-1) is None
        first = claim(session)
        assert first is not None
        assert outbox.retry(session, first.id, first.lease, due_at=NOW + 10 * MINUTE, answer="451 later")
        assert claim(session, minutes=9) is None
        again = claim(session, minutes=10)
        assert again is not None
        assert (again.attempts, again.header_message_id) == (2, first.header_message_id)
        assert outbox.get(session, first.id).answer == "451 later"


def test_an_attempt_that_says_nothing_of_the_mail_is_not_counted(store: Store) -> None:
    with store.write() as session:
        put(session)
        first = claim(session)
        assert first is not None
        outbox.retry(session, first.id, first.lease, due_at=NOW, answer="no connection", counted=False)
        again = claim(session)
        assert again is not None
        assert again.attempts == 1


def test_what_a_dead_sender_had_is_given_back_at_the_next_start(store: Store) -> None:
    with store.write() as session:
        put(session)
        held = put(session, hold=True)
        dead = claim(session)
        assert dead is not None
        assert outbox.recover(session) == 1
        again = claim(session)
        assert again is not None
        assert (again.id, again.header_message_id) == (dead.id, dead.header_message_id)
        assert state_of(session, held) == MailState.HELD


def test_a_dead_senders_mail_goes_to_another_under_the_same_message_id(store: Store) -> None:
    with store.write() as session:
        put(session)
        dead = claim(session)
        assert dead is not None
        assert claim(session, minutes=4) is None
        alive = claim(session, minutes=6)
        assert alive is not None
        assert (alive.id, alive.header_message_id) == (dead.id, dead.header_message_id)
        # The dead one wakes up: it no longer decides, but what the server took is sent.
        assert not outbox.retry(session, dead.id, dead.lease, due_at=NOW, answer="late")
        assert not outbox.failed(session, dead.id, dead.lease, NOW, "late")
        assert not outbox.hold(session, dead.id, dead.lease, "late")
        assert state_of(session, dead.id) == MailState.SENDING
        assert outbox.sent(session, dead.id, dead.lease, NOW, "250 ok")
        assert not outbox.sent(session, alive.id, alive.lease, NOW, "250 ok")  # known
        assert state_of(session, dead.id) == MailState.SENT
        assert claim(session, minutes=60) is None


ENDS: dict[str, tuple[MailState, Callable[[Session, Claimed], bool]]] = {
    "sent": (MailState.SENT, lambda session, one: outbox.sent(session, one.id, one.lease, NOW, "250 ok")),
    "failed": (MailState.FAILED, lambda session, one: outbox.failed(session, one.id, one.lease, NOW, "550 no")),
    "held": (MailState.HELD, lambda session, one: outbox.hold(session, one.id, one.lease, "over a limit")),
}


@pytest.mark.parametrize("end", ENDS)
def test_what_has_ended_is_not_claimed_again(store: Store, end: str) -> None:
    state, finish = ENDS[end]
    with store.write() as session:
        put(session)
        claimed = claim(session)
        assert claimed is not None
        assert finish(session, claimed)
        view = outbox.get(session, claimed.id)
        assert (view.state, view.sent_at) == (state, NOW if end == "sent" else None)
        assert claim(session, minutes=600) is None
        assert outbox.counts(session) == {one: int(one == state) for one in MailState}
        assert [one.id for one in outbox.rows(session, state)] == [claimed.id]


@pytest.mark.parametrize("state", MailState)
def test_a_person_releases_what_is_held_or_failed_and_nothing_else(store: Store, state: MailState) -> None:
    with store.write() as session:
        message_id = keep_one(session)
        one = outbox.put(session, message_id, mail(), now=NOW, domain="x.example", hold=state == MailState.HELD)
        assert one is not None
        if state not in (MailState.HELD, MailState.QUEUED):
            claimed = claim(session)
            assert claimed is not None
            if state == MailState.SENT:
                outbox.sent(session, one, claimed.lease, NOW, "250 ok")
            if state == MailState.FAILED:
                outbox.failed(session, one, claimed.lease, NOW, "550 no")
        assert state_of(session, one) == state
    if state in (MailState.HELD, MailState.FAILED):
        with store.write() as session:
            outbox.release(session, one, "marie", NOW + MINUTE)
            again = claim(session, minutes=1, limit=0)  # no limit holds it again
            assert again is not None
            assert (again.id, again.attempts) == (one, 1)
            line = audit.trail(session, message_id)[-1]
            assert (line.actor, line.action, line.details) == ("marie", "mail_released", {"mail": one})
    else:
        with pytest.raises(WrongState), store.write() as session:
            outbox.release(session, one, "marie", NOW)


def test_past_the_hourly_limit_answers_are_held_and_the_houses_own_mails_are_not(store: Store) -> None:
    with store.write() as session:
        for _ in range(4):
            put(session)
        alert = put(session, mail(kind=MailKind.ALERT))
        first, second = claim(session, limit=2), claim(session, limit=2)
        assert first is not None
        assert second is not None
        outbox.sent(session, first.id, first.lease, NOW, "250 ok")
        assert outbox.recently_sent(session, NOW - 60 * MINUTE) == 2  # one sent, one being sent
        third = claim(session, limit=2)
        assert third is not None
        assert third.id == alert
        assert claim(session, limit=2) is None
        assert outbox.counts(session)[MailState.HELD] == 2
        outbox.sent(session, second.id, second.lease, NOW, "250 ok")
        outbox.sent(session, third.id, third.lease, NOW, "250 ok")
        put(session)
        assert claim(session, minutes=61, limit=2) is not None  # an hour later


def test_an_address_is_counted_however_it_is_written(store: Store) -> None:
    with store.write() as session:
        put(session, mail("Mairie@Ville.example"))
        put(session, mail("mairie@ville.example", MailKind.RECEIPT))
        put(session, mail("mairie@ville.example", MailKind.SUMMARY))  # asked for, no answer
        put(session, mail("mairie@ville.example"), hold=True)  # not sent
        put(session, mail("autre@ville.example"))
        assert outbox.recently_answered(session, " MAIRIE@ville.example", NOW - MINUTE) == 2
        assert outbox.recently_answered(session, "mairie@ville.example", NOW + MINUTE) == 0


def test_what_is_put_once_is_put_once(store: Store) -> None:
    with store.write() as session:
        put(session, once="summary 2018-40")
        assert outbox.put(session, None, mail(), now=NOW, domain="x.example", once="summary 2018-40") is None
        put(session, once="summary 2018-41")
        put(session)
        put(session)
        assert len(outbox.rows(session)) == 4


def test_what_two_put_once_at_the_same_time_is_put_once(url: str) -> None:
    stores = [Store(url), Store(url)]
    put_by: list[int | None] = []
    together = threading.Barrier(2)

    def put_all(store: Store) -> None:
        together.wait(10)
        for number in range(25):
            with store.write() as session:
                put_by.append(outbox.put(session, None, mail(), now=NOW, domain="x.example", once=f"summary {number}"))

    threads = [threading.Thread(target=put_all, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].read() as session:
        rows = {row.id for row in outbox.rows(session)}
    assert len(rows) == 25
    assert len(put_by) == 50
    assert {one for one in put_by if one is not None} == rows
    assert put_by.count(None) == 25
    for store in stores:
        store.close()


def test_rows_are_found_by_the_message_that_they_answer(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session)
        one = outbox.put(session, message_id, mail(), now=NOW, domain="x.example")
        put(session)
        assert [row.id for row in outbox.rows(session, message_id=message_id)] == [one]
        assert len(outbox.rows(session, limit=1)) == 1
        with pytest.raises(NotFound):
            outbox.get(session, 999)
