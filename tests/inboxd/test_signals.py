"""Signals reach the daemon's main thread, whichever thread the system hands them to."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from inboxd.daemon import Signals

LATE = 5.0  # seconds: ten looks of the main thread
NUMBERS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in NUMBERS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_signal_handed_to_another_thread_is_heard() -> None:
    signals, heard, late = Signals(), threading.Event(), threading.Event()

    def get_it() -> None:
        time.sleep(0.2)  # the main thread waits by then
        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
        if not heard.wait(LATE):
            late.set()
            os.kill(os.getpid(), signal.SIGTERM)  # or the test would never end

    thread = threading.Thread(target=get_it)
    thread.start()
    signals.wait()
    heard.set()
    thread.join()
    assert signals.to_end
    assert not late.is_set()
