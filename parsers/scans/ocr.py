"""The two engines that read pictures: rapidocr finds and reads, Tesseract (where installed) gives a second opinion.

They are of different make: on print they agree on 19 words in 20, and what they agree on is right; on handwriting the
second hardly ever agrees. So agreement is what makes a word sure, not an engine's own score. Both are loaded when first
needed.
"""

import functools
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parsers.scans import digits, hand, penned, tesseract

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime reads it when it is imported: below, when first needed

Picture = NDArray[np.uint8]  # rows of pixels: grey, or blue, green, red

AGREED = 0.995  # both engines read the same characters
NEARLY_AGREED = 0.97  # they differ in accents or case alone
STEADY = 0.9  # one engine's word, the same at every look, the other's against it
ALONE = 0.6  # at most: one engine's word against the other's, or without another
_STEADY_SCORE = 0.8  # the least of that engine's own score for a line; its scale runs to 1
_LOOK_AGAIN = (1.0, 1.6)  # the sizes at which it looks again
# Letters that Tesseract looks at (the more, the surer and slower), and the least sureness that is taken, in its own
# measure: with 50, right answers have 13 and more on pages of text, 2.3 on a short coupon.
_ORIENTATION = ((25, 3.0), (50, 1.5))


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is shown to Tesseract: its height in pixels; `pen`: upright and thick, for what leans and is thin."""

    height: int
    pen: bool = False


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
_RANKS = "123456789"
_MOST_DOUBTS = 40  # runs of words on a page: a coupon has a dozen at most; a page with more of them is no readable one
_LEAN = 0.2  # by which a line is turned upright
ORIENTATION_SIDE = 1800  # pixels of the longer side: with less, letters are lost; with more, only time


_BETWEEN = re.compile(r"(?<=[^\W\d_])[.·…]+(?=[^\W\d_])")
_NUMBER = re.compile(r"(?=.*\d)[\dOoIl|.,/()+-]+")  # digits, and the letters that engines take for them
_COMMA, _COLON = re.compile(r"(?<=\w),(?=\w)"), re.compile(r"(?<=\w)[,:;](?=\w)")
_LABEL = re.compile(r"[^\W\d_]{2,}\.?:(?=[\w+])")
_DOTLESS = re.compile(r"\bO[Uu]l\b")  # engines take the I of OUI for an l; no French word ends so
_SAME_SMALL = frozenset("cosvwxz")
_DIGITS = str.maketrans("OoIl|", "00111")
_DOTS = ".·…_‥"
# Signs that engines choose between freely.
_ALIKE = str.maketrans("’‘`–—‐|", "'''---I")


@dataclass(frozen=True, slots=True)
class Found:
    """A word on a picture, in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class EngineMissing(Exception):
    """No engine is installed that reads pictures."""


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
    result = _rapid()(
        views.page, use_det=True, use_cls=False, return_word_box=True
    )  # it remembers what it was told last
    if result.boxes is None or result.word_results is None:
        return []
    lines = []
    for corners, text, score, pieces in zip(
        result.boxes, result.txts, result.scores, result.word_results, strict=False
    ):
        line = [_found(*piece) for piece in pieces if piece[0].strip()]
        if _is_torn(line):
            line = [_found(text, score, corners)]
        dotted = any(_on_dots(word, dots) for word in line)
        if dotted:
            line = [piece for word in line for piece in _parted(word)]
        line = [piece for word in line if word.text for piece in _labelled(word)]
        if line:
            lines.append(_line(line, views, corners, dotted=dotted))
    _ask_again(lines)
    _look_again(lines)
    _ask_without_dots(lines)
    _check_numbers(lines)
    _ask_the_head(lines)
    return [replace(word, text=_DOTLESS.sub("OUI", word.text)) for line in lines for word in line.judged if word.text]


