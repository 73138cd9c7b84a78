"""Question marks of titles ask nothing; what a question's verb is about is its name."""

from dataclasses import replace

from parsers import read
from parsers.context import Context
from parsers.event import Question, QuestionType, Workshop
from parsers.reading import Attendee
from tests.parsers.forum import FORUM, mail

ASKED = replace(
    FORUM,
    workshops=(*FORUM.workshops, Workshop("loutre", "« La loutre », vraiment ?")),
    questions=(*FORUM.questions, Question("halle", "Visitera la halle aux grains à 17 h", QuestionType.YES_NO)),
)


def told(text: str) -> Attendee:
    body = f"Bonjour,\n\n{text}\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n"
    found = read(mail(body), Context(events=(ASKED,)))
    assert not found.doubts
    return found.attendees[0]


def test_a_title_that_ends_in_a_question_mark_asks_nothing() -> None:
    assert set(told("Je m'inscris à « La loutre », vraiment ? et à l'atelier 1.").workshops) == {"loutre", "crues"}


def test_what_a_verb_is_about_names_its_question_without_the_hour() -> None:
    text = "Je viens à l'atelier 1, mais je ne pourrai pas visiter la halle aux grains à 17 h."
    assert told(text).answers == {"halle": False}
