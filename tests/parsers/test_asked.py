"""Labels that ask what the event asks in words of their own, and values that stand under another label."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.questions import likeness
from parsers.event import Choice, Question, QuestionType
from parsers.reading import Attendee, Reading
from tests.parsers.forum import FORUM, mail, reading

DINNER = Question("dinner", "Dîner du samedi soir", QuestionType.YES_NO, ("dîner",))
HOST = Question("host", "Hébergement chez l'habitant", QuestionType.YES_NO, ("logement chez l'habitant",))
GUESTS = Question("guests", "Nombre d'accompagnants", QuestionType.NUMBER, ("accompagnants",))
HEADSET = Question("headset", "Interpretation headset needed", QuestionType.YES_NO, ("headset",))
NOON = Question(
    "noon", "Repas de midi", QuestionType.CHOICE, (),
    (Choice("a", "Buffet paysan"), Choice("b", "Pique-nique tiré du sac"), Choice("c", "Ne déjeune pas")),
)  # fmt: skip
CONTEXT = Context(events=(replace(FORUM, questions=(*FORUM.questions, DINNER, HOST, GUESTS, HEADSET, NOON)),))
HEAD = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Passes à poissons\n"


def answered(more: str) -> Reading:
    return read(mail(f"Bonjour,\n\n{HEAD}{more}\nCordialement,\nLéa Morvan\n"), CONTEXT)


def person(body: str) -> Attendee:
    found = reading(body)
    assert found.doubts == ()
    return found.attendees[0]


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("Je dînerai sur place le samedi soir", DINNER),
        ("Je demande à loger chez l'habitant", HOST),
        ("Do you need an interpretation headset?", HEADSET),
        ("Serez-vous accompagné ?", None),
    ],
)
def test_a_label_asks_a_question_in_other_words(label: str, question: Question | None) -> None:
    told = [q for q in (DINNER, HOST, HEADSET) if likeness(q, label) >= 86]
    assert told == ([question] if question else [])


@pytest.mark.parametrize(
    ("more", "answers"),
    [
        ("Je dînerai sur place le samedi soir : oui\n", {"dinner": True}),
        ("Nombre d'accompagnants au buffet : 2\n", {"guests": 2}),
        ("Participera au buffet : oui avec 2 accompagnants\n", {"buffet": True, "guests": 2}),
        ("Participera au buffet (oui/non) oui Nombre d'accompagnants 1\n", {"buffet": True, "guests": 1}),
    ],
)
def test_it_is_answered(more: str, answers: dict[str, object]) -> None:
    found = answered(more)
    assert (found.doubts, dict(found.attendees[0].answers)) == ((), answers)


def test_all_that_a_question_offers_tells_which_it_is() -> None:
    found = answered("Le midi : buffet paysan – pique-nique tiré du sac – ne déjeune pas\n")
    assert dict(found.attendees[0].answers) == {}
    struck = HEAD + "Le midi : buffet paysan – <s>pique-nique tiré du sac</s> – <s>ne déjeune pas</s>\n"
    html = struck.replace("\n", "<br>")
    found = read(mail(html, kind="text/html"), CONTEXT)
    assert dict(found.attendees[0].answers) == {"noon": "a"}


@pytest.mark.parametrize(
    "name",
    [
        "Mr, Mme : Mme MORVAN Léa",
        "Delegate: Mr / Mrs / Ms   Léa Morvan",
        "Je soussigné(e) M. / Mme\nNom : Morvan\nPrénom : Léa",
    ],
)
def test_a_civility_beside_a_name_is_none(name: str) -> None:
    found = person(f"{name}\nOrganisme : Ville de Blois\nFonction : maire\nAtelier : Passes à poissons\n")
    assert (found.last_name, found.first_name) == ("Morvan", "Léa")


@pytest.mark.parametrize("label", ["Chœur ou chorale", "Groupe vocal", "Hall"])
def test_a_choir_is_what_somebody_belongs_to(label: str) -> None:
    body = f"Nom : Morvan\nPrénom : Léa\n{label} : Les Rivières\nAtelier : crues\n"
    assert person(body).organisation == "Les Rivières"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_columns_that_count_what_one_may_choose_hold_workshops() -> None:
    body = table(
        ("NOM", "Prénom", "Organisme", "Atelier A", "Atelier B"),
        ("Morvan", "Léa", "Ville de Blois", "Prévenir les crues", "Passes à poissons"),
        ("Petit", "Paul", "Ville de Blois", "Entretien des berges", ""),
    )
    found = reading(f"<p>Bonjour,</p><p>Voici notre liste.</p>{body}<p>Léa Morvan</p>", kind="text/html")
    assert [a.workshops for a in found.attendees] == [("crues", "poissons"), ("berges",)]
    assert all(a.confidence > 0.9 for a in found.attendees)


def test_the_boxes_of_a_civility_stand_in_a_cell_beside_a_label() -> None:
    body = table(
        ("☒ Mme ☐ M.", "Organisme : Ville de Blois"),
        ("Nom : Morvan", "Prénom : Léa"),
        ("Atelier : crues", "Menu : viande"),
    )
    found = reading(f"<p>Bonjour,</p>{body}<p>Léa Morvan</p>", kind="text/html")
    assert [(a.civility, a.organisation, a.last_name) for a in found.attendees] == [("Mme", "Ville de Blois", "Morvan")]


SLOTS = Context(
    events=(
        replace(
            FORUM,
            choose_max=2,
            workshops=tuple(
                replace(w, slot=slot) for w, slot in zip(FORUM.workshops, ("10h00", "14h00", "14h00"), strict=True)
            ),
        ),
    )
)
PERSON = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\n"


@pytest.mark.parametrize(
    ("more", "workshops"),
    [
        ("[x] Prévenir les crues        (matin)\n[ ] Passes à poissons        (après-midi)\n", ("crues",)),
        ("10 h, je choisis UN atelier\n[x] Prévenir les crues\n", ("crues",)),
        (
            "Please delete the workshops you will not attend (two at most):\n- Prévenir les crues\n"
            "- Entretien des berges\n",
            ("crues", "berges"),
        ),
        ("Référent : service culturel\nAtelier : Prévenir les crues\nBuffet : oui, count me in\n", ("crues",)),
    ],
)
def test_what_stands_around_the_choices_is_no_answer(more: str, workshops: tuple[str, ...]) -> None:
    found = read(mail(f"Bonjour,\n\n{PERSON}{more}\nCordialement,\nLéa Morvan\n"), SLOTS)
    assert (found.doubts, found.attendees[0].workshops) == ((), workshops)
    assert found.attendees[0].confidence > 0.9


def test_a_civility_is_struck_in_a_line_of_its_own() -> None:
    body = f"Mme, <s>M.</s> (rayer la mention inutile)<br>{PERSON}Atelier : crues\n".replace("\n", "<br>")
    assert read(mail(body, kind="text/html"), SLOTS).attendees[0].civility == "Mme"
