"""A person written above a coupon's labels without any: the name on a line, below it what stands in a letterhead."""

import re
from collections.abc import Sequence

from parsers.coupons import fields
from parsers.coupons.first_names import told_by_names
from parsers.document import Line
from parsers.draft import Draft, evidence_at
from parsers.folding import words
from parsers.letters.signature import name_key, read_signature
from parsers.letters.wording import is_organisation, is_role
from parsers.mail.thread import Row

_ITEM = re.compile(r"^\s*(?:[-*•·>+–]|\d{1,2}\s*[.)])\s+")
_BARS = re.compile(r"\s*\|\s*")
_CAPITAL = re.compile(r"^(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|(?:d[eu]|des|la|le|van|von|den|der|d['’]\w+))$")
_MOST_WORDS = 6
_SURE, _UNSURE = 0.95, 0.8
_OF_NAME = frozenset({"civility", "first_name", "last_name"})


def _order_is_plain(text: str, writer: str) -> bool:
    """Say whether a name tells its last name by capitals, or stands in the order that its writer's name is shown in."""
    parts = fields.without_civility(text)[1].split()
    capitals = {part.isupper() for part in parts if len(part) > 1}
    return len(capitals) == 2 or words(" ".join(parts)) == words(writer.rpartition("<")[0])


def is_person(text: str, writer: str) -> bool:
    """Say whether a line is a name and nothing else: behind a civility, or the writer's own."""
    head, beside = _parted(bare(text))
    if beside and not all(is_organisation(piece) or is_role(piece) for piece in beside.split(",")):
        return False
    title, rest = fields.without_civility(head)
    parts = rest.split()
    if not 2 <= len(parts) <= _MOST_WORDS or not all(_CAPITAL.match(p) for p in parts):
        return False
    if is_organisation(rest) or is_role(rest):
        return False
    return title is not None or name_key(rest) == name_key(writer.rpartition("<")[0] or writer) != ""


def _parted(text: str) -> tuple[str, str]:
    """Part a name from what stands beside it ("Léa Morvan, directrice, Ville de Blois")."""
    head, _, beside = text.partition(",")
    return head.strip(), beside.strip()


def bare(text: str) -> str:
    """Give a line without the sign of a list's item before it, and without the bars between its words."""
    return _BARS.sub(" ", _ITEM.sub("", text)).strip()


def take_head(draft: Draft, rows: Sequence[Row], writer: str, part: int) -> None:
    """Take a name's line and the lines below it into a draft, whose labels count more; what is not sure is unread."""
    first, below = rows[0], rows[1:]
    head, beside = _parted(bare(first.line.text))
    told = fields.name_told_by(writer, head) or told_by_names(head)
    name = told or fields.name(head)
    if name is None or name.first is None or name.last is None or not name.sure:
        draft.unread += [row.line.text for row in rows]
        return
    sure = _SURE if told or _order_is_plain(head, writer) else _UNSURE
    at = evidence_at(first, part, 0, len(first.line.text), sure)
    for key, value in (("civility", name.civility), ("first_name", name.first), ("last_name", name.last)):
        if value:
            draft.put(key, value, at)
    line = Line(f"{name.first} {name.last}, {beside}".rstrip(", "), first.line.tokens)
    named = Row(line, first.section, first.table, first.number)
    signature = read_signature([named, *below], f"{name.first} {name.last}")
    if signature.unsure:
        draft.unread += [row.line.text for row in below] or [beside]
        return
    draft.unread += [text for text in signature.strange if set(words(text)) - set(words(first.line.text))]
    for key, value in signature.values.items():
        row = signature.rows[key]
        if key not in draft.values and key not in _OF_NAME:
            place = first if row is named else row
            draft.put(key, value, evidence_at(place, part, 0, len(place.line.text), _SURE))
