"""What a scanned page costs beside the engines that look at it: processor time of each, and resident memory.

python -m benchmarks.pages [--count 12] [--seed 2026]     # made-up coupons, typed, on A4 at 200 dots an inch

An engine's time is what its calls take as they are made, the second one's in its own process; the bare time is one look
of each at the page as it came, which no reading of forms can live on.
"""

import argparse
import email
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.measure import machine
from parsers import read
from parsers.context import Context
from parsers.scans import engine, hand, ink, scan, tesseract
from training.papers.generator import WRITING, paper
from training.replies.__main__ import context
from training.replies.families import Side

_A4_AT_200 = 2339  # pixels of the longer side
_NEAR = 6
_NO_FONTS = Path("/usr/share/fonts")  # typed pages need none but those of the tests


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time that one page took."""

    whole: float
    engines: float  # within `whole`
    bare: float  # one look of each engine at the same page

    @property
    def over(self) -> float:
        """Seconds above 1.15 times the engines' own."""
        return self.whole - 1.15 * self.engines


def run(count: int = 12, seed: int = 2026) -> list[object]:
    """Read typed papers one by one, and one in a process of its own for the memory."""
    mails = list(_mails(count, seed))
    read(*mails[0])  # the engines are loaded
    costs = [_cost(data, about) for data, about in mails]
    return [
        _line("page, whole", [cost.whole for cost in costs]),
        _line("  its engines' calls", [cost.engines for cost in costs]),
        _line("  engines, one bare look", [cost.bare for cost in costs]),
        f"  {statistics.median(c.whole / c.engines for c in costs):.2f} times its engines (median); above 1.15 times"
        f" them: {statistics.median(c.over for c in costs):.2f} s (median), {max(c.over for c in costs):.2f} s (most)",
        f"  resident memory at most {_peak(*mails[0]) / 1e6:.0f} MB in a process that reads one page",
    ]


def _line(name: str, seconds: list[float]) -> str:
    return f"{name:26} median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s, {len(seconds)} pages"


def _mails(count: int, seed: int) -> Iterator[tuple[bytes, Context]]:
    """Give replies with one typed page of A4 at 200 dots an inch."""
    number = 0
    while count:
        if WRITING[number % len(WRITING)] == "typed":
            made = paper(seed, number, Side.FIT, _NO_FONTS)
            if abs(max(_page(made.data).picture.shape) - _A4_AT_200) <= _NEAR:
                yield made.data, replace(context(made), ocr=True)
                count -= 1
        number += 1


def _page(mail: bytes) -> scan.Photographed:
    """Give the page as the reader gets it."""
    data = next(p for p in email.message_from_bytes(mail).walk() if p.get_filename()).get_payload(decode=True)
    assert isinstance(data, bytes)
    limits = Context().limits
    if not data.startswith(b"%PDF"):
        return next(scan._frames(data, limits))
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    return scan._rendered(pdfium.PdfDocument(data)[0], limits)


def _cost(mail: bytes, about: Context) -> Cost:
    clock = _Clock()
    with _timed(clock):
        whole = _taken(partial(read, mail, about))
    return Cost(whole, clock.seconds, _taken(partial(_bare, _page(mail))))


def _bare(page: scan.Photographed) -> None:
    """One look of each engine: which way up, every line, and the lines once more by the second one."""
    engine.rapid()(page.picture, use_det=True, use_cls=False, return_word_box=True)
    grey = ink.grey(page.picture)
    tesseract.orientation(grey, 25)
    tesseract._run(["stdin", "stdout", "-l", "fra", "--psm", "3", "--dpi", "200"], tesseract._pages([grey]))


class _Clock:
    """Adds up what calls take; a call within a call counts once."""

    def __init__(self) -> None:
        self.seconds, self._depth = 0.0, 0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._depth += 1
            began = _used()
            try:
                return work(*args, **kwargs)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += _used() - began

        return timed


@contextmanager
def _timed(clock: _Clock) -> Iterator[None]:
    """Have the clock run while an engine works."""
    rapid = type(engine.rapid())
    with ExitStack() as stack:
        for owner, name in ((rapid, "__call__"), (tesseract, "_run"), (hand, "seen")):
            stack.enter_context(mock.patch.object(owner, name, clock.around(getattr(owner, name))))
        yield


def _taken(work: Callable[[], object]) -> float:
    began = _used()
    work()
    return _used() - began


def _used() -> float:
    """Give the processor time of this process and of the children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak(mail: bytes, about: Context) -> int:
    """Give the most resident memory, in bytes, of a new process that reads one reply."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_read_and_tell, (mail, about))


def _read_and_tell(mail: bytes, about: Context) -> int:
    read(mail, about)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    arguments.add_argument("--count", type=int, default=12)
    arguments.add_argument("--seed", type=int, default=2026)
    given = arguments.parse_args()
    print(machine())
    for line in run(given.count, given.seed):
        print(line)
