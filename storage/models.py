"""The tables. Times are UTC (`UtcDateTime`: aware in, aware out); JSON columns hold what is never searched.

The schema is changed by a migration only (``storage/migrations``); a test compares both.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

# Constraints need stable names, or a later migration cannot drop them.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored as UTC: SQLite would drop the zone silently."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CleanText(TypeDecorator[str]):
    """Text that somebody else wrote, made storable: no database takes lone surrogates, PostgreSQL no NUL nor excess."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        clean = value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        length = getattr(self.impl, "length", None)
        return clean if length is None else clean[:length]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary, dict[str, Any]: JSON, list[str]: JSON}


class Original(Base):
    """The bytes of a message as they came, compressed; the same bytes stand once."""

    __tablename__ = "originals"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)  # bytes before compression
    data: Mapped[bytes]  # zlib
    kept_at: Mapped[datetime]


class Message(Base):
    """One reply and where it stands. `original_id` is None where it was too large and stays on the server."""

    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    original_id: Mapped[int | None] = mapped_column(ForeignKey("originals.id"), unique=True)
    state: Mapped[str] = mapped_column(String(16))  # MessageState
    reasons: Mapped[list[str]] = mapped_column(default=list)  # Reason values
    # 640 characters: an index of PostgreSQL takes 2,704 bytes a row.
    header_message_id: Mapped[str | None] = mapped_column(CleanText(640), index=True)
    body_sha256: Mapped[str | None] = mapped_column(String(64))  # of sender and body: tells copies from namesakes
    copy_of: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    size: Mapped[int] = mapped_column(BigInteger)  # bytes, also of what stays on the server
    arrived_at: Mapped[datetime]  # INTERNALDATE, or the delivery time of a Maildir file
    answerable: Mapped[bool] = mapped_column(Boolean, default=True)  # False: arrived before mailbox.answer_from
    attempts: Mapped[int] = mapped_column(default=0)  # counted before each reading starts
    lane_deaths: Mapped[int] = mapped_column(
        default=0
    )  # readings that killed their lane; a dying daemon does not count
    event: Mapped[str | None] = mapped_column(String(64))
    contact: Mapped[str | None] = mapped_column(CleanText(320))
    subject: Mapped[str | None] = mapped_column(CleanText)
    intent: Mapped[str | None] = mapped_column(String(16))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(64))  # a user's name; None: the daemon
    kept_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    original: Mapped[Original | None] = relationship()
    places: Mapped[list["Place"]] = relationship(back_populates="message")
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_messages_state_arrived_at", "state", "arrived_at"),)


class Place(Base):
    """One place of a message in a mailbox: folder, UIDVALIDITY and UID, or the unique part of a Maildir file's name."""

    __tablename__ = "places"
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    mailbox: Mapped[str] = mapped_column(String(255))  # the mailbox's name in the configuration: host and user, or path
    folder: Mapped[str] = mapped_column(String(255))
    validity: Mapped[int] = mapped_column(BigInteger, default=0)  # UIDVALIDITY; 0 for Maildir
    uid: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(16))  # PlaceState
    filed_for: Mapped[str | None] = mapped_column(String(16))  # the MessageState under which it was filed
    seen_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    message: Mapped[Message] = relationship(back_populates="places")
    __table_args__ = (UniqueConstraint("mailbox", "folder", "validity", "uid", name="uq_places_where"),)


class ReadingRow(Base):
    """What a message says, as ``parsers.read`` gave it (``storage.readings`` turns it into a Reading and back)."""

    __tablename__ = "readings"
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    data: Mapped[dict[str, Any]]
    read_at: Mapped[datetime]
    program: Mapped[str] = mapped_column(String(32))  # the version of inboxd that read it


