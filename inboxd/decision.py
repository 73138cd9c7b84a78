"""The decision: a Reading and what is known give an outcome, its reasons and what shall change. Pure.

Hard checks (what the event asks for) come before confidence and beat it. What the store knows can turn accepted into
flagged, never the reverse: with `Known.nothing()` nothing that is known speaks against a reply.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from inboxd.answers import language_of
from parsers.event import Event
from parsers.reading import FIELDS, Attendee, Intent, Reading
from parsers.reasons import Reason
from storage.changes import Amend, Cancel, Change, Decline, Known, KnownAttendee, Register
from storage.registrations import key


class Outcome(StrEnum):
    """What became of a reply (contract: `outcome`)."""

    ACCEPTED = "accepted"
    FLAGGED = "flagged"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Decision:
    """What shall be done with one reply; `changes` are empty unless it was accepted."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    changes: tuple[Change, ...] = ()


COMES = frozenset({Intent.REGISTER, Intent.AMEND})


def decide(reading: Reading, event: Event | None, known: Known, *, accept_from: float) -> Decision:
    """Decide what nobody has looked at; `event` is the one that the reading names.

    `accept_from` (0 to 1) is the least confidence with which an attendee is registered without a person.
    """
    if reading.automatic is not None:
        return Decision(Outcome.IGNORED, (reading.automatic,))
    reasons = _telling([*reading.doubts, *faults(reading, event)])
    if event is not None and is_late(reading, event):
        reasons.append(Reason.LATE)
    if reading.contact is None:
        reasons.append(Reason.NO_CONTACT)
    if len({key(attendee) for attendee in reading.attendees}) < len(reading.attendees):
        reasons.append(Reason.CONTRADICTION)  # one name twice: two people, or one with two answers
    if not reasons and any(attendee.confidence < accept_from for attendee in reading.attendees):
        reasons.append(Reason.LOW_CONFIDENCE)
    if reasons or event is None:
        return Decision(Outcome.FLAGGED, tuple(dict.fromkeys(reasons)))
    return _against_known(reading, event, known)


def decide_by_person(reading: Reading, event: Event | None, known: Known) -> Decision:
    """Decide what a member of staff has looked at: late or unsure is hers to judge, an impossible entry is refused."""
    reasons = faults(reading, event)
    if reasons or event is None:
        return Decision(Outcome.FLAGGED, tuple(reasons))
    changes: list[Change] = []
    for attendee in reading.attendees:
        same = _same(attendee, known)
        if reading.intent in COMES:
            changes.append(Amend(event.id, same[0].id, attendee) if same else _register(reading, event, attendee))
        elif same:
            changes.append(Cancel(event.id, same[0].id, attendee))
        else:
            changes.append(_decline(reading, event, attendee))
    return Decision(Outcome.ACCEPTED, (), tuple(changes))


def faults(reading: Reading, event: Event | None) -> list[Reason]:
    """Give what the event's rules have against a reading, whoever looked at it."""
    if event is None:
        return [Reason.UNKNOWN_EVENT]
    if reading.intent is Intent.OTHER:
        return [Reason.NOT_A_COUPON]
    if not reading.attendees:
        return [Reason.NO_ATTENDEE]
    found: list[Reason] = []
    for attendee in reading.attendees:
        found += _attendee_faults(attendee, event) if reading.intent in COMES else _absentee_faults(attendee)
    return list(dict.fromkeys(found))


# Where the first is known, the others only say it again: nobody was read, so nothing of anybody was.
_EXPLAINS = {
    Reason.NO_ATTENDEE: frozenset({Reason.MISSING_FIELD, Reason.MISSING_ANSWER, Reason.TOO_FEW_WORKSHOPS}),
    Reason.BLANK_COUPON: frozenset({Reason.NOT_A_COUPON, Reason.NO_ATTENDEE}),
    Reason.UNKNOWN_WORKSHOP: frozenset({Reason.TOO_FEW_WORKSHOPS}),
    Reason.UNSTATED_CHOICES: frozenset({Reason.TOO_FEW_WORKSHOPS}),
    Reason.UNKNOWN_EVENT: frozenset({Reason.NOT_A_COUPON}),
}


def _telling(reasons: list[Reason]) -> list[Reason]:
    """Give the reasons without those that another one explains."""
    said = {again for reason in reasons for again in _EXPLAINS.get(reason, ())}
    return [reason for reason in reasons if reason not in said]


