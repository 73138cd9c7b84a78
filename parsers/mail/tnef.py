"""winmail.dat (TNEF, MS-OXTNEF), as Exchange sends rich text to strangers → MIME parts.

What is damaged or cut off costs only itself: every attribute that stands whole before it is read. A file's every
length is checked against what there is, so that reading takes as long as the file is, whatever it says.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message as MimePart

from parsers.mail import mapi
from parsers.mail.enclosure import Contents, file_part, group, message_part
from parsers.mail.mapi import Properties
from parsers.reasons import Reason

SIGNATURE = b"\x78\x9f\x3e\x22"
_EMBEDDED = bytes.fromhex("0703020000000000C000000000000046")  # IID_IMessage: an attached message follows, as TNEF
_OLE = 16  # bytes of such an identifier before an object
_ATTRIBUTE = struct.Struct("<BHHI")
_CHECKSUM = 2

# Attributes, by the lower half of their numbers.
_SUBJECT, _BODY, _PROPERTIES, _CODEPAGE = 0x8004, 0x800C, 0x9003, 0x9007
_NEW_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005

# Bytes of a property's value by its type; the others are of varying length, or nobody knows how long they are.
_FIXED = {
    0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
}  # fmt: skip
_SHORT = frozenset({0x02, 0x0B})  # two bytes that are filled up to four
_VARYING = frozenset({mapi.STRING8, mapi.UNICODE, mapi.OBJECT, mapi.BINARY})
_MULTIPLE, _NAMED = 0x1000, 0x8000
_MOST_PROPERTIES = 5_000  # of one message or attachment; Outlook writes about a hundred
_DEEPEST = 20  # messages in messages


class _CutOffError(Exception):
    """A file says that it is longer than it is."""


@dataclass(slots=True)
class _Cursor:
    """Reads what stands at a place, and goes on behind it."""

    data: memoryview
    at: int = 0

    def take(self, size: int) -> memoryview:
        if size < 0 or self.at + size > len(self.data):
            raise _CutOffError
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "little")


@dataclass(slots=True)
class _Attachment:
    title: bytes = b""
    data: bytes = b""
    properties: Properties = field(default_factory=Properties)


@dataclass(slots=True)
class _Letter:
    """What the attributes of one message tell."""

    codepage: int | None = None
    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    attachments: list[_Attachment] = field(default_factory=list)
    whole: bool = True

    @property
    def properties(self) -> Properties:
        return Properties(self.values, self.codepage)


def opened(data: bytes) -> Contents:
    """Give what a winmail.dat holds: the letter's bodies and its attachments."""
    letter = _letter(memoryview(data))
    part, doubts = _parts(letter, 0)
    return Contents(part, tuple(doubts))


def _parts(letter: _Letter, depth: int) -> tuple[MimePart, list[Reason]]:
    body, doubts = mapi.bodies(letter.properties)
    if not letter.whole:
        doubts.append(Reason.UNREADABLE)
    parts = [] if body is None else [body]
    for attachment in letter.attachments:
        part, more = _attached(attachment, letter.codepage, depth)
        parts += [part] if part is not None else []
        doubts += more
    return group(parts), doubts


def _attached(attachment: _Attachment, codepage: int | None, depth: int) -> tuple[MimePart | None, list[Reason]]:
    told = attachment.properties
    kept = told.data(mapi.ATTACHED)
    if kept.startswith(_EMBEDDED) and kept[_OLE:].startswith(SIGNATURE):
        if depth >= _DEEPEST:
            return None, [Reason.TOO_MANY_PARTS]
        inner = _letter(memoryview(kept)[_OLE:])
        content, doubts = _parts(inner, depth + 1)
        return message_part(mapi.header(inner.properties), content), doubts
    data = attachment.data or kept
    if not data:
        return None, []
    title = Properties({mapi.ATTACHED_NAME: (mapi.STRING8, attachment.title)}, codepage)
    names = (
        told.text(mapi.ATTACHED_LONG_NAME),
        title.text(mapi.ATTACHED_NAME),
        told.text(mapi.ATTACHED_NAME),
        told.text(mapi.DISPLAY_NAME),
    )
    name = next(filter(None, names), None)
    return file_part(data, name, told.text(mapi.ATTACHED_TYPE), told.text(mapi.ATTACHED_ID)), []


