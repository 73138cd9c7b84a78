"""Scans made by drawing a coupon, turning it and adding noise. The engines run once for all that is asked of them."""

import contextlib
import io
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image

from parsers.context import Context, Limits
from parsers.document import Document, Line, Mark, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.pages.page import Word
from parsers.reading import Box, Source
from parsers.reasons import Reason
from parsers.scans import agreement, ink, ocr, scan, ticking
from parsers.scans.found import Found, Picture
from tests.parsers.made_pdf import HEIGHT, made

TICKED = {"Transport", "oui"}


def coupon(canvas: Any) -> None:
    """A printed coupon, its answers typed."""

    def at(left: float, top: float, words: str, size: float = 11) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(left, HEIGHT - top, words)

    def box(left: float, top: float, label: str) -> None:
        canvas.rect(left, HEIGHT - top - 1, 10, 10)
        if label in TICKED:
            canvas.line(left - 1, HEIGHT - top - 2, left + 11, HEIGHT - top + 10)
            canvas.line(left - 1, HEIGHT - top + 10, left + 11, HEIGHT - top - 2)
        at(left + 16, top, label)

    at(180, 80, "COUPON-RÉPONSE", 18)
    for number, (label, value) in enumerate((("Nom", "Bernard"), ("Ville", "Grenoble"))):
        canvas.rect(60, HEIGHT - 140 - 22 * number, 120, 22)
        canvas.rect(180, HEIGHT - 140 - 22 * number, 300, 22)
        at(66, 133 + 22 * number, label)
        at(186, 133 + 22 * number, value)
    at(60, 200, "Fonction : " + "." * 70)
    at(125, 198, "Directrice")
    for number, label in enumerate(("Eau", "Transport", "Énergie")):
        box(60, 240 + 22 * number, label)
    at(60, 330, "Déjeuner :")
    box(140, 330, "oui")
    box(200, 330, "non")


def scanned(degrees: float, quarters: int = 0) -> bytes:
    """The coupon as a JPEG of 200 dots an inch, crooked, noisy, and turned by quarters."""
    page = pdfium.PdfDocument(made(coupon))[0]
    picture = np.asarray(page.render(scale=200 / 72).to_pil().convert("L"), dtype=np.uint8)
    picture = ink.rotated(picture, degrees, 255)
    noise = np.random.default_rng(7).normal(0, 6, picture.shape)
    picture = np.clip(cv2.GaussianBlur(picture, (3, 3), 0) + noise, 0, 255).astype(np.uint8)
    data = io.BytesIO()
    Image.fromarray(np.rot90(picture, quarters).copy()).save(data, "JPEG", quality=80, dpi=(200, 200))
    return data.getvalue()


