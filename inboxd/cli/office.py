"""The commands for the organisers' office: `list`, `export`, `summary`, `status`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from inboxd.cli import DEFAULT_CONFIG, ConfigOption, JsonOption, app, command
from inboxd.config import Config
from inboxd.errors import InboxdError
from parsers.event import Event

EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id in the configuration.")]


class Format(StrEnum):
    """What `export` writes."""

    CSV = "csv"
    XLSX = "xlsx"


@app.command("list")
@command
def list_(event: EventArgument, config: ConfigOption = DEFAULT_CONFIG, json: JsonOption = False) -> None:
    """List who is registered for EVENT, cancelled and declined people included."""
    from inboxd.cli.tables import print_json, print_table
    from inboxd.config import load
    from inboxd.opening import open_store
    from parsers.reading import FIELDS
    from storage import registrations

    loaded = load(config)
    _event(loaded, event)
    with open_store(loaded).read() as session:
        views = registrations.listing(session, event)
    if json:
        for view in views:
            row: dict[str, Any] = {"id": view.id, "state": view.state, "registered_at": view.registered_at}
            row |= {field: getattr(view.attendee, field) for field in FIELDS}
            print_json(row | {"workshops": dict(view.places), "answers": dict(view.attendee.answers)})
        return
    columns = ("", "Name", "Organisation", "Workshops")
    rows = [
        (
            view.state,
            " ".join(filter(None, (view.attendee.last_name, view.attendee.first_name))),
            view.attendee.organisation,
            ", ".join(f"{one} ({place})" if place == "waiting" else one for one, place in view.places.items()),
        )
        for view in views
    ]
    print_table(columns, rows)


@app.command()
@command
def export(
    event: EventArgument,
    config: ConfigOption = DEFAULT_CONFIG,
    format: Annotated[Format, typer.Option("--format", "-f", help="The form of the file.")] = Format.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; without it, standard output.")
    ] = None,
) -> None:
    """Export the registrations of EVENT as CSV or XLSX; no cell can become a formula."""
    from inboxd.config import load
    from inboxd.export import rows_for, to_csv, to_xlsx
    from inboxd.opening import open_store
    from storage import registrations

    loaded = load(config)
    asked = _event(loaded, event)
    with open_store(loaded).read() as session:
        views = registrations.listing(session, event)
    rows = rows_for(asked, views)
    data = to_xlsx(rows) if format is Format.XLSX else to_csv(rows)
    if output is None:
        typer.get_binary_stream("stdout").write(data)
    else:
        output.write_bytes(data)
        typer.echo(f"{len(views)} registrations written to {output}", err=True)


@app.command()
@command
def summary(
    config: ConfigOption = DEFAULT_CONFIG,
    preview: Annotated[bool, typer.Option("--preview", help="Print the summary of now; send nothing.")] = False,
) -> None:
    """Show the weekly summary as it would be sent now (--preview), or put it into the outbox if it is due."""
    from inboxd import summary as weekly
    from inboxd.config import load
    from inboxd.opening import open_store
    from inboxd.worker import utc_now

    loaded = load(config)
    store = open_store(loaded)
    if preview:
        shown = weekly.preview(store, loaded, utc_now())
        typer.echo(f"{shown.subject}\n\n{shown.text}")
    elif weekly.put_if_due(store, loaded, utc_now()):
        typer.echo("The summary stands in the outbox; the daemon sends it.")
    else:
        typer.echo("No summary is due.")


@app.command()
@command
def status(config: ConfigOption = DEFAULT_CONFIG, json: JsonOption = False) -> None:
    """Tell how the daemon is doing. Exits 1 when something is wrong."""
    from inboxd.cli.tables import print_json
    from inboxd.config import load
    from inboxd.opening import open_store
    from inboxd.status import status as status_of
    from inboxd.worker import utc_now

    found = status_of(open_store(load(config)), utc_now())
    if json:
        print_json({
            "last_pass": found.last_pass,
            "lacking": found.lacking,
            "unfiled": found.unfiled,
            "messages": {state.value: count for state, count in found.messages.items()},
            "mails": {state.value: count for state, count in found.mails.items()},
            "problems": found.problems,
        })  # fmt: skip
    else:
        typer.echo(f"Last pass: {f'{found.last_pass:%Y-%m-%d %H:%M:%S} UTC' if found.last_pass else 'none yet'}")
        for title, counts in (("Messages", found.messages), ("Mails", found.mails)):
            typer.echo(f"{title}: " + (", ".join(f"{n} {state.value}" for state, n in counts.items() if n) or "none"))
        for problem in found.problems:
            typer.echo(f"! {problem}")
    if found.problems:
        raise typer.Exit(1)


def _event(config: Config, id: str) -> Event:
    event = config.event(id)
    if event is None:
        known = ", ".join(event.id for event in config.events)
        raise InboxdError(f"the configuration has no event {id!r}; it has: {known}")
    return event
