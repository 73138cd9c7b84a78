"""OpenDocument (.odt, .ods) → Documents: paragraphs, tables, form controls and styles as far as they answer.

What a person sees counts: deleted and hidden text, notes and placeholders are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.context import Context
from parsers.document import PLAIN, Document, Line, Mark, Style, TableCell
from parsers.errors import UnreadablePart
from parsers.files.nested import MAX_CELLS_OF_ONE, Element, Nested, Shared
from parsers.files.package import Package
from parsers.files.pictures import Picture, with_pictures
from parsers.files.runs import Run
from parsers.files.sheet import MAX_SHEETS, Content, Row, counted, sheet_document
from parsers.mail.archive import opened
from parsers.marks import is_symbol_font, symbol_font
from parsers.reading import Cell, Source
from parsers.reasons import Reason

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LOOK = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MARK = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}"
_UNITS = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pt": 1.0}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt)$", re.ASCII)
_RINGS = frozenset(_DRAW + name for name in ("ellipse", "circle", "path", "polyline"))
_ROUND = frozenset(("ellipse", "ring"))
_PARAGRAPHS = frozenset((_TEXT + "p", _TEXT + "h"))
_LEFT_OUT = frozenset(
    (
        *(_TEXT + name for name in ("tracked-changes", "sequence-decls", "note", "placeholder", "hidden-text")),
        *(_OFFICE + name for name in ("forms", "annotation")),
        *(_TABLE + name for name in ("tracked-changes", "shapes", "content-validations")),
    )
)
_INPUTS = frozenset((_TEXT + "text-input", _TEXT + "drop-down"))
_ROWS = frozenset(_TABLE + name for name in ("table-rows", "table-header-rows", "table-row-group"))
_COLUMNS = frozenset(_TABLE + name for name in ("table-columns", "table-header-columns", "table-column-group"))
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
MAX_DEPTH = 60
_TRUTHS = {"of:=TRUE()": "true", "of:=FALSE()": "false"}  # so LibreOffice keeps a box of Excel's
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384  # of a sheet; its last row and column are repeated up to there


@dataclass(frozen=True, slots=True)
class _Look:
    """What an automatic style says of text."""

    style: Style = PLAIN
    font: str = ""  # casefolded
    hidden: bool = False


_PLAIN = _Look()


@dataclass(slots=True, kw_only=True)
class _File(Shared):
    """What all flows of a file share."""

    looks: dict[str, _Look]
    controls: dict[str, Run]


def from_odt(data: bytes, part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    """Give the Document of an .odt file, and those of pictures in it that are pages.

    A token's place is a Cell in tables, else a Span in the text as it is seen.

    :raises UnreadablePart: when it is no such file, is encrypted, or would unpack to more than a document
    """
    root = _content(data)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadablePart(Reason.UNREADABLE)
    file = _File(looks=_looks(root), controls=_controls(root))
    reader = _Reader(file)
    reader.blocks_of(body, 0)
    doubts = tuple(dict.fromkeys(file.doubts))
    document = Document(part, tuple(reader.blocks), kind="attachment", name=name, doubts=doubts)
    return with_pictures(document, list(_pictures(data, file)), context)


def _pictures(data: bytes, file: _File) -> Iterator[Picture]:
    with opened(data) as archive:
        for name, (width, height) in file.pictures.items():
            try:
                yield Picture(Package(archive).data(name), width, height)
            except KeyError:  # LibreOffice itself shows a frame for a picture that is not there
                continue
            except UnreadablePart:
                raise
            except Exception as error:  # zipfile and zlib raise their own
                raise UnreadablePart(Reason.UNREADABLE) from error


def from_ods(data: bytes, part: int, name: str | None = None) -> tuple[Document, ...]:
    """Give a Document for each sheet of an .ods file that is seen and holds something.

    :raises UnreadablePart: as `from_odt`, and TOO_LARGE for more cells or sheets than a list of people has
    """
    root = _content(data)
    body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if body is None:
        raise UnreadablePart(Reason.UNREADABLE)
    hidden = {
        style.get(_STYLE + "name")
        for style in root.iter(_STYLE + "style")
        if any(properties.get(_TABLE + "display") == "false" for properties in style.iter(_STYLE + "table-properties"))
    }
    file = _File(looks=_looks(root), controls=_controls(root))
    sheets = [one for one in body.iterchildren(_TABLE + "table") if one.get(_TABLE + "style-name") not in hidden]
    if len(sheets) > MAX_SHEETS:
        raise UnreadablePart(Reason.TOO_LARGE)
    reader = _SheetReader(file)
    return tuple(document for one in sheets if (document := reader.sheet(one, part, name)) is not None)


def _content(data: bytes) -> Element:
    try:
        with opened(data) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadablePart(Reason.PASSWORD)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
            return etree.fromstring(archive.read("content.xml"), parser)
    except UnreadablePart:
        raise
    except Exception as error:  # zipfile, zlib and lxml raise their own
        raise UnreadablePart(Reason.UNREADABLE) from error


def _looks(root: Element) -> dict[str, _Look]:
    """Give what the automatic styles look like, by their name; a cell's ground is its own."""
    found = {}
    for style in root.iter(_STYLE + "style"):
        properties = style.find(_STYLE + "text-properties")
        if properties is None:
            continue
        colour = (properties.get(_LOOK + "color") or "#000000").casefold()
        ground = (properties.get(_LOOK + "background-color") or "transparent").casefold()
        font = properties.get(_STYLE + "font-name") or properties.get(_LOOK + "font-family") or ""
        look = Style(
            struck=properties.get(_STYLE + "text-line-through-style") not in (None, "none"),
            bold=properties.get(_LOOK + "font-weight") == "bold",
            highlighted=ground not in ("transparent", "#ffffff"),
            coloured=colour != "#000000",
            underlined=properties.get(_STYLE + "text-underline-style") not in (None, "none"),
        )
        hidden = properties.get(_TEXT + "display") == "none"
        found[style.get(_STYLE + "name") or ""] = _Look(look, font.strip("'\" ").casefold(), hidden)
    return found


