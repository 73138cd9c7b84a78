"""A real systemd as process 1, in a container over this machine's own files.

The container sees the machine's root folder through an overlay: what it writes is gone with it. It has a network of its
own with nothing but the loopback. Only root can start one.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.packaging.units import SERVICES, UNITS
from tests.packaging.wheel import build_wheel
from tests.servers.account import program

TARGET = """[Unit]
Requires=basic.target
After=basic.target
Wants=dbus.service
AllowIsolate=yes
"""
# systemd-nspawn's own filter refuses these, which a service may want to use to lock itself in.
LANDLOCK = "landlock_create_ruleset landlock_add_rule landlock_restrict_self"


class NotBooted(Exception):
    """The container did not start; the text says what was seen."""


class Container:
    """A booted container; `root` is its root folder, seen from outside."""

    def __init__(self, root: Path, leader: int) -> None:
        self.root = root
        self._enter = ["nsenter", "-t", str(leader), "-m", "-p", "-u", "-i", "-n", "-r", "-w"]

    def run(self, *command: str, check: bool = True) -> str:
        """Run a command inside and give what it printed.

        :raises AssertionError: with its output, where it fails and `check` is set
        """
        environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [*self._enter, *command], capture_output=True, text=True, check=False, env=environment, cwd="/"
        )
        assert done.returncode == 0 or not check, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def show(self, unit: str, *properties: str) -> list[str]:
        """Give properties of a unit, as systemd holds them now."""
        names = ",".join(properties)
        found = dict(line.split("=", 1) for line in self.run("systemctl", "show", "-p", names, unit).splitlines())
        return [found[name] for name in properties]

    def journal(self, unit: str) -> str:
        """Give what a unit wrote, and what systemd says of it."""
        return self.run("journalctl", "--no-pager", "-o", "cat", "-u", unit, check=False)

    def wait_until(self, reached: Callable[[], bool], unit: str, seconds: float = 60.0) -> None:
        """Wait until something is so.

        :raises AssertionError: with the unit's state and journal, where it does not come to be
        """
        deadline = time.monotonic() + seconds
        while not reached():
            if time.monotonic() > deadline:
                state = self.run("systemctl", "status", "--no-pager", "-l", unit, check=False)
                raise AssertionError(f"waited in vain for {unit}:\n{state}\n{self.journal(unit)}")
            time.sleep(0.1)


@contextlib.contextmanager
def booted(prepare: Callable[[Path], None]) -> Iterator[Container]:
    """Boot a container, its root folder first handed to `prepare`; it is shut down and removed at the end."""
    nspawn = program("systemd-nspawn", "systemd-container")
    with _overlay() as root:
        _install(root)
        prepare(root)
        command = [nspawn, f"--system-call-filter={LANDLOCK}", "-D", str(root), "--register=no", "--keep-unit"]
        command += ["--private-network", f"--bind-ro={_site_packages()}:/opt/inboxd/needs", "--boot", "--console=pipe"]
        with (root.parent / "console.log").open("wb") as console:
            process = subprocess.Popen(
                [*command, "--", "--unit=test.target"], stdin=subprocess.DEVNULL, stdout=console, stderr=console
            )
        try:
            yield _wait_until_booted(root, process)
        finally:
            _power_off(process)


@contextlib.contextmanager
def _overlay() -> Iterator[Path]:
    """Give this machine's root folder with a layer above it that takes every change."""
    base = Path(tempfile.mkdtemp(prefix="inboxd-boot-"))
    root, upper, work = base / "root", base / "upper", base / "work"
    try:
        _call("mount", "-t", "tmpfs", "-o", "size=1g,mode=755", "tmpfs", str(base))
        for folder in (root, upper, work):
            folder.mkdir(mode=0o755)
        try:
            options = f"lowerdir=/,upperdir={upper},workdir={work}"
            _call("mount", "-t", "overlay", "overlay", "-o", options, str(root))
            yield root
        finally:
            _call("umount", "--lazy", str(root))
    finally:
        subprocess.run(["umount", "--lazy", str(base)], check=False, capture_output=True)
        shutil.rmtree(base, ignore_errors=True)


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotBooted(f"{' '.join(command)}: {done.stderr.strip()}")


def _install(root: Path) -> None:
    """Install inboxd as packaging/systemd/README.md says: an environment under /opt, the units, the user."""
    venv = root / "opt/inboxd/venv"
    packages = venv / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    packages.mkdir(parents=True)
    (venv / "bin").mkdir()
    interpreter = Path(os.path.realpath(sys.executable))
    (venv / "bin/python").symlink_to(interpreter)
    (venv / "pyvenv.cfg").write_text(f"home = {interpreter.parent}\ninclude-system-site-packages = false\n")
    zipfile.ZipFile(build_wheel(root.parent / "wheel")).extractall(packages)
    # What inboxd needs is the environment of the tests, bound to a place that another user can enter.
    (root / "opt/inboxd/needs").mkdir()
    (packages / "needs.pth").write_text("/opt/inboxd/needs\n")
    script = venv / "bin/inboxd"
    script.write_text("#!/opt/inboxd/venv/bin/python\nfrom inboxd.cli import main\n\nmain()\n")
    script.chmod(0o755)
    system = root / "etc/systemd/system"
    for unit in SERVICES:
        shutil.copy(UNITS / unit, system / unit)
    (system / "test.target").write_text(TARGET)
    _call("systemd-sysusers", f"--root={root}", str(UNITS / "inboxd.sysusers.conf"))
    machine = root / "etc/machine-id"
    machine.unlink(missing_ok=True)
    machine.write_text(subprocess.run(["systemd-id128", "new"], capture_output=True, text=True, check=True).stdout)


def _site_packages() -> Path:
    return Path(sys.prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def _wait_until_booted(root: Path, process: subprocess.Popen[bytes]) -> Container:
    deadline = time.monotonic() + 60
    leader: int | None = None
    while time.monotonic() < deadline and process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if children:
            leader = int(children[0])
            container = Container(root, leader)
            if container.run("systemctl", "is-system-running", check=False) in {"running", "degraded"}:
                return container
        time.sleep(0.05)
    raise NotBooted((root.parent / "console.log").read_text(errors="replace"))


def _power_off(process: subprocess.Popen[bytes]) -> None:
    process.terminate()  # systemd-nspawn asks process 1 to shut down
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
