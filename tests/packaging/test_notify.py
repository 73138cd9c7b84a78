"""What the daemon says to the service manager, heard on a socket of our own."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inboxd import notify


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A service manager's ear, in the file system or in Linux's abstract space."""
    name = str(tmp_path / "notify") if request.param == "path" else f"@inboxd-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(name.replace("@", "\0"))
        ear.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        yield ear


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (lambda: notify.ready("120 read"), ["READY=1", "STATUS=120 read"]),
        (notify.stopping, ["STOPPING=1", "STATUS=stopping"]),
        (lambda: notify.status("7 flagged\nREADY=1"), ["STATUS=7 flagged READY=1"]),  # a status says nothing else
        (notify.watchdog, ["WATCHDOG=1"]),
    ],
)
def test_each_word_arrives_in_one_datagram(manager: socket.socket, say: Callable[[], bool], words: list[str]) -> None:
    assert say()
    assert manager.recv(4096).decode().split("\n") == words


def test_reloading_says_when(manager: socket.socket) -> None:
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    assert notify.reloading()
    word, moment = manager.recv(4096).decode().split("\n")
    assert word == "RELOADING=1"
    assert before <= int(moment.removeprefix("MONOTONIC_USEC=")) <= time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


@pytest.mark.parametrize("address", [None, "", "relative/socket", "/nowhere/at/all"])
def test_nobody_listening_is_no_fault(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    if address is not None:
        monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not notify.watchdog()


@pytest.mark.parametrize(
    ("microseconds", "watched", "seconds"),
    [
        ("60000000", None, 60.0),
        ("60000000", "us", 60.0),
        ("60000000", "another", None),
        (None, None, None),
        ("0", None, None),
        ("soon", None, None),
    ],
)
def test_the_heartbeat_follows_the_unit(
    monkeypatch: pytest.MonkeyPatch, microseconds: str | None, watched: str | None, seconds: float | None
) -> None:
    values = {"WATCHDOG_USEC": microseconds, "WATCHDOG_PID": str(os.getpid()) if watched == "us" else watched}
    for name, value in values.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert notify.watchdog_interval() == seconds
