"""A message → its Reading: parts to Documents, Documents to drafts, drafts to attendees."""

import re
from dataclasses import dataclass, field, replace

from parsers import automatic, fields
from parsers.body import from_text
from parsers.charset import decoded
from parsers.choices import Choices, choices_for
from parsers.confidence import confidence
from parsers.context import Context
from parsers.coupon import CouponReading, read_section
from parsers.document import Document, Line
from parsers.draft import Draft, evidence_at
from parsers.errors import UnreadablePart
from parsers.event import Event
from parsers.folding import fold, listed, words
from parsers.html import from_html
from parsers.intent import intent_of
from parsers.message import Address, Envelope, Message, Part, parse
from parsers.occasion import occasion
from parsers.prose import Prose, read_prose
from parsers.reading import FIELDS, Attendee, Intent, Reading
from parsers.reasons import Reason
from parsers.signature import Signature, name_key, read_signature
from parsers.thread import Row, Section, Thread, thread
from parsers.vocabulary import is_boilerplate, is_closing
from parsers.wording import Says, has_signal, is_role

_MAX_BLOCKS = 4000  # lines and tables of one part; a long thread has a few hundred
_MAX_PEOPLE = 60  # of one reply; more is no reply but an attack, or a list that a person should see
_DECORATION_BYTES = 40_000  # an inline image below this is a logo; a scanned coupon is larger
_INVITES = re.compile(
    r"\b(?:plaisir de vous (?:inviter|convier|accueillir)|vous (?:invite|invitons|convie|convions)"
    r"|nous vous remercions de (?:nous )?(?:retourner|renvoyer)"
    r"|merci de (?:nous )?(?:retourner|renvoyer)|(?:pleased|delighted|honoured) to invite|please return"
    r"|coupon (?:reponse )?a (?:retourner|renvoyer))\b"
)
_SPEAKS = re.compile(
    r"\b(?:[Jj]e|[Nn]ous|[Ii]l|[Ee]lle|I|[Ww]e|[Mm]erci|[Vv]euillez|[Pp]lease|[Mm]a|[Mm]on|[Mm]y)\b|\b[jJ]['’]|[.!?]\s*$"
)
_FRENCH = listed("""je vous nous le la les des et est pour avec votre bonjour madame monsieur cordialement merci""")
_ENGLISH = listed("""i you we the and is for with your dear hello regards please will workshop""")


@dataclass(slots=True)
class _Text:
    """One Document of the message, and who wrote the mail that it stands in."""

    thread: Thread
    envelope: Envelope
    level: int
    attached: bool


@dataclass(slots=True)
class _Findings:
    """What the whole message gave."""

    drafts: list[Draft] = field(default_factory=list)
    staying: list[Draft] = field(default_factory=list)
    said: set[Says] = field(default_factory=set)
    doubts: list[Reason] = field(default_factory=list)
    remarks: int = 0
    blank: bool = False  # a coupon without an answer stands in what the sender sent
    untouched: bool = False  # one stands in what is quoted

    def doubt(self, reason: Reason) -> None:
        if reason not in self.doubts:
            self.doubts.append(reason)


def read_reply(data: bytes, context: Context) -> Reading:
    """Give the Reading of a raw message."""
    if not data.strip():
        return Reading(doubts=(Reason.EMPTY,))
    message = parse(data, context.limits)
    texts, doubts = _texts(message, context)
    own = "\n".join(
        _lines(section)
        for text in texts
        if text.level == 0 and not text.attached
        for section in text.thread.sections[:1]
    )
    reading = _frame(message, context, own)
    kind = automatic.kind_of(message, context.own_addresses, own)
    if kind in _CERTAIN:
        return replace(reading, automatic=kind, contact=None, answerable=False)
    event, unsure = _event(context, message, texts)
    findings = _Findings()
    if event is not None:
        choices = choices_for(event, [row.line.text for t in texts for s in t.thread.sections for row in s.rows])
        findings = _read_texts(texts, choices, message.envelope)
    if kind is not None and not any(draft.filled for draft in findings.drafts):
        return replace(reading, automatic=kind, contact=None, answerable=False)
    for reason in (*message.doubts, *doubts, *([unsure] if unsure else [])):
        findings.doubt(reason)
    return _reading(reading, event, findings, own)


_CERTAIN = frozenset({Reason.BOUNCE, Reason.READ_RECEIPT, Reason.OUT_OF_OFFICE, Reason.OWN_MAIL})


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


