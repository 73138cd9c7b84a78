"""Answers that stand beside the questions they answer rather than behind a label.

Between quoted lines each answer belongs to the question right above it ("> Votre nom ?" / "Durand"); that may be a
label, a row of boxes left empty, or a list of workshops. Answers may also be keyed by the questions' numbers
("3/ oui" above a quote that asks "3/ Déjeunez-vous sur place ?"), or stand behind an arrow in the question's own line.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from parsers.coupons import fields, unanswered
from parsers.coupons.choices import Choices
from parsers.coupons.codes import lists_codes
from parsers.coupons.continued import unwrapped
from parsers.coupons.given import yes_or_no
from parsers.coupons.labels import Labelled, Pick, pick_of
from parsers.coupons.pairs import labelled
from parsers.coupons.spelled import spelled
from parsers.coupons.values import refers
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Mark
from parsers.event import Question
from parsers.folding import fold, words
from parsers.mail.thread import Row, Section, Thread
from parsers.marks import MARKS

_ASKS = re.compile(r"[?:]\s*$|[.…_]{3,}\s*$")
_ITEM = re.compile(r"^\s*(?:[-*•–]|\d{1,2}\s*[.)/])\s+")
_BULLET = re.compile(r"^\s*[-*•–]\s+\S")
_PARTS = tuple(re.compile(p) for p in (r",", r";", r"\s[/|]\s"))  # what parts two answers in one line
_KEY = re.compile(r"^\s*(\d{1,2})\s*[.)/:-]\s*(?=\S)")
_RANK = re.compile(r"^\s*([1-9])\s*[.)/:–-]?\s+(?=[^\W\d])")
# What people write before an answer: "Rép. :", "=>", "-->", "R :".
_REPLIES = re.compile(
    r"^\s*(?:(?:r[ée]p(?:onse)?|r|answer|ans)\s*(?:\.+(?=[\s:])|:)\s*:?|[=–-]*[=–-]>|→|➔|»)\s*", re.IGNORECASE
)
_ARROW = re.compile(r"^(.{3,200}?[?:.…_])\s*(?:[=–-]*[=–-]>|→|➔)\s*(?=\S)")
_TWO = re.compile(r"\b(?:et|and)\b|[,/&]")  # what joins two fields in one question
_WINDOW = 4  # words of a field's name inside a question
_MAX_QUESTION = 4  # lines that a question is wrapped to
_MAX_OPTIONS = 14  # lines of options between a question and its answer
_BOXES = re.compile(f"[{MARKS}]")
_NONE = re.compile(r"^\s*(?:neither|none|no|non|aucun\w*|ni l'un|pas)\b", re.IGNORECASE)
_NAMES = frozenset({Label.LAST_NAME, Label.FIRST_NAME})
_OF_REACH = frozenset({Label.PHONE, Label.EMAIL, Label.ADDRESS, Label.POSTAL_CODE, Label.CITY})
_OF_NAME = _NAMES | {Label.CIVILITY}
_PLACE = frozenset({Label.POSTAL_CODE, Label.CITY})
_NAMED = 0.9  # how sure a line names a workshop and nothing else
_FEW_WORDS = 4  # of a yes or no
_KEYED = 3  # answers that the same numbers as questions make sure


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stands above an answer: labels that wait for a value, or a question in words."""

    question: str
    known: tuple[Labelled, ...] = ()
    open: tuple[Labelled, ...] = ()  # those of the lines above, left open too, and the known one itself, in their order


def answers_between(thread: Thread, section: Section, choices: Choices) -> dict[int, list[Labelled]]:
    """Give, by the number of its row, what each line of a section answers that stands beside a question."""
    found = _arrowed(section, choices)
    if section.own and len(thread.sections) > 1:
        found |= _keyed(thread, choices)
        found |= _interleaved(thread, choices)
    return found


def _arrowed(section: Section, choices: Choices) -> dict[int, list[Labelled]]:
    """Read "Déjeunez-vous sur place ? ==> oui"."""
    found: dict[int, list[Labelled]] = {}
    for row in section.rows:
        text = row.line.text
        arrow = _ARROW.match(text) if ">" in text or "→" in text or "➔" in text else None
        if arrow is None:
            continue
        asked = _asked_in(_ITEM.sub("", arrow[1]), choices)
        pieces = _pieces(asked, text, arrow.end(), choices)
        if pieces:
            found[row.number] = pieces
    return found


