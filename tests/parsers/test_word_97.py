"""Word 97's files as LibreOffice writes them, and made by hand for what it does not write."""

import contextlib
import struct
from pathlib import Path

import pytest

from parsers.context import Context
from parsers.document import Document, Line, Mark, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reading import Cell, Source, Span
from parsers.reasons import Reason
from tests.parsers.damage import mutations
from tests.parsers.made_doc import Doc, Piece, compound, made
from tests.parsers.test_scan import scanned

SAMPLE = (Path(__file__).parent / "samples/coupon.doc").read_bytes()  # by tests.parsers.made_word
STRUCK, DELETED, HIDDEN = b"\x37\x08\x01", b"\x00\x08\x01", b"\x3c\x08\x01"
WINGDINGS = b"\x4f\x4a\x01\x00"
CELL, ROW_END = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


def read(data: bytes) -> Document:
    (document,) = documents(data, "application/msword", "coupon.doc", 3, Context())
    return document


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line) and block.text]


def test_a_coupon_is_read_with_its_form_and_its_tables() -> None:
    document = read(SAMPLE)
    assert lines(document) == [
        "Coupon-réponse – Assemblée « générale » œuvre", "Nom : Léa Durand", "☒ Mme ☐ M.", "Repas : poisson", "☒ Eau",
        "☒ Transport ☐ Déchets", "oui / non surligné rouge souligné", "Ville : Lyon", "Entre", "- Un", "- Deux",
        "- Trois", "Ancre", "Courriel : lea@durand.example",
    ]  # fmt: skip
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [["Nom", "Durand"], ["Prénom", "Anne\nMarie"]]
    assert tables[0].rows[1][1].lines[0].tokens[0].place == Cell(0, 1, 1)
    assert tables[1].rows[0][1].text.strip() == "Fonction\tMaire\nCP\t29000"
    assert (document.part, document.kind, document.name, document.doubts) == (3, "attachment", "coupon.doc", ())


def test_what_was_typed_and_how_it_looks_is_kept() -> None:
    found = {block.text: block.tokens for block in read(SAMPLE).blocks if isinstance(block, Line)}
    typed = found["Nom : Léa Durand"]
    assert [token.source for token in typed] == [Source.TEXT, Source.TEXT, Source.FORM_FIELD, Source.FORM_FIELD]
    assert isinstance(typed[2].place, Span)
    looks = found["oui / non surligné rouge souligné"]
    assert [token.style.struck for token in looks] == [True, False, False, False, False, False]
    assert (looks[3].style.highlighted, looks[4].style.coloured, looks[5].style.underlined) == (True, True, True)


def test_the_pieces_of_a_fast_save_are_put_in_order() -> None:
    saved = Doc([Piece("Ville : Lyon\r"), Piece("Nom : Léa\x0bDurand\r", wide=False)], order=[1, 0])
    assert lines(read(made(saved))) == ["Nom : Léa", "Durand", "Ville : Lyon"]


def test_what_a_fast_save_changed_counts() -> None:
    saved = Doc([Piece("oui", changes=STRUCK), Piece("Martin", changes=DELETED), Piece(" non\r")])
    (line,) = (block for block in read(made(saved)).blocks if isinstance(block, Line))
    assert line.text == "oui non"
    assert [token.style.struck for token in line.tokens] == [True, False]


def test_symbols_and_hidden_text() -> None:
    symbol = b"\x55\x08\x01\x09\x6a\x01\x00\xfe\xf0"
    looks = [(0, 1, symbol), (5, 6, WINGDINGS), (10, 16, HIDDEN)]
    assert lines(read(made(Doc([Piece("( oui\xa8 non caché\r", looks=looks)])))) == ["☒ oui☐ non"]


def test_a_symbol_that_is_no_character_is_left_out() -> None:
    looks = [(0, 1, b"\x55\x08\x01\x09\x6a\x00\x00\x00\xd8")]
    assert lines(read(made(Doc([Piece("(Nom\r", looks=looks)])))) == ["Nom"]


def test_cells_and_rows_are_told_by_their_marks() -> None:
    text = "Nom\x07Durand\x07\x07CP\x0729000\x07\x07Fin\r"
    rows = [(0, 11, CELL), (11, 12, ROW_END), (12, 21, CELL), (21, 22, ROW_END)]
    table, fin = read(made(Doc([Piece(text, paragraphs=rows)]))).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Nom", "Durand"], ["CP", "29000"]]
    assert isinstance(fin, Line)
    assert fin.text == "Fin"


