"""The licence check refuses what the design forbids."""

import sys
from importlib import metadata
from pathlib import Path

import pytest

from tests.packaging.licences import bundled, faults, is_allowed, needed_at_run_time


@pytest.mark.parametrize(
    ("package", "licence", "allowed"),
    [
        ("any", "MIT", True),
        ("any", "Apache-2.0 AND MIT", True),
        ("any", "GPL-3.0-only OR MIT", True),
        ("any", "MIT AND GPL-3.0-only", False),
        ("any", "GNU General Public License v3 (GPLv3)", False),
        ("any", "AGPL-3.0-or-later", False),
        ("any", "BSD License; GNU General Public License (GPL)", False),
        ("any", "UNKNOWN", False),
        ("any", "LGPL-3.0-only", False),  # each LGPL package is named, so that somebody has looked at how it is used
        ("psycopg", "LGPL-3.0-only", True),
        ("psycopg", "GPL-3.0-only", False),
    ],
)
def test_a_licence_is_allowed_or_not(package: str, licence: str, allowed: bool) -> None:
    assert is_allowed(package, licence) is allowed


def test_run_time_needs_are_followed_through_and_tools_are_left_out() -> None:
    needs = needed_at_run_time()
    assert {"imapclient", "sqlalchemy", "psycopg-binary", "opencv-python-headless", "numpy"} <= needs
    assert not needs & {"inboxd", "pytest", "mypy", "pip-licenses"}


def test_a_library_that_nobody_looked_up_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "heif-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: heif\nVersion: 1.0\nLicense-Expression: MIT\n")
    (info / "RECORD").write_text("heif.libs/libx265-1a2b3c4d.so.215,,\nheif/_heif.cpython-311-x86_64-linux-gnu.so,,\n")
    for file in ("heif.libs/libx265-1a2b3c4d.so.215", "heif/_heif.cpython-311-x86_64-linux-gnu.so"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert metadata.version("heif") == "1.0"
    assert list(bundled("heif")) == ["libx265"]
    assert "heif brings libx265, whose licence nobody has looked up" in faults({"heif": "MIT"})
