"""The daemon as the service manager sees it: ready, reloading, stopping in time, the heartbeat; on a Maildir."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from storage import messages
from storage.errors import StoreError
from storage.session import Store
from storage.states import MessageState
from tests.endtoend.replies import replies
from tests.endtoend.service import Daemon, events, wait_until
from tests.endtoend.test_kill import EVENTS

SCAN = Path(__file__).parents[2] / "inboxd/demo/replies/11-scan-printed.eml"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration with a Maildir; nobody takes its mails."""
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
[mailbox]
address = "inscriptions@example.org"
poll_seconds = 1

[outgoing]
sender = "inscriptions@example.org"
port = 9
tls = "none"

[summary]
enabled = false
{EVENTS}""",
        encoding="utf-8",
    )
    for name in ("new", "cur", "tmp"):
        (tmp_path / "maildir" / name).mkdir(parents=True)
    return path


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """The service manager's end of NOTIFY_SOCKET."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(20)
        yield line


def heard(manager: socket.socket, word: str, seconds: float = 20) -> str:
    """Wait for a datagram that holds `word`, and give it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        said = manager.recv(4096).decode()
        if word in said.split("\n"):
            return said
    raise AssertionError(f"{word} was not said within {seconds} seconds")


@contextmanager
def managed(config: Path, manager: socket.socket, watchdog: float = 1.0) -> Iterator[Daemon]:
    """Run the daemon under a service manager that watches it."""
    environment = {"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": str(int(watchdog * 1_000_000))}
    environment.pop("WATCHDOG_PID", None)
    with Daemon(config, config.parent / "daemon.log", environment) as daemon:
        yield daemon


def deliver(config: Path, data: bytes, name: str = "1600000000.M1P1.host") -> None:
    """Put a message into the Maildir as a mail server does."""
    maildir = config.parent / "maildir"
    (maildir / "tmp" / name).write_bytes(data)
    (maildir / "tmp" / name).rename(maildir / "new" / name)


@contextmanager
def stored(config: Path) -> Iterator[Session]:
    """Give what the daemon's database holds now."""
    with closing(Store(f"sqlite:///{config.parent / 'inboxd.db'}")) as store, store.read() as session:
        yield session


def states(config: Path) -> dict[MessageState, int]:
    """Give how many messages stand in each state; nothing while there is no database yet."""
    try:
        with stored(config) as session:
            return {state: count for state, count in messages.counts(session).items() if count}
    except StoreError:
        return {}


def test_it_says_ready_then_lives_then_reloads_then_stops(config: Path, manager: socket.socket) -> None:
    with managed(config, manager) as daemon:
        heard(manager, "READY=1")
        heard(manager, "WATCHDOG=1")
        daemon.signal(signal.SIGHUP)
        assert "MONOTONIC_USEC=" in heard(manager, "RELOADING=1")
        heard(manager, "READY=1")
        daemon.signal(signal.SIGTERM)
        heard(manager, "STOPPING=1")
        assert daemon.terminate() == 0


def test_a_bad_configuration_is_refused_at_a_reload_and_the_old_one_kept(config: Path, manager: socket.socket) -> None:
    good = config.read_text(encoding="utf-8")
    with managed(config, manager) as daemon:
        heard(manager, "READY=1")
        config.write_text(good.replace("poll_seconds = 1", "poll_seconds = 0"), encoding="utf-8")
        daemon.signal(signal.SIGHUP)
        assert "the old one is kept" in heard(manager, "READY=1")
        deliver(config, replies(1, 4)[3].data)
        assert wait_until(lambda: states(config) == {MessageState.ACCEPTED: 1}, 20)
    refused = [event["fault"] for event in events(config.parent / "daemon.log") if event["event"] == "reload_refused"]
    assert refused == [f"{config}: mailbox.poll_seconds: 0 must be at least 1"]


def test_a_reload_takes_the_new_configuration(config: Path, manager: socket.socket) -> None:
    with managed(config, manager) as daemon:
        heard(manager, "READY=1")
        text = config.read_text(encoding="utf-8").replace('filing = "move"', "")
        config.write_text(
            text.replace("poll_seconds = 1", 'poll_seconds = 1\naccepted_folder = "Inscrits"'), encoding="utf-8"
        )
        daemon.signal(signal.SIGHUP)
        heard(manager, "READY=1")
        deliver(config, replies(1, 4)[3].data)
        assert wait_until((config.parent / "maildir/.Inscrits").is_dir, 20)


def test_a_stop_drops_the_reading_under_way_which_is_no_attempt(config: Path) -> None:
    with Daemon(config, config.parent / "daemon.log") as daemon:
        deliver(config, SCAN.read_bytes())
        assert wait_until(lambda: MessageState.READING in states(config), 20)
        began = time.monotonic()
        assert daemon.terminate(within=10) == 0
        assert time.monotonic() - began < 10
    with stored(config) as session:
        (message,) = messages.recent(session)
    assert (message.state, message.attempts) == (MessageState.KEPT, 0)


def test_a_message_whose_lanes_are_killed_twice_waits_for_a_person(config: Path) -> None:
    with Daemon(config, config.parent / "daemon.log") as daemon:
        deliver(config, SCAN.read_bytes())
        for _ in range(4):  # a lane that dies before it has the message counts for nothing
            if wait_until(lambda: MessageState.FLAGGED in states(config) or bool(daemon.lanes()), 20):
                time.sleep(0.5)
            for lane in daemon.lanes() if MessageState.READING in states(config) else ():
                os.kill(lane, signal.SIGKILL)
            wait_until(lambda: not daemon.lanes(), 1)
        assert wait_until(lambda: MessageState.FLAGGED in states(config), 20)
    with stored(config) as session:
        (message,) = messages.recent(session)
    assert [str(reason) for reason in message.reasons] == ["lane_died"]


def test_a_second_daemon_on_the_same_database_is_refused(config: Path, manager: socket.socket) -> None:
    with managed(config, manager):
        heard(manager, "READY=1")
        second = subprocess.run(
            [sys.executable, "-m", "inboxd", "once", "--config", str(config)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert second.returncode == 1
    assert "another inboxd works on this database already" in second.stderr


def test_a_mailbox_that_cannot_be_read_is_tried_again(config: Path) -> None:
    maildir = config.parent / "maildir"
    shutil.rmtree(maildir)
    maildir.write_text("a file where the Maildir should be", encoding="utf-8")
    with Daemon(config, config.parent / "daemon.log") as daemon:
        log = config.parent / "daemon.log"
        assert wait_until(lambda: any(event["event"] == "pass_failed" for event in events(log)), 20)
        maildir.unlink()
        assert wait_until((maildir / "new").is_dir, 30)
        deliver(config, replies(1, 4)[3].data)
        assert wait_until(lambda: states(config) == {MessageState.ACCEPTED: 1}, 20)
        assert daemon.running
