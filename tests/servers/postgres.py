"""PostgreSQL, as an organiser's database server."""

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.servers.account import free_port, program, server_folder, unprivileged, wait_for_port


class Postgres:
    """A real PostgreSQL on 127.0.0.1, in a folder of its own; whoever connects from this machine is trusted.

    Nothing is forced to the disk: its tests are about transactions, not about power cuts.
    """

    host = "127.0.0.1"

    def __init__(self) -> None:
        self._account = unprivileged()
        self.folder = server_folder("postgres")
        self.port = free_port()
        self._bin = Path(program("initdb", "postgresql", *_versions())).parent
        self._names = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("data", "run"):
            self._account.folder(self.folder / name)
        (self.folder / "data").chmod(0o700)
        self._initdb()

    @property
    def url(self) -> str:
        """The address of the database `postgres` in SQLAlchemy's form."""
        return self._url("postgres")

    def fresh_database(self) -> str:
        """Make an empty database and give its address in SQLAlchemy's form."""
        name = f"test_{next(self._names)}"
        with psycopg.connect(self._url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._url(name)

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        settings = {
            "listen_addresses": self.host,
            "unix_socket_directories": str(self.folder / "run"),
            "fsync": "off",
            "max_connections": "50",
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with (self.folder / "postgres.log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._bin / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *options],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **self._account.identity(),
            )
        wait_for_port(self.port, lambda: self._process is not None and self._process.poll() is None, self.log)
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server at once; open connections break."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGQUIT)  # "immediate": nothing here is worth a checkpoint
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def close(self) -> None:
        """Stop the server and remove its databases."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """Give what the server wrote, for the message of a failed test."""
        return (self.folder / "postgres.log").read_text(errors="replace")

    def _url(self, database: str) -> str:
        return f"postgresql+psycopg://inboxd@{self.host}:{self.port}/{database}"

    def _initdb(self) -> None:
        command = [str(self._bin / "initdb"), "-D", str(self.folder / "data"), "--no-sync"]
        command += ["-A", "trust", "-U", "inboxd", "-E", "UTF8", "--locale=C.UTF-8"]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=self.folder, check=False, **self._account.identity()
        )
        if done.returncode != 0:
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _wait_until_ready(self) -> None:
        """It listens a moment before it lets anybody in ("the database system is starting up")."""
        ready = [str(self._bin / "pg_isready"), "-q", "-h", self.host, "-p", str(self.port), "-t", "5"]
        for _ in range(200):
            if subprocess.run(ready, check=False).returncode == 0:
                return
        raise RuntimeError(f"PostgreSQL does not get ready:\n{self.log()}")


def _versions() -> list[str]:
    """Debian keeps the server's programs off PATH, a folder a version; newest first."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return [str(folder) for folder in sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)]
