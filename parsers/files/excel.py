"""Excel's .xlsx → Documents, one a sheet: what the cells show, hidden ones left out.

lxml and no library: openpyxl refuses files whose styles are not by the letter, does not tell struck text in a cell, and
unfolds a stray cell in the millionth row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.document import PLAIN, Document, Mark, Style
from parsers.errors import UnreadablePart
from parsers.files import number_format
from parsers.files.excel_controls import controls
from parsers.files.package import Package
from parsers.files.runs import Run
from parsers.files.sheet import MAX_SHEETS, Content, Row, counted, lines_of, sheet_document
from parsers.mail.archive import opened
from parsers.reading import Source
from parsers.reasons import Reason

_MOST_COLUMNS = 16_384
_YELLOW = "ffff00"  # the colour that people mark with; other grounds are the form's own
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}$")

Element = Any  # lxml's _Element
T = TypeVar("T")


@dataclass(slots=True)
class _Book:
    """What all sheets of a file share."""

    package: Package
    texts: list[Content] = field(default_factory=list)  # by number
    styles: list[Style] = field(default_factory=list)  # by number of a cell's format
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False
    cells: int = 0


def from_xlsx(data: bytes, part: int, name: str | None = None) -> tuple[Document, ...]:
    """Give a Document for each sheet that is seen and holds something; a token's place is a Cell in tables.

    :raises UnreadablePart: UNREADABLE, or TOO_LARGE for more cells or sheets than a list of people has
    """
    with opened(data) as archive:
        try:
            return tuple(_documents(_Book(Package(archive)), part, name))
        except UnreadablePart:
            raise
        except Exception as error:  # zipfile, zlib and lxml raise their own; numbers may be none
            raise UnreadablePart(Reason.UNREADABLE) from error


def _documents(book: _Book, part: int, name: str | None) -> Iterator[Document]:
    main = book.package.main()
    workbook, targets = book.package.tree(main), book.package.relations(main)
    kinds = {one.kind: one.target for one in targets.values()}
    book.from_1904 = any(_on(one.get("date1904")) for one in _all(workbook, "workbookPr"))
    if "styles" in kinds:
        _read_styles(book, book.package.tree(kinds["styles"]))
    if "sharedStrings" in kinds:
        book.texts = [_rich(text, PLAIN) for text in _all(book.package.tree(kinds["sharedStrings"]), "si")]
    sheets = [one for one in _all(workbook, "sheet") if one.get("state", "visible") == "visible"]
    if len(sheets) > MAX_SHEETS:
        raise UnreadablePart(Reason.TOO_LARGE)
    for sheet in sheets:
        number = next((value for key, value in sheet.attrib.items() if _name(key) == "id"), "")
        target = targets.get(number)
        if target is not None and target.kind == "worksheet":
            document = _sheet(book, target.target, part, name)
            if document is not None:
                yield document


def _sheet(book: _Book, target: str, part: int, name: str | None) -> Document | None:
    root = book.package.tree(target)
    doubts: list[str] = []
    hidden = _hidden_columns(root)
    rows: dict[int, Row] = {}
    gone: list[int] = []  # rows that are hidden
    for number, row in enumerate(_all(root, "row"), 1):
        at = row.get("r") or ""
        place = int(at) if at.isdecimal() else number
        shown = dict(_cells(book, row, doubts))
        if _on(row.get("hidden")):
            if shown:  # filtered out, or put aside: a person looks whether they come
                doubts.append(Reason.DOUBTFUL_VALUE.value)
            gone.append(place)
            continue
        rows[place - len(gone)] = {c: content for c, content in shown.items() if c not in hidden}
    for control in controls(book.package, target, root):
        if not control.runs:
            doubts.append(Reason.DOUBTFUL_MARK.value)
            continue
        row = control.row + 1
        filled = dict(rows.get(place := row - sum(one < row for one in gone), {}))
        first, *rest = filled.get(control.column) or [[]]
        filled[control.column] = [[*control.runs, *first], *rest]
        rows[place] = filled
    return sheet_document(rows, part, name, doubts)


def _hidden_columns(root: Element) -> set[int]:
    found: set[int] = set()
    for column in _all(root, "col"):
        if _on(column.get("hidden")):
            found.update(range(int(column.get("min")) - 1, min(int(column.get("max")), _MOST_COLUMNS)))
    return found


def _cells(book: _Book, row: Element, doubts: list[str]) -> Iterator[tuple[int, Content]]:
    """Give the filled cells of a row by their column."""
    column = -1
    for cell in _children(row, "c"):
        reference = _REFERENCE.match(cell.get("r") or "")
        column = _column(reference[1]) if reference else column + 1
        content = _content(book, cell)
        if content is None:  # a formula that no program has worked out
            doubts.append(Reason.DOUBTFUL_VALUE.value)
        elif any(run.text.strip() for runs in content for run in runs):
            book.cells += 1
            counted(book.cells)
            yield column, content


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _content(book: _Book, cell: Element) -> Content | None:
    """Give what a cell shows; None where that is not in the file."""
    kind, style = cell.get("t", "n"), _chosen(book.styles, cell.get("s"), PLAIN)
    value = next((child.text or "" for child in _children(cell, "v")), None)
    if kind == "inlineStr":
        return [runs for text in _children(cell, "is") for runs in _rich(text, style)]
    if not value:
        return None if next(_children(cell, "f"), None) is not None else ()
    if kind == "s":
        return [[_restyled(run, style) for run in runs] for runs in book.texts[int(value)]]
    if kind == "b":  # a box that is ticked in the cell itself, or one that is linked to it
        return [[Run(Mark.TICKED if value.strip() == "1" else Mark.EMPTY, style, Source.FORM_FIELD)]]
    if kind == "n" and value.strip():
        code = _chosen(book.formats, cell.get("s"), "General")
        value = number_format.shown(float(value), code, from_1904=book.from_1904)
    return lines_of([Run(value, style)])


def _rich(text: Element, style: Style) -> Content:
    """Give a text's lines, each run with its own look; how it is pronounced is left out."""
    runs: list[Run] = []
    for child in text.iterchildren(tag=etree.Element):
        if _name(child.tag) == "t":
            runs.append(Run(child.text or "", style))
        elif _name(child.tag) == "r":
            look = next(_children(child, "rPr"), None)
            own = style if look is None else _font(look)
            runs.extend(Run(t.text or "", own) for t in _children(child, "t"))
    return lines_of(runs)


