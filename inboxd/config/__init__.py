"""The configuration: one TOML file, read once, checked whole and handed on as frozen values.

Every fault names the file, the key, what was found and what is wanted; all faults are told at once. Secrets never
stand in the file (see `sections.Mailbox.password`). Relative paths are taken from the file's folder.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from inboxd.config.events import EventSection, doubled, event_of, faults_of, printed
from inboxd.config.faults import faults_in, suggestion
from inboxd.config.sections import Acknowledgement, Mailbox, Outgoing, ReadingSettings, Review, Storage, Summary
from inboxd.errors import ConfigError
from parsers.context import Context
from parsers.event import Event

__all__ = [
    "Acknowledgement", "Config", "Mailbox", "Outgoing", "ReadingSettings", "Review", "Storage", "Summary",
    "aware", "load", "load_for_reading",
]  # fmt: skip

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SECTIONS = {
    "mailbox": Mailbox,
    "outgoing": Outgoing,
    "storage": Storage,
    "reading": ReadingSettings,
    "acknowledgement": Acknowledgement,
    "review": Review,
    "summary": Summary,
}
NEEDED = ("mailbox", "outgoing")  # without them there is no service; `inboxd read` needs neither
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Config:
    """All that the daemon and the review pages were told."""

    path: Path
    events: tuple[Event, ...]
    mailbox: Mailbox
    outgoing: Outgoing
    storage: Storage
    reading: ReadingSettings
    acknowledgement: Acknowledgement
    review: Review
    summary: Summary

    def event(self, id: str | None) -> Event | None:
        """Give the event of that id, or None."""
        return next((event for event in self.events if event.id == id), None)

    @property
    def context(self) -> Context:
        """What a reading may know."""
        return _context(self.events, self.reading, self.mailbox, self.outgoing)


def load(path: Path) -> Config:
    """Read and check the whole configuration.

    :raises ConfigError: with every fault of the file, a line each
    """
    file = _File(path)
    sections = {name: file.section(name, form, needed=name in NEEDED) for name, form in SECTIONS.items()}
    events = file.events()
    file.refuse_faults()
    return Config(path=path, events=events, **sections)


def load_for_reading(path: Path) -> tuple[Context, ReadingSettings]:
    """Read what ``inboxd read`` needs: a file that has only ``[[events]]`` is enough.

    :raises ConfigError: with every fault of the file, a line each
    """
    file = _File(path)
    sections = {name: file.section(name, form) for name, form in SECTIONS.items()}
    events = file.events()
    file.refuse_faults()
    reading = sections["reading"]
    return _context(events, reading, sections["mailbox"], sections["outgoing"]), reading


def aware(moment: datetime, zone: ZoneInfo | None = None) -> datetime:
    """Give `moment` in UTC; without a zone of its own it is `zone`'s, or the machine's."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
    return moment.astimezone(UTC)


def _context(
    events: tuple[Event, ...], reading: ReadingSettings, mailbox: Mailbox | None, outgoing: Outgoing | None
) -> Context:
    own = {a.casefold() for a in (mailbox and mailbox.address, outgoing and outgoing.sender) if a}
    return Context(events, frozenset(own), ocr=reading.ocr)


class _File:
    """One file on its way to a Config; every fault is kept until all of them can be told."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._faults: list[str] = []
        try:
            self._table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError([f"{path}: is no valid TOML: {error}"]) from error
        for name in self._table.keys() - SECTIONS.keys() - {"events"}:
            self._fault(f"{name}: is not a section that inboxd knows{suggestion(name, [*SECTIONS, 'events'])}")

    def section(self, name: str, form: type[S], *, needed: bool = False) -> Any:
        """Give the checked section; None where it is missing and has no defaults, or is faulty."""
        if name not in self._table and (needed or name in NEEDED):
            if needed:
                self._fault(f"{name}: the section is missing")
            return None
        table = self._table.get(name, {})
        if isinstance(table, dict):
            self._refuse_secrets(name, table)
            table = _absolute(name, table, self._path.resolve().parent)
        section = self._checked(table, (name,), form)
        if isinstance(section, Mailbox) and section.kind == "imap":
            for key in ("host", "user"):
                if not getattr(section, key):
                    self._fault(f"mailbox.{key}: is missing, and kind is imap")
        if isinstance(section, Outgoing) and section.tls == "none" and section.host not in LOOPBACK:
            self._fault(f'outgoing.tls: "none" is for this machine only, not for "{section.host}"')
        return section

    def events(self) -> tuple[Event, ...]:
        """Give the checked events; fewer where some are faulty."""
        tables = self._table.get("events")
        if not isinstance(tables, list) or not tables:
            self._fault("events: at least one [[events]] is needed")
            return ()
        events = [self._checked(table, ("events", i), EventSection) for i, table in enumerate(tables)]
        for index, event in enumerate(events):
            if event is not None:
                self._faults += [f"{self._path}: {fault}" for fault in faults_of(f"events[{index}]", event)]
        self._faults += [
            f"{self._path}: {f}" for f in doubled("events", [e.id if e else str(i) for i, e in enumerate(events)])
        ]
        return tuple(self._event(index, event) for index, event in enumerate(events) if event is not None)

    def _event(self, index: int, event: EventSection) -> Event:
        coupon, faults = printed(f"events[{index}]", event, self._path.resolve().parent)
        self._faults += [f"{self._path}: {fault}" for fault in faults]
        return event_of(event, coupon)

    def refuse_faults(self) -> None:
        """Tell all faults, if there are any.

        :raises ConfigError: with a line each
        """
        if self._faults:
            raise ConfigError(self._faults)

    def _checked(self, table: object, where: tuple[int | str, ...], form: type[S]) -> S | None:
        try:
            return TypeAdapter(form).validate_python(table)
        except ValidationError as error:
            for fault in faults_in(error, where, form):
                self._fault(fault)
            return None

    def _refuse_secrets(self, name: str, table: dict[str, Any]) -> None:
        for key in [key for key in table if key in {"password", "secret", "token"}]:
            del table[key]
            self._fault(
                f"{name}.{key}: a secret does not belong in this file; use password_file, a systemd credential "
                "or an environment variable"
            )

    def _fault(self, text: str) -> None:
        self._faults.append(f"{self._path}: {text}")


_PATHS: dict[str, dict[str, str | None]] = {  # section → key → default
    "mailbox": {"path": "maildir", "password_file": None, "cafile": None},
    "outgoing": {"password_file": None, "cafile": None},
    "review": {"secret_file": "review.secret"},
}


def _absolute(section: str, table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Give the section with every path absolute, taken from the file's folder."""
    paths = {key: table.get(key, default) for key, default in _PATHS.get(section, {}).items()}
    whole = table | {key: str(folder / value) for key, value in paths.items() if isinstance(value, str)}
    if section == "storage":
        url = table.get("url", Storage().url)
        if isinstance(url, str) and url.startswith("sqlite:///"):
            whole["url"] = f"sqlite:///{folder / url.removeprefix('sqlite:///')}"
    return whole
