"""Transactions: what a read sees, who may write, and what is said when it fails."""

import os
import re
import stat
import threading
import traceback
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from storage import notes
from storage.errors import Refused, SchemaError, StoreError
from storage.models import NoteRow
from storage.session import Store
from tests.servers.postgres import Postgres
from tests.storage.samples import NOW


def put_and_fail(store: Store) -> None:
    with store.write() as session:
        notes.put(session, "b", 1, NOW)
        raise ZeroDivisionError


def add_in_a_read(store: Store) -> None:
    with store.read() as session:
        session.add(NoteRow(name="a", value=1, changed_at=NOW))
        session.flush()


def test_what_was_written_is_there_and_what_failed_is_not(store: Store) -> None:
    with store.write() as session:
        notes.put(session, "a", 1, NOW)
    with pytest.raises(ZeroDivisionError):
        put_and_fail(store)
    with store.read() as session:
        assert (notes.get(session, "a"), notes.get(session, "b")) == (1, None)


def test_a_read_sees_one_moment(url: str) -> None:
    reader, writer = Store(url), Store(url)
    with reader.read() as session:
        assert notes.get(session, "a") is None
        with writer.write() as other:
            notes.put(other, "a", 1, NOW)
        assert session.scalars(select(func.count(NoteRow.name))).one() == 0
    with reader.read() as session:
        assert notes.get(session, "a") == 1
    reader.close()
    writer.close()


def test_a_read_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="only reads"):
        add_in_a_read(store)
    with pytest.raises(StoreError, match="only be read"), store.read() as session:
        session.execute(update(NoteRow).values(value=2))
    with store.write() as session:  # the connection that refused goes on writing
        notes.put(session, "a", 1, NOW)


def test_a_write_has_its_lock_before_it_reads(url: str) -> None:
    """Two read-then-write transactions at once: neither fails, none reads what the other is about to change."""
    stores = [Store(url), Store(url)]
    with stores[0].write() as session:
        notes.put(session, "n", 0, NOW)

    def count(store: Store) -> None:
        for _ in range(50):
            with store.write() as session:
                row = session.scalars(select(NoteRow).where(NoteRow.name == "n").with_for_update()).one()
                row.value = row.value + 1

    threads = [threading.Thread(target=count, args=(store,)) for store in stores for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].read() as session:
        assert notes.get(session, "n") == 200
    for store in stores:
        store.close()


def test_a_write_inside_a_write_says_so_at_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    store.upgrade()
    with pytest.raises(StoreError, match="inside another"), store.write(), store.write():
        pass
    with store.write() as session:
        notes.put(session, "a", 1, NOW)
    store.close()


def test_sqlite_is_set_up_to_survive_a_power_cut(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    store.upgrade()
    with store.write() as session:
        settings = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_the_sqlite_file_is_the_groups_too_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "made" / "inboxd.db"
    before = os.umask(0o077)
    try:
        store = Store(f"sqlite:///{path}")
        store.upgrade()
        with store.write() as session:
            notes.put(session, "a", 1, NOW)
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    store.close()
    assert modes == {"inboxd.db": 0o660, "inboxd.db-wal": 0o660, "inboxd.db-shm": 0o660}


def test_a_mistyped_path_does_not_become_an_empty_store(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'no.db'}")
    for ask in (store.ping, store.read().__enter__, store.write().__enter__):
        with pytest.raises(StoreError, match=r"no database at .*no\.db"):
            ask()
    assert store.schema().current is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no url", "is no database URL"),
        ("mysql://secret@db/inboxd", "mysql is not supported"),
        ("sqlite://", "must be a file"),
        ("sqlite:///:memory:", "must be a file"),
    ],
)
def test_an_unusable_address_is_refused_without_repeating_it(url: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence) as refused:
        Store(url)
    assert "secret" not in str(refused.value)


def test_postgresql_is_reached_by_psycopg_whatever_the_address_says(postgres: Postgres) -> None:
    store = Store(postgres.url.replace("+psycopg", ""))
    store.ping()
    store.close()


def test_a_store_without_its_tables_says_what_to_type(empty_url: str, tmp_path: Path) -> None:
    if empty_url.startswith("sqlite"):
        (tmp_path / "empty.db").touch()
    store = Store(empty_url)
    store.ping()
    with pytest.raises(SchemaError, match="inboxd db upgrade"), store.read() as session:
        notes.get(session, "a")
    store.close()


def test_a_damaged_file_and_a_closed_server_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"no database " * 1000)
    store = Store(f"sqlite:///{tmp_path / 'bad.db'}")
    with pytest.raises(StoreError, match="no SQLite database"):
        store.ping()
    with pytest.raises(StoreError, match="does not answer"):
        Store("postgresql+psycopg://inboxd@127.0.0.1:1/inboxd").ping()


def test_a_folder_that_takes_no_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be created"):
        Store(f"sqlite:///{tmp_path / 'file' / 'inboxd.db'}").upgrade()


def test_a_database_held_too_long_is_told_in_a_sentence(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 1)
    holder, waiter = Store(url), Store(url)
    with holder.write() as session:
        notes.put(session, "a", 1, NOW)
        with pytest.raises(StoreError, match="another process held the database"), waiter.write() as other:
            notes.put(other, "a", 2, NOW)
    with waiter.write() as other:
        notes.put(other, "a", 3, NOW)
    holder.close()
    waiter.close()


def test_no_value_stands_in_an_error(store: Store) -> None:
    with store.write() as session:
        notes.put(session, "private-name", "secret", NOW)
    with pytest.raises(Refused) as refused, store.write() as session:
        session.add(NoteRow(name="private-name", value="secret", changed_at=NOW))
    told = "".join(traceback.format_exception(refused.value))
    assert re.search(r"pk_notes|notes\.name", str(refused.value))
    assert "private-name" not in told
    assert "secret" not in told


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Refused), store.write() as session:
        notes.put(session, "a", 1, datetime(2018, 10, 1))  # noqa: DTZ001 - that is the point
