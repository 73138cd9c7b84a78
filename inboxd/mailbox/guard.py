"""Sockets that an operation cannot hang on or drown in: each receives within a time and a number of bytes.

A time-out per call is not enough: a server that sends one byte every few seconds never trips it. So every operation has
a `Meter`, and the socket asks it before and after each read.
"""

import socket
import ssl
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Flood(OSError):
    """The server sent, or announced, more than the operation allows."""


class Meter:
    """What the operation under way may still cost. `call_seconds`: the longest wait for one read."""

    def __init__(self, call_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.call_seconds = call_seconds
        self._clock = clock
        self._until = clock() + call_seconds
        self._left = 0

    def start(self, seconds: float, size: int) -> None:
        """Begin an operation that may last `seconds` and receive `size` bytes."""
        self._until = self._clock() + seconds
        self._left = size

    def patience(self) -> float:
        """Give the seconds that the next read may wait.

        :raises TimeoutError: where the operation's time is over
        """
        remaining = self._until - self._clock()
        if remaining <= 0:
            raise TimeoutError("the server took too long for one operation")
        return min(self.call_seconds, remaining)

    def allow(self, size: int) -> None:
        """Refuse to begin receiving `size` bytes when they are too many: nothing is reserved for them.

        :raises Flood: then
        """
        if size > self._left:
            raise Flood(f"the server announced {size} bytes, more than was asked for")

    def count(self, size: int) -> None:
        """Take `size` received bytes off.

        :raises Flood: where they are too many
        """
        self._left -= size
        if self._left < 0:
            raise Flood("the server sent more than was asked for")


class MeteredSocket(socket.socket):
    """A plain socket that asks a meter; used until STARTTLS."""

    def __init__(self, raw: socket.socket, meter: Meter) -> None:
        super().__init__(raw.family, raw.type, raw.proto, fileno=raw.detach())
        self.settimeout(meter.call_seconds)
        self._meter = meter

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        self.settimeout(self._meter.patience())
        data = super().recv(bufsize, flags)
        self._meter.count(len(data))
        return data

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        self.settimeout(self._meter.patience())
        size = super().recv_into(buffer, nbytes, flags)
        self._meter.count(size)
        return size


class MeteredTlsSocket(ssl.SSLSocket):
    """A TLS socket that asks a meter; `recv` and `recv_into` of its base both come down to `read`."""

    meter: Meter

    def read(self, size: int = 1024, buffer: Any = None) -> Any:
        self.settimeout(self.meter.patience())
        found: Any = super().read(size, buffer)
        self.meter.count(len(found) if buffer is None else found)
        return found


def client_context(cafile: str | None, meter: Meter) -> ssl.SSLContext:
    """Give a context that checks certificate and host name, and whose sockets ask `meter`.

    :raises OSError: where `cafile` cannot be read or holds no certificate
    """
    context = ssl.create_default_context(cafile=cafile)
    metered = type("ConnectionSocket", (MeteredTlsSocket,), {"meter": meter})
    context.sslsocket_class = cast(type[ssl.SSLSocket], metered)
    return context
