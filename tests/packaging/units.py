"""The units as they are installed, and as they can be checked on this machine."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "packaging" / "systemd"
SERVICES = ("inboxd.service", "inboxd-review.service")
INSTALLED = "/opt/inboxd/venv/bin/inboxd"  # where the units look for the program


def lines(unit: str) -> list[str]:
    """Give a unit's settings, comments left out."""
    text = (UNITS / unit).read_text()
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def built(folder: Path, program: Path) -> list[Path]:
    """Copy the units into `folder`, their programs replaced by one that exists here."""
    copies = []
    for unit in SERVICES:
        text = (UNITS / unit).read_text()
        assert INSTALLED in text
        copy = folder / unit
        copy.write_text(text.replace(INSTALLED, str(program)))
        copies.append(copy)
    return copies


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command and give what it printed, whatever its status."""
    return subprocess.run(command, capture_output=True, text=True, check=False)
