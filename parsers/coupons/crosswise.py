"""Tables whose heads and rows name a choice together: "samedi" above, "midi" beside a box."""

from collections.abc import Iterator, Sequence

from parsers.coupons.cells import choice_named, pick_in, state_of
from parsers.coupons.choices import Choices
from parsers.document import Table, TableCell
from parsers.draft import Draft, evidence_in
from parsers.event import Question
from parsers.folding import fold
from parsers.reading import Cell
from parsers.reasons import Reason

_LEAST = 2  # choices that heads and rows name together


def crossed_options(table: Table, number: int, part: int, choices: Choices) -> list[Draft] | None:
    """Give the draft of the choices that are ticked in such a table; None where its heads and rows name none.

    A place that offers nothing (no lunch on the last day) has to be empty.
    """
    named = dict(_named(table, choices))
    questions = {question.id for question, _ in named.values()}
    if len(questions) != 1 or len({picked for _, picked in named.values()}) < max(_LEAST, len(named)):
        return None
    draft = Draft(asked=sorted(questions))
    for line, row in enumerate(table.rows[1:], 1):
        for column, cell in enumerate(row[1:], 1):
            state = state_of(cell.text)
            if state is None or (state and (line, column) not in named):
                draft.doubt(Reason.DOUBTFUL_MARK)
            elif state:
                question, picked = named[line, column]
                evidence = evidence_in(cell, part, Cell(number, line, column), cell.text)
                pick_in(draft, question, picked, True, evidence)
    return [draft]


def _named(table: Table, choices: Choices) -> Iterator[tuple[tuple[int, int], tuple[Question, str]]]:
    """Give the places of a table with what their head and their row name together, and neither names alone."""
    heads: Sequence[TableCell] = table.rows[0] if table.rows else ()
    for line, row in enumerate(table.rows[1:], 1):
        for column in range(1, min(len(row), len(heads))):
            head, beside = heads[column].text, row[0].text
            if not fold(head) or not fold(beside) or choice_named(head, choices) or choice_named(beside, choices):
                continue
            found = choice_named(f"{head} {beside}", choices) or choice_named(f"{beside} {head}", choices)
            if found is not None:
                yield (line, column), found