def _texts(message: Message, context: Context) -> tuple[list[_Text], list[Reason]]:
    """Give every Document of the message, and why some of it could not be read."""
    texts: list[_Text] = []
    doubts: list[Reason] = []
    for part in _preferred(message.parts, context.limits.text_characters):
        try:
            documents = _documents(part, context)
        except UnreadablePart as error:
            doubts.append(error.reason)
            continue
        for document in documents:
            if len(document.blocks) > _MAX_BLOCKS:
                doubts.append(Reason.TOO_MANY_PARTS)
                document = replace(document, blocks=document.blocks[:_MAX_BLOCKS])  # noqa: PLW2901
            doubts += [Reason(code) for code in document.doubts]
            texts.append(_Text(thread(document), part.envelope, part.level, document.kind == "attachment"))
    return texts, doubts


def _preferred(parts: tuple[Part, ...], limit: int) -> list[Part]:
    """Give the parts without the poorer of two alternatives: HTML shows ticks and strokes that plain text loses."""
    kept = list(parts)
    for number in {p.alternative for p in parts if p.alternative is not None}:
        plain = [p for p in parts if p.alternative == number and p.media_type == "text/plain" and not _is_file(p)]
        html = [p for p in parts if p.alternative == number and p.media_type == "text/html" and not _is_file(p)]
        if not plain or not html:
            continue
        written = len(fold(decoded(plain[0].data[:limit], plain[0].charset)))
        shown = len(fold("\n".join(b.text for b in from_html(_text(html[0], limit), 0).blocks if isinstance(b, Line))))
        tables = b"<td" in html[0].data.lower()
        poorer = html if shown * 10 < written * 6 and not tables else plain
        kept = [p for p in kept if p not in poorer]
    return kept


def _is_file(part: Part) -> bool:
    return part.disposition == "attachment" or (part.name is not None and part.disposition != "inline")


def _text(part: Part, limit: int) -> str:
    return decoded(part.data, part.charset)[:limit]


