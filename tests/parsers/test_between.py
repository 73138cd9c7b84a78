"""Answers in and around quoted text: between its lines, keyed by its numbers, behind arrows; and whose text it is."""

from dataclasses import replace

import pytest

from parsers.coupons.choices import choices_for
from parsers.reading import Attendee, Reading
from tests.parsers.forum import FORUM, reading

WROTE = "Le mer. 10 févr. 2021 à 09:00, Forum <forum@example.org> a écrit :\n"


def sure(found: Reading) -> Attendee:
    """Give the one attendee of a reading that would be accepted."""
    assert found.doubts == ()
    (person,) = found.attendees
    assert person.confidence >= 0.9
    return person


def test_an_answer_below_a_quoted_label_list_or_row_of_boxes_is_the_answer_to_it() -> None:
    person = sure(
        reading(
            "Bonjour, mes réponses entre vos lignes.\n\n"
            + WROTE
            + "> Civilité : [ ] Mme [ ] M.\nMme\n> Nom :\nMorvan\n> Prénom :\nLéa\n> Organisme : ........\nSyndicat\n"
            "> Code postal : .....  Ville : ..........\n41000, Blois\n"
            "> Ateliers au choix\n> [ ] 1. Prévenir les crues\n> [ ] 2. Passes à poissons\n"
            "> [ ] 3. Entretien des berges\nles 1 et 3\n> Participera au buffet : oui / non\nnon, je repars à midi\n"
            "> Menu : viande / légumes\nlégumes\n"
        )
    )
    assert (person.civility, person.first_name, person.last_name) == ("Mme", "Léa", "Morvan")
    assert (person.postal_code, person.city) == ("41000", "Blois")
    assert person.workshops == ("crues", "berges")
    assert person.answers == {"buffet": False, "menu": "legumes"}


def test_answers_in_a_quote_of_apple_mail_do_not_end_with_the_first_of_several_lines() -> None:
    quote = '<blockquote type="cite"><div>{}</div></blockquote>'
    body = quote.format("On 10 Feb 2021, at 09:00, Forum &lt;forum@example.org&gt; wrote:<br>")
    asked = [("First name:", "Léa"), ("Surname:", "Morvan"), ("Organisation:", "Syndicat")]
    body += "".join(f"{quote.format(label)}<div>{value}</div>" for label, value in asked)
    body += quote.format("Workshops, at most three") + "<div>1. Entretien des berges<br>2. Passes à poissons</div>"
    body += quote.format("Participera au buffet : oui / non") + "<div>oui</div>"
    person = sure(reading(f"<html><body>Hello<div>{body}</div></body></html>", kind="text/html"))
    assert set(person.workshops) == {"berges", "poissons"}
    assert person.answers == {"buffet": True}


@pytest.mark.parametrize("arrow", ["==>", "-->", "→"])
def test_an_answer_behind_an_arrow_in_the_line_of_its_question(arrow: str) -> None:
    person = sure(
        reading(
            f"1/ Vos prénom et nom ? {arrow} Léa MORVAN\n2/ Votre fonction et votre organisme ? {arrow} "
            f"chargée d'étude, Syndicat de la Loire\n"
            f"3/ Quel atelier (A. crues, B. passes à poissons, C. berges) ? {arrow} C. berges\n"
        )
    )
    assert (person.role, person.organisation) == ("Chargée d'étude", "Syndicat de la Loire")
    assert person.workshops == ("berges",)


def test_answers_with_the_numbers_of_the_quoted_questions() -> None:
    person = sure(
        reading(
            "Bonjour,\n\n1/ MORVAN Léa\n2/ Syndicat de la Loire\n3/ B\n4/ oui\n\n"
            + WROTE
            + "> 1/ Vos nom et prénom ?\n> 2/ Votre organisme ?\n"
            "> 3/ Quel atelier (A. crues, B. passes à poissons, C. berges) ?\n> 4/ Participez-vous au buffet ?\n"
        )
    )
    assert (person.last_name, person.workshops, person.answers) == ("Morvan", ("poissons",), {"buffet": True})


