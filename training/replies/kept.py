"""Replies that people wrote, kept in a folder: mail/, and truth.ndjson with a line a message."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parsers.event import Event
from parsers.reading import FIELDS, Attendee, Intent
from training.replies.families import Family, Kind, Side
from training.replies.generator import MadeReply
from training.replies.scene import Scene, Told


def kept(folder: Path, events: tuple[Event, ...]) -> Iterator[MadeReply]:
    """Give the messages of a folder with what a careful person would make of each."""
    for line in (folder / "truth.ndjson").read_text(encoding="utf-8").splitlines():
        yield _reply(json.loads(line), folder, events)


def _reply(truth: dict[str, Any], folder: Path, events: tuple[Event, ...]) -> MadeReply:
    event = next((event for event in events if event.id == truth.get("event")), events[0])
    return MadeReply(
        source=truth["source"],
        family=Family(f"{truth['category']}/{truth.get('family', '')}", Side.CHECK, Kind.COUPON, _written_by_people),
        data=(folder / "mail" / truth["source"]).read_bytes(),
        event=event,
        expect=tuple(truth["expect"]),
        intent=Intent(truth.get("intent") or "other"),
        contact=truth.get("contact") or "",
        attendees=tuple(_attendee(told) for told in truth.get("attendees", ())),
    )


def _attendee(told: dict[str, Any]) -> Attendee:
    answers = {k: tuple(v) if isinstance(v, list) else v for k, v in told["answers"].items()}
    return Attendee(**{name: told[name] for name in FIELDS}, workshops=tuple(told["workshops"]), answers=answers)


def _written_by_people(_: Scene) -> Told:
    raise AssertionError("a kept reply is not made by a program")
