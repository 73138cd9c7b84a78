"""Reads lines of handwriting: with the eyes of the first engine, and a head of its own that learned from French hands.

The engine's recogniser is run as its wheel brings it; what it sees in a line, before it names letters of all the
world's scripts, goes to a small net that knows the letters of French alone, fitted by ``training.handwriting``. What it
knows and how well it reads: docs/handwriting.md.
"""

import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime reads it when it is imported: below, when first needed

Picture = NDArray[np.uint8]  # rows of pixels in grey
Chances = NDArray[np.float32]  # a row for every eighth column of a line; first that there is no letter, then LETTERS

LETTERS = (
    " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ.,;:!?'\"()[]-_/&@+*=%°€«»#"
)
NUMBERS = "0123456789 +.-/()"  # what numbers are written with
ADDRESSES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+@"  # e-mail, as far as people's are
SEEN = ("p2o.pd_op.add.64.0", "p2o.pd_op.transpose.8.0")  # the places in the engine's net where its sight is taken
HEIGHT = 48  # pixels of a line that the engine sees
WIDEST = 2400  # pixels of it at that height: longer lines are pressed together
# Letters a step: where they stand closer, steps are too few to tell them apart. Such a line is drawn out, any other
# also pressed together, and kept is the look whose letters are likelier: 11.7 % of the characters of the writers to
# judge by were wrong so, 12.1 % with a look drawn out in the place of the first one, 13.0 % with the first alone.
_CLOSE, _PRESSED, _DRAWN_OUT = 0.55, 0.8, (1.2, 1.4)
_LEAST_WIDTH = 64
_LEAST_SIDE = 4  # pixels
_LEAST_CONTRAST = 12  # between ink and paper, of 255
_MARGIN = 3  # pixels around the ink
_OUTSIDE = 0.004  # the share of the ink that may lie above and below: specks, feet of the line before
_GRAPH, _OUTPUT, _NAME = 7, 12, 1  # fields of a net's file, of a graph in it, of an output
_RECOGNISER = "PP-OCRv6_rec_small.onnx"


class HeadMissing(Exception):
    """The engine is not installed, or another than the head was fitted on."""


@dataclass(frozen=True, slots=True)
class Read:
    """A line as it was read."""

    text: str
    sure: float  # 0 to 1: the mean of the letters' chances; it ranks lines and promises nothing


def read(line: Picture, letters: str = LETTERS) -> Read:
    """Give the text of a picture in grey of one line; only `letters` are thought of.

    :raises HeadMissing: when the engine cannot be used
    """
    judged = chances(line)
    if not len(judged):
        return Read("", 0.0)
    return best(judged, letters)


def best(judged: Chances, letters: str = LETTERS) -> Read:
    """Give the likeliest text of a line whose letters were judged, made of `letters` alone."""
    allowed = np.array([0, *(at for at, letter in enumerate(LETTERS, 1) if letter in letters)])
    chosen = allowed[judged[:, allowed].argmax(axis=1)]
    starts = [at for at, one in enumerate(chosen) if one and (not at or one != chosen[at - 1])]
    text = "".join(LETTERS[chosen[at] - 1] for at in starts)
    sure = [float(judged[at, chosen[at]]) for at in starts]
    return Read(" ".join(text.split()), sum(sure) / len(sure) if sure else 0.0)


def number(judged: Chances, count: int) -> Read:
    """Give the likeliest number of so many digits in a line whose letters were judged, whatever stands between them.

    Its sureness is the chance of the least sure digit; no text where the line is too short.
    """
    return _numbered(judged, count)[0]


def phone(judged: Chances) -> Read:
    """Give the likeliest French phone number, as ten digits: also one written +33 or +33 (0)."""
    ways = [(begin, *_numbered(judged, 9 + len(begin), begin)) for begin in ("0", "33", "330")]
    begin, found, _ = max(ways, key=lambda way: way[2])
    return Read("0" + found.text[len(begin) :], found.sure) if found.text else found


