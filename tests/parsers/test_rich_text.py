r"""Rich text as Word and LibreOffice write it: what a person sees is what is read."""

import contextlib
import zlib

import pytest

from parsers.context import Context
from parsers.document import Document, Line, Mark, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reading import Cell, Source, Span
from parsers.reasons import Reason
from tests.parsers.damage import mutations
from tests.parsers.test_scan import scanned

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Wingdings;}"
    r"{\f2\fnil\fcharset238 Arial CE{\*\falt Arial};}}{\colortbl;\red255\green0\blue0;\red255\green255\blue0;}"
    r"{\stylesheet{\s0 Normal;}}{\info{\title Titre}}{\*\generator Word;}"
)


def rtf(body: str) -> bytes:
    return (_HEAD + body + "}").encode("latin-1")


def read(body: str) -> Document:
    (document,) = documents(rtf(body), "application/msword", "coupon.doc", 3, Context())
    return document


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Pr\'e9nom : Ren\'e9e\par", "Prénom : Renée"),
        (r"Pr\u233\'e9nom : \u321?\u243\'f3d\u378 ?\par", "Prénom : Łódź"),
        (r"\uc2\u233\'c3\'a9t\u233\'c3\'a9\par", "été"),
        (r"{\f2 \'b3\'f3d\'9f}\par", "łódź"),
        (r"\{oui\} \\ 1\~2 \emdash  \lquote a\rquote\par", "{oui} \\ 1 2 — ‘a’"),
        (r"Nom{\*\unknown nothing} : {\v cach\'e9}{\deleted Martin}Durand\par", "Nom : Durand"),
        (r"{\upr{Anne}{\*\ud Ann\u233 }}\par", "Anné"),
        ("Nom : Du\r\nrand\\par", "Nom : Durand"),
        (r"\u-10179?\u-8704?\par", "😀"),
        (r"{\pict\pngblip 89504e47}{\object{\*\objdata 0105}{\result Plan}}Nom\par", "Nom"),
        (r"{\listtext\f1 \'a7\tab}Eau{\footnote Note}\par", "- Eau"),
        (r"{\listtext 2.\tab}Eau\par", "2. Eau"),
        ("Nom{\\bin5 }}}}}Durand}\\par", "NomDurand"),
    ],
)
def test_text_is_read_as_it_is_seen(body: str, text: str) -> None:
    assert lines(read(body)) == [text]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"{\f1 \'fe} oui {\f1\'a8} non\par", "☒ oui ☐ non"),
        (r"{\f1\u-3842\'fe} oui\par", "☒ oui"),
        (r'{\field{\*\fldinst SYMBOL 254 \\f "Wingdings"}{\fldrslt{\f1\fs24 \'fe}}} oui\par', "☒ oui"),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1{\*\ffname A}}}}{\fldrslt }} oui\par", "☒ oui"),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}}{\fldrslt }} oui\par", "☐ oui"),
        (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt }} oui\par", "☒ oui"),
        (r"\u9746? oui [x] non\par", "☒ oui ☒ non"),
    ],
)  # fmt: skip
def test_every_way_of_ticking_is_a_mark(body: str, text: str) -> None:
    assert lines(read(body)) == [text]


def test_a_box_without_its_state_is_doubtful() -> None:
    document = read(r"{\field{\*\fldinst { FORMCHECKBOX }}{\fldrslt {}}} oui\par")  # as LibreOffice 7 writes it
    assert lines(document) == [f"{Mark.DOUBTFUL} oui"]
    assert document.doubts == (Reason.DOUBTFUL_MARK.value,)


def test_what_was_typed_or_chosen_in_a_form_says_so() -> None:
    typed = r"Nom : {\field{\*\fldinst FORMTEXT {\*\formfield{\fftype0{\*\ffdeftext ...}}}}{\fldrslt Durand}}\par"
    entries = r"{\*\formfield{\fftype2\ffres1{\*\ffl viande}{\*\ffl poisson}}}"
    chosen = r"{\field{\*\fldinst FORMDROPDOWN " + entries + r"}{\fldrslt viande}}\par"
    document = read(typed + chosen)
    assert lines(document) == ["Nom : Durand", "poisson"]
    first, second = (block for block in document.blocks if isinstance(block, Line))
    assert [token.source for token in first.tokens] == [Source.TEXT, Source.TEXT, Source.FORM_FIELD]
    assert first.tokens[2].place == Span(6, 12)
    assert second.tokens[0].source is Source.FORM_FIELD


def test_looks_are_kept_and_end_with_their_group() -> None:
    body = r"{\strike oui} {\b non} {\ul un\ulnone } {\cf1 deux} {\highlight2 trois} {\chcbpat2 quatre} cinq\par"
    (line,) = (block for block in read(body).blocks if isinstance(block, Line))
    looks = [
        [name for name in ("struck", "bold", "underlined", "coloured", "highlighted") if getattr(token.style, name)]
        for token in line.tokens
    ]
    assert looks == [["struck"], ["bold"], ["underlined"], ["coloured"], ["highlighted"], ["highlighted"], []]


