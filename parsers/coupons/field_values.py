"""The value beside the label of a field → the coupon, in whatever way it was marked or remarked upon."""

import re
from collections.abc import Sequence

from parsers.coupons import aside, fields
from parsers.coupons.choices import Choices
from parsers.coupons.first_names import told_by_names
from parsers.coupons.labels import Labelled
from parsers.coupons.options import Option, options
from parsers.coupons.padding import NOTHING
from parsers.coupons.printed import (
    CIVILITIES,
    narrowed,
)
from parsers.coupons.setting import Setting
from parsers.coupons.stressed import picked_out, stressed_stretches
from parsers.coupons.values import order_unclear, put
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Mark
from parsers.draft import Draft
from parsers.folding import fold, listed, words
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reasons import Reason

_KINDS = {  # what a remark stands behind
    Label.FULL_NAME: "name",
    Label.LAST_NAME: "name",
    Label.FIRST_NAME: "name",
    Label.ROLE: "role",
    Label.ORGANISATION: "body",
    Label.PHONE: "reach",
    Label.EMAIL: "reach",
}
_REFUSES = re.compile(r"\b(?:pas|sans|non|not|rather not|aucune?|none|no)\b")
_PARTS_OF_BODIES = listed("service direction pole division bureau department unit section")
_NAMED = (Label.FULL_NAME, Label.LAST_NAME, Label.FIRST_NAME)
_TITLE_BEHIND = re.compile(
    r"(.*\w)(?:\s*\(\s*|\s{3,})(m\.?|mr\.?|mme|mlle|monsieur|madame|ms\.?|mrs\.?)\s*\)?\s*", re.IGNORECASE
)
_BEFORE_MARK = re.compile(f"[^{MARKS}]*")
_MAX_REASON = 10  # words
_NOT_ANOTHER = re.compile(r"(?:et |and )?(?:non|pas|not) (?:pas )?(?:la|le|les|l|de|du|the|from|au|a)\b")
_NO_VALUE = frozenset({"aucun", "aucune", "none", "neant", "sans objet"})
_NONE_BUT = re.compile(r"(?:aucune?|neant|none|sans objet|pas de|pas d|non concernee?|n a)\b.+")


def take_field(setting: Setting, draft: Draft, piece: Labelled, row: Row, value: str) -> None:
    """Take the value beside the label of a field."""
    if piece.label is None or piece.label is Label.IGNORED or _is_part(draft, piece):
        return
    if _says_none(setting, draft, row, value):
        return
    label, value = piece.label, _without_remark(setting, draft, piece.label, row, value)
    titled = _TITLE_BEHIND.fullmatch(value) if label in _NAMED else None
    if titled and (civility := fields.civility(titled[2])) is not None:
        value = titled[1].strip()  # "Durand Paul (M.)", "Prénom : Yann      M."
        draft.put("civility", civility, setting.evidence(row, piece.start, piece.end, piece.sure))
    behind = narrowed(piece, row, CIVILITIES) if label is Label.CIVILITY else piece
    listed = row.line.text[: behind.start].rstrip().endswith("/")  # "Mr / Mrs / Ms": one more of those printed
    if behind is not piece and not listed and fields.civility(behind.value) is not None:
        piece, value = behind, behind.value
    if any(mark in value for mark in Mark):
        _marked_field(setting, draft, label, piece, row)
    elif not is_nothing(value) and not _withholds(label, value):
        if "\t" in value.strip():
            draft.unread.append(row.line.text)  # two cells beside one label
        if label is Label.CIVILITY and fields.civility(value) is None:
            value = next(iter(picked_out(row, piece.start, piece.end)), value)  # one of two stands out
        capitals = value.isupper() and len(value.split()) > 1  # "HUGUETTE PIALAT" tells no order either
        unclear = label is Label.FULL_NAME and (capitals or order_unclear(piece.written, value))
        inexact = label is Label.FULL_NAME and label_of(piece.written, exact=True) is not label  # "Nom - rénom"
        told = _name_told(setting, value) if unclear or inexact else None
        if told is not None:
            value = f"{told.civility or ''} {told.first} {(told.last or '').upper()}"
        evidence = setting.evidence(row, piece.start, piece.end, 0.8 if unclear and told is None else piece.sure)
        put(draft, label, value, evidence, piece.written, setting.choices.country)


def _is_part(draft: Draft, piece: Labelled) -> bool:
    """Say whether a label asks for the part of a body that is stated already ("Organisme : …", then "Service : …")."""
    part = piece.label is Label.ORGANISATION and fold(piece.written) in _PARTS_OF_BODIES
    return part and "organisation" in draft.values


