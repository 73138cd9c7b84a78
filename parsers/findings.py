"""The texts of a message → what they say together: coupons, sentences and signatures held against each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.coupons.beside import filled_of
from parsers.coupons.choices import Choices
from parsers.coupons.coupon import CouponReading, last_lines, read_section
from parsers.coupons.identity import identity, joined, signed_by
from parsers.coupons.stated import give_stated_address, give_stated_body
from parsers.coupons.vocabulary import is_boilerplate, is_closing
from parsers.draft import Draft, evidence_at
from parsers.folding import fold, words
from parsers.intent import Says
from parsers.letters.alone import comes_alone
from parsers.letters.letter import parted
from parsers.letters.prose import read_prose
from parsers.letters.signature import Signature, name_key, read_signature
from parsers.letters.strict import Prose
from parsers.letters.titled import give_civility
from parsers.letters.wording import has_signal, is_organisation, is_role
from parsers.mail.invitation import additions, is_invitation
from parsers.mail.message import Address, Envelope
from parsers.mail.texts import Text
from parsers.mail.thread import Row, Section
from parsers.pages.papers import without_papers
from parsers.reasons import Reason
from parsers.unaccounted import unaccounted
from parsers.untouched import leave_untouched

_MAX_PEOPLE = 60  # of one reply; more is no reply but an attack, or a list that a person should see
_BY_FORM = frozenset({"phone", "email", "postal_code"})  # told by what they look like, whatever stands beside them
_ADDS = re.compile(
    r"^(?:et (?:aussi|egalement|puis|en plus)|avec(?! (?:mes|nos|tous|toute|ma|l)\b)|sauf|mais|sous reserve|ne pas"
    r"|pas de|a confirmer|si |if |and also|with|but"
    r"|except|subject to|annul\w*|cancel\w*)\b"
)
_SPEAKS = re.compile(
    r"\b(?:[Jj]e|[Nn]ous|[Ii]l|[Ee]lle|I|[Ww]e|[Mm]erci|[Vv]euillez|[Pp]lease|[Mm]a|[Mm]on|[Mm]y)\b|\b[jJ]['’]"
    r"|[.!?]\s*$"
)


@dataclass(slots=True)
class Findings:
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


def findings_of(texts: list[Text], choices: Choices, outer: Envelope) -> Findings:
    """Read all coupons first: whether the sentences are the answer depends on them."""
    findings = Findings()
    signed = _signed(texts)
    read = [
        (text, [
            (s, read_section(s, text.thread, choices, _writer(s, text, outer), signed if text.attached else ()))
            for s in text.thread.sections
        ])
        for text in texts
    ]  # fmt: skip
    for text, sections in read:
        for _, coupons in sections:
            give_stated_address(coupons, text.thread.document.part)
            give_stated_body(coupons, text.thread.document.part, choices)
        leave_untouched(text, sections, choices)
    filled = [
        (text, section, draft) for text, sections in read for section, coupons in sections
        for draft in coupons.drafts if draft.filled
    ]  # fmt: skip
    filled = without_papers(filled)
    if len(filled) > _MAX_PEOPLE:
        findings.doubt(Reason.TOO_MANY_PARTS)
        del filled[_MAX_PEOPLE:]
    findings.blank = any(c.drafts for t, sections in read for s, c in sections if s.own or t.attached)
    findings.untouched = any(c.drafts for _, sections in read for _, c in sections)
    if any(section.own for _, section, _ in filled) and not all(section.own for _, section, _ in filled):
        _drop_quoted(filled, findings)
    findings.drafts = _merged([draft for _, _, draft in filled], findings)
    told = []
    for text, sections in read:
        for section, coupons in sections:
            filled_here = any(d.filled for d in coupons.drafts)
            invites = filled_here and (is_invitation(section, outer) or _answers_within(section, coupons, text))
            if invites:
                findings.remarks += len(additions([*coupons.before, *coupons.after]))
            if not text.attached and (section.own or (filled_here and not invites)):
                rows = _read_sentences(text, section, coupons, choices, findings)
                told.append((text.thread.document.part, rows if section.own else []))
    for text, sections in read if len(findings.drafts) == 1 else ():
        rows = [row for section, coupons in sections if section.own for row in coupons.before]
        if not text.attached:
            give_civility(findings.drafts[0], rows, text.thread.document.part)
    if not findings.drafts and not findings.staying and not findings.said & {Says.PASSED_ON}:
        _check_quoted_answer(read, findings)
    _account(told, read, findings, choices)
    _reconcile(findings)
    return findings


def _account(
    told: list[tuple[int, list[Row]]], read: list[tuple[Text, list[tuple[Section, CouponReading]]]],
    findings: Findings, choices: Choices,
) -> None:  # fmt: skip
    """Take a last look at what was `told` beside the coupons, and in them, and read by none."""
    for part, rows in told if len(findings.drafts) == 1 else ():
        comes_alone(rows, part, findings.drafts[0], choices.event)
    people = [*findings.drafts, *findings.staying]
    beside = any(d.form or _is_listed(d) for d in findings.drafts)  # a letter alone accounts for its numbers itself
    findings.remarks += len(unaccounted(told if beside else [], _filled_rows(read), people, choices))


def _signed(texts: list[Text]) -> tuple[str, ...]:
    """Give the last lines of the letter: they may tell which part of a name in a document is the first name."""
    letters = [text for text in texts if not text.attached and text.level == 0]
    return tuple(line for text in letters for line in last_lines(text.thread.sections[0].rows))


def _filled_rows(read: list[tuple[Text, list[tuple[Section, CouponReading]]]]) -> Iterator[tuple[int, list[Row]]]:
    """Give the rows of the coupons that were filled in, with the part that they stand in."""
    for text, sections in read:
        for section, coupons in sections:
            if any(draft.filled for draft in coupons.drafts):
                outside = {id(row) for row in (*coupons.before, *coupons.after)}
                yield text.thread.document.part, [row for row in section.rows if id(row) not in outside]


def _answers_within(section: Section, coupons: CouponReading, text: Text) -> bool:
    """Say whether the sender filled in his own coupon in somebody else's letter: its sentences are not his."""
    if section.own or not fold(section.author):
        return False
    sender = {w for a in text.envelope.senders[:1] for w in words(f"{a.name} {re.sub(r'[^A-Za-z]', ' ', a.address)}")}
    names = [set(words(draft.values.get("last_name", ""))) for draft in coupons.drafts if draft.filled]
    author = set(words(f"{section.author} {section.address}"))
    return bool(names) and all(name and name <= sender and not name & author for name in names)


