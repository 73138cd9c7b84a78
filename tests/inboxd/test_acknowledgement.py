"""The answer says what was understood, in the reply's language, and nothing of a reply can be more than text in it."""

import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from inboxd import acknowledgement
from inboxd.answers import language_of, may_answer
from inboxd.config import Acknowledgement
from inboxd.rendering import Rendered
from parsers.reading import FIELDS, Attendee, Intent
from parsers.reasons import Reason
from storage.changes import Amend, Applied, Cancel, Decline, Register
from storage.states import MailKind, PlacingState
from tests.inboxd.mails import EVENT, JEANNE, KARIM, SENDER, a_config, a_reading

PLACES = {"rivers": PlacingState.WAITING, "tap": PlacingState.CONFIRMED}


def registered(attendee: Attendee = JEANNE) -> Applied:
    places = {workshop: PLACES[workshop] for workshop in attendee.workshops}
    return Applied(Register(EVENT.id, attendee, "x@y.example", "fr"), 1, places)


def written(*applied: Applied, language: str = "fr", **reading: Any) -> Rendered:
    reply = a_reading(language=language, **reading)
    facts = acknowledgement.facts(EVENT, applied, reply, a_config())
    kept = json.loads(json.dumps(facts, allow_nan=False))  # as the outbox keeps them
    return acknowledgement.render(MailKind.ACKNOWLEDGEMENT, kept, language)


def both(mail: Rendered) -> list[str]:
    """Give the text part and the HTML's text, entities resolved, so that what is said can be sought in both."""
    body = LexborHTMLParser(mail.html).body
    assert body is not None
    return [" ".join(part.split()) for part in (mail.text, body.text(separator=" "))]


@pytest.mark.parametrize("said", [
    "Mme Jeanne Durand", "Maire adjointe", "Mairie de Vaulx", "12 rue Haute, 69120 Vaulx", "+33 6 12 34 56 78",
    "jeanne.durand@vaulx.example", "Rivières & étangs (14h30) – complet, sur liste d’attente",
    "Eau potable – place confirmée", "Végétarien et Halal", "Train", "Arrivée à midi", "oui",
    "mercredi 17 octobre 2018, de 14:00 à 18:00", "Salle des fêtes, Lyon", "Forum de l'eau",
    "Répondez simplement à ce message", "https://organiser.example/fr", "L'équipe", "Tél. 04 00 00 00 00",
])  # fmt: skip
def test_everything_understood_is_said_in_both_parts(said: str) -> None:
    for part in both(written(registered())):
        assert said in part


@pytest.mark.parametrize("said", [
    "Ms Jeanne Durand", "Rivières & étangs (14h30) – full, on the waiting list", "Eau potable – place confirmed",
    "Wednesday 17 October 2018, 14:00 to 18:00", "Végétarien and Halal", "yes", "Simply answer this message",
    "Your data are safe.",
])  # fmt: skip
def test_the_same_in_english(said: str) -> None:
    for part in both(written(registered(), language="en")):
        assert said in part


def test_what_nobody_wrote_is_not_said() -> None:
    text = written(registered(KARIM)).text
    for label in ("Fonction", "Organisme", "Adresse", "Téléphone", "Courriel", "Déjeuner", "None"):
        assert label not in text


CANCELLED = Applied(Cancel(EVENT.id, 1, JEANNE), 1)
DECLINED = Applied(Decline(EVENT.id, KARIM, None, "fr"), 2)
AMENDED = Applied(Amend(EVENT.id, 1, JEANNE), 1, PLACES)


