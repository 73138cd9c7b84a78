"""A cell to cross beside each answer is the box of that answer."""

import pytest

from parsers.coupons.crossed import with_boxes
from parsers.document import Line, TableCell


def cells(*texts: str) -> tuple[TableCell, ...]:
    return tuple(TableCell((Line(text),)) if text else TableCell() for text in texts)


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (("Repas", "OUI", "", "NON", "X"), "Repas|☐ OUI||☒ NON|"),
        (("Repas", "x", "oui", "", "non"), "Repas|☒ oui||☐ non|"),
        (("samedi", "✓", "dimanche", ""), "☒ samedi||☐ dimanche|"),
        (("Repas", "OUI", "", "NON", ""), "Repas|OUI||NON|"),  # nothing is crossed
        (("Durand", "Anne", "X", ""), "Durand|Anne|X|"),  # a list of people
        (("Atelier 1", "X"), "Atelier 1|X"),
    ],
)
def test_a_cell_beside_each_answer_is_its_box(row: tuple[str, ...], read: str) -> None:
    assert "|".join(cell.text for cell in with_boxes(cells(*row))) == read
