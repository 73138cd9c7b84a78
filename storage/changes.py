"""The values that a decision is made of and that the store applies: what is known, and what shall change."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.reading import Attendee
from storage.states import MailKind, PlacingState


@dataclass(frozen=True, slots=True)
class KnownAttendee:
    """One person whom the store already has for the event, registered (not cancelled)."""

    id: int  # attendees.id
    message_id: int  # the message that registered her
    contact: str | None
    attendee: Attendee  # as stored; confidence and evidence empty


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of the people whom a reading names. `attendees` None: nobody asked (``inboxd read``)."""

    attendees: tuple[KnownAttendee, ...] | None = None

    @classmethod
    def nothing(cls) -> "Known":
        """Give the knowledge of one who did not ask the store."""
        return cls(None)


@dataclass(frozen=True, slots=True)
class Register:
    """A new attendee. Past a workshop's capacity the choice is kept, marked waiting."""

    event: str
    attendee: Attendee
    contact: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Amend:
    """A registered attendee (`id`) whose details are now those of `attendee`."""

    event: str
    id: int
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class Cancel:
    """A registered attendee (`id`) who will not come after all; her places are free again."""

    event: str
    id: int
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class Decline:
    """Somebody who was not registered and will not come: kept for the organisers' count."""

    event: str
    attendee: Attendee
    contact: str | None
    language: str


Change = Register | Amend | Cancel | Decline


@dataclass(frozen=True, slots=True)
class Applied:
    """What one change became: the attendee's row and, workshop id → confirmed or waiting."""

    change: Change
    id: int
    places: Mapping[str, PlacingState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to be sent, as facts; it is rendered by the sender, outside every transaction.

    `facts` is JSON-able and holds all that the rendering needs (see ``inboxd.acknowledgement`` and ``inboxd.summary``).
    """

    kind: MailKind
    recipient: str
    language: str
    facts: Mapping[str, object]
    in_reply_to: str | None = None  # Message-ID of the reply that it answers, with angle brackets
    references: tuple[str, ...] = ()
