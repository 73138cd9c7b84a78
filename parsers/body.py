"""Plain text → Document: quotes by their ">", soft and hard line breaks undone, boxes as marks."""

import re
from dataclasses import dataclass

from parsers.document import PLAIN, Document, Line, Style, Token
from parsers.folding import plain
from parsers.marks import with_marks
from parsers.reading import Span
from parsers.ruled import with_tables

_QUOTE = re.compile(r"^[ ]?((?:>[ ]?)+)(?!.*<<\s*$)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,80}(?<=[^\s*])\*(?![\w*])")  # "*oui* / non" of a mail program
_WORD = re.compile(r"\S+")
_STARTS_ANEW = re.compile(
    r"^\s*(?:[-*•–+>|_]|\d{1,2}\s*[.)/_–-]|\d(?:er|re|e|ème|st|nd|rd|th)\b|n\s?°|[A-Ha-h]\s?[.)]\s|[☐☒◪]"
    r"|[\w'’./ ()°-]{1,40}?\s*(?::|\.{3}|…|_{2}|(?:\s\.){2}|\t|\s{3}|\s[—–|]\s|->|→|[☐☒◪]))"
)
_FILLED = re.compile(r"[.…]{3}|_{2}|(?:\s\.){3}|\t|[☐☒◪]")
BOLD = Style(bold=True)
_WRAP_FROM, _WRAP_TO = 60, 80  # columns at which mail programs break long lines
_BREAKS = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\N{LINE SEPARATOR}|\N{PARAGRAPH SEPARATOR}")


@dataclass(frozen=True, slots=True)
class _Physical:
    """A line as it stands in the part, without its quote marks; `offsets` tells where each character stands."""

    text: str
    depth: int
    offsets: list[int]


def from_text(text: str, part: int, *, flowed: bool = False, delsp: bool = False) -> Document:
    """Give the Document of a plain text; every token's place is its Span in `text`."""
    lines = _physical(text)
    lines = _unflowed(lines, delsp) if flowed else _unwrapped(lines)
    return Document(part, with_tables([_line(line) for line in lines]))


def _physical(text: str) -> list[_Physical]:
    lines: list[_Physical] = []
    at = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAKS.finditer(text)), (len(text), len(text))]:
        raw, offsets = text[at:end], list(range(at, end))
        quote = _QUOTE.match(raw)
        depth = quote.group().count(">") if quote else 0
        skip = quote.end() if quote else 0
        lines.append(_Physical(raw[skip:], depth, offsets[skip:]))
        at = after
    return lines


def _unflowed(lines: list[_Physical], delsp: bool) -> list[_Physical]:
    """Undo the soft breaks of format=flowed (RFC 3676): a line that ends in a space goes on in the next."""
    joined: list[_Physical] = []
    soft = False
    for line in lines:
        text, offsets = line.text, line.offsets
        if text.startswith(" ") and not line.depth:  # space-stuffing
            text, offsets = text[1:], offsets[1:]
        if soft and joined[-1].depth == line.depth and text != "-- ":
            last = joined.pop()
            kept = len(last.text) - delsp
            text, offsets = last.text[:kept] + text, last.offsets[:kept] + offsets
        joined.append(_Physical(text, line.depth, offsets))
        soft = text.endswith(" ") and text != "-- "
    return joined


def _unwrapped(lines: list[_Physical]) -> list[_Physical]:
    """Undo hard breaks: a line is continued where its next word would not have fitted in before the margin."""
    margins: dict[int, int] = {}  # quote depth → length of its longest line
    for line in lines:
        margins[line.depth] = max(margins.get(line.depth, 0), len(line.text.rstrip()))
    joined: list[_Physical] = []
    last = ""  # the physical line before
    for line in lines:
        first, margin = line.text.split(maxsplit=1), margins[line.depth]
        wrapped = (
            first
            and last  # nothing goes on after an empty line, however long its first word
            and _WRAP_FROM <= margin <= _WRAP_TO
            and len(last) + 1 + len(first[0]) > margin
            and not last.endswith("?")
            and not _FILLED.search(with_marks(last, last)[0])
        )
        if wrapped and joined and joined[-1].depth == line.depth and not _anew(line.text):
            before = joined.pop()
            kept = len(before.text.rstrip())
            lead = len(line.text) - len(line.text.lstrip())
            offsets = [*before.offsets[:kept], before.offsets[kept - 1], *line.offsets[lead:]]
            joined.append(_Physical(before.text[:kept] + " " + line.text.lstrip(), line.depth, offsets))
        else:
            joined.append(line)
        last = line.text.rstrip()
    return joined


def _anew(text: str) -> bool:
    """Say whether a line begins something of its own: a list item, a box, a label."""
    return text[:1].isspace() or (bool(_STARTS_ANEW.match(with_marks(text, text)[0])) and text.strip() != ":")


def _line(line: _Physical) -> Line:
    text = line.text.rstrip()
    text, offsets = with_marks(text, line.offsets[: len(text)])
    clean = plain(text)
    if len(clean) != len(text):  # a composed accent or a dropped invisible character: places become approximate
        offsets = [offsets[min(i, len(offsets) - 1)] for i in range(len(clean))]
    bold = [m.span() for m in _EMPHASIS.finditer(clean)]
    tokens = (
        Token(
            m.start(),
            m.end(),
            Span(offsets[m.start()], offsets[m.end() - 1] + 1),
            BOLD if any(start <= m.start() and m.end() <= end for start, end in bold) else PLAIN,
        )
        for m in _WORD.finditer(clean)
    )
    return Line(clean, tuple(tokens), line.depth)
