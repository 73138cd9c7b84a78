"""An event of the tests' own, and mails to it."""

from datetime import date, datetime
from email.header import Header
from zoneinfo import ZoneInfo

from parsers import read
from parsers.context import Context
from parsers.coupons.choices import Choices, choices_for
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.reading import Reading

FORUM = Event(
    id="forum-2021",
    title="Forum des rivières vivantes",
    languages=("fr", "en"),
    starts=datetime(2021, 3, 9, 9, 0),  # noqa: DTZ001 - local to its timezone, as in the configuration
    ends=datetime(2021, 3, 9, 17, 0),  # noqa: DTZ001
    timezone=ZoneInfo("Europe/Paris"),
    venue="Halle aux grains, Blois",
    reply_by=date(2021, 3, 1),
    match=("Forum des rivières", "9 mars"),
    required=("last_name", "organisation"),
    choose_min=1,
    choose_max=3,
    workshops=(
        Workshop("crues", "Prévenir les crues", ("crues", "inondations")),
        Workshop("poissons", "Passes à poissons", ("continuité écologique",)),
        Workshop("berges", "Entretien des berges", ("berges",)),
    ),
    questions=(
        Question("buffet", "Participera au buffet", QuestionType.YES_NO, ("buffet", "déjeuner")),
        Question("car", "Nombre de places dans le car", QuestionType.NUMBER, ("places dans le car",)),
        Question(
            "menu",
            "Menu",
            QuestionType.CHOICE,
            (),
            (Choice("viande", "Viande"), Choice("legumes", "Légumes", ("végétarien",))),
        ),
        Question("pouvoir", "Donne pouvoir à", QuestionType.TEXT, ("pouvoir à",)),
    ),
)
CONTEXT = Context(events=(FORUM,))


def choices() -> Choices:
    """Give what the forum offers, numbered in the order of its configuration."""
    return choices_for(FORUM, [])


def mail(
    body: str,
    sender: str = "Léa Morvan <lea.morvan@syndicat-loire.example>",
    subject: str = "Forum des rivières",
    kind: str = "text/plain",
    more: str = "",
) -> bytes:
    """Give the bytes of a mail to the forum."""
    name, _, address = sender.rpartition(" <")
    written = f"{Header(name, 'utf-8').encode()} <{address}" if name else sender
    return (
        f"From: {written}\nTo: forum@example.org\nSubject: {Header(subject, 'utf-8').encode()}\n"
        "Date: Tue, 16 Feb 2021 10:00:00 +0100\nMessage-ID: <one@syndicat-loire.example>\n"
        f"{more}MIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}"
    ).encode()


def reading(body: str, **more: str) -> Reading:
    """Give the Reading of a mail with this body."""
    return read(mail(body, **more), CONTEXT)
