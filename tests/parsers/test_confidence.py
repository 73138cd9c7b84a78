"""Confidence: what is odd about a draft costs it, two things more than one; papers keep their own scale."""

import pytest

from parsers.confidence import Origin, Sign, confidence, origin_of, signs
from parsers.draft import Draft
from parsers.reading import Box, Evidence, Place, Source, Span
from parsers.reasons import Reason


def seen(sure: float = 0.98, source: Source = Source.TEXT, place: Place | None = None) -> Evidence:
    return Evidence(0, place or Span(0, 5), "Aubin", source, sure)


def draft(*, form: bool = True, sure: float = 0.98) -> Draft:
    made = Draft(form=form)
    made.put("last_name", "Aubin", seen(sure))
    return made


def odd(sign: Sign) -> tuple[Draft, int]:
    """Give a draft with just that sign, and the remarks beside it."""
    made = draft(sure={Sign.WEAK_VALUE: 0.93, Sign.UNSURE_VALUE: 0.8}.get(sign, 0.98))
    if sign is Sign.DOUBT:
        made.doubt(Reason.DOUBTFUL_VALUE)
    if sign is Sign.ODD_VALUE:
        made.put("role", "Maire     Adresse = 4 rue Haute", seen())
    if sign is Sign.NOTHING_CHOSEN:
        made.offered = 3
    if sign is Sign.UNREAD:
        made.unread.append("et aussi mon voisin")
    return made, 1 if sign is Sign.REMARK else 0


@pytest.mark.parametrize("sign", Sign)
def test_a_sign_is_seen_alone(sign: Sign) -> None:
    assert signs(*odd(sign)) == (sign,)


@pytest.mark.parametrize("sign", [s for s in Sign if s is not Sign.NONE])
def test_what_is_odd_is_less_sure_than_what_is_not(sign: Sign) -> None:
    assert confidence(*odd(sign)) < confidence(draft(), 0)


@pytest.mark.parametrize(
    ("name", "value", "odd_"),
    [
        ("last_name", "[Pelissier", True),
        ("last_name", "Aubin 2", True),
        ("organisation", "Mairie de Lormoy accueil@lormoy.example", True),
        ("organisation", "Mairie de Lormoy (service de l'eau) & associés", False),
        ("address", "12 bis, rue de l'Église", False),
        ("email", "a@lormoy.example", False),
        ("phone", "+33261910000", False),
    ],
)
def test_a_value_with_something_else_in_it_is_odd(name: str, value: str, odd_: bool) -> None:
    made = Draft()
    made.put(name, value, seen())
    assert (Sign.ODD_VALUE in signs(made, 0)) is odd_


def test_two_odd_things_are_worse_than_either() -> None:
    made, _ = odd(Sign.UNREAD)
    assert confidence(made, 1) < min(confidence(made, 0), confidence(draft(), 1))


def test_one_or_two_strange_words_are_no_clause() -> None:
    made = draft(form=False)
    made.strange = 2
    assert signs(made, 0) == (Sign.NONE,)
    made.strange = 3
    assert signs(made, 0) == (Sign.UNREAD,)


def test_one_who_declines_need_not_choose() -> None:
    made, _ = odd(Sign.NOTHING_CHOSEN)
    made.coming = False
    assert signs(made, 0) == (Sign.NONE,)


@pytest.mark.parametrize(
    ("evidence", "origin"),
    [
        (seen(), Origin.COUPON),
        (seen(place=Box(1, 0, 0, 9, 9)), Origin.PAPER),
        (seen(source=Source.FORM_FIELD), Origin.PAPER),
        (seen(source=Source.OCR), Origin.SCAN),
    ],
)
def test_the_origin_is_told_by_the_evidence(evidence: Evidence, origin: Origin) -> None:
    made = Draft()
    made.put("last_name", "Aubin", evidence)
    assert origin_of(made) is origin


def test_a_draft_of_sentences_is_prose() -> None:
    assert origin_of(draft(form=False)) is Origin.PROSE


def test_a_paper_loses_by_every_line_that_nothing_explains() -> None:
    made = Draft()
    made.put("last_name", "Aubin", seen(place=Box(1, 0, 0, 9, 9)))
    before = confidence(made, 0)
    made.unread.append("autre ligne")
    assert confidence(made, 0) == pytest.approx(before - 0.12)


def test_confidence_stays_within_its_bounds() -> None:
    made = Draft()
    made.doubt(Reason.CONTRADICTION)
    made.unread += ["a"] * 40
    assert 0 < confidence(made, 9) <= 1
