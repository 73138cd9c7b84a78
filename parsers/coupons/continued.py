"""Rows that are one: a value that goes on in the lines below it, and what a mail program broke at its margin."""

import re
from collections.abc import Iterator, Sequence

from parsers.coupons.choices import Choices
from parsers.coupons.pairs import labelled
from parsers.coupons.vocabulary import is_closing, is_greeting, label_of
from parsers.document import Line, Mark, Token
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS

_MOST = 5  # rows of one value
_SHORTEST = 40  # characters of a line that was broken at a margin
_SHORTEST_ASKED = 20  # of one that begins a question
_PARTING = "·•|/;,"
_LAST_WORDS = 3  # of a question, in the row where its answer stands
_FIRST, _NEXT = re.compile(r"\W*1\W"), re.compile(r"\W*[2-9]\W")
_LAST_OPTION = re.compile(rf"[{MARKS}]([^{MARKS}]*)$")
# What nothing ends with: an article, a preposition, "and".
_DANGLES = re.compile(
    r"\s(?:d[eu]|des|l[ae]|les|et|à|au|aux|en|pour|sur|sous|dans|par|avec|of|the|and|for|in|at|on|to|&)\s*$|\s[dl]['’]$",
    re.IGNORECASE,
)


def unwrapped(rows: Sequence[Row], choices: Choices) -> Iterator[Row]:
    """Give the rows with those put together again that were broken before the end of an option or of a value."""
    at = 0
    while at < len(rows):
        row = rows[at]
        while at + 1 < len(rows) and _goes_on(row, rows[at + 1], choices):
            row = merged([row, rows[at + 1]], " ")
            at += 1
        yield row
        at += 1


def _goes_on(row: Row, below: Row, choices: Choices) -> bool:
    text, rest = row.line.text, below.line.text
    if (
        row.table >= 0
        or below.table >= 0
        or below.line.quote_depth != row.line.quote_depth
        or below.section != row.section
    ):
        return False
    if not fold(rest) or rest[:1].isspace():
        return False
    if ":" in rest:
        return len(text.rstrip()) >= _SHORTEST_ASKED and _ends_question(text, rest, choices)
    if _completes_option(text, rest, choices) or _completes_list(text, rest, choices):
        return True
    if len(text.rstrip()) < _SHORTEST:
        return False
    if is_greeting(rest) or is_closing(rest):
        return False
    option = _LAST_OPTION.search(text)
    bare = option is not None and not fold(option[1]) and not _stands_behind(text)  # a box, its option in the next row
    if any(mark in rest for mark in Mark):
        return bare and not any(rest.startswith(mark) for mark in Mark)
    if option is not None:
        return bare or _is_named(f"{option[1]} {rest}", choices)
    listed = _lists(text) and choices.workshops(text).named
    return (listed or bool(ends_open(text) and labelled(text, choices))) and label_of(rest) is None


def ends_open(text: str) -> bool:
    """Say whether a row ends with a word that nothing ends with, an article or a preposition: it goes on below."""
    return bool(_DANGLES.search(text))


def _completes_option(text: str, rest: str, choices: Choices) -> bool:
    """Say whether the one option of a row is whole only with the row below it, however narrow its column is."""
    option = _LAST_OPTION.search(text)
    if option is None or any(mark in rest for mark in Mark) or not fold(option[1]):
        return False
    return _is_named(f"{option[1]} {rest}", choices) and not _is_named(option[1], choices)


def _completes_list(text: str, rest: str, choices: Choices) -> bool:
    """Say whether a row and the one below it count all the workshops together ("1 X  2 Y" above "3 Z")."""
    counted = bool(_FIRST.match(text) and _NEXT.match(rest))
    return counted and choices.is_listing(f"{text} {rest}") and not choices.is_listing(text)


def _lists(text: str) -> bool:
    """Say whether a row ends with the sign that parts the items of its list."""
    return text.rstrip()[-1] in _PARTING and text.count(text.rstrip()[-1]) > 1


def _ends_question(text: str, rest: str, choices: Choices) -> bool:
    """Say whether a row begins with the last words of a question ("… au buffet à 12" above "h : ☐ oui ☐ non")."""
    lead = rest.partition(":")[0]
    begun = re.split(r"\s{3,}", text.rstrip())[-1]
    short = rest[:1].islower() and len(lead.split()) <= _LAST_WORDS and ":" not in begun
    return short and label_of(lead) is None and choices.question(f"{begun} {lead}") is not None


def _stands_behind(text: str) -> bool:
    """Say whether a row's boxes stand behind their options: no other box begins the row or follows a label."""
    first = text.index(next(c for c in text if c in MARKS))
    lead = text[:first]
    return bool(fold(lead)) and not lead.rstrip().endswith((":", "?", "\t"))


def _is_named(text: str, choices: Choices) -> bool:
    """Say whether a text is the whole name of something that may be chosen."""
    said = fold(text)
    event = choices.event
    names = [name for w in event.workshops for name in (w.label, *w.aliases)]
    names += [name for q in event.questions for c in q.choices for name in (c.label, *c.aliases)]
    return said in map(fold, names)


def joined_brackets(rows: Sequence[Row]) -> Iterator[Row]:
    """Give the rows with each value whose square bracket closes some lines further down in one row."""
    at = 0
    while at < len(rows):
        end = at + 1
        if _open(rows[at].line.text):
            end = next((n + 1 for n in range(at + 1, min(at + _MOST, len(rows))) if _closes(rows[n].line.text)), at + 1)
        yield merged(rows[at:end]) if end > at + 1 else rows[at]
        at = end


def _open(text: str) -> bool:
    return text.count("[") > text.count("]") and bool(text.rpartition("[")[0].strip())


def _closes(text: str) -> bool:
    return "[" not in text and text.rstrip().endswith("]")


def merged(rows: Sequence[Row], glue: str = ", ") -> Row:
    """Give several rows as one, their texts parted by `glue`."""
    first = rows[0]
    text, tokens = first.line.text.rstrip(), list(first.line.tokens)
    for row in rows[1:]:
        lead = len(row.line.text) - len(row.line.text.lstrip())
        shift = len(text) + len(glue) - lead
        tokens += [
            Token(t.start + shift, t.end + shift, t.place, t.style, t.source, t.confidence) for t in row.line.tokens
        ]
        text += glue + row.line.text.strip()
    return Row(Line(text, tuple(tokens), first.line.quote_depth), first.section, first.table, first.number)
