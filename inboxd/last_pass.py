"""What the last good pass left for `inboxd status`, for the alert and for the pass after it; kept in the store."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage import notes

NOTE = "last_pass"


@dataclass(frozen=True, slots=True)
class LastPass:
    """The last pass that reached the mailbox and the store, from its beginning to its end."""

    at: datetime
    lacking: frozenset[str] = frozenset()  # UIDs that it saw in the mailbox and could not store
    unfiled: int = 0  # settled messages that the mailbox would not have moved or marked


def put(session: Session, last: LastPass) -> None:
    """Keep what a pass that succeeded leaves."""
    value = {"at": last.at.isoformat(), "lacking": sorted(last.lacking), "unfiled": last.unfiled}
    notes.put(session, NOTE, value, last.at)


def get(session: Session) -> LastPass | None:
    """Give what the last good pass left; None where there was none."""
    value = notes.get(session, NOTE)
    if value is None:
        return None
    return LastPass(datetime.fromisoformat(value["at"]), frozenset(value["lacking"]), value.get("unfiled", 0))
