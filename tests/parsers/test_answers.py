"""Answers beside what is printed: behind boxes left empty, and around the list of what one may choose."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.document import Mark
from parsers.event import Choice, Question, QuestionType
from tests.parsers.forum import CONTEXT, FORUM, mail, reading
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD

RED = '<span style="color:#c82613">{}</span>'


def _coloured(buffet: str) -> bytes:
    lines = ["Nom : {Morvan}", "Prénom : {Léa}", "Organisme : {Syndicat de la Loire}", "Atelier : {crues}", buffet]
    shown = "".join(f"<div>{line.replace('{', RED[: RED.index('{')]).replace('}', '</span>')}</div>" for line in lines)
    return mail(f"<html><body>{shown}</body></html>", kind="text/html")


@pytest.mark.parametrize(("written", "said"), [("oui", True), ("non", False)])
def test_an_answer_that_stands_out_behind_empty_boxes_counts(written: str, said: bool) -> None:
    found = read(_coloured(f"Buffet : ☐ oui ☐ non {{{written}}}"), CONTEXT)
    (person,) = found.attendees
    assert person.answers == {"buffet": said}
    assert person.confidence > 0.9
    assert not found.doubts


@pytest.mark.parametrize("line", ["☐ oui ☐ non je ne sais pas", "oui ☐ oui ☐ non"])
def test_words_among_empty_boxes_are_not_dropped(line: str) -> None:
    (person,) = of(f"{HEAD}Atelier : crues\nBuffet : {line}\n").attendees
    assert person.confidence < 0.9


@pytest.mark.parametrize("line", ["légumes, sinon viande", "légumes (plutôt que viande)", "viande, légumes"])
def test_more_than_the_printed_choices_is_not_the_printed_list(line: str) -> None:
    found = of(f"{HEAD}Atelier : crues\nMenu : {line}\n")
    assert found.doubts or found.attendees[0].confidence < 0.9


@pytest.mark.parametrize("line", ["viande / légumes", "Viande ou légumes", "viande - légumes"])
def test_the_printed_list_of_choices_is_no_answer(line: str) -> None:
    person = sure(f"{HEAD}Atelier : crues\nMenu : {line}\n")
    assert "menu" not in person.answers


def test_a_long_sentence_is_no_advice_of_the_coupon() -> None:
    note = "Attention, merci de ne pas nous placer avec la délégation de Tours un seul instant, car depuis le mois de "
    found = of(f"{HEAD}Atelier : crues\n\n{note}mars nos deux associations ne se parlent plus du tout\n")
    assert found.doubts or found.attendees[0].confidence < 0.9


@pytest.mark.parametrize("line", ["Menu : ☐ menu viande   ☒ menu légumes", "Menu   ☐ Viande   ☒ Menu végétarien"])
def test_an_option_may_be_named_like_its_question(line: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\n{line}\n").answers == {"menu": "legumes"}


def test_a_table_of_people_may_stand_between_their_body_and_the_list_of_the_workshops() -> None:
    rows = "Nom | Prénom | Atelier | Buffet O/N\n--- | --- | --- | ---\nMorvan | Léa | 1 | O\nPetit | Paul | 3 | N\n"
    legend = "Ateliers\n1 | Prévenir les crues\n2 | Passes à poissons\n3 | Entretien des berges\n"
    found = read(mail(f"Organisme : Ville de Blois\n\n{rows}\n{legend}"), CONTEXT)
    told = [(p.last_name, p.organisation, p.workshops, p.answers) for p in found.attendees]
    assert told == [
        ("Morvan", "Ville de Blois", ("crues",), {"buffet": True}),
        ("Petit", "Ville de Blois", ("berges",), {"buffet": False}),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Menu (viande / légumes) :",
        "Menu au buffet du midi (viande / légumes) :",
        "Menu (viande, légumes)",
        "Menu légumes (ou viande) :",
    ],
)
def test_choices_in_brackets_behind_a_label_are_no_answer(line: str) -> None:
    person = sure(f"{HEAD}Atelier : crues\n{line}\n")
    assert "menu" not in person.answers


def test_of_choices_in_brackets_the_one_that_stands_out_is_the_answer() -> None:
    found = read(_coloured("Menu (viande, {légumes})"), CONTEXT)
    assert found.attendees[0].answers == {"menu": "legumes"}
    assert not found.doubts


def test_a_long_address_alone_in_its_line_does_not_go_on() -> None:
    address = "lea.morvan@syndicat-intercommunal-de-la-loire-moyenne.example"
    lines = ["Nom :", "    Morvan", "Prénom :", "    Léa", "Organisme :", "    Syndicat de la Loire", "Courriel :"]
    body = "\n".join([*lines, f"    {address}", "Civilité ?  ☒ Mme   ☐ M.", "Atelier : crues", ""])
    person = sure(body)
    assert (person.email, person.civility) == (address, "Mme")


def test_a_first_field_under_a_misspelt_label_is_not_dropped() -> None:
    (person,) = of("Prnéom usuel : Léa\nNom : Morvan\nOrganisme : Syndicat de la Loire\nAtelier : crues\n").attendees
    assert person.first_name == "Léa" or person.confidence < 0.9


def test_a_farewell_behind_an_empty_line_answers_no_question() -> None:
    lines = [
        "Nom :",
        "    Morvan",
        "Prénom :",
        "    Léa",
        "Organisme :",
        "    Ville de Blois",
        "Ateliers :",
        "    crues",
    ]
    found = of(
        "\n".join(
            [*lines, "Donne pouvoir à :", "", "Au plaisir de vous y retrouver.", "", "Merci,", "", "Léa Morvan", ""]
        )
    )
    assert "pouvoir" not in found.attendees[0].answers


def test_a_number_in_its_box_answers_a_question_for_a_number() -> None:
    assert sure(f"{HEAD}Atelier : crues\nNombre de places dans le car   {Mark.DOUBTFUL} 2\n").answers == {"car": 2}


@pytest.mark.parametrize(
    ("line", "said"), [("oui / non   -> NON", False), ("oui/non : oui", True), ("non / oui  non", False)]
)
def test_an_answer_behind_the_printed_pair_counts(line: str, said: bool) -> None:
    person = sure(f"{HEAD}Atelier : crues\nBuffet : {line}\n")
    assert person.answers == {"buffet": said}


@pytest.mark.parametrize("line", ["oui / non", "oui / non (entourez)", "oui / non / ne sait pas", "oui / non ........"])
def test_the_printed_pair_alone_is_no_answer(line: str) -> None:
    (person,) = of(f"{HEAD}Atelier : crues\nBuffet : {line}\n").attendees
    assert person.answers == {}


def test_other_words_behind_the_printed_pair_are_not_dropped() -> None:
    (person,) = of(f"{HEAD}Atelier : crues\nBuffet : oui / non -> à voir\n").attendees
    assert person.confidence < 0.9


def test_a_civility_that_stands_out_behind_empty_boxes_counts() -> None:
    found = read(_coloured("Civilité : ☐ Mme ☐ M. {M.}"), CONTEXT)
    assert found.attendees[0].civility == "M."
    assert of(f"{HEAD}Civilité : ☐ Mme ☐ M. M.\nAtelier : crues\n").attendees[0].civility == "M."
    assert of(f"{HEAD}Civilité : ☐ Mme ☐ M. le maire\nAtelier : crues\n").attendees[0].confidence < 0.9


@pytest.mark.parametrize("line", ["☐ oui ☒ non (cantine)", "non (elle apporte son panier)"])
def test_the_reason_of_a_no_may_speak_of_the_one_who_stays_away(line: str) -> None:
    (person,) = of(f"{HEAD}Atelier : crues\nBuffet : {line}\n").attendees
    assert person.answers == {"buffet": False}
    assert person.confidence > 0.9


@pytest.mark.parametrize(
    "line", ["☒ oui ☐ non (en fauteuil)", "☐ oui ☒ non, mais peut-être", "☒ oui ☐ non ☐ à voir avec lui"]
)
def test_what_is_added_to_a_tick_is_weighed(line: str) -> None:
    (person,) = of(f"{HEAD}Atelier : crues\nBuffet : {line}\n").attendees
    assert person.confidence < 0.9


def test_a_rank_in_the_box_behind_a_workshop_s_name_chooses_it() -> None:
    rows = "Prévenir les crues : [ ]\nPasses à poissons : [1]\nEntretien des berges : [2]\n"
    found = of(f"{HEAD}Ateliers (par ordre de préférence) :\n{rows}")
    assert set(found.attendees[0].workshops) == {"poissons", "berges"}


def test_a_question_below_an_option_that_shares_its_words_is_answered() -> None:
    options = (Choice("ici", "Sur place"), Choice("loin", "En visioconférence"))
    asked = (
        Question("mode", "Mode de participation", QuestionType.CHOICE, (), options),
        Question("repas", "Déjeunera sur place", QuestionType.YES_NO),
    )
    rows = "Mode de participation :\nSur place   [X]\nEn visioconférence   [ ]\nDéjeunera sur place : oui\n"
    person = sure(f"{HEAD}Atelier : crues\n{rows}", replace(FORUM, questions=asked))
    assert person.answers == {"mode": "ici", "repas": True}


def test_a_number_that_reads_like_an_order_is_not_dropped() -> None:
    found = of(f"{HEAD}Atelier : number 3, no contest\n")
    assert found.attendees[0].workshops == ("berges",) or found.doubts or found.attendees[0].confidence < 0.9


def test_a_number_behind_a_box_of_yes_or_no_is_not_dropped() -> None:
    found = of(f"{HEAD}Atelier : crues\n[x] prendra part au buffet   [ ] oui   non accompagné(e) de 2 personne(s)\n")
    assert found.doubts or found.attendees[0].confidence < 0.9


def test_the_numbers_of_an_order_in_brackets_choose_nothing() -> None:
    head = "Ateliers : classez-en deux au plus par ordre de préférence (1, 2)"
    assert sure(f"{HEAD}{head}\n[x] Prévenir les crues\n[ ] Passes à poissons\n").workshops == ("crues",)


@pytest.mark.parametrize("label", ["Ateliers dans l'ordre", "Ateliers que je préfère", "Numéros retenus"])
def test_numbers_behind_a_heading_of_workshops_are_the_choice(label: str) -> None:
    (person,) = read(mail(f"{HEAD}{label} : 3, 1\nBuffet : oui\n"), CONTEXT).attendees
    assert set(person.workshops) == {"berges", "crues"}


def test_numbers_that_nothing_explains_are_not_taken_for_a_heading() -> None:
    found = read(mail(f"{HEAD}Ateliers 3 ou 1 selon place\nBuffet : oui\n"), CONTEXT)
    assert found.doubts or found.attendees[0].confidence < 0.9


def test_a_friendly_sentence_at_the_end_is_no_answer_to_an_open_question() -> None:
    below = "Nom :\n    Morvan\nPrénom :\n    Léa\nOrganisme :\n    Ville de Blois\nAteliers :\n    crues\n"
    found = read(mail(f"{below}Pouvoir à :\n\nDo get in touch if anything is missing.\n"), CONTEXT)
    assert "pouvoir" not in found.attendees[0].answers


def test_a_letter_stands_for_the_choice_whose_name_ends_with_it() -> None:
    offered = (Choice("whole", "Journée entière", ("formule a",)), Choice("half", "Demi-journée", ("formule b",)))
    asked = Question("formula", "Formule choisie", QuestionType.CHOICE, choices=offered)
    event = replace(FORUM, questions=(*FORUM.questions, asked))
    body = f"{HEAD}Ateliers : crues\nFormule choisie (indiquez a ou b) : b\n"
    assert read(mail(body), replace(CONTEXT, events=(event,))).attendees[0].answers["formula"] == "half"


def test_how_an_answer_is_to_be_marked_is_no_part_of_it() -> None:
    body = f"<p>{HEAD}Atelier : crues<br>Participera au buffet :   <b>Oui</b> / Non (entourez)</p>"
    (person,) = reading(body.replace("\n", "<br>"), kind="text/html").attendees
    assert person.answers == {"buffet": True}
    assert person.confidence > 0.9


@pytest.mark.parametrize(("written", "number"), [("0 <b>1</b> 2", 1), ("0 1 2", None), ("1 2 0", 120)])
def test_of_numbers_that_count_up_one_is_chosen(written: str, number: int | None) -> None:
    body = f"<p>{HEAD}Atelier : crues<br>Nombre de places dans le car : {written}</p>"
    (person,) = reading(body.replace("\n", "<br>"), kind="text/html").attendees
    assert person.answers.get("car") == number


def test_how_many_numbers_to_give_is_no_number() -> None:
    (person,) = reading(
        f"{HEAD}Ateliers auxquels je souhaite assister (indiquer un ou deux numéros) : 1, 3\n"
    ).attendees
    assert person.workshops == ("crues", "berges")
