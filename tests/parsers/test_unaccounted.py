"""A number that the sender wrote and nothing was read from holds a reading back."""

import pytest

from parsers.document import Line, Token
from parsers.draft import Draft
from parsers.mail.thread import Row
from parsers.reading import Evidence, Source, Span
from parsers.reasons import Reason
from parsers.unaccounted import unaccounted
from tests.parsers.forum import choices, reading
from tests.parsers.test_layouts import HEAD

CHOSEN = "Atelier : Prévenir les crues\n"


def row(text: str, start: int = 0) -> Row:
    return Row(Line(text, (Token(0, len(text), Span(start, start + len(text))),)), 0)


def left(text: str, *drafts: Draft) -> list[str]:
    """Give what is unaccounted for of a sentence."""
    return unaccounted([(0, [row(text)])], [], drafts, choices())


@pytest.mark.parametrize(
    "text",
    [
        "Voici le coupon (Syndicat de la Loire, 3 quai des Mariniers, 41000 Blois).",
        "Nous serons 4.",
        "Mon numéro de dossier est le 22107",
    ],
)
def test_a_number_in_a_sentence_is_unaccounted_for(text: str) -> None:
    assert left(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Je vous écris comme convenu le 12 février, à 14h30.",
        "Réponse au courrier du 12/02/2021",
        "Inscrite depuis le 1er mars 2021, je reste jusqu'à 18 heures.",
        "Ouvert le lundi 3 et le jeudi de 9 h à 12 h",
        "Le coupon est en page 3.",
        "Vivement le 9 !",
        "Nous sommes le 8, je suis dans les temps !",
        "J'apporterai une cloche de 45 kg.",
        "Mairie de Blois - 02 54 90 41 41",
        "2. Je viens avec plaisir",
        "Je vous écris d'un Galaxy A54.",
        "J'ai choisi le 2.",
    ],
)
def test_days_hours_pages_and_the_events_own_numbers_are_explained(text: str) -> None:
    assert left(text) == []


def test_a_number_that_was_read_elsewhere_is_explained() -> None:
    draft = Draft(values={"postal_code": "41000", "address": "3 quai des Mariniers"})
    assert left("Le syndicat est au 3 quai des Mariniers, 41000 Blois.", draft) == []
    assert left("Le syndicat est au 5 quai des Mariniers, 41000 Blois.", draft) != []


def test_the_reader_of_a_row_accounts_for_it() -> None:
    draft = Draft(evidence={"city": [Evidence(0, Span(10, 15), "Blois", Source.TEXT, 0.97)]})
    assert unaccounted([(0, [row("Blois, bureau 42", start=10)])], [], [draft], choices()) == []
    assert unaccounted([(1, [row("Blois, bureau 42", start=10)])], [], [draft], choices()) != []


@pytest.mark.parametrize(
    "text", ["Nombre de places .... : 12", "Car\t7", "Car : ____ 7 ____", "Places  7", "Places dans le 42 car"]
)
def test_a_coupons_number_in_the_place_of_a_value_is_unaccounted_for(text: str) -> None:
    assert unaccounted([], [(0, [row(text)])], [], choices()) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Places n° 17",
        "Car : 25 €",
        "Tél. : 02 54 90 00 00",
        "Table ronde 7",
        "Nombre d'habitants : 4200",
        "Participera au buffet (12,50 €) :",
    ],
)
def test_what_else_a_coupon_prints_is_not(text: str) -> None:
    assert unaccounted([], [(0, [row(text)])], [], choices()) == []


def test_a_reply_with_such_a_number_goes_to_a_person() -> None:
    body = HEAD + CHOSEN
    assert reading(body).doubts == ()
    assert reading(f"Bonjour,\nVoici mon coupon, dossier 4711.\n\n{body}").doubts == (Reason.REMARK,)


def test_a_number_above_a_table_of_people_is_for_a_person_too() -> None:
    rows = "<tr><th>Nom</th><th>Prénom</th><th>Organisme</th><th>Atelier</th></tr>"
    rows += "<tr><td>Morvan</td><td>Léa</td><td>Syndicat</td><td>crues</td></tr>"
    rows += "<tr><td>Petit</td><td>Paul</td><td>Syndicat</td><td>berges</td></tr>"
    html = f"<html><body><p>{{said}}</p><table>{rows}</table></body></html>"
    assert reading(html.format(said="Voici la liste."), kind="text/html").doubts == ()
    assert reading(html.format(said="Voici la liste, dossier 4711."), kind="text/html").doubts == (Reason.REMARK,)
