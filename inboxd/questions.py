"""Turns the answers of `inboxd init` into a configuration that works, and secrets into files of mode 0600."""

import json
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inboxd.config import load
from inboxd.errors import InboxdError


@dataclass(frozen=True, slots=True)
class Event:
    """The event as it was asked for; times as typed."""

    title: str
    starts: str
    ends: str
    workshops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What `inboxd init` asked. `imap_host` None: a Maildir; `smtp_user` None: no sign-in."""

    address: str
    imap_host: str | None
    imap_user: str | None
    imap_password: str | None
    smtp_host: str
    smtp_user: str | None
    smtp_password: str | None
    organiser: str
    event: Event
    state: Path  # the folder of what inboxd writes: database, session secret, Maildir


def write(folder: Path, answers: Answers) -> list[Path]:
    """Write config.toml and the secrets into `folder`; give their paths, the configuration first.

    :raises InboxdError: when a configuration stands there already, or a time is none
    :raises inboxd.errors.ConfigError: when an answer does not fit; nothing is left behind then
    """
    text = _toml(answers)
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.toml"
    if config.exists():
        raise InboxdError(f"{config} exists already; move it away first")
    secrets = {"mailbox.password": answers.imap_password, "outgoing.password": answers.smtp_password}
    written = [config]
    try:
        config.write_text(text, encoding="utf-8")
        for name, secret in secrets.items():
            if secret:
                written.append(folder / name)
                _write_secret(folder / name, secret)
        load(config)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _write_secret(path: Path, secret: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(secret + "\n")


def _toml(answers: Answers) -> str:
    event = answers.event
    lines = [
        "# Written by `inboxd init`. Every key that may stand here is explained in config.example.toml.",
        "[mailbox]",
    ]
    lines += [f"address = {_text(answers.address)}"]
    if answers.imap_host:
        lines += ['kind = "imap"', f"host = {_text(answers.imap_host)}", f"user = {_text(answers.imap_user or '')}"]
        lines += ['password_file = "mailbox.password"']
    else:
        lines += ['kind = "maildir"', f"path = {_text(str(answers.state / 'maildir'))}"]
    local = answers.smtp_host == "localhost"
    lines += ["", "[outgoing]", f"sender = {_text(answers.address)}", f"host = {_text(answers.smtp_host)}"]
    lines += [f'tls = "{"none" if local else "starttls"}"']
    if answers.smtp_user:
        lines += [f"user = {_text(answers.smtp_user)}", 'password_file = "outgoing.password"']
    lines += ["", "[storage]", f"url = {_text(f'sqlite:///{answers.state}/inboxd.db')}"]
    lines += ["", "[review]", f"secret_file = {_text(str(answers.state / 'review.secret'))}", ""]
    lines += [
        "[summary]",
        f"recipients = [{_text(answers.organiser)}]",
        f"administrator = {_text(answers.organiser)}",
        "",
    ]
    lines += ["[[events]]", f"id = {_text(_id(event.title))}", f"title = {_text(event.title)}"]
    lines += [
        f"starts = {_moment(event.starts)}",
        f"ends = {_moment(event.ends)}",
        'timezone = "Europe/Paris"',
        'languages = ["fr"]',
    ]
    lines += ['required = ["last_name"]', f"choose = {{ min = 0, max = {len(event.workshops)} }}"]
    for number, workshop in enumerate(event.workshops, start=1):
        lines += ["", "[[events.workshops]]", f'id = "{number}"', f"label = {_text(workshop)}"]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Give a TOML string; JSON's escapes are TOML's."""
    return json.dumps(value, ensure_ascii=False)


def _moment(typed: str) -> str:
    """Give a time as TOML wants it, with seconds."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=None).isoformat()
    except ValueError:
        raise InboxdError(f'"{typed}" is no date and time such as 2018-10-17T14:00') from None


def _id(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "event"
