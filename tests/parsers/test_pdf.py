"""PDFs filled in by every means: fields, annotations, glyphs, strokes; and those that cannot be read."""

import io
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from pypdfium2 import raw

from parsers.context import Context, Limits
from parsers.document import Document, Line, Table, Token
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reading import Box, Source
from parsers.reasons import Reason
from tests.parsers.made_pdf import HEIGHT, made, text


def read(data: bytes) -> Document:
    (document,) = documents(data, None, "coupon.pdf", 2, Context(ocr=False))
    return document


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def reason(data: bytes, limits: Limits | None = None) -> Reason:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, "coupon.pdf", 2, Context(limits=limits or Limits(), ocr=False))
    return caught.value.reason


def at(canvas: Any, left: float, top: float, words: str, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(left, HEIGHT - top, words)


def box(canvas: Any, left: float, top: float, side: float = 10) -> None:
    canvas.rect(left, HEIGHT - top - 1, side, side, stroke=1, fill=0)


def test_words_come_by_lines_with_their_places() -> None:
    document = read(made(text("Nom : Durand", "Prénom : Anne")))
    assert lines(document) == ["Nom : Durand", "Prénom : Anne"]
    line = document.blocks[0]
    assert isinstance(line, Line)
    place = line.tokens[2].place
    assert isinstance(place, Box)
    assert (place.page, round(place.bottom - 60, -1)) == (1, 0)
    assert 90 < place.left < 110


def test_far_apart_words_are_parted() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Nom")
        at(canvas, 200, 102, "Durand")  # the baselines do not quite meet

    assert lines(read(made(page))) == ["Nom   Durand"]


def test_a_value_on_a_dotted_line_is_not_mixed_with_its_dots() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Nom : " + "." * 60)
        at(canvas, 60, 120, "Prénom : " + "." * 60)
        at(canvas, 100, 99, "Durand")

    assert lines(read(made(page))) == ["Nom : Durand", "Prénom : " + "." * 20]


def form(canvas: Any) -> None:
    fields = canvas.acroForm
    at(canvas, 60, 100, "Nom :")
    fields.textfield(name="f1", value="Durand", x=100, y=HEIGHT - 106, width=200, height=18)
    at(canvas, 60, 130, "Fonction :")
    fields.textfield(name="f2", value="", x=120, y=HEIGHT - 136, width=200, height=18)
    for number, (label, ticked) in enumerate((("Transport", True), ("Énergie", False))):
        fields.checkbox(name=f"b{number}", checked=ticked, x=60, y=HEIGHT - 162 - 20 * number, size=12)
        at(canvas, 80, 160 + 20 * number, label)
    at(canvas, 60, 220, "Déjeuner :")
    for left, label, chosen in ((130, "oui", False), (190, "non", True)):
        fields.radio(name="r", value=label, selected=chosen, x=left, y=HEIGHT - 222, size=12)
        at(canvas, left + 16, 220, label)
    fields.choice(name="c", value="Aucun", options=["Aucun", "Végétarien"], x=120, y=HEIGHT - 252, width=100, height=18)
    at(canvas, 60, 246, "Régime :")


def test_form_fields_stand_at_their_places() -> None:
    document = read(made(form))
    assert lines(document) == [
        "Nom : Durand",
        "Fonction :   ........",
        "☒ Transport",
        "☐ Énergie",
        "Déjeuner :   ☐ oui   ☒ non",
        "Régime :   Aucun",
    ]
    line = document.blocks[0]
    assert isinstance(line, Line)
    assert [token.source for token in line.tokens] == [Source.TEXT, Source.TEXT, Source.FORM_FIELD]


@pytest.mark.parametrize(("value", "shown"), [("3", "Menu : Légumes"), ("0", "Menu : ........")])
def test_a_choice_list_says_what_it_shows_not_its_code(value: str, shown: str) -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Menu :")
        options = [("Choisir...", "0"), ("Viande", "1"), ("Légumes", "3")]
        canvas.acroForm.choice(name="m", value=value, options=options, x=100, y=HEIGHT - 106, width=200, height=18)

    assert lines(read(made(page))) == [shown]


def test_a_value_in_a_frame_follows_the_caption_above_it() -> None:
    def page(canvas: Any) -> None:
        for left, caption, value in ((60, "NOM", "Durand"), (320, "PRÉNOM", "Anne"), (60, "FONCTION", "")):
            top = 140 if caption == "FONCTION" else 100
            at(canvas, left, top, caption, 8)
            canvas.rect(left, HEIGHT - top - 22, 220, 18)
            at(canvas, left + 5, top + 16, value)

    assert lines(read(made(page))) == ["NOM   Durand", "PRÉNOM   Anne", "FONCTION   ........"]


def test_a_ruled_table_gives_rows_and_cells() -> None:
    def page(canvas: Any) -> None:
        for number, (label, value) in enumerate((("Nom", "Durand"), ("Prénom", ""), ("Ville", "Metz"))):
            canvas.rect(60, HEIGHT - 120 - 20 * number, 120, 20)
            canvas.rect(180, HEIGHT - 120 - 20 * number, 250, 20)
            at(canvas, 65, 113 + 20 * number, label)
            at(canvas, 185, 113 + 20 * number, value)

    tables = [block for block in read(made(page)).blocks if isinstance(block, Table)]
    assert [[[cell.text for cell in row] for row in table.rows] for table in tables] == [
        [["Nom", "Durand"], ["Prénom", ""], ["Ville", "Metz"]]
    ]


def cross(canvas: Any, left: float, top: float) -> None:
    canvas.line(left - 1, HEIGHT - top - 1, left + 11, HEIGHT - top + 10)
    canvas.line(left - 1, HEIGHT - top + 10, left + 11, HEIGHT - top - 1)


def check(canvas: Any, left: float, top: float) -> None:
    path = canvas.beginPath()
    path.moveTo(left + 1, HEIGHT - top + 5)
    path.lineTo(left + 4, HEIGHT - top)
    path.lineTo(left + 12, HEIGHT - top + 12)
    canvas.drawPath(path)


def filled(canvas: Any, left: float, top: float) -> None:
    canvas.rect(left + 1, HEIGHT - top, 8, 8, stroke=0, fill=1)


def dingbat(canvas: Any, left: float, top: float) -> None:
    canvas.setFont("ZapfDingbats", 10)
    canvas.drawString(left, HEIGHT - top, "4")


def letter(canvas: Any, left: float, top: float) -> None:
    at(canvas, left + 1, top, "X")


@pytest.mark.parametrize("tick", [cross, check, filled, dingbat, letter])
def test_every_way_of_ticking_a_drawn_box(tick: Any) -> None:
    def page(canvas: Any) -> None:
        for number, label in enumerate(("Eau", "Transport", "Énergie")):
            box(canvas, 60, 100 + 20 * number)
            at(canvas, 76, 100 + 20 * number, label)
        tick(canvas, 60, 120)

    assert lines(read(made(page))) == ["☐ Eau", "☒ Transport", "☐ Énergie"]


def test_a_number_in_a_box_is_doubtful() -> None:
    def page(canvas: Any) -> None:
        box(canvas, 60, 100)
        at(canvas, 62, 100, "2")
        at(canvas, 80, 100, "Transport")

    document = read(made(page))
    assert document.doubts == (Reason.DOUBTFUL_MARK.value,)


def test_boxes_after_their_labels_are_put_before_them() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Déjeuner :")
        for left, label in ((140, "oui"), (200, "non")):
            at(canvas, left, 100, label)
            box(canvas, left + 24, 100)
        cross(canvas, 224, 100)

    assert lines(read(made(page))) == ["Déjeuner :   ☐ oui   ☒ non"]


def _loop(canvas: Any, left: float, top: float, right: float, bottom: float) -> None:
    path, high, low = canvas.beginPath(), HEIGHT - top, HEIGHT - bottom
    path.moveTo(left, (high + low) / 2)
    path.curveTo(left, high, right, high, right, (high + low) / 2)
    path.curveTo(right + 1, low, left + 1, low, left - 1, (high + low) / 2 + 2)
    canvas.drawPath(path, stroke=1, fill=0)


def test_words_with_a_ring_around_them_stand_out() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Buffet :")
        at(canvas, 150, 100, "OUI")
        at(canvas, 250, 100, "NON")
        _loop(canvas, 140, 85, 185, 108)
        canvas.roundRect(240, HEIGHT - 105, 50, 20, 4)  # a frame of the form
        for number in range(1, 4):
            at(canvas, 60, 100 + 30 * number, f"{number}   Atelier {'abc'[number - 1]}")
        _loop(canvas, 52, 148, 72, 166)

    document = read(made(page))
    loud = [
        block.text[token.start : token.end]
        for block in document.blocks
        if isinstance(block, Line)
        for token in block.tokens
        if token.style.highlighted
    ]
    assert loud == ["OUI", "2"]


def test_ink_over_a_box_that_is_a_letter_ticks_it() -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("ZapfDingbats", 12)
        canvas.drawString(60, HEIGHT - 100, "❏")
        canvas.drawString(60, HEIGHT - 130, "❏")
        at(canvas, 80, 100, "crues")
        at(canvas, 80, 130, "berges")
        canvas.line(58, HEIGHT - 125, 64, HEIGHT - 131)
        canvas.line(64, HEIGHT - 131, 74, HEIGHT - 116)

    assert lines(read(made(page))) == ["☐   crues", "☒   berges"]


def test_a_word_that_is_struck_through_says_so() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "oui / non")
        canvas.line(58, HEIGHT - 97, 76, HEIGHT - 97)

    (line,) = read(made(page)).blocks
    assert isinstance(line, Line)
    assert [token.style.struck for token in line.tokens] == [True, False, False]


