"""An SMTP server that is the witness of what was sent: in the test's own process, or as a process of its own.

By the recipient's address it behaves as servers do: `full@` 452, `gone@` 550, `grey@` 450 at the first attempt,
`drop@` takes the first mail and then drops the line before it has said so; a mail with an `X-Drop` header always does.

    python -m tests.servers.smtp --port 2525 --box FOLDER

keeps each mail that it took in a file, which is on the disk before the client hears yes.
"""

import argparse
import email
import email.policy
import itertools
import os
import signal
import threading
import time
from asyncio import Transport
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.account import free_port
from tests.servers.tls import Tls

USER = "inboxd"
PASSWORD = "smtp-secret"


@dataclass(frozen=True, slots=True)
class Received:
    """One mail that the server took, with its envelope. `mail_from` is empty for a null return path."""

    mail_from: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def message_id(self) -> str:
        """The Message-ID as written, with its angle brackets."""
        return str(self.message["Message-ID"])


class Witness:
    """aiosmtpd's handler: says yes or no by the recipient and hands what it took to `keep` before the answer."""

    def __init__(self, keep: Callable[[Received], None]) -> None:
        self._keep = keep
        self._seen: set[tuple[str, str]] = set()

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("full@"):
            return "452 4.2.2 mailbox full"
        if address.startswith("gone@"):
            return "550 5.1.1 no such user"
        if address.startswith("grey@") and self._first("grey", address):
            return "450 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        mail_from = (envelope.mail_from or "").removeprefix("<>")
        self._keep(Received(mail_from, tuple(envelope.rcpt_tos), content))
        if self._drops(envelope.rcpt_tos, content) and isinstance(server.transport, Transport):
            server.transport.abort()
        return "250 2.0.0 queued"

    def _drops(self, recipients: list[str], content: bytes) -> bool:
        head = content.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
        if b"\nx-drop:" in b"\n" + head:
            return True
        return any(address.startswith("drop@") and self._first("drop", address) for address in recipients)

    def _first(self, what: str, address: str) -> bool:
        first = (what, address) not in self._seen
        self._seen.add((what, address))
        return first


class SmtpSink:
    """An SMTP server in a thread of the test: STARTTLS and sign-in on `port`, TLS from the first byte on `tls_port`.

    `received` grows as mails come in. `stop` and `start` keep the ports and what was received.
    """

    host = "127.0.0.1"
    user = USER
    password = PASSWORD

    def __init__(self, tls: Tls | None, *, size_limit: int = 20_000_000) -> None:
        """`tls=None` gives a server without TLS and without sign-in, on `port` alone."""
        self.tls = tls
        self.cafile = None if tls is None else tls.cafile
        self.port = free_port()
        self.tls_port = free_port()
        self._size_limit = size_limit
        self._lock = threading.Condition()
        self._received: list[Received] = []
        self._witness = Witness(self._keep)
        self._controllers: list[Controller] = []

    @property
    def received(self) -> list[Received]:
        """What was taken so far, oldest first."""
        with self._lock:
            return list(self._received)

    def clear(self) -> None:
        """Forget what was received, and who was refused once."""
        with self._lock:
            self._received.clear()
            self._witness = Witness(self._keep)
            for controller in self._controllers:
                controller.handler = self._witness

    def received_by(self, address: str) -> list[Received]:
        """Give the mails to one address."""
        return [mail for mail in self.received if address in mail.recipients]

    def wait_for(self, count: int, seconds: float = 20.0) -> list[Received]:
        """Wait until `count` mails were taken, and give them.

        :raises TimeoutError: when they do not come in time.
        """
        with self._lock:
            if not self._lock.wait_for(lambda: len(self._received) >= count, seconds):
                raise TimeoutError(f"{len(self._received)} of {count} mails came in {seconds} s")
            return list(self._received)

    def start(self) -> None:
        """Start to listen."""
        self._controllers = controllers(self._witness, self.tls, self.port, self.tls_port, self._size_limit)
        for controller in self._controllers:
            controller.start()

    def stop(self) -> None:
        """Stop to listen; open connections break."""
        for controller in self._controllers:
            controller.stop()
        self._controllers = []

    def _keep(self, mail: Received) -> None:
        with self._lock:
            self._received.append(mail)
            self._lock.notify_all()


def controllers(handler: Witness, tls: Tls | None, port: int, tls_port: int, size_limit: int) -> list[Controller]:
    """Give the listeners of a server, not started yet."""
    common: dict[str, Any] = {"hostname": SmtpSink.host, "data_size_limit": size_limit, "ident": "test sink"}
    if tls is None:
        return [Controller(handler, port=port, **common)]
    common |= {"authenticator": _OneUser(), "auth_required": True}
    context = tls.server_context()
    return [
        Controller(handler, port=port, tls_context=context, require_starttls=True, **common),
        _TlsController(handler, port=tls_port, ssl_context=context, **common),
    ]


class _TlsController(Controller):
    """Speaks TLS from the first byte, and knows it: aiosmtpd would ask for STARTTLS all the same before a password."""

    def factory(self) -> SMTP:
        server: SMTP = super().factory()  # type: ignore[no-untyped-call]
        server._auth_require_tls = False
        return server


class _OneUser:
    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)  # aiosmtpd words the answer


class Box:
    """A folder that keeps each mail in a file of its own; what `keep` has returned from survives a power cut."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = itertools.count(1)

    def keep(self, mail: Received) -> None:
        """Write one mail, its envelope in two lines before it."""
        name = f"{time.time_ns():020d}-{next(self._count):06d}"
        envelope = f"{mail.mail_from}\n{' '.join(mail.recipients)}\n".encode()
        draft = self.folder / f".{name}"
        with draft.open("wb") as file:
            file.write(envelope + mail.content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self.folder / f"{name}.mail")
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def received(self) -> list[Received]:
        """Give the mails in the folder, oldest first."""
        return [self._read(path) for path in sorted(self.folder.glob("*.mail"))]

    @staticmethod
    def _read(path: Path) -> Received:
        mail_from, recipients, content = path.read_bytes().split(b"\n", 2)
        return Received(mail_from.decode(), tuple(recipients.decode().split()), content)


def main() -> None:
    """Run the server until SIGTERM or SIGINT; prints `ready` once it listens."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers.smtp")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--box", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.box.mkdir(parents=True, exist_ok=True)
    (server,) = controllers(Witness(Box(arguments.box).keep), None, arguments.port, 0, 20_000_000)
    signals = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)  # before the server's thread starts, which inherits it
    server.start()
    print("ready", flush=True)
    signal.sigwait(signals)
    server.stop()


if __name__ == "__main__":
    main()
