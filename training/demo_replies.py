"""Make the replies of ``make demo``, and beside the tests what a careful person would make of each.

Run by hand, from the project's folder, when a reply shall change; the same bytes come out at every run:

    .venv/bin/python -m training.demo_replies

It writes ``inboxd/demo/replies/*.eml`` and ``tests/demo/truth.ndjson``; both are committed. Needs the test extra
(reportlab draws the PDF forms). All people are invented (``training.demo_people``).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import phonenumbers

from training import demo_people as people
from training.demo_coupons import (
    BLANK,
    INVITATION,
    dotted_coupon,
    in_the_quote,
    outlook_html,
    plain_coupon,
    quoted,
    short_coupon,
    table_html,
)
from training.demo_mail import (
    APPLE,
    OUTLOOK,
    ROUNDCUBE,
    THUNDERBIRD,
    ZIMBRA,
    Attachment,
    Envelope,
    Sender,
    begin,
    file_mail,
    finish,
    html_mail,
    text_mail,
)
from training.demo_papers import flat_pdf, handwritten_scan, pdf_form, printed_scan, word_file
from training.demo_people import EVENT, MAILBOX, ORGANISER, Guest

ROOT = Path(__file__).resolve().parent.parent
RE = "RE: Invitation : assemblée générale, Marseille, 17 octobre 2018"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Reply:
    """One mail of the demo and what it says; `guests` is empty where no person is registered by it."""

    name: str
    data: bytes
    why: str
    expect: tuple[str, ...]  # outcomes that are right, the wanted one first
    intent: str | None = None
    contact: str | None = None
    guests: tuple[Guest, ...] = ()


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    """Give a moment of 2018, in Paris."""
    return datetime(2018, month, day, hour, minute, 17)  # noqa: DTZ001 - Envelope.sent is local to Paris


def sent(key: str, who: Sender, when: datetime, subject: str = RE, **more: Any) -> Envelope:
    """Give the envelope of one reply."""
    return Envelope(key, who, subject, when, **more)


def of(guest: Guest, program: tuple[str, str] | None) -> Sender:
    """Give the guest as the sender of her own mail."""
    if guest.email is None:
        raise ValueError(f"{guest.name} states no address")
    return Sender(guest.name, guest.email, program)


def accepted(
    name: str, data: bytes, why: str, who: Sender, *guests: Guest, intent: str = "register", expect: str = "accepted"
) -> Reply:
    """Give a reply that says clearly what its sender wants."""
    return Reply(name, data, why, (expect,), intent, who.address, guests)


def flagged(name: str, data: bytes, why: str) -> Reply:
    """Give a reply that a person must look at."""
    return Reply(name, data, why, ("flagged",))


# --- typed into the mail ---------------------------------------------------------------------------------------------


def typed() -> list[Reply]:
    """Give the coupons that were filled in in the text of the mail."""
    first, dotted, quote = (
        of(people.GARRIGUE, THUNDERBIRD), of(people.LESTRADE, ROUNDCUBE), of(people.KERVELLA, THUNDERBIRD),
    )  # fmt: skip
    table, outlook = of(people.BOUZID, ZIMBRA), of(people.MERCADIER, OUTLOOK)
    return [
        accepted(
            "01-typed-coupon", first_reply(), "a coupon typed into a plain mail", first, people.GARRIGUE,
        ),
        accepted(
            "02-typed-coupon-dotted",
            text_mail(sent("02", dotted, at(9, 17, 11, 8)), dotted_coupon(people.LESTRADE), cte="8bit"),
            "another layout: dots, round brackets, name in capitals", dotted, people.LESTRADE,
        ),
        accepted(
            "03-filled-in-quote",
            text_mail(sent("03", quote, at(9, 18, 14, 52)), in_the_quote(people.KERVELLA)),
            "filled in inside the quoted invitation", quote, people.KERVELLA,
        ),
        accepted(
            "04-html-table",
            html_mail(sent("04", table, at(9, 19, 9, 3)), None, table_html(people.BOUZID)),
            "an HTML table with ballot boxes", table, people.BOUZID,
        ),
        accepted(
            "05-outlook-answer-above",
            html_mail(
                sent("05", outlook, at(9, 20, 17, 40)),
                f"{short_coupon(people.MERCADIER)}\n\nDe : {ORGANISER}\n{INVITATION}\n\n{plain_coupon(BLANK)}",
                outlook_html(people.MERCADIER),
            ),
            "Outlook: the answer above, the invitation with its blank coupon below", outlook, people.MERCADIER,
        ),
    ]  # fmt: skip


def first_reply(route: str = "") -> bytes:
    """Give the first coupon; another `route` gives the same mail with other trace headers."""
    envelope = sent("01", of(people.GARRIGUE, THUNDERBIRD), at(9, 14, 10, 21), route=route)
    return text_mail(envelope, plain_coupon(people.GARRIGUE))


# --- sentences -------------------------------------------------------------------------------------------------------

BY_SECRETARY = """Bonjour,

