"""Rich text (.rtf) → Document: what Word, WordPad, LibreOffice and Outlook write, read as Word's own files are.

Own code and no library: those that exist give plain text and lose what an answer looks like here, a tick in a symbol
font, a struck word, a check box, the cells of a table. Names of control words are those of Microsoft's RTF 1.9.1.
"""

import codecs
import contextlib
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from parsers.context import Context
from parsers.document import Document, Mark
from parsers.errors import UnreadablePart
from parsers.files.pictures import Picture, with_pictures
from parsers.files.rich_text_state import ACTIONS, BOX_FIELD, FORMS, LIST_FIELD, SWITCHES, Field, State
from parsers.files.runs import Run
from parsers.files.story import Story
from parsers.marks import bullet, is_symbol_font, symbol_font
from parsers.reading import Source
from parsers.reasons import Reason

MAX_DEPTH = 500  # groups inside groups; Word nests some ten
MAX_BOXES = 20  # text boxes inside text boxes
MAX_WORDS = 1_500_000  # control words, groups and stretches of text; a report of a hundred pages has 200,000

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
# Where text goes that is not of the document itself: collected and used by that name, or passed over.
_DESTINATIONS = {
    **dict.fromkeys((
        "stylesheet", "info", "object", "footnote", "nonshppict", "shprslt", "sp", "listtable",
        "private", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "ftnsep",
        "ftnsepc", "aftnsep", "aftnsepc", "xe", "tc", "filetbl", "revtbl", "pntxta", "pntxtb", "pn", "nonesttables",
    ), "skip"),
    "pict": "pict", "annotation": "annotation",
    "fonttbl": "fonttbl", "colortbl": "colortbl", "upr": "upr", "fldinst": "fldinst", "formfield": "formfield",
    "ffl": "ffl", "listtext": "number", "pntext": "number",
}  # fmt: skip
_COLLECTED = ("ffl", "number", "fldinst", "pict", "annotation")
_NO_DIGIT = re.compile("[^0-9a-fA-F]")
# Destinations that begin with \* and are read all the same; every other one of those is passed over.
_STARRED = frozenset(("shpinst", "shppict", "annotation", "fldinst", "formfield", "ffl", "ud", "do", "nesttableprops"))
_LETTERS = {
    "par": "\n", "line": "\n", "page": "\n", "sect": "\n", "column": "\n", "tab": "\t", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "qmspace": " ", "~": " ", "_": "-", "\n": "\n", "\r": "\n",
}  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
WHITE = 250  # of 255: a ground that light is no highlight
_DROPPED = {0xAD: None, 0xFEFF: None, 0x200B: None, 0xA0: " ", 0x2002: " ", 0x202F: " ", 0: None}


def from_rtf(data: bytes, part: int, name: str | None = None) -> Document:
    r"""Give the Document of rich text; a token's place is a Cell in tables, else a Span in the text as it is seen.

    :raises UnreadablePart: UNREADABLE when it does not begin with ``{\rtf``, TOO_LARGE when nobody writes so much
    """
    return _read(data, part, name)[0]


