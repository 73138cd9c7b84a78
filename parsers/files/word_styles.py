"""What a Word file says apart from its text: how styles look, and what stands before the paragraphs of lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parsers.marks import bullet

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_STYLES = 20  # that are each based on the next
_LEVELS = 9
_PLACE = re.compile(r"%(\d)")

Element = Any  # lxml's _Element


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is marked."""

    decimal: bool = False
    text: str = ""  # with %1 for the first level's number
    font: str = ""
    start: int = 1


@dataclass(slots=True)
class Styles:
    """The styles and lists of one file; `mark` counts as the paragraphs come."""

    runs: Mapping[str, Element] = field(default_factory=dict)  # properties of character styles
    lists: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # of paragraph styles: list and level
    abstract: Mapping[str, str] = field(default_factory=dict)  # list → how it is marked
    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def mark(self, paragraph: Element) -> str:
        """Give what stands before a paragraph: nothing, a bullet, a number or a box."""
        number, depth = self._list(paragraph.find(WORD + "pPr"))
        if number in ("", "0"):
            return ""
        kind = self.abstract.get(number, number)
        level = self.levels.get(kind, {}).get(depth, _Level())
        counts = self.counts.setdefault(kind, [])
        if len(counts) <= depth:
            for deeper in range(len(counts), depth + 1):
                counts.append(self.levels.get(kind, {}).get(deeper, _Level()).start - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        if level.decimal:
            return _PLACE.sub(lambda found: _count(counts, int(found[1]) - 1), level.text) + " "
        return f"{bullet(level.text, level.font)} "

    def _list(self, properties: Element | None) -> tuple[str, int]:
        """Give a paragraph's list and level, by itself or by its style; list "0" takes a style's list away."""
        if properties is None:
            return "", 0
        style = properties.find(WORD + "pStyle")
        number, depth = self.lists.get(_value(style), ("", 0))
        own = properties.find(WORD + "numPr")
        if own is not None:
            number = _value(own.find(WORD + "numId")) or number
            level = _value(own.find(WORD + "ilvl"))
            depth = int(level) if level in "012345678" and level else depth
        return number, depth


def read_styles(styles: Element | None, numbering: Element | None) -> Styles:
    """Give the styles and lists of a file, each of the two parts as far as there is one."""
    found = Styles()
    if styles is not None:
        all_styles = {one.get(WORD + "styleId") or "": one for one in styles.iterchildren(WORD + "style")}
        found.runs = {
            name: properties
            for name, one in all_styles.items()
            if one.get(WORD + "type") == "character" and (properties := one.find(WORD + "rPr")) is not None
        }
        found.lists = {name: _style_list(one, all_styles) for name, one in all_styles.items()}
    if numbering is not None:
        found.levels = {
            one.get(WORD + "abstractNumId") or "": dict(map(_level, list(one.iterchildren(WORD + "lvl"))[:_LEVELS]))
            for one in numbering.iterchildren(WORD + "abstractNum")
        }
        found.abstract = {
            one.get(WORD + "numId") or "": _value(one.find(WORD + "abstractNumId"))
            for one in numbering.iterchildren(WORD + "num")
        }
    return found


def _style_list(style: Element, styles: Mapping[str, Element]) -> tuple[str, int]:
    """Give the list of a paragraph style, or of one that it is based on."""
    for _ in range(_MOST_STYLES):
        own = style.find(f"{WORD}pPr/{WORD}numPr")
        if own is not None:
            level = _value(own.find(WORD + "ilvl"))
            return _value(own.find(WORD + "numId")), int(level) if level and level in "012345678" else 0
        base = styles.get(_value(style.find(WORD + "basedOn")))
        if base is None:
            break
        style = base
    return "", 0


def _level(level: Element) -> tuple[int, _Level]:
    number, start = level.get(WORD + "ilvl") or "0", _value(level.find(WORD + "start"))
    fonts = level.find(f"{WORD}rPr/{WORD}rFonts")
    return int(number) if number.isdecimal() else 0, _Level(
        decimal=_value(level.find(WORD + "numFmt")) == "decimal",
        text=_value(level.find(WORD + "lvlText")),
        font=((fonts.get(WORD + "ascii") or fonts.get(WORD + "hAnsi") or "") if fonts is not None else "").casefold(),
        start=int(start) if start.isdecimal() and len(start) < 5 else 1,
    )


def _count(counts: list[int], level: int) -> str:
    return str(counts[level]) if level < len(counts) else ""


def _value(element: Element | None) -> str:
    return (element.get(WORD + "val") or "") if element is not None else ""
