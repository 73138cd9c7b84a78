"""Ticks and boxes as people and programs write them, put into the three characters of `Mark`."""

import re
from collections.abc import Sequence
from typing import TypeVar

from parsers.document import Mark

EMPTY_CHARACTERS = "☐□❏❐❑❒▢◻◽⬜○◯〇"
TICKED_CHARACTERS = "☑☒√✓✔✗✘☓✕✖■▣⊠⊗●◉⬛◼◾🗹🗷🗸✅❎"
MARKS = "".join(Mark)

T = TypeVar("T")

# What people write into an empty box instead of a tick: "[ok] Prévenir les crues", "(oui) Entretien des berges".
_WORD_IN_BOX = r"\[[ \t]*(ok|oui|yes)[ \t]*\]|(?:(?<=^)|(?<=\n))\([ \t]*(ok|oui|yes)[ \t]*\)(?=[ \t]+\S)|"
_WRITTEN = re.compile(
    _WORD_IN_BOX + r"(?<![^\W_])_+[ \t]*([xXvV✓✔✗✘])[ \t]*_+(?![^\W_])|"
    r"\[[ \t._]*([xXvV√✓✔✗✘☒*]?)[ \t._]*\]|\([ \t_]*([xXvV√✓✔✗✘*]?)[ \t_]*\)|<([xX])>|"
    f"[{EMPTY_CHARACTERS}{TICKED_CHARACTERS}]\N{VARIATION SELECTOR-16}?",
    re.IGNORECASE,
)

# In a line with a tick between underscores ("__X__ oui  ____ non") the other underscores are empty boxes.
_RULED_TICK = re.compile(r"(?<!\w)_+[ \t]*[xXvV✓✔✗✘][ \t]*_+(?!\w)")
_RULED = re.compile(_WRITTEN.pattern + r"|_{3,}(?![ \t]*[xXvV✓✔✗✘]?[ \t]*_)", re.IGNORECASE)

# A letter in a symbol font is a mark. The codes are those of the fonts; Word writes them also as U+F000 + code.
_WINGDINGS_EMPTY = {0x6F, 0x70, 0x71, 0x72, 0x6D, 0xA1, 0xA8}
_WINGDINGS_TICKED = {0x78, 0x6E, 0x6C, 0xA4, 0xFB, 0xFC, 0xFD, 0xFE}
_WEBDINGS_EMPTY = {0x63}
_WEBDINGS_TICKED = {0x61, 0x67, 0x6E, 0x72}
_WINGDINGS2_EMPTY = {0x2A, 0x30, 0xA3, 0x81, 0x99}
_WINGDINGS2_TICKED = {0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x98, 0xA2}
# Of the ticked ones those that are a box with a tick in it.
_WINGDINGS_BOXED, _WINGDINGS2_BOXED = {0x78, 0xFD, 0xFE}, {0x51, 0x52, 0x53, 0x54}
_TICKED_BOXES = "☑☒"


def with_marks(text: str, carried: Sequence[T]) -> tuple[str, list[T]]:
    """Give the text with every written box or tick as one `Mark` character, and what each character carries along."""
    pieces: list[str] = []
    kept: list[T] = []
    at = 0
    pattern = _RULED if _RULED_TICK.search(text) else _WRITTEN
    for found in pattern.finditer(text):
        pieces.append(text[at : found.start()])
        kept.extend(carried[at : found.start()])
        ticked = any(found.groups()) or found.group() in TICKED_CHARACTERS
        pieces.append(Mark.TICKED if ticked else Mark.EMPTY)
        kept.append(carried[(found.start() + found.end() - 1) // 2])
        at = found.end()
    pieces.append(text[at:])
    kept.extend(carried[at:])
    return "".join(pieces), kept


def letter(code: int) -> str:
    """Give the character of that number; nothing for a number that is none, or half of one."""
    return chr(code) if 0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def is_symbol_font(font: str) -> bool:
    """Say whether a font's letters are pictures, boxes and ticks among them."""
    return font.strip().casefold().startswith(("wingdings", "webdings"))


def bullet(letters: str, font: str) -> str:
    """Give what stands before the paragraphs of a list: a box, empty or ticked; any other sign there is a "-".

    A bare tick before each workshop is how an organiser lists them, no answer.
    """
    if not is_symbol_font(font):
        return letters if letters in EMPTY_CHARACTERS or letters in _TICKED_BOXES else "-"
    mark = symbol_font(letters, font).strip()
    boxed = _WINGDINGS2_BOXED if _is_second(font) else _WINGDINGS_BOXED
    return mark if mark == Mark.EMPTY or (mark == Mark.TICKED and _code(letters.strip()) in boxed) else "-"


def symbol_font(letters: str, font: str) -> str:
    """Give the marks that letters stand for in a symbol font ("Wingdings", "Wingdings 2"); bullets become "-"."""
    if font.strip().casefold().startswith("webdings"):
        empty, ticked = _WEBDINGS_EMPTY, _WEBDINGS_TICKED
    elif _is_second(font):
        empty, ticked = _WINGDINGS2_EMPTY, _WINGDINGS2_TICKED
    else:
        empty, ticked = _WINGDINGS_EMPTY, _WINGDINGS_TICKED
    marks = []
    for letter in letters:
        code = _code(letter)
        if letter.isspace():
            marks.append(" ")
        elif code in empty:
            marks.append(Mark.EMPTY)
        elif code in ticked:
            marks.append(Mark.TICKED)
        else:
            marks.append("-")
    return "".join(marks)


def _is_second(font: str) -> bool:
    return font.strip().casefold().endswith("2")


def _code(letter: str) -> int:
    """Give a letter's number in its font; Word writes it also as U+F000 and that number."""
    number = ord(letter) if len(letter) == 1 else -1
    return number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
