"""How right the reading of body replies is: made-up replies of families that nobody fitted anything on, in lanes.

    python -m benchmarks.replies [--count 3000] [--seed 2026] [--jobs 2] [--failures] [--folder FOLDER]

It prints, by family, how many went straight through, to staff, were wrong or lost; the wrong ones of the accepted and
what the true share may be; and how often attendees of a stated confidence were right, for both sides. Replies of the
fit side are read for that last table alone.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.measure import machine
from inboxd.config import ReadingSettings
from inboxd.lanes import Failure, Lanes
from parsers.context import Context
from parsers.reading import Reading
from training.replies.__main__ import context, write
from training.replies.families import Side
from training.replies.generator import MadeReply, replies
from training.replies.judgement import Judged, Verdict, judged

# Where the bands of stated confidence begin; 0.9 is what is accepted by default.
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
_AHEAD = 64  # replies under way: enough for all lanes, few enough to hold


def main() -> None:
    """Read, judge and print."""
    args = _arguments()
    if args.folder:
        write(args.folder, replies(args.seed, args.count, Side.CHECK))
    print(machine())
    with Lanes(args.jobs) as lanes:
        check = list(read_all(lanes, replies(args.seed, args.count, Side.CHECK)))
        fit = list(read_all(lanes, replies(args.seed, args.fit, Side.FIT)))
    print("\n".join(by_family(check)))
    print(wrong_of_accepted(check))
    for side, found in ((Side.FIT, fit), (Side.CHECK, check)):
        print("\n".join(reliability(side, found)))
    if args.failures:
        print("\n".join(failures(check, args.failures)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replies", description=__doc__)
    parser.add_argument("--count", type=int, default=3000, help="replies of the families to check on")
    parser.add_argument("--fit", type=int, default=1500, help="replies of the families to fit on, for the last table")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--jobs", type=int, default=2, help="lanes")
    parser.add_argument("--folder", type=Path, help="write the replies there, for a look")
    parser.add_argument(
        "--failures", type=int, nargs="?", const=20, default=0, help="show the first ones, wrong before all"
    )
    return parser.parse_args()


def read_all(lanes: Lanes, made: Iterable[MadeReply]) -> Iterator[Judged]:
    """Give every reply judged, in order; what no lane could read is a Reading with the reason as its doubt."""
    for reply, reading in read_each(lanes, made, context):
        yield judged(reply, reading, ReadingSettings().accept_from)


def read_each(
    lanes: Lanes, made: Iterable[MadeReply], about: Callable[[MadeReply], Context]
) -> Iterator[tuple[MadeReply, Reading]]:
    """Give every reply with its Reading, in order; `about` tells what the reading may know."""
    made = iter(made)
    with ThreadPoolExecutor(8, thread_name_prefix="replies") as threads:
        while batch := list(islice(made, _AHEAD)):
            yield from zip(batch, threads.map(partial(_read, lanes, about), batch), strict=True)


def _read(lanes: Lanes, about: Callable[[MadeReply], Context], reply: MadeReply) -> Reading:
    result = lanes.read_safely(reply.data, about(reply))
    return Reading(doubts=(result.reason,)) if isinstance(result, Failure) else result


def by_family(found: list[Judged], name: Callable[[str], str] = str) -> list[str]:
    """Give a line a family, or a group of them with one `name`, and one for all.

    `through` is of those that may be accepted.
    """
    rows: dict[str, list[Judged]] = defaultdict(list)
    for one in found:
        rows[name(one.reply.family.id)].append(one)
        rows["all"].append(one)
    lines = [f"{'family':28} {'n':>5} {'through':>12} {'staff':>6} {'wrong':>6} {'lost':>6}"]
    for group in sorted(rows, key=lambda group: (group == "all", group)):
        count = Counter(one.verdict for one in rows[group])
        may = [one for one in rows[group] if one.reply.acceptable]
        through = sum(one.verdict is Verdict.RIGHT for one in may)
        told = f"{through}/{len(may)}" if may else "-"
        figures = (count[verdict] for verdict in (Verdict.STAFF, Verdict.WRONG, Verdict.LOST))
        lines.append(f"{group:28} {len(rows[group]):5} {told:>12} " + " ".join(f"{n:6}" for n in figures))
    return lines


def wrong_of_accepted(found: list[Judged]) -> str:
    """Give the share of wrong ones among the accepted, and the bound below which it is with 95 % certainty."""
    accepted = sum(one.outcome.value == "accepted" for one in found)
    wrong = sum(one.verdict is Verdict.WRONG for one in found)
    if not accepted:
        return "nothing was accepted"
    bound = upper_bound(wrong, accepted)
    return f"wrong: {wrong} of {accepted} accepted; the true share is below {bound:.2%} with 95 % certainty"


def upper_bound(wrong: int, n: int, sure: float = 0.95) -> float:
    """Give the largest share of which so few in `n` are not too unlikely (Clopper and Pearson, one-sided).

    For 0 of n this is 3/n, as near as makes no difference.
    """
    low, high = wrong / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(wrong, n, middle) > 1 - sure:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, n: int, share: float) -> float:
    """Give the chance of at most `wrong` in `n` (binomial), by logarithms: n may be thousands."""
    if share >= 1:
        return float(wrong >= n)
    if share <= 0:
        return 1.0
    ways = math.lgamma(n + 1)
    return math.fsum(
        math.exp(
            ways - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share)
        )
        for k in range(wrong + 1)
    )


def reliability(side: Side, found: list[Judged]) -> list[str]:
    """Give the stated confidence of attendees against how many of them were read right."""
    bands: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for one in found:
        for stated, right in one.stated:
            bands[max(band for band in BANDS if band <= stated)].append((stated, right))
    lines = [f"confidence, {side.value}     n   stated    right"]
    for band, following in zip(BANDS, (*BANDS[1:], 1.0), strict=True):
        if pairs := bands[band]:
            stated, right = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
            lines.append(f"{band:.2f} to {following:.2f}   {len(pairs):6} {stated:8.1%} {right:8.1%}")
    return lines


def failures(found: list[Judged], most: int) -> list[str]:
    """Give the first that are not right, the wrong ones before all others: source, reasons, what differs."""
    bad = [one for one in found if one.verdict is not Verdict.RIGHT]
    bad.sort(key=lambda one: (one.verdict is not Verdict.WRONG, one.verdict is not Verdict.LOST))
    return [
        f"{one.verdict.value:5} {one.reply.source} [{', '.join(one.reasons)}] {'; '.join(one.differences)}"
        for one in bad[:most]
    ]


if __name__ == "__main__":
    main()
