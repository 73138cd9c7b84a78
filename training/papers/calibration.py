"""Count how often made-up papers are read right, and print the lines of scans for ``parsers/confidence.py``.

    .venv/bin/python -m training.papers.calibration --fonts FONTS [--count 120] [--seed 2] [--side fit|check]

A cell is the worst sign that speaks against a draft. Papers are few, engines being slow: what is odd in any way is held
below what the configuration accepts, whatever was counted, and the table is made on the side to fit on. The other side
tells what the table is worth.
"""

import argparse
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from parsers import confidence as scale
from parsers import read, reply
from parsers.confidence import Sign
from parsers.draft import Draft
from parsers.vouching import NOBODY, Witnesses
from training.papers.generator import papers
from training.replies.__main__ import context
from training.replies.families import Side
from training.replies.judgement import judged

HELD = 0.89  # just below what the configuration accepts


class _Record:
    """Stands in the place of the reader's confidence, and keeps the worst sign of each draft."""

    def __init__(self) -> None:
        self.worst: list[Sign] = []

    def __call__(self, draft: Draft, remarks: int, witnesses: Witnesses = NOBODY) -> float:
        self.worst.append(scale.signs(draft, remarks, witnesses)[0])
        return 1.0


def counted(seed: int, count: int, side: Side, fonts: Path) -> dict[Sign, tuple[int, int]]:
    """Give how many drafts of each sign were read right, and how many there were."""
    record = _Record()
    counts: dict[Sign, tuple[int, int]] = defaultdict(lambda: (0, 0))
    before = vars(reply)["confidence"]
    setattr(reply, "confidence", record)  # noqa: B010 - for the length of this loop
    try:
        for made in papers(seed, count, side, fonts):
            record.worst.clear()
            found = judged(made, read(made.data, replace(context(made), ocr=True)), accept_from=0.0)
            for sign in record.worst[:1]:
                right, seen = counts[sign]
                counts[sign] = right + (not found.differences), seen + 1
    finally:
        setattr(reply, "confidence", before)  # noqa: B010
    return counts


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--side", choices=[side.value for side in Side], default="fit")
    args = parser.parse_args()
    counts = counted(args.seed, args.count, Side(args.side), args.fonts)
    print(
        f"    # Of {datetime.now(UTC):%Y-%m-%d}: training.papers.calibration --count {args.count} --seed {args.seed}."
    )
    print("    Origin.SCAN: {")
    for sign in Sign:
        right, seen = counts[sign]
        chance = (right + 1) / (seen + 2)  # as if one right and one wrong had been seen before
        print(
            f"        Sign.{sign.name}: {chance if sign is Sign.NONE else min(HELD, chance):.3f},  # {right} of {seen}"
        )
    print("    },")


if __name__ == "__main__":
    main()
