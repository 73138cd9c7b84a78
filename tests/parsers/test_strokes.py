"""Print and handwriting are told apart by their strokes, and words of a hand are held below what stands by itself.

The lines of hands are by four writers of "Copiste d'un jour" (Bibliothèque et Archives nationales du Québec, CC BY
4.0), whom the net was not fitted on.
"""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from parsers.scans import strokes
from parsers.scans.found import Found, Picture
from parsers.scans.ink import Rectangle
from parsers.vouching import AGREED

HANDS = sorted((Path(__file__).parent / "samples" / "hands").glob("*.jpg"))


def hand(path: Path) -> Picture:
    return np.asarray(Image.open(path).convert("L"), np.uint8)


def printed(text: str, size: int = 34) -> Picture:
    image = Image.new("L", (size * len(text), 2 * size), 250)
    ImageDraw.Draw(image).text((size, size // 3), text, fill=20, font=ImageFont.load_default(size))
    return cv2.GaussianBlur(np.asarray(image, np.uint8), (3, 3), 0).astype(np.uint8)


TEXTS = ("Association Un Puits pour Tous", "06 39 98 04 65", "e.jacquet@unpuits.example", "FICHE D'INSCRIPTION")


@pytest.mark.parametrize("path", HANDS, ids=lambda path: path.stem)
def test_a_hand_is_told_by_its_strokes(path: Path) -> None:
    assert strokes.weights([hand(path)])[0] > 1


@pytest.mark.parametrize("text", TEXTS)
def test_print_is_no_hand(text: str) -> None:
    assert strokes.weights([printed(text)])[0] < 1


def test_light_letters_on_a_dark_ground_tell_nothing() -> None:
    assert strokes.weights([np.asarray(255 - printed(TEXTS[0]), np.uint8)])[0] == 0


def test_an_empty_or_tiny_picture_tells_nothing() -> None:
    pictures = [np.full((40, 200), 255, np.uint8), np.zeros((2, 2), np.uint8), np.zeros((0, 5), np.uint8)]
    assert list(strokes.weights(pictures)) == [0, 0, 0]


def sheet(lines: list[Picture]) -> tuple[Picture, list[Found]]:
    """A page with a line under the other, each read as one word."""
    page = np.full((120 * len(lines) + 20, 3000), 250, np.uint8)
    words = []
    for number, line in enumerate(lines):
        top, wide = 20 + 120 * number, min(2900, line.shape[1])
        page[top : top + line.shape[0], 40 : 40 + wide] = line[:, :wide]
        words.append(Found("Bernard", 40, top, 40 + wide, top + line.shape[0], 0.995))
    return page, words


def test_on_a_page_of_a_hand_no_word_stands_by_itself() -> None:
    page, words = sheet([*(hand(path) for path in HANDS), printed("Nom")])
    assert all(word.confidence < AGREED for word in strokes.held_back(page, words))


def test_on_a_printed_page_nothing_is_held_back() -> None:
    page, words = sheet([printed(text) for text in TEXTS])
    assert strokes.held_back(page, words) == words


def test_a_piece_of_a_hand_on_a_printed_page_is_held_back_alone() -> None:
    page, words = sheet([*(printed(text) for text in TEXTS), hand(HANDS[0])])
    assert [word.confidence < AGREED for word in strokes.held_back(page, words)] == [False] * 4 + [True]


def test_print_that_a_tick_beside_it_reaches_into_is_no_hand() -> None:
    page, words = sheet([*(printed(text) for text in TEXTS), *(hand(path) for path in HANDS[:3])])
    ticked = [Rectangle(word.left - 36, word.top + 20, word.left - 6, word.top + 50) for word in words[4:]]
    assert strokes.held_back(page, words, ticked) == words
    unsure = [*words[:6], replace(words[6], confidence=0.9)]
    assert strokes.held_back(page, unsure, ticked)[6].confidence < 0.9
    assert all(word.confidence < AGREED for word in strokes.held_back(page, words, ticked[:0]))


def test_strokes_in_doubt_count_where_the_engines_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strokes, "weights", lambda lines: np.full(len(lines), 0.2))
    page, words = sheet([printed(text) for text in TEXTS])
    assert strokes.held_back(page, words) == words
    unsure = [replace(word, confidence=0.9) for word in words]
    assert all(word.confidence < 0.9 for word in strokes.held_back(page, unsure))


def test_combs_are_of_a_hand_where_nothing_speaks_for_print() -> None:
    word = Found("BERNARD", 0, 0, 200, 30, 0.995)
    blank = np.full((40, 200), 255, np.uint8)
    assert strokes.held_back_in_combs([blank], [word])[0].confidence < AGREED
    assert strokes.held_back_in_combs([printed("BERNARD")] * 2, [word]) == [word]


def test_what_a_page_s_own_labels_look_like_is_no_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = ("Nom", "Prénom", "Fonction", "Ville")
    page, words = sheet([printed("Nom")] * 8)
    words = [replace(word, text=text) for word, text in zip(words, (*labels, *["Bernard"] * 4), strict=True)]
    for of_labels, held in ((1.9, False), (-1.0, True)):
        odds = np.array([of_labels] * 4 + [2.2] * 4)
        monkeypatch.setattr(strokes, "weights", lambda lines, odds=odds: odds[: len(lines)])
        assert [word.confidence < AGREED for word in strokes.held_back(page, words)] == [held] * 8


def test_labels_in_a_hand_do_not_make_print_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page, words = sheet([printed("Nom")] * 8)
    words = [replace(word, text=text) for word, text in zip(words, ["Nom", "Ville"] * 4, strict=True)]
    monkeypatch.setattr(strokes, "weights", lambda lines: np.full(len(lines), 6.0))
    assert all(word.confidence < AGREED for word in strokes.held_back(page, words))


def test_a_label_is_looked_at_apart_from_its_value() -> None:
    words = [
        Found(text, 60 * n, 0, 60 * n + 55, 20, 0.995) for n, text in enumerate(("Code", "postal", "29300", "Blois"))
    ]
    assert strokes._runs(words) == [range(2), range(2, 4)]


def test_text_of_a_form_that_looks_like_a_hand_does_not_hold_back_values_that_are_surely_print() -> None:
    values = ["BERNARD", "Association Un Puits", "06 39 98 04 65", "FICHE 12"]
    lines = [line for value in values for line in (printed("Nom"), printed(value))]
    page, words = sheet([*lines, *(hand(path) for path in HANDS[:3])])
    labels = ["Nom", "Organisme", "Téléphone", "Fonction"]
    texts = [text for pair in zip(labels, values, strict=True) for text in pair] + ["Accueillir les familles"] * 3
    words = [replace(word, text=text) for word, text in zip(words, texts, strict=True)]
    held = [word.confidence < AGREED for word in strokes.held_back(page, words)]
    assert held == [False] * 8 + [True] * 3
    with_hand = [replace(word, text="Nom" if n == 9 else word.text) for n, word in enumerate(words)]
    assert all(word.confidence < AGREED for word in strokes.held_back(page, with_hand))
