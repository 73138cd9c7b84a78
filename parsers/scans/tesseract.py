"""Tesseract, where the system has it: a second reader of single lines, and the one that knows which way up a page is.

It is a program of its own, started for a page's worth of lines at a time and ended with the process that started it.
Without it, without its data, or when it fails, there is no second opinion, and nothing else changes.
"""

import ctypes
import functools
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SECONDS = 15.0  # for a page; it takes one or two
BYTES = 1_000_000_000  # of address space; it takes a fifth on a page of A4
ORIENTATION = "osd"  # its data for which way up a page is
_WORD = "5"  # the level of a table's row that is a word
_LEVEL, _PAGE, _TEXT, _COLUMNS = 0, 1, 11, 12
_ANGLE = re.compile(r"^Rotate: (0|90|180|270)$", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: (\d+(?:\.\d+)?)$", re.MULTILINE)


@functools.cache
def languages() -> frozenset[str]:
    """Give the data that Tesseract has here (``fra``, ``osd``); none where it is not installed. Looked up once."""
    listed = _run(["--list-langs"], b"")
    return frozenset((listed or "").splitlines()[1:])


def read_lines(lines: Sequence[NDArray[np.uint8]], language: str, letters: str | None = None) -> list[list[str]] | None:
    """Give the words of pictures in grey, each of one line; None when there is no answer.

    `letters` are the only ones that may stand there, where that is known.
    """
    if language not in languages():
        return None
    single_line = "7"
    table = ["-c", "tessedit_create_tsv=1"]
    if letters is not None:
        table += ["-c", f"tessedit_char_whitelist={letters}"]
    answer = _run(["stdin", "stdout", "-l", language, "--psm", single_line, "--dpi", "300", *table], _pages(lines))
    return None if answer is None else _words(answer, len(lines))


def orientation(page: NDArray[np.uint8], letters: int) -> tuple[int, float] | None:
    """Give by how many degrees clockwise a page in grey must be turned, and how sure that is; None without an answer.

    It looks at five times as many `letters`, where there are so many, and gives no answer where there are fewer.
    """
    if ORIENTATION not in languages():
        return None
    orientation_only = "0"
    least = ["-c", f"min_characters_to_try={letters}"]
    answer = _run(["stdin", "stdout", "-l", ORIENTATION, "--psm", orientation_only, *least], _pages([page]))
    if answer is None:
        return None
    angle, sure = _ANGLE.search(answer), _SURE.search(answer)
    return (int(angle[1]), float(sure[1])) if angle and sure else None


def _pages(pictures: Sequence[NDArray[np.uint8]]) -> bytes:
    """Give pictures as the pages of one TIFF: what Tesseract takes in one go, each page for itself."""
    first, *rest = (Image.fromarray(picture) for picture in pictures)
    data = io.BytesIO()
    first.save(data, "TIFF", save_all=True, append_images=rest)
    return data.getvalue()


def _words(table: str, count: int) -> list[list[str]]:
    """Give the words of each page in Tesseract's table: a word a row, page and text among its columns."""
    found: list[list[str]] = [[] for _ in range(count)]
    for row in table.split("\n"):
        columns = row.split("\t")
        if len(columns) == _COLUMNS and columns[_LEVEL] == _WORD and columns[_TEXT].strip():
            number = int(columns[_PAGE])
            if 1 <= number <= count:
                found[number - 1] += columns[_TEXT].split()
    return found


def _run(arguments: Sequence[str], data: bytes) -> str | None:
    """Give what Tesseract prints; None when it is not there, fails or takes too long."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    kept = {name: os.environ[name] for name in ("TESSDATA_PREFIX", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of a message among the arguments
            [program, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
            env={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", **kept},
            cwd="/",
            preexec_fn=functools.partial(_confined, os.getpid()),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace")


_libc = ctypes.CDLL(None)  # loaded before the fork


def _confined(starter: int) -> None:
    """In the new process: end with the one that started it, however that ends, and take no more memory than is due."""
    import resource

    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        _libc.prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != starter:  # it ended before the kernel was told
            os._exit(1)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES if hard == resource.RLIM_INFINITY else min(BYTES, hard), hard))
