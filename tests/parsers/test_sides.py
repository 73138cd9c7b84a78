"""On which side of its label a box stands."""

import pytest

from parsers.document import Mark, Style
from parsers.pages.items import Item
from parsers.pages.sides import questions, row_follows
from parsers.reading import Box, Source


def row(*placed: tuple[str, float, float]) -> list[Item]:
    """Give a row of words, and of boxes for "[]", from where each begins to where it ends."""
    return [
        Item(
            Mark.EMPTY.value if text == "[]" else text, Box(1, left, 0, right, 10), Style(), Source.OCR, 1, text == "[]"
        )
        for text, left, right in placed
    ]


ASKED = row(("déjeuner", 0, 50), ("[]", 54, 66), ("oui", 74, 90), ("[]", 94, 106), ("non", 114, 130))
CIVIL = row(("Madame", 0, 50), ("[]", 58, 70), ("Monsieur", 74, 120), ("[]", 128, 140), ("Nom", 144, 170))
OTHER = row(("Menu", 0, 50), ("[]", 58, 70), ("poisson", 74, 120))


@pytest.mark.parametrize(("items", "follow"), [(ASKED, False), (CIVIL, True), (OTHER, False)])
def test_words_that_are_offered_together_tell_on_which_side_their_boxes_stand(items: list[Item], follow: bool) -> None:
    assert row_follows(items, page=True) is follow
    assert row_follows(items, page=False) is follow


TWO = row(("oui", 0, 16), ("[]", 20, 30), ("non", 34, 50), ("Menu", 60, 90))
BEHIND = [("[]", 0, 10), ("oui", 14, 30), ("[]", 34, 44), ("non", 48, 64)]


def test_behind_the_second_of_a_pair_another_question_begins() -> None:
    asked = row(*BEHIND, ("Menu", 74, 100), ("[]", 104, 114), ("viande", 118, 150))
    assert [[item.text for item in part][-1] for part in questions(asked)] == ["non", "viande"]


def test_what_follows_no_as_words_follow_each_other_goes_on_with_it() -> None:
    assert len(questions(row(*BEHIND, ("merci", 67, 90)))) == 1
    assert len(questions(TWO)) == 1
