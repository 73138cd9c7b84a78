"""Print or handwriting? A small net looks at the strokes alone, without reading: a sign that no engine's reading gives.

What two engines read alike is right on print. In handwriting they agree rarely, and then too often on what was never
written: a loop that both take for another letter. So words of a hand are held below what stands by itself, and
something outside the scan must vouch for them (``parsers.vouching``). Fitted by ``training.strokes``.
"""

import functools
import io
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.coupons.vocabulary import label_of
from parsers.pages.connected import connected
from parsers.scans.agreement import NEARLY_AGREED
from parsers.scans.found import Found, Picture, Place
from parsers.vouching import BY_HAND

HEIGHT = 32  # pixels of a line as the net sees it
_WINDOW, _STEP = 48, 24  # what it sees at a time, and how far the next look is
_CELLS, _ANGLES = (4, 6), 6  # of a look: rows and columns; the directions of strokes that are told apart
_LONGEST = 960  # pixels of a line, in its height: more tells nothing new
_REACHING_IN = 0.4  # of its height: less ink at an edge belongs to another line
_SMALLEST = 8  # pixels of a side
_INVERSE = 0.5  # of a line is dark: it is light on dark, and printed
_GAP = 0.6  # of a line's height: more parts two pieces of writing
_MARGIN = 3  # pixels: engines place words roughly
_LEAST = 3  # letters and digits: less tells too little
# Of 888 lines by hands that the net had not seen 99 in 100 have more than that, of 1392 lines of print two in 100.
_OF_A_HAND, _NEARLY_OF_A_HAND, _SOME = 1.5, 0.0, 3
# A font that the net does not know looks somewhat like a hand wherever it stands, in a page's labels too.
_LABEL_WORDS = 6
_LABELS, _MOST_OF_THEM, _FURTHEST = 4, 75, 2.0  # that many tell; the percentile of their odds; the most that it is
_TAIL = 1.0  # of a box's side: how far a tick reaches out of it
_COMB_OF_PRINT = -0.5  # single letters tell less: in doubt a comb is of a hand

Array = NDArray[np.float32]


def looks(line: Picture) -> Array:
    """Give a line in grey as the net sees it: for each look, how much of its strokes runs which way, and where."""
    ink = _ink(line) if min(line.shape) >= _SMALLEST else None
    if ink is None:
        return np.zeros((0, _CELLS[0] * _CELLS[1] * _ANGLES), np.float32)
    across, down = cv2.Sobel(ink, cv2.CV_32F, 1, 0), cv2.Sobel(ink, cv2.CV_32F, 0, 1)
    strength = np.sqrt(across**2 + down**2)
    angle = (np.arctan2(down, across) % np.pi) / np.pi * _ANGLES
    rows, columns = _CELLS
    high, wide = HEIGHT // rows, _WINDOW // columns
    layers = []
    for number in range(_ANGLES):
        off = np.abs(angle - number)
        share = np.clip(1 - np.minimum(off, _ANGLES - off), 0, 1) * strength
        layers.append(cv2.blur(share, (wide, high), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)[::high])
    stacked = np.stack(layers, axis=-1)
    found = [
        stacked[:rows, left : left + _WINDOW : wide].ravel()
        for left in range(0, ink.shape[1] - _WINDOW + 1, _STEP)
        if ink[:, left : left + _WINDOW].any(axis=0).mean() > 0.4
    ]
    if not found:
        return np.zeros((0, rows * columns * _ANGLES), np.float32)
    seen = np.asarray(found, np.float32)
    return np.asarray(seen / (np.linalg.norm(seen, axis=1, keepdims=True) + 1e-6), np.float32)


