"""One daemon a database."""

import multiprocessing
import os
import signal
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from storage.alone import alone
from storage.errors import StoreError


def _hold(url: str, held: Event) -> None:
    with alone(url):
        held.set()
        signal.pause()


def test_a_second_one_is_refused_until_the_first_lets_go(url: str) -> None:
    with alone(url), pytest.raises(StoreError, match="another inboxd"), alone(url):
        pass
    with alone(url):
        pass


def test_a_killed_process_lets_go(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    process = spawn.Process(target=_hold, args=(url, held))
    process.start()
    assert held.wait(30)
    with pytest.raises(StoreError, match="another inboxd"), alone(url):
        pass
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(30)
    for _ in range(200):  # PostgreSQL needs a moment to see that the connection is gone
        try:
            with alone(url):
                break
        except StoreError:
            time.sleep(0.05)
    else:
        pytest.fail("the lock outlived its holder")


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="takes no file"), alone(f"sqlite:///{tmp_path / 'no' / 'inboxd.db'}"):
        pass
