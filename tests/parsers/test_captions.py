"""Labels below the lines to write on, told from labels above them by what the values look like."""

from parsers.document import Line
from parsers.mail.thread import Row
from parsers.pages.captions import lifted
from tests.parsers.forum import choices


def texts(*lines: str) -> list[str]:
    return [row.line.text for row in lifted([Row(Line(line), 0) for line in lines], choices())]


def test_values_stand_above_their_labels() -> None:
    found = texts(
        "Léa              Morvan",
        "Prénom           Nom",
        "3 rue du Port",
        "Adresse",
        "06 12 34 56 78   lea@a.example",
        "Téléphone        Courriel",
        "Atelier : crues",
    )
    assert found == [
        "Prénom : Léa", "Nom : Morvan", "Adresse : 3 rue du Port", "Téléphone : 06 12 34 56 78",
        "Courriel : lea@a.example", "Atelier : crues",
    ]  # fmt: skip


def test_a_title_above_labels_with_their_values_below_is_no_value() -> None:
    lines = ("Forum de la Loire", "Nom", "Morvan", "Courriel", "lea@a.example", "Téléphone", "06 12 34 56 78")
    assert texts(*lines) == list(lines)


def test_without_a_value_that_tells_rows_stay_as_they_are() -> None:
    lines = ("Forum de la Loire", "Nom", "Morvan", "Prénom")
    assert texts(*lines) == list(lines)
