"""A labelled value is wholly of its kind, or it is a doubt: nothing is cut out of what does not fit."""

import pytest

from parsers.coupons import fields
from parsers.coupons.given import answer
from parsers.coupons.values import put
from parsers.coupons.vocabulary import Label
from parsers.draft import Draft
from parsers.event import Choice, Question, QuestionType
from parsers.reading import Evidence, Source, Span
from parsers.reasons import Reason

WHERE = Evidence(0, Span(0, 1), "", Source.TEXT, 0.99)
NIGHTS = Question("nuits", "Nombre de nuits", QuestionType.NUMBER)
MEAL = Question(
    "regime", "Régime", QuestionType.CHOICE, choices=(Choice("vege", "Végétarien"), Choice("sans-porc", "Sans porc"))
)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (Label.LAST_NAME, "à confirmer"),
        (Label.LAST_NAME, "TBC"),
        (Label.LAST_NAME, "idem"),
        (Label.LAST_NAME, "Le maire"),
        (Label.LAST_NAME, "The Mayor"),
        (Label.LAST_NAME, "Mairie d'Annonay"),
        (Label.LAST_NAME, "FONTANEL, GIRARD"),
        (Label.FIRST_NAME, "Claire et Paul"),
        (Label.ORGANISATION, "nom de votre collectivité"),
        (Label.ORGANISATION, "à compléter"),
        (Label.PHONE, "04 75 32 11 4"),
    ],
)
def test_what_is_no_value_of_its_kind_is_a_doubt(label: Label, text: str) -> None:
    draft = Draft()
    put(draft, label, text, WHERE)
    assert set(draft.doubts) & {Reason.DOUBTFUL_VALUE, Reason.SUSPICIOUS_TEXT}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (Label.LAST_NAME, "Le Goff"),
        (Label.LAST_NAME, "Lemaire"),
        (Label.LAST_NAME, "VAN DEN BERGHE"),
        (Label.FIRST_NAME, "Jean-Luc"),
        (Label.ORGANISATION, "Mairie de Thouars"),
        (Label.PHONE, "06 39 98 12 34"),
    ],
)
def test_an_ordinary_value_is_none(label: Label, text: str) -> None:
    draft = Draft()
    put(draft, label, text, WHERE)
    assert not draft.doubts


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), ("deux", 2), ("2 nuits", 2), ("aucune", 0), ("nuit du 20", None), ("pas 2", None), ("19-20", None)],
)
def test_a_number_is_the_whole_of_its_answer(text: str, number: int | None) -> None:
    assert answer(NIGHTS, text) == number


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("végétarien", "vege"),
        ("sans porc", "sans-porc"),
        ("pas végétarien", None),
        ("non végétarien", None),
        ("végétarien ou sans porc", None),
    ],
)
def test_a_choice_that_is_denied_or_left_open_is_none(text: str, id: str | None) -> None:
    assert answer(MEAL, text) == id


@pytest.mark.parametrize("text", ["04 75 32 11 4", "475321140", "04 75 32 11 40 12"])
def test_a_french_number_has_ten_digits(text: str) -> None:
    assert fields.phone(text) is None


@pytest.mark.parametrize(
    ("label", "text", "values"),
    [
        (Label.LAST_NAME, "M O R V A N", {"last_name": "Morvan"}),
        (Label.CITY, "L E   M O N T E T", {"city": "Le Montet"}),
        (Label.POSTAL_CODE, "0 3 2 4 0", {"postal_code": "03240"}),
        (Label.LAST_NAME, "Le Goff", {"last_name": "Le Goff"}),
    ],
)
def test_a_letter_a_box_is_a_word(label: Label, text: str, values: dict[str, str]) -> None:
    draft = Draft()
    put(draft, label, text, WHERE)
    assert draft.values == values
