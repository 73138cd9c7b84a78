"""Bytes → the MIME tree of a mail and its Envelope: the header decoded, a header a line, whatever state it is in.

The only importer of mail-parser. Real mail makes it and the standard library's newer calls raise, so that every call is
guarded.
"""

import logging
import quopri
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as MimePart
from email.utils import getaddresses, parsedate_to_datetime

import mailparser  # type: ignore[import-untyped]

from parsers.mail.charset import decoded

# It warns on standard error of every part that it does not know, in the mail's own words.
logging.getLogger("mailparser").setLevel(logging.CRITICAL)

MESSAGE_ID_LENGTH = 998  # RFC 5322 allows no longer line; what is cut off could only make strangers alike

_LONGEST_FIELD = 100_000  # bytes; a letter to three thousand people
_FIELD = re.compile(rb"^[^\r\n]+(?:\r?\n[ \t][^\r\n]*)*", re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_EIGHT_BIT = re.compile(rb"[^\s<>\"@,]*[\x80-\xff][^\s<>\"@,]*(?:[ ][^\s<>\"@,]*[\x80-\xff][^\s<>\"@,]*)*")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+\.[^\s<>()\[\],;:\"@]+")


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a header, as written."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the header says, decoded; `headers` holds all of it, names in lower case, in order."""

    message_id: str | None = None
    subject: str = ""
    senders: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date: datetime | None = None  # aware
    received: datetime | None = None  # of the topmost Received header, aware
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str | None:
        """Give the first header of that name (in lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


def split(data: bytes) -> tuple[bytes, bytes]:
    """Give the header and what follows the empty line after it."""
    end = _HEADER_END.search(data)
    return (data[: end.start()], data[end.end() :]) if end else (data, b"")


def parsed(data: bytes) -> tuple[MimePart | None, Envelope]:
    """Give the MIME tree and the envelope; None for the tree where nothing can make one of the bytes."""
    data = _with_encoded_words(_with_short_fields(data.lstrip(b"\r\n\x00 \t")))
    try:
        mail = mailparser.parse_from_bytes(data)
        root = mail.message
        if isinstance(root, MimePart):
            return root, envelope_of(root, mail)
    except Exception:  # noqa: S110 - facts of real mail: AttributeError, LookupError, RecursionError, …
        pass
    try:
        root = message_from_bytes(data)
        return root, envelope_of(root)
    except Exception:  # a nesting too deep for the parser
        try:
            header, _ = split(data)
            return None, envelope_of(message_from_bytes(header + b"\r\n\r\n"))
        except Exception:
            return None, Envelope()


def _with_short_fields(data: bytes) -> bytes:
    """Give the message with its longest header fields cut off: mail-parser takes seconds for a million addresses."""
    header, _ = split(data)
    if len(header) <= _LONGEST_FIELD:
        return data
    return _FIELD.sub(lambda field: field.group()[:_LONGEST_FIELD], header) + data[len(header) :]


def _with_encoded_words(data: bytes) -> bytes:
    """Give the message with raw 8-bit text in its header as encoded words; mail-parser would drop it."""
    header, _ = split(data)
    if header.isascii():
        return data

    def encode(found: re.Match[bytes]) -> bytes:
        text = decoded(found.group(), None).encode()
        return b"=?utf-8?q?" + quopri.encodestring(text, header=True).replace(b"=\n", b"").replace(b"?", b"=3F") + b"?="

    return _EIGHT_BIT.sub(encode, header) + data[len(header) :]


def envelope_of(part: MimePart, mail: mailparser.MailParser | None = None) -> Envelope:
    """Give the envelope of a message; of what mail-parser reads, what it reads well."""
    headers = tuple((key.casefold(), unfolded(as_text(value))) for key, value in part.items())
    own = Envelope(headers=headers)
    # mail-parser drops the space between an encoded word and what stands after a line break.
    subject = decoded_header(own.header("subject") or "") or (as_text(mail.subject) if mail else "")
    received = own.header("received")
    return Envelope(
        message_id=(own.header("message-id") or "")[:MESSAGE_ID_LENGTH] or None,
        subject=unfolded(subject),
        senders=_addresses(mail.from_ if mail else None, own.header("from")),
        reply_to=_addresses(mail.reply_to if mail else None, own.header("reply-to")),
        date=_date(own.header("date")),
        received=_date(received.rpartition(";")[2]) if received else None,
        headers=headers,
    )


def addresses_in(header: str | None) -> tuple[Address, ...]:
    """Give the addresses of one header as it stands, names decoded."""
    return _addresses(None, header) if header else ()


def _addresses(parsed: object, raw: str | None) -> tuple[Address, ...]:
    """Give the addresses of a header: mail-parser's where they are any, else the standard library's."""
    pairs: list[tuple[str, str]] = []
    if isinstance(parsed, list):
        pairs = [(str(p[0]), str(p[1])) for p in parsed if isinstance(p, tuple) and len(p) == 2]
    if not any("@" in address for _, address in pairs):
        try:
            pairs = [(decoded_header(name), address) for name, address in getaddresses([raw or ""])]
        except Exception:  # getaddresses raises on some malformed headers
            pairs = []
    stripped = [(unfolded(name), address.strip()) for name, address in pairs]
    found = [Address(name, address) for name, address in stripped if _ADDRESS.fullmatch(address)]
    if not found and raw:
        found = [Address("", address) for address in _ADDRESS.findall(raw)]
    return tuple(found)


def decoded_header(text: str) -> str:
    """Give a header with its encoded words decoded."""
    try:
        return str(make_header(decode_header(text)))
    except Exception:  # unknown charsets, broken base64
        return text


def _date(text: str | None) -> datetime | None:
    try:
        when = parsedate_to_datetime((text or "").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when


def as_text(value: object) -> str:
    """Give a header's value as text; the library gives an object of its own where it is 8-bit."""
    return str(value) if value is not None else ""


def unfolded(text: str) -> str:
    """Give the text on one line: a line break in a header is folding, or smuggled in."""
    return " ".join(text.split())
