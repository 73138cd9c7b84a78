"""A table whose head names what a question offers ("mardi matin | mardi après-midi"), ticks below → its answer."""

from parsers.coupons.choices import Choices
from parsers.coupons.given import choice
from parsers.document import Mark, Table, TableCell
from parsers.draft import Draft
from parsers.event import Question, QuestionType
from parsers.folding import fold
from parsers.reading import AnswerValue, Cell, Evidence, Source
from parsers.reasons import Reason

_CROSSES = frozenset({"x", "oui", "yes", "ok", "v"})
_SURE = 0.95


def answered_columns(table: Table, number: int, part: int, choices: Choices) -> list[Draft] | None:
    """Give a Draft with the answer that the ticks below the options of one question are; None for other tables."""
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if len(rows) != 2:
        return None
    asked = next((q for q in choices.event.questions if q.choices and _heads(rows[0], q)), None)
    if asked is None:
        return None
    draft = Draft(asked=[asked.id])
    at = table.rows.index(rows[1])
    picked: list[str] = []
    for column, (head, cell) in enumerate(zip(rows[0], rows[1], strict=False)):
        id, ticked = choice(asked, head.text), _is_ticked(cell)
        if ticked is None:
            draft.doubt(Reason.DOUBTFUL_MARK)
        elif ticked and id is not None:
            picked.append(id)
            place = Evidence(part, Cell(number, at, column), cell.text, Source.TEXT, _SURE)
            draft.note(f"answers.{asked.id}", place)
    if len(picked) > 1 and asked.type is not QuestionType.MULTI_CHOICE:
        draft.doubt(Reason.CONTRADICTION)
    elif picked:
        value: AnswerValue = tuple(picked) if asked.type is QuestionType.MULTI_CHOICE else picked[0]
        draft.answers[asked.id] = value
    return [draft]


def _heads(row: tuple[TableCell, ...], question: Question) -> bool:
    """Say whether the cells of a row are the options of a question, each once."""
    told = [choice(question, cell.text) for cell in row if fold(cell.text)]
    return len(told) > 1 and None not in told and len(set(told)) == len(told)


def _is_ticked(cell: TableCell) -> bool | None:
    """Say whether a cell is ticked; None where something else stands in it."""
    text = cell.text.strip()
    if not text or text == Mark.EMPTY:
        return False
    return True if text == Mark.TICKED or fold(text) in _CROSSES else None
