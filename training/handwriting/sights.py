"""What the engine sees in the lines to learn from, taken once and kept in a file: fitting then needs the head alone."""

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from parsers.scans import hand
from training.handwriting import made, wear, words
from training.handwriting.lines import Line

Picture = NDArray[np.uint8]
Steps = NDArray[np.float16]  # a row a step of eight columns
Seen = tuple[Steps | None, str, str]  # what is seen of a line, its text and its writer

LOW = 384 * 6  # values for a step: three rows of two columns, before they are averaged
HIGH = 120  # and after the engine's neck
_LINES = 0.45  # of the worn samples are whole lines; the others are some words of one
_MADE_UP = 3  # real lines to a made-up one
_WORDS = 5  # of a line at most are such a sample


@dataclass(frozen=True, slots=True)
class Sample:
    """One sight in the file."""

    start: int  # of its steps
    steps: int
    text: str
    writer: str  # "" for a made-up line


class Sights:
    """A file of sights, to be written from the beginning or read."""

    def __init__(self, folder: Path) -> None:
        self._data, self._table = folder / "sights.f16", folder / "sights.ndjson"
        self.samples: list[Sample] = []
        self._steps = 0

    def collect(self, seen: Iterable[Seen]) -> None:
        """Keep what is seen of lines; those with more letters than steps teach nothing."""
        with self._data.open("wb") as data, self._table.open("w", encoding="utf-8") as table:
            for steps, text, writer in seen:
                if steps is None or len(steps) < len(text) + _doubles(text):
                    continue
                data.write(steps.tobytes())
                sample = Sample(self._steps, len(steps), text, writer)
                self._steps += len(steps)
                table.write(json.dumps(asdict(sample), ensure_ascii=False) + "\n")

    def load(self) -> Steps:
        """Give all steps, from the disk as they are needed; `samples` tells whose they are."""
        self.samples = [Sample(**json.loads(line)) for line in self._table.read_text(encoding="utf-8").splitlines()]
        return np.memmap(self._data, np.float16, "r").reshape(-1, LOW + HIGH)


def look(picture: Picture) -> Steps | None:
    """Give what the engine sees in a line: a row a step; None where there is no ink."""
    shown = hand.sight(picture)
    return None if shown is None else _rows(*hand.seen(shown))


def _rows(low: NDArray[np.float32], high: NDArray[np.float32]) -> Steps:
    steps = high.shape[1]
    pairs = low[0].reshape(384, 3, steps, 2).transpose(2, 0, 1, 3).reshape(steps, LOW)
    return np.concatenate([pairs, high[0]], axis=1).astype(np.float16)


def _doubles(text: str) -> int:
    """Give how many letters need a step between them: those that follow themselves."""
    return sum(one == other for one, other in itertools.pairwise(text))


def to_learn(lines: Sequence[Line], fonts: Path, rounds: int, seed: int) -> Iterator[Seen]:
    """Give each line as it is and worn; then, in further rounds, worn otherwise; made-up lines between them."""
    chance, rng = np.random.default_rng(seed), Random(seed)  # noqa: S311 - samples that can be made again
    others = sorted({word for line in lines for word in line.text.split() if word.isalpha() and len(word) > 3})
    places: list[list[tuple[int, int]] | None] = []  # of the lines' words
    fields = list(made.Field)
    for turn in range(rounds):
        for number, line in enumerate(lines):
            picture = line.picture()
            if not turn:
                clean, place = _placed(picture, line.text)
                places.append(place)
                yield clean, line.text, line.writer
            yield _worn(line, picture, places[number], chance)
            if (number + turn) % _MADE_UP == 0:
                text = made.text(fields[(number // _MADE_UP) % len(fields)], rng, others)
                yield look(wear.worn(made.drawn(text, "fit", rng, fonts), chance)), text, ""


def _placed(picture: Picture, text: str) -> tuple[Steps | None, list[tuple[int, int]] | None]:
    """Give what is seen of a line, and where its words lie."""
    shown = hand.sight(picture)
    if shown is None:
        return None, None
    told, low, high = words.eyes().run([words.ENGINE, *hand.SEEN], {"x": shown})
    return _rows(low, high), words.bounds(picture, text, words.cut_down(told[0]))


def _worn(line: Line, picture: Picture, place: Sequence[tuple[int, int]] | None, chance: wear.Chance) -> Seen:
    """Give a line, or some words of it, worn."""
    text = line.text
    if place and chance.random() >= _LINES:
        picture, text = some_words(picture, text, place, chance)
    return look(wear.worn(picture, chance)), text, line.writer


def some_words(
    picture: Picture, text: str, bounds: Sequence[tuple[int, int]], chance: wear.Chance
) -> tuple[Picture, str]:
    """Give some words of a line that follow each other."""
    parts = text.split(" ")
    first = int(chance.integers(0, len(parts)))
    last = min(len(parts), first + 1 + int(chance.integers(0, _WORDS)))
    left, right = bounds[first][0], bounds[last - 1][1]
    return picture[:, left:right], " ".join(parts[first:last])
