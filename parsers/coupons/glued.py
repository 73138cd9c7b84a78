"""Labels that recognition set without a space before their values ("VilleSaint-Yrieix") or in themselves."""

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from parsers.coupons.stacked import with_text
from parsers.coupons.vocabulary import known_labels
from parsers.document import Token
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.reading import Source

_GAP = "   "
_LEAST = 4  # letters of such a label
_WORD = re.compile(r"(?:(?<=\s{2})|^)[A-ZÀ-Þ][\w'’.@-]{5,}")
_RUN = re.compile(r"[^\W\d_][^\W\d_'’-]{7,}")  # letters that may be a label of several words
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ0-9])")


def unglued(rows: Sequence[Row]) -> list[Row]:
    """Give the rows, those of recognised pages with a gap between a label and the value that it ran into."""
    return [_unglued(row) if any(t.source is Source.OCR for t in row.line.tokens) else row for row in rows]


def _unglued(row: Row) -> Row:
    for word in reversed(list(_RUN.finditer(row.line.text))):
        for at in reversed(_joints().get(fold(word[0]), ())):
            row = _spaced(row, word.start() + at, " ")
    for word in reversed(list(_WORD.finditer(row.line.text))):
        cut = _end_of_label(word[0])
        if cut is not None:
            row = _spaced(row, word.start() + cut)
    return row


def _end_of_label(word: str) -> int | None:
    """Give where a word's label ends and its value begins: at a capital or a digit, or before an address."""
    places = [found.start() for found in _CAMEL.finditer(word)]
    if "@" in word:
        places += [n for n in range(_LEAST, word.index("@")) if word[n].isalnum()]
    known = known_labels()
    fitting = [n for n in places if n >= _LEAST and fold(word[:n]) in known]
    return max(fitting, default=None)


@functools.cache
def _joints() -> dict[str, tuple[int, ...]]:
    """Give where the words of the known labels end that are written without a space between them."""
    found: dict[str, tuple[int, ...]] = {}
    for label in known_labels():
        said = label.split()
        if len(said) > 1:
            found["".join(said)] = tuple(accumulate(map(len, said[:-1])))
    return {joined: places for joined, places in found.items() if joined not in known_labels()}


def _spaced(row: Row, at: int, gap: str = _GAP) -> Row:
    """Give a row with a gap at a place; a token around it becomes two."""
    text = row.line.text[:at] + gap + row.line.text[at:]
    tokens: list[Token] = []
    for token in row.line.tokens:
        if token.end <= at:
            tokens.append(token)
        elif token.start >= at:
            tokens.append(replace(token, start=token.start + len(gap), end=token.end + len(gap)))
        else:
            tokens += [replace(token, end=at), replace(token, start=at + len(gap), end=token.end + len(gap))]
    return with_text(row, text, tuple(tokens))
