"""The cells of a column told by each other: what a column without a known head holds, "idem", the order of names."""

import re
from collections.abc import Sequence

from parsers.coupons import fields
from parsers.coupons.cells import state_of
from parsers.coupons.choices import Choices
from parsers.coupons.label_kinds import learned_label
from parsers.coupons.values import last_first, order_unclear
from parsers.coupons.vocabulary import Label
from parsers.document import TableCell
from parsers.folding import fold, listed, words

Rows = Sequence[Sequence[TableCell]]

_AS_ABOVE = listed("idem id ditto do same meme memes")
_SIGNS = frozenset(('"', "''", "″", "〃", '--"--', '- " -', "“", "”"))
_NAMES = (Label.LAST_NAME, Label.FIRST_NAME, Label.FULL_NAME)
_WHOM = r"(?: (?:participants?|inscrits?|inscriptions|personnes))?"
_TOTAL = re.compile(rf"(?:sous )?(?:totaux|total(?: general)?)(?: de| des)?{_WHOM}(?: \d+)?|nombre de{_WHOM}(?: \d+)?")
_SHARED = (Label.ORGANISATION, Label.ROLE)  # what the words of a head may ask for that no list has


def of_unknown(title: str, column: int, rows: Rows, known: Sequence[object]) -> Label | None:
    """Give what a column holds whose head `title` says nothing known, where its values can be only one thing.

    `known`: what the other columns hold, which is not asked for twice.
    """
    written = [row[column].text for row in rows if column < len(row) and fold(row[column].text)]
    if not written:
        return None
    if all(fields.civility(text) and len(words(text)) < 3 for text in written):
        return Label.CIVILITY
    if all("@" in text and fields.email(text) for text in written):
        return Label.EMAIL
    told = {learned_label(title, fields.cleaned(text)) for text in written}
    label = told.pop() if len(told) == 1 else None
    return label if label in _SHARED and label not in known else None


def lists_workshops(what: object, column: int, rows: Rows, choices: Choices) -> bool:
    """Say whether the cells below a head all name workshops: "Atelier A", "Atelier B" count what one may choose.

    Such a head is not known, or looks like the name of one workshop, which nobody would write below it.
    """
    if isinstance(what, Label) or not (what is None or isinstance(what, str)):
        return False
    written = [row[column].text for row in rows if column < len(row) and fold(row[column].text)]
    named = [choices.workshops(text) for text in written]
    whole = [found.named and len(found.ids) == 1 and found.clear and not found.rest for found in named]
    return bool(written) and all(whole) and all(state_of(text) is None for text in written)


def with_repeated(rows: Rows, columns: Sequence[object]) -> list[tuple[TableCell, ...]]:
    """Give the rows below a head, each "idem" under a field's label replaced by what stands above it."""
    found: list[tuple[TableCell, ...]] = []
    for row in rows:
        above = found[-1] if found else ()
        found.append(
            tuple(
                above[n] if n < len(above) and n < len(columns) and _is_repeated(cell.text, columns[n]) else cell
                for n, cell in enumerate(row)
            )
        )
    return found


def _is_repeated(text: str, column: object) -> bool:
    own = column in (*_NAMES, Label.EMAIL)
    return isinstance(column, Label) and not own and (fold(text) in _AS_ABOVE or text.strip() in _SIGNS)


def is_total(row: Sequence[TableCell], columns: Sequence[object]) -> bool:
    """Say whether a row adds up those above it: it says so in a place where nobody's name stands."""
    cells = [(fold(cell.text), what) for cell, what in zip(row, columns, strict=False) if fold(cell.text)]
    named = any(what in _NAMES and not _TOTAL.fullmatch(text) for text, what in cells)
    return not named and any(_TOTAL.fullmatch(text) for text, _ in cells)


def in_order(text: str, title: str, column: int, rows: Rows) -> str | None:
    """Give a whole name of two words with its last name in capitals, where the others of its column show their order.

    None where the order of the name shows by itself, or nowhere.
    """
    others = [row[column].text for row in rows if column < len(row) and len(words(row[column].text)) > 1]
    shown = [other for other in others if last_first(title) and not order_unclear(title, other)]
    civility, bare = fields.without_civility(text)
    parts = bare.split()
    if not order_unclear(title, text) or len(parts) != 2 or not shown:
        return None
    if not all(_begins_with_last(other) for other in shown):
        return None
    return " ".join(part for part in (civility, parts[0].upper(), parts[1].capitalize()) if part)


def _begins_with_last(text: str) -> bool:
    parts = fields.without_civility(text)[1].split()
    return len(parts) > 1 and parts[0].isupper() and len(parts[0]) > 1 and not parts[-1].isupper()
