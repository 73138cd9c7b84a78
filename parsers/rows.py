"""Rows as hands and programs leave them → rows as the reader of coupons expects them.

Where only the style of the letters parts a label from its value, a gap is put between the two; letters that stand for
boxes ("X oui   O non") and boxes that were highlighted instead of ticked become ticks; a table's row whose cells hold a
pair each becomes a row for each.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.choices import Choices
from parsers.document import Line, Mark, Style, Token
from parsers.folding import fold
from parsers.labels import meaning
from parsers.marks import MARKS
from parsers.pairs import labelled
from parsers.thread import Row
from parsers.unticked import marked_otherwise

_MAX_TURNED = 24  # rows of a coupon in a table
_GAP = "   "  # what parts a label from its value on a page, too
_LETTER = re.compile(r"(?<!\S)[XxOo](?!\S)")
_LETTERED = re.compile(r"^(?:[^:\t]{2,80}[:?\t]\s*)?[XxOo]\s+\w")
_MARK = re.compile(f"[{MARKS}]")
_CROSSED_BEHIND = re.compile(rf"^(\s*{Mark.EMPTY})(\s*\S.*?)\s+([xX✓])(\s*)$")
_CROSSED_BESIDE = re.compile(rf"^(\s*{Mark.EMPTY})(\s*)([xX✓])(\s+\S.*)$")
_NUMBER = re.compile(r"^\d{1,2}(?:er|re|e|st|nd|rd|th)?$", re.IGNORECASE)


def prepared(rows: Sequence[Row], choices: Choices) -> tuple[Row, ...]:
    """Give a section's rows ready to be read."""
    marked = marked_otherwise([_crossed(_lettered(row)) for row in _beside(rows, choices)])
    return tuple(piece for row in marked for piece in _cells(_gapped(row, choices), choices))


def without_struck(row: Row) -> Row:
    """Give a row without the words that are struck out, the others parted by a space."""
    if not any(token.style.struck for token in row.line.tokens):
        return row
    text, tokens = "", []
    for token in row.line.tokens:
        if not token.style.struck:
            text += " " if text else ""
            tokens.append(replace(token, start=len(text), end=len(text) + token.end - token.start))
            text += row.line.text[token.start : token.end]
    return _with_text(row, text, tuple(tokens))


