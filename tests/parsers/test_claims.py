"""What a letter speaks of and no value holds keeps it from going through without a person."""

import pytest

from parsers.draft import Draft
from parsers.letters.claims import is_plausible, unanswered
from parsers.letters.signs import Sign
from parsers.reading import Intent
from tests.parsers.forum import FORUM, reading

SIGNED = "\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n"


def draft() -> Draft:
    return Draft(workshops={"crues": True}, answers={"buffet": True, "car": 3})


@pytest.mark.parametrize(
    ("word", "value"),
    [("@w", "berges"), ("@q", "menu"), ("@o", "menu=viande"), ("@c", "7"), ("@u", "9"), ("legumes", "")],
)
def test_what_no_draft_holds_is_unanswered(word: str, value: str) -> None:
    assert unanswered([[Sign(word, 0, 1, value)]], [draft()], FORUM, changed=False) == [word]


@pytest.mark.parametrize(("word", "value"), [("@w", "crues"), ("@q", "buffet"), ("@c", "3"), ("merci", "")])
def test_what_a_draft_holds_is_answered(word: str, value: str) -> None:
    assert unanswered([[Sign(word, 0, 1, value)]], [draft()], FORUM, changed=False) == []


def test_a_change_may_name_what_holds_no_more() -> None:
    assert unanswered([[Sign("@w", 0, 1, "berges")]], [draft()], FORUM, changed=True) == []


def test_a_letter_in_words_of_its_own_goes_through_where_all_of_it_is_claimed() -> None:
    read = reading(f"Bonjour,\n\nC'est d'accord, je suivrai l'atelier 1 puis le 3 avec mon équipe de choc.{SIGNED}")
    assert read.doubts == ()
    assert read.attendees[0].workshops == ("crues", "berges")


@pytest.mark.parametrize(
    "text",
    [
        "Merci d'annuler :\n- atelier 1\n- atelier 3",
        "Je viens de m'inscrire à l'atelier 1.",
        "My wife and I will attend workshop 1.",
        "Je viendrai à l'atelier 1. J'ai besoin d'une facture.",
    ],
)
def test_what_asks_for_more_than_was_read_goes_to_a_person(text: str) -> None:
    assert reading(f"Bonjour,\n\n{text}{SIGNED}").doubts


def test_names_in_mere_talk_need_no_claim() -> None:
    read = reading(
        f"Bonjour,\n\nJe suivrai l'atelier 1. Votre discours de Nantes reste dans toutes les mémoires.{SIGNED}"
    )
    assert read.doubts == ()


def test_a_place_that_is_given_back_was_taken_before() -> None:
    read = reading(f"Bonjour,\n\nJe ne peux plus venir, j'avais pourtant confirmé. Merci de libérer ma place.{SIGNED}")
    assert read.intent is Intent.CANCEL


def test_an_address_in_a_sentence_has_to_be_somebodys() -> None:
    told = "participera à l'atelier sur les crues. Son adresse est p.roux@ville-blois.example."
    body = f"Bonjour,\n\nM. Paul Roux, adjoint de la Ville de Blois, {told}\n\nLe cabinet\n"
    found = reading(body, sender="Cabinet <cabinet@blois.example>")
    assert found.doubts or found.attendees[0].email == "p.roux@ville-blois.example"


def test_two_who_do_not_come_are_not_one() -> None:
    body = "Dear all,\n\nSorry, neither of us can make it this year. Good luck with the day.\n\nTom and Léa Morvan\n"
    assert reading(body).doubts


@pytest.mark.parametrize(
    ("body", "plausible"),
    [("association Secours de Vienne", False), ("association Lire à Vienne", True), ("Secours de Vienne", True)],
)
def test_a_kind_of_body_before_a_name_that_is_one_is_for_a_person(body: str, plausible: bool) -> None:
    assert is_plausible(Draft(values={"organisation": body})) is plausible


def test_a_body_is_no_role() -> None:
    asked = "Veuillez annuler l'inscription de M. Paul Roux (Office de tourisme de Port-Querrien)."
    found = reading(f"Bonjour,\n\n{asked}\n\nLe service\n")
    assert found.doubts or found.attendees[0].role is None


@pytest.mark.parametrize("said", [["pas", "de", "car"], ["repas", "et", "car", "compris"], ["car", "non"]])
def test_a_short_word_that_is_asked_for_is_unanswered_as_a_noun_alone(said: list[str]) -> None:
    one = Draft(workshops={"crues": True}, answers={"buffet": True})
    heard = [Sign(word, 0, 1) for word in said]
    assert unanswered([heard], [one], FORUM, changed=False) == ["car"]
    assert unanswered([[Sign("car", 0, 1), Sign("je", 1, 2)]], [one], FORUM, changed=False) == []


def test_what_does_not_change_is_not_refused() -> None:
    changed = "Inscrite, je souhaite modifier mon choix et suivrai l'atelier sur les crues au lieu des berges."
    kept = "L'après-midi ne change pas, c'est toujours l'atelier Passes à poissons."
    found = reading(f"Bonjour,\n\n{changed} {kept}{SIGNED}")
    assert found.doubts or "poissons" in found.attendees[0].workshops
