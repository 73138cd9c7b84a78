"""The content of a PDF page → words, rules and drawn boxes. By pdfplumber."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import pdfplumber.page
from pdfplumber.utils.text import extract_words

from parsers.document import PLAIN, Mark, Style
from parsers.files.pdf_forms import Overlay, frame
from parsers.marks import EMPTY_CHARACTERS, TICKED_CHARACTERS, symbol_font
from parsers.pages.boxes import Shape, drawn_ticks, is_box, merged, stroked, with_written
from parsers.pages.grid import grids
from parsers.pages.page import Page, Rule, Tick, Word
from parsers.pages.rings import drawn_rings, ringed
from parsers.pages.turned import turn_of
from parsers.reading import Box

Object = dict[str, Any]  # what pdfplumber calls a char, line, rect or curve

_LEADERS = frozenset("._…·‥-")  # what the dotted line of a form is made of
_LEADER_RUN = 4
_GAP = 0.25  # of the size of the characters: what parts two words; an explicit space does too
_THIN = 2.0  # points: a rectangle no thicker than this is a rule
# A hyphen that fonts call soft is seen like any other; ligatures are two letters to a reader.
_SIGNS = str.maketrans(
    {"\xad": "-", "\u2010": "-", "\u2011": "-", "\xa0": " ", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)
# Bullets of the fonts Symbol and Wingdings, which stand in the private area.
_SIGNS |= dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf076"), "•")
# ZapfDingbats, where a program stated no meaning for its letters.
_DINGBATS = {**dict.fromkeys("345678nl", Mark.TICKED), **dict.fromkeys("mopqr", Mark.EMPTY)}


def page_content(page: pdfplumber.page.Page, over: Overlay) -> Page:
    """Give the page as it is seen, with what `over` adds to its content."""
    number = page.page_number
    characters = _visible(page)
    turn = turn_of(characters, float(page.width), float(page.height))
    curves, drawn = page.curves, [*page.lines, *page.rects, *page.curves]
    if turn is not None:
        characters, curves, drawn = ([turn.object(o) for o in objects] for objects in (characters, curves, drawn))
        over = over.turned(turn)
    marks, leaders, letters = _sorted_characters(characters)
    rules, shapes, strokes = _drawn(drawn, number)
    words = [*_words(letters, number), *over.words]
    through = [box for box in (rule.box for rule in rules) if _runs_over_words(box, words)]
    struck = [box for box in (*through, *over.struck) if box.right - box.left > box.bottom - box.top]
    chosen = ringed(words, [*drawn_rings(curves, number), *over.rings])
    words = [_styled(word, struck, over, ringed=n in chosen) for n, word in enumerate(words)]
    words.extend(_uncovered(_leader_words(leaders, number), words))
    rules.extend(rule for field in over.fields if not _is_framed(field, rules) for rule in frame(field))
    shapes.extend(_boxes_of_lines(rules, number))
    strokes += over.strokes
    ticks = drawn_ticks(shapes, strokes)
    ticks = merged(over.ticks, merged(stroked(_glyph_ticks(marks, number), strokes), ticks))
    circled = [words[n].box for n in chosen if len(words[n].text) <= 2]
    ticks = [tick for tick in ticks if not any(_rings(tick.box, box) for box in circled)]
    ticks, words = with_written(ticks, words)
    width, height = turn.size if turn else (float(page.width), float(page.height))
    return Page(number, width, height, tuple(words), tuple(_without(rules, ticks)), tuple(ticks), turn)


def _visible(page: pdfplumber.page.Page) -> list[Object]:
    """Give the characters that lie on the page; programs leave others beside it."""
    left, top, right, bottom = page.cropbox if not page.rotation else page.bbox
    return [
        c
        for c in page.chars
        if c["x1"] > left - 1 and c["x0"] < right + 1 and c["bottom"] > top - 1 and c["top"] < bottom + 1
    ]


def _sorted_characters(characters: Iterable[Object]) -> tuple[list[Object], list[Object], list[Object]]:
    """Give marks, the dots and dashes of leaders, and letters; each in the order of the page's content."""
    marks: list[Object] = []
    leaders: list[Object] = []
    letters: list[Object] = []
    for (text, _), group in itertools.groupby(characters, key=lambda c: (c["text"], c["fontname"])):
        run = list(group)
        mark = _mark(run[0])
        if mark is not None:
            marks.extend({**c, "mark": mark} for c in run)
        elif text in _LEADERS and (len(run) >= _LEADER_RUN or (text == "…" and len(run) > 1)):
            leaders.extend(run)
        else:
            letters.extend(run)
    return marks, leaders, letters


