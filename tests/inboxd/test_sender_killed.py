"""The sender is killed again and again: every mail arrives, always under its one Message-ID."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from storage import outbox
from storage.session import Store
from storage.states import MailState
from tests.inboxd.mails import NOON, a_config, a_store, put, row_of
from tests.servers.smtp import SmtpSink

MAILS, KILLS = 25, 3


def test_whenever_the_sender_dies_every_mail_arrives_under_one_message_id(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the moments of the kills, the same every time
    sink = SmtpSink(None)
    sink.start()
    store = a_store(a_config(tmp_path))
    try:
        rows = [put(store, f"a{number}@vaulx.example", now=NOON) for number in range(MAILS)]
        for _ in range(KILLS):
            live(tmp_path, sink, taken(sink, len(sink.received) + chance.randint(1, 5)))
        live(tmp_path, sink, lambda: sent(store) == MAILS)
        expected = {row_of(store, row).header_message_id for row in rows}
        arrived = [mail.message_id for mail in sink.received]
    finally:
        store.close()
        sink.stop()
    assert set(arrived) == expected
    assert len(arrived) <= MAILS + KILLS  # twice at most the one that was under way at a kill


def sent(store: Store) -> int:
    with store.read() as session:
        return outbox.counts(session)[MailState.SENT]


def taken(sink: SmtpSink, count: int) -> Callable[[], bool]:
    return lambda: len(sink.received) >= count


def live(folder: Path, sink: SmtpSink, enough: Callable[[], bool]) -> None:
    """Run a sender until `enough`, and kill it."""
    command = [sys.executable, "-m", "tests.inboxd.sender_process", str(folder), str(sink.port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not enough():
            assert process.poll() is None, "the sender ended by itself"
            assert time.monotonic() < deadline, "the sender does not get on"
            time.sleep(0.01)
        process.kill()
