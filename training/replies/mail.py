"""How a made-up reply travels: its head, its body in plain text or HTML, and how mail programs quote an invitation."""

import html
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random
from zoneinfo import ZoneInfo

from training.replies.occasions import MAILBOX, ORGANISER

_PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is put into the mail: `html` beside or instead of `text`."""

    subject: str
    sender: Sender
    sent: datetime  # local to Paris
    text: str | None
    html: str | None = None


def posted(rng: Random, key: str, letter: Letter) -> bytes:
    """Give the bytes of a mail, the same for the same chance."""
    mail = EmailMessage(policy=policy.default.clone(max_line_length=78, cte_type="8bit"))
    at = letter.sent.replace(tzinfo=_PARIS)
    mail["Return-Path"] = f"<{letter.sender.address}>"
    mail["Delivered-To"] = MAILBOX
    mail["From"] = Address(letter.sender.name, addr_spec=letter.sender.address)
    mail["To"] = Address(ORGANISER, addr_spec=MAILBOX)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{key}.{rng.getrandbits(48):x}@{letter.sender.address.rpartition('@')[2]}>"
    cte = rng.choice(("quoted-printable", "8bit", "8bit", "base64"))
    if letter.text is not None:
        mail.set_content(letter.text, cte=cte)
        if letter.html is not None:
            mail.add_alternative(letter.html, subtype="html", cte=cte)
            mail.set_boundary(f"=_{key}")
    else:
        assert letter.html is not None
        mail.set_content(letter.html, subtype="html", cte=cte)
    return mail.as_bytes()


def arrows(text: str) -> str:
    """Give a text as mail programs quote it in plain text."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))


def quoted_below(rng: Random, program: str, text: str, subject: str, when: datetime) -> str:
    """Give the organiser's mail as `program` puts it below an answer."""
    match program:
        case "thunderbird":
            return f"Le {when:%d/%m/%Y} à {when:%H:%M}, {ORGANISER} a écrit :\n{arrows(text)}"
        case "gmail":
            head = f"Le {_short_day(when)} {when.year} à {when:%H:%M}, {ORGANISER} <{MAILBOX}> a écrit :"
            return f"{head}\n\n{arrows(text)}"
        case "gmail-en":
            head = f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {ORGANISER} <{MAILBOX}> wrote:"
            return f"{head}\n\n{arrows(text)}"
        case "apple":
            head = f"> Le {_short_day(when)} {when.year} à {when:%H:%M}, {ORGANISER} <{MAILBOX}> a écrit :"
            return f"{head}\n>\n{arrows(text)}"
        case "roundcube":
            return f"Le {when:%Y-%m-%d %H:%M}, {ORGANISER} a écrit :\n{arrows(text)}"
        case "orange":
            head = f'Message du {when:%d/%m/%y %H:%M}\nDe : "{ORGANISER}" <{MAILBOX}>\nA : {{to}}\nObjet : {subject}'
            return arrows(f"{head}\n\n{text}")
        case "zimbra":
            head = f'De: "{ORGANISER}" <{MAILBOX}>\nÀ: {{to}}\nEnvoyé: {_long_day(when)} {when:%H:%M:%S}'
            return f"----- Mail original -----\n{head}\nObjet: {subject}\n\n{text}"
        case "outlook-en":
            head = f"From: {ORGANISER} <{MAILBOX}>\nSent: {when:%d %B %Y %H:%M}\nTo: {{to}}\nSubject: {subject}"
            return f"-----Original Message-----\n{head}\n\n{text}"
        case _:
            rule = rng.choice(("-----Message d'origine-----", "________________________________"))
            head = (
                f"De : {ORGANISER} <{MAILBOX}>\nEnvoyé : {_long_day(when)} {when:%H:%M}\nÀ : {{to}}\nObjet : {subject}"
            )
            return f"{rule}\n{head}\n\n{text}"


_DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def _long_day(when: datetime) -> str:
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def _short_day(when: datetime) -> str:
    return f"{_DAYS[when.weekday()][:3]}. {when.day} {_MONTHS[when.month - 1][:4].rstrip('.')}."


def page(body: str) -> str:
    """Give an HTML document around a body."""
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>\n'


def paragraphs(text: str) -> str:
    """Give plain lines as HTML paragraphs; an empty line parts them."""
    blocks = [b for b in text.split("\n\n") if b.strip()]
    return "".join(f"<p>{'<br>'.join(html.escape(line) for line in b.strip().splitlines())}</p>\n" for b in blocks)
