"""What a reading leaves to do for the person who looks at it: value by value of each attendee, right, wrong or open."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from parsers.reading import FIELDS, Attendee, Evidence, Reading
from training.replies.generator import MadeReply
from training.replies.judgement import paired, same_answer, same_value


class Filled(StrEnum):
    """How the review's form shows a value; an open one is marked as doubtful, with the crop of it."""

    RIGHT = "right"
    WRONG = "wrong"  # filled in without a doubt, and not what was written
    OPEN_RIGHT = "open, right"
    OPEN_WRONG = "open, wrong"
    MISSING = "missing"  # written, and not read


def prefilled(reply: MadeReply, reading: Reading, sure_from: float) -> Counter[Filled]:
    """Count the values of a reply's attendees; what nobody wrote and nobody read is no value.

    `sure_from` is the confidence below which the review marks a value as doubtful.
    """
    count: Counter[Filled] = Counter()
    for want, got in paired(reply.attendees, reading.attendees):
        for key, is_right in _values(want or Attendee(), got or Attendee()):
            if is_right is None:
                count[Filled.MISSING] += 1
            elif got is not None and _is_open(got.evidence.get(key, ()), sure_from):
                count[Filled.OPEN_RIGHT if is_right else Filled.OPEN_WRONG] += 1
            else:
                count[Filled.RIGHT if is_right else Filled.WRONG] += 1
    return count


def _is_open(evidence: tuple[Evidence, ...], sure_from: float) -> bool:
    """Say whether a value is marked, as the review does it: one doubtful place is enough."""
    return any(each.confidence < sure_from for each in evidence)


def _values(want: Attendee, got: Attendee) -> Iterator[tuple[str, bool | None]]:
    """Give the key of each value, and whether it is right; None where it was not read."""
    for name in FIELDS:
        meant, read = getattr(want, name), getattr(got, name)
        if meant or read:
            yield name, same_value(name, meant, read) if read else None
    for workshop in sorted({*want.workshops, *got.workshops}):
        yield f"workshops.{workshop}", workshop in want.workshops if workshop in got.workshops else None
    for question in sorted({*want.answers, *got.answers}):
        told = got.answers.get(question)
        yield f"answers.{question}", None if told is None else same_answer(want.answers.get(question), told)
