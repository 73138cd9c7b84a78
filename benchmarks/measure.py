"""How a figure is taken: several runs of the same work, the median and the spread."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds for one message, of several runs."""

    name: str
    messages: int  # in one run
    runs: int
    median: float
    least: float
    most: float

    def __str__(self) -> str:
        median, least, most = (1000 * seconds for seconds in (self.median, self.least, self.most))
        counted = f"{self.messages} messages, {self.runs} runs"
        return f"{self.name:20} {median:9.1f} ms a message ({least:.1f} to {most:.1f}), {counted}"


def measure(name: str, work: Callable[[], None], *, messages: int, runs: int) -> Measure:
    """Do the work once unmeasured, since models are loaded and caches filled then, and `runs` times by the clock."""
    work()
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append((time.perf_counter() - began) / messages)
    return Measure(name, messages, runs, statistics.median(seconds), min(seconds), max(seconds))


def machine() -> str:
    """Say on what the figures were taken."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, load {os.getloadavg()[0]:.1f} before"
