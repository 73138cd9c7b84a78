"""A message → its Reading: parts to texts, texts to findings, findings to attendees."""

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers import months
from parsers.confidence import confidence
from parsers.context import Context
from parsers.coupons import fields
from parsers.coupons.choices import choices_for
from parsers.draft import Draft
from parsers.event import Event
from parsers.findings import Findings, findings_of
from parsers.folding import fold, listed, words
from parsers.intent import Says, intent_of
from parsers.letters.event_names import is_main
from parsers.mail import automatic
from parsers.mail.message import Address, Envelope, Message, parse
from parsers.mail.texts import Text, lines_of, texts_of
from parsers.occasion import occasion
from parsers.reading import FIELDS, Attendee, Intent, Reading
from parsers.reasons import Reason
from parsers.vouching import Witnesses

_FRENCH = listed("""je vous nous le la les des et est pour avec votre bonjour madame monsieur cordialement merci""")
_ENGLISH = listed("""i you we the and is for with your dear hello regards please will workshop""")


def read_reply(data: bytes, context: Context) -> Reading:
    """Give the Reading of a raw message."""
    if not data.strip():
        return Reading(doubts=(Reason.EMPTY,))
    message = parse(data, context.limits)
    texts, doubts = texts_of(message, context)
    own = "\n".join(
        lines_of(section)
        for text in texts
        if text.level == 0 and not text.attached
        for section in text.thread.sections[:1]
    )
    reading = _frame(message, context, own)
    kind = automatic.kind_of(message, context.own_addresses, own, _days(context))
    if kind in _CERTAIN:
        return replace(reading, automatic=kind, contact=None, answerable=False)
    event, unsure = _event(context, message, texts)
    findings = Findings()
    if event is not None:
        choices = choices_for(event, [row.line.text for t in texts for s in t.thread.sections for row in s.rows])
        findings = findings_of(texts, choices, message.envelope)
    if kind is not None and not _is_answer(kind, findings):
        return replace(reading, automatic=kind, contact=None, answerable=False)
    if kind is not None:
        findings.doubt(Reason.REMARK)  # an answer in what looks automatic: a person sees it
    for reason in (*message.doubts, *doubts, *([unsure] if unsure else [])):
        findings.doubt(reason)
    return _reading(reading, event, findings, own, (*message.envelope.senders, *message.envelope.reply_to))


_CERTAIN = frozenset({Reason.BOUNCE, Reason.READ_RECEIPT, Reason.OWN_MAIL})


def _is_answer(kind: Reason, findings: Findings) -> bool:
    """Say whether a mail that looks automatic holds an answer; that somebody is away is none."""
    if any(draft.filled and draft.form for draft in findings.drafts):
        return True
    people = [*findings.drafts, *findings.staying]
    return kind not in (Reason.OUT_OF_OFFICE, Reason.CALENDAR_REPLY) and any("last_name" in d.values for d in people)


def _days(context: Context) -> frozenset[str]:
    """Give the days of the events as people write them, folded ("17 octobre", "17 october", "october 17")."""
    days = set()
    for event in context.events:
        number, month = event.starts.day, event.starts.month - 1
        days |= {
            f"{number} {months.FRENCH[month]}",
            f"{number} {months.ENGLISH[month]}",
            f"{months.ENGLISH[month]} {number}",
        }
    return frozenset(days)


def _frame(message: Message, context: Context, own: str) -> Reading:
    """Give the Reading's part that the envelope states."""
    envelope = message.envelope
    sent = envelope.date
    if envelope.received is not None and (sent is None or sent > envelope.received):
        sent = envelope.received
    return Reading(
        message_id=envelope.message_id, subject=envelope.subject or None, sent_at=sent,
        contact=_contact(envelope, context), language=_language(own), answerable=automatic.is_answerable(envelope),
    )  # fmt: skip


