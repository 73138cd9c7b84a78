"""What stands beside a question → its answer, and what is said behind that."""

import re

from parsers.coupons import aside, fields
from parsers.coupons.boxes import take_options
from parsers.coupons.given import answer, echoed
from parsers.coupons.labels import Labelled
from parsers.coupons.options import visible
from parsers.coupons.padding import ANSWERING, NOTHING, without_fillers
from parsers.coupons.printed import (
    YES_NO,
    asked_further,
    behind_tick,
    boxed_number,
    digits_for_letters,
    lists_choices,
    names_all,
    narrowed,
    offers_both,
    says_both,
)
from parsers.coupons.setting import Setting
from parsers.coupons.stressed import picked_out, stressed_stretches
from parsers.coupons.yes_no import said_beside
from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.letters.weight import leaves_open
from parsers.mail.thread import Row
from parsers.reading import AnswerValue, Source
from parsers.reasons import Reason
from parsers.vouching import BY_HAND


def take_question(setting: Setting, draft: Draft, question: Question, piece: Labelled, row: Row) -> None:
    """Take the answer beside the label of a question."""
    piece = asked_further(piece)
    offered = YES_NO if question.type is QuestionType.YES_NO else [(c.label, *c.aliases) for c in question.choices]
    behind = narrowed(piece, row, offered)
    if answer(question, behind.value) is not None or aside.head_of(question, behind.value) is not None:
        piece = behind  # more options may be printed there than the event offers
    value, struck = visible(row, piece.start, piece.end)
    if question.type is QuestionType.YES_NO:
        _yes_no(setting, draft, question, piece, row, struck)
    elif (number := boxed_number(question, value)) is not None:
        _written(setting, draft, question, piece, row, number)
    elif any(mark in value for mark in Mark):
        take_options(setting, draft, row, row.line.text[piece.start : piece.end], piece.start, question)
    elif written := fields.cleaned(value.strip(" \t-–/|,;") if struck else value):
        printed = question.choices and stressed_stretches(row, piece.start, piece.end)  # "A | B", one of them bold
        if fields.is_suspicious(written.replace("|", "/") if printed else written):
            draft.doubt(Reason.SUSPICIOUS_TEXT)
            return
        _written(setting, draft, question, piece, row, digits_for_letters(question, row, piece, written))


# How an answer is to be marked, printed behind what one may choose ("Yes / No (circle)").
_HOW = re.compile(
    r"\((?:(?:please|merci de|veuillez)\s+)?(?:circle|delete|tick|strike|cross|underline|entoure[rz]|rayer?z?|barre[rz]"
    r"|coche[rz]|souligne[rz]|biffe[rz])\b[^()]*\)",
    re.IGNORECASE,
)


def _yes_no(setting: Setting, draft: Draft, question: Question, piece: Labelled, row: Row, struck: bool) -> None:
    value = visible(row, piece.start, piece.end)[0]
    said = said_beside(setting, draft, row, piece, struck)
    marked = any(mark in value for mark in Mark)
    if said is not None:
        asked = set(words(" ".join((question.label, *question.aliases, *setting.choices.event.match))))
        strange = set(words(_HOW.sub(" ", value))) - ANSWERING - asked and aside.in_other_words(value) is None
        beside = behind_tick(value) if marked else value
        if strange and not _explained(setting, draft, question, row, beside):
            draft.unread.append(row.line.text)  # "oui, accompagné de …"
        draft.reply(question.id, said[0], setting.evidence(row, piece.start, piece.end, said[1] * piece.sure))
    elif (echo := echoed(question, value)) is not None and not struck:
        draft.reply(question.id, echo, setting.evidence(row, piece.start, piece.end, 0.98 * piece.sure))
    elif fields.cleaned(value) and not marked and not offers_both(value):
        headed = None if struck or says_both(value) else aside.head_of(question, value)
        if headed is not None:
            draft.reply(question.id, headed[0], setting.evidence(row, piece.start, piece.end, 0.95 * piece.sure))
        if headed is None or not takes_behind(setting, draft, question, row, headed[1], no=headed[0] is False):
            draft.unread.append(row.line.text)


