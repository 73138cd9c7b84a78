"""What a coupon may ask: the event, its workshops and questions, as the configuration states them.

These values are all that a reading may know about an event (the input of ``parsers.read``).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class QuestionType(StrEnum):
    """The form that an answer takes."""

    YES_NO = "yes_no"  # True or False
    NUMBER = "number"  # int
    TEXT = "text"  # str, as written
    CHOICE = "choice"  # the id of one choice
    MULTI_CHOICE = "multi_choice"  # the ids of several choices


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop that an attendee may choose."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    slot: str | None = None
    capacity: int | None = None  # places; None: without limit


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a `choice` or `multi_choice` question offers."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the coupon besides the attendee's details and the workshops."""

    id: str
    label: str
    type: QuestionType
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `starts` and `ends` are local to `timezone` (naive), as in the configuration."""

    id: str
    title: str
    languages: tuple[str, ...]  # of the coupon and of the acknowledgement, ISO 639-1, first one first
    starts: datetime
    ends: datetime
    timezone: ZoneInfo
    venue: str | None = None
    reply_by: date | None = None  # the whole day counts, in `timezone`
    match: tuple[str, ...] = ()  # words that point to this event when there are several
    required: tuple[str, ...] = ("last_name",)  # names of Attendee's fields
    choose_min: int = 0
    choose_max: int | None = None  # None: all of them
    ranked: bool = False
    one_per_slot: bool = False
    workshops: tuple[Workshop, ...] = ()
    questions: tuple[Question, ...] = ()
    coupon: tuple[str, ...] = ()  # the lines of the blank coupon as it was sent out (``parsers.coupons.blank``)

    def workshop(self, id: str) -> Workshop | None:
        """Give the workshop of that id, or None."""
        return next((w for w in self.workshops if w.id == id), None)

    def question(self, id: str) -> Question | None:
        """Give the question of that id, or None."""
        return next((q for q in self.questions if q.id == id), None)
