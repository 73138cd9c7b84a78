"""Answers above a quoted coupon and ticks in it: together they are one reply."""

from parsers.reasons import Reason
from tests.parsers.forum import reading
from tests.parsers.test_between import sure

WROTE = "Le 3 février 2021 à 10:00, Syndicat <contact@forum.example> a écrit :\n"
PERSON = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\n"
TICKED = "> COUPON-RÉPONSE\n> Nom :\n> Prénom :\n> Organisme :\n> [ ] Prévenir les crues\n> [x] Entretien des berges\n"


def test_ticks_in_the_quoted_coupon_are_of_the_one_who_answers_above_it() -> None:
    assert sure(reading(f"{PERSON}\n{WROTE}{TICKED}")).workshops == ("berges",)


def test_a_quoted_coupon_of_somebody_else_is_for_a_person() -> None:
    other = TICKED.replace("Nom :\n", "Nom : Petit\n", 1)
    read = reading(f"{PERSON}\n{WROTE}{other}")
    assert Reason.CONTRADICTION in read.doubts


def test_options_below_each_other_with_a_cross_behind_one() -> None:
    form = f"{PERSON}Atelier : crues\nMenu :\nViande\nLégumes X\n"
    assert sure(reading(form)).answers == {"menu": "legumes"}


def test_a_civility_with_a_cross_behind_it() -> None:
    assert sure(reading(f"Mme X\n{PERSON}Atelier : crues\n")).civility == "Mme"
