"""Lines whose labels and values only spaces or dots part ("NOM ..MORVAN.... Prénom ..Léa....") → a row for each pair.

Words that are labels elsewhere stand in values, too: only a coupon that is written so again and again is read so, and
behind a single space a further label counts where the two belong together, or where what follows can be nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.pairs import labelled
from parsers.coupons.prefixed import by_prefix
from parsers.coupons.stacked import joined, stretch
from parsers.coupons.vocabulary import Label, label_of
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS

_LEADERS = re.compile(r"[.…_]{2,}|…")
_BLIND = re.compile(rf"[{MARKS}\t|=:](?!//)|\s[—–]\s|\s->\s")  # something else parts them
_TIGHT = re.compile(r"(?<=\s)[.…_]{1,2}(?=[^\s.…_])")  # dots that end where the value begins
_FRAMED = re.compile(r"(?<!\S)_+(?=[^\s_])[^_]*_+(?!\S)")  # "RUE _8 BIS RUE DU MAIL_": all of it is the value
_WIDE = re.compile(r"\s{2,}")
_LEAST = 3  # labels of a coupon that is written so
_MOST_WORDS = 6  # of a label
_MAX_LINE = 300  # characters
_NAMES = frozenset({Label.LAST_NAME, Label.FIRST_NAME, Label.FULL_NAME})
_TOGETHER = ((Label.LAST_NAME, Label.FIRST_NAME), (Label.FIRST_NAME, Label.LAST_NAME), (Label.POSTAL_CODE, Label.CITY))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Where a label, and where its value begins and ends."""

    label: Label
    begin: int
    start: int
    end: int


def unparted(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give the rows, those of labels and values that nothing but spaces or dots part as a row for each pair."""
    told = [_pairs(row, choices) for row in rows]
    asked = {pair.label for pairs in told for pair in pairs}
    usual = len(asked) >= (_LEAST if asked & _NAMES else _LEAST + 1)
    found: list[Row] = []
    for row, pairs in zip(rows, told, strict=True):
        sure = pairs if usual or _is_place(row, pairs) else []
        found += [joined(stretch(row, p.begin, p.start), stretch(row, p.start, p.end)) for p in sure] or [row]
    return found


def _is_place(row: Row, pairs: Sequence[_Pair]) -> bool:
    """Say whether a row is a postal code and a town, each behind its label: nothing else is written so."""
    asked = [pair.label for pair in pairs]
    text = row.line.text
    return (
        asked == [Label.POSTAL_CODE, Label.CITY] and fields.postal_code(text[pairs[0].start : pairs[0].end]) is not None
    )


def _pairs(row: Row, choices: Choices) -> list[_Pair]:
    """Give the pairs of a row that begins with a label; none where it is read well by its signs."""
    text = row.line.text
    if row.table >= 0 or len(text) > _MAX_LINE or _BLIND.search(text):
        return []
    signed = labelled(text, choices)
    framed = [found.span() for found in _FRAMED.finditer(text)]
    shown = _LEADERS.sub(lambda dots: " " * len(dots[0]), _FRAMED.sub(lambda value: value[0].replace("_", " "), text))
    first = len(shown) - len(shown.lstrip())
    gaps = [gap for gap in re.finditer(r"\s+(?=\S)", shown) if gap.start() > first]
    places = [first, *(gap.end() for gap in gaps if not any(a < gap.end() < b for a, b in framed))]
    found: list[_Pair] = []
    for place in places:
        pair = _label_at(shown, place, choices) if not found or place >= found[-1].start else None
        if pair is None and not found:
            return []
        if pair is not None and (not found or _begins(pair, found[-1], shown, choices)):
            if found:
                found[-1] = _Pair(found[-1].label, found[-1].begin, found[-1].start, place)
            found.append(pair)
    if signed and not _TIGHT.search(text) and (len(found) < 2 or label_of(signed[0].written, exact=True)):
        return []  # a sign parts its label from its value
    return found if any(fold(shown[p.start : p.end]) for p in found) else []


def _label_at(text: str, place: int, choices: Choices) -> _Pair | None:
    """Give the label that begins at a place, with all that follows as its value."""
    rest = text[place:]
    gap = _WIDE.search(rest)
    written = rest[: gap.start()] if gap else rest
    if gap and len(written.split()) <= _MOST_WORDS and (label := label_of(written, exact=True)) is not None:
        return _Pair(label, place, place + (gap.end() if gap else len(rest)), len(text))
    prefix = by_prefix(rest, choices, bare=True)
    bare = label_of(rest, exact=True)
    if bare is not None and not gap:
        return _Pair(bare, place, len(text), len(text))
    if prefix is None or prefix.label in (None, Label.WORKSHOPS) or (gap and prefix.start > gap.end()):
        return None
    return _Pair(prefix.label, place, place + prefix.start, len(text))


def _begins(pair: _Pair, before: _Pair, text: str, choices: Choices) -> bool:
    """Say whether a label behind another one's value begins a pair of its own."""
    wide = text[: pair.begin].endswith("  ")
    capital = text[pair.begin].isupper()
    value = text[pair.start : pair.end]
    if pair.label is Label.EMAIL and (fields.email(value) is not None or (capital and not fold(value))):
        return True
    if pair.label is Label.PHONE and fields.phone(value, choices.country) is not None:
        return wide or fields.phone(text[before.start : pair.begin], choices.country) is None or capital
    if pair.label is Label.ORGANISATION and not fold(text[before.start : pair.begin]):
        return False  # "Organisme Mairie de Tours"
    if not capital and text.strip()[:1].isupper():
        return False
    return wide or (before.label, pair.label) in _TOGETHER
