"""The states that rows go through. Who moves them stands beside each; nobody else may."""

from enum import StrEnum


class MessageState(StrEnum):
    """Where a kept message stands. Moved by ``storage.messages`` alone."""

    KEPT = "kept"  # its bytes are stored, nobody has read it (or it shall be read again)
    READING = "reading"  # a lane has it; at a start every such row goes back to KEPT
    ACCEPTED = "accepted"  # registered, by the daemon or by a person
    FLAGGED = "flagged"  # a person must look
    IGNORED = "ignored"  # automatic mail, nobody is answered
    DISMISSED = "dismissed"  # a person said: not a coupon
    COPY = "copy"  # the same message as `copy_of`, not read again


SETTLED = frozenset(
    {MessageState.ACCEPTED, MessageState.FLAGGED, MessageState.IGNORED, MessageState.DISMISSED, MessageState.COPY}
)


class PlaceState(StrEnum):
    """What is known of one place of a message in a mailbox. Moved by ``storage.messages``."""

    WAITING = "waiting"  # in the watched folder, to be filed once the message is settled
    FILED = "filed"  # moved or marked by inboxd, under the state in `filed_for`
    GONE = "gone"  # another hand moved or deleted it: noted, no error


class RegistrationState(StrEnum):
    """What became of one attendee. Moved by ``storage.registrations``."""

    REGISTERED = "registered"
    CANCELLED = "cancelled"
    DECLINED = "declined"  # will not come, never was registered


class PlacingState(StrEnum):
    """Whether a chosen workshop had a place left. Moved by ``storage.registrations``."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"


class MailKind(StrEnum):
    """What an outbox row is."""

    ACKNOWLEDGEMENT = "acknowledgement"
    RECEIPT = "receipt"  # one line for a flagged reply
    SUMMARY = "summary"
    ALERT = "alert"


class MailState(StrEnum):
    """Where an outbox row stands. Moved by ``storage.outbox`` alone."""

    QUEUED = "queued"  # to be sent at `due_at`
    SENDING = "sending"  # claimed until `leased_until`
    SENT = "sent"
    FAILED = "failed"  # refused for good, or tried too often: a person looks
    HELD = "held"  # over a limit: a person releases it
