"""What a sentence beside a coupon says of when somebody is there, held against what the coupon chooses."""

from dataclasses import replace

import pytest

from parsers.coupons.presence import Time, agrees_on_time, times
from parsers.event import Choice, Question, QuestionType
from tests.parsers.forum import FORUM
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD

MORNING, AFTERNOON, NOON = Time(None, "am"), Time(None, "pm"), Time(None, "noon")
SATURDAY, SUNDAY = 5, 6


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("samedi 10 h", [Time(SATURDAY, "am")]),
        ("le matin du dimanche", [Time(SUNDAY, "am")]),
        ("le matin, l'après-midi", [MORNING, AFTERNOON]),
        ("Saturday evening", [Time(SATURDAY, "eve")]),
        ("matinée seulement", [MORNING]),
        ("rien de tel", []),
    ],
)
def test_times_are_days_and_parts_of_days(text: str, told: list[Time]) -> None:
    assert list(times(text)) == told


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Je ne pourrai rester que le matin (conseil de classe l'après-midi).", {MORNING}),
        ("Je ne serai là que le matin.", {MORNING, NOON}),
        ("Je ne viendrai que pour l'après-midi, le matin je garde mes petits-enfants.", {AFTERNOON}),
        ("Le dimanche j'ai un concert : vous vous passerez de moi.", {Time(SATURDAY, "am")}),
        ("je ne peux pas être là samedi matin", {Time(SATURDAY, "pm"), Time(SATURDAY, "noon")}),
        ("I can't be there in the morning.", {AFTERNOON}),
    ],
)
def test_when_the_coupon_chose_just_so_a_sentence_about_it_changes_nothing(text: str, chosen: set[Time]) -> None:
    assert agrees_on_time(text, frozenset(chosen))


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Je ne pourrai rester que le matin.", {MORNING, AFTERNOON}),
        ("Je ne serai là que l'après-midi.", {AFTERNOON, NOON}),
        ("Je ne pourrai pas venir samedi.", {Time(SATURDAY, "am")}),
        ("Je ne pourrai pas venir samedi.", {MORNING}),
        ("Je viendrai aussi dimanche.", {Time(SATURDAY)}),
        ("Je ne pourrai pas venir le matin, ma collègue me remplacera.", {AFTERNOON}),
        ("Je ne pourrai peut-être pas venir le matin.", {AFTERNOON}),
        ("Je ne pourrai pas venir le 18 mars.", {MORNING}),
        ("Je ne serai là que le matin.", set()),
    ],
)
def test_what_the_coupon_does_not_confirm_is_for_a_person(text: str, chosen: set[Time]) -> None:
    assert not agrees_on_time(text, frozenset(chosen))


DAYS = Question(
    "jours", "Jours de présence", QuestionType.MULTI_CHOICE, (), (Choice("sam", "samedi"), Choice("dim", "dimanche"))
)
CLUBS = replace(FORUM, questions=(DAYS,))


@pytest.mark.parametrize(
    "said",
    [
        "Le dimanche, j'ai un concert : vous vous passerez de moi.",
        "le dimanche c'est le baptême de mon neveu, je ne peux pas rester, j'espère que vous ne m'en voudrez pas",
    ],
)
def test_such_a_sentence_below_a_coupon_holds_nothing_back(said: str) -> None:
    person = sure(f"{HEAD}Atelier : crues\nJours de présence : samedi\n\n{said}\n", CLUBS)
    assert person.answers == {"jours": ("sam",)}


def test_such_a_sentence_against_the_coupon_is_for_a_person() -> None:
    said = "Le dimanche, j'ai un concert : vous vous passerez de moi."
    assert of(f"{HEAD}Atelier : crues\nJours de présence : samedi, dimanche\n\n{said}\n", CLUBS).doubts


def test_a_sentence_in_small_letters_below_a_coupon_belongs_to_the_letter() -> None:
    found = of(f"{HEAD}Atelier : crues\n\nje viendrai avec deux collègues dont je vous donnerai les noms\n")
    assert found.doubts
