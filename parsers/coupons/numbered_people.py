"""People counted below each other ("1) Mme Lacombe, adjointe - ateliers 1 et 4") → rows with labels, as a coupon has.

Only of the sender's own text: a letter that invites counts its speakers so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.pairs import labelled
from parsers.coupons.stacked import joined, stretch, with_text
from parsers.coupons.trailing import is_name
from parsers.folding import fold, words
from parsers.letters.wording import is_organisation, is_role
from parsers.mail.thread import Row

_COUNTED = re.compile(r"^\s*(?P<count>\d{1,2})\s*(?:[.)/°]|\s[–—-])\s*(?=\S)")
_PIECE = re.compile(r"\s*[,;]\s*|\s+[–—-]\s+|\s*:\s*")
_PART = re.compile(r"\s+[–—-]\s+|\s*;\s*")
_ABOUT = re.compile(r"[^\s,;:].*")
_ROLE_WORDS = 5
_LEAST, _MOST = 2, 40  # people


@dataclass(frozen=True, slots=True)
class _Head:
    """The number of a person, and where the name stands."""

    count: int
    start: int
    end: int


def numbered_people(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give the rows, those that count people with their name, and their role or body, behind labels."""
    heads = {number: head for number, row in enumerate(rows) if (head := _head(row, choices)) is not None}
    counts = [head.count for head in heads.values()]
    if not _LEAST <= len(counts) <= _MOST or counts != list(range(1, len(counts) + 1)):
        return list(rows)
    above = [row.line.text for number, row in enumerate(rows[: max(heads)]) if number not in heads]
    if not any(labelled(text, choices) for text in above):
        return list(rows)  # sentences, which are read as such
    found: list[Row] = []
    for number, row in enumerate(rows):
        found += _parted(row, heads[number], choices) if number in heads else [row]
    return found


def _head(row: Row, choices: Choices) -> _Head | None:
    """Give where a person's name begins and ends in a row that counts him; None where it counts anything else."""
    text = row.line.text
    count = _COUNTED.match(text)
    if count is None or row.table >= 0:
        return None
    gap = _PIECE.search(text, count.end())
    end = gap.start() if gap else len(text.rstrip())
    name = text[count.end() : end]
    title, bare = fields.without_civility(name)
    known = fields.name(name) if title and len(bare.split()) <= 4 else None
    if choices.workshop(name) is not None or not ((known and known.last) or is_name(name)):
        return None
    return _Head(int(count["count"]), count.end(), end)


def _label_of(about: str, choices: Choices) -> str:
    """Give the label for what stands behind a name: what somebody does is written small, in a few words."""
    small = about[:1].islower() and len(words(about)) <= _ROLE_WORDS and not re.search(r"\d", about)
    if is_role(about) or (small and not choices.workshops(about).named and not is_organisation(about)):
        return "Fonction"
    return "Organisme" if is_organisation(about) else ""


def _parted(row: Row, head: _Head, choices: Choices) -> list[Row]:
    """Give a row for the name, one for what the person is or belongs to, and one for each further part."""
    text, end = row.line.text, head.end
    found = [joined(with_text(row, "Nom et prénom", ()), stretch(row, head.start, end))]
    behind = _PART.search(text, end)
    about_end = behind.start() if behind else len(text)
    about = _ABOUT.search(text, end, about_end)
    if about is not None:
        piece = stretch(row, about.start(), about_end)
        label = _label_of(about[0], choices)
        found.append(joined(with_text(row, label, ()), piece) if label else piece)
    edges = [about_end, *(n for gap in _PART.finditer(text, about_end) for n in gap.span()), len(text)]
    found += [stretch(row, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if fold(text[a:b])]
    return found
