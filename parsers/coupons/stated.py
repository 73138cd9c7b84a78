"""What the line above a table of people states for all of them ("Nos inscrits de Saint-Flour Communauté :")."""

import re

from parsers.coupons import fields
from parsers.coupons.bodies import is_body
from parsers.coupons.choices import Choices
from parsers.coupons.coupon import CouponReading
from parsers.coupons.stressed import stressed_stretches
from parsers.coupons.vocabulary import CALENDAR, Label, is_closing, is_greeting, label_of
from parsers.draft import Draft, evidence_at
from parsers.folding import fold, words
from parsers.letters.people import body_named
from parsers.letters.wording import is_organisation
from parsers.mail.thread import Row

_ROWS = 3  # above the table: what stands higher is a letter
# "(organisme pour tous : Syndicat de la Loire)"
_FOR_ALL = re.compile(
    r"\(\s*([^():]{3,40}?)(?:\s+(?:pour|for|de|of)\s+(?:tous|toutes|all|les \w+|everyone))?\s*:\s*([^():]{3,80})\)"
)
_TO_EVENT = re.compile(r"\s+(?:aux?|à la|à l['’]|pour (?:la|le|les|l['’])|to the|for the|at the)\s*(?=[A-ZÀ-Þ\d])")
_BRACKETS = re.compile(r"\(([^()]{10,160})\)")
_ADDRESS = frozenset({"address", "postal_code", "city"})
_GREETED = re.compile(  # "Bonjour Firmin, nous serons deux :"
    r"^\s*(?:bonjour|bonsoir|salut|cher|ch[èe]re|dear|hello|hi|hey)\s+[^,:]{2,40},\s*", re.IGNORECASE
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*")


def give_stated_body(coupons: CouponReading, part: int, choices: Choices) -> None:
    """Give the people of a table the body that is stated above it; a name there that is not understood is unread."""
    people = [draft for draft in coupons.drafts if not draft.form and draft.person.strip()]
    if not people or any("organisation" in draft.values for draft in people):
        return
    rows = [row for row in coupons.before if fold(row.line.text) and not is_greeting(row.line.text)][-_ROWS:]
    for row in reversed(rows):
        body = _without_event(_body(row), choices)
        if body is not None:
            for draft in people:
                draft.put("organisation", body, evidence_at(row, part, 0, len(row.line.text), 0.95))
            return
    for row in rows:
        if _names_something(_GREETED.sub("", row.line.text), people, choices) and not is_closing(row.line.text):
            for draft in people:
                draft.unread.append(row.line.text)


def give_stated_address(coupons: CouponReading, part: int) -> None:
    """Give people of whom no address is asked the one that stands in brackets above them, with their body or alone."""
    people = [draft for draft in coupons.drafts if draft.person.strip()]
    if not people or any(_ADDRESS & draft.values.keys() for draft in people):
        return
    bodies = {fold(draft.values["organisation"]) for draft in people if "organisation" in draft.values}
    for row in coupons.before:
        for found in _BRACKETS.finditer(row.line.text):
            stated = _placed(found[1], bodies)
            for draft in people if stated else ():
                for key, value in stated.items():
                    draft.values.setdefault(key, value)
                    draft.note(key, evidence_at(row, part, *found.span(1), 0.95))


def _placed(text: str, bodies: set[str]) -> dict[str, str]:
    """Give the fields of a body with its address ("Ville de Gap, 3 rue Carnot, 05000 Gap"); none of other texts."""
    street, code, town = fields.address(text)
    if not (street and code and town):
        return {}
    head, _, rest = street.partition(", ")
    own = fold(head) in bodies or (not bodies and is_organisation(head))
    found = {"address": rest if own else street, "postal_code": code, "city": town}
    if own and not bodies:
        found["organisation"] = head
    return {key: value for key, value in found.items() if value}


def _body(row: Row) -> str | None:
    """Give the body that a heading names: by its words, or by the stretch that stands out behind a word for bodies."""
    text = row.line.text
    stated = _FOR_ALL.search(text)
    if stated and label_of(stated[1]) is Label.ORGANISATION:
        return stated[2].strip()
    stretches = stressed_stretches(row, 0, len(text))
    if len(stretches) == 1 and stretches[0][:1].isupper():
        stretch = stretches[0].strip(" :,.")
        before = words(text.partition(stretches[0])[0])
        if is_organisation(stretch) or (before and is_body(before[-1])):
            return stretch
    return body_named(text)


def _without_event(body: str | None, choices: Choices) -> str | None:
    """Give a body without the event that its people come to ("École d'Avord | aux Rencontres du 3 avril")."""
    event = choices.event
    known = set(words(" ".join((event.title, *event.match))))
    for gap in _TO_EVENT.finditer(body or ""):
        named = words((body or "")[gap.end() :])
        if named and named[0] in known:
            return (body or "")[: gap.start()]
    return body


def _names_something(text: str, people: list[Draft], choices: Choices) -> bool:
    """Say whether a line has a proper name that is neither a person's of the table nor the event's."""
    event = choices.event
    known = {w for draft in people for w in words(" ".join(draft.values.values()))} | CALENDAR
    known |= set(words(" ".join((event.title, *event.match, event.venue or ""))))
    names = [m[0] for m in _NAME.finditer(text) if m.start() > 0 and text[: m.start()].rstrip()[-1:] not in ".!?,"]
    return any(set(words(name)) - known for name in names)
