"""Seed → replies with their truth."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from parsers.event import Event
from parsers.reading import FIELDS, Attendee, Intent
from training.replies.families import FAMILIES, Family, Side, Tongue
from training.replies.mail import posted
from training.replies.occasions import occasion
from training.replies.scene import Scene


@dataclass(frozen=True, slots=True)
class MadeReply:
    """One reply, the event that it answers, and what a careful person would make of it."""

    source: str
    family: Family
    data: bytes
    event: Event
    expect: tuple[str, ...]  # outcomes that are right, the wanted one first
    intent: Intent
    contact: str
    attendees: tuple[Attendee, ...]

    @property
    def acceptable(self) -> bool:
        return "accepted" in self.expect

    def truth(self) -> dict[str, object]:
        """Give the line of a truth file."""
        line: dict[str, object] = {
            "source": self.source, "category": self.family.kind.value, "family": self.family.id,
            "expect": list(self.expect), "event": self.event.id,
        }  # fmt: skip
        if self.acceptable:
            line |= {"intent": self.intent.value, "contact": self.contact, "ranked": self.event.ranked}
            line["attendees"] = [_attendee(a) for a in self.attendees]
        return line


def _attendee(attendee: Attendee) -> dict[str, object]:
    answers = {k: list(v) if isinstance(v, tuple) else v for k, v in attendee.answers.items()}
    fields = {name: getattr(attendee, name) for name in FIELDS}
    return fields | {"workshops": list(attendee.workshops), "answers": answers}


def replies(seed: int, count: int, side: Side, families: tuple[Family, ...] = FAMILIES) -> Iterator[MadeReply]:
    """Give `count` replies of one side, its families in turn; the same for the same seed and number."""
    taken = [family for family in families if family.side is side]
    for number in range(count):
        yield reply(seed, number, taken[number % len(taken)])


def reply(seed: int, number: int, family: Family) -> MadeReply:
    """Give one reply; it depends on nothing but its seed, its number and its family."""
    key = f"{seed}-{family.id}-{number}"
    rng = Random(key)  # noqa: S311 - made-up mail, nothing secret
    about = occasion(
        rng, number, voice=family.voice, simple=family.simple,
        english=family.tongue is Tongue.ENGLISH, bilingual=family.tongue is Tongue.BILINGUAL,
    )  # fmt: skip
    told = family.make(Scene(rng, about, family.voice))
    return MadeReply(
        f"{family.id}-{number:05}.eml", family, posted(rng, key, told.letter), about.event, told.expect, told.intent,
        told.letter.sender.address, told.attendees,
    )  # fmt: skip
