"""Files between the lines of a text, as uuencode writes them: the text without them, and the files."""

import binascii
import re
from dataclasses import dataclass

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n(?=[!-`])", re.MULTILINE)
_END = re.compile(rb"^(?:[` ]?[ \t]*\r?\n)?end[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(rb"[ -`]{1,90}")  # a length, and its bytes as groups of four characters
MOST_FILES = 60


@dataclass(frozen=True, slots=True)
class Encoded:
    """One file; `whole` is False where its end is missing or a line is damaged."""

    name: str
    data: bytes
    whole: bool


def taken_out(text: bytes) -> tuple[bytes, list[Encoded]]:
    """Give the text without its encoded files, and the files. What is no file stays in the text."""
    kept: list[bytes] = []
    files: list[Encoded] = []
    at = 0
    while len(files) < MOST_FILES and (begin := _BEGIN.search(text, at)):
        end = _END.search(text, begin.end())
        lines = text[begin.end() : end.start() if end else len(text)].splitlines()
        data, read = _decoded(lines)
        if not data:  # "begin 644 …" as people write it
            kept.append(text[at : begin.end()])
            at = begin.end()
            continue
        name = begin[1].decode("utf-8", "replace").strip()
        files.append(Encoded(name, data, end is not None and read == len(lines)))
        kept.append(text[at : begin.start()])
        if end and read == len(lines):
            at = end.end()
        else:  # what follows the last good line is text again
            at = begin.end() + sum(map(len, text[begin.end() :].splitlines(keepends=True)[:read]))
    kept.append(text[at:])
    return b"".join(kept), files


def _decoded(lines: list[bytes]) -> tuple[bytes, int]:
    """Give the bytes of the lines up to the first that is none of theirs, and how many lines that were."""
    data = bytearray()
    for number, line in enumerate(lines):
        length = (line[0] - 32) & 63 if line else 0
        needed = (length + 2) // 3 * 4
        if not line or not _LINE.fullmatch(line) or not needed <= len(line) - 1 + 4 <= needed + 8:
            return bytes(data), number
        try:
            data += binascii.a2b_uu(line[: 1 + needed])
        except binascii.Error:
            return bytes(data), number
    return bytes(data), len(lines)
