"""A label with its value → the coupon: a field, an answer, workshops, or what counts for everybody."""

import re
from dataclasses import replace

from parsers.coupons import fields
from parsers.coupons.boxes import take_options
from parsers.coupons.field_values import take_field
from parsers.coupons.given import yes_or_no
from parsers.coupons.headings import is_advice
from parsers.coupons.labels import ONCE_FOR_ALL, SCOPE, Labelled
from parsers.coupons.offers import Offer, offer
from parsers.coupons.options import visible
from parsers.coupons.progress import Progress
from parsers.coupons.question_values import take_question
from parsers.coupons.row_labels import is_civility
from parsers.coupons.rows import indent
from parsers.coupons.stacked import stretch
from parsers.coupons.stressed import stressed_stretches
from parsers.coupons.vocabulary import (
    Label,
    without_brackets,
)
from parsers.coupons.workshop_values import take_workshop, take_workshops
from parsers.document import Mark
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, listed, words
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reading import Source

_PARTS_OF_NAME = (Label.CIVILITY, Label.FIRST_NAME, Label.LAST_NAME)
_OFFERED = re.compile(r"\(([^()]*)\)[\s:]*$")
_BOX = re.compile(f"[{MARKS}]")
_PROPOSED = re.compile(r"\b(?:proposee?s?|possibles?|disponibles?|available|offered|programme)\b")
_WANTING = listed(
    """sans without pas not sauf except merci please svp prevoir prevoyez je j i nous we moi me mon ma my seulement only
    uniquement finalement mais but avec with no plutot rather"""
)
_WORD = re.compile(r"[^\W_]+")
_MOST_ANSWER = 12  # words
# What stands behind a question, and behind the advice in brackets that belongs to it; a small word goes on with it.
_ANSWER = re.compile(
    r"\s*(?:\([^()]{3,80}\))?[\s.…_]+(?!(?:d[eu]s?|[àa]u?x?|en|pour|l[ae]s?|et|ou|si|par|sur|of|for|to|in|the|and|or|on"
    r"|if)\b|[dl]['’])([^\W_][^:?]*)$",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:la )?(?:mairie|communaute (?:de|d|urbaine)|cc|syndicat|conseil|departement|ccas|metropole)\b.")
_ADVICE = re.compile(r"\([^()]*\)")


def take_labelled(at: Progress, piece: Labelled, row: Row) -> None:
    piece = _answered_behind(_named_behind(_of_body(at, piece, row)), row.line.text)
    unsure = piece.label in (None, Label.ROLE) and piece.question is None
    if unsure and is_civility(_BOX.sub(" ", piece.value)):
        piece = replace(piece, label=Label.CIVILITY)  # "Vous êtes : Madame / Monsieur"
    if _for_all(at, piece, row):
        return
    _drop_heading(at, piece)
    at.waiting, at.question, at.listing = None, None, False
    at.letters.clear()
    draft = at.draft(piece.label)
    if piece.label is None and piece.question is None and piece.workshop is None:
        at.unknown.take(draft, row, piece.written, row.line.text[piece.start : piece.end])
        return
    draft.asked.append(piece.label or (piece.question.id if piece.question else f"workshop {piece.workshop}"))
    value, struck = visible(row, piece.start, piece.end)
    at.address = piece.label is Label.ADDRESS and bool(fields.cleaned(value))
    if not fields.cleaned(value) and not struck and not any(mark in value for mark in Mark):
        at.waiting = None if _is_empty_field(piece, row) else (piece, row)
    if piece.workshop:
        take_workshop(at.setting, draft, piece, row, struck)
    elif piece.question:
        at.question = piece.question
        if piece.start == len(row.line.text) and _says_more(piece, row.line.text):
            at.bare.append((draft, piece.question, row.line.text))
        _question(at, draft, piece.question, piece, row)
    elif piece.label is Label.WORKSHOPS:
        _chosen(at, draft, piece, row, value)
    else:
        _civility_before(at, draft, piece, row)
        take_field(at.setting, draft, piece, row, value)


