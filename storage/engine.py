"""The engine of each database, set up so that a transaction is what its name says.

SQLite as SQLAlchemy and the driver leave it begins a transaction at the first write: a read is not isolated, and a read
followed by a write fails at once with "database is locked" whatever the busy time-out. So the driver's own handling is
switched off, and every transaction begins here: BEGIN for a read, BEGIN IMMEDIATE for one that may write.
"""

import os
import random
import sqlite3
import time
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.errors import StoreError

BUSY_SECONDS = 10
_OCCUPIED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}  # by another; what else goes wrong does not pass by itself
ACCESS = "inboxd_access"  # the execution option that says how a transaction begins


class Access(StrEnum):
    """What a transaction may do."""

    READ = "read"
    WRITE = "write"


def store_url(text: str) -> URL:
    """Give the checked URL of a store: a SQLite file or PostgreSQL by psycopg.

    :raises StoreError: it is neither; the text itself may hold a password and is not repeated.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise StoreError("storage.url is no database URL") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise StoreError(f"storage.url: {url.get_backend_name()} is not supported, only sqlite and postgresql")
    if url.database in (None, "", ":memory:"):
        raise StoreError("storage.url: the store must be a file, for example sqlite:////var/lib/inboxd/inboxd.db")
    return url


def sqlite_file(url: URL) -> Path | None:
    """Give the file of a SQLite store, None for another database."""
    if url.get_backend_name() != "sqlite" or url.database is None:
        return None
    return Path(url.database)


def create_sqlite_file(path: Path) -> None:
    """Create the store's file, mode 0660, with its folder; SQLite gives -wal and -shm the mode of the file.

    :raises StoreError: the place does not allow it.
    """
    try:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        if path.exists():
            return
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o660)
    except OSError as error:
        raise StoreError(f"{path} cannot be created: {error.strerror}") from error
    try:
        os.fchmod(handle, 0o660)  # whatever the umask says
    finally:
        os.close(handle)


def may_be_made(path: Path) -> bool:
    """Tell whether a file or folder that is not there could be made there, with the folders above it."""
    above = next(folder for folder in path.absolute().parents if folder.exists())
    return above.is_dir() and os.access(above, os.W_OK | os.X_OK)


def store_engine(url: URL, *, echo: bool = False, for_migration: bool = False) -> Engine:
    """Give the engine. `for_migration`: no pool, and on SQLite no foreign keys, which fire when a table is rebuilt."""
    pool: dict[str, object] = (
        # Each thread holds one connection at a time: lanes, scheduler and the pages' eight threads are fewer than 20.
        {"poolclass": NullPool} if for_migration else {"pool_size": 5, "max_overflow": 15, "pool_timeout": 30}
    )
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, echo=echo, hide_parameters=True, connect_args={"timeout": float(BUSY_SECONDS)}, **pool
        )
        _set_up_sqlite(engine, foreign_keys=not for_migration)
        return engine
    if not for_migration:
        pool["pool_pre_ping"] = True  # a server that was restarted must not fail the next message
    options = f"-c lock_timeout={BUSY_SECONDS * 1000} -c timezone=UTC -c idle_in_transaction_session_timeout=60000"
    return create_engine(
        url,
        echo=echo,
        hide_parameters=True,
        connect_args={"connect_timeout": BUSY_SECONDS, "options": options, "application_name": "inboxd"},
        **pool,
    )


def _set_up_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        _use_wal(connection)
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")  # a kept message survives a power cut
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get(ACCESS) == Access.WRITE:
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            _begin_immediate(connection)
        else:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    """Begin a transaction that writes, within 10 seconds.

    SQLite's own waiting sleeps for up to 100 ms between two attempts and seldom meets a pause of a busy writer: of two
    processes with 500 decisions each the second waited for seconds. Short naps give each its turn.
    """
    give_up = time.monotonic() + BUSY_SECONDS
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while (fault := _begun_at_once(connection)) is not None:
            if fault not in _OCCUPIED or time.monotonic() > give_up:
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # the last attempt, whose error is told
                return
            time.sleep(random.uniform(0.0005, 0.003))  # noqa: S311 - so that two do not nap in step
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _begun_at_once(connection: Connection) -> int | None:
    """Try once; give SQLite's error code where that failed."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF  # what is above tells the kinds of one error apart
    return None


def _use_wal(connection: DBAPIConnection) -> None:
    """Set the journal to WAL. Where two processes do it at once SQLite says "locked" without waiting, so this waits."""
    cursor = connection.cursor()
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)
    cursor.close()
