"""Drafts when their last row was read: which of them are coupons, what they share, what explains itself afterwards."""

from dataclasses import replace

from parsers import fields
from parsers.draft import Draft
from parsers.folding import words
from parsers.reasons import Reason
from parsers.vocabulary import Label

_WEAK = frozenset({Label.PHONE, Label.EMAIL, Label.IGNORED, Label.ADDRESS, Label.POSTAL_CODE})
_PERSONAL = frozenset(
    {Label.ROLE, Label.ORGANISATION, Label.CITY, Label.POSTAL_CITY, Label.CIVILITY, Label.POSTAL_CODE, Label.ADDRESS}
)
_ONCE_FOR_ALL = frozenset({"organisation", "address", "postal_code", "city"})


def is_coupon(draft: Draft) -> bool:
    """Say whether labels make a coupon; a telephone number below a signature makes none, nor does a lone sentence."""
    asked = set(draft.asked)
    personal = {a for a in asked if a in _PERSONAL}
    named = bool(asked & {Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
    answered = len(asked - personal - _WEAK) + bool(personal)
    return not draft.form or named or len(personal) >= 2 or draft.offered >= 2 or answered >= 3


def shared(drafts: list[Draft]) -> list[Draft]:
    """Give the drafts with what is stated once for all in each of them ("Organisme : …" below a table of people)."""
    common = [d for d in drafts if d.values and not d.values.keys() - _ONCE_FOR_ALL and not d.chosen and not d.answers]
    people = [d for d in drafts if d.person.strip() and not d.form]
    if len(common) != 1 or not people or len(people) + 1 != len(drafts):
        return drafts
    for draft in people:
        for key, value in common[0].values.items():
            if key not in draft.values:
                draft.put(key, value, common[0].evidence[key][0])
        draft.unread += common[0].unread
    return people


def complete(draft: Draft, writer: str) -> None:
    """Settle what only the whole coupon tells: a whole name under "Nom", a line that repeats what was read."""
    _part_name(draft, writer)
    known = set(words(" ".join(draft.values.values())))
    initials = {word[0] for word in known}
    draft.unread = [text for text in draft.unread if not set(words(text)) <= known | initials]


def _part_name(draft: Draft, writer: str) -> None:
    """Part a whole name that stands under "Nom" where no label asks for the first name."""
    last = draft.values.get("last_name")
    if last and Label.FIRST_NAME not in draft.asked and "first_name" not in draft.values and " " in last:
        written = draft.evidence["last_name"][0]
        text = fields.cleaned(written.text.rpartition(":")[2])
        told = fields.name_told_by(writer, text)
        name = told or fields.name(text)
        if told is None and not any(word.isupper() for word in text.split()):
            written = replace(written, confidence=min(written.confidence, 0.85))  # "Morvan Léa" or "Léa Morvan"
            draft.evidence["last_name"][0] = written
        if name and name.first and name.sure and name.last:
            draft.values["first_name"], draft.values["last_name"] = name.first, name.last
            draft.note("first_name", written)
        elif name and name.first:
            draft.doubt(Reason.DOUBTFUL_VALUE)