def _chosen(at: Progress, draft: Draft, piece: Labelled, row: Row, value: str) -> None:
    """Take what stands beside a label that asks for workshops: boxes, the first of a list, or their names."""
    at.listing = not _PROPOSED.search(fold(piece.written))
    if any(mark in value for mark in Mark):
        take_options(at.setting, draft, row, row.line.text[piece.start : piece.end], piece.start, None, listing=True)
    elif (first := _first_of_list(at, piece, row)) is not None:
        at.offers.append(first)
    elif at.listing or not fields.cleaned(value):
        take_workshops(at.setting, draft, piece, row, value)
    elif len(at.choices.workshops(value).ids) < len(at.choices.event.workshops):
        draft.unread.append(row.line.text)  # what is offered may still be what was left of it


def _first_of_list(at: Progress, piece: Labelled, row: Row) -> Offer | None:
    """Give the first workshop of a list in a table that stands beside its heading: the others stand below it."""
    below = at.ahead[0] if at.ahead and at.ahead[0].table == row.table >= 0 else None
    if below is None or not below.line.text.startswith("\t") or offer(below, at.choices) is None:
        return None
    found = offer(stretch(row, piece.start, piece.end), at.choices)
    return replace(found, headed=True) if found is not None else None


def _named_behind(piece: Labelled) -> Labelled:
    """Give a name that stands behind the civilities to choose from ("Madame / Monsieur   PETIT Léa") with its own."""
    if piece.label is not Label.CIVILITY or not is_civility(piece.written) or any(mark in piece.value for mark in Mark):
        return piece
    name = fields.name(piece.value, None) if fields.without_civility(piece.value.strip())[0] is None else None
    if name is None or not name.sure or name.first is None:
        return piece
    return replace(piece, label=Label.FULL_NAME, written="")


def _answered_behind(piece: Labelled, text: str) -> Labelled:
    """Give a question in words with its answer, where nothing but a space parts them ("instrument joué trombone")."""
    asked = piece.question
    if asked is None or asked.type is not QuestionType.TEXT or piece.start < len(text.rstrip()):
        return piece
    said = list(_WORD.finditer(text))
    for name in sorted((words(n) for n in (asked.label, *asked.aliases)), key=len, reverse=True):
        if 1 < len(name) < len(said) and [fold(word[0]) for word in said[: len(name)]] == name:
            found = _ANSWER.match(text, said[len(name) - 1].end())
            if found is None or is_advice(found[1]) or len(words(found[1])) > _MOST_ANSWER:
                return piece
            start, end = found.span(1)
            return replace(piece, value=found[1], start=start, end=end, sure=min(piece.sure, 0.93))
    return piece


def _civility_before(at: Progress, draft: Draft, piece: Labelled, row: Row) -> None:
    """Take the civility that was left of those before a name."""
    advice = _ADVICE.search(row.line.text, 0, piece.start)  # "Mme – M. (rayer la mention inutile) Prénom et nom :"
    end = advice.end() if advice else piece.start
    if piece.label is Label.FULL_NAME and is_civility(row.line.text[:end]):
        civility = fields.civility(_ADVICE.sub("", visible(row, 0, end)[0]).strip(" -–/"))
        if civility is not None:
            draft.put("civility", civility, at.setting.evidence(row, 0, piece.start, piece.sure))


def _drop_heading(at: Progress, piece: Labelled) -> None:
    """Take a word for a person that stands alone above the parts of his name as their heading ("Delegate")."""
    if at.waiting is None or at.current is None or piece.label not in _PARTS_OF_NAME:
        return
    above, row = at.waiting
    if above.label is Label.FULL_NAME and row.line.text.strip().isalpha():
        at.current.asked.remove(Label.FULL_NAME)


