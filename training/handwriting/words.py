"""Where the words of a line lie: the known text laid along what the engine's own head reads."""

import functools
import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parsers.scans import hand

ENGINE = "fetch_name_0"  # what the engine itself gives
_NEAR = 14  # columns by which the engine's space and the white between two words may lie apart
_LEAST_GAP = 4


@functools.cache
def eyes() -> Any:
    """Give the engine's recogniser with what it reads and what it sees."""
    return hand.session(hand.net_with_sight(own=True))


@functools.cache
def columns() -> NDArray[np.int64]:
    """Give the engine's numbers of no letter and of the reader's letters."""
    known = eyes().get_modelmeta().custom_metadata_map["character"].split("\n")
    return np.array([0, *(known.index(one) + 1 if one != " " else len(known) + 1 for one in hand.LETTERS)])


def cut_down(told: NDArray[np.float32]) -> hand.Chances:
    """Give what the engine's own head tells, of the reader's letters alone."""
    kept = told[:, columns()]
    return np.asarray(kept / kept.sum(axis=1, keepdims=True), dtype=np.float32)


def bounds(picture: NDArray[np.uint8], text: str, judged: hand.Chances) -> list[tuple[int, int]] | None:
    """Give for each word from which column to which it may be cut out; None where that is unsure."""
    found = hand.ink_box(picture)
    if found is None or " " not in text:
        return None
    steps = aligned(judged, text)
    if steps is None:
        return None
    top, bottom, left, _ = found
    scale = (bottom - top) / hand.HEIGHT
    gaps = _gaps(picture)
    cuts = [0]
    for letter, step in zip(text, steps, strict=True):
        if letter == " ":
            at = left + (8 * step + 4) * scale
            near = [gap for gap in gaps if gap[0] - _NEAR <= at <= gap[1] + _NEAR]
            if not near:
                return None
            start, end = max(near, key=lambda gap: gap[1] - gap[0])
            cuts.append((start + end) // 2)
    cuts.append(picture.shape[1])
    words = list(itertools.pairwise(cuts))
    return None if any(end - start < 6 for start, end in words) else words


def _gaps(picture: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Give the runs of columns with next to no ink, rules left aside."""
    level = min(200.0, float(np.percentile(picture, 80)) - 40)
    ink = picture < level
    empty = ink[ink.mean(axis=1) <= 0.5].sum(axis=0) <= 1
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= _LEAST_GAP]


def aligned(judged: hand.Chances, text: str) -> list[int] | None:
    """Give the step at which each letter of a known text stands, by the likeliest way through; None without a way."""
    places = [0]
    for letter in text:
        places += [hand.LETTERS.index(letter) + 1, 0]
    told = np.log(judged[:, places] + 1e-6)
    count = len(places)
    if len(judged) < len(text):
        return None
    may_skip = np.array([at > 1 and places[at] != 0 and places[at] != places[at - 2] for at in range(count)])
    best = np.full(count, -np.inf)
    best[:2] = told[0, :2]
    came = np.zeros((len(judged), count), np.int8)
    for step in range(1, len(judged)):
        one = np.concatenate([[-np.inf], best[:-1]])
        two = np.where(may_skip, np.concatenate([[-np.inf, -np.inf], best[:-2]]), -np.inf)
        ways = np.stack([best, one, two])
        came[step] = ways.argmax(axis=0)
        best = ways.max(axis=0) + told[step]
    at = count - 1 if best[-1] >= best[-2] else count - 2
    if not np.isfinite(best[at]):
        return None
    where = [0] * len(text)
    for step in range(len(judged) - 1, -1, -1):
        if at % 2:
            where[at // 2] = step
        at -= int(came[step, at])
    return where