def annotated(data: bytes, notes: list[tuple[str, tuple[float, float, float, float]]]) -> bytes:
    """The PDF with FreeText annotations, each with its rectangle: left, bottom, right, top."""
    pdf = pdfium.PdfDocument(data)
    page = pdf[0]
    for words, (left, bottom, right, top) in notes:
        note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_FREETEXT)
        raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(left, top, right, bottom))
        encoded = (words + "\0").encode("utf-16-le")
        raw.FPDFAnnot_SetStringValue(note, b"Contents", raw.FPDF_WCHAR * (len(encoded) // 2) and _wide(encoded))
        raw.FPDFPage_CloseAnnot(note)
    made_again = io.BytesIO()
    pdf.save(made_again)
    pdf.close()
    return made_again.getvalue()


def _wide(encoded: bytes) -> Any:
    return (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded)


def test_what_was_typed_over_a_blank_coupon_is_read() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Nom : " + "." * 60)
        box(canvas, 60, 130)
        at(canvas, 76, 130, "Transport")

    data = annotated(
        made(page), [("Durand", (95, HEIGHT - 106, 220, HEIGHT - 88)), ("X", (58, HEIGHT - 134, 72, HEIGHT - 118))]
    )
    document = read(data)
    assert lines(document) == ["Nom : Durand", "☒ Transport"]
    line = document.blocks[0]
    assert isinstance(line, Line)
    assert line.tokens[-1].source is Source.ANNOTATION


def test_the_same_form_on_each_page_is_a_document_each() -> None:
    printed = ("Coupon", "Nom", "Prénom", "Fonction", "Organisme", "Adresse", "Ville", "Téléphone", "Courriel", "Date")
    pages = [text(*printed, f"Monsieur {name}") for name in ("Durand", "Martin")]
    found = documents(made(*pages), None, None, 1, Context())
    assert [lines(document)[-1] for document in found] == ["Monsieur Durand", "Monsieur Martin"]


def test_other_pages_belong_to_one_document() -> None:
    (document,) = documents(made(text("Programme", "9h"), text("Nom : Durand")), None, None, 1, Context())
    assert lines(document) == ["Programme", "9h", "Nom : Durand"]
    assert document.pages == 2


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_field_stands_where_it_is_seen_on_a_turned_page(rotation: int) -> None:
    def page(canvas: Any) -> None:
        canvas.acroForm.textfield(name="f", value="Durand", x=100, y=300, width=30, height=30)
        at(canvas, 110, HEIGHT - 312, "i")

    found = [token.place for block in read(made(page, rotation=rotation)).blocks for token in tokens(block)]
    first, second = (((p.left + p.right) / 2, (p.top + p.bottom) / 2) for p in found if isinstance(p, Box))
    assert first == pytest.approx(second, abs=15)


def tokens(block: Line | Table) -> tuple[Token, ...]:
    assert isinstance(block, Line)
    return block.tokens


def test_encryption_without_a_password_is_no_obstacle() -> None:
    assert lines(read(made(text("Nom : Durand"), password=""))) == ["Nom : Durand"]


def test_a_real_password_is_said() -> None:
    assert reason(made(text("Nom : Durand"), password="secret")) is Reason.PASSWORD


def test_too_many_pages_are_not_read() -> None:
    assert reason(made(*[text("page")] * 4), Limits(pages=3)) is Reason.TOO_MANY_PARTS


def test_a_picture_without_engines_is_said() -> None:
    def page(canvas: Any) -> None:
        from PIL import Image

        canvas.drawInlineImage(Image.new("L", (600, 850), 200), 0, 0, 595, 842)

    assert reason(made(page)) is Reason.OCR_MISSING


def test_a_truncated_pdf_is_unreadable_or_what_is_left_of_it() -> None:
    data = made(text(*["Nom : Durand"] * 30))
    for cut in range(100, len(data), 211):
        try:
            documents(data[:cut], None, None, 1, Context(ocr=False))
        except UnreadablePart as error:
            assert error.reason in (Reason.UNREADABLE, Reason.PASSWORD, Reason.OCR_MISSING)  # noqa: PT017


def test_a_page_without_anything_gives_no_line() -> None:
    assert lines(read(made(text()))) == []


def test_a_frame_far_right_of_its_label_takes_no_words_of_the_line_above() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Je participerai au déjeuner du jeudi 18 mars")
        at(canvas, 60, 120, "Nombre de nuits :")
        canvas.rect(250, 842 - 125, 60, 18)
        at(canvas, 256, 120, "2")

    assert lines(read(made(page))) == ["Je participerai au déjeuner du jeudi 18 mars", "Nombre de nuits :   2"]


def test_the_ends_and_gaps_of_a_line_tell_on_which_side_its_boxes_stand() -> None:
    def page(canvas: Any) -> None:
        for number, label in enumerate(("Eau", "Transport", "Forêt", "Climat")):
            at(canvas, 60, 100 + 20 * number, label)
            box(canvas, 200, 100 + 20 * number)
        box(canvas, 60, 190)
        at(canvas, 76, 190, "Barrage")
        box(canvas, 160, 190)
        at(canvas, 176, 190, "Moulin")
        at(canvas, 60, 210, "Déjeuner")
        for left, label in ((130, "oui"), (200, "non")):
            box(canvas, left, 210)
            at(canvas, left + 14, 210, label)
        cross(canvas, 200, 210)

    assert lines(read(made(page)))[3:] == ["☐ Climat", "☐ Barrage   ☐ Moulin", "Déjeuner   ☐ oui   ☒ non"]


def test_a_letter_beside_a_tick_of_the_same_code_is_a_letter() -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(60, 842 - 100, "n")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 842 - 100, "non")

    assert lines(read(made(page))) == ["☒ non"]


def test_a_stamp_over_a_box_ticks_it() -> None:
    def page(canvas: Any) -> None:
        for number, label in enumerate(("Eau", "Transport")):
            box(canvas, 60, 100 + 20 * number)
            at(canvas, 80, 100 + 20 * number, label)

    document = pdfium.PdfDocument(made(page))
    first = document[0]
    stamp = raw.FPDFPage_CreateAnnot(first.raw, raw.FPDF_ANNOT_STAMP)
    raw.FPDFAnnot_SetRect(stamp, raw.FS_RECTF(left=58, top=842 - 108, right=72, bottom=842 - 122))
    raw.FPDFPage_CloseAnnot(stamp)
    data = io.BytesIO()
    document.save(data)
    assert lines(read(data.getvalue())) == ["☐ Eau", "☒ Transport"]


def test_a_number_in_a_lone_box_behind_its_label_is_a_value() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Nombre de nuits")
        box(canvas, 200, 100, side=14)
        at(canvas, 203, 98, "2")

    document = read(made(page))
    assert (lines(document), document.doubts) == (["Nombre de nuits   2"], ())


def test_a_box_for_a_number_may_stand_below_smaller_ones_to_tick() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 80, "Dîner")
        box(canvas, 200, 80)
        at(canvas, 214, 80, "oui")
        at(canvas, 60, 100, "Nombre de nuits")
        box(canvas, 200, 100, side=14)
        at(canvas, 203, 98, "2")

    document = read(made(page))
    assert (lines(document), document.doubts) == (["Dîner   ☐ oui", "Nombre de nuits   2"], ())


