"""A line with several pieces that wide gaps part → a row for each: labels with their values, workshops side by side."""

import re
from collections.abc import Sequence

from parsers.coupons.choices import Choices
from parsers.coupons.pairs import labelled
from parsers.coupons.prefixed import by_prefix
from parsers.coupons.stacked import joined, stretch
from parsers.coupons.vocabulary import Label, label_of
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.marks import MARKS

_WIDE = re.compile(r"\s{3,}")
_MARKED = re.compile(f"[{MARKS}]")
_PLACE = re.compile(r"(?<!\S)(?:_+ ?\d? ?_+|\.{2,}\d?\.{2,}|\(\s*\d?\s*\)|\[\s*\d?\s*\])\s*(?=\S)")
_NUMBERED_PLACE = re.compile(
    rf"{_PLACE.pattern}|(?<!\S)(?:\d_+|_+\d|\d)\s+(?=[^\W\d_])"
)  # "__ Crues   1 Berges   2_ Eau"
_LEAST = 0.9  # how sure a piece names its workshop
_FILLED = rf"(?:[{MARKS}]|[\[(]\s*\d{{0,2}}\s*[\])]|\d{{1,2}}\b[.)]?)"
_BEFORE, _BEHIND = re.compile(rf"^({_FILLED})\s*(\S.*)$"), re.compile(rf"^(.*\S)\s*({_FILLED})$")
_LEAD = re.compile(r"^[^:]{2,40}:\s*(?=\S)")


def spread(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give the rows, those with several pieces side by side as a row for each piece.

    Workshops side by side are parted only where somebody marked some of their words: "Eau   Énergie", typed behind a
    label, are both chosen.
    """
    marked = any(_stands_out(row) and len(_named(row.line.text, choices)) > 0 for row in rows)
    found: list[Row] = []
    for row in rows:
        if row.table < 0 and (ranked := _ranked(row, choices)):
            found += ranked
            continue
        edges = [] if row.table >= 0 or _MARKED.search(row.line.text) else _edges(row.line.text)
        pieces = [stretch(row, a, b) for a, b in edges]
        pairs = [pair for piece in pieces if (pair := _pair(piece, choices)) is not None] if len(pieces) > 1 else []
        if row.table < 0 and (places := _places(row.line.text, choices)):
            found += [stretch(row, a, b) for a, b in places]
        elif pairs and len(pairs) == len(pieces) and not _is_one_pair(pairs):
            found += pairs
        elif marked and (parted := _workshops(row, choices)):
            found += parted
        else:
            found.append(row)
    return found


def _is_one_pair(pairs: Sequence[Row]) -> bool:
    """Say whether two pieces that would each ask for the same are a label with its value ("Votre société musicale")."""
    asked = [label_of(pair.line.text.partition(":")[0], exact=True) for pair in pairs]
    return len(pairs) == 2 and asked[0] not in (None, Label.IGNORED) and asked[0] is asked[1]


def _edges(text: str) -> list[tuple[int, int]]:
    gaps = [0, *(n for gap in _WIDE.finditer(text) for n in gap.span()), len(text)]
    return [(a, b) for a, b in zip(gaps[::2], gaps[1::2], strict=True) if fold(text[a:b])]


def _pair(piece: Row, choices: Choices) -> Row | None:
    """Give a piece that is a label with its value, nothing but a space or a colon between them; None for another."""
    text = piece.line.text
    found = labelled(text, choices)
    if found:
        known = len(found) == 1 and found[0].label is not None and not found[0].learned
        return piece if known and fold(found[0].value) else None
    prefix = by_prefix(text, choices, bare=True)
    if prefix is None or prefix.label is None or not fold(prefix.value):
        return None
    return joined(stretch(piece, 0, prefix.start), stretch(piece, prefix.start, len(text)))


def _places(text: str, choices: Choices) -> list[tuple[int, int]]:
    """Give the workshops of a line with a place for a number before each ("_2_ Crues   __ Berges"), two at least."""
    places = list(_PLACE.finditer(text))
    if any("__" in place[0] for place in places):
        places = list(_NUMBERED_PLACE.finditer(text))
    if len(places) < 2 or fold(text[: places[0].start()]):
        return []
    edges = [(a.start(), b) for a, b in zip(places, [*(p.start() for p in places[1:]), len(text)], strict=True)]
    named = [choices.workshop(text[p.end() : end]) for p, (_, end) in zip(places, edges, strict=True)]
    return edges if all(told is not None and told[1] >= _LEAST for told in named) else []


def _ranked(row: Row, choices: Choices) -> list[Row]:
    """Give a row for each workshop of a line where ranks stand in the boxes of some and others were left empty."""
    edges = _edges(row.line.text)
    for form, place, name in ((_BEFORE, 1, 2), (_BEHIND, 2, 1)) if len(edges) > 1 else ():
        pieces = [form.match(row.line.text[a:b].strip()) for a, b in edges]
        told = [choices.workshop(piece[name]) if piece else None for piece in pieces]
        named = [one[0] for one in told if one is not None and one[1] >= _LEAST]
        ranks = [bool(piece and re.search(r"\d", piece[place])) for piece in pieces]
        if len(set(named)) == len(edges) and any(ranks) and not all(ranks):
            return [stretch(row, a, b) for a, b in edges]
    return []


def _stands_out(row: Row) -> bool:
    return any(token.style.highlighted or token.style.struck for token in row.line.tokens)


def _named(text: str, choices: Choices) -> list[str]:
    """Give the workshops that the pieces of a text name, one each; nothing where any piece is something else."""
    told = [choices.workshop(text[a:b]) for a, b in _edges(text)]
    return [t[0] for t in told if t is not None and t[1] >= _LEAST] if all(t and t[1] >= _LEAST for t in told) else []


def _workshops(row: Row, choices: Choices) -> list[Row]:
    """Give a row for each workshop of a line, with the words before a colon as a row of their own."""
    text = row.line.text
    lead = _LEAD.match(text)
    start = lead.end() if lead and choices.workshop(lead[0]) is None else 0
    named = _named(text[start:], choices)
    if len(named) < 2 or len(set(named)) < len(named):
        return []
    edges = [(a + start, b + start) for a, b in _edges(text[start:])]
    places = [(0, start), *edges] if start else edges
    return [stretch(row, a, b) for a, b in places]
