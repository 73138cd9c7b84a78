"""How the processor time of single replies in text and HTML is spread, the standard library's bare parse beside it.

python -m benchmarks.bodies [CONFIG FOLDER]     # without them: the replies of tests/blind
"""

import email
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.measure import machine
from inboxd.config import load_for_reading
from parsers import read
from parsers.context import Context

SETS = Path(__file__).parents[1] / "tests" / "blind"
RUNS = 3  # of each reply; the quickest counts, the others were disturbed
_FILES = (b"application/", b"image/")


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds of processor time, a reply each."""

    name: str
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        ordered = sorted(1000 * seconds for seconds in self.seconds)
        late = ordered[int(0.95 * len(ordered))]
        median = statistics.median(ordered)
        spread = f"median {median:.2f} ms, 95th percentile {late:.2f} ms, slowest {ordered[-1]:.2f} ms"
        return f"{self.name:20} {spread}, {len(ordered)} messages"


def run() -> list[Spread]:
    """Read the replies of ``tests/blind`` one by one."""
    return spreads((folder / "config.toml", folder / "mail") for folder in sorted(SETS.glob("[a-z]")))


def spreads(folders: Iterable[tuple[Path, Path]]) -> list[Spread]:
    """Give what reading takes, and what parsing alone takes, for every reply without an attached file."""
    mails = [mail for config, folder in folders for mail in _mails(config, folder)]
    for context, data in mails:
        read(data, context)  # models are loaded and caches filled
    reading = tuple(_quickest(partial(read, data, context)) for context, data in mails)
    parsing = tuple(_quickest(partial(_parse, data)) for _, data in mails)
    return [Spread("bodies, read", reading), Spread("bodies, parsed only", parsing)]


def _mails(config: Path, folder: Path) -> Iterator[tuple[Context, bytes]]:
    context, _ = load_for_reading(config)
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        if not any(b"content-type: " + kind in data.lower() for kind in _FILES):
            yield context, data


def _parse(data: bytes) -> None:
    for part in email.message_from_bytes(data).walk():
        part.get_payload(decode=True)


def _quickest(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


if __name__ == "__main__":
    print(machine())
    for found in spreads([(Path(sys.argv[1]), Path(sys.argv[2]))]) if len(sys.argv) > 2 else run():
        print(found)
