"""A coupon typed into one line ("Nom : X ; Prénom : Y ; Atelier : 3") → a row for each of its pairs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.coupons.choices import Choices
from parsers.coupons.pairs import labelled
from parsers.coupons.stacked import stretch
from parsers.document import Mark
from parsers.folding import fold
from parsers.mail.thread import Row

_PARTINGS = tuple(
    re.compile(p)
    for p in (r"\s*;\s*", r"\s+[•|]\s+", r"\s+[–—-]\s+", r"\s+/\s+", r"(?<=\w\w)\.\s+(?=[A-ZÀ-Þ])", r",\s+")
)
_SENTENCE = re.compile(r"\w{4}[.!?]\s")  # "Bonjour. Nom", not "Tél. portable"
_LEAST = 4  # pairs that make a line a coupon
_LONGEST = 1500  # characters
_HEAD = re.compile(r"^.*?[:.]\s+(?=[^:]+:)")  # "Inscription à la journée : Nom : Humbert"


def unrolled(rows: Sequence[Row], choices: Choices) -> Iterator[Row]:
    """Give the rows, in place of one that holds a whole coupon a row for what introduces it and one for each pair."""
    for row in rows:
        text = row.line.text
        if row.table >= 0 or not 80 < len(text) < _LONGEST or text.count(":") < _LEAST or _holds_box(text):
            yield row
        else:
            yield from _pairs(row, choices) or [row]


def _holds_box(text: str) -> bool:
    return any(mark in text for mark in Mark)


def _pairs(row: Row, choices: Choices) -> list[Row]:
    """Give a row for each pair of a line, where one sign parts nearly all of it into pairs whose labels are known."""
    text = row.line.text
    for parting in _PARTINGS:
        edges = [0, *(n for m in parting.finditer(text) for n in m.span()), len(text)]
        pieces = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if fold(text[a:b])]
        if len(pieces) < _LEAST:
            continue
        while (
            len(pieces) > _LEAST and not _is_pair(text[slice(*pieces[0])], choices) and ":" not in text[: pieces[0][1]]
        ):
            del pieces[0]  # a greeting
        begin, end = pieces[0]
        first = None if _is_pair(text[begin:end], choices) else _HEAD.match(text[begin:end])
        begin += first.end() if first is not None else 0
        pieces[0] = begin, end
        known = [_is_pair(text[a:b], choices) for a, b in pieces]
        if known[0] and sum(known) >= _LEAST and sum(known) * 4 >= len(known) * 3:
            head = [stretch(row, 0, begin)] if fold(text[:begin]) else []
            return head + [_bare(stretch(row, a, b)) for a, b in pieces]
    return []


def _is_pair(text: str, choices: Choices) -> bool:
    if _SENTENCE.search(text.partition(":")[0]):
        return False
    found = labelled(text, choices)
    return len(found) == 1 and bool(fold(found[0].value)) and text.count(":") == 1


def _bare(row: Row) -> Row:
    """Give a row without the full stop behind its value."""
    text = row.line.text.rstrip()
    short = text[:-1] if text.endswith(".") and not re.search(r"\b\w{1,3}\.$", text) else text
    return replace(row, line=replace(row.line, text=short))
