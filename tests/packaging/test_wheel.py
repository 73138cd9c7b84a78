"""What is built and pinned: the wheel holds the three packages with their data and nothing else."""

import re
import zipfile
from importlib import metadata

import pytest
from packaging.utils import canonicalize_name

from tests.packaging.units import ROOT
from tests.packaging.wheel import build_wheel

PACKAGES = ("inboxd", "parsers", "storage")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in the wheel."""
    return zipfile.ZipFile(build_wheel(tmp_path_factory.mktemp("wheel"))).namelist()


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


def test_the_head_for_handwriting_is_small_and_its_sources_are_named(wheel: list[str]) -> None:
    assert "parsers/models/hand.onnx" in wheel
    assert (ROOT / "parsers/models/hand.onnx").stat().st_size < 4_000_000
    notice = (ROOT / "NOTICE").read_text()
    for source in ("Bibliothèque et Archives nationales du Québec", "Creative Commons Attribution 4.0", "PP-OCRv6"):
        assert source in notice


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
