"""A form that nobody touched says what the reading says."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from inboxd.review.draft import Draft, answer, from_form, from_reading, number, rank, to_reading
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.reading import FIELDS, Attendee, Intent, Reading, Source
from tests.inboxd.test_export import EVENT as PLAIN

QUESTIONS = (
    Question("yes", "Yes?", QuestionType.YES_NO),
    Question("many", "How many?", QuestionType.NUMBER),
    Question("text", "What?", QuestionType.TEXT),
    Question("one", "Which?", QuestionType.CHOICE, choices=(Choice("x", "X"), Choice("y", "Y"))),
    Question("some", "Which ones?", QuestionType.MULTI_CHOICE, choices=(Choice("x", "X"), Choice("y", "Y"))),
)
WORKSHOPS = (Workshop("a.1", "A"), Workshop("b-2", "B"), Workshop("c_3", "C"))
EVENT = replace(PLAIN, timezone=ZoneInfo("Europe/Paris"), workshops=WORKSHOPS, questions=QUESTIONS)

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
text = st.lists(words, min_size=1, max_size=3).map(" ".join)
answers = st.fixed_dictionaries(
    {},
    optional={
        "yes": st.booleans(),
        "many": st.integers(-(10**6), 10**6) | st.sampled_from([1.5, 0.25]),
        "text": text,
        "one": st.sampled_from("xy"),
        "some": st.sampled_from([("x",), ("y",), ("x", "y")]),
    },
)
attendees = st.builds(
    Attendee,
    **{name: st.none() | text for name in FIELDS},
    workshops=st.permutations([workshop.id for workshop in WORKSHOPS]).flatmap(
        lambda ids: st.integers(0, 3).map(lambda count: tuple(ids[:count]))
    ),
    answers=answers,
)


def sent(draft: Draft) -> MultiDict[str, str]:
    """Give the form that a browser sends of a page that shows `draft`."""
    form: MultiDict[str, str] = MultiDict({"event": draft.event, "intent": draft.intent, "contact": draft.contact})
    for index, person in enumerate(draft.attendees):
        form[f"a{index}"] = "" if person.origin is None else str(person.origin)
        for name, value in person.fields.items():
            form[f"a{index}-{name}"] = value
        for id, value in person.workshops.items():
            form[f"a{index}-w-{id}"] = value
        for question, values in person.answers.items():
            for value in values:
                form.add(f"a{index}-q-{question}", value)
    return form


@given(st.lists(attendees, min_size=1, max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_an_untouched_form_gives_what_was_read(people: list[Attendee], ranked: bool) -> None:
    event: Event = replace(EVENT, ranked=ranked)
    reading = Reading(event=event.id, intent=Intent.REGISTER, contact="a@b.example", attendees=tuple(people))
    back = to_reading(from_form(sent(from_reading(reading, [event])), [event]), reading, event)
    for before, after in zip(people, back.attendees, strict=True):
        assert [getattr(after, name) for name in FIELDS] == [getattr(before, name) for name in FIELDS]
        assert after.answers == before.answers
        if ranked:
            assert after.workshops == before.workshops
        else:
            assert set(after.workshops) == set(before.workshops)


def test_what_a_person_typed_is_her_evidence() -> None:
    reading = Reading(event="ag", intent=Intent.REGISTER, attendees=(Attendee(last_name="Durand"),))
    draft = from_reading(reading, [EVENT])
    draft.attendees[0].fields["last_name"] = "Durant"
    (after,) = to_reading(draft, reading, EVENT).attendees
    assert [(each.text, each.source) for each in after.evidence["last_name"]] == [("Durant", Source.PERSON)]


def test_a_reading_of_no_known_event_starts_with_the_only_one() -> None:
    assert from_reading(None, [EVENT]).event == "ag"
    assert from_reading(Reading(event="gone"), [EVENT, replace(EVENT, id="other")]).event == ""
    assert len(from_reading(None, [EVENT]).attendees) == 1  # a person to be filled in


@pytest.mark.parametrize(("typed", "value"), [
    ("2", 2), ("-3", -3), ("1,5", 1.5), ("0.25", 0.25), ("", None), ("deux", None), ("1.2.3", None), ("٣", None),
    ("1e9", None), ("9" * 50, None), ("-", None), (".", None),
])  # fmt: skip
def test_a_number_is_one_or_none(typed: str, value: float | None) -> None:
    assert number(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"), [("1", 1), ("12", 12), ("0", None), ("-1", None), ("100", None), ("²", None)]
)
def test_a_rank_is_a_small_number(typed: str, value: int | None) -> None:
    assert rank(typed) == value


def test_a_choice_that_the_question_does_not_offer_is_no_answer() -> None:
    one, some = QUESTIONS[3], QUESTIONS[4]
    assert answer(one, ["z"]) is None
    assert answer(some, ["z", "y"]) == ("y",)
