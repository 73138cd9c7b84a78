"""The pages as a service: what the service manager hears, and how they end."""

import contextlib
import http.client
import socket
import threading
import time
from pathlib import Path

import pytest

from inboxd.review import serve, server
from storage.errors import StoreError
from tests.review.desk import make_desk
from tests.servers.account import free_port


def heard(manager: socket.socket, wanted: str, seconds: float = 20) -> str:
    """Give the first datagram that begins with `wanted`."""
    manager.settimeout(seconds)
    while not (said := manager.recv(4096).decode()).startswith(wanted):
        pass
    return said


def forget(manager: socket.socket) -> None:
    """Drop what was said so far."""
    manager.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while manager.recv(4096):
            pass


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    """A service manager's socket, named in the environment."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(str(tmp_path / "notify"))
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    return listening


def test_it_says_that_it_is_ready_alive_and_stopping(tmp_path: Path, manager: socket.socket) -> None:
    port, stop = free_port(), threading.Event()
    desk = make_desk(tmp_path, review=f"port = {port}")
    thread = threading.Thread(target=serve, args=(desk.config, desk.store, stop))
    thread.start()
    try:
        assert f"STATUS=serving at http://127.0.0.1:{port}" in heard(manager, "READY=1")
        heard(manager, "WATCHDOG=1")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location"), answer.getheader("Server")) == (302, "/sign-in", None)
        connection.close()
    finally:
        stop.set()
        thread.join(10)
    heard(manager, "STOPPING=1")
    assert not thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    manager.close()
    desk.store.close()


def test_the_watchdog_hungers_while_the_database_is_silent(
    tmp_path: Path, manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, stop = free_port(), threading.Event()
    desk = make_desk(tmp_path, review=f"port = {port}")
    silent = threading.Event()

    def ping() -> None:
        if silent.is_set():
            raise StoreError("silent")

    monkeypatch.setattr(desk.store, "ping", ping)
    monkeypatch.setattr(server, "HEARTBEAT", 0.01)
    thread = threading.Thread(target=serve, args=(desk.config, desk.store, stop))
    thread.start()
    try:
        heard(manager, "WATCHDOG=1")
        silent.set()
        time.sleep(2 * server.TICK)  # a heartbeat that was under way may still be heard
        forget(manager)
        manager.settimeout(2 * server.TICK)
        with pytest.raises(TimeoutError):
            manager.recv(4096)
        silent.clear()
        heard(manager, "WATCHDOG=1")
    finally:
        stop.set()
        thread.join(10)
    manager.close()
    desk.store.close()


def test_a_taken_port_is_an_error_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        desk = make_desk(tmp_path, review=f"port = {taken.getsockname()[1]}")
        with pytest.raises(OSError, match="in use"):
            serve(desk.config, desk.store, threading.Event())
        desk.store.close()
