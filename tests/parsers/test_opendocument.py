"""OpenDocument texts made by hand."""

import io
import zipfile

import pytest

from parsers.attachment import documents
from parsers.context import Context
from parsers.document import Line, Table
from parsers.errors import UnreadablePart
from parsers.reading import Cell, Source
from parsers.reasons import Reason

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("form", "form"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


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


def test_what_was_deleted_is_not_read() -> None:
    body = "<text:tracked-changes><text:p>Martin</text:p></text:tracked-changes><text:p>Durand</text:p>"
    (document,) = documents(odt(body), None, None, 1, Context())
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["Durand"]
