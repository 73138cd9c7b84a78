"""Who wrote which lines: inboxd's analysis of quote depth beside mail-parser-reply, on the replies of ``tests/blind``.

    pip install mail-parser-reply; python -m benchmarks.quotes [FOLDER …]     # FOLDER: mail/ and truth.ndjson

For each it prints, by the kind of reply, how many of the attendees' values that the mail holds stand in what it takes
for the sender's own text, how many in a text that it gives at all, and how many printed lines (those that stand in
several mails of the set: the organiser's letter) it takes for the sender's.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mailparser_reply import EmailReplyParser

from parsers.context import Context
from parsers.document import Line
from parsers.folding import fold
from parsers.mail.message import parse
from parsers.mail.texts import Text, lines_of, texts_of
from parsers.reading import FIELDS

SETS = Path(__file__).parents[1] / "tests" / "blind"
_PRINTED_IN = 3  # mails of a set that hold the same line
_PRINTED_WORDS = 4


@dataclass(slots=True)
class Tally:
    """What one way of parting made of the replies of one kind; the counts are of values, `printed` of lines."""

    stated: int = 0
    own: int = 0
    kept: int = 0
    printed: int = 0


@dataclass(slots=True)
class Reply:
    """One mail's body: its lines as they are shown, and as each way takes them."""

    kind: str
    values: list[str]
    ours: tuple[str, str]  # the sender's own lines, and all that are kept with their author
    theirs: tuple[str, str]
    lines: set[str] = field(default_factory=set)


def main() -> None:
    """Read, count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=sorted(SETS.glob("[a-z]")))
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for folder in parser.parse_args().folders:
        found = list(replies(folder))
        printed = {line for line, n in Counter(line for r in found for line in r.lines).items() if n >= _PRINTED_IN}
        for reply in found:
            for kind in (reply.kind, "all"):
                _count(tallies[kind, "inboxd"], reply, reply.ours, printed)
                _count(tallies[kind, "mail-parser-reply"], reply, reply.theirs, printed)
    print(f"{'kind':5} {'parted by':18} {'values':>7} {'in own':>8} {'kept':>8} {'printed lines as own':>22}")
    for (kind, name), tally in sorted(tallies.items()):
        own, kept = (f"{100 * n / max(1, tally.stated):.1f} %" for n in (tally.own, tally.kept))
        print(f"{kind:5} {name:18} {tally.stated:7} {own:>8} {kept:>8} {tally.printed:22}")


def replies(folder: Path) -> Iterator[Reply]:
    """Give the mails of a set that say something of somebody, in the order of its truth."""
    for line in (folder / "truth.ndjson").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        message = parse((folder / "mail" / truth["source"]).read_bytes(), Context().limits)
        bodies = [t for t in texts_of(message, Context(ocr=False))[0] if t.level == 0 and not t.attached]
        if truth["attendees"] and bodies:
            yield _reply(truth, bodies)


def _reply(truth: dict[str, Any], bodies: list[Text]) -> Reply:
    whole = "\n".join(_shown(text) for text in bodies)
    sections = [section for text in bodies for section in text.thread.sections]
    parted = [EmailReplyParser(languages=["fr", "en"]).read(text=_shown(text)) for text in bodies]
    values = [fold(str(a[name])) for a in truth["attendees"] for name in FIELDS if a.get(name)]
    return Reply(
        kind=truth["category"],
        values=[value for value in values if value and f" {value} " in f" {fold(whole)} "],
        ours=("\n".join(lines_of(s) for s in sections if s.own), "\n".join(lines_of(s) for s in sections)),
        theirs=(
            "\n".join(p.latest_reply or "" for p in parted),
            "\n".join(r.content for p in parted for r in p.replies),
        ),
        lines=_lines(whole),
    )


def _shown(text: Text) -> str:
    """Give a body as plain text, quoted lines behind their signs."""
    lines: list[Line] = []
    for block in text.thread.document.blocks:
        rows = [block] if isinstance(block, Line) else [Line("\n".join(c.text for c in row)) for row in block.rows]
        lines += (Line(row.text, quote_depth=block.quote_depth) for row in rows)
    return "\n".join("> " * line.quote_depth + text for line in lines for text in line.text.split("\n"))


def _lines(text: str) -> set[str]:
    folded = (fold(line) for line in text.splitlines())
    return {line for line in folded if len(line.split()) >= _PRINTED_WORDS}


def _count(tally: Tally, reply: Reply, parted: tuple[str, str], printed: Iterable[str]) -> None:
    own, kept = (f" {fold(text)} " for text in parted)
    tally.stated += len(reply.values)
    tally.own += sum(f" {value} " in own for value in reply.values)
    tally.kept += sum(f" {value} " in kept for value in reply.values)
    tally.printed += len(_lines(parted[0]) & set(printed))


if __name__ == "__main__":
    main()
