"""Evidence → the chance that every field of an attendee is right.

For what stands in the body of a mail the chance was counted: of made-up replies (``training.replies``, the families to
fit on), how many attendees were read right where nothing was odd, and where one thing was. The table below is what
``python -m training.replies.calibration`` printed; it has to be made anew when the reader changes. For scans
``training.papers`` does the same with made-up papers. Documents are not made up and keep a careful scale of their own.

0.9 is where the configuration lets a reading pass by default. Where something is odd, a cell stands at or above it only
if it was shown to hold no more wrong ones than one in a thousand, or than where nothing is odd; otherwise it is
held below. Where nothing is odd the chance stands as it was counted: what is wrong there no sign can tell, and the
reader itself has to be mended.
"""

import re
from collections.abc import Collection
from enum import StrEnum

from parsers.draft import Draft
from parsers.reading import Box, Evidence, Source
from parsers.vouching import NOBODY, Witnesses, unvouched


class Origin(StrEnum):
    """How a draft came to be."""

    COUPON = "coupon"  # labels and values in the body of a mail
    PROSE = "prose"  # sentences, lists and tables of people
    PAPER = "paper"  # documents: PDF, Word
    SCAN = "scan"  # pictures of pages


class Sign(StrEnum):
    """What speaks against a draft; the worst ones first."""

    DOUBT = "doubt"  # a reason to look stands on it already
    REMARK = "remark"  # sentences beside it that a person should read
    UNSURE_VALUE = "unsure_value"  # a value that its own reader would not vouch for
    ODD_VALUE = "odd_value"  # a value that holds what such a value never holds: another label, a bracket, a box
    NOTHING_CHOSEN = "nothing_chosen"  # workshops were offered, none was chosen, nobody declines
    UNREAD = "unread"  # a line of the coupon, or words of the sentences, that nothing explains
    WEAK_VALUE = "weak_value"  # a value found by likeness, by place or from the signature
    NONE = "none"


_CLAUSE = 3  # words that nothing explains are a clause; one or two are a name or a slip
_UNSURE, _WEAK = 0.9, 0.95  # of the weakest value's own confidence; readers give 0.95 and more for what is written out

_ODD = re.compile(r"[=:|@<>\[\]{}\t\n☐☒◪]|__|\.{4}|…|\s{3}")
_PLACED = re.compile(r"\b\d{5}\s+[A-ZÀ-Þ]|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")  # a postal code in it
_LABELLED = re.compile(  # a value that begins with the label of the next one
    r"\s*(?:fonction|qualit[ée]|mandat|t[ée]l(?:[ée]phone)?|portable|courriel|e-?mail|adresse|code postal|cp|pr[ée]nom"
    r"|nom|phone|surname|first name|postcode)\b[\s:.]*\w",
    re.IGNORECASE,
)
_NAMES = frozenset({"first_name", "last_name"})

# Made by `python -m training.replies.calibration`; do not edit by hand.
# Of 2026-11-23: --count 3000 --seed 7; right of n beside each chance.
RIGHT: dict[Origin, dict[Sign, float]] = {
    Origin.COUPON: {
        Sign.DOUBT: 0.156,  # 6 of 43; open 0, wrong 0
        Sign.REMARK: 0.890,  # 157 of 166; open 0, wrong 0
        Sign.UNSURE_VALUE: 0.048,  # 0 of 19; open 12, wrong 12
        Sign.ODD_VALUE: 0.500,  # 0 of 0; open 0, wrong 0
        Sign.NOTHING_CHOSEN: 0.022,  # 0 of 44; open 9, wrong 9
        Sign.UNREAD: 0.562,  # 117 of 208; open 161, wrong 65
        Sign.WEAK_VALUE: 0.958,  # 158 of 164; open 155, wrong 2
        Sign.NONE: 0.971,  # 503 of 517; open 423, wrong 5
    },
    Origin.PROSE: {
        Sign.DOUBT: 0.750,  # 2 of 2; open 0, wrong 0
        Sign.REMARK: 0.883,  # 241 of 272; open 0, wrong 0
        Sign.UNSURE_VALUE: 0.500,  # 0 of 0; open 0, wrong 0
        Sign.ODD_VALUE: 0.250,  # 0 of 2; open 2, wrong 2
        Sign.NOTHING_CHOSEN: 0.500,  # 0 of 0; open 0, wrong 0
        Sign.UNREAD: 0.500,  # 0 of 0; open 0, wrong 0
        Sign.WEAK_VALUE: 0.500,  # 0 of 0; open 0, wrong 0
        Sign.NONE: 0.995,  # 637 of 639; open 639, wrong 2
    },
    # Of 2026-11-23: training.papers.calibration --count 60 --seed 2.
    Origin.SCAN: {
        Sign.DOUBT: 0.105,  # 1 of 17
        Sign.REMARK: 0.500,  # 0 of 0
        Sign.UNSURE_VALUE: 0.364,  # 7 of 20
        Sign.ODD_VALUE: 0.500,  # 0 of 0
        Sign.NOTHING_CHOSEN: 0.500,  # 0 of 0
        Sign.UNREAD: 0.500,  # 0 of 0
        Sign.WEAK_VALUE: 0.500,  # 0 of 0
        Sign.NONE: 0.960,  # 23 of 23
    },
}


