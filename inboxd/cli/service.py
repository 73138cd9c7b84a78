"""The commands that do the work: `run`, `once`, `review`, `db upgrade`."""

import threading
from typing import Annotated

import typer

from inboxd.cli import DEFAULT_CONFIG, ConfigOption, JsonOption, app, command
from inboxd.config import Config

db = typer.Typer(help="Look after the database.", no_args_is_help=True)
app.add_typer(db, name="db")


@app.command()
@command
def run(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Run the daemon: poll the mailbox, read, register, acknowledge, file; until SIGTERM. SIGHUP reads CONFIG again."""
    from inboxd import daemon, log
    from inboxd.config import load
    from inboxd.opening import open_store
    from storage.alone import alone

    log.configure()
    loaded = load(config)
    store = open_store(loaded, create=True)
    with alone(loaded.storage.url):
        daemon.leave(daemon.run(loaded, store))


@app.command()
@command
def once(
    config: ConfigOption = DEFAULT_CONFIG,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Store, move and send nothing; say what would be done.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Do one pass: take in, read, register, send what is due, file; then end."""
    from inboxd import log
    from inboxd.config import load

    log.configure()
    if dry_run:
        _rehearse(load(config), as_json=json)
    else:
        _pass(load(config), as_json=json)


def _rehearse(config: Config, *, as_json: bool) -> None:
    from inboxd.cli.tables import print_rehearsed
    from inboxd.mailbox.opening import mailbox_for
    from inboxd.opening import rehearsal_store
    from inboxd.rehearsal import rehearse
    from inboxd.worker import lanes_for

    mailbox = mailbox_for(config.mailbox, read_only=True)
    with rehearsal_store(config) as store, mailbox, lanes_for(config) as lanes:
        print_rehearsed(rehearse(mailbox, store, lanes, config), as_json=as_json)


def _pass(config: Config, *, as_json: bool) -> None:
    from inboxd.cli.tables import print_passed
    from inboxd.mailbox.opening import mailbox_for
    from inboxd.opening import open_store
    from inboxd.outbox import send_due, sender_for
    from inboxd.worker import lanes_for, one_pass, recover, utc_now
    from storage.alone import alone

    store, stop = open_store(config, create=True), threading.Event()
    with alone(config.storage.url):
        recover(store)
        with mailbox_for(config.mailbox) as mailbox, lanes_for(config) as lanes:
            report = one_pass(mailbox, store, lanes, config, stop)
        sent = send_due(store, config, sender_for(config), utc_now, stop)
    print_passed(report, sent, as_json=as_json)


@app.command()
@command
def review(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Serve the staff's pages, until SIGTERM. Needs no password of the mailbox."""
    from inboxd import daemon, log
    from inboxd.config import load
    from inboxd.opening import open_store
    from inboxd.review import serve

    log.configure()
    loaded = load(config)
    serve(loaded, open_store(loaded, create=True), daemon.stop_at_signals())


@db.command("upgrade")
@command
def upgrade(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Bring the database's tables up to this version; done again it changes nothing."""
    from inboxd.config import load
    from storage.session import Store

    store = Store(load(config).storage.url)
    before = store.schema()
    if before.is_newer:
        typer.echo("inboxd: the database belongs to a newer version of inboxd: install that version", err=True)
        raise typer.Exit(1)
    store.upgrade()
    after = store.schema()
    typer.echo(f"The database is at {after.current}, it was at {before.current or 'nothing'}.")
