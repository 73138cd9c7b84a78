"""An empty store on each database: every test of this folder that takes `store` runs on both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import store_engine, store_url
from storage.models import Base
from storage.session import Store
from tests.servers.postgres import Postgres

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with empty tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "inboxd.db"
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    store.close()
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres: Postgres) -> str:
    """A PostgreSQL database with the tables, emptied before each use."""
    url = postgres.fresh_database()
    store = Store(url)
    store.upgrade()
    store.close()
    return url


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.fresh_database()


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with empty tables."""
    if request.param == "sqlite":
        path = tmp_path / "inboxd.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        return f"sqlite:///{path}"
    address: str = request.getfixturevalue("migrated_database")
    _empty(address)
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store with empty tables."""
    store = Store(url)
    yield store
    store.close()


def _empty(address: str) -> None:
    engine = store_engine(store_url(address), for_migration=True)
    tables = ", ".join(Base.metadata.tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    engine.dispose()
