"""Count how often the reader is right on the families to fit on, and print the table for ``parsers/confidence.py``.

    .venv/bin/python -m training.replies.calibration [--count 3000] [--seed 7]

A cell is an origin and the one sign that speaks against a draft; drafts with several signs are left out, since
the table's chances are multiplied for them.
"""

import argparse
import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from inboxd.decision import Outcome
from parsers import confidence as scale
from parsers import read, reply
from parsers.confidence import Origin, Sign
from parsers.draft import Draft
from parsers.vouching import NOBODY, Witnesses
from training.replies.__main__ import context
from training.replies.families import Side
from training.replies.generator import replies
from training.replies.judgement import judged

MAY_BE_WRONG = 0.001  # of what is accepted
UNLIKELY = 0.05  # a cell with so many wrong ones that chance explains it less often than this is held below
ENOUGH = 100  # attendees of a cell that nothing else would flag; fewer show nothing
HELD = 0.89  # just below what the configuration accepts

Cell = tuple[Origin, Sign]


@dataclass(slots=True)
class Count:
    """Attendees of one cell; `open` ones are of replies that nothing but confidence would have flagged."""

    seen: int = 0
    right: int = 0
    open: int = 0
    open_wrong: int = 0


class _Record:
    """Stands in the place of the reader's confidence: gives each draft its number, and keeps where it belongs."""

    def __init__(self) -> None:
        self.cells: list[tuple[Origin, tuple[Sign, ...]]] = []

    def __call__(self, draft: Draft, remarks: int, witnesses: Witnesses = NOBODY) -> float:
        self.cells.append((scale.origin_of(draft), scale.signs(draft, remarks, witnesses)))
        return float(len(self.cells) - 1)


def counted(seed: int, count: int) -> dict[Cell, Count]:
    """Give what was counted, by cell."""
    record = _Record()
    counts: dict[Cell, Count] = defaultdict(Count)
    before = vars(reply)["confidence"]
    setattr(reply, "confidence", record)  # noqa: B010 - for the length of this loop
    try:
        for made in replies(seed, count, Side.FIT):
            if not made.acceptable:
                continue
            record.cells.clear()
            found = judged(made, read(made.data, context(made)), accept_from=0.0)
            for number, right in found.stated:
                origin, signs = record.cells[int(number)]
                if len(signs) == 1:
                    _add(counts[origin, signs[0]], right=right, open_=found.outcome is Outcome.ACCEPTED)
    finally:
        setattr(reply, "confidence", before)  # noqa: B010
    return counts


def _add(count: Count, *, right: bool, open_: bool) -> None:
    count.seen += 1
    count.right += right
    count.open += open_
    count.open_wrong += open_ and not right


def stated(count: Count, clean: Count | None = None) -> float:
    """Give the chance to state for a cell: what was counted; `clean` is the cell without any sign, if it is another.

    An odd cell is held below the limit where it cannot be shown to be as good as one in a thousand wrong, or as the
    clean one: a sign that goes with no more wrong ones than its absence tells nothing.
    """
    chance = _counted(count)
    if clean is None:
        return chance
    usual = max(MAY_BE_WRONG, clean.open_wrong / max(1, clean.open))
    if count.open < ENOUGH or too_many(count.open_wrong, count.open, usual):
        chance = min(HELD, chance)
    return min(chance, _counted(clean))


def _counted(count: Count) -> float:
    return (count.right + 1) / (count.seen + 2)  # as if one right and one wrong had been seen before


def too_many(wrong: int, n: int, usual: float = MAY_BE_WRONG) -> bool:
    """Say whether so many wrong ones are more than chance explains where the `usual` share is wrong."""
    fewer = sum(math.comb(n, k) * usual**k * (1 - usual) ** (n - k) for k in range(wrong))
    return 1 - fewer < UNLIKELY


def main() -> None:
    """Print the table, and beside each line what it was counted from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    counts = counted(args.seed, args.count)
    print(f"# Of {datetime.now(UTC):%Y-%m-%d}: --count {args.count} --seed {args.seed}; right of n beside each chance.")
    print("RIGHT: dict[Origin, dict[Sign, float]] = {")
    for origin in (Origin.COUPON, Origin.PROSE):
        print(f"    Origin.{origin.name}: {{")
        for sign in Sign:
            count = counts[origin, sign]
            chance = stated(count, None if sign is Sign.NONE else counts[origin, Sign.NONE])
            told = f"{count.right} of {count.seen}; open {count.open}, wrong {count.open_wrong}"
            print(f"        Sign.{sign.name}: {chance:.3f},  # {told}")
        print("    },")
    print("}")


if __name__ == "__main__":
    main()
