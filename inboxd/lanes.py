"""Lanes: children that read messages, one each at a time, so that a bad message costs itself a flag and nothing else.

``Lanes.read_safely`` is all that the daemon and ``inboxd read`` see: bytes in, a Reading or a Failure out. The parent
watches time and resident memory and kills the child at a limit; the kernel's limits stand behind. Since a lane has one
message at a time, who died is known.
"""

import contextlib
import datetime
import enum
import importlib.machinery
import io
import math
import multiprocessing
import os
import pickle
import queue
import signal
import socket
import sys
import threading
import time
import zoneinfo
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import util
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from types import TracebackType
from typing import Any, Self

import parsers.reading
import parsers.reasons
from inboxd.lane import HEADER, Backstop, Kind, Task, frame, serve
from parsers.context import Context
from parsers.reading import Reading
from parsers.reasons import Reason


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """What one message may cost. Time and resident memory are watched by the parent; the others are the kernel's."""

    seconds: float = 120
    resident_bytes: int = 1_000_000_000
    address_space: int = 3_000_000_000  # onnxruntime maps twice what it uses
    file_bytes: int = 100_000_000
    open_files: int = 256


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message gave no Reading."""

    reason: Reason  # TIMED_OUT, OUT_OF_MEMORY, LANE_DIED or READER_FAILED
    detail: str  # for the log: a limit, a signal, an exception's type and place; nothing of the message
    fatal: bool  # True: the message cost the lane its life


class ReadingDropped(Exception):
    """The reading was given up for no fault of the message: it was told to stop, or no lane could be started."""


LOOK_EVERY = 0.05  # seconds between two looks at deadline, memory and `stop`
START_SECONDS = 60  # a lane that is not ready by then is a fault of the machine, not of a message
ANSWER_BYTES = 50_000_000  # a Reading is some kilobytes; more is a lane gone mad
ATTEMPTS = (
    3  # at starting a lane: a fork server that was just killed is noticed at the first and replaced at the second
)
WORN = 0.8  # of the resident limit: a lane that keeps more than this after a message is replaced before the next


class Lanes:
    """A fixed number of lanes, each started when first needed. Safe to be called by several threads."""

    def __init__(self, count: int = 1, limits: LaneLimits | None = None, reader: str = "parsers:read") -> None:
        """`reader` is the function that lanes run, as ``module:name``."""
        self._count = count
        self._limits = limits or LaneLimits()
        self._closing = threading.Event()
        self._lanes = [_Lane(reader) for _ in range(count)]
        self._idle: queue.LifoQueue[_Lane] = queue.LifoQueue()  # the last one used is warm
        for lane in reversed(self._lanes):
            self._idle.put(lane)
        # Before multiprocessing's own end, which would wait for children that ignore its SIGTERM.
        self._finalizer = util.Finalize(self, _end_all, args=(self._closing, tuple(self._lanes)), exitpriority=100)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all lanes; readings under way are dropped."""
        self._closing.set()
        for _ in self._lanes:
            self._idle.get().end()
        self._finalizer.cancel()

    def pids(self) -> tuple[int, ...]:
        """Give the process ids of the lanes that run now."""
        return tuple(pid for lane in self._lanes if (pid := lane.pid) is not None)

    def read_safely(
        self, data: bytes, context: Context, limits: LaneLimits | None = None, stop: threading.Event | None = None
    ) -> Reading | Failure:
        """Give the Reading of one message, or why there is none.

        :raises ReadingDropped: when `stop` was set meanwhile, or no lane can be started; nothing is known about the
            message then
        """
        signals = tuple(event for event in (stop, self._closing) if event is not None)
        lane = self._free_lane(signals)
        try:
            return lane.read(data, context, limits or self._limits, signals)
        finally:
            self._idle.put(lane)

    def read_many(self, items: Iterable[bytes], context: Context) -> Iterator[Reading | Failure]:
        """Give the Reading or Failure of each item, in their order; at most twice as many items as lanes are held."""
        stop = threading.Event()
        waiting: deque[Future[Reading | Failure]] = deque()
        with ThreadPoolExecutor(self._count, thread_name_prefix="lane") as threads:
            try:
                for data in items:
                    waiting.append(threads.submit(self._read_surely, data, context, stop))
                    if len(waiting) >= 2 * self._count:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:  # also when the caller goes away
                stop.set()

    def _read_surely(self, data: bytes, context: Context, stop: threading.Event) -> Reading | Failure:
        try:
            return self.read_safely(data, context, stop=stop)
        except ReadingDropped as error:
            return Failure(Reason.LANE_DIED, str(error), fatal=False)

    def _free_lane(self, signals: tuple[threading.Event, ...]) -> "_Lane":
        while True:
            if any(event.is_set() for event in signals):
                raise ReadingDropped("stopped")
            with contextlib.suppress(queue.Empty):
                return self._idle.get(timeout=LOOK_EVERY)


