"""[[events]]: the form of an event in the file, and the way into the values of the reading."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from inboxd.config.sections import CLOSED, Language, Name, Zone
from parsers.errors import UnreadablePart
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.reading import FIELDS


def _field_name(value: str) -> str:
    if value not in FIELDS:
        raise ValueError(f"is no field of an attendee: {', '.join(FIELDS)}")
    return value


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


@dataclass(frozen=True, slots=True, config=CLOSED)
class ChooseSection:
    min: Annotated[int, Field(ge=0)] = 0
    max: Annotated[int | None, Field(ge=0)] = None


@dataclass(frozen=True, slots=True, config=CLOSED)
class WorkshopSection:
    id: Id
    label: Name
    aliases: tuple[Name, ...] = ()
    slot: Name | None = None
    capacity: Annotated[int, Field(ge=0)] | None = None


@dataclass(frozen=True, slots=True, config=CLOSED)
class ChoiceSection:
    id: Id
    label: Name
    aliases: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, config=CLOSED)
class QuestionSection:
    id: Id
    label: Name
    type: QuestionType
    aliases: tuple[Name, ...] = ()
    choices: tuple[ChoiceSection, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, config=CLOSED)
class EventSection:
    id: Id
    title: Name
    starts: datetime
    ends: datetime
    timezone: Zone = "Europe/Paris"
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("fr",)
    venue: Name | None = None
    reply_by: date | None = None
    match: tuple[Name, ...] = ()
    required: tuple[Annotated[str, AfterValidator(_field_name)], ...] = ("last_name",)
    choose: ChooseSection = ChooseSection()
    ranked: bool = False
    one_per_slot: bool = False
    workshops: tuple[WorkshopSection, ...] = ()
    questions: tuple[QuestionSection, ...] = ()
    coupon: Name | None = None  # a file's path


def faults_of(key: str, event: EventSection) -> list[str]:
    """Say what is wrong between the keys of one event that are each well formed."""
    faults = doubled(f"{key}.workshops", [w.id for w in event.workshops])
    faults += doubled(f"{key}.questions", [q.id for q in event.questions])
    zoned = [name for name in ("starts", "ends") if getattr(event, name).tzinfo is not None]
    faults += [f"{key}.{name}: must not carry a zone of its own; timezone says it" for name in zoned]
    if not zoned and event.ends < event.starts:
        faults.append(f"{key}.ends: {event.ends} is before starts")
    if event.choose.max is not None and event.choose.max < event.choose.min:
        faults.append(f"{key}.choose.max: {event.choose.max} is less than min")
    if event.choose.min > len(event.workshops):
        faults.append(f"{key}.choose.min: {event.choose.min} is more than there are workshops")
    if event.one_per_slot and not any(w.slot for w in event.workshops):
        faults.append(f"{key}.one_per_slot: no workshop has a slot")
    for number, question in enumerate(event.questions):
        asks = question.type in {QuestionType.CHOICE, QuestionType.MULTI_CHOICE}
        if asks != bool(question.choices):
            verb = "needs" if asks else "must not have"
            faults.append(
                f'{key}.questions[{number}].choices: a question of type "{question.type.value}" {verb} choices'
            )
        faults += doubled(f"{key}.questions[{number}].choices", [c.id for c in question.choices])
    return faults


def doubled(key: str, ids: list[str]) -> list[str]:
    """Name every id that stands twice."""
    return [f'{key}[{i}].id: "{one}" stands twice' for i, one in enumerate(ids) if one in ids[:i]]


def printed(key: str, event: EventSection, folder: Path) -> tuple[tuple[str, ...], list[str]]:
    """Give the lines of the event's blank coupon, a file of that folder, and what is wrong with it."""
    if event.coupon is None:
        return (), []
    from parsers.coupons.blank import printed_lines  # it brings the readers of files: only where one is named

    path = folder / event.coupon
    try:
        return printed_lines(path.read_bytes(), path.name), []
    except OSError as error:
        return (), [f'{key}.coupon: "{event.coupon}" cannot be read: {error.strerror}']
    except UnreadablePart as error:
        return (), [f'{key}.coupon: "{event.coupon}" holds no text that can be read ({error.reason.value})']


def event_of(event: EventSection, coupon: tuple[str, ...] = ()) -> Event:
    """Give the event as the reading knows it; `coupon` is the lines of its blank coupon."""
    return Event(
        id=event.id,
        title=event.title,
        languages=event.languages,
        starts=event.starts,
        ends=event.ends,
        timezone=ZoneInfo(event.timezone),
        venue=event.venue,
        reply_by=event.reply_by,
        match=event.match,
        required=event.required,
        choose_min=event.choose.min,
        choose_max=event.choose.max,
        ranked=event.ranked,
        one_per_slot=event.one_per_slot,
        workshops=tuple(Workshop(w.id, w.label, w.aliases, w.slot, w.capacity) for w in event.workshops),
        questions=tuple(
            Question(
                id=q.id,
                label=q.label,
                type=q.type,
                aliases=q.aliases,
                choices=tuple(Choice(c.id, c.label, c.aliases) for c in q.choices),
                required=q.required,
            )
            for q in event.questions
        ),
        coupon=coupon,
    )
