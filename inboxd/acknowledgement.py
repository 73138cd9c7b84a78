"""The answer to a reply: what was understood and how to correct it; or one line that it was received.

`facts` says what the answer will hold, when it is decided; `render` puts it into words when it is sent. Both are pure.
What a reply said passes ``plain_text.as_said`` on its way into the facts: none of it can break a line or become a link.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from inboxd.answers import language_of, may_answer
from inboxd.composition import thread
from inboxd.config import Config
from inboxd.i18n import MAIL_TEXTS, Texts, written
from inboxd.plain_text import as_said, one_line
from inboxd.rendering import Rendered, rendered
from parsers.event import Event, Question
from parsers.reading import AnswerValue, Attendee, Intent, Reading
from storage.changes import Amend, Applied, Cancel, Change, Decline, Mail, Register
from storage.states import MailKind, PlacingState

PEOPLE_SHOWN = 30  # of one reply; a hostile one may name thousands
ANSWER_LENGTH = 500  # of a text answer
CHOICES_SHOWN = 50
LARGEST_NUMBER = 10**12


def answer(event: Event, applied: Sequence[Applied], reading: Reading, config: Config) -> Mail | None:
    """Give the acknowledgement of what was done with a reply; None where nobody may or shall be answered."""
    if not config.acknowledgement.enabled:
        return None
    return _mail(MailKind.ACKNOWLEDGEMENT, facts(event, applied, reading, config), event, reading, config)


def receipt(event: Event | None, reading: Reading, config: Config) -> Mail | None:
    """Give the one line for a flagged reply, nothing of the reply in it; None where nobody may or shall be answered."""
    settings = config.acknowledgement
    if not (settings.enabled and settings.receipt_when_flagged):
        return None
    stated = {"title": event.title if event else None, "signature": settings.signature}
    return _mail(MailKind.RECEIPT, stated, event, reading, config)


def facts(event: Event, applied: Sequence[Applied], reading: Reading, config: Config) -> dict[str, Any]:
    """Give all that the acknowledgement will say, JSON-able.

    Where nothing was to be changed (the same coupon came again) it says what the reply said.
    """
    entries = [_entry(event, a.change, a.places) for a in applied] or [
        _person(event, attendee, {}) | {"action": _action(reading.intent)} for attendee in reading.attendees
    ]
    variant = _variant({entry["action"] for entry in entries}, reading.intent)
    return {
        "variant": variant,
        "event": {
            "title": event.title,
            "starts": event.starts.isoformat(),
            "ends": event.ends.isoformat(),
            "timezone": event.timezone.key,
            "venue": event.venue,
            "has_workshops": bool(event.workshops),
        },
        "count": sum(entry["action"] == variant or {entry["action"], variant} <= _COMING for entry in entries),
        "people": entries[:PEOPLE_SHOWN],
        "hidden": max(0, len(entries) - PEOPLE_SHOWN),
        "privacy": dict(config.acknowledgement.privacy_notice),
        "signature": config.acknowledgement.signature,
    }


def render(kind: MailKind, facts: Mapping[str, Any], language: str) -> Rendered:
    """Put the facts of an acknowledgement or a receipt into words."""
    t = Texts(MAIL_TEXTS, language)
    if kind is MailKind.RECEIPT:
        title = facts["title"]
        subject = t("subject.receipt.event", title=title) if title else t("subject.receipt")
        return rendered("receipt", subject, language, {"signature": facts["signature"]})
    title, variant, people = facts["event"]["title"], facts["variant"], facts["people"]
    has_workshops = facts["event"]["has_workshops"]
    coming = [_shown_person(t, person, has_workshops) for person in people if person["action"] in _COMING]
    values = {
        "intro": t(variant, title=title, count=facts["count"]),
        "event": {"title": title, "rows": _event_rows(t, facts["event"]) if variant in _COMING else []},
        "people": coming,
        "absent": list(_absent(t, people)),
        "others": t("others", count=facts["hidden"]) if facts["hidden"] else "",
        "waits": any(workshop["waiting"] for person in coming for workshop in person["workshops"]),
        "privacy": facts["privacy"].get(written(language), ""),
        "signature": facts["signature"],
    }
    return rendered("acknowledgement", t(f"subject.{variant}", title=title), language, values)


_COMING = frozenset({"register", "amend"})


def _mail(kind: MailKind, facts: dict[str, Any], event: Event | None, reading: Reading, config: Config) -> Mail | None:
    if reading.contact is None or not may_answer(reading, config, reading.contact):
        return None
    earlier = tuple(thread([reading.message_id or ""]))
    in_reply_to = earlier[0] if earlier else None
    return Mail(kind, reading.contact, language_of(event, reading), facts, in_reply_to, earlier)


def _variant(actions: set[str], intent: Intent) -> str:
    """Give what the whole answer speaks of, where one reply may do several things.

    A coupon that came again is a registration to its sender, though the store had it and amends nothing.
    """
    if actions == {"register", "decline"} or (intent is Intent.REGISTER and actions and actions <= _COMING):
        return "register"
    return "amend" if len(actions) > 1 else next(iter(actions), _action(intent))


def _action(intent: Intent) -> str:
    return "register" if intent is Intent.OTHER else intent.value


def _entry(event: Event, change: Change, places: Mapping[str, PlacingState]) -> dict[str, Any]:
    actions: dict[type[Change], str] = {Register: "register", Amend: "amend", Cancel: "cancel", Decline: "decline"}
    return _person(event, change.attendee, places) | {"action": actions[type(change)]}


def _person(event: Event, attendee: Attendee, places: Mapping[str, PlacingState]) -> dict[str, Any]:
    town = " ".join(filter(None, (attendee.postal_code, attendee.city)))
    details = {
        "role": attendee.role,
        "organisation": attendee.organisation,
        "address": ", ".join(filter(None, (attendee.address, town))),
        "phone": _phone(attendee.phone),
    }
    stated = {field: as_said(value) for field, value in details.items() if value}
    if attendee.email:
        stated["email"] = _email(attendee.email)
    return {
        "civility": attendee.civility if attendee.civility in {"M.", "Mme"} else None,
        "name": as_said(" ".join(filter(None, (attendee.first_name, attendee.last_name)))),
        "details": [[field, value] for field, value in stated.items() if value],
        "workshops": [
            _workshop(event, one, places.get(one), rank)
            for rank, one in enumerate(attendee.workshops[:CHOICES_SHOWN], 1)
        ],
        "answers": [
            [question.label, _answer(question, attendee.answers[question.id])]
            for question in event.questions
            if question.id in attendee.answers
        ],
    }


def _workshop(event: Event, id: str, place: PlacingState | None, rank: int) -> dict[str, Any]:
    workshop = event.workshop(id)
    label = workshop.label if workshop else as_said(id)
    if workshop and workshop.slot:
        label = f"{label} ({workshop.slot})"
    return {"label": f"{rank}. {label}" if event.ranked else label, "state": place.value if place else None}


def _answer(question: Question, value: AnswerValue) -> Any:
    """Give an answer as it will be shown, but for what depends on the language: true, false, numbers, lists."""
    if isinstance(value, bool | int | float):
        # Beyond these bounds a number cannot be formatted, and "not a number" not stored as JSON: shown as it is.
        return value if isfinite(value) and abs(value) < LARGEST_NUMBER else as_said(str(value))
    labels = {choice.id: choice.label for choice in question.choices}
    if isinstance(value, str):
        return labels.get(value) or as_said(value, ANSWER_LENGTH)
    return [labels.get(one) or as_said(one) for one in value[:CHOICES_SHOWN]]


def _email(address: str) -> str:
    """Give an address as it was read where it is one, so that a wrong letter is seen; anything else as plain text."""
    try:
        return validate_email(one_line(address), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return as_said(address)


def _phone(number: str | None) -> str | None:
    """Give a number in E.164 in the groups that people read: ``+33 6 12 34 56 78``."""
    if number is None:
        return None
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _event_rows(t: Texts, event: Mapping[str, Any]) -> list[tuple[str, str]]:
    starts, ends = datetime.fromisoformat(event["starts"]), datetime.fromisoformat(event["ends"])
    when = t.span(starts, ends)
    if not event["venue"]:  # people elsewhere may take part: say whose clock it is
        return [(t("date"), f"{when} ({t.zone(starts, ZoneInfo(event['timezone']))})")]
    return [(t("date"), when), (t("venue"), event["venue"])]


def _name(t: Texts, person: Mapping[str, Any]) -> str:
    if not person["name"]:
        return t("no_name")
    return f"{t(person['civility'])} {person['name']}" if person["civility"] else str(person["name"])


def _shown_person(t: Texts, person: Mapping[str, Any], has_workshops: bool) -> dict[str, Any]:
    rows = [(t(field), value) for field, value in person["details"]]
    if has_workshops and not person["workshops"]:
        rows.append((t("workshops", count=2), t("no_workshop")))  # a tick that was not read must be missed by somebody
    return {
        "name": _name(t, person),
        "rows": rows,
        "workshops": [
            {
                "label": workshop["label"],
                "mark": t(workshop["state"]) if workshop["state"] else None,
                "waiting": workshop["state"] == PlacingState.WAITING,
            }
            for workshop in person["workshops"]
        ],
        "answers": [(label, _said(t, value)) for label, value in person["answers"]],
    }


def _said(t: Texts, value: Any) -> str:
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, int | float):
        return t.number(value)
    return t.enumeration(value) if isinstance(value, list) else str(value)


def _absent(t: Texts, people: Sequence[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Give who will not come, those who had been registered first."""
    for action in ("cancel", "decline"):
        names = [_name(t, person) for person in people if person["action"] == action]
        if names:
            yield {"heading": t(f"not_coming.{action}", count=len(names)), "names": names}
