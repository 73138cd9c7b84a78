"""How far two engines' readings of one line are the same."""

import pytest

from parsers.scans.agreement import AGREED, ALONE, compared, settled
from parsers.scans.found import Found
from parsers.scans.pieces import as_word, by_spaces


def held(line: str, other: str) -> list[tuple[str, float]]:
    words = [Found(text, 10.0 * n, 0, 10.0 * n + 9, 10, 1.0) for n, text in enumerate(line.split())]
    return [(word.text, word.confidence) for word in compared(words, other.split(), french=True)]


@pytest.mark.parametrize(
    ("other", "sure"),
    [
        ("Tél. portable : 06 84 19 55 02", AGREED),
        ("Tél. portable : 06 84 19 55 021", ALONE),  # it goes on
        ("Tél. portable : 06 84 19 55 07", ALONE),
        ("Tél. portable : 06 8A 19 55 02", ALONE),
    ],
)
def test_a_word_is_the_same_where_the_other_engine_only_parts_it_otherwise(other: str, sure: float) -> None:
    assert held("Tel.portable: 0684195502", other)[1] == ("0684195502", sure)


READ = "jb.maroileau@challans.example"


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        (["Courriel jb.marolleau@challans.example", "jb .marolleau@challans example"], "jb.marolleau@challans.example"),
        (["jb.marolleau@challans.example"], None),  # once
        (["jb.marolleau@challans.example", "jb.maroileau@challans.example"], None),
        (["jb.marolteau@challans.example", "jb.marolteau@challans.example"], None),
    ],
)
def test_which_of_thin_letters_an_address_has_the_second_engine_tells(looks: list[str], told: str | None) -> None:
    assert settled(READ, [look.split() for look in looks]) == told


def test_a_line_read_in_one_piece_has_its_words_and_no_wide_signs() -> None:
    corners = [(0, 0), (100, 0), (100, 10), (0, 10)]
    words = by_spaces(as_word("CP：61 20\uf0fe", 0.9, corners))
    assert [(word.text, round(word.left), round(word.right)) for word in words] == [("CP:61", 0, 62), ("20", 75, 100)]
