"""Labels that ran into their values on a recognised page."""

import pytest

from parsers.coupons.glued import unglued
from parsers.document import PLAIN, Line, Token
from parsers.mail.thread import Row
from parsers.reading import Source, Span


def row(text: str, source: Source = Source.OCR) -> Row:
    words = [(n, n + len(w)) for w in text.split() for n in [text.index(w)]]
    return Row(Line(text, tuple(Token(a, b, Span(a, b), PLAIN, source, 0.9) for a, b in words)), 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Code postal   16710   VilleSaint-Yrieix", "Code postal   16710   Ville   Saint-Yrieix"),
        ("Téléphone   05   Courriels.gauthier@x.example", "Téléphone   05   Courriel   s.gauthier@x.example"),
        ("Adresse: 11 avenue de Thouars Codepostal: 79150", "Adresse: 11 avenue de Thouars Code postal: 79150"),
        ("Nometprénom: Durand", "Nom et prénom: Durand"),
        ("Nom   GAUTHIER   Prénom   Solène", "Nom   GAUTHIER   Prénom   Solène"),
        ("Villeneuve-sur-Lot", "Villeneuve-sur-Lot"),
    ],
)
def test_a_label_ends_where_its_value_begins(text: str, shown: str) -> None:
    (found,) = unglued([row(text)])
    assert found.line.text == shown
    assert [shown[t.start : t.end] for t in found.line.tokens] == shown.split()


def test_what_was_typed_stays_as_it_is() -> None:
    (found,) = unglued([row("Code postal   16710   VilleSaint-Yrieix", Source.TEXT)])
    assert found.line.text == "Code postal   16710   VilleSaint-Yrieix"
