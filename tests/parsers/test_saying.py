"""The small readers of a sentence's signs, each by one rule that a letter hangs on."""

from dataclasses import replace

import pytest

from parsers.coupons.choices import choices_for
from parsers.event import Choice, Question, QuestionType
from parsers.letters.answering import answers_of
from parsers.letters.bodies import body_for_all
from parsers.letters.certainty import amends, is_of_another, is_open, is_respective, refers_to_unstated, states_unknown
from parsers.letters.event_names import signs_for
from parsers.letters.naming import named
from parsers.letters.oneself import speaks_of_self
from parsers.letters.parting import parts
from parsers.letters.polarity import polarity
from parsers.letters.signs import Sign
from parsers.letters.spoken import speech_for
from tests.parsers.forum import FORUM, choices


def signs(told: str) -> list[Sign]:
    """Give signs written as words; "@w=crues" has a value."""
    return [Sign(word, at, at + 1, value) for at, (word, _, value) in enumerate(w.partition("=") for w in told.split())]


def heard(text: str) -> list[str]:
    known = signs_for(FORUM, choices().numbering)
    return [
        f"{s.word}={s.value}" if s.value else s.word
        for s in speech_for(known).read(known.read(text, []), text, led=True)
    ]


@pytest.mark.parametrize(
    ("told", "clauses"),
    [
        ("je viens a l @w , mais pas au @q", ["je viens a l @w", "pas au @q"]),
        ("elle suivra l @w et moi l @w", ["elle suivra l @w", "moi l @w"]),
        ("je suivrai l @w et l @w", ["je suivrai l @w et l @w"]),
    ],
)
def test_a_clause_ends_where_another_subject_or_answer_begins(told: str, clauses: list[str]) -> None:
    assert [part.text for part in parts(signs(told))] == clauses


@pytest.mark.parametrize(
    ("told", "yes"),
    [
        ("je viens a l @w", [True]),
        ("je ne viens pas a l @w", [False]),
        ("je viens a l @w et pas a l @w", [True, False]),
        ("pas de @q", [False]),
    ],
)
def test_a_denial_holds_for_what_stands_behind_it(told: str, yes: list[bool]) -> None:
    assert list(polarity(signs(told)).things.values()) == yes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("les deux premiers", ["les", "@w=crues", "@w=poissons"]),
        ("le 2 en premier", ["le", "@w=poissons", "@r=1"]),
        ("tous les autres", ["@x"]),
        ("tous les ateliers", ["@all"]),
    ],
)
def test_workshops_are_heard_as_people_call_them(text: str, words: list[str]) -> None:
    assert heard(text) == words


@pytest.mark.parametrize(
    ("told", "yes", "answers"),
    [
        ("@q=buffet", {0: True}, {"buffet": True}),
        ("@c=3 @q=car", {1: True}, {"car": 3}),
        ("pas de @q=car", {2: False}, {"car": 0}),
        ("@o=menu=viande", {0: True}, {"menu": "viande"}),
    ],
)
def test_answers_have_the_form_that_their_question_asks_for(told: str, yes: dict[int, bool], answers: object) -> None:
    assert answers_of(FORUM, signs(told), dict(yes), affirmed=True) == (answers, False)


def test_two_options_of_one_choice_are_no_answer() -> None:
    assert answers_of(FORUM, signs("@o=menu=viande @o=menu=legumes"), {0: True, 1: True}, affirmed=True) == ({}, True)


def test_what_leaves_an_answer_open_is_known_by_its_words() -> None:
    assert is_open("je viendrai peut etre a l @w")
    assert is_open("i will attend @w online")
    assert is_of_another("le mari de @p viendra")
    assert is_of_another("ma femme et moi viendrons")
    assert is_respective("ils vont l un a l @w , l autre a l @w")
    assert refers_to_unstated("les memes ateliers")
    assert amends("je reviens sur mon inscription")
    assert states_unknown("my level is beginner")
    assert not is_open("je viendrai a l @w")


def test_a_body_is_told_from_the_person_whom_it_sends() -> None:
    assert body_for_all("Pour le forum, la Ville de Tours inscrit M. Paul Roy.") == "Ville de Tours"
    assert speaks_of_self("Je suis éleveuse de truites et je viens.").role == "éleveuse de truites"
    found = named("C'est Ève Petit, directrice, qui viendra.", [], "", frozenset())
    assert [(m.name.first, m.name.last, m.role) for m in found] == [("Ève", "Petit", "Directrice")]


def test_a_verb_is_no_option_that_looks_like_it() -> None:
    options = (Choice("debutant", "Débutant"), Choice("confirme", "Confirmé"))
    event = replace(FORUM, questions=(*FORUM.questions, Question("niveau", "Niveau", QuestionType.CHOICE, (), options)))
    told = signs_for(event, choices_for(event, []).numbering)
    text = "Je vous prie de confirmer ma venue"
    assert "@o" not in [sign.word for sign in told.read(text, [], None)]
    assert "@o" in [sign.word for sign in told.read("Niveau confirmée", [], None)]
