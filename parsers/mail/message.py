"""Bytes → Message: the envelope and the parts of a mail, and of what is in it, whatever state it is in.

What cannot be parsed as MIME is read as plain text: text is never thrown away.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from email.message import Message as MimePart

from parsers.context import Limits
from parsers.mail.containers import contents, is_tnef
from parsers.mail.envelope import (
    MESSAGE_ID_LENGTH,
    Address,
    Envelope,
    as_text,
    decoded_header,
    envelope_of,
    parsed,
    split,
    unfolded,
)
from parsers.mail.mending import encoded_message, is_headless, parted, payload
from parsers.reasons import Reason

__all__ = ["Address", "Envelope", "Identity", "Message", "Part", "identity", "parse"]

_OPENED_FOR_A_PART = 5  # multiparts, messages and containers that may be opened for each part that a message may have
_MESSAGE_ID = re.compile(rb"^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(rb"^from[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a copy of a message from another message.

    `body_sha256` is of the sender and of the bytes after the header: programs that give every mail the same Message-ID
    exist, and two people may write the same words.
    """

    message_id: str | None  # as in the header, with its angle brackets; None where it is missing
    body_sha256: str  # 64 hexadecimal digits


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
    report: str | None = None  # report-type of the multipart/report around it, in the outer message


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as it was read; `doubts` says what could not be."""

    envelope: Envelope
    parts: tuple[Part, ...] = ()
    doubts: tuple[Reason, ...] = ()


def identity(data: bytes) -> Identity:
    """Give the Identity of a raw message without reading its MIME structure; never raises."""
    header, body = split(data)
    found = _MESSAGE_ID.search(header)
    text = b" ".join(found.group(1).split()).decode("ascii", "replace") if found else ""
    sender = b" ".join(_FROM.findall(header)).split()
    said = hashlib.sha256(b" ".join(sender) + b"\n" + body.rstrip(b"\r\n"))
    return Identity(text[:MESSAGE_ID_LENGTH] or None, said.hexdigest())


def parse(data: bytes, limits: Limits) -> Message:
    """Give the Message that bytes hold; what is no mail at all becomes one part of plain text."""
    return _Reader(limits).message(data)


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
        root, envelope = parsed(data)
        if root is None or is_headless(root):
            body = data if root is not None else split(data)[1]
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
        if kind == "message/rfc822" and self._is_message(encoded_message(part), around):
            return
        self.opened += 1
        alternative, report = None, None
        if kind == "multipart/alternative" and around.alternative is None:
            alternative = self._next_alternative()
        elif kind == "multipart/report" and not around.level:  # one that a person passes on is no report of this mail
            report = _parameter(part, "report-type") or "unknown"
        for child in children:
            if not isinstance(child, MimePart):
                continue
            if kind == "message/rfc822":
                self._walk(child, around.in_message(envelope_of(child)))
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
        data, name = payload(part), _file_name(part)
        if kind.startswith("multipart/"):
            self._walk(parted(part, data), around.within())
            return
        if len(data) > self.limits.attachment_bytes:
            self.doubts.append(Reason.TOO_LARGE)
            return
        is_mail = kind == "message/rfc822" or (name or "").casefold().endswith(".eml")
        if (is_mail and self._is_message(data, around)) or self._is_container(part, data, name, around):
            return
        disposition = (_parameter(part, None, "content-disposition") or "").casefold() or None
        self.parts.append(
            Part(
                index=len(self.parts), media_type=kind, data=data, envelope=around.envelope, level=around.level,
                charset=_charset(part), name=name, content_id=as_text(part.get("content-id")) or None,
                disposition=disposition, alternative=around.alternative, report=around.report,
                flowed=(_parameter(part, "format") or "").casefold() == "flowed",
                delsp=(_parameter(part, "delsp") or "").casefold() == "yes",
            )
        )  # fmt: skip

    def _is_message(self, data: bytes | None, around: _Around) -> bool:
        """Walk an attached message; False where the bytes are none."""
        root, nested = parsed(data) if data else (None, around.envelope)
        if root is None or not nested.headers:
            return False
        self.opened += 1
        self._walk(root, around.in_message(nested))
        return True

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


def _file_name(part: MimePart) -> str | None:
    try:
        name = part.get_filename()
    except Exception:  # RFC 2231 with an unknown charset
        return None
    return unfolded(decoded_header(name))[:255] if name else None


def _charset(part: MimePart) -> str | None:
    try:
        return part.get_content_charset()
    except Exception:  # a charset in a charset
        return None


def _parameter(part: MimePart, name: str | None, header: str = "content-type") -> str | None:
    """Give a header's parameter, or its value where `name` is None."""
    try:
        if name is None:
            return as_text(part.get(header)).partition(";")[0].strip() or None
        value = part.get_param(name, header=header)
    except Exception:
        return None
    return value if isinstance(value, str) else None
