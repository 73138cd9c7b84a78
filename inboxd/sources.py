"""Where `inboxd read` finds messages, in the order of the paths: files, folders, Maildirs, mboxes, standard input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LARGEST = 100_000_000  # bytes of one message; what is longer is cut, and read as far as it goes


@dataclass(frozen=True, slots=True)
class Source:
    """One message and the name under which it is reported."""

    name: str
    data: bytes


def sources(paths: Iterable[str], stdin: BinaryIO) -> Iterator[Source]:
    """Give every message of `paths`; a folder gives its regular files sorted by name, not those of folders in it."""
    for path in paths:
        if path == "-":
            yield Source("-", stdin.read(LARGEST))
            continue
        for file in _files(Path(path)):
            yield from _messages(file)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    folders = [path / "cur", path / "new"] if (path / "cur").is_dir() and (path / "new").is_dir() else [path]
    files = [file for folder in folders for file in folder.iterdir() if file.is_file()]
    return sorted(files, key=lambda file: file.name)


def _messages(file: Path) -> Iterator[Source]:
    try:
        with file.open("rb") as stream:
            start = stream.read(5)
            stream.seek(0)
            if start == b"From ":
                for number, data in enumerate(_mbox(stream), start=1):
                    yield Source(f"{file.name}#{number}", data)
            else:
                yield Source(file.name, stream.read(LARGEST))
    except OSError:
        yield Source(file.name, b"")  # a file that cannot be read still gets its line


def _mbox(stream: BinaryIO) -> Iterator[bytes]:
    """Give the messages of an mbox: each starts after a line ``From …`` that stands first or after an empty line."""
    lines: list[bytes] = []
    size, blank, first = 0, True, True
    for line in stream:
        if blank and line.startswith(b"From "):
            if not first:
                yield b"".join(lines)
            lines, size, first = [], 0, False
            blank = False
            continue
        blank = line in {b"\n", b"\r\n"}
        quoted = line.startswith(b">") and line.lstrip(b">").startswith(b"From ")
        size += len(line)
        if size <= LARGEST:
            lines.append(line[1:] if quoted else line)
    if not first:
        yield b"".join(lines)
