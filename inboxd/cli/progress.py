"""Progress of long work, for a person who watches a terminal; standard output and logs stay as they are."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def track(items: Iterable[T], done: str) -> Iterator[T]:
    """Give the items; where standard error is a terminal, count there those that are `done`."""
    if not sys.stderr.isatty() or sys.stdout.isatty():  # lines on a terminal show by themselves how far it is
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(done, total=None)
        for item in items:
            yield item
            progress.advance(task)
