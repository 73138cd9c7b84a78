"""Rows of boxes → workshops, answers, or whether one comes."""

import re

from parsers.coupons import fields
from parsers.coupons.attendance import attendance
from parsers.coupons.choices import clocked
from parsers.coupons.given import choice, yes_or_no
from parsers.coupons.likeness import stem
from parsers.coupons.options import Option, options, visible
from parsers.coupons.setting import Setting
from parsers.coupons.values import put
from parsers.coupons.vocabulary import Label
from parsers.coupons.yes_no import offered
from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reasons import Reason

_FEW = 2  # words, which may end the question in the row above
_BOXES = re.compile(f"[{MARKS}]")
_NUMBER = re.compile(r"(?<![\d:h/.])\d{1,3}(?![\d:h/.])")

_NOT = re.compile(r"\b(?:ne|n|pas|not|don t|won t)\b")


def take_options(
    setting: Setting, draft: Draft, row: Row, text: str, start: int, question: Question | None, *, listing: bool = False
) -> None:
    """Read a row of boxes: workshops, answers to `question`, or whether one comes."""
    if _asks_else(setting, text):
        draft.unread.append(row.line.text)
        return
    for option in offered(setting, draft, text, start) if question else options(text, start):
        shown, struck = visible(row, option.start, option.end)
        if struck and not fold(shown):
            continue  # scribbled out: neither chosen nor offered
        _option(setting, draft, row, option, question, listing)


def _asks_else(setting: Setting, text: str) -> bool:
    """Say whether boxes for yes and no answer a question of their row that the event does not ask in known words."""
    asked = _BOXES.split(text)[0]
    offered = options(text)
    ticked = any(option.mark is not Mark.EMPTY for option in offered)
    both = len(offered) > 1 and all(yes_or_no(option.text) is not None for option in offered)
    known = (
        attendance(f"{asked} : oui", setting.choices.event) is not None or setting.choices.question(asked) is not None
    )
    asks = len(words(asked)) > _FEW or (len(words(asked)) > 1 and asked.rstrip().endswith((":", "?")))
    return both and ticked and asks and not known


def _option(setting: Setting, draft: Draft, row: Row, option: Option, question: Question | None, listing: bool) -> None:
    """Take one box: an answer to the question above it, or what it names itself."""
    if option.mark is Mark.DOUBTFUL:
        draft.doubt(Reason.DOUBTFUL_MARK)
    if option.implied and _is_time(setting, option.text):
        return  # "☒ Atelier 6   14h30"
    said = yes_or_no(option.text)
    comes = attendance(f"{option.text} : oui", setting.choices.event) if question is None else None
    if comes is not None and not _is_asked(setting, option.text):
        _presence_answer(draft, option.mark is not Mark.EMPTY, comes)
        return
    if question is not None and _answers(setting, draft, row, option, question, said):
        return
    if option.implied and said is None and setting.choices.workshop(option.text) is None:
        draft.unread.append(row.line.text)
    if question is not None and question.choices and _is_foreign(setting, option.text):
        if option.mark is not Mark.EMPTY:
            draft.doubt(Reason.DOUBTFUL_VALUE)
        return  # below options it is one of them, and not a question that some of its words are of
    _unasked(setting, draft, row, option, said, listing)


def _is_time(setting: Setting, text: str) -> bool:
    """Say whether a text is no more than the time of one of the event's slots."""
    told = set(words(clocked(text)))
    if told and all(stem(word) in setting.choices.times for word in told):
        return True  # "(après-midi)"
    return bool(told) and any(told <= set(words(clocked(slot))) for slot in setting.choices.slots)


def _is_foreign(setting: Setting, text: str) -> bool:
    """Say whether a text names neither a workshop nor, with all its words, a question of the event."""
    known = setting.choices.workshop(text) is not None or _is_asked(setting, text) or fields.civility(text) is not None
    return not known and yes_or_no(text) is None and setting.choices.question(text) is not None


