"""A Reading against the truth of a made-up reply: the verdict, and what differs."""

import difflib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from inboxd.decision import Outcome, decide
from parsers.reading import FIELDS, Attendee, Reading
from storage.changes import Known
from training.replies.generator import MadeReply

_AS_WRITTEN = frozenset({"role", "organisation", "address"})  # a letter or two of difference is none
_NEAR = 0.92  # of difflib's ratio: one letter in twelve


class Verdict(StrEnum):
    """What a reading is worth."""

    RIGHT = "right"
    STAFF = "staff"  # could have been accepted, was flagged
    WRONG = "wrong"  # accepted, and not right
    LOST = "lost"  # ignored, although a person wrote


@dataclass(frozen=True, slots=True)
class Judged:
    """One reply after its reading. `stated` pairs each attendee's confidence with whether he was read right."""

    reply: MadeReply
    outcome: Outcome
    verdict: Verdict
    reasons: tuple[str, ...]
    differences: tuple[str, ...]
    stated: tuple[tuple[float, bool], ...] = ()


def judged(reply: MadeReply, reading: Reading, accept_from: float) -> Judged:
    """Give the verdict on one reading."""
    event = reply.event if reading.event == reply.event.id else None
    decision = decide(reading, event, Known.nothing(), accept_from=accept_from)
    differences: list[str] = []
    stated: list[tuple[float, bool]] = []
    if reply.acceptable:
        differences = _frame(reply, reading)
        for want, got in paired(reply.attendees, reading.attendees):
            wrong = _differences(want, got, ranked=reply.event.ranked)
            differences += wrong
            if want is not None and got is not None:
                stated.append((got.confidence, not wrong))
    verdict = _verdict(reply, decision.outcome, differences)
    reasons = tuple(reason.value for reason in decision.reasons)
    return Judged(reply, decision.outcome, verdict, reasons, tuple(differences), tuple(stated))


def _verdict(reply: MadeReply, outcome: Outcome, differences: list[str]) -> Verdict:
    if outcome is Outcome.ACCEPTED:
        return Verdict.RIGHT if reply.acceptable and not differences else Verdict.WRONG
    if outcome.value in reply.expect:
        return Verdict.RIGHT
    return Verdict.LOST if outcome is Outcome.IGNORED else Verdict.STAFF


def _frame(reply: MadeReply, reading: Reading) -> list[str]:
    pairs = (
        ("intent", reply.intent, reading.intent),
        ("event", reply.event.id, reading.event),
        ("contact", reply.contact.casefold(), (reading.contact or "").casefold()),
    )
    return [f"{name}: {want!s} / {got!s}" for name, want, got in pairs if want != got]


def paired(
    wanted: tuple[Attendee, ...], got: tuple[Attendee, ...]
) -> list[tuple[Attendee | None, Attendee | None]]:  # fmt: skip
    """Pair people by their names, the nearest first come; who has no partner stands alone."""
    left = list(got)
    pairs: list[tuple[Attendee | None, Attendee | None]] = []
    for want in wanted:
        near = max(left, key=lambda a: _likeness(_name(want), _name(a)), default=None)
        if near is not None:
            left.remove(near)
        pairs.append((want, near))
    return pairs + [(None, a) for a in left]


def _name(attendee: Attendee) -> str:
    return bare(f"{attendee.last_name or ''} {attendee.first_name or ''}")


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def bare(text: str) -> str:
    """Give letters and digits in small without accents, a space between words."""
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in text if not unicodedata.combining(c)).casefold()))


def _differences(want: Attendee | None, got: Attendee | None, *, ranked: bool) -> list[str]:
    if want is None or got is None:
        one = want or got
        assert one is not None
        return [f"{'nobody read' if got is None else 'nobody meant'}: {one.last_name}"]
    found = [
        f"{name}: {getattr(want, name)!r} / {getattr(got, name)!r}"
        for name in FIELDS
        if not same_value(name, getattr(want, name), getattr(got, name))
    ]
    chosen = (want.workshops, got.workshops) if ranked else (set(want.workshops), set(got.workshops))
    if chosen[0] != chosen[1]:
        found.append(f"workshops: {want.workshops} / {got.workshops}")
    for question in sorted(want.answers.keys() | got.answers.keys()):
        meant, read = want.answers.get(question), got.answers.get(question)
        if not same_answer(meant, read):
            found.append(f"answers.{question}: {meant!r} / {read!r}")
    return found


def same_value(name: str, want: str | None, got: str | None) -> bool:
    """Say whether two values of a field are the same to a careful person."""
    if not want or not got:
        return not want and not got
    if name in ("civility", "phone", "postal_code"):
        return want == got
    if name == "email":
        return want.casefold() == got.casefold()
    one, other = bare(want), bare(got)
    return one == other or (name in _AS_WRITTEN and _near(one, other))


def _near(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and _likeness(one, other) >= _NEAR


def same_answer(want: object, got: object) -> bool:
    """Say whether two answers are the same, in words alike and in choices in any order."""
    if isinstance(want, str) and isinstance(got, str):
        return bare(want) == bare(got) or _near(bare(want), bare(got))
    if isinstance(want, tuple) and isinstance(got, tuple):
        return set(want) == set(got)
    return want == got and isinstance(want, bool) == isinstance(got, bool)
