"""Letters that stand apart, in a comb or alone in a box, read by both engines and put together again."""

from collections.abc import Sequence

import numpy as np

from parsers.scans import digits, tesseract
from parsers.scans.agreement import AGREED, ALONE, DIGITS, NEARLY_AGREED, STEADY, address
from parsers.scans.cuts import at_height, in_grey
from parsers.scans.engine import LOOK_AGAIN, rapid
from parsers.scans.found import Found, Picture, Place

_RANKS = "123456789"


def spelt(letters: Picture, held: Sequence[bool], cells: Sequence[Place]) -> list[Found]:
    """Give the words of a comb from a picture of its letters side by side; `held` tells which of its cells hold one.

    What cannot be shared out among the cells, a letter each, is one unsure word.
    """
    count = sum(held)
    if not count:
        return []
    looks = [_spelling(letters, size) for size in LOOK_AGAIN]
    others = tesseract.read_lines([at_height(in_grey(letters), height) for height in (64, 48)], "fra") or []
    opinions = [*looks, *("".join(other) for other in others)]
    fitting = [text for text in opinions if len(text) == count]
    if not fitting:
        whole = [cell for cell, full in zip(cells, held, strict=True) if full]
        return [_over(looks[0] or "?", whole, 0.3)]
    text = max(dict.fromkeys(fitting), key=lambda one: (_votes(one, opinions), -fitting.index(one)))
    agreed = any("".join(other).casefold() == text.casefold() for other in others)
    steady = all(look.casefold() == text.casefold() for look in looks)
    confidence = AGREED if agreed and any(look.casefold() == text.casefold() for look in looks) else 0.0
    text = _as_digits(text)
    if not confidence and steady and text.isdigit() and digits.agrees(in_grey(letters), text):
        confidence = NEARLY_AGREED
    return _shared_out(text, held, cells, confidence or (STEADY if steady else ALONE / 2))


def lone_digits(pictures: Sequence[Picture]) -> list[str]:
    """Give the digit that stands alone in each picture in grey, where two readers see the same; "" elsewhere."""
    heights = (48, 64)
    asked = [at_height(picture, height) for picture in pictures for height in heights]
    answers = tesseract.read_lines(asked, "eng", _RANKS) or [[] for _ in asked]
    found = []
    for at, picture in enumerate(pictures):
        seconds = {"".join(answer) for answer in answers[at * len(heights) : (at + 1) * len(heights)]}
        shown = np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))
        firsts = [_spelling(shown, size).translate(DIGITS) for size in LOOK_AGAIN]
        steady = len(set(firsts)) == 1 and digits.agrees(picture, firsts[0])
        agreed = {text for text in firsts if text in seconds or steady}
        digit = agreed.pop() if len(agreed) == 1 else ""
        found.append(digit if len(digit) == 1 and digit in _RANKS else "")
    return found


def _votes(text: str, opinions: Sequence[str]) -> int:
    return sum(one.casefold() == text.casefold() for one in opinions)


def _spelling(letters: Picture, size: float) -> str:
    """Give the letters of a line at a size, without the spaces that the engine sees between them."""
    import cv2

    picture = cv2.resize(letters, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC) if size != 1 else letters
    result = rapid()(picture, use_det=False, use_cls=False, return_word_box=False)
    return address("".join(result.txts[0].split())) if result.txts else ""


def _as_digits(text: str) -> str:
    """Give a number without the letters that engines take its digits for."""
    digits = text.translate(DIGITS)
    mostly = sum(c.isdigit() for c in text) > 0.6 * len(text)
    return digits if mostly and "@" not in text else text


def _shared_out(text: str, held: Sequence[bool], cells: Sequence[Place], confidence: float) -> list[Found]:
    """Give the words of a comb as one: an empty cell parts two, and they belong together."""
    letters = iter(text)
    written = "".join(next(letters) if full else " " for full in held)
    return [
        _over(" ".join(written.split()), [cell for cell, full in zip(cells, held, strict=True) if full], confidence)
    ]


def _over(text: str, places: Sequence[Place], confidence: float) -> Found:
    first, last = places[0], places[-1]
    return Found(text, first.left, first.top, last.right, last.bottom, confidence)
