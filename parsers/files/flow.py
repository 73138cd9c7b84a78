"""The flow of a document: lines and tables as they come, each line with its place; Word's and OpenDocument's alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.document import Block, Line
from parsers.errors import UnreadablePart
from parsers.files.runs import Run, line
from parsers.mail.thread import row_lines
from parsers.reading import Cell, Place, Span
from parsers.reasons import Reason

MAX_LINES = 5_000


@dataclass(slots=True, kw_only=True)
class Flow:
    """Collects the blocks of a body, a cell or a text box; `runs` are those of the line under way."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    at: int = 0  # characters before this line in the text as it is seen
    cell: Cell | None = None
    tables: int = 0

    def lines(self) -> Iterator[Line]:
        """Give the lines of this flow; a table inside a cell gives its rows as lines, their cells parted by tabs."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                for row in block.rows:
                    yield from row_lines([cell.lines for cell in row], 0)

    def end_line(self) -> None:
        """Make a line of the runs.

        :raises UnreadablePart: when the document has more lines than anybody reads
        """
        if len(self.blocks) >= MAX_LINES:
            raise UnreadablePart(Reason.TOO_LARGE)
        made = line(self.runs, self._place)
        self.blocks.append(made)
        self.at += len(made.text) + 1
        self.runs.clear()

    def _place(self, start: int, end: int) -> Place:
        return self.cell if self.cell is not None else Span(self.at + start, self.at + end)