def test_a_form_that_only_its_maker_can_open_is_said() -> None:
    form = b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/NeedsRendering true/AcroForm<</Fields[]/XFA 4 0 R>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(form), form),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, text) for number, text in enumerate(objects, 1))
    assert reason(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 5>>") is Reason.DYNAMIC_FORM


def test_a_box_at_the_end_whose_label_is_cut_off_moves_no_other() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Déjeuner")
        box(canvas, 130, 100)
        at(canvas, 144, 100, "oui")
        box(canvas, 200, 100)
        cross(canvas, 200, 100)

    assert lines(read(made(page))) == ["Déjeuner   ☐ oui   ☒"]


def test_a_circle_around_a_number_of_a_list_is_no_box() -> None:
    def page(canvas: Any) -> None:
        for number, label in enumerate(("Eau", "Transport", "Forêt"), 1):
            at(canvas, 60, 80 + 20 * number, str(number))
            at(canvas, 80, 80 + 20 * number, label)
        canvas.ellipse(54, HEIGHT - 125, 72, HEIGHT - 108)

    document = read(made(page))
    assert document.doubts == ()
    line = document.blocks[1]
    assert isinstance(line, Line)
    assert (line.text, line.tokens[0].style.highlighted) == ("2   Transport", True)


def test_what_stands_far_below_a_label_at_the_foot_of_a_page_is_not_its_value() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 60, "Nom : Morvan")
        at(canvas, 60, 80, "Allergies :")
        at(canvas, 60, 780, "Association du lac – 12 rue du Port – 74000 Annecy")

    assert lines(read(made(page)))[1:3] == ["Allergies :", ""]
