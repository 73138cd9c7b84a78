"""Write made-up replies, or those that are read badly: ``python -m training.replies --help``."""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from parsers import read
from parsers.context import Context
from training.replies.families import FAMILIES, Side
from training.replies.generator import MadeReply, replies
from training.replies.judgement import Judged, Verdict, judged
from training.replies.occasions import MAILBOX, toml

_WORST_FIRST = (Verdict.WRONG, Verdict.LOST, Verdict.STAFF)


def main() -> None:
    """Write a folder: mail/, events/ (a configuration for each event), truth.ndjson and for failures README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "failures"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--side", choices=("fit", "check", "both"), default="fit")
    parser.add_argument("--count", type=int, default=300, help="replies of each side")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", action="append", help="only families with this in their name")
    parser.add_argument("--most", type=int, default=150, help="failures that are written")
    args = parser.parse_args()
    families = tuple(f for f in FAMILIES if not args.family or any(word in f.id for word in args.family))
    sides = tuple(Side) if args.side == "both" else (Side(args.side),)
    sides = tuple(side for side in sides if any(f.side is side for f in families))
    made = (reply for side in sides for reply in replies(args.seed, args.count, side, families))
    if args.what == "write":
        write(args.folder, made)
        return
    found = list(_read(made))
    bad = _worst(found, args.most)
    write(args.folder, (j.reply for j in bad))
    text = account(found, bad)
    (args.folder / "README.md").write_text(text, encoding="utf-8")
    print(text.partition("\n## Each")[0])


def context(reply: MadeReply) -> Context:
    """Give what a reading of that reply may know."""
    return Context((reply.event,), frozenset({MAILBOX}), ocr=False)


def _read(made: Iterable[MadeReply]) -> Iterator[Judged]:
    for reply in made:
        yield judged(reply, read(reply.data, context(reply)), 0.9)


def _worst(found: list[Judged], most: int) -> list[Judged]:
    """Give the failures: all wrong ones, then of each family about as many."""
    taken: Counter[tuple[str, Verdict]] = Counter()
    order: list[tuple[bool, int, int]] = []
    for at, one in enumerate(found):
        if one.verdict is not Verdict.RIGHT:
            key = (one.reply.family.id, one.verdict)
            taken[key] += 1
            order.append((one.verdict is not Verdict.WRONG, taken[key], at))
    return sorted((found[at] for _, _, at in sorted(order)[:most]), key=_urgency)


def _urgency(one: Judged) -> tuple[int, str]:
    return _WORST_FIRST.index(one.verdict), one.reply.family.id


def write(folder: Path, made: Iterable[MadeReply]) -> None:
    """Write replies with their configurations and their truth."""
    for name in ("mail", "events"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for old in (folder / name).iterdir():
            old.unlink()
    with (folder / "truth.ndjson").open("w", encoding="utf-8") as truth:
        for reply in made:
            (folder / "mail" / reply.source).write_bytes(reply.data)
            (folder / "events" / reply.source.replace(".eml", ".toml")).write_text(toml(reply.event), encoding="utf-8")
            truth.write(json.dumps(reply.truth(), ensure_ascii=False) + "\n")


def account(found: list[Judged], bad: list[Judged]) -> str:
    """Give what was read badly, the commonest causes first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        counts[one.reply.family.id][one.verdict.value] += 1
        if one.verdict is not Verdict.RIGHT:
            for cause in one.reasons or ("accepted",):
                causes[one.reply.family.id][f"{one.verdict.value}:{cause}"] += 1
            for difference in one.differences:
                causes[one.reply.family.id][f"≠ {difference.partition(':')[0]}"] += 1
    lines = ["# What is read badly", "", f"{len(found)} made-up replies.", "", "## By family", ""]
    for family in sorted(counts, key=lambda f: (-counts[f]["wrong"], counts[f]["right"] / counts[f].total())):
        count = counts[family]
        told = ", ".join(f"{cause} ×{n}" for cause, n in causes[family].most_common(6))
        figures = ", ".join(f"{count[v.value]} {v.value}" for v in _WORST_FIRST)
        lines.append(f"- {family}: {count['right']} of {count.total()} right, {figures}; {told}")
    lines += ["", "## Each (truth / read)", ""]
    for one in bad:
        lines.append(
            f"- {one.verdict.value} {one.reply.source}: {', '.join(one.reasons)} | {'; '.join(one.differences)}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
