"""Word's .docx → Document: paragraphs and tables in order, form controls as marks and values, styles kept.

What a person sees counts: deleted text is left out, inserted text is read, a placeholder ("Cliquez ici…") is no answer.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.archive import opened
from parsers.document import PLAIN, Document, Mark, Style, Table, TableCell
from parsers.errors import UnreadablePart
from parsers.flow import Flow
from parsers.marks import letter, symbol_font
from parsers.reading import Cell, Source
from parsers.reasons import Reason
from parsers.runs import Run

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_LEFT_OUT = frozenset(
    _WORD + name
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr")
)
_BREAKS = frozenset((_WORD + "br", _WORD + "cr"))
MAX_DEPTH = 60  # of nested elements below a paragraph or table

Element = Any  # lxml's _Element


def from_docx(data: bytes, part: int, name: str | None = None) -> Document:
    """Give the Document of a .docx file; a token's place is a Cell in tables, else a Span in the text as it is seen.

    :raises UnreadablePart: when it is no such file, or would unpack to more than a document
    """
    opened(data).close()
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # python-docx asserts and indexes freely, lxml and zlib raise their own
        raise UnreadablePart(Reason.UNREADABLE) from error
    reader = _Reader()
    reader.blocks_of(body, 0)
    return Document(part, tuple(reader.blocks), kind="attachment", name=name)


@dataclass(slots=True)
class _Field:
    """A legacy form field that is being read: its result stands between two characters of its own."""

    in_result: bool = False
    is_text: bool = False


@dataclass(slots=True)
class _Reader(Flow):
    """Collects the blocks of one flow: of the body, of a cell or of a text box."""

    fields: list[_Field] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in this paragraph

    def blocks_of(self, element: Element, depth: int, source: Source = Source.TEXT) -> None:
        """Read the paragraphs and tables below `element`."""
        if depth > MAX_DEPTH:
            return
        for child in _children(element):
            if child.tag == _WORD + "p":
                self._paragraph(child, depth, source)
            elif child.tag == _WORD + "tbl":
                self._table(child, depth)
            elif child.tag == _WORD + "sdt":
                self._control(child, depth, source, inline=False)
            elif child.tag not in _LEFT_OUT:
                self.blocks_of(child, depth + 1, source)

    def _paragraph(self, paragraph: Element, depth: int, source: Source) -> None:
        if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None:
            self.runs.append(Run("- "))
        for child in _children(paragraph):
            self._inline(child, depth + 1, source)
        self.end_line()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks_of(box, depth + 1)

    def _inline(self, element: Element, depth: int, source: Source) -> None:
        if depth > MAX_DEPTH or element.tag in _LEFT_OUT:
            return
        if element.tag == _WORD + "r":
            self._run(element, depth, source)
        elif element.tag == _WORD + "sdt":
            self._control(element, depth, source, inline=True)
        else:
            for child in _children(element):
                self._inline(child, depth + 1, source)

    def _control(self, control: Element, depth: int, source: Source, *, inline: bool) -> None:
        """Read a content control: a check box as a mark, what was typed or chosen as a form's value."""
        properties = control.find(_WORD + "sdtPr")
        content = control.find(_WORD + "sdtContent")
        if properties is not None:
            box = properties.find(_WORD_14 + "checkbox")
            if box is not None:
                checked = box.find(_WORD_14 + "checked")
                self._mark(checked is not None and checked.get(_WORD_14 + "val") in ("1", "true", "on"))
                if not inline:
                    self.end_line()
                return
            placeholder = properties.find(_WORD + "showingPlcHdr")
            if placeholder is not None and _on(placeholder):
                return
            if any(properties.find(_WORD + kind) is not None for kind in ("text", "dropDownList", "comboBox", "date")):
                source = Source.FORM_FIELD
        if content is None:
            return
        if inline:
            for child in _children(content):
                self._inline(child, depth + 1, source)
        else:
            self.blocks_of(content, depth + 1, source)

    def _run(self, run: Element, depth: int, source: Source) -> None:
        properties = run.find(_WORD + "rPr")
        if properties is not None and _set(properties, "vanish"):
            return
        style, font = _style(properties), _font(properties)
        if self.fields and self.fields[-1].in_result and self.fields[-1].is_text:
            source = Source.FORM_FIELD
        for child in _children(run):
            if child.tag == _WORD + "t":
                text = child.text or ""
                self.runs.append(Run(symbol_font(text, font) if font else _spaces(text), style, source))
            elif child.tag in (_WORD + "tab", _WORD + "ptab"):
                self.runs.append(Run("\t", style))
            elif child.tag in _BREAKS:
                self.end_line()
            elif child.tag == _WORD + "noBreakHyphen":
                self.runs.append(Run("-", style, source))
            elif child.tag == _WORD + "sym":
                self._symbol(child, style)
            elif child.tag == _WORD + "fldChar":
                self._field(child)
            elif child.tag not in _LEFT_OUT:
                self._find_boxes(child, depth + 1)

    def _symbol(self, symbol: Element, style: Style) -> None:
        with contextlib.suppress(ValueError):
            shown = letter(int(symbol.get(_WORD + "char") or "", 16))
            self.runs.append(Run(symbol_font(shown, symbol.get(_WORD + "font") or ""), style))

    def _field(self, character: Element) -> None:
        """Follow a legacy field from its beginning through its separator to its end."""
        kind = character.get(_WORD + "fldCharType")
        if kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            self.fields.pop()
        elif kind == "begin":
            data = character.find(_WORD + "ffData")
            self.fields.append(_Field(is_text=data is not None and data.find(_WORD + "textInput") is not None))
            if data is not None:
                self._field_data(data)

    def _field_data(self, data: Element) -> None:
        box, choice = data.find(_WORD + "checkBox"), data.find(_WORD + "ddList")
        if box is not None:
            state = box.find(_WORD + "checked")
            state = box.find(_WORD + "default") if state is None else state
            self._mark(state is not None and _on(state))
        elif choice is not None:
            entries = [entry.get(_WORD + "val") or "" for entry in choice.findall(_WORD + "listEntry")]
            chosen = choice.find(_WORD + "result")
            number = chosen.get(_WORD + "val") if chosen is not None else None
            if number is not None and number.isdecimal() and int(number) < len(entries):
                self.runs.append(Run(entries[int(number)], PLAIN, Source.FORM_FIELD))

    def _mark(self, ticked: bool) -> None:
        self.runs.append(Run(Mark.TICKED if ticked else Mark.EMPTY, PLAIN, Source.FORM_FIELD))

    def _find_boxes(self, element: Element, depth: int) -> None:
        """Keep the text boxes in a drawing for the end of the paragraph; each has two forms, of which one is read."""
        if depth > MAX_DEPTH:
            return
        if element.tag == _WORD + "txbxContent":
            self.boxes.append(element)
            return
        for child in _children(element):
            self._find_boxes(child, depth + 1)

    def _table(self, table: Element, depth: int) -> None:
        elements = [list(_below(row, "tc")) for row in _below(table, "tr") if not _is_deleted(row)]
        if len(elements) == 1 and len(elements[0]) == 1:  # a frame around text
            self.blocks_of(elements[0][0], depth + 1)
            return
        number, rows = self.tables, []
        self.tables += 1
        for row_number, row in enumerate(elements):
            cells: list[TableCell] = []
            for element in row:
                inner = _Reader(cell=self.cell or Cell(number, row_number, len(cells)))
                inner.blocks_of(element, depth + 1)
                cells.append(TableCell(tuple(inner.lines())))
                span = element.find(f"{_WORD}tcPr/{_WORD}gridSpan")
                width = span.get(_WORD + "val") if span is not None else None
                if width is not None and width.isdecimal():
                    cells.extend([TableCell()] * (min(int(width), 60) - 1))
            rows.append(tuple(cells))
        self.blocks.append(Table(tuple(rows)))


