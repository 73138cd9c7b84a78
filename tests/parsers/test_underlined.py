"""The line under a value parts it from its label, where no colon does."""

from parsers.document import Line
from parsers.pages.layout import blocks
from parsers.pages.page import Page, Rule, Word
from parsers.reading import Box


def word(text: str, left: float, right: float) -> Word:
    return Word(text, Box(1, left, 100, right, 112))


def rule(left: float, right: float) -> Rule:
    return Rule(Box(1, left, 113, right, 113.5))


WORDS = (
    word("Nom", 50, 75), word("Le", 80, 92), word("Roux", 95, 120), word("Prénom", 126, 165), word("Zoé", 170, 190),
)  # fmt: skip


def text(*rules: Rule) -> str:
    (line,) = blocks(Page(1, 595, 842, words=WORDS, rules=rules))
    assert isinstance(line, Line)
    return line.text


def test_a_value_on_its_line_is_apart_from_the_labels_beside_it() -> None:
    assert text(rule(78, 123), rule(168, 260)) == "Nom   Le Roux   Prénom   Zoé"


def test_a_line_under_the_whole_row_parts_nothing() -> None:
    assert text(rule(40, 300)) == "Nom Le Roux Prénom Zoé"


def test_without_lines_words_stay_together() -> None:
    assert text() == "Nom Le Roux Prénom Zoé"


def test_a_label_may_stand_higher_than_the_value_on_its_line() -> None:
    words = (Word("Commune", Box(1, 92, 157, 158, 175)), Word("Mairie", Box(1, 167, 164, 207, 182)))
    (line,) = blocks(Page(1, 595, 842, words=words, rules=(Rule(Box(1, 162, 184, 527, 186)),)))
    assert isinstance(line, Line)
    assert line.text == "Commune   Mairie"
