"""What a coupon says by itself is no answer; what somebody wrote into it is never taken for that and dropped."""

from dataclasses import replace

import pytest

from parsers.coupons.headings import heads_columns, is_advice, is_heading, is_printed
from parsers.event import Question, QuestionType
from tests.parsers.forum import choices, reading
from tests.parsers.test_habits import sure
from tests.parsers.test_layouts import HEAD, RANKED


@pytest.mark.parametrize(
    "text",
    [
        "Merci de nous retourner ce coupon avant le 3 mars",
        "Réponse souhaitée avant le 3 mars",
        "(avant le 3 mars / by 3 March)",
        "À retourner pour le 3 mars au plus tard",
        "Mardi 9 mars, 14 h",
        "Au Rouget, le 1er mars 2021",
        "Please put 1, 2 or 3 beside your choices",
        "Cadre réservé au trésorier : reçu le .......... chèque n° ..........",
        "III. PRATIQUE",
        "(1 à 3 : matin ; 4 à 6 : après-midi ; un choix par demi-journée)",
        "Renseignements : Maison des rencontres – inscriptions@example.org",
        "II. VOS ATELIERS (un ou deux numéros)",
        "Pour l'organisation",
        "Catering",
    ],
)
def test_a_coupon_speaks_for_itself(text: str) -> None:
    assert is_heading(text, choices())


@pytest.mark.parametrize(
    "line",
    [
        "Merci de me réserver une place pour fauteuil roulant",
        "Merci de prévoir un menu sans gluten",
        "Menu sans porc",
        "Je ne serai là que mardi matin",
        "Nous serons là à partir de 10 h",
        "mardi seulement",
        "Arrivée avant le repas",
        "please choose one for me",
        "à confirmer avant le 12",
        "Choix à confirmer",
        "Inscription provisoire",
        "Un seul atelier finalement",
        "Atelier du matin annulé",
        "accompagné(e) de   2   personne(s)",
    ],
)
def test_what_somebody_adds_to_a_coupon_is_for_a_person(line: str) -> None:
    read = reading(f"{HEAD}Ateliers : crues\n{line}")
    assert read.doubts or read.attendees[0].confidence < 0.9


def test_a_question_in_words_may_name_a_day() -> None:
    asked = Question("question", "Question aux intervenants", QuestionType.TEXT, ())
    event = replace(RANKED, questions=(asked,))
    body = "Nom\n  Morvan\nPrénom\n  Léa\nOrganisme\n  Syndicat de la Loire\nAtelier\n  Prévenir les crues\n"
    person = sure(f"{body}Question aux intervenants\n  Comment curer le dimanche avec trois agents ?\n", event)
    assert person.answers == {"question": "Comment curer le dimanche avec trois agents ?"}


def test_advice_beside_the_label_of_workshops_chooses_none() -> None:
    body = f"{HEAD}Ateliers : inscrivez 1, 2, 3 devant trois ateliers au plus\n"
    person = sure(f"{body}_2_ Prévenir les crues\n_1_ Entretien des berges\n___ Passes à poissons\n", RANKED)
    assert person.workshops == ("berges", "crues")
    assert is_advice("put 1, 2, 3 in front of up to three")
    assert not is_advice("put me on the first one")


def test_advice_that_goes_on_with_workshops_is_no_heading() -> None:
    assert not is_heading("Ateliers (par ordre de préférence) : crues, droit du travail", choices())
    assert is_heading("Numérotez par ordre de préférence : crues / poissons / berges", choices())


def test_a_day_and_hour_with_advice_in_brackets_are_a_heading() -> None:
    assert is_heading("Friday 23 April, 9.30 am (one only)", choices())
    assert not is_heading("Friday 23 April, 9.30 am (crues)", choices())


@pytest.mark.parametrize(
    "text",
    [
        "Les données de ce talon ne servent qu'à l'organisation du colloque et sont",
        "Le talon ci-dessous est à nous retourner pour le 14 mai, délai de rigueur.",
        "We keep your details for this event only. Return to: forum@example.org,",
    ],
)
def test_sentences_of_the_printed_letter_are_known_by_their_words(text: str) -> None:
    assert is_printed(text, choices())


@pytest.mark.parametrize(
    "text",
    [
        "Je repars avant le repas et ne serai pas remplacé.",
        "Deux personnes de la médiathèque participeront au forum",
        "Passes à poissons, celui de 14 h à la Halle aux grains",
        "Besoin d'un fauteuil roulant pour l'après-midi",
        "☒ participera au forum du 9 mars à Blois",
    ],
)
def test_what_people_write_is_not_taken_for_print(text: str) -> None:
    assert not is_printed(text, choices())


@pytest.mark.parametrize("text", ["inscrire 1, 2 et 3 selon la préférence", "UNE LETTRE PAR CASE", "cocher deux cases"])
def test_what_tells_how_to_fill_in_is_advice(text: str) -> None:
    assert is_advice(text)


@pytest.mark.parametrize(
    "asks", ["Buffet : OUI (rayer la mention inutile)", "Participera au buffet : oui, rayer l'inutile"]
)
def test_what_is_asked_beside_advice_on_marking_is_read(asks: str) -> None:
    assert reading(f"{HEAD}Atelier : crues\n{asks}\n").attendees[0].answers == {"buffet": True}


@pytest.mark.parametrize(
    "text",
    [
        "Ateliers de l'après-midi (1 ou 2)",
        "VOS COORDONNÉES   VOS CHOIX",
        "Ateliers du matin (1 au plus)   Ateliers de l'après-midi (1 au plus)",
    ],
)
def test_headings_side_by_side_and_how_many_one_may_choose_are_printed(text: str) -> None:
    assert is_heading(text, choices())


@pytest.mark.parametrize("text", ["Atelier   matin", "Vos repas   deux", "Ateliers (le premier et le dernier)"])
def test_what_may_be_a_label_and_its_value_heads_no_columns(text: str) -> None:
    assert not heads_columns(text)


def test_a_heading_with_advice_in_brackets_is_one() -> None:
    advice = "VOTRE PROGRAMME (un atelier au plus par demi-journée)"
    read = reading(f"{HEAD}{advice}\nAteliers : crues\n")
    assert not read.doubts
    assert read.attendees[0].confidence >= 0.9