def _writer(section: Section, text: Text, outer: Envelope) -> str:
    """Give who filled in a section's coupon, as a mail header would ("Léa MORVAN <l.morvan@…>")."""
    known = [a for a in text.envelope.senders[:1] if section.own or is_invitation(section, outer)]
    name, address = (known[0].name, known[0].address) if known else (section.author, section.address)
    return f"{name} <{address}>"


def _drop_quoted(filled: list[tuple[Text, Section, Draft]], findings: Findings) -> None:
    """Leave out what an earlier mail in the thread answered; another person in it is for a person to see.

    A coupon without a person is the one that was sent out: what is ticked in it is of the one who answers above it.
    """
    answering = [draft for _, section, draft in filled if section.own]
    own = {draft.person for draft in answering}
    for item in [i for i in filled if not i[1].own]:
        draft = item[2]
        if not draft.values and draft.chosen and len(answering) == 1 and not answering[0].chosen:
            _add_ticks(answering[0], draft)
        elif draft.person not in own and (draft.values or draft.workshops or draft.answers):
            findings.doubt(Reason.CONTRADICTION)
        filled.remove(item)


def _add_ticks(draft: Draft, ticked: Draft) -> None:
    """Add what was ticked and answered in the quoted coupon to the coupon of the one who answers."""
    for workshop, chosen in ticked.workshops.items():
        for evidence in ticked.evidence.get(f"workshops.{workshop}", [])[:1]:
            draft.choose(workshop, chosen, evidence, ticked.ranks.get(workshop))
    for question, value in ticked.answers.items():
        draft.reply(question, value, ticked.evidence[f"answers.{question}"][0])
    for reason in ticked.doubts:
        draft.doubt(reason)
    draft.unread += ticked.unread
    draft.offered += ticked.offered


