"""A configured review with a store of its own, filled by hand: what the pages show is then known exactly."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from inboxd.config import Config, load
from inboxd.pipeline import settle
from inboxd.review import create_app
from inboxd.review.auth import hash_password
from parsers.reading import Attendee, Evidence, Intent, Reading, Source, Span
from parsers.reasons import Reason
from storage import messages, users
from storage.messages import Arrival, KeptMessage, Location
from storage.session import Store
from storage.states import MessageState

NAME, PASSWORD = "claire", "marché aux fleurs"
NOW = datetime(2018, 9, 20, 8, 30, tzinfo=UTC)
SQLITE = "sqlite:///inboxd.db"
CONFIGURATION = """
[mailbox]
address = "inscriptions@cites.example"
answer_from = 2018-01-01T00:00:00
[outgoing]
sender = "inscriptions@cites.example"
tls = "{tls}"
{outgoing}
[storage]
url = "{url}"
[review]
{review}
[summary]
enabled = false
[[events]]
id = "ag"
title = "Assemblée générale"
languages = ["fr", "en"]
match = ["Assemblée générale"]
starts = 2018-10-17T14:00:00
ends = 2018-10-17T18:00:00
reply_by = 2018-10-12
required = ["last_name", "organisation"]
choose = {{ min = 1, max = 2 }}
workshops = [
  {{ id = "eau", label = "Eau et assainissement", capacity = 1 }},
  {{ id = "dechets", label = "Déchets" }},
  {{ id = "transport", label = "Transport" }},
]
questions = [
  {{ id = "repas", label = "Participera au déjeuner", type = "yes_no" }},
  {{ id = "combien", label = "Nombre de personnes", type = "number" }},
  {{ id = "regime", label = "Régime", type = "choice", choices = [
    {{ id = "tout", label = "Aucun" }}, {{ id = "vege", label = "Végétarien" }}
  ] }},
]
[[events]]
id = "forum"
title = "Forum des villes"
languages = ["en"]
starts = 2018-11-20T09:00:00
ends = 2018-11-20T18:00:00
timezone = "Europe/London"
required = ["last_name"]
ranked = true
one_per_slot = true
workshops = [
  {{ id = "energy", label = "Energy", slot = "10:00" }},
  {{ id = "water", label = "Water", slot = "10:00" }},
  {{ id = "roads", label = "Roads", slot = "11:00" }},
]
"""


def configuration(
    folder: Path, *, review: str = "", outgoing: str = "", tls: str = "none", url: str = SQLITE
) -> Config:
    """Write a configuration with two events into `folder` and load it."""
    path = folder / "config.toml"
    path.write_text(CONFIGURATION.format(review=review, outgoing=outgoing, tls=tls, url=url), encoding="utf-8")
    return load(path)


def mail(
    text: str = "Bonjour", *, subject: str = "Inscription", sender: str = "Anne Durand <anne@ville.example>"
) -> EmailMessage:
    """Give a mail of plain text; the caller adds what it needs."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "inscriptions@cites.example", subject
    message["Date"] = "Thu, 20 Sep 2018 10:00:00 +0200"
    message.set_content(text)
    return message


def attendee(**changed: object) -> Attendee:
    """Give an attendee who passes every rule of the first event, each value with its evidence."""
    values: dict[str, object] = {
        "civility": "Mme", "first_name": "Anne", "last_name": "Durand", "organisation": "Ville de Rennes",
        "workshops": ("dechets",), "answers": {"repas": True}, "confidence": 0.7,
    }  # fmt: skip
    values |= changed
    evidence = {
        name: (Evidence(0, Span(0, 5), str(values[name]), Source.TEXT, 0.95),)
        for name in ("first_name", "last_name", "organisation")
        if values.get(name)
    }
    return Attendee(**({"evidence": evidence} | values))  # type: ignore[arg-type]  # the test gives what fits


def reading(*people: Attendee, **changed: object) -> Reading:
    """Give a reading that is flagged for low confidence alone."""
    values: dict[str, object] = {
        "message_id": "<1@ville.example>", "subject": "Inscription", "event": "ag", "intent": Intent.REGISTER,
        "language": "fr", "contact": "anne@ville.example", "attendees": people or (attendee(),),
    }  # fmt: skip
    return Reading(**(values | changed))  # type: ignore[arg-type]  # the test gives what fits


@cache
def _hashed(password: str) -> str:
    return hash_password(password)


@dataclass
class ReviewDesk:
    """One review: its configuration, store and application."""

    config: Config
    store: Store
    app: Flask
    _uids: int = field(default=0)

    def arrive(self, message: EmailMessage | bytes, found: Reading | None) -> int:
        """Have a message arrive, be read as `found` and be settled; None: its reading failed. Gives its id."""
        self._uids += 1
        data = message if isinstance(message, bytes) else message.as_bytes()
        place = Location("test", "INBOX", 1, str(self._uids))
        with self.store.write() as session:
            kept = messages.keep(session, Arrival(place, len(data), NOW, data, None, None), answerable=True, now=NOW)
            assert messages.begin_reading(session, kept.id, NOW)
            if found is None:
                reasons = [Reason.LANE_DIED]
                messages.advance(session, kept.id, MessageState.FLAGGED, reasons, reading=None, by=None, now=NOW)
            else:
                settle(session, KeptMessage(kept.id, data, NOW, True, 1, 0, None), found, self.config, NOW)
        return kept.id

    def add_user(self, name: str = NAME, password: str = PASSWORD) -> None:
        """Add a member of staff."""
        with self.store.write() as session:
            users.add(session, name, _hashed(password), NOW)

    def state(self, id: int) -> MessageState:
        """Give where a message stands."""
        with self.store.read() as session:
            return messages.get(session, id).state


class Visitor:
    """A browser without a screen: it keeps its cookies and sends the token that the last page gave."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = ""

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self._seen(self.client.get(path, **options))

    def post(self, path: str, form: dict[str, object] | None = None, **options: Any) -> TestResponse:
        """Send a form with the token."""
        filled = {"csrf_token": self.token} | (form or {})
        return self._seen(self.client.post(path, data=filled, **options))

    def sign_in(self, name: str = NAME, password: str = PASSWORD) -> TestResponse:
        """Sign in with the form."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"name": name, "password": password})
        if answer.status_code == 302:
            self.get("/replies")
        return answer

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html":
            found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
            self.token = found[1] if found else self.token
        return answer


def form_of(page: str) -> dict[str, object]:
    """Give the fields of the form that corrects a reply as a browser would send them untouched."""
    form = LexborHTMLParser(page).css_first("form.correct")
    assert form is not None
    fields: dict[str, object] = {}
    for node in form.css("input"):
        at = node.attributes
        if at.get("type") in {"checkbox", "radio"}:
            if "checked" in at:
                fields[str(at["name"])] = at["value"] or "" if "value" in at else "on"
        else:
            fields[str(at["name"])] = at.get("value") or ""
    for node in form.css("select"):
        chosen = node.css_first("option[selected]") or node.css_first("option")
        fields[str(node.attributes["name"])] = (chosen.attributes.get("value") or "") if chosen else ""
    return fields


def make_desk(
    folder: Path, *, review: str = "", outgoing: str = "", tls: str = "none", url: str = SQLITE
) -> ReviewDesk:
    """Give a review with an empty store."""
    config = configuration(folder, review=review, outgoing=outgoing, tls=tls, url=url)
    store = Store(config.storage.url)
    store.upgrade()
    return ReviewDesk(config, store, create_app(config, store))