def _end_all(closing: threading.Event, lanes: tuple["_Lane", ...]) -> None:
    closing.set()
    for lane in lanes:
        lane.end()


class _Lane:
    """The outside of one lane. One thread at a time reads with it; any thread may end it."""

    def __init__(self, reader: str) -> None:
        self._reader = reader
        self._process: ForkServerProcess | None = None
        self._channel: socket.socket | None = None
        self._received = bytearray()  # two frames may come at once

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None else None

    def read(
        self, data: bytes, context: Context, limits: LaneLimits, signals: tuple[threading.Event, ...]
    ) -> Reading | Failure:
        # The kernel's limit on processor time stands behind the deadline: twice that, since a library may use a thread.
        backstop = Backstop(
            math.ceil(2 * limits.seconds) + 5, limits.address_space, limits.file_bytes, limits.open_files
        )
        task = frame(Kind.TASK, pickle.dumps(Task(data, context, backstop), protocol=pickle.HIGHEST_PROTOCOL))
        try:
            self._hand_over(task, signals)
            kind, answer = self._exchange(b"", limits.seconds, limits.resident_bytes, signals)
        except _Ended as ended:
            self.end()
            return Failure(ended.reason, ended.detail, fatal=True)
        except BaseException:
            self.end()
            raise
        return self._result(kind, answer, limits)

    def _hand_over(self, task: bytes, signals: tuple[threading.Event, ...]) -> None:
        """Give the task to a process that says it has it; one that died before that died of something else."""
        for _ in range(ATTEMPTS):
            self._start(signals)
            try:
                self._exchange(task, START_SECONDS, None, signals)
                return
            except _Ended as ended:
                problem = f"a lane took no task: {ended}"
                self.end()
        raise ReadingDropped(problem)

    def _result(self, kind: Kind, answer: bytes, limits: LaneLimits) -> Reading | Failure:
        if kind is Kind.NO_MEMORY:
            self.end()
            return Failure(Reason.OUT_OF_MEMORY, answer.decode(errors="replace"), fatal=True)
        if kind is Kind.FAILED:
            result: Reading | Failure = Failure(Reason.READER_FAILED, answer.decode(errors="replace"), fatal=False)
        else:
            try:
                result = _reading(answer)
            except Exception as error:  # whatever pickle makes of bytes that are no Reading
                self.end()
                return Failure(Reason.LANE_DIED, f"answer is no reading: {type(error).__name__}", fatal=True)
        pid = self.pid
        if pid is not None and resident_bytes(pid) > WORN * limits.resident_bytes:
            self.end()
        return result

    def _start(self, signals: tuple[threading.Event, ...]) -> None:
        """Have a process that waits for a task; the old one may have died since the last."""
        if self._process is not None:
            if self._process.is_alive():
                return
            self.end()
        for _ in range(ATTEMPTS):
            try:
                self._process, self._channel = _start_process(self._reader)
                self._exchange(b"", START_SECONDS, None, signals)
                return
            except ReadingDropped:
                self.end()
                raise
            except (OSError, EOFError, _Ended) as error:
                problem = f"no lane could be started: {error}"
                self.end()
        raise ReadingDropped(problem)

    def _exchange(
        self, sending: bytes, seconds: float, memory: int | None, signals: tuple[threading.Event, ...]
    ) -> tuple[Kind, bytes]:
        """Send one frame and give the answer; neither blocks, so that a stopped or mad child cannot hold the parent."""
        process, channel = self._process, self._channel
        assert process is not None
        assert channel is not None
        rest, pid = memoryview(sending), process.pid or 0
        deadline = time.monotonic() + seconds
        while True:
            rest = rest[_send(channel, rest) :] if rest else rest
            open_ = _receive(channel, self._received)
            if (answer := _next_frame(self._received)) is not None:
                return answer
            if any(event.is_set() for event in signals):
                raise ReadingDropped("stopped")
            if not open_:
                raise _Ended(*_death(process))
            if time.monotonic() > deadline:
                raise _Ended(Reason.TIMED_OUT, f"over {seconds:g} s")
            if memory is not None and resident_bytes(pid) > memory:
                raise _Ended(Reason.OUT_OF_MEMORY, f"over {memory} bytes resident")
            if rest:
                time.sleep(0.002)  # a large message goes through the socket in pieces
            elif channel.fileno() >= 0:
                wait([channel], LOOK_EVERY)

    def end(self) -> None:
        """Kill the process, if there is one."""
        process, channel = self._process, self._channel
        self._process = self._channel = None
        self._received.clear()
        if channel is not None:
            channel.close()
        if process is not None:
            if process.pid is not None:
                with contextlib.suppress(OSError):
                    process.kill()
                process.join()
            process.close()