def _merged(drafts: list[Draft], findings: Findings) -> list[Draft]:
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
    text: Text, section: Section, coupons: CouponReading, choices: Choices, findings: Findings
) -> list[Row]:
    """Read the sentences around coupons, or the sentences that are the answer themselves; give their rows."""
    part = text.thread.document.part
    sender = (
        Address(section.author, section.address) if not section.own else (*text.envelope.senders, Address("", ""))[0]
    )
    before, after = parted(section, coupons, sender)
    signature = read_signature(after, sender.name, choices.country)
    known = identity(findings.drafts)
    if known is not None and _told_of(known, before, part, choices, findings):
        findings.remarks += _remarks_below(after, choices)
        return before
    answered = any(d.filled and (d.form or _is_listed(d) or _stands_elsewhere(d, part)) for d in findings.drafts)
    filled = filled_of(findings.drafts, choices) if answered else None
    prose = read_prose(before, part, choices, signature, filled, None if findings.drafts else sender.name)
    findings.said |= prose.said
    findings.remarks += len(prose.remarks) + _remarks_below(after, choices)
    for reason in prose.doubts:
        findings.doubt(reason)
    if answered:
        _compare(prose, signature, findings, part, sender)
        return before
    for draft in prose.coming:
        if draft.form is False and sender.name and draft.values and _is_speaker(draft, signature):
            _check_speaker(draft, signature, sender)
    findings.drafts += [d for d in prose.coming if d not in findings.drafts]
    for draft in prose.staying:
        if _is_speaker(draft, signature):
            _check_speaker(draft, signature, sender)
    findings.staying += prose.staying
    if prose.counted is not None and prose.counted != len(findings.drafts):
        findings.doubt(Reason.UNDECIDED)
    return before


def _is_listed(draft: Draft) -> bool:
    """Say whether a draft is a row of a table of people that names what it asks for."""
    return bool(draft.values) and len(draft.asked) > 1


def _told_of(known: Draft, rows: list[Row], part: int, choices: Choices, findings: Findings) -> bool:
    """Read what sentences say of the one whom a coupon only names; False where they say nothing that is sure."""
    name = f"{known.values.get('first_name', '')} {known.values['last_name']}".strip()
    prose = read_prose(rows, part, choices, signed_by(known), None, name)
    told = [*prose.coming, *prose.staying]
    if prose.remarks or prose.doubts or len(told) != 1 or told[0].person != known.person:
        return False
    draft = joined(told[0], known)
    findings.said |= prose.said
    findings.drafts = [draft] if prose.coming else []
    findings.staying += [] if prose.coming else [draft]
    return True


def _stands_elsewhere(draft: Draft, part: int) -> bool:
    """Say whether a draft was read from another part: a list of people that the mail brings, beside its sentences."""
    parts = {evidence.part for found in draft.evidence.values() for evidence in found}
    return bool(parts) and part not in parts


def _remarks_below(after: list[Row], choices: Choices) -> int:
    """Count the sentences below the closing that are no signature ("PS : …", "Je ne serai là que le matin.")."""
    found, apart, written = 0, False, 0  # apart: below the name and what stands with it
    for row in after:
        text = row.line.text
        apart = apart or (not text.strip() and written > 0)
        written += bool(text.strip()) and not is_closing(text)
        said = words(text)
        if is_closing(text) or is_boilerplate(text):
            continue
        if _ADDS.match(fold(text)) or (apart and _names_workshop(text, choices)):
            found += 1
            continue
        if is_role(text) or (len(said) < 4 and said[:1] not in (["ps"], ["nb"])):
            continue
        found += said[0] in ("ps", "nb") or said[:2] == ["p", "s"] or bool(_SPEAKS.search(text) and has_signal(text))
    return found


def _names_workshop(text: str, choices: Choices) -> bool:
    """Say whether a line below a signature names a workshop, and is neither a body nor what somebody does."""
    if is_organisation(text) or is_role(text) or len(words(text)) > 12:
        return False
    named = choices.workshops(text)
    return bool(named.ids) and named.named


def _is_speaker(draft: Draft, signature: Signature) -> bool:
    return bool(signature.values) and all(
        draft.values.get(k) == signature.values.get(k) for k in ("first_name", "last_name")
    )


def _check_speaker(draft: Draft, signature: Signature, sender: Address) -> None:
    """Compare who signed with who sent: a colleague's mailbox, or a signature that is not the writer's."""
    if sender.name and "@" not in sender.name and not _is_office(sender.name, signature):
        shared = set(words(sender.name)) & set(words(signature.name))
        if not shared:
            draft.doubt(Reason.DOUBTFUL_VALUE)


_OFFICE = re.compile(
    r"^(?:cabinet|commune|mairie|ville|communaute|association|comite|club|federation|syndicat|office)\b"
)


def _is_office(name: str, signature: Signature) -> bool:
    """Say whether the mail is a body's or an office's own: who signs with what he does signs for himself."""
    ordered = any(re.search(r"\b(?:pour|ordre|po|on behalf)\b", fold(line)) for line in signature.strange)
    return bool(_OFFICE.match(fold(name))) and "role" in signature.values and not ordered


def _take_civilities(prose: Prose, drafts: list[Draft]) -> None:
    """Take the civility of the one whom the letter names beside the coupon ("l'inscription de M. Roux")."""
    for mention in prose.announced:
        named = [d for d in drafts if fold(d.values.get("last_name", "")) == fold(mention.name.last or "")]
        if len(named) == 1 and mention.name.civility:
            named[0].values.setdefault("civility", mention.name.civility)


