"""One daemon a database: two would give each other's readings back and send each other's mails."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.engine import sqlite_file, store_engine, store_url
from storage.errors import StoreError
from storage.locks import key_of

TAKEN = "another inboxd works on this database already"


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Be the only one who reads and sends for the database of that URL; a process that dies lets go.

    :raises StoreError: somebody else is at work, or the folder takes no file
    """
    file = sqlite_file(store_url(url))
    with _file_lock(file) if file is not None else _advisory_lock(url):
        yield


@contextmanager
def _file_lock(database: Path) -> Iterator[None]:
    try:
        opened = database.with_name(database.name + ".lock").open("a")
    except OSError as error:
        raise StoreError(f"{database.parent} takes no file: {error.strerror}") from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(TAKEN) from None
        yield


@contextmanager
def _advisory_lock(url: str) -> Iterator[None]:
    """Hold a lock of the connection's, not of a transaction's: PostgreSQL frees it when the connection ends."""
    engine = store_engine(store_url(url), echo=False)
    try:
        with engine.connect() as connection:
            taken = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key_of("daemon")})
            connection.commit()
            if not taken:
                raise StoreError(TAKEN)
            yield
    except DBAPIError as error:
        raise StoreError("PostgreSQL does not answer") from error
    finally:
        engine.dispose()
