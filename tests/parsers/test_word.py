"""Word files made by python-docx and by hand: what a person sees is what is read."""

import contextlib
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Cm, RGBColor

from parsers.context import Context
from parsers.document import Document, Line, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reading import Cell, Source, Span
from parsers.reasons import Reason
from tests.parsers import made_word
from tests.parsers.damage import mutations
from tests.parsers.test_scan import scanned

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


@pytest.mark.parametrize(
    "sentence",
    ["Cliquez ou appuyez ici pour entrer du texte.", "Choisissez un élément.", "Click or tap to enter a date."],
)
def test_a_placeholder_that_another_program_saved_as_text_is_no_answer(sentence: str) -> None:
    content = f"<w:r><w:t xml:space='preserve'>Nom : {sentence[:9]}</w:t></w:r><w:r><w:t>{sentence[9:]}</w:t></w:r>"
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


def test_a_part_that_hides_its_size_behind_its_name_is_too_large() -> None:
    def change(name: str, data: bytes) -> bytes:
        if name == "_rels/.rels":
            return data.replace(b"word/document.xml", b"docProps/thumbnail.jpeg")
        return b"<a>" + b" " * 30_000_000 + b"</a>" if name == "docProps/thumbnail.jpeg" else data

    assert reason(repacked(change)) is Reason.TOO_LARGE


def test_more_cells_than_a_form_has_are_too_large() -> None:
    row = "<w:tr>" + "<w:tc/>" * 1000 + "</w:tr>"

    def change(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        return data.replace(b"<w:body>", f"<w:body><w:tbl>{row * 30}</w:tbl>".encode())

    assert reason(repacked(change)) is Reason.TOO_LARGE


def test_deep_nesting_ends() -> None:
    content = "<w:smartTag>" * 200 + "<w:r><w:t>Durand</w:t></w:r>" + "</w:smartTag>" * 200
    with contextlib.suppress(UnreadablePart):
        read(paragraph(content))


def test_a_file_with_all_of_a_form_is_read() -> None:
    assert lines(read(made_word.coupon())) == [
        "Coupon-réponse – Assemblée « générale » œuvre", "Nom : Léa Durand", "☒ Mme ☐ M.", "Repas : poisson", "☒ Eau",
        "☒ Transport ☐ Déchets", "oui / non surligné rouge souligné", "Ville : Lyon", "Entre", "- Un", "1. Deux",
        "2. Trois", "Ancre", "Courriel : lea@durand.example",
    ]  # fmt: skip


def test_a_table_in_a_cell_gives_its_rows_as_lines_and_a_frame_keeps_its_table() -> None:
    def fill(document: docx.document.Document) -> None:
        for columns in (2, 1):
            outer = document.add_table(rows=1, cols=columns)
            inner = outer.cell(0, columns - 1).add_table(rows=1, cols=2)
            inner.cell(0, 0).text, inner.cell(0, 1).text = "Fonction", "Maire"

    beside, framed = (block for block in read(word(fill)).blocks if isinstance(block, Table))
    assert beside.rows[0][1].text.strip() == "Fonction\tMaire"
    assert [[cell.text for cell in row] for row in framed.rows] == [["Fonction", "Maire"]]


def test_a_row_that_a_tracked_change_takes_out_is_not_read() -> None:
    def fill(document: docx.document.Document) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ["Nom", "Durand", "Nom", "Martin"], strict=True):
            cell.text = text
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {_NAMES} w:id="1" w:author="a"/>'))

    (table,) = (block for block in read(word(fill)).blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["Nom", "Durand"]]


def listed(*levels: str) -> bytes:
    """A file with a list a level, each with one paragraph."""

    def fill(document: docx.document.Document) -> None:
        numbering = document.part.numbering_part.element
        for number, level in enumerate(levels, 100):
            numbering.insert(
                0,
                parse_xml(
                    f'<w:abstractNum {_NAMES} w:abstractNumId="{number}"><w:lvl w:ilvl="0">{level}</w:lvl>'
                    "</w:abstractNum>"
                ),
            )
            numbering.append(
                parse_xml(f'<w:num {_NAMES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
            )
            made = document.add_paragraph("Eau")
            made._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {_NAMES}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
            )

    return word(fill)


def level(kind: str, text: str, font: str = "") -> str:
    return (
        f'<w:start w:val="3"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    )


@pytest.mark.parametrize(
    ("kind", "text", "font", "shown"),
    [
        ("bullet", "\uf0b7", "Symbol", "- Eau"),
        ("bullet", "\uf0a8", "Wingdings", "☐ Eau"),
        ("bullet", "\uf0fe", "Wingdings", "☒ Eau"),
        ("bullet", "\uf0fc", "Wingdings", "- Eau"),  # a bare tick is how an organiser lists workshops
        ("bullet", "☐", "MS Gothic", "☐ Eau"),
        ("decimal", "%1.", "", "3. Eau"),
        ("decimal", "Atelier %1 -", "", "Atelier 3 - Eau"),
        ("lowerLetter", "%1)", "", "- Eau"),
    ],
)
def test_a_list_s_boxes_and_numbers_stand_before_its_paragraphs(kind: str, text: str, font: str, shown: str) -> None:
    assert lines(read(listed(level(kind, text, font)))) == [shown]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Segoe UI Symbol", "2612", "☒"), ("MS Gothic", "2610", "☐"), ("Symbol", "F0B7", "-"), ("Webdings", "F061", "☒")],
)
def test_a_symbol_is_a_letter_of_its_font(font: str, code: str, shown: str) -> None:
    assert lines(read(paragraph(f'<w:r><w:sym w:font="{font}" w:char="{code}"/><w:t>Eau</w:t></w:r>'))) == [
        f"{shown}Eau"
    ]


