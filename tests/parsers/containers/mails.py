"""Mails around a container, and the coupon that is in it."""

import base64
import zipfile
from io import BytesIO

from parsers import read
from parsers.context import Limits
from parsers.mail.message import Message, parse
from parsers.reading import Reading
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT

LIMITS = Limits()
COUPON = (
    "COUPON-RÉPONSE\r\nForum des rivières vivantes\r\nNom : MORVAN\r\nPrénom : Léa\r\n"
    "Organisme : Syndicat de la Loire\r\nAteliers :\r\n[x] Prévenir les crues\r\n[ ] Passes à poissons\r\n"
)
HEADER = (
    b"From: Secretariat <secretariat@syndicat-loire.example>\r\nTo: forum@example.org\r\n"
    b"Subject: Forum des rivieres\r\nDate: Tue, 16 Feb 2021 10:00:00 +0100\r\n"
    b"Message-ID: <c@syndicat-loire.example>\r\nMIME-Version: 1.0\r\n"
)


def part(data: bytes, media_type: str, name: str | None = None) -> bytes:
    """Give an attachment as it stands between two boundaries."""
    disposition = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    return (
        f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n{disposition}\r\n".encode()
        + base64.encodebytes(data)
    )


def text(words: str) -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + words.encode()


def mail(*parts: bytes, subtype: str = "mixed") -> bytes:
    """Give a mail of several parts."""
    body = b"".join(b"\r\n--bound\r\n" + one for one in parts)
    return HEADER + f"Content-Type: multipart/{subtype}; boundary=bound\r\n".encode() + body + b"\r\n--bound--\r\n"


def attached(
    data: bytes, name: str, media_type: str = "application/octet-stream", words: str = "Voir ci-joint."
) -> bytes:
    """Give a mail with a few words and an attachment."""
    return mail(text(words), part(data, media_type, name))


def parsed(data: bytes) -> Message:
    return parse(data, LIMITS)


def named(message: Message) -> list[tuple[str | None, bytes]]:
    """Give the parts that are files."""
    return [(p.name, p.data) for p in message.parts if p.disposition == "attachment"]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def read_sure(data: bytes) -> Reading:
    """Give the Reading, after a look that it is the coupon's and that no part was left unread."""
    reading = read(data, CONTEXT)
    assert [(a.last_name, a.organisation, a.workshops) for a in reading.attendees] == [
        ("Morvan", "Syndicat de la Loire", ("crues",))
    ]
    assert not {Reason.UNREADABLE, Reason.UNSUPPORTED_FILE, Reason.TOO_MANY_PARTS} & set(reading.doubts)
    return reading
