"""The store's door: transactions that read, transactions that write, and the schema that they need."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from storage import schema
from storage.engine import ACCESS, BUSY_SECONDS, Access, may_be_made, sqlite_file, store_engine, store_url
from storage.errors import Refused, SchemaError, StaleVersion, StoreError
from storage.schema import SchemaState

__all__ = ["SchemaState", "Store"]


class Store:
    """One database, for all threads of a process. Transactions are short: no network call, no reading, no rendering."""

    def __init__(self, url: str, *, echo: bool = False) -> None:
        """Nothing is opened yet. `url` is ``sqlite:////abs/path.db`` or ``postgresql+psycopg://…``."""
        self._url = store_url(url)
        self._file = sqlite_file(self._url)
        self._engine = store_engine(self._url, echo=echo)
        reading: dict[str, Any] = {ACCESS: Access.READ}
        writing: dict[str, Any] = {ACCESS: Access.WRITE}
        if self._file is None:
            reading |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            writing |= {"isolation_level": "READ COMMITTED"}
        self._readers = self._engine.execution_options(**reading)
        self._writers = self._engine.execution_options(**writing)
        # SQLite has one writer. It waits by sleeping ever longer and may starve, so threads of a process queue here.
        self._turn = threading.Lock()
        self._writing = threading.local()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database and cannot write."""
        self._require_file()
        with _clear_errors(), Session(self._readers, expire_on_commit=False, info={ACCESS: Access.READ}) as session:
            event.listen(session, "before_flush", _refuse_flush)
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are committed at the end, and dropped on any exception.

        :raises StoreError: also when another process held the database for 10 seconds.
        """
        self._require_file()
        with self._one_writer(), _clear_errors(), Session(
            self._writers, expire_on_commit=False, info={ACCESS: Access.WRITE}
        ) as session:  # fmt: skip
            session.connection()  # the lock is taken here, before anything is read
            yield session
            session.commit()

    def schema(self) -> SchemaState:
        """Give which revision the database has and which this program needs; an absent SQLite file has none."""
        if self._file is not None and not self._file.exists():
            return schema.state(None)
        with _clear_errors(), self._readers.connect() as connection:
            return schema.state(connection)

    def upgrade(self) -> None:
        """Bring the tables to this program's revision; of two processes the second waits and finds nothing to do.

        :raises SchemaError: a newer program wrote the database.
        """
        with _clear_errors():
            schema.upgrade(self._url)

    def ping(self) -> None:
        """Ask the database for a sign of life.

        :raises StoreError: it gives none.
        """
        self._require_file()
        with _clear_errors(), self._readers.connect() as connection:
            connection.execute(text("SELECT 1"))

    def try_writing(self) -> None:
        """Make sure that the store can be written, and change nothing; one that is not there yet: that it can be made.

        :raises StoreError: it cannot
        """
        if self._file is not None and not self._file.exists():
            if not may_be_made(self._file):
                raise StoreError(f"{self._file} cannot be created: its folder is none, or may not be written")
            return
        with self._one_writer(), _clear_errors(), self._writers.connect() as connection:
            connection.execute(text("DELETE FROM notes WHERE name IS NULL"))  # a key never is
            connection.rollback()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _require_file(self) -> None:
        # A mistyped path must not become an empty store that looks like a healthy one.
        if self._file is not None and not self._file.exists():
            raise StoreError(f"there is no database at {self._file} yet: type `inboxd db upgrade`")

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if self._file is None:
            yield
            return
        if getattr(self._writing, "now", False):
            raise StoreError("a transaction that writes was begun inside another one")
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise StoreError(f"another thread held the database for {BUSY_SECONDS} seconds")
        self._writing.now = True
        try:
            yield
        finally:
            self._writing.now = False
            self._turn.release()


def _refuse_flush(_session: Session, *_unused: object) -> None:
    raise StoreError("a transaction that only reads was asked to write")


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise StaleVersion("somebody else changed this meanwhile") from error
    except PoolTimeout as error:
        raise StoreError("too many transactions are open at once") from error
    except (DataError, IntegrityError) as error:
        # Without the cause: PostgreSQL quotes the values, and a log holds no personal data.
        raise Refused(f"the database refused a value: {_what(error)}") from None
    except DBAPIError as error:
        raise _explained(error) from error
    except StatementError as error:  # raised before the database was asked
        raise Refused(f"a value cannot be stored: {type(error.orig).__name__}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"the database refused: {type(error).__name__}") from error


def _what(error: DBAPIError) -> str:
    """Give the fault and, where it is known, the constraint or column that it is about."""
    about = getattr(error.orig, "diag", None)  # PostgreSQL's
    if about is None:
        return str(error.orig)  # SQLite names the columns and no value
    where = about.constraint_name or about.column_name or about.table_name
    return " ".join(filter(None, (type(error.orig).__name__, where)))


# What the databases say (in lower case) → what we say. The databases' own sentences may quote values.
_SENTENCES = (
    (("database is locked", "lock timeout"), f"another process held the database for {BUSY_SECONDS} seconds"),
    (("deadlock",), "two transactions waited for each other; this one was given up"),
    (("readonly database", "read-only transaction"), "the database may only be read here"),
    (("unable to open database",), "the database's file cannot be opened: check its folder and who owns it"),
    (("insufficientprivilege",), "the user of storage.url may not write the tables"),
    (("disk is full", "no space left"), "the disk is full"),
    (("disk i/o error",), "the disk failed"),
    (("malformed", "not a database"), "the file is no SQLite database, or it is damaged"),
    (("password authentication failed",), "PostgreSQL refused the user or the password"),
    (("connection", "could not connect", "terminating"), "PostgreSQL does not answer"),
)  # fmt: skip


def _explained(error: DBAPIError) -> StoreError:
    said = f"{type(error.orig).__name__} {error.orig}".lower()
    if "no such table" in said or "undefinedtable" in said or "no such column" in said or "undefinedcolumn" in said:
        return SchemaError("the database's tables are not this program's: type `inboxd db upgrade`")
    for signs, sentence in _SENTENCES:
        if any(sign in said for sign in signs):
            return StoreError(sentence)
    return StoreError(f"the database refused: {type(error.orig).__name__}")