def _keyed(thread: Thread, choices: Choices) -> dict[int, list[Labelled]]:
    """Read answers that bear the numbers of the quoted questions."""
    questions: dict[str, str] = {}
    for section in thread.sections[1:]:
        for row in section.rows:
            key = _KEY.match(row.line.text)
            if key and _ASKS.search(row.line.text):
                questions.setdefault(key[1], row.line.text[key.end() :])
    answers = [(row, key) for row in thread.sections[0].rows if (key := _KEY.match(row.line.text))]
    numbers = [key[1] for _, key in answers]
    if len(numbers) < _KEYED or len(set(numbers)) < len(numbers) or not set(numbers) <= questions.keys():
        return {}
    found = {}
    for row, key in answers:
        pieces = _pieces(_asked_in(questions[key[1]], choices), row.line.text, key.end(), choices)
        if pieces:
            found[row.number] = pieces
    return found


def _interleaved(thread: Thread, choices: Choices) -> dict[int, list[Labelled]]:
    """Read the sender's lines that stand between quoted ones, each stretch under what is asked right above it."""
    quoted = (row for section in thread.sections for row in unwrapped(section.rows, choices))
    rows = sorted(spelled(list(quoted), choices), key=lambda row: row.number)
    found: dict[int, list[Labelled]] = {}
    at = 0
    while at < len(rows):
        if rows[at].section == 0 or not fold(rows[at].line.text):
            at += 1
            continue
        above = at
        below = next((n for n in range(at + 1, len(rows)) if _counts(rows[n])), len(rows))
        at = below
        if below < len(rows) and rows[below].section == 0:
            end = next((n for n in range(below, len(rows)) if _counts(rows[n]) and rows[n].section != 0), len(rows))
            beside = _of_option(rows, above, below, end, choices, found)
            asked = _question_above(rows, above, choices)
            if beside is not None:
                found[rows[below].number] = [beside]
            elif asked is not None and not (end == len(rows) and _signs(rows[below - 1 : end], found)):
                found |= _answered(asked, rows[below:end], choices, last=end == len(rows))
            at = end
    return found


def _of_option(
    rows: list[Row], above: int, below: int, end: int, choices: Choices, found: dict[int, list[Labelled]]
) -> Labelled | None:
    """Read "oui" below one workshop of a list: about that one, where others follow or were answered so too."""
    text = rows[below].line.text
    option = _lone_option(rows[above], choices)
    follows = end < len(rows) and _lone_option(rows[end], choices) is not None
    said = yes_or_no(text) is not None or fold(text) == "x"
    alone = said and not any(_counts(row) for row in rows[below + 1 : end]) and len(words(text)) <= _FEW_WORDS
    if option is None or not alone or not (follows or any(p.workshop for pieces in found.values() for p in pieces)):
        return None
    return Labelled(text, 0, len(text), workshop=option[0], written=rows[above].line.text, sure=min(0.95, option[1]))


def _lone_option(row: Row, choices: Choices) -> tuple[str, float] | None:
    """Give the one workshop that a line of a list names, and how sure that is; None for other lines."""
    found = _option(row.line.text, choices)
    return found if found is not None and found[1] >= _NAMED and Mark.TICKED not in row.line.text else None


def _signs(stretch: list[Row], found: dict[int, list[Labelled]]) -> bool:
    """Say whether the last stretch is, behind an empty line, the name of one who gave it above: a signature."""
    said = [set(words(row.line.text)) for row in stretch if fold(row.line.text)]
    given = {word for pieces in found.values() for piece in pieces for word in words(piece.value)}
    return not _counts(stretch[0]) and bool(said) and said[0] <= given and all(word.isalpha() for word in said[0])


def _counts(row: Row) -> bool:
    return bool(fold(row.line.text)) or any(mark in row.line.text for mark in Mark)


def _answered(asked: _Asked, stretch: list[Row], choices: Choices, *, last: bool) -> dict[int, list[Labelled]]:
    """Give what the lines of one stretch answer; behind the last question a letter may go on after an empty line."""
    lead = list(takewhile(_counts, stretch)) if last else [row for row in stretch if _counts(row)]
    if each := unanswered.for_lines(asked.open, len(lead)):
        pairs = list(zip(each, lead, strict=True))
        told = [_pieces(_Asked(one.written, (one,)), row.line.text, 0, choices) for one, row in pairs]
        if all(told):
            return {row.number: pieces for row, pieces in zip(lead, told, strict=True)}
    several = [row for row in lead if choices.workshop(_RANK.sub("", row.line.text)) is not None]
    found: dict[int, list[Labelled]] = {}
    for place, row in enumerate(several if len(several) > 1 else lead[:1]):
        text = row.line.text
        marked = _REPLIES.match(text)
        start = marked.end() if marked else 0
        if not marked and any(fold(piece.value) for piece in labelled(text, choices)):
            continue  # it has a label of its own
        pieces = _pieces(asked, text, start, choices)
        if len(several) > 1 and all(p.label is Label.WORKSHOPS for p in pieces):
            pieces = [_ranked(piece, text, place, choices) for piece in pieces]
        if pieces:
            found[row.number] = pieces
    return found


