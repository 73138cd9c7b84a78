"""A bad message costs itself a flag: real children that hang, die and eat memory."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inboxd.lanes import Failure, LaneLimits, Lanes, ReadingDropped, resident_bytes
from parsers.context import Context
from parsers.event import Event
from parsers.reading import Reading, Source
from parsers.reasons import Reason

READER = "tests.inboxd.lane_readers:echo"
CONTEXT = Context(
    events=(
        Event(
            "ag", "Assemblée", ("fr",), datetime(2018, 10, 17, 14), datetime(2018, 10, 17, 18), ZoneInfo("Europe/Paris")  # noqa: DTZ001
        ),
    )
)  # fmt: skip
LIMITS = LaneLimits(seconds=2, resident_bytes=300_000_000)


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    with Lanes(2, LIMITS, READER) as lanes:
        yield lanes


def read(lanes: Lanes, data: bytes) -> Reading:
    reading = lanes.read_safely(data, CONTEXT)
    assert isinstance(reading, Reading), reading
    return reading


def test_a_message_is_read_in_another_process(lanes: Lanes) -> None:
    reading = read(lanes, b"bonjour")
    assert reading.subject == "bonjour"
    assert reading.message_id != str(os.getpid())
    assert reading.sent_at == datetime(2018, 9, 30, 22, tzinfo=UTC)
    assert reading.doubts == (Reason.LATE,)
    assert reading.attendees[0].evidence["last_name"][0].source is Source.OCR


def test_a_lane_is_kept_for_the_next_message(lanes: Lanes) -> None:
    assert read(lanes, b"one").message_id == read(lanes, b"two").message_id


@pytest.mark.parametrize(
    ("trouble", "reason", "fatal", "detail"),
    [
        (b"hang", Reason.TIMED_OUT, True, "over 2 s"),
        (b"spin", Reason.TIMED_OUT, True, "over 2 s"),  # holds the interpreter
        (b"freeze", Reason.TIMED_OUT, True, "over 2 s"),  # SIGSTOP
        (b"eat", Reason.OUT_OF_MEMORY, True, "over 300000000 bytes resident"),
        (b"gorge", Reason.OUT_OF_MEMORY, True, r"MemoryError at lane_readers\.py:\d+"),  # all at once
        (b"leave", Reason.LANE_DIED, True, "exit status 7"),
        (b"segfault", Reason.LANE_DIED, True, "signal 11"),
        (b"evil", Reason.LANE_DIED, True, "answer is no reading: UnpicklingError"),
        (b"fail", Reason.READER_FAILED, False, r"ValueError at lane_readers\.py:\d+"),  # without the exception's text
    ],
)
def test_a_bad_message_gives_a_failure_and_the_next_is_read(
    lanes: Lanes, trouble: bytes, reason: Reason, fatal: bool, detail: str
) -> None:
    before = read(lanes, b"before").message_id
    failure = lanes.read_safely(trouble, CONTEXT)
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.fatal) == (reason, fatal)
    assert re.fullmatch(detail, failure.detail), failure.detail
    assert (read(lanes, b"after").message_id == before) is not fatal


def test_an_answer_cannot_call_into_the_parent(lanes: Lanes) -> None:
    witness = Path("/tmp/lane-was-trusted")  # noqa: S108 - the reader writes it, were it obeyed
    witness.unlink(missing_ok=True)
    lanes.read_safely(b"evil", CONTEXT)
    assert not witness.exists()


def test_neighbours_of_a_bad_message_are_read() -> None:
    items = [b"one", b"leave", b"two", b"segfault", b"three", b"fail", b"four", b"eat", b"five", b"leave", b"six"]
    with Lanes(2, LIMITS, READER) as lanes:
        results = list(lanes.read_many(items, CONTEXT))
    subjects = [result.subject if isinstance(result, Reading) else None for result in results]
    assert subjects == ["one", None, "two", None, "three", None, "four", None, "five", None, "six"]


def test_several_threads_share_the_lanes(lanes: Lanes) -> None:
    with ThreadPoolExecutor(6) as threads:
        readings = list(threads.map(lambda n: read(lanes, b"message %d" % n), range(60)))
    assert [reading.subject for reading in readings] == [f"message {n}" for n in range(60)]
    assert 1 <= len({reading.message_id for reading in readings}) <= 2


def test_read_many_takes_no_more_items_than_it_can_use(lanes: Lanes) -> None:
    taken = []

    def items() -> Iterator[bytes]:
        for n in range(1000):
            taken.append(n)
            yield b"item"

    results = lanes.read_many(items(), CONTEXT)
    next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(taken) <= 4


def test_a_large_message_goes_through(lanes: Lanes) -> None:
    assert read(lanes, b"large " + bytes(30_000_000)).subject is not None


def test_stop_drops_the_reading_without_a_verdict(lanes: Lanes) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with pytest.raises(ReadingDropped):
        lanes.read_safely(b"hang", CONTEXT, LaneLimits(seconds=60), stop)
    assert read(lanes, b"after").subject == "after"


def test_stop_also_reaches_those_who_wait_for_a_lane() -> None:
    stop = threading.Event()
    with Lanes(1, LaneLimits(seconds=60), READER) as lanes, ThreadPoolExecutor(3) as threads:
        futures = [threads.submit(lanes.read_safely, b"hang", CONTEXT, None, stop) for _ in range(3)]
        stop.set()
        for future in futures:
            assert isinstance(future.exception(20), ReadingDropped)


def test_closing_drops_what_is_being_read() -> None:
    lanes = Lanes(1, LaneLimits(seconds=60), READER)
    read(lanes, b"warm")
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(lanes.read_safely, b"hang", CONTEXT)
        lanes.close()
        assert isinstance(future.exception(20), ReadingDropped)
    assert lanes.pids() == ()


def test_a_lane_killed_by_another_hand_is_replaced(lanes: Lanes) -> None:
    read(lanes, b"warm")
    os.kill(lanes.pids()[0], signal.SIGKILL)
    assert read(lanes, b"after").subject == "after"


def test_a_lane_killed_while_reading_says_so(lanes: Lanes) -> None:
    read(lanes, b"warm")
    pid = lanes.pids()[0]
    threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
    assert lanes.read_safely(b"hang", CONTEXT) == Failure(Reason.LANE_DIED, "signal 9", fatal=True)


def test_a_lane_ignores_the_signals_of_a_terminal(lanes: Lanes) -> None:
    before = read(lanes, b"warm").message_id
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(lanes.pids()[0], number)
    assert read(lanes, b"after").message_id == before


def test_a_lane_that_keeps_much_memory_is_replaced_before_the_next_message(lanes: Lanes) -> None:
    before = read(lanes, b"warm").message_id
    limits = LaneLimits(seconds=20, resident_bytes=220_000_000)
    assert isinstance(lanes.read_safely(b"keep 170 MB", CONTEXT, limits), Reading)
    assert read(lanes, b"after").message_id != before


def test_what_a_library_prints_does_not_reach_standard_output() -> None:
    program = (
        "from inboxd.lanes import Lanes\nfrom parsers.context import Context\n"
        f"with Lanes(1, reader={READER!r}) as lanes: lanes.read_safely(b'x', Context())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert "a library prints" in done.stderr


PARENT = f"""
import contextlib, sys, threading, time
from inboxd.lanes import Lanes, LaneLimits, ReadingDropped
from parsers.context import Context
lanes = Lanes(2, LaneLimits(seconds=600), {READER!r})
lanes.read_safely(b"warm", Context())
def ask(word):
    with contextlib.suppress(ReadingDropped):  # two tracebacks at once would race the end of the interpreter
        lanes.read_safely(word.encode(), Context())
