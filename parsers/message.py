"""Bytes → Message: the envelope and the parts of a mail, whatever state it is in.

The only importer of mail-parser. Real mail makes it and the standard library's newer calls raise, so that every call is
guarded, and what cannot be parsed as MIME is read as plain text: text is never thrown away.
"""

import hashlib
import logging
import quopri
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as MimePart
from email.utils import getaddresses, parsedate_to_datetime

import mailparser  # type: ignore[import-untyped]

from parsers.charset import decoded
from parsers.containers import contents, is_tnef
from parsers.context import Limits
from parsers.reasons import Reason

# It warns on standard error of every part that it does not know, in the mail's own words.
logging.getLogger("mailparser").setLevel(logging.CRITICAL)

MESSAGE_ID_LENGTH = 998  # RFC 5322 allows no longer line; what is cut off could only make strangers alike

_OPENED_FOR_A_PART = 5  # multiparts, messages and containers that may be opened for each part that a message may have
_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_MESSAGE_ID = re.compile(rb"^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(rb"^from[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)
_EIGHT_BIT = re.compile(rb"[^\s<>\"@,]*[\x80-\xff][^\s<>\"@,]*(?:[ ][^\s<>\"@,]*[\x80-\xff][^\s<>\"@,]*)*")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+\.[^\s<>()\[\],;:\"@]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a copy of a message from another message.

    `body_sha256` is of the sender and of the bytes after the header: programs that give every mail the same Message-ID
    exist, and two people may write the same words.
    """

    message_id: str | None  # as in the header, with its angle brackets; None where it is missing
    body_sha256: str  # 64 hexadecimal digits


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


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of the MIME tree, its transfer encoding undone."""

    index: int
    media_type: str
    data: bytes
    envelope: Envelope  # of the message that it stands in: a forwarded one has its own
    level: int = 0  # 0: of the outer message; 1: of a message attached to it; …
    charset: str | None = None
    name: str | None = None
    content_id: str | None = None
    disposition: str | None = None  # "inline", "attachment", …
    alternative: int | None = None  # parts of one multipart/alternative share this number
    flowed: bool = False
    delsp: bool = False
    report: str | None = None  # report-type of the multipart/report around it


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as it was read; `doubts` says what could not be."""

    envelope: Envelope
    parts: tuple[Part, ...] = ()
    doubts: tuple[Reason, ...] = ()


def identity(data: bytes) -> Identity:
    """Give the Identity of a raw message without reading its MIME structure; never raises."""
    header, body = _split(data)
    found = _MESSAGE_ID.search(header)
    text = b" ".join(found.group(1).split()).decode("ascii", "replace") if found else ""
    sender = b" ".join(_FROM.findall(header)).split()
    said = hashlib.sha256(b" ".join(sender) + b"\n" + body.rstrip(b"\r\n"))
    return Identity(text[:MESSAGE_ID_LENGTH] or None, said.hexdigest())


def parse(data: bytes, limits: Limits) -> Message:
    """Give the Message that bytes hold; what is no mail at all becomes one part of plain text."""
    return _Reader(limits).message(data)


def _split(data: bytes) -> tuple[bytes, bytes]:
    end = _HEADER_END.search(data)
    return (data[: end.start()], data[end.end() :]) if end else (data, b"")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a part: the message that it is of, and how deep it lies."""

    envelope: Envelope
    level: int = 0  # messages around it
    depth: int = 0  # multiparts and containers around it, in the innermost message
    alternative: int | None = None
    report: str | None = None

    def within(self, alternative: int | None = None, report: str | None = None) -> "_Around":
        """Give the surroundings of what a multipart or a container holds."""
        return replace(
            self, depth=self.depth + 1, alternative=alternative or self.alternative, report=report or self.report
        )

    def in_message(self, envelope: Envelope) -> "_Around":
        """Give the surroundings of what an attached message holds."""
        return _Around(envelope, self.level + 1, report=self.report)


class _Reader:
    """Walks the tree of one message, and of the messages and containers in it, within the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.parts: list[Part] = []
        self.doubts: list[Reason] = []
        self.alternatives = 0
        self.opened = 0  # multiparts, messages and containers: some hold nothing but each other
        self.room = limits.unpacked_bytes

    def message(self, data: bytes) -> Message:
        root, envelope = _parsed(data)
        if root is None:
            _, body = _split(data)
            self.parts.append(Part(0, "text/plain", body, envelope))
        else:
            self._walk(root, _Around(envelope))
        return Message(envelope, tuple(self.parts), tuple(dict.fromkeys(self.doubts)))

    def _walk(self, part: MimePart, around: _Around) -> None:
        if self._is_too_much(around):
            self.doubts.append(Reason.TOO_MANY_PARTS)
            return
        kind = part.get_content_type()
        children = part.get_payload() if part.is_multipart() else None
        if not isinstance(children, list):
            self._leaf(part, kind, around)
            return
        self.opened += 1
        alternative, report = None, None
        if kind == "multipart/alternative" and around.alternative is None:
            alternative = self._next_alternative()
        elif kind == "multipart/report":
            report = _parameter(part, "report-type") or "unknown"
        for child in children:
            if not isinstance(child, MimePart):
                continue
            if kind == "message/rfc822":
                self._walk(child, around.in_message(_envelope(child)))
            elif kind.startswith("message/"):
                self._walk(child, around.in_message(around.envelope))
            else:
                self._walk(child, around.within(alternative, report))

    def _is_too_much(self, around: _Around) -> bool:
        limits = self.limits
        return (
            around.level > limits.depth
            or around.depth > limits.depth
            or len(self.parts) >= limits.parts
            or self.opened >= _OPENED_FOR_A_PART * limits.parts
        )

    def _next_alternative(self) -> int:
        self.alternatives += 1
        return self.alternatives

    def _leaf(self, part: MimePart, kind: str, around: _Around) -> None:
        data, name = _payload(part), _file_name(part)
        if len(data) > self.limits.attachment_bytes:
            self.doubts.append(Reason.TOO_LARGE)
            return
        if kind == "message/rfc822" or (name or "").casefold().endswith(".eml"):
            root, nested = _parsed(data)
            if root is not None and nested.headers:
                self.opened += 1
                self._walk(root, around.in_message(nested))
                return
        if self._is_container(part, data, name, around):
            return
        disposition = (_parameter(part, None, "content-disposition") or "").casefold() or None
        self.parts.append(
            Part(
                index=len(self.parts), media_type=kind, data=data, envelope=around.envelope, level=around.level,
                charset=_charset(part), name=name, content_id=_text(part.get("content-id")) or None,
                disposition=disposition, alternative=around.alternative, report=around.report,
                flowed=(_parameter(part, "format") or "").casefold() == "flowed",
                delsp=(_parameter(part, "delsp") or "").casefold() == "yes",
            )
        )  # fmt: skip

    def _is_container(self, part: MimePart, data: bytes, name: str | None, around: _Around) -> bool:
        """Walk what a container holds; False where the part is none, or none that can be opened."""
        held = contents(part, data, name, self.room, self.limits.parts)
        if held is None:
            return False
        if self._is_too_much(around.within()):
            self.doubts.append(Reason.TOO_MANY_PARTS)
            return False
        self.opened += 1
        self.doubts += held.doubts
        self.room -= held.unpacked
        self._walk(held.part, around.within(self._same_letter(around) if is_tnef(data) else None))
        return True

    def _same_letter(self, around: _Around) -> int | None:
        """Give the number that a letter in winmail.dat shares with the plain text that Exchange puts before it."""
        for part in self.parts:
            own = part.envelope is around.envelope and part.level == around.level
            if own and part.media_type == "text/plain" and part.name is None and part.disposition != "attachment":
                number = part.alternative or self._next_alternative()
                self.parts[part.index] = replace(part, alternative=number)
                return number
        return None


def _parsed(data: bytes) -> tuple[MimePart | None, Envelope]:
    """Give the MIME tree and the envelope; None for the tree where nothing can make one of the bytes."""
    data = _with_encoded_words(data.lstrip(b"\r\n\x00 \t"))
    try:
        mail = mailparser.parse_from_bytes(data)
        root = mail.message
        if isinstance(root, MimePart):
            return root, _envelope(root, mail)
    except Exception:  # noqa: S110 - facts of real mail: AttributeError, LookupError, RecursionError, …
        pass
    try:
        root = message_from_bytes(data)
        return root, _envelope(root)
    except Exception:  # a nesting too deep for the parser
        try:
            header, _ = _split(data)
            return None, _envelope(message_from_bytes(header + b"\r\n\r\n"))
        except Exception:
            return None, Envelope()


def _with_encoded_words(data: bytes) -> bytes:
    """Give the message with raw 8-bit text in its header as encoded words; mail-parser would drop it."""
    header, _ = _split(data)
    if header.isascii():
        return data

    def encode(found: re.Match[bytes]) -> bytes:
        text = decoded(found.group(), None).encode()
        return b"=?utf-8?q?" + quopri.encodestring(text, header=True).replace(b"=\n", b"").replace(b"?", b"=3F") + b"?="

    return _EIGHT_BIT.sub(encode, header) + data[len(header) :]


def _envelope(part: MimePart, mail: mailparser.MailParser | None = None) -> Envelope:
    headers = tuple((key.casefold(), _unfolded(_text(value))) for key, value in part.items())
    own = Envelope(headers=headers)
    # mail-parser drops the space between an encoded word and what stands after a line break.
    subject = _decoded_header(own.header("subject") or "") or (_text(mail.subject) if mail else "")
    received = own.header("received")
    return Envelope(
        message_id=(own.header("message-id") or "")[:MESSAGE_ID_LENGTH] or None,
        subject=_unfolded(subject),
        senders=_addresses(mail.from_ if mail else None, own.header("from")),
        reply_to=_addresses(mail.reply_to if mail else None, own.header("reply-to")),
        date=_date(own.header("date")),
        received=_date(received.rpartition(";")[2]) if received else None,
        headers=headers,
    )


def _addresses(parsed: object, raw: str | None) -> tuple[Address, ...]:
    """Give the addresses of a header: mail-parser's where they are any, else the standard library's."""
    pairs: list[tuple[str, str]] = []
    if isinstance(parsed, list):
        pairs = [(str(p[0]), str(p[1])) for p in parsed if isinstance(p, tuple) and len(p) == 2]
    if not any("@" in address for _, address in pairs):
        try:
            pairs = [(_decoded_header(name), address) for name, address in getaddresses([raw or ""])]
        except Exception:  # getaddresses raises on some malformed headers
            pairs = []
    stripped = [(_unfolded(name), address.strip()) for name, address in pairs]
    found = [Address(name, address) for name, address in stripped if _ADDRESS.fullmatch(address)]
    if not found and raw:
        found = [Address("", address) for address in _ADDRESS.findall(raw)]
    return tuple(found)


def _decoded_header(text: str) -> str:
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


def _payload(part: MimePart) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # an unknown charset or encoding
        data = None
    if isinstance(data, bytes):
        return data
    text = part.get_payload()
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else b""


def _file_name(part: MimePart) -> str | None:
    try:
        name = part.get_filename()
    except Exception:  # RFC 2231 with an unknown charset
        return None
    return _unfolded(_decoded_header(name))[:255] if name else None


def _charset(part: MimePart) -> str | None:
    try:
        return part.get_content_charset()
    except Exception:  # a charset in a charset
        return None


def _parameter(part: MimePart, name: str | None, header: str = "content-type") -> str | None:
    """Give a header's parameter, or its value where `name` is None."""
    try:
        if name is None:
            return _text(part.get(header)).partition(";")[0].strip() or None
        value = part.get_param(name, header=header)
    except Exception:
        return None
    return value if isinstance(value, str) else None


def _text(value: object) -> str:
    return str(value) if value is not None else ""


def _unfolded(text: str) -> str:
    """Give the text on one line: a line break in a header is folding, or smuggled in."""
    return " ".join(text.split())
