"""Pages → Document: lines by their baseline, tables by their rules, each box before its label.

Far-apart words of a line are parted by three spaces, near ones by one. A value in a frame whose caption stands above it
makes a line of its own, caption first; a frame that was left empty holds dots, as the dotted line of a form does.
"""

from collections.abc import Sequence
from dataclasses import replace

from parsers.coupons.crossed import with_boxes
from parsers.coupons.wrapped import with_whole_fields, with_whole_lines
from parsers.document import Block, Document, Line, Mark, Style, Table, TableCell, Token
from parsers.marks import with_marks
from parsers.pages.boxes import is_box
from parsers.pages.grid import Grid, Rectangle, grids
from parsers.pages.hanging import level
from parsers.pages.headed import headed
from parsers.pages.items import Item, by_lines, is_far
from parsers.pages.matrix import matrices
from parsers.pages.page import Page
from parsers.pages.panes import Panes, panes
from parsers.pages.sides import boxes_first, boxes_follow, questions, row_follows
from parsers.pages.turned import seen
from parsers.pages.typed import with_typed_boxes
from parsers.pages.underlined import parted
from parsers.pages.underneath import labelled_below
from parsers.reading import Box, Source

FAR = "   "
BLANK = "........"
_FRAME_HEIGHT = (9.0, 60.0)  # points: of a frame to write in
_FRAME_WIDTH = 18.0
_CAPTION = 14.0  # points above a frame where its caption stands
_BESIDE = 25.0  # points left of a frame where its label stands
_EMPTY = 80.0  # points between two lines: five lines of room, where nothing was written
_LISTED = 4  # boxes, at least, of two lists beside each other
_ACROSS = 250.0  # points left of a frame where a label with a colon may stand


def documents(
    pages: Sequence[Page], part: int, name: str | None, source: Source, doubts: Sequence[str]
) -> tuple[Document, ...]:
    """Give the Document of all pages; a form that repeats from page to page gives one a page, for a person each."""
    groups = [[page] for page in pages] if _repeat(pages) else [list(pages)]
    return tuple(
        Document(
            part,
            tuple(block for page in group for block in blocks(page)),
            kind="attachment",
            name=name,
            source=source,
            pages=len(group),
            doubts=tuple(doubts),
        )
        for group in groups
        if group
    )


def _repeat(pages: Sequence[Page]) -> bool:
    """Say whether all pages print the same form: most of their words are the same."""
    if len(pages) < 2:
        return False
    words = [{word.text.casefold() for word in page.words if word.source is not Source.FORM_FIELD} for page in pages]
    return all(len(w) > 8 and len(w & words[0]) >= 0.6 * min(len(w), len(words[0])) for w in words)


def blocks(page: Page) -> list[Block]:
    """Give the lines and tables of a page from the top."""
    items = level(parted(_items(page), page.rules))
    found = grids(page.rules)
    tables = [grid for grid in found if _is_table(grid, items)]
    frames = [grid.rectangle for grid in found if grid not in tables and _is_frame(grid)]
    placed: list[tuple[Box, Block]] = []
    for grid in tables:
        inside = [item for item in items if _holds(grid.rectangle, item)]
        items = [item for item in items if item not in inside]
        placed.append((_head(grid.rectangle, page.number), _table(grid, inside)))
    large = [grid.rectangle for grid in found if grid.columns == len(grid.rows) == 1 and _is_large(grid)]
    walls = [grid.rectangle for grid in tables]
    bands = panes(items, walls, large)
    lists, held, items = _lists(items, bands)
    placed += lists
    bands = panes(items, [*walls, *held], large) if lists else bands
    framed, items = _framed(frames, items, page.number)
    under = labelled_below(page.rules, items, [grid.rectangle for grid in found])
    used = {(i.text, i.box) for _, row in under for i in row}
    framed += under
    items = [item for item in items if (item.text, item.box) not in used]
    rows: list[list[Item]] = []
    for group in _by_pane(items, bands):
        lines = with_whole_lines(with_whole_fields(by_lines(group)))
        for matrix in reversed(matrices(lines)):
            placed.append((_around(lines[matrix.start]), _cells(matrix.cells)))
            del lines[matrix.start : matrix.end]
        for part in reversed(headed(lines)):
            around = _around(lines[part.start])
            placed.extend((around, _line(row, False)) for row in part.rows)
            del lines[part.start : part.end]
        rows += lines
    after = boxes_follow([*(row for _, row in framed), *rows])
    placed.extend((replace(row[0].box, top=height, bottom=height), _line(row, after)) for height, row in framed)
    placed.extend((_around(row), _line(piece, after)) for row in rows for piece in questions(row))
    ordered = _with_gaps(sorted(placed, key=lambda entry: _order(entry[0], bands)))
    return seen(ordered, page.turn) if page.turn else ordered