def _mark(character: Object) -> Mark | None:
    text, font = character["text"], character["fontname"].casefold()
    if "wingdings" in font or "webdings" in font:
        found = symbol_font(
            text, "Wingdings 2" if "wingdings2" in font.replace(" ", "").replace("-", "") else "Wingdings"
        )
        return Mark(found) if found in tuple(Mark) else None
    if "dingbats" in font and text in _DINGBATS:
        return _DINGBATS[text]
    if text in TICKED_CHARACTERS:
        return Mark.TICKED
    return Mark.EMPTY if text in EMPTY_CHARACTERS else None


def _glyph_ticks(marks: Sequence[Object], number: int) -> list[Tick]:
    """Give the marks that are characters; a tick set over an empty box makes one."""
    ticks: list[Tick] = []
    for mark in sorted(marks, key=lambda m: m["mark"] is not Mark.EMPTY):
        ticks = merged(ticks, [Tick(_box(mark, number), mark["mark"])])
    return ticks


def _words(letters: Sequence[Object], number: int) -> list[Word]:
    found = extract_words(
        list(letters), x_tolerance_ratio=_GAP, keep_blank_chars=False, extra_attrs=["fontname"], use_text_flow=False
    )
    return [
        Word(word["text"].translate(_SIGNS), _box(word, number), Style(bold=_is_bold(word["fontname"])))
        for word in found
        if word["text"].strip()
    ]


def _is_bold(font: str) -> bool:
    return any(sign in font.casefold() for sign in ("bold", "black", "heavy", "demi"))


def _leader_words(leaders: Sequence[Object], number: int) -> list[Word]:
    """Give the dotted lines, each as one word of at most twenty dots."""
    runs: list[list[Object]] = []
    for character in leaders:
        last = runs[-1][-1] if runs else None
        if last is not None and abs(last["top"] - character["top"]) < 1 and 0 <= character["x0"] - last["x0"] < 12:
            runs[-1].append(character)
        else:
            runs.append([character])
    return [
        Word(
            "." * min(len(run), 20),
            Box(number, run[0]["x0"], run[0]["top"], run[-1]["x1"], run[0]["bottom"]),
        )
        for run in runs
    ]


