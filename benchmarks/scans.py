"""How right scans are read, and what they leave to do for staff: made-up coupons on paper, or replies in a folder.

    python -m benchmarks.scans [--fonts FONTS] [--count 60] [--fit 60] [--seed 2026] [--jobs 2]
    python -m benchmarks.scans --folder FOLDER [--config CONFIG] [--category G2]

Printed are, by way of writing and by layout, how many went straight through, to staff, were wrong or lost; what the
review's form would show of each value: right, wrong without a doubt, or open for a person; and how often attendees of a
stated confidence were right, for layouts, hands and fonts to fit on and for those to check on. FONTS holds the fonts
of hands that ``training/papers/pens.py`` names. A FOLDER holds mail/, truth.ndjson and, without CONFIG, config.toml.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.measure import machine
from benchmarks.replies import by_family, read_each, reliability, wrong_of_accepted
from inboxd.config import ReadingSettings, load_for_reading
from inboxd.lanes import Lanes
from parsers.context import Context
from training.papers.generator import papers
from training.replies.__main__ import context
from training.replies.families import Side
from training.replies.generator import MadeReply
from training.replies.judgement import Judged, judged
from training.replies.kept import kept
from training.replies.prefilled import Filled, prefilled

FONTS = Path("/usr/share/fonts")
_SIDES = {Side.FIT: "to fit on", Side.CHECK: "to check on"}


@dataclass(frozen=True, slots=True)
class Looked:
    """A reply, judged, and what its values leave to do."""

    judged: Judged
    filled: Counter[Filled]


def main() -> None:
    """Read, judge and print."""
    args = _arguments()
    print(machine())
    with Lanes(args.jobs) as lanes:
        if args.folder:
            about, _ = load_for_reading(args.config or args.folder / "config.toml")
            replies = (one for one in kept(args.folder, about.events) if _category(one) in args.category)
            found = _looked_at(lanes, replies, lambda _: replace(about, ocr=True))
            print("\n".join(report(found, lambda family: family.partition("/")[0])))
            return
        for side, count in ((Side.FIT, args.fit), (Side.CHECK, args.count)):
            found = _looked_at(lanes, papers(args.seed, count, side, args.fonts), _with_engines)
            print(f"\npapers {_SIDES[side]}")
            print("\n".join(report(found, _writing)))
            print("\n".join(reliability(side, [one.judged for one in found])))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scans", description=__doc__)
    parser.add_argument("--fonts", type=Path, default=FONTS)
    parser.add_argument("--count", type=int, default=60, help="papers to check on")
    parser.add_argument("--fit", type=int, default=60, help="papers to fit on")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--jobs", type=int, default=2, help="lanes")
    parser.add_argument("--folder", type=Path, help="replies with their truth")
    parser.add_argument("--config", type=Path)
    parser.add_argument("--category", action="append", help="of the folder's; without it G1, G2 and G3")
    args = parser.parse_args()
    args.category = args.category or ["G1", "G2", "G3"]
    return args


def _with_engines(reply: MadeReply) -> Context:
    return replace(context(reply), ocr=True)


def _category(reply: MadeReply) -> str:
    return reply.family.id.partition("/")[0]


def _writing(family: str) -> str:
    """Give how a paper was filled in: ``typed-pdf.grid`` is of the typed ones."""
    return family.partition("-")[0]


def _looked_at(lanes: Lanes, made: Iterable[MadeReply], about: Callable[[MadeReply], Context]) -> list[Looked]:
    sure = ReadingSettings().accept_from
    return [
        Looked(judged(reply, reading, sure), prefilled(reply, reading, sure) if reply.acceptable else Counter())
        for reply, reading in read_each(lanes, made, about)
    ]


def report(found: list[Looked], name: Callable[[str], str]) -> list[str]:
    """Give the lines of the tables; `name` gives the row that a family belongs to."""
    verdicts = [one.judged for one in found]
    return [*by_family(verdicts, name), wrong_of_accepted(verdicts), *_filled(found, name)]


def _filled(found: list[Looked], name: Callable[[str], str]) -> list[str]:
    """Give what the values of attendees leave to do, a line a group."""
    rows: dict[str, Counter[Filled]] = defaultdict(Counter)
    for one in found:
        rows[name(one.judged.reply.family.id)] += one.filled
    lines = ["", f"{'values':12} {'n':>6}" + "".join(f"{kind.value:>14}" for kind in Filled)]
    for group, count in sorted(rows.items()):
        lines.append(f"{group:12} {count.total():6}" + "".join(f"{count[kind]:14}" for kind in Filled))
    return lines


if __name__ == "__main__":
    main()
