"""Questions side by side with their boxes below: "Dîner   Langue", below it "☐ oui ☐ non   ☐ fr ☐ en"; lists too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.folding import fold
from parsers.pages.items import Item, segments

Row = list[Item]

_ALIGNED = 6.0  # points: how much a first box stands right or left of where its question begins
_NEAR = 30.0  # points below the questions
_INDENTED = (-8.0, 26.0)  # points: how much left or right of its question a list of boxes begins
_LISTED = 2  # boxes, at least, below each question


@dataclass(frozen=True, slots=True)
class Headed:
    """The lines of a page from `start` to `end`, as each question with its boxes below it."""

    start: int
    end: int
    rows: tuple[Row, ...]


def headed(rows: Sequence[Row]) -> list[Headed]:
    """Give what stands so in a page's rows, from the top."""
    found: list[Headed] = []
    number = 0
    while number < len(rows) - 1:
        part = _lists(rows, number) or _pair(rows, number)
        found += [part] if part else []
        number = part.end if part else number + 1
    return found


def _pair(rows: Sequence[Row], start: int) -> Headed | None:
    """Give questions with their boxes on one line below; longer lists below each other are panes of the page."""
    alone = not (start + 2 < len(rows) and rows[start + 2][0].mark and _is_near(rows[start + 1 : start + 3]))
    parts = _parts(rows[start], rows[start + 1]) if alone and _is_near(rows[start : start + 2]) else []
    return Headed(start, start + 2, tuple(parts)) if parts else None


def _lists(rows: Sequence[Row], start: int) -> Headed | None:
    """Give questions that each have a list of boxes in a column below: question by question."""
    questions = segments(rows[start])
    if len(questions) < 2 or any(item.mark for item in rows[start]) or any(":" in _inside(q) for q in questions):
        return None
    if len({fold(" ".join(item.text for item in question)) for question in questions}) < len(questions):
        return None  # columns for several people
    lefts = [question[0].box.left for question in questions]
    found: list[list[Row]] = []
    for number in range(start + 1, len(rows)):
        cells = _cells(rows[number], lefts) if _is_near(rows[number - 1 : number + 1]) else None
        if cells is None:
            break
        found.append(cells)
    while found and not any(cell and cell[0].mark for cell in found[-1]):
        found.pop()  # what goes on an option has another one below it
    columns = [_whole([cells[n] for cells in found if cells[n]]) for n in range(len(questions))]
    if not all(_is_list(column) for column in columns):
        return None
    end = start + 1 + len(found)
    return Headed(start, end, tuple(row for q, column in zip(questions, columns, strict=True) for row in (q, *column)))


def _inside(question: Row) -> str:
    """Give the words of a question but the last sign: a colon at its end is no value."""
    return " ".join(item.text for item in question)[:-1]


def _cells(row: Row, lefts: Sequence[float]) -> list[Row] | None:
    """Give what of a row stands below each question: an option, or what goes it on; None where it is something else."""
    cells: list[Row] = [[] for _ in lefts]
    low, _ = _INDENTED
    for item in row:
        number = max((n for n, left in enumerate(lefts) if item.box.left >= left + low), default=-1)
        if number < 0:
            return None
        cells[number].append(item)
    low, high = _INDENTED
    for cell, left in zip(cells, lefts, strict=True):
        if cell and not low <= cell[0].box.left - left <= high:
            return None
        if sum(item.mark for item in cell) > 1 or (cell and cell[0].mark and len(cell) < 2):
            return None
        if cell and not cell[0].mark and (any(item.mark for item in cell) or len(segments(cell)) > 1):
            return None
    return cells


def _whole(column: Sequence[Row]) -> list[Row]:
    """Give the rows of a column, what goes on an option joined to it."""
    rows: list[Row] = []
    for row in column:
        if rows and not row[0].mark:
            rows[-1] = [*rows[-1], replace(row[0], joined=True), *row[1:]]
        else:
            rows.append(row)
    return rows


def _is_list(column: Sequence[Row]) -> bool:
    """Say whether what stands below a question begins with a box, has several, and those stand below each other."""
    lefts = [row[0].box.left for row in column if row[0].mark]
    return len(lefts) >= _LISTED and column[0][0].mark and max(lefts) - min(lefts) <= _ALIGNED


def _is_near(rows: Sequence[Row]) -> bool:
    above, below = (min(item.middle for item in row) for row in rows)
    return below - above <= _NEAR


def _parts(heads: Row, boxes: Row) -> list[Row]:
    """Give each question and its boxes by turns; nothing where a question has none, or boxes stand elsewhere."""
    if any(item.mark for item in heads) or not boxes[0].mark:
        return []
    questions = segments(heads)
    starts = [question[0].box.left for question in questions]
    if len(questions) < 2 or any(question[-1].text.endswith(":") for question in questions):
        return []
    found: list[Row] = []
    for number, question in enumerate(questions):
        end = starts[number + 1] - _ALIGNED if number + 1 < len(starts) else float("inf")
        own = [item for item in boxes if starts[number] - _ALIGNED <= item.box.left < end]
        if not own or not own[0].mark or abs(own[0].box.left - starts[number]) > _ALIGNED or own[-1].mark:
            return []
        found += [question, own]
    return found if sum(len(row) for row in found[1::2]) == len(boxes) else []
