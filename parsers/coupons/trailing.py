"""The rows at the end of a coupon that nothing explains → a signature, where they are one or ask nothing."""

import re
from collections.abc import Sequence

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.vocabulary import CALENDAR
from parsers.draft import Draft
from parsers.folding import fold, listed, words
from parsers.letters.signature import name_key
from parsers.letters.weight import HARMLESS, cover_chance, leaves_open
from parsers.letters.wording import has_signal, is_role
from parsers.mail.thread import Row

_TITLES = fields.OTHER_TITLES | listed("soeur frere pere abbe maitre me")


_LEAST_LETTERS = 3  # of a first name cut short
_TALK_WORDS = 16
_DATED = re.compile(rf"\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:of )?(?:{'|'.join(sorted(CALENDAR))})\b")
_NO_TALK = re.compile(r"[:@?=\[\]/|]|\s[-–—]\s")  # what may part a label from its value
_FAREWELL = 0.5  # the least chance that two or three words in any language change nothing


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
    talk = next((n for n, text in enumerate(texts) if not _is_talk(text, choices)), len(texts))
    left = texts[talk:]  # behind a few words of farewell
    signed = sender is None or _is_signed(texts, drafts, sender) or _is_farewell(texts)
    if not (signed or (talk and left and (_is_signed(left, drafts, sender or "") or _is_cut_short(left, drafts)))):
        return []
    below = [(n < talk, row) for n, row in enumerate(rows[start:]) if row.line.text in draft.unread]
    return [row for is_talk, row in below if is_talk or _is_plain(row, choices, author)]


def talk_rows(rows: Sequence[Row], draft: Draft, choices: Choices) -> list[Row]:
    """Give the rows behind a coupon that nothing explains, where all of them are words that change nothing."""
    left = [row for row in rows if row.line.text in draft.unread]
    return left if all(_is_talk(row.line.text, choices) for row in left) else []


def _is_signed(texts: Sequence[str], drafts: Sequence[Draft], sender: str) -> bool:
    """Say whether lines begin with the name of a coupon's person, or of who sent it."""
    head, _, rest = texts[0].partition(",")
    sent = is_name(texts[0]) and name_key(head) == name_key(sender.rpartition("<")[0])
    return sent or any(_signs(head, rest, draft) for draft in drafts)


def _is_cut_short(texts: Sequence[str], drafts: Sequence[Draft]) -> bool:
    """Say whether the one line left is the first name of a coupon's person, cut short ("seb"), or the initials."""
    said = words(texts[0])
    letters = "".join(said) if all(len(word) == 1 for word in said) else ""
    for draft in drafts:
        names = [words(draft.values.get(key, "")) for key in ("first_name", "last_name")]
        initials = "".join(word[0] for name in names for word in name)
        short = len(said) == 1 and len(said[0]) >= _LEAST_LETTERS and any(w.startswith(said[0]) for w in names[0])
        if len(texts) == 1 and (short or (len(letters) > 1 and initials.startswith(letters))):
            return True
    return False


def _is_talk(text: str, choices: Choices) -> bool:
    """Say whether a line below a coupon is a farewell or a few words that change nothing."""
    said = _DATED.sub(" ", fold(text))
    if len(words(text)) > _TALK_WORDS or _NO_TALK.search(text) or re.search(r"\d", said) or leaves_open(text):
        return False
    names = choices.workshop(text) is not None or choices.question(text) is not None
    return not names and cover_chance(text) >= HARMLESS


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
    if leaves_open(texts[0]) or _NO_TALK.search(texts[0]) or cover_chance(texts[0]) < _FAREWELL:
        return False
    return len(texts) == 1 and len(words(texts[0])) <= 3 and len(capitals) < 2 and not re.search(r"\d", texts[0])
