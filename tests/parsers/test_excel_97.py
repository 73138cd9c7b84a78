"""Excel 97's files: a list that LibreOffice saved (samples/liste.xls), whole and damaged."""

import contextlib
import struct
from pathlib import Path

import pytest

from parsers.context import Context
from parsers.document import Line, Table
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reading import Cell, Source
from parsers.reasons import Reason
from tests.parsers.damage import mutations
from tests.parsers.made_doc import compound

# A title, an empty row, a head, four people; row 6, column E and the second sheet are hidden, the last name is struck.
LIST = (Path(__file__).parent / "samples/liste.xls").read_bytes()


def test_a_list_is_read_as_its_cells_show_it() -> None:
    (document,) = documents(LIST, "application/vnd.ms-excel", "liste.xls", 3, Context())
    title, table = document.blocks
    assert isinstance(title, Line)
    assert isinstance(table, Table)
    assert title.text == "Liste des participants"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Nom", "Prénom", "CP", "Tél", "Eau", "Repas"],
        ["Durand", "Anne", "01000", "06 12 34 56 78", "☒", "oui"],
        ["Le Goff", "Yann", "29000", "06 12 34 56 79", "☐", "non"],
        ["Barré", "Luc\nPaul", "29000", "", "x", "oui / non"],
    ]
    assert document.doubts == (Reason.DOUBTFUL_VALUE.value,)  # a row is hidden
    assert (document.part, document.kind, document.name) == (3, "attachment", "liste.xls")
    assert table.rows[1][4].lines[0].tokens[0].place == Cell(0, 1, 4)
    assert table.rows[1][4].lines[0].tokens[0].source is Source.FORM_FIELD


def test_looks_of_cells_and_inside_them_are_kept() -> None:
    (document,) = documents(LIST, None, None, 3, Context())
    table = document.blocks[1]
    assert isinstance(table, Table)
    struck, marked, *_, both = ([t.style for line in cell.lines for t in line.tokens] for cell in table.rows[3])
    assert (struck[0].struck, marked[0].highlighted) == (True, True)
    assert [style.struck for style in both] == [True, False, False]


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (b"\x09\x08", Reason.UNREADABLE),
        (struct.pack("<HHHH12x", 0x809, 16, 0x600, 5) + struct.pack("<HHH", 0x2F, 6, 1) + bytes(4), Reason.PASSWORD),
    ],
)
def test_what_cannot_be_read_says_why(stream: bytes, why: Reason) -> None:
    with pytest.raises(UnreadablePart) as caught:
        documents(compound({"Workbook": stream}), None, None, 0, Context())
    assert caught.value.reason is why


def test_damaged_files_never_raise_anything_else_and_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    for data in mutations(LIST, 200):
        with contextlib.suppress(UnreadablePart):
            documents(data, "application/vnd.ms-excel", None, 0, Context())
    assert capfd.readouterr() == ("", "")