def from_rtf_file(data: bytes, part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    """Give the Document of an .rtf file, and those of pictures in it that are pages.

    :raises UnreadablePart: as `from_rtf`
    """
    document, pictures = _read(data, part, name)
    return with_pictures(document, pictures, context)


def _read(data: bytes, part: int, name: str | None) -> tuple[Document, list[Picture]]:
    if not data.lstrip()[:5] == rb"{\rtf":
        raise UnreadablePart(Reason.UNREADABLE)
    reader = _Reader(data.decode("latin-1"))
    reader.read()
    blocks = tuple(reader.story.closed())
    document = Document(part, blocks, kind="attachment", name=name, doubts=tuple(dict.fromkeys(reader.doubts)))
    return document, reader.pictures


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.story = Story()
        self.outer: list[tuple[int, Story]] = []  # stories around a text box, each with the depth of its group
        self.state = State()
        self.stack: list[State] = []
        self.encoding = "cp1252"
        self.fonts: dict[int, tuple[str, str]] = {}  # number → encoding, name
        self.font_name = ""
        self.colours: list[tuple[int, int, int] | None] = []
        self.colour: list[int | None] = [None, None, None]
        self.bytes = bytearray()  # characters written as \'xx, not decoded yet
        self.skipping = 0  # characters that stand in for a Unicode character
        self.high = 0  # the first half of a pair of surrogates
        self.doubts: list[str] = []
        self.pictures: list[Picture] = []
        self.size = [0, 0]  # of a picture, in twentieths of a point
        self.collected: dict[
            str, list[str]
        ] = {}  # by destination: a list's entry, a paragraph's number, what a field is

    def read(self) -> None:
        """Read the whole file into `story`."""
        for number, found in enumerate(self._tokens()):
            if number > MAX_WORDS:
                raise UnreadablePart(Reason.TOO_LARGE)
            kind = found.lastgroup
            if kind == "byte":
                self._byte(int(found["byte"], 16))
            elif kind in ("word", "number"):
                self._word(found["word"], int(found["number"]) if found["number"] is not None else None)
            elif kind == "text":
                self._text(found["text"])
            elif kind == "symbol":
                self._symbol(found["symbol"])
            elif kind == "group":
                self._group(found["group"])
        self._flush()
        if self.stack:  # the file was cut off, and an answer may have stood in the rest
            self.doubts.append(Reason.UNREADABLE.value)
        while self.outer:
            self._end_box()

    def _tokens(self) -> Iterator[re.Match[str]]:
        """Give the tokens; the bytes behind \\bin, which follow no grammar, are passed over."""
        at, end = 0, len(self.text)
        while at < end:
            found = _TOKEN.match(self.text, at)
            if found is None:
                return
            at = found.end()
            if found["word"] == "bin" and found["number"]:
                size = max(0, int(found["number"]))
                if self.state.destination == "pict":
                    self._collect(self.text[at : at + size].encode("latin-1").hex())
                at += size
            else:
                yield found

    def _group(self, bracket: str) -> None:
        self._flush()
        self.skipping = 0
        if bracket == "{":
            if len(self.stack) >= MAX_DEPTH:
                raise UnreadablePart(Reason.TOO_LARGE)
            self.stack.append(self.state)
            self.state = copy.copy(self.state)
            self.state.starred = False
            return
        if not self.stack:
            return
        closed, self.state = self.state, self.stack.pop()
        if self.outer and len(self.stack) < self.outer[-1][0]:  # the group of a text box
            self._end_box()
        if closed.destination != self.state.destination and closed.destination in _COLLECTED:
            self._destination_ended(closed)

    def _destination_ended(self, closed: State) -> None:
        """Use what a destination collected."""
        collected = "".join(self.collected.pop(closed.destination, ())).strip()
        font = self.fonts.get(closed.font, ("", ""))[1]
        if closed.destination == "ffl" and closed.field is not None:
            closed.field.entries.append(collected)
        elif closed.destination == "number" and collected:
            shown = collected if collected[0].isalnum() and not is_symbol_font(font) else bullet(collected, font)
            self._put(f"{shown} ", Source.TEXT)
        elif closed.destination == "pict" and collected:
            picture = bytes.fromhex(_NO_DIGIT.sub("", collected)[: len(collected) // 2 * 2])
            self.pictures.append(Picture(picture, self.size[0] / 20, self.size[1] / 20))
        elif closed.destination == "annotation" and collected:
            self.doubts.append(Reason.REMARK.value)
        elif closed.destination == "fldinst" and closed.field is not None:
            if closed.field.kind is None:
                closed.field.kind = FORMS.get(collected)
            self._form_field(closed.field)

    def _form_field(self, found: Field) -> None:
        chosen = found.chosen()
        if found.kind == BOX_FIELD and chosen is None:  # LibreOffice writes the box and leaves out its state
            self._put(Mark.DOUBTFUL, Source.FORM_FIELD)
            self.doubts.append(Reason.DOUBTFUL_MARK.value)
        elif found.kind == BOX_FIELD:
            self._put(Mark.TICKED if chosen == 1 else Mark.EMPTY, Source.FORM_FIELD)
        elif found.kind == LIST_FIELD:
            if chosen is not None and 0 <= chosen < len(found.entries):
                self._put(found.entries[chosen], Source.FORM_FIELD)
            else:
                found.kind = None  # what it shows is read instead

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        self.skipping = 0
        starred, self.state.starred = self.state.starred, False
        if starred and word not in _STARRED:
            self.state.go_to("skip")
        elif word in _DESTINATIONS:
            self.state.go_to(_DESTINATIONS[word])
        elif word in _LETTERS:
            self._letter(_LETTERS[word])
        elif word in SWITCHES:
            SWITCHES[word](self.state, number != 0)
        elif word in ACTIONS:
            ACTIONS[word](self.state)
        elif word in _WORDS:
            _WORDS[word](self, number or 0)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.state.starred = True
        elif symbol in "\\{}":
            self._text(symbol)
        elif symbol in _LETTERS:
            self._flush()
            self._letter(_LETTERS[symbol])

    def _letter(self, letter: str) -> None:
        if letter != "\n":
            self._put(letter)
        elif self.state.destination == "" and not self._unseen():
            self.story.end_paragraph(in_table=self.state.in_table)

    def _unseen(self) -> bool:
        return self.state.hidden or self.state.deleted

    def _text(self, text: str) -> None:
        self._flush()
        if self.skipping:
            passed = min(self.skipping, len(text))
            self.skipping -= passed
            text = text[passed:]
        if self.state.destination == "fonttbl":
            self._font_named(text)
        elif self.state.destination == "colortbl":
            for _ in range(text.count(";")):
                red, green, blue = self.colour
                self.colours.append(None if red is None or green is None or blue is None else (red, green, blue))
                self.colour = [None, None, None]
        else:
            self._put(text)

    def _font_named(self, text: str) -> None:
        self.font_name += text
        if self.font_name.endswith(";"):
            encoding = self.fonts.get(self.state.font, (self.encoding, ""))[0]
            self.fonts[self.state.font] = encoding, self.font_name.strip(" ;").casefold()
            self.font_name = ""

    def _byte(self, value: int) -> None:
        if self.skipping:
            self.skipping -= 1
        else:
            self.bytes.append(value)

    def _flush(self) -> None:
        """Decode the characters that were written as bytes, in the script of their font."""
        if not self.bytes:
            return
        data, self.bytes = bytes(self.bytes), bytearray()
        encoding, font = self.fonts.get(self.state.font, (self.encoding, ""))
        self._put(data.decode("latin-1" if is_symbol_font(font) else encoding, "replace"))

    def _unicode(self, number: int) -> None:
        self._flush()
        number %= 0x10000
        self.skipping = self.state.stand_ins
        if 0xD800 <= number < 0xDC00:
            self.high = number
        elif 0xDC00 <= number < 0xE000:
            if self.high:
                self._put(chr(0x10000 + ((self.high - 0xD800) << 10) + number - 0xDC00))
            self.high = 0
        else:
            self._put(chr(number))

    def _put(self, text: str, source: Source | None = None) -> None:
        """Put text where its destination wants it; a symbol font's letters become marks."""
        state = self.state
        font = self.fonts.get(state.font, ("", ""))[1]
        if source is None and is_symbol_font(font) and state.destination != "number":
            text = symbol_font(text, font)
        text = text.translate(_DROPPED)
        if not text or self._unseen():
            return
        if state.destination in _COLLECTED and source is None:
            self._collect(text)
        elif state.destination == "" or source is not None:
            self.story.runs.append(Run(text, state.style, source or state.source))

    def _collect(self, text: str) -> None:
        self.collected.setdefault(self.state.destination, []).append(text)

    def _end_box(self) -> None:
        blocks = self.story.closed()
        self.story = self.outer.pop()[1]
        self.story.boxes.extend(blocks)

    # What control words with a number do.

    def _begin_box(self, _: int) -> None:
        """Begin a text box, whose text follows the paragraph in which it is anchored."""
        if self.state.destination == "" and len(self.outer) < MAX_BOXES:
            self.outer.append((len(self.stack), self.story))
            self.story = Story()
            self.state.in_table = False

    def _begin_field(self, _: int) -> None:
        self.state.field = Field()

    def _field_kind(self, number: int) -> None:
        if self.state.field is not None:
            self.state.field.kind = number

    def _field_state(self, number: int) -> None:
        if self.state.field is not None:
            self.state.field.state = number

    def _field_default(self, number: int) -> None:
        if self.state.field is not None:
            self.state.field.default = number

    def _ground(self, number: int) -> None:
        """Colour the ground of the text; white and none are no highlight."""
        colour = self._colour_of(number)
        self.state.style = replace(self.state.style, highlighted=colour is not None and min(colour) < WHITE)

    def _ink(self, number: int) -> None:
        self.state.style = replace(self.state.style, coloured=self._colour_of(number) not in (None, (0, 0, 0)))

    def _colour_of(self, number: int) -> tuple[int, int, int] | None:
        return self.colours[number] if 0 <= number < len(self.colours) else None

    def _choose_font(self, number: int) -> None:
        self.state.font = number

    def _charset(self, number: int) -> None:
        if self.state.destination == "fonttbl":
            name = self.fonts.get(self.state.font, ("", ""))[1]
            self.fonts[self.state.font] = _CHARSETS.get(number, self.encoding), name

    def _code_page(self, number: int) -> None:
        with contextlib.suppress(LookupError):
            self.encoding = codecs.lookup(f"cp{number}").name

    def _stand_ins(self, number: int) -> None:
        self.state.stand_ins = min(max(number, 0), 8)

    def _end_cell(self, _: int) -> None:
        if self.state.destination == "":
            self.story.end_cell()

    def _end_row(self, _: int) -> None:
        if self.state.destination == "":
            self.story.end_row()

    def _end_nested_cell(self, _: int) -> None:
        """End a cell of a table in a cell, whose rows are lines."""
        self._put("\t", Source.TEXT)

    def _end_nested_row(self, _: int) -> None:
        self.story.end_paragraph(in_table=True)

    def _width(self, number: int) -> None:
        self.size[0] = number

    def _height(self, number: int) -> None:
        self.size[1] = number

    def _red(self, number: int) -> None:
        self.colour[0] = number

    def _green(self, number: int) -> None:
        self.colour[1] = number

    def _blue(self, number: int) -> None:
        self.colour[2] = number


_WORDS: dict[str, Callable[[_Reader, int], None]] = {
    "ansicpg": _Reader._code_page, "uc": _Reader._stand_ins, "f": _Reader._choose_font, "fcharset": _Reader._charset,
    "picwgoal": _Reader._width,
    "pichgoal": _Reader._height,
    "red": _Reader._red, "green": _Reader._green, "blue": _Reader._blue, "cf": _Reader._ink,
    "highlight": _Reader._ground, "chcbpat": _Reader._ground, "cb": _Reader._ground,
    "cell": _Reader._end_cell, "row": _Reader._end_row, "nestcell": _Reader._end_nested_cell,
    "nestrow": _Reader._end_nested_row,
    "field": _Reader._begin_field, "fftype": _Reader._field_kind, "ffres": _Reader._field_state,
    "ffdefres": _Reader._field_default, "shptxt": _Reader._begin_box, "dptxbxtext": _Reader._begin_box,
}  # fmt: skip
