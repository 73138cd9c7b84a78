"""What the head for handwriting may change in words that are in doubt, and what it may not."""

import numpy as np
import pytest

from parsers.scans import hand, penned
from parsers.scans.hand import LETTERS, Chances, Picture

PICTURE = np.full((40, 200), 255, np.uint8)


def judged(text: str, sure: float = 0.97) -> Chances:
    """What a head would give that reads this text."""
    chances = np.full((2 * len(text), len(LETTERS) + 1), 0.0001, np.float32)
    for at, letter in enumerate(text):
        chances[2 * at, LETTERS.index(letter) + 1] = sure
        chances[2 * at + 1, 0] = sure
    return chances


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> "Reads":
    return Reads(monkeypatch)


class Reads:
    """Has the head read a text, whatever it is shown."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, text: str, sure: float = 0.97) -> None:
        def chances(line: Picture) -> Chances:
            return judged(text, sure) if line.size else np.zeros((0, len(LETTERS) + 1), np.float32)

        self._monkeypatch.setattr(hand, "chances", chances)


@pytest.mark.parametrize(
    ("told", "read", "given"),
    [
        (["Salaiin"], "Salaün", ["Salaün"]),
        (["Marie", "Salaiin"], "Marie Salaün", ["Marie", "Salaün"]),
        (["Marie", "Salaiin"], "MarieSalaün", ["Marie", "Salaün"]),  # the engine parts words better
        (["Mireflevrs"], "eMirefleurss", ["Mirefleurs"]),  # letters of the words beside it
        (["Garnot-Duval"], "Carnot - Duval", ["Carnot-Duval"]),
        (["07", "99"], "0199", ["01", "99"]),
        (["es", "amis"], "es. amis..", ["es", "amis"]),  # dots of a line under them
        (["Mme."], "Mme.", ["Mme."]),
        (["financements"], "s.inancements..", ["financements"]),
        (["Garnot-Duval"], "Carno.t-Duval", ["Garnot-Duval"]),
        (["lea.petit@ville.fr"], "lea:petit@ville,fr", ["lea.petit@ville.fr"]),
        (["SO986"], "50986", ["50986"]),
        (["Lons-le-Savnler"], "lons-le-Saunier", ["Lons-le-Saunier"]),
    ],
)
def test_letters_change_and_words_stay_as_many(reads: Reads, told: list[str], read: str, given: list[str]) -> None:
    reads(read)
    assert penned.words(told, PICTURE) == given


def test_what_the_head_is_unsure_of_stays(reads: Reads) -> None:
    reads("Salaün", sure=0.85)
    assert penned.words(["Salaiin"], PICTURE) == ["Salaiin"]


def test_another_text_is_no_better_reading_of_this_one(reads: Reads) -> None:
    reads("Adresse")
    assert penned.words(["Salaiin"], PICTURE) == ["Salaiin"]


def test_an_address_that_the_engine_parted_is_one(reads: Reads) -> None:
    reads("m.martel@unpuits.example.org")
    assert penned.words(["m.martel@unpuits.example", "rg"], PICTURE) == ["m.martel@unpuits.example.org", ""]
    reads("m.martel@unpuits.example Tel")
    assert penned.words(["m.martel@unpuits.exanple", "Tel"], PICTURE) == ["m.martel@unpuits.example", "Tel"]


def test_no_word_is_lost(reads: Reads) -> None:
    reads("Salaün")
    assert penned.words(["Salaiin", "b"], PICTURE)[1] == "b"


def test_an_address_holds_no_letters_that_addresses_never_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = judged("léa.petit@ville.fr")
    chances[2, LETTERS.index("e") + 1] = 0.9
    monkeypatch.setattr(hand, "chances", lambda _: chances)
    assert penned.words(["lée.petit@ville.fr"], PICTURE) == ["lea.petit@ville.fr"]


def test_without_the_head_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Picture) -> Chances:
        raise hand.HeadMissing

    monkeypatch.setattr(hand, "chances", missing)
    assert penned.words(["Salaiin"], PICTURE) == ["Salaiin"]


def test_where_there_is_no_ink_words_stay(reads: Reads) -> None:
    reads("Salaün")
    assert penned.words(["Salaiin"], np.zeros((0, 0), np.uint8)) == ["Salaiin"]