class AttendeeRow(Base):
    """One person of one event, as registered; `key` finds the same person again."""

    __tablename__ = "attendees"
    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))  # RegistrationState
    key: Mapped[str] = mapped_column(CleanText(255))  # last and first name folded (``registrations.key``)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)  # that registered her
    changed_by_message: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    contact: Mapped[str | None] = mapped_column(CleanText(320))
    contact_key: Mapped[str | None] = mapped_column(CleanText(320))  # folded
    search: Mapped[str] = mapped_column(CleanText)  # what a search looks through, folded
    language: Mapped[str] = mapped_column(String(8))
    civility: Mapped[str | None] = mapped_column(CleanText(8))
    first_name: Mapped[str | None] = mapped_column(CleanText)
    last_name: Mapped[str | None] = mapped_column(CleanText)
    role: Mapped[str | None] = mapped_column(CleanText)
    organisation: Mapped[str | None] = mapped_column(CleanText)
    address: Mapped[str | None] = mapped_column(CleanText)
    postal_code: Mapped[str | None] = mapped_column(CleanText(32))
    city: Mapped[str | None] = mapped_column(CleanText)
    phone: Mapped[str | None] = mapped_column(CleanText(32))
    email: Mapped[str | None] = mapped_column(CleanText(320))
    registered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    choices: Mapped[list["ChoiceRow"]] = relationship(
        back_populates="attendee", order_by="ChoiceRow.rank", cascade="all, delete-orphan"
    )
    answers: Mapped[list["AnswerRow"]] = relationship(back_populates="attendee", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_attendees_event_key", "event", "key"),
        Index("ix_attendees_event_contact", "event", "contact_key"),
    )


class ChoiceRow(Base):
    """One workshop that an attendee chose."""

    __tablename__ = "choices"
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendees.id"), primary_key=True)
    workshop: Mapped[str] = mapped_column(String(64), primary_key=True)
    event: Mapped[str] = mapped_column(String(64))
    rank: Mapped[int]  # from 1
    state: Mapped[str] = mapped_column(String(16))  # PlacingState
    attendee: Mapped[AttendeeRow] = relationship(back_populates="choices")
    __table_args__ = (Index("ix_choices_event_workshop", "event", "workshop"),)


class AnswerRow(Base):
    """One question that an attendee answered."""

    __tablename__ = "answers"
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendees.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    attendee: Mapped[AttendeeRow] = relationship(back_populates="answers")


class WorkshopCounter(Base):
    """The row that is locked, in id order, while places of a workshop are given (PostgreSQL; SQLite locks the file)."""

    __tablename__ = "workshop_counters"
    event: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop: Mapped[str] = mapped_column(String(64), primary_key=True)
    confirmed: Mapped[int] = mapped_column(default=0)


class OutboxRow(Base):
    """One mail that inboxd sends. Its Message-ID is made with the row and never changes."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # MailKind
    state: Mapped[str] = mapped_column(String(16))  # MailState
    recipient: Mapped[str] = mapped_column(CleanText(320))  # as written
    recipient_key: Mapped[str] = mapped_column(CleanText(320), index=True)  # folded, for the limit an address
    language: Mapped[str] = mapped_column(String(8))
    facts: Mapped[dict[str, Any]]
    header_message_id: Mapped[str] = mapped_column(String(255), unique=True)
    in_reply_to: Mapped[str | None] = mapped_column(CleanText(998))
    references: Mapped[list[str]] = mapped_column("references_", default=list)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)  # the reply that it answers
    once: Mapped[str | None] = mapped_column(String(128), unique=True)  # a key that may be put only once, ever
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    lease: Mapped[str | None] = mapped_column(String(36))  # who has it
    sent_at: Mapped[datetime | None]
    released: Mapped[bool] = mapped_column(default=False)  # by a person: no limit holds it again
    answer: Mapped[str | None] = mapped_column(CleanText)  # what the mail server said last
    created_at: Mapped[datetime]
    __table_args__ = (Index("ix_outbox_state_due_at", "state", "due_at"),)


class AuditRow(Base):
    """Who did what to what, never changed afterwards. `details` holds codes and ids, no personal data beyond them."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(64))  # a user's name, or "inboxd"
    action: Mapped[str] = mapped_column(String(32))
    message_id: Mapped[int | None] = mapped_column(Integer, index=True)
    attendee_id: Mapped[int | None] = mapped_column(Integer)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class UserRow(Base):
    """A member of staff who may sign in to the review pages."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))  # argon2
    session_key: Mapped[str] = mapped_column(String(64))  # changed with the password: ends every session
    created_at: Mapped[datetime]


class NoteRow(Base):
    """What the program must remember between two lives: answer_from, the last good pass, the alert that stands."""

    __tablename__ = "notes"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime]
