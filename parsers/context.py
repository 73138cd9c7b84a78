"""What a reading may know: values only, so that the same bytes always give the same Reading."""

from dataclasses import dataclass, field

from parsers.event import Event


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a reader goes before it gives up with a reason; time and memory are the lane's (``inboxd.lanes``)."""

    parts: int = 60  # MIME parts
    depth: int = 20  # of messages in messages; of multiparts and containers in one of them
    text_characters: int = 400_000  # of one part; what is longer is cut and doubted
    attachment_bytes: int = 25_000_000  # of one part, decoded
    unpacked_bytes: int = 100_000_000  # of all that the containers of a message hold (zip, winmail.dat, .msg, …)
    pages: int = 30  # of one document
    scanned_pages: int = 6  # pages that OCR looks at
    pixels: int = 60_000_000  # of one image


@dataclass(frozen=True, slots=True)
class Context:
    """The events that a reply may be for, and what belongs to the mailbox itself."""

    events: tuple[Event, ...] = ()
    own_addresses: frozenset[str] = frozenset()  # the mailbox's own, casefolded: never a contact, never an attendee's
    ocr: bool = True
    limits: Limits = field(default_factory=Limits)
