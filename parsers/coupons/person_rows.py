"""A row that names the person whom the labels below it are about."""

from parsers.coupons import fields
from parsers.coupons.letterhead import is_person
from parsers.coupons.pairs import labelled
from parsers.coupons.progress import NAMES, Progress
from parsers.coupons.vocabulary import (
    Label,
)
from parsers.mail.thread import Row

_HEAD_ROWS = 14  # below a name, within which two labels have to come


def begins_person(at: Progress, text: str) -> bool:
    """Say whether a row names the person whom the labels below it are about."""
    if at.closed or at.waiting is not None or not is_person(text, at.setting.writer):
        return False
    if "," in text and any(is_person(row.line.text, at.setting.writer) for row in at.ahead):
        return False  # a list of people
    if at.current is not None and Label.FULL_NAME not in at.current.asked and at.current.asked:
        return False
    below = [row.line.text for row in at.ahead if row.line.text.strip()][:_HEAD_ROWS]
    found = [p for t in below for p in labelled(t, at.choices, at.habits.sign)]
    asked = {p.label or (p.question.id if p.question else None) for p in found} - {None}
    answered = any(fields.cleaned(p.value) or p.question or p.label is Label.WORKSHOPS for p in found)
    return len(asked) >= 2 and answered and not asked & {*NAMES, Label.FIRST_NAME}


def begin_person(at: Progress, row: Row) -> None:
    """Begin a coupon with the person whom a row names."""
    at.settle_offers()
    draft = at.draft(Label.FULL_NAME)
    draft.asked.append(Label.FULL_NAME)
    at.heads.append((draft, [row]))
    at.fates.append((row, draft, False))