def _compare(prose: Prose, signature: Signature, findings: Findings, part: int, sender: Address) -> None:
    """Hold the text beside a coupon against it: who is named, how many, and what the signature adds."""
    lasts = {fold(d.values.get("last_name", "")) for d in findings.drafts}
    for mention in prose.named:
        last = fold(mention.name.last or "")
        if not {last, last.removesuffix(" s")} & lasts:  # "Mr Penrose's form is attached"
            findings.doubt(Reason.DOUBTFUL_VALUE)
    _take_civilities(prose, findings.drafts)
    if prose.counted is not None and prose.counted != len(findings.drafts):
        findings.doubt(Reason.UNDECIDED)
    _hold_against(prose, findings)
    for draft in findings.drafts:
        name = name_key(f"{draft.values.get('first_name', '')} {draft.values.get('last_name', '')}")
        called = len(findings.drafts) == 1 and name == name_key(sender.name) and _is_called(signature.name, draft)
        if name and (name == signature.name or _is_cut_short(signature.name, name) or called):
            _add_signed(draft, signature, part)


def _add_signed(draft: Draft, signature: Signature, part: int) -> None:
    """Add what the coupon leaves open and its signature states; a person reads what the signature leaves open too."""
    if signature.is_doubtful("phone") and not {"phone"} & (draft.values.keys() | signature.values.keys()):
        draft.unread.append(signature.name)  # two numbers stand there
    for key, value in signature.values.items():
        if key in draft.values or key == "civility":
            continue
        row = signature.rows[key]
        if signature.is_doubtful(key) and key not in _BY_FORM:
            draft.unread.append(row.line.text)
        else:
            draft.values[key] = value
            draft.note(key, evidence_at(row, part, 0, len(row.line.text), 0.94))


def _is_called(signed: str, draft: Draft) -> bool:
    """Say whether somebody signs with another first name than on the coupon ("Pip" for Philippa)."""
    last = words(draft.values.get("last_name", ""))
    return bool(last) and set(last) < set(signed.split()) and len(signed.split()) == len(last) + 1


def _is_cut_short(signed: str, name: str) -> bool:
    """Say whether a name is another with its first name as initials ("S. Ould-Ahmed", "L.-M. Roux"); both are keys."""
    short, whole = signed.split(), name.split()
    initials, left = [w for w in short if w not in whole], [w for w in whole if w not in short]
    return 0 < len(left) < len(whole) and len(initials) > 0 and initials == [word[0] for word in left]


def _hold_against(prose: Prose, findings: Findings) -> None:
    """Hold what is chosen and answered in the sentences against the coupon: it may repeat it, not change it."""
    for clause in prose.beside:
        for draft in findings.drafts[:1] if len(findings.drafts) == 1 else ():
            agrees = set(clause.chosen) <= set(draft.chosen) and not set(clause.refused) & set(draft.chosen)
            same = all(draft.answers.get(question) == value for question, value in clause.answers.items())
            if not agrees or not same:
                findings.doubt(Reason.CONTRADICTION)
        if len(findings.drafts) != 1:
            findings.doubt(Reason.REMARK)


def _check_quoted_answer(read: list[tuple[Text, list[tuple[Section, CouponReading]]]], findings: Findings) -> None:
    """Notice an answer in prose that was forwarded or stands between quoted lines: a person reads it."""
    for _, sections in read:
        for section, coupons in sections:
            if not section.own and coupons.drafts and any(d.unread for d in coupons.drafts):
                findings.remarks += 1


def _reconcile(findings: Findings) -> None:
    """Settle coming and not coming between coupons and sentences."""
    for draft in findings.drafts:
        if any(key not in draft.values for key in draft.elsewhere):
            draft.doubt(Reason.DOUBTFUL_VALUE)
        for reason in draft.doubts:
            findings.doubt(reason)
    if Says.UNDECIDED in findings.said:
        findings.doubt(Reason.UNDECIDED)
    if Says.SAME in findings.said:
        findings.doubt(Reason.UNSTATED_CHOICES)
    formed = [d for d in findings.drafts if d.form]
    refused = [d for d in formed if d.coming is False and not d.chosen]
    away = findings.said & {Says.NOT_COMING, Says.CANCEL} and not findings.said & {Says.REPLACE}
    if len(refused) < len(formed) and away:
        findings.doubt(Reason.COMING_AND_NOT)
    for draft in formed:
        if draft.coming is False and draft.chosen:
            findings.doubt(Reason.COMING_AND_NOT)
