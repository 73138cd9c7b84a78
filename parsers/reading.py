"""What a reply says: the Reading and the values that it is made of.

A Reading states what was read and what spoke against it; it decides nothing (``inboxd.decision`` does).
None always means that nobody wrote it: a wrong guess is worse than no guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from parsers.reasons import Reason

# An answer's form follows its question's type: yes_no, number, text or choice, multi_choice.
AnswerValue = bool | int | float | str | tuple[str, ...]


class Intent(StrEnum):
    """What the sender wants (contract: `intent`)."""

    REGISTER = "register"
    AMEND = "amend"
    CANCEL = "cancel"
    DECLINE = "decline"
    OTHER = "other"


class Source(StrEnum):
    """How a value came to be read."""

    TEXT = "text"
    FORM_FIELD = "form_field"
    ANNOTATION = "annotation"
    MARK = "mark"
    OCR = "ocr"
    PERSON = "person"  # a member of staff typed it in the review


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: page from 1, PDF points, origin top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a part's decoded text, in characters, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, all from 0."""

    table: int
    row: int
    column: int


Place = Box | Span | Cell


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where a value was read; a value that several places support carries several."""

    part: int  # index in Message.parts
    place: Place
    text: str  # as written, before it was put into form
    source: Source
    confidence: float  # 0 to 1: the chance that the value is right


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of a reply, with the keys of the contract.

    `evidence` has a key for each value that was read: a field's name (``last_name``), ``workshops.ID``
    or ``answers.ID``.
    """

    civility: str | None = None  # "M." or "Mme"
    first_name: str | None = None
    last_name: str | None = None
    role: str | None = None
    organisation: str | None = None
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    phone: str | None = None  # E.164
    email: str | None = None
    workshops: tuple[str, ...] = ()  # ids, in order of preference where the event ranks them
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)  # question id → answer
    confidence: float = 0.0  # 0 to 1: the estimated chance that all fields are right
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)


# The plain fields of an attendee, in the order in which people fill in a coupon.
FIELDS = (
    "civility", "first_name", "last_name", "role", "organisation",
    "address", "postal_code", "city", "phone", "email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message says. The only thing that leaves a lane."""

    message_id: str | None = None
    subject: str | None = None
    sent_at: datetime | None = None  # aware; the Date header, or the topmost Received (contract: late)
    event: str | None = None  # Event.id
    intent: Intent = Intent.OTHER
    language: str | None = None  # "fr" or "en", of what the sender wrote
    contact: str | None = None  # where an acknowledgement would go
    attendees: tuple[Attendee, ...] = ()
    doubts: tuple[Reason, ...] = ()  # each one is enough to flag
    automatic: Reason | None = None  # which kind of mail that nobody wrote to be read; None: a person's
    answerable: bool = True  # False: a list, an empty return path, an automatic mail: never answered (RFC 3834)
