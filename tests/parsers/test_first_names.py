"""Two words under "Nom et prénom": a usual first name tells which is which."""

from email.message import EmailMessage

import pytest

from parsers import read
from parsers.coupons.first_names import told_by_names
from tests.parsers.forum import CONTEXT, reading


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chevallier Rémi", ("Rémi", "Chevallier")),
        ("Mme Nathalie Fouquet", ("Nathalie", "Fouquet")),
        ("Martin Bernard", None),
        ("Élodie Solène", None),
        ("de la Tour Anne", None),
    ],
)
def test_a_usual_first_name_tells_the_order(text: str, name: tuple[str, str] | None) -> None:
    found = told_by_names(text)
    assert (found and (found.first, found.last)) == name


def test_it_does_where_only_the_label_gives_an_order() -> None:
    found = reading(
        "Nom et prénom : Chevallier Rémi\nOrganisme : Ville de Blois\nAtelier : Passes à poissons\n",
        sender="Mairie de Blois <mairie@blois.example>",
    )
    assert [(a.first_name, a.last_name) for a in found.attendees] == [("Rémi", "Chevallier")]
    assert found.attendees[0].confidence > 0.9


def test_the_letter_that_brings_a_document_tells_it_too() -> None:
    message = EmailMessage()
    message["From"] = "pecheurs@blois.example"
    message["Subject"] = "Forum des rivières"
    message["Message-ID"] = "<1@blois.example>"
    message.set_content("Bonjour,\n\nCi-joint mon coupon.\n\nCordialement,\nNgozi Colnel\n")
    coupon = "{\\rtf1\\ansi Nom et pr\\'e9nom : Colnel Ngozi\\par Organisme : Ville de Blois\\par Atelier : Crues\\par}"
    message.add_attachment(coupon.encode(), maintype="application", subtype="rtf", filename="coupon.rtf")
    found = read(message.as_bytes(), CONTEXT)
    assert [(a.first_name, a.last_name) for a in found.attendees] == [("Ngozi", "Colnel")]
    assert found.attendees[0].confidence > 0.9
