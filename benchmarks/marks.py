"""How right marks are read: boxes and circles of forms made for it, in ten layouts, marked in all ways, then scanned.

    python -m benchmarks.marks [--pages 40] [--seed 2026] [--folder FOLDER]

Ink alone is looked at: no engine reads the page. Printed are, by the way of marking and by layout, how many states were
right, wrong or in the doubt band, how many were missed, and at the end what counts: the share right outside the band,
and the band. What was scribbled out holds no answer: empty is right there; the band counts as such.
"""

import argparse
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from parsers.document import Mark
from parsers.scans import ink, scan
from training.papers import pens, scanner
from training.papers.pens import Pen

A4 = (595, 842)
FACES = ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSerif-Regular.ttf", "dejavu/DejaVuSans.ttf")
LABELS = (
    "Eau et assainissement", "Transport", "Énergie", "oui", "non", "Déchets", "Petite enfance",
    "je participerai au repas", "Atelier 3 : santé et climat", "Monsieur", "Madame", "Hors les murs", "Reliure",
)  # fmt: skip
Place = tuple[float, float, float]  # left, top, side, in points


@dataclass(frozen=True, slots=True)
class Marked:
    """A box or circle as it was drawn, in points, and how it was marked."""

    layout: str
    way: str
    place: Place

    @property
    def mark(self) -> Mark:
        return Mark.EMPTY if self.way in ("empty", "scribbled") else Mark.TICKED


class Paper:
    """A page in the making; lengths are points."""

    def __init__(self, rng: Random, dots: int, layout: str) -> None:
        self.rng, self.dots, self.layout = rng, dots, layout
        self.image = Image.new("RGB", (self.px(A4[0]), self.px(A4[1])), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.face = rng.choice(FACES)
        self.pen = Pen(rng.choice(pens.INKS), max(2, self.px(rng.uniform(0.8, 1.7))), rng)
        self.hand = rng.choice(("cross", "check", "filled", "circled", "slash", "overflowing", "dot"))
        self.marked: list[Marked] = []

    def px(self, points: float) -> int:
        return round(points * self.dots / 72)

    def put(self, x: float, y: float, text: str, size: float = 10.5) -> float:
        font = ImageFont.truetype(str(pens.PRINT / self.face), self.px(size))
        self.draw.text((self.px(x), self.px(y)), text, fill=(0, 0, 0), font=font, anchor="ls")
        return x + font.getlength(text) * 72 / self.dots

    def option(self, x: float, y: float, side: float, *, circle: bool = False, width: float = 0.7) -> None:
        """Draw a box or circle standing on the line `y`, marked or not as this page's hand does it."""
        top = y - side + side * 0.1
        corners = [self.px(v) for v in (x, top, x + side, top + side)]
        shape = self.draw.ellipse if circle else self.draw.rectangle
        shape(corners, outline=(0, 0, 0), width=max(1, self.px(width)))
        way = "empty"
        if self.rng.random() < 0.4:
            way = "scribbled" if self.rng.random() < 0.04 else self.hand
            WAYS[way](self, (self.px(x), self.px(top), self.px(side)))
        self.marked.append(Marked(self.layout, way, (x, top, side)))


Box = tuple[float, float, float]


def _by(ticking: pens.Ticking, paper: Paper, box: Box) -> None:
    ticking(paper.draw, paper.pen, box)


def _slash(paper: Paper, box: Box) -> None:
    left, top, side = box
    points = [(left - 0.1 * side, top + 1.1 * side), (left + 1.1 * side, top - 0.1 * side)]
    paper.draw.line(
        [(x + paper.pen.off(side), y + paper.pen.off(side)) for x, y in points], paper.pen.ink, paper.pen.width
    )


def _overflowing(paper: Paper, box: Box) -> None:
    left, top, side = box
    for start, end in (((-0.5, -0.4), (1.5, 1.4)), ((1.4, -0.5), (-0.4, 1.5))):
        points = [
            (left + x * side + paper.pen.off(side), top + y * side + paper.pen.off(side)) for x, y in (start, end)
        ]
        paper.draw.line(points, paper.pen.ink, paper.pen.width)


def _dot(paper: Paper, box: Box) -> None:
    left, top, side = box
    x, y = left + side / 2 + paper.pen.off(side), top + side / 2 + paper.pen.off(side)
    reach = side * paper.rng.uniform(0.2, 0.3)
    paper.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=paper.pen.ink)


WAYS: dict[str, Callable[[Paper, Box], None]] = {
    **{name: partial(_by, ticking) for name, ticking in pens.TICKS.items()},
    "slash": _slash, "overflowing": _overflowing, "dot": _dot, "scribbled": partial(_by, pens.scribbled),
}  # fmt: skip


def _column(paper: Paper, *, side: float, circle: bool = False, after: bool = False, width: float = 0.7) -> None:
    for number in range(12):
        y = 150 + 24.0 * number
        label = paper.rng.choice(LABELS)
        if after:
            paper.put(70, y, label)
        else:
            paper.put(70 + side + 7, y, label)
        paper.option(250 if after else 70, y, side, circle=circle, width=width)


def _rows(paper: Paper, *, side: float, circle: bool = False, width: float = 0.7) -> None:
    for number in range(6):
        y = 150 + 34.0 * number
        at = paper.put(60, y, paper.rng.choice(("Repas :", "Visite :", "Statut :", "Vous venez :"))) + 14
        for label in ("oui", "non"):
            paper.option(at, y, side, circle=circle, width=width)
            at = paper.put(at + side + 5, y, label) + 30


