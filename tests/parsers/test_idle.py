"""Names and numbers in talk that hold no letter back, and those that do."""

import pytest

from parsers.draft import Draft
from parsers.letters.claims import miscounted
from parsers.letters.idle import idle_stretches
from parsers.letters.signs import Sign
from parsers.reading import Intent
from tests.parsers.forum import reading

SIGNED = "\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n"


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("Je serai en jury à Nevers ce jour-là.", ["Nevers"]),
        ("Nous serons chez notre fille en Savoie.", ["Savoie"]),
        ("I shall be in New York that week.", ["New York"]),
        ("Le conseil se réunit à 20 h 30.", ["20 h 30"]),
        ("Nous sommes un village de 4 000 habitants.", ["4 000"]),
        ("Je traverserai la Loire pour vous voir.", ["Loire"]),
        ("Mme Dupont vous salue.", ["Mme Dupont"]),
        ("Please give my regards to Mr Claes.", ["Mr Claes"]),
        ("Votre collègue Mme Besnier m'a transmis l'invitation.", ["Mme Besnier"]),
        ("Ma collègue Sylvie, elle, te répondra de son côté.", ["Sylvie"]),
        ("Cancel my place on 24/25 April.", ["24/25"]),
        ("Ma collègue Sylvie viendra aussi.", []),
        ("L'invitation transmise par Simone Roux viendra.", []),
        ("Je laisse ma place à Simone.", []),
        ("Je viens avec Simone à la maison.", []),
        ("Je transmets à Marie Duval.", []),
        ("J'habite à Nevers.", []),
        ("Je suis bibliothécaire à Nevers.", []),
    ],
)
def test_a_place_an_hour_and_a_size_are_idle(text: str, idle: list[str]) -> None:
    assert [text[start:end] for start, end in idle_stretches(text)] == idle


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        (["arretee", "pour", "@c", "semaines"], False),
        (["j", "habite", "a", "@c", "pas"], False),
        (["j", "ai", "@c", "ruches", "au", "jardin"], False),
        (["(", "@c", ",", "@c", "et", "@c", "ans", ")"], False),
        (["secretariat", "poste", "@c"], False),
        (["j", "ai", "@c", "collegues"], True),
        (["reservez", "@c", "places"], True),
        (["nous", "serons", "@c"], True),
    ],
)
def test_a_number_of_what_is_nobodys_registration_is_idle(words: list[str], counted: bool) -> None:
    signs = [Sign(word, at, at + 1, "7" if word == "@c" else "") for at, word in enumerate(words)]
    assert miscounted([signs], [Draft()]) is counted


def test_where_somebody_is_that_day_holds_no_refusal_back() -> None:
    text = "Je ne pourrai pas venir au forum, étant en jury d'examen à Nevers ce jour-là."
    read = reading(f"Bonjour,\n\n{text}{SIGNED}")
    assert (read.intent, read.doubts) == (Intent.DECLINE, ())


def test_an_entry_made_for_another_is_an_earlier_reply() -> None:
    text = (
        "Je vous avais transmis il y a quinze jours l'inscription de M. Hugues Bressot. Il ne pourra finalement pas "
        "venir : merci de le retirer de la liste."
    )
    assert reading(f"Bonjour,\n\n{text}\n\nLe secrétariat\n").intent is Intent.CANCEL
