"""Rows as hands and programs leave them → rows as the reader of coupons expects them.

Where only the style of the letters parts a label from its value, a gap is put between the two; letters that stand for
boxes ("X oui   O non") and boxes that were highlighted instead of ticked become ticks; a table's row whose cells hold a
pair each becomes a row for each.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.coupons import fields
from parsers.coupons.choices import Choices, clocked
from parsers.coupons.glued import unglued
from parsers.coupons.labels import CLOCK, TIMES
from parsers.coupons.options import options
from parsers.coupons.pairs import labelled
from parsers.coupons.spelled import spelled
from parsers.coupons.spread import spread
from parsers.coupons.stacked import asks, beside, spans, stretch, with_text
from parsers.coupons.unparted import unparted
from parsers.coupons.unticked import marked_otherwise
from parsers.coupons.vocabulary import CALENDAR, without_brackets
from parsers.document import Mark, Style
from parsers.folding import fold, words
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.pages.captions import lifted

_GAP = "   "  # what parts a label from its value on a page, too
_LETTER = re.compile(r"(?<!\S)[XxOo](?!\S)")
_LETTERED = re.compile(r"^(?:[^:\t]{2,80}[:?\t]\s*)?[XxOo]\s+\w")
_MARK = re.compile(f"[{MARKS}]")
_CROSSED_BEHIND = re.compile(rf"^(\s*{Mark.EMPTY})(\s*\S.*?)\s+([xX✓])(\s*)$")
_CROSS = re.compile(r"(?<!\S)[xX](?=\s+[^\W\d_])")
_ASKS = re.compile(r"^[^\t]{2,140}?(?:[:?\t]|\s{3,})\s*")  # what stands before the options
_CROSSED_BESIDE = re.compile(rf"^(\s*{Mark.EMPTY})(\s*)([xX✓])(\s+\S.*)$")
_WORDED = re.compile(r"[\[(]\s*(ok|oui|yes|o|y|non|no|n)\s*[\])](?=\s+\w)(?!\s+(?:oui|non|yes|no)\b)", re.IGNORECASE)
_HEAD_MARK = re.compile(rf"[^\W\d_]{{2}}[^\t]*?([{MARKS}])\s*$")
_TICK_CELL = re.compile(rf"^\s*[{MARKS}xX]\s*$")
_SWORN = re.compile(
    r"^\s*je,?\s+soussign[ée]{1,2}(?:\s*\(e\)|·e)?\s*,?\s*(?P<title>(?:m\.|mr|mme|monsieur|madame)?)[\s,]*(?=(?:pr[ée]nom|nom)\s*:)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,2}(?:er|re|e|st|nd|rd|th)?$", re.IGNORECASE)


def prepared(rows: Sequence[Row], choices: Choices) -> tuple[Row, ...]:
    """Give a section's rows ready to be read."""
    paired = _unheaded(unparted(beside(lifted(unglued(rows), choices), choices), choices))
    grids = {row.table for row in paired if _boxed(row.line.text, _parted(row.line.text), choices)}
    paired = [row for row in paired if not (row.table in grids and _heads_days(row, choices))]
    sworn = [piece for row in spelled(paired, choices) for piece in _sworn(row)]
    marked = marked_otherwise([_crossed(_lettered(_worded(row))) for row in sworn])
    cells = [piece for row in marked for piece in _cells(_gapped(row, choices), choices)]
    return tuple(spread(cells, choices))


def _heads_days(row: Row, choices: Choices) -> bool:
    """Say whether a table's row only names the days or times that its columns are for."""
    cells = [cell for cell in re.split(r"[\t|]", row.line.text) if fold(cell)]
    return len(cells) > 1 and all(_is_time(cell, choices) for cell in cells)


def _unheaded(rows: Sequence[Row]) -> list[Row]:
    """Give the rows with no mark left in the head of a column of ticks ("Mon choix ☒" above them)."""
    found = []
    for number, row in enumerate(rows):
        heads = row.table >= 0 and (number == 0 or rows[number - 1].table != row.table)
        cell = _HEAD_MARK.search(row.line.text) if heads else None
        column = row.line.text.count("\t")
        below = [r.line.text.split("\t") for r in rows[number + 1 :] if r.table == row.table] if cell else []
        ticked = [c[column] for c in below if len(c) > column and _TICK_CELL.match(c[column])]
        found.append(_replaced(row, {cell.start(1): " "}) if cell and ticked else row)
    return found


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
    return with_text(row, text, tuple(tokens))


def _replaced(row: Row, marks: dict[int, str]) -> Row:
    """Give a row with other characters at some places: as many as before, so that all tokens keep theirs."""
    return with_text(row, "".join(marks.get(n, c) for n, c in enumerate(row.line.text))) if marks else row


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


def _worded(row: Row) -> Row:
    """Read a word in the brackets of a box, "(oui) Prévenir les crues", where it stands before its option.

    "(oui) / non" is no box: there it is the word itself that was put in brackets.
    """
    text = row.line.text
    found = list(_WORDED.finditer(text))
    boxed = any(mark in text for mark in Mark)
    if not found or not (boxed or not text[: found[0].start()].strip(" -*•\t")):
        return row
    marks: dict[int, str] = {}
    for word in found:
        marks |= dict.fromkeys(range(*word.span()), " ")
        marks[word.start()] = Mark.EMPTY if word[1][0] in "nN" else Mark.TICKED
    return _replaced(row, marks)


