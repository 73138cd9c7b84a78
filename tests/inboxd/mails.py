"""What the tests of outgoing mail are made of: an event, people, a configuration, a store."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from inboxd.config import Acknowledgement, Config, Mailbox, Outgoing, ReadingSettings, Review, Storage, Summary
from inboxd.outbox import send_due
from inboxd.smtp import Sender
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.reading import Attendee, Intent, Reading
from storage import outbox
from storage.changes import Mail
from storage.session import Store
from storage.states import MailKind
from tests.servers.smtp import SmtpSink

NOON = datetime(2018, 9, 20, 10, 0, tzinfo=UTC)
SENDER = "inscriptions@organiser.example"

EVENT = Event(
    id="forum",
    title="Forum de l'eau",
    languages=("fr", "en"),
    starts=datetime(2018, 10, 17, 14, 0),  # noqa: DTZ001 - local to the event's zone
    ends=datetime(2018, 10, 17, 18, 0),  # noqa: DTZ001
    timezone=ZoneInfo("Europe/Paris"),
    venue="Salle des fêtes, Lyon",
    reply_by=date(2018, 10, 12),
    workshops=(
        Workshop("rivers", "Rivières & étangs", slot="14h30", capacity=1),
        Workshop("tap", "Eau potable", capacity=40),
        Workshop("rain", "Eaux de pluie"),
    ),
    questions=(
        Question("lunch", "Déjeuner", QuestionType.YES_NO),
        Question("guests", "Accompagnants", QuestionType.NUMBER),
        Question(
            "diet", "Régime", QuestionType.MULTI_CHOICE, choices=(Choice("v", "Végétarien"), Choice("g", "Halal"))
        ),
        Question("train", "Transport", QuestionType.CHOICE, choices=(Choice("t", "Train"), Choice("c", "Voiture"))),
        Question("note", "Remarque", QuestionType.TEXT),
    ),
)

JEANNE = Attendee(
    civility="Mme",
    first_name="Jeanne",
    last_name="Durand",
    role="Maire adjointe",
    organisation="Mairie de Vaulx",
    address="12 rue Haute",
    postal_code="69120",
    city="Vaulx",
    phone="+33612345678",
    email="jeanne.durand@vaulx.example",
    workshops=("rivers", "tap"),
    answers={"lunch": True, "guests": 2, "diet": ("v", "g"), "train": "t", "note": "Arrivée à midi"},
    confidence=1.0,
)
KARIM = Attendee(civility="M.", first_name="Karim", last_name="Le Goff", workshops=("tap",), confidence=1.0)


def a_reading(**changes: Any) -> Reading:
    """Give a reply that Jeanne wrote."""
    reading = Reading(
        message_id="<reply-1@vaulx.example>",
        event=EVENT.id,
        intent=Intent.REGISTER,
        language="fr",
        contact="jeanne.durand@vaulx.example",
        attendees=(JEANNE,),
    )
    return replace(reading, **changes)


def a_config(folder: Path = Path("/nowhere"), *, sink: SmtpSink | None = None, **sections: Any) -> Config:
    """Give a whole configuration, with the SQLite file of `folder`; `sections` replace its own."""
    settings: dict[str, Any] = {
        "mailbox": Mailbox(address=SENDER),
        "outgoing": Outgoing(sender=SENDER, sender_name="Équipe du forum", tls="none"),
        "storage": Storage(url=f"sqlite:///{folder / 'inboxd.db'}"),
        "reading": ReadingSettings(),
        "acknowledgement": Acknowledgement(
            signature="L'équipe\nTél. 04 00 00 00 00",
            privacy_notice={"fr": "Vos données : https://organiser.example/fr", "en": "Your data are safe."},
        ),
        "review": Review(),
        "summary": Summary(recipients=("chef@organiser.example",), administrator="admin@organiser.example"),
    }
    if sink is not None:
        settings["outgoing"] = to_sink(sink, folder)
    return Config(path=folder / "config.toml", events=(EVENT,), **(settings | sections))


def to_sink(sink: SmtpSink, folder: Path, **changes: Any) -> Outgoing:
    """Give the settings by which the test server takes mail: STARTTLS, its certificate's authority, its user."""
    secret = folder / "outgoing.password"
    secret.write_text(f"{sink.password}\n")
    values: dict[str, Any] = {
        "sender": SENDER,
        "sender_name": "Équipe du forum",
        "host": "localhost",
        "port": sink.port,
        "tls": "starttls",
        "cafile": sink.cafile,
        "user": sink.user,
        "password_file": secret,
        "timeout_seconds": 10,
    }
    return Outgoing(**(values | changes))


def a_store(config: Config) -> Store:
    """Open the configuration's store, made where there is none: what each start of the process does."""
    store = Store(config.storage.url)
    store.upgrade()
    return store


def put(store: Store, recipient: str, *, now: datetime = NOON, **changes: Any) -> int:
    """Queue a receipt and give its row's id."""
    mail = Mail(MailKind.RECEIPT, recipient, "fr", {"title": "Forum", "signature": "L'équipe"})
    with store.write() as session:
        row = outbox.put(session, None, replace(mail, **changes), now=now, domain="organiser.example")
    assert row is not None
    return row


def row_of(store: Store, id: int) -> outbox.OutboxView:
    """Give one row as it stands."""
    with store.read() as session:
        return outbox.get(session, id)


def send(store: Store, config: Config, now: datetime = NOON, sender: Sender | None = None) -> int:
    """Let the sender do what is due at `now`."""
    return send_due(store, config, sender or Sender(config.outgoing), lambda: now, threading.Event())


def ticking(start: datetime, step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    """Give a clock that goes on by `step` with every look."""
    moment = [start - step]

    def now() -> datetime:
        moment[0] += step
        return moment[0]

    return now
