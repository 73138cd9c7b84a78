"""How one coupon is written: what parts its labels from their values, and where the values stand.

A sign that is also used inside sentences and values (a dash, a stroke, a single dot, nothing at all) parts labels from
values only in a coupon whose lines do so again and again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.labels import Labelled
from parsers.coupons.pairs import labelled
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Mark
from parsers.folding import fold

# The rarer signs between a label and its value; each is looked for at its first place in a line.
_SIGNS = tuple(
    re.compile(p)
    for p in (
        r"\s+[—–-]+(?:\s+|$)",
        r"\s*(?:[-=~]+>|[→⇒➔➜»])\s*",
        r"\s*=\s*",
        r"\s*\|\s*",
        r"\s*[.…_]{2,}\s*|\s\.\s",
        r"\s*\?\s+",
        r"\s*::+\s*",
        r"\s{2,}",
        r"\s*>\s+",
    )
)
_LEAST = 3  # lines that have to part label and value alike before the sign counts
_MAX_LABEL = 60  # characters


@dataclass(frozen=True, slots=True)
class Habits:
    """What the lines of one coupon do."""

    sign: re.Pattern[str] | None = None  # parts labels from values, besides colons, tabs and leaders
    below: bool = False  # the values stand below their labels
    bare: bool = False  # nothing but a space parts labels from values
    form: bool = False  # enough labels of the vocabulary to trust those that only the model knows


PLAIN = Habits()


def habits_of(texts: Sequence[str], choices: Choices) -> Habits:
    """Give the habits of a coupon by its lines; none of them where they are those of a letter."""
    lines = [(text, labelled(text, choices)) for text in texts if text.strip()]
    return Habits(_sign(lines), _values_below(lines), _is_bare(lines), _is_form(lines))


_Lines = Sequence[tuple[str, Sequence[Labelled]]]


def _sign(lines: _Lines) -> re.Pattern[str] | None:
    """Give the sign that the most lines have between a label and its value."""
    counted = [(len({label for line in lines if (label := _label_before(sign, *line))}), sign) for sign in _SIGNS]
    most, sign = max(counted, key=lambda item: item[0])
    return sign if most >= _LEAST else None


def _label_before(sign: re.Pattern[str], text: str, found: Sequence[Labelled]) -> Label | None:
    """Give the label that ends where a sign stands, unless it goes on behind it ("Nom / Surname : …")."""
    gap = sign.search(text, len(text) - len(text.lstrip()))
    if gap is None or gap.start() > _MAX_LABEL or ":" in text[: gap.start()]:
        return None
    written = bare_label(text[: gap.start()])
    if found and fold(found[0].written) != fold(written):
        return None
    return label_of(written, exact=True)


def bare_label(text: str) -> str:
    """Give a label without the sign of a list's item before it and without the dots behind it."""
    return re.sub(r"^\s*(?:[-*•·>+–]|\d{1,2}\s*[.)])\s*", "", text).strip(" \t.…_:")


def _is_bare(lines: _Lines) -> bool:
    """Say whether several lines, a name's among them, begin with a label and go on with nothing but a space."""
    asked = set()
    for text, found in lines:
        first, _, rest = text.strip().partition(" ")
        parted = re.search(r"[:=\t|]|\s{2}|\.\.|[–—]", text.strip()) or any(mark in text for mark in Mark)
        if rest.strip() and not parted and not found:
            asked.add(label_of(first, exact=True))
    return len(asked - {None}) >= _LEAST and bool(asked & {Label.LAST_NAME, Label.FULL_NAME})


def _values_below(lines: _Lines) -> bool:
    """Say whether the values of a coupon stand below their labels rather than beside them."""
    beside = below = 0
    for (_, found), (text, following) in pairwise(lines):
        if not found or found[0].label in (None, Label.WORKSHOPS, Label.IGNORED):
            continue
        if fields.cleaned(found[0].value):
            beside += 1
        elif not following and not any(mark in text for mark in Mark):
            below += 1
    return below >= _LEAST and below > beside


def _is_form(lines: _Lines) -> bool:
    return sum(not piece.learned for _, found in lines for piece in found) >= _LEAST
