"""Rows without the question marks of titles (« Fait maison », vraiment ?): whoever quotes one asks nothing."""

import re
from dataclasses import replace

from parsers.event import Event
from parsers.mail.thread import Row

_WORDS = 2  # of a title; one word with a question mark may as well be asked


def without_marks_of_titles(rows: list[Row], event: Event) -> list[Row]:
    """Give rows with a space for the mark that ends the name of a workshop, a question or an option."""
    names = [name for w in event.workshops for name in (w.label, *w.aliases)]
    names += [name for q in event.questions for name in (q.label, *(c.label for c in q.choices))]
    found = [pattern for name in names if name.rstrip().endswith("?") and (pattern := _pattern(name))]
    return [_without(row, found) for row in rows] if found else rows


def _pattern(name: str) -> re.Pattern[str] | None:
    said = re.findall(r"\w+", name)
    return (
        re.compile(r"[\W_]+".join(map(re.escape, said)) + r"(?P<mark>\s*\?)", re.IGNORECASE)
        if len(said) >= _WORDS
        else None
    )


def _without(row: Row, found: list[re.Pattern[str]]) -> Row:
    text = row.line.text
    for pattern in found:
        for match in pattern.finditer(text):
            start, end = match.span("mark")
            text = text[:start] + " " * (end - start) + text[end:]
    return row if text == row.line.text else replace(row, line=replace(row.line, text=text))
