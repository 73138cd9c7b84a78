"""Word files made by python-docx and by hand: what a person sees is what is read."""

import contextlib
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import RGBColor

from parsers.attachment import documents
from parsers.context import Context
from parsers.document import Document, Line, Table
from parsers.errors import UnreadablePart
from parsers.reading import Cell, Source, Span
from parsers.reasons import Reason

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def word(fill: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def read(data: bytes) -> Document:
    (document,) = documents(data, "application/octet-stream", "coupon.docx", 3, Context())
    return document


def paragraph(content: str) -> bytes:
    """A file with one paragraph whose inner XML is `content`."""

    def fill(document: docx.document.Document) -> None:
        document.element.body.insert(0, parse_xml(f"<w:p {_NAMES}>{content}</w:p>"))

    return word(fill)


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line) and block.text]


def test_paragraphs_and_tables_come_in_their_order() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("Coupon-réponse")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["Nom", "Durand", "Prénom", "Anne"], strict=True):
            cell.text = text
        document.add_paragraph("Merci")

    document = read(word(fill))
    kinds = [
        block.text if isinstance(block, Line) else [[c.text for c in row] for row in block.rows]
        for block in document.blocks
    ]
    assert kinds == ["Coupon-réponse", [["Nom", "Durand"], ["Prénom", "Anne"]], "Merci"]
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.rows[1][1].lines[0].tokens[0].place == Cell(0, 1, 1)
    assert (document.part, document.kind, document.name) == (3, "attachment", "coupon.docx")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:t xml:space='preserve'> oui</w:t></w:r>",
            "☒ oui",
        ),
        (
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>oui</w:t></w:r>",
            "☐oui",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>'
            "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>non</w:t></w:r>',
            "☒non",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>Transport</w:t></w:r>', "☒Transport"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>Transport</w:t></w:r>', "☐Transport"),
        ("<w:r><w:t>✓ oui ☐ non [x] peut-être</w:t></w:r>", "☒ oui ☐ non ☒ peut-être"),
    ],
)
def test_every_way_of_ticking_is_a_mark(content: str, text: str) -> None:
    assert lines(read(paragraph(content))) == [text]


def test_a_placeholder_is_no_answer() -> None:
    content = (
        "<w:r><w:t>Nom : </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>Cliquez ici pour entrer du texte.</w:t></w:r></w:sdtContent></w:sdt>"
    )
    assert lines(read(paragraph(content))) == ["Nom :"]


def test_a_value_typed_into_a_control_or_a_legacy_field_says_so() -> None:
    control = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Durand</w:t></w:r></w:sdtContent></w:sdt>"
    legacy = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Durand</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    for content in (control, legacy):
        document = read(paragraph(f"<w:r><w:t xml:space='preserve'>Nom : </w:t></w:r>{content}"))
        line = next(block for block in document.blocks if isinstance(block, Line))
        assert line.text == "Nom : Durand"
        assert [token.source for token in line.tokens] == [Source.TEXT, Source.TEXT, Source.FORM_FIELD]
        assert line.tokens[2].place == Span(6, 12)


def test_tracked_changes_are_read_as_accepted() -> None:
    content = "<w:del><w:r><w:delText>Martin</w:delText></w:r></w:del><w:ins><w:r><w:t>Durand</w:t></w:r></w:ins>"
    assert lines(read(paragraph(content))) == ["Durand"]


def test_hidden_text_is_left_out_and_styles_are_kept() -> None:
    def fill(document: docx.document.Document) -> None:
        made = document.add_paragraph()
        made.add_run("caché ").font.hidden = True
        made.add_run("oui").font.strike = True
        made.add_run(" ")
        made.add_run("non").bold = True
        made.add_run(" ")
        made.add_run("bleu").font.color.rgb = RGBColor(0, 0, 255)

    line = next(block for block in read(word(fill)).blocks if isinstance(block, Line) and block.text)
    assert line.text.strip() == "oui non bleu"
    styles = [token.style for token in line.tokens]
    assert [(s.struck, s.bold, s.coloured) for s in styles] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip


def test_a_text_box_is_read_once() -> None:
    content = "<w:txbxContent><w:p><w:r><w:t>Nom : Durand</w:t></w:r></w:p></w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines(read(paragraph(box))) == ["Nom : Durand"]


def reason(data: bytes) -> Reason:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, None, 0, Context())
    return caught.value.reason


def test_a_truncated_file_is_unreadable() -> None:
    data = word(lambda document: document.add_paragraph("Coupon"))
    assert reason(data[: len(data) // 2]) is Reason.UNREADABLE


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    data, made = word(lambda document: document.add_paragraph("Coupon")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def test_a_zip_bomb_is_too_large() -> None:
    bomb = repacked(lambda name, data: bytes(200_000_000) if name == "word/styles.xml" else data)
    assert len(bomb) < 1_000_000
    assert reason(bomb) is Reason.TOO_LARGE


@pytest.mark.parametrize("broken", [b"", b"<w:document>", b"no xml", b"\xff\xfe\x00"])
def test_broken_xml_is_unreadable(broken: bytes) -> None:
    assert reason(repacked(lambda name, data: broken if name == "word/document.xml" else data)) is Reason.UNREADABLE


def test_entities_reach_no_file_and_do_not_grow() -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        start = data.index(b"<w:document")
        kind = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">]>'
        return data[:start] + kind + data[start:].replace(b"Coupon", b"&e;Coupon")

    try:
        document = read(repacked(change))
    except UnreadablePart:
        return
    assert "root:" not in "\n".join(lines(document))


def test_deep_nesting_ends() -> None:
    content = "<w:smartTag>" * 200 + "<w:r><w:t>Durand</w:t></w:r>" + "</w:smartTag>" * 200
    with contextlib.suppress(UnreadablePart):
        read(paragraph(content))
