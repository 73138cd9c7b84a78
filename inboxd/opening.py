"""Opens the store, and refuses one whose tables are not those of this program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from inboxd.config import Config
from inboxd.errors import InboxdError
from storage.session import Store


class SchemaRefused(InboxdError):
    """The database is older or newer than this program; the text holds the command to type."""


def open_store(config: Config, *, create: bool = False) -> Store:
    """Give the store; an empty database is filled with tables where `create` says so.

    :raises SchemaRefused: when the tables are those of another version
    :raises storage.errors.StoreError: when the database cannot be reached
    """
    store = Store(config.storage.url)
    schema = store.schema()
    if schema.current is None and create:
        store.upgrade()
    elif schema.is_newer:
        store.close()
        raise SchemaRefused("the database belongs to a newer version of inboxd: install that version")
    elif not schema.is_current:
        store.close()
        raise SchemaRefused(f"the database is older than this program: type `{upgrade_command(config.path)}`")
    return store


def _exists(config: Config) -> bool:
    return Store(config.storage.url).schema().current is not None


@contextmanager
def rehearsal_store(config: Config) -> Iterator[Store]:
    """Give the store for a pass that changes nothing: an empty one of its own where the database has no tables yet."""
    if _exists(config):
        yield open_store(config)
        return
    with TemporaryDirectory(prefix="inboxd-") as folder:
        store = Store(f"sqlite:///{folder}/empty.db")
        store.upgrade()
        yield store
        store.close()


def upgrade_command(path: Path) -> str:
    """Give the command that brings the database up to this program."""
    return f"inboxd db upgrade --config {path}"