def test_text_boxes_follow_the_text_and_other_stories_are_left_out() -> None:
    text = "Coupon\rEn-tête\rNom : Durand\r"
    doc = Doc([Piece(text)], boxes=13, head={0x4C: 7, 0x54: 8})
    assert lines(read(made(doc))) == ["Coupon", "Nom : Durand"]


def form(kind: int, state: int, *, default: int = 0, entries: tuple[str, ...] = ()) -> bytes:
    """A form's data as they stand in the stream "Data"."""
    text = struct.pack("<HH", 0, 0)
    data = struct.pack("<IHHH", 0xFFFFFFFF, kind | state << 2, 0, 0) + text
    data += struct.pack("<H", default) if kind else text
    data += text * 5
    if entries:
        data += struct.pack("<HHH", 0xFFFF, len(entries), 0)
        data += b"".join(struct.pack("<H", len(e)) + e.encode("utf-16-le") for e in entries)
    return struct.pack("<IH62x", len(data) + 68, 68) + data


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("FORMCHECKBOX", form(1, 1), "☒ oui"),
        ("FORMCHECKBOX", form(1, 0), "☐ oui"),
        ("FORMCHECKBOX", form(1, 25, default=1), "☒ oui"),
        ("FORMCHECKBOX", b"", f"{Mark.DOUBTFUL} oui"),
        ("FORMDROPDOWN", form(2, 1, entries=("viande", "poisson")), "poisson oui"),
        ("FORMDROPDOWN", form(2, 9, entries=("viande",)), "montré oui"),
    ],
)
def test_a_form_says_what_was_chosen(name: str, data: bytes, text: str) -> None:
    picture = b"\x06\x08\x01\x55\x08\x01\x03\x6a\x00\x00\x00\x00"
    field = f"\x13 {name} \x01\x14{'montré' if 'DROP' in name else ''}\x15 oui\r"
    at = field.index("\x01")
    document = read(made(Doc([Piece(field, looks=[(at, at + 1, picture)])], data=data)))
    assert lines(document) == [text]
    assert document.doubts == ((Reason.DOUBTFUL_MARK.value,) if Mark.DOUBTFUL in text else ())


def reason(data: bytes) -> Reason:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, None, 0, Context())
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (made(Doc([Piece("Nom\r")], flags=0x0300)), Reason.PASSWORD),
        (made(Doc([Piece("Nom\r")], kind=0xA5DC)), Reason.UNSUPPORTED_FILE),  # Word 95
        (made(Doc([Piece("Nom\r")], flags=0)), Reason.UNREADABLE),  # names a stream that is not there
        (made(Doc([Piece("Nom\r")], head={0x4C: 0x7FFFFFFF})), Reason.TOO_LARGE),
        (made(Doc([Piece("Nom\r")], head={0x1A2: 0x7FFFFFFF})), Reason.UNREADABLE),
        (compound({"PowerPoint Document": b"\x0f"}), Reason.UNSUPPORTED_FILE),
        (compound({"EncryptedPackage": b""}), Reason.PASSWORD),
        (made(Doc([Piece("Nom\r")]))[:-9000], Reason.UNREADABLE),  # cut off
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: Reason) -> None:
    assert reason(data) is why


def test_a_thousand_pieces_over_the_same_bytes_are_too_large() -> None:
    doc = Doc([Piece("Nom\r" * 50_000)], order=[0] * 100)
    assert reason(made(doc)) is Reason.TOO_LARGE


def test_damaged_files_never_raise_anything_else() -> None:
    for data in mutations(SAMPLE, 400):
        with contextlib.suppress(UnreadablePart):
            documents(data, "application/msword", None, 0, Context())


def test_a_coupon_that_was_scanned_and_pasted_is_found() -> None:
    picture = scanned(0)
    size = struct.pack("<IH22xHHHH", 68 + len(picture), 68, 9000, 12000, 1000, 1000).ljust(68, b"\0")
    place = [(9, 10, b"\x55\x08\x01\x03\x6a\x00\x00\x00\x00")]
    data = made(Doc([Piece("Ci-joint\r\x01\r", looks=place)], data=size + picture))
    (document,) = documents(data, None, None, 1, Context(ocr=False))
    assert (lines(document), document.doubts) == (["Ci-joint"], (Reason.OCR_MISSING.value,))


def test_a_remark_in_the_margin_is_a_doubt() -> None:
    doc = Doc([Piece("Coupon\rPlus tard\r")], head={0x4C: 7, 0x5C: 10})
    assert (lines(read(made(doc))), read(made(doc)).doubts) == (["Coupon"], (Reason.REMARK.value,))
