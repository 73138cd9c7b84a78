"""The systemd units are sound and let the services do little."""

import re
import sys
from pathlib import Path

import pytest

from tests.packaging.units import SERVICES, built, lines, run
from tests.servers.account import program


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    return built(tmp_path, Path(sys.executable).with_name("inboxd"))


def test_systemd_finds_nothing_to_say(units: list[Path]) -> None:
    # It ends with 0 even for a setting that it does not know: what it prints is what counts.
    done = run(program("systemd-analyze", "systemd"), "verify", *map(str, units))
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize("unit", SERVICES)
def test_the_exposure_is_below_two(units: list[Path], unit: str) -> None:
    (path,) = (path for path in units if path.name == unit)
    done = run(program("systemd-analyze", "systemd"), "security", "--offline=true", "--threshold=19", str(path))
    exposure = re.search(r"Overall exposure level for \S+: (\d+\.\d)", done.stdout)
    assert exposure is not None, done.stdout + done.stderr
    assert float(exposure[1]) < 2.0, done.stdout
    assert done.returncode == 0


def test_only_the_daemon_gets_the_passwords() -> None:
    daemon, review = (lines(unit) for unit in SERVICES)
    assert [line.split(":")[0] for line in daemon if "Credential" in line] == [
        "LoadCredential=mailbox_password",
        "LoadCredential=outgoing_password",
    ]
    assert not [line for line in review if "Credential" in line]


@pytest.mark.parametrize(
    "setting", ["User=inboxd", "UMask=0027", "Type=notify", "Restart=on-failure", "TimeoutStopSec=15"]
)
@pytest.mark.parametrize("unit", SERVICES)
def test_both_units_say(unit: str, setting: str) -> None:
    assert setting in lines(unit)
