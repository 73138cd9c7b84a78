"""What the first engine found of a line, as words: a label apart from its value, without the dots of a line."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parsers.scans.agreement import address
from parsers.scans.found import Found, Picture

_BETWEEN = re.compile(r"(?<=[^\W\d_])[.·…]+(?=[^\W\d_])")
_LABEL = re.compile(r"[^\W\d_]{2,}\.?:(?=[\w+])")
DOTS = ".·…_‥"
# The first engine knows Chinese print as well, whose signs are as wide as its letters.
_NO_SIGNS = frozenset({"Co", "Cn", "Cs"})  # what a font may call anything: on a picture it is a speck
_FULL_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"。": ".", "、": ","})
# Between letters and a stroke, before a bracket with a word in it: "et/ou" and "Salarié(e)" stay whole.
_BETWEEN_OPTIONS = re.compile(
    r"(?<=^/)(?=[^\W\d_]{3})|(?<=[A-Z]{3})(?=/)|(?<=[A-Z]{3}/)(?=[A-Z]{3})|(?<=\w)(?=\([^\W\d_]{3})"
)


def on_dots(word: Found, dots: Picture) -> bool:
    """Say whether a dotted line runs under or beside a word."""
    reach = round((word.bottom - word.top) / 3)
    top, bottom = max(0, round(word.top)), round(word.bottom) + reach
    return bool(dots[top:bottom, max(0, round(word.left) - reach) : round(word.right) + reach].any())


def without_dots(word: Found) -> list[Found]:
    """Give the words without the dots of a line that runs under them: around them, and between two of them."""
    pieces = [word.text] if "@" in word.text else _BETWEEN.split(word.text)
    width = (word.right - word.left) / max(1, sum(map(len, pieces)))
    parted, at = [], word.left
    for piece in pieces:
        parted.append(replace(word, text=piece.strip(DOTS), left=at, right=at + width * len(piece)))
        at += width * len(piece)
    return parted


def label_apart(word: Found) -> list[Found]:
    """Give a label and its value apart where no space was seen between them ("Tél:06")."""
    label = _LABEL.match(word.text)
    if label is None:
        return [word]
    at = word.left + (word.right - word.left) * label.end() / len(word.text)
    return [
        replace(word, text=label[0], right=at),
        replace(word, text=word.text[label.end() :], left=at),
    ]


def options_apart(word: Found) -> list[Found]:
    """Give words apart that were read as one across a stroke or a bracket ("/NON(rayer"): one of them may be struck."""
    parts = [part for part in _BETWEEN_OPTIONS.split(word.text) if part]
    width = (word.right - word.left) / max(1, len(word.text))
    found, at = [], word.left
    for part in parts:
        found.append(replace(word, text=part, left=at, right=at + width * len(part)))
        at += width * len(part)
    return found


def is_torn(line: Sequence[Found]) -> bool:
    """Say whether the engine took each letter for a word, as it does with wide writing."""
    return len(line) > 5 and sum(len(word.text) == 1 for word in line) > 0.7 * len(line)


def by_spaces(line: Found) -> list[Found]:
    """Give the words of a line that was read in one piece, placed by how much of its letters they take."""
    width = (line.right - line.left) / max(1, len(line.text))
    return [
        replace(line, text=found[0], left=line.left + width * found.start(), right=line.left + width * found.end())
        for found in re.finditer(r"\S+", line.text)
    ]


def as_word(text: str, score: float, corners: Any) -> Found:
    xs, ys = [float(point[0]) for point in corners], [float(point[1]) for point in corners]
    written = "".join(sign for sign in text.translate(_FULL_WIDTH) if unicodedata.category(sign) not in _NO_SIGNS)
    return Found(address(written), min(xs), min(ys), max(xs), max(ys), float(score))