def _numbered(judged: Chances, count: int, begin: str = "") -> tuple[Read, float]:
    """Give the likeliest number of so many digits that begins so, and the logarithm of its way's chance."""
    steps = len(judged)
    digits = [LETTERS.index(digit) + 1 for digit in "0123456789"]
    between = [0, *(LETTERS.index(sign) + 1 for sign in NUMBERS if not sign.isdigit())]
    told = np.log(np.concatenate([judged[:, between].max(axis=1, keepdims=True), judged[:, digits]], axis=1) + 1e-6)
    best = np.full((count + 1, 11), -np.inf, np.float32)  # by the digits so far; between two, or at one of 0 to 9
    best[0, 0], came = 0.0, np.zeros((steps, count + 1, 11), np.int8)
    allowed = np.zeros_like(best)
    for at, first in enumerate(begin, 1):
        allowed[at, 1:] = -np.inf
        allowed[at, int(first) + 1] = 0
    for step in range(steps):
        best, came[step] = _moved(best)
        best += told[step] + allowed
    at, digit = count, int(best[count].argmax())
    likely = float(best[at, digit])
    if not np.isfinite(likely):
        return Read("", 0.0), -np.inf
    text, sure = "", [0.0] * count
    for step in range(steps - 1, -1, -1):
        before = int(came[step, at, digit])
        if digit:
            sure[at - 1] = max(sure[at - 1], float(judged[step, digits[digit - 1]]))
            if before != digit:
                text, at = str(digit - 1) + text, at - 1
        digit = before
    return Read(text, min(sure, default=0.0)), likely


def _moved(best: Chances) -> tuple[Chances, NDArray[np.int8]]:
    """Give the best way to each place one step on, and from which of its kinds it came."""
    moved, came = np.full_like(best, -np.inf), np.zeros(best.shape, np.int8)
    came[:, 0] = best.argmax(axis=1)
    moved[:, 0] = best.max(axis=1)
    for digit in range(1, 11):
        others = best[:-1].copy()
        others[:, digit] = -np.inf  # the same digit twice needs something between
        moved[1:, digit], came[1:, digit] = others.max(axis=1), others.argmax(axis=1)
        stay = best[:, digit] > moved[:, digit]
        moved[stay, digit], came[stay, digit] = best[stay, digit], digit
    return moved, came


def chances(line: Picture) -> Chances:
    """Give how likely each letter stands at each place of a line; no rows for an empty one.

    :raises HeadMissing: when the engine cannot be used
    """
    shown = sight(line)
    if shown is None:
        return np.zeros((0, len(LETTERS) + 1), np.float32)
    judged = _judged(shown)
    close = _count(judged) > _CLOSE * len(judged)
    broader = [sight(line, broad) for broad in (_DRAWN_OUT if close else (_PRESSED,))]
    others = [_judged(other) for other in broader if other is not None]
    return max(others if close and others else [judged, *others], key=_likely)


def _count(judged: Chances) -> int:
    """Give how many letters a line's likeliest way has, spaces too."""
    letters = judged.argmax(axis=1)
    return int(((letters[1:] != letters[:-1]) & (letters[1:] > 0)).sum()) + int(letters[0] > 0)


def _likely(judged: Chances) -> float:
    """Give the logarithm of the chance of a line's likeliest way, shared among its letters."""
    return float(np.log(judged.max(axis=1) + 1e-9).sum()) / max(1, _count(judged))


def _judged(shown: NDArray[np.float32]) -> Chances:
    low, high = seen(shown)
    return np.asarray(_head().run(None, {"low": low, "high": high})[0][0], dtype=np.float32)


