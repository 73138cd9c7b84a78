"""Files between the lines of a text, as uuencode writes them: the text without them, and the files."""

import binascii
import re
from dataclasses import dataclass

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n(?=[!-`])", re.MULTILINE)
_ROW = re.compile(rb"([ -`]{1,90})[ \t]*(?:\r?\n|\Z)")  # a length, and its bytes as groups of four characters
_END = re.compile(rb"(?:[` ]?[ \t]*\r?\n)?end[ \t]*(?:\r?\n|\Z)")
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
        data, until = _rows(text, begin.end())
        if not data:  # "begin 644 …" as people write it
            kept.append(text[at : begin.end()])
            at = begin.end()
            continue
        end = _END.match(text, until)
        files.append(Encoded(begin[1].decode("utf-8", "replace").strip(), data, whole=end is not None))
        kept.append(text[at : begin.start()])
        at = end.end() if end else until  # what follows the last good line is text again
    kept.append(text[at:])
    return b"".join(kept), files


def _rows(text: bytes, at: int) -> tuple[bytes, int]:
    """Give the bytes of the lines from a place on, and where the first line stands that is none of theirs."""
    data = bytearray()
    while row := _ROW.match(text, at):
        line = row[1]
        length = (line[0] - 32) & 63
        needed = (length + 2) // 3 * 4
        # Mail programs eat spaces at a line's end; some encoders add a checksum.
        if not length or not needed - 4 <= len(line) - 1 <= needed + 2:
            break
        data += binascii.a2b_uu(line[: 1 + (length * 4 + 2) // 3])  # without what fills up the last group
        at = row.end()
    return bytes(data), at
