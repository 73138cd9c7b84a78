"""An IMAP server over TLS that misbehaves at one step, as told; everything else it does as a small server would."""

import re
import socket
import ssl
import threading
from collections.abc import Callable

from tests.servers.tls import Tls

Answer = bytes | Callable[["Line"], None]
ONE = b"From: anne@example.org\r\n\r\nJe viendrai.\r\n"
OK = b"TAG OK done\r\n"
ANSWERS: dict[str, Answer] = {
    "GREETING": b"* OK ready\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 MOVE UIDPLUS IDLE\r\n" + OK,
    "LOGIN": OK,
    "LOGOUT": b"* BYE\r\n" + OK,
    "LIST": b'* LIST () "/" ""\r\n' + OK,
    "SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\nTAG OK [READ-WRITE] done\r\n",
    "SEARCH": b"* SEARCH 1\r\n" + OK,
    "FACTS": b'* 1 FETCH (UID 1 RFC822.SIZE %d INTERNALDATE "03-Sep-2018 08:30:00 +0000" FLAGS ())\r\n' % len(ONE) + OK,
    "BODY": b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\n%s)\r\n" % (len(ONE), ONE) + OK,
}


class Line:
    """One connection; `sent` counts what the other side let us send."""

    def __init__(self, connection: ssl.SSLSocket, server: "Rogue") -> None:
        self._connection = connection
        self._server = server
        self.tag = b"*"

    def send(self, data: bytes) -> None:
        """Send, and count."""
        self._connection.sendall(data.replace(b"TAG", self.tag))
        self._server.sent += len(data)

    def wait(self) -> None:
        """Say nothing until the test is over."""
        self._server.over.wait()

    def trickle(self) -> None:
        """Send a byte now and then, for ever: no time-out of a single read notices."""
        while not self._server.over.wait(0.2):
            self.send(b"x")

    def serve(self) -> None:
        """Answer command after command."""
        self._answer("GREETING")
        with self._connection.makefile("rb") as lines:
            for line in lines:
                self.tag, _, command = line.rstrip().partition(b" ")
                name = re.sub(rb"^UID ", b"", command).split(b" ")[0].decode().upper()
                if name == "FETCH":
                    name = "BODY" if b"BODY.PEEK" in command else "FACTS"
                self._server.asked.append(name)
                self._answer(name)

    def _answer(self, name: str) -> None:
        answer = self._server.answers[name]
        if callable(answer):
            answer(self)
        else:
            self.send(answer)


class Rogue:
    """The server, on a port of its own. `answers` says what it does at which step."""

    def __init__(self, tls: Tls, **changes: Answer) -> None:
        self.answers = ANSWERS | changes
        self.sent = 0
        self.asked: list[str] = []
        self.over = threading.Event()
        self._context = tls.server_context()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []

    def __enter__(self) -> "Rogue":
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            connection.close()
        for thread in self._threads:
            thread.join(10)

    def _start(self, run: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                raw, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, raw)

    def _serve(self, raw: socket.socket) -> None:
        try:
            with raw, self._context.wrap_socket(raw, server_side=True) as connection:
                self._connections.append(connection)
                Line(connection, self).serve()
        except (OSError, ValueError):  # the other side had enough, or the test is over
            return
