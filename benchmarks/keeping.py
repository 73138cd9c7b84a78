"""How long it takes to keep a message: one transaction each, on the disk before the next (SQLite)."""

import hashlib
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Measure, measure
from storage import messages
from storage.messages import Arrival
from storage.places import Location
from storage.session import Store

MESSAGES, RUNS = 200, 3


def run() -> list[Measure]:
    """Keep messages of some two thousand bytes."""
    return [measure("keeping, SQLite", _keep_all, messages=MESSAGES, runs=RUNS)]


def _keep_all() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'bench.db'}")
        store.upgrade()
        now = datetime.now(UTC)
        for number in range(MESSAGES):
            with store.write() as session:
                messages.keep(session, _arrival(number, now), answerable=True, now=now)
        store.close()


def _arrival(number: int, now: datetime) -> Arrival:
    data = f"Message-ID: <{number}@example.org>\r\n\r\n{'Je viendrai. ' * 150}{number}\r\n".encode()
    return Arrival(
        location=Location("inscriptions@example.org", "INBOX", 1, str(number + 1)),
        size=len(data),
        arrived_at=now,
        data=data,
        header_message_id=f"<{number}@example.org>",
        body_sha256=hashlib.sha256(data).hexdigest(),
    )
