"""Quoted coupons that came back as they were sent, below a letter that is the whole answer.

A blank coupon is laid out in more ways than any reader of it knows; what it makes of the printed lines then stands
against the letter. What a person filled in shows, whatever the layout: his name, a tick, a line of his own between the
printed ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.coupons.blank import is_marked
from parsers.coupons.choices import Choices
from parsers.coupons.coupon import CouponReading
from parsers.draft import Draft
from parsers.folding import fold, words
from parsers.intent import Says
from parsers.learned import model
from parsers.letters.letter import parted
from parsers.letters.prose import read_prose
from parsers.letters.signature import read_signature
from parsers.mail.message import Address
from parsers.mail.texts import Text
from parsers.mail.thread import Section

_NAMES = ("last_name", "first_name")
_LEAST_LETTERS = 3  # of a word that two texts share
_POINTS_BELOW = re.compile(
    r"\b(?:ci dessous|plus bas|infra|en bas|below|underneath|(?:coupon|bulletin|formulaire|fiche|form|slip)"
    r" (?:reponse )?(?:dument )?(?:remplie?|completee?|renseignee?|filled|completed|filled in))\b"
)


def leave_untouched(text: Text, sections: Sequence[tuple[Section, CouponReading]], choices: Choices) -> None:
    """Take what was read in the quoted coupons of a text for print, where its own letter answers and no hand shows."""
    if text.attached or len(sections) < 2 or any(draft.filled for draft in sections[0][1].drafts):
        return
    quoted = [(s, c) for s, c in sections[1:] if any(draft.filled for draft in c.drafts)]
    if not quoted:
        return
    own, sender = sections[0][0], (*text.envelope.senders, Address("", ""))[0]
    said = _said(own, sender)
    untouched = [c for s, c in quoted if not _is_touched(s, c.drafts, own, said)]
    if not all(_is_named_by_print(c.drafts) for c in untouched) and not _answers(text, *sections[0], choices, sender):
        return
    for coupons in untouched:
        coupons.drafts = [Draft() for _ in coupons.drafts]


def _said(own: Section, sender: Address) -> frozenset[str]:
    """Give the words that the sender uses of himself: in his own text, his name, his address."""
    texts = [row.line.text for row in own.rows]
    return frozenset(_telling(words(" ".join((*texts, sender.name, re.sub(r"\W|_", " ", sender.address))))))


def _is_touched(section: Section, drafts: Iterable[Draft], own: Section, said: frozenset[str]) -> bool:
    """Say whether a hand shows in a quoted section: marks, lines between, a name, a value that the sender repeats."""
    numbers = [row.number for row in section.rows if fold(row.line.text)]
    inside = any(min(numbers) < row.number < max(numbers) for row in own.rows if fold(row.line.text))
    if inside or any(is_marked(row) for row in section.rows):
        return True
    return any(_is_written(key, value, said) for draft in drafts for key, value in draft.values.items())


def _is_written(key: str, value: str, said: frozenset[str]) -> bool:
    """Say whether a value was written by a person: a name that no label is made of, something that the sender says."""
    telling = list(_telling(words(value)))
    return bool(said & set(telling)) or (key in _NAMES and bool(telling))


def _is_named_by_print(drafts: Iterable[Draft]) -> bool:
    """Say whether a label was taken for a name: the place of the true one is empty then."""
    return any(key in draft.values for draft in drafts for key in _NAMES)


def _telling(said: Iterable[str]) -> Iterator[str]:
    """Give the words that stand in no label."""
    known = model("labels").weights
    return (word for word in said if len(word) >= _LEAST_LETTERS and word not in known)


def _answers(text: Text, own: Section, coupons: CouponReading, choices: Choices, sender: Address) -> bool:
    """Say whether the sender's own text is the answer: it says who comes and what is chosen, or who does not come."""
    before, after = parted(own, coupons, sender)
    if any(_POINTS_BELOW.search(fold(row.line.text)) for row in before):
        return False
    prose = read_prose(
        before, text.thread.document.part, choices, read_signature(after, sender.name), None, sender.name
    )
    if Says.ENCLOSED in prose.said:
        return False
    least = choices.event.choose_min
    return bool(prose.staying) or any(len(draft.chosen) >= max(1, least) for draft in prose.coming)
