"""HTML → Document, as a reader sees it: tables by cells, symbol fonts as marks, styles kept, hidden text left out."""

import re
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import PLAIN, Block, Document, Line, Mark, Style, Table, TableCell, Token
from parsers.folding import fold, plain
from parsers.marks import symbol_font, with_marks
from parsers.reading import Span

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "-comment", "xml"})
_BLOCKS = frozenset(
    {
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "body"),
        *("blockquote", "table", "tr", "td", "th", "section", "article", "header", "footer", "main", "aside"),
        *("form", "fieldset", "legend", "center", "address"),
    }
)
_STRUCK = frozenset({"s", "strike", "del"})
_BOLD = frozenset({"b", "strong", "th"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])|(?<![-\w])opacity\s*:\s*0(?![.\d])"
)
_FONT = re.compile(r"font-family\s*:\s*['\"]?(wingdings(?: ?[23])?|webdings)")
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;]+)")
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)|mso-highlight\s*:\s*([^;]+)")
_DARK = re.compile(r"\s*(?:black|windowtext|inherit|initial|#0{3,6}|rgb\(\s*0\s*,\s*0\s*,\s*0\s*\))\s*$", re.IGNORECASE)
_LIGHT = re.compile(
    r"\s*(?:white|none|transparent|inherit|initial|#f{3,6}|rgba?\(255, ?255, ?255.*)\s*$", re.IGNORECASE
)
_BOX = re.compile(
    r"^(?:(?:case|box|checkbox) )?(?:non |un|not )?(?:cochee?|coche|checked|ticked|vide|empty)(?: box| case)?$"
)
_UNTICKED = re.compile(r"\b(?:non|not|vide|empty|un\w+)\b")
_CIRCLED = re.compile(r"(?<![-\w])border\s*:\s*([^;]+)")
_NO_BORDER = re.compile(r"\s*(?:none|0|hidden|inherit|initial)")
_INLINE = frozenset({"span", "font", "b", "i", "em", "strong", "u", "a"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(r"\S+")
_MAX_SPAN = 50  # columns or rows of one cell
MAX_DEPTH = 200  # of nested elements; what lies deeper is read without its structure


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element's text inherits."""

    style: Style = PLAIN
    font: str = ""  # a symbol font, or nothing
    depth: int = 0  # of quotes
    preformatted: bool = False


@dataclass(slots=True)
class _Builder:
    """Collects the lines of one flow: of the whole body, or of one cell."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    depth: int = 0
    at: int = 0  # characters before this line in the part's text, as it is read
    broken: bool = False  # the line was ended by <br>: an empty one after it is meant

    def add(self, text: str, look: _Look) -> None:
        if not self.text:
            self.depth = look.depth
            text = text if look.preformatted else text.lstrip(" ")
        self.text.append(text)
        self.styles.extend([look.style] * len(text))

    def end_line(self, *, wanted: bool = False) -> None:
        text = "".join(self.text)
        if text.strip() or wanted:
            self.blocks.append(self._line(text))
            self.at += len(text) + 1
        self.text.clear()
        self.styles.clear()

    def _line(self, text: str) -> Line:
        clean = plain(text)
        styles = (
            self.styles if len(clean) == len(text) else [self.styles[min(i, len(text) - 1)] for i in range(len(clean))]
        )
        clean, styles = with_marks(clean, styles)
        tokens: list[Token] = []
        for word in _WORD.finditer(clean):
            start = word.start()
            for end in range(start + 1, word.end() + 1):
                if end == word.end() or styles[end] != styles[start]:
                    tokens.append(Token(start, end, Span(self.at + start, self.at + end), styles[start]))
                    start = end
        return Line(clean.rstrip(), tuple(tokens), self.depth)


def from_html(source: str, part: int) -> Document:
    """Give the Document of an HTML text; a token's place is its Span in the text as it is seen."""
    tree = LexborHTMLParser(source)
    builder = _Builder()
    if tree.body is not None:
        _read(tree.body, _Look(), builder, 0)
    builder.end_line()
    return Document(part, tuple(builder.blocks))


def _read(node: LexborNode, look: _Look, into: _Builder, level: int) -> None:
    child = node.child
    while child is not None:
        tag = str(child.tag)
        if tag == "-text":
            _add_text(child.text_content or "", look, into)
        elif tag == "br":
            into.end_line(wanted=True)
        elif tag == "img":
            into.add(_pictured(child.attributes.get("alt") or ""), look)
        elif tag == "hr":
            into.end_line()
            into.add("_" * 20, look)
            into.end_line()
        elif tag not in _SKIPPED and not _hidden(child):
            _read_element(child, tag, look, into, level)
        child = child.next


def _read_element(node: LexborNode, tag: str, look: _Look, into: _Builder, level: int) -> None:
    if tag in ("input", "select", "textarea"):
        _add_control(node, tag, look, into)
        return
    inner = _look(node, tag, look)
    if level >= MAX_DEPTH:
        _add_text(node.text(deep=True), inner, into)
        return
    block = tag in _BLOCKS
    if block:
        into.end_line()
    before = len(into.blocks)
    if tag == "table" and _is_data(node):
        into.blocks.append(_table(node, inner, into, level + 1))
        return
    if tag == "li":
        into.add("- ", inner)
    _read(node, inner, into, level + 1)
    if block:
        # An empty paragraph is a blank line; a <br> that only ends its block has given one already.
        empty = (
            tag in ("p", "div") and not "".join(into.text).strip() and len(into.blocks) == before and bool(into.text)
        )
        into.end_line(wanted=empty)


def _add_text(text: str, look: _Look, into: _Builder) -> None:
    if look.font:
        into.add(symbol_font(_SPACE.sub(" ", text), look.font), look)
    elif look.preformatted:
        for number, line in enumerate(text.split("\n")):
            if number:
                into.end_line(wanted=True)
            into.add(line, look)
    else:
        text = _SPACE.sub(" ", text)
        if text != " " or into.text:
            into.add(text, look)


def _add_control(node: LexborNode, tag: str, look: _Look, into: _Builder) -> None:
    attributes = node.attributes
    if tag == "textarea":
        into.add("   " + _SPACE.sub(" ", node.text(deep=True)) + "   ", look)
    elif tag == "select":
        chosen = [o for o in node.css("option") if "selected" in o.attributes]
        into.add("   " + _SPACE.sub(" ", " ".join(o.text(deep=True) for o in chosen)) + "   ", look)
    elif attributes.get("type") in ("checkbox", "radio"):
        into.add(Mark.TICKED if "checked" in attributes else Mark.EMPTY, look)
    elif attributes.get("type") in (None, "", "text", "email", "tel", "number"):
        into.add("   " + (attributes.get("value") or "") + "   ", look)


def _pictured(alt: str) -> str:
    """Give the mark or the sign that a picture stands for by its `alt`; a logo's name is no text of the letter."""
    alt = plain(alt).strip()
    if alt and not any(character.isalnum() for character in alt) and len(alt) <= 4:
        return alt
    said = fold(alt)
    if _BOX.search(said):
        return Mark.EMPTY if _UNTICKED.search(said) else Mark.TICKED
    return ""


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search((attributes.get("style") or "").casefold()))


def _look(node: LexborNode, tag: str, look: _Look) -> _Look:
    css = (node.attributes.get("style") or "").casefold()
    style = look.style
    if tag in _STRUCK or "line-through" in css:
        style = replace(style, struck=True)
    if tag in _BOLD or re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", css):
        style = replace(style, bold=True)
    if tag == "u" or "underline" in css:
        style = replace(style, underlined=True)
    colour = (_COLOUR.search(css) or [None, node.attributes.get("color") if tag == "font" else None])[1]
    if colour and tag != "a":
        style = replace(style, coloured=not _DARK.match(colour))
    ground = _BACKGROUND.search(css)
    if tag == "mark" or (ground and tag in _INLINE and not _LIGHT.match(ground[1] or ground[2])):
        style = replace(style, highlighted=True)
    circle = _CIRCLED.search(css) if tag in _INLINE else None
    if circle and not _NO_BORDER.match(circle[1]):
        style = replace(style, highlighted=True)  # drawn around, as with a pen
    face = (node.attributes.get("face") or "").casefold() if tag == "font" else ""
    named = _FONT.search(css)
    font = look.font if "font-family" not in css and not face else ""
    font = named[1] if named else face if face.startswith(("wingdings", "webdings")) else font
    return _Look(style, font, look.depth + (tag == "blockquote"), look.preformatted or tag == "pre")


def _is_data(table: LexborNode) -> bool:
    """Say whether a table is one for the eye: not the scaffold of a layout, with a row of two cells at least."""
    if len(table.css("table")) > 1:  # css() counts the table itself
        return False
    return any(len(row.css("td, th")) > 1 for row in table.css("tr"))


def _ground(cell: LexborNode) -> str:
    """Give the colour that a cell is filled with, nothing for white."""
    found = _BACKGROUND.search((cell.attributes.get("style") or "").casefold())
    colour = (found[1] or found[2]) if found else cell.attributes.get("bgcolor") or ""
    return "" if _LIGHT.match(colour) else colour.strip()


def _table(table: LexborNode, look: _Look, into: _Builder, level: int) -> Table:
    rows: list[tuple[TableCell, ...]] = []
    reaching: dict[int, int] = {}  # column → rows below that a cell of it reaches down to
    for row in table.css("tr"):
        cells: list[TableCell] = []
        child = row.child
        grounds = [_ground(cell) for cell in row.css("td") if cell.text(deep=True).strip()]
        filled = any(grounds) and not all(grounds)  # some cells of the row, not the row as a stripe
        below: dict[int, int] = {}
        while child is not None:
            if child.tag in ("td", "th") and not _hidden(child):
                _skip_reached(cells, reaching)
                wide, high = _span(child, "colspan"), _span(child, "rowspan")
                below |= dict.fromkeys(range(len(cells), len(cells) + wide), high - 1) if high > 1 else {}
                cells.append(_cell(child, look, into, level, filled=filled))
                cells.extend([TableCell()] * (wide - 1))
            child = child.next
        _skip_reached(cells, reaching)
        rows.append(tuple(cells))
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1} | below
    return Table(tuple(rows), look.depth)


def _skip_reached(cells: list[TableCell], reaching: dict[int, int]) -> None:
    """Leave the places empty that cells of the rows above reach down to."""
    while len(cells) in reaching:
        cells.append(TableCell())


def _span(cell: LexborNode, name: str) -> int:
    written = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(written), _MAX_SPAN)) if written.isdecimal() and len(written) < 5 else 1


def _cell(node: LexborNode, look: _Look, into: _Builder, level: int, *, filled: bool) -> TableCell:
    flow = _Builder(at=into.at)
    seen = _look(node, str(node.tag), look)
    if filled and node.tag == "td" and _ground(node):
        seen = replace(seen, style=replace(seen.style, highlighted=True))
    _read(node, seen, flow, level)
    flow.end_line()
    into.at = flow.at
    return TableCell(tuple(b for b in flow.blocks if isinstance(b, Line)))
