"""The figures of the measuring command and of the calibration."""

import pytest

from benchmarks.replies import failures, reliability, upper_bound
from parsers.confidence import RIGHT, Origin, Sign
from parsers.reading import Reading
from training.replies.calibration import HELD, Count, counted, stated, too_many
from training.replies.families import Side
from training.replies.generator import replies
from training.replies.judgement import judged


@pytest.mark.parametrize(
    ("wrong", "n", "bound"),
    [(0, 3000, 3 / 3000), (0, 300, 3 / 300), (3, 3000, 0.00258), (1, 10, 0.394), (10, 10, 1.0)],
)
def test_the_bound_is_that_of_clopper_and_pearson(wrong: int, n: int, bound: float) -> None:
    assert upper_bound(wrong, n) == pytest.approx(bound, rel=0.01)


def test_stated_confidence_is_held_against_what_was_right() -> None:
    made = next(m for m in replies(1, 40, Side.FIT) if m.acceptable)
    nobody = judged(made, Reading(event=made.event.id, contact=made.contact), 0.9)
    assert reliability(Side.FIT, [nobody])[1:] == []
    assert made.source in failures([nobody], 5)[0]


def test_one_in_a_thousand_is_what_chance_explains() -> None:
    assert not too_many(1, 900)
    assert not too_many(2, 1000)
    assert too_many(1, 20)
    assert too_many(8, 1000)


CLEAN = Count(seen=1000, right=1000, open=1000, open_wrong=0)


def test_a_clean_cell_says_what_was_counted() -> None:
    assert stated(Count(seen=1000, right=985, open=1000, open_wrong=15)) == pytest.approx(0.985, abs=0.002)


@pytest.mark.parametrize(
    ("odd", "clean", "held"),
    [
        (Count(1000, 985, 1000, 15), CLEAN, True),
        (Count(1000, 985, 1000, 15), Count(1000, 986, 1000, 14), False),  # the sign tells nothing
        (Count(1000, 1000, 1000, 0), CLEAN, False),
        (Count(60, 60, 60, 0), CLEAN, True),  # too few to show anything
        (Count(1000, 1000, 0, 0), CLEAN, True),  # all of them were flagged for other reasons
    ],
)
def test_an_odd_cell_is_held_below_unless_it_is_shown_to_be_as_good(odd: Count, clean: Count, held: bool) -> None:
    assert (stated(odd, clean) <= HELD) is held


def test_no_odd_cell_stands_above_the_clean_one() -> None:
    assert stated(CLEAN, Count(1000, 980, 900, 20)) == stated(Count(1000, 980, 900, 20))


def test_calibration_counts_and_puts_the_reader_back() -> None:
    from parsers import reply

    before = vars(reply)["confidence"]
    counts = counted(seed=3, count=30)
    assert vars(reply)["confidence"] is before
    assert sum(count.seen for count in counts.values()) > 5


def test_every_cell_has_a_chance() -> None:
    for origin in (Origin.COUPON, Origin.PROSE):
        assert set(RIGHT[origin]) == set(Sign)
        assert all(0 < chance < 1 for chance in RIGHT[origin].values())
        assert max(RIGHT[origin].values()) == RIGHT[origin][Sign.NONE]
