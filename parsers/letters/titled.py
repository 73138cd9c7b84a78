"""A letter that brings the coupon of "Mme le Maire" → the civility that the coupon leaves open."""

import re
from collections.abc import Iterable

from parsers.coupons import fields
from parsers.draft import Draft, evidence_at
from parsers.folding import words
from parsers.mail.thread import Row

_TITLED = re.compile(r"\b(Mme|Madame|M\.|Mr|Monsieur)\s+(?:le\s+|la\s+|l['’])?([^\W\d_]+)")
_BEFORE = 2  # words: what opens a letter is a greeting to whom it goes to


def give_civility(draft: Draft, rows: Iterable[Row], part: int) -> None:
    """Give a draft the civility with which its role is named inside a sentence."""
    role = words(draft.values.get("role", ""))[:1]
    if "civility" in draft.values or not role:
        return
    for row in rows:
        text = row.line.text
        for found in _TITLED.finditer(text):
            civility = fields.civility(found[1])
            if civility and words(found[2]) == role and len(words(text[: found.start()])) >= _BEFORE:
                draft.put("civility", civility, evidence_at(row, part, *found.span(1), 0.95))
                return
