"""The migrations make the tables of the models, once, whoever else tries at the same time."""

import multiprocessing
import threading
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage.engine import store_engine, store_url
from storage.errors import SchemaError
from storage.models import Base
from storage.schema import configuration
from storage.session import Store


def differences(url: str) -> list[Any]:
    engine = store_engine(store_url(url), for_migration=True)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        found: list[Any] = compare_metadata(context, Base.metadata)
    engine.dispose()
    return found


def set_revision(url: str, revision: str) -> None:
    engine = store_engine(store_url(url), for_migration=True).execution_options(inboxd_access="write")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


def test_models_and_migrations_say_the_same(url: str) -> None:
    assert differences(url) == []


def test_the_migrations_are_one_line() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_an_empty_database_is_brought_to_the_head_and_stays_there(empty_url: str) -> None:
    store = Store(empty_url)
    before = store.schema()
    assert (before.current, before.is_current, before.is_newer) == (None, False, False)
    store.upgrade()
    store.upgrade()
    after = store.schema()
    assert after.is_current
    assert after.current == before.head
    store.close()


def test_a_newer_programs_database_is_left_alone(empty_url: str) -> None:
    store = Store(empty_url)
    store.upgrade()
    set_revision(empty_url, "9999")
    state = store.schema()
    assert (state.is_newer, state.is_current) == (True, False)
    with pytest.raises(SchemaError, match="newer version"):
        store.upgrade()
    store.close()


def test_threads_that_upgrade_at_once_do_not_race(empty_url: str) -> None:
    failures: list[Exception] = []

    def upgrade() -> None:
        try:
            Store(empty_url).upgrade()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def _upgrade(url: str) -> None:
    Store(url).upgrade()


def test_processes_that_upgrade_at_once_do_not_race(empty_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_upgrade, args=(empty_url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    store = Store(empty_url)
    assert store.schema().is_current
    store.close()


def test_the_first_migration_can_be_undone(empty_url: str) -> None:
    Store(empty_url).upgrade()
    engine = store_engine(store_url(empty_url), for_migration=True).execution_options(inboxd_access="write")
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    engine.dispose()
    store = Store(empty_url)
    assert store.schema().current is None
    store.upgrade()
    store.close()
