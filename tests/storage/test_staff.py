"""Users, notes and the trail."""

import threading

import pytest

from storage import audit, notes, users
from storage.errors import NameTaken, NotFound
from storage.session import Store
from tests.storage.samples import MINUTE, NOW, keep_one


def test_a_user_is_added_once_and_found_by_name(store: Store) -> None:
    with store.write() as session:
        marie = users.add(session, "marie", "hash", NOW)
        users.add(session, "anne", "hash", NOW)
        assert users.get(session, "marie") == marie
        assert users.get(session, "paul") is None
        assert users.get(session, "anne") is not None
    with pytest.raises(NameTaken), store.write() as session:
        users.add(session, "marie", "other", NOW)


def test_a_new_password_ends_the_users_sessions(store: Store) -> None:
    with store.write() as session:
        before = users.add(session, "marie", "hash", NOW)
        after = users.set_password(session, "marie", "new", NOW)
    with store.read() as session:
        assert users.get(session, "marie") == after
    assert (after.id, after.password_hash) == (before.id, "new")
    assert after.session_key != before.session_key
    with pytest.raises(NotFound), store.write() as session:
        users.set_password(session, "paul", "new", NOW)


def test_a_note_is_replaced_unless_it_is_put_once(store: Store) -> None:
    with store.write() as session:
        notes.put(session, "last_pass", {"at": "2018"}, NOW)
        notes.put(session, "last_pass", {"at": "2019"}, NOW + MINUTE)
        assert notes.put_once(session, "answer_from", "first", NOW) == "first"
        assert notes.put_once(session, "answer_from", "second", NOW) == "first"
    with store.read() as session:
        assert notes.get(session, "last_pass") == {"at": "2019"}
        assert notes.get(session, "answer_from") == "first"
        assert notes.get(session, "nothing") is None


def test_two_processes_that_put_a_note_once_agree(url: str) -> None:
    stores = [Store(url), Store(url)]
    got: dict[int, list[object]] = {0: [], 1: []}
    together = threading.Barrier(2)

    def put(which: int) -> None:
        together.wait(10)
        for number in range(20):
            with stores[which].write() as session:
                got[which].append(notes.put_once(session, f"note {number}", which, NOW))

    threads = [threading.Thread(target=put, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got[0]) == 20
    assert got[0] == got[1]
    for store in stores:
        store.close()


def test_the_trail_says_who_did_what(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session)
        audit.note(session, "marie", "looked", message_id=message_id, attendee_id=3, details={"a": 1}, now=NOW)
        trail = audit.trail(session, message_id)
    assert [(line.actor, line.action, line.attendee_id, line.details) for line in trail[1:]] == [
        ("marie", "looked", 3, {"a": 1})
    ]


def test_the_last_line_of_a_person_is_known(store: Store) -> None:
    with store.write() as session:
        assert audit.newest_by_person(session) == 0
        audit.note(session, "marie", "looked", now=NOW)
        session.flush()
        mine = audit.newest_by_person(session)
        keep_one(session)
        assert audit.newest_by_person(session) == mine > 0
