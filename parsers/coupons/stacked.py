"""Labels with their values below them, side by side ("NOM   PRÉNOM" above "GRANET   Olivier") → a row for each pair.

Forms put them so in tables and, where a page has no lines, in columns of words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from parsers.coupons.choices import Choices
from parsers.coupons.label_kinds import learned_label
from parsers.coupons.labels import meaning
from parsers.coupons.vocabulary import Label
from parsers.document import Line, Token
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reading import Box

_MAX_TURNED = 24  # rows of a coupon in a table
_MAX_LABEL = 100  # characters
_MAX_CELLS = 8
_MARK = re.compile(f"[{MARKS}]")
_WIDE = re.compile(r"\s*\t\s*|\s{2,}")
_SLACK = 6.0  # points, or characters, that a value may begin left of its label


def beside(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give each value of a table beside its label, where rows of labels and rows of values stand by turns."""
    rows = _columns(rows, choices)
    tables = {row.table for row in rows if row.table >= 0}
    turned = {table: _turned([row for row in rows if row.table == table], choices) for table in tables}
    done: set[int] = set()
    found: list[Row] = []
    for row in rows:
        pairs = turned.get(row.table, [])
        if not pairs:
            found.append(row)
        elif row.table not in done:
            found += pairs
            done.add(row.table)
    return found


def _turned(rows: list[Row], choices: Choices) -> list[Row]:
    """Give the pairs of one table with labels above their values; nothing where it is another table."""
    rows = [row for row in rows if row.line.text.strip()]
    heads, below = rows[::2], rows[1::2]
    if not heads or len(heads) != len(below) or len(rows) > _MAX_TURNED:
        return []
    if not all(_all_ask(row, choices) for row in heads) or any(_all_ask(row, choices) for row in below):
        return []
    pairs = []
    for head, values in zip(heads, below, strict=True):
        labels, given = spans(head.line.text), spans(values.line.text)
        if len(given) > len(labels):
            return []
        for number, (a, b) in enumerate(labels):
            start, end = given[number] if number < len(given) else (0, 0)
            pairs.append(joined(stretch(head, a, b), stretch(values, start, end)))
    return pairs


