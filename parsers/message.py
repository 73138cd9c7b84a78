"""Bytes → Message: the envelope and the parts of a mail, whatever state it is in."""

import hashlib
import re
from dataclasses import dataclass

MESSAGE_ID_LENGTH = 998  # RFC 5322 allows no longer line; what is cut off could only make strangers alike

_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_MESSAGE_ID = re.compile(rb"^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a copy of a message from another message: `body_sha256` is of the bytes after the header."""

    message_id: str | None  # as in the header, with its angle brackets; None where it is missing
    body_sha256: str  # 64 hexadecimal digits


def identity(data: bytes) -> Identity:
    """Give the Identity of a raw message without reading its MIME structure; never raises."""
    end = _HEADER_END.search(data)
    header, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    found = _MESSAGE_ID.search(header)
    text = b" ".join(found.group(1).split()).decode("ascii", "replace") if found else ""
    return Identity(text[:MESSAGE_ID_LENGTH] or None, hashlib.sha256(body.rstrip(b"\r\n")).hexdigest())
