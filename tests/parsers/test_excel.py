"""Lists and forms in Excel's files, made by openpyxl and by hand: what the cells show is what is read."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from parsers.context import Context
from parsers.document import Document, Line, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.files.number_format import shown
from parsers.files.sheet import MAX_CELLS
from parsers.reading import Cell, Source
from parsers.reasons import Reason
from tests.parsers.damage import mutations

LIST = [["Nom", "Prénom", "CP"], ["Durand", "Anne", "01000"], ["Le Goff", "Yann", "29000"]]


def workbook(fill: Callable[[Any], object]) -> bytes:
    """A file whose first sheet was filled by `fill`."""
    book = openpyxl.Workbook()
    fill(book.active)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def rows_of(*rows: list[Any]) -> bytes:
    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(row)

    return workbook(fill)


def read(data: bytes) -> tuple[Document, ...]:
    return documents(data, "application/vnd.ms-excel", "liste.xls", 3, Context())


def texts(document: Document) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def test_a_list_is_rows_and_cells() -> None:
    (document,) = read(rows_of(*LIST))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(document) == [LIST]
    assert table.rows[1][2].lines[0].tokens[0].place == Cell(0, 1, 2)
    assert (document.part, document.kind, document.name) == (3, "attachment", "liste.xls")


def test_titles_are_lines_and_empty_rows_and_columns_vanish() -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"], sheet["B3"] = "Coupon-réponse", "Assemblée générale"
        sheet["B5"], sheet["D5"], sheet["B6"], sheet["D6"] = "Nom", "Durand", "Ville", "Brest"
        sheet["B9"] = "Merci"

    (document,) = read(workbook(fill))
    assert texts(document) == ["Coupon-réponse", "Assemblée générale", [["Nom", "Durand"], ["Ville", "Brest"]], "Merci"]


def test_a_list_goes_on_behind_an_empty_row() -> None:
    (document,) = read(rows_of(*LIST[:2], [], LIST[2], [], ["Contact", "secretariat@x.example"]))
    assert texts(document) == [LIST, [["Contact", "secretariat@x.example"]]]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1000, "00000", "01000"),
        (612345678, '0#" "##" "##" "##" "##', "06 12 34 56 78"),
        (199004910, "00\\ 00\\ 00\\ 00\\ 00", "01 99 00 49 10"),
        (33612345678, "+#", "+33612345678"),
        (2, "General", "2"),
        (2.5, "General", "2.5"),
        (0.1 + 0.2, "General", "0.3"),
        (-3, "0", "-3"),
        (1250, "#,##0", "1250"),
        (0.5, "0%", "50 %"),
        (43390, "dd/mm/yyyy", "17/10/2018"),
        (43390.5, "dd/mm/yy hh:mm;@", "17/10/2018 12:00"),
        (0.60416666667, "h:mm", "14:30"),
        (43390, "[$-40C]d mmmm yyyy", "17/10/2018"),
        (43390, '0" jours"', "43390 jours"),
        (12, '[Red]0;[Blue]"moins "0', "12"),
        (-12, '[Red]0;[Blue]"moins "0', "moins 12"),
        (7, "@", "7"),
        (1e300, "dd/mm/yyyy", "1e+300"),
        (float("inf"), "0", ""),
        (float("nan"), "General", ""),
        (5, '"', "5"),
        (0, "#", "0"),
    ],
)
def test_a_number_is_given_as_its_cell_shows_it(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_numbers_dates_and_boxes_in_cells() -> None:
    def fill(sheet: Any) -> None:
        sheet.append([1000, 612345678, datetime(2018, 10, 17), True, False])  # noqa: DTZ001 - a cell has no zone
        sheet["A1"].number_format, sheet["C1"].number_format = "00000", "dd/mm/yyyy"
        sheet["B1"].number_format = '0#" "##" "##" "##" "##'

    (document,) = read(workbook(fill))
    assert texts(document) == [[["01000", "06 12 34 56 78", "17/10/2018", "☒", "☐"]]]
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows[0][3].lines[0].tokens[0].source is Source.FORM_FIELD


def test_looks_are_kept_of_cells_and_inside_them() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(
            ["Eau", "Transport", CellRichText(TextBlock(InlineFont(strike=True), "oui"), " / non"), "Metz\nNord"]
        )
        sheet["A1"].font = Font(strike=True)
        sheet["B1"].fill = PatternFill("solid", fgColor="FFFFFF00")

    (document,) = read(workbook(fill))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(document) == [[["Eau", "Transport", "oui / non", "Metz\nNord"]]]
    struck, marked, both, _ = ([t.style for line in cell.lines for t in line.tokens] for cell in table.rows[0])
    assert (struck[0].struck, marked[0].highlighted) == (True, True)
    assert [style.struck for style in both] == [True, False, False]


def test_what_is_hidden_is_left_out_and_a_hidden_row_is_a_doubt() -> None:
    def fill(sheet: Any) -> None:
        for row in LIST:
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("Listes")
        other.append(["Oui", "Non"])
        other.sheet_state = "hidden"

    (document,) = read(workbook(fill))
    assert texts(document) == [[["Nom", "CP"], ["Durand", "01000"]]]
    assert document.doubts == (Reason.DOUBTFUL_VALUE.value,)


def test_each_sheet_is_a_document() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Nom", "Durand"])
        sheet.parent.create_sheet("Vide")
        sheet.parent.create_sheet("Deux").append(["Nom", "Martin"])

    assert [texts(document) for document in read(workbook(fill))] == [[[["Nom", "Durand"]]], [[["Nom", "Martin"]]]]


def test_a_formula_without_its_value_is_a_doubt() -> None:
    (document,) = read(rows_of(["Nom", "Durand", "=A1&B1"]))
    assert document.doubts == (Reason.DOUBTFUL_VALUE.value,)


def with_controls(*properties: str) -> bytes:
    """A sheet with a check box over each of its cells A1, A2, …, as Excel keeps them."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    anchors = "".join(
        f'<control shapeId="{1025 + n}" r:id="c{n}" name="Box"><controlPr><anchor><from><xdr:col>0</xdr:col>'
        f"<xdr:row>{n}</xdr:row></from></anchor></controlPr></control>"
        for n in range(len(properties))
    )
    drawing = '<xdr:x xmlns:xdr="x" xmlns:v="urn:schemas-microsoft-com:vml">' + "".join(
        f'<v:shape id="_x0000_s{1025 + n}"><v:textbox><div>Atelier {n}</div></v:textbox></v:shape>'
        for n in range(len(properties))
    )
    links = f'<Relationship Id="v" Type="{relation}/vmlDrawing" Target="../drawings/d.vml"/>' + "".join(
        f'<Relationship Id="c{n}" Type="{relation}/ctrlProp" Target="../ctrlProps/{n}.xml"/>'
        for n in range(len(properties))
    )
    sheet = (
        f'<worksheet xmlns:r="{relation}" xmlns:xdr="x"><sheetData><row r="1"><c r="A1" t="str"><v>et</v></c>'
        f'<c r="B1" t="str"><v>Nom</v></c></row></sheetData><controls>{anchors}</controls></worksheet>'
    )
    data = io.BytesIO(replaced("xl/worksheets/sheet1.xml", sheet.encode()))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{links}</Relationships>")
        archive.writestr("xl/drawings/d.vml", drawing + "</xdr:x>")
        for n, about in enumerate(properties):
            archive.writestr(f"xl/ctrlProps/{n}.xml", f"<formControlPr {about}/>")
    return data.getvalue()


