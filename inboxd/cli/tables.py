"""What commands print for a person at a terminal, or as JSON for a script.

Text of a mail is shown without its control characters: a terminal obeys them.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from inboxd.plain_text import one_line
from inboxd.rehearsal import Rehearsed
from inboxd.worker import PassReport
from parsers.reasons import sentence

PIPED_WIDTH = 200  # columns, where no terminal says how wide it is


def print_json(value: Any) -> None:
    """Print one JSON value."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


def print_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows as a table as wide as the terminal; nothing in a cell is taken for markup."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if value is None else one_line(str(value))) for value in row))
    Console(width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)


def print_passed(report: PassReport, sent: int, *, as_json: bool) -> None:
    """Tell what one pass did."""
    intake = report.intake
    facts = {
        "new": intake.new,
        "read": report.read,
        "sent": sent,
        "filed": report.filed,
        "lacking": len(intake.lacking),
    }
    if as_json:
        print_json(facts)
    else:
        typer.echo(", ".join(f"{count} {name}" for name, count in facts.items()))


def print_rehearsed(messages: Iterable[Rehearsed], *, as_json: bool) -> None:
    """Tell what a pass would do, a message at a time as it is read."""
    for message in messages:
        if as_json:
            print_json({
                "uid": message.uid,
                "outcome": message.decision.outcome.value,
                "reasons": [reason.value for reason in message.decision.reasons],
                "people": message.people,
                "answered": message.answered,
                "folder": message.folder,
            })  # fmt: skip
            continue
        typer.echo(f"{message.uid}: would be {message.decision.outcome.value}: {one_line(message.subject or '')}")
        for reason in message.decision.reasons:
            typer.echo(f"    {sentence(reason, 'en')}")
        if message.people:
            typer.echo(f"    read: {one_line(', '.join(message.people))}")
        typer.echo(f"    would answer: {message.answered or 'nobody'}; would file under: {message.folder or 'nothing'}")
