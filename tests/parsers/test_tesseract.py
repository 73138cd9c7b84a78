"""Tesseract as a program: the true one where it reads, and made-up ones that misbehave."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from parsers.scans import tesseract, upright
from parsers.scans.found import Picture

LISTED = 'if [ "$1" = --list-langs ]; then printf "List of available languages:\\nfra\\nosd\\n"; exit 0; fi\n'
HERE = 'here=$(dirname "$0")\n'


@pytest.fixture(autouse=True)
def _looked_up_anew() -> Iterator[None]:
    tesseract.languages.cache_clear()
    yield
    tesseract.languages.cache_clear()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a program of that name, the only one that is found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "tesseract"


def write(program: Path, script: str) -> None:
    program.write_text("#!/bin/sh\nPATH=/usr/bin:/bin\n" + HERE + LISTED + script)
    program.chmod(0o755)


def line(text: str) -> Picture:
    picture = np.full((68, 900), 255, np.uint8)
    cv2.putText(picture, text, (12, 48), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 0, 2)
    return picture


def test_each_line_has_its_own_words() -> None:
    assert tesseract.read_lines([line("Sols vivants"), line("Energie"), line("Transport")], "fra") == [
        ["Sols", "vivants"],
        ["Energie"],
        ["Transport"],
    ]


def test_a_language_that_is_not_installed_gives_no_answer() -> None:
    assert tesseract.read_lines([line("Sols")], "tlh") is None


def test_without_the_program_there_is_no_answer(program: Path) -> None:
    assert not program.exists()
    assert tesseract.languages() == frozenset()
    assert tesseract.read_lines([line("Sols")], "fra") is None
    assert upright.turned(np.full((900, 600), 255, np.uint8)) == 0


@pytest.mark.parametrize(
    "script",
    [
        "exit 1\n",
        "kill -SEGV $$\n",
        "exec sleep 60\n",
        "head -c 10 > /dev/null; exit 1\n",  # it goes away while it is being written to
    ],
)
def test_a_program_that_fails_gives_no_answer(script: str, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "SECONDS", 0.5)
    write(program, script)
    assert tesseract.read_lines([line("Sols")] * 20, "fra") is None
    assert tesseract.orientation(line("Sols"), 25) is None


@pytest.mark.parametrize("row", ["5\\t9\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t90\\tSols", "5\\tx", "\\377\\t", ""])
def test_a_table_that_does_not_fit_gives_no_words(row: str, program: Path) -> None:
    write(program, f"printf '{row}\\n'\n")
    assert tesseract.read_lines([line("Sols")], "fra") == [[]]


def test_it_is_told_nothing_of_the_daemons_environment(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBOXD_PASSWORD", "secret")
    write(program, 'env > "$here/environment"\n')
    tesseract.read_lines([line("Sols")], "fra")
    names = {entry.split("=", 1)[0] for entry in (program.parent / "environment").read_text().splitlines()}
    assert "OMP_THREAD_LIMIT" in names
    assert not names & {"INBOXD_PASSWORD", "HOME"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")
def test_it_ends_with_a_lane_that_is_killed(program: Path) -> None:
    write(program, 'echo $$ > "$here/draft"; mv "$here/draft" "$here/pid"; exec sleep 600\n')
    code = (
        "import numpy; from parsers.scans import tesseract; "
        "tesseract.read_lines([numpy.zeros((9, 9), numpy.uint8)], 'fra')"
    )
    lane = subprocess.Popen([sys.executable, "-c", code])
    noted = program.parent / "pid"
    try:
        wait_until(noted.exists)
        pid = int(noted.read_text())
        assert Path(f"/proc/{pid}").exists()
    finally:
        lane.send_signal(signal.SIGKILL)
        lane.wait()
    wait_until(lambda: not is_running(pid))


def is_running(pid: int) -> bool:
    """Say whether a process runs; one that nobody has waited for yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def wait_until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)
