"""Starts the real daemon as a process group of its own, so that a test can kill all of it or one of its lanes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self


class Daemon:
    """One life of `inboxd run`; its log goes to `log`, where every line is one event."""

    def __init__(self, config: Path, log: Path, environment: dict[str, str] | None = None) -> None:
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "inboxd", "run", "--config", str(config)],
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
            env=os.environ | (environment or {}),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.running:
            self.kill()
        self._log.close()

    @property
    def running(self) -> bool:
        """Whether the daemon itself still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The daemon's own process id."""
        return self._process.pid

    def kill(self) -> None:
        """Kill the whole process group, as a power cut would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()

    def lanes(self) -> list[int]:
        """Give the process ids of the lanes that run now: children of the daemon's fork server."""
        parents = _parents()
        children = {pid for pid, parent in parents.items() if parent == self.pid}
        return [pid for pid, parent in parents.items() if parent in children]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the daemon itself."""
        self._process.send_signal(number)

    def terminate(self, within: float = 10.0) -> int:
        """Ask the daemon to end; give its exit code.

        :raises subprocess.TimeoutExpired: when it does not within `within` seconds
        """
        self._process.terminate()
        return self._process.wait(within)


def events(log: Path) -> list[dict[str, object]]:
    """Give the daemon's log events."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until `condition()` holds; False when it does not within `seconds`."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _parents() -> dict[int, int]:
    """Give process id → parent's process id, of every process."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        found[int(folder.name)] = int(fields[1])
    return found
