"""The key that signs the sessions: made once, readable by its owner alone."""

import contextlib
import os
import secrets
from pathlib import Path

from inboxd.errors import ConfigError

LEAST = 32  # characters of a key that cannot be guessed


def secret_key(file: Path) -> str:
    """Give the key in `file`, which is made (mode 0600) where it is missing.

    :raises ConfigError: when it can be neither read nor made, or is too short
    """
    try:
        with contextlib.suppress(FileExistsError):  # another process was quicker, or it is there since long
            _make(file)
        key = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"review.secret_file: {file} cannot be read or made: {error}"]) from error
    if len(key) < LEAST:
        raise ConfigError([f"review.secret_file: {file} holds no key; remove it and inboxd makes a new one"])
    return key


def _make(file: Path) -> None:
    """Write a new key, whole or not at all, and never over an old one."""
    if file.exists():
        raise FileExistsError(file)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(secrets.token_hex(32) + "\n")
        os.link(draft, file)
    finally:
        draft.unlink()