Je vous prie de bien vouloir inscrire M. Philippe AUBRY-LACAZE, Maire, Mairie de Montfleury-sur-Ance,
à l'atelier « Déchets ». Il participera également à l'assemblée générale du 17 octobre à Marseille.

Bien cordialement,

Josiane Perrot
Secrétariat du maire
Tél. : 04 65 71 09 90
"""

IN_FIRST_PERSON = """Bonjour,

Je vous confirme ma participation à l'assemblée générale du 17 octobre et à l'atelier « Eau et assainissement ».

Cordialement,

Mme Aminata Traoré
Ingénieure
Agence de l'eau du Bassin sud
06 39 98 41 02
"""

TWO_PEOPLE = """Bonjour,

Le Syndicat des eaux de la Vaure sera représenté par deux personnes.

Participant 1
Civilité : Madame
Nom : Rocher
Prénom : Élodie
Fonction : Présidente
Organisme : Syndicat des eaux de la Vaure
Ateliers : Eau et assainissement
Participera à l'assemblée générale : oui

Participant 2
Civilité : Monsieur
Nom : Navarro
Prénom : Thierry
Fonction : Directeur technique
Organisme : Syndicat des eaux de la Vaure
Ateliers : Eau et assainissement ; Déchets
Participera à l'assemblée générale : oui

Merci de votre confirmation.
"""

IN_ENGLISH = """Dear colleagues,

Thank you for your invitation to Marseille on 17 October 2018. I will attend workshop 3 (Électricité et énergie).

Kind regards,

Margaret Holloway
International Officer
Wexmoor County Council
m.holloway@wexmoor.example
"""

WILL_NOT_COME = """Madame, Monsieur,

Je vous remercie de votre invitation, mais je ne pourrai malheureusement pas être présent à Marseille le 17 octobre.

Veuillez agréer mes salutations distinguées.

Robert Cazenave
Maire
Mairie de Lussac-les-Bains
"""

CANCELS = """Bonjour,

Je suis au regret de devoir annuler mon inscription à l'assemblée générale du 17 octobre à Marseille.

Bien cordialement,