def test_text_struck_by_its_style_is_struck() -> None:
    def fill(document: docx.document.Document) -> None:
        style = document.styles.add_style("Barré", WD_STYLE_TYPE.CHARACTER)
        style.font.strike = True
        document.add_paragraph().add_run("oui", style="Barré")

    (line,) = (block for block in read(word(fill)).blocks if isinstance(block, Line) and block.text)
    assert line.tokens[0].style.struck


def test_a_page_s_head_is_the_organiser_s_unless_it_was_filled_in() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("Coupon")
        section = document.sections[0]
        section.header.paragraphs[0].text = "Association X - contact@x.example"
        typed = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Durand</w:t></w:r></w:sdtContent></w:sdt>"
        section.footer.paragraphs[0]._p.append(parse_xml(f"<w:r {_NAMES}><w:t xml:space='preserve'>Nom : </w:t></w:r>"))
        section.footer.paragraphs[0]._p.append(parse_xml(typed.replace("<w:sdt>", f"<w:sdt {_NAMES}>", 1)))

    assert lines(read(word(fill))) == ["Coupon", "Nom : Durand"]


_SHAPES = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def shape(form: str, text: str = "") -> str:
    return (
        f"<w:r><w:drawing><wps:wsp {_SHAPES}><wps:spPr>{form}</wps:spPr>{text}</wps:wsp></w:drawing>"
        "<w:t>Transport</w:t></w:r>"
    )


@pytest.mark.parametrize(
    ("content", "doubtful"),
    [
        (shape('<a:prstGeom prst="ellipse"/>'), True),
        (shape("<a:custGeom/>"), True),
        (shape('<a:prstGeom prst="rect"/>'), False),
        (shape('<a:prstGeom prst="ellipse"/>', "<wps:txbx><w:txbxContent/></wps:txbx>"), False),
        (f"<w:r><w:pict><v:oval {_SHAPES}/></w:pict></w:r>", True),
        ("<w:r><w:contentPart/></w:r>", True),  # ink
        ("<w:r><w:object><w:control/></w:object></w:r>", True),  # a button of ActiveX
        ("<w:r><w:t>Transport</w:t></w:r>", False),
    ],
)
def test_what_is_drawn_over_the_text_is_a_doubt(content: str, doubtful: bool) -> None:
    assert read(paragraph(content)).doubts == ((Reason.DOUBTFUL_MARK.value,) if doubtful else ())


def test_a_remark_in_the_margin_is_a_doubt() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_comment(document.add_paragraph("Coupon").add_run("!"), text="Je viendrai plus tard", author="A")

    assert read(word(fill)).doubts == (Reason.REMARK.value,)


def test_a_coupon_that_was_scanned_and_pasted_is_read() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("Voir ci-dessous")
        document.add_picture(io.BytesIO(scanned(0)), width=Cm(16))

    text, picture = documents(word(fill), None, "coupon.docx", 3, Context())
    assert (text.source, picture.source, picture.part) == (Source.TEXT, Source.OCR, 3)
    assert "Bernard" in str(picture.blocks)


def test_a_picture_that_cannot_be_read_is_a_doubt_where_nothing_else_stands() -> None:
    def fill(document: docx.document.Document, words: int) -> None:
        document.add_paragraph("mot " * words)
        document.add_picture(io.BytesIO(scanned(0)), width=Cm(10), height=Cm(7))

    context = Context(ocr=False)
    (little,) = documents(word(lambda document: fill(document, 5)), None, None, 0, context)
    (much,) = documents(word(lambda document: fill(document, 200)), None, None, 0, context)
    assert (little.doubts, much.doubts) == ((Reason.OCR_MISSING.value,), ())


def test_a_logo_is_passed_over() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_picture(io.BytesIO(scanned(0)), width=Cm(3))

    (document,) = documents(word(fill), None, None, 0, Context(ocr=False))
    assert document.doubts == ()


def test_the_strict_form_of_the_format_is_read() -> None:
    common = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert lines(read(repacked(lambda _, data: data.replace(common, strict)))) == ["Coupon"]


def test_a_picture_that_is_missing_does_not_matter() -> None:
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        b' Target="NULL"/></Relationships>'
    )

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"</Relationships>", link) if name == "word/_rels/document.xml.rels" else data

    assert lines(read(repacked(change))) == ["Coupon"]


def test_damaged_files_never_raise_anything_else() -> None:
    for data in mutations(made_word.coupon(), 200):
        with contextlib.suppress(UnreadablePart):
            documents(data, None, None, 0, Context(ocr=False))