def _ranked(piece: Labelled, text: str, place: int, choices: Choices) -> Labelled:
    """Give one line of several that each name a workshop: numbers that only count them are ranks, not workshops."""
    number = _RANK.match(text)
    if number is None or int(number[1]) != place + 1:
        return piece
    named = choices.workshop(text[number.end() :])
    if named is None or choices.numbering.get(number[1]) == named[0]:
        return piece
    pick = piece.pick or Pick()
    rank = place + 1 if choices.event.ranked else None
    return replace(piece, start=number.end(), value=text[number.end() :], pick=replace(pick, rank=rank))


def _question_above(rows: list[Row], last: int, choices: Choices) -> _Asked | None:
    """Give what is asked right above an answer, past the options that one may choose from; None where nothing is."""
    section = rows[last].section
    above = [r for r in reversed(rows[: last + 1]) if _counts(r)]
    above = list(takewhile(lambda row: row.section == section, above))[: _MAX_OPTIONS + _MAX_QUESTION]
    options = list(takewhile(lambda row: _is_option(row.line.text, choices), above))
    if options and len(options) < len(above):
        head = above[len(options)].line.text
        told = [choices.workshops(row.line.text) for row in options]
        named = {id for found in told if found.named for id in found.ids}
        if named:
            return _Asked(head, (_of_workshops(head, choices),))
        question = choices.question(_BOXES.split(head)[0].rstrip(" :?"))
        return _Asked(head, (Labelled("", 0, 0, question=question, sure=0.95),)) if question else None
    text = above[0].line.text
    known = tuple(labelled(text, choices))
    if known and all(_is_open(piece) for piece in known):
        return _Asked(text, known, _open_above(above, choices))
    if known and all(fold(piece.value) for piece in known):
        return None  # answered there
    if not _ASKS.search(text):
        return _Asked(text, (_of_workshops(text, choices),)) if _asks_for_workshops(text) else None
    return _asked_in(_unwrapped(above), choices)


def _open_above(above: list[Row], choices: Choices) -> tuple[Labelled, ...]:
    """Give the fields that the nearest of these rows and those right above it ask for, nothing beside any of them."""
    found: list[Labelled] = []
    for row in above:
        known = labelled(row.line.text, choices)
        if len(known) != 1 or known[0].label in (None, Label.WORKSHOPS, Label.IGNORED) or not _is_open(known[0]):
            break
        found.insert(0, known[0])
    return tuple(found)


def _unwrapped(above: list[Row]) -> str:
    """Give the question that ends in the first of these rows, its wrapped lines put together."""
    lines: list[str] = []
    for row in above[:_MAX_QUESTION]:
        text = row.line.text
        if lines and _ASKS.search(text):
            break
        lines.insert(0, text)
        if _ITEM.match(text):
            break
    return _ITEM.sub("", " ".join(lines))


def _option(text: str, choices: Choices) -> tuple[str, float] | None:
    return choices.workshop("".join(" " if c in list(Mark) else c for c in text).strip(" ._…\t"))


def _is_option(text: str, choices: Choices) -> bool:
    """Say whether a line only offers one thing to choose: an empty box, or a workshop's name."""
    if Mark.TICKED in text or len(text) > 160:
        return False
    if _BULLET.match(text) and not _ASKS.search(text) and ":" not in text:
        return True
    found = _option(text, choices)
    if (Mark.EMPTY in text or "__" in text) and len((several := choices.workshops(text)).ids) > 1 and several.named:
        return True  # two columns of boxes
    lone = text.strip().startswith(Mark.EMPTY)
    return lone or (found is not None and found[1] >= _NAMED and "?" not in text and not text.rstrip().endswith(":"))


def _of_workshops(head: str, choices: Choices) -> Labelled:
    """Give the label of a list of workshops; its heading may be for one slot."""
    slots = [s for s in choices.slots if set(words(s)) <= set(words(head))]
    pick = pick_of(head, choices) or Pick(slot=slots[0] if len(slots) == 1 else None)
    return Labelled("", 0, 0, label=Label.WORKSHOPS, written=head, pick=pick, sure=0.95)


def _is_open(piece: Labelled) -> bool:
    """Say whether nothing stands beside a label yet but what one may choose from."""
    value = piece.value
    if Mark.TICKED in value or Mark.DOUBTFUL in value:
        return False
    if not fields.cleaned(value) or any(mark in value for mark in Mark):
        return True
    if piece.question is not None:
        return _only_offers(piece.question, value)
    if piece.label is Label.WORKSHOPS:
        return lists_codes(value)
    return piece.label is Label.CIVILITY and len(words(value)) > 1


def _only_offers(question: Question, value: str) -> bool:
    said = set(words(value))
    if {"oui", "non"} <= said or {"yes", "no"} <= said or said in ({"o", "n"}, {"y", "n"}):
        return True
    folded = fold(value)
    offered = [any(fold(w) in folded for w in (c.label, *c.aliases)) for c in question.choices]
    return len(offered) > 1 and all(offered)


