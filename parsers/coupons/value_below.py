"""A row below a label that has no value yet → the value, or the answers to the question there."""

import re
from dataclasses import replace

from parsers.coupons import below
from parsers.coupons.boxes import pick
from parsers.coupons.field_values import take_field
from parsers.coupons.given import answer, choice
from parsers.coupons.labels import Labelled
from parsers.coupons.lettered import lettered_options
from parsers.coupons.likeness import stem
from parsers.coupons.options import visible
from parsers.coupons.progress import POSTAL_TOWN, Progress
from parsers.coupons.question_values import take_question
from parsers.coupons.rows import indent
from parsers.coupons.stressed import stressed_stretches
from parsers.coupons.trailing import is_name
from parsers.coupons.values import put
from parsers.coupons.vocabulary import Label, is_boilerplate, is_greeting
from parsers.coupons.workshop_values import take_workshops
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.letters.weight import cover_chance
from parsers.mail.thread import Row

_TALK = 0.4  # the least chance that a sentence apart changes nothing: it is no answer to an open question then
_RULED = re.compile(r"^\s*(?:_{2,}|\.{3,}|…+)[\s\S]*(?:_{2,}|\.{3,}|…+)\s*$")  # "__written on the line__"
_SENTENCE_END = re.compile(r"[?!.…]\s*$")
_OWN_LABEL = re.compile(r"\s*(?P<label>[^:?!.]{3,40}?)\s*:\s+(?=\S)")
_ASKS_MORE = {
    stem(word) for word in words("précisez préciser lequel laquelle lesquels si oui détails please specify which")
}
_BULLET = re.compile(r"^\s*[-*•–]\s+\S")


def takes_value_below(at: Progress, row: Row) -> bool:
    """Take a row as what the label above it asks for; False where it is none."""
    text, draft = row.line.text, at.current
    waiting, at.waiting = at.waiting, None
    if draft is None:
        return False
    if at.address and POSTAL_TOWN.match(text):
        at.address = False
        put(draft, Label.POSTAL_CITY, text, evidence_at(row, at.part, 0, len(text), 0.95))
        return True
    if waiting is None:
        return False
    if waiting[0].question and _options_below(at, waiting[0].question, row, draft):
        return True
    bullet = _BULLET.match(text)
    start = bullet.end() - 1 if bullet else 0
    written = text
    text = text[start:]
    piece, above = replace(waiting[0], start=start, end=len(written), value=text, sure=0.93), waiting[1]
    near = at.habits.below or (indent(written) > indent(above.line.text) and not at.parted)
    near = near or (bullet is not None and piece.question is not None and not at.parted)  # "Repas :" / "- 2"
    if piece.question and piece.question.type is QuestionType.TEXT:
        asks = above.line.text.rstrip().endswith((":", "?")) or _differs(above, row)
        near = near or (not at.parted and ((asks and not is_name(text)) or _is_own_sentence(at, waiting, text)))
        talks = at.parted or text.rstrip().endswith(".")
        near = near and not (talks and cover_chance(text) >= _TALK)  # "See you there." at the end of the letter
        near = near and not _signs(draft, text)
    following = at.ahead[0] if at.ahead else None
    left = _left_of_answers(piece.question, row, start) if piece.question else text
    fits = below.fits(piece, left, at.choices, near=near, below=at.habits.below, following=following)
    if (is_greeting(text) and piece.label is not Label.CIVILITY) or not fits:
        return False
    if piece.question:
        take_question(at.setting, draft, piece.question, _without_own_label(draft, piece, piece.question, row), row)
    elif piece.label is Label.WORKSHOPS:
        take_workshops(at.setting, draft, piece, row, visible(row, start, len(written))[0])
    else:
        take_field(at.setting, draft, piece, row, visible(row, start, len(written))[0])
    return True


def _signs(draft: Draft, text: str) -> bool:
    """Say whether a row is the attendee's own name, or a part of it, below the last question of a coupon."""
    own = words(f"{draft.values.get('first_name', '')} {draft.values.get('last_name', '')}")
    said = words(text)
    return bool(said) and set(said) <= set(own)


def _without_own_label(draft: Draft, piece: Labelled, question: Question, row: Row) -> Labelled:
    """Give an open answer without the label before it ("Besoin particulier : une boucle"); a person reads another."""
    found = _OWN_LABEL.match(piece.value) if question.type is QuestionType.TEXT else None
    if found is None:
        return piece
    printed = {stem(word) for name in (question.label, *question.aliases) for word in words(name)}
    if not {stem(word) for word in words(found["label"])} <= printed | _ASKS_MORE:
        draft.unread.append(row.line.text)
        return piece
    return replace(piece, start=piece.start + found.end(), value=piece.value[found.end() :])


def _left_of_answers(question: Question, row: Row, start: int) -> str:
    """Give what counts of the answers in a row: the one that stands out, else all that is not struck out."""
    loud = stressed_stretches(row, start, len(row.line.text))
    if len(loud) == 1 and answer(question, loud[0]) is not None:
        return loud[0]
    return visible(row, start, len(row.line.text))[0].strip(" /|,;-–")


def _options_below(at: Progress, question: Question, row: Row, draft: Draft) -> bool:
    """Take the answers that stand below each other under their question; False where one row alone, or none, is."""
    lettered = lettered_options(question, (row, *at.ahead))
    at.letters = {option.letter: option.choice for option in lettered}
    rows = [option.row for option in lettered] or below.listed_options(question, (row, *at.ahead))
    at.taken |= {id(r) for r in rows[1:]}
    at.fates += [(r, draft, False) for r in rows[1:]]
    for option in below.picked_options(rows):
        text = below.without_cross(option.line.text)
        shown = next((o.choice for o in lettered if o.row is option), None)
        picked, given = shown or choice(question, text), answer(question, text)
        if picked is not None:
            pick(at.setting, draft, question, picked, option, 0, len(option.line.text))
        elif given is not None:
            draft.reply(question.id, given, evidence_at(option, at.part, 0, len(option.line.text), 0.95))
    return bool(rows)


def _is_own_sentence(at: Progress, asked: tuple[Labelled, Row], text: str) -> bool:
    """Say whether a sentence, or what stands on a drawn line, is somebody's own below a label that fills its line."""
    label, above = asked
    if fold(above.line.text[label.start :]) or at.is_quoted(text) or is_boilerplate(text):
        return False
    if text.rstrip("_. ").endswith("?"):
        return "question" in words(label.written)  # elsewhere it may be what the coupon asks next
    ruled = bool(_RULED.match(text) and fold(text))
    return ruled or (len(words(text)) > 3 and bool(_SENTENCE_END.search(text)) and not at.is_printed(text))


def _differs(label: Row, value: Row) -> bool:
    """Say whether a label is set in bold letters and the row below it is not."""
    bold = [[t.style.bold for t in row.line.tokens] for row in (label, value)]
    return all(bold) and all(bold[0]) and not any(bold[1])
