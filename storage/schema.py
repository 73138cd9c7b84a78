"""The tables' revision: which one a database has, and how it gets to this program's."""

from dataclasses import dataclass

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text

from storage.engine import ACCESS, Access, create_sqlite_file, sqlite_file, store_engine
from storage.errors import SchemaError
from storage.locks import key_of

MIGRATIONS = "storage:migrations"  # found as package data, wherever the package is installed


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The database's revision (`current`, None: no tables yet) and this program's (`head`)."""

    current: str | None
    head: str
    is_newer: bool = False  # a newer program wrote the database: its revision is unknown here

    @property
    def is_current(self) -> bool:
        """Whether the tables are those of this program."""
        return self.current == self.head


def configuration(connection: Connection | None = None) -> Config:
    """Give Alembic's configuration; no file is needed."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.attributes["connection"] = connection
    return config


def state(connection: Connection | None) -> SchemaState:
    """Give the revisions; without a connection there are no tables yet."""
    scripts = ScriptDirectory.from_config(configuration())
    head = scripts.get_current_head() or ""
    if connection is None:
        return SchemaState(None, head)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState(current, head, is_newer=current is not None and current not in known)


def upgrade(url: URL) -> None:
    """Bring the database to the head in one transaction, which a second process waits for."""
    path = sqlite_file(url)
    if path is not None:
        create_sqlite_file(path)
    engine = store_engine(url, for_migration=True).execution_options(**{ACCESS: Access.WRITE})
    try:
        with engine.begin() as connection:  # SQLite: BEGIN IMMEDIATE is the lock
            if path is None:
                # Unlike the daemon's own locks this one waits as long as the other's migration takes.
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key_of("schema")})
            before = state(connection)
            if before.is_newer:
                raise SchemaError("a newer version of inboxd wrote this database: install that version again")
            if before.is_current:
                return
            command.upgrade(configuration(connection), "head")
            if path is not None:
                _check_foreign_keys(connection)
    finally:
        engine.dispose()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise SchemaError("the new tables would break a reference; the database was left as it was")
