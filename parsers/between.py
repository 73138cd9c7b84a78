"""Answers that stand between quoted lines: each belongs to the question above it ("> Votre nom ?" / "Durand")."""

import re
from dataclasses import replace
from itertools import takewhile

from parsers.choices import Choices
from parsers.folding import fold, words
from parsers.labels import Labelled, Pick, pick_of
from parsers.pairs import labelled
from parsers.thread import Row, Thread
from parsers.vocabulary import Label, label_of

_ASKS = re.compile(r"[?:]\s*$|[.…_]{3,}\s*$")
_ITEM = re.compile(r"^\s*(?:[-*•–]|\d{1,2}\s*[.)])\s+")
_WINDOW = 4  # words of a field's name inside a question
_MAX_QUESTION = 4  # lines that a question is wrapped to
_NONE = re.compile(r"^\s*(?:neither|none|no|non|aucun\w*|ni l'un|pas)\b", re.IGNORECASE)
_NAMES = frozenset({Label.FULL_NAME, Label.LAST_NAME, Label.FIRST_NAME})


def answers_between(thread: Thread, choices: Choices) -> dict[int, list[Labelled]]:
    """Give, by the number of its row, what each line of the sender's answers that stands below a quoted question."""
    rows = sorted((row for section in thread.sections for row in section.rows), key=lambda row: row.number)
    full = [row for row in rows if fold(row.line.text)]
    found: dict[int, list[Labelled]] = {}
    for place, row in enumerate(full[1:], 1):
        if row.section != 0 or full[place - 1].section == 0:
            continue
        question = _question_above(full, place)
        if question and not labelled(row.line.text, choices):
            pieces = _pieces(question, row.line.text, choices)
            if pieces:
                found[row.number] = pieces
    return found


def _question_above(rows: list[Row], place: int) -> str:
    """Give the question that ends right above a row, its wrapped lines put together; nothing where none does."""
    if not _ASKS.search(rows[place - 1].line.text):
        return ""
    section = rows[place - 1].section
    above = [row.line.text for row in takewhile(lambda r: r.section == section, reversed(rows[:place]))]
    lines: list[str] = []
    for text in above[:_MAX_QUESTION]:
        if lines and _ASKS.search(text):
            break
        lines.insert(0, text)
        if _ITEM.match(text):
            break
    return _ITEM.sub("", " ".join(lines))


def _pieces(question: str, answer: str, choices: Choices) -> list[Labelled]:
    """Give what a question asks for with the answer beside it; two fields share the two sides of a comma."""
    whole = Labelled(answer, 0, len(answer), written=question, sure=0.96)
    known = [p for p in labelled(question, choices) if not fold(p.value)]
    if known:
        return [replace(whole, label=known[0].label, question=known[0].question, pick=known[0].pick,
                        workshop=known[0].workshop)]  # fmt: skip
    if len(choices.workshops(question).ids) > 1 or _asks_for_workshops(question):
        nothing = _NONE.match(answer) and not choices.workshops(answer).ids
        value = replace(whole, value="", start=len(answer)) if nothing else whole
        return [replace(value, label=Label.WORKSHOPS, pick=pick_of(question, choices) or Pick())]
    asked = next((q for part in _parts(question) if (q := choices.question(part)) is not None), None)
    if asked is not None:
        return [replace(whole, question=asked)]
    return _fields(question, answer, whole)


def _asks_for_workshops(question: str) -> bool:
    return any(label_of(word, exact=True) is Label.WORKSHOPS for word in words(question))


def _parts(question: str) -> list[str]:
    """Give a question, and it without what it explains behind a comma or in brackets."""
    bare = question.strip(" ?:.…_")
    return [bare, re.split(r"[,(]", bare)[0], re.split(r"\b(?:ou|or|et|and)\b|[,(]", bare)[0]]


def _fields(question: str, answer: str, whole: Labelled) -> list[Labelled]:
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
    if len(labels) == 1:
        return [replace(whole, label=labels[0])]
    comma = answer.find(",")
    if len(labels) == 2 and labels[0] in _NAMES and answer.count(",") == 1:
        return [
            replace(whole, label=labels[0], value=answer[:comma], end=comma),
            replace(whole, label=labels[1], value=answer[comma + 1 :], start=comma + 1),
        ]
    return []
