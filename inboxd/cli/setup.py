"""The commands for setting up: `init`, `check`, `user add`, `demo`."""

from pathlib import Path
from typing import Annotated

import typer

from inboxd.cli import DEFAULT_CONFIG, ConfigOption, JsonOption, app, command
from inboxd.errors import InboxdError

user = typer.Typer(help="The staff who may sign in to the review pages.", no_args_is_help=True)
app.add_typer(user, name="user")
STATE = Path("/var/lib/inboxd")  # as systemd's StateDirectory makes it
LEAST_PASSWORD = 10  # characters


@app.command()
@command
def init(
    folder: Annotated[Path, typer.Argument(help="Where the configuration is written; made when missing.")] = Path(),
    state: Annotated[
        Path | None,
        typer.Option("--state", help="Where the database is kept [FOLDER; /var/lib/inboxd for one below /etc]."),
    ] = None,
) -> None:
    """Ask a few questions and write a working configuration, and the passwords into files that only you can read."""
    from inboxd.questions import Answers, Event, write

    typer.echo("A few questions; Enter takes what stands in brackets.\n")
    address = typer.prompt("The address that people reply to")
    imap = typer.confirm("Is its mailbox on an IMAP server? (no: a Maildir on this machine)", default=True)
    host = typer.prompt("IMAP server") if imap else None
    user_name = typer.prompt("User name there", default=address) if imap else None
    password = typer.prompt("Password", hide_input=True) if imap else None
    smtp = typer.prompt("Server that sends mail (localhost: without encryption)", default=host or "localhost")
    signs_in = smtp != "localhost" and typer.confirm("Does it want a sign-in?", default=True)
    smtp_user = typer.prompt("User name there", default=user_name or address) if signs_in else None
    smtp_password = (
        typer.prompt("Password", hide_input=True, default=password or "", show_default=False) if signs_in else None
    )
    title = typer.prompt("The event's title")
    starts = typer.prompt("It starts at (like 2018-10-17T14:00)")
    ends = typer.prompt("It ends at", default=starts)
    workshops = typer.prompt("Its workshops, with commas between (none: leave empty)", default="", show_default=False)
    organiser = typer.prompt("Who gets the weekly summary", default=address)
    event = Event(title, starts, ends, tuple(w.strip() for w in workshops.split(",") if w.strip()))
    answers = Answers(
        address, host, user_name, password, smtp, smtp_user, smtp_password, organiser, event, _state(folder, state)
    )
    written = write(folder, answers)
    typer.echo(f"\nWritten: {', '.join(map(str, written))}")
    typer.echo(f"Now try:  inboxd check --config {written[0]}")


def _state(folder: Path, asked: Path | None) -> Path:
    """Give the folder of what inboxd writes: below /etc a service may not."""
    folder = folder.absolute()
    return asked.absolute() if asked else STATE if folder.is_relative_to("/etc") else folder


@app.command()
@command
def check(config: ConfigOption = DEFAULT_CONFIG, json: JsonOption = False) -> None:
    """Try the configuration, mailbox, mail server, database and text recognition: a line each. Exits 1 on an error."""
    from inboxd.checks import checks
    from inboxd.cli.tables import print_json
    from inboxd.config import load
    from inboxd.mailbox import Level
    from inboxd.worker import utc_now

    bad = False
    for finding in checks(load(config), utc_now()):
        bad |= finding.level is Level.ERROR
        if json:
            facts = {
                "level": finding.level.value,
                "subject": finding.subject,
                "text": finding.text,
                "advice": finding.advice,
            }
            print_json(facts)
            continue
        typer.echo(f"{finding.level.value:8} {finding.subject}: {finding.text}")
        if finding.advice:
            typer.echo(f"{'':8} → {finding.advice}")
    if bad:
        raise typer.Exit(1)


@user.command("add")
@command
def add_user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")],
    config: ConfigOption = DEFAULT_CONFIG,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Take the password from standard input.")
    ] = False,
) -> None:
    """Let NAME sign in to the review pages; asks for a password. A known NAME gets the new password."""
    import sys

    from inboxd.config import load
    from inboxd.opening import open_store
    from inboxd.review.auth import hash_password
    from inboxd.worker import utc_now
    from storage import users

    store = open_store(load(config), create=True)
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < LEAST_PASSWORD:
        raise InboxdError(f"the password needs at least {LEAST_PASSWORD} characters")
    hashed = hash_password(password)
    with store.write() as session:
        known = users.get(session, name) is not None
        if known:
            users.set_password(session, name, hashed, utc_now())
        else:
            users.add(session, name, hashed, utc_now())
    typer.echo(f"{name} has a new password." if known else f"{name} may sign in.")


@app.command()
@command
def demo(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where to put everything; without it, a new folder.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Check what came out, and end by itself.")] = False,
) -> None:
    """Show the main job on two dozen replies, in one folder, with nothing sent to anybody."""
    from rich.console import Console

    from inboxd.demo import run_demo

    raise typer.Exit(run_demo(folder, stay=not check, console=Console()))