Bertrand Lestrade
Communauté de communes du Haut-Vernois
"""


def prose() -> list[Reply]:
    """Give the replies that are written as sentences, and two coupons in one mail."""
    secretary = Sender("Secrétariat Mairie", "secretariat@montfleury-ance.example", OUTLOOK)
    engineer = Sender("Aminata Traoré", "a.traore@agence-eau-sud.example", APPLE)
    water = Sender("Accueil SE Vaure", "accueil@eaux-vaure.example", THUNDERBIRD)
    english = of(people.HOLLOWAY, OUTLOOK)
    mayor = Sender("Robert Cazenave", "maire@lussac-les-bains.example", APPLE)
    lestrade = of(people.LESTRADE, ROUNDCUBE)
    declines = replace(people.CAZENAVE, ag=None)
    cancels = Guest(people.LESTRADE.last_name, people.LESTRADE.organisation, people.LESTRADE.first_name)
    return [
        accepted(
            "06-secretary-writes", text_mail(sent("06", secretary, at(9, 21, 9, 47)), BY_SECRETARY),
            "a secretary registers the mayor; her signature is not his", secretary, people.AUBRY,
        ),
        accepted(
            "07-first-person", text_mail(sent("07", engineer, at(9, 24, 16, 5), "Inscription AG"), IN_FIRST_PERSON),
            "sentences, the details in the signature", engineer, people.TRAORE,
        ),
        accepted(
            "13-two-people", text_mail(sent("13", water, at(10, 2, 11, 31)), TWO_PEOPLE),
            "two people in one mail", water, people.ROCHER, people.NAVARRO,
        ),
        accepted(
            "14-english", text_mail(sent("14", english, at(10, 3, 10, 14), "Re: General Assembly"), IN_ENGLISH),
            "a reply in English", english, people.HOLLOWAY,
        ),
        accepted(
            "15-decline", text_mail(sent("15", mayor, at(10, 4, 8, 55)), WILL_NOT_COME),
            "somebody will not come", mayor, declines, intent="decline",
        ),
        accepted(
            "16-cancellation", text_mail(sent("16", lestrade, at(10, 8, 17, 20), "Annulation"), CANCELS),
            "cancels what 02 registered", lestrade, cancels, intent="cancel",
        ),
    ]  # fmt: skip


# --- attached --------------------------------------------------------------------------------------------------------

COVER = "Bonjour,\n\nVeuillez trouver ci-joint mon coupon-réponse.\n\nCordialement,\n{}\n"


def attached() -> list[Reply]:
    """Give the coupons that came as a file."""

    def mail(guest: Guest, program: tuple[str, str], key: str, when: datetime, file: Attachment) -> bytes:
        return file_mail(sent(key, of(guest, program), when), COVER.format(guest.name), file)

    form, flat, word = people.PELLERIN, people.DUMOULIN, people.FABREGUES
    scan, pen = people.WEISS, people.VASSEUR
    return [
        accepted(
            "08-pdf-form",
            mail(form, OUTLOOK, "08", at(9, 25, 10, 2), Attachment("coupon-reponse.pdf", PDF, pdf_form(form))),
            "a PDF form filled in on the screen", of(form, None), form,
        ),
        accepted(
            "09-flat-pdf",
            mail(flat, THUNDERBIRD, "09", at(9, 26, 15, 33), Attachment("Coupon AG 2018.pdf", PDF, flat_pdf(flat))),
            "a PDF without form fields, its boxes drawn", of(flat, None), flat,
        ),
        accepted(
            "10-word-file",
            mail(word, OUTLOOK, "10", at(9, 27, 9, 18), Attachment("Coupon réponse.docx", WORD, word_file(word))),
            "a Word file", of(word, None), word,
        ),
        accepted(
            "11-scan-printed",
            mail(scan, ZIMBRA, "11", at(9, 28, 11, 44),
                 Attachment("Scan_20180928.jpg", "image/jpeg", printed_scan(scan, 11))),
            "typed, printed, scanned", of(scan, None), scan,
        ),
        flagged(
            "12-scan-handwritten",
            mail(pen, APPLE, "12", at(10, 1, 14, 9),
                 Attachment("IMG_2207.jpg", "image/jpeg", handwritten_scan(pen, 12))),
            "filled in by a hurried hand",
        ),
    ]  # fmt: skip


# --- nobody's reply --------------------------------------------------------------------------------------------------

NEWS = """<html><body><h1>La lettre des territoires – octobre 2018</h1>
<p>Au sommaire : les ateliers de l'automne, l'agenda de l'assemblée générale des élus, un portrait.</p>
<p><a href="https://lettre-territoires.example/u/4471">Se désabonner</a></p></body></html>
"""


def automatic() -> list[Reply]:
    """Give the mails that no person wrote: nobody is answered."""
    away = Sender("Gérard Lacombe", "g.lacombe@pontvieux.example", OUTLOOK)
    news = Sender("La lettre des territoires", "lettre@lettre-territoires.example")
    absent = sent(
        "17", away, at(9, 12, 9, 31), "Réponse automatique : Invitation : assemblée générale", return_path="",
        extra=(("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")),
    )  # fmt: skip
    letter = sent(
        "19", news, at(10, 1, 7, 0), "La lettre des territoires n° 112", in_reply_to=None,
        return_path="bounce-4471@lettre-territoires.example",
        extra=(
            ("List-Id", "La lettre des territoires <lettre.lettre-territoires.example>"),
            ("List-Unsubscribe", "<https://lettre-territoires.example/u/4471>"), ("Precedence", "bulk"),
        ),
    )  # fmt: skip
    text = "Bonjour,\n\nJe suis absent jusqu'au 24 septembre. En cas d'urgence : accueil@pontvieux.example\n"
    return [
        Reply("17-out-of-office", text_mail(absent, text), "an out-of-office reply", ("ignored",)),
        Reply("18-bounce", bounce(), "a notice that the invitation was not delivered", ("ignored",)),
        Reply("19-newsletter", html_mail(letter, "La lettre n° 112\n", NEWS), "a newsletter", ("ignored",)),
    ]  # fmt: skip


def bounce() -> bytes:
    """Give the report that an invitation was not delivered (RFC 3464)."""
    server = Sender("Mail Delivery System", "mailer-daemon@mx.cites-unies.example")
    envelope = sent(
        "18", server, at(9, 12, 9, 33), "Undelivered Mail Returned to Sender", return_path="", in_reply_to=None,
        extra=(("Auto-Submitted", "auto-replied"),),
    )  # fmt: skip
    gone = "ancien.maire@bellefosse.example"
    mail = begin(envelope)
    mail["MIME-Version"] = "1.0"
    mail["Content-Type"] = 'multipart/report; report-type="delivery-status"'
    told = _part(f"This is the mail system at host mx.cites-unies.example.\n\n<{gone}>: 550 5.1.1 no such user\n")
    status = EmailMessage(policy=policy.default)
    status["Content-Type"] = "message/delivery-status"
    block = EmailMessage(policy=policy.default)
    block["Reporting-MTA"] = "dns; mx.cites-unies.example"
    recipient = EmailMessage(policy=policy.default)
    for name, value in (("Final-Recipient", f"rfc822; {gone}"), ("Action", "failed"), ("Status", "5.1.1")):
        recipient[name] = value
    status.set_payload([block, recipient])
    original = EmailMessage(policy=policy.default)
    original["Content-Type"] = "text/rfc822-headers"
    original.set_payload(
        f"From: {MAILBOX}\nTo: {gone}\nSubject: Invitation\nMessage-ID: {envelope.message_id.replace('@', '-i@')}\n"
    )
    mail.set_payload([told, status, original])
    return finish(mail, "18")


def _part(text: str) -> EmailMessage:
    part = EmailMessage(policy=policy.default)
    part.set_content(text)
    del part["MIME-Version"]
    return part


# --- what a person must look at --------------------------------------------------------------------------------------

ASKS = """Bonjour,