def _beside(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give each value of a table beside its label, where rows of labels and rows of values stand by turns."""
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
        labels, given = _spans(head.line.text), _spans(values.line.text)
        if len(given) > len(labels):
            return []
        for number, (a, b) in enumerate(labels):
            start, end = given[number] if number < len(given) else (0, 0)
            pairs.append(_joined(_stretch(head, a, b), _stretch(values, start, end)))
    return pairs


def _spans(text: str) -> list[tuple[int, int]]:
    edges = [0, *(m.end() for m in re.finditer("\t", text))]
    return list(zip(edges, [*(m.start() for m in re.finditer("\t", text)), len(text)], strict=True))


def _all_ask(row: Row, choices: Choices) -> bool:
    """Say whether each cell of a row is the label of a field or of a question, and there are several."""
    cells = [row.line.text[a:b] for a, b in _spans(row.line.text)]
    return len(cells) > 1 and all(_asks(cell, choices) for cell in cells)


def _joined(label: Row, value: Row) -> Row:
    text = label.line.text.rstrip(" :") + " : "
    tokens = tuple(t for t in label.line.tokens if t.end <= len(text))
    tokens += tuple(replace(t, start=t.start + len(text), end=t.end + len(text)) for t in value.line.tokens)
    return replace(_with_text(value, text + value.line.text, tokens), table=-1)


def _with_text(row: Row, text: str, tokens: tuple[Token, ...] | None = None) -> Row:
    line = Line(text, row.line.tokens if tokens is None else tokens, row.line.quote_depth)
    return replace(row, line=line)


def _replaced(row: Row, marks: dict[int, str]) -> Row:
    """Give a row with other characters at some places: as many as before, so that all tokens keep theirs."""
    return _with_text(row, "".join(marks.get(n, c) for n, c in enumerate(row.line.text))) if marks else row


def _lettered(row: Row) -> Row:
    """Read "X oui   O non": a letter before each option, an X where it is meant."""
    text = row.line.text
    letters = list(_LETTER.finditer(text)) if _LETTERED.match(text) else []
    crossed = [m for m in letters if m[0] in "xX"]
    if len(letters) < 2 or not crossed or not all(fold(text[a.end() : b.start()]) for a, b in pairwise(letters)):
        return row
    if not fold(text[letters[-1].end() :]):
        return row
    return _replaced(row, {m.start(): Mark.TICKED if m in crossed else Mark.EMPTY for m in letters})


def _crossed(row: Row) -> Row:
    """Read a cross that was typed beside the empty box: "[ ] Prévenir les crues X", "[ ] X Prévenir les crues"."""
    text = row.line.text
    if text.count(Mark.EMPTY) != 1 or Mark.TICKED in text:
        return row
    found = _CROSSED_BEHIND.match(text) or _CROSSED_BESIDE.match(text)
    if found is None:
        return row
    return _replaced(row, {found.end(1) - 1: Mark.TICKED, found.start(3): " "})


def _gapped(row: Row, choices: Choices) -> Row:
    """Put a gap between a label and its value that only their styles part, and before a label behind a value."""
    runs = _runs(row)
    if len(runs) < 2:
        return row
    text = row.line.text
    asks = [_asks(text[a:b], choices) for a, b, _ in runs]
    breaks = set()
    for number, (before, after) in enumerate(pairwise(runs)):
        between = text[before[1] : after[0]]
        if between.strip() or not between:
            continue
        ranked = _NUMBER.match(text[after[0] : after[1]]) and number + 2 == len(runs)
        if (asks[number] and not text[before[0] : before[1]].rstrip().endswith(":")) or asks[number + 1] or ranked:
            breaks.add(after[0])
    return _widened(row, sorted(breaks)) if breaks else row


def _runs(row: Row) -> list[tuple[int, int, Style]]:
    """Give the stretches of one style, parted also where a tab stands; what is struck is no style of its own."""
    found: list[tuple[int, int, Style]] = []
    for token in row.line.tokens:
        style = replace(token.style, struck=False)
        gap = row.line.text[found[-1][1] : token.start] if found else ""
        if found and found[-1][2] == style and "\t" not in gap:
            found[-1] = (found[-1][0], token.end, style)
        else:
            found.append((token.start, token.end, style))
    return found if len({style for _, _, style in found}) > 1 else []


def _asks(text: str, choices: Choices) -> bool:
    """Say whether a stretch is a label as a whole."""
    if not fold(text) or _MARK.search(text) or len(text) > 100:
        return False
    found = meaning(text.rstrip(" :"), len(text), len(text), "", choices)
    return found is not None and not getattr(found, "learned", False)


def _widened(row: Row, places: list[int]) -> Row:
    text = row.line.text
    edges = [0, *places, len(text)]
    wide = _GAP.join(text[a:b] for a, b in pairwise(edges))
    tokens = tuple(
        replace(t, start=t.start + shift, end=t.end + shift)
        for t in row.line.tokens
        for shift in [len(_GAP) * sum(place <= t.start for place in places)]
    )
    return _with_text(row, wide, tokens)


def _cells(row: Row, choices: Choices) -> list[Row]:
    """Give a row for each cell of a table's row where each holds a label with its value."""
    text = row.line.text
    if "\t" not in text:
        return [row]
    spans = [(a, b) for a, b in _spans(text) if text[a:b].strip()]
    if len(spans) < 2 or not all(_is_pair(text[a:b], choices) for a, b in spans):
        return [row]
    return [_stretch(row, a, b) for a, b in spans]


def _is_pair(text: str, choices: Choices) -> bool:
    found = labelled(text, choices)
    return bool(found) and (bool(fold(found[0].value)) or bool(_MARK.search(found[0].value)) or ":" in text)


def _stretch(row: Row, start: int, end: int) -> Row:
    tokens = tuple(
        replace(t, start=t.start - start, end=t.end - start)
        for t in row.line.tokens
        if start <= t.start and t.end <= end
    )
    return _with_text(row, row.line.text[start:end], tokens)
