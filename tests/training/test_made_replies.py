"""Made-up replies: the same at every run, and their truth is what stands in the message."""

import email
import html
import re
import tomllib
from dataclasses import replace
from email import policy
from itertools import islice

import pytest

from inboxd.decision import Outcome
from parsers.reading import FIELDS, Attendee, Intent, Reading
from parsers.reasons import Reason
from training.replies.families import FAMILIES, Family, Kind, Side
from training.replies.generator import MadeReply, replies, reply
from training.replies.judgement import Verdict, bare, judged
from training.replies.occasions import toml

SEED = 5
EACH = 4
IDS = [family.id for family in FAMILIES]
ORDINALS = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième")
TITLES = {"M.": {"m", "monsieur", "mr"}, "Mme": {"mme", "madame", "ms", "mrs"}}


def some(family: Family) -> list[MadeReply]:
    return [reply(SEED, number, family) for number in range(EACH)]


def written(made: MadeReply) -> str:
    """Give all that a reader sees of a message."""
    parsed = email.message_from_bytes(made.data, policy=policy.default)
    texts = []
    for part in parsed.walk():
        if part.get_content_maintype() == "text":
            content = part.get_content()
            if part.get_content_type() == "text/html":
                content = html.unescape(re.sub(r"<[^>]+>", " ", content))
            texts.append(content)
    return "\n".join(texts)


def test_the_same_seed_gives_the_same_bytes() -> None:
    for side in Side:
        first, again = (list(replies(SEED, 40, side)) for _ in range(2))
        assert [made.data for made in first] == [made.data for made in again]
        assert [made.truth() for made in first] == [made.truth() for made in again]


def test_another_seed_gives_other_replies() -> None:
    one, other = (next(replies(seed, 1, Side.FIT)) for seed in (1, 2))
    assert one.data != other.data


def test_every_family_has_its_own_name_and_its_side_has_wordings_of_its_own() -> None:
    assert len(set(IDS)) == len(IDS)
    assert {f.voice for f in FAMILIES if f.side is Side.CHECK}.isdisjoint(
        f.voice for f in FAMILIES if f.side is Side.FIT
    )
    for side in Side:
        assert {f.kind for f in FAMILIES if f.side is side} == set(Kind)
        assert len([f for f in FAMILIES if f.side is side]) >= 14


@pytest.mark.parametrize("family", FAMILIES, ids=IDS)
def test_every_stated_value_stands_in_the_message(family: Family) -> None:
    for made in some(family):
        text = written(made)
        for attendee in made.attendees:
            missing = [name for name in FIELDS if not _stands(name, getattr(attendee, name), text)]
            assert not missing, f"{made.source}: {missing}"


def _stands(name: str, value: str | None, text: str) -> bool:
    if value is None:
        return True
    match name:
        case "phone":
            return value[-8:] in re.sub(r"\D", "", text)
        case "civility":
            return bool(TITLES[value] & set(bare(text).split()))
        case "email":
            return value in text.casefold()
    return f" {bare(value)} " in f" {bare(text)} "


@pytest.mark.parametrize("family", FAMILIES, ids=IDS)
def test_every_chosen_workshop_is_named_in_the_message(family: Family) -> None:
    for made in some(family):
        text = bare(written(made))
        for chosen in (workshop for attendee in made.attendees for workshop in attendee.workshops):
            workshop = made.event.workshop(chosen)
            assert workshop is not None
            number = made.event.workshops.index(workshop)
            names = (bare(workshop.label), str(number + 1), bare(ORDINALS[number]))
            assert any(name in text for name in names), made.source


@pytest.mark.parametrize("family", FAMILIES, ids=IDS)
def test_what_may_be_accepted_keeps_the_rules_of_its_event(family: Family) -> None:
    for made in some(family):
        assert made.acceptable == (family.kind is not Kind.TRAP)
        for attendee in made.attendees:
            assert attendee.last_name
            if made.intent in (Intent.REGISTER, Intent.AMEND):
                assert all(getattr(attendee, name) for name in made.event.required), made.source
                assert {q.id for q in made.event.questions if q.required} <= attendee.answers.keys()
                assert len(attendee.workshops) >= made.event.choose_min
                assert made.event.choose_max is None or len(attendee.workshops) <= made.event.choose_max


def test_an_event_is_written_as_a_configuration() -> None:
    for made in replies(SEED, 60, Side.FIT):
        event = tomllib.loads(toml(made.event))["events"][0]
        assert event["id"] == made.event.id
        assert [w["id"] for w in event["workshops"]] == [w.id for w in made.event.workshops]
        assert [q["id"] for q in event.get("questions", [])] == [q.id for q in made.event.questions]


def perfect(made: MadeReply) -> Reading:
    """Give the reading that says what the truth says."""
    attendees = tuple(replace(a, confidence=0.99) for a in made.attendees)
    return Reading(event=made.event.id, intent=made.intent, contact=made.contact, attendees=attendees)


def test_a_reading_that_says_the_truth_is_right() -> None:
    made = [m for m in replies(SEED, 120, Side.FIT) if m.acceptable]
    assert {judged(m, perfect(m), 0.9).verdict for m in made} == {Verdict.RIGHT}


OTHER: dict[str, object] = {
    "last_name": "Autre", "city": "Ailleurs", "postal_code": "00000", "phone": None, "email": "x@y.example",
    "organisation": "Une tout autre maison", "workshops": ("ailleurs",), "answers": {"autre": True},
}  # fmt: skip


@pytest.mark.parametrize("field", OTHER)
def test_one_wrong_value_makes_an_accepted_reading_wrong(field: str) -> None:
    made = next(m for m in replies(SEED, 400, Side.FIT) if m.acceptable and m.attendees[0].phone)
    right = perfect(made)
    changed = replace(right.attendees[0], **{field: OTHER[field]})  # type: ignore[arg-type]
    found = judged(made, replace(right, attendees=(changed, *right.attendees[1:])), 0.9)
    assert found.differences
    assert not found.stated[0][1]
    assert found.verdict in (Verdict.WRONG, Verdict.STAFF)


def test_a_missing_person_and_an_invented_one_are_wrong() -> None:
    made = next(islice((m for m in replies(SEED, 90, Side.FIT) if m.acceptable), 1))
    right = perfect(made)
    for attendees in ((), (*right.attendees, Attendee(last_name="Personne", confidence=0.99))):
        assert judged(made, replace(right, attendees=attendees), 0.9).differences


def test_flagged_is_for_staff_and_ignored_is_lost() -> None:
    made = next(m for m in replies(SEED, 90, Side.FIT) if m.acceptable)
    right = perfect(made)
    assert judged(made, replace(right, doubts=(Reason.REMARK,)), 0.9).verdict is Verdict.STAFF
    assert judged(made, replace(right, automatic=Reason.NEWSLETTER), 0.9).verdict is Verdict.LOST


def test_a_trap_that_is_accepted_is_wrong() -> None:
    trap = next(m for m in replies(SEED, 400, Side.FIT) if m.family.id == "first-trap-undecided")
    workshop = trap.event.workshops[0].id
    reading = Reading(
        event=trap.event.id, intent=Intent.REGISTER, contact=trap.contact,
        attendees=(Attendee(last_name="X", organisation="Y", workshops=(workshop,), confidence=0.99),),
    )  # fmt: skip
    found = judged(trap, reading, 0.9)
    assert (found.outcome, found.verdict) == (Outcome.ACCEPTED, Verdict.WRONG)