def _documents(part: Part, context: Context) -> tuple[Document, ...]:
    """Give the Documents of one part; a logo, a signature, a calendar gives none."""
    kind, name = part.media_type, (part.name or "").casefold()
    limit = context.limits.text_characters
    attached = "attachment" if _is_file(part) else "body"
    if kind == "text/html" or name.endswith((".html", ".htm")):
        return (replace(from_html(_text(part, limit), part.index), kind=attached, name=part.name),)
    if kind == "text/plain" and not name.endswith(
        (".pdf", ".docx", ".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".tif")
    ):
        document = from_text(_text(part, limit), part.index, flowed=part.flowed, delsp=part.delsp)
        return (replace(document, kind=attached, name=part.name),)
    if kind.startswith(("message/", "multipart/")) or (kind == "text/calendar"):
        return ()
    if kind.startswith("image/") and part.content_id and len(part.data) < _DECORATION_BYTES:
        return ()
    from parsers import attachment  # it brings the readers of PDF, Word and scans: only where a file has come

    return attachment.documents(part.data, kind, part.name, part.index, context)


def _event(context: Context, message: Message, texts: list[_Text]) -> tuple[Event | None, Reason | None]:
    own = [message.envelope.subject]
    quoted: list[str] = []
    for text in texts:
        for section in text.thread.sections:
            (own if section.own else quoted).append(_lines(section))
    return occasion(context.events, "\n".join(own), "\n".join(quoted))


def _lines(section: Section) -> str:
    return "\n".join(row.line.text for row in section.rows)


def _read_texts(texts: list[_Text], choices: Choices, outer: Envelope) -> _Findings:
    """Read all coupons first: whether the sentences are the answer depends on them."""
    findings = _Findings()
    read = [(text, [(s, read_section(s, text.thread, choices)) for s in text.thread.sections]) for text in texts]
    filled = [
        (text, section, draft) for text, sections in read for section, coupons in sections
        for draft in coupons.drafts if draft.filled
    ]  # fmt: skip
    if len(filled) > _MAX_PEOPLE:
        findings.doubt(Reason.TOO_MANY_PARTS)
        del filled[_MAX_PEOPLE:]
    findings.blank = any(c.drafts for t, sections in read for s, c in sections if s.own or t.attached)
    findings.untouched = any(c.drafts for _, sections in read for _, c in sections)
    if any(section.own for _, section, _ in filled) and not all(section.own for _, section, _ in filled):
        _drop_quoted(filled, findings)
    findings.drafts = _merged([draft for _, _, draft in filled], findings)
    for text, sections in read:
        for section, coupons in sections:
            answers = any(d.filled for d in coupons.drafts) and not _is_invitation(section, outer)
            if not text.attached and (section.own or answers):
                _read_sentences(text, section, coupons, choices, findings)
    if not findings.drafts and not findings.staying and not findings.said & {Says.PASSED_ON}:
        _check_quoted_answer(read, findings)
    _reconcile(findings)
    return findings


def _is_invitation(section: Section, outer: Envelope) -> bool:
    """Say whether a quoted section is the organiser's own letter: its sentences are no answers, its coupon may be."""
    mailbox = {(outer.header(name) or "").strip(" <>").casefold() for name in ("delivered-to", "x-original-to", "to")}
    return (section.address != "" and section.address in mailbox) or bool(_INVITES.search(fold(_lines(section))))


def _drop_quoted(filled: list[tuple[_Text, Section, Draft]], findings: _Findings) -> None:
    """Leave out what an earlier mail in the thread answered; another person in it is for a person to see."""
    own = {draft.person for _, section, draft in filled if section.own}
    for item in [i for i in filled if not i[1].own]:
        if item[2].person not in own:
            findings.doubt(Reason.CONTRADICTION)
        filled.remove(item)


def _merged(drafts: list[Draft], findings: _Findings) -> list[Draft]:
    """Give the drafts with the same coupon counted once; two that differ on one person contradict each other."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((d for d in kept if d.person == draft.person), None)
        if twin is None:
            kept.append(draft)
        elif set(twin.chosen) != set(draft.chosen) or twin.answers != draft.answers or _differ(twin, draft):
            findings.doubt(Reason.CONTRADICTION)
    return kept


def _differ(one: Draft, other: Draft) -> bool:
    return any(fold(one.values[k]) != fold(other.values[k]) for k in one.values.keys() & other.values.keys())


def _read_sentences(
    text: _Text, section: Section, coupons: CouponReading, choices: Choices, findings: _Findings
) -> None:
    """Read the sentences around coupons, or the sentences that are the answer themselves."""
    part = text.thread.document.part
    sender = (
        Address(section.author, section.address) if not section.own else (*text.envelope.senders, Address("", ""))[0]
    )
    before, after = _letter(coupons, sender)
    signature = read_signature(after, sender.name)
    answered = any(d.filled for d in findings.drafts if d.form)
    prose = read_prose(before, part, choices, signature, beside_coupon=answered)
    findings.said |= prose.said
    findings.remarks += len(prose.remarks) + _remarks_below(after)
    for reason in prose.doubts:
        findings.doubt(reason)
    if answered:
        _compare(prose, signature, findings, part, _event_words(choices.event))
        return
    for draft in prose.coming:
        if draft.form is False and sender.name and draft.values and _is_speaker(draft, signature):
            _check_speaker(draft, signature, sender)
    findings.drafts += [d for d in prose.coming if d not in findings.drafts]
    for draft in prose.staying:
        if _is_speaker(draft, signature):
            _check_speaker(draft, signature, sender)
    findings.staying += prose.staying
    if prose.counted is not None and prose.counted != len(prose.coming):
        findings.doubt(Reason.UNDECIDED)


def _letter(coupons: CouponReading, sender: Address) -> tuple[list[Row], list[Row]]:
    """Part the rows outside the coupons into sentences and signature; without a closing, the name begins the latter."""
    before, after = list(coupons.before), list(coupons.after)
    if not any(is_closing(row.line.text) for row in after):
        for number, row in enumerate(before):
            plain = row.line.text.strip()
            if number and len(words(plain)) in (2, 3, 4) and name_key(plain) == name_key(sender.name) != "":
                return before[:number], before[number:] + after
    return before, after


def _event_words(event: Event) -> set[str]:
    labels = (label for workshop in event.workshops for label in (workshop.label, *workshop.aliases))
    return set(words(" ".join((event.title, *event.match, event.venue or "", *labels))))


def _remarks_below(after: list[Row]) -> int:
    """Count the sentences below the closing that are no signature ("PS : …", "Je ne serai là que le matin.")."""
    found = 0
    for row in after:
        text = row.line.text
        said = words(text)
        if (
            is_closing(text)
            or is_boilerplate(text)
            or is_role(text)
            or (len(said) < 4 and said[:1] not in (["ps"], ["nb"]))
        ):
            continue
        found += said[0] in ("ps", "nb") or said[:2] == ["p", "s"] or bool(_SPEAKS.search(text) and has_signal(text))
    return found


def _is_speaker(draft: Draft, signature: Signature) -> bool:
    return bool(signature.values) and all(
        draft.values.get(k) == signature.values.get(k) for k in ("first_name", "last_name")
    )


def _check_speaker(draft: Draft, signature: Signature, sender: Address) -> None:
    """Compare who signed with who sent: a colleague's mailbox, or a signature that is not the writer's."""
    if sender.name and "@" not in sender.name:
        shared = set(words(sender.name)) & set(words(signature.name))
        if not shared:
            draft.doubt(Reason.DOUBTFUL_VALUE)


def _compare(prose: Prose, signature: Signature, findings: _Findings, part: int, event_words: set[str]) -> None:
    """Hold the text beside a coupon against it: who is named, how many, and what the signature adds."""
    lasts = {fold(d.values.get("last_name", "")) for d in findings.drafts}
    for mention in prose.named:
        if fold(mention.name.last or "") not in lasts:
            findings.doubt(Reason.DOUBTFUL_VALUE)
    if prose.counted is not None and prose.counted != len(findings.drafts):
        findings.doubt(Reason.UNDECIDED)
    known = set(words(" ".join((*signature.values.values(), *(v for d in findings.drafts for v in d.values.values())))))
    known |= event_words
    if any(not set(words(name)) & known for name in prose.capitals):
        findings.doubt(Reason.REMARK)
    for draft in findings.drafts:
        name = name_key(f"{draft.values.get('first_name', '')} {draft.values.get('last_name', '')}")
        if name and name == signature.name and not signature.unsure:
            for key, value in signature.values.items():
                if key not in draft.values and key != "civility":
                    row = signature.rows[key]
                    draft.values[key] = value
                    draft.note(key, evidence_at(row, part, 0, len(row.line.text), 0.94))


def _check_quoted_answer(read: list[tuple[_Text, list[tuple[Section, CouponReading]]]], findings: _Findings) -> None:
    """Notice an answer in prose that was forwarded or stands between quoted lines: a person reads it."""
    for _, sections in read:
        for section, coupons in sections:
            if not section.own and coupons.drafts and any(d.unread for d in coupons.drafts):
                findings.remarks += 1


def _reconcile(findings: _Findings) -> None:
    """Settle coming and not coming between coupons and sentences."""
    for draft in findings.drafts:
        for reason in draft.doubts:
            findings.doubt(reason)
    if Says.UNDECIDED in findings.said:
        findings.doubt(Reason.UNDECIDED)
    if Says.SAME in findings.said:
        findings.doubt(Reason.UNSTATED_CHOICES)
    formed = [d for d in findings.drafts if d.form]
    if formed and findings.said & {Says.NOT_COMING, Says.CANCEL} and not findings.said & {Says.REPLACE}:
        findings.doubt(Reason.COMING_AND_NOT)
    for draft in formed:
        if draft.coming is False and draft.chosen:
            findings.doubt(Reason.COMING_AND_NOT)


def _reading(reading: Reading, event: Event | None, findings: _Findings, own: str) -> Reading:
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
    attendees = tuple(_attendee(d, event, findings.remarks, away=not coming) for d in shown)
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
    refused = draft.coming is False or any(value is False for q, value in draft.answers.items() if _is_main(event, q))
    proxy = any(isinstance(value, str) and "pouvoir" in fold(_label(event, q)) for q, value in draft.answers.items())
    return refused or proxy


def _is_main(event: Event, question: str) -> bool:
    """Say whether a question asks for the event itself ("Participera à l'assemblée générale")."""
    asked = [w for w in words(_label(event, question)) if len(w) > 3 and not w.startswith("particip")]
    return bool(asked) and all(w in words(event.title) for w in asked)


def _label(event: Event, question: str) -> str:
    found = event.question(question)
    return found.label if found else ""


def _attendee(draft: Draft, event: Event | None, remarks: int, *, away: bool) -> Attendee:
    workshops = () if away else draft.chosen
    if event is not None and not event.ranked:
        order = {w.id: n for n, w in enumerate(event.workshops)}
        workshops = tuple(sorted(workshops, key=lambda workshop: order.get(workshop, 99)))
    return Attendee(
        **{name: draft.values.get(name) for name in FIELDS},
        workshops=workshops, answers=dict(draft.answers), confidence=confidence(draft, remarks),
        evidence={key: tuple(found) for key, found in draft.evidence.items()},
    )  # fmt: skip
