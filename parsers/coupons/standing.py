"""Where a row of a recognised page stands tells a heading of its form from what somebody wrote.

A picture tells no bold letters. But what is filled in stands behind its label or behind a box, never where the labels
begin, and a heading stands there, with what it heads right below it.
"""

import re

from parsers.coupons.given import choice
from parsers.coupons.pairs import labelled
from parsers.coupons.progress import Progress
from parsers.document import Mark
from parsers.folding import fold, words
from parsers.letters.wording import has_signal, is_organisation, is_role
from parsers.mail.thread import Row
from parsers.reading import Box, Source
from parsers.scans.agreement import NEARLY_AGREED

_MARGIN = 4.0  # points: how exactly rows begin below each other on a picture put level
_LEAST = 3  # rows that begin there
_MOST_WORDS = 4


def heads_group(at: Progress, row: Row) -> bool:
    """Say whether a row of a scan is a heading of the form: a few surely printed words where its labels begin."""
    text, begins = row.line.text, _begin(row)
    if begins is None or at.habits.below or not text[:1].isupper() or re.search(r"[\d:@]|\s{3}", text):
        return False
    if len(words(text)) > _MOST_WORDS or any(token.confidence < NEARLY_AGREED for token in row.line.tokens):
        return False
    below = next((r for r in at.ahead if fold(r.line.text)), None)
    if below is None or not _asks(below, at) or not _at(begins, below):
        return False
    said = has_signal(text) or is_organisation(text) or is_role(text) or _is_offered(at, text)
    return not said and sum(_at(begins, other) for other, _, _ in at.fates) >= _LEAST


def _begin(row: Row) -> Box | None:
    """Give where the first word of a recognised row stands; None elsewhere."""
    first = row.line.tokens[0] if row.line.tokens else None
    seen = all(token.source is Source.OCR for token in row.line.tokens)
    return first.place if first is not None and seen and row.table < 0 and isinstance(first.place, Box) else None


def _at(place: Box, row: Row) -> bool:
    other = _begin(row)
    return other is not None and other.page == place.page and abs(other.left - place.left) <= _MARGIN


def _asks(row: Row, at: Progress) -> bool:
    text = row.line.text
    return any(mark in text for mark in Mark) or bool(labelled(text, at.choices, at.habits.sign))


def _is_offered(at: Progress, text: str) -> bool:
    """Say whether a row is something that one may choose."""
    asked = at.choices.event.questions
    return at.choices.workshops(text).named or any(q.choices and choice(q, text) is not None for q in asked)
