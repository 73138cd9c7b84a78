"""The rows at the end of a coupon that nothing explains → a signature, where they are one or ask nothing."""

import re
from collections.abc import Sequence

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.draft import Draft
from parsers.folding import fold, listed, words
from parsers.letters.signature import name_key
from parsers.letters.weight import cover_chance
from parsers.letters.wording import has_signal, is_role
from parsers.mail.thread import Row

_TITLES = fields.OTHER_TITLES | listed("soeur frere pere abbe maitre me")


_LEAST_LETTERS = 3  # of a first name cut short
_LEAVE_WORDS = 6
_LEAVES = 0.65  # the least chance that a farewell in words of its own changes nothing


def signed_rows(
    rows: Sequence[Row],
    draft: Draft,
    drafts: Sequence[Draft],
    choices: Choices,
    author: frozenset[str],
    sender: str | None,
) -> list[Row]:
    """Give those of the rows behind a coupon's last empty one that sign it; they answer nothing.

    `drafts` are all the coupons: the first of several may sign for all. `author` is whose letter was quoted, in words;
    `sender` who wrote, or None where the coupon stands in a quoted letter, below which its sender signs anyhow.
    """
    start = next((n for n, row in enumerate(rows) if row.line.text in draft.unread), len(rows))
    texts = [row.line.text for row in rows[start:]]
    if not texts:
        return []
    head, _, rest = texts[0].partition(",")
    signed = any(_signs(head, rest, d) for d in drafts)
    sent = is_name(texts[0]) and name_key(head) == name_key((sender or "").rpartition("<")[0])
    leaves = any(_takes_leave(texts, d) for d in drafts)
    if not (signed or sent or sender is None or leaves or _is_farewell(texts)):
        return []
    return [row for row in rows[start:] if row.line.text in draft.unread and _is_plain(row, choices, author)]


def _takes_leave(texts: list[str], draft: Draft) -> bool:
    """Say whether two last lines are a farewell in words of its own and the first name cut short ("… / seb")."""
    first, said = fold(draft.values.get("first_name", "")), words(texts[-1])
    if len(texts) != 2 or len(said) != 1 or len(said[0]) < _LEAST_LETTERS or not first.startswith(said[0]):
        return False
    plain = len(words(texts[0])) <= _LEAVE_WORDS and not re.search(r"[\d:@?]", texts[0])
    return plain and cover_chance(texts[0]) >= _LEAVES


def _is_plain(row: Row, choices: Choices, author: frozenset[str]) -> bool:
    told = has_signal(row.line.text) or choices.workshops(row.line.text).named
    return not told or set(words(row.line.text)) <= author


def _signs(head: str, rest: str, draft: Draft) -> bool:
    """Say whether a line is the name of a coupon's person, or the initials, with what the coupon or a role adds."""
    own = set(words(" ".join(draft.values.values())))
    return set(words(head)) - _TITLES <= own | {word[0] for word in own} and (set(words(rest)) <= own or is_role(rest))


def is_name(text: str) -> bool:
    """Say whether a row is a person's name alone, or with a role behind a comma."""
    head, _, rest = text.partition(",")
    name = fields.name(head) if 2 <= len(head.split()) <= 4 and not re.search(r"[\d:@]", head) else None
    capital = all(w[:1].isupper() or w.casefold() in fields.PARTICLES for w in head.split())
    return name is not None and name.first is not None and capital and (not fold(rest) or is_role(rest))


def _is_farewell(texts: list[str]) -> bool:
    """Say whether a few last words can be no answer, such as a farewell in another language."""
    capitals = re.findall(r"\b[A-ZÀ-Þ]\w+", texts[0])
    return len(texts) == 1 and len(words(texts[0])) <= 3 and len(capitals) < 2 and not re.search(r"\d", texts[0])
