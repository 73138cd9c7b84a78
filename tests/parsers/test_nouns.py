"""The one noun by which people call what a coupon asks at length."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Choice, Question, QuestionType
from parsers.letters.nouns import option_words, question_nouns, stands_as_noun
from tests.parsers.forum import FORUM, mail

SIGNED = "\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n"
BUS = Question("bus", "Montera dans l'autocar au départ de la gare de Blois", QuestionType.YES_NO)
WALK = Question("walk", "Will you join the guided walk along the river at 3 pm?", QuestionType.YES_NO)
GALA = Question("gala", "Participera au dîner de gala du mardi soir", QuestionType.YES_NO)


@pytest.mark.parametrize(
    ("question", "nouns"),
    [(BUS, {"autocar"}), (WALK, {"walk"}), (GALA, {"gala"})],
)
def test_a_question_is_called_by_the_noun_of_what_it_asks_for(question: Question, nouns: set[str]) -> None:
    event = replace(FORUM, questions=(question,))
    assert set(question_nouns(event, ())) == nouns


def test_a_noun_that_two_questions_have_stands_for_none() -> None:
    event = replace(FORUM, questions=(WALK, replace(WALK, id="other")))
    assert question_nouns(event, ()) == {}


@pytest.mark.parametrize(
    ("said", "noun"),
    [("pas de car", True), ("le car", True), ("repas oui , car non", True), (", car je pars tot", False)],
)
def test_a_word_is_a_noun_behind_an_article_or_answered(said: str, noun: bool) -> None:
    parts = said.split()
    assert stands_as_noun(parts, parts.index("car")) is noun


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Je viendrai à l'atelier 1, pas d'autocar pour moi.", {"bus": False}),
        ("Je viendrai à l'atelier 1 et je prendrai l'autocar.", {"bus": True}),
        ("Je viendrai à l'atelier 1. Je ne serai pas au gala.", {"gala": False}),
    ],
)
def test_a_question_is_answered_by_its_noun(text: str, answers: dict[str, bool]) -> None:
    context = Context(events=(replace(FORUM, questions=(BUS, GALA)),))
    found = read(mail(f"Bonjour,\n\n{text}{SIGNED}"), context)
    assert found.attendees[0].answers == answers
    assert found.doubts == ()


def test_an_option_is_told_by_its_own_word_before_its_question() -> None:
    own = Choice("own", "I will bring my own")
    lunch = Question("lunch", "Lunch", QuestionType.CHOICE, (), (Choice("pie", "Meat pie"), own))
    context = Context(events=(replace(FORUM, questions=(lunch,)),))
    found = read(mail(f"Hello,\n\nWorkshop 1 for me please. Bringing my own lunch.{SIGNED}"), context)
    assert found.attendees[0].answers == {"lunch": "own"}
    assert option_words(context.events[0])["lunch"] == {"meat": "lunch=pie", "pie": "lunch=pie", "own": "lunch=own"}
