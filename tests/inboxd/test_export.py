"""The list of registrations as a file: whole, and harmless in a spreadsheet program."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from inboxd.export import FORMULA_SIGNS, Table, rows_for, separator, to_csv, to_xlsx
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.reading import Attendee
from storage.registrations import RegistrationView
from storage.states import PlacingState, RegistrationState

EVENT = Event(
    id="ag",
    title="Assemblée : générale [2018]",
    languages=("fr",),
    starts=datetime(2018, 10, 17, 14),  # noqa: DTZ001 - local to the event
    ends=datetime(2018, 10, 17, 18),  # noqa: DTZ001 - as above
    timezone=ZoneInfo("Europe/Paris"),
    workshops=(Workshop("eau", "Eau"), Workshop("dechets", "Déchets")),
    questions=(
        Question("repas", "Déjeuner", QuestionType.YES_NO),
        Question("combien", "Combien", QuestionType.NUMBER),
        Question(
            "regime", "Régime", QuestionType.MULTI_CHOICE, choices=(Choice("v", "Végétarien"), Choice("s", "Sans sel"))
        ),
    ),
)
VIEW = RegistrationView(
    id=7,
    event="ag",
    state=RegistrationState.REGISTERED,
    attendee=Attendee(
        civility="Mme",
        first_name="Anne",
        last_name="Durand",
        phone="+33612345678",
        workshops=("dechets", "eau"),
        answers={"repas": True, "combien": 2, "regime": ("v", "s")},
    ),
    places={"dechets": PlacingState.CONFIRMED, "eau": PlacingState.WAITING},
    message_id=1,
    contact="anne@ville.example",
    language="fr",
    registered_at=datetime(2018, 9, 20, 22, 30, tzinfo=UTC),
    changed_at=None,
    cancelled_at=None,
    version=1,
)


def by_title(table: Table, row: int = 0) -> dict[str, object]:
    return dict(zip(table.header, table.rows[row], strict=True))


def test_a_row_holds_person_workshops_and_answers_in_words() -> None:
    row = by_title(rows_for(EVENT, [VIEW]))
    assert row["Nom"] == "Durand"
    assert row["Atelier : Eau"] == "en attente"
    assert row["Atelier : Déchets"] == "confirmé"
    assert (row["Déjeuner"], row["Combien"], row["Régime"]) == ("oui", 2, "Végétarien, Sans sel")
    assert row["Inscrit le"] == "2018-09-21 00:30"  # the clock of the event
    assert row["Modifié le"] is None


def test_a_ranked_event_tells_the_rank() -> None:
    row = by_title(rows_for(replace(EVENT, ranked=True), [VIEW], "en"))
    assert row["Workshop: Déchets"] == "1 – confirmed"
    assert row["Workshop: Eau"] == "2 – waiting"


def test_who_cancelled_has_no_place() -> None:
    cancelled = replace(VIEW, state=RegistrationState.CANCELLED)
    row = by_title(rows_for(EVENT, [cancelled]))
    assert (row["État"], row["Atelier : Eau"]) == ("annulé", None)


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 6", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\ufeff=1", "\x00=1"]
)
def test_no_text_is_a_formula(text: str) -> None:
    table = rows_for(EVENT, [replace(VIEW, attendee=Attendee(last_name=text))])
    (row,) = read_csv(to_csv(table))[1:]
    assert row[table.header.index("Nom")].startswith("'")
    cell = load_workbook(io.BytesIO(to_xlsx(table))).active.cell(2, table.header.index("Nom") + 1)  # type: ignore[union-attr]  # it has a sheet
    assert cell.data_type == "s"


def read_csv(data: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


anything = st.text(st.characters(codec="utf-8"), max_size=40)


@example([("", "\ufffe"), ("\uffff", "")], ";")
@given(st.lists(st.tuples(anything, anything), max_size=5), st.sampled_from([";", ","]))
@settings(max_examples=150, deadline=None)
def test_whatever_people_write_stays_in_its_cell_and_is_no_formula(names: Sequence[tuple[str, str]], sign: str) -> None:
    views = [replace(VIEW, attendee=Attendee(last_name=last, organisation=body)) for last, body in names]
    table = rows_for(EVENT, views)
    rows = read_csv(to_csv(table, separator=sign), sign)
    assert [len(row) for row in rows] == [len(table.header)] * (len(names) + 1)
    for row in rows:
        assert not any(cell.startswith(FORMULA_SIGNS) for cell in row)
        assert not any("\n" in cell or "\x00" in cell for cell in row)
    sheet = load_workbook(io.BytesIO(to_xlsx(table, EVENT.title))).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    column = table.header.index("Nom") + 1
    read = [sheet.cell(number + 2, column).value or "" for number in range(len(names))]
    assert read == [row[column - 1] or "" for row in table.rows]


def test_french_programs_get_a_semicolon_and_a_byte_order_mark() -> None:
    assert separator(EVENT) == ";"
    assert separator(replace(EVENT, languages=("en", "fr"))) == ","
    assert to_csv(rows_for(EVENT, [])).startswith("\ufeffNuméro;État;".encode())


def test_an_empty_list_is_a_file_with_a_header() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(rows_for(EVENT, []), EVENT.title))).active
    assert sheet is not None
    assert sheet.max_row == 1
    assert sheet.title == "Assemblée   générale  2018"
