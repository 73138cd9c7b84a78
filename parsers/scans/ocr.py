"""The two engines that read pictures: rapidocr finds and reads, Tesseract (where installed) gives a second opinion.

They are of different make: on print they agree on 19 words in 20, and what they agree on is right; on handwriting the
second hardly ever agrees. So agreement is what makes a word sure, not an engine's own score. Both are loaded when first
needed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from parsers.scans import digits, hand, penned, tesseract
from parsers.scans.agreement import (
    AGREED,
    ALONE,
    DIGITS,
    NEARLY_AGREED,
    NUMBER,
    STEADY,
    address,
    compared,
    only_digits,
    settled,
)
from parsers.scans.cuts import Look, first_column, in_grey, line_picture, shown
from parsers.scans.engine import LOOK_AGAIN, rapid
from parsers.scans.found import Found, Picture
from parsers.scans.pieces import DOTS, as_word, by_spaces, is_torn, label_apart, on_dots, without_dots

_STEADY_SCORE = 0.8  # the least of that engine's own score for a line; its scale runs to 1
# Tesseract's language and the looks: what it reads best, and what it is asked again with where it differs. Its English
# knows no French accents, but reads addresses and numbers with other eyes. That it meets the first engine's word by
# chance is as unlikely at every look; the last ones are for handwriting.
_LOOKS = (
    ("fra", (Look(48),)),
    ("fra", (Look(64), Look(36))),
    ("eng", (Look(48),)),
    ("fra", (Look(64, pen=True), Look(28))),
)
_PRINT_LOOKS = 2  # of them: only there Tesseract's letters are the better ones
_NUMBER_LOOKS = (Look(48), Look(64, pen=True))
_NUMBER_LETTERS = "0123456789+.- "
_MOST_DOUBTS = 40  # runs of words on a page: a coupon has a dozen at most; a page with more of them is no readable one
_DOTLESS = re.compile(r"\bO[Uu]l\b")  # engines take the I of OUI for an l; no French word ends so
_SMALL_L = re.compile(r"(?<![\w'’])ll(?=[a-zà-ÿ]{2})")  # nor begins with two: "lles" is "Iles"


@dataclass(frozen=True, slots=True)
class Views:
    """An upright page as the engines see it; what was cleaned away for one look may be missing in a letter."""

    page: Picture  # without boxes and dotted lines, also where they lay under letters: the first look
    whole: Picture  # with every letter as it was: the same engine looks again
    clean: Picture  # like `whole`, in grey and without rules: the second opinion


def words(views: Views, dots: Picture) -> list[Found]:
    """Give the words of an upright picture.

    `dots` shows where dotted lines were: what is left of them under a value is not part of it.

    :raises EngineMissing: when rapidocr cannot be loaded
    """
    result = rapid()(
        views.page, use_det=True, use_cls=False, return_word_box=True
    )  # it remembers what it was told last
    if result.boxes is None or result.word_results is None:
        return []
    lines = []
    for corners, text, score, pieces in zip(
        result.boxes, result.txts, result.scores, result.word_results, strict=False
    ):
        line = [as_word(*piece) for piece in pieces if piece[0].strip()]
        if is_torn(line):
            line = by_spaces(as_word(text, score, corners))
        dotted = any(on_dots(word, dots) for word in line)
        if dotted:
            line = [piece for word in line for piece in without_dots(word)]
        line = [piece for word in line if word.text for piece in label_apart(word)]
        if line:
            lines.append(_line(line, views, corners, dotted=dotted))
    _ask_again(lines)
    _look_again(lines)
    _settle_addresses(lines)
    _ask_without_dots(lines)
    _check_numbers(lines)
    _ask_the_head(lines)
    return [replace(word, text=_with_capitals(word.text)) for line in lines for word in line.judged if word.text]


def _with_capitals(text: str) -> str:
    return _SMALL_L.sub("Il", _DOTLESS.sub("OUI", text))


@dataclass(slots=True)
class _Line:
    """A line as the first engine read it, and what has become of that by the second one's looks."""

    words: list[Found]
    picture: Picture | None  # for the second engine; None when there is nothing to see
    dotted: bool  # a dotted line runs under or beside a word
    whole: Picture | None = None  # for the first one's further looks
    bare: Picture | None = None  # in grey, without the dots that lay under letters
    left: float = 0.0  # of the pictures on the page
    told: list[Sequence[str]] = field(default_factory=list)  # by the second engine, at each look at all of it
    judged: list[Found] = field(init=False)

    def __post_init__(self) -> None:
        self.judged = [replace(word, confidence=min(word.confidence, ALONE)) for word in self.words]

    @property
    def is_sure(self) -> bool:
        return all(word.confidence >= NEARLY_AGREED for word in self.judged)

    def cut(self, run: range, *, to_the_ends: bool = False) -> Picture | None:
        """Give the picture of some of its words; engines place words less exactly than letters.

        `to_the_ends`: where they are its first or its last ones, with all that stands before or behind.
        """
        if self.picture is None:
            return None
        height, width = self.picture.shape[:2]
        left = self.words[run[0]].left - self.left - height / 6
        right = self.words[run[-1]].right - self.left + height / 6
        if to_the_ends:
            left, right = left if run[0] else 0, right if run[-1] < len(self.words) - 1 else width
        part = self.picture[:, max(0, round(left)) : min(width, round(right))]
        return part if part.size else None

    def compare(self, other: Sequence[str], french: bool) -> None:
        """Take the other engine's words of this line into account."""
        texts = [text.strip(DOTS) for text in other] if self.dotted else other
        self.told.append(texts)
        agreeing = compared(self.words, [text for text in texts if text], french)
        self.judged = [
            max(before, after, key=lambda word: word.confidence)
            for before, after in zip(self.judged, agreeing, strict=True)
        ]