def _crossed(row: Row) -> Row:
    """Read a cross beside an empty box, "[ ] Prévenir les crues X", or in the place of one: "□ oui X non"."""
    text = row.line.text
    crosses = list(_CROSS.finditer(text)) if Mark.EMPTY in text else []
    first = min([text.find(Mark.EMPTY), *(m.start() for m in crosses)])
    edges = sorted([*(m.start() for m in crosses), *(m.start() for m in _MARK.finditer(text)), len(text)])
    head = _ASKS.match(text)
    leads = first == len(text) - len(text.lstrip()) or (head is not None and head.end() == first)
    if crosses and leads and all(fold(text[a + 1 : b]) for a, b in pairwise(edges)):
        return _replaced(row, {m.start(): Mark.TICKED for m in crosses})
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
    known = [asks(text[a:b], choices) and not _is_option(text[a:b], choices) for a, b, _ in runs]
    breaks = set()
    for number, (before, after) in enumerate(pairwise(runs)):
        between = text[before[1] : after[0]]
        if between.strip() or not between:
            continue
        ranked = _NUMBER.match(text[after[0] : after[1]]) and number + 2 == len(runs)
        if (known[number] and ":" not in text[before[0] : before[1]]) or known[number + 1] or ranked:
            breaks.add(after[0])
    return _widened(row, sorted(breaks)) if breaks else row


def _is_option(text: str, choices: Choices) -> bool:
    """Say whether a stretch is what one may answer a question with ("vendredi 4 juin" of two days)."""
    offered = (name for q in choices.event.questions for c in q.choices for name in (c.label, *c.aliases))
    return fold(text) in map(fold, offered)


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


def _widened(row: Row, places: list[int]) -> Row:
    text = row.line.text
    edges = [0, *places, len(text)]
    wide = _GAP.join(text[a:b] for a, b in pairwise(edges))
    tokens = tuple(
        replace(t, start=t.start + shift, end=t.end + shift)
        for t in row.line.tokens
        for shift in [len(_GAP) * sum(place <= t.start for place in places)]
    )
    return with_text(row, wide, tokens)


def _sworn(row: Row) -> list[Row]:
    """Give the civility and the labels behind "Je soussigné(e) M. Prénom : …" as rows of their own."""
    found = _SWORN.match(row.line.text)
    if found is None:
        return [row]
    title, rest = stretch(row, *found.span("title")), stretch(row, found.end(), len(row.line.text))
    return [title, rest] if found["title"] else [rest]


def _cells(row: Row, choices: Choices) -> list[Row]:
    """Give a row for each cell of a table's row where each holds a label with its value."""
    text = row.line.text
    cells = _parted(text)
    if len(cells) > 1 and all(_is_pair(text[a:b], choices) or _is_titles(text[a:b]) for a, b in cells):
        return [stretch(row, a, b) for a, b in cells]
    boxed = _boxed(text, cells, choices)
    return [stretch(row, a, b) for a, b in boxed] or [row]


def indent(text: str) -> int:
    """Give how far a row's text is set in, in letters; a tab counts for four."""
    wide = text.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _parted(text: str) -> list[tuple[int, int]]:
    """Give the cells of a row that hold anything, parted by tabs, or by bars in a grid that was typed."""
    barred = "\t" not in text and "|" in text and bool(_MARK.search(text))
    if "\t" not in text and not barred:
        return []
    return [(a, b) for a, b in spans(text, "|" if barred else "\t") if text[a:b].strip()]


def _boxed(text: str, cells: Sequence[tuple[int, int]], choices: Choices) -> list[tuple[int, int]]:
    """Give the cells of a grid's row, each a box with its workshop, without the time or day that the row is for."""
    if cells and not _MARK.search(text[slice(*cells[0])]) and _is_time(text[slice(*cells[0])], choices):
        cells = cells[1:]
    offered = [options(text[a:b]) for a, b in cells]
    one = bool(cells) and all(
        len(found) == 1 and _MARK.match(text[a:b].strip()) for found, (a, b) in zip(offered, cells, strict=True)
    )
    named = one and all(choices.workshop(found[0].text) is not None for found in offered)
    return list(cells) if named and (len(cells) > 1 or text.lstrip()[0] not in MARKS) else []


def _is_titles(text: str) -> bool:
    """Say whether a cell holds the boxes of a civility, and no more ("☐ Mme   ☒ M.")."""
    offered = options(text)
    return len(offered) > 1 and bool(_MARK.match(text.strip())) and all(fields.civility(o.text) for o in offered)


def _is_time(text: str, choices: Choices) -> bool:
    """Say whether a cell holds nothing but a day or a time ("matin (9 h 30)", "14 h – Après-midi (un choix)")."""
    said = words(clocked(without_brackets(text)))
    known = CALENDAR | TIMES | {word for slot in choices.slots for word in words(slot)}
    return bool(said) and all(w in known or CLOCK.fullmatch(w) or w.isdecimal() for w in said)


def _is_pair(text: str, choices: Choices) -> bool:
    found = labelled(text, choices)
    return bool(found) and (bool(fold(found[0].value)) or bool(_MARK.search(found[0].value)) or ":" in text)