@pytest.mark.parametrize(("intent", "applied", "subject", "statement", "details"), [
    (Intent.REGISTER, [registered()], "Inscription enregistrée", "Votre inscription à", True),
    (Intent.REGISTER, [registered(), registered(KARIM)], "Inscription enregistrée", "Les 2 inscriptions", True),
    (Intent.AMEND, [AMENDED], "Modification enregistrée", "Votre modification", True),
    (Intent.CANCEL, [CANCELLED], "Annulation enregistrée", "L’annulation de votre inscription", False),
    (Intent.CANCEL, [CANCELLED, CANCELLED], "Annulation enregistrée", "Les 2 annulations", False),
    (Intent.DECLINE, [DECLINED], "Réponse enregistrée", "votre absence", False),
    (Intent.AMEND, [CANCELLED, registered(KARIM)], "Modification enregistrée", "Inscription annulée", True),
    (Intent.REGISTER, [registered(), DECLINED], "Inscription enregistrée", "Ne participera pas", True),
    (Intent.REGISTER, [AMENDED], "Inscription enregistrée", "Votre inscription à", True),  # sent twice
    (Intent.REGISTER, [AMENDED, registered(KARIM)], "Inscription enregistrée", "Les 2 inscriptions", True),
])  # fmt: skip
def test_each_intent_has_its_words(
    intent: Intent, applied: list[Applied], subject: str, statement: str, details: bool
) -> None:
    mail = written(*applied, intent=intent)
    assert mail.subject == f"{subject} – Forum de l'eau"
    for part in both(mail):
        assert statement.casefold() in part.casefold()  # the text part's headings are in capitals
        assert ("Salle des fêtes" in part) is details  # one who does not come needs no directions


def test_a_coupon_that_came_again_is_answered_with_what_it_says() -> None:
    mail = written(intent=Intent.REGISTER)
    assert "Eau potable" in mail.text
    assert "place confirmée" not in mail.text  # nobody looked whether there is one


def test_the_waiting_list_is_explained_only_where_somebody_waits() -> None:
    assert "aucune place n’est garantie" in written(registered()).text.replace("\n", " ")
    assert "garantie" not in written(registered(KARIM)).text


def test_who_chose_no_workshop_is_told_so() -> None:
    for part in both(written(registered(replace(KARIM, workshops=())))):
        assert "aucun atelier choisi" in part
    facts = acknowledgement.facts(
        replace(EVENT, workshops=()), [registered(replace(KARIM, workshops=()))], a_reading(), a_config()
    )
    assert "atelier" not in acknowledgement.render(MailKind.ACKNOWLEDGEMENT, facts, "fr").text


def test_an_order_of_preference_is_shown_as_one() -> None:
    facts = acknowledgement.facts(replace(EVENT, ranked=True), [registered()], a_reading(), a_config())
    text = acknowledgement.render(MailKind.ACKNOWLEDGEMENT, facts, "fr").text
    assert "- 1. Rivières & étangs" in text
    assert "- 2. Eau potable" in text


def test_an_event_without_a_venue_says_whose_clock_it_means() -> None:
    facts = acknowledgement.facts(replace(EVENT, venue=None), [registered()], a_reading(), a_config())
    text = acknowledgement.render(MailKind.ACKNOWLEDGEMENT, facts, "fr").text
    assert "heure d’été d’Europe centrale" in " ".join(text.split())


def test_a_crowd_is_counted_and_not_listed() -> None:
    mail = written(*[registered(replace(KARIM, last_name=f"Nom{n}")) for n in range(500)])
    assert mail.text.count("Karim") == acknowledgement.PEOPLE_SHOWN
    assert "Les 500 inscriptions" in mail.text
    assert "470 autres personnes" in mail.text


def test_the_receipt_is_one_line_and_repeats_nothing() -> None:
    config = a_config(acknowledgement=Acknowledgement(receipt_when_flagged=True, signature="L'équipe"))
    mail = acknowledgement.receipt(EVENT, a_reading(), config)
    assert mail is not None
    assert mail.kind is MailKind.RECEIPT
    content = acknowledgement.render(mail.kind, mail.facts, mail.language)
    assert "une personne de notre équipe va le lire" in " ".join(content.text.split())
    assert "Durand" not in content.text + content.html
    assert acknowledgement.receipt(EVENT, a_reading(), a_config()) is None  # not wanted unless configured


