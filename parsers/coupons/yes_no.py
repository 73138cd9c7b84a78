"""Oui and non beside a label → which of them is said: by ticks, by what is struck, by what stands out."""

import re

from parsers.coupons import aside
from parsers.coupons.given import yes_or_no
from parsers.coupons.headings import is_advice
from parsers.coupons.labels import Labelled
from parsers.coupons.options import Option, is_between, options, visible
from parsers.coupons.padding import ANSWERING
from parsers.coupons.printed import (
    opposites,
)
from parsers.coupons.setting import Setting
from parsers.coupons.stressed import picked_out, stressed_stretches
from parsers.document import Mark
from parsers.draft import Draft
from parsers.folding import fold, words
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reasons import Reason

_PRINTED = re.compile(rf"[{MARKS}]|\([^()]*\)")
_CROSSED = re.compile(r"(?<!\w)[xX][\s._…]*(oui|non|yes|no)\b", re.IGNORECASE)  # "X oui  ... non"

_CROSSED_LAST = re.compile(r"\b(oui|non|yes|no)[\s._…]*[xX]\s*$", re.IGNORECASE)  # "oui/yes   non/no X"
_CROSS = re.compile(r"(?<!\w)[xX](?!\w)")
_AMONG = re.compile(  # of either
    r"\b(?P<first>oui|non|yes|no)\b(?P<before>[\s._…]*)(?<!\w)[xX](?P<behind>[\s._…]*)\b(?P<second>oui|non|yes|no)\b",
    re.IGNORECASE,
)
_FAR = 3  # times as far from the other word


def said_beside(setting: Setting, draft: Draft, row: Row, piece: Labelled, struck: bool) -> tuple[bool, float] | None:
    """Give what a place with oui and non says, and how sure: by ticks, by what is struck, by what stands out."""
    text = row.line.text[piece.start : piece.end]
    if any(mark in text for mark in Mark):
        found = offered(setting, draft, text, piece.start)
        if all(o.mark is Mark.EMPTY for o in found):
            return _written_among_boxes(draft, row, piece, found)
        return _ticked(draft, row, found)
    shown, _ = visible(row, piece.start, piece.end)
    plain = False if fold(shown) == "n" else aside.said(shown)
    sides = opposites(text) if plain is None else None
    if sides and (left := [n for n in (0, 1) if fold(_PRINTED.sub(" ", shown)) == sides[n]]):
        plain = left[0] == 0  # "nous y serons / nous n'y serons pas", one of them struck
    if plain is not None:
        return plain, 0.98
    if struck and fold(shown):
        draft.doubt(Reason.CONTRADICTION)
        return None
    among = _AMONG.search(shown)
    crossed = _CROSSED.findall(shown) if among is None else _nearest(among)
    if (
        not crossed
        and len(_CROSS.findall(shown)) == 1
        and len({yes_or_no(word) for word in words(shown)} - {None}) == 2
    ):
        crossed = _CROSSED_LAST.findall(shown)
    if len(crossed) == 1:
        return yes_or_no(crossed[0]) is True, 0.95
    stressed = {yes_or_no(s) for s in picked_out(row, piece.start, piece.end)} - {None}
    return (bool(stressed.pop()), 0.95) if len(stressed) == 1 else None


def _nearest(among: re.Match[str]) -> list[str]:
    """Give which of two words a cross between them is for: the one that it stands close to, far from the other."""
    before, behind = len(among["before"]), len(among["behind"])
    if max(before, behind) < _FAR * max(1, min(before, behind)):
        return []
    return [among["first"] if before < behind else among["second"]]


def _written_among_boxes(draft: Draft, row: Row, piece: Labelled, found: list[Option]) -> tuple[bool, float] | None:
    """Take the answer that stands out among boxes left empty; other words than theirs are not understood."""
    loud = stressed_stretches(row, piece.start, piece.end)
    said = yes_or_no(loud[0]) if len(loud) == 1 else None
    if said is not None:
        return said, 0.95
    text = row.line.text[piece.start : piece.end]
    beside = _PRINTED.sub(" ", text) if not is_advice(text) else ""
    unsaid = [o.text for o in found if fold(o.text) and yes_or_no(o.text) is None]
    if unsaid or set(words(beside)) - ANSWERING or len(words(beside)) > sum(len(words(o.text)) for o in found):
        draft.unread.append(row.line.text)
    return None


def _ticked(draft: Draft, row: Row, found: list[Option]) -> tuple[bool, float] | None:
    if any(o.implied and yes_or_no(o.text) is None for o in found):
        draft.unread.append(row.line.text)
    ticked = [o for o in found if o.mark is not Mark.EMPTY]
    if any(o.mark is Mark.DOUBTFUL for o in ticked):
        draft.doubt(Reason.DOUBTFUL_MARK)
    if len(found) == 1 and not fold(found[0].text):
        return (True, 0.97) if ticked else None  # the box alone, behind its question
    said = {yes_or_no(o.text) for o in ticked}
    if len(said) > 1 or None in said:
        draft.doubt(Reason.CONTRADICTION)
        return None
    answered = said.pop() if said else None
    return None if answered is None else (answered, 0.98)


def offered(setting: Setting, draft: Draft, text: str, start: int) -> list[Option]:
    """Give the options beside a label; one tick between two of them may be of either, unless others tell."""
    if not is_between(text):
        return options(text, start)
    if not setting.behind:
        draft.doubt(Reason.DOUBTFUL_MARK)
    return options(text, start, behind=setting.behind)
