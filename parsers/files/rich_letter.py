"""The letter that Outlook kept as RTF → HTML, so that it is read and shown like any other.

RTF that Outlook made of a letter in HTML holds that HTML between its own words (MS-OXRTFEX): it is taken out again. Any
other RTF is read as a file of that kind, and what that shows is written as HTML.
"""

import codecs
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parsers.document import PLAIN, Document, Line, Style, Table
from parsers.files.rich_text import from_rtf

MOST_TOKENS = 600_000  # a thread of 400,000 characters with all its looks has a fifth of it
MOST_GROUPS = 2_000  # inside each other; Outlook writes a dozen

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
_FROM_HTML = re.compile(rb"\\fromhtml(?!0)")
_WITHIN = 2_000  # bytes from the beginning, where the words stand that tell where RTF comes from
_SHOWN = {
    b"par": "\r\n", b"line": "\r\n", b"tab": "\t", b"emdash": "—", b"endash": "–", b"emspace": " ", b"enspace": " ",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t", b"\r": "\r\n", b"\n": "\r\n"}
_UNSEEN = frozenset((b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"mhtmltag", b"generator", b"pntext"))
# What fonts' character sets mean; all others are the document's own.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


def to_html(data: bytes) -> tuple[str, bool]:
    """Give the HTML of RTF, and whether that is all of it.

    :raises UnreadablePart: when the bytes are no RTF
    """
    if _FROM_HTML.search(data[:_WITHIN]):
        reader = _Reader()
        whole = reader.read(data)
        # A character beyond the first 65,536 comes as a pair of surrogates.
        return "".join(reader.out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), whole
    document = from_rtf(data, 0)
    return shown(document), not document.doubts


def shown(document: Document) -> str:
    """Give a Document as HTML: its lines, its tables, and the looks that may be an answer."""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = ("".join(f"<td>{_lines(cell.lines)}</td>" for cell in row) for row in block.rows)
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            out.append(_lines([block]) + "<br>")
    return "\n".join(out)


def _lines(lines: Iterable[Line]) -> str:
    return "<br>".join(map(_line, lines))


def _line(line: Line) -> str:
    pieces: list[str] = []
    at = 0
    for token in line.tokens:
        pieces.append(_escaped(line.text[at : token.start]))
        pieces.append(_styled(_escaped(line.text[token.start : token.end]), token.style))
        at = token.end
    return "".join(pieces) + _escaped(line.text[at:])


def _escaped(text: str) -> str:
    """Give text as HTML, the distances in it kept: they part a label from its value."""
    return html.escape(text, quote=False).replace("\t", "&emsp;&emsp;&emsp;").replace("  ", "&nbsp; ")


def _styled(text: str, style: Style) -> str:
    if style == PLAIN:
        return text
    css = ("color:#c00000;" if style.coloured else "") + ("background:#ffff00;" if style.highlighted else "")
    text = f'<span style="{css}">{text}</span>' if css else text
    for tag, on in (("b", style.bold), ("s", style.struck), ("u", style.underlined)):
        text = f"<{tag}>{text}</{tag}>" if on else text
    return text


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    into: str = "text"  # or "tag" (HTML as it stands), "fonts", "nothing"
    font: int = -1
    stand_ins: int = 1  # characters after a Unicode one, for programs that do not know it
    raw: bool = False  # for programs that show RTF: not of the HTML


@dataclass(slots=True)
class _Reader:
    """Takes the tokens of RTF, gives the HTML in it."""

    out: list[str] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    groups: list[_State] = field(default_factory=list)
    too_deep: int = 0  # groups that are open and not kept
    codec: str = "cp1252"
    codecs: dict[int, str] = field(default_factory=dict)  # by font
    to_skip: int = 0
    pending: bytearray = field(default_factory=bytearray)  # bytes of characters that may take several
    starred: bool = False  # \* came: a group that nobody knows is not shown

    def read(self, data: bytes) -> bool:
        """Read what there is; False when it was too much."""
        at = 0
        for _ in range(MOST_TOKENS):
            token = _TOKEN.match(data, at)
            if token is None:  # the end, or a last backslash
                break
            at = token.end()
            word, number, code, sign, brace, text = token.groups()
            if text is not None:
                self._add(text)
            elif code is not None:
                self._add(bytes([int(code, 16)]))
            elif brace is not None:
                self._group(brace)
            elif sign is not None:
                self._sign(sign)
            elif word == b"bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._word(word, int(number) if number is not None else None)
        self._flush()
        return at + 1 >= len(data)

    def _group(self, brace: bytes) -> None:
        self._flush()
        self.starred, self.to_skip = False, 0
        if brace == b"{":
            if len(self.groups) >= MOST_GROUPS:
                self.too_deep += 1
            else:
                self.groups.append(self.state)
        elif self.too_deep:
            self.too_deep -= 1
        elif self.groups:
            self.state = self.groups.pop()

    def _add(self, characters: bytes) -> None:
        self.starred = False
        skipped = min(self.to_skip, len(characters))
        self.to_skip -= skipped
        if self.state.into in ("text", "tag"):
            self.pending += characters[skipped:]

    def _flush(self) -> None:
        """Show the bytes that are waiting, in the charset of their font."""
        if self.pending:
            text = self.pending.decode(self.codecs.get(self.state.font, self.codec), "replace")
            self.pending.clear()
            self._show(text)

    def _show(self, text: str) -> None:
        if not self.state.raw and self.state.into in ("text", "tag"):
            self.out.append(text if self.state.into == "tag" else html.escape(text, quote=False))

    def _sign(self, sign: bytes) -> None:
        self.starred = sign == b"*"
        if (text := _SIGNS.get(sign)) is not None:
            self._flush()
            self._show("&nbsp;" if self.state.into == "tag" and sign == b"~" else text)

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if self.to_skip and word not in (b"u", b"uc", b"par"):  # a control word may be the stand-in too
            self.to_skip -= 1
            return
        self._flush()
        if (text := _SHOWN.get(word)) is not None:
            self._show(text)
        elif word == b"u" and number is not None:
            self.to_skip = self.state.stand_ins
            self._show(chr(number % 0x10000 or 0xFFFD))
        elif word == b"htmltag" and self.state.into != "nothing":
            self.state = replace(self.state, into="tag")
        elif word == b"fonttbl":
            self.state = replace(self.state, into="fonts")
        elif word in _UNSEEN or (starred and word != b"htmltag"):
            self.state = replace(self.state, into="nothing")
        else:
            self._set(word, number)

    def _set(self, word: bytes, number: int | None) -> None:
        match word:
            case b"htmlrtf":
                self.state = replace(self.state, raw=number != 0)
            case b"f":
                self.state = replace(self.state, font=number or 0)
            case b"uc":
                self.state = replace(self.state, stand_ins=max(0, min(number or 0, 100)))
            case b"ansicpg":
                self.codec = _codec("utf-8" if number == 65001 else f"cp{number}")
            case b"fcharset" if self.state.into == "fonts" and (number or 0) in _CHARSETS:
                self.codecs[self.state.font] = _CHARSETS[number or 0]


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