def _for_all(at: Progress, piece: Labelled, row: Row) -> bool:
    """Take a value that counts for everybody: its label says so, or it does so itself ("… (pour tous)")."""
    value = visible(row, piece.start, piece.end)[0]
    if piece.question and SCOPE.search(piece.written) and fields.cleaned(value):
        _question(at, at.common, piece.question, piece, row)
        at.waiting = None
        return True
    scope = SCOPE.search(value) if piece.label in ONCE_FOR_ALL else None
    if scope and not scope[0].lstrip().startswith("("):
        scope = None  # "Lecture pour tous" is a name
    if not (piece.common or (scope and scope.start())) or not fields.cleaned(value):
        return False
    end = piece.start + scope.start() if scope and not piece.common else piece.end
    take_field(at.setting, at.common, replace(piece, end=end), row, row.line.text[piece.start : end])
    at.waiting = None
    return True


def _of_body(at: Progress, piece: Labelled, row: Row) -> Labelled:
    """Give a label as the body's: a name's where it stands indented below "Structure :", a town's beside a body."""
    if piece.label is Label.CITY and _BODY.match(fold(piece.value)):
        asked = at.current.asked if at.current is not None and not at.closed else []
        return piece if Label.ORGANISATION in asked else replace(piece, label=Label.ORGANISATION)
    above = at.waiting
    below = above is not None and above[0].label is Label.ORGANISATION and piece.label is Label.LAST_NAME
    if below and above is not None and indent(row.line.text) > indent(above[1].line.text):
        return replace(piece, label=Label.ORGANISATION)
    return piece


def _question(at: Progress, draft: Draft, question: Question, piece: Labelled, row: Row) -> None:
    """Take an answer beside its question, or the one of two sentences that is left ("participera / ne … pas")."""
    whole = row.line.text
    if question.type is not QuestionType.YES_NO or fields.cleaned(piece.value):
        offered = _OFFERED.search(whole)
        if question.choices and offered and not fields.cleaned(piece.value):
            start, end = offered.span(1)  # the choices in brackets, one of which may stand out
            if stressed_stretches(row, start, end):
                piece = replace(piece, start=start, end=end, value=offered[1])
                at.waiting = None
        take_question(at.setting, draft, question, piece, row)
        return
    shown, struck = visible(row, 0, len(whole))
    loud = stressed_stretches(row, 0, len(whole))
    negative = re.search(r"\b(?:ne|n)\b.*\b(?:pas|pourra)\b|\bnot\b", fold(whole))
    said = yes_or_no(shown) if struck else yes_or_no(" ".join(loud)) if loud else None
    if said is None and not struck and negative and not re.search(r"/|\b(?:ou|or)\b", whole):
        said = yes_or_no(whole)
    if said is not None:
        draft.reply(question.id, said, evidence_at(row, at.part, 0, len(whole), 0.93))
        at.waiting = None
    elif re.match(r"\s*[-*•]\s", whole) and ":" not in whole:
        draft.unread.append(whole)  # "- au buffet", below "Je participerai"


def _is_empty_field(piece: Labelled, row: Row) -> bool:
    """Say whether a label has a form's field beside it that was left empty."""
    return any(t.source is Source.FORM_FIELD and t.start >= piece.start for t in row.line.tokens)


def _says_more(piece: Labelled, text: str) -> bool:
    """Say whether what resembles a question is what somebody wants ("Menu sans porc"), or goes on behind it."""
    asked = piece.question
    printed = set(words(" ".join((asked.label, *asked.aliases)))) if asked else set()
    if text.rstrip().endswith((":", "?")) or asked is None:
        return False
    said = fold(without_brackets(text)) if asked.type is QuestionType.TEXT else ""
    begun = any(said.startswith(f"{fold(name)} ") for name in (asked.label, *asked.aliases) if len(words(name)) > 1)
    return begun or bool((set(words(text)) - printed) & _WANTING)
