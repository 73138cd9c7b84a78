"""Where a coupon ends and its writer signs: a farewell, the name alone, or a block of name, role and numbers.

Below a coupon stands who sent it, often with no closing that any list holds. Nothing that asks or answers may follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.labels import Labelled
from parsers.coupons.pairs import labelled
from parsers.coupons.trailing import is_name
from parsers.coupons.vocabulary import Label, is_boilerplate, is_closing
from parsers.document import Mark
from parsers.folding import words
from parsers.letters.phrase_kinds import Phrase, phrase_kind
from parsers.letters.wording import has_signal, is_organisation, is_role
from parsers.mail.thread import Row

_PERSON = (Label.LAST_NAME, Label.FULL_NAME, Label.CIVILITY)
_RULES = frozenset({"--", "---", "—", "__", "___"})
_LEAVE_WORDS = 3  # of a farewell that no list holds
_POLITE_WORDS = 10  # of a formula that ends in a comma above the name
_NAME_WORDS = 4
_MOST_LINES = 12  # of a signature, without what a program adds below it
_SHORT = 3  # words of a line that may be anything but a sentence
_DETAIL = (Phrase.ROLE, Phrase.ORGANISATION, Phrase.BOTH, Phrase.ADDRESS, Phrase.NAME, Phrase.CLOSING)
_LIKELY = 0.6  # of the learned model, where a number or an e-mail address stands in the same block
_REACH = re.compile(r"\S+@\S+\.\w|(?:\+|\b0)\d[\d .()/-]{6,}\d|\bwww\.|https?://")


@dataclass(frozen=True, slots=True)
class Endings:
    """Tells where the coupons of one section end; `writer` is whose section it is ("Léa MORVAN <l.morvan@…>")."""

    choices: Choices
    writer: str
    own: bool  # the section is no quoted one

    def is_rule(self, text: str, ahead: Sequence[Row]) -> bool:
        """Say whether a line is a rule above a signature: the writer's name stands below it, or any after "-- "."""
        bare = text.strip()
        if bare not in _RULES:
            return False
        return self.signs_below(ahead) or (bare == "--" and self.own and self.is_block(_texts(ahead)))

    def takes_leave(self, text: str, ahead: Sequence[Row]) -> bool:
        """Say whether a few words and a comma stand above the writer's name at the end ("Kenavo, / Léa")."""
        ends = text.rstrip()[-1:]
        most = _LEAVE_WORDS if ends == "!" else _POLITE_WORDS
        short = (
            ends in (",", "!")
            and len(words(text)) <= most
            and (len(words(text)) <= _LEAVE_WORDS or not has_signal(text))
        )
        return self.own and short and self.signs_below(ahead)

    def signs_off(self, text: str) -> bool:
        """Say whether a closing and the writer's name or initials stand in one row ("Merci, LP")."""
        head, _, tail = text.rpartition(",")
        writer = words(self.writer.rpartition("<")[0])
        said = words(tail)
        initials = "".join(word[0] for word in writer)
        named = set(said) <= {*writer, initials, initials[::-1], *initials}
        return self.own and bool(writer and said) and len(said) <= len(writer) and named and is_closing(head)

    def signs(self, text: str, ahead: Sequence[Row]) -> bool:
        """Say whether a row behind a coupon signs it: the writer's own name or initials, or the head of a block."""
        below = _texts(ahead)
        if not self.own or any(self.asks(line) for line in below):
            return False
        return (self._is_writer(text) and all(map(_is_detail, below))) or self.is_block([text, *below])

    def signs_below(self, ahead: Sequence[Row]) -> bool:
        """Say whether the next row is the writer's name, or a part of it, and no label comes any more."""
        below = _texts(ahead)
        return bool(below) and self._is_writer(below[0], whole=True) and not any(map(self.asks, below[1:]))

    def _is_writer(self, text: str, *, whole: bool = False) -> bool:
        """Say whether a text is the writer's name or a part of it; if not `whole`, its initials in one word as well."""
        writer, said = words(self.writer.rpartition("<")[0]), words(text)
        initials = {"".join(w[0] for w in writer), "".join(w[0] for w in reversed(writer))} if not whole else set()
        known = {*writer, *(w[0] for w in writer), *initials}
        return 0 < len(said) <= _NAME_WORDS and len(text) < 60 and set(said) <= known

    def is_block(self, texts: Sequence[str]) -> bool:
        """Say whether lines are a signature with its details: a name, a role, and how to reach whoever it is."""
        texts = [text for text in texts if not is_boilerplate(text)][: _MOST_LINES + 1]
        if not 2 <= len(texts) <= _MOST_LINES or not is_name(texts[0]) or any(map(self.asks, texts)):
            return False
        details = texts[1:]
        told = any(map(_is_office, details)) or bool(_REACH.search(" ".join(details)))
        return told and all(map(_is_detail, details))

    def asks(self, text: str) -> bool:
        """Say whether a line belongs to a coupon: a name, a workshop or a question is asked there, or a box stands."""
        return any(mark in text for mark in Mark) or asks_person(labelled(text, self.choices))


def asks_person(found: Sequence[Labelled]) -> bool:
    """Say whether labels ask who comes, and for what."""
    return any(p.label in (*_PERSON, Label.WORKSHOPS) or p.question or p.workshop for p in found)


def _texts(rows: Sequence[Row]) -> list[str]:
    return [row.line.text.strip() for row in rows if row.line.text.strip()]


def _is_office(text: str) -> bool:
    return is_role(text) or phrase_kind(text)[0] in (Phrase.ROLE, Phrase.BOTH)


def _is_detail(text: str) -> bool:
    """Say whether a line may stand below a name: a role, a body, an address, a number, what a program adds."""
    if _REACH.search(text) or is_role(text) or is_organisation(text) or is_boilerplate(text):
        return len(words(text)) <= _MOST_LINES or is_boilerplate(text)
    if len(words(text)) <= _SHORT and text[:1].isupper() and not has_signal(text) and ":" not in text:
        return True  # "Secrétariat", "Pôle culture"
    kind, chance = phrase_kind(text)
    return kind in _DETAIL and chance >= _LIKELY and not has_signal(text) and fields.cleaned(text) != ""
