"""Boxes in a line and the text that belongs to each: before it or behind it."""

import re
from dataclasses import dataclass

from parsers.document import Mark
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS

_MARK = re.compile(f"[{MARKS}]")
_WIDE = re.compile(r"\s{2,}|\t")
_LONE_BEFORE = re.compile(r"^\s*[-*•]?\s*[xX]\s+(?=\S)")
_LONE_BEHIND = re.compile(r"(?:\s{2,}|\t|[.…_]{2,}|\s-\s|:)\s*[xX]\s*$")


_PARTS_AFTER = re.compile(r"^\s*[/|,;]|^\s+[–-]\s")
_PARTS_BEFORE = re.compile(r"[/|,;:?]\s*$|\s[–-]\s+$")


_BETWEEN = re.compile(rf"\s*[^\W\d_][\w'’-]*\s*{Mark.TICKED}\s*[^\W\d_][\w'’-]*\s*")
_ALL_BEHIND = re.compile(rf".*?[^\W_]\s?{Mark.TICKED}\s+[^\W\d_][\w'’ -]*\s?{Mark.TICKED}\s*")


@dataclass(frozen=True, slots=True)
class Option:
    """A box and its text; `start` and `end` are the text's offsets in the line."""

    mark: Mark
    text: str
    start: int
    end: int
    implied: bool = False  # no box, but it stands beside options of which one was ticked


def options(text: str, offset: int = 0, *, behind: bool = False) -> list[Option]:
    """Give the boxes of a text with what they stand for; `offset` is where the text begins in its line.

    `behind`: they stand behind their texts, whatever this text alone looks like.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        lone = _LONE_BEFORE.search(text) or _LONE_BEHIND.search(text)
        if lone is None:
            return []
        start, end = (lone.end(), len(text)) if lone.start() == 0 else (0, lone.start())
        return [Option(Mark.TICKED, _bare(text[start:end]), offset + start, offset + end)]
    if grouped := _grouped(text, offset):
        return grouped
    edges = [0, *(m.end() for m in marks)]
    stops = [*(m.start() for m in marks), len(text)]
    stretches = list(zip(edges, stops, strict=True))
    behind = behind or _stand_behind(text, stretches)
    chosen = stretches[:-1] if behind else stretches[1:]
    return [
        Option(Mark(mark.group()), _bare(text[start:end]), offset + start, offset + end)
        for mark, (start, end) in zip(marks, chosen, strict=True)
    ]


def is_between(text: str) -> bool:
    """Say whether one tick stands between two words and nothing tells of which it is ("Yes ✔ No")."""
    return bool(_BETWEEN.fullmatch(text))


def stand_behind(text: str) -> bool:
    """Say whether several ticks of a text stand behind what they tick: "Thursday ✔ Friday ✔"."""
    return bool(_ALL_BEHIND.fullmatch(text))


def _stand_behind(text: str, stretches: list[tuple[int, int]]) -> bool:
    """Say whether the boxes stand behind their texts: nothing follows the last, or what parts the options follows them.

    "oui ☒ / non ☐" and "oui ☒ / non", but "☒ oui / ☐ non" and "Repas : ☒ oui".
    """
    pieces = [text[start:end] for start, end in stretches]
    if not fold(pieces[0]):
        return False
    if not fold(pieces[-1]):
        return True
    closed = [bool(_PARTS_AFTER.match(piece)) for piece in pieces[1:]]
    opened = [bool(_PARTS_BEFORE.search(piece)) for piece in pieces[:-1]]
    return all(closed) and not any(opened)


def _grouped(text: str, offset: int) -> list[Option]:
    """Give the options of a text whose wide gaps part them, each with one box or, where ticks were added, none."""
    edges = [0, *(n for m in _WIDE.finditer(text) for n in m.span()), len(text)]
    groups = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip(" .…_:-")]
    marks = [_MARK.findall(text[a:b]) for a, b in groups]
    parted = list(zip(marks, groups, strict=True))
    single = all(len(found) <= 1 and (not found or fold(text[a:b])) for found, (a, b) in parted)
    added = all(mark == Mark.TICKED for found in marks for mark in found)
    if len(groups) < 2 or not single or not (added or all(marks)):
        return []
    return [
        Option(
            Mark(found[0] if found else Mark.EMPTY), _bare(_MARK.sub(" ", text[a:b])), offset + a, offset + b, not found
        )
        for found, (a, b) in parted
    ]


def visible(row: Row, start: int, end: int) -> tuple[str, bool]:
    """Give a stretch of a row without what is struck out, and whether anything was."""
    text = row.line.text
    pieces, at, struck = [], start, False
    for token in row.line.tokens:
        if token.style.struck and token.start < end and token.end > start:
            pieces.append(text[at : max(at, token.start)])
            at = min(end, token.end)
            struck = True
    pieces.append(text[at:end])
    return "".join(pieces), struck


def _bare(text: str) -> str:
    return " ".join(text.strip(" \t:;,.…_|/–-•*").split())