def _asked_in(question: str, choices: Choices) -> _Asked:
    """Give what a question asks for in its own words."""
    fields_asked = _fields(question)
    if len(fields_asked) == 2 and _TWO.search(re.sub(r"\([^()]*\)", " ", question)):
        return _Asked(question, tuple(Labelled("", 0, 0, label=label) for label in fields_asked))
    return _Asked(question, tuple(p for p in labelled(question, choices) if not fold(p.value)))


def _pieces(asked: _Asked, text: str, start: int, choices: Choices) -> list[Labelled]:
    """Give what is asked with the answer beside it, which begins at `start`; two fields share the sides of a comma."""
    answer, question = text[start:], asked.question
    whole = Labelled(answer, start, len(text), written=question, sure=0.96)
    if not fold(answer):
        return []
    if len(asked.known) > 1:
        labels = [p.label for p in asked.known if p.label]
        return _shared(labels, whole, text, choices.country) if len(labels) == len(asked.known) else []
    if len(asked.open) > 1:
        return unanswered.for_answer(asked.open, whole, text, choices.country)
    if asked.known:
        known = asked.known[0]
        return [replace(whole, label=known.label, question=known.question, pick=known.pick, workshop=known.workshop)]
    if len(choices.workshops(question).ids) > 1 or _asks_for_workshops(question):
        nothing = _NONE.match(answer) and not choices.workshops(answer).ids
        value = replace(whole, value="", start=len(text)) if nothing else whole
        return [replace(value, label=Label.WORKSHOPS, pick=_of_workshops(question, choices).pick)]
    asks = next((q for part in _parts(question) if (q := choices.question(part)) is not None), None)
    if asks is not None:
        return [replace(whole, question=asks)]
    return _shared(_fields(question), whole, text, choices.country)


def _asks_for_workshops(question: str) -> bool:
    return any(label_of(word, exact=True) is Label.WORKSHOPS for word in words(question))


def _parts(question: str) -> list[str]:
    """Give a question, and it without what it explains behind a comma or in brackets."""
    bare = question.strip(" ?:.…_")
    return [bare, re.split(r"[,(]", bare)[0], re.split(r"\b(?:ou|or|et|and)\b|[,(]", bare)[0]]


def _reached(whole: Labelled, text: str, country: str) -> list[Labelled]:
    """Give the number and the address in an answer that was asked for both; either may be left out."""
    at = re.search(r"\S+@\S+", text[whole.start :])
    number = fields.phone(re.sub(r"\S+@\S+", " ", whole.value), country)
    found = [replace(whole, label=Label.PHONE)] if number is not None else []
    if at is not None:
        start, end = whole.start + at.start(), whole.start + at.end()
        found.append(replace(whole, label=Label.EMAIL, start=start, end=end, value=at[0]))
        found[:-1] = [replace(p, end=start, value=text[p.start : start]) for p in found[:-1] if start > p.start]
    others = re.sub(r"\S+@\S+", " ", whole.value)
    return found if not re.search(r"[^\W\d_]{3}", others) else []


def _fields(question: str) -> list[Label]:
    """Give the fields that a question names among other words ("your full name and position?")."""
    said = words(question)
    labels: list[Label] = []
    at = 0
    while at < len(said):
        size = next((n for n in range(_WINDOW, 0, -1) if label_of(" ".join(said[at : at + n]), exact=True)), 0)
        label = label_of(" ".join(said[at : at + size]), exact=True) if size else None
        if label is not None and label not in labels and label is not Label.IGNORED:
            labels.append(label)
        at += size or 1
    return labels


def _shared(labels: list[Label], whole: Labelled, text: str, country: str) -> list[Labelled]:
    """Part an answer among the fields that are asked for together."""
    if len(labels) == 1:
        return [replace(whole, label=labels[0])]
    if len(labels) == 2 and set(labels) == _PLACE:
        return [replace(whole, label=Label.POSTAL_CITY)]
    if set(labels) | {Label.FULL_NAME} > _NAMES and set(labels) <= _OF_NAME and "," not in whole.value:
        return [replace(whole, label=Label.FULL_NAME)]
    if set(labels) <= _OF_REACH and refers(whole.value):
        return [replace(whole, label=Label.PHONE)]
    if set(labels) == {Label.PHONE, Label.EMAIL} and (reached := _reached(whole, text, country)):
        return reached
    sides = next((found for sign in _PARTS if (found := list(sign.finditer(text, whole.start)))), [])
    if len(labels) != 2 or len(sides) != 1:
        return []
    at, end = sides[0].span()
    return [
        replace(whole, label=labels[0], value=text[whole.start : at], end=at),
        replace(whole, label=labels[1], value=text[end:], start=end),
    ]
