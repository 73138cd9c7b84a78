"""Lines of text → tables, where somebody drew one with bars: "| Nom | Prénom |", with or without rules around it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.document import Block, Line, Table, TableCell, Token

_RULE = re.compile(r"^\s*[|+:]?\s*[-=_+|:\s─━═┼├┤┬┴┌┐└┘]{3,}\s*[|+:]?\s*$")
_BAR = re.compile(r"[|│┃]")
_LEAST = 3  # rows with bars that make a table where no rule and no outer bar shows one
_MAX_CELLS = 30


def with_tables(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Give the lines with each drawn table as one Table; its rules are left out."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        if _is_table([line.text for line in lines[at:end]]):
            rows = [line for line in lines[at:end] if not _RULE.match(line.text)]
            blocks.append(Table(tuple(_cells(row) for row in rows), lines[at].quote_depth))
        else:
            end = max(end, at + 1)
            blocks += lines[at:end]
        at = end
    return tuple(blocks)


def _end(lines: Sequence[Line], start: int) -> int:
    """Give where the lines with rules and with as many bars as the first of them end."""
    count = 0
    for number in range(start, len(lines)):
        text = lines[number].text
        bars = 0 if _RULE.match(text) else len(_BAR.findall(text))
        if (
            lines[number].quote_depth != lines[start].quote_depth
            or not _may_belong(text)
            or (count and bars not in (0, count))
        ):
            return number
        count = count or bars
    return len(lines)


def _may_belong(text: str) -> bool:
    return bool(_BAR.search(text)) or (bool(_RULE.match(text)) and len(text.strip()) > 2)


def _is_table(texts: Sequence[str]) -> bool:
    """Say whether lines with bars and rules are a table: as many bars in each, and a sign that it was drawn."""
    rows = [text for text in texts if not _RULE.match(text)]
    if not rows or len(_BAR.findall(rows[0])) > _MAX_CELLS:
        return False
    framed = all(_BAR.match(text.strip()) and _BAR.search(text.strip()[-1:]) for text in rows)
    ruled = len(rows) < len(texts) and len(rows) > 1
    return framed or ruled or len(rows) >= _LEAST


def _cells(line: Line) -> tuple[TableCell, ...]:
    """Give the cells of one row; bars at its ends frame it."""
    bars = [m.start() for m in _BAR.finditer(line.text)]
    framed = not line.text[: bars[0]].strip() and not line.text[bars[-1] + 1 :].strip() and len(bars) > 1
    edges = bars if framed else [-1, *bars, len(line.text)]
    return tuple(TableCell((_stretch(line, a + 1, b),)) for a, b in pairwise(edges))


def _stretch(line: Line, start: int, end: int) -> Line:
    """Give what stands between two bars, without the spaces around it."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    tokens = tuple(
        Token(t.start - start, t.end - start, t.place, t.style, t.source, t.confidence)
        for t in line.tokens
        if t.start >= start and t.end <= start + len(text)
    )
    return Line(text, tokens, line.quote_depth)
