"""One reading as a line of `inboxd read`: the keys of the contract, and the evidence of each value."""

from typing import Any

from inboxd.config import ReadingSettings
from inboxd.decision import decide
from inboxd.lanes import Failure
from inboxd.sources import Source
from parsers.context import Context
from parsers.mail.message import identity
from parsers.reading import FIELDS, Attendee, Box, Cell, Evidence, Intent, Place, Reading
from storage.changes import Known


def line(source: Source, result: Reading | Failure, context: Context, settings: ReadingSettings) -> dict[str, Any]:
    """Give the object that is printed for one message."""
    if isinstance(result, Failure):
        return _failed(source, result)
    event = next((event for event in context.events if event.id == result.event), None)
    decision = decide(result, event, Known.nothing(), accept_from=settings.accept_from)
    return {
        "source": source.name,
        "message_id": result.message_id,
        "event": result.event,
        "intent": result.intent.value,
        "outcome": decision.outcome.value,
        "reasons": [reason.value for reason in decision.reasons],
        "contact": result.contact if result.automatic is None else None,
        "attendees": [_attendee(attendee) for attendee in result.attendees],
    }


def _failed(source: Source, failure: Failure) -> dict[str, Any]:
    return {
        "source": source.name,
        "message_id": identity(source.data).message_id,
        "event": None,
        "intent": Intent.OTHER.value,
        "outcome": "flagged",
        "reasons": [failure.reason.value],
        "contact": None,
        "attendees": [],
    }


def _attendee(attendee: Attendee) -> dict[str, Any]:
    values: dict[str, Any] = {field: getattr(attendee, field) for field in FIELDS}
    answers = {k: list(v) if isinstance(v, tuple) else v for k, v in attendee.answers.items()}
    evidence = {name: [_evidence(one) for one in found] for name, found in attendee.evidence.items()}
    return values | {
        "workshops": list(attendee.workshops),
        "answers": answers,
        "confidence": round(attendee.confidence, 4),
        "evidence": evidence,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "part": evidence.part,
        "place": _place(evidence.place),
        "text": evidence.text,
        "source": evidence.source.value,
        "confidence": round(evidence.confidence, 4),
    }


def _place(place: Place) -> dict[str, Any]:
    if isinstance(place, Box):
        corners = [place.left, place.top, place.right, place.bottom]
        return {"page": place.page, "box": [round(value, 1) for value in corners]}
    if isinstance(place, Cell):
        return {"table": place.table, "row": place.row, "column": place.column}
    return {"start": place.start, "end": place.end}
