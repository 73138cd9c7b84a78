"""`inboxd read`: how replies are understood, with nothing stored and nothing sent."""

import json
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from inboxd.cli import DEFAULT_CONFIG, ConfigOption, app, command


@app.command()
@command
def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="An .eml file, a folder, a Maildir, an mbox, or -.")
    ],
    config: ConfigOption = DEFAULT_CONFIG,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Messages read at the same time.")] = 1,
) -> None:
    """Read replies and print one JSON object a message; store and send nothing.

    A configuration that has only [[events]] is enough. Exits 2 when a PATH does not exist.
    """
    from inboxd.cli.progress import track
    from inboxd.config import load_for_reading
    from inboxd.lanes import LaneLimits, Lanes
    from inboxd.report import line
    from inboxd.sources import Source, sources

    context, settings = load_for_reading(config)
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    for path in missing:
        typer.echo(f"inboxd read: {path} does not exist", err=True)
    if missing:
        raise typer.Exit(2)
    waiting: deque[Source] = deque()  # handed to a lane, its line not printed yet

    def data_of_each() -> Iterator[bytes]:
        for source in sources(paths, sys.stdin.buffer):
            waiting.append(source)
            yield source.data

    limits = LaneLimits(seconds=settings.seconds, resident_bytes=settings.megabytes * 1_000_000)
    with Lanes(jobs, limits) as lanes:
        for result in track(lanes.read_many(data_of_each(), context), "read"):
            read_line = line(waiting.popleft(), result, context, settings)
            print(json.dumps(read_line, ensure_ascii=False), flush=True)
