"""The staff who may sign in to the review pages. Passwords come here hashed."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import audit
from storage.errors import NameTaken, NotFound
from storage.inserts import insert_new
from storage.models import UserRow


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff. `session_key` changes with the password, which ends every session of hers."""

    id: int
    name: str
    password_hash: str
    session_key: str
    created_at: datetime


def add(session: Session, name: str, password_hash: str, now: datetime) -> User:
    """Add a user and give her.

    :raises NameTaken: there is one of that name.
    """
    values = {"name": name, "password_hash": password_hash, "session_key": _new_key(), "created_at": now}
    if not insert_new(session, UserRow, values):
        raise NameTaken(f"there is a user {name} already")
    user = get(session, name)
    assert user is not None  # just added, in this transaction
    audit.note(session, None, "user_added", details={"user": user.id}, now=now)
    return user


def get(session: Session, name: str) -> User | None:
    """Give the user of that name, None where there is none."""
    row = session.scalar(select(UserRow).where(UserRow.name == name))
    return None if row is None else _user(row)


def set_password(session: Session, name: str, password_hash: str, now: datetime) -> User:
    """Change the password and end the user's sessions; give the user as she is now.

    :raises NotFound: there is none of that name.
    """
    row = session.scalar(select(UserRow).where(UserRow.name == name).with_for_update())
    if row is None:
        raise NotFound(f"there is no user {name}")
    row.password_hash, row.session_key = password_hash, _new_key()
    audit.note(session, None, "password_changed", details={"user": row.id}, now=now)
    return _user(row)


def _user(row: UserRow) -> User:
    return User(row.id, row.name, row.password_hash, row.session_key, row.created_at)


def _new_key() -> str:
    return secrets.token_hex(32)
