"""Values as staff read them: times, sizes, reasons, and where a value was read."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask

from inboxd.review.desk import the_desk
from inboxd.review.draft import DraftAttendee
from inboxd.review.language import t, texts
from inboxd.review.original import Contents
from inboxd.review.texts import REVIEW_TEXTS
from parsers.event import Event, Question
from parsers.reading import AnswerValue, Box, Cell, Evidence, Reading, Source
from parsers.reasons import Reason, sentence
from storage import messages, outbox
from storage.errors import StoreError
from storage.states import MailState, MessageState


def add_filters(app: Flask) -> None:
    """Give the templates these functions."""
    app.jinja_env.filters.update(moment=moment, reason=reason, size=size, percent=percent, action=action)
    app.jinja_env.globals.update(
        where=where,
        is_unsure=is_unsure,
        unsure_at=unsure_at,
        label_of=label_of,
        question_label=question_label,
        answer_text=answer_text,
        choice_pairs=choice_pairs,
        rule_of=rule_of,
        event_title=event_title,
        field_label=field_label,
        badges=badges,
    )


def moment(value: datetime | None, event_id: str | None = None) -> str:
    """Give a time as the clock of the event shows it (of the first event where none is known)."""
    return "" if value is None else texts().moment(value, _zone(event_id))


def _zone(event_id: str | None) -> ZoneInfo:
    desk = the_desk()
    event = desk.config.event(event_id) or desk.config.events[0]
    return event.timezone


def reason(value: Reason) -> str:
    """Give a reason as a sentence."""
    return sentence(value, texts().language)


def size(count: int) -> str:
    """Give a number of bytes: ``1,2 Mo``."""
    for unit, scale in (("size.mega", 1_000_000), ("size.kilo", 1_000)):
        if count >= scale:
            return t(unit, number=texts().number(round(count / scale, 1)))
    return t("size.bytes", number=count)


def percent(chance: float) -> str:
    """Give a chance in whole percent, never 100 where it is less."""
    whole = min(int(chance * 100 + 0.5), 99 if chance < 1 else 100)
    return t("percent", number=whole)


def action(code: str) -> str:
    """Give what the trail calls an action; its code where there is no word for it."""
    return t(f"action.{code}") if f"action.{code}" in REVIEW_TEXTS else code


def event_title(event_id: str | None) -> str:
    """Give the event's title; its id where the configuration has it no more."""
    event = the_desk().config.event(event_id)
    return event.title if event else event_id or ""


def where(evidence: Evidence, contents: Contents | None) -> str:
    """Say where a value was read: ``coupon.pdf, page 2``."""
    if evidence.source is Source.PERSON:
        return t("evidence.person")
    part = contents.part(evidence.part) if contents else None
    place = part.name or t("part.unnamed") if part else t("evidence.body")
    if isinstance(evidence.place, Box):
        return t("evidence.page", part=place, page=evidence.place.page)
    if isinstance(evidence.place, Cell):
        cell = evidence.place
        return t("evidence.cell", part=place, table=cell.table + 1, row=cell.row + 1, column=cell.column + 1)
    return place


def is_unsure(evidence: Evidence) -> bool:
    """Tell whether a person should look at this value first."""
    return evidence.confidence < the_desk().config.reading.accept_from


def label_of(event: Event | None, workshop: str) -> str:
    """Give a workshop's label; its id where the event has it no more."""
    found = event.workshop(workshop) if event else None
    return found.label if found else workshop


def unsure_at(reading: Reading | None, person: DraftAttendee, key: str) -> bool:
    """Tell whether what was read at one field of the form is unsure."""
    if reading is None or person.origin is None or person.origin >= len(reading.attendees):
        return False
    return any(is_unsure(each) for each in reading.attendees[person.origin].evidence.get(key, ()))


def question_label(event: Event | None, question: str) -> str:
    """Give a question's label; its id where the event has it no more."""
    found = event.question(question) if event else None
    return found.label if found else question


def choice_pairs(question: Question) -> list[tuple[str, str]]:
    """Give id and label of each choice."""
    return [(choice.id, choice.label) for choice in question.choices]


def answer_text(event: Event | None, question: str, value: AnswerValue) -> str:
    """Give an answer in words."""
    if isinstance(value, bool):
        return t("yes" if value else "no")
    if isinstance(value, int | float):
        return texts().number(value)
    found = event.question(question) if event else None
    labels = dict(choice_pairs(found)) if found else {}
    return ", ".join(labels.get(each, each) for each in ([value] if isinstance(value, str) else value))


def rule_of(event: Event) -> str:
    """Say how many workshops may be chosen; nothing where there is no rule."""
    least, most = event.choose_min, event.choose_max
    if most is None or most >= len(event.workshops):
        rule = t("workshops.at_least", min=least) if least else ""
    elif least == most:
        rule = t("workshops.exactly", min=least)
    else:
        rule = t("workshops.between", min=least, max=most) if least else t("workshops.at_most", max=most)
    return rule + (t("workshops.one_per_slot") if event.one_per_slot else "")


@dataclass(frozen=True, slots=True)
class Badges:
    """The numbers beside the navigation: replies that wait, mails that a person must release."""

    waiting: int
    stuck: int


def badges() -> Badges:
    """Give the numbers of now; none where the database does not answer, so that the page that says so can be shown."""
    try:
        with the_desk().store.read() as session:
            mails = outbox.counts(session)
            waiting = messages.counts(session)[MessageState.FLAGGED]
    except StoreError:
        return Badges(0, 0)
    return Badges(waiting, mails[MailState.HELD] + mails[MailState.FAILED])


def field_label(name: str, event: Event | None) -> str:
    """Give what the form calls a field, with the person whose it is: ``Person 1, Last name``."""
    prefix, _, rest = name.partition("-")
    if not rest:
        return t(f"field.{name}")
    if rest == "w":
        label = t("workshops")
    else:
        label = question_label(event, rest[2:]) if rest.startswith("q-") else t(f"field.{rest}")
    return f"{t('person', number=int(prefix[1:]) + 1)}, {label}"
