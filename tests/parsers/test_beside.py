"""Sentences beside a filled-in coupon: what only brings or repeats it changes nothing."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Choice, Question, QuestionType
from parsers.letters.event_names import signs_for
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT, FORUM, mail

COUPON = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\nBuffet : oui\n"
TWO = COUPON + "\nNom : Petit\nPrénom : Paul\nOrganisme : Ville de Blois\nAtelier : Passes à poissons\nBuffet : oui\n"
HALVES = Context(
    events=(
        replace(
            FORUM,
            workshops=tuple(
                replace(w, slot=slot) for w, slot in zip(FORUM.workshops, ("10h00", "14h00", "15h30"), strict=True)
            ),
        ),
    )
)
GUESTS = Context(
    events=(
        replace(
            FORUM,
            questions=(*FORUM.questions, Question("guests", "Nombre d'accompagnants", QuestionType.NUMBER)),
        ),
    )
)


def doubts(sentence: str, coupon: str = COUPON, context: Context = CONTEXT) -> tuple[Reason, ...]:
    """Give what speaks against a mail with that sentence above its coupon."""
    return read(mail(f"Bonjour,\n\n{sentence}\n\n{coupon}\nCordialement,\nLéa Morvan\n"), context).doubts


@pytest.mark.parametrize(
    "sentence",
    [
        "J'ai mis mes réponses en gras et en bleu.",
        "J'ai souligné en vert l'atelier qui me convient.",
        "I crossed out whatever does not apply.",
        "My answers are in green.",
        "Un seul atelier pour moi cette fois.",
        "Merci de m'inscrire.",
        "Merci de confirmer par retour de mail.",
        "Peux-tu transmettre ma fiche à la fédération ?",
        "Merci de m'excuser pour cet envoi tardif, la grippe nous a cloués au lit.",
        "Léa M.",
        "Forum des rivières vivantes, mardi 9 mars 2021 - à renvoyer avant le 1er mars 2021",
    ],
)
def test_a_sentence_that_only_brings_the_coupon_changes_nothing(sentence: str) -> None:
    assert doubts(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "J'ai mis en gras mes hésitations.",
        "J'ai coché en rouge, mais pas le buffet.",
        "Deux ateliers pour moi cette fois.",
        "Finalement je ne pourrai pas venir.",
        "Peux-tu me dire si le parking est gratuit ?",
        "Merci de confirmer si les repas sont remboursés.",
        "Paul M.",
    ],
)
def test_a_sentence_that_says_something_else_is_for_a_person(sentence: str) -> None:
    assert doubts(sentence)


@pytest.mark.parametrize(
    ("sentence", "coupon", "clear"),
    [
        ("Nous serons deux de la Ville de Blois.", TWO, True),
        ("Nous serons deux de la Ville de Blois.", COUPON, False),
        ("Nous serons trois de la Ville de Blois.", TWO, False),
    ],
)
def test_how_many_come_is_held_against_the_coupons(sentence: str, coupon: str, clear: bool) -> None:
    assert (doubts(sentence, coupon) == ()) is clear


@pytest.mark.parametrize(("number", "clear"), [("1", True), ("0", False)])
def test_who_is_brought_along_is_held_against_the_coupon(number: str, clear: bool) -> None:
    coupon = f"{COUPON}Nombre d'accompagnants : {number}\n"
    assert (doubts("Nous serons deux, mon mari m'accompagne.", coupon, GUESTS) == ()) is clear


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [("Je ne serai là que le matin.", True), ("Je ne serai là que l'après-midi.", False)],
)
def test_a_time_of_the_day_is_held_against_what_was_chosen(sentence: str, clear: bool) -> None:
    assert (doubts(sentence, COUPON, HALVES) == ()) is clear


def test_a_reason_is_no_coach() -> None:
    event = replace(
        FORUM,
        questions=(
            *FORUM.questions,
            Question("venue", "Arrivée", QuestionType.CHOICE, (), (Choice("car", "car"), Choice("train", "train"))),
        ),
    )
    known = signs_for(event, {})
    assert "@o" not in [s.word for s in known.read("Je réponds ici car mon imprimante est en panne.", [])]
    assert "@o" in [s.word for s in known.read("Je viendrai en car.", [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Un seul atelier pour moi, les autres ne sont pas de mon ressort.",
        "I could only find one session that fits us.",
        "See you at the spring fair if not before.",
        "Je viens à vélo, comme toujours.",
        "Really looking forward to it, my dog less so.",
    ],
)
def test_talk_in_words_of_its_own_beside_a_coupon_changes_nothing(sentence: str) -> None:
    assert doubts(sentence) == ()


@pytest.mark.parametrize("sentence", ["I could only find two sessions that fit us.", "J'ai retenu trois ateliers."])
def test_another_number_of_workshops_than_the_coupon_chooses_is_for_a_person(sentence: str) -> None:
    assert doubts(sentence)
