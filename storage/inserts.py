"""INSERT … ON CONFLICT DO NOTHING, which both databases have and SQLAlchemy spells twice."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Base


def insert_new(session: Session, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Add a row unless one with the same unique value is there; give whether it was added.

    Where another transaction is adding the same row, PostgreSQL waits until that one ends.
    """
    build = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    added = session.execute(build(table).values(**values).on_conflict_do_nothing().returning(literal(1)))
    return added.first() is not None