@dataclass(slots=True)
class _Line:
    """A line as the first engine read it, and what has become of that by the second one's looks."""

    words: list[Found]
    picture: Picture | None  # for the second engine; None when there is nothing to see
    dotted: bool  # a dotted line runs under or beside a word
    whole: Picture | None = None  # for the first one's further looks
    bare: Picture | None = None  # in grey, without the dots that lay under letters
    left: float = 0.0  # of the pictures on the page
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
        texts = [text.strip(_DOTS) for text in other] if self.dotted else other
        agreeing = _agreeing(self.words, [text for text in texts if text], french)
        self.judged = [
            max(before, after, key=lambda word: word.confidence)
            for before, after in zip(self.judged, agreeing, strict=True)
        ]


class Place(Protocol):
    """Where something stands on a picture, in pixels."""

    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...


def spelt(letters: Picture, held: Sequence[bool], cells: Sequence[Place]) -> list[Found]:
    """Give the words of a comb from a picture of its letters side by side; `held` tells which of its cells hold one.

    What cannot be shared out among the cells, a letter each, is one unsure word.
    """
    count = sum(held)
    if not count:
        return []
    looks = [_spelling(letters, size) for size in _LOOK_AGAIN]
    others = tesseract.read_lines([_sized(_grey(letters), height) for height in (64, 48)], "fra") or []
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
    if not confidence and steady and text.isdigit() and digits.agrees(_grey(letters), text):
        confidence = NEARLY_AGREED
    return _shared_out(text, held, cells, confidence or (STEADY if steady else ALONE / 2))


def lone_digits(pictures: Sequence[Picture]) -> list[str]:
    """Give the digit that stands alone in each picture in grey, where two readers see the same; "" elsewhere."""
    heights = (48, 64)
    asked = [_sized(picture, height) for picture in pictures for height in heights]
    answers = tesseract.read_lines(asked, "eng", _RANKS) or [[] for _ in asked]
    found = []
    for at, picture in enumerate(pictures):
        seconds = {"".join(answer) for answer in answers[at * len(heights) : (at + 1) * len(heights)]}
        shown = np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))
        firsts = [_spelling(shown, size).translate(_DIGITS) for size in _LOOK_AGAIN]
        steady = len(set(firsts)) == 1 and digits.agrees(picture, firsts[0])
        agreed = {text for text in firsts if text in seconds or steady}
        digit = agreed.pop() if len(agreed) == 1 else ""
        found.append(digit if len(digit) == 1 and digit in _RANKS else "")
    return found


def _votes(text: str, opinions: Sequence[str]) -> int:
    return sum(one.casefold() == text.casefold() for one in opinions)


def _grey(picture: Picture) -> Picture:
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def _spelling(letters: Picture, size: float) -> str:
    """Give the letters of a line at a size, without the spaces that the engine sees between them."""
    import cv2

    picture = cv2.resize(letters, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC) if size != 1 else letters
    result = _rapid()(picture, use_det=False, use_cls=False, return_word_box=False)
    return _address("".join(result.txts[0].split())) if result.txts else ""


def _as_digits(text: str) -> str:
    """Give a number without the letters that engines take its digits for."""
    digits = text.translate(_DIGITS)
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


def _line(words: list[Found], views: Views, corners: Any, *, dotted: bool) -> _Line:
    clean, whole, bare = (_crop(view, corners) for view in (views.clean, views.whole, views.page))
    return _Line(words, clean, dotted, whole, None if bare is None or not dotted else _grey(bare), _left(corners))


def _ask_again(lines: Sequence[_Line]) -> None:
    """Have the second engine look at the lines, all at once, and again at those where it differs."""
    for number, (language, looks) in enumerate(_LOOKS):
        asked = [
            (line, _shown(line.picture, look))
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
        (line, run, _shown(picture, look))
        for line in lines
        for run in _unsure_numbers(line)
        if (picture := line.cut(run)) is not None
        for look in _NUMBER_LOOKS
    ]
    if not asked:
        return
    answers = tesseract.read_lines([picture for _, _, picture in asked], "eng", _NUMBER_LETTERS)
    for (line, run, _), answer in zip(asked, answers or (), strict=False):
        if _digits("".join(answer)) == _digits("".join(line.words[at].text for at in run)):
            for at in run:
                line.judged[at] = replace(line.words[at], confidence=AGREED)