def test_boxes_that_float_over_the_cells_stand_in_them() -> None:
    (document,) = read(with_controls('objectType="CheckBox" checked="Checked"', 'objectType="Radio"'))
    assert texts(document) == [[["☒ Atelier 0 et", "Nom"], ["☐ Atelier 1", ""]]]
    assert document.doubts == ()


def test_words_of_boxes_that_are_no_xml_do_not_matter() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_controls('objectType="CheckBox"'))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<xml><br></xml>" if name.endswith(".vml") else old.read(name))
    (document,) = read(made.getvalue())
    assert texts(document) == [[["☐  et", "Nom"]]]


@pytest.mark.parametrize(
    ("about", "doubts"),
    [('objectType="Drop" sel="2"', (Reason.DOUBTFUL_MARK.value,)), ('objectType="Button"', ())],
)
def test_a_list_that_floats_over_the_cells_is_a_doubt_and_a_button_is_none(about: str, doubts: tuple[str, ...]) -> None:
    (document,) = read(with_controls(about))
    assert (texts(document), document.doubts) == ([[["et", "Nom"]]], doubts)


def test_a_stray_cell_in_the_last_row_costs_nothing() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Nom", "Durand"])
        sheet["XFD1048576"] = "x"

    (document,) = read(workbook(fill))
    assert texts(document) == [[["Nom", "Durand"]], "x"]


def reason(data: bytes) -> Reason:
    with pytest.raises(UnreadablePart) as caught:
        read(data)
    return caught.value.reason


def test_more_cells_than_a_list_has_are_too_large() -> None:
    assert reason(rows_of(*[["x"] * 200] * (MAX_CELLS // 200 + 1))) is Reason.TOO_LARGE


def replaced(name: str, content: bytes) -> bytes:
    """The list with a member of the archive put in another's place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rows_of(*LIST))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("xl/workbook.xml", b"<workbook", Reason.UNREADABLE),
        ("xl/worksheets/sheet1.xml", b"", Reason.UNREADABLE),
        ("xl/worksheets/sheet1.xml", b'<s><row><c t="s"><v>99</v></c></row></s>', Reason.UNREADABLE),
        ("xl/worksheets/sheet1.xml", b"<s><row><c><v>abc</v></c></row></s>", Reason.UNREADABLE),
        ("xl/worksheets/sheet1.xml", b"<s>" + bytes(30_000_000), Reason.TOO_LARGE),
        ("xl/_rels/workbook.xml.rels", b"<r/>", None),
        ("xl/worksheets/sheet1.xml", b"<s>" * 300 + b"</s>" * 300, None),
        ("xl/worksheets/sheet1.xml", b'<s><row r="99999999999999999999"><c r="ZZZ1"><v>1</v></c></row></s>', None),
    ],
)
def test_broken_files_say_why(name: str, content: bytes, why: Reason | None) -> None:
    if why is not None:
        assert reason(replaced(name, content)) is why
    else:
        with contextlib.suppress(UnreadablePart):
            read(replaced(name, content))


def test_entities_reach_no_file() -> None:
    content = b'<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]><s><row><c t="str"><v>&e;x</v></c></row></s>'
    with contextlib.suppress(UnreadablePart):
        assert "root:" not in str([texts(document) for document in read(replaced("xl/worksheets/sheet1.xml", content))])


def test_damaged_files_never_raise_anything_else() -> None:
    for data in mutations(rows_of(*LIST, [1000, True, "=A1"]), 200):
        with contextlib.suppress(UnreadablePart):
            read(data)
