"""What stands under labels that nobody knows: whether it can matter to the coupon that it stands in."""

import re

from parsers.coupons import fields
from parsers.coupons.field_values import is_nothing, take_field
from parsers.coupons.given import answer
from parsers.coupons.habits import Habits, bare_label
from parsers.coupons.labels import Labelled, is_own
from parsers.coupons.likeness import NUMBER_OF, content
from parsers.coupons.setting import Setting
from parsers.coupons.values import put
from parsers.coupons.vocabulary import Label, label_of, resembles_label
from parsers.document import PLAIN
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.letters.wording import is_organisation, is_role
from parsers.mail.thread import Row

_MAX_LABEL = 60  # characters
_OWN_FIELD = re.compile(r"^\s*[-•*]?\s*([^:]{2,60}?)\s*(?:\([^()]*\))?\s*[:=](?!//)\s*(.+)$")
_LEFT_EMPTY = re.compile(r"^(?:[^:.…_]{3,80}:\s*(?:\.{3,}|…+|_{3,})\s*)+$|^[^:\t]{3,60}\t\s*[-–—/]\s*$")
# An unknown label with one of these words may ask for another person, or for what staff have to know.
_WEIGHTY = re.compile(
    r"\b(?:accompagn\w*|invite\w*|deux\w*|second\w*|autres?|conjoint\w*|participant\w*|personnes?|remarques?"
    r"|observations?|comment\w*|precisions?|questions?|besoins?|guests?|others?|remarks?|notes?|message|nb|ps|je|nous"
    r"|i|we|ateliers?|workshops?|choix|annul\w*|modif\w*|remplac\w*)\b"
)
# A label for whatever else one may say, where nothing was said ("Observations").
_NOTHING_SAID = re.compile(
    r"(?:(?:vos|autres?|your|any|other|further) )*(?:observations?|remarques?|commentaires?|precisions?|informations?"
    r"|comments?|remarks?|notes?|information|particularites)(?: (?:eventuel|particulier|complementaire)\w*| libres?)*$"
)

# Whom a form may mean with "Nom du responsable" where it asks for no other name.
_WHO = re.compile(
    r"(?:responsable|participante?|exposante?|representante?|contact|inscrite?|interessee?|signataire|attendee|delegate"
    r"|exhibitor)$"
)
_OF = re.compile(r"^(?P<asked>.{3,40}?)\s+(?:du|de la|de l['’]|of the|of)\s*(?P<who>\w+)$", re.IGNORECASE)
_NAMES = (Label.FULL_NAME, Label.LAST_NAME, Label.FIRST_NAME)


class UnknownFields:
    """Takes them as they come, and weighs at the end those that depend on what else was asked."""

    def __init__(self, setting: Setting, habits: Habits) -> None:
        self.setting = setting
        self.choices = setting.choices
        self.part = setting.part
        self.sign = habits.sign
        self.later: list[tuple[Draft, str]] = []
        self.persons: list[tuple[Draft, Row, str]] = []  # names under such labels
        self.picked: list[tuple[Draft, Row, str, str]] = []  # labels with values that one may choose

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
        if is_nothing(value) or is_left_empty(row.line.text) or self._lists_all(row, value):
            return
        if _asks_who(label, value):
            self.persons.append((draft, row, value))
        elif self._choosable(value):
            self.picked.append((draft, row, label, value))
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
        elif fields.cleaned(value).isdecimal() and self._counts(draft, label):
            draft.unread.append(row.line.text)  # "Nombre de benevoles : 12", and the event asks for a number
        elif re.search(r"[^\W\d_]{3}", value):
            self.later.append((draft, row.line.text))  # a name, a place, a role: it depends on what else is asked

    def _lists_all(self, row: Row, value: str) -> bool:
        """Say whether a value is the coupon's own list of all its workshops, none of them picked out."""
        named = self.choices.workshops(value)
        whole = named.named and not named.rest and len(named.ids) == len(self.choices.event.workshops) > 2
        return whole and not any(token.style != PLAIN for token in row.line.tokens)

    def _counts(self, draft: Draft, label: str) -> bool:
        """Say whether the event asks for a number of what a label counts, and its coupon did not in known words."""
        counted = set(content(label)) - NUMBER_OF
        asked = [q for q in self.choices.event.questions if q.type is QuestionType.NUMBER and q.id not in draft.asked]
        return any(counted & set(content(name)) for q in asked for name in (q.label, *q.aliases))

    def settle(self) -> None:
        """Keep words under unknown labels as unread where a label for them is missing in their coupon."""
        self._settle_persons()
        self._settle_picked()
        for draft, text in self.later:
            asked = set(draft.asked)
            named = Label.FULL_NAME in asked or {Label.FIRST_NAME, Label.LAST_NAME} <= asked
            if not (named and {Label.ROLE, Label.ORGANISATION} <= asked):
                draft.unread.append(text)

    def _settle_persons(self) -> None:
        """Take the one name of a coupon that asks for none in the usual words ("Nom du responsable : …")."""
        for draft, row, value in self.persons:
            told = [item for item in self.persons if item[0] is draft]
            if len(told) == 1 and not set(_NAMES) & set(draft.asked):
                draft.asked.append(Label.FULL_NAME)
                at = row.line.text.rindex(value)
                piece = Labelled(value, at, at + len(value), label=Label.FULL_NAME, written="Nom et prénom", sure=0.94)
                take_field(self.setting, draft, piece, row, value)
                self._explained(draft, row)

    def _choosable(self, value: str) -> list[Question]:
        asked = self.choices.event.questions
        return [q for q in asked if q.choices and answer(q, value) is not None]

    def _settle_picked(self) -> None:
        """Take what can answer one question only, where its coupon does not ask it in known words."""
        for draft, row, label, value in self.picked:
            fitting = self._choosable(value)
            if len(fitting) == 1 and fitting[0].id not in draft.asked and is_own(label):
                given = answer(fitting[0], value)
                if given is not None:
                    at = row.line.text.rindex(value)
                    draft.reply(fitting[0].id, given, evidence_at(row, self.part, at, at + len(value), 0.94))
                    self._explained(draft, row)

    def _explained(self, draft: Draft, row: Row) -> None:
        draft.unread = [text for text in draft.unread if text != row.line.text]
        self.later = [item for item in self.later if item[1] != row.line.text]


def is_left_empty(text: str) -> bool:
    """Say whether a row holds labels alone, each with its dots ("Si oui, avec qui : ………"), or asks for remarks."""
    return bool(_LEFT_EMPTY.match(text) or _NOTHING_SAID.match(fold(text)))


def _asks_who(label: str, value: str) -> bool:
    """Say whether a label asks for the name of whoever comes: "Nom du responsable : X", "Responsable : M. X"."""
    named = _OF.match(label.strip())
    if named is not None:
        return bool(_WHO.match(fold(named["who"]))) and label_of(named["asked"], exact=True) is Label.FULL_NAME
    return bool(_WHO.match(fold(label))) and fields.without_civility(value.strip())[0] is not None
