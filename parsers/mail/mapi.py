"""MAPI properties, as Outlook keeps a message in winmail.dat and .msg → its header and its bodies."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message as MimePart
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr

from parsers.errors import UnreadablePart
from parsers.files import rich_letter
from parsers.mail import compressed_rtf
from parsers.mail.charset import decoded
from parsers.mail.enclosure import body_part, group, one_line, text_part
from parsers.reasons import Reason

STRING8, UNICODE, BINARY, OBJECT = 0x1E, 0x1F, 0x102, 0x0D

BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
ATTACHED, ATTACHED_LONG_NAME, ATTACHED_NAME, ATTACHED_TYPE, ATTACHED_ID = 0x3701, 0x3707, 0x3704, 0x370E, 0x3712
DISPLAY_NAME = 0x3001
SUBJECT, _HEADERS, _MESSAGE_ID = 0x0037, 0x007D, 0x1035
_SENT, _DELIVERED = 0x0039, 0x0E06
_NAMES, _ADDRESSES = (0x0042, 0x0C1A), (0x5D02, 0x5D01, 0x0065, 0x0C1F)  # of the author, then of who sent it for him
_INTERNET_CODEPAGE, _CODEPAGE = 0x3FDE, 0x3FFD
# All that is looked at.
USED = frozenset(
    {
        *(BODY, RTF, HTML, ATTACHED, ATTACHED_LONG_NAME, ATTACHED_NAME, ATTACHED_TYPE, ATTACHED_ID, DISPLAY_NAME),
        *(SUBJECT, _HEADERS, _MESSAGE_ID, *_NAMES, *_ADDRESSES),
    }
)
_SINCE = datetime(1601, 1, 1, tzinfo=UTC)  # FILETIME counts 100 ns from here
_NOT_OF_THE_LETTER = ("content-", "mime-version")
_CODEPAGES = {65001: "utf-8", 20127: "ascii", 28591: "iso-8859-1", 28605: "iso-8859-15", 1200: "utf-16-le"}


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a message or an attachment: id → its type and its bytes as they were kept."""

    values: Mapping[int, tuple[int, bytes]] = field(default_factory=dict)
    codepage: int | None = None  # of 8-bit strings where the message itself names none

    def data(self, key: int) -> bytes:
        """Give the bytes of a property; none where it is missing."""
        return self.values.get(key, (0, b""))[1]

    def text(self, key: int) -> str:
        """Give a property that is text; nothing where it is missing."""
        kind, data = self.values.get(key, (0, b""))
        if kind == UNICODE:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        return decoded(data, charset(self.number(_CODEPAGE) or self.codepage)).rstrip("\0")

    def number(self, key: int) -> int | None:
        """Give a property that is a whole number."""
        data = self.data(key)
        return int.from_bytes(data[:4], "little") if data else None

    def time(self, key: int) -> datetime | None:
        """Give a property that is a time."""
        ticks = int.from_bytes(self.data(key)[:8], "little")
        try:
            return _SINCE + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None


def charset(codepage: int | None) -> str | None:
    """Give the charset of a Windows code page, or None where nobody knows it."""
    name = _CODEPAGES.get(codepage or 0, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def bodies(properties: Properties) -> tuple[MimePart | None, list[Reason]]:
    """Give the letter as the alternatives that it was kept in, the plainest first; None where there is none."""
    parts: list[MimePart] = []
    doubts: list[Reason] = []
    internet = charset(properties.number(_INTERNET_CODEPAGE))
    kind, plain = properties.values.get(BODY, (0, b""))
    if plain.strip(b"\0 \r\n\t"):
        parts.append(
            text_part(properties.text(BODY), "plain")
            if kind == UNICODE
            else body_part(plain.rstrip(b"\0"), "plain", charset(properties.codepage) or internet)
        )
    kind, shown = properties.values.get(HTML, (0, b""))
    if shown.strip(b"\0 \r\n\t"):
        parts.append(
            text_part(properties.text(HTML), "html")
            if kind == UNICODE
            else body_part(shown.rstrip(b"\0"), "html", internet or charset(properties.codepage))
        )
    elif properties.data(RTF):
        try:
            letter, whole = rich_letter.to_html(compressed_rtf.expanded(properties.data(RTF)))
            parts.append(text_part(letter, "html"))
            doubts += [] if whole else [Reason.TOO_MANY_PARTS]
        except UnreadablePart as error:
            doubts.append(error.reason)
    if not parts:
        return None, doubts
    return (parts[0] if len(parts) == 1 else group(parts, "alternative")), doubts


def header(properties: Properties) -> dict[str, str]:
    """Give the header of the message: as it came over the wire where it was kept, else of the properties."""
    wire = HeaderParser().parsestr(properties.text(_HEADERS).lstrip())
    kept = {
        name: str(value) for name, value in reversed(wire.items()) if not name.casefold().startswith(_NOT_OF_THE_LETTER)
    }  # reversed: the first of several Received headers is the one that counts
    present = {name.casefold() for name in kept}
    return kept | {name: value for name, value in _told(properties).items() if name.casefold() not in present}


def _told(properties: Properties) -> dict[str, str]:
    name = next(filter(None, map(properties.text, _NAMES)), "")
    addresses = [address for key in _ADDRESSES if "@" in (address := properties.text(key))]  # others are Exchange's own
    sender = ""
    if addresses:
        try:
            sender = formataddr((one_line(name), one_line(addresses[0])))
        except ValueError:  # an address that is not ASCII
            sender = one_line(addresses[0])
    sent = properties.time(_SENT) or properties.time(_DELIVERED)
    return {
        "From": sender,
        "Subject": properties.text(SUBJECT),
        "Message-ID": properties.text(_MESSAGE_ID),
        "Date": format_datetime(sent) if sent else "",
    }
