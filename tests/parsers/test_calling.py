"""What people call workshops, questions and options in their letters: a part of a name, its head, its letter."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.reading import Attendee
from tests.parsers.forum import mail

FAIR = Event(
    id="fair",
    title="Salon des ateliers d'artistes",
    languages=("fr",),
    starts=datetime(2031, 5, 6, 9, 0),  # noqa: DTZ001 - local to its timezone, as in the configuration
    ends=datetime(2031, 5, 6, 18, 0),  # noqa: DTZ001
    timezone=ZoneInfo("Europe/Paris"),
    reply_by=date(2031, 4, 20),
    match=("Forum des rivières",),
    required=("last_name",),
    choose_min=0,
    choose_max=3,
    workshops=(
        Workshop("argile", "Tourner, émailler, cuire : l'argile sans four"),
        Workshop("papier", "Papiers marbrés et reliures : gestes d'atelier"),
        Workshop("verre", "Le verre soufflé de Biot"),
        Workshop("laine", "Laine"),
    ),
    questions=(
        Question("bal", "Bal masqué du samedi soir", QuestionType.YES_NO),
        Question("invites", "Nombre d'invités au bal", QuestionType.NUMBER),
        Question(
            "sorties",
            "Sorties du dimanche",
            QuestionType.MULTI_CHOICE,
            (),
            (Choice("moulin", "Moulin à papier de Vaux"), Choice("forge", "Forge du vieux port")),
        ),
    ),
)
LETTERS = replace(
    FAIR,
    ranked=True,
    workshops=tuple(
        replace(w, label=f"Atelier {letter} : {w.label}") for letter, w in zip("ABCD", FAIR.workshops, strict=True)
    ),
)


def one(text: str, event: Event = FAIR) -> Attendee:
    data = mail(f"Bonjour,\n\n{text}\n\nCordialement,\nLéa Morvan\n")
    found = read(data, Context(events=(event,))).attendees
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        ("Je serai à « L'argile sans four ».", ("argile",)),
        ("Je viendrai pour « Papiers marbrés » et pour rien d'autre.", ("papier",)),
        ("Je choisis Papiers marbrés et le verre soufflé.", ("papier", "verre")),
        ("J'ai trois pelotes de laine et je viendrai à « Tourner, émailler, cuire ».", ("argile",)),
        ("Je viendrai à Laine.", ("laine",)),
    ],
)
def test_a_workshop_is_told_by_a_part_of_its_name(text: str, workshops: tuple[str, ...]) -> None:
    assert one(text).workshops == workshops


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Je viens à Laine, et je serai au bal masqué.", "bal", True),
        ("Je viens à Laine, mais je ne serai pas au bal masqué.", "bal", False),
        ("Je viens à Laine, avec deux invités.", "invites", 2),
        ("Je viens à Laine, et je visiterai la forge.", "sorties", ("forge",)),
    ],
)
def test_questions_and_options_are_told_by_the_head_of_their_names(text: str, question: str, answer: object) -> None:
    assert one(text).answers.get(question) == answer


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        (
            "L'atelier B est ma priorité, viennent ensuite le D puis le A. Merci de votre accueil.",
            ("papier", "laine", "argile"),
        ),
        ("Je prends d'abord l'atelier C, puis en deuxième choix l'atelier A.", ("verre", "argile")),
        ("Mon premier choix est l'atelier D. Nous nous verrons là-bas.", ("laine",)),
    ],
)
def test_a_letter_stands_for_a_workshop_and_may_end_a_sentence(text: str, workshops: tuple[str, ...]) -> None:
    assert one(text, LETTERS).workshops == workshops