def test_a_table_is_rows_and_cells() -> None:
    row = r"\trowd\cellx2000\cellx5000\pard\intbl {}\cell {}\cell\row"
    body = (
        "Coupon\\par" + row.format("Nom", "Durand") + row.format("Pr\\'e9nom", r"Anne\par Marie") + r"\pard Merci\par"
    )
    document = read(body)
    first, table, last = document.blocks
    assert isinstance(first, Line)
    assert isinstance(table, Table)
    assert isinstance(last, Line)
    assert (first.text, last.text) == ("Coupon", "Merci")
    assert [[cell.text for cell in row] for row in table.rows] == [["Nom", "Durand"], ["Prénom", "Anne\nMarie"]]
    assert table.rows[1][1].lines[0].tokens[0].place == Cell(0, 1, 1)
    assert (document.part, document.kind, document.name) == (3, "attachment", "coupon.doc")


def test_a_table_in_a_cell_gives_its_rows_as_lines() -> None:
    nested = r"\itap2 Fonction\nestcell Maire\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    body = rf"\trowd\pard\intbl Un\cell\pard\intbl{nested}\pard\intbl\itap1\cell\row\pard Fin\par"
    table = read(body).blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0][1].text == "Fonction\tMaire"


def test_a_frame_around_text_is_no_table() -> None:
    assert lines(read(r"\trowd\pard\intbl Nom : Durand\cell\row\pard Fin\par")) == ["Nom : Durand", "Fin"]


def test_a_text_box_follows_its_paragraph() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn fLine}{\sv 0}}{\shptxt\pard Nom : Durand\par}}{\shprslt Nom : Durand\par}}"
    assert lines(read(box + r"Coupon\par Fin\par")) == ["Coupon", "Nom : Durand", "Fin"]


def reason(data: bytes) -> Reason:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, None, None, 0, Context())
    return caught.value.reason


@pytest.mark.parametrize(
    "data",
    [rtf("{" * 100_000), rtf(r"\par" * 10_000), rtf(r"a\cell " * 30_000), rtf(r"\b" * 2_000_000)],
    ids=["deep", "lines", "cells", "words"],
)
def test_what_nobody_writes_is_too_large(data: bytes) -> None:
    assert reason(data) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1", rb"{\rtf1}}}}Nom\par", rtf(r"\bin99999999 Nom"), rtf(r"\u55357?\par"),
        rtf(r"\f-99999999999\'ff\par"),
        rtf(r"\ansicpg99999 \'e9"), rtf(r"\ansicpg65001 \'e9"), rtf(r"\ansicpg037 \'e9"),
        rtf(r"{\shptxt " * 40), rtf("\\"),
    ],
)  # fmt: skip
def test_broken_files_are_read_as_far_as_they_go(data: bytes) -> None:
    assert documents(data, None, None, 0, Context())


def test_a_file_that_was_cut_off_is_a_doubt() -> None:
    (document,) = documents(rtf(r"Nom : Durand\par")[:-6], None, None, 0, Context())
    assert document.doubts == (Reason.UNREADABLE.value,)


def test_damaged_files_never_raise_anything_else() -> None:
    table = r"\trowd\pard\intbl Nom\cell{\f1 \'fe} Durand\cell\row\pard{\shp{\*\shpinst{\shptxt Ville\par}}}"
    field = r"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl a}{\*\ffl b}}}}{\fldrslt a}}\par"
    for data in mutations(rtf((table + field) * 5), 300):
        with contextlib.suppress(UnreadablePart):
            documents(data, "application/rtf", None, 0, Context())


def test_a_compressed_bomb_is_no_rich_text() -> None:
    assert reason(zlib.compress(rtf("a" * 10_000))) is Reason.UNSUPPORTED_FILE


def test_a_coupon_that_was_scanned_and_pasted_is_found() -> None:
    picture = scanned(0)
    sizes = r"\jpegblip\picwgoal9000\pichgoal12000 "
    binary = rtf(rf"Ci-joint\par{{\*\shppict{{\pict{sizes}\bin{len(picture)} ").removesuffix(b"}") + picture + b"}}}"
    hexadecimal = rtf(rf"Ci-joint\par{{\pict{sizes}{picture.hex()}}}{{\nonshppict{{\pict\wmetafile8 0100}}}}")
    for data in (binary, hexadecimal):
        (document,) = documents(data, None, None, 1, Context(ocr=False))
        assert (lines(document), document.doubts) == (["Ci-joint"], (Reason.OCR_MISSING.value,))


def test_a_remark_in_the_margin_is_a_doubt() -> None:
    document = read(r"Coupon{\*\atnid A}{\*\annotation{\*\atnref 1}\pard\plain Plus tard}\par")
    assert (lines(document), document.doubts) == (["Coupon"], (Reason.REMARK.value,))
