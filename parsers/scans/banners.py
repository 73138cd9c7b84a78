"""The line that a fax machine prints over a page, its number, the time, the page: it says nothing of the coupon."""

import re
from collections.abc import Sequence

from parsers.pages.page import Word

_NEAR_EDGE = 0.07  # of the page's height, at its upper and its lower end
_LEVEL = 0.6  # of a word's height
_TIME = re.compile(r"\b\d{1,2}\s?[:hH.]\s?\d{2}\b")
_DAY = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}[ -][^\W\d]{3,9}\.?[ -]\d{2,4}\b")
_PAGE = re.compile(r"\bP(?:AGES?|G)?\b\.?\s*:?\s*\d{1,4}(?:\s*(?:/|OF|SUR)\s*\d{1,4})?", re.IGNORECASE)


def without_banner(words: Sequence[Word], height: float) -> list[Word]:
    """Give the words of a page without the lines of a fax machine at its edges: a day, a time and a page's number."""
    edges = [w for w in words if w.box.top < _NEAR_EDGE * height or w.box.bottom > (1 - _NEAR_EDGE) * height]
    banners = [line for line in _lines(edges) if _is_banner(" ".join(word.text for word in line))]
    dropped = {id(word) for line in banners for word in line}
    return [word for word in words if id(word) not in dropped]


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.top):
        line = next((line for line in lines if _is_level(line[0], word)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return [sorted(line, key=lambda w: w.box.left) for line in lines]


def _is_level(one: Word, other: Word) -> bool:
    apart = abs(one.box.top + one.box.bottom - other.box.top - other.box.bottom) / 2
    return apart < _LEVEL * (one.box.bottom - one.box.top)


def _is_banner(text: str) -> bool:
    return bool(_TIME.search(text) and _DAY.search(text) and _PAGE.search(text))