def _letter(data: memoryview) -> _Letter:
    letter = _Letter()
    cursor = _Cursor(data, len(SIGNATURE) + 2)
    try:
        while len(data) - cursor.at >= _ATTRIBUTE.size:  # less is rubbish after the end
            level, name, _, size = _ATTRIBUTE.unpack(cursor.take(_ATTRIBUTE.size))
            if level not in (1, 2):  # rubbish too
                break
            # The last attribute of a file that was cut off: what there is of it is read.
            value = cursor.take(min(size, len(data) - cursor.at))
            letter.whole = letter.whole and len(value) == size
            _add(letter, name, value)
            cursor.take(min(_CHECKSUM, len(data) - cursor.at))
    except _CutOffError:
        letter.whole = False
    return letter


def _add(letter: _Letter, name: int, value: memoryview) -> None:
    if name == _CODEPAGE:
        letter.codepage = int.from_bytes(value[:4], "little")
    elif name == _BODY:
        letter.values.setdefault(mapi.BODY, (mapi.STRING8, bytes(value)))
    elif name == _SUBJECT:
        letter.values.setdefault(mapi.SUBJECT, (mapi.STRING8, bytes(value)))
    elif name == _PROPERTIES:
        letter.whole = _read_properties(value, letter.values) and letter.whole
    elif name == _NEW_ATTACHMENT:
        letter.attachments.append(_Attachment())
    elif name in (_TITLE, _DATA, _ATTACHMENT_PROPERTIES):
        if not letter.attachments:
            letter.attachments.append(_Attachment())
        attachment = letter.attachments[-1]
        if name == _TITLE:
            attachment.title = bytes(value)
        elif name == _DATA:
            attachment.data = bytes(value)
        else:
            values: dict[int, tuple[int, bytes]] = {}
            letter.whole = _read_properties(value, values) and letter.whole
            attachment.properties = Properties(values, letter.codepage)


def _read_properties(data: memoryview, into: dict[int, tuple[int, bytes]]) -> bool:
    """Read a list of MAPI properties; False where it breaks off."""
    cursor = _Cursor(data)
    try:
        for _ in range(min(cursor.number(), _MOST_PROPERTIES)):
            kind, key = cursor.number(2), cursor.number(2)
            if key >= _NAMED:
                _skip_name(cursor)
            for number, (value, whole) in enumerate(_values(cursor, kind)):
                if not number and key < _NAMED and (whole or key not in into):  # the first of several
                    into[key] = (kind & ~_MULTIPLE, bytes(value))
    except _CutOffError:
        return False
    return True


def _skip_name(cursor: _Cursor) -> None:
    cursor.take(16)
    if cursor.number() == 0:
        cursor.take(4)
    else:
        size = cursor.number()
        cursor.take(size + -size % 4)


def _values(cursor: _Cursor, kind: int) -> Iterator[tuple[memoryview, bool]]:
    """Give the values of one property, each with whether it is there to its end.

    :raises _CutOffError: when it is longer than the file, or of a type whose length nobody knows
    """
    plain = kind & ~_MULTIPLE
    if plain in _FIXED and not kind & _MULTIPLE:
        yield cursor.take(_FIXED[plain]), True
    elif plain in _FIXED:
        size = 2 if plain in _SHORT else _FIXED[plain]
        count = cursor.number()
        values = cursor.take(count * size + -(count * size) % 4)
        if count:
            yield values[:size], True
    elif plain in _VARYING:
        for _ in range(cursor.number()):  # each takes four bytes at least: the file's length is the limit
            size = cursor.number()
            left = len(cursor.data) - cursor.at
            yield cursor.take(min(size, left)), size <= left
            if size > left:
                raise _CutOffError
            cursor.take(min(-size % 4, left - size))
    else:
        raise _CutOffError