Avant de vous répondre : l'Espace Bargemon est-il accessible en fauteuil roulant, et peut-on venir à deux ?

Merci d'avance,
Lucie Castaing
"""


def awkward() -> list[Reply]:
    """Give the replies that no program should settle alone, and one that came twice."""
    asks = Sender("Lucie Castaing", "lucie.castaing@hautmoulin.example", APPLE)
    broken = Sender("Mairie de Sablonceaux-le-Vieux", "mairie@sablonceaux-le-vieux.example", OUTLOOK)
    blank = Sender("Noël Destouches", "n.destouches@briare-les-monts.example", THUNDERBIRD)
    late = of(people.PRIGENT, OUTLOOK)
    script = Sender("Delorme", "p.delorme@valclair.example", ROUNDCUBE)
    named = Guest('<script>alert("Delorme")</script>', "Ville de Valclair", "{{7*7}}", workshops=("eau",), ag=True)
    whole = flat_pdf(people.DUMOULIN)
    half = Attachment("coupon.pdf", PDF, whole[: len(whole) * 3 // 5])
    return [
        flagged("20-question", text_mail(sent("20", asks, at(10, 5, 12, 2)), ASKS), "a question, no answer"),
        flagged(
            "21-truncated-pdf", file_mail(sent("21", broken, at(10, 5, 18, 26)), "Ci-joint notre coupon.\n", half),
            "an attachment that broke off on its way",
        ),
        flagged(
            "22-blank-coupon",
            text_mail(
                sent("22", blank, at(10, 9, 9, 9)),
                f"Le 12/09/2018, {ORGANISER} a écrit :\n{quoted(INVITATION)}\n>\n{quoted(plain_coupon(BLANK))}\n",
            ),
            "the coupon came back as it was sent",
        ),
        flagged(
            "23-late", text_mail(sent("23", late, at(10, 15, 10, 50)), plain_coupon(people.PRIGENT)),
            "sent three days after the last day for replies",
        ),
        flagged(
            "24-script-in-name", text_mail(sent("24", script, at(10, 10, 3, 14)), plain_coupon(named)),
            "HTML and a template expression where the name stands",
        ),
        Reply(
            "25-resent", first_reply(route="second"), "01 once more, over another route: the same message",
            ("accepted",), "register", people.GARRIGUE.email, (people.GARRIGUE,),
        ),
    ]  # fmt: skip


def replies() -> list[Reply]:
    """Give all replies, in the order of their names."""
    makers: tuple[Callable[[], list[Reply]], ...] = (typed, prose, attached, automatic, awkward)
    return sorted((reply for maker in makers for reply in maker()), key=lambda reply: reply.name)


# --- what a careful person would make of them ------------------------------------------------------------------------


def attendee(guest: Guest) -> dict[str, object]:
    """Give a guest as the reading contract writes an attendee."""
    number = phonenumbers.parse(guest.phone, "FR") if guest.phone else None
    answers = {"ag": guest.ag, "pouvoir": guest.pouvoir}
    return {
        "civility": guest.civility,
        "first_name": guest.first_name,
        "last_name": guest.last_name,
        "role": guest.role,
        "organisation": guest.organisation,
        "address": guest.address,
        "postal_code": guest.postal_code,
        "city": guest.city,
        "phone": phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else None,
        "email": guest.email,
        "workshops": list(guest.workshops),
        "answers": {key: value for key, value in answers.items() if value is not None},
    }


def truth(reply: Reply) -> dict[str, object]:
    """Give the line of ``truth.ndjson`` for one reply."""
    line: dict[str, object] = {"source": f"{reply.name}.eml", "expect": list(reply.expect), "why": reply.why}
    if reply.guests:
        line |= {
            "intent": reply.intent,
            "event": EVENT,
            "contact": reply.contact,
            "attendees": [attendee(guest) for guest in reply.guests],
        }
    return line


def main() -> None:
    """Write the replies and their truth."""
    folder = ROOT / "inboxd" / "demo" / "replies"
    folder.mkdir(parents=True, exist_ok=True)
    made = replies()
    for reply in made:
        (folder / f"{reply.name}.eml").write_bytes(reply.data)
    lines = [json.dumps(truth(reply), ensure_ascii=False) for reply in made]
    (ROOT / "tests" / "demo" / "truth.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
