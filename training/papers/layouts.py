"""The printed coupons: a form drawn on a page, and what was written and ticked on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageDraw, ImageFont

from training.papers.pens import PRINT, TICKS, Pen, Ticking, scribbled
from training.replies.forms import Entry, Form, Offer, Option

PAPER = (595, 842)  # points


@dataclass(slots=True)
class Sheet:
    """A page in the making; lengths are points."""

    dots: int
    rng: Random
    pen: Pen
    font: ImageFont.FreeTypeFont  # of what is filled in
    face: str  # of what is printed
    ticking: Ticking
    by_hand: bool
    scribbles: bool = False
    image: Image.Image = field(init=False)
    draw: ImageDraw.ImageDraw = field(init=False)
    y: float = 50.0

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.px(PAPER[0]), self.px(PAPER[1])), "white")
        self.draw = ImageDraw.Draw(self.image)

    def px(self, points: float) -> int:
        return round(points * self.dots / 72)

    def printed(self, size: float, bold: bool = False) -> ImageFont.FreeTypeFont:
        name = self.face.replace("-Regular", "-Bold") if bold else self.face
        return ImageFont.truetype(str(PRINT / name), self.px(size))

    def put(self, x: float, y: float, text: str, size: float = 10.5, bold: bool = False) -> float:
        """Print a text with its baseline at `y`; give where it ends."""
        font = self.printed(size, bold)
        self.draw.text((self.px(x), self.px(y)), text, fill=(0, 0, 0), font=font, anchor="ls")
        return x + font.getlength(text) * 72 / self.dots

    def write(self, x: float, y: float, text: str) -> float:
        """Fill in a value with its baseline at `y`; give where it ends."""
        rise = self.rng.uniform(-1.5, 1.5) if self.by_hand else 0.0
        self.draw.text((self.px(x), self.px(y + rise)), text, fill=self.pen.ink, font=self.font, anchor="ls")
        return x + self.font.getlength(text) * 72 / self.dots

    def rule(self, x: float, y: float, right: float, bottom: float, width: float = 0.6) -> None:
        points = [(self.px(x), self.px(y)), (self.px(right), self.px(bottom))]
        self.draw.line(points, fill=(0, 0, 0), width=max(1, self.px(width)))

    def frame(self, x: float, y: float, right: float, bottom: float) -> None:
        for line in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)):
            self.rule(*line)

    def dots_to(self, x: float, y: float, right: float) -> None:
        step = self.printed(10.5).getlength(".") * 72 / self.dots
        self.put(x, y, "." * max(0, int((right - x) / step)))

    def box(self, x: float, y: float, option: Option) -> None:
        """Draw a box whose bottom is at `y`, ticked or not."""
        side = 9.5
        self.frame(x, y - side, x + side, y)
        if option.chosen:
            self.ticking(self.draw, self.pen, (self.px(x), self.px(y - side), self.px(side)))
        elif self.scribbles:
            scribbled(self.draw, self.pen, (self.px(x), self.px(y - side), self.px(side)))
            self.scribbles = False


Drawing = Callable[[Sheet, Form], None]


def _heading(sheet: Sheet, form: Form) -> None:
    for number, line in enumerate(form.title):
        sheet.put(60, sheet.y, line, 15 if not number else 11, bold=not number)
        sheet.y += 22 if not number else 16
    sheet.y += 14


def _offers(sheet: Sheet, form: Form, *, after: bool = False) -> None:
    for offer in form.offers:
        _offer(sheet, offer, after)


def _offer(sheet: Sheet, offer: Offer, after: bool) -> None:
    free = len(offer.options) == 1 and not offer.workshops  # a number, a text
    at = sheet.put(60, sheet.y, f"{offer.heading} :", bold=offer.workshops) + 12
    if free:
        sheet.dots_to(at, sheet.y, 540)
        sheet.write(at + 6, sheet.y - 1, offer.options[0].label)
        sheet.y += 24
        return
    if offer.short:
        for option in offer.options:
            if after:
                at = sheet.put(at, sheet.y, option.label) + 5
                sheet.box(at, sheet.y + 1, option)
                at += 34
            else:
                sheet.box(at, sheet.y + 1, option)
                at = sheet.put(at + 15, sheet.y, option.label) + 26
        sheet.y += 24
        return
    sheet.y += 19
    widest = max(sheet.printed(10.5).getlength(o.label) * 72 / sheet.dots for o in offer.options)
    for option in offer.options:
        if after:
            sheet.put(74, sheet.y, option.label)
            sheet.box(74 + widest + 16, sheet.y + 1, option)
        else:
            sheet.box(74, sheet.y + 1, option)
            sheet.put(90, sheet.y, option.label)
        sheet.y += 18
    sheet.y += 8


def leaders(sheet: Sheet, form: Form) -> None:
    """Dotted lines behind the labels."""
    _heading(sheet, form)
    for entry in form.entries:
        at = sheet.put(60, sheet.y, f"{entry.label} : ")
        sheet.dots_to(at, sheet.y, 530)
        sheet.write(at + 8, sheet.y - 1.5, entry.value)
        sheet.y += 25
    _offers(sheet, form)


def table(sheet: Sheet, form: Form) -> None:
    """A table of two columns, the boxes after their labels."""
    _heading(sheet, form)
    top = sheet.y - 16
    for entry in form.entries:
        sheet.put(66, sheet.y, entry.label)
        sheet.write(206, sheet.y, entry.value)
        sheet.rule(60, sheet.y - 16, 530, sheet.y - 16)
        sheet.y += 24
    for x in (60, 200, 530):
        sheet.rule(x, top, x, sheet.y - 16)
    sheet.rule(60, sheet.y - 16, 530, sheet.y - 16)
    sheet.y += 14
    _offers(sheet, form, after=True)


def frames(sheet: Sheet, form: Form) -> None:
    """A frame below each label, two in a row where they are short."""
    _heading(sheet, form)
    waiting: list[Entry] = []
    for entry in form.entries:
        if len(entry.value) < 22 and not waiting:
            waiting.append(entry)
        elif waiting and len(entry.value) < 22:
            _framed(sheet, [*waiting, entry], 225)
            waiting = []
        else:
            for one in (*waiting, entry):
                _framed(sheet, [one], 470)
            waiting = []
    for one in waiting:
        _framed(sheet, [one], 470)
    sheet.y += 8
    _offers(sheet, form, after=True)


def _framed(sheet: Sheet, row: Sequence[Entry], wide: float) -> None:
    for number, one in enumerate(row):
        x = 60 + 245 * number
        sheet.put(x, sheet.y, one.label.upper(), 7.5)
        sheet.frame(x, sheet.y + 3, x + wide, sheet.y + 23)
        sheet.write(x + 6, sheet.y + 18, one.value)
    sheet.y += 38


def underlined(sheet: Sheet, form: Form) -> None:
    """Solid lines behind the labels, the values standing on them."""
    _heading(sheet, form)
    for entry in form.entries:
        at = sheet.put(60, sheet.y, f"{entry.label} :") + 5
        sheet.rule(at, sheet.y + 2, 530, sheet.y + 2, 0.5)
        sheet.write(at + 5, sheet.y, entry.value)
        sheet.y += 26
    _offers(sheet, form)


def columns(sheet: Sheet, form: Form) -> None:
    """Two labels in a line, on dotted lines."""
    _heading(sheet, form)
    x = 60.0
    for number, entry in enumerate(form.entries):
        whole = len(entry.value) > 24 or number == len(form.entries) - 1
        if whole and x > 60:
            x, sheet.y = 60.0, sheet.y + 25
        at = sheet.put(x, sheet.y, f"{entry.label} : ")
        right = 535.0 if whole or x > 60 else 290.0
        sheet.dots_to(at, sheet.y, right)
        sheet.write(at + 6, sheet.y - 1.5, entry.value)
        x, sheet.y = (300.0, sheet.y) if right < 300 else (60.0, sheet.y + 25)
    sheet.y += 25
    _offers(sheet, form)


def comb(sheet: Sheet, form: Form) -> None:
    """A cell for each letter."""
    _heading(sheet, form)
    for entry in form.entries:
        cell = min(14.5, 470 / (len(entry.value) + 1))
        sheet.put(60, sheet.y, entry.label.upper(), 8.5)
        count = max(20, len(entry.value) + 2) if len(entry.value) > 11 else max(len(entry.value), 5)
        at = 160 if count * cell < 375 else 60
        if at == 60:
            sheet.y += 20
        count = max(len(entry.value), min(count, int((540 - at) / cell)))
        for number in range(count + 1):
            x = at + number * cell
            sheet.rule(x, sheet.y - 13, x, sheet.y + 4)
        for y in (sheet.y - 13, sheet.y + 4):
            sheet.rule(at, y, at + count * cell, y)
        for number, letter in enumerate(entry.value[:count]):
            width = sheet.font.getlength(letter) * 72 / sheet.dots
            sheet.write(at + number * cell + (cell - width) / 2, sheet.y, letter)
        sheet.y += 27
    sheet.y += 8
    _offers(sheet, form)


FIT: dict[str, Drawing] = {"leaders": leaders, "table": table, "frames": frames}
CHECK: dict[str, Drawing] = {"underlined": underlined, "columns": columns, "comb": comb}
KINDS_OF_TICKS = tuple(TICKS)