for word in sys.argv[1:]:
    threading.Thread(target=ask, args=(word,), daemon=True).start()
while len(lanes.pids()) < 2: time.sleep(0.01)
print("ready", flush=True)
time.sleep(600)
"""


def members(session: int) -> set[int]:
    """The processes of a session that have not ended."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            state, _, _, sid = status.read_text().rpartition(")")[2].split()[:4]
            if int(sid) == session and state not in "ZX":
                found.add(int(status.parent.name))
    return found


@pytest.mark.parametrize("whole_group", [False, True])
@pytest.mark.parametrize("work", [("hang", "spin"), ("spin", "freeze")])
def test_a_killed_parent_leaves_nothing_behind(whole_group: bool, work: tuple[str, str]) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *work], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert parent.stdout is not None
    with parent, parent.stdout:
        assert parent.stdout.readline() == "ready\n"
        assert len(members(parent.pid)) >= 4  # itself, the server, two lanes
        (os.killpg if whole_group else os.kill)(parent.pid, signal.SIGKILL)
        parent.wait()
    until = time.monotonic() + 20
    while (left := members(parent.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == set()


def test_a_parent_that_ends_without_closing_ends() -> None:
    program = PARENT.replace("time.sleep(600)", "")
    done = subprocess.run([sys.executable, "-c", program, "hang", "hang"], timeout=60, check=False, capture_output=True)
    assert done.returncode == 0


def test_resident_memory_of_a_process_that_is_gone_is_none() -> None:
    assert resident_bytes(2**22 + 1) == 0
    assert resident_bytes(os.getpid()) > 1_000_000
