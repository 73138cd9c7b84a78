"""Servers that hang: one that accepts and says nothing, and a mail server that takes its time over its yes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Silent:
    """A port that accepts connections and never says a word."""

    port: int
    connections: list[socket.socket] = field(default_factory=list)


@contextmanager
def silent_server() -> Iterator[Silent]:
    """Give a server that says nothing until the test is over."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Silent(listener.getsockname()[1])

        def accept() -> None:
            while True:
                try:
                    server.connections.append(listener.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            for connection in server.connections:
                connection.close()


class SlowMailServer:
    """Takes mails without encryption and keeps its yes to each back until `answers` is set."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []  # the contents, as soon as they are there
        self.answers = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> "SlowMailServer":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.answers.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rwb", buffering=0) as line:
                line.write(b"220 slow\r\n")
                while command := line.readline():
                    line.write(self._answer(command.strip().upper(), line))
        except OSError:
            return  # the other side went away

    def _answer(self, command: bytes, line: socket.SocketIO) -> bytes:
        if command != b"DATA":
            return b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n"
        line.write(b"354 go on\r\n")
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            content += line.readline()
        self.taken.append(content)
        self.answers.wait()
        return b"250 taken\r\n"
