"""Sentences whose every word is plain need no person, whatever the learned model makes of them."""

from dataclasses import replace

import pytest

from parsers.draft import Draft
from parsers.event import Choice, Question, QuestionType
from parsers.letters.claims import is_plausible, unanswered
from parsers.letters.plain_words import LOOKING_BACK, is_plain_answer
from parsers.letters.signs import Sign
from parsers.reading import Intent
from tests.parsers.forum import FORUM, reading

SIGNED = "\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n"


@pytest.mark.parametrize(
    "told",
    [
        "je viendrai le @d avec un grand interet",
        "nous prendrons le @q",
        "i d love to come to @w and the @w session",
        "ok pour le @d",
        "i d like @w if i may",
        "comptez sur ma presence",
    ],
)
def test_a_sentence_of_plain_words_is_plain(told: str) -> None:
    assert is_plain_answer(told.split())


@pytest.mark.parametrize(
    "told",
    [
        "je viendrai le @d si je peux",
        "je prendrai @w ou @w",
        "i d come to @w",
        "i would come to @w",
        "je ne viens pas seulement pour @w",
        "je viendrai avec un collegue a @w",
        "je prendrais @w",
        "j etais inscrite a @w",
        "",
    ],
)
def test_what_hangs_on_something_or_is_about_others_is_not(told: str) -> None:
    assert not is_plain_answer(told.split())


def test_what_a_change_says_of_the_earlier_reply_is_plain_there() -> None:
    assert is_plain_answer(["j", "etais", "inscrite", "a", "@w"], LOOKING_BACK)


@pytest.mark.parametrize(
    "text",
    [
        "Maire de la Ville de Blois, je viendrai le 9 mars avec un grand intérêt. L'atelier 2 seulement.",
        "Je viendrai à l'atelier 1. Pas de déjeuner, je serai en réunion à Tours à 13 h 30.",
    ],
)
def test_a_letter_in_plain_words_goes_through(text: str) -> None:
    assert reading(f"Bonjour,\n\n{text}{SIGNED}").doubts == ()


@pytest.mark.parametrize(
    ("role", "body", "plausible"),
    [
        ("University Librarian", "collège Pasteur", True),
        ("trésorière", "régie de la Ville de Gien", False),
        ("trésorier de la chorale Les Voix", None, False),
        ("Psychologue", "Clinique Pasteur", True),
        ("Director of Leeds Voices Radio", None, False),
        ("Head of Youth Work", None, True),
        ("Directrice du CIAS", "Mairie de Vouvray", True),
        ("Présidente", "association Pages vives", True),
    ],
)
def test_a_role_and_a_body_look_like_what_they_are(role: str, body: str | None, plausible: bool) -> None:
    values = {"role": role} | ({"organisation": body} if body else {})
    assert is_plausible(Draft(values=values)) is plausible


@pytest.mark.parametrize(
    "text",
    [
        "Je ne pourrai malheureusement pas venir au forum. J'espère que les actes seront publiés.",
        "Sadly I won't be able to attend this time, as the dates clash with our county show.",
        "Je ne pourrai pas venir au forum. Peut-être une autre année !",
    ],
)
def test_what_is_said_beside_a_refusal_holds_it_not_back(text: str) -> None:
    found = reading(f"Bonjour,\n\n{text}{SIGNED}")
    assert (found.intent, found.doubts) == (Intent.DECLINE, ())


def test_why_an_entry_is_given_up_holds_it_not_back() -> None:
    text = (
        "Je m'étais inscrite pour le 9 mars mais je me suis cassé le poignet en taillant la glycine. Je dois annuler."
    )
    found = reading(f"Bonjour,\n\n{text}{SIGNED}")
    assert (found.intent, found.doubts) == (Intent.CANCEL, ())


@pytest.mark.parametrize(
    "text",
    [
        "Je ne pourrai pas venir au forum. Une collègue me représentera.",
        "Je ne pourrai pas venir au forum. Envoyez-moi les actes.",
        "Can't come to the forum on the Friday, sorry. Saturday should be fine though.",
    ],
)
def test_a_wish_or_somebody_else_beside_a_refusal_does(text: str) -> None:
    assert reading(f"Bonjour,\n\n{text}{SIGNED}").doubts


def test_a_verb_is_no_name_of_an_option() -> None:
    level = Question("niveau", "Niveau", QuestionType.CHOICE, (), (Choice("c", "Confirmé"), Choice("d", "Débutant")))
    event = replace(FORUM, questions=(level,))
    signs = [Sign(word, at, at + 1) for at, word in enumerate(["je", "confirme", "ma", "venue"])]
    assert unanswered([signs], [Draft()], event, changed=False) == []
