"""A row below a label → whether it is the label's value; rows below a question → which of them is its answer."""

import re
from collections.abc import Iterable, Sequence

from parsers.coupons import fields, headings
from parsers.coupons.choices import Choices
from parsers.coupons.given import answer, choice, yes_or_no
from parsers.coupons.labels import Labelled
from parsers.coupons.offers import bare_option, offer, sign_of
from parsers.coupons.options import options, visible
from parsers.coupons.vocabulary import Label
from parsers.document import Mark
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.mail.thread import Row

_LABELLED = re.compile(r"\w\s*[:=]\s*\w")  # a label and its value
_CROSS_BEHIND = re.compile(r"(?<=\w)\s+(?:[xX]{1,2}|[✓✔✗✘])\s*$")
_MAX_OPTION = 6  # words
_BESIDE_OPTION = re.compile(
    r"^\s*[-*•·]?\s*(?P<option>[^:=\t?]{2,60}?)\s*(?:[:=?\t]|\.{2,}|…|\s{2,}|->|→)(?P<said>.*)$"
)


def listed_options(question: Question, rows: Iterable[Row]) -> list[Row]:
    """Give the answers to a question that stand below each other from the first row on; none where one stands alone."""
    found: list[Row] = []
    for row in rows:
        if not _is_option(question, row.line.text):
            break
        found.append(row)
    return found if len(found) > 1 and question.type not in (QuestionType.TEXT, QuestionType.NUMBER) else []


def answered_option(question: Question, text: str) -> tuple[str, bool] | None:
    """Give the option of a question that a row names, and the oui or non, or the box, beside it ("samedi : OUI")."""
    found = _BESIDE_OPTION.match(text) if question.choices else None
    if found is None:
        return None
    picked, beside = choice(question, found["option"]), found["said"].strip()
    marks = [mark for mark in beside if mark in tuple(Mark)]
    if marks and not fold(beside):
        said = {Mark.TICKED: True, Mark.EMPTY: False}.get(Mark(marks[0])) if len(marks) == 1 else None
    else:
        said = yes_or_no(beside) if len(words(beside)) == 1 and not marks else None
    return None if picked is None or said is None else (picked, said)


def picked_options(rows: Sequence[Row]) -> list[Row]:
    """Give those of the answers below a question that have a sign, or were left unstruck."""
    signed = [r for r in rows if sign_of(r.line.text) or _CROSS_BEHIND.search(r.line.text)]
    struck = [r for r in rows if visible(r, 0, len(r.line.text))[1]]
    loud = [r for r in rows if r not in struck and _stands_out(r)]
    if 0 < len(signed) < len(rows):
        return signed
    if 0 < len(loud) < len(rows):
        return loud
    return [r for r in rows if r not in struck] if struck else []


def _stands_out(row: Row) -> bool:
    """Say whether all words of a row were highlighted, ringed, underlined or set in bold letters."""
    said = [t.style for t in row.line.tokens if fold(row.line.text[t.start : t.end])]
    return bool(said) and all(s.highlighted or s.coloured or s.bold or s.underlined for s in said)


def question_of_boxes(rows: Sequence[Row], choices: Choices) -> Question | None:
    """Give the one question that all the boxes right below a heading answer; None where they offer something else."""
    boxed: list[str] = []
    for row in rows:
        text = row.line.text.strip()
        if not text or not any(text.startswith(mark) for mark in Mark):
            if text:
                break
            continue
        boxed += [option.text for option in options(row.line.text, 0)]
    if len(boxed) < 2 or any(choices.workshop(text) for text in boxed):
        return None
    asked = [
        q for q in choices.event.questions
        if q.choices and len({choice(q, text) for text in boxed} - {None}) == len(boxed)
    ]  # fmt: skip
    return asked[0] if len(asked) == 1 else None


def sentence_with_boxes(text: str, rows: Sequence[Row], choices: Choices) -> Question | None:
    """Give the question that a sentence asks by the boxes right below it, a yes and a no and nothing else."""
    boxed: list[bool | None] = []
    for row in rows:
        shown = row.line.text.strip()
        if not any(shown.startswith(mark) for mark in Mark):
            break
        boxed += [yes_or_no(option.text) for option in options(row.line.text, 0)]
    asked = choices.question(text) if sorted(map(str, boxed)) == ["False", "True"] else None
    return asked if asked is not None and asked.type is QuestionType.YES_NO else None


def _is_option(question: Question, text: str) -> bool:
    if _LABELLED.search(text):
        return False  # "Déjeunera sur place : oui" below "Participation :", "Sur place"
    return len(words(text)) <= _MAX_OPTION and answer(question, without_cross(text)) is not None


def without_cross(text: str) -> str:
    """Give an option's words without the sign or the cross beside them."""
    return bare_option(_CROSS_BEHIND.sub(" ", text))


def fits(
    piece: Labelled, text: str, choices: Choices, *, near: bool, below: bool = False, following: Row | None = None
) -> bool:
    """Say whether a row is the value of the label above it.

    `near`: it stands where a value would stand; `below`: so do the values of the whole coupon; `following`: the row
    behind it.
    """
    if piece.label is Label.EMAIL:
        return fields.email(text) is not None and len(text.split()) == 1
    if piece.label is Label.PHONE:
        return fields.phone(text, choices.country) is not None and not re.search(r"[A-Za-z]{4}", text)
    if piece.label is Label.WORKSHOPS:
        listed = following is not None and offer(following, choices) is not None
        return _chooses(piece, text, choices, near=near, alone=below and not listed, listed=listed)
    if piece.question and piece.question.type is QuestionType.TEXT:
        return near and not headings.is_advice(text)
    if piece.question:
        told = answer(piece.question, text) is not None
        return told and (near or len(words(text)) <= 3)
    return near and piece.workshop is None


def _chooses(piece: Labelled, text: str, choices: Choices, *, near: bool, alone: bool, listed: bool) -> bool:
    ranked = piece.pick is not None and piece.pick.rank is not None and not listed
    if (ranked or alone) and choices.workshop(text) is not None:
        return True
    named = choices.workshops(text)
    several = len(named.ids) > 1 and named.named and not named.rest and named.clear
    return near and several and not any(mark in text for mark in Mark)
