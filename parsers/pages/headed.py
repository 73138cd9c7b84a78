"""Questions side by side with their boxes on the line below: "Dîner   Langue", below it "☐ oui ☐ non   ☐ fr ☐ en"."""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.pages.items import Item, segments

Row = list[Item]

_ALIGNED = 6.0  # points: how much a first box stands right or left of where its question begins
_NEAR = 30.0  # points below the questions


@dataclass(frozen=True, slots=True)
class Headed:
    """Two lines of a page from `start` on, as each question with its boxes below it."""

    start: int
    rows: tuple[Row, ...]


def headed(rows: Sequence[Row]) -> list[Headed]:
    """Give what stands so in a page's rows, from the top; longer lists below each other are panes of the page."""
    found: list[Headed] = []
    for number in range(len(rows) - 1):
        alone = not (number + 2 < len(rows) and rows[number + 2][0].mark and _is_near(rows[number + 1 : number + 3]))
        parts = _parts(rows[number], rows[number + 1]) if alone and _is_near(rows[number : number + 2]) else []
        if parts:
            found.append(Headed(number, tuple(parts)))
    return found


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