def is_late(reading: Reading, event: Event) -> bool:
    """Tell whether the reply was sent after the last day for replies, in the event's time zone."""
    if reading.sent_at is None or event.reply_by is None:
        return False
    sent_on: date = reading.sent_at.astimezone(event.timezone).date()
    return sent_on > event.reply_by


def _attendee_faults(attendee: Attendee, event: Event) -> list[Reason]:
    found: list[Reason] = []
    if any(not getattr(attendee, field) for field in event.required):
        found.append(Reason.MISSING_FIELD)
    if any(question.required and question.id not in attendee.answers for question in event.questions):
        found.append(Reason.MISSING_ANSWER)
    chosen = [event.workshop(workshop) for workshop in attendee.workshops]
    if None in chosen or len(set(attendee.workshops)) < len(chosen):
        found.append(Reason.UNKNOWN_WORKSHOP)
    if len(chosen) < event.choose_min:
        found.append(Reason.TOO_FEW_WORKSHOPS)
    if event.choose_max is not None and len(chosen) > event.choose_max:
        found.append(Reason.TOO_MANY_WORKSHOPS)
    slots = [workshop.slot for workshop in chosen if workshop is not None and workshop.slot is not None]
    if event.one_per_slot and len(set(slots)) < len(slots):
        found.append(Reason.SAME_SLOT)
    return found


def _absentee_faults(attendee: Attendee) -> list[Reason]:
    return [] if attendee.last_name else [Reason.NO_ATTENDEE]


def _against_known(reading: Reading, event: Event, known: Known) -> Decision:
    """Turn an accepted reading into changes, or flag it for what the store has."""
    if known.attendees is None:
        return Decision(Outcome.ACCEPTED)
    changes: list[Change] = []
    for attendee in reading.attendees:
        change = _change(reading, event, attendee, _same(attendee, known))
        if isinstance(change, Reason):
            return Decision(Outcome.FLAGGED, (change,))
        changes.append(change)
    return Decision(Outcome.ACCEPTED, (), tuple(changes))


def _change(reading: Reading, event: Event, attendee: Attendee, same: list[KnownAttendee]) -> Change | Reason:
    """Give what becomes of one attendee, or why a person must look.

    Only the address that registered somebody may change or cancel that registration.
    """
    own = len(same) == 1 and _equal(reading.contact, same[0].contact)
    match reading.intent:
        case Intent.REGISTER if not same:
            return _register(reading, event, attendee)
        case Intent.REGISTER if own and _says_nothing_new(attendee, same[0].attendee):
            return Amend(event.id, same[0].id, same[0].attendee)  # sent twice: acknowledged again, nothing changes
        case Intent.AMEND if own:
            return Amend(event.id, same[0].id, _completed(attendee, same[0].attendee))
        case Intent.CANCEL if own:
            return Cancel(event.id, same[0].id, attendee)
        case Intent.DECLINE if not same:
            return _decline(reading, event, attendee)
        case Intent.REGISTER | Intent.DECLINE:
            return Reason.ALREADY_REGISTERED
        case _:
            return Reason.NOTHING_TO_CHANGE


def _same(attendee: Attendee, known: Known) -> list[KnownAttendee]:
    """Give the registered people of the same name."""
    return [other for other in known.attendees or () if key(other.attendee) == key(attendee)]


def _equal(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()


def _says_nothing_new(attendee: Attendee, stored: Attendee) -> bool:
    return _completed(attendee, stored) == replace(stored, confidence=0.0, evidence={})


def _completed(attendee: Attendee, stored: Attendee) -> Attendee:
    """Give `attendee` with what the reply leaves open as it is stored."""
    kept = {field: getattr(attendee, field) or getattr(stored, field) for field in FIELDS}
    answers = {**stored.answers, **attendee.answers}
    return Attendee(**kept, workshops=attendee.workshops or stored.workshops, answers=answers)


def _register(reading: Reading, event: Event, attendee: Attendee) -> Register:
    return Register(event.id, attendee, reading.contact, language_of(event, reading))


def _decline(reading: Reading, event: Event, attendee: Attendee) -> Decline:
    return Decline(event.id, attendee, reading.contact, language_of(event, reading))
