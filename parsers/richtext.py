"""RTF → HTML, so that one reader serves both: the letters of Outlook, and files.

RTF that Outlook made of a letter in HTML holds that HTML between its own words (MS-OXRTFEX): it is taken out again. Of
any other the paragraphs, the tables, the looks that may be an answer (struck, bold, coloured, highlighted), the check
boxes of forms and the symbol fonts are kept; text that is not shown is left out.
"""

import codecs
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

MOST_TOKENS = 600_000  # a thread of 400,000 characters with all its looks has a fifth of it
MOST_GROUPS = 2_000  # inside each other; Word writes a dozen

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
_SHOWN = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
# Groups whose text is nothing that a reader of the page sees.
_UNSEEN = frozenset(
    b"""stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object fldinst
    listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl mmathPr
    filetbl revtbl pgptbl annotation atnid atnauthor bkmkstart bkmkend shpinst nonshppict private objdata
    mhtmltag do listname""".split()
)
# What fonts' character sets mean; all others are the document's own.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOLS = re.compile(r"wingdings(?: ?[23])?|webdings", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RichText:
    """What RTF says, as HTML; `cut` where its end was left out because it is too long."""

    html: str
    cut: bool = False


def to_html(data: bytes) -> RichText:
    """Give the HTML of RTF. Never raises: what is damaged is read as far as it goes."""
    reader = _Reader(encapsulated=b"\\fromhtml" in data[:2_000])
    cut = reader.read(data)
    return RichText(reader.finished(), cut)


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    into: str = "text"  # or "fonts", "colours", "field", "tag", "nothing"
    font: int = -1
    skip: int = 1  # characters after \\u that stand for it in old programs
    struck: bool = False
    bold: bool = False
    underlined: bool = False
    hidden: bool = False
    colour: int = 0
    ground: int = 0
    raw: bool = False  # between \\htmlrtf and \\htmlrtf0: not of the HTML

    @property
    def look(self) -> tuple[object, ...]:
        return (self.struck, self.bold, self.underlined, self.colour, self.ground, self.font)


@dataclass(slots=True)
class _Font:
    name: str = ""
    codec: str = ""

    @property
    def symbols(self) -> str:
        found = _SYMBOLS.search(self.name)
        return found.group() if found else ""


@dataclass(slots=True)
class _Table:
    """The table that is being read."""

    open: bool = False
    row: bool = False
    cell: bool = False


