"""What the program must remember between two lives, by name; values are JSON-able."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage.inserts import insert_new
from storage.models import NoteRow


def get(session: Session, name: str) -> Any | None:
    """Give the value under `name`, None where there is none."""
    row = session.get(NoteRow, name, populate_existing=True)
    return None if row is None else row.value


def put(session: Session, name: str, value: Any, now: datetime) -> None:
    """Set the value under `name`."""
    if insert_new(session, NoteRow, {"name": name, "value": value, "changed_at": now}):
        return
    row = session.get_one(NoteRow, name, populate_existing=True)
    row.value, row.changed_at = value, now
    session.flush()


def put_once(session: Session, name: str, value: Any, now: datetime) -> Any:
    """Set the value under `name` unless there is one; give the one that stands."""
    if insert_new(session, NoteRow, {"name": name, "value": value, "changed_at": now}):
        return value
    return get(session, name)