def _ask_without_dots(lines: Sequence[_Line]) -> None:
    """Have the second engine look at lines without the dots under them.

    Where a letter lost a part with its dot, both engines may read it wrongly alike. So this look counts only for words
    that the first engine reads the same with the dots and without.
    """
    asked = [
        (line, _shown(line.bare, look))
        for line in lines
        if line.dotted and line.bare is not None and any(STEADY <= w.confidence < NEARLY_AGREED for w in line.judged)
        for look in (Look(48), Look(64), Look(64, pen=True))
    ]
    if not asked:
        return
    answers = tesseract.read_lines([picture for _, picture in asked], "fra")
    for (line, _), answer in zip(asked, answers or (), strict=False):
        agreeing = _agreeing(line.words, [text.strip(_DOTS) for text in answer if text.strip(_DOTS)], french=False)
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
                told = " ".join(line.words[at].text for at in run).translate(_DIGITS)
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
                line.judged[at] = replace(line.judged[at], text=_address(text))
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
        is_number = at < len(line.words) and bool(_NUMBER.fullmatch(line.words[at].text))
        if is_number and start is None:
            start = at
        elif not is_number and start is not None:
            runs.append(range(start, at))
            start = None
    return [
        run
        for run in runs
        if len(_digits("".join(line.words[at].text for at in run))) >= 4
        and any(line.judged[at].confidence < NEARLY_AGREED for at in run)
    ]


def _digits(text: str) -> str:
    return "".join(c for c in text.translate(_DIGITS) if c.isdigit())


def _look_again(lines: Sequence[_Line]) -> None:
    """Have the first engine look again at what the second one read otherwise: is it sure of its own word?"""
    for line in lines:
        if line.whole is None or line.is_sure:
            continue
        steady = [True] * len(line.words)
        for size in _LOOK_AGAIN:
            same = _same_at(line, size)
            steady = [before and now for before, now in zip(steady, same, strict=True)]
        line.judged = [
            replace(word, confidence=STEADY) if kept and word.confidence < STEADY else word
            for word, kept in zip(line.judged, steady, strict=True)
        ]


def _same_at(line: _Line, size: float) -> list[bool]:
    """Say of each word of a line whether the engine reads it again when the line has another size."""
    import cv2

    assert line.whole is not None
    picture = cv2.resize(line.whole, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC) if size != 1 else line.whole
    result = _rapid()(picture, use_det=False, use_cls=False, return_word_box=False)
    if not result.txts or min(result.scores) < _STEADY_SCORE:
        return [False] * len(line.words)
    other = [_address(text) for text in result.txts[0].split()]
    texts = [text.strip(_DOTS) for text in other] if line.dotted else other
    return [word.confidence >= AGREED for word in _agreeing(line.words, [t for t in texts if t], french=False)]


def _on_dots(word: Found, dots: Picture) -> bool:
    """Say whether a dotted line runs under or beside a word."""
    reach = round((word.bottom - word.top) / 3)
    top, bottom = max(0, round(word.top)), round(word.bottom) + reach
    return bool(dots[top:bottom, max(0, round(word.left) - reach) : round(word.right) + reach].any())


def _parted(word: Found) -> list[Found]:
    """Give the words without the dots of a line that runs under them: around them, and between two of them."""
    pieces = [word.text] if "@" in word.text else _BETWEEN.split(word.text)
    width = (word.right - word.left) / max(1, sum(map(len, pieces)))
    parted, at = [], word.left
    for piece in pieces:
        parted.append(replace(word, text=piece.strip(_DOTS), left=at, right=at + width * len(piece)))
        at += width * len(piece)
    return parted


def _labelled(word: Found) -> list[Found]:
    """Give a label and its value apart where no space was seen between them ("Tél:06")."""
    label = _LABEL.match(word.text)
    if label is None:
        return [word]
    at = word.left + (word.right - word.left) * label.end() / len(word.text)
    return [
        replace(word, text=label[0], right=at),
        replace(word, text=word.text[label.end() :], left=at),
    ]


def _is_torn(line: Sequence[Found]) -> bool:
    """Say whether the engine took each letter for a word, as it does with wide writing."""
    return len(line) > 5 and sum(len(word.text) == 1 for word in line) > 0.7 * len(line)