def _contact(envelope: Envelope, context: Context) -> str | None:
    """Give where an acknowledgement would go: Reply-To before From, neither the mailbox's own nor a list's."""
    mine = set(context.own_addresses)
    for name in ("delivered-to", "x-original-to"):
        mine.add((envelope.header(name) or "").strip(" <>").casefold())
    lists = re.findall(r"[^\s<>:,]+@[^\s<>:,]+", envelope.header("list-post") or "")
    lists += [(envelope.header("x-mailing-list") or "").strip(" <>")]
    mine |= {address.casefold() for address in lists}
    addresses = (*envelope.reply_to, *envelope.senders)
    return next((a.address for a in addresses if a.address.casefold() not in mine), None)


def _language(own: str) -> str | None:
    said = words(own)
    french, english = sum(w in _FRENCH for w in said), sum(w in _ENGLISH for w in said)
    return None if french == english else "fr" if french > english else "en"


def _event(context: Context, message: Message, texts: list[Text]) -> tuple[Event | None, Reason | None]:
    own = [message.envelope.subject]
    quoted: list[str] = []
    for text in texts:
        for section in text.thread.sections:
            (own if section.own else quoted).append(lines_of(section))
    return occasion(context.events, "\n".join(own), "\n".join(quoted))


def _reading(
    reading: Reading, event: Event | None, findings: Findings, own: str, senders: Sequence[Address]
) -> Reading:
    """Put the findings into the Reading."""
    coming = [d for d in findings.drafts if not _declines(d, event)]
    staying = findings.staying + [d for d in findings.drafts if _declines(d, event)]
    if coming and staying:
        findings.doubt(Reason.COMING_AND_NOT)
    if findings.remarks and (coming or staying):
        findings.doubt(Reason.REMARK)
    if not coming and not staying:
        enclosed = findings.untouched and Says.ENCLOSED in findings.said
        blank = (findings.blank or enclosed) and not findings.remarks
        findings.doubt(Reason.BLANK_COUPON if blank else Reason.NOT_A_COUPON)
    if fields.is_instruction(own):
        findings.doubt(Reason.SUSPICIOUS_TEXT)
    intent = intent_of(findings.said, coming=bool(coming), staying=bool(staying))
    shown = coming or staying
    witnesses = Witnesses(senders, event.workshops if event else (), own, event.questions if event else ())
    attendees = tuple(_attendee(d, event, confidence(d, findings.remarks, witnesses), away=not coming) for d in shown)
    if any(not a.last_name for a in attendees):
        findings.doubt(
            Reason.NO_ATTENDEE if len(attendees) == 1 and not attendees[0].first_name else Reason.MISSING_FIELD
        )
    return replace(
        reading, event=event.id if event else None, intent=intent if attendees else Intent.OTHER,
        attendees=attendees, doubts=tuple(findings.doubts),
    )  # fmt: skip


def _declines(draft: Draft, event: Event | None) -> bool:
    """Say whether a coupon declines: no workshop, and a no to coming or a proxy."""
    if draft.chosen or event is None:
        return False
    refused = draft.coming is False or any(
        value is False for q, value in draft.answers.items() if (asked := event.question(q)) and is_main(event, asked)
    )
    proxy = any(isinstance(value, str) and "pouvoir" in fold(_label(event, q)) for q, value in draft.answers.items())
    return refused or proxy


def _label(event: Event, question: str) -> str:
    found = event.question(question)
    return found.label if found else ""


def _attendee(draft: Draft, event: Event | None, sure: float, *, away: bool) -> Attendee:
    workshops = () if away else draft.chosen
    if event is not None and not event.ranked:
        order = {w.id: n for n, w in enumerate(event.workshops)}
        workshops = tuple(sorted(workshops, key=lambda workshop: order.get(workshop, 99)))
    return Attendee(
        **{name: draft.values.get(name) for name in FIELDS},
        workshops=workshops, answers=dict(draft.answers), confidence=sure,
        evidence={key: tuple(found) for key, found in draft.evidence.items()},
    )  # fmt: skip
