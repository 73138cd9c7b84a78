"""How long a reply takes to be read, by its kind: the replies of the demonstration, in this process, without lanes."""

from collections import defaultdict
from functools import partial
from importlib import resources
from pathlib import Path

from benchmarks.measure import Measure, measure
from inboxd.config import load_for_reading
from parsers import read

RUNS = 3
# By a word in the file's name; what has none of them is a typed reply.
KINDS = ("pdf", "word", "scan", "html")


def run() -> list[Measure]:
    """Read every kind of reply."""
    replies = resources.files("inboxd.demo") / "replies"
    kinds: dict[str, list[bytes]] = defaultdict(list)
    for reply in replies.iterdir():
        kind = next((kind for kind in KINDS if kind in reply.name), "typed")
        kinds[kind].append(reply.read_bytes())
    context, _ = load_for_reading(Path(__file__).parents[1] / "config.example.toml")

    def work(messages: list[bytes]) -> None:
        for data in messages:
            read(data, context)

    return [
        measure(f"reading, {kind}", partial(work, messages), messages=len(messages), runs=RUNS)
        for kind, messages in sorted(kinds.items())
    ]
