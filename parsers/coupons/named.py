"""A writer who names himself above his answers without a label ("Mme COMBES Valérie, conseillère municipale, …")."""

import re
from collections.abc import Sequence

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.labels import Labelled
from parsers.coupons.options import visible
from parsers.coupons.pairs import labelled
from parsers.coupons.vocabulary import Label
from parsers.document import Mark
from parsers.folding import words
from parsers.letters.wording import is_organisation, is_role
from parsers.mail.thread import Row

_NAMES = frozenset({Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
_PIECE = re.compile(r"[^,;]+")
_LEAST = 2  # answers below the name: without them it may as well sign a letter


def self_named(rows: Sequence[Row], writer: str, choices: Choices) -> dict[int, list[Labelled]]:
    """Give, by the number of its row, what an unlabelled line with the writer's own name and commas behind it states.

    Only where no label asks for a name, and answers follow. A name alone on its line is a letterhead's.
    """
    shown = writer.rpartition("<")[0].strip()
    full = [row for row in rows if row.line.text.strip()]
    asked = [labelled(row.line.text, choices) for row in full]
    if any(piece.label in _NAMES for pieces in asked for piece in pieces):
        return {}
    for place, row in enumerate(full):
        pieces = [] if asked[place] and "," not in row.line.text else _stated(row, shown, writer)
        below = list(zip(full[place + 1 :], asked[place + 1 :], strict=True)) if pieces else []
        if sum(_answers(r, found) for r, found in below) >= _LEAST:
            return {row.number: pieces}
    return {}


def _answers(row: Row, found: list[Labelled]) -> bool:
    """Say whether a line answers what only a coupon asks; a signature, too, has a telephone number and a street."""
    asks = any(p.label is Label.WORKSHOPS or p.question is not None or p.workshop is not None for p in found)
    return asks or any(mark in row.line.text for mark in Mark)


def _stated(row: Row, shown: str, writer: str) -> list[Labelled]:
    """Give the name that a row begins with, where it is the writer's, and what its other parts are by their kind."""
    text = row.line.text
    parts = list(_PIECE.finditer(text))
    if len(parts) < 2 or len(text) > 200 or text.rstrip().endswith((",", ":")):
        return []  # a greeting, a heading
    head = visible(row, parts[0].start(), parts[0].end())[0]
    bare = fields.without_civility(fields.cleaned(head))[1]
    told = fields.name_told_by(writer, head)
    if len(words(bare)) < 2 or is_organisation(bare) or not (told is not None or set(words(bare)) == set(words(shown))):
        return []
    found = [
        Labelled(head, parts[0].start(), parts[0].end(), label=Label.FULL_NAME, written="Nom et prénom", sure=0.95)
    ]
    for part in parts[1:]:
        kind = _kind(part[0])
        if kind is None:
            return []
        found.append(Labelled(part[0], part.start(), part.end(), label=kind, sure=0.95))
    return found


def _kind(text: str) -> Label | None:
    """Give what a bare text can only be: a telephone number, an address, a role, a body."""
    if fields.phone(text) is not None and not re.search(r"[A-Za-z]{5}", text):
        return Label.PHONE
    if "@" in text:
        return Label.EMAIL if fields.email(text) else None
    if is_role(text):
        return Label.ROLE
    return Label.ORGANISATION if is_organisation(text) else None