def _is_asked(setting: Setting, text: str) -> bool:
    """Say whether a text holds all the words of a question of the event, which may name the event itself."""
    said = {stem(word) for word in words(text)}
    asked = (phrase for q in setting.choices.event.questions for phrase in (q.label, *q.aliases))
    return any({stem(word) for word in words(phrase)} <= said for phrase in asked)


def _unasked(setting: Setting, draft: Draft, row: Row, option: Option, said: bool | None, listing: bool) -> None:
    """Take a box that no question stands above: a workshop, or something that it names itself."""
    ticked = option.mark is not Mark.EMPTY
    evidence = setting.evidence(row, option.start, option.end, 0.98)
    workshop = setting.choices.workshop(option.text)
    if workshop is not None and said is None:
        draft.offered += 1
        draft.asked.append(f"workshop {workshop[0]}")
        if ticked:
            draft.choose(workshop[0], True, setting.evidence(row, option.start, option.end, workshop[1]))
    elif (asked := setting.choices.question(option.text)) and asked.type is QuestionType.YES_NO:
        draft.asked.append(asked.id)
        if ticked:
            draft.reply(asked.id, said is not False and not _denies(option.text, asked), evidence)
    elif fields.civility(option.text) and len(words(option.text)) < 3:
        if ticked:
            put(draft, Label.CIVILITY, option.text, evidence)
    elif said is not None and workshop is None:
        _presence_answer(draft, ticked, said)
    elif (further := _further_option(setting, draft, option.text)) is not None:
        if ticked:
            pick(setting, draft, *further, row, option.start, option.end)
    elif ticked:
        draft.doubt(Reason.UNKNOWN_WORKSHOP if listing or draft.offered else Reason.DOUBTFUL_VALUE)
    elif workshop is not None or not fold(option.text) or _NUMBER.search(option.text):
        draft.unread.append(row.line.text)  # a box and an oui beside one workshop, beside nothing, or a number


def _further_option(setting: Setting, draft: Draft, text: str) -> tuple[Question, str] | None:
    """Give the question asked further up whose option a box names word for word, where only one is."""
    found = [
        (question, c.id)
        for question in setting.choices.event.questions
        for c in question.choices
        if question.id in draft.asked and fold(text) in map(fold, (c.label, *c.aliases))
    ]
    return found[0] if len(found) == 1 else None


def _denies(text: str, question: Question) -> bool:
    """Say whether an option says no to what a question asks ("je ne déjeune pas sur place")."""
    asked = any(_NOT.search(fold(phrase)) for phrase in (question.label, *question.aliases))
    return bool(_NOT.search(fold(text))) and not asked


def _answers(setting: Setting, draft: Draft, row: Row, option: Option, question: Question, said: bool | None) -> bool:
    """Take a box as an answer to a question; False where it is none."""
    ticked = option.mark is not Mark.EMPTY
    if question.type is QuestionType.YES_NO and said is not None and len(words(option.text)) < 3:
        if ticked:
            draft.reply(question.id, said, setting.evidence(row, option.start, option.end, 0.98))
        return True
    picked = choice(question, option.text) if question.choices else None
    if picked and ticked:
        pick(setting, draft, question, picked, row, option.start, option.end)
    return picked is not None


def _presence_answer(draft: Draft, ticked: bool, said: bool) -> None:
    if ticked and draft.coming is not None and draft.coming != said:
        draft.doubt(Reason.COMING_AND_NOT)
    elif ticked:
        draft.coming = said


def pick(setting: Setting, draft: Draft, question: Question, picked: str, row: Row, start: int, end: int) -> None:
    """Take one option of a question, beside others where several may be picked."""
    evidence = setting.evidence(row, start, end, 0.98)
    standing = draft.answers.get(question.id)
    if question.type is QuestionType.MULTI_CHOICE:
        before = standing if isinstance(standing, tuple) else ()
        draft.answers[question.id] = (*before, picked)
        draft.note(f"answers.{question.id}", evidence)
    else:
        draft.reply(question.id, picked, evidence)
