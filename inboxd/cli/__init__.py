"""The command line.

Exit codes: 0 done; 1 it went wrong, and standard error says what; 2 wrong usage, configuration or input.
"""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer

from inboxd import __version__
from inboxd.errors import ConfigError, InboxdError

P = ParamSpec("P")
R = TypeVar("R")

app = typer.Typer(
    name="inboxd",
    help="Turns a registration mailbox into a correct list of registrations.",
    epilog="Exit codes: 0 done; 1 it went wrong, and standard error says what; 2 wrong usage, configuration or input.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

ConfigOption = Annotated[
    Path,
    typer.Option("--config", "-c", envvar="INBOXD_CONFIG", help="The configuration file.", show_default=True),
]
DEFAULT_CONFIG = Path("/etc/inboxd/config.toml")
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Turn expected errors into a line on standard error and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except ConfigError as error:
            for fault in error.faults:
                typer.echo(fault, err=True)
            raise typer.Exit(2) from error
        except expected_errors() as error:
            typer.echo(f"inboxd: {error}", err=True)
            raise typer.Exit(1) from error

    return run


def expected_errors() -> tuple[type[Exception], ...]:
    """Give the errors that need no traceback."""
    from storage.errors import StoreError

    return (InboxdError, StoreError, OSError)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"inboxd {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns a registration mailbox into a correct list of registrations."""


def main() -> None:
    """Run the command line (the console script `inboxd`)."""
    try:
        app()
    except BrokenPipeError:  # `inboxd list | head`
        sys.stderr.close()
        raise SystemExit(1) from None


from inboxd.cli import office, reading, service, setup  # noqa: E402, F401 - each module adds its commands to `app`
