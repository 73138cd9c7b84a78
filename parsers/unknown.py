"""What stands under labels that nobody knows: whether it can matter to the coupon that it stands in."""

import re

from parsers import fields
from parsers.answers import Answers
from parsers.draft import Draft, evidence_at
from parsers.folding import fold, words
from parsers.habits import Habits, bare_label
from parsers.thread import Row
from parsers.values import put
from parsers.vocabulary import Label, resembles_label
from parsers.wording import is_organisation, is_role

_MAX_LABEL = 60  # characters
_OWN_FIELD = re.compile(r"^\s*[-•*]?\s*([^:]{2,60}?)\s*(?:\([^()]*\))?\s*[:=](?!//)\s*(.+)$")
# An unknown label with one of these words may ask for another person, or for what staff have to know.
_WEIGHTY = re.compile(
    r"\b(?:accompagn\w*|invite\w*|deux\w*|second\w*|autres?|conjoint\w*|participant\w*|personnes?|remarques?"
    r"|observations?|comment\w*|precisions?|questions?|besoins?|guests?|others?|remarks?|notes?|message|nb|ps|je|nous"
    r"|i|we|ateliers?|workshops?|choix|annul\w*|modif\w*|remplac\w*)\b"
)


class UnknownFields:
    """Takes them as they come, and weighs at the end those that depend on what else was asked."""

    def __init__(self, answers: Answers, habits: Habits) -> None:
        self.answers = answers
        self.choices = answers.choices
        self.part = answers.part
        self.sign = habits.sign
        self.later: list[tuple[Draft, str]] = []

    def take_row(self, row: Row, draft: Draft) -> bool:
        """Take a row as a field under a label that nobody knows; False where it has no label."""
        text = row.line.text
        found = _OWN_FIELD.match(text)
        gap = self.sign.search(text, len(text) - len(text.lstrip())) if self.sign else None
        if found:
            label, value = found[1], found[2]
        elif gap and 0 < gap.start() < _MAX_LABEL:
            label, value = bare_label(text[: gap.start()]), text[gap.end() :]
        else:
            return False
        if len(words(label)) > 6 or not fold(label):
            return False
        self.take(draft, row, label, value)
        return True

    def take(self, draft: Draft, row: Row, label: str, value: str) -> None:
        """Keep what stands under a label that nobody knows as unread, unless nothing in it can matter."""
        if self.answers.is_nothing(value):
            return
        text = f"{label} : {value}"
        _, code, town = fields.address(value)
        placed = {Label.ADDRESS, Label.POSTAL_CODE, Label.CITY, Label.POSTAL_CITY} & set(draft.asked)
        if code and town and not placed:
            at = row.line.text.rindex(value)
            put(draft, Label.ADDRESS, value, evidence_at(row, self.part, at, at + len(value), 0.93))
            return
        may_be_known = resembles_label(label) or is_role(value) or is_organisation(value)
        reaches = fields.email(value) or fields.phone(value, self.choices.country) or code
        named = self.choices.workshops(value).named or self.choices.question(value) is not None
        if _WEIGHTY.search(fold(text)) or may_be_known or reaches or named or fields.is_suspicious(value):
            draft.unread.append(row.line.text)
        elif re.search(r"[^\W\d_]{3}", value):
            self.later.append((draft, row.line.text))  # a name, a place, a role: it depends on what else is asked

    def settle(self) -> None:
        """Keep words under unknown labels as unread where a label for them is missing in their coupon."""
        for draft, text in self.later:
            asked = set(draft.asked)
            named = Label.FULL_NAME in asked or {Label.FIRST_NAME, Label.LAST_NAME} <= asked
            if not (named and {Label.ROLE, Label.ORGANISATION} <= asked):
                draft.unread.append(text)
