"""Numbers and options that a sender wrote and nothing was read from: the last look before a reading is believed.

Each reader accounts for its own lines. What one of them takes for a hint, a heading or talk leaves no trace; a number
there may be an answer ("Nombre de bénévoles .... : 12", "(…, 73000 Chambéry)"), and so may what only one question
offers ("Vu à 9 h 45 : consigne de la gare"). A person sees it.
"""

import re
from collections.abc import Iterable, Sequence

from parsers import months
from parsers.coupons.choices import Choices
from parsers.coupons.given import answer
from parsers.coupons.likeness import content
from parsers.coupons.printed import lists_choices
from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Question
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.reading import Place, Span

_CUT_SHORT = "jan|janv|fevr?|avr|juil|sept?|oct|nov|dec|feb|apr|jun|jul|aug"
_MONTH = f"(?:{'|'.join((*months.FRENCH, *months.ENGLISH))}|{_CUT_SHORT})"
_DAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_ORDINAL = r"\d{1,2}(?:er|st|nd|rd|th|e|eme)?"
# Numbers that say when, how much of something or for what price, or point to a page, in folded text.
_WHEN = re.compile(
    rf"\b{_ORDINAL}(?: (?:et|and|au|to|ou|or) (?:le )?{_ORDINAL})*(?: of)? {_MONTH}\b(?: (?:19|20)\d\d)?"
    rf"|\b{_MONTH} {_ORDINAL}\b|\b{_DAY} (?:le )?{_ORDINAL}\b|\b(?:19|20)\d\d\b|\b\d{{1,2}} \d{{1,2}} (?:19|20)\d\d\b"
    r"|\b\d{1,2} ?(?:h|heures?|am|pm|min|minutes?|mn|o clock)\b(?: ?\d\d\b)?|\b\d{1,2}h\d\d\b|\bpages? \d+\b"
    r"|\b(?:sommes|etions|est|was|is) (?:deja |already )?(?:le|the) \d{1,2}\b"
    r"|\b\d+ ?(?:kg|g|km|cm|mm|m|m2|ha|litres?|l|ans?|years?|euros?|pounds?|degres)\b"
)
_PRICE = re.compile(r"[€£$]\s*\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s*[€£$]")
_REACHED = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[\s.()/-]{0,2}\d){8,13}(?!\w)")  # where somebody is called
_PARTED = re.compile(r"\s*(?::(?!\d)|\t|\.{3,}|_{2,}|\s{3,})\s*")
_ITEM = re.compile(r"^\W*(?:(?:n°|no)\s*)?\d{1,2}\s*[.)°/:–-]", re.IGNORECASE)  # only counts the line
_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
_COUNTING = frozenset({"nombre", "number", "combien", "how", "many"})
_AS_VALUE = re.compile(r"(?:[:=…_\t]|\.{2}|\s{2})[\s_.…(\[]*\d{1,4}[\s_.…)\]]*$")


def unaccounted(
    told: Iterable[tuple[int, Sequence[Row]]], coupons: Iterable[tuple[int, Sequence[Row]]],
    drafts: Sequence[Draft], choices: Choices,
) -> list[str]:  # fmt: skip
    """Give the lines from which nothing was read though a number or an option in them is explained by nothing else.

    `told`: the sender's sentences, with the part that they stand in; `coupons`: the rows of coupons that he filled in,
    where only a number in the place of a question's value counts, since much else is printed.
    """
    known = _known(drafts, choices)
    filled = [(part, row) for part, rows in coupons for row in rows]
    found = [(part, row) for part, rows in told for row in rows]
    found += [(part, row) for part, row in filled if _is_value(row.line.text, choices)]
    found = [(part, row) for part, row in found if _numbers(row.line.text) - known]
    answered = {question for draft in drafts for question in draft.answers}
    open_ = [q for q in choices.event.questions if q.choices and q.id not in answered]
    found += [(part, row) for part, row in filled if any(_picks(question, row) for question in open_)]
    return [row.line.text for part, row in found if not _is_read(row, part, drafts)]


def _picks(question: Question, row: Row) -> bool:
    """Say whether an option of a question stands behind a label, alone or with another one struck out."""
    parted = _PARTED.split(row.line.text, maxsplit=1)
    if len(parted) < 2 or any(mark in row.line.text for mark in Mark):
        return False
    if any(token.style.struck for token in row.line.tokens):
        return any(
            f" {fold(name)} " in f" {fold(parted[1])} " for c in question.choices for name in (c.label, *c.aliases)
        )
    return not lists_choices(question, parted[1]) and answer(question, parted[1]) is not None


def _is_value(text: str, choices: Choices) -> bool:
    """Say whether a number stands behind words of one of the event's questions, or among all of them."""
    value = _AS_VALUE.search(text)
    if value is None:
        return any(c.isdecimal() for c in text) and choices.question(_NUMBER.sub(" ", text)) is not None
    asked = {word for q in choices.event.questions for name in (q.label, *q.aliases) for word in content(name)}
    return bool((asked - _COUNTING) & set(content(text[: value.start()])))


def _numbers(text: str) -> set[str]:
    if not any(c.isdecimal() for c in text):
        return set()
    bare = _PRICE.sub(" ", _REACHED.sub(" ", _ITEM.sub(" ", text)))
    return {number.lstrip("0") for number in _NUMBER.findall(_WHEN.sub(" ", fold(bare)))}


def _is_read(row: Row, part: int, drafts: Sequence[Draft]) -> bool:
    """Say whether a value was read from a row: its reader accounts for the rest of it."""
    read = [e.place for d in drafts for many in d.evidence.values() for e in many if e.part == part]
    return any(_meet(token.place, place) for token in row.line.tokens for place in read)


def _meet(one: Place, other: Place) -> bool:
    if isinstance(one, Span) and isinstance(other, Span):
        return one.start < other.end and other.start < one.end
    return one == other


def _known(drafts: Sequence[Draft], choices: Choices) -> set[str]:
    """Give the numbers that were read, and those of the event's own words and days."""
    event = choices.event
    said = [e.text for d in drafts for many in d.evidence.values() for e in many]
    said += [value for d in drafts for value in d.values.values()]
    said += [event.title, str(event.starts), *choices.numbering]
    said += [text for workshop in event.workshops for text in (workshop.label, *workshop.aliases)]
    for question in event.questions:
        said += [question.label, *question.aliases]
        said += [text for choice in question.choices for text in (choice.label, *choice.aliases)]
    return {number.lstrip("0") for text in said for number in re.findall(r"\d+", text)}
