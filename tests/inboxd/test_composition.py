"""A mail's headers say what it is (RFC 3834), keep its thread, and hold nothing that somebody smuggled in."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inboxd.composition import Headers, compose, thread
from inboxd.rendering import Rendered
from storage.states import MailKind
from tests.inboxd.mails import SENDER

CONTENT = Rendered("Inscription enregistrée – Forum de l'eau", "Bonjour,\nc'est noté.\n", "<p>Bonjour, c'est noté.</p>")
HEADERS = Headers(
    kind=MailKind.ACKNOWLEDGEMENT,
    recipient="jeanne@vaulx.example",
    language="fr",
    message_id="<4d3c@organiser.example>",
    date=datetime(2018, 9, 20, 12, 0, tzinfo=timezone(timedelta(hours=2))),
    sender=SENDER,
    sender_name="Équipe, du « forum »",
    reply_to="coupons@organiser.example",
    in_reply_to="<reply-1@vaulx.example>",
    references=("<invitation@organiser.example>", "<reply-1@vaulx.example>"),
)


def parsed(content: Rendered = CONTENT, headers: Headers = HEADERS) -> EmailMessage:
    return email.message_from_bytes(compose(content, headers), policy=email.policy.default)


def test_the_headers_say_what_the_mail_is() -> None:
    mail = parsed()
    assert mail["From"].addresses[0].display_name == "Équipe, du « forum »"
    assert mail["From"].addresses[0].addr_spec == SENDER
    assert mail["To"] == "jeanne@vaulx.example"
    assert mail["Reply-To"] == "coupons@organiser.example"
    assert mail["Subject"] == CONTENT.subject
    assert mail["Message-ID"] == "<4d3c@organiser.example>"
    assert mail["In-Reply-To"] == "<reply-1@vaulx.example>"
    assert mail["References"].split() == ["<invitation@organiser.example>", "<reply-1@vaulx.example>"]
    assert parsedate_to_datetime(mail["Date"]) == datetime(2018, 9, 20, 10, 0, tzinfo=UTC)
    assert mail["Content-Language"] == "fr"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Precedence"] is None  # RFC 3834 asks for none


@pytest.mark.parametrize(("kind", "said"), [
    (MailKind.ACKNOWLEDGEMENT, "auto-replied"), (MailKind.RECEIPT, "auto-replied"),
    (MailKind.SUMMARY, "auto-generated"), (MailKind.ALERT, "auto-generated"),
])  # fmt: skip
def test_every_mail_says_that_a_machine_sent_it(kind: MailKind, said: str) -> None:
    assert parsed(headers=replace(HEADERS, kind=kind))["Auto-Submitted"] == said


def test_text_and_html_are_two_ways_to_read_one_mail() -> None:
    mail = parsed()
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert text.get_content().replace("\r\n", "\n") == CONTENT.text
    assert html.get_content().strip() == CONTENT.html
    assert (text.get_content_charset(), html.get_content_charset()) == ("utf-8", "utf-8")


def test_the_same_row_gives_the_same_bytes_in_ascii_with_crlf() -> None:
    data = compose(CONTENT, HEADERS)
    assert data == compose(CONTENT, HEADERS)
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_a_long_message_id_stays_as_it_is() -> None:
    long = f"<{'a' * 200}@vaulx.example>"
    data = compose(CONTENT, replace(HEADERS, in_reply_to=long, references=(long,), message_id=long))
    for header in (b"In-Reply-To: ", b"References: ", b"Message-ID: "):
        assert header + long.encode() + b"\r\n" in data  # encoded words would end the thread


@pytest.mark.parametrize(("ids", "kept"), [
    ([], []),
    (["<a@b>", "<a@b>"], ["<a@b>"]),
    (["<a@b>\r\nBcc: x@y.example"], []),
    (["a@b", "<a b@c>", "<a@b", "<>", "<é@b>", "<" + "a" * 300 + "@b>", "<a@b> <c@d>"], []),
    ([f"<{n}@b>" for n in range(40)], ["<0@b>", *(f"<{n}@b>" for n in range(31, 40))]),
])  # fmt: skip
def test_a_thread_keeps_its_first_and_its_latest_whole_message_ids(ids: list[str], kept: list[str]) -> None:
    assert thread(ids) == kept
    mail = parsed(headers=replace(HEADERS, in_reply_to=None, references=tuple(ids)))
    assert (mail["References"] or "").split() == kept


def test_a_domain_with_other_letters_is_put_into_ascii() -> None:
    assert parsed(headers=replace(HEADERS, recipient="jeanne@élus.example"))["To"] == "jeanne@xn--lus-9la.example"


@pytest.mark.parametrize("recipient", ["", "jeanne", "jérôme@vaulx.example", "a@b.example\r\nBcc: c@d.example"])
def test_what_is_no_address_is_refused(recipient: str) -> None:
    with pytest.raises(ValueError, match="address"):
        compose(CONTENT, replace(HEADERS, recipient=recipient))


WANTED = {name.lower() for name in parsed()}
ANYTHING = st.text(st.characters(codec=None), max_size=80) | st.sampled_from([
    "a\r\nBcc: evil@evil.example", "a\nX-Drop: 1", "a\r\n\r\nbody", "\x00", "=?utf-8?q?a=0D=0ABcc:_x?=", "\u2028Bcc: b",
])  # fmt: skip


@settings(deadline=None)
@given(subject=ANYTHING, name=ANYTHING, in_reply_to=ANYTHING, reference=ANYTHING)
def test_no_value_makes_a_header_or_a_part(subject: str, name: str, in_reply_to: str, reference: str) -> None:
    headers = replace(HEADERS, sender_name=name, in_reply_to=in_reply_to, references=(reference, "<ok@vaulx.example>"))
    mail = parsed(replace(CONTENT, subject=subject), headers)
    assert {key.lower() for key in mail} <= WANTED
    assert len(mail.keys()) == len(set(mail.keys()))
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail["To"] == HEADERS.recipient
    assert mail["From"].addresses[-1].addr_spec == SENDER
    assert len(mail["From"].addresses) == 1
