"""A configuration, a Maildir with replies and the command line as a user types it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.endtoend.replies import MadeReply, replies
from tests.endtoend.test_kill import EVENTS

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def inboxd(tmp_path: Path) -> Command:
    """Run a command in an empty environment and an own folder; give its exit code and what it printed."""

    def run(*words: str | Path, stdin: bytes | str = "") -> subprocess.CompletedProcess[str]:
        text = stdin if isinstance(stdin, str) else stdin.decode("latin-1")
        return subprocess.run(
            [sys.executable, "-m", "inboxd", *map(str, words)],
            input=text,
            capture_output=True,
            text=True,
            encoding="latin-1" if isinstance(stdin, bytes) else "utf-8",
            check=False,
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
            timeout=120,
        )

    return run


@pytest.fixture
def made() -> list[MadeReply]:
    """Ten replies: a broken one, an unclear one, an automatic one and seven sure ones."""
    return replies(7, 10)


@pytest.fixture
def config(tmp_path: Path, made: list[MadeReply]) -> Path:
    """A whole configuration beside a Maildir that holds the replies."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / "maildir" / name).mkdir(parents=True)
    for number, reply in enumerate(made):
        (tmp_path / "maildir/new" / f"16000000{number:02}.M{number}P1.host").write_bytes(reply.data)
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
[mailbox]
address = "inscriptions@example.org"
[outgoing]
sender = "inscriptions@example.org"
port = 9
tls = "none"
{EVENTS}""",
        encoding="utf-8",
    )
    return path
