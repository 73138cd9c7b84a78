"""OpenDocument texts and sheets, made by hand and by LibreOffice."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest

from parsers.context import Context
from parsers.document import Document, Line, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reading import Cell, Source
from parsers.reasons import Reason
from tests.parsers.damage import mutations
from tests.parsers.test_scan import scanned

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("form", "form"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def odt(body: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return data.getvalue()


def test_lines_tables_and_spaces() -> None:
    body = (
        '<text:p>☒ Mme<text:s text:c="4"/>☐ M.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Nom</text:p></table:table-cell>"
        "<table:table-cell><text:p>Durand</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Ville<text:line-break/>Metz</text:p>"
    )
    (document,) = documents(odt(body), None, "coupon.odt", 1, Context())
    first, table, *rest = document.blocks
    assert isinstance(first, Line)
    assert isinstance(table, Table)
    assert first.text == "☒ Mme    ☐ M."
    assert [[cell.text for cell in row] for row in table.rows] == [["Nom", "Durand"]]
    assert table.rows[0][1].lines[0].tokens[0].place == Cell(0, 0, 1)
    assert [line.text for line in rest if isinstance(line, Line)] == ["Ville", "Metz"]


def test_struck_text_and_a_form_s_check_box() -> None:
    style = '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    body = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:label="Transport" form:current-state="checked"/>'
        '</form:form></office:forms><text:p><text:span text:style-name="T1">oui</text:span> non '
        '<draw:control draw:control="c1"/></text:p>'
    )
    (document,) = documents(odt(body, style), None, None, 1, Context())
    (line,) = document.blocks
    assert isinstance(line, Line)
    assert line.text == "oui non ☒ Transport"
    assert [token.style.struck for token in line.tokens] == [True, False, False, False]
    assert line.tokens[2].source is Source.FORM_FIELD


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt("<text:p>", ""), Reason.UNREADABLE),
        (odt("", manifest="<encryption-data/>"), Reason.PASSWORD),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: Reason) -> None:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, None, 1, Context())
    assert caught.value.reason is reason


def test_more_cells_than_a_form_has_are_too_large() -> None:
    table = f"<table:table>{row('') * 30_000}</table:table>"
    wide = f"<table:table>{row(*[''] * 1000) * 30}</table:table>"
    for body in (table, wide):
        with pytest.raises(UnreadablePart) as caught:
            documents(odt(body), None, None, 1, Context())
        assert caught.value.reason is Reason.TOO_LARGE


def test_what_was_deleted_is_not_read() -> None:
    body = "<text:tracked-changes><text:p>Martin</text:p></text:tracked-changes><text:p>Durand</text:p>"
    (document,) = documents(odt(body), None, None, 1, Context())
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["Durand"]


SAMPLE = (Path(__file__).parent / "samples/coupon.odt").read_bytes()  # by tests.parsers.made_word


def test_a_word_form_that_libreoffice_kept_is_read_as_word_shows_it() -> None:
    (document,) = documents(SAMPLE, None, None, 1, Context())
    found = {block.text: block.tokens for block in document.blocks if isinstance(block, Line)}
    assert list(found) == [
        "Coupon-réponse – Assemblée « générale » œuvre", "Nom : Léa Durand", "☒ Mme ☐ M.", "Repas : poisson", "☒ Eau",
        "☒ Transport ☐ Déchets", "oui / non surligné rouge souligné", "Ville : Lyon", "Entre", "- Un", "- Deux",
        "- Trois", "Ancre", "Courriel : lea@durand.example",
    ]  # fmt: skip
    assert [token.source for token in found["Nom : Léa Durand"]][2:] == [Source.FORM_FIELD] * 2
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [["Nom", "Durand"], ["Prénom", "Anne\nMarie"]]
    assert tables[1].rows[0][1].text.strip() == "Fonction\tMaire\nCP\t29000"
    assert len(tables) == 2


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Nom : <text:placeholder>&lt;Nom&gt;</text:placeholder></text:p>", "Nom :"),
        ("<text:p>Nom<text:note><text:note-body><text:p>Note</text:p></text:note-body></text:note></text:p>", "Nom"),
        ("<text:p>Repas : <text:drop-down><text:label/>poisson</text:drop-down></text:p>", "Repas : poisson"),
        ("<text:p><draw:text-box><text:p>Durand</text:p></draw:text-box>Nom</text:p>", "Nom\nDurand"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Nom : Durand</text:p></table:table-cell>"
            "</table:table-row></table:table>",
            "Nom : Durand",
        ),
    ],
)  # fmt: skip
def test_what_is_seen_is_read(body: str, text: str) -> None:
    (document,) = documents(odt(body), None, None, 1, Context())
    assert "\n".join(block.text for block in document.blocks if isinstance(block, Line)) == text


def ods(sheets: str, styles: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>",
        )
    return data.getvalue()


def row(*texts: str, kind: str = "") -> str:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    return f"<table:table-row {kind}>{cells}</table:table-row>"


_REST = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def texts(document: Document) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def test_a_sheet_is_rows_and_cells_and_each_sheet_a_document() -> None:
    listed = row("Liste") + row("Nom", "Prénom") + row("Durand", "Anne") + _REST
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    other = '<table:table table:style-name="h">' + row("Oui", "Non") + "</table:table>"
    data = ods(f"<table:table>{listed}</table:table>{other}<table:table>{row('Nom', 'Martin')}</table:table>", hidden)
    first, second = documents(data, None, "liste.ods", 1, Context())
    assert texts(first) == ["Liste", [["Nom", "Prénom"], ["Durand", "Anne"]]]
    assert texts(second) == [[["Nom", "Martin"]]]
    table = first.blocks[1]
    assert isinstance(table, Table)
    assert table.rows[1][1].lines[0].tokens[0].place == Cell(0, 1, 1)


def test_boxes_and_repeated_cells_of_a_sheet() -> None:
    boxes = (
        '<table:table-cell office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=FALSE()"><text:p>FAUX</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    )  # fmt: skip
    (document,) = documents(
        ods(f"<table:table><table:table-row>{boxes}</table:table-row></table:table>"), None, None, 1, Context()
    )
    assert texts(document) == [[["☒", "☐", "x", "x"]]]


def test_a_hidden_row_of_a_sheet_is_a_doubt_and_a_hidden_column_is_left_out() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    listed = row("Nom", "interne", "Ville") + row("Durand", "1", "Metz", kind='table:visibility="filter"')
    (document,) = documents(
        ods(f"<table:table>{columns}{listed}{row('Le Goff', '2', 'Brest')}</table:table>"), None, None, 1, Context()
    )
    assert texts(document) == [[["Nom", "Ville"], ["Le Goff", "Brest"]]]
    assert document.doubts == (Reason.DOUBTFUL_VALUE.value,)


def test_a_filled_cell_that_is_repeated_a_million_times_is_too_large() -> None:
    for many in ('table:number-rows-repeated="1000000"', 'table:number-rows-repeated="999999999999"'):
        with contextlib.suppress(UnreadablePart):
            documents(ods(f"<table:table>{row('x', kind=many)}</table:table>"), None, None, 1, Context())
    data = ods("<table:table>" + row("x", "y", kind='table:number-rows-repeated="1000000"') + "</table:table>")
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, None, 1, Context())
    assert caught.value.reason is Reason.TOO_LARGE


def test_damaged_files_never_raise_anything_else() -> None:
    sheet = ods(f"<table:table>{row('Nom', 'Prénom')}{row('Durand', 'Anne')}{_REST}</table:table>")
    for sample in (SAMPLE, sheet):
        for data in mutations(sample, 150):
            with contextlib.suppress(UnreadablePart):
                documents(data, None, None, 1, Context())


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<text:p>Nom<office:annotation><text:p>Plus tard</text:p></office:annotation></text:p>", Reason.REMARK),
        ("<text:p>Nom<draw:ellipse/></text:p>", Reason.DOUBTFUL_MARK),
        (
            '<text:p><draw:custom-shape><text:p/><draw:enhanced-geometry draw:type="ellipse"/></draw:custom-shape>'
            "Nom</text:p>",
            Reason.DOUBTFUL_MARK,
        ),
    ],
)
def test_what_only_an_eye_can_tell_is_a_doubt(body: str, why: Reason) -> None:
    (document,) = documents(odt(body), None, None, 1, Context())
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["Nom"]
    assert document.doubts == (why.value,)


def test_a_coupon_that_was_scanned_and_pasted_is_found() -> None:
    frame = (
        '<text:p>Ci-joint<draw:frame svg:width="16.5cm" svg:height="20cm"><draw:image xlink:href="Pictures/1.jpg"/>'
        '</draw:frame><draw:frame svg:width="20cm" svg:height="20cm"><draw:image xlink:href="Pictures/2.jpg"/>'
        "</draw:frame></text:p>"
    )
    data = io.BytesIO(odt(frame))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("Pictures/1.jpg", scanned(0))
    (document,) = documents(data.getvalue(), None, None, 1, Context(ocr=False))
    assert (texts(document), document.doubts) == (["Ci-joint"], (Reason.OCR_MISSING.value,))
