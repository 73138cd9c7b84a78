import pytest

from parsers import read
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT, mail, reading


@pytest.mark.parametrize(
    ("body", "more", "kind"),
    [
        ("Je suis absent.", {"more": "Auto-Submitted: auto-replied\n"}, Reason.OUT_OF_OFFICE),
        ("Je suis absente jusqu'au 3.", {"subject": "Réponse automatique : Forum"}, Reason.OUT_OF_OFFICE),
        ("I am out of the office. For urgent matters please contact Ann.", {}, Reason.OUT_OF_OFFICE),
        ("Could not be delivered.", {"more": "Return-Path: <>\n", "sender": "MAILER-DAEMON@x.example"}, Reason.BOUNCE),
        ("Nouveautés. Se désinscrire", {"more": "List-Unsubscribe: <x>\nPrecedence: bulk\n"}, Reason.NEWSLETTER),
        ("Gagnez", {"more": "X-Spam-Flag: YES\n"}, Reason.SPAM),
    ],
)
def test_mail_that_nobody_wrote_is_told_apart(body: str, more: dict[str, str], kind: Reason) -> None:
    found = reading(body, **more)
    assert found.automatic is kind
    assert (found.contact, found.answerable, found.attendees) == (None, False, ())


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("Je serai absente le 9 mars, veuillez m'excuser.", {}),
        ("Où se garer ?", {"more": "List-Id: <x.example>\n"}),
        ("Merci, je reviens vers vous.", {"more": "Precedence: bulk\n"}),
        (
            "Nom : MORVAN\nPrénom : Léa\nOrganisme : X\nAteliers : crues",
            {"more": "List-Unsubscribe: <x>\nPrecedence: bulk\n"},
        ),
        ("Je suis en congés le 9 mars et ne pourrai pas participer.", {}),
        ("Je serai en déplacement ce jour-là. Pour toute urgence, contactez Ève.", {"subject": "Absence"}),
        ("I am away. Regrets.", {"subject": "Out of office on 9 March"}),
        ("Je viendrai.", {"more": "X-Autoreply: no\n"}),
        ("Je serai en retard, gardez-moi une place.", {"more": "X-Spam-Status: Yes, score=5\n"}),
        ("Nom : MORVAN\nPrénom : Léa\nOrganisme : X\nAteliers : crues", {"more": "Auto-Submitted: auto-generated\n"}),
    ],
)
def test_a_persons_mail_is_never_automatic(body: str, more: dict[str, str]) -> None:
    assert reading(body, **more).automatic is None


@pytest.mark.parametrize(
    "more",
    ["Return-Path: <>\n", "Precedence: list\n", "List-Id: <x.example>\n", "Auto-Submitted: auto-generated\n"],
)
def test_what_must_not_be_answered_says_so(more: str) -> None:
    assert not reading("Bonjour", more=more).answerable


def test_a_bounce_in_its_standard_form_is_ignored_whatever_it_carries() -> None:
    coupon = "Nom : MORVAN\nPrénom : Léa\nOrganisme : X\nAteliers : crues"
    data = mail(
        f"--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n"
        f"--b\nContent-Type: message/rfc822\n\nSubject: x\n\n{coupon}\n--b--\n",
        kind="multipart/report; report-type=delivery-status; boundary=b",
    )
    assert read(data, CONTEXT).automatic is Reason.BOUNCE


@pytest.mark.parametrize(
    ("more", "contact"),
    [
        ("", "lea.morvan@syndicat-loire.example"),
        ("Reply-To: Other <other@x.example>\n", "other@x.example"),
        ("Reply-To: forum@example.org, other@x.example\nDelivered-To: forum@example.org\n", "other@x.example"),
        ("Reply-To: list@x.example\nList-Post: <mailto:list@x.example>\n", "lea.morvan@syndicat-loire.example"),
    ],
)
def test_the_contact_is_neither_the_mailbox_nor_a_list(more: str, contact: str) -> None:
    found = reading("Bonjour", more=more).contact
    assert found == contact


@pytest.mark.parametrize(
    ("received", "hour"),
    [
        ("", 9),
        ("Received: x; Tue, 16 Feb 2021 08:30:00 +0000\n", 8),
        ("Received: x; Tue, 16 Feb 2021 11:00:00 +0000\n", 9),
    ],
)
def test_the_time_is_the_date_header_unless_it_lies_after_the_receipt(received: str, hour: int) -> None:
    sent = reading("Bonjour", more=received).sent_at
    assert sent is not None
    assert sent.utctimetuple().tm_hour == hour
