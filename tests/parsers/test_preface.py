"""A programme or a letter printed above the coupon of an attached document: none of it is an answer."""

from email.message import EmailMessage
from typing import Any

from parsers import read
from parsers.reading import Reading
from tests.parsers.forum import CONTEXT
from tests.parsers.made_pdf import made
from tests.parsers.test_pdf import at, box, cross

PROGRAMME = (
    "9 h 30   Accueil des participants et café",
    "10 h 30   Ateliers : prévenir les crues ; passes à poissons ; entretien des berges",
    "12 h 30   Buffet offert par la ville, places dans le car à réserver",
    "Vous trouverez sur place tout ce qu'il faut pour vous asseoir au bord de l'eau.",
)


def programme_and_coupon(canvas: Any) -> None:
    for number, words in enumerate(("Forum des rivières vivantes, 9 mars 2021", *PROGRAMME)):
        at(canvas, 60, 60 + 20 * number, words, 9)
    at(canvas, 60, 200, "- - - - - - - à découper - - - - - - -")
    for number, words in enumerate(("Nom : Morvan", "Prénom : Léa", "Organisme : Ville de Blois")):
        at(canvas, 60, 230 + 20 * number, words)
    for number, words in enumerate(("Prévenir les crues", "Passes à poissons", "Entretien des berges")):
        box(canvas, 60, 300 + 20 * number)
        at(canvas, 80, 300 + 20 * number, words)
    cross(canvas, 60, 320)


def values_above_a_name(canvas: Any) -> None:
    at(canvas, 60, 60, "Merci de remplir ce bulletin et de nous le renvoyer avant le premier mars au plus tard.", 9)
    at(canvas, 60, 80, "Forum des rivières vivantes, 9 mars 2021")
    for number, words in enumerate(
        ("Organisme : Ville de Blois", "Téléphone : 02 54 55 56 57", "Bulletin du participant", "Nom : Morvan",
         "Prénom : Léa", "Atelier : Passes à poissons")
    ):  # fmt: skip
        at(canvas, 60, 110 + 20 * number, words)


def reading_of(data: bytes) -> Reading:
    """Give what a mail says that brings a PDF with a word of greeting."""
    message = EmailMessage()
    message["From"] = "Léa Morvan <lea.morvan@syndicat-loire.example>"
    message["Subject"] = "Forum des rivières"
    message["Message-ID"] = "<1@syndicat-loire.example>"
    message.set_content("Bonjour,\n\nVoici mon bulletin.\n\nCordialement,\nLéa Morvan\n")
    message.add_attachment(data, maintype="application", subtype="pdf", filename="bulletin.pdf")
    return read(message.as_bytes(), CONTEXT)


def test_what_a_programme_names_is_not_chosen() -> None:
    found = reading_of(made(programme_and_coupon))
    assert found.doubts == ()
    assert [(a.last_name, a.workshops, a.answers) for a in found.attendees] == [("Morvan", ("poissons",), {})]


def test_values_above_the_name_are_the_coupons_own() -> None:
    found = reading_of(made(values_above_a_name))
    assert [(a.last_name, a.organisation) for a in found.attendees] == [("Morvan", "Ville de Blois")]
