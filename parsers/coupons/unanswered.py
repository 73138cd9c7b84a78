"""Labels left open above each other with the answer to several of them below: whose answer is it?

The nearest label counts, unless the form of the answer tells another one (a telephone number, a name of two words), or
the answer has as many parts as labels are open.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.coupons import fields
from parsers.coupons.labels import Labelled
from parsers.coupons.vocabulary import Label
from parsers.folding import fold
from parsers.letters.wording import is_organisation, is_role

_PARTS = re.compile(r"\s*[,;]\s*|\s+[/|–-]\s+")
_NAMES = frozenset({Label.LAST_NAME, Label.FIRST_NAME})
_UNCLEAR = 0.5  # a person looks


def for_lines(known: Sequence[Labelled], count: int) -> Sequence[Labelled]:
    """Give the open labels that so many lines answer, one each; none where the numbers differ."""
    single = all(piece.label is not None for piece in known)
    return known if count == len(known) > 1 and single else ()


def for_answer(known: Sequence[Labelled], answer: Labelled, text: str, country: str) -> list[Labelled]:
    """Give what an answer below open labels answers; `known` holds them in their order, the nearest last."""
    labels = [piece.label for piece in known]
    name = fields.name(answer.value)
    if set(labels[-2:]) == _NAMES and name is not None and name.first and name.last:
        written = " ".join(piece.written for piece in known[-2:])
        return [replace(answer, label=Label.FULL_NAME, written=written)]
    if told := _told_by_form(known, answer, country):
        return [told]
    if parts := _in_parts(known[-2:], answer, text):
        return parts
    nearest = _with(answer, known[-1])
    above = labels[:-1]
    strange = nearest.label is Label.ROLE and Label.ORGANISATION in above and not is_role(answer.value)
    strange |= nearest.label in _NAMES and is_organisation(answer.value)
    return [replace(nearest, sure=_UNCLEAR) if strange else nearest]


def _with(answer: Labelled, asked: Labelled) -> Labelled:
    return replace(answer, label=asked.label, question=asked.question, pick=asked.pick, workshop=asked.workshop)


def _told_by_form(known: Sequence[Labelled], answer: Labelled, country: str) -> Labelled | None:
    """Give the answer under the one open label whose form it has, where it is a number or an address for mail."""
    forms = {
        Label.EMAIL: "@" in answer.value and fields.email(answer.value) is not None,
        Label.PHONE: "@" not in answer.value and fields.phone(answer.value, country) is not None,
    }
    fitting = [piece for piece in known if piece.label and forms.get(piece.label)]
    return _with(answer, fitting[0]) if len(fitting) == 1 else None


def _in_parts(known: Sequence[Labelled], answer: Labelled, text: str) -> list[Labelled]:
    """Give the two sides of a comma under the two nearest labels, a body and what somebody does there."""
    sides = list(_PARTS.finditer(text, answer.start))
    if len(known) != 2 or len(sides) != 1 or {piece.label for piece in known} != {Label.ORGANISATION, Label.ROLE}:
        return []
    at, end = sides[0].span()
    pieces = [
        replace(_with(answer, known[0]), value=text[answer.start : at], end=at),
        replace(_with(answer, known[1]), value=text[end:], start=end),
    ]
    clear = all(fold(p.value) and is_role(p.value) == (p.label is Label.ROLE) for p in pieces)
    return pieces if clear else []
