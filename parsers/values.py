"""A labelled value → a draft's field, in form. What does not fit its label is a doubt, never a guess."""

import re

from parsers import fields
from parsers.draft import Draft
from parsers.folding import words
from parsers.reading import Evidence
from parsers.reasons import Reason
from parsers.vocabulary import Label


def order_unclear(written: str, value: str) -> bool:
    """Say whether "Nom et prénom" leaves open which of two words is the last name: neither is in capitals."""
    asked = words(written)
    last_first = "nom" in asked and any(w.startswith("prenom") for w in asked) and asked.index("nom") == 0
    parts = [w for w in value.split() if len(w) > 1]
    return last_first and len(parts) > 1 and (all(w.isupper() for w in parts) or not any(w.isupper() for w in parts))


def put(draft: Draft, label: Label, text: str, evidence: Evidence) -> None:
    """Keep a labelled value in form; what cannot be put into form is a doubt, never a guess."""
    value = fields.cleaned(text)
    if fields.is_suspicious(value):
        draft.doubt(Reason.SUSPICIOUS_TEXT)
        return
    if label is Label.FULL_NAME:
        _put_name(draft, value, evidence)
    elif label is Label.POSTAL_CITY:
        code, town = fields.postal_city(value)
        for name, part in (("postal_code", code), ("city", town)):
            if part:
                draft.put(name, part, evidence)
        if code is None and town is None:
            draft.doubt(Reason.DOUBTFUL_VALUE)
    elif label in (Label.LAST_NAME, Label.FIRST_NAME):
        _put_part_of_name(draft, label, value, evidence)
    else:
        formed = _form(label, value)
        if formed is None:
            if not (label is Label.CIVILITY and len(words(value)) > 1):  # "M. / Mme" with none struck: not answered
                draft.doubt(Reason.DOUBTFUL_VALUE)
            return
        draft.put(label.value, formed, evidence)


def _put_part_of_name(draft: Draft, label: Label, value: str, evidence: Evidence) -> None:
    title, bare = fields.without_civility(value)
    if title:
        draft.put("civility", title, evidence)
    two = re.search(r"\s(?:et|and|&)\s", f" {bare} ")  # two people where one is meant
    if two or len(words(bare)) > 6 or not re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[\s'’.,()-])*", bare):
        draft.doubt(Reason.DOUBTFUL_VALUE)
    draft.put(label.value, fields.badge(bare), evidence)


def _put_name(draft: Draft, value: str, evidence: Evidence) -> None:
    name = fields.name(value)
    if name is None or name.first is None or not name.sure:
        draft.doubt(Reason.DOUBTFUL_VALUE)
    if name is not None:
        for key, part in (("civility", name.civility), ("first_name", name.first), ("last_name", name.last)):
            if part:
                draft.put(key, part, evidence)


def _form(label: Label, value: str) -> str | None:
    """Give a value in the form that its field has, or None where it does not fit."""
    if label is Label.CIVILITY:
        return fields.civility(value)
    if label is Label.PHONE:
        return fields.phone(value)
    if label is Label.EMAIL:
        return fields.email(value)
    if label is Label.POSTAL_CODE:
        return fields.postal_code(value)
    if label is Label.CITY:
        return fields.city(value)
    return fields.sentence_case(value) if label is Label.ROLE else value
