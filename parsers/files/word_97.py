"""Word 97 to 2003's binary files (.doc) → Document: text by its pieces, cells, symbols, form fields, looks.

olefile opens the container; of the format inside only what an answer can stand in is read. Section numbers are those of
Microsoft's [MS-DOC]. Headers, footers and notes are left out; text boxes follow the text.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import olefile  # type: ignore[import-untyped]

from parsers.context import Context
from parsers.document import PLAIN, Document, Mark, Style
from parsers.errors import UnreadablePart
from parsers.files.pictures import Picture, with_pictures
from parsers.files.runs import Run
from parsers.files.story import Story
from parsers.files.word_97_looks import Look, Paragraph, Ranges, character_ranges, look, paragraph, paragraph_ranges
from parsers.marks import is_symbol_font, letter, symbol_font
from parsers.reading import Source
from parsers.reasons import Reason

MAX_CHARACTERS = 1_000_000  # a novel; a coupon has two thousand
_WORD_97 = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200  # flags of the head (2.5.2)
# Places in the head (Fib, 2.5.1) of an offset into the table stream and a length, and of the lengths of the texts.
_CHARACTER_PAGES, _PARAGRAPH_PAGES, _FONTS, _PIECES = 0xFA, 0x102, 0x112, 0x1A2
_TEXT_LENGTH, _BETWEEN, _BOXES_LENGTH = 0x4C, (0x50, 0x54, 0x58, 0x5C, 0x60), 0x64
_REMARKS_LENGTH = 0x5C
_COMPRESSED = 0x40000000
_FORM_HEADER = 0x44  # bytes before a form's data (NilPICFAndBinData, 2.9.158)
_TEXT_FIELD, _BOX_FIELD, _LIST_FIELD = 0, 1, 2
_FORMS = {"FORMTEXT": _TEXT_FIELD, "FORMCHECKBOX": _BOX_FIELD, "FORMDROPDOWN": _LIST_FIELD}
_UNSET = 25
_PICTURE = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]|\x89PNG\r\n\x1a\n")
_MOST_PICTURES = 10
_CONTROL = re.compile("([\x00-\x1f])")
_CHARACTERS = {"\x09": "\t", "\x1e": "-", "\x1f": ""}
_SPACES = {0xA0: " ", 0x2002: " ", 0x202F: " ", 0xAD: None, 0xFEFF: None, 0x200B: None}


def from_doc(data: bytes, part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    """Give the Document of a .doc file, and those of pictures in it that are pages.

    A token's place is a Cell in tables, else a Span in the text as it is seen.

    :raises UnreadablePart: PASSWORD, UNSUPPORTED_FILE (Word 95 and older), UNREADABLE or TOO_LARGE
    """
    try:
        file = _opened(data)
        reader = _Reader(file)
        reader.read()
        blocks = tuple(reader.story.closed())
    except UnreadablePart:
        raise
    except Exception as error:  # olefile raises its own, and a damaged file sends one anywhere
        raise UnreadablePart(Reason.UNREADABLE) from error
    document = Document(part, blocks, kind="attachment", name=name, doubts=tuple(dict.fromkeys(reader.doubts)))
    return with_pictures(document, [*reader.pictures, *file.drawn], context)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text that stands together in the file."""

    text: str
    at: int  # offset of its bytes
    width: int  # bytes a character
    changes: bytes  # properties that a fast save put on it


@dataclass(frozen=True, slots=True)
class _File:
    pieces: tuple[_Piece, ...]
    characters: Ranges
    paragraphs: Ranges
    fonts: tuple[str, ...]  # casefolded
    data: bytes  # the stream "Data": forms and pictures
    drawn: tuple[Picture, ...]  # pictures that stand beside the text, their sizes elsewhere
    remarks: bool  # in the margin


def _opened(data: bytes) -> _File:
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        word = _stream(container, "WordDocument", len(data))
        kind, flags = struct.unpack_from("<H8xH", word)
        if kind != _WORD_97:
            raise UnreadablePart(Reason.UNSUPPORTED_FILE)
        if flags & _ENCRYPTED:
            raise UnreadablePart(Reason.PASSWORD)
        table = _stream(container, "1Table" if flags & _SECOND_TABLE else "0Table", len(data))
        forms = _stream(container, "Data", len(data)) if container.exists("Data") else b""
    return _File(
        tuple(_seen_pieces(word, _stretch(word, table, _PIECES))),
        character_ranges(word, _stretch(word, table, _CHARACTER_PAGES)),
        paragraph_ranges(word, _stretch(word, table, _PARAGRAPH_PAGES)),
        tuple(_fonts(_stretch(word, table, _FONTS))),
        forms,
        tuple(_drawn(word)),
        bool(struct.unpack_from("<I", word, _REMARKS_LENGTH)[0]),
    )


def _drawn(word: bytes) -> Iterator[Picture]:
    """Give the pictures that stand in the text's own stream; where each ends, its decoder sees."""
    for found in list(_PICTURE.finditer(word))[:_MOST_PICTURES]:
        yield Picture(word[found.start() :])


