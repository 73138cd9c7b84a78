"""How far two readings of one line are the same, and how sure that makes each word."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate

from parsers.scans.found import Found

AGREED = 0.995  # both engines read the same characters
NEARLY_AGREED = 0.97  # they differ in accents or case alone
STEADY = 0.9  # one engine's word, the same at every look, the other's against it
ALONE = 0.6  # at most: one engine's word against the other's, or without another
_LEAST_PARTED = 4  # letters of a word that is the same where words are parted otherwise
NUMBER = re.compile(r"(?=.*\d)[\dOoIl|.,/()+-]+")  # digits, and the letters that engines take for them
_COMMA, _COLON = re.compile(r"(?<=\w),(?=\w)"), re.compile(r"(?<=\w)[,:;](?=\w)")
_SAME_SMALL = frozenset("cosvwxz")
DIGITS = str.maketrans("OoIl|", "00111")
_THIN = str.maketrans("i1|!", "llll")  # letters of an address that engines take for each other
_LEAST_TOLD = 2  # looks of the second engine that have to tell them alike
# Signs that engines choose between freely.
_ALIKE = str.maketrans("’‘`–—‐|", "'''---I")


def only_digits(text: str) -> str:
    return "".join(c for c in text.translate(DIGITS) if c.isdigit())


def address(text: str) -> str:
    """Give an e-mail address with the full stops that engines take for commas and colons on a dotted line."""
    local, at, domain = text.partition("@")
    if not at:
        return text
    return f"{_COMMA.sub('.', local)}@{_COLON.sub('.', domain)}"  # a colon before may end a label


def compared(line: Sequence[Found], other: Sequence[str], french: bool) -> list[Found]:
    """Give the line's words with the confidence that one look of the other engine gives them.

    Where they differ in accents, case or I and l alone, the other engine's word is taken, the better on print.
    """
    result = [replace(word, confidence=min(word.confidence, ALONE)) for word in line]
    # Engines part words differently; a line that is the same without its spaces is the same.
    if "".join(_plain(word.text) for word in line) == "".join(_plain(text) for text in other):
        return [replace(word, confidence=AGREED) for word in line]
    mine = [_bare(word.text) for word in line]
    theirs = [_bare(text) for text in other]
    for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            word, text = line[block.a + step], other[block.b + step]
            same = _plain(word.text) == _plain(text)
            # The first is the better one on digits, where the other has an l among capitals (OUI, no Oul), and on the
            # size of a first letter that looks the same small and large.
            odd = word.text.isupper() and "I" in word.text and "l" in text
            odd = odd or (
                word.text[1:] == text[1:] and word.text[:1] in _SAME_SMALL and word.text[:1] == text[:1].lower()
            )
            keep = same or not french or odd or NUMBER.fullmatch(word.text)
            result[block.a + step] = replace(
                word, text=word.text if keep else text, confidence=AGREED if same else NEARLY_AGREED
            )
    return [
        after if after.confidence >= NEARLY_AGREED or not same else replace(after, confidence=AGREED)
        for after, same in zip(result, _same_letters(line, other), strict=True)
    ]


def settled(word: str, lines: Sequence[Sequence[str]]) -> str | None:
    """Give an e-mail address with its i, l and 1 as the other engine tells them, which knows print the better.

    `lines` are its words at each of its looks; None where it tells too rarely, or not always the same.
    """
    bare = _without_dots(word).casefold().translate(_THIN)
    told: set[str] = set()
    count = 0
    for line in lines:
        text = _without_dots("".join(line))
        at = text.casefold().translate(_THIN).find(bare)
        if at >= 0 and "@" in bare:
            told.add(text[at : at + len(bare)])
            count += 1
    if len(told) != 1 or count < _LEAST_TOLD:
        return None
    letters = iter(told.pop())
    return "".join(sign if sign == "." else next(letters) for sign in word)


def _without_dots(text: str) -> str:
    return text.replace(".", "")


def _same_letters(line: Sequence[Found], other: Sequence[str]) -> list[bool]:
    """Say of each word whether the other engine reads it letter by letter the same, but parts words otherwise.

    "Tél:0684195502" is "Tél : 06 84 19 55 02": the other has a word's letters in one piece, and at its ends both go on
    alike, or the other has a space there.
    """
    mine, theirs = [_plain(word.text) for word in line], [_plain(text) for text in other]
    spaces = set(accumulate(map(len, theirs), initial=0))
    blocks = SequenceMatcher(None, "".join(mine), "".join(theirs), autojunk=False).get_matching_blocks()
    result, start = [], 0
    for text in mine:
        stop = start + len(text)
        block = next((b for b in blocks if b.a <= start and stop <= b.a + b.size), None)
        shift = block.b - block.a if block else 0
        result.append(
            block is not None
            and len(text) >= _LEAST_PARTED
            and (block.a < start or start + shift in spaces)
            and (stop < block.a + block.size or stop + shift in spaces)
        )
        start = stop
    return result


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.translate(_ALIKE)


def _bare(text: str) -> str:
    """Give a word without what engines confuse most: accents, case, I and l, O and 0 in numbers."""
    if NUMBER.fullmatch(text):
        return text.translate(DIGITS)
    if "@" in text:
        return text.casefold()
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("I", "l")  # the engines' I' for l'
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()
