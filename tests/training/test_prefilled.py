"""What a reading leaves to do for staff, value by value."""

from collections import Counter
from dataclasses import replace

from parsers.reading import Attendee, Evidence, Reading, Source, Span
from training.replies.families import Side
from training.replies.generator import MadeReply, replies
from training.replies.prefilled import Filled, prefilled

MEANT = Attendee(first_name="Odile", last_name="Roux", phone="+33612345678", workshops=("b",), answers={"meal": True})


def seen(sure: float) -> tuple[Evidence, ...]:
    return (Evidence(0, Span(0, 1), "", Source.OCR, sure),)


def reply() -> MadeReply:
    made = next(m for m in replies(1, 40, Side.FIT) if m.acceptable)
    return replace(made, attendees=(MEANT,))


def count(read: Attendee) -> Counter[Filled]:
    return prefilled(reply(), Reading(attendees=(read,)), 0.9)


def test_what_is_sure_and_right_needs_no_look() -> None:
    keys = ("first_name", "last_name", "phone", "workshops.b", "answers.meal")
    assert count(replace(MEANT, evidence={key: seen(0.99) for key in keys})) == {Filled.RIGHT: 5}


def test_a_value_that_is_sure_and_not_what_was_written_is_wrong() -> None:
    read = replace(MEANT, last_name="Raux", answers={"meal": False}, evidence={"last_name": seen(0.95)})
    assert count(read) == {Filled.RIGHT: 3, Filled.WRONG: 2}


def test_a_doubtful_value_is_open_whether_right_or_not() -> None:
    read = replace(MEANT, last_name="Raux", evidence={"last_name": seen(0.5), "phone": (*seen(0.99), *seen(0.6))})
    assert count(read) == {Filled.RIGHT: 3, Filled.OPEN_WRONG: 1, Filled.OPEN_RIGHT: 1}


def test_what_was_not_read_is_missing_and_what_nobody_wrote_is_wrong() -> None:
    read = replace(MEANT, phone=None, city="Nice", workshops=("c",))
    assert count(read) == {Filled.RIGHT: 3, Filled.MISSING: 2, Filled.WRONG: 2}


def test_nobody_read_is_all_missing_and_nobody_meant_all_wrong() -> None:
    assert prefilled(reply(), Reading(), 0.9) == {Filled.MISSING: 5}
    assert prefilled(replace(reply(), attendees=()), Reading(attendees=(MEANT,)), 0.9) == {Filled.WRONG: 5}