@dataclass(slots=True)
class _Reader:
    """Takes tokens, gives HTML."""

    encapsulated: bool
    out: list[str] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    groups: list[_State] = field(default_factory=list)
    too_deep: int = 0  # groups that are open and not kept
    codec: str = "cp1252"
    fonts: dict[int, _Font] = field(default_factory=dict)
    plain_font: int = -1
    colours: list[list[int]] = field(default_factory=lambda: [[0, 0, 0]])
    to_skip: int = 0
    pending: bytearray = field(default_factory=bytearray)  # bytes of characters that may take several
    starred: bool = False  # \\* came: a group that nobody knows is not shown
    look: tuple[object, ...] | None = None  # of the run that is open in the output
    table: _Table = field(default_factory=_Table)
    in_table: bool = False  # the paragraph is one of a table
    box: dict[bytes, int] | None = None  # the form field that is being read

    def read(self, data: bytes) -> bool:
        """Read the tokens; True when there were too many."""
        at = 0
        for _ in range(MOST_TOKENS):
            token = _TOKEN.match(data, at)
            if token is None:  # a last backslash
                return False
            at = token.end()
            word, number, code, sign, brace, text = token.groups()
            if text is not None:
                self._text(text)
            elif code is not None:
                self._byte(int(code, 16))
            elif brace == b"{":
                self._open()
            elif brace == b"}":
                self._close()
            elif sign is not None:
                self._sign(sign)
            elif word == b"bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._word(word, int(number) if number is not None else None)
        return at < len(data)

    def finished(self) -> str:
        self._flush()
        self._end_run()
        if self.table.open:
            self._end_table()
        return "".join(self.out)

    # Groups

    def _open(self) -> None:
        self._flush()
        self.starred = False
        self.to_skip = 0
        if len(self.groups) >= MOST_GROUPS:
            self.too_deep += 1
        else:
            self.groups.append(self.state)

    def _close(self) -> None:
        self._flush()
        self.starred = False
        self.to_skip = 0
        if self.too_deep:
            self.too_deep -= 1
        elif self.groups:
            before, self.state = self.state, self.groups.pop()
            if before.into == "field" and self.state.into != "field":
                self._end_box()

    # Characters

    def _text(self, text: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(text))
            self.to_skip -= skipped
            text = text[skipped:]
        self.starred = False
        match self.state.into:
            case "text" | "tag":
                self.pending += text
            case "fonts":
                font = self.fonts.setdefault(self.state.font, _Font())
                font.name = (font.name + text.decode("latin-1"))[:100]
            case "colours":
                for _ in range(min(text.count(b";"), 1_000)):
                    self.colours.append([0, 0, 0])

    def _byte(self, code: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif self.state.into in ("text", "tag"):
            self.pending.append(code)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in b"\r\n":
            self._word(b"par", None)
        elif (shown := _SIGNS.get(sign)) is not None:
            self._flush()
            self._show(shown)

    def _flush(self) -> None:
        """Show the bytes that are waiting, in the charset of their font."""
        if self.pending:
            font = self.fonts.get(self.state.font)
            data, self.pending = bytes(self.pending), bytearray()
            symbols = font is not None and font.symbols
            self._show(data.decode("latin-1" if symbols else (font.codec if font else "") or self.codec, "replace"))

    def _show(self, text: str) -> None:
        state = self.state
        if state.into not in ("text", "tag"):
            return
        if self.encapsulated:  # what is not shown, its HTML tells
            if not state.raw:
                self.out.append(text if state.into == "tag" else html.escape(text, quote=False))
            return
        if state.into == "tag" or state.hidden:
            return
        self._begin_paragraph()
        if state.look != self.look:
            self._end_run()
            self.out.append(_opening(state, self.fonts, self.colours))
            self.look = state.look
        self.out.append(html.escape(text, quote=False).replace("\t", "&emsp;&emsp;&emsp;"))

    # Paragraphs and tables

    def _begin_paragraph(self) -> None:
        if self.in_table and not self.table.cell:
            self.out.append("" if self.table.open else "<table>")
            self.out.append("<td>" if self.table.row else "<tr><td>")
            self.table = _Table(open=True, row=True, cell=True)
        elif not self.in_table and self.table.open:
            self._end_table()

    def _end_run(self) -> None:
        if self.look is not None:
            self.out.append("</span>")
            self.look = None

    def _end_table(self) -> None:
        self._end_run()
        self.out.append("</table>")
        self.table = _Table()

    def _end_paragraph(self, mark: str) -> None:
        """End a paragraph, a cell or a row."""
        self._flush()
        if self.encapsulated:
            self.out.append("\r\n" if self.state.into in ("text", "tag") and not self.state.raw else "")
            return
        if self.state.into != "text" or self.state.hidden:
            return
        if mark != "row":
            self._begin_paragraph()
        self._end_run()
        if mark == "<br>":
            self.out.append(mark)
        elif mark == "cell":
            self.out.append("</td>" if self.table.cell else "<td></td>" if self.table.row else "")
            self.table.cell = False
        elif self.table.open:
            self.out.append("</tr>")
            self.table.row = self.table.cell = False

    # Words

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if self.to_skip and word not in (b"par", b"u", b"uc"):  # a control word may be the stand-in too
            self.to_skip -= 1
        elif (shown := _SHOWN.get(word)) is not None:
            self._flush()
            self._show(shown)
        elif word in (b"par", b"sect", b"page", b"line", b"softline"):
            self._end_paragraph("<br>")
        elif word in (b"cell", b"nestcell"):
            self.in_table = True
            self._end_paragraph("cell")
        elif word in (b"row", b"nestrow"):
            self._end_paragraph("row")
        elif (setting := _SETTINGS.get(word)) is not None:
            self._flush()
            setting(self, number)
        elif word in _UNSEEN or (starred and word not in _KNOWN):
            self._into("field" if word == b"fldinst" else "nothing")
        elif self.state.into == "field" and word in (b"fftype", b"ffres", b"ffdefres"):
            self.box = (self.box or {}) | {word: number or 0}
        elif word in (b"red", b"green", b"blue") and self.state.into == "colours":
            self.colours[-1][(b"red", b"green", b"blue").index(word)] = number or 0

    def _into(self, destination: str) -> None:
        self._flush()
        if self.state.into not in ("nothing", "field") or destination == "field":
            self.state = replace(self.state, into=destination)

    def _end_box(self) -> None:
        """Show a form's check box (its type is 1); 25 stands for what it was at first."""
        box, self.box = self.box, None
        if box is not None and box.get(b"fftype") == 1:
            ticked = box.get(b"ffres", 25)
            ticked = box.get(b"ffdefres", 0) if ticked == 25 else ticked
            if self.state.into == "text" and not self.state.hidden and not self.encapsulated:
                self._begin_paragraph()
                self._end_run()
                self.out.append(f"<input type=checkbox{' checked' if ticked else ''}>")


def _opening(state: _State, fonts: dict[int, _Font], colours: list[list[int]]) -> str:
    """Give the tag that opens a run of this look."""
    css = []
    symbols = fonts[state.font].symbols if state.font in fonts else ""
    if symbols:
        css.append(f"font-family:{symbols}")
    if state.struck:
        css.append("text-decoration:line-through")
    if state.underlined:
        css.append("text-decoration:underline")
    if state.bold:
        css.append("font-weight:bold")
    for key, number in (("color", state.colour), ("background", state.ground)):
        if 0 < number < len(colours):
            red, green, blue = (max(0, min(part, 255)) for part in colours[number])
            css.append(f"{key}:#{red:02x}{green:02x}{blue:02x}")
    return f'<span style="{";".join(css)}">' if css else "<span>"


_Setting = Callable[[_Reader, int | None], None]


def _changed(state: _State, name: str, value: object) -> _State:
    change: dict[str, Any] = {name: value}
    return replace(state, **change)


def _switch(name: str) -> _Setting:
    """Give what turns a look on, or off where its number is 0."""

    def apply(reader: _Reader, number: int | None) -> None:
        reader.state = _changed(reader.state, name, number != 0)

    return apply


def _numbered(name: str) -> _Setting:
    """Give what sets a look to its number."""

    def apply(reader: _Reader, number: int | None) -> None:
        reader.state = _changed(reader.state, name, number or 0)

    return apply


def _destination(name: str) -> _Setting:
    return lambda reader, _: reader._into(name)


def _not_underlined(reader: _Reader, _: int | None) -> None:
    reader.state = replace(reader.state, underlined=False)


def _unicode(reader: _Reader, number: int | None) -> None:
    reader.to_skip = reader.state.skip
    code = (number or 0) + 0x10000 if (number or 0) < 0 else number or 0
    if 0 < code < 0x110000:
        reader._show(chr(code))


def _unicode_skip(reader: _Reader, number: int | None) -> None:
    reader.state = replace(reader.state, skip=max(0, min(number or 0, 100)))


def _codepage(reader: _Reader, number: int | None) -> None:
    reader.codec = _codec(f"cp{number}") if number != 65001 else "utf-8"


def _charset(reader: _Reader, number: int | None) -> None:
    if reader.state.into == "fonts":
        reader.fonts.setdefault(reader.state.font, _Font()).codec = _CHARSETS.get(number or 0, "")


def _plain(reader: _Reader, _: int | None) -> None:
    kept = reader.state
    reader.state = _State(into=kept.into, font=reader.plain_font, skip=kept.skip, raw=kept.raw)


def _default_font(reader: _Reader, number: int | None) -> None:
    reader.plain_font = number if number is not None else -1
    reader.state = replace(reader.state, font=reader.plain_font)


def _paragraph(reader: _Reader, _: int | None) -> None:
    reader.in_table = False


def _in_table(reader: _Reader, _: int | None) -> None:
    reader.in_table = True


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


_SETTINGS: dict[bytes, _Setting] = {
    b"b": _switch("bold"), b"strike": _switch("struck"), b"striked": _switch("struck"), b"ul": _switch("underlined"),
    b"ulnone": _not_underlined, b"v": _switch("hidden"), b"deleted": _switch("hidden"),
    b"cf": _numbered("colour"), b"highlight": _numbered("ground"), b"cb": _numbered("ground"),
    b"chcbpat": _numbered("ground"), b"f": _numbered("font"), b"htmlrtf": _switch("raw"), b"plain": _plain,
    b"deff": _default_font, b"ansicpg": _codepage, b"fcharset": _charset, b"fonttbl": _destination("fonts"),
    b"colortbl": _destination("colours"), b"htmltag": _destination("tag"), b"pard": _paragraph,
    b"intbl": _in_table, b"u": _unicode, b"uc": _unicode_skip,
}  # fmt: skip
_KNOWN = frozenset((b"htmltag", b"fldinst", b"formfield", b"shppict", b"cs", b"fldrslt", b"nesttableprops"))
