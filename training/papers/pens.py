"""What papers are filled in with: fonts of printers and of hands, and the ways of ticking a box."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import ImageDraw, ImageFont

PRINT = Path("/usr/share/fonts/truetype")
TYPED = {
    "fit": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationMono-Regular.ttf", "dejavu/DejaVuSerif.ttf"),
    "check": ("liberation/LiberationSerif-Regular.ttf", "dejavu/DejaVuSans.ttf", "dejavu/DejaVuSansMono.ttf"),
}
# Of Debian's packages fonts-breip, fonts-dkg-handwriting, fonts-femkeklaver, fonts-bwht, fonts-comic-neue,
# fonts-rufscript, fonts-dancingscript and fonts-kristi, and of npm's @fontsource packages; looked for by name below the
# folder that is given.
HANDS = {
    "fit": ("Breip.ttf", "BecauseWeConnect-Regular.otf", "handlee-latin-400-normal.woff", "ComicNeue-Italic.otf",
            "schoolbell-latin-400-normal.woff", "dkg.ttf"),
    "check": ("architects-daughter-latin-400-normal.woff", "gochi-hand-latin-400-normal.woff", "Rufscript010.ttf",
              "BecauseWeOrganize-Regular.otf", "short-stack-latin-400-normal.woff", "femkeklaver.ttf",
              "DancingScript-Regular.otf", "Kristi.ttf"),
}  # fmt: skip
_LETTERS = "éèàêçïîôûÉÈaz@.-'0123456789"

Ink = tuple[int, int, int]
INKS: tuple[Ink, ...] = ((20, 20, 25), (35, 45, 140), (50, 60, 160), (40, 40, 45))


def typed(rng: Random, side: str, size: int) -> ImageFont.FreeTypeFont:
    """Give a printer's font."""
    return ImageFont.truetype(str(PRINT / rng.choice(TYPED[side])), size)


def hand(rng: Random, side: str, size: int, folder: Path) -> ImageFont.FreeTypeFont:
    """Give a hand's font that has all letters of French."""
    names = list(HANDS[side])
    rng.shuffle(names)
    for name in names:
        for path in sorted(folder.rglob(name)):
            font = ImageFont.truetype(str(path), size)
            box = font.getmask("\uffff").getbbox()
            if all(font.getmask(letter).getbbox() not in (None, box) for letter in _LETTERS):
                high = font.getbbox("Hx")
                return ImageFont.truetype(str(path), round(size * 0.72 * size / max(1, high[3] - high[1])))
    raise FileNotFoundError(f"no font for hands below {folder}")


@dataclass(frozen=True, slots=True)
class Pen:
    """Colour, thickness and steadiness of strokes."""

    ink: Ink
    width: int
    rng: Random

    def off(self, side: float, share: float = 0.12) -> float:
        return self.rng.uniform(-share, share) * side


Box = tuple[float, float, float]  # left, top, side
Ticking = Callable[[ImageDraw.ImageDraw, Pen, Box], None]


def cross(draw: ImageDraw.ImageDraw, pen: Pen, box: Box) -> None:
    left, top, side = box
    reach = pen.rng.uniform(-0.1, 0.2) * side
    near, far = -reach, side + reach
    for start, end in (((near, near), (far, far)), ((far, near), (near, far))):
        points = [(left + x + pen.off(side), top + y + pen.off(side)) for x, y in (start, end)]
        draw.line(points, fill=pen.ink, width=pen.width)


def check(draw: ImageDraw.ImageDraw, pen: Pen, box: Box) -> None:
    left, top, side = box
    points = [
        (left + 0.05 * side + pen.off(side), top + 0.5 * side + pen.off(side)),
        (left + 0.4 * side + pen.off(side), top + 0.95 * side + pen.off(side)),
        (left + pen.rng.uniform(1.0, 1.5) * side, top - pen.rng.uniform(0.1, 0.6) * side),
    ]
    draw.line(points, fill=pen.ink, width=pen.width, joint="curve")


def filled(draw: ImageDraw.ImageDraw, pen: Pen, box: Box) -> None:
    left, top, side = box
    draw.rectangle((left + 1, top + 1, left + side - 1, top + side - 1), fill=pen.ink)


def circled(draw: ImageDraw.ImageDraw, pen: Pen, box: Box) -> None:
    left, top, side = box
    wide, high = side * pen.rng.uniform(0.8, 1.05), side * pen.rng.uniform(0.8, 1.0)
    x, y = left + side / 2 + pen.off(side, 0.06), top + side / 2 + pen.off(side, 0.06)
    start = pen.rng.uniform(0, 2 * math.pi)
    points = []
    for step in range(50):
        angle = start + step / 49 * (2 * math.pi + 0.25)
        grown = 1 + 0.05 * math.sin(3 * angle + start) + 0.05 * step / 49
        points.append((x + wide * grown * math.cos(angle), y + high * grown * math.sin(angle)))
    draw.line(points, fill=pen.ink, width=max(2, pen.width - 1), joint="curve")


def scribbled(draw: ImageDraw.ImageDraw, pen: Pen, box: Box) -> None:
    """A tick, then scribbled out: it does not count."""
    cross(draw, pen, box)
    left, top, side = box
    for turn in (False, True):
        points = []
        for step in range(15):
            along, across = -0.35 + 1.7 * step / 14, -0.35 if step % 2 else 1.35
            x, y = (across, along) if turn else (along, across)
            points.append((left + x * side + pen.off(side), top + y * side + pen.off(side)))
        draw.line(points, fill=pen.ink, width=pen.width + 1)


TICKS: dict[str, Ticking] = {"cross": cross, "check": check, "filled": filled, "circled": circled}
