"""How a reply of the demo travels: the headers of mail programs and servers, and the bytes of the whole message.

Nothing is left to chance: boundaries, queue ids and Message-IDs follow from the mail's own name.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from training.demo_people import MAILBOX

PARIS = ZoneInfo("Europe/Paris")
# Addresses of the networks kept for documentation (RFC 5737).
RELAY, MX = "198.51.100", "203.0.113.25"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, and with which mail program."""

    name: str
    address: str
    program: tuple[str, str] | None = None  # the header that names the mail program

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


THUNDERBIRD = (
    "User-Agent",
    "Mozilla/5.0 (Windows NT 10.0; WOW64; rv:52.0) Gecko/20100101 Thunderbird/52.9.1",
)
OUTLOOK = ("X-Mailer", "Microsoft Outlook 16.0")
ROUNDCUBE = ("User-Agent", "Roundcube Webmail/1.2.3")
ZIMBRA = ("X-Mailer", "Zimbra 8.8.9 (ZimbraWebClient - FF62 (Win)/8.8.9)")
APPLE = ("X-Mailer", "Apple Mail (2.3445.9.1)")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands in a mail's head besides its content. `sent` is local to Paris (naive)."""

    key: str  # makes every id of the mail
    sender: Sender
    subject: str
    sent: datetime
    extra: tuple[tuple[str, str], ...] = ()
    return_path: str | None = None  # None: the sender's address; "" is the empty one of automatic mail
    in_reply_to: str | None = "<20180912073015.4F1C2@mail.cites-unies.example>"  # the invitation
    route: str = ""  # another word gives other trace headers to the same mail

    @property
    def message_id(self) -> str:
        return f"<{_digest(self.key, 12)}.{_digest(self.key + 'id', 8)}@{self.sender.domain}>"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail."""

    name: str
    mime: str  # "application/pdf"
    data: bytes = field(repr=False)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length].upper()


def _trace(envelope: Envelope, at: datetime) -> list[str]:
    """Give the two Received headers of a direct delivery, topmost first."""
    key, domain = envelope.key + envelope.route, envelope.sender.domain
    number = int(_digest(key, 4), 16) % 250 + 2
    relay = f"smtp{number % 3 + 1}.{domain}"
    later = format_datetime(at + timedelta(seconds=4))
    return [
        f"from {relay} ({relay} [{RELAY}.{number}]) by mx.cites-unies.example (Postfix) with ESMTPS "
        f"id {_digest(key + 'q', 10)} for <{MAILBOX}>; {later} (CEST)",
        f"from poste-{number} (unknown [192.0.2.{number}]) by {relay} (Postfix) with ESMTPSA "
        f"id {_digest(key + 'r', 10)}; {format_datetime(at + timedelta(seconds=1))} (CEST)",
    ]


def begin(envelope: Envelope) -> EmailMessage:
    """Give a message with its head, without content."""
    at = envelope.sent.replace(tzinfo=PARIS)
    mail = EmailMessage(policy=policy.default.clone(max_line_length=78))
    return_path = envelope.sender.address if envelope.return_path is None else envelope.return_path
    mail["Return-Path"] = f"<{return_path}>"
    mail["Delivered-To"] = MAILBOX
    for line in _trace(envelope, at):
        mail["Received"] = line
    mail["From"] = Address(envelope.sender.name, addr_spec=envelope.sender.address)
    mail["To"] = Address(addr_spec=MAILBOX)
    mail["Subject"] = envelope.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = envelope.message_id
    if envelope.in_reply_to:
        mail["In-Reply-To"] = envelope.in_reply_to
        mail["References"] = envelope.in_reply_to
    for name, value in envelope.extra:
        mail[name] = value
    if envelope.sender.program:
        mail[envelope.sender.program[0]] = envelope.sender.program[1]
    return mail


def finish(mail: EmailMessage, key: str) -> bytes:
    """Give the bytes of a mail, its boundaries fixed."""
    for number, part in enumerate(mail.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"----=_Part_{number}_{_digest(key, 10)}")
    return mail.as_bytes()


def text_mail(envelope: Envelope, text: str, *, cte: str = "quoted-printable") -> bytes:
    """Give a mail of plain text."""
    mail = begin(envelope)
    mail.set_content(text, cte=cte)
    return finish(mail, envelope.key)


def html_mail(envelope: Envelope, text: str | None, html: str) -> bytes:
    """Give a mail of HTML, with a plain twin unless `text` is None."""
    mail = begin(envelope)
    if text is None:
        mail.set_content(html, subtype="html", cte="quoted-printable")
    else:
        mail.set_content(text, cte="quoted-printable")
        mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return finish(mail, envelope.key)


def file_mail(envelope: Envelope, text: str, *files: Attachment) -> bytes:
    """Give a short mail that carries files."""
    mail = begin(envelope)
    mail.set_content(text, cte="quoted-printable")
    for file in files:
        main, _slash, sub = file.mime.partition("/")
        mail.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name)
    return finish(mail, envelope.key)