def test_the_sentences_of_the_quoted_invitation_are_not_the_attendee_s() -> None:
    person = sure(
        reading(
            "Bonjour, coupon complété plus bas.\n\nLe 10/02/2021 à 09:00, Forum a écrit :\n> Chers amis,\n>\n"
            "> Chaque participant peut suivre trois ateliers. Le buffet est offert par le Forum.\n>\n"
            "> Nom : MORVAN\n> Prénom : Léa\n> Organisme : Syndicat\n> Atelier : berges\n",
            more="Delivered-To: Forum <forum@example.org>\n",
        )
    )
    assert person.workshops == ("berges",)
    assert person.answers == {}


def test_a_sentence_added_to_the_quoted_invitation_goes_to_a_person() -> None:
    found = reading(
        "Bonjour, coupon complété plus bas.\n\nLe 10/02/2021 à 09:00, Forum a écrit :\n> Chers amis,\n>\n"
        "> Répondez avant le 1er mars. Je viendrai avec ma collègue du service.\n>\n"
        "> Nom : MORVAN\n> Prénom : Léa\n> Organisme : Syndicat\n> Atelier : berges\n",
        more="Delivered-To: Forum <forum@example.org>\n",
    )
    assert found.doubts


@pytest.mark.parametrize(
    "answer", ["oui, mais ma collègue non", "non, je ne viens pas", "oui, à deux", "oui, sauf le soir"]
)
def test_what_follows_a_yes_or_a_no_and_may_change_it_is_not_sure(answer: str) -> None:
    found = reading(
        f"Nom : MORVAN\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : berges\nParticipera au buffet : {answer}\n"
    )
    assert found.doubts or found.attendees[0].confidence < 0.9


@pytest.mark.parametrize("value", ["F", "F évidemment", "9"])
def test_a_letter_or_number_that_stands_for_no_workshop_is_a_doubt(value: str) -> None:
    found = reading(f"Nom : MORVAN\nPrénom : Léa\nOrganisme : Syndicat\nAtelier (A. crues, B. berges) : {value}\n")
    assert found.doubts or found.attendees[0].confidence < 0.9


@pytest.mark.parametrize("choice", ["viande / <b>poisson</b> / légumes", "viande / <mark>autre</mark> / légumes"])
def test_a_marked_choice_that_is_not_understood_is_a_doubt(choice: str) -> None:
    found = reading(
        f"<p>Nom : MORVAN</p><p>Prénom : Léa</p><p>Organisme : Syndicat</p><p>Atelier : berges</p>"
        f"<p>Menu : {choice}</p>",
        kind="text/html",
    )
    assert found.doubts or found.attendees[0].confidence < 0.9


def test_bars_before_the_lines_of_a_quote_are_its_marks_and_its_sender_no_attendee() -> None:
    person = sure(
        reading(
            "Bonjour,\n\n| Chers amis,\n|\n| Nom : MORVAN\n| Prénom : Léa\n| Organisme : Syndicat\n"
            "| Atelier : berges\n|\n| Paul Petit\n| Forum des rivières\n"
        )
    )
    assert (person.last_name, person.workshops) == ("Morvan", ("berges",))


def test_two_answers_in_one_line_for_the_two_labels_above() -> None:
    person = sure(
        reading(
            WROTE
            + "> Nom :\nMorvan\n> Prénom :\nLéa\n> Organisme :\nSyndicat\n> Téléphone : ......  Courriel : ......\n"
            "02 54 90 41 17 / lea@syndicat.example\n> Ateliers :\nberges\n"
        )
    )
    assert (person.phone, person.email) == ("+33254904117", "lea@syndicat.example")


