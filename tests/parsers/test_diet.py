"""What somebody does not eat, told in a sentence."""

import pytest

from parsers.event import Question, QuestionType
from parsers.letters.diet import diet, tells_diet

ALLERGIES = Question("a", "Allergies alimentaires", QuestionType.TEXT)
DIET = Question("d", "Régime alimentaire", QuestionType.TEXT)


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("Je suis végétarienne et je viendrai en train.", DIET, "végétarienne"),
        ("I am allergic to walnuts.", ALLERGIES, "walnuts"),
        ("I am allergic to walnuts.", DIET, None),  # another question: as what would it be written?
        ("Je suis végétarienne, mais je mange du poisson.", DIET, None),
        ("Je suis végétarien ou presque.", DIET, None),
        ("Mon mari adore les plats végétariens.", DIET, None),
    ],
)
def test_a_diet_is_the_answer_where_it_is_stated_whole(text: str, question: Question, value: str | None) -> None:
    assert diet(text, question) == value


def test_what_is_told_of_eating_is_noticed_where_it_is_asked_for() -> None:
    assert tells_diet("Je mange de tout sauf sans gluten.", DIET)
    assert not tells_diet("Je mange sur place.", DIET)


def test_a_diet_is_told_beside_a_meal() -> None:
    question = Question("regime", "Régime ou allergie", QuestionType.TEXT)
    assert diet("Je déjeunerai avec vous, régime sans gluten.", question) == "sans gluten"
    assert diet("Régime sans sel ou sans sucre.", question) is None