def _children(element: Element) -> Iterator[Element]:
    """Give the elements below `element`; of alternatives for old and new programs, the new one."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == _COMPATIBILITY + "AlternateContent":
            choice = child.find(_COMPATIBILITY + "Choice")
            if choice is None:
                choice = child.find(_COMPATIBILITY + "Fallback")
            if choice is not None:
                yield from choice.iterchildren(tag=etree.Element)
        else:
            yield child


def _below(element: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """Give the rows of a table, or the cells of a row; content controls and the like may stand around them."""
    for child in _children(element):
        if child.tag == _WORD + name:
            yield child
        elif child.tag not in _LEFT_OUT and depth < MAX_DEPTH:
            yield from _below(child, name, depth + 1)


def _is_deleted(row: Element) -> bool:
    """Say whether a tracked change takes the row out."""
    return row.find(f"{_WORD}trPr/{_WORD}del") is not None


def _on(switch: Element) -> bool:
    return switch.get(_WORD + "val") not in ("0", "false", "off", "none")


def _set(properties: Element, name: str) -> bool:
    switch = properties.find(_WORD + name)
    return switch is not None and _on(switch)


def _style(properties: Element | None) -> Style:
    if properties is None:
        return PLAIN
    colour = properties.find(_WORD + "color")
    shade = properties.find(_WORD + "shd")
    fill = (shade.get(_WORD + "fill") or "auto").casefold() if shade is not None else "auto"
    return replace(
        PLAIN,
        struck=_set(properties, "strike") or _set(properties, "dstrike"),
        bold=_set(properties, "b"),
        underlined=_set(properties, "u"),
        highlighted=_set(properties, "highlight") or fill not in ("auto", "ffffff", ""),
        coloured=colour is not None and (colour.get(_WORD + "val") or "auto").casefold() not in ("auto", "000000"),
    )


def _font(properties: Element | None) -> str:
    """Give the symbol font of a run, or nothing."""
    fonts = properties.find(_WORD + "rFonts") if properties is not None else None
    if fonts is None:
        return ""
    named = (fonts.get(_WORD + "ascii") or fonts.get(_WORD + "hAnsi") or "").casefold()
    return named if named.startswith(("wingdings", "webdings")) else ""


def _spaces(text: str) -> str:
    """Put the fillers of legacy text fields and the like as plain spaces."""
    return text.translate(
        {0x2002: " ", 0xA0: " ", 0x202F: " ", 0xAD: None, 0xFEFF: None, 0x200B: None, 0x0A: " ", 0x0D: None}
    )