def _line(words: list[Found], views: Views, corners: Any, *, dotted: bool) -> _Line:
    clean, whole, bare = (line_picture(view, corners) for view in (views.clean, views.whole, views.page))
    return _Line(
        words, clean, dotted, whole, None if bare is None or not dotted else in_grey(bare), first_column(corners)
    )


def _ask_again(lines: Sequence[_Line]) -> None:
    """Have the second engine look at the lines, all at once, and again at those where it differs."""
    for number, (language, looks) in enumerate(_LOOKS):
        asked = [
            (line, shown(line.picture, look))
            for line in lines
            if line.picture is not None and not line.is_sure
            for look in looks
        ]
        if not asked:
            return
        answers = tesseract.read_lines([picture for _, picture in asked], language)
        for (line, _), answer in zip(asked, answers or (), strict=False):
            line.compare(answer, french=number < _PRINT_LOOKS)
    _ask_for_numbers(lines)


def _ask_for_numbers(lines: Sequence[_Line]) -> None:
    """Have the second engine look at the numbers alone, told that they are numbers."""
    asked = [
        (line, run, shown(picture, look))
        for line in lines
        for run in _unsure_numbers(line)
        if (picture := line.cut(run)) is not None
        for look in _NUMBER_LOOKS
    ]
    if not asked:
        return
    answers = tesseract.read_lines([picture for _, _, picture in asked], "eng", _NUMBER_LETTERS)
    for (line, run, _), answer in zip(asked, answers or (), strict=False):
        if only_digits("".join(answer)) == only_digits("".join(line.words[at].text for at in run)):
            for at in run:
                line.judged[at] = replace(line.words[at], confidence=AGREED)


def _ask_without_dots(lines: Sequence[_Line]) -> None:
    """Have the second engine look at lines without the dots under them.

    Where a letter lost a part with its dot, both engines may read it wrongly alike. So this look counts only for words
    that the first engine reads the same with the dots and without.
    """
    asked = [
        (line, shown(line.bare, look))
        for line in lines
        if line.dotted and line.bare is not None and any(STEADY <= w.confidence < NEARLY_AGREED for w in line.judged)
        for look in (Look(48), Look(64), Look(64, pen=True))
    ]
    if not asked:
        return
    answers = tesseract.read_lines([picture for _, picture in asked], "fra")
    for (line, _), answer in zip(asked, answers or (), strict=False):
        agreeing = compared(line.words, [text.strip(DOTS) for text in answer if text.strip(DOTS)], french=False)
        for at, (word, same) in enumerate(zip(line.judged, agreeing, strict=True)):
            if STEADY <= word.confidence < NEARLY_AGREED and same.confidence >= AGREED:
                line.judged[at] = replace(word, confidence=NEARLY_AGREED)


