"""How text looks in Word's binary files (.doc): runs of bytes and the properties that Word keeps apart from them.

Section numbers are those of Microsoft's [MS-DOC]. A property is a "sprm": a number that says how long its operand is.
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from parsers.document import PLAIN, Style

PAGE = 512  # bytes of a page of properties (2.9.33, 2.9.175)
_PAGE_NUMBER = 0x3FFFFF
_TABLE_DEFINITION, _TABS, _HUGE = 0xD608, 0xC615, 0x6646  # whose length is told another way
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes, by the highest three bits (2.2.5.1)
_BLACK, _WHITE = (0, 1), (0, 8)  # indices of colours: none and black, none and white (2.9.119)
_NO_COLOUR = 0xFF000000
_WHITE_COLOUR = 0x00FFFFFF


@dataclass(slots=True)
class Look:
    """What counts of a run's properties."""

    style: Style = PLAIN
    font: int | None = None  # its number in the file's list
    hidden: bool = False
    deleted: bool = False
    special: bool = False  # the character is none: a symbol, a picture, a form's data
    symbol: tuple[int, int] | None = None  # number of its font, character
    data_at: int | None = None  # where in the stream "Data" a form's field is described


@dataclass(slots=True)
class Paragraph:
    """What counts of a paragraph's properties."""

    in_table: bool = False
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    listed: bool = False


@dataclass(slots=True)
class Ranges:
    """Stretches of the file's bytes, each with its properties."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    properties: list[bytes] = field(default_factory=list)

    def at(self, offset: int) -> tuple[bytes, int]:
        """Give the properties of the byte at `offset` and where they end."""
        number = bisect_right(self.starts, offset) - 1
        if number >= 0 and offset < self.ends[number]:
            return self.properties[number], self.ends[number]
        following = self.starts[number + 1] if number + 1 < len(self.starts) else offset + PAGE
        return b"", max(following, offset + 1)


def character_ranges(word: bytes, table: bytes) -> Ranges:
    """Give the character properties; `table` is the list of their pages (PlcBteChpx, 2.8.5)."""
    return _ranges(_pages(word, table), entry=1, read=_character_properties)


def paragraph_ranges(word: bytes, table: bytes) -> Ranges:
    """Give the paragraph properties; `table` is the list of their pages (PlcBtePapx, 2.8.6)."""
    return _ranges(_pages(word, table), entry=13, read=_paragraph_properties)


def _pages(word: bytes, table: bytes) -> Iterator[bytes]:
    """Give each page once: a damaged list may name one a million times.

    :raises ValueError: when a page is not there: it may have said that text is struck or deleted
    """
    count = (len(table) - 4) // 8
    seen = set()
    for number in range(count):
        at = (struct.unpack_from("<I", table, (count + 1 + number) * 4)[0] & _PAGE_NUMBER) * PAGE
        page = word[at : at + PAGE]
        if len(page) < PAGE:
            raise ValueError(at)
        if at not in seen:
            seen.add(at)
            yield page


def _ranges(pages: Iterator[bytes], entry: int, read: Callable[[bytes, int], bytes]) -> Ranges:
    """Give the stretches of all pages; each has their bounds, then an entry for each with the place of its sprms."""
    found = []
    for page in pages:
        count = page[-1]
        if (count + 1) * 4 + count * entry > PAGE:
            continue
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            place = page[(count + 1) * 4 + number * entry] * 2
            if bounds[number] < bounds[number + 1]:
                found.append((bounds[number], bounds[number + 1], read(page, place) if place else b""))
    found.sort(key=lambda one: one[:2])
    return Ranges([one[0] for one in found], [one[1] for one in found], [one[2] for one in found])


def _character_properties(page: bytes, place: int) -> bytes:
    return page[place + 1 : place + 1 + page[place]]


def _paragraph_properties(page: bytes, place: int) -> bytes:
    """Give a paragraph's properties without the number of its style."""
    size = page[place]
    if size:
        return page[place + 3 : place + 2 * size]
    if place + 1 >= PAGE:
        return b""
    return page[place + 4 : place + 2 + 2 * page[place + 1]]


def sprms(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each property with its operand, until one that runs over the end."""
    at = 0
    while at + 2 < len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        at += 2
        size = _OPERANDS.get(code >> 13)
        if code == _TABLE_DEFINITION:
            size = struct.unpack_from("<H", properties, at)[0] + 1 if at + 2 <= len(properties) else 1
        elif size is None:
            size = 1 + properties[at]
            if code == _TABS and properties[at] == 255:
                return  # its length hangs on what is in it, and nothing behind it counts here
        yield code, properties[at : at + size]
        at += size


def look(properties: bytes) -> Look:
    """Give what counts of a run's properties."""
    found = Look()
    struck = bold = underlined = highlighted = coloured = False
    for code, operand in sprms(properties):
        number = int.from_bytes(operand[:4], "little")
        match code:
            case 0x0837 | 0x2A53:  # struck once, or twice
                struck = struck or _on(number)
            case 0x0835:
                bold = _on(number)
            case 0x2A3E:
                underlined = number not in (0, 5)
            case 0x2A0C:
                highlighted = number not in _WHITE
            case 0x4866 | 0xCA71:
                highlighted = _shaded(code, operand)
            case 0x2A42:
                coloured = number not in _BLACK
            case 0x6870:
                coloured = not number & _NO_COLOUR and number != 0
            case _:
                _kind(found, code, operand, number)
    found.style = Style(struck, bold, highlighted, coloured, underlined)
    return found


def _kind(found: Look, code: int, operand: bytes, number: int) -> None:
    """Keep what says whether and how a character is shown."""
    match code:
        case 0x0800:
            found.deleted = number != 0
        case 0x083C:
            found.hidden = _on(number)
        case 0x0855:
            found.special = number != 0
        case 0x4A4F:
            found.font = number
        case 0x6A03:
            found.data_at = number
        case 0x6A09 if len(operand) == 4:
            found.symbol = (number & 0xFFFF, number >> 16)


def _on(operand: int) -> bool:
    """Say whether a switch is on: by itself (1) or as the contrary of its style (0x81), which is hardly ever on."""
    return operand in (1, 0x81)


def _shaded(code: int, operand: bytes) -> bool:
    """Say whether the ground behind the text has a colour (Shd80, 2.9.248; Shd, 2.9.247)."""
    if code == 0x4866:
        return (int.from_bytes(operand, "little") >> 5 & 31) not in _WHITE
    ground = int.from_bytes(operand[5:9], "little")
    return len(operand) >= 9 and not ground & _NO_COLOUR and ground != _WHITE_COLOUR


def paragraph(properties: bytes, data: bytes) -> Paragraph:
    """Give what counts of a paragraph's properties; very long ones stand in the stream "Data"."""
    found = Paragraph()
    for code, operand in sprms(properties):
        number = int.from_bytes(operand[:4], "little")
        match code:
            case 0x2416 | 0x6649:  # in a table; how many tables are around it
                found.in_table = number != 0
            case 0x2417:
                found.ends_row = number != 0
            case 0x244B:
                found.ends_inner_cell = number != 0
            case 0x244C:
                found.ends_inner_row = number != 0
            case 0x460B:
                found.listed = number not in (0, 0xF801)
            case _ if code == _HUGE and number + 2 <= len(data):
                size = struct.unpack_from("<H", data, number)[0]
                inner = data[number + 2 : number + 2 + size]
                if not any(again == _HUGE for again, _ in sprms(inner)):
                    return paragraph(inner, data)
    return found