def _ink(line: Picture) -> Array | None:
    """Give a line at one height, 1 on ink and 0 on paper, without the paper around; None where there is no writing."""
    level, _ = cv2.threshold(line, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = _own(np.asarray(line < level, np.uint8))
    if dark.mean() > _INVERSE:
        return None
    rows, columns = np.flatnonzero(dark.mean(axis=1) > 0.01), np.flatnonzero(dark.any(axis=0))
    if rows.size < 6 or columns.size < 6:
        return None
    tight = line[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32)
    tight = tight[:, : round(_LONGEST * tight.shape[0] / HEIGHT)]
    near = cv2.dilate(dark, np.ones((5, 5), np.uint8))[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    low, high = np.percentile(tight, (2, 90))
    tight[near[:, : tight.shape[1]] == 0] = high
    ink = np.clip((high - tight) / max(1.0, high - low), 0, 1).astype(np.float32)
    wide = max(_WINDOW, round(tight.shape[1] * HEIGHT / tight.shape[0]))
    return np.asarray(cv2.resize(ink, (wide, HEIGHT), interpolation=cv2.INTER_AREA), np.float32)


def _own(dark: Picture) -> Picture:
    """Give the ink of a line without what reaches into its picture from the lines above and below."""
    high = dark.shape[0]
    _, pieces, stats, _ = connected(dark)
    tops, heights = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_HEIGHT]
    strange = ((tops == 0) | (tops + heights == high)) & (heights < _REACHING_IN * high)
    strange[0] = True  # the paper
    return np.asarray(~strange[pieces], np.uint8)


def weights(lines: Sequence[Picture]) -> NDArray[np.float64]:
    """Give how much speaks for a hand in each line, as the logarithm of the odds; 0 where there is nothing to see."""
    seen = [looks(line) for line in lines]
    net = _net()
    found = np.zeros(len(lines))
    for number, rows in enumerate(seen):
        if len(rows):
            inner = np.maximum(rows @ net["first"] + net["inner"], 0)
            found[number] = float(np.mean(inner @ net["second"] + net["outer"]))
    return found


def held_back(page: Picture, words: Sequence[Found], ticked: Sequence[Place] = ()) -> list[Found]:
    """Give the words of a page in grey, those of a hand no surer than a hand allows; where there are some, all of them.

    What a form's own print says is needed in no value, and what is written is not told from it piece by piece. What a
    tick reaches into from the box beside it (`ticked`) looks like a hand's, and is print where both engines read it.
    """
    runs = _runs(words)
    odds = weights([_cut(page, [words[at] for at in run]) for run in runs])
    odds = odds - _of_print([[words[at] for at in run] for run in runs], odds)
    told = [
        run
        for run, weight in zip(runs, odds, strict=True)
        if _is_told([words[at] for at in run], float(weight)) and not _is_beside_tick([words[at] for at in run], ticked)
    ]
    everywhere = len(told) >= _SOME and not _is_filled_in_print([[words[at] for at in run] for run in runs], odds)
    held = set(range(len(words))) if everywhere else {at for run in told for at in run}
    return [_held(word) if at in held else word for at, word in enumerate(words)]


def _is_filled_in_print(runs: Sequence[Sequence[Found]], odds: NDArray[np.float64]) -> bool:
    """Say whether all that stands beside a page's labels is surely print, whatever its further text looks like."""
    texts = [" ".join(word.text for word in run) for run in runs]
    labels = {at for at, text in enumerate(texts) if label_of(text.rstrip(" :"), exact=True) is not None}
    beside = {at + step for at in labels for step in (-1, 1)} - labels
    told = [
        float(odds[at]) for at in beside
        if at in range(len(runs)) and odds[at] and len(runs[at]) <= _LABEL_WORDS
        and sum(c.isalnum() for word in runs[at] for c in word.text) >= _LEAST
    ]  # fmt: skip
    return len(told) >= _LABELS and max(told) <= _NEARLY_OF_A_HAND


def _of_print(runs: Sequence[Sequence[Found]], odds: NDArray[np.float64]) -> float:
    """Give how much of a hand a page's own print has, by the labels on which both engines agree."""
    labels = [
        weight for run, weight in zip(runs, odds, strict=True) if weight and _is_label(" ".join(w.text for w in run))
        and all(word.confidence >= NEARLY_AGREED for word in run)
    ]  # fmt: skip
    if len(labels) < _LABELS:
        return 0.0
    return float(np.clip(np.percentile(labels, _MOST_OF_THEM), 0.0, _FURTHEST))


def _is_label(text: str) -> bool:
    enough = sum(c.isalnum() for c in text) >= _LEAST
    return enough and (text.endswith((":", "?")) or label_of(text, exact=True) is not None)


def _is_told(run: Sequence[Found], weight: float) -> bool:
    """Say whether a piece of writing is of a hand: by its strokes, or nearly so where the engines do not agree."""
    differ = any(word.confidence < NEARLY_AGREED for word in run)
    enough = sum(c.isalnum() for word in run for c in word.text) >= _LEAST
    return enough and weight > (_NEARLY_OF_A_HAND if differ else _OF_A_HAND)


def _is_beside_tick(run: Sequence[Found], ticked: Sequence[Place]) -> bool:
    """Say whether a piece of writing that both engines read alike stands right beside a box with a tick in it."""
    first, last = run[0], run[-1]
    middle = (first.top + first.bottom) / 2
    agreed = all(word.confidence >= NEARLY_AGREED for word in run)
    return agreed and any(
        box.top - _TAIL * (box.bottom - box.top) < middle < box.bottom
        and min(abs(first.left - box.right), abs(box.left - last.right)) < _TAIL * (box.right - box.left)
        for box in ticked
    )


def held_back_in_combs(letters: Sequence[Picture], words: Sequence[Found]) -> list[Found]:
    """Give the words of a page's combs; `letters` are pictures of what stands in the combs, side by side."""
    odds = weights(letters)
    seen = odds[odds != 0]
    printed = bool(len(seen)) and float(seen.mean()) < _COMB_OF_PRINT
    return list(words) if printed else [_held(word) for word in words]


def _held(word: Found) -> Found:
    return replace(word, confidence=min(word.confidence, BY_HAND))


def _runs(words: Sequence[Found]) -> list[range]:
    """Give the pieces of writing: words of one line without a gap, a label and its value apart."""
    runs: list[range] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        level = before is not None and before.top < (word.top + word.bottom) / 2 < before.bottom
        near = before is not None and -_GAP < (word.left - before.right) / max(1.0, word.bottom - word.top) < _GAP
        if runs and level and near and before is not None and not before.text.endswith(":"):
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return [piece for run in runs for piece in _parted(run, words)]


def _parted(run: range, words: Sequence[Found]) -> list[range]:
    """Give a label and its value apart where no colon parts them."""
    for end in range(min(run.start + _LABEL_WORDS, run.stop - 1), run.start, -1):
        if label_of(" ".join(word.text for word in words[run.start : end]), exact=True) is not None:
            return [range(run.start, end), range(end, run.stop)]
    return [run]


def _cut(page: Picture, words: Sequence[Found]) -> Picture:
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    rows = slice(max(0, round(top) - _MARGIN), max(0, round(bottom) + _MARGIN))
    columns = slice(max(0, round(words[0].left) - _MARGIN), max(0, round(words[-1].right) + _MARGIN))
    return page[rows, columns]


@functools.cache
def _net() -> dict[str, Array]:
    data = (files("parsers") / "models" / "strokes.npz").read_bytes()
    with np.load(io.BytesIO(data)) as stored:
        return {name: np.asarray(stored[name], dtype=np.float32) for name in stored.files}