def _death(process: ForkServerProcess) -> tuple[Reason, str]:
    """Say how a child ended."""
    process.join(1)
    code = process.exitcode
    if code == -signal.SIGXCPU:
        return Reason.TIMED_OUT, "over the processor time"
    return Reason.LANE_DIED, f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"


class _Ended(Exception):
    """The child ended, or has to."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


_starting = threading.Lock()  # multiprocessing keeps its list of children without one


def _start_process(reader: str) -> tuple[ForkServerProcess, socket.socket]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["inboxd.forkserver"])
    ours, theirs = socket.socketpair()
    try:
        process = context.Process(target=serve, args=(theirs, reader), name="inboxd lane", daemon=True)
        with _starting, _program_not_run_again():
            process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    ours.setblocking(False)
    return process, ours


@contextlib.contextmanager
def _program_not_run_again() -> Iterator[None]:
    """Keep multiprocessing from importing the program's script in each child: the whole command line, for nothing.

    It leaves out a program whose module is a package's ``__main__``.
    """
    main = sys.modules["__main__"]
    before = getattr(main, "__spec__", None)
    main.__spec__ = importlib.machinery.ModuleSpec("inboxd.__main__", None)
    try:
        yield
    finally:
        main.__spec__ = before


def _send(channel: socket.socket, data: memoryview) -> int:
    try:
        return channel.send(data)
    except BlockingIOError:
        return 0
    except OSError:
        return 0  # the child is gone: reading says so next


def _receive(channel: socket.socket, into: bytearray) -> bool:
    """Take what has arrived; False when the child has closed its end."""
    try:
        while piece := channel.recv(1 << 16):
            into += piece
            if len(into) > ANSWER_BYTES:
                return False
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _next_frame(received: bytearray) -> tuple[Kind, bytes] | None:
    """Take kind and content of the first frame once it is whole."""
    if len(received) < HEADER.size:
        return None
    length, kind = HEADER.unpack_from(received)
    end = HEADER.size + length
    if len(received) < end:
        return None
    content = bytes(received[HEADER.size : end])
    del received[:end]
    try:
        return Kind(kind), content
    except ValueError as error:
        raise _Ended(Reason.LANE_DIED, "answer of no known kind") from error


# What a Reading is made of. A lane has read hostile files: its answer must not be able to call anything else here.
_HOMES = {module.__name__: module for module in (parsers.reading, parsers.reasons)}
_OTHERS: dict[tuple[str, str], Any] = {
    ("datetime", "datetime"): datetime.datetime,
    ("datetime", "timezone"): datetime.timezone,
    ("datetime", "timedelta"): datetime.timedelta,
    ("zoneinfo", "ZoneInfo"): zoneinfo.ZoneInfo,
}


def _member(owner: Any, name: str) -> Any:
    """Stand in for getattr, by which pickle finds an enum's member and a zone's maker, and for nothing else."""
    if isinstance(owner, enum.EnumMeta) and name in owner.__members__:
        return owner[name]
    if owner is zoneinfo.ZoneInfo and name == "_unpickle":
        return getattr(owner, name)
    raise pickle.UnpicklingError("no part of a reading")


class _ReadingUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _member
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        found = getattr(_HOMES.get(module), name, None)
        if not (isinstance(found, type) and found.__module__ == module):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        return found


def _reading(answer: bytes) -> Reading:
    reading = _ReadingUnpickler(io.BytesIO(answer)).load()
    if not isinstance(reading, Reading):
        raise pickle.UnpicklingError("no reading")
    return reading


def resident_bytes(pid: int) -> int:
    """Give the resident memory of a process; 0 where the system does not tell, or the process is gone."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as status:
            return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
