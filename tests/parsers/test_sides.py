"""On which side of its label a box stands."""

from parsers.document import PLAIN
from parsers.pages.items import Item
from parsers.pages.sides import boxes_follow
from parsers.reading import Box, Source


def row(*pieces: tuple[str, float, float]) -> list[Item]:
    return [Item(t, Box(1, a, 100, b, 110), PLAIN, Source.OCR, 0.99, mark=t in "☐☒") for t, a, b in pieces]


def test_a_box_right_behind_what_is_asked_is_that_of_the_answer_that_follows() -> None:
    asked = row(("Langue:", 40, 80), ("☐", 80.5, 89), ("français", 92, 130), ("☒", 131, 140), ("anglais", 142, 180))
    assert not boxes_follow([asked])


def test_boxes_behind_their_answers_follow_them() -> None:
    assert boxes_follow([row(("Langue:", 40, 80), ("français", 92, 130), ("☐", 132, 141), ("anglais", 152, 190))])


def test_a_box_alone_behind_what_is_asked_follows_it() -> None:
    assert boxes_follow([row(("Déjeuner:", 40, 80), ("☒", 84, 93))])
