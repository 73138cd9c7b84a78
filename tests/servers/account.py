"""Who runs the servers: an unprivileged account, and folders and ports of its own.

Dovecot and PostgreSQL refuse to run as root, or do more than a test wants. Root therefore hands them to `nobody`;
anybody else runs them as himself. No account is created.
"""

import grp
import os
import pwd
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict


class ServerMissing(Exception):
    """A program that the tests need is not installed. It fails a test: nothing is skipped silently."""

    def __init__(self, program: str, package: str) -> None:
        super().__init__(
            f"{program} is not installed (Debian package {package}): `make test` as root installs it, else it says how"
        )


class Identity(TypedDict, total=False):
    """The arguments of subprocess.Popen that make a process somebody else's; empty where it stays ours."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """The account that servers run as."""

    name: str
    group: str
    uid: int
    gid: int

    def identity(self) -> Identity:
        """Give what subprocess.Popen needs so that a process runs as this account."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, *paths: Path) -> None:
        """Hand files and folders, made by us, over to this account."""
        if os.geteuid() == 0:
            for path in paths:
                os.chown(path, self.uid, self.gid)

    def folder(self, path: Path) -> Path:
        """Make a folder of this account's own."""
        path.mkdir(parents=True, exist_ok=True)
        self.owns(path)
        return path


def unprivileged() -> Account:
    """Give `nobody` to root, and everyone else himself."""
    entry = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return Account(entry.pw_name, grp.getgrgid(entry.pw_gid).gr_name, entry.pw_uid, entry.pw_gid)


def server_folder(prefix: str) -> Path:
    """Make a temporary folder that another account may enter.

    Not pytest's tmp_path, which only its owner may enter; and the short path keeps sockets under their 107 characters.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"inboxd-{prefix}-"))
    folder.chmod(0o755)
    return folder


def program(name: str, package: str, *folders: str) -> str:
    """Give the path of a program, looked for in `folders` first, then on PATH and in the system's folders.

    :raises ServerMissing: when it is in none of them.
    """
    system = [*os.environ.get("PATH", os.defpath).split(os.pathsep), "/usr/local/sbin", "/usr/sbin", "/sbin"]
    found = shutil.which(name, path=os.pathsep.join([*folders, *system]))
    if found is None:
        raise ServerMissing(name, package)
    return found


def free_port() -> int:
    """Give a port of 127.0.0.1 that nobody listens on; somebody may take it before we do, which is rare."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Tell whether something accepts connections on a port of 127.0.0.1."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_for_port(port: int, alive: Callable[[], bool], log: Callable[[], str], seconds: float = 20.0) -> None:
    """Wait until something accepts connections on `port`.

    :raises RuntimeError: with the server's log when it died, or did not listen in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and alive():
        if listens(port):
            return
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port}:\n{log()}")