def test_bulleted_choices_stand_between_a_question_and_its_answer() -> None:
    person = sure(
        reading(
            WROTE + "> Nom :\nMorvan\n> Prénom :\nLéa\n> Organisme :\nSyndicat\n> Ateliers :\nberges\n"
            "> Menu :\n> - Viande\n> - Légumes\nLégumes\n"
        )
    )
    assert person.answers == {"menu": "legumes"}


@pytest.mark.parametrize(
    ("labels", "lines", "expected"),
    [
        ("> Nom :\n> Prénom :\n", "Mme Léa Morvan\n", {"civility": "Mme", "first_name": "Léa", "last_name": "Morvan"}),
        ("> Nom : ....\n> Prénom : ....\n", "Morvan Léa\n", {"first_name": "Léa", "last_name": "Morvan"}),
        ("> Nom :\n> Prénom :\n", "Morvan\nLéa\n", {"first_name": "Léa", "last_name": "Morvan"}),
        ("> Nom :\nMorvan\n> Prénom :\nLéa\n> Téléphone :\n> Courriel :\n", "02 54 90 41 17\n", {"email": None}),
        ("> Nom :\nMorvan\n> Prénom :\nLéa\n> Fonction :\n> Ville :\n", "Blois\n", {"role": None, "city": "Blois"}),
    ],
)
def test_one_answer_below_several_open_labels(labels: str, lines: str, expected: dict[str, str]) -> None:
    person = sure(reading(WROTE + labels + lines + "> Organisme :\nSyndicat\n> Ateliers :\nberges\n"))
    assert {name: getattr(person, name) for name in expected} == expected


def test_a_body_and_a_role_below_their_two_labels_and_a_body_below_a_role() -> None:
    asked = WROTE + "> Nom :\nMorvan\n> Prénom :\nLéa\n> Organisme :\n> Fonction :\n{}\n> Ateliers :\nberges\n"
    person = sure(reading(asked.format("Syndicat de la Loire, directrice")))
    assert (person.organisation, person.role) == ("Syndicat de la Loire", "Directrice")
    assert reading(asked.format("Syndicat de la Loire")).attendees[0].confidence < 0.9


@pytest.mark.parametrize("written", ["C en premier, puis A", "1 = atelier C, 2 = atelier A", "C, puis A"])
def test_letters_in_the_order_that_their_ranks_give(written: str) -> None:
    offered = [f"☐ Atelier {letter} - {name}" for letter, name in (("A", "crues"), ("B", "poissons"), ("C", "berges"))]
    found = choices_for(replace(FORUM, ranked=True), offered).workshops(written)
    assert (found.ids, found.rest, found.clear) == (("berges", "crues"), (), True)


def test_a_number_that_reads_like_advice_is_not_dropped() -> None:
    who = "> Name:\nLéa Morvan\n> Organisation:\nSyndicat\n"
    offered = "> Workshops\n> [ ] 1. Prévenir les crues\n> [ ] 2. Passes à poissons\n> [ ] 3. Entretien des berges\n"
    assert sure(reading(WROTE + who + offered + "Number 3 please\n")).workshops == ("berges",)


def test_an_address_that_begins_with_r_and_a_dot_stays_whole() -> None:
    quoted = "> Nom :\nMorvan\n> Prénom :\nLéa\n> Organisme :\nVille de Blois\n> Courriel :\nr.morvan@blois.example\n"
    read = reading(f"Le 2 février 2021, le Forum a écrit :\n{quoted}> Atelier :\nPrévenir les crues\n")
    assert read.attendees[0].email == "r.morvan@blois.example"


def test_a_name_behind_an_empty_line_below_the_last_label_signs_the_reply() -> None:
    person = sure(
        reading(
            "Mes réponses entre vos lignes.\n\n" + WROTE + "> Nom :\nMorvan\n> Prénom :\nLéa\n> Organisme :\nSyndicat\n"
            "> Ateliers :\nles 1 et 3\n> Donne pouvoir à : ........\n\nLéa\n"
        )
    )
    assert person.answers == {}