def _check_numbers(lines: Sequence[_Line]) -> None:
    """Hold the numbers that the first engine reads the same at every look against a reader of single digits."""
    for line in lines:
        for run in _unsure_numbers(line):
            steady = all(line.judged[at].confidence >= STEADY for at in run)
            picture = line.cut(run)
            if steady and picture is not None:
                told = " ".join(line.words[at].text for at in run).translate(DIGITS)
                if digits.agrees(picture, told):
                    for at in run:
                        line.judged[at] = replace(line.judged[at], confidence=NEARLY_AGREED)


def _ask_the_head(lines: Sequence[_Line]) -> None:
    """Have the head for handwriting read what not even the first engine reads the same at every look."""
    doubtful = ((line, run) for line in lines for run in _doubtful(line))
    for line, run in islice(doubtful, _MOST_DOUBTS):
        picture = line.cut(run, to_the_ends=True)
        if picture is not None:
            read = penned.words([line.judged[at].text for at in run], picture)
            for at, text in zip(run, read, strict=True):
                line.judged[at] = replace(line.judged[at], text=address(text))
    hand.forget()  # the next page's detection needs the memory


def _doubtful(line: _Line) -> list[range]:
    """Give the runs of words that are in doubt and no labels."""
    runs: list[range] = []
    for at, word in enumerate(line.judged):
        if word.confidence < STEADY and not word.text.endswith(":"):
            if runs and runs[-1].stop == at:
                runs[-1] = range(runs[-1].start, at + 1)
            else:
                runs.append(range(at, at + 1))
    return runs


def _unsure_numbers(line: _Line) -> list[range]:
    """Give the runs of words that are numbers, together of four digits and more, where one of them is unsure."""
    runs: list[range] = []
    start: int | None = None
    for at in range(len(line.words) + 1):
        is_number = at < len(line.words) and bool(NUMBER.fullmatch(line.words[at].text))
        if is_number and start is None:
            start = at
        elif not is_number and start is not None:
            runs.append(range(start, at))
            start = None
    return [
        run
        for run in runs
        if len(only_digits("".join(line.words[at].text for at in run))) >= 4
        and any(line.judged[at].confidence < NEARLY_AGREED for at in run)
    ]


def _look_again(lines: Sequence[_Line]) -> None:
    """Have the first engine look again at what the second one read otherwise: is it sure of its own word?"""
    for line in lines:
        if line.whole is None or line.is_sure:
            continue
        steady = [True] * len(line.words)
        for size in LOOK_AGAIN:
            same = _same_at(line, size)
            steady = [before and now for before, now in zip(steady, same, strict=True)]
        line.judged = [
            replace(word, confidence=STEADY) if kept and word.confidence < STEADY else word
            for word, kept in zip(line.judged, steady, strict=True)
        ]


def _settle_addresses(lines: Sequence[_Line]) -> None:
    """Take the second engine's word for i, l and 1 in an address: still in doubt, but the likelier reading."""
    for line in lines:
        for at, word in enumerate(line.judged):
            if word.confidence <= STEADY and "@" in word.text:
                text = settled(word.text, line.told) or word.text
                line.judged[at] = replace(
                    word, text=text, confidence=max(word.confidence, STEADY if text != word.text else 0)
                )


def _same_at(line: _Line, size: float) -> list[bool]:
    """Say of each word of a line whether the engine reads it again when the line has another size."""
    import cv2

    assert line.whole is not None
    picture = cv2.resize(line.whole, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC) if size != 1 else line.whole
    result = rapid()(picture, use_det=False, use_cls=False, return_word_box=False)
    if not result.txts or min(result.scores) < _STEADY_SCORE:
        return [False] * len(line.words)
    other = [address(text) for text in result.txts[0].split()]
    texts = [text.strip(DOTS) for text in other] if line.dotted else other
    return [word.confidence >= AGREED for word in compared(line.words, [t for t in texts if t], french=False)]