def _stream(container: Any, name: str, most: int) -> bytes:
    """Give a stream's bytes; one that claims to be larger than its file goes round in circles."""
    if container.get_size(name) > most:
        raise UnreadablePart(Reason.UNREADABLE)
    return bytes(container.openstream(name).read())


def _stretch(word: bytes, table: bytes, place: int) -> bytes:
    start, size = struct.unpack_from("<II", word, place)
    if start + size > len(table):
        raise UnreadablePart(Reason.UNREADABLE)
    return table[start : start + size]


def _seen_pieces(word: bytes, clx: bytes) -> Iterator[_Piece]:
    """Give the pieces of the text and of the text boxes, without what stands between them in the file (2.4.1)."""
    length, boxes = (struct.unpack_from("<I", word, place)[0] for place in (_TEXT_LENGTH, _BOXES_LENGTH))
    first = length + sum(struct.unpack_from("<I", word, place)[0] for place in _BETWEEN)
    if length + boxes > MAX_CHARACTERS:
        raise UnreadablePart(Reason.TOO_LARGE)
    pieces = list(_pieces(word, clx))
    if sum(len(piece.text) for _, piece in pieces) < first + boxes:  # an answer may have stood in what is lost
        raise UnreadablePart(Reason.UNREADABLE)
    for start, end in ((0, length), (first, first + boxes)):
        for before, piece in pieces:
            low, high = max(start - before, 0), min(end - before, len(piece.text))
            if low < high:
                yield _Piece(piece.text[low:high], piece.at + low * piece.width, piece.width, piece.changes)


def _pieces(word: bytes, clx: bytes) -> Iterator[tuple[int, _Piece]]:
    """Give all pieces, each with the number of characters before it (Clx, 2.9.38; PlcPcd, 2.8.35)."""
    at, changes = 0, []
    while clx[at] == 1:
        size = struct.unpack_from("<H", clx, at + 1)[0]
        changes.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    plc = clx[at + 5 :]
    count = (len(plc) - 4) // 12
    total = 0
    for number in range(count):
        start, end = struct.unpack_from("<II", plc, number * 4)
        where, change = struct.unpack_from("<IH", plc, (count + 1) * 4 + number * 8 + 2)
        width = 1 if where & _COMPRESSED else 2
        where = (where & ~_COMPRESSED) // 2 if width == 1 else where
        total += max(0, end - start)
        if total > 2 * MAX_CHARACTERS:
            raise UnreadablePart(Reason.TOO_LARGE)
        text = word[where : where + max(0, end - start) * width].decode(
            "cp1252" if width == 1 else "utf-16-le", "replace"
        )
        yield start, _Piece(text, where, width, _changes(change, changes))


def _changes(prm: int, properties: list[bytes]) -> bytes:
    """Give the properties that a piece was changed to, where they stand in a list of their own (Prm1, 2.9.216)."""
    return properties[prm >> 1] if prm & 1 and prm >> 1 < len(properties) else b""


def _fonts(table: bytes) -> Iterator[str]:
    """Give the names of the fonts (SttbfFfn, 2.9.286)."""
    at = 4
    while at < len(table):
        size = table[at]
        name = table[at + 40 : at + 1 + size].decode("utf-16-le", "replace")
        yield name.split("\0")[0].strip().casefold()
        at += 1 + size


@dataclass(slots=True)
class _Field:
    """A field that is being read: what it is, then a separator, then what it shows."""

    instruction: str = ""
    in_result: bool = False
    kind: int | None = None
    chosen: int | None = None
    entries: tuple[str, ...] = ()
    shown: bool = True  # False where what was chosen is told already


