"""Tables in a document's flow, their cells flows again: one walk for the programs that keep a cell as an element."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from parsers.document import Table, TableCell
from parsers.files.flow import Flow
from parsers.files.sheet import counted
from parsers.reading import Cell

Element = Any  # lxml's _Element
MAX_CELLS_OF_ONE = 60  # columns that a file says one cell to take


@dataclass(slots=True, kw_only=True)
class Shared:
    """What all flows of a file share."""

    pictures: dict[str, tuple[float, float]] = field(default_factory=dict)  # by name: width and height in points
    cells: int = 0  # of all tables, so far
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Nested(Flow):
    """Collects the blocks of one flow: of the body, of a cell or of a text box."""

    file: Shared

    @abstractmethod
    def blocks_of(self, element: Element, depth: int) -> None:
        """Read the paragraphs and tables below `element`."""

    @abstractmethod
    def inside(self, cell: Cell) -> "Nested":
        """Give the reader of a cell's flow."""

    @abstractmethod
    def spread(self, cell: TableCell, element: Element) -> Sequence[TableCell]:
        """Give the columns that a cell takes in its row."""

    def table(self, rows: Sequence[Sequence[Element]], depth: int) -> None:
        """Read a table of its rows' cells; one with a single cell is a frame around text.

        :raises UnreadablePart: when the file has more cells than anybody fills
        """
        if len(rows) == 1 and len(rows[0]) == 1:
            self.blocks_of(rows[0][0], depth + 1)
            return
        number, made = self.tables, []
        self.tables += 1
        for row_number, elements in enumerate(rows):
            cells: list[TableCell] = []
            self.file.cells += len(elements)
            counted(self.file.cells)
            for element in elements:
                inner = self.inside(self.cell or Cell(number, row_number, len(cells)))
                inner.blocks_of(element, depth + 1)
                cells.extend(self.spread(TableCell(tuple(inner.lines())), element))
            made.append(tuple(cells))
        self.blocks.append(Table(tuple(made)))
