"""Servers that hang stop neither the daemon's end nor its reload, and make it send nothing twice."""

import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import outbox
from storage.changes import Mail
from storage.session import Store
from storage.states import MailKind, MailState
from tests.endtoend.hanging import SlowMailServer, silent_server
from tests.endtoend.service import Daemon, events, wait_until
from tests.endtoend.test_kill import EVENTS
from tests.mailbox.rogue import Line, Rogue
from tests.servers.tls import Tls

FACTS = {
    "kind": "recovered", "now": "2018-09-25T08:00:00+00:00", "timezone": "Europe/Paris",
    "since": "2018-09-25T06:00:00+00:00", "fault": None, "mailbox": "inscriptions@example.org", "host": "x",
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in whose outbox one mail is due."""
    store = Store(f"sqlite:///{tmp_path / 'inboxd.db'}")
    store.upgrade()
    with store.write() as session:
        mail = Mail(MailKind.ALERT, "claire@example.org", "fr", FACTS)
        outbox.put(session, None, mail, now=datetime.now(UTC), domain="example.org")
    yield store
    store.close()


def configuration(folder: Path, imap: int | None, smtp: int, tls: Tls | None = None, *, idle: bool = True) -> Path:
    """Write a configuration with an IMAP server (None: a Maildir) and a mail server on those ports."""
    (folder / "imap.password").write_text("secret", encoding="utf-8")
    where = f"""
kind = "imap"
host = "localhost"
port = {imap}
user = "inscriptions"
password_file = "imap.password"
{f'cafile = "{tls.cafile}"' if tls else ""}"""
    path = folder / "config.toml"
    path.write_text(
        f"""
[mailbox]
address = "inscriptions@example.org"
{where if imap else ""}
idle = {str(idle).lower()}
[outgoing]
sender = "inscriptions@example.org"
port = {smtp}
tls = "none"
[summary]
enabled = false
{EVENTS}""",
        encoding="utf-8",
    )
    return path


def ends_in_time(daemon: Daemon) -> bool:
    began = time.monotonic()
    assert daemon.terminate(within=15) == 0
    return time.monotonic() - began < 10


@pytest.mark.usefixtures("store")
def test_it_stops_within_ten_seconds_while_both_servers_say_nothing(tmp_path: Path) -> None:
    with silent_server() as imap, silent_server() as smtp:
        config = configuration(tmp_path, imap.port, smtp.port)
        with Daemon(config, tmp_path / "daemon.log") as daemon:
            assert wait_until(lambda: len(imap.connections) >= 2 and len(smtp.connections) >= 1, 20)  # watcher, pass
            assert ends_in_time(daemon)


@pytest.mark.usefixtures("store")
def test_it_stops_within_ten_seconds_in_the_middle_of_a_talk(tmp_path: Path, tls: Tls) -> None:
    with Rogue(tls, SEARCH=Line.wait) as imap, SlowMailServer() as smtp:
        config = configuration(tmp_path, imap.port, smtp.port, tls, idle=False)
        with Daemon(config, tmp_path / "daemon.log") as daemon:
            assert wait_until(lambda: "SEARCH" in imap.asked and len(smtp.taken) == 1, 20)
            assert ends_in_time(daemon)


def test_it_stops_within_ten_seconds_while_a_reload_waits_for_a_server(tmp_path: Path) -> None:
    with silent_server() as imap:
        config = configuration(tmp_path, imap.port, 9)
        with Daemon(config, tmp_path / "daemon.log") as daemon:
            assert wait_until(lambda: len(imap.connections) >= 2, 20)
            daemon.signal(signal.SIGHUP)
            time.sleep(0.5)
            assert ends_in_time(daemon)


def test_a_reload_does_not_send_again_what_is_being_sent(tmp_path: Path, store: Store) -> None:
    log = tmp_path / "daemon.log"
    with SlowMailServer() as smtp, Daemon(configuration(tmp_path, None, smtp.port), log) as daemon:
        assert wait_until(lambda: len(smtp.taken) == 1, 20)
        daemon.signal(signal.SIGHUP)
        assert wait_until(lambda: any(event["event"] == "reloaded" for event in events(log)), 20)
        time.sleep(2)  # the new life looks at the outbox every second
        smtp.answers.set()
        assert wait_until(lambda: count(store, MailState.SENT) == 1, 20)
        assert len(smtp.taken) == 1


def count(store: Store, state: MailState) -> int:
    with store.read() as session:
        return outbox.counts(session)[state]
