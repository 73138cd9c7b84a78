"""Headings of a recognised form: told by where they stand, for a picture tells no bold letters."""

import re
from dataclasses import replace

import pytest

from parsers.coupons.choices import choices_for
from parsers.coupons.coupon import read_section
from parsers.document import PLAIN, Document, Line, Style, Token
from parsers.draft import Draft
from parsers.event import Choice, Event, Question, QuestionType
from parsers.mail.thread import thread
from parsers.reading import Box, Source
from parsers.reasons import Reason
from tests.parsers.forum import FORUM, choices


def unread(text: str, left: float = 40.0, sure: float = 0.99) -> list[str]:
    def line(number: int, words: str, begin: float = 40.0, seen: float = 0.99) -> Line:
        found = list(re.finditer(r"\S+", words))
        places = [Box(1, begin + 6 * f.start(), 20 * number, begin + 6 * f.end(), 20 * number + 10) for f in found]
        tokens = (Token(f.start(), f.end(), p, PLAIN, Source.OCR, seen) for f, p in zip(found, places, strict=True))
        return Line(words, tuple(tokens))

    rows = ["Nom   Morvan", "Prénom   Léa", "Organisme   Syndicat de la Loire", "☒ Prévenir les crues"]
    lines = [line(n, row) for n, row in enumerate(rows)]
    lines += [line(4, text, left, sure), line(5, "Participera au buffet ☒ oui ☐ non")]
    read_as = thread(Document(1, tuple(lines), kind="attachment", source=Source.OCR))
    (draft,) = read_section(read_as.sections[0], read_as, choices(), "").drafts
    assert draft.answers == {"buffet": True}
    return draft.unread


def test_a_few_printed_words_where_the_labels_begin_head_what_is_below() -> None:
    assert unread("Côté intendance") == []


@pytest.mark.parametrize(
    ("text", "left", "sure"),
    [
        ("Côté intendance", 150.0, 0.99),  # where values stand
        ("Côté intendance", 40.0, 0.85),  # perhaps by hand
        ("côté intendance", 40.0, 0.99),
        ("Directrice adjointe", 40.0, 0.99),
        ("Le matin seulement", 40.0, 0.99),
        ("Chambre 12", 40.0, 0.99),
    ],
)
def test_what_may_be_written_is_unread(text: str, left: float, sure: float) -> None:
    assert unread(text, left, sure) == [text]


@pytest.mark.parametrize("text", ["Observations", "Autres remarques", "Any other comments"])
def test_a_label_for_remarks_without_one_says_nothing(text: str) -> None:
    assert unread(text, sure=0.85) == []


def scanned(*rows: str, ringed: str = "", event: Event = FORUM) -> Draft:
    """The one coupon of a recognised page."""
    lines = []
    for number, text in enumerate(("Nom   Morvan", "Prénom   Léa", "Organisme   Syndicat de la Loire", *rows)):
        found = list(re.finditer(r"\S+", text))
        places = [Box(1, 40 + 6 * f.start(), 20 * number, 40 + 6 * f.end(), 20 * number + 10) for f in found]
        tokens = (
            Token(f.start(), f.end(), p, Style(highlighted=f[0] in ringed.split()), Source.OCR, 0.99)
            for f, p in zip(found, places, strict=True)
        )
        lines.append(Line(text, tuple(tokens)))
    read_as = thread(Document(1, tuple(lines), kind="attachment", source=Source.OCR))
    (draft,) = read_section(read_as.sections[0], read_as, choices_for(event, []), "").drafts
    return draft


def test_a_workshop_among_boxes_that_has_none_may_have_lost_it_with_its_tick() -> None:
    lost = scanned("☒ Prévenir les crues", "☐ Passes à poissons", "Entretien des berges")
    assert lost.doubts == [Reason.DOUBTFUL_MARK]
    whole = scanned("☒ Prévenir les crues", "☐ Passes à poissons", "☐ Entretien des berges")
    assert (whole.chosen, whole.doubts) == (("crues",), [])


def test_of_options_side_by_side_below_their_question_the_one_in_a_ring_is_chosen() -> None:
    offered = ("Chicken pie", "Onion tart (vegetarian)", "Salad box (vegan, gluten free)", "None: I bring my own")
    options = tuple(Choice(name[:1], name) for name in offered)
    lunch = replace(FORUM, questions=(Question("lunch", "Lunch", QuestionType.CHOICE, (), options),))
    rows = ("Atelier   Prévenir les crues", "Lunch (circle one):", "   ".join(offered))
    asked = scanned(*rows, ringed="Chicken pie", event=lunch)
    assert (asked.answers, asked.unread) == ({"lunch": "C"}, [])
    assert scanned(*rows, event=lunch).answers == {}