def _controls(root: Element) -> dict[str, Run]:
    """Give what the form's controls say, by their id."""
    found = {}
    for control in root.iter(f"{_FORM}*"):
        if control.tag in (_FORM + "checkbox", _FORM + "radio"):
            chosen = (
                control.get(_FORM + "current-state") == "checked" or control.get(_FORM + "current-selected") == "true"
            )
            text = Mark.TICKED.value if chosen else Mark.EMPTY.value
            text += f" {control.get(_FORM + 'label') or ''}"
        else:
            text = control.get(_FORM + "current-value") or ""
        found[control.get(_FORM + "id") or ""] = Run(text, PLAIN, Source.FORM_FIELD)
    return found


@dataclass(slots=True)
class _Reader(Nested):
    """Collects the blocks of one flow: of the body, of a cell or of a text box."""

    file: _File
    typed: int = field(default=0, kw_only=True)  # text fields of a form that are open here
    boxes: list[Element] = field(default_factory=list, kw_only=True)  # text boxes anchored in this paragraph

    def blocks_of(self, element: Element, depth: int) -> None:
        """Read the paragraphs and tables below `element`."""
        if depth > MAX_DEPTH:
            return
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, depth)
            elif child.tag == _TABLE + "table":
                self._table(child, depth)
            elif child.tag not in _LEFT_OUT:
                if child.tag == _TEXT + "list-item":
                    self.runs.append(Run("- "))
                self.blocks_of(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> None:
        self._inline(paragraph, _PLAIN, depth)
        self.end_line()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks_of(box, depth + 1)

    def _inline(self, element: Element, look: _Look, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        look = self.file.looks.get(element.get(_TEXT + "style-name") or "", look)
        self._text(element.text, look)
        for child in element.iterchildren():
            if child.tag == _OFFICE + "annotation":
                self.file.doubts.append(Reason.REMARK.value)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self._child(child, look, depth)
            self._text(child.tail, look)

    def _child(self, child: Element, look: _Look, depth: int) -> None:
        if child.tag == _TEXT + "s":
            count = child.get(_TEXT + "c") or "1"
            self.runs.append(Run(" " * min(int(count) if count.isdecimal() else 1, 200), look.style))
        elif child.tag == _TEXT + "tab":
            self.runs.append(Run("\t", look.style))
        elif child.tag == _TEXT + "line-break":
            self.end_line()
        elif child.tag == _DRAW + "control":
            self.runs.append(self.file.controls.get(child.get(_DRAW + "control") or "", Run("")))
        elif child.tag == _DRAW + "image":
            frame = child.getparent()
            width, height = (_points(frame.get(_SVG + name)) for name in ("width", "height"))
            self.file.pictures[child.get(_LINK + "href") or ""] = width, height
        elif child.tag.startswith(_MARK):
            self._form_field(child, look, depth)
        elif child.tag == _LOEXT + "content-control":
            self._content_control(child, look, depth)
        elif child.tag.startswith(_DRAW) and any("".join(one.itertext()) for one in child.iterchildren(*_PARAGRAPHS)):
            self.boxes.append(child)
        elif child.tag in _RINGS or (child.tag == _DRAW + "custom-shape" and _form(child) in _ROUND):
            self.file.doubts.append(Reason.DOUBTFUL_MARK.value)  # what it marks, only an eye can tell
        else:
            typed = child.tag in _INPUTS
            self.typed += typed
            self._inline(child, look, depth + 1)
            self.typed -= typed

    def _form_field(self, mark: Element, look: _Look, depth: int) -> None:
        """Read a field of a Word form that LibreOffice kept: a box or a list says itself what was chosen."""
        kind = mark.get(_MARK + "type") or ""
        told = [(one.get(_MARK + "name"), one.get(_MARK + "value") or "") for one in mark.iterchildren(_MARK + "param")]
        if kind.endswith("FORMCHECKBOX"):
            ticked = ("Checkbox_Checked", "true") in told
            self.runs.append(Run(Mark.TICKED if ticked else Mark.EMPTY, PLAIN, Source.FORM_FIELD))
        elif kind.endswith("FORMDROPDOWN"):
            entries = [value for name, value in told if name == "Dropdown_ListEntry"]
            chosen = next((value for name, value in told if name == "Dropdown_Selected"), "")
            if chosen.isdecimal() and int(chosen) < len(entries):
                self.runs.append(Run(entries[int(chosen)], PLAIN, Source.FORM_FIELD))
        elif mark.tag == _MARK + "fieldmark-start":
            self.typed += 1
        elif mark.tag == _MARK + "fieldmark-end":
            self.typed = max(0, self.typed - 1)
        else:
            self._inline(mark, look, depth + 1)

    def _content_control(self, control: Element, look: _Look, depth: int) -> None:
        if control.get(_LOEXT + "showing-place-holder") == "true":
            return
        if control.get(_LOEXT + "checkbox") == "true":
            ticked = control.get(_LOEXT + "checked") == "true"
            self.runs.append(Run(Mark.TICKED if ticked else Mark.EMPTY, PLAIN, Source.FORM_FIELD))
            return
        self.typed += 1
        self._inline(control, look, depth + 1)
        self.typed -= 1

    def _text(self, text: str | None, look: _Look) -> None:
        if not text or look.hidden:
            return
        text = text.replace("\n", " ").replace("\xa0", " ").replace("\N{EN SPACE}", " ")
        if is_symbol_font(look.font):
            text = symbol_font(text, look.font)
        self.runs.append(Run(text, look.style, Source.FORM_FIELD if self.typed else Source.TEXT))

    def _table(self, table: Element, depth: int) -> None:
        self.table([list(row.iterchildren(*_CELLS)) for row in _below(table, _TABLE + "table-row", _ROWS)], depth)

    def inside(self, cell: Cell) -> "_Reader":
        """Give the reader of a cell's flow."""
        return _Reader(self.file, cell=cell)

    def spread(self, cell: TableCell, element: Element) -> Sequence[TableCell]:
        """Give a cell as often as it is repeated; those that it covers stand in the file themselves."""
        return [cell] * min(_number(element, "number-columns-repeated"), MAX_CELLS_OF_ONE)


@dataclass(slots=True)
class _SheetReader:
    """Reads the sheets of one file."""

    file: _File
    cells: int = 0

    def sheet(self, table: Element, part: int, name: str | None) -> Document | None:
        """Give the Document of one sheet, or None."""
        doubts: list[str] = []
        rows: dict[int, Row] = {}
        hidden = _hidden_columns(table)
        at = 0
        for row in _below(table, _TABLE + "table-row", _ROWS):
            repeated = min(_number(row, "number-rows-repeated"), _MOST_ROWS)
            content = self._row(row, hidden)
            if row.get(_TABLE + "visibility") in ("collapse", "filter"):
                if content:  # filtered out, or put aside: a person looks whether they come
                    doubts.append(Reason.DOUBTFUL_VALUE.value)
                continue
            if content:
                counted(self.cells * repeated)
                rows.update(dict.fromkeys(range(at, at + repeated), content))
            at += repeated
        if next(table.iter(_DRAW + "control"), None) is not None:  # boxes that float over the cells
            doubts.append(Reason.DOUBTFUL_MARK.value)
        return sheet_document(rows, part, name, doubts)

    def _row(self, row: Element, hidden: set[int]) -> Row:
        content: dict[int, Content] = {}
        column = 0
        for cell in row.iterchildren(*_CELLS):
            repeated = min(_number(cell, "number-columns-repeated"), _MOST_COLUMNS)
            lines = self._lines(cell) if len(cell) or cell.get(_OFFICE + "boolean-value") else []
            if any(run.text.strip() for runs in lines for run in runs):
                self.cells += repeated
                counted(self.cells)
                content.update((at, lines) for at in range(column, column + repeated) if at not in hidden)
            column += repeated
        return content

    def _lines(self, cell: Element) -> list[list[Run]]:
        """Give a cell's lines; true and false are a box that is ticked in the cell itself or linked to it."""
        truth = cell.get(_OFFICE + "boolean-value") or _TRUTHS.get(cell.get(_TABLE + "formula") or "")
        if truth is not None:
            return [[Run(Mark.TICKED if truth == "true" else Mark.EMPTY, PLAIN, Source.FORM_FIELD)]]
        look = self.file.looks.get(cell.get(_TABLE + "style-name") or "", _PLAIN)
        lines = []
        for paragraph in cell.iterchildren(*_PARAGRAPHS):
            reader = _Reader(self.file)
            reader._inline(paragraph, look, 0)
            done = [[Run(block.text, look.style)] for block in reader.blocks if isinstance(block, Line)]
            lines += [*done, list(reader.runs)]
        return lines


def _hidden_columns(table: Element) -> set[int]:
    found: set[int] = set()
    at = 0
    for column in _below(table, _TABLE + "table-column", _COLUMNS):
        repeated = min(_number(column, "number-columns-repeated"), _MOST_COLUMNS)
        if column.get(_TABLE + "visibility") in ("collapse", "filter"):
            found.update(range(at, min(at + repeated, _MOST_COLUMNS)))
        at += repeated
    return found


def _below(element: Element, name: str, groups: frozenset[str], depth: int = 0) -> Iterator[Element]:
    """Give the rows or columns of a table, those in groups too, and none of a table inside it."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == name:
            yield child
        elif child.tag in groups and depth < MAX_DEPTH:
            yield from _below(child, name, groups, depth + 1)


def _points(length: str | None) -> float:
    """Give a length, "12.5cm", in points."""
    found = _LENGTH.match(length or "")
    return min(float(found[1]) * _UNITS[found[2]], 1e6) if found else 0.0


def _form(shape: Element) -> str:
    geometry = shape.find(_DRAW + "enhanced-geometry")
    return (geometry.get(_DRAW + "type") or "") if geometry is not None else ""


def _number(element: Element, name: str) -> int:
    """Give how often a row, a column or a cell is repeated."""
    text = element.get(_TABLE + name) or "1"
    return int(text) if text.isdecimal() and len(text) < 9 else 1
