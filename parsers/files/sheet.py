"""A sheet's cells → Document: titles as lines, what stands in rows and columns as tables."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from parsers.document import Block, Document, Table, TableCell
from parsers.errors import UnreadablePart
from parsers.files.flow import Flow
from parsers.files.runs import Run, line
from parsers.reading import Cell
from parsers.reasons import Reason

MAX_CELLS = 20_000  # filled ones, of one file; a list of a thousand people has fifteen thousand
MAX_SHEETS = 20

Content = Sequence[Sequence[Run]]  # of a cell: its lines
Row = Mapping[int, Content]  # by column, from 0; filled cells only


def sheet_document(rows: Mapping[int, Row], part: int, name: str | None, doubts: Sequence[str] = ()) -> Document | None:
    """Give the Document of one sheet; None of an empty one.

    A token's place is the Cell in its table, columns that are empty throughout not counted.
    """
    flow = Flow()
    for group in _groups(rows):
        group = _titles(group, flow)  # noqa: PLW2901
        if group:
            flow.blocks.append(_table(group, flow.tables))
            flow.tables += 1
    blocks: tuple[Block, ...] = tuple(flow.blocks)
    return Document(part, blocks, kind="attachment", name=name, doubts=tuple(dict.fromkeys(doubts))) if blocks else None


def counted(cells: int) -> None:
    """Take note of how many filled cells were read.

    :raises UnreadablePart: TOO_LARGE when nobody writes so many
    """
    if cells > MAX_CELLS:
        raise UnreadablePart(Reason.TOO_LARGE)


def lines_of(runs: Sequence[Run]) -> Content:
    """Give a cell's lines of its runs, which may have breaks in them."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(re.split(r"\r\n|\r|\n", run.text)):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Run(text.replace("\xa0", " "), run.style, run.source))
    return lines


def _groups(rows: Mapping[int, Row]) -> list[list[Row]]:
    """Part the rows at empty ones; a list goes on behind an empty row where its next one is filled like the last."""
    filled = sorted(number for number, row in rows.items() if row)
    groups: list[list[Row]] = [[rows[filled[0]]]] if filled else []
    for before, number in pairwise(filled):
        row, last = rows[number], groups[-1][-1]
        alike = len(last) > 2 and len(row.keys() & last.keys()) * 4 >= len(last) * 3
        if number == before + 1 or alike:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _titles(group: list[Row], flow: Flow) -> list[Row]:
    """Put the rows at the top with one cell each as lines; give those below them."""
    for number, row in enumerate(group):
        if len(row) > 1:
            return group[number:]
        for content in next(iter(row.values())):
            flow.runs.extend(content)
            flow.end_line()
    return []


def _table(group: list[Row], number: int) -> Table:
    columns = sorted({column for row in group for column in row})
    return Table(
        tuple(
            tuple(_cell(row.get(column, ()), Cell(number, place, at)) for at, column in enumerate(columns))
            for place, row in enumerate(group)
        )
    )


def _cell(content: Content, place: Cell) -> TableCell:
    return TableCell(tuple(line(runs, lambda *_: place) for runs in content))
