"""On which side of its label a box stands."""

import pytest

from parsers.document import Mark, Style
from parsers.pages.items import Item
from parsers.pages.sides import row_follows
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
