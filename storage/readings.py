"""Readings as they are kept: a Reading to JSON and back, nothing lost on the way."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parsers.reading import FIELDS, AnswerValue, Attendee, Box, Cell, Evidence, Intent, Place, Reading, Source, Span
from parsers.reasons import Reason
from storage.models import ReadingRow

Json = dict[str, Any]


def put(session: Session, message_id: int, reading: Reading, *, program: str, now: datetime) -> None:
    """Keep what `program` (its version) read in the message. Earlier readings stay."""
    session.add(ReadingRow(message_id=message_id, data=to_json(reading), read_at=now, program=program))


def latest(session: Session, message_id: int) -> Reading | None:
    """Give the last reading of the message, None where nobody has read it."""
    query = select(ReadingRow.data).where(ReadingRow.message_id == message_id).order_by(ReadingRow.id.desc()).limit(1)
    data = session.scalar(query)
    return None if data is None else from_json(data)


def to_json(reading: Reading) -> Json:
    """Give the reading as JSON-able values."""
    return {
        "message_id": reading.message_id,
        "subject": reading.subject,
        "sent_at": None if reading.sent_at is None else reading.sent_at.isoformat(),
        "event": reading.event,
        "intent": reading.intent.value,
        "language": reading.language,
        "contact": reading.contact,
        "attendees": [attendee_to_json(attendee) for attendee in reading.attendees],
        "doubts": [doubt.value for doubt in reading.doubts],
        "automatic": None if reading.automatic is None else reading.automatic.value,
        "answerable": reading.answerable,
    }


def from_json(data: Mapping[str, Any]) -> Reading:
    """Give the reading that `to_json` wrote."""
    return Reading(
        message_id=data["message_id"],
        subject=data["subject"],
        sent_at=None if data["sent_at"] is None else datetime.fromisoformat(data["sent_at"]),
        event=data["event"],
        intent=Intent(data["intent"]),
        language=data["language"],
        contact=data["contact"],
        attendees=tuple(attendee_from_json(attendee) for attendee in data["attendees"]),
        doubts=tuple(Reason(doubt) for doubt in data["doubts"]),
        automatic=None if data["automatic"] is None else Reason(data["automatic"]),
        answerable=data["answerable"],
    )


def attendee_to_json(attendee: Attendee) -> Json:
    """Give one attendee as JSON-able values, evidence included."""
    return {
        **{name: getattr(attendee, name) for name in FIELDS},
        "workshops": list(attendee.workshops),
        "answers": {question: answer_to_json(answer) for question, answer in attendee.answers.items()},
        "confidence": _number_to_json(attendee.confidence),
        "evidence": {key: [_evidence_to_json(one) for one in several] for key, several in attendee.evidence.items()},
    }


def attendee_from_json(data: Mapping[str, Any]) -> Attendee:
    """Give the attendee that `attendee_to_json` wrote."""
    return Attendee(
        **{name: data[name] for name in FIELDS},
        workshops=tuple(data["workshops"]),
        answers={question: answer_from_json(answer) for question, answer in data["answers"].items()},
        confidence=float(data["confidence"]),
        evidence={key: tuple(_evidence_from_json(one) for one in several) for key, several in data["evidence"].items()},
    )


def answer_to_json(answer: AnswerValue) -> Any:
    """Give one answer as a JSON-able value; its type comes back by `answer_from_json`."""
    if isinstance(answer, tuple):
        return list(answer)
    if isinstance(answer, float) and not math.isfinite(answer):
        return {"number": str(answer)}  # JSON has no infinity, and PostgreSQL insists
    return answer


def answer_from_json(value: Any) -> AnswerValue:
    """Give the answer that `answer_to_json` wrote."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return float(value["number"])
    answer: AnswerValue = value
    return answer


def _number_to_json(number: float) -> float | str:
    return number if math.isfinite(number) else str(number)


def _evidence_to_json(evidence: Evidence) -> Json:
    return {
        "part": evidence.part,
        "place": _place_to_json(evidence.place),
        "text": evidence.text,
        "source": evidence.source.value,
        "confidence": _number_to_json(evidence.confidence),
    }


def _evidence_from_json(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        part=data["part"],
        place=_place_from_json(data["place"]),
        text=data["text"],
        source=Source(data["source"]),
        confidence=float(data["confidence"]),
    )


def _place_to_json(place: Place) -> list[Any]:
    match place:
        case Box():
            sides = (place.left, place.top, place.right, place.bottom)
            return ["box", place.page, *(_number_to_json(side) for side in sides)]
        case Span():
            return ["span", place.start, place.end]
        case Cell():
            return ["cell", place.table, place.row, place.column]


def _place_from_json(data: list[Any]) -> Place:
    match data:
        case ["box", page, *sides]:
            left, top, right, bottom = (float(side) for side in sides)
            return Box(page, left, top, right, bottom)
        case ["span", start, end]:
            return Span(start, end)
        case ["cell", table, row, column]:
            return Cell(table, row, column)
        case _:
            raise ValueError(f"no place: {data!r}")