def test_an_answer_is_threaded_and_none_is_given_where_it_is_switched_off() -> None:
    mail = acknowledgement.answer(EVENT, [registered()], a_reading(), a_config())
    assert mail is not None
    assert (mail.recipient, mail.in_reply_to) == ("jeanne.durand@vaulx.example", "<reply-1@vaulx.example>")
    assert mail.references == ("<reply-1@vaulx.example>",)
    off = a_config(acknowledgement=Acknowledgement(enabled=False))
    assert acknowledgement.answer(EVENT, [registered()], a_reading(), off) is None


@pytest.mark.parametrize("message_id", [None, "", "no brackets", "<a@b>\r\nBcc: x@y.example", "<a\x00@b>", "<é@b>"])
def test_a_message_id_that_is_none_is_not_repeated(message_id: str | None) -> None:
    mail = acknowledgement.answer(EVENT, [registered()], a_reading(message_id=message_id), a_config())
    assert mail is not None
    assert (mail.in_reply_to, mail.references) == (None, ())


@pytest.mark.parametrize(("wrote", "offered", "answered"), [
    ("fr", ("fr", "en"), "fr"), ("en", ("fr", "en"), "en"), ("en", ("fr",), "fr"), (None, ("en", "fr"), "en"),
    ("de", ("fr", "en"), "fr"), ("fr", ("de",), "en"),
])  # fmt: skip
def test_the_answer_speaks_the_replys_language_where_the_event_does(
    wrote: str | None, offered: tuple[str, ...], answered: str
) -> None:
    assert language_of(replace(EVENT, languages=offered), a_reading(language=wrote)) == answered


@pytest.mark.parametrize(("recipient", "allowed"), [
    ("jeanne@vaulx.example", True),
    ("jeanne+forum@vaulx.example", True),
    ("jeanne@élus.example", True),  # the domain has an ASCII form
    ("no.reply.please@vaulx.example", True),  # a name that only begins like one
    (None, False),
    ("", False),
    ("jeanne", False),
    ("jeanne@", False),
    ("jeanne@vaulx.example, other@vaulx.example", False),
    ("jeanne@vaulx.example\r\nBcc: other@vaulx.example", False),
    ("jérôme@vaulx.example", False),  # few servers take letters beyond ASCII before the @
    (SENDER, False),
    (SENDER.upper(), False),
    (SENDER.replace("@", "+2018@"), False),
    ("MAILER-DAEMON@vaulx.example", False),
    ("postmaster@vaulx.example", False),
    ("no-reply@vaulx.example", False),
    ("noreply+abc@vaulx.example", False),
    ("ne-pas-repondre@vaulx.example", False),
    ("bounces+12-34@lists.example", False),
    ("owner-forum@lists.example", False),
    ("forum-request@lists.example", False),
    ("forum-bounces@lists.example", False),
])  # fmt: skip
def test_only_a_persons_own_address_is_answered(recipient: str | None, allowed: bool) -> None:
    assert may_answer(a_reading(contact=recipient), a_config(), recipient) is allowed
    answer = acknowledgement.answer(EVENT, [registered()], a_reading(contact=recipient), a_config())
    assert (answer is not None) is allowed


def test_automatic_mail_and_lists_are_never_answered() -> None:
    recipient = "jeanne@vaulx.example"
    assert not may_answer(a_reading(automatic=Reason.OUT_OF_OFFICE), a_config(), recipient)
    assert not may_answer(a_reading(answerable=False), a_config(), recipient)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=https://evil.example/x.png onerror=alert(1)>',
    "{{ 7*7 }} {% raw %}",
    "Durand\r\n\r\nBonjour, payez ici",
    "Durand\u2028PAYEZ\u2029ICI\x85ET LÀ",
    "\u202edlrow\u202c olleh\u200b\ufeff\x00\x07",
    "http://evil.example/pay www.evil.example evil.example",
    "\ud800 lone",
    "A" * 100_000,
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_value_stays_a_text_in_its_line(hostile: str) -> None:
    values: dict[str, Any] = dict.fromkeys(FIELDS, hostile)
    attendee = Attendee(**values, workshops=("tap", hostile), answers={"note": hostile, "diet": (hostile,)})
    usual_values: dict[str, Any] = dict.fromkeys(FIELDS, "Nom")
    harmless = Attendee(**usual_values, workshops=("tap", "x"), answers={"note": "x", "diet": "x"})
    mail = written(Applied(Register(EVENT.id, attendee, None, "fr"), 1))
    usual = written(Applied(Register(EVENT.id, harmless, None, "fr"), 1))
    assert labels(mail.text) == labels(usual.text)
    assert tags(mail.html) == tags(usual.html)
    for part in (mail.text, mail.html):
        assert "evil.example" not in part  # nothing that a mail program would link
        assert "://evil" not in part
        assert len(part) < 40_000
        part.encode()
    for character in "\u202e\u200b\ufeff\x00\x07\u2028\u2029\x85\r":
        assert character not in mail.text


