"""The demo's folder: a Maildir with the replies that ship with inboxd, a configuration, an outbox."""

import email
import os
import tempfile
from dataclasses import dataclass
from email import policy
from email.utils import parsedate_to_datetime
from importlib import resources
from pathlib import Path
from string import Template

from inboxd.errors import InboxdError


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where everything of one demo lies."""

    path: Path

    @property
    def config(self) -> Path:
        return self.path / "config.toml"

    @property
    def maildir(self) -> Path:
        return self.path / "maildir"

    @property
    def outbox(self) -> Path:
        return self.path / "outbox"

    @property
    def log(self) -> Path:
        return self.path / "inboxd.log"


def make_folder(path: Path | None) -> DemoFolder:
    """Make the folder, a fresh temporary one unless `path` is given.

    :raises InboxdError: when `path` holds something already: the demo overwrites nothing
    """
    if path is None:
        return DemoFolder(Path(tempfile.mkdtemp(prefix="inboxd-demo-")))
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise InboxdError(f"{path} is not empty: name a folder that is, or that does not exist yet")
    return DemoFolder(path.resolve())


def put_replies(maildir: Path) -> tuple[str, ...]:
    """Deliver the shipped replies into the Maildir, each at the time of its Date header; give their names in order."""
    for name in ("tmp", "new", "cur"):
        (maildir / name).mkdir(parents=True, exist_ok=True)
    names = []
    for name, data in shipped_replies():
        delivered = int(sent_at(data))
        # A Maildir file's name: the time of delivery, a part that is unique, and the machine.
        file = maildir / "tmp" / f"{delivered}.{name}.demo"
        file.write_bytes(data)
        os.utime(file, (delivered, delivered))
        file.rename(maildir / "new" / file.name)
        names.append(name)
    return tuple(names)


def reply_name(uid: str) -> str | None:
    """Give the shipped reply to which the unique part of a Maildir file's name belongs; None for another file."""
    parts = uid.split(".")
    return parts[1] if len(parts) == 3 and parts[2] == "demo" else None


def maildir_files(maildir: Path) -> list[str]:
    """Give the name, up to the ":", of every message file in the Maildir and its folders."""
    files = (file for name in ("new", "cur") for file in maildir.rglob(f"{name}/*") if file.is_file())
    return [file.name.partition(":")[0] for file in files]


def shipped_replies() -> list[tuple[str, bytes]]:
    """Give name and bytes of each reply that ships with inboxd, by name."""
    folder = resources.files("inboxd.demo") / "replies"
    return sorted(
        (entry.name.removesuffix(".eml"), entry.read_bytes())
        for entry in folder.iterdir()
        if entry.name.endswith(".eml")
    )


def sent_at(data: bytes) -> float:
    """Give the time of the Date header, in seconds of the epoch."""
    header = email.message_from_bytes(data, policy=policy.compat32)["Date"]
    return parsedate_to_datetime(str(header)).timestamp()


def write_config(folder: DemoFolder, *, smtp_port: int, review_port: int, language: str) -> None:
    """Write the configuration that everything in the folder runs by."""
    text = (resources.files("inboxd.demo") / "config.toml").read_text(encoding="utf-8")
    filled = Template(text).substitute(smtp_port=smtp_port, review_port=review_port, language=language)
    folder.config.write_text(filled, encoding="utf-8")
