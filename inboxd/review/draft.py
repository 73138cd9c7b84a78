"""What a person corrects: a Reading as form fields, what was typed as a Draft, and a Draft as a Reading again.

A Draft keeps whatever was typed, right or wrong, so that a refused form comes back as it was sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from parsers.event import Event, Question, QuestionType
from parsers.reading import FIELDS, Attendee, Evidence, Intent, Reading, Source, Span

MOST_ATTENDEES = 50  # of one reply; a form with more is no form of ours
LONGEST_VALUE = 2_000  # characters of one field
COMES = frozenset({Intent.REGISTER, Intent.AMEND})
CIVILITIES = ("M.", "Mme")


@dataclass(slots=True)
class DraftAttendee:
    """One person of the form. `origin` is her index in the stored reading, None when a person added her."""

    fields: dict[str, str] = field(default_factory=dict)
    workshops: dict[str, str] = field(default_factory=dict)  # id → "on", or the rank as typed
    answers: dict[str, list[str]] = field(default_factory=dict)  # question id → what was typed or chosen
    origin: int | None = None


@dataclass(slots=True)
class Draft:
    """The whole form."""

    event: str = ""
    intent: str = Intent.REGISTER.value
    contact: str = ""
    attendees: list[DraftAttendee] = field(default_factory=list)


def from_reading(reading: Reading | None, events: Iterable[Event]) -> Draft:
    """Give the half-filled form of a reading; of a single event it is the event where none was read."""
    known = {event.id for event in events}
    if reading is None:
        reading = Reading(intent=Intent.REGISTER)
    only = next(iter(known)) if len(known) == 1 else ""
    event = reading.event if reading.event in known else only
    intent = Intent.REGISTER if reading.intent is Intent.OTHER else reading.intent
    ranked = any(each.id == event and each.ranked for each in events)
    people = [_attendee(attendee, index, ranked) for index, attendee in enumerate(reading.attendees)]
    return Draft(event or "", intent.value, reading.contact or "", people or [DraftAttendee()])


def _attendee(attendee: Attendee, index: int, ranked: bool) -> DraftAttendee:
    return DraftAttendee(
        fields={name: getattr(attendee, name) or "" for name in FIELDS},
        workshops={each: str(rank) if ranked else "on" for rank, each in enumerate(attendee.workshops, 1)},
        answers={question: _typed(value) for question, value in attendee.answers.items()},
        origin=index,
    )


def _typed(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, tuple | list):
        return [str(each) for each in value]
    return [str(value)]


def from_form(form: MultiDict[str, str], events: Iterable[Event]) -> Draft:
    """Give what was typed; only fields, workshops and questions that exist are taken."""
    draft = Draft(
        event=form.get("event", "")[:64],
        intent=form.get("intent", "")[:16],
        contact=_value(form, "contact"),
    )
    event = next((each for each in events if each.id == draft.event), None)
    for number in range(MOST_ATTENDEES):
        if f"a{number}" in form:
            draft.attendees.append(_typed_attendee(form, f"a{number}", event))
    return draft


def _typed_attendee(form: MultiDict[str, str], prefix: str, event: Event | None) -> DraftAttendee:
    origin = form.get(prefix, "")
    person = DraftAttendee(origin=int(origin) if origin.isascii() and origin.isdigit() and len(origin) < 4 else None)
    person.fields = {name: _value(form, f"{prefix}-{name}") for name in FIELDS}
    for workshop in event.workshops if event else ():
        if typed := _value(form, f"{prefix}-w-{workshop.id}"):
            person.workshops[workshop.id] = typed
    for question in event.questions if event else ():
        typed_answers = [text.strip()[:LONGEST_VALUE] for text in form.getlist(f"{prefix}-q-{question.id}")]
        if any(typed_answers):
            person.answers[question.id] = [text for text in typed_answers if text]
    return person


def _value(form: MultiDict[str, str], name: str) -> str:
    # Line ends and other control characters have no place in a field of one line.
    return " ".join(form.get(name, "")[:LONGEST_VALUE].split())


def to_reading(draft: Draft, stored: Reading | None, event: Event) -> Reading:
    """Give the Reading that a person vouches for: no doubts, every confidence 1; what she typed is its own evidence.

    `draft` was checked before (``faults``).
    """
    base = stored or Reading()
    intent = Intent(draft.intent)
    people = tuple(_checked(person, base, event, intent) for person in draft.attendees)
    return replace(
        base, event=event.id, intent=intent, contact=draft.contact or None, attendees=people, doubts=(), automatic=None
    )


def _checked(person: DraftAttendee, base: Reading, event: Event, intent: Intent) -> Attendee:
    before = None
    if person.origin is not None and person.origin < len(base.attendees):
        before = base.attendees[person.origin]
    values = {name: person.fields.get(name) or None for name in FIELDS}
    workshops = chosen(person, event) if intent in COMES else ()
    answers = {}
    for question in event.questions:
        value = answer(question, person.answers.get(question.id, []))
        if value is not None:
            answers[question.id] = value
    attendee = Attendee(**values, workshops=workshops, answers=answers, confidence=1.0)  # type: ignore[arg-type]  # FIELDS are all text
    return replace(attendee, evidence=_evidence(attendee, before))


def _evidence(attendee: Attendee, before: Attendee | None) -> Mapping[str, tuple[Evidence, ...]]:
    """Give for each value where it was read, or that a person gave it."""
    now = _values(attendee)
    was = _values(before) if before else {}
    evidence = {}
    for key, value in now.items():
        kept = before.evidence.get(key) if before and was.get(key) == value else None
        evidence[key] = kept or (Evidence(0, Span(0, 0), str(value), Source.PERSON, 1.0),)
    return evidence


def _values(attendee: Attendee) -> dict[str, object]:
    """Give the attendee's values by the keys of her evidence."""
    values: dict[str, object] = {name: value for name in FIELDS if (value := getattr(attendee, name))}
    values |= {f"workshops.{each}": each for each in attendee.workshops}
    values |= {f"answers.{question}": value for question, value in attendee.answers.items()}
    return values


def chosen(person: DraftAttendee, event: Event) -> tuple[str, ...]:
    """Give the workshops' ids in order of preference, in the event's order where it does not rank them."""
    if not event.ranked:
        return tuple(workshop.id for workshop in event.workshops if workshop.id in person.workshops)
    ranks = {each: number for each, text in person.workshops.items() if (number := rank(text))}
    return tuple(sorted(ranks, key=lambda each: ranks[each]))


def rank(text: str) -> int | None:
    """Give the rank that was typed, or None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and int(text) > 0 else None


def answer(question: Question, typed: list[str]) -> bool | int | float | str | tuple[str, ...] | None:
    """Give the answer in the form of its question; None when there is none, or none that fits."""
    first = typed[0] if typed else ""
    choices = [choice.id for choice in question.choices]
    match question.type:
        case QuestionType.YES_NO:
            return {"yes": True, "no": False}.get(first)
        case QuestionType.NUMBER:
            return number(first)
        case QuestionType.TEXT:
            return first or None
        case QuestionType.CHOICE:
            return first if first in choices else None
        case QuestionType.MULTI_CHOICE:
            return tuple(each for each in choices if each in typed) or None


def number(text: str) -> int | float | None:
    """Give the number that was typed, with a comma or a point, or None."""
    plain = text.replace(",", ".").replace("\N{NO-BREAK SPACE}", "").strip()
    digits = plain.removeprefix("-")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit() or len(digits) > 12:
        return None
    return float(plain) if "." in plain else int(plain)
