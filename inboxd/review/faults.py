"""What is wrong with a form that a person sent, told at the field where it stands.

Late, unsure or without an address are hers to judge; what the event's rules or plain sense forbid is refused
(``inboxd.decision`` holds the same rules, and the last word).
"""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import phonenumbers
from babel.core import get_global
from email_validator import EmailNotValidError, validate_email

from inboxd.review.draft import CIVILITIES, COMES, MOST_ATTENDEES, Draft, DraftAttendee, answer, chosen, rank
from inboxd.review.language import t
from parsers.event import Event, QuestionType
from parsers.reading import Intent


@dataclass(slots=True)
class Faults:
    """Sentences by the name of the form's field that they stand at; "" is the form as a whole."""

    sentences: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, name: str, sentence: str) -> None:
        """Note a fault."""
        self.sentences.setdefault(name, []).append(sentence)

    def at(self, name: str) -> list[str]:
        """Give the sentences at one field."""
        return self.sentences.get(name, [])

    def __len__(self) -> int:
        return sum(len(sentences) for sentences in self.sentences.values())


def faults_of(draft: Draft, event: Event | None) -> Faults:
    """Give the faults of a form; puts phone numbers and addresses into form in `draft` where they are right."""
    faults = Faults()
    if event is None:
        faults.refuse("event", t("fault.event"))
    if draft.intent not in {intent.value for intent in Intent} - {Intent.OTHER.value}:
        faults.refuse("intent", t("fault.intent"))
    if draft.contact:
        draft.contact = _address(draft.contact, "contact", faults)
    if not draft.attendees:
        faults.refuse("", t("fault.nobody"))
    if len(draft.attendees) >= MOST_ATTENDEES:
        faults.refuse("", t("fault.too_many_people"))
    for number, person in enumerate(draft.attendees):
        _check_person(person, f"a{number}", draft, event, faults)
    return faults


def _check_person(person: DraftAttendee, prefix: str, draft: Draft, event: Event | None, faults: Faults) -> None:
    fields = person.fields
    comes = draft.intent in COMES
    if not fields.get("last_name") and not (comes and fields.get("organisation")):
        faults.refuse(f"{prefix}-last_name", t("fault.no_name" if comes else "fault.no_last_name"))
    if fields.get("civility") and fields["civility"] not in CIVILITIES:
        faults.refuse(f"{prefix}-civility", t("fault.choice"))
    if fields.get("email"):
        fields["email"] = _address(fields["email"], f"{prefix}-email", faults)
    if event is None:
        return
    if fields.get("phone"):
        fields["phone"] = _phone(fields["phone"], event.timezone, f"{prefix}-phone", faults)
    _check_answers(person, prefix, event, faults)
    if comes:
        _check_required(person, prefix, event, faults)
        _check_workshops(person, prefix, event, faults)


def _check_required(person: DraftAttendee, prefix: str, event: Event, faults: Faults) -> None:
    for name in event.required:
        if not person.fields.get(name) and not faults.at(f"{prefix}-{name}"):
            faults.refuse(f"{prefix}-{name}", t("fault.required"))
    for question in event.questions:
        if question.required and question.id not in person.answers:
            faults.refuse(f"{prefix}-q-{question.id}", t("fault.required_answer"))


def _check_answers(person: DraftAttendee, prefix: str, event: Event, faults: Faults) -> None:
    for question in event.questions:
        typed = person.answers.get(question.id)
        if typed and answer(question, typed) is None:
            key = "fault.number" if question.type is QuestionType.NUMBER else "fault.choice"
            faults.refuse(f"{prefix}-q-{question.id}", t(key))


def _check_workshops(person: DraftAttendee, prefix: str, event: Event, faults: Faults) -> None:
    name = f"{prefix}-w"
    if event.ranked and not _ranks_are_clear(person):
        faults.refuse(name, t("fault.ranks"))
        return
    ids = chosen(person, event)
    if event.choose_max is not None and len(ids) > event.choose_max:
        faults.refuse(name, t("fault.too_many_workshops", count=event.choose_max))
    if len(ids) < event.choose_min:
        faults.refuse(name, t("fault.too_few_workshops", count=event.choose_min))
    slots = [workshop.slot for workshop in event.workshops if workshop.id in ids and workshop.slot]
    doubled = sorted({slot for slot in slots if slots.count(slot) > 1})
    if event.one_per_slot and doubled:
        faults.refuse(name, t("fault.same_slot", slots=", ".join(doubled)))


def _ranks_are_clear(person: DraftAttendee) -> bool:
    ranks = [rank(text) for text in person.workshops.values()]
    return None not in ranks and len(set(ranks)) == len(ranks)


def _address(text: str, name: str, faults: Faults) -> str:
    """Give the address in its normal form, or as typed with a fault at `name`; no server is asked."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        faults.refuse(name, t("fault.address"))
        return text


def _phone(text: str, zone: ZoneInfo, name: str, faults: Faults) -> str:
    """Give the number in E.164, or as typed with a fault; without a prefix it counts as one of the event's country."""
    country = get_global("zone_territories").get(zone.key)
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        faults.refuse(name, t("fault.phone"))
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
