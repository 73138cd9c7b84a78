"""Rows with boxes, or with one answer a row, below the question that they answer."""

import re

from parsers.coupons import below, fields
from parsers.coupons.boxes import pick, take_options
from parsers.coupons.given import choice
from parsers.coupons.labels import Labelled
from parsers.coupons.lettered import picked_letter
from parsers.coupons.offers import offer
from parsers.coupons.options import options
from parsers.coupons.progress import Progress
from parsers.coupons.rows import without_struck
from parsers.coupons.stressed import picked_out
from parsers.coupons.vocabulary import (
    Label,
)
from parsers.document import Mark
from parsers.event import Question
from parsers.folding import fold
from parsers.mail.thread import Row

_SIDE_BY_SIDE, _LEAST_OFFERED = re.compile(r"\s{3,}|\s*[/|]\s*"), 2
_LONE_TICK = re.compile(r"^\s*[-*•]?\s*[xX]\s+(?=\S)|(?:\s{2,}|\t|[.…_]{2,}|\s-\s|:)\s*[xX]\s*$")


def heads_boxes(at: Progress, row: Row, found: list[Labelled]) -> bool:
    """Take a row as the heading of the boxes below it, all of which answer one question, in words of its own."""
    if at.current is None or any(mark in row.line.text for mark in Mark):
        return False
    asked = below.question_of_boxes(at.ahead, at.choices)
    if asked is None and not found:
        asked = below.sentence_with_boxes(row.line.text, at.ahead, at.choices)  # "Je déjeunerai sur place"
    plain = all(
        not at.choices.workshops(p.value).named
        and (p.label is Label.WORKSHOPS or p.question == asked or not (p.question or fields.cleaned(p.value)))
        for p in found
    )
    if asked is None or not plain:
        return False
    at.question, at.waiting, at.listing = asked, None, False
    return True


def answers_option(at: Progress, question: Question, row: Row) -> bool:
    """Take an oui or non beside one option of the question above, or its boxes; False where the row is none."""
    if _boxes_answer(at, question, row) or _picks_letter(at, question, row) or _ring_answers(at, question, row):
        return True
    told = below.answered_option(question, without_struck(row).line.text)
    if told is None or at.current is None:
        return False
    if told[1]:
        pick(at.setting, at.current, question, told[0], row, 0, len(row.line.text))
    at.waiting = None
    at.fates.append((row, at.current, False))
    return True


def _picks_letter(at: Progress, question: Question, row: Row) -> bool:
    """Take the letter of one option that was printed above ("(indiquez a, b ou c) : b")."""
    picked = picked_letter(at.letters, row.line.text)
    if picked is None or at.current is None:
        return False
    pick(at.setting, at.current, question, picked, row, 0, len(row.line.text))
    at.waiting = None
    at.letters.clear()
    at.fates.append((row, at.current, False))
    return True


def _boxes_answer(at: Progress, question: Question, row: Row) -> bool:
    """Take a row whose boxes all stand beside answers to the question above, whatever else their words may be."""
    text = row.line.text
    boxed = options(text) if question.choices and any(mark in text for mark in Mark) else []
    if not boxed or not all(choice(question, option.text) for option in boxed):
        return False
    take_options(at.setting, at.draft(), row, text, 0, question)
    at.waiting = None
    at.fates.append((row, at.current, False))
    return True


def _ring_answers(at: Progress, question: Question, row: Row) -> bool:
    """Take a row of options side by side one of which stands out, in a ring or left alone by a stroke."""
    text = row.line.text
    offered = [choice(question, piece) for piece in _SIDE_BY_SIDE.split(text) if fold(piece)]
    if at.current is None or len(offered) < _LEAST_OFFERED or None in offered or any(mark in text for mark in Mark):
        return False
    loud = [choice(question, stretch) for stretch in picked_out(row, 0, len(text))]
    if len(loud) != 1 or loud[0] is None:
        return False
    pick(at.setting, at.current, question, loud[0], row, 0, len(text))
    at.waiting = None
    at.fates.append((row, at.current, False))
    return True


def ticked_alone(at: Progress, row: Row) -> bool:
    """Say whether a row is an option with a lone X; one of a list without boxes is understood with its list."""
    if not _LONE_TICK.search(row.line.text):
        return False
    beside = [*(o.row for o in at.offers[-1:]), *at.ahead[:1]]
    listed = any(offer(r, at.choices) is not None and not any(mark in r.line.text for mark in Mark) for r in beside)
    return not (listed and offer(row, at.choices) is not None)
