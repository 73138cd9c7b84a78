"""Word's .docx → Document: paragraphs and tables in order, form controls as marks and values, styles kept.

What a person sees counts: deleted text is left out, inserted text is read, a placeholder ("Cliquez ici…") is no answer.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.context import Context
from parsers.document import PLAIN, Block, Document, Mark, Style, TableCell
from parsers.errors import UnreadablePart
from parsers.files.nested import MAX_CELLS_OF_ONE, Element, Nested, Shared
from parsers.files.package import Package, Relation
from parsers.files.pictures import Picture, with_pictures
from parsers.files.runs import Run
from parsers.files.word_styles import WORD as _WORD
from parsers.files.word_styles import Styles, read_styles
from parsers.mail.archive import opened
from parsers.marks import is_symbol_font, letter, symbol_font
from parsers.reading import Cell, Source
from parsers.reasons import Reason

_WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"

_LEFT_OUT = frozenset(
    _WORD + name
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr")
)
_BREAKS = frozenset((_WORD + "br", _WORD + "cr"))
# What a style sheet, the marks of lists and remarks in the margin are called among the parts.
_BESIDE = frozenset(("styles", "numbering", "comments"))
EMU = 12_700  # English metric units a point
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)pt")
_PICTURES = frozenset((_DRAWING + "blip", _VML + "imagedata"))
# Rings, free lines and ink lie over the text: what they mark, only an eye can tell. Buttons keep their state elsewhere.
_CIRCLES = frozenset(("ellipse", "donut", "noSmoking", "mathMultiply"))
_INK = frozenset((_WORD + "contentPart", _WORD_14 + "contentPart", _WORD + "control"))
MAX_DEPTH = 60  # of nested elements below a paragraph or table


@dataclass(slots=True, kw_only=True)
class _File(Shared):
    """What all flows of a file share."""

    styles: Styles


def from_docx(data: bytes, part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    """Give the Document of a .docx file, and those of pictures in it that are pages.

    A token's place is a Cell in tables, else a Span in the text as it is seen.

    :raises UnreadablePart: when it is no such file, or would unpack to more than a document
    """
    with opened(data) as archive:
        try:
            document, pictures = _read(Package(archive), part, name)
        except UnreadablePart:
            raise
        except Exception as error:  # zipfile, zlib and lxml raise their own
            raise UnreadablePart(Reason.UNREADABLE) from error
    return with_pictures(document, pictures, context)


def _read(package: Package, part: int, name: str | None) -> tuple[Document, list[Picture]]:
    main = package.main()
    relations = package.relations(main)
    trees: dict[str, Element] = {}
    for one in relations.values():
        if one.kind in _BESIDE:
            with contextlib.suppress(KeyError):
                trees[one.kind] = package.tree(one.target)
    file = _File(styles=read_styles(trees.get("styles"), trees.get("numbering")))
    reader = _Reader(file)
    reader.blocks_of(package.tree(main).find(_WORD + "body"), 0)
    above, below = (_margins(package, relations, kind, file) for kind in ("header", "footer"))
    if any("".join(comment.itertext()).strip() for comment in trees.get("comments", ())):
        file.doubts.append(Reason.REMARK.value)
    document = Document(
        part,
        (*above, *reader.blocks, *below),
        kind="attachment",
        name=name,
        doubts=tuple(dict.fromkeys(file.doubts)),
    )
    return document, list(_pictures(package, relations, file))


def _margins(package: Package, relations: Mapping[str, Relation], kind: str, file: _File) -> list[Block]:
    """Give what stands in the head or the foot of the pages, where it was filled in; else it is the organiser's own."""
    found: list[Block] = []
    for target in dict.fromkeys(one.target for one in relations.values() if one.kind == kind):
        reader = _Reader(file)
        reader.blocks_of(package.tree(target), 0)
        if any(token.source is not Source.TEXT for line in reader.lines() for token in line.tokens):
            found.extend(reader.blocks)
    return found


def _pictures(package: Package, relations: Mapping[str, Relation], file: _File) -> Iterator[Picture]:
    for number, (width, height) in file.pictures.items():
        relation = relations.get(number)
        if relation is not None and relation.kind == "image":
            with contextlib.suppress(KeyError):  # Word itself shows a cross for a picture that is not there
                yield Picture(package.data(relation.target), width, height)


@dataclass(slots=True)
class _Field:
    """A legacy form field that is being read: its result stands between two characters of its own."""

    in_result: bool = False
    is_text: bool = False