def labels(text: str) -> list[str]:
    """Give what stands before the colon of each line of a person's details; what is wrapped stands further in."""
    return re.findall(r"^ {4}(\w[^:\n\u00a0]*)\u00a0?:", text, re.MULTILINE)


def tags(html: str) -> list[str]:
    return [node.tag or "" for node in LexborHTMLParser(html).css("*")]


def test_even_facts_that_were_not_made_plain_keep_their_lines() -> None:
    facts = acknowledgement.facts(EVENT, [registered()], a_reading(), a_config())
    person = facts["people"][0] | {"name": "Jeanne\r\n    Organisme : Autre\x00", "details": [["role", "a\nb"]]}
    mail = acknowledgement.render(MailKind.ACKNOWLEDGEMENT, facts | {"people": [person]}, "fr")
    assert "Mme Jeanne Organisme : Autre\n" in mail.text
    assert "<td" in mail.html
    assert not re.search("[\r\x00]|a\nb", mail.text + mail.html)


TEXT = st.text(st.characters(codec=None), max_size=60)


@settings(deadline=None)
@given(TEXT, TEXT, TEXT)
def test_whatever_a_name_is_made_of_the_text_keeps_its_lines(first: str, last: str, role: str) -> None:
    mail = written(registered(replace(KARIM, first_name=first, last_name=last, role=role)))
    assert mail.text.splitlines() == mail.text.rstrip("\n").split("\n")  # no separator but our own
    assert {unicodedata.category(c) for c in mail.text} & {"Cc", "Cf", "Cs", "Zl", "Zp"} <= {"Cc"}
    assert {c for c in mail.text if unicodedata.category(c) == "Cc"} == {"\n"}
    shown = "x" if "Fonction" in labels(mail.text) else None
    assert tags(mail.html) == tags(written(registered(replace(KARIM, role=shown))).html)


ANSWERS = st.one_of(st.booleans(), st.integers(), st.floats(), TEXT, st.lists(TEXT, max_size=3).map(tuple))
PEOPLE = st.builds(
    Attendee,
    **dict.fromkeys(FIELDS, st.none() | TEXT),
    workshops=st.lists(st.sampled_from(["rivers", "tap", "rain", "elsewhere"]), unique=True).map(tuple),
    answers=st.dictionaries(st.sampled_from(["lunch", "guests", "diet", "train", "note", "other"]), ANSWERS),
)


@settings(deadline=None, max_examples=60)
@given(people=st.lists(PEOPLE, max_size=4), intent=st.sampled_from(Intent), language=st.sampled_from(["fr", "en"]))
def test_whatever_was_read_can_be_answered(people: list[Attendee], intent: Intent, language: str) -> None:
    mail = written(language=language, intent=intent, attendees=tuple(people))
    assert "Forum de l'eau" in mail.subject
    assert "Forum" in mail.text


def test_the_same_facts_give_the_same_mail_and_nothing_is_fetched() -> None:
    first, second = written(registered()), written(registered())
    assert first == second
    assert "<img" not in first.html
    assert "<link" not in first.html
    assert "@import" not in first.html
