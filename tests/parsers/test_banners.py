"""The line of a fax machine over a page says nothing of the coupon."""

import pytest

from parsers.pages.page import Word
from parsers.reading import Box, Source
from parsers.scans.banners import without_banner


def line(text: str, top: float) -> list[Word]:
    return [
        Word(word, Box(1, 40 + 60 * n, top, 90 + 60 * n, top + 10), source=Source.OCR)
        for n, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    "text",
    [
        "De : 0231447120 01/02/2027 09:14 P. 001/001",
        "01-FEV-2027 09:14 MAIRIE DE BLOIS 0254112233 PAGE 1",
        "0231447120 2027-02-01 9h14 p.2/3",
    ],
)
def test_the_line_of_a_fax_machine_is_dropped(text: str) -> None:
    rest = line("Nom : Morvan", 100)
    assert without_banner([*line(text, 20), *rest], 842) == rest
    assert without_banner([*rest, *line(text, 815)], 842) == rest


@pytest.mark.parametrize("text", ["Jeudi 18/03/2027 à 14:00 page de garde", "Tél. 0231447120", "14:00 le 18/03/2027"])
def test_other_lines_at_the_edge_stay(text: str) -> None:
    assert without_banner(line(text, 20), 842) == line(text, 20)


def test_the_same_words_inside_the_page_stay() -> None:
    words = line("01/02/2027 09:14 P. 001/001", 400)
    assert without_banner(words, 842) == words
