"""LibreOffice's .odt → Document: paragraphs and tables in order, form controls and styles as far as they answer."""

from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.archive import opened
from parsers.document import PLAIN, Document, Mark, Style, Table, TableCell
from parsers.errors import UnreadablePart
from parsers.flow import Flow
from parsers.reading import Cell, Source
from parsers.reasons import Reason
from parsers.runs import Run

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LOOK = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_PARAGRAPHS = frozenset((_TEXT + "p", _TEXT + "h"))
_LEFT_OUT = frozenset((_TEXT + "tracked-changes", _TEXT + "sequence-decls", _OFFICE + "forms", _OFFICE + "annotation"))
MAX_DEPTH = 60
MAX_REPEATED = 60  # cells that a file says to be repeated; a sheet repeats its last one a thousand times

Element = Any  # lxml's _Element


def from_odt(data: bytes, part: int, name: str | None = None) -> Document:
    """Give the Document of an .odt file; a token's place is a Cell in tables, else a Span in the text as it is seen.

    :raises UnreadablePart: when it is no such file, is encrypted, or would unpack to more than a document
    """
    try:
        with opened(data) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadablePart(Reason.PASSWORD)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
            root = etree.fromstring(archive.read("content.xml"), parser)
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    except UnreadablePart:
        raise
    except Exception as error:  # zipfile, zlib and lxml raise their own
        raise UnreadablePart(Reason.UNREADABLE) from error
    if body is None:
        raise UnreadablePart(Reason.UNREADABLE)
    reader = _Reader(_styles(root), _controls(root))
    reader.blocks_of(body, 0)
    return Document(part, tuple(reader.blocks), kind="attachment", name=name)


def _styles(root: Element) -> dict[str, Style]:
    """Give the look of the automatic styles, by their name."""
    found = {}
    for style in root.iter(_STYLE + "style"):
        properties = style.find(_STYLE + "text-properties")
        if properties is None:
            continue
        colour = (properties.get(_LOOK + "color") or "#000000").casefold()
        ground = (properties.get(_LOOK + "background-color") or "transparent").casefold()
        found[style.get(_STYLE + "name") or ""] = Style(
            struck=properties.get(_STYLE + "text-line-through-style") not in (None, "none"),
            bold=properties.get(_LOOK + "font-weight") == "bold",
            highlighted=ground not in ("transparent", "#ffffff"),
            coloured=colour != "#000000",
            underlined=properties.get(_STYLE + "text-underline-style") not in (None, "none"),
        )
    return found


def _controls(root: Element) -> dict[str, Run]:
    """Give what the form's controls say, by their id."""
    found = {}
    for control in root.iter(
        _FORM + "checkbox", _FORM + "radio", _FORM + "text", _FORM + "textarea", _FORM + "combobox"
    ):
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
class _Reader(Flow):
    """Collects the blocks of one flow: of the body or of a cell."""

    styles: dict[str, Style]
    controls: dict[str, Run]

    def blocks_of(self, element: Element, depth: int) -> None:
        """Read the paragraphs and tables below `element`."""
        if depth > MAX_DEPTH:
            return
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in _PARAGRAPHS:
                self._inline(child, PLAIN, depth)
                self.end_line()
            elif child.tag == _TABLE + "table":
                self._table(child, depth)
            elif child.tag not in _LEFT_OUT:
                if child.tag == _TEXT + "list-item":
                    self.runs.append(Run("- "))
                self.blocks_of(child, depth + 1)

    def _inline(self, element: Element, style: Style, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        style = self.styles.get(element.get(_TEXT + "style-name") or "", style)
        self._text(element.text, style)
        for child in element.iterchildren():
            if child.tag == _TEXT + "s":
                count = child.get(_TEXT + "c") or "1"
                self.runs.append(Run(" " * min(int(count) if count.isdecimal() else 1, 200), style))
            elif child.tag == _TEXT + "tab":
                self.runs.append(Run("\t", style))
            elif child.tag == _TEXT + "line-break":
                self.end_line()
            elif child.tag == _DRAW + "control":
                self.runs.append(self.controls.get(child.get(_DRAW + "control") or "", Run("")))
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self._inline(child, style, depth + 1)
            self._text(child.tail, style)

    def _text(self, text: str | None, style: Style) -> None:
        if text:
            self.runs.append(Run(text.replace("\n", " ").replace("\xa0", " "), style))

    def _table(self, table: Element, depth: int) -> None:
        number, rows = self.tables, []
        self.tables += 1
        for row_number, row in enumerate(table.iter(_TABLE + "table-row")):
            cells: list[TableCell] = []
            for element in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                inner = _Reader(self.styles, self.controls, cell=self.cell or Cell(number, row_number, len(cells)))
                inner.blocks_of(element, depth + 1)
                repeated = element.get(_TABLE + "number-columns-repeated") or "1"
                count = min(int(repeated) if repeated.isdecimal() else 1, MAX_REPEATED)
                cells.extend([TableCell(tuple(inner.lines()))] * count)
            rows.append(tuple(cells))
        self.blocks.append(Table(tuple(rows)))
