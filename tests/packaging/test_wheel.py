"""What is built and pinned: the wheel holds the three packages with their data and nothing else."""

import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGES = ("inboxd", "parsers", "storage")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from a copy of the tree, so that the build leaves nothing behind."""
    copy = tmp_path_factory.mktemp("tree")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(copy / "dist"), str(copy)]
    subprocess.run(command, check=True)
    (built,) = (copy / "dist").glob("*.whl")
    return zipfile.ZipFile(built).namelist()


def test_the_wheel_installs_three_packages_and_nothing_else(wheel: list[str]) -> None:
    top = {name.split("/")[0] for name in wheel}
    assert {name for name in top if not name.endswith(".dist-info")} == set(PACKAGES)


def test_every_file_of_the_packages_is_in_the_wheel(wheel: list[str]) -> None:
    here = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert here - set(wheel) == set()


def test_the_licence_and_the_notice_are_in_the_wheel(wheel: list[str]) -> None:
    names = {name.rsplit("/", 1)[-1] for name in wheel if ".dist-info/" in name}
    assert {"LICENSE", "NOTICE", "entry_points.txt"} <= names


def test_every_installed_package_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pinned = {}
    for line in lines:
        if found := re.fullmatch(r"([A-Za-z0-9._-]+)==([\w.!]+)", line):
            pinned[canonicalize_name(found[1])] = found[2]
        else:
            assert line.startswith("#"), f"{line!r} pins no version that everybody can install"
    installed = {canonicalize_name(found.name): found.version for found in metadata.distributions()}
    for name in ("inboxd", "pip"):
        installed.pop(canonicalize_name(name), None)
    unpinned = {name for name in installed if name not in pinned}
    assert unpinned == set(), "run `make constraints`"