def _columns(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give the pairs of labels and of values that stand in columns of words, the other rows as they are."""
    found: list[Row] = []
    paired: list[Row] = []  # right above
    at = 0
    while at < len(rows):
        heads = _heads(rows, at, choices) or (bool(paired) and _heads_alone(rows, at, choices))
        pairs = below(rows[at], rows[at + 1]) if heads else []
        paired = pairs or ([] if rows[at].line.text.strip() else paired)
        found += pairs or [rows[at]]
        at += 2 if pairs else 1
    return found


def _heads(rows: Sequence[Row], at: int, choices: Choices) -> bool:
    """Say whether a row holds labels alone, and the next one alone may hold their values: no list of people."""
    if rows[at].table >= 0 or at + 1 == len(rows) or rows[at + 1].table >= 0 or not _WIDE.search(rows[at].line.text):
        return False
    labels = cells(rows[at])
    known = [asks(text, choices) for text, _, _ in labels]
    if not 1 < len(labels) <= _MAX_CELLS or not any(known):
        return False
    unknown = [text for told, (text, _, _) in zip(known, labels, strict=True) if not told]
    if not all(learned_label(text) in (Label.PHONE, Label.EMAIL) and not re.search(r"[\d@]", text) for text in unknown):
        return False
    after = next((row for row in islice(rows, at + 2, None) if row.line.text.strip()), None)
    listed = after is not None and len(cells(after)) > 1 and not asks_any(after, choices)
    return not listed and not asks_any(rows[at + 1], choices) and not _MARK.search(rows[at + 1].line.text)


def _heads_alone(rows: Sequence[Row], at: int, choices: Choices) -> bool:
    """Say whether a row is one label, its value below it: behind other labels above their values, before a label."""
    if at + 2 >= len(rows) or any(row.table >= 0 for row in rows[at : at + 3]):
        return False
    label, value, after = (row.line.text for row in rows[at : at + 3])
    plain = bool(value.strip()) and not _MARK.search(value) and not _WIDE.search(value.strip())
    return (
        asks(label, choices)
        and plain
        and not asks_any(rows[at + 1], choices)
        and (asks_any(rows[at + 2], choices) or not after.strip() or bool(_MARK.search(after)))
    )


def asks_any(row: Row, choices: Choices) -> bool:
    """Say whether a row holds a label."""
    return ":" in row.line.text or any(asks(text, choices) for text, _, _ in cells(row))


def cells(row: Row) -> list[tuple[str, int, int]]:
    """Give what wide gaps part in a row, with the places where each begins and ends."""
    text = row.line.text
    edges = [0, *(n for m in _WIDE.finditer(text) for n in m.span()), len(text)]
    return [(text[a:b], a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]


def below(head: Row, values: Row) -> list[Row]:
    """Give each label with the value that stands below it; nothing where a value stands below none."""
    labels, given = cells(head), cells(values)
    if not given or len(given) > len(labels):
        return []
    lefts = [_left(head, start) for _, start, _ in labels]
    under: dict[int, tuple[int, int]] = {}
    for number, (_, start, end) in enumerate(given):
        left = _left(values, start)
        column = max((n for n, x in enumerate(lefts) if x <= left + _SLACK), default=None)
        if len(given) == len(labels):
            column = number
        if column is None or column in under:
            return []
        under[column] = start, end
    return [joined(stretch(head, a, b), stretch(values, *under.get(n, (0, 0)))) for n, (_, a, b) in enumerate(labels)]


def _left(row: Row, start: int) -> float:
    """Give where a word begins on its page, or in its line where it stands on none."""
    place = next((t.place for t in row.line.tokens if t.start >= start), None)
    return place.left if isinstance(place, Box) else float(start)


def spans(text: str, sign: str = "\t") -> list[tuple[int, int]]:
    """Give where the cells of a table's row begin and end; `sign` parts them."""
    gaps = [n for n, character in enumerate(text) if character == sign]
    return list(zip([0, *(n + 1 for n in gaps)], [*gaps, len(text)], strict=True))


def _all_ask(row: Row, choices: Choices) -> bool:
    """Say whether each cell of a row is the label of a field or of a question, and there are several."""
    cells = [row.line.text[a:b] for a, b in spans(row.line.text)]
    return len(cells) > 1 and all(asks(cell, choices) for cell in cells)


def joined(label: Row, value: Row) -> Row:
    """Give a label and its value, which stood apart, as one row."""
    text = label.line.text.rstrip(" :") + " : "
    tokens = tuple(t for t in label.line.tokens if t.end <= len(text))
    tokens += tuple(replace(t, start=t.start + len(text), end=t.end + len(text)) for t in value.line.tokens)
    return replace(with_text(value, text + value.line.text, tokens), table=-1)


def with_text(row: Row, text: str, tokens: tuple[Token, ...] | None = None) -> Row:
    """Give a row with another text; its tokens stay unless others are given."""
    line = Line(text, row.line.tokens if tokens is None else tokens, row.line.quote_depth)
    return replace(row, line=line)


def asks(text: str, choices: Choices) -> bool:
    """Say whether a stretch is a label as a whole."""
    if not fold(text) or _MARK.search(text) or len(text) > _MAX_LABEL:
        return False
    found = meaning(text.rstrip(" :"), len(text), len(text), "", choices)
    return found is not None and not getattr(found, "learned", False)


def stretch(row: Row, start: int, end: int) -> Row:
    """Give a part of a row as a row."""
    tokens = tuple(
        replace(t, start=t.start - start, end=t.end - start)
        for t in row.line.tokens
        if start <= t.start and t.end <= end
    )
    return with_text(row, row.line.text[start:end], tokens)