def seen(shown: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give what the engine sees in a line: in three rows of two columns a step, and a step after its neck."""
    low, high = eyes().run(SEEN, {"x": shown})
    return low, high


def sight(line: Picture, broad: float = 1.0) -> NDArray[np.float32] | None:
    """Give a line as the engine's recogniser takes it: tight around its ink, at its height; None without ink.

    `broad`: how much it is drawn out.
    """
    import cv2

    ink = tight(line)
    if ink is None:
        return None
    height, width = ink.shape
    wide = min(WIDEST, max(16, round(broad * width * HEIGHT / height)))
    sized = cv2.resize(ink, (wide, HEIGHT), interpolation=cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR)
    room = max(_LEAST_WIDTH, wide + 8) + 7 & ~7
    ground = np.full((HEIGHT, room), int(np.median(sized[0])), np.uint8)
    ground[:, :wide] = sized
    grey = ground.astype(np.float32) / 127.5 - 1
    return np.ascontiguousarray(np.broadcast_to(grey, (1, 3, *grey.shape)))


def tight(line: Picture) -> Picture | None:
    """Give a line without the paper around its ink; None when there is no ink."""
    box = ink_box(line)
    if box is None:
        return None
    top, bottom, left, right = box
    return line[top:bottom, left:right]


def ink_box(line: Picture) -> tuple[int, int, int, int] | None:
    """Give the first row, the last, the first column and the last around a line's ink, both ends with a margin."""
    import cv2

    if line.ndim != 2 or min(line.shape) < _LEAST_SIDE:
        return None
    level, _ = cv2.threshold(line, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = line <= level
    if not 0 < ink.mean() < 0.9 or float(line[~ink].mean()) - float(line[ink].mean()) < _LEAST_CONTRAST:
        return None
    top, bottom = _span(ink.sum(axis=1))
    left, right = _span(ink[top:bottom].sum(axis=0), 0.0)
    height, width = line.shape
    return max(0, top - _MARGIN), min(height, bottom + _MARGIN), max(0, left - _MARGIN), min(width, right + _MARGIN)


def _span(counts: NDArray[Any], outside: float = _OUTSIDE) -> tuple[int, int]:
    """Give from where to where something stands; a small share may be left outside at either end."""
    grown = np.cumsum(counts)
    first = int(np.searchsorted(grown, outside * grown[-1], side="right"))
    last = int(np.searchsorted(grown, (1 - outside) * grown[-1], side="left"))
    return first, last + 1


def net_with_sight(*, own: bool = False) -> bytes:
    """Give the engine's recogniser with what it sees as its outputs; `own`: beside what it reads itself.

    A file of a net is a protocol buffer: fields one after the other, each with its number and, of those that matter
    here, its length. So outputs are taken out and added without a library that knows the form.

    :raises HeadMissing: when the engine is not installed, or its file is none
    """
    try:
        net = (files("rapidocr") / "models" / _RECOGNISER).read_bytes()
        model = list(_fields(net))
        (graph,) = (content for number, content, _ in model if number == _GRAPH)
        kept = [whole for number, _, whole in _fields(graph) if own or number != _OUTPUT]
    except (ImportError, OSError, ValueError, IndexError) as error:
        raise HeadMissing(_RECOGNISER) from error
    kept += [_field(_OUTPUT, _field(_NAME, name.encode("ascii"))) for name in SEEN]
    rest = [whole for number, _, whole in model if number != _GRAPH]
    return b"".join([*rest, _field(_GRAPH, b"".join(kept))])


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Give the number of each field, its content where it has a length, and the whole of it."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _varint(message, at)
        content = b""
        match tag & 7:
            case 0:
                _, at = _varint(message, at)
            case 2:
                length, at = _varint(message, at)
                content, at = message[at : at + length], at + length
            case kind:
                at += {1: 8, 5: 4}[kind] if kind in (1, 5) else len(message)
        if at > len(message):
            raise ValueError("cut off")
        yield tag >> 3, content, message[start:at]


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Give a number that is stored seven bits a byte, and where the next thing begins."""
    value = shift = 0
    while True:
        byte = message[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at


def _field(number: int, content: bytes) -> bytes:
    length, rest = b"", len(content)
    while rest > 127:
        length, rest = length + bytes([rest & 127 | 128]), rest >> 7
    return bytes([number << 3 | 2]) + length + bytes([rest]) + content


def session(net: bytes) -> Any:
    """Give a net ready to run, on one thread."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False  # a long line would keep its memory for good
    return onnxruntime.InferenceSession(net, options, providers=["CPUExecutionProvider"])


@functools.cache
def eyes() -> Any:
    """Give the engine's recogniser with its sight among its outputs.

    :raises HeadMissing: when the engine cannot be used
    """
    try:
        return session(net_with_sight())
    except HeadMissing:
        raise
    except Exception as error:  # onnxruntime has its own for nets without these places, and for a missing library
        raise HeadMissing(_RECOGNISER) from error


def forget() -> None:
    """Give back the memory of the nets, some 50 MB; they load again in a tenth of a second."""
    eyes.cache_clear()
    _head.cache_clear()


@functools.cache
def _head() -> Any:
    return session((files("parsers") / "models" / "hand.onnx").read_bytes())
