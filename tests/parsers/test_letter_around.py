"""What the letter around a coupon tells about it: lines that it prints, whose letter it is, who signs."""

from dataclasses import replace

import pytest

from parsers.event import Choice, Question, QuestionType
from tests.parsers.forum import FORUM
from tests.parsers.test_habits import of, sure

SURE = 0.9
WHO = "Civilité : Mme\nNom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nAtelier : crues\n"
QUOTE = "\nLe 2 février 2021 à 09:00, Office des Rivières <forum@example.org> a écrit :\n"
BLANK = "> Nom :\n> Prénom :\n> Organisme :\n> Atelier :\n"
ASKING = replace(
    FORUM,
    questions=(
        *FORUM.questions[:2],
        Question("parole", "Votre question aux intervenants", QuestionType.TEXT),
        Question(
            "formule",
            "Formule choisie",
            QuestionType.CHOICE,
            (),
            (
                Choice("repas", "Journée entière, repas compris (38 €)"),
                Choice("sans", "Journée entière sans le repas (20 €)"),
                Choice("demi", "Demi-journée (12 €)", ("formule c",)),
            ),
        ),
    ),
)


def test_what_stands_in_the_quoted_letter_word_for_word_is_no_answer() -> None:
    foot = "Fonds mutuel des berges et canaux, 12 quai du Port"
    quoted = "".join(f"> {line}\n" for line in ("Chers amis,", "nous vous attendons.", foot))
    person = sure(f"{WHO}{foot}\n{QUOTE}{quoted}{BLANK}")
    assert person.organisation == "Syndicat de la Loire"


def test_the_foot_of_a_quoted_letter_begins_with_whose_it_is() -> None:
    filled = "".join(f"> {line}\n" for line in WHO.splitlines())
    person = sure(f"Bonjour, voici.\n{QUOTE}{filled}> Office des Rivières – 3 impasse du Gué – Blois\n")
    assert person.city is None
    assert person.organisation == "Syndicat de la Loire"


@pytest.mark.parametrize("line", ["Comment financer une passe à truites ?", "__Comment financer une passe ?__"])
@pytest.mark.parametrize("label", ["VOTRE QUESTION AUX INTERVENANTS", "Votre question aux intervenants"])
def test_a_sentence_below_a_question_that_fills_its_line_answers_it(line: str, label: str) -> None:
    person = sure(f"{WHO}Formule choisie : c\n{label}\n{line}\n", ASKING)
    assert person.answers["parole"] == line.strip("_")


def test_lettered_options_below_their_question_are_printed_and_a_letter_picks_one() -> None:
    options = "   a. Journée entière, repas compris (38 €)\n"
    options += "   b. Journée entière sans le repas (20 €)\n   c. Demi-journée (12 €)\n"
    person = sure(f"{WHO}Formule choisie :\n{options}(indiquez a, b ou c) : b\n", ASKING)
    assert person.answers["formule"] == "sans"


def test_a_number_behind_the_whole_label_of_its_question_answers_it_without_a_sign_between() -> None:
    assert sure(f"{WHO}Nombre de places dans le car 2\n").answers["car"] == 2


def test_words_behind_the_whole_label_of_an_open_question_are_read_by_a_person() -> None:
    reading = of(f"{WHO}Votre question aux intervenants la truite fario\n", ASKING)
    assert reading.attendees[0].confidence < SURE


def test_a_label_may_ask_for_one_of_two_things_without_a_sign_behind_it() -> None:
    head = "CIVILITÉ Mme\nNOM Morvan   PRÉNOM Léa\nBIBLIOTHÈQUE OU COLLECTIVITÉ Médiathèque de Blois\n"
    person = sure(f"{head}ADRESSE 2 quai du Port\nCODE POSTAL 41000   VILLE Blois\nATELIER : crues\n")
    assert person.organisation == "Médiathèque de Blois"