def _lists(items: list[Item], bands: Sequence[Panes]) -> tuple[list[tuple[Box, Block]], list[Rectangle], list[Item]]:
    """Give the lines of questions with lists of boxes below them side by side, where those stand, and what is left.

    What stands with its heads in the panes of a band is read there.
    """
    if sum(item.mark for item in items) < _LISTED:
        return [], [], items
    rows = by_lines(items)
    found = [
        part for part in headed(rows)
        if part.end > part.start + 2 and not any(band.holds(_around(rows[part.start])) for band in bands)
    ]  # fmt: skip
    taken = [[item for row in rows[part.start : part.end] for item in row] for part in found]
    lines: list[tuple[Box, Block]] = []
    for part, some in zip(found, taken, strict=True):
        around = _around(rows[part.start])
        lines += [(around, _line(row, False)) for row in part.rows[:-1]]
        lines += [(replace(around, bottom=_rectangle(some)[3]), _line(part.rows[-1], False))]
    used = {id(item) for some in taken for item in some}
    return lines, [_rectangle(some) for some in taken], [item for item in items if id(item) not in used]


def _rectangle(items: Sequence[Item]) -> Rectangle:
    boxes = [item.box for item in items]
    return (
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def _with_gaps(placed: Sequence[tuple[Box, Block]]) -> list[Block]:
    """Give the blocks with an empty line where much room is left: a page's foot is no value of the last label."""
    found: list[Block] = []
    above: tuple[Box, Block] | None = None
    for box, block in placed:
        lines = above is not None and isinstance(block, Line) and isinstance(above[1], Line)
        if above is not None and lines and box.top - above[0].bottom > _EMPTY:
            found.append(Line(""))
        found.append(block)
        above = box, block
    return found


def _head(rectangle: Rectangle, page: int) -> Box:
    left, top, right, _ = rectangle
    return Box(page, left, top, right, top)


def _around(row: Sequence[Item]) -> Box:
    """Give where a row begins, at the height of its highest word's middle."""
    middle = min(item.middle for item in row)
    return replace(row[0].box, top=middle, bottom=middle)


def _by_pane(items: Sequence[Item], bands: Sequence[Panes]) -> list[list[Item]]:
    """Give the items by what is read together: each pane of each band, and all that stands in none."""
    groups: dict[tuple[int, ...], list[Item]] = {}
    for item in items:
        number = next((n for n, band in enumerate(bands) if band.holds(item.box)), -1)
        groups.setdefault((number, *(bands[number].pane(item.box) if number >= 0 else ())), []).append(item)
    return list(groups.values())


def _order(box: Box, bands: Sequence[Panes]) -> tuple[float, ...]:
    """Give what a block is sorted by: from the top, in a band pane by pane."""
    band = next((band for band in bands if band.holds(box)), None)
    return (box.top, 0.0, box.top) if band is None else (band.top, *band.place(box), box.top)


def _items(page: Page) -> list[Item]:
    words = [Item(w.text, w.box, w.style, w.source, w.confidence) for w in page.words]
    ticks = [Item(t.mark.value, t.box, Style(), t.source, t.confidence, mark=True) for t in page.ticks]
    return with_typed_boxes(words + ticks)


def _is_table(grid: Grid, items: Sequence[Item]) -> bool:
    """Say whether a grid holds words in two columns; else it is a frame or an ornament."""
    if grid.columns < 2 or all(len([c for c in row if c]) < 2 for row in grid.rows):
        return False
    columns = {
        column
        for row in grid.rows
        for column, cell in enumerate(row)
        if cell is not None and any(_holds(cell, item) for item in items)
    }
    return len(columns) >= 2 or (len(columns) == 1 and len(grid.rows) >= 2)


def _is_frame(grid: Grid) -> bool:
    left, top, right, bottom = grid.rectangle
    low, high = _FRAME_HEIGHT
    return right - left >= _FRAME_WIDTH and low <= bottom - top <= high and not is_box(Box(1, *grid.rectangle))


def _is_large(grid: Grid) -> bool:
    """Say whether a frame is drawn around a part of the page: nobody writes so large."""
    left, top, right, bottom = grid.rectangle
    return right - left > _FRAME_HEIGHT[1] and bottom - top > _FRAME_HEIGHT[1]


def _holds(rectangle: Rectangle, item: Item) -> bool:
    left, top, right, bottom = rectangle
    across = (item.box.left + item.box.right) / 2
    # A word that reaches out of its cell belongs to the one in which it begins.
    across = min(across, item.box.left + 5)
    return left - 1 <= across <= right + 1 and top - 1 <= item.middle <= bottom + 1


def _table(grid: Grid, items: Sequence[Item]) -> Table:
    cells = [[[i for i in items if cell and _holds(cell, i)] for cell in row] for row in grid.rows]
    rows = [[with_whole_lines(by_lines(held)) for held in row] for row in cells]
    after = boxes_follow([line for row in rows for cell in row for line in cell])
    return Table(tuple(with_boxes(tuple(TableCell(_lines(cell, after)) for cell in row)) for row in rows))


def _lines(cell: Sequence[list[Item]], follow: bool) -> tuple[Line, ...]:
    return tuple(_line(piece, follow) for row in cell for piece in questions(row))


def _cells(rows: Sequence[Sequence[list[Item]]]) -> Table:
    """Give the table of cells with a line each."""
    return Table(tuple(tuple(TableCell((_line(cell, False),)) for cell in row) for row in rows))


def _framed(
    frames: Sequence[Rectangle], items: list[Item], page: int
) -> tuple[list[tuple[float, list[Item]]], list[Item]]:
    """Give a row with its height on the page for each frame that has its caption above, and the items that are left."""
    rows: list[tuple[float, list[Item]]] = []
    left = list(items)
    inside = {id(item) for item in items for frame in frames if _holds(frame, item)}
    for height, frame in _in_reading_order(frames):
        held = [item for item in left if _holds(frame, item)]
        outside = [item for item in left if id(item) not in inside]
        beside = _beside(frame, outside, frames)
        if any(item.mark for item in held):
            continue
        blank = [] if held else [_blank(frame, page)]
        caption = [] if beside else _caption(frame, outside)
        if caption:
            first, *rest = by_lines(held) or [blank]
            rows.append((height, [*caption, replace(first[0], apart=True), *first[1:]]))
            rows.extend((height, row) for row in rest)
            used = {id(item) for item in (*caption, *held)}
            left = [item for item in left if id(item) not in used]
        elif beside:
            left.extend(blank)
            inside.update(id(item) for item in blank)
            if held and not beside[-1].text.endswith(":"):
                value = min(held, key=lambda i: i.box.left)
                parted = replace(value, apart=True)  # the frame parts a value from its label, however near
                inside.add(id(parted))
                left[next(n for n, other in enumerate(left) if other is value)] = parted
    return rows, left


def _in_reading_order(frames: Sequence[Rectangle]) -> list[tuple[float, Rectangle]]:
    """Give the frames row by row, each row from the left, with the height of its row."""
    ordered: list[tuple[float, Rectangle]] = []
    height = float("-inf")
    for frame in sorted(frames, key=lambda f: f[1]):
        if frame[1] > height + _FRAME_HEIGHT[0]:
            height = frame[1]
        ordered.append((height, frame))
    return sorted(ordered, key=lambda entry: (entry[0], entry[1][0]))


def _blank(frame: Rectangle, page: int) -> Item:
    left, top, right, bottom = frame
    middle = (top + bottom) / 2
    return Item(BLANK, Box(page, left + 2, middle - 4, right - 2, middle + 4), Style(), Source.TEXT, 1.0)


def _beside(frame: Rectangle, items: Sequence[Item], frames: Sequence[Rectangle]) -> list[Item]:
    """Give the words on the line of a frame that are its label: near it, or with a colon and nothing between."""
    left, top, _, bottom = frame
    level = [i for i in items if top - 2 <= i.middle <= bottom + 2 and i.box.right <= left + 3]
    near = [item for item in level if left - _BESIDE <= item.box.right and not item.mark]
    last = max(level, key=lambda i: i.box.right, default=None)
    if near or last is None or not last.text.endswith(":"):
        return near
    between = any(last.box.right <= f[0] < left - 1 and f[1] <= last.middle <= f[3] for f in frames)
    return [] if between or left - last.box.right > _ACROSS else [last]


def _caption(frame: Rectangle, items: Sequence[Item]) -> list[Item]:
    """Give the words right above a frame, from its left side on, up to the first wide gap."""
    left, top, right, _ = frame
    above = [
        item
        for item in items
        if top - _CAPTION <= item.middle <= top + 1 and left - 6 <= item.box.left <= right and not item.mark
    ]
    if not above:
        return []
    lowest = max(item.middle for item in above)
    level = [i for i in items if abs(lowest - i.middle) < 3 and i.box.left >= left - 6 and not i.mark]
    line = sorted(level, key=lambda i: i.box.left)  # it may be wider than the frame
    # A line that begins further left is no caption of this frame.
    cut = any(
        abs(i.middle - lowest) < 3 and i.box.right <= line[0].box.left + 1 and not is_far(i, line[0]) for i in items
    )
    caption: list[Item] = []
    for item in [] if cut else line:
        if caption and is_far(caption[-1], item):
            break
        caption.append(item)
    return caption if caption and caption[0].box.left - left < 25 else []


def _line(row: Sequence[Item], follow: bool) -> Line:
    """Give the line of a row; where boxes stand after their labels, each is put before its own."""
    order = list(row)
    follow = row_follows(row, follow)
    if follow and any(item.mark for item in row):
        order = boxes_first(order)
    text = ""
    tokens: list[Token] = []
    last: Item | None = None
    for item in order:
        if last is not None:
            text += FAR if _parted(last, item, follow) else " "
        tokens.extend(_tokens(item, len(text)))
        text += item.text
        last = item
    return _with_typed_boxes(Line(text, tuple(tokens)))


def _with_typed_boxes(line: Line) -> Line:
    """Give a line with boxes that were typed ("( ) oui  (x) non") as marks."""
    if not any(sign in line.text for sign in "([<"):
        return line
    text, carried = with_marks(line.text, range(len(line.text)))
    if text == line.text:
        return line
    tokens = []
    for token in line.tokens:
        inside = [n for n, at in enumerate(carried) if token.start <= at < token.end]
        if inside:
            tokens.append(replace(token, start=inside[0], end=inside[-1] + 1))
    return Line(text, tuple(tokens), line.quote_depth)


def _parted(one: Item, other: Item, follow: bool) -> bool:
    if one.mark and follow:
        return False
    if other.mark and follow:
        return True
    if other.joined:
        return False
    return other.apart or one.text.startswith("....") or is_far(one, other) or other.box.left < one.box.left


def _tokens(item: Item, at: int) -> list[Token]:
    """Give the tokens of an item: a value of several words has one each, all at the place of the value."""
    tokens = []
    for word in item.text.split(" "):
        if word:
            tokens.append(Token(at, at + len(word), item.box, item.style, item.source, item.confidence))
        at += len(word) + 1
    return tokens


def has_doubtful_mark(pages: Sequence[Page]) -> bool:
    """Say whether any box is in the doubt band."""
    return any(tick.mark is Mark.DOUBTFUL for page in pages for tick in page.ticks)
