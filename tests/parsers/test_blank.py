"""The blank coupon of an event: what stands in it unchanged is no answer and no remark."""

import io
from dataclasses import replace
from email.message import EmailMessage

import docx
import pytest

from parsers import read
from parsers.coupons.blank import printed_lines
from parsers.errors import UnreadablePart
from parsers.reading import Reading
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT, FORUM, mail

LETTER = """Forum des rivières vivantes
La salle ouvre à huit heures, mais les derniers arrivés ne seront pas servis en café.
COUPON-RÉPONSE
Nom : ................
Organisme : ................
Ateliers (Prévenir les crues / Passes à poissons / Entretien des berges) : ................
Menu : viande / légumes
Places dans le car : ................
Si vous changez d'avis après le premier mars, merci d'appeler aussi la mairie de votre commune.
"""
FILLED = """Nom : Kermarrec
Organisme : Syndicat de la Loire
Ateliers (Prévenir les crues / Passes à poissons / Entretien des berges) : Entretien des berges
Menu : viande / légumes
Places dans le car : 2
Si vous changez d'avis après le premier mars, merci d'appeler aussi
la mairie de votre commune.
"""


def _read(body: str, coupon: tuple[str, ...]) -> Reading:
    return read(mail(body), replace(CONTEXT, events=(replace(FORUM, coupon=coupon),)))


def test_a_printed_sentence_is_no_remark() -> None:
    printed = printed_lines(LETTER.encode(), "coupon.txt")
    without, with_it = _read(FILLED, ()), _read(FILLED, printed)
    assert Reason.REMARK in without.doubts or without.attendees[0].confidence < with_it.attendees[0].confidence
    assert with_it.doubts == ()
    assert [a.workshops for a in with_it.attendees] == [("berges",)]
    assert with_it.attendees[0].answers == {"car": 2}


def test_a_sentence_of_the_sender_stays_a_remark() -> None:
    printed = printed_lines(LETTER.encode(), "coupon.txt")
    reading = _read(FILLED + "\nMerci d'appeler aussi la mairie de votre commune voisine, qui veut venir.\n", printed)
    assert Reason.REMARK in reading.doubts


def test_an_option_that_was_left_where_others_were_taken_away_is_an_answer() -> None:
    form = "Nom : ....\nOrganisme : ....\nAteliers :\nPrévenir les crues\nPasses à poissons\nEntretien des berges\n"
    kept = "Nom : Kermarrec\nOrganisme : Syndicat de la Loire\nAteliers :\nPasses à poissons\n"
    assert _read(kept, printed_lines(form.encode(), "coupon.txt")).attendees[0].workshops == ("poissons",)


def test_a_coupon_that_came_back_as_it_was_sent_registers_nobody() -> None:
    reading = _read(LETTER, printed_lines(LETTER.encode(), "coupon.txt"))
    assert reading.attendees == ()
    assert reading.doubts


def test_files_of_every_format_give_their_lines() -> None:
    word, file = docx.Document(), io.BytesIO()
    word.add_paragraph("Nom : ........")
    word.add_paragraph("Merci de nous le renvoyer avant le premier mars.")
    word.save(file)
    assert "Merci de nous le renvoyer avant le premier mars." in printed_lines(file.getvalue(), "coupon.docx")
    message = EmailMessage()
    message.set_content("Nom : ........\nOrganisme : ........\n")
    assert printed_lines(message.as_bytes(), "invitation.eml") == ("Nom : ........", "Organisme : ........")


@pytest.mark.parametrize(("data", "name"), [(b"", "empty.txt"), (b"%PDF-1.4 broken", "coupon.pdf")])
def test_a_file_without_words_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadablePart):
        printed_lines(data, name)
