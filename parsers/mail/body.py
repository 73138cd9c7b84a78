"""Plain text → Document: quotes by their ">", soft and hard line breaks undone, boxes as marks."""

import re
import unicodedata
from dataclasses import dataclass

from parsers.document import Document, Line, Style, Token
from parsers.files.ruled import with_tables
from parsers.folding import plain
from parsers.marks import with_marks
from parsers.reading import Span

_QUOTE = re.compile(r"^[ ]?((?:>[ ]?)+)(?!.*<<\s*$)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,80}(?<=[^\s*])\*(?![\w*])")  # "*oui* / non" of a mail program
_STRUCK = re.compile(r"~~(?=[^\s~])[^~\n]{1,80}(?<=[^\s~])~~")  # "~~oui~~ / non"
_STROKES = frozenset("\u0335\u0336\u0337\u0338")  # combining: they strike the letter before them out
_MAX_ACCENTS = 4  # of one letter
_WORD = re.compile(r"\S+")
_NAME_ALONE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*\.?(?:\s[A-ZÀ-ÖØ-Þ][\w’'-]*){0,2}")  # who signs below a sentence
_STARTS_ANEW = re.compile(
    r"^\s*(?:[-*•–+>|_]|\d{1,2}\s*[.)/_–-]|\d\s+[A-ZÀ-Þ]|\d(?:er|re|e|ème|st|nd|rd|th)\b|n\s?°"
    r"|[\[(]\s*\d{1,2}\s*[\])]\s|[A-Ha-h]\s?[.)]\s|[☐☒◪]"
    r"|[\w'’./ ()°-]{1,40}?\s*(?::|\.{3}|…|_{2}|(?:\s\.){2}|\t|\s{3}|\s[—–|=](?:\s|$)|->|→|[☐☒◪]))"
)
_FILLED = re.compile(r"[.…]{3}|_{2}|(?:\s\.){3}|\t|[☐☒◪]")
_BAR = re.compile(r"^\s?\|(?:\s|$)")
_LEAST_BARRED = 4
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
    lines = _unbarred(_physical(text))
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


def _unbarred(lines: list[_Physical]) -> list[_Physical]:
    """Read bars before the lines of a quote as its marks; the bars of a drawn table stand inside its lines, too."""
    barred = [n for n, line in enumerate(lines) if _BAR.match(line.text)]
    inside = sum(lines[n].text.count("|") > 1 for n in barred)
    stretch = range(barred[0], barred[-1] + 1) if barred else range(0)
    gaps = sum(bool(lines[n].text.strip()) and n not in set(barred) for n in stretch)
    if len(barred) < _LEAST_BARRED or inside * 4 > len(barred) or gaps * 4 > len(barred):
        return lines
    quoted = set(barred)
    return [
        _Physical(line.text[end:], line.depth + 1, line.offsets[end:])
        if n in quoted and (end := _BAR.match(line.text).end())  # type: ignore[union-attr]
        else line
        for n, line in enumerate(lines)
    ]


def _unflowed(lines: list[_Physical], delsp: bool) -> list[_Physical]:
    """Undo the soft breaks of format=flowed (RFC 3676): a line that ends in a space goes on in the next.

    An empty line is a line of its own: the label above it has no value.
    """
    joined: list[_Physical] = []
    soft = False
    for line in lines:
        text, offsets = line.text, line.offsets
        if text.startswith(" ") and not line.depth:  # space-stuffing
            text, offsets = text[1:], offsets[1:]
        if soft and text.strip() and joined[-1].depth == line.depth and text != "-- ":
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
            and " " in last.strip()  # nothing goes on after an empty line, or after a long address alone
            and _WRAP_FROM <= margin <= _WRAP_TO
            and len(last) + 1 + len(first[0]) > margin
            and not (len(line.text.split()) == 1 and "@" in line.text and len(last) < _WRAP_FROM)  # of a signature
            and not last.endswith(("?", "]"))
            and not (last.endswith((".", "!")) and _NAME_ALONE.fullmatch(line.text.strip()))
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
    text, carried = _unstruck(line.text.rstrip(), line.offsets)
    text, carried = with_marks(text, carried)
    clean = plain(text)
    if len(clean) != len(text):  # a composed accent or a dropped invisible character: places become approximate
        carried = [carried[min(i, len(carried) - 1)] for i in range(len(clean))]
    bold = [m.span() for m in _EMPHASIS.finditer(clean)]
    struck = [m.span() for m in _STRUCK.finditer(clean)]
    tokens = (
        Token(
            m.start(),
            m.end(),
            Span(carried[m.start()][0], carried[m.end() - 1][0] + 1),
            Style(
                struck=_lies_in(m, struck) or all(c[1] for c in carried[m.start() : m.end()]), bold=_lies_in(m, bold)
            ),
        )
        for m in _WORD.finditer(clean)
    )
    return Line(clean, tuple(tokens), line.depth)


def _lies_in(word: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= word.start() and word.end() <= end for start, end in spans)


def _unstruck(text: str, offsets: list[int]) -> tuple[str, list[tuple[int, bool]]]:
    """Give a text without the strokes through its letters, and for each letter its place and whether it is struck."""
    letters: list[str] = []
    carried: list[tuple[int, bool]] = []
    for character, offset in zip(text, offsets, strict=False):
        if character in _STROKES and carried:
            _strike_last(letters, carried)
        else:
            letters.append(character)
            carried.append((offset, False))
    return "".join(letters), carried


def _strike_last(letters: list[str], carried: list[tuple[int, bool]]) -> None:
    """Mark the last letter, and the accents that belong to it, as struck."""
    for at in range(len(letters) - 1, max(-1, len(letters) - _MAX_ACCENTS), -1):
        carried[at] = carried[at][0], True
        if not unicodedata.combining(letters[at]):
            break
