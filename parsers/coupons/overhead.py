"""The rows of a table above the head of its columns → a draft of what is stated there for everybody in the list.

Sheets for groups have it so: "Structure : | Syndicat de la Loire | Adresse : | 3 quai du Port" above the names.
"""

from collections.abc import Sequence
from itertools import accumulate

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.headings import is_heading, states_event
from parsers.coupons.labels import ONCE_FOR_ALL, Labelled
from parsers.coupons.pairs import labelled
from parsers.coupons.values import put
from parsers.coupons.vocabulary import is_title
from parsers.document import TableCell
from parsers.draft import Draft, evidence_in
from parsers.folding import fold
from parsers.reading import Cell


def with_stated_above(
    people: list[Draft], rows: Sequence[Sequence[TableCell]], number: int, part: int, choices: Choices
) -> list[Draft]:
    """Give the people of table `number` below the draft of what these rows of it, above their head, state for all."""
    above = _stated(rows, number, part, choices)
    if above.values:
        return [above, *people]
    for draft in people:
        draft.unread += above.unread
    return people


def _stated(rows: Sequence[Sequence[TableCell]], number: int, part: int, choices: Choices) -> Draft:
    draft = Draft()
    for line, row in enumerate(rows):
        texts = [cell.text.replace("\n", " ") for cell in row]
        whole = "\t".join(texts)
        first = len(whole) - len(whole.lstrip("\t"))  # a list may begin in the second column
        pairs = labelled(whole[first:], choices)
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        for pair in pairs if all(_is_shared(pair) for pair in pairs) else []:
            draft.asked.append(str(pair.label))
            value = fields.cleaned(pair.value.replace("\t", " "))
            if value and pair.label is not None:
                column = max(n for n, start in enumerate(starts[:-1]) if start <= pair.start + first)
                evidence = evidence_in(row[column], part, Cell(number, line, column), value)
                put(draft, pair.label, value, evidence, pair.written, choices.country)
        if not pairs or not all(_is_shared(pair) for pair in pairs):
            _keep(draft, whole.replace("\t", " "), choices)
    return draft


def _is_shared(pair: Labelled) -> bool:
    return pair.label in ONCE_FOR_ALL


def _keep(draft: Draft, text: str, choices: Choices) -> None:
    """Keep what states nothing that is known, unless it is a title or a heading."""
    if fold(text) and not (is_title(text) or is_heading(text, choices) or states_event(text, choices)):
        draft.unread.append(" ".join(text.split()))
