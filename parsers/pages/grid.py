"""Rules of a page → the cells and tables that they draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from parsers.pages.page import Rule

SNAP = 3.0  # points: two rules nearer than this are meant to be one, as pdfplumber takes it
MAX_RULES = 3_000  # a page of squared paper would cost minutes

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that touch each other, in rows from the top; a cell that the rules leave out is None."""

    rectangle: Rectangle
    rows: tuple[tuple[Rectangle | None, ...], ...]

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.rows), default=0)


def grids(rules: Sequence[Rule], snap: float = SNAP) -> list[Grid]:
    """Give what the rules enclose, from a single frame to a table; nothing for a page with too many rules."""
    if len(rules) > MAX_RULES:
        return []
    edges = merge_edges([_edge(rule) for rule in rules], snap, snap, snap, snap)
    cells = intersections_to_cells(edges_to_intersections(edges, snap, snap))
    groups = cells_to_tables(cells)
    joined = {cell for group in groups for cell in group}
    groups.extend([cell] for cell in cells if cell not in joined)  # pdfplumber leaves out a cell that stands alone
    return [Grid(_around(group), _rows(group)) for group in groups]


def _around(cells: Sequence[Rectangle]) -> Rectangle:
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def _edge(rule: Rule) -> dict[str, Any]:
    box = rule.box
    horizontal = box.right - box.left >= box.bottom - box.top
    middle = (box.top + box.bottom) / 2 if horizontal else (box.left + box.right) / 2
    if horizontal:
        return {
            "x0": box.left, "x1": box.right, "top": middle, "bottom": middle,
            "width": box.right - box.left, "height": 0.0, "orientation": "h", "object_type": "line",
        }  # fmt: skip
    return {
        "x0": middle, "x1": middle, "top": box.top, "bottom": box.bottom,
        "width": 0.0, "height": box.bottom - box.top, "orientation": "v", "object_type": "line",
    }  # fmt: skip


def _rows(cells: Sequence[Rectangle]) -> tuple[tuple[Rectangle | None, ...], ...]:
    """Give the cells by rows; every cell stands in the column of its left side."""
    lefts = sorted({cell[0] for cell in cells})
    rows: dict[float, dict[float, Rectangle]] = {}
    for cell in cells:
        rows.setdefault(cell[1], {})[cell[0]] = cell
    return tuple(tuple(row.get(left) for left in lefts) for _, row in sorted(rows.items()))
