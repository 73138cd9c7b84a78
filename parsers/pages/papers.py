"""Papers that come with a coupon: programmes, letters. What they print answers nothing."""

import re
from collections.abc import Sequence

from parsers.coupons.vocabulary import Label
from parsers.document import Line, Mark, Table
from parsers.draft import Draft
from parsers.folding import fold
from parsers.mail.texts import Text
from parsers.mail.thread import Section
from parsers.reading import Source

_NAMES = frozenset({Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
_FILLED_IN = frozenset({Source.FORM_FIELD, Source.ANNOTATION, Source.MARK})

_CONTACT = re.compile(r"(?:votre |your )?(?:contacts?|renseignements?|informations?|organis\w+|inscriptions?)\b")

Filled = tuple[Text, Section, Draft]


def without_papers(filled: Sequence[Filled]) -> list[Filled]:
    """Leave out what was read in attachments that ask for nobody's name, where another coupon does."""
    asking = {id(text) for text, section, draft in filled if _asks_for_person(draft, section)}
    if not asking:
        return list(filled)
    return [item for item in filled if id(item[0]) in asking or not item[0].attached or _is_filled_in(item[0])]


def _asks_for_person(draft: Draft, section: Section) -> bool:
    """Say whether a coupon asks for a name among other things; "Contact : Mme Petit" asks for nothing."""
    asked = set(draft.asked) & {*Label}
    name = fold(draft.values.get("last_name", ""))
    told = [fold(row.line.text) for row in section.rows if name and name in fold(row.line.text)]
    return bool(asked & _NAMES) and len(asked) > 1 and not (told and all(_CONTACT.match(text) for text in told))


def _is_filled_in(text: Text) -> bool:
    """Say whether somebody ticked, typed or drew anything in a document."""
    for block in text.thread.document.blocks:
        lines = [block] if isinstance(block, Line) else _lines(block)
        for line in lines:
            if Mark.TICKED in line.text or any(token.source in _FILLED_IN for token in line.tokens):
                return True
    return False


def _lines(table: Table) -> list[Line]:
    return [line for row in table.rows for cell in row for line in cell.lines]