def _restyled(run: Run, style: Style) -> Run:
    return run if run.style != PLAIN or style == PLAIN else Run(run.text, style, run.source)


def _read_styles(book: _Book, root: Element) -> None:
    """Keep how cells look and how they show numbers; what is not by the letter counts as plain."""
    codes = dict(number_format.BUILT_IN)
    for one in _all(root, "numFmt"):
        if (number := one.get("numFmtId") or "").isdecimal():
            codes[int(number)] = one.get("formatCode") or "General"
    fonts = [_font(font) for fonts in _all(root, "fonts") for font in _children(fonts, "font")]
    marked = [
        any((colour.get("rgb") or "")[-6:].casefold() == _YELLOW for colour in _all(fill, "fgColor"))
        for fills in _all(root, "fills")
        for fill in _children(fills, "fill")
    ]
    for formats in _all(root, "cellXfs"):
        for one in _children(formats, "xf"):
            font = _chosen(fonts, one.get("fontId"), PLAIN)
            highlighted = _chosen(marked, one.get("fillId"), False)
            book.styles.append(Style(font.struck, font.bold, highlighted, font.coloured, font.underlined))
            number = one.get("numFmtId") or ""
            book.formats.append(codes.get(int(number), "General") if number.isdecimal() else "General")


def _font(font: Element) -> Style:
    looks = {_name(child.tag): child for child in font.iterchildren(tag=etree.Element)}
    colour = looks.get("color")
    rgb = (colour.get("rgb") or "ff000000")[-6:] if colour is not None else "000000"
    return Style(
        struck="strike" in looks and _on(looks["strike"].get("val", "1")),
        bold="b" in looks and _on(looks["b"].get("val", "1")),
        coloured=rgb not in ("000000", "FFFFFF"),
        underlined="u" in looks and looks["u"].get("val") != "none",
    )


def _chosen(values: list[T], number: str | None, otherwise: T) -> T:
    """Give what a number in the file chooses, or what there is otherwise."""
    if number is None or not number.isdecimal() or int(number) >= len(values):
        return otherwise
    return values[int(number)]


def _name(tag: str) -> str:
    """Give a name without its namespace: there are two, of which some programs use the stricter one."""
    return tag.rsplit("}", 1)[-1]


def _all(element: Element, name: str) -> Iterator[Element]:
    yield from element.iter("{*}" + name)


def _children(element: Element, name: str) -> Iterator[Element]:
    yield from element.iterchildren("{*}" + name)


def _on(switch: str | None) -> bool:
    return switch in ("1", "true", "on")
