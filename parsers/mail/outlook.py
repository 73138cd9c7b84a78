"""Outlook's .msg (MS-OXMSG) → an attached message. It is a compound file: a small file system of its own.

Streams are read one by one and only those that are needed: a hostile file can name the same bytes a thousand times.
"""

import io
import logging
import re
import struct
from dataclasses import dataclass, field
from email.message import Message as MimePart
from typing import Any

import olefile  # type: ignore[import-untyped]

from parsers.errors import UnreadablePart
from parsers.mail import mapi
from parsers.mail.enclosure import Contents, file_part, group, message_part
from parsers.mail.mapi import Properties
from parsers.reasons import Reason

# It warns on standard error of what it finds odd in a file.
logging.getLogger("olefile").setLevel(logging.CRITICAL)

_FIXED = "__properties_version1.0"
MARK = _FIXED.encode("utf-16-le")  # in every .msg, and in files that one is put into
_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})", re.IGNORECASE)
_ATTACHMENT = "__attach_version1.0_#"
_OBJECT = "__substg1.0_3701000D"  # an attached message, kept as a folder
_ENTRY = struct.Struct("<HH4x8s")
_HEADER_OF_MESSAGE, _HEADER_OF_INNER, _HEADER_OF_ATTACHMENT = 32, 24, 8  # bytes before the entries
_KEPT_THERE = frozenset((0x03, 0x40))  # numbers and times; of a text it tells only the length
_DEEPEST = 20
_MOST_STREAMS = 4_000  # of the whole file
_MOST_FIXED = 1_000_000  # bytes of one list of properties

Folder = Any  # olefile's OleDirectoryEntry


def opened(data: bytes, room: int) -> Contents:
    """Give the message that a .msg holds, as a message/rfc822 part. `room`: bytes that may be read in all.

    :raises UnreadablePart: when it is no such file, or broken from its beginning
    """
    try:
        # Bytes would be taken for a file's name where they are few.
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if not any(child.name == _FIXED for child in file.root.kids):  # a Word file with a message in it
                raise UnreadablePart(Reason.UNSUPPORTED_FILE)
            reader = _Reader(file, room)
            part = reader.message(file.root, [], _HEADER_OF_MESSAGE)
            return Contents(part, tuple(dict.fromkeys(reader.doubts)))
    except UnreadablePart:
        raise
    except Exception as error:  # olefile raises its own and struct's, and indexes freely
        raise UnreadablePart(Reason.UNREADABLE) from error


@dataclass(slots=True)
class _Reader:
    """Walks the folders of one file."""

    file: Any
    room: int
    streams: int = 0
    doubts: list[Reason] = field(default_factory=list)

    def message(self, folder: Folder, path: list[str], header: int) -> MimePart:
        properties = self._properties(folder, path, header)
        body, doubts = mapi.bodies(properties)
        self.doubts += doubts
        parts = [] if body is None else [body]
        for child in folder.kids:
            if child.name.startswith(_ATTACHMENT):
                attached = self._attachment(child, [*path, child.name])
                parts += [attached] if attached is not None else []
        return message_part(mapi.header(properties), group(parts))

    def _attachment(self, folder: Folder, path: list[str]) -> MimePart | None:
        inner = next((child for child in folder.kids if child.name.casefold() == _OBJECT.casefold()), None)
        if inner is not None and inner.kids:
            if not any(child.name == _FIXED for child in inner.kids):  # a picture or a sheet that a program put in
                return None
            if len(path) >= 2 * _DEEPEST:
                self.doubts.append(Reason.TOO_MANY_PARTS)
                return None
            return self.message(inner, [*path, inner.name], _HEADER_OF_INNER)
        told = self._properties(folder, path, _HEADER_OF_ATTACHMENT)
        data = told.data(mapi.ATTACHED)
        if not data:
            return None
        names = (mapi.ATTACHED_LONG_NAME, mapi.ATTACHED_NAME, mapi.DISPLAY_NAME)
        name = next(filter(None, map(told.text, names)), None)
        return file_part(data, name, told.text(mapi.ATTACHED_TYPE), told.text(mapi.ATTACHED_ID))

    def _properties(self, folder: Folder, path: list[str], header: int) -> Properties:
        """Give the properties of a folder: those of fixed length stand in one list, each other in its own stream."""
        values: dict[int, tuple[int, bytes]] = {}
        for child in folder.kids:
            found = _STREAM.fullmatch(child.name)
            if child.entry_type != olefile.STGTY_STREAM:
                continue
            if child.name == _FIXED:
                entries = self._read(child, path)[header:_MOST_FIXED]
                for kind, key, value in _ENTRY.iter_unpack(entries[: len(entries) // _ENTRY.size * _ENTRY.size]):
                    if kind in _KEPT_THERE:
                        values.setdefault(key, (kind, value))
            elif found and int(found[1], 16) in mapi.USED:
                values[int(found[1], 16)] = (int(found[2], 16), self._read(child, path))
        return Properties(values)

    def _read(self, stream: Folder, path: list[str]) -> bytes:
        self.streams += 1
        if stream.size > self.room or self.streams > _MOST_STREAMS:
            self.doubts.append(Reason.TOO_LARGE)
            return b""
        try:
            data = bytes(self.file.openstream([*path, stream.name]).read())
        except Exception:  # a chain of sectors that leads nowhere
            self.doubts.append(Reason.UNREADABLE)
            return b""
        self.room -= len(data)
        return data
