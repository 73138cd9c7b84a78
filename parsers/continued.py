"""Rows that are one: a value that goes on in the lines below it."""

from collections.abc import Iterator, Sequence

from parsers.document import Line, Token
from parsers.thread import Row

_MOST = 5  # rows of one value


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
