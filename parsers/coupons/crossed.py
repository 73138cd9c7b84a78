"""Rows of a table in which a cell to cross stands beside each answer: "Repas | OUI | | NON | X" → each with its box."""

from dataclasses import replace

from parsers.document import Line, Mark, TableCell, Token

_CROSSES = frozenset({"x", "xx", "v", "✓", "✔", "✗", "✘", *Mark})
_ANSWERS = 2  # side by side, at least

Row = tuple[TableCell, ...]


def with_boxes(row: Row) -> Row:
    """Give a row with a box before each answer, ticked where the cell beside it is crossed; other rows as they are."""
    for start in (1, 0):
        cells = row[start:]
        if len(cells) < 2 * _ANSWERS or len(cells) % 2:
            continue
        for answers, places in ((cells[::2], cells[1::2]), (cells[1::2], cells[::2])):
            if all(_is_answer(cell) for cell in answers) and _are_places(places):
                boxed = [(_boxed(cell, place), TableCell()) for cell, place in zip(answers, places, strict=True)]
                return (*row[:start], *(cell for pair in boxed for cell in pair))
    return row


def _is_answer(cell: TableCell) -> bool:
    text = cell.text
    return len(cell.lines) == 1 and any(c.isalpha() for c in text) and not _is_crossed(cell) and not _holds_mark(text)


def _are_places(cells: Row) -> bool:
    """Say whether all cells are empty or crossed, and one is crossed."""
    return all(_is_crossed(cell) or not cell.text.strip() for cell in cells) and any(map(_is_crossed, cells))


def _is_crossed(cell: TableCell) -> bool:
    return cell.text.strip().casefold() in _CROSSES


def _holds_mark(text: str) -> bool:
    return any(mark in text for mark in Mark)


def _boxed(answer: TableCell, place: TableCell) -> TableCell:
    written = place.text.strip()
    mark = written if _holds_mark(written) else Mark.TICKED if written else Mark.EMPTY
    (line,) = answer.lines
    cross = next((token for other in place.lines for token in other.tokens), None)
    before = (replace(cross, start=0, end=1),) if cross else (_at(line),) if line.tokens else ()
    moved = tuple(replace(token, start=token.start + 2, end=token.end + 2) for token in line.tokens)
    return TableCell((Line(f"{mark} {line.text}", (*before, *moved), line.quote_depth),))


def _at(line: Line) -> Token:
    """Give a token for an empty box, where its answer begins."""
    return replace(line.tokens[0], start=0, end=1)
