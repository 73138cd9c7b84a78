"""The learned models: what they hold, and that no rule is loosened by them."""

import pytest

from parsers.coupons.label_kinds import is_hint, learned_label
from parsers.coupons.vocabulary import Label, is_boilerplate
from parsers.folding import words
from parsers.learned import MAX_TOKENS, Model, features, model, tokens
from parsers.letters.phrase_kinds import Phrase, phrase_kind
from parsers.letters.weight import asks_to_register, is_clear, is_harmless, is_mere_refusal, is_plain, leaves_open


def test_words_are_known_by_their_shape_too() -> None:
    assert tokens("Écrivez à Mme Roux, le 3 mai 2019 : roux@a.example") == [
        "ecrivez", "a", "<mme", "<roux", ",", "le", "<number>", "mai", "<year>", ":", "<address>",
    ]  # fmt: skip


def test_a_long_text_is_read_as_far_as_that() -> None:
    assert len(tokens("mot " * 5000)) == MAX_TOKENS
    assert len(list(features("mot " * 5000))) < 30  # each counts once


def test_a_model_weighs_what_it_knows() -> None:
    made = Model(("no", "yes"), (0.0, 0.0), {"oui": (-2.0, 2.0), "^ oui": (-1.0, 1.0)})
    assert made.chances("oui")["yes"] == pytest.approx(0.9975, abs=0.001)
    assert made.chances("rien de connu") == {"no": 0.5, "yes": 0.5}


@pytest.mark.parametrize("name", ["remarks", "labels", "phrases", "lines"])
def test_a_model_gives_chances_for_any_text(name: str) -> None:
    for text in ("", " ", "\x00", "🙂" * 50, "a" * 10_000, "Veuillez m'excuser.", "=cmd()", "\u202etxt"):
        chances = model(name).chances(text)
        assert sum(chances.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Nous vous remercions vivement de cette belle initiative.",
        "Vous trouverez ma réponse dans le tableau du dessous.",
        "Please find my reply slip below, with apologies for the delay.",
    ],
)
def test_what_changes_nothing_is_harmless(text: str) -> None:
    assert is_harmless(text)


@pytest.mark.parametrize(
    "text",
    [
        "Merci de m'adresser une facture au nom de la commune.",
        "Je serai accompagnée de ma fille.",
        "Could you send me the programme",
        "Nous vous remercions vivement de cette belle initiative, sous réserve de l'accord du maire.",
        "Vous trouverez ma réponse dans le tableau du dessous ?",
        "Il faudra changer le nom.",
    ],
)
def test_what_a_person_must_read_is_not(text: str) -> None:
    assert not is_harmless(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nom du congressiste", Label.LAST_NAME),
        ("Téléphone où vous joindre le jour même", Label.PHONE),
        ("Club ou section d'appartenance", Label.ORGANISATION),
    ],
)
def test_labels_in_other_words_are_known(text: str, label: Label) -> None:
    assert learned_label(text) is label


@pytest.mark.parametrize(
    "text",
    ["Courriel de facturation", "Téléphone d'urgence", "Nom du deuxième participant", "Fonction / Organisme", ""],
)
def test_what_asks_for_something_else_is_no_label(text: str) -> None:
    assert learned_label(text) is None


def test_a_value_may_tell_what_an_uncommon_label_asks_for() -> None:
    label = "Rattaché à"
    assert learned_label(label) is None
    assert learned_label(label, "Ludlow Historical Society") is Label.ORGANISATION
    assert learned_label("Other body to be billed", "Ludlow Historical Society") is None
    assert learned_label("ou par courriel", "inscriptions@ludlow.example") is None  # where it goes to


def test_hints_are_no_answers() -> None:
    assert is_hint("Cochez une seule case par créneau")
    assert not is_hint("Atelier du matin : oui")
    assert not is_hint("Je viens au premier atelier")
    assert not is_hint("04 73 82 61 90")
    assert not is_hint("l.morvan@syndicat-loire.example")


def test_roles_and_bodies_are_told_by_their_words() -> None:
    assert phrase_kind("Responsable adjointe du pôle jeunesse")[0] is Phrase.ROLE
    assert phrase_kind("Moto-Club de Brive")[0] is Phrase.ORGANISATION


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Could you change my booking, please?", True),
        ("Pourriez-vous annuler ma réservation ?", True),
        ("Could you change the date?", False),
        ("Pouvez-vous modifier mon inscription et m'envoyer une facture ?", False),
    ],
)
def test_a_request_to_register_asks_for_nothing_else(sentence: str, asks: bool) -> None:
    assert asks_to_register(sentence) is asks


def test_a_letter_that_only_refuses_has_little_else_to_say() -> None:
    said = "Vous pouvez donner ma place à quelqu'un d'autre."
    assert is_mere_refusal(said, words(said))
    asks = "Je dois annuler mon inscription, pourriez-vous me rembourser ?"
    assert not is_mere_refusal(asks, words(asks))
    open_ = "Il se peut que je doive annuler, je vous le confirmerai."
    assert not is_mere_refusal(open_, words(open_))


def test_where_one_eats_is_no_doubt() -> None:
    assert not leaves_open("Elle ne déjeunera pas sur place.")
    assert leaves_open("Je ne suis pas sûr de venir.")


def test_what_is_said_in_plain_words_is_clear_where_odd_words_are_not() -> None:
    assert is_plain("je participerai a Wsh et a Wsh")
    assert not is_plain("je zigzaguerai de Wsh a Wsh")
    assert is_clear("Je participerai à l'atelier 2.", ["je", "participerai", "a", "l", "atelier", "@w"])
    assert not is_clear(
        "Je zigzaguerai peut-être vers l'atelier 2.", ["je", "zigzaguerai", "peut", "etre", "vers", "@w"]
    )


@pytest.mark.parametrize(
    ("sentence", "harmless"),
    [
        ("Merci de bien vouloir nous en confirmer la réception.", True),
        ("Merci de nous confirmer que tout est bon.", True),
        ("Dites-moi si vous n'arrivez pas à l'ouvrir.", True),
        ("Do let me know if anything else is needed.", True),
        ("Prévenez-nous s'il manque quelque chose.", True),
        ("Merci de confirmer que le repas est compris.", False),
        ("Dites-moi si vous avez besoin d'un chèque.", False),
        ("Let me know if you need a vegetarian option for Paul.", False),
        ("Dites-moi si Paul peut venir aussi.", False),
    ],
)
def test_who_offers_help_should_the_reply_not_do_asks_nothing(sentence: str, harmless: bool) -> None:
    assert is_harmless(sentence) is harmless


@pytest.mark.parametrize(
    "line",
    [
        "Working days: Monday to Thursday",
        "DISCLAIMER: the views expressed in this message are those of the sender.",
        "La Ville s'engage : n'imprimez ce courriel que si nécessaire.",
    ],
)
def test_what_stands_below_every_mail_of_a_sender_is_no_remark(line: str) -> None:
    assert is_boilerplate(line)
