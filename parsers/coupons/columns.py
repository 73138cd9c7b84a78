"""Tables whose head names the columns: a person a row, a workshop a column, or oui and non."""

import re
from dataclasses import dataclass, replace

from parsers.coupons import fields
from parsers.coupons.answer_columns import answered_columns
from parsers.coupons.cells import choice_named, pick_in, state_of
from parsers.coupons.choices import Choices, ordinal
from parsers.coupons.column_values import in_order, is_total, lists_workshops, of_unknown, with_repeated
from parsers.coupons.crosswise import crossed_options
from parsers.coupons.given import answer, yes_or_no
from parsers.coupons.labels import Pick, pick_of
from parsers.coupons.overhead import with_stated_above
from parsers.coupons.values import order_unclear, put
from parsers.coupons.vocabulary import Label, label_of
from parsers.coupons.workshop_values import says_none
from parsers.document import Mark, Table, TableCell
from parsers.draft import Draft, evidence_in
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.reading import Cell, Evidence
from parsers.reasons import Reason


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices of a question, in a column of its own."""

    question: Question
    choice: str


_ASKED = frozenset({Label.WORKSHOPS})  # heads the column of what is answered by oui and non
_PERSON = frozenset({Label.LAST_NAME, Label.FIRST_NAME, Label.FULL_NAME})
# A field, a rank or slot that workshops are chosen for, a question, a workshop's id, oui or non, nothing known,
# a choice of one question ("Samedi midi").
Column = Label | Pick | Question | Option | str | bool | None
_HEAD_ROWS = 4  # the first ones of a table, one of which heads its columns
_BROKEN = re.compile(r"(?<=[^\W\d_]{2})-\s*(?=[a-zà-ÿ]{2})")  # a word that a narrow column broke ("végéta-riens")
_RANK_ALONE = re.compile(r"[1-9]\W?")  # in a cell of its own


def _lists_ranks(table: Table, choices: Choices) -> bool:
    """Say whether a table without a head has a workshop a row, and beside it a rank or nothing."""
    rows = [[text for cell in row if (text := cell.text.strip(" _.…\t"))] for row in table.rows]
    ranked = [row for row in rows if len(row) == 2 and _RANK_ALONE.fullmatch(row[0])]
    return (
        bool(ranked)
        and all(len(row) == 1 or row in ranked for row in rows)
        and all(choices.workshop(row[-1]) is not None for row in rows)
    )


def _is_grid(table: Table, choices: Choices) -> bool:
    """Say whether every box of a table stands beside a workshop in its own cell, whatever heads the columns."""
    marked = [cell.text for row in table.rows for cell in row if _marked(cell)]
    named = [choices.workshop(text) for text in marked]
    return len(marked) > 1 and all(found is not None and found[1] >= 0.9 for found in named)


def column_drafts(table: Table, number: int, part: int, choices: Choices) -> list[Draft] | None:
    """Give a Draft for each person of a table with a head, or one for its ticks; None where it has no such head."""
    table = _with_one_head(table, choices)
    if _lists_ranks(table, choices) or _is_grid(table, choices):
        return None  # its rows are understood together (``parsers.coupons.offers``), or each by itself
    for reads in (answered_columns, _sheets, _ranks, _beside_workshops, crossed_options):
        drafts = reads(table, number, part, choices)
        if drafts is not None:
            return drafts
    for head, row in enumerate(table.rows[:_HEAD_ROWS]):
        if head + 1 >= len(table.rows):
            break  # nothing stands below such a head
        columns = [_column(cell.text, choices) for cell in row]
        chosen = [c for c in columns if isinstance(c, str) and not isinstance(c, Label)]
        if columns and columns[0] is Label.WORKSHOPS and len(chosen) == len(columns) - 1:
            columns[0] = None  # "Atelier | Bénévolat | Arbitrage", above "Rang | 2 | 1"
        labels = [c for c in columns if isinstance(c, Label | Pick)]
        unknown = sum(c is None and bool(fold(cell.text)) for c, cell in zip(columns, row, strict=True))
        if unknown * 3 > len(columns):
            continue  # labels beside their values, not above them
        named = bool(set(labels) & _PERSON)
        if (named and len(set(labels)) + len(set(chosen)) >= 2) or (len(set(chosen)) >= 2 and not labels):
            below = table.rows[head + 1 :]
            columns = [
                of_unknown(row[n].text, n, below, columns) if what is None else what for n, what in enumerate(columns)
            ]
            columns = [Pick() if lists_workshops(c, n, below, choices) else c for n, c in enumerate(columns)]
            whole = replace(table, rows=(*table.rows[: head + 1], *with_repeated(below, columns)))
            people = _people(whole, head, columns, number, part, choices)
            return with_stated_above(people, table.rows[:head], number, part, choices) if people else None
        if any(isinstance(c, Question) for c in columns):
            continue  # "Repas | oui | non" is a question with its answers, and heads no columns
        if len([c for c in columns if isinstance(c, bool)]) == 2 and len(columns) >= 3 and set(labels) <= _ASKED:
            return _yes_no_columns(table, head, columns, number, part, choices)
    return None


def _with_one_head(table: Table, choices: Choices) -> Table:
    """Give a table with a head of two rows ("Matin" above two workshops) as one with a head of one row.

    The first row stays, empty, so that the rows keep their numbers.
    """
    if len(table.rows) < 3 or len(table.rows[0]) != len(table.rows[1]):
        return table
    above, below = table.rows[:2]
    under = [n for n, cell in enumerate(below) if fold(cell.text)]
    over = [n for n, cell in enumerate(above) if fold(cell.text)]
    named = all(_column(below[n].text, choices) is not None for n in under)
    apart = not set(over) & set(under) or any(not fold(above[n].text) for n in under)
    if len(under) < 2 or len(under) == len(below) or not over or not named or not apart or set(over) <= set(under):
        return table
    head = tuple(low if fold(low.text) else high for high, low in zip(above, below, strict=True))
    return replace(table, rows=(tuple(TableCell() for _ in above), head, *table.rows[2:]))


def _sheets(table: Table, number: int, part: int, choices: Choices) -> list[Draft] | None:
    """Read a table whose first column names the fields and whose others hold a person each; None for other tables."""
    rows = [(n, row) for n, row in enumerate(table.rows) if len(row) > 2 and _column(row[0].text, choices) is not None]
    width = max((len(row) for _, row in rows), default=0)
    people = [c for c in range(1, width) if sum(len(r) > c and bool(fold(r[c].text)) for _, r in rows) * 2 > len(rows)]
    asked = {_column(row[0].text, choices) for _, row in rows if isinstance(_column(row[0].text, choices), Label)}
    inner = sum(label_of(cell.text, exact=True) is not None for _, row in rows for cell in row[1:])
    if len(people) < 2 or len(asked) < 3 or not asked & _PERSON or inner:
        return None
    drafts = []
    for column in people:
        draft = Draft(form=False)
        for line, row in rows:
            cell = row[column] if column < len(row) else TableCell()
            text = fields.cleaned(cell.text.replace("\n", " "))
            what = _column(row[0].text, choices)
            draft.asked += [str(what)] if isinstance(what, Label) else []
            if text or any(mark in cell.text for mark in Mark):
                evidence = evidence_in(cell, part, Cell(number, line, column), text)
                _cell(draft, what, cell, text, evidence, row[0].text, choices)
        drafts.append(draft)
    return drafts


def _workshop(cell: TableCell, choices: Choices) -> tuple[str, float] | None:
    """Give the workshop that a cell of a first column names, with its number or without."""
    if any(mark in cell.text for mark in Mark) or not fold(cell.text):
        return None
    found = choices.workshop(cell.text)
    return found if found is not None and found[1] >= 0.9 else None


def _rank(title: str, choices: Choices) -> int | None:
    """Give the rank that the head of a column stands for: "1st", "Choix n° 2", "3"."""
    said = words(title)
    if len(said) == 1:
        return ordinal(said[0]) or (int(said[0]) if said[0] in "123456789" else None)
    pick = pick_of(title, choices)
    return pick.rank if pick is not None else None


def _ranks(table: Table, number: int, part: int, choices: Choices) -> list[Draft] | None:
    """Read a table whose rows are workshops and whose columns are the first, the second, the third choice."""
    head = table.rows[0] if table.rows else ()
    ranks = {column: rank for column, cell in enumerate(head) if (rank := _rank(cell.text, choices)) is not None}
    rows = [(n, row) for n, row in enumerate(table.rows[1:], 1) if any(fold(c.text) for c in row)]
    named = [(n, row, found) for n, row in rows if row and (found := _workshop(row[0], choices)) is not None]
    if len(ranks) < 2 or sorted(ranks.values()) != list(range(1, len(ranks) + 1)) or len(named) < 2:
        return None
    if 0 in ranks or len(named) < len(rows):
        return None
    draft = Draft(offered=len(named))
    for line, row, found in named:
        for column, cell in enumerate(row[1:], 1):
            state = state_of(cell.text)
            if state is None or (state and column not in ranks):
                draft.doubt(Reason.DOUBTFUL_MARK)
            elif state:
                evidence = evidence_in(cell, part, Cell(number, line, column), cell.text)
                draft.choose(
                    found[0], True, replace(evidence, confidence=min(evidence.confidence, found[1])), ranks[column]
                )
    places = sorted(draft.ranks.values())
    if places != list(range(1, len(places) + 1)):
        draft.doubt(Reason.CONTRADICTION)
    return [draft]


def _beside_workshops(table: Table, number: int, part: int, choices: Choices) -> list[Draft] | None:
    """Read a table whose rows are workshops with one place beside each, for a tick, a rank, or oui and non."""
    rows = [(n, row) for n, row in enumerate(table.rows) if any(fold(c.text) or _marked(c) for c in row)]
    named = [(n, row, found) for n, row in rows if len(row) > 1 and (found := _workshop(row[0], choices)) is not None]
    strange = [row for n, row in rows if all(n != line for line, _, _ in named)]
    places = {c for _, row, _ in named for c, cell in enumerate(row) if c and (cell.text.strip() or _marked(cell))}
    headed = not strange or (strange == [rows[0][1]] and not any(_marked(cell) for cell in strange[0]))
    if len(named) < 2 or len(places) != 1 or not headed:
        return None
    place = places.pop()
    given = [row[place] if place < len(row) else TableCell() for _, row, _ in named]
    ranks = [_rank(cell.text, choices) for cell in given]
    states = [state_of(cell.text) if rank is None else None for cell, rank in zip(given, ranks, strict=True)]
    if any(r is None and s is None for r, s in zip(ranks, states, strict=True)):
        return None
    draft = Draft(offered=len(named))
    for (line, _, found), cell, rank, state in zip(named, given, ranks, states, strict=True):
        evidence = evidence_in(cell, part, Cell(number, line, place), cell.text)
        evidence = replace(evidence, confidence=min(evidence.confidence, found[1]))
        if rank is not None and not (rank == 1 and ranks.count(1) > 1):  # a 1 in several rows is a tick
            draft.choose(found[0], True, evidence, rank)
        elif rank is not None or state or fold(cell.text):
            draft.choose(found[0], rank is not None or bool(state), evidence)
    order = sorted(draft.ranks.values())
    if order != list(range(1, len(order) + 1)) or (order and len(order) < len(draft.chosen)):
        draft.doubt(Reason.CONTRADICTION)
    return [draft]


def _marked(cell: TableCell) -> bool:
    return any(mark in cell.text for mark in Mark)


def _column(text: str, choices: Choices) -> Column:
    if any(mark in text for mark in Mark) or not fold(text) or len(text) > 120:
        return None
    label = label_of(text)
    if label is None and len(words(text)) == 1 and (said := yes_or_no(text)) is not None:
        return said
    pick = pick_of(text, choices) if label in (None, Label.WORKSHOPS) else None
    if label is not None and (pick is None or pick == Pick()):
        return label
    if pick is not None:
        return pick
    for wording in dict.fromkeys((text, _BROKEN.sub("", text))):
        workshop = choices.workshop(wording)
        if workshop is not None and workshop[1] >= 0.9:
            return workshop[0]
    if (question := choices.question(text)) is not None:
        return question
    named = choice_named(text, choices)
    return Option(*named) if named is not None else None


def _people(
    table: Table, head: int, columns: list[Column], number: int, part: int, choices: Choices
) -> list[Draft] | None:
    drafts = []
    for row_number, row in enumerate(table.rows[head + 1 :], head + 1):
        if sum(_is_label(cell.text) for cell in row) > 1:
            return None  # heads and values by turns
        if is_total(row, columns):
            continue
        draft = Draft(form=not any(isinstance(c, Label) for c in columns))
        if any(token.style.struck for cell in row for line in cell.lines for token in line.tokens):
            draft.doubt(Reason.DOUBTFUL_VALUE)  # one who was crossed out of the list, or a value that was
        draft.offered = sum(isinstance(c, str) and not isinstance(c, Label) for c in columns)
        draft.asked = [str(c) for c in columns if isinstance(c, Label)]
        draft.asked += [str(Label.WORKSHOPS) for c in columns if isinstance(c, Pick)]
        ranked = choices.event.ranked and _are_ranks(columns, row)
        for column, (what, cell) in enumerate(zip(columns, row, strict=False)):
            text = fields.cleaned(cell.text.replace("\n", " "))
            if text or any(mark in cell.text for mark in Mark):
                evidence = evidence_in(cell, part, Cell(number, row_number, column), text)
                if ranked and isinstance(what, str) and not isinstance(what, Label):
                    draft.choose(what, True, evidence, int(text))
                    continue
                title = table.rows[head][column].text
                if what is Label.FULL_NAME:
                    text = in_order(text, title, column, table.rows[head + 1 :]) or text
                _cell(draft, what, cell, text, evidence, title, choices)
        if draft.filled or draft.unread:
            drafts.append(draft)
    return drafts or [Draft(offered=2)]


def _are_ranks(columns: list[Column], row: tuple[TableCell, ...]) -> bool:
    """Say whether what stands under the workshops of one row are their ranks: 1 to n, each once."""
    under = [
        fields.cleaned(cell.text)
        for what, cell in zip(columns, row, strict=False)
        if isinstance(what, str) and not isinstance(what, Label) and fields.cleaned(cell.text)
    ]
    return bool(under) and sorted(under) == [str(n + 1) for n in range(len(under))]


def _is_label(text: str) -> bool:
    return label_of(text, exact=True) is not None


def _cell(
    draft: Draft, what: Column, cell: TableCell, text: str, evidence: Evidence, title: str, choices: Choices
) -> None:
    """Take one cell under the head `title`, which asks for `what`."""
    if what is Label.WORKSHOPS:
        _listed(draft, cell.text, choices, evidence)
    elif isinstance(what, Label) and not fold(text):
        if len(text) > 1:
            draft.doubt(Reason.DOUBTFUL_VALUE)  # "/" says nothing, "//" perhaps what stands above
    elif isinstance(what, Label):
        if what is Label.FULL_NAME and order_unclear(title, text):
            evidence = replace(evidence, confidence=0.8)
        if what is not Label.IGNORED:
            put(draft, what, text, evidence, title, choices.country)
    elif isinstance(what, Pick):
        _listed(draft, cell.text, choices, evidence, what)
    elif isinstance(what, str):
        _tick(draft, what, cell.text, evidence)
    elif isinstance(what, Question):
        _answer(draft, what, cell.text, evidence)
    elif isinstance(what, Option):
        _tick_option(draft, what, cell.text, evidence)
    elif not text.isdecimal():
        draft.unread.append(text)


def _yes_no_columns(
    table: Table, head: int, columns: list[Column], number: int, part: int, choices: Choices
) -> list[Draft]:
    """Read a table whose rows are workshops or questions and whose columns are oui and non."""
    draft = Draft()
    for row_number, row in enumerate(table.rows[head + 1 :], head + 1):
        asked = next((cell.text for cell in row if fold(cell.text)), "")
        workshop, question = choices.workshop(asked), choices.question(asked)
        said = [
            (what, cell, place)
            for place, (what, cell) in enumerate(zip(columns, row, strict=False))
            if isinstance(what, bool) and state_of(cell.text) is True
        ]
        if workshop is not None:
            draft.offered += 1
        if len(said) > 1:
            draft.doubt(Reason.CONTRADICTION)
        for what, cell, place in said[:1]:
            evidence = evidence_in(cell, part, Cell(number, row_number, place), cell.text)
            if workshop is not None:
                draft.choose(workshop[0], bool(what), replace(evidence, confidence=workshop[1]))
            elif question is not None and question.type is QuestionType.YES_NO:
                draft.reply(question.id, bool(what), evidence)
            elif option := choice_named(asked, choices):
                pick_in(draft, *option, bool(what), evidence)
            else:
                draft.unread.append(asked)
    return [draft]


def _tick(draft: Draft, workshop: str, text: str, evidence: Evidence) -> None:
    state = state_of(text)
    if state is None:
        draft.doubt(Reason.DOUBTFUL_MARK)
    elif state:
        draft.choose(workshop, True, evidence)


def _tick_option(draft: Draft, option: Option, text: str, evidence: Evidence) -> None:
    state = state_of(text)
    if state is None:
        draft.doubt(Reason.DOUBTFUL_MARK)
    else:
        pick_in(draft, option.question, option.choice, state, evidence)


def _listed(draft: Draft, text: str, choices: Choices, evidence: Evidence, pick: Pick | None = None) -> None:
    if says_none(text):
        return
    found = choices.workshops(text)
    rank = pick.rank if pick is not None and len(found.ids) == 1 else None
    slots = {w.slot for w in choices.event.workshops if w.id in found.ids}
    if pick is not None and pick.slot is not None and slots - {pick.slot, None}:
        draft.doubt(Reason.CONTRADICTION)
    if found.rest or not found.clear or not (found.ids or found.everything):
        draft.doubt(Reason.UNKNOWN_WORKSHOP)
    ids = tuple(w.id for w in choices.event.workshops) if found.everything and not found.ids else found.ids
    for workshop in ids:
        draft.choose(workshop, True, evidence, rank)


def _answer(draft: Draft, question: Question, text: str, evidence: Evidence) -> None:
    given = state_of(text) if question.type is QuestionType.YES_NO else answer(question, fields.cleaned(text))
    if given is None or fields.is_suspicious(text):
        draft.doubt(Reason.DOUBTFUL_VALUE)
    elif given is not False or fold(text):
        draft.reply(question.id, given, evidence)
