"""What no two engines agree on, read once more by the head for handwriting: better letters for a person to look at.

Nothing becomes surer by it: the head has the first engine's eyes. It only proposes, in the place of a word that stands
in doubt anyway, what is more often right.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz

from parsers.scans import hand

# The head's own sureness of a run of words; below it, it is right no more often than the engine, which saw more
# addresses than the head did.
SURE, ADDRESS_SURE = 0.88, 0.94
_DOTS = (".", "_", ":", ",")
_MISREAD_DOT = re.compile(r"(?<=\w)[,:](?=\w)")
_LIKE = 60  # of 100: the head must have looked at the same words as the engine


def words(told: Sequence[str], picture: hand.Picture) -> list[str]:
    """Give the words of a run as the head reads them in its picture in grey; as they were told where it is unsure.

    How many words there are stays as it was told: hands leave less room between words than the head expects. Only what
    the head sees as one with an address before it is left empty.
    """
    before = "".join(told)
    try:
        judged = hand.chances(picture)
    except hand.HeadMissing:
        return list(told)
    if not len(judged) or not before:
        return list(told)
    read = hand.best(judged, _letters(before))
    plain = read.text.replace(" ", "")
    after = _inside(_cased(_MISREAD_DOT.sub(".", plain) if "@" in before else plain, before), before)
    if read.sure < (ADDRESS_SURE if "@" in before else SURE) or fuzz.ratio(before, after) < _LIKE:
        return list(told)
    shared = [_as_ended(word, one) for word, one in zip(_shared(after, told), told, strict=True)]
    if not all(shared):
        return list(told)
    return _whole_address(shared) if " " not in hand.best(judged).text.partition("@")[2] else shared


def _whole_address(words: list[str]) -> list[str]:
    """Give an address that the engine parted in one word; those that it takes in are left empty."""
    at = next((number for number, word in enumerate(words) if "@" in word), len(words))
    return [*words[:at], "".join(words[at:]), *[""] * (len(words) - at - 1)] if at < len(words) else words


def _cased(text: str, told: str) -> str:
    """Give a text with the capitals of what was told: the engine tells them from small letters better."""
    small, asked = text.lower(), told.lower()
    if len(small) != len(text) or len(asked) != len(told):
        return text
    for block in SequenceMatcher(None, asked, small, autojunk=False).get_matching_blocks():
        text = text[: block.b] + told[block.a : block.a + block.size] + text[block.b + block.size :]
    return text


def _inside(text: str, told: str) -> str:
    """Give a text without what was added before and behind what was told: letters of the words beside it."""
    steps = SequenceMatcher(None, told, text, autojunk=False).get_opcodes()
    if steps and steps[0][0] == "insert":
        text, steps = text[steps[0][4] :], steps[1:]
    if steps and steps[-1][0] == "insert":
        text = text[: len(text) - (steps[-1][4] - steps[-1][3])]
    return text


def _as_ended(text: str, told: str) -> str:
    """Give a word without signs that are what is left of a dotted line: at its ends, where the engine saw none.

    With a dot among its letters it is what was told, if that has none.
    """
    if "." in text.strip("".join(_DOTS)) and told.replace("-", "").replace("'", "").isalpha():
        return told
    if not told.endswith(_DOTS):
        text = text.rstrip("".join(_DOTS))
    return text if told.startswith(_DOTS) else text.lstrip("".join(_DOTS))


def _letters(told: str) -> str:
    """Give the letters to think of: those of the kind of value that the engine saw."""
    if "@" in told:
        return hand.ADDRESSES + ",:"
    digits = sum(letter.isdigit() for letter in told)
    return hand.NUMBERS if digits >= 2 and digits > 0.6 * len(told) else hand.LETTERS


def _shared(text: str, told: Sequence[str]) -> list[str]:
    """Give a text parted where the words that were told end."""
    before = "".join(told)
    ends = [0] * (len(before) + 1)
    for _, start, end, first, last in SequenceMatcher(None, before, text, autojunk=False).get_opcodes():
        for at in range(start, end):
            ends[at + 1] = first + round((at + 1 - start) * (last - first) / (end - start))
        if start == end:  # letters between two that were told belong to the word that ends there
            ends[start] = last
    ends[len(before)] = len(text)
    bounds, at = [0], 0
    for word in told:
        at += len(word)
        bounds.append(ends[at])
    return [text[start:end] for start, end in pairwise(bounds)]
