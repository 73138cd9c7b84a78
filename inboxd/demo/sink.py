"""A mail server that keeps what it is given: every mail becomes files that a browser or an editor opens."""

import email
import re
import socket
from email import policy
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from inboxd.errors import InboxdError

ATTEMPTS = 5  # another program may take a free port before we do
_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]+")  # in a file's name; a recipient is a stranger's text


class Sink:
    """An SMTP server on this machine; nothing that it takes leaves the machine."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writer = _Writer(folder)
        self._controller: Controller | None = None
        self.port = 0

    def __enter__(self) -> Self:
        for _attempt in range(ATTEMPTS):
            self.port = free_port()
            controller = Controller(self._writer, hostname="127.0.0.1", port=self.port)
            try:
                controller.start()
            except OSError:
                continue
            self._controller = controller
            return self
        raise InboxdError("no port of this machine could be opened for the demo's mail server")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._controller is not None:
            self._controller.stop()

    @property
    def message_ids(self) -> tuple[str, ...]:
        """The Message-ID of every mail that was taken, in their order."""
        return tuple(self._writer.message_ids)

    def shown(self, number: int) -> Path | None:
        """Give the file in which mail `number` (from 0) can be read; None where there is no such mail."""
        if not 0 <= number < len(self._writer.stems):
            return None
        stem = self._writer.stems[number]
        html = stem.with_name(stem.name + ".html")
        return html if html.exists() else stem.with_name(stem.name + ".eml")


class _Writer:
    """What aiosmtpd calls for each mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.message_ids: list[str] = []
        self.stems: list[Path] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        data = envelope.content if isinstance(envelope.content, bytes) else b""
        message = email.message_from_bytes(data, policy=policy.default)
        recipient = _UNSAFE.sub("_", envelope.rcpt_tos[0])[:80] if envelope.rcpt_tos else "nobody"
        stem = self._folder / f"{len(self.message_ids) + 1:02}-{recipient}"
        try:
            write_mail(stem, data, message)
        except OSError:
            return "452 4.3.1 the mail could not be written"
        self.message_ids.append(str(message["Message-ID"]))
        self.stems.append(stem)
        return "250 2.0.0 kept"


def write_mail(stem: Path, data: bytes, message: EmailMessage) -> None:
    """Write a mail as STEM.eml, and beside it what it shows as .html and .txt."""
    stem.with_name(stem.name + ".eml").write_bytes(data)
    for kind, ending in (("plain", ".txt"), ("html", ".html")):
        body = message.get_body((kind,))
        if body is not None:
            stem.with_name(stem.name + ending).write_text(body.get_content(), encoding="utf-8")


def free_port(wanted: int = 0) -> int:
    """Give `wanted` where nobody listens on it, else a port that is free now."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise InboxdError("no port of this machine is free")
