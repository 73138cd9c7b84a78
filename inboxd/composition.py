"""Rendered → the bytes of a mail: its headers and its two parts. The same row gives the same bytes, every time."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from email_validator import EmailNotValidError, validate_email

from inboxd.plain_text import one_line
from inboxd.rendering import Rendered
from storage.states import MailKind

# RFC 3834, section 5: an answer to a mail is "auto-replied", what inboxd sends of itself "auto-generated".
AUTO_SUBMITTED: Mapping[MailKind, str] = {
    MailKind.ACKNOWLEDGEMENT: "auto-replied",
    MailKind.RECEIPT: "auto-replied",
    MailKind.SUMMARY: "auto-generated",
    MailKind.ALERT: "auto-generated",
}
REFERENCES = 10  # Message-IDs kept of a thread: its first and the latest (RFC 5322, 3.6.4, leaves it open)

# A Message-ID that may stand in a header again: ASCII, one @ or none, nothing that could end the line or the brackets.
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")


@dataclass(frozen=True, slots=True)
class Headers:
    """All that a mail's headers are made of, besides its content."""

    kind: MailKind
    recipient: str
    language: str
    message_id: str  # with angle brackets, of the row for ever
    date: datetime  # aware
    sender: str
    sender_name: str = ""
    reply_to: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


def compose(content: Rendered, headers: Headers) -> bytes:
    """Give the mail as it goes over the wire, in ASCII with CRLF.

    :raises ValueError: where the recipient or the sender is no address
    """
    message = EmailMessage(_POLICY)
    message["From"] = _address(headers.sender, headers.sender_name)
    message["To"] = _address(headers.recipient)
    if headers.reply_to is not None:
        message["Reply-To"] = _address(headers.reply_to)
    message["Subject"] = _header_text(content.subject)
    message["Date"] = headers.date.astimezone(UTC)
    message["Message-ID"] = headers.message_id
    parents = thread((*headers.references, headers.in_reply_to or ""))
    if headers.in_reply_to is not None and thread([headers.in_reply_to]):
        message["In-Reply-To"] = headers.in_reply_to
    if parents:
        message["References"] = " ".join(parents)
    message["Auto-Submitted"] = AUTO_SUBMITTED[headers.kind]
    message["X-Auto-Response-Suppress"] = "All"  # what Exchange heeds instead
    message.set_content(content.text, cte="quoted-printable")
    message.add_alternative(content.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = headers.language  # after the parts, or the first one would take it
    # "=_" cannot stand in quoted-printable text, so the boundary cannot stand in a part.
    message.set_boundary("=_" + hashlib.sha256(headers.message_id.encode()).hexdigest()[:32])
    return message.as_bytes()


def thread(message_ids: Iterable[str]) -> list[str]:
    """Give the Message-IDs that may stand in References: each once, the first and the latest of a long thread."""
    known = list(dict.fromkeys(one for one in message_ids if _MESSAGE_ID.fullmatch(one)))
    return known if len(known) <= REFERENCES else [known[0], *known[-(REFERENCES - 1) :]]


def ascii_address(address: str) -> str:
    """Give an address as every mail server takes it: a domain with other letters is put into ASCII.

    :raises ValueError: where it is no address, or one with such letters before the @
    """
    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError("no valid address") from error
    if checked.ascii_email is None:
        raise ValueError("an address that only servers with SMTPUTF8 take")
    return checked.ascii_email


def _address(address: str, name: str = "") -> Address:
    return Address(_header_text(name), addr_spec=ascii_address(address))


def _header_text(text: str) -> str:
    """Give a text that stays what it is in a header: what looks like an encoded word would be decoded by the reader."""
    return one_line(text).replace("=?", "= ?")


class _MessageIds(UnstructuredHeader, BaseHeader):
    """A header of Message-IDs, one a line: the standard library would put long ones into encoded words."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: " + f"{policy.linesep} ".join(self.split()) + policy.linesep


def _policy() -> Policy:
    registry = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references"):
        registry.map_to_type(name, _MessageIds)
    return SMTP.clone(cte_type="7bit", header_factory=registry)


_POLICY = _policy()
