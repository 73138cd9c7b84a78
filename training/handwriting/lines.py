"""Lines of real hands: read from a folder, their writers parted into those to fit on and those to judge by."""

import csv
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.scans.hand import LETTERS

JUDGES = 20  # writers kept apart
SEED = 5
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "{": "(", "}": ")", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Line:
    """A picture of one line and what stands in it."""

    file: Path
    writer: str
    text: str

    def picture(self) -> NDArray[np.uint8]:
        picture = cv2.imread(str(self.file), cv2.IMREAD_GRAYSCALE)
        assert picture is not None, self.file
        return np.asarray(picture, dtype=np.uint8)


def lines(folder: Path) -> list[Line]:
    """Give the lines of a folder with ``lines.tsv`` (file, writer, text) whose letters the reader knows."""
    with (folder / "lines.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [Line(folder / "lines" / row["file"], row["writer"], folded(row["text"])) for row in rows]
    return [line for line in found if line.text and all(letter in LETTERS for letter in line.text)]


def folded(text: str) -> str:
    """Give a text in the reader's letters: typographic quotes as plain ones, foreign accents left away."""
    plain = unicodedata.normalize("NFC", " ".join(text.split())).translate(_FOLDED)
    return "".join(letter if letter in LETTERS else unicodedata.normalize("NFKD", letter)[0] for letter in plain)


def parted(found: Sequence[Line], seed: int = SEED) -> tuple[list[Line], list[Line]]:
    """Give the lines to fit on, and those of the writers kept apart."""
    writers = sorted({line.writer for line in found})
    kept = set(Random(seed).sample(writers, JUDGES))  # noqa: S311 - a draw that can be repeated
    return [line for line in found if line.writer not in kept], [line for line in found if line.writer in kept]