def _found(text: str, score: float, corners: Any) -> Found:
    xs, ys = [float(point[0]) for point in corners], [float(point[1]) for point in corners]
    return Found(_address(text), min(xs), min(ys), max(xs), max(ys), float(score))


def _address(text: str) -> str:
    """Give an e-mail address with the full stops that engines take for commas and colons on a dotted line."""
    local, at, domain = text.partition("@")
    if not at:
        return text
    return f"{_COMMA.sub('.', local)}@{_COLON.sub('.', domain)}"  # a colon before may end a label


def _agreeing(line: Sequence[Found], other: Sequence[str], french: bool) -> list[Found]:
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
            keep = same or not french or odd or _NUMBER.fullmatch(word.text)
            result[block.a + step] = replace(
                word, text=word.text if keep else text, confidence=AGREED if same else NEARLY_AGREED
            )
    return result


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.translate(_ALIKE)


def _bare(text: str) -> str:
    """Give a word without what engines confuse most: accents, case, I and l, O and 0 in numbers."""
    if _NUMBER.fullmatch(text):
        return text.translate(_DIGITS)
    if "@" in text:
        return text.casefold()
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("I", "l")  # the engines' I' for l'
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


@functools.cache
def _rapid() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise EngineMissing("rapidocr") from error
    engine: Any = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,  # the default drops weak lines without a word
            "Global.use_cls": False,  # pages are turned upright before
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",  # the default enlarges narrow pictures: seconds a line
            "Det.limit_side_len": 1280,
            "Rec.rec_batch_num": 1,  # halves the memory, no slower
        }
    )
    for load in ("_load_det_model", "_load_rec_model"):  # there is no setting for it
        net = getattr(engine, load)().session
        net.session = _sparing(net.session)
    return engine


def _sparing(session: Any) -> Any:
    """Give the same net without the last step of optimising, laid out for the processor: a page then takes 150 MB less.

    What it costs in time could not be measured.
    """
    import onnxruntime  # type: ignore[import-untyped]

    options = session.get_session_options()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    return onnxruntime.InferenceSession(session._model_path, options, providers=["CPUExecutionProvider"])


def _crop(clean: Picture, corners: Any) -> Picture | None:
    """Give one line of the page; None when there is nothing to read."""
    height, width = clean.shape[:2]
    left, right = _left(corners), int(corners[:, 0].max()) + 5
    top, bottom = int(corners[:, 1].min()) - 3, int(corners[:, 1].max()) + 4
    crop = clean[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    return crop if crop.size and crop.shape[0] >= 6 else None


def _left(corners: Any) -> int:
    return max(0, int(corners[:, 0].min()) - 4)


def _shown(line: Picture, look: Look) -> Picture:
    """Give a line as a look wants it."""
    import cv2

    sized = _sized(line, look.height)
    if not look.pen:
        return sized
    height, width = sized.shape
    upright = np.array([[1, _LEAN, 0], [0, 1, 0]], np.float32)
    size = (round(width + _LEAN * height), height)
    straight = cv2.warpAffine(sized, upright, size, flags=cv2.INTER_CUBIC, borderValue=(255,))
    return np.asarray(cv2.erode(straight, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _sized(line: Picture, height: int) -> Picture:
    """Give a line at a height that Tesseract reads, on a white ground."""
    import cv2

    scale = min(3.0, height / line.shape[0])
    sized = cv2.resize(line, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.copyMakeBorder(sized, 10, 10, 10, 10, cv2.BORDER_CONSTANT, value=255), dtype=np.uint8)


def turned(grey: Picture) -> int:
    """Give by how many degrees clockwise (0, 90, 180, 270) a page must be turned to stand upright; 0 when in doubt."""
    import cv2

    scale = ORIENTATION_SIDE / max(grey.shape)
    page = grey
    if scale < 1:
        page = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    for letters, enough in _ORIENTATION:
        angle, sure = tesseract.orientation(page, letters) or (0, 0.0)
        if sure >= enough:
            return angle
    return 0