def texts(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.extend(" | ".join(cell.text for cell in row) for row in block.rows)
        else:
            found.append(block.text)
    return found


@pytest.fixture(scope="module")
def document() -> Document:
    (document,) = documents(scanned(1.5, quarters=1), "application/pdf", "IMG.pdf", 4, Context())
    return document


def test_a_crooked_scan_that_lies_on_its_side_is_read(document: Document) -> None:
    assert texts(document) == [
        "COUPON-RÉPONSE",
        "Nom | Bernard",
        "Ville | Grenoble",
        "Fonction: Directrice",
        "☐ Eau",
        "☒ Transport",
        "☐ Énergie",
        "Déjeuner :   ☒ oui   ☐ non",
    ]
    assert document.source is Source.OCR
    assert document.doubts == ()


def test_what_two_engines_read_alike_is_sure(document: Document) -> None:
    words = {
        block.text[token.start : token.end]: token
        for block in document.blocks
        if isinstance(block, Line)
        for token in block.tokens
    }
    assert words["Directrice"].confidence > 0.95
    assert words["Directrice"].source is Source.OCR


def compared(mine: str, other: list[str]) -> Found:
    """What becomes of a word by one look of the second engine."""
    line = ocr._Line([Found(mine, 0, 0, 60, 10, 0.999)], None, dotted=False)
    line.compare(other, french=True)
    (word,) = line.judged
    return word


@pytest.mark.parametrize(
    ("other", "text", "sure"),
    [
        (["Durand"], "Durand", True),
        (["Dur", "and"], "Durand", True),  # engines part words differently
        (["Durànd"], "Durànd", True),  # accents: the other engine is the better one
        (["Durard"], "Durand", False),
        ([], "Durand", False),
    ],
)
def test_agreement_makes_a_word_sure(other: list[str], text: str, sure: bool) -> None:
    word = compared("Durand", other)
    assert (word.text, word.confidence > 0.95) == (text, sure)


@pytest.mark.parametrize(
    ("mine", "other", "text", "sure"),
    [
        ("I'Hôtel", "l'Hôtel", "l'Hôtel", True),  # the first engine's own fault
        ("01", "O1", "01", True),
        ("a@morlaix.example", "a@moriaix.example", "a@morlaix.example", False),
        ("Morlaix", "Moriaix", "Morlaix", False),
    ],
)
def test_what_engines_are_known_to_confuse(mine: str, other: str, text: str, sure: bool) -> None:
    word = compared(mine, [other])
    assert (word.text, word.confidence > 0.95) == (text, sure)


@pytest.mark.parametrize(
    ("read", "address"),
    [
        ("didier,masson@unpuits:example:org", "didier.masson@unpuits.example.org"),
        ("Mél:masson@unpuits.example", "Mél:masson@unpuits.example"),
        ("Metz,Nancy", "Metz,Nancy"),
    ],
)
def test_commas_and_colons_in_an_address_are_full_stops(read: str, address: str) -> None:
    assert agreement.address(read) == address


def test_without_a_second_engine_nothing_is_sure() -> None:
    (word,) = ocr._Line([Found("Durand", 0, 0, 60, 10, 0.999)], None, dotted=False).judged
    assert word.confidence == agreement.ALONE


SCALE = 200 / 72


def drawn(tick: str) -> Picture:
    """Three boxes of 10 points in a column, the middle one marked."""
    picture = np.full((600, 600), 255, np.uint8)
    side = round(10 * SCALE)
    for number in range(3):
        cv2.rectangle(picture, (100, 100 + 100 * number), (100 + side, 100 + 100 * number + side), 0, 2)
    left, top, right, bottom = 100, 200, 100 + side, 200 + side
    if tick == "cross":
        cv2.line(picture, (left - 4, top - 4), (right + 4, bottom + 4), 0, 2)
        cv2.line(picture, (left - 4, bottom + 4), (right + 4, top - 4), 0, 2)
    elif tick == "check":
        cv2.polylines(
            picture, [np.array([(left + 4, top + 12), (left + 11, bottom - 4), (right + 9, top - 9)])], False, 0, 3
        )
    elif tick == "fill":
        cv2.rectangle(picture, (left, top), (right, bottom), 0, -1)
    elif tick == "circle":
        cv2.circle(picture, ((left + right) // 2, (top + bottom) // 2), side, 0, 2)
    elif tick == "scribble":
        for step in range(-6, side + 8, 3):
            cv2.line(picture, (left - 6, top + step), (right + 6, top + step + 4), 0, 3)
    elif tick == "speck":
        cv2.circle(picture, (left + 14, top + 14), 2, 0, -1)
    return picture


@pytest.mark.parametrize(
    ("tick", "marks"),
    [
        ("none", {Mark.EMPTY}),
        ("cross", {Mark.TICKED}),
        ("check", {Mark.TICKED}),
        ("fill", {Mark.TICKED}),
        ("circle", {Mark.TICKED, Mark.DOUBTFUL}),
        ("speck", {Mark.EMPTY, Mark.DOUBTFUL}),
        ("scribble", {Mark.DOUBTFUL}),  # it may be a tick that was taken back
    ],
)
def test_a_box_has_its_state(tick: str, marks: set[Mark]) -> None:
    boxes = sorted(ticking.boxes(ink.black(drawn(tick)), SCALE), key=lambda box: box.place.top)
    assert [box.mark for box in boxes[::2]] == [Mark.EMPTY, Mark.EMPTY]
    assert len(boxes) == 3
    assert boxes[1].mark in marks


def test_a_comb_for_letters_is_no_row_of_boxes() -> None:
    picture = np.full((300, 600), 255, np.uint8)
    side = round(12 * SCALE)
    for number in range(10):
        cv2.rectangle(picture, (50 + number * side, 100), (50 + (number + 1) * side, 100 + side), 0, 2)
    assert ticking.boxes(ink.black(picture), SCALE) == []


def test_the_slant_of_a_page_is_found() -> None:
    page = np.full((1200, 900), 255, np.uint8)
    for row in range(100, 1100, 40):
        cv2.putText(page, "Madame, Monsieur, je participerai", (80, row), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    turned = ink.rotated(page, -2.3, 255)
    assert ink.slant(ink.black(turned)) == pytest.approx(2.3, abs=0.25)


def reason(data: bytes, context: Context | None = None) -> Reason:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, "scan", 1, context or Context())
    return caught.value.reason


def huge_png(width: int, height: int) -> bytes:
    """A PNG whose header promises more than there is."""
    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))


def test_an_enormous_picture_is_not_unpacked() -> None:
    assert reason(huge_png(60_000, 60_000)) is Reason.TOO_LARGE


def test_a_truncated_picture_is_unreadable() -> None:
    data = scanned(0)
    assert reason(data[: len(data) // 3]) is Reason.UNREADABLE


def test_too_many_pages_are_not_read() -> None:
    data = io.BytesIO()
    pages = [Image.new("1", (600, 800), 1) for _ in range(4)]
    pages[0].save(data, "TIFF", save_all=True, append_images=pages[1:])
    assert reason(data.getvalue(), Context(limits=Limits(scanned_pages=3))) is Reason.TOO_MANY_PARTS


def test_without_ocr_a_picture_says_so() -> None:
    assert reason(scanned(0), Context(ocr=False)) is Reason.OCR_MISSING


def test_the_engine_leaves_nothing_in_the_home_of_a_user(tmp_path: Path) -> None:
    program = (
        "from parsers.scans import ocr; import numpy as n; "
        "w = n.full((99, 99, 3), 255, n.uint8); ocr.words(ocr.Views(w, w, w[:, :, 0]), n.zeros((99, 99), n.uint8))"
    )
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []


SAMPLES = Path(__file__).parent / "samples"


def test_a_telephone_s_photo_is_read_and_its_orientation_heeded() -> None:
    data = (SAMPLES / "photo.heic").read_bytes()  # the coupon above, stored turned, as libheif's own encoder writes it
    (document,) = documents(data, "image/heic", "IMG_1.HEIC", 1, Context())
    assert {"Nom | Bernard", "Ville | Grenoble"} <= set(texts(document))


def test_a_photo_with_its_depths_beside_it_is_one_page() -> None:
    data = io.BytesIO()
    photo = Image.new("RGB", (900, 600), "white")
    photo.save(data, "MPO", save_all=True, append_images=[photo.resize((450, 300))])
    assert len(list(scan._frames(data.getvalue(), Limits()))) == 1


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_photo_is_unreadable_at_worst(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    data = bytearray((SAMPLES / "photo.heic").read_bytes())
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(12, 1200 if chance.random() < 0.7 else len(data))] = chance.randrange(256)
    if seed % 5 == 0:
        del data[chance.randrange(12, len(data)) :]
    with contextlib.suppress(UnreadablePart):
        documents(bytes(data), "image/heic", None, 1, Context(ocr=False))


def test_the_scrawl_of_a_signature_is_no_word_and_a_written_date_is() -> None:
    def word(text: str, left: float, top: float, high: float) -> Word:
        return Word(text, Box(1, left, top, left + 40, top + high), source=Source.OCR)

    page = [word("Fait", 50, 700, 12), word("Signature", 300, 700, 12), word("MN", 320, 715, 30)]
    page += [word("12/03", 320, 730, 12), word("Mairie", 320, 760, 30)]
    page.append(Word("LM", Box(1, 380, 700, 400, 712), source=Source.OCR, confidence=0.25))
    assert [w.text for w in scan._without_scrawls(page)] == ["Fait", "Signature", "12/03", "Mairie"]


@pytest.mark.parametrize(
    ("read", "kept"),
    [(":..", [":"]), ("êtes:.", ["êtes:"]), ("...", []), ("—", ["–"]), ("2.", ["2."]), (".pas", ["pas"])],
)
def test_what_is_left_of_a_dotted_line_is_no_word(read: str, kept: list[str]) -> None:
    word = Word(read, Box(1, 10, 10, 30, 20), source=Source.OCR)
    assert [w.text for w in scan._without_boxes([word], [])] == kept
