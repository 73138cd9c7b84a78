"""Boxes that were spelled: letters before the options of a whole list ("N buffet   Y packed lunch"), words behind them.

One such row tells little; several with both letters, or both words, show how the coupon was filled in.
"""

import re
from collections.abc import Sequence

from parsers.coupons.choices import Choices
from parsers.coupons.given import yes_or_no
from parsers.coupons.stacked import with_text
from parsers.document import Mark
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS

_PAIRS = (("X", "O"), ("Y", "N"), ("O", "N"))  # ticked, left: crosses and rings, yes and no, oui and non
_RULED = re.compile(r"^\s*(_{2,4})\s+(?=\w)")
_CODED = re.compile(r"^\s*(?:[-*•]\s*)?[A-Za-z]?\d{1,2}[.)]?\s+(_{2,5}|[xX✓✗]{1,3})\s+(?=\w)")
_LEAST = 3  # options with a letter that make it a habit
_FIRST = re.compile(r"^\s*[-*•]?\s*([XOYNxoyn])\s+(?=\w)")
_IN_PLACE = re.compile(r"(?:^\s*[-*•]?\s*|[:?\t]\s*|\s{2,})([VvXxOo])\s+(?=\w)")
_BOTH = re.compile(r"(?:^|[:?\t]\s*|\s{2,})O\s+(?:oui|yes)\s+O\s+(?:non|no)\b")  # empty both
_ANSWER = re.compile(r"(?:oui|non|yes|no)\b", re.IGNORECASE)
_NEXT = re.compile(rf"\s{{2,}}|\t|[{MARKS}]")
_WORD = re.compile(r"^\s*[-*•]?\s*(.{2,80}?)\s*[:=–-]\s*(oui|non|yes|no)\s*[.!]?\s*$", re.IGNORECASE)


def spelled(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give the rows with a mark in the place of each letter or word that stands for a box."""
    return _worded(_lettered(_ruled(_coded(list(rows), choices)), choices), choices)


def _coded(rows: list[Row], choices: Choices) -> list[Row]:
    """Put a box in the place of what stands between a workshop's number and its name ("H1 X Roof", "H2 __ Fees")."""
    found = [
        m if (m := _CODED.match(row.line.text)) and choices.is_name(row.line.text[m.end() :].strip(" .")) else None
        for row in rows
    ]
    ticked = sum(m is not None and m[1][0] != "_" for m in found)
    if sum(m is not None for m in found) < _LEAST or not 0 < ticked < sum(m is not None for m in found):
        return rows
    return [row if m is None else _replaced(row, _box_over(m)) for row, m in zip(rows, found, strict=True)]


def _box_over(found: re.Match[str]) -> dict[int, str]:
    start, end = found.span(1)
    return dict.fromkeys(range(end), " ") | {start: Mark.EMPTY if found[1][0] == "_" else Mark.TICKED}


def _ruled(rows: list[Row]) -> list[Row]:
    """Put an empty box before each option that has a line to tick on, where others of the coupon were ticked there."""
    ruled = [bool(_RULED.match(row.line.text)) for row in rows]
    ticked = any(row.line.text.lstrip().startswith(Mark.TICKED) for row in rows)
    boxed = any(row.line.text.lstrip().startswith(Mark.EMPTY) for row in rows)
    if sum(ruled) < _LEAST - 1 or not ticked or boxed:
        return rows
    return [_with_box(row) if is_ruled else row for row, is_ruled in zip(rows, ruled, strict=True)]


def _with_box(row: Row) -> Row:
    """Give a row with a box in the place of its first line; all characters behind it stay where they are."""
    place = _RULED.match(row.line.text)
    if place is None:
        return row
    start, end = place.span(1)
    text = row.line.text[:start] + Mark.EMPTY + " " * (end - start - 1) + row.line.text[end:]
    return with_text(row, text)


def _lettered(rows: list[Row], choices: Choices) -> list[Row]:
    names = _names(choices)
    led = [m for row in rows if (m := _FIRST.match(row.line.text)) and _begins_with_option(m, names, choices)]
    letters = {m[1].upper() for m in led}
    pair = next((pair for pair in _PAIRS if letters == set(pair)), None)
    if pair is None or len(led) < _LEAST:
        return _among_boxes(rows, names, choices)
    # Before an option stands the letter at the head of its row, behind the label of its row, or behind a wide gap.
    place = re.compile(rf"(?:^\s*[-*•]?\s*|[:?\t]\s*|\s{{2,}})([{pair[0]}{pair[1]}])\s+(?=\w)", re.IGNORECASE)
    given = []
    for row in rows:
        found = list(place.finditer(row.line.text))
        several = len({m[1].upper() for m in found}) > 1 or any(_FIRST.match(row.line.text) for _ in found[:1])
        marks: dict[int, str] = {
            m.start(1): Mark.TICKED if m[1].upper() == pair[0] else Mark.EMPTY for m in found if several
        }
        given.append(_replaced(row, marks))
    return given


def _among_boxes(rows: list[Row], names: list[str], choices: Choices) -> list[Row]:
    """Read letters in the places of boxes, beside real ones: a V or X where one was ticked, an O where none was."""
    boxed = [row for row in rows if any(mark in row.line.text for mark in Mark)]
    ticked = any(Mark.TICKED in row.line.text for row in boxed) or any(_BOTH.search(row.line.text) for row in rows)
    if not boxed and not ticked:
        return rows
    given = []
    for row in rows:
        marks: dict[int, str] = {}
        for found in _IN_PLACE.finditer(row.line.text):
            if not (_ANSWER.match(row.line.text, found.end()) or _begins_with_option(found, names, choices)):
                continue
            if found[1] in "VvXx" and Mark.EMPTY in row.line.text:
                marks[found.start(1)] = Mark.TICKED
            elif found[1] in "Oo" and ticked:
                marks[found.start(1)] = Mark.EMPTY
        given.append(_replaced(row, marks))
    return given


def _begins_with_option(led: re.Match[str], names: list[str], choices: Choices) -> bool:
    text = _NEXT.split(led.string[led.end() :], maxsplit=1)[0]
    workshop = choices.workshop(text)
    return (workshop is not None and workshop[1] >= 0.9) or any(f"{fold(text)} ".startswith(f"{n} ") for n in names)


def _worded(rows: list[Row], choices: Choices) -> list[Row]:
    """Read "samedi matin : OUI" and "samedi après-midi : NON" below each other, both of them choices."""
    names = set(_names(choices))
    words = [m if (m := _WORD.match(row.line.text)) and fold(m[1]) in names else None for row in rows]
    if sum(m is not None for m in words) < 2:
        return rows
    return [row if m is None else _replaced(row, _mark_over(m, 2)) for row, m in zip(rows, words, strict=True)]


def _mark_over(found: re.Match[str], group: int) -> dict[int, str]:
    start, end = found.span(group)
    return dict.fromkeys(range(start, end), " ") | {start: Mark.TICKED if yes_or_no(found[group]) else Mark.EMPTY}


def _names(choices: Choices) -> list[str]:
    """Give the names of all that the event's questions let choose, folded."""
    return [fold(name) for q in choices.event.questions for c in q.choices for name in (c.label, *c.aliases)]


def _replaced(row: Row, marks: dict[int, str]) -> Row:
    """Give a row with other characters at some places: as many as before, so that all tokens keep theirs."""
    if not marks:
        return row
    text = "".join(marks.get(n, c) for n, c in enumerate(row.line.text))
    return with_text(row, text)