def confidence(draft: Draft, remarks: int, witnesses: Witnesses = NOBODY) -> float:
    """Give the confidence of a draft.

    `remarks` counts the sentences of the message that a person should read; `witnesses` may vouch for what was read
    from a picture.
    """
    origin = origin_of(draft)
    if origin is Origin.PAPER:
        return _paper(draft, remarks)
    found = signs(draft, remarks, witnesses)
    table = RIGHT[origin]
    # Two things that are odd are worse than either: their chances count together.
    chance = table[found[0]]
    for sign in found[1:]:
        chance *= table[sign]
    return round(max(0.05, chance), 3)


def origin_of(draft: Draft) -> Origin:
    """Give how a draft came to be."""
    if any(_on_paper(evidence) for many in draft.evidence.values() for evidence in many):
        pictured = any(evidence.source is Source.OCR for many in draft.evidence.values() for evidence in many)
        return Origin.SCAN if pictured else Origin.PAPER
    listed = bool(draft.values) and len(draft.asked) > 1  # a row of a list whose heads ask for what it holds
    return Origin.COUPON if draft.form or listed else Origin.PROSE


def _on_paper(evidence: Evidence) -> bool:
    return evidence.source is not Source.TEXT or isinstance(evidence.place, Box)


def signs(draft: Draft, remarks: int, witnesses: Witnesses = NOBODY) -> tuple[Sign, ...]:
    """Give what speaks against a draft, the worst first; ``(Sign.NONE,)`` where nothing does."""
    counted = unvouched(draft, witnesses) if origin_of(draft) is Origin.SCAN else None
    weakest = _weakest(draft, counted)
    found = {
        Sign.DOUBT: bool(draft.doubts),
        Sign.REMARK: remarks > 0,
        Sign.UNSURE_VALUE: weakest < _UNSURE or bool(counted),
        Sign.ODD_VALUE: any(_is_odd(name, value) for name, value in draft.values.items()),
        Sign.NOTHING_CHOSEN: draft.offered > 0 and not draft.chosen and draft.coming is not False,
        Sign.UNREAD: bool(draft.unread) or draft.strange >= _CLAUSE,
        Sign.WEAK_VALUE: _UNSURE <= weakest < _WEAK,
    }
    return tuple(sign for sign in Sign if found.get(sign)) or (Sign.NONE,)


def _is_odd(name: str, value: str) -> bool:
    """Say whether a value cannot be what its field asks for, or has something else beside it."""
    if name == "email":
        return False
    if name == "organisation" and _PLACED.search(value):
        return True  # with its address
    return (
        bool(_ODD.search(value))
        or _is_labelled(name, value)
        or (name in _NAMES and any(letter.isdigit() for letter in value))
    )


def _is_labelled(name: str, value: str) -> bool:
    return name in ("organisation", "role", "city") and bool(_LABELLED.match(value))


def _weakest(draft: Draft, counted: Collection[str] | None = None) -> float:
    """Give the confidence of the weakest value, of those that are `counted`; a draft without any is a guess."""
    found = {key: many[0].confidence for key, many in draft.evidence.items() if many}
    if not found or counted is None:
        return min(found.values(), default=0.5)
    return min((sure for key, sure in found.items() if key in counted), default=1.0)


# The careful scale: a coupon with all its lines understood stands at 0.97, one line that nothing explains is too much.
_PAPER = 0.97
_UNREAD_LINE = 0.12
_STRANGE_WORD = 0.02  # four of them are a clause that was not understood
_REMARK = 0.15
_DOUBT = 0.4


def _paper(draft: Draft, remarks: int) -> float:
    chance = min(_PAPER, _weakest(draft))
    chance -= _UNREAD_LINE * len(draft.unread) + _STRANGE_WORD * draft.strange + _REMARK * remarks
    if draft.doubts or any(_is_labelled(name, value) for name, value in draft.values.items()):
        chance -= _DOUBT
    return round(max(0.05, min(1.0, chance)), 3)
