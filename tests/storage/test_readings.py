"""A reading is kept as it was: to JSON, through both databases, and back."""

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.reading import FIELDS, Attendee, Box, Cell, Evidence, Intent, Reading, Source, Span
from parsers.reasons import Reason
from storage import readings
from storage.session import Store
from tests.storage.samples import NOW, attendee, keep_one, reading

TEXT = st.text(st.characters(exclude_categories=()), max_size=20)  # NUL and lone surrogates too: mail is hostile
WORDS = st.none() | TEXT
SMALL = st.integers(0, 10_000)
NUMBERS = st.floats(allow_nan=False)  # NaN is not equal to itself, so nothing could be said of it
PLACES = (
    st.builds(Box, SMALL, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
    | st.builds(Span, SMALL, SMALL)
    | st.builds(Cell, SMALL, SMALL, SMALL)
)
EVIDENCE = st.builds(Evidence, SMALL, PLACES, TEXT, st.sampled_from(Source), NUMBERS)
ANSWERS = st.booleans() | st.integers() | NUMBERS | TEXT | st.lists(TEXT, max_size=3).map(tuple)
ATTENDEES = st.builds(
    Attendee,
    **dict.fromkeys(FIELDS, WORDS),
    workshops=st.lists(TEXT, max_size=3).map(tuple),
    answers=st.dictionaries(TEXT, ANSWERS, max_size=3),
    confidence=NUMBERS,
    evidence=st.dictionaries(TEXT, st.lists(EVIDENCE, max_size=2).map(tuple), max_size=3),
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
READINGS = st.builds(
    Reading,
    message_id=WORDS,
    subject=WORDS,
    sent_at=st.none() | st.datetimes(timezones=ZONES),
    event=WORDS,
    intent=st.sampled_from(Intent),
    language=WORDS,
    contact=WORDS,
    attendees=st.lists(ATTENDEES, max_size=3).map(tuple),
    doubts=st.lists(st.sampled_from(Reason), max_size=3).map(tuple),
    automatic=st.none() | st.sampled_from(Reason),
    answerable=st.booleans(),
)


@given(READINGS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_reading_survives_json(one: Reading) -> None:
    again = readings.from_json(json.loads(json.dumps(readings.to_json(one), allow_nan=False)))
    assert again == one
    for before, after in zip(one.attendees, again.attendees, strict=True):
        assert [type(value) for value in before.answers.values()] == [type(value) for value in after.answers.values()]


def test_both_databases_keep_a_reading_as_it_was(store: Store) -> None:
    with store.write() as session:
        message_id = keep_one(session)

    @given(READINGS)
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    def survives(one: Reading) -> None:
        with store.write() as session:
            readings.put(session, message_id, one, program="0.1.0", now=NOW)
        with store.read() as session:
            assert readings.latest(session, message_id) == one

    survives()


def test_the_last_reading_counts(store: Store) -> None:
    with store.write() as session:
        message_id, other = keep_one(session), keep_one(session)
        readings.put(session, message_id, reading(attendee("Durand")), program="0.1.0", now=NOW)
        readings.put(session, message_id, reading(attendee("Martin")), program="0.1.0", now=NOW)
        readings.put(session, other, reading(attendee("Petit")), program="0.1.0", now=NOW)
        assert readings.latest(session, message_id) == reading(attendee("Martin"))
        assert readings.latest(session, 999) is None


def test_every_field_of_a_reading_is_kept() -> None:
    one = reading(attendee(answers={"a": True, "b": 2, "c": ("x", "y"), "d": "z", "e": 1.5}))
    assert set(readings.to_json(one)) == set(Reading.__slots__)
    assert set(readings.attendee_to_json(one.attendees[0])) == set(Attendee.__slots__)
    assert one.sent_at == datetime(2018, 10, 1, 9, 30, tzinfo=UTC)
