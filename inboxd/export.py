"""The list of registrations as a table: CSV and XLSX, safe to open in a spreadsheet program.

What a stranger wrote must stay text there: a value that begins as a formula does is marked in CSV, and typed as text in
XLSX.
"""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from inboxd.i18n import Texts, written
from parsers.event import Event, Question, QuestionType
from parsers.reading import FIELDS
from storage.registrations import RegistrationView
from storage.states import PlacingState, RegistrationState

Value = str | int | float | None

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheet programs take for a formula's begin
LONGEST_CELL = 32_767  # characters, of Excel
WIDEST, NARROWEST = 40, 8  # characters, of a column

EXPORT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "state": {"fr": "État", "en": "State"},
    "registered": {"fr": "inscrit", "en": "registered"},
    "cancelled": {"fr": "annulé", "en": "cancelled"},
    "declined": {"fr": "ne vient pas", "en": "not coming"},
    "civility": {"fr": "Civilité", "en": "Title"},
    "first_name": {"fr": "Prénom", "en": "First name"},
    "last_name": {"fr": "Nom", "en": "Last name"},
    "role": {"fr": "Fonction", "en": "Role"},
    "organisation": {"fr": "Organisme", "en": "Organisation"},
    "address": {"fr": "Adresse", "en": "Address"},
    "postal_code": {"fr": "Code postal", "en": "Postal code"},
    "city": {"fr": "Ville", "en": "City"},
    "phone": {"fr": "Téléphone", "en": "Phone"},
    "email": {"fr": "Courriel", "en": "E-mail"},
    "contact": {"fr": "Répondre à", "en": "Answer to"},
    "language": {"fr": "Langue", "en": "Language"},
    "registered_at": {"fr": "Inscrit le", "en": "Registered on"},
    "changed_at": {"fr": "Modifié le", "en": "Changed on"},
    "number": {"fr": "Numéro", "en": "Number"},
    "workshop": {"fr": "Atelier : {label}", "en": "Workshop: {label}"},
    "confirmed": {"fr": "confirmé", "en": "confirmed"},
    "waiting": {"fr": "en attente", "en": "waiting"},
    "ranked": {"fr": "{rank} – {place}", "en": "{rank} – {place}"},
    "yes": {"fr": "oui", "en": "yes"},
    "no": {"fr": "non", "en": "no"},
}


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported: a header and rows of the same length."""

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def rows_for(event: Event, views: Sequence[RegistrationView], language: str | None = None) -> Table:
    """Give the table of an event's registrations: a row each, a column for each detail, workshop and question.

    It is in `language`, by default the event's first; times are the event's.
    """
    t = Texts(EXPORT_TEXTS, written(language or event.languages[0]))
    header = (
        t("number"), t("state"), *(t(name) for name in FIELDS),
        *(t("workshop", label=workshop.label) for workshop in event.workshops),
        *(question.label for question in event.questions),
        t("contact"), t("language"), t("registered_at"), t("changed_at"),
    )  # fmt: skip
    return Table(tuple(_plain(title) for title in header), tuple(_row(event, view, t) for view in views))


def _row(event: Event, view: RegistrationView, t: Texts) -> tuple[Value, ...]:
    attendee = view.attendee
    values = (
        view.id, t(view.state.value), *(getattr(attendee, name) for name in FIELDS),
        *(_place(event, view, workshop.id, t) for workshop in event.workshops),
        *(_answer(question, attendee.answers.get(question.id), t) for question in event.questions),
        view.contact, view.language, *(_time(event, moment) for moment in (view.registered_at, view.changed_at)),
    )  # fmt: skip
    return tuple(_plain(value) or None if isinstance(value, str) else value for value in values)


def _place(event: Event, view: RegistrationView, workshop: str, t: Texts) -> str | None:
    """Say whether a place is confirmed or waited for, with the rank where the event has one."""
    if workshop not in view.attendee.workshops or view.state is not RegistrationState.REGISTERED:
        return None
    place = t(view.places.get(workshop, PlacingState.CONFIRMED).value)
    if not event.ranked:
        return place
    return t("ranked", rank=view.attendee.workshops.index(workshop) + 1, place=place)


def _answer(question: Question, value: object, t: Texts) -> Value:
    if value is None:
        return None
    if isinstance(value, bool):
        return t("yes" if value else "no")
    if isinstance(value, int | float):
        return value
    labels = {choice.id: choice.label for choice in question.choices}
    if question.type is QuestionType.TEXT or not labels:
        return str(value)
    chosen = value if isinstance(value, tuple | list) else (value,)
    return ", ".join(labels.get(str(each), str(each)) for each in chosen)


def _time(event: Event, moment: datetime | None) -> str | None:
    return moment.astimezone(event.timezone).strftime("%Y-%m-%d %H:%M") if moment else None


_UNSEEN = frozenset({"Cc", "Cs", "Cf", "Zl", "Zp"})
_NO_XML = "\ufffe\uffff"  # no characters: a sheet's XML may not hold them (XML 1.0, 2.2)


def _plain(text: str) -> str:
    """Give the text on one line, without what cannot be seen: spreadsheet programs choke on control characters."""
    seen = "".join(c if unicodedata.category(c) not in _UNSEEN and c not in _NO_XML else " " for c in text)
    return " ".join(seen.split())[:LONGEST_CELL]


def separator(event: Event) -> str:
    """Give what French or English spreadsheet programs expect between two values."""
    return ";" if event.languages[0] == "fr" else ","


def to_csv(table: Table, *, separator: str = ";") -> bytes:
    """Give the table as CSV in UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_harmless(title) for title in table.header])
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    """Give a text that would be a formula with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def to_xlsx(table: Table, title: str = "inboxd") -> bytes:
    """Give the table as a workbook of one sheet; every text is typed as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.header))}{len(table.rows) + 1}"
    sheet.append([_cell(sheet, title, bold=True) for title in table.header])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def _widths(table: Table) -> list[int]:
    columns = [[title, *(row[number] for row in table.rows)] for number, title in enumerate(table.header)]
    return [min(max(NARROWEST, *(len(str(value or "")) + 2 for value in column)), WIDEST) for column in columns]


def _sheet_title(text: str) -> str:
    """Give a title that Excel allows: 31 characters, none of its own signs, no apostrophe at an end."""
    return "".join(" " if c in "[]:*?/\\" else c for c in _plain(text))[:31].strip("' ") or "inboxd"
