"""Lines that a mail program broke at its margin, words in the brackets of boxes, and what stands below a closing."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.continued import unwrapped
from parsers.coupons.given import answer
from parsers.coupons.rows import prepared
from parsers.document import Line
from parsers.event import Choice, Question, QuestionType
from parsers.mail.thread import Row
from tests.parsers.forum import FORUM, choices, mail, reading
from tests.parsers.test_between import WROTE, sure

WHO = "> Nom : Morvan\n> Prénom : Léa\n> Organisme : Syndicat\n"


def rows(*texts: str) -> list[Row]:
    return [Row(Line(text), 1, number=number) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("Fonction : conseillère déléguée aux affaires rurales et aux", "rivières", True),
        ("Moyen de venir jusqu'à nous : ☐ par le train  ☒ à vélo  ☐", "en voiture", True),
        ("Menu que vous souhaitez prendre à midi au buffet : ☐ viande  ☐ Passes à", "poissons", True),
        ("Ateliers proposés : Prévenir les crues · Passes à poissons ·", "Entretien des berges", True),
        ("Je participerai au buffet à 12", "h : ☐ oui ☐ non", True),
        ("Ateliers : Prévenir les crues · Passes à poissons", "Entretien des berges", False),
        ("Fonction : conseillère déléguée aux affaires rurales", "Rivières", False),
        ("Fonction : conseillère déléguée aux affaires rurales et aux", "Ville : Blois", False),
        ("☐ Entretien", "des berges", True),  # in a narrow column
        ("☐ Entretien des berges", "Menu", False),
        ("1 Prévenir les crues  2 Passes à poissons", "3 Entretien des berges", True),
        ("1 Prévenir les crues  2 Passes à poissons", "3 Visite du moulin", False),
        ("Participera au buffet de midi sur place : oui ☐ non ☐", "Menu", False),
    ],
)
def test_a_row_that_ends_before_its_value_or_option_does_goes_on_in_the_next(
    first: str, second: str, together: bool
) -> None:
    texts = [row.line.text for row in unwrapped(rows(first, second), choices())]
    assert texts == ([f"{first} {second}"] if together else [first, second])


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("(oui) Prévenir les crues", "☒"),
        ("[ok] Prévenir les crues", "☒"),
        ("- (non) Prévenir les crues", "☐"),
        ("Menu : ☐ viande  [y] poisson  [n] légumes", "☐☒☐"),
        ("Buffet : (oui) / non", ""),
        ("Buffet : (oui) non", ""),
    ],
)
def test_a_word_in_the_brackets_before_an_option_is_a_tick_or_none(written: str, marks: str) -> None:
    (row,) = prepared(rows(written), choices())
    assert "".join(letter for letter in row.line.text if letter in "☐☒") == marks


def test_a_coupon_below_the_letter_s_closing_need_not_begin_with_the_name() -> None:
    letter = "> Chers amis,\n> Voici le coupon.\n> Bien cordialement,\n> Paul Petit\n>\n"
    coupon = "> Organisme : Syndicat\n> Prénom : Léa\n> Nom : Morvan\n> Atelier : berges\n"
    person = sure(reading(WROTE + letter + coupon))
    assert (person.first_name, person.organisation) == ("Léa", "Syndicat")


def test_a_body_that_signs_the_quoted_letter_is_nobody_who_comes() -> None:
    quoted = WROTE.replace("Forum <forum@example.org>", "Agence Rivage")
    letter = "> Paul Petit\n> Agence Rivage, pour le comité\n>\n> Structure : Syndicat\n"
    found = reading(f"{quoted}{letter}> Nom et prénom : MORVAN Léa\n> Atelier : berges\n")
    assert [person.last_name for person in found.attendees] == ["Morvan"]


DAYS = Question(
    "days",
    "Demi-journées",
    QuestionType.MULTI_CHOICE,
    (),
    (
        Choice("fa", "Friday 5 a.m.", ("vendredi matin", "Friday am")),
        Choice("fp", "Friday 5 p.m.", ("vendredi après-midi", "Friday pm")),
        Choice("sa", "Saturday 6 a.m.", ("samedi matin", "Saturday am")),
        Choice("sp", "Saturday 6 p.m.", ("samedi après-midi", "Saturday pm")),
    ),
)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Saturday 6 a.m.", ("sa",)),
        ("Sat am + Fri p.m.", ("sa", "fp")),
        ("samedi matin et après-midi", ("sa", "sp")),
        ("Saturday a.m. and p.m.", ("sa", "sp")),
        ("matin et après-midi", None),
    ],
)
def test_half_days_that_differ_in_one_letter_are_told_apart(text: str, given: tuple[str, ...] | None) -> None:
    assert answer(DAYS, text) == given


def test_where_none_need_be_chosen_empty_boxes_of_workshops_are_no_doubt_once_something_is_answered() -> None:
    event = replace(FORUM, choose_min=0)
    coupon = WHO.replace("> ", "") + "[ ] Prévenir les crues\n[ ] Entretien des berges\nParticipera au buffet : oui\n"
    assert sure(read(mail(coupon), Context(events=(event,)))).workshops == ()


def test_a_box_at_the_margin_is_for_the_option_in_the_next_row() -> None:
    asked = "Menu servi à table le midi :   [ ] Viande   [x]\nLégumes   [ ] aucun\n"
    (person,) = reading(f"Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : crues\n{asked}").attendees
    assert person.answers.get("menu") == "legumes"
