"""A person written above a coupon's labels without any: the name on a line, below it what stands in a letterhead."""

import re
from collections.abc import Sequence

from parsers import fields
from parsers.document import Line
from parsers.draft import Draft, evidence_at
from parsers.folding import words
from parsers.signature import name_key, read_signature
from parsers.thread import Row
from parsers.wording import is_organisation, is_role

_ITEM = re.compile(r"^\s*(?:[-*•·>+–]|\d{1,2}\s*[.)])\s+")
_BARS = re.compile(r"\s*\|\s*")
_CAPITAL = re.compile(r"^(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|(?:d[eu]|des|la|le|van|von|den|der|d['’]\w+))$")
_MOST_WORDS = 6
_SURE = 0.95


def is_person(text: str, writer: str) -> bool:
    """Say whether a line is a name and nothing else: behind a civility, or the writer's own."""
    text = bare(text)
    title, rest = fields.without_civility(text)
    parts = rest.split()
    if not 2 <= len(parts) <= _MOST_WORDS or not all(_CAPITAL.match(p) for p in parts):
        return False
    if is_organisation(rest) or is_role(rest):
        return False
    return title is not None or name_key(rest) == name_key(writer.rpartition("<")[0] or writer) != ""


def bare(text: str) -> str:
    """Give a line without the sign of a list's item before it, and without the bars between its words."""
    return _BARS.sub(" ", _ITEM.sub("", text)).strip()


def take_head(draft: Draft, rows: Sequence[Row], writer: str, part: int) -> None:
    """Take a name's line and the lines below it into a draft, whose labels count more; what is not sure is unread."""
    first, below = rows[0], rows[1:]
    told = fields.name_told_by(writer, bare(first.line.text))
    name = told or fields.name(bare(first.line.text))
    if name is None or name.first is None or name.last is None or not name.sure:
        draft.unread += [row.line.text for row in rows]
        return
    at = evidence_at(first, part, 0, len(first.line.text), _SURE)
    for key, value in (("civility", name.civility), ("first_name", name.first), ("last_name", name.last)):
        if value:
            draft.put(key, value, at)
    named = Row(Line(f"{name.first} {name.last}"), first.section, first.table, first.number)
    signature = read_signature([named, *below], f"{name.first} {name.last}")
    if signature.unsure and below:
        draft.unread += [row.line.text for row in below]
        return
    draft.unread += [text for text in signature.strange if set(words(text)) - set(words(first.line.text))]
    for key, value in signature.values.items():
        row = signature.rows[key]
        if key not in draft.values and row is not named:
            draft.put(key, value, evidence_at(row, part, 0, len(row.line.text), _SURE))
