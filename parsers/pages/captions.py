"""Forms whose labels stand below the lines to write on: "Durand   Anne" above "Last name   First name".

Read from the top, such a form looks like one with its labels above, each value under the label of another. What the
values look like tells the two apart: the address with an at sign belongs to the label that asks for one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.coupons.choices import Choices
from parsers.coupons.stacked import asks, asks_any, below, cells
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Mark
from parsers.mail.thread import Row

_LEAST = 2  # lines of values with their labels
_MOST = 30
_LIKE = {
    Label.EMAIL: re.compile(r"\S@\S"),
    Label.PHONE: re.compile(r"(?:\d\D{0,3}){8,}"),
    Label.POSTAL_CODE: re.compile(r"^(?=.*\d)[A-Z\d][A-Z\d -]{3,8}$"),
}


def lifted(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give each value beside the label below it, where a form has its labels there; the other rows as they are."""
    found: list[Row] = []
    at = 0
    while at < len(rows):
        pairs = _pairs(rows, at, choices)
        if len(pairs) >= _LEAST and _fits(pairs, rows, at):
            for values, labels in pairs:
                found += below(labels, values)
            at += 2 * len(pairs)
        else:
            found.append(rows[at])
            at += 1
    return found


def _pairs(rows: Sequence[Row], at: int, choices: Choices) -> list[tuple[Row, Row]]:
    """Give the lines of values from a row on, each with the labels below it."""
    found: list[tuple[Row, Row]] = []
    while at + 1 < len(rows) and len(found) < _MOST:
        values, labels = rows[at], rows[at + 1]
        if not _holds_values(values, choices) or not _holds_labels(labels, choices) or not below(labels, values):
            break
        found.append((values, labels))
        at += 2
    return found


def _holds_values(row: Row, choices: Choices) -> bool:
    text = row.line.text
    return (
        row.table < 0 and bool(text.strip()) and not any(mark in text for mark in Mark) and not asks_any(row, choices)
    )


def _holds_labels(row: Row, choices: Choices) -> bool:
    named = cells(row)
    return row.table < 0 and bool(named) and all(asks(text, choices) for text, _, _ in named)


def _fits(pairs: Sequence[tuple[Row, Row]], rows: Sequence[Row], at: int) -> bool:
    """Say whether values look like what the labels below them ask for, and more so than with the labels above."""
    under = sum(_alike(labels, values) for values, labels in pairs)
    above = sum(_alike(labels, values) for (_, labels), (values, _) in pairwise(pairs))
    end = at + 2 * len(pairs)
    if end < len(rows):
        above += _alike(pairs[-1][1], rows[end])
    return under > above


def _alike(labels: Row, values: Row) -> int:
    """Give how many values look like what the labels of their columns ask for."""
    named, given = cells(labels), cells(values)
    if len(named) != len(given):
        return 0
    count = 0
    for (name, _, _), (text, _, _) in zip(named, given, strict=True):
        label = label_of(name)
        like = _LIKE.get(label) if label is not None else None
        count += bool(like and like.search(text.strip()))
    return count
