"""Boxes that hang below their lines all alike belong to them; boxes between two lines belong to neither."""

import pytest

from parsers.document import Mark, Style
from parsers.pages.hanging import level
from parsers.pages.items import Item, by_lines
from parsers.reading import Box, Source


def page(drops: tuple[float, ...], pitch: float = 21.0) -> list[Item]:
    items = []
    for number, drop in enumerate(drops):
        top = 100 + pitch * number
        items.append(Item(f"Atelier{number}", Box(1, 50, top, 140, top + 12), Style(), Source.OCR, 0.99))
        box = Box(1, 500, top + 1 + drop, 510, top + 11 + drop)
        items.append(Item(Mark.EMPTY.value, box, Style(), Source.OCR, 0.99, mark=True))
    return items


@pytest.mark.parametrize("drop", [6.5, -6.5, 7.5])
def test_boxes_that_all_hang_are_put_on_their_lines(drop: float) -> None:
    assert [len(row) for row in by_lines(level(page((drop,) * 4)))] == [2] * 4


@pytest.mark.parametrize("drops", [(0.0,) * 4, (10.5,) * 4, (6.5, -6.5, 6.5, 1.0), (6.5, 6.5)])
def test_other_boxes_stay_where_they_are(drops: tuple[float, ...]) -> None:
    assert level(page(drops)) == page(drops)