def is_nothing(value: str) -> bool:
    """Say whether a value is empty, or says that there is none."""
    written = fields.cleaned(value)
    return not (fold(written) or any(mark in value for mark in Mark)) or fold(written) in NOTHING


def _says_none(setting: Setting, draft: Draft, row: Row, value: str) -> bool:
    """Say whether a value says that there is none; where it says more than that, a person reads it."""
    tail = next((tail for head, tail in aside.heads(value) if fold(head) in _NO_VALUE), None)
    if tail is not None and aside.weighed(tail, setting.choices, no=True).understood:
        return True  # "none, I just live here"
    if _NONE_BUT.match(fold(value)):
        draft.unread.append(row.line.text)  # "aucune, je suis retraité"
        return True
    return False


def _without_remark(setting: Setting, draft: Draft, label: Label, row: Row, value: str) -> str:
    """Give a value without what is remarked behind it in brackets; a person reads what may change something."""
    noted = aside.noted(value)
    if noted is not None and not (_changes_no_field(label, noted[1], setting.choices)):
        draft.unread.append(row.line.text)
    return value if noted is None else noted[0]


def _name_told(setting: Setting, value: str) -> fields.Name | None:
    """Give the name under a label that asks for the last name first, where writer or signature tell its order."""
    shown = [setting.writer, *(f"<{text}>" if "@" in text else f"{text} <>" for text in setting.signed)]
    told = {name for who in shown if (name := fields.name_told_by(who, value, last_first=True)) is not None}
    title, bare = fields.without_civility(value)
    if not told and any(_signs(words(text), words(bare)) for text in setting.signed):
        last, _, first = bare.strip().rpartition(" ")
        told.add(fields.Name(fields.badge(first), fields.badge(last), title))
    if not told and (usual := told_by_names(value)) is not None:
        return usual
    return told.pop() if len(told) == 1 else None


def _marked_field(setting: Setting, draft: Draft, label: Label, piece: Labelled, row: Row) -> None:
    """Read "Civilité : ☒ M. ☐ Mme" and its like: the ticked option is the value."""
    lead = _BEFORE_MARK.match(row.line.text[piece.start : piece.end])
    if lead and fold(lead[0]) and label is not Label.CIVILITY:
        draft.unread.append(row.line.text)  # a value, and behind it the boxes of something else
    offered = options(row.line.text[piece.start : piece.end], piece.start)
    ticked = [o for o in offered if o.mark is not Mark.EMPTY]
    if len(offered) == 1 and not ticked and fold(offered[0].text):
        draft.unread.append(row.line.text)  # one box offers no choice: it may be a letter of the value
    elif len(ticked) == 1:
        if ticked[0].mark is Mark.DOUBTFUL:
            draft.doubt(Reason.DOUBTFUL_MARK)
        put(draft, label, ticked[0].text, setting.evidence(row, ticked[0].start, ticked[0].end, piece.sure))
    elif ticked:
        draft.doubt(Reason.CONTRADICTION)
    elif label is Label.CIVILITY:
        _civility_among_boxes(setting, draft, row, piece, offered)


def _civility_among_boxes(setting: Setting, draft: Draft, row: Row, piece: Labelled, offered: Sequence[Option]) -> None:
    """Take the one that stands out behind boxes left empty; other words than theirs are not understood."""
    loud = stressed_stretches(row, piece.start, piece.end)
    if len(loud) == 1 and fields.civility(loud[0]) is not None:
        put(draft, Label.CIVILITY, loud[0], setting.evidence(row, piece.start, piece.end, 0.95))
    elif any(len(words(o.text)) > 1 for o in offered):
        draft.unread.append(row.line.text)


def _signs(signed: list[str], name: list[str]) -> bool:
    """Say whether a name, last name first, was signed by its first name alone, or by an initial and the last name."""
    initial = signed[:1] == [name[-1][:1]] and signed[1:] == name[:-1] if name else False
    return len(name) > 1 and (signed == name[-1:] or initial)


def _changes_no_field(label: Label, note: str, choices: Choices) -> bool:
    """Say whether a remark in brackets leaves a value as it is: when to call, or which other body is not meant."""
    reached = label in (Label.PHONE, Label.EMAIL) and not re.search(r"\d{4}|@", note)
    return (
        reached
        or bool(_NOT_ANOTHER.match(fold(note)))
        or aside.weighed(note, choices, of=_KINDS.get(label, "place")).understood
    )


def _withholds(label: Label, value: str) -> bool:
    """Say whether a sentence stands where a number or an address was asked for, and refuses it."""
    if label not in (Label.PHONE, Label.EMAIL, Label.ADDRESS) or re.search(r"[\d@]", value):
        return False
    return bool(_REFUSES.search(fold(value))) and len(words(value)) <= _MAX_REASON
