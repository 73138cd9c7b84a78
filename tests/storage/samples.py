"""An event, people and messages that the tests of the store are about."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from parsers.event import Event, Workshop
from parsers.reading import AnswerValue, Attendee, Intent, Reading
from storage import messages
from storage.changes import Mail, Register
from storage.messages import Arrival, Location
from storage.session import Store
from storage.states import MailKind, MessageState

NOW = datetime(2018, 10, 1, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
_numbers = itertools.count(1)


def event(capacities: Mapping[str, int | None] | None = None) -> Event:
    """Give an event with these workshops and their capacities."""
    capacities = {"eau": 2, "dechets": None, "transport": 1} if capacities is None else capacities
    return Event(
        id="ag-2018",
        title="Assemblée générale",
        languages=("fr",),
        starts=datetime(2018, 10, 17, 14, 0),  # noqa: DTZ001 - local to the event's zone
        ends=datetime(2018, 10, 17, 18, 0),  # noqa: DTZ001
        timezone=ZoneInfo("Europe/Paris"),
        workshops=tuple(Workshop(name, name.title(), capacity=capacity) for name, capacity in capacities.items()),
    )


def attendee(
    last_name: str | None = "Dupont-Moreau",
    first_name: str | None = "Didier",
    workshops: tuple[str, ...] = (),
    answers: Mapping[str, AnswerValue] | None = None,
    organisation: str | None = None,
) -> Attendee:
    """Give a person as a coupon names her."""
    return Attendee(
        last_name=last_name,
        first_name=first_name,
        organisation=organisation,
        workshops=workshops,
        answers=answers or {},
    )


def register(last_name: str, *workshops: str, contact: str | None = None) -> Register:
    """Give the change that registers a person for workshops."""
    return Register("ag-2018", attendee(last_name, workshops=workshops), contact, "fr")


def reading(*attendees: Attendee, contact: str | None = "mairie@ville.example") -> Reading:
    """Give a reading of these people."""
    return Reading(
        message_id="<1@ville.example>",
        subject="Coupon",
        sent_at=NOW,
        event="ag-2018",
        intent=Intent.REGISTER,
        language="fr",
        contact=contact,
        attendees=attendees,
    )


def arrival(
    data: bytes | None = b"From: a@ville.example\r\n\r\nbonjour\r\n",
    *,
    uid: str = "1",
    folder: str = "INBOX",
    validity: int = 7,
    header_message_id: str | None = "<1@ville.example>",
    body_sha256: str | None = "b" * 64,
    size: int | None = None,
    arrived_at: datetime = NOW - MINUTE,
) -> Arrival:
    """Give a message as the mailbox gives it."""
    return Arrival(
        location=Location("coupons@mail.example", folder, validity, uid),
        size=len(data or b"") if size is None else size,
        arrived_at=arrived_at,
        data=data,
        header_message_id=header_message_id,
        body_sha256=None if data is None else body_sha256,
    )


def keep_one(session: Session, *, uid: str | None = None) -> int:
    """Keep a message unlike any other and give its id."""
    number = next(_numbers)
    one = arrival(
        f"message {number}".encode(),
        uid=uid or f"u{number}",
        header_message_id=f"<{number}@ville.example>",
        body_sha256=f"{number:064d}",
    )
    return messages.keep(session, one, answerable=True, now=NOW).id


def kept_in(store: Store, state: MessageState) -> int:
    """Keep a message, bring it to `state` by the moves that the daemon and the staff make, and give its id."""
    with store.write() as session:
        if state == MessageState.COPY:
            keep_one(session)
            for number, data in enumerate((b"first", b"second")):
                one = arrival(data, uid=f"copy{number}", header_message_id="<copy@ville.example>")
                kept = messages.keep(session, one, answerable=True, now=NOW)
            return kept.id
        message_id = keep_one(session)
        if state == MessageState.KEPT:
            return message_id
        assert messages.begin_reading(session, message_id, NOW)
        if state == MessageState.READING:
            return message_id
        by = "marie" if state == MessageState.DISMISSED else None
        if by is not None:
            messages.advance(session, message_id, MessageState.FLAGGED, (), reading=None, by=None, now=NOW)
        messages.advance(session, message_id, state, (), reading=None, by=by, now=NOW)
        return message_id


def mail(recipient: str = "mairie@ville.example", kind: MailKind = MailKind.ACKNOWLEDGEMENT) -> Mail:
    """Give a mail to be sent."""
    return Mail(kind, recipient, "fr", {"title": "Assemblée générale"}, "<1@ville.example>", ("<0@x.example>",))
