"""Named locks that last until the transaction ends: PostgreSQL only, on SQLite whoever writes is alone anyway."""

import hashlib

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.engine import ACCESS, Access


def key_of(name: str) -> int:
    """Give the number by which PostgreSQL knows the lock of that name."""
    return int.from_bytes(hashlib.sha256(f"inboxd {name}".encode()).digest()[:8], "big", signed=True)


def hold(session: Session, name: str) -> None:
    """Take the lock `name` until the end of the transaction. A session that only reads takes none."""
    if session.info.get(ACCESS) != Access.WRITE or session.get_bind().dialect.name != "postgresql":
        return
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key_of(name)})