def _uncovered(leaders: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """Give the dotted lines that nothing stands on; what stands on one is its value."""
    return [leader for leader in leaders if not any(_on(word.box, leader.box) for word in words)]


def _on(word: Box, leader: Box) -> bool:
    across = min(word.right, leader.right) - max(word.left, leader.left)
    # A value may hang a little over or under the dots, which lie at the foot of their own line.
    down = min(word.bottom + 3, leader.bottom) - max(word.top, leader.top - 3)
    return across > min(3.0, (word.right - word.left) / 2) and down > 0.4 * (leader.bottom - leader.top)


def _drawn(drawn: Iterable[Object], number: int) -> tuple[list[Rule], list[Shape], list[Box]]:
    """Give the rules, the figures that may be boxes, and the strokes that may be ticks."""
    rules: list[Rule] = []
    shapes: list[Shape] = []
    strokes: list[Box] = []
    for item in drawn:
        box = _box(item, number)
        width, height = box.right - box.left, box.bottom - box.top
        if min(width, height) <= _THIN and max(width, height) > _THIN:
            rules.append(Rule(box))
        elif item["object_type"] == "rect":
            shape = _shape(item, box)
            if is_box(box) or shape.dark:
                shapes.append(shape)
            if not is_box(box) and (item.get("stroke") or not shape.dark):
                rules.extend(frame(box))
        elif is_box(box) and item["object_type"] == "curve" and _closed(item):
            shapes.append(_shape(item, box))
        else:
            strokes.append(box)
    return rules, shapes, strokes


def _closed(curve: Object) -> bool:
    points = curve.get("pts") or []
    return len(points) > 2 and all(abs(a - b) < 1.0 for a, b in zip(points[0], points[-1], strict=True))


def _is_dark(colour: Any) -> bool:
    """Say whether a colour is dark; what pdfminer cannot tell (a pattern) is not."""
    values = colour if isinstance(colour, list | tuple) else [colour]
    if not values or not all(isinstance(value, int | float) for value in values):
        return False
    if len(values) == 4:  # cyan, magenta, yellow, black
        return bool(max(values[3], sum(values[:3]) / 3) > 0.5)
    return bool(sum(values) / len(values) < 0.5)


def _shape(item: Object, box: Box) -> Shape:
    filled, colour = bool(item.get("fill")), item.get("non_stroking_color")
    return Shape(box, filled and _is_dark(colour), bool(item.get("stroke")) or (filled and not _is_white(colour)))


def _is_white(colour: Any) -> bool:
    values = colour if isinstance(colour, list | tuple) else [colour]
    if not values or not all(isinstance(value, int | float) for value in values):
        return True
    return bool(sum(values) < 0.05 if len(values) == 4 else min(values) > 0.97)


def _boxes_of_lines(rules: Sequence[Rule], number: int) -> list[Shape]:
    """Give the boxes that four single lines draw."""
    short = [r for r in rules if max(r.box.right - r.box.left, r.box.bottom - r.box.top) < 30]
    shapes: list[Shape] = []
    for grid in grids(short, snap=1.0):
        for row in grid.rows:
            shapes.extend(Shape(Box(number, *cell), dark=False) for cell in row if cell is not None)
    return [shape for shape in shapes if is_box(shape.box)]


def _is_framed(field: Box, rules: Sequence[Rule]) -> bool:
    """Say whether the page draws a frame or a cell around a form field."""
    height = field.bottom - field.top
    return any(
        cell is not None
        and cell[0] <= field.left + 3
        and cell[2] >= field.right - 3
        and cell[1] <= field.top + 3
        and cell[3] >= field.bottom - 3
        and cell[3] - cell[1] < 3 * height
        for grid in grids(rules)
        for row in grid.rows
        for cell in row
    )


def _without(rules: Sequence[Rule], ticks: Sequence[Tick]) -> list[Rule]:
    """Leave out the rules that draw a box."""
    return [rule for rule in rules if not any(_within(rule.box, tick.box) for tick in ticks)]


def _within(rule: Box, box: Box) -> bool:
    slack = 2.0
    return (
        rule.left >= box.left - slack
        and rule.right <= box.right + slack
        and rule.top >= box.top - slack
        and rule.bottom <= box.bottom + slack
    )


def _rings(ring: Box, word: Box) -> bool:
    """Say whether the middle of a word lies inside a figure."""
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return ring.left < across < ring.right and ring.top < down < ring.bottom


def _styled(word: Word, lines: Sequence[Box], over: Overlay, *, ringed: bool) -> Word:
    """Give the word with what was drawn through, over or around it."""
    struck = any(_strikes(line, word.box) for line in lines)
    marked = ringed or any(_overlap(box, word.box) > 0.5 for box in over.highlighted)
    if not (struck or marked):
        return word
    style = (
        Style(struck=struck, highlighted=marked, bold=word.style.bold)
        if word.style != PLAIN
        else Style(struck, highlighted=marked)
    )
    return Word(word.text, word.box, style, word.source, word.confidence)


def _runs_over_words(line: Box, words: Sequence[Word]) -> bool:
    """Say whether a line has words on it along half of its length; the side of a frame that has a title has not."""
    over = [w.box for w in words if w.box.top < (line.top + line.bottom) / 2 < w.box.bottom]
    return sum(max(0.0, min(line.right, b.right) - max(line.left, b.left)) for b in over) > (line.right - line.left) / 2


def _strikes(line: Box, word: Box) -> bool:
    """Say whether a line goes through the middle of a word, over most of it."""
    width, height = word.right - word.left, word.bottom - word.top
    across = min(line.right, word.right) - max(line.left, word.left)
    middle = (line.top + line.bottom) / 2
    return across > 0.7 * width and word.top + 0.35 * height < middle < word.top + 0.75 * height


def _overlap(one: Box, word: Box) -> float:
    width = min(one.right, word.right) - max(one.left, word.left)
    height = min(one.bottom, word.bottom) - max(one.top, word.top)
    area = (word.right - word.left) * (word.bottom - word.top)
    return max(0.0, width) * max(0.0, height) / area if area > 0 else 0.0


def _box(item: Object, number: int) -> Box:
    return Box(number, float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))