def _explained(setting: Setting, draft: Draft, question: Question, row: Row, value: str) -> bool:
    """Say whether what follows a yes or a no is understood, and take what it answers."""
    headed = aside.head_of(question, value)
    return headed is not None and takes_behind(setting, draft, question, row, headed[1], no=headed[0] is False)


def takes_behind(setting: Setting, draft: Draft, question: Question | None, row: Row, tail: str, *, no: bool) -> bool:
    """Take what stands behind an answer; False where a person has to read it."""
    found = aside.weighed(tail, setting.choices, question, no=no)
    for other, value in found.others:
        draft.asked.append(other.id)
        draft.reply(other.id, value, setting.evidence(row, 0, len(row.line.text), 0.95))
    return found.understood


def _written(setting: Setting, draft: Draft, question: Question, piece: Labelled, row: Row, written: str) -> None:
    """Take a written answer; where several choices stand there, the one that stands out."""
    given = answer(question, written)
    if given is None and (not fold(written) or fold(written) in NOTHING):
        return  # "Taille : /"
    if given is None and question.choices:
        given = answer(question, without_fillers(written))  # "je prendrai le train"
    struck = visible(row, piece.start, piece.end)[1]
    several = question.choices or question.type is QuestionType.NUMBER
    loud = picked_out(row, piece.start, piece.end) if several else []
    if loud:
        stressed = answer(question, ", ".join(loud))
        counted = question.type is QuestionType.NUMBER and stressed is not None  # "0 1 2", one of them in a ring
        given = stressed if given is None or counted or names_all(question, written) else given
    elif lists_choices(question, written) or (setting.loud and isinstance(given, tuple) and len(given) > 1):
        given = None  # what one may choose, as it was printed
    if given is None or (question.type is QuestionType.NUMBER and not loud):
        given = _headed(setting, draft, question, row, written, given)
    if given is None:
        if not lists_choices(question, written) or loud or struck:
            draft.doubt(Reason.DOUBTFUL_VALUE)  # something of it was marked, and is not understood
        elif _has_sign(written) or _has_drawn_over(row, piece):
            draft.unread.append(row.line.text)  # all that one may choose, and a sign beside one of them
        return
    if question.type is QuestionType.TEXT:
        if fold(written) in NOTHING:
            return
        given = _person_or_text(written)
    elif leaves_open(written):
        draft.unread.append(row.line.text)  # "2, peut-être 3"
    draft.reply(question.id, given, setting.evidence(row, piece.start, piece.end, piece.sure))


def _has_sign(written: str) -> bool:
    return bool(re.search(r"[^\w\s/|,;().'’-]|\b[xX]\b", written.rstrip(" ?")))


def _has_drawn_over(row: Row, piece: Labelled) -> bool:
    """Say whether a word on paper looks like a hand's among printed ones: a ring that was not seen runs through it."""
    told = [t for t in row.line.tokens if t.source is Source.OCR and piece.start <= t.start < piece.end]
    return any(token.confidence <= BY_HAND for token in told)


def _headed(
    setting: Setting, draft: Draft, question: Question, row: Row, written: str, given: AnswerValue | None
) -> AnswerValue | None:
    """Give the answer that a value begins with, and weigh what follows; `given` is what all of it answers."""
    if lists_choices(question, written) or isinstance(given, float):
        return given
    headed = aside.head_of(question, written)
    if headed is None:
        return given
    value, tail = headed
    if given is not None:
        tail = re.sub(rf"\b(?:donc |so )?{given}\b", " ", tail)  # "aucune, j'habite à côté, donc 0"
    if given not in (None, value):
        return None
    explained = question.type is QuestionType.NUMBER and aside.explains_number(tail)
    if not explained and not takes_behind(setting, draft, question, row, tail, no=value == 0):
        draft.unread.append(row.line.text)
    return value


def _person_or_text(text: str) -> str:
    """Give a written answer; a name in capitals as a badge shows it."""
    title, rest = fields.without_civility(text)
    if text.isupper() and len(rest.split()) <= 4 and not any(c.isdigit() for c in rest):
        return f"{title} {fields.badge(rest)}" if title else fields.badge(rest)
    return text
