"""Excel 97 to 2003's .xls → Documents, one a sheet: what the cells show, hidden ones left out. The importer of xlrd."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlrd  # type: ignore[import-untyped]

from parsers.document import PLAIN, Document, Mark, Style
from parsers.errors import UnreadablePart
from parsers.files import number_format
from parsers.files.runs import Run
from parsers.files.sheet import MAX_SHEETS, Content, Row, counted, lines_of, sheet_document
from parsers.reading import Source
from parsers.reasons import Reason

_YELLOW = (255, 255, 0)  # the colour that people mark with
_NOTHING = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)

Book = Any  # xlrd's Book, Sheet and Cell
Sheet = Any
Cell = Any


def from_xls(data: bytes, part: int, name: str | None = None) -> tuple[Document, ...]:
    """Give a Document for each sheet that is seen and holds something; a token's place is a Cell in tables.

    :raises UnreadablePart: PASSWORD, UNREADABLE, or TOO_LARGE for more cells or sheets than a list of people has
    """
    try:
        # It writes what it finds odd to a log, which is standard output unless another is given.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        return tuple(_documents(book, part, name))
    except UnreadablePart:
        raise
    except Exception as error:  # it raises its own, asserts, and indexes freely
        encrypted = "encrypted" in str(error).casefold()
        raise UnreadablePart(Reason.PASSWORD if encrypted else Reason.UNREADABLE) from error


def _documents(book: Book, part: int, name: str | None) -> Iterator[Document]:
    if book.nsheets > MAX_SHEETS:
        raise UnreadablePart(Reason.TOO_LARGE)
    cells = 0
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        if sheet.visibility != 0:
            continue
        rows, doubts = _rows(book, sheet)
        cells += sum(map(len, rows.values()))
        counted(cells)
        document = sheet_document(rows, part, name, doubts)
        if document is not None:
            yield document
        book.unload_sheet(number)


def _rows(book: Book, sheet: Sheet) -> tuple[dict[int, Row], list[str]]:
    """Give the filled cells of the rows that are seen, and what is doubtful."""
    hidden = {column for column, about in sheet.colinfo_map.items() if about.hidden}
    rows: dict[int, Row] = {}
    doubts: list[str] = []
    gone = 0
    for number in range(sheet.nrows):
        row = dict(_cells(book, sheet, number))
        about = sheet.rowinfo_map.get(number)
        if about is None or not about.hidden:
            rows[number - gone] = {column: content for column, content in row.items() if column not in hidden}
            continue
        gone += 1
        if row:  # filtered out, or put aside: a person looks whether they come
            doubts.append(Reason.DOUBTFUL_VALUE.value)
    return rows, doubts


def _cells(book: Book, sheet: Sheet, row: int) -> Iterator[tuple[int, Content]]:
    for column, kind in enumerate(sheet.row_types(row)):
        if kind in _NOTHING:
            continue
        content = _content(book, sheet.cell(row, column), sheet.rich_text_runlist_map.get((row, column), ()))
        if any(run.text.strip() for runs in content for run in runs):
            yield column, content


def _content(book: Book, cell: Cell, changes: Sequence[tuple[int, int]]) -> Content:
    """Give what a cell shows; `changes` tell at which of its characters another font begins."""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:  # a box that is linked to the cell
        return [[Run(Mark.TICKED if cell.value else Mark.EMPTY, PLAIN, Source.FORM_FIELD)]]
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return [[Run(xlrd.error_text_from_code.get(cell.value, "#"))]]
    looks = book.xf_list[cell.xf_index]
    style = _style(book, looks.font_index, book.colour_map.get(looks.background.pattern_colour_index) == _YELLOW)
    if cell.ctype in _NUMBERS:
        code = book.format_map[looks.format_key].format_str
        return lines_of([Run(number_format.shown(cell.value, code, from_1904=book.datemode == 1), style)])
    text, runs, at = str(cell.value), [], 0
    for start, font in changes:
        runs.append(Run(text[at:start], style))
        at, style = start, _style(book, font, style.highlighted)
    return lines_of([*runs, Run(text[at:], style)])


def _style(book: Book, number: int, highlighted: bool) -> Style:
    font = book.font_list[number]
    return Style(
        struck=bool(font.struck_out),
        bold=bool(font.bold),
        highlighted=highlighted,
        coloured=book.colour_map.get(font.colour_index) not in (None, (0, 0, 0), (255, 255, 255)),
        underlined=bool(font.underline_type),
    )
