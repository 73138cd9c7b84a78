"""A stream of paragraphs → blocks, for files that mark the ends of cells and rows in the text itself (RTF, Word 97)."""

from dataclasses import dataclass, field

from parsers.document import Block, Table, TableCell
from parsers.errors import UnreadablePart
from parsers.files.flow import Flow
from parsers.reading import Cell
from parsers.reasons import Reason

MAX_CELLS = 20_000


@dataclass(slots=True)
class Story(Flow):
    """One flow of text, of a body or of a text box, with the table that is under way in it."""

    row: list[TableCell] = field(default_factory=list)
    rows: list[tuple[TableCell, ...]] = field(default_factory=list)
    inner: Flow | None = None  # the cell under way
    boxes: list[Block] = field(default_factory=list)  # what text boxes anchored in this paragraph hold
    cells: int = 0

    def end_paragraph(self, *, in_table: bool) -> None:
        """End a line of the text, or one in a cell."""
        flow: Flow = self._cell() if in_table else self
        if not in_table:
            self._end_table()
        if flow is not self:
            flow.runs, self.runs = self.runs, []
        flow.end_line()
        flow.blocks.extend(self.boxes)
        self.boxes = []

    def end_cell(self) -> None:
        """End a cell and what stands in it.

        :raises UnreadablePart: TOO_LARGE when a file has more cells than any list of people
        """
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise UnreadablePart(Reason.TOO_LARGE)
        cell = self._cell()
        if self.runs or self.boxes:
            self.end_paragraph(in_table=True)
        self.row.append(TableCell(tuple(cell.lines())))
        self.inner = None

    def end_row(self) -> None:
        """End a row; what stands behind its last cell is left to the next."""
        if self.row:
            self.rows.append(tuple(self.row))
            self.row = []

    def closed(self) -> list[Block]:
        """Give all blocks, what is under way at the end of the file included."""
        if self.inner is not None:
            self.end_cell()
        self.end_row()
        self._end_table()
        if self.runs or self.boxes:
            self.end_paragraph(in_table=False)
        return self.blocks

    def _cell(self) -> Flow:
        if self.inner is None:
            self.inner = Flow(cell=Cell(self.tables, len(self.rows), len(self.row)))
        return self.inner

    def _end_table(self) -> None:
        if self.inner is not None and self.inner.blocks:
            self.row.append(TableCell(tuple(self.inner.lines())))
        self.inner = None
        self.end_row()
        if not self.rows:
            return
        if len(self.rows) == 1 and len(self.rows[0]) == 1:  # a frame around text
            self.blocks.extend(self.rows[0][0].lines)
        else:
            self.blocks.append(Table(tuple(self.rows)))
            self.tables += 1
        self.rows = []