@dataclass(slots=True)
class _Reader(Nested):
    """Collects the blocks of one flow: of the body, of a cell or of a text box."""

    file: _File
    fields: list[_Field] = field(default_factory=list, kw_only=True)
    boxes: list[Element] = field(default_factory=list, kw_only=True)  # text boxes anchored in this paragraph

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
        mark = self.file.styles.mark(paragraph)
        if mark:
            self.runs.append(Run(mark))
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
        style, font = _style(properties, self.file.styles.runs), _font(properties)
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
            shown, font = letter(int(symbol.get(_WORD + "char") or "", 16)), symbol.get(_WORD + "font") or ""
            if is_symbol_font(font) or "\uf000" <= shown <= "\uf0ff":
                shown = symbol_font(shown, font)
            self.runs.append(Run(shown, style))

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
        if element.tag in _PICTURES:
            self._picture(element)
        elif _is_drawn(element):
            self.file.doubts.append(Reason.DOUBTFUL_MARK.value)
        for child in _children(element):
            self._find_boxes(child, depth + 1)

    def _picture(self, picture: Element) -> None:
        """Keep a picture with the size in which it is shown."""
        number = picture.get(_RELATION + "embed") or picture.get(_RELATION + "id") or ""
        width = height = 0.0
        for around in picture.iterancestors():
            extent = around.find(_PLACING + "extent")
            if extent is not None:
                width, height = (_number(extent.get(name)) / EMU for name in ("cx", "cy"))
            elif around.tag == _VML + "shape":
                sizes = dict(_SIZE.findall(around.get("style") or ""))
                width, height = (_number(sizes.get(name)) for name in ("width", "height"))
            if width:
                break
        self.file.pictures[number] = width, height

    def _table(self, table: Element, depth: int) -> None:
        self.table([list(_below(row, "tc")) for row in _below(table, "tr") if not _is_deleted(row)], depth)

    def inside(self, cell: Cell) -> "_Reader":
        """Give the reader of a cell's flow."""
        return _Reader(self.file, cell=cell)

    def spread(self, cell: TableCell, element: Element) -> Sequence[TableCell]:
        """Give a cell and the empty ones that it covers."""
        span = element.find(f"{_WORD}tcPr/{_WORD}gridSpan")
        width = span.get(_WORD + "val") if span is not None else None
        covered = min(int(width), MAX_CELLS_OF_ONE) - 1 if width is not None and width.isdecimal() else 0
        return [cell, *[TableCell()] * covered]


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


def _is_drawn(element: Element) -> bool:
    """Say whether something is drawn over the text that may mark an answer: a ring or a free line, without text."""
    if element.tag in _INK:
        return True
    if (
        element.tag not in (_SHAPE + "wsp", _VML + "oval")
        or next(element.iter(_WORD + "txbxContent"), None) is not None
    ):
        return False
    form = next(element.iter(_DRAWING + "prstGeom"), None)
    return form is None or form.get("prst") in _CIRCLES


def _is_deleted(row: Element) -> bool:
    """Say whether a tracked change takes the row out."""
    return row.find(f"{_WORD}trPr/{_WORD}del") is not None


def _on(switch: Element) -> bool:
    return switch.get(_WORD + "val") not in ("0", "false", "off", "none")


def _set(properties: Element, name: str) -> bool:
    switch = properties.find(_WORD + name)
    return switch is not None and _on(switch)


def _number(text: str | None) -> float:
    try:
        return min(abs(float(text or "0")), 1e9)
    except ValueError:
        return 0.0


def _style(properties: Element | None, named: Mapping[str, Element]) -> Style:
    """Give the look of a run; a style that strikes text out counts as if the run did."""
    if properties is None:
        return PLAIN
    style = properties.find(_WORD + "rStyle")
    general = named.get(style.get(_WORD + "val") or "") if style is not None else None
    by_style = general is not None and properties.find(_WORD + "strike") is None and _set(general, "strike")
    colour = properties.find(_WORD + "color")
    shade = properties.find(_WORD + "shd")
    fill = (shade.get(_WORD + "fill") or "auto").casefold() if shade is not None else "auto"
    return replace(
        PLAIN,
        struck=by_style or _set(properties, "strike") or _set(properties, "dstrike"),
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
    return named if is_symbol_font(named) else ""


def _spaces(text: str) -> str:
    """Put the fillers of legacy text fields and the like as plain spaces."""
    return text.translate(
        {0x2002: " ", 0xA0: " ", 0x202F: " ", 0xAD: None, 0xFEFF: None, 0x200B: None, 0x0A: " ", 0x0D: None}
    )
