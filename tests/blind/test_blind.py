"""The blind sets: nothing made up, nothing lost, and no fewer read straight through than before.

A set lies in a folder of its own: mail/, config.toml, and truth.ndjson with a line a message, what a careful person
would make of it. ``pytest tests/blind -s`` prints the tables.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from inboxd.config import load_for_reading
from inboxd.lanes import LaneLimits, Lanes
from parsers.reading import Reading
from training.replies.judgement import Judged, Verdict, judged
from training.replies.kept import kept

HERE = Path(__file__).parent
THROUGH = {  # straight through today, at least
    "a": 39, "b": 41, "c": 40, "d": 43, "e": 46, "f": 23, "g": 33, "h": 22, "i": 44, "j": 22, "k": 42,
    "l": 19, "m": 7, "n": 9,
}  # fmt: skip


def read(name: str) -> list[Judged]:
    """Read a whole set."""
    folder = HERE / name
    context, settings = load_for_reading(folder / "config.toml")
    replies = list(kept(folder, context.events))
    with Lanes(1, LaneLimits(seconds=60)) as lanes:
        readings = list(lanes.read_many((one.data for one in replies), context))
    assert all(isinstance(reading, Reading) for reading in readings)
    return [
        judged(one, reading, settings.accept_from)
        for one, reading in zip(replies, readings, strict=True)
        if isinstance(reading, Reading)
    ]


def table(found: list[Judged]) -> str:
    """Give a line a category, and one for each reply that is not right."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        rows[one.reply.family.id[0]][one.verdict.value] += 1
    lines = [f"{kind}: {dict(counts)}" for kind, counts in sorted(rows.items())]
    bad = [one for one in found if one.verdict is not Verdict.RIGHT]
    lines += [f"{one.verdict.value} {one.reply.source} {one.reasons} {one.differences}" for one in bad]
    return "\n".join(lines)


@pytest.mark.parametrize("name", sorted(THROUGH))
def test_a_blind_set_has_nothing_made_up_nothing_lost_and_is_mostly_read(name: str) -> None:
    found = read(name)
    print(f"\n{table(found)}")
    verdicts = Counter(one.verdict for one in found)
    through = sum(one.verdict is Verdict.RIGHT and one.outcome.value == "accepted" for one in found)
    assert verdicts[Verdict.WRONG] == 0
    assert verdicts[Verdict.LOST] == 0
    assert through >= THROUGH[name]