@dataclass(slots=True)
class _Reader:
    file: _File
    story: Story = field(default_factory=Story)
    fields: list[_Field] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    begins: bool = True  # a paragraph
    looks: dict[bytes, Look] = field(default_factory=dict)

    def read(self) -> None:
        """Read all pieces into `story`."""
        if self.file.remarks:
            self.doubts.append(Reason.REMARK.value)
        for piece in self.file.pieces:
            at = 0
            while at < len(piece.text):
                properties, end = self.file.characters.at(piece.at + at * piece.width)
                until = max(at + 1, -(-(end - piece.at) // piece.width))
                self._run(piece, at, min(until, len(piece.text)), self._look(properties + piece.changes))
                at = until

    def _look(self, properties: bytes) -> Look:
        found = self.looks.get(properties)
        if found is None:
            found = self.looks[properties] = look(properties)
        return found

    def _run(self, piece: _Piece, start: int, end: int, seen: Look) -> None:
        """Read a stretch that looks alike throughout."""
        if seen.hidden or seen.deleted:
            return
        at = start
        for text in _CONTROL.split(piece.text[start:end]):
            if text and self.begins and text not in "\r\x07\x0c":
                self.begins = False
                if self._paragraph(piece, at).listed:
                    self.story.runs.append(Run("- "))
            if len(text) == 1 and text < " ":
                self._control(text, self._paragraph(piece, at), seen)
            elif text:
                self._text(text, seen)
            at += len(text)

    def _paragraph(self, piece: _Piece, at: int) -> Paragraph:
        return paragraph(self.file.paragraphs.at(piece.at + at * piece.width)[0], self.file.data)

    def _control(self, character: str, around: Paragraph, seen: Look) -> None:
        if character == "\x13":
            self.fields.append(_Field())
        elif character == "\x14" and self.fields:
            self._result_begins(self.fields[-1])
        elif character == "\x15" and self.fields:
            if not self.fields[-1].in_result:
                self._result_begins(self.fields[-1])
            self.fields.pop()
        elif character == "\x01" and self.fields and seen.data_at is not None:
            self._form_data(self.fields[-1], self.file.data[seen.data_at :])
        elif character == "\x01" and not self.fields and seen.data_at is not None:
            self._picture(self.file.data[seen.data_at :])
        elif character in _CHARACTERS:
            self._text(_CHARACTERS[character], seen)
        elif character in "\r\x0b\x0c\x0e\x07":
            self._end(character, around)

    def _end(self, character: str, around: Paragraph) -> None:
        """End a line, a cell or a row."""
        self.begins = character != "\x0b"
        if character == "\x07":
            if around.ends_row:
                self.story.end_row()
            else:
                self.story.end_cell()
        elif around.ends_inner_cell and not around.ends_inner_row:  # the row of a table in a cell is a line
            self.story.runs.append(Run("\t"))
        else:
            self.story.end_paragraph(in_table=around.in_table)

    def _text(self, text: str, seen: Look) -> None:
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].instruction += text
            return
        if not all(one.in_result and one.shown for one in self.fields):
            return
        font = self._font(seen.font)
        if seen.special and seen.symbol is not None:
            font, text = self._font(seen.symbol[0]), letter(seen.symbol[1]) * len(text)
        if is_symbol_font(font):
            text = symbol_font(text, font)
        typed = any(one.kind == _TEXT_FIELD for one in self.fields)
        self._put(text.translate(_SPACES), seen.style, Source.FORM_FIELD if typed else Source.TEXT)

    def _font(self, number: int | None) -> str:
        return self.file.fonts[number] if number is not None and number < len(self.file.fonts) else ""

    def _put(self, text: str, style: Style, source: Source) -> None:
        self.story.runs.append(Run(text, style, source))

    def _result_begins(self, found: _Field) -> None:
        """Put what a form's box or list says itself; of other fields what they show is read."""
        found.in_result = True
        if found.kind is None:
            found.kind = _FORMS.get(found.instruction.strip().split(" ")[0])
        if found.kind == _BOX_FIELD:
            found.shown = False
            mark = Mark.DOUBTFUL if found.chosen is None else Mark.TICKED if found.chosen == 1 else Mark.EMPTY
            if mark is Mark.DOUBTFUL:
                self.doubts.append(Reason.DOUBTFUL_MARK.value)
            self._put(mark, PLAIN, Source.FORM_FIELD)
        elif found.kind == _LIST_FIELD and found.chosen is not None and found.chosen < len(found.entries):
            found.shown = False
            self._put(found.entries[found.chosen], PLAIN, Source.FORM_FIELD)

    def _picture(self, data: bytes) -> None:
        """Keep a picture of the text with the size in which it is shown (PICFAndOfficeArtData, 2.9.191)."""
        if len(self.pictures) >= _MOST_PICTURES or len(data) < _FORM_HEADER:
            return
        size, width, height, scale_x, scale_y = struct.unpack_from("<I24x4H", data)
        found = _PICTURE.search(data, 0, size)
        if found:
            picture = data[found.start() : size]
            self.pictures.append(Picture(picture, width * scale_x / 20_000, height * scale_y / 20_000))

    def _form_data(self, found: _Field, data: bytes) -> None:
        """Keep what a form's data say: its kind, its state and the entries of a list (FFData, 2.9.78)."""
        header, version, bits = struct.unpack_from("<4xH62xIH", data)
        if header != _FORM_HEADER or version != 0xFFFFFFFF:
            return
        found.kind = bits & 3
        found.chosen = bits >> 2 & 31
        at = _FORM_HEADER + 10
        at = _after_text(data, at)
        if found.kind == _TEXT_FIELD:
            return
        default = struct.unpack_from("<H", data, at)[0]
        if found.chosen == _UNSET:
            found.chosen = default
        if found.kind == _LIST_FIELD:
            at += 2
            for _ in range(5):  # its format, help, status and two macros
                at = _after_text(data, at)
            found.entries = tuple(_entries(data, at))


def _after_text(data: bytes, at: int) -> int:
    """Give where a text with its length before it and a zero behind it ends (Xstz, 2.9.355)."""
    return at + 4 + 2 * int(struct.unpack_from("<H", data, at)[0])


def _entries(data: bytes, at: int) -> Iterator[str]:
    """Give the entries of a drop-down list (STTB, 2.2.4)."""
    count, extra = struct.unpack_from("<HH", data, at + 2)
    at += 6
    for _ in range(count):
        size = 2 * struct.unpack_from("<H", data, at)[0]
        yield data[at + 2 : at + 2 + size].decode("utf-16-le", "replace")
        at += 2 + size + extra