def _cells(paper: Paper) -> None:
    for number in range(8):
        y = 160 + 26.0 * number
        paper.put(66, y, paper.rng.choice(LABELS))
        for x in (300, 400):
            paper.option(x, y, 9.5)
    for y in range(9):
        line = [paper.px(60), paper.px(142 + 26 * y), paper.px(460), paper.px(142 + 26 * y)]
        paper.draw.line(line, fill=(0, 0, 0), width=max(1, paper.px(0.6)))
    for x in (60, 260, 360, 460):
        paper.draw.line(
            [paper.px(x), paper.px(142), paper.px(x), paper.px(350)], fill=(0, 0, 0), width=max(1, paper.px(0.6))
        )


def _columns(paper: Paper) -> None:
    for number in range(7):
        for x in (60, 310):
            paper.option(x, 150 + 26.0 * number, 10)
            paper.put(x + 17, 150 + 26.0 * number, paper.rng.choice(LABELS))


LAYOUTS: dict[str, Callable[[Paper], None]] = {
    "boxes": partial(_column, side=10),
    "small boxes": partial(_column, side=7.5, width=0.5),
    "large boxes": partial(_column, side=14, width=1.2),
    "boxes after": partial(_column, side=9.5, after=True),
    "rows": partial(_rows, side=9.5),
    "thin rows": partial(_rows, side=11, width=0.4),
    "table": _cells,
    "two columns": _columns,
    "circles": partial(_column, side=10, circle=True),
    "rows of circles": partial(_rows, side=10, circle=True),
}


def papers(seed: int, count: int) -> Iterator[tuple[scan.Photographed, list[Marked], bytes]]:
    """Give scanned pages upright as the reader has them, and what is on them."""
    for number in range(count):
        rng = Random(f"{seed}-{number}")  # noqa: S311 - made-up papers, nothing secret
        layout = list(LAYOUTS)[number % len(LAYOUTS)]
        way = rng.choice(list(scanner.WAYS))
        paper = Paper(rng, rng.choice(scanner.WAYS[way][1]), layout)
        paper.put(60, 90, "Coupon-réponse à renvoyer avant le 12 octobre", 14)
        paper.put(60, 115, "Cochez vos choix :")
        LAYOUTS[layout](paper)
        flat = scanner.WAYS["jpeg"][0] if way == "photo" else scanner.WAYS[way][0]  # bent pages are another matter
        data = flat(paper.image, rng, paper.dots)
        yield _upright(data, paper.image), paper.marked, data


def _upright(data: bytes, flat: Image.Image) -> scan.Photographed:
    """Give a scan level again; without its being turned by quarters, which takes an engine."""
    if data.startswith(b"%PDF"):
        import pypdfium2 as pdfium  # type: ignore[import-untyped]

        image = pdfium.PdfDocument(data)[0].render(scale=flat.width / A4[0]).to_pil()
    else:
        image = Image.open(io.BytesIO(data))
    picture = np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8)[:, :, ::-1])
    level = ink.rotated(picture, ink.slant(ink.black(ink.grey(picture))), 255)
    return scan.Photographed(np.array(level), *map(float, A4))


def judged(page: scan.Photographed, marked: Sequence[Marked]) -> tuple[list[tuple[Marked, str]], int]:
    """Give each box with ``right``, ``wrong``, ``doubt`` or ``missed``; and how many were found where none is."""
    scale = page.picture.shape[1] / page.width
    found = scan.tick_boxes(page)
    told: list[tuple[Marked, str]] = []
    taken: set[int] = set()
    for one in marked:
        x, y = (v + one.place[2] / 2 for v in one.place[:2])
        near = [
            at
            for at, box in enumerate(found)
            if abs((box.place.left + box.place.right) / 2 / scale - x) < 8
            and abs((box.place.top + box.place.bottom) / 2 / scale - y) < 8
        ]
        taken |= set(near)
        mark = found[near[0]].mark if near else None
        verdict = (
            "missed" if mark is None else "doubt" if mark is Mark.DOUBTFUL else "right" if mark is one.mark else "wrong"
        )
        told.append((one, verdict))
    return told, len(found) - len(taken)


def main() -> None:
    """Draw, judge and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.marks", description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--folder", type=Path, help="write the scans there that were not read right")
    args = parser.parse_args()
    told: list[tuple[Marked, str]] = []
    false = 0
    for number, (page, marked, data) in enumerate(papers(args.seed, args.pages)):
        some, more = judged(page, marked)
        told, false = told + some, false + more
        if args.folder and any(verdict in ("wrong", "missed") for _, verdict in some):
            args.folder.mkdir(parents=True, exist_ok=True)
            ending = "pdf" if data.startswith(b"%PDF") else "img"
            (args.folder / f"{number:03}-{marked[0].layout}.{ending}").write_bytes(data)
    print("\n".join(report(told, false)))


def report(told: Sequence[tuple[Marked, str]], false: int) -> list[str]:
    """Give the lines of the tables."""
    names = ("right", "wrong", "doubt", "missed")
    lines = [f"{'':18}{'n':>6}" + "".join(f"{name:>8}" for name in names)]
    for kind in ("way", "layout"):
        for group in dict.fromkeys(getattr(one, kind) for one, _ in told):
            counts = Counter(verdict for one, verdict in told if getattr(one, kind) == group)
            lines.append(f"{group:18}{counts.total():6}" + "".join(f"{counts[name]:8}" for name in names))
    counts = Counter(verdict for _, verdict in told)
    sure = counts["right"] + counts["wrong"] + counts["missed"]
    lines.append(
        f"{counts.total()} marks: {counts['right'] / max(1, sure):.1%} right outside the doubt band (missed "
        f"ones count as wrong), {counts['doubt'] / max(1, counts.total()):.1%} in it; {false} found where none is"
    )
    return lines


if __name__ == "__main__":
    main()
