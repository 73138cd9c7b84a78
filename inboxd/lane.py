"""The inside of a lane: the child process that reads one message at a time (``inboxd.lanes`` is the outside).

A frame on the channel is eight bytes of length, one byte of kind, and the content.
"""

import ctypes
import importlib
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from multiprocessing import forkserver, parent_process
from multiprocessing.connection import wait

from parsers.context import Context
from parsers.reading import Reading

HEADER = struct.Struct("!Qc")
Reader = Callable[[bytes, Context], Reading]


class Kind(bytes, Enum):
    """What a frame holds."""

    READY = b"0"  # child: nothing; it is waiting for a task
    TASK = b"T"  # parent: a pickled Task
    TAKEN = b"t"  # child: it has the whole task; from now on its death is the message's
    READING = b"R"  # child: a pickled Reading
    FAILED = b"F"  # child: which exception escaped from the reader, and where
    NO_MEMORY = b"M"  # child: the same, for a MemoryError; the child ends after it


@dataclass(frozen=True, slots=True)
class Backstop:
    """The kernel's limits for one task; they stand behind the parent's watch."""

    cpu_seconds: int
    address_space: int  # bytes
    file_bytes: int
    open_files: int


@dataclass(frozen=True, slots=True)
class Task:
    """One message to read."""

    data: bytes
    context: Context
    backstop: Backstop


def frame(kind: Kind, content: bytes) -> bytes:
    """Give the bytes of one frame."""
    return HEADER.pack(len(content), kind.value) + content


def serve(channel: socket.socket, reader: str) -> None:
    """Read messages from `channel` with the function `reader` (``module:name``) until the parent goes away."""
    _prepare()
    try:
        read = _function(reader)
        channel.sendall(frame(Kind.READY, b""))
        while (content := _receive(channel)) is not None:
            channel.sendall(frame(Kind.TAKEN, b""))
            kind, answer = _answer(read, pickle.loads(content))  # noqa: S301 - the parent's own bytes
            channel.sendall(frame(kind, answer))
            if kind is Kind.NO_MEMORY:
                return
    except (BrokenPipeError, ConnectionResetError):
        return  # the parent closed the channel: nobody waits for an answer


def _prepare() -> None:
    """Make this process one that nobody need fear: quiet, without a terminal, dying with its parent."""
    from inboxd.forkserver import LANE_ENVIRONMENT  # imported by the server already; else its effects are wanted here

    os.environ.update(LANE_ENVIRONMENT)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)  # C libraries print; standard output belongs to `inboxd read`
    _die_with_parent()


def _die_with_parent() -> None:
    """End this process when the one that started it ends.

    A thread watches that process. Where the reader holds the interpreter (a long regular expression) the thread does
    not run; then the kernel's signal helps: it comes at the death of the fork server, which ends when the parent does.
    multiprocessing gives every child a share in the pipe that keeps the server alive: it is given back here, else a
    stuck lane and the server would keep each other alive.
    """
    alive = getattr(forkserver._forkserver, "_forkserver_alive_fd", None)  # not public
    if alive is not None:
        os.close(alive)
        forkserver._forkserver._forkserver_alive_fd = None  # type: ignore[attr-defined]
    parent = parent_process()
    assert parent is not None
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def _function(path: str) -> Reader:
    module, _, name = path.partition(":")
    function: Reader = getattr(importlib.import_module(module), name)
    return function


def _answer(read: Reader, task: Task) -> tuple[Kind, bytes]:
    """Give the answer to one task: a broad net, since one message must not cost the lane."""
    try:
        _limit(task.backstop)
        return Kind.READING, pickle.dumps(read(task.data, task.context), protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError as error:
        return Kind.NO_MEMORY, _where(error).encode()
    except Exception as error:
        return Kind.FAILED, _where(error).encode()


def _where(error: BaseException) -> str:
    """Say which exception came from where, without its text: that may hold what a person wrote."""
    steps = traceback.extract_tb(error.__traceback__)
    place = f" at {os.path.basename(steps[-1].filename)}:{steps[-1].lineno}" if steps else ""
    return type(error).__name__ + place


def _limit(backstop: Backstop) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1  # RLIMIT_CPU counts from the start of the process, not of the task
    for kind, wanted in (
        (resource.RLIMIT_CPU, spent + backstop.cpu_seconds),
        (resource.RLIMIT_AS, backstop.address_space),
        (resource.RLIMIT_FSIZE, backstop.file_bytes),
        (resource.RLIMIT_NOFILE, backstop.open_files),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _receive(channel: socket.socket) -> bytes | None:
    """Give the content of the next frame, or None when the parent closed the channel."""
    header = _exactly(channel, HEADER.size)
    if header is None:
        return None
    length, _ = HEADER.unpack(header)
    return _exactly(channel, length)


def _exactly(channel: socket.socket, count: int) -> bytes | None:
    received = bytearray()
    while len(received) < count:
        piece = channel.recv(min(count - len(received), 1 << 20))
        if not piece:
            return None
        received += piece
    return bytes(received)
