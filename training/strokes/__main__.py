"""Fit what tells print from handwriting and write ``parsers/models/strokes.npz``.

    .venv/bin/python -m training.strokes --lines LINES --print FONTS --hands FONTS...     # needs the extra `training`

`LINES` is the folder of the lines of "Copiste d'un jour" (Bibliothèque et Archives nationales du Québec, CC BY 4.0)
with its `lines.tsv`; the fonts are looked for below the folders given, the more families of print the better. A quarter
of the writers and of the fonts, by seed, is kept apart and judged at the end: lines of print taken for a hand, lines of
a hand taken for print.
"""

import argparse
import csv
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from sklearn.neural_network import MLPClassifier

from parsers.scans.strokes import looks

MODEL = Path(__file__).parents[2] / "parsers" / "models" / "strokes.npz"
_UNITS, _ROUNDS, _DECAY = 96, 25, 3e-3
_REAL, _DRAWN = 5000, 7000  # lines of people; of fonts, as many of print as of hands
_NO_LETTERS = ("D050000L", "StandardSymbols", "Z003", "kristi-no")

Picture = NDArray[np.uint8]


def _worn(line: Picture, rng: Random) -> Picture:
    """Give a line as a scanner, a fax or a telephone sees it, some with what is left of a rule below."""
    size = rng.uniform(0.75, 1.15)
    page = cv2.resize(line, None, fx=size, fy=size, interpolation=cv2.INTER_AREA).astype(np.float64)
    height, width = page.shape
    if rng.random() < 0.15:
        y = round(height * rng.uniform(0.78, 0.95))
        page[y : y + rng.randint(1, 2), : round(width * rng.uniform(0.2, 1))] = rng.uniform(0, 120)
    soft = np.asarray(cv2.GaussianBlur(page, (0, 0), rng.uniform(0.3, 1.1)), np.float64)
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(1, 9), page.shape)
    page = np.clip(soft * rng.uniform(0.75, 1) + rng.uniform(0, 20) + grain, 0, 255)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-0.5, 0.5), 1)
    page = np.asarray(cv2.warpAffine(page, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.float64)
    if rng.random() < 0.3:
        page = np.where(page > np.median(page) * rng.uniform(0.55, 0.8), 255.0, 0.0)
    seen = page.astype(np.uint8)
    if rng.random() < 0.5:
        _, pressed = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(40, 90)])
        seen = np.asarray(cv2.imdecode(pressed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return seen


def _written(rng: Random, texts: list[str]) -> str:
    """Give what may stand in a form."""
    words = rng.choice(texts).split()
    start = rng.randrange(len(words))
    some = words[start : start + rng.randint(1, 4)]
    number = " ".join(f"{rng.randrange(100):02}" for _ in range(5))
    kind = rng.random()
    if kind < 0.12:
        return number
    if kind < 0.2:
        return f"{rng.randrange(1, 99999):05} {some[0].title()}"
    if kind < 0.32:
        plain = "".join(c for c in "".join(some).casefold() if c.isalpha())
        return f"{rng.choice('abcdefm')}.{plain}@{plain[::-1][:8]}.fr"
    if kind < 0.5:
        return " ".join(some).upper()
    return " ".join(some) if kind < 0.75 else " ".join(some).title()


def _drawn(font: Path, rng: Random, texts: list[str]) -> Picture | None:
    """Give a line of a font."""
    size = round(12 * 4.4 ** rng.random())  # fine print to headings
    face = ImageFont.truetype(str(font), size)
    text = _written(rng, texts)
    box = face.getmask("\uffff").getbbox()
    if any(face.getmask(c).getbbox() in (None, box) for c in text if not c.isspace()):
        return None
    wide = round(face.getlength(text)) + 2 * size
    if wide > 3000:
        return None
    image = Image.new("L", (wide, 3 * size), 255)
    ImageDraw.Draw(image).text((size // 2, size), text, fill=rng.randint(0, 70), font=face)
    return _cut(np.asarray(image, np.uint8), rng)


def _cut(page: Picture, rng: Random) -> Picture | None:
    rows, columns = np.flatnonzero((page < 160).any(axis=1)), np.flatnonzero((page < 160).any(axis=0))
    if rows.size < 8 or columns.size < 8:
        return None
    around = rng.randint(2, 6)
    top, left = max(0, rows[0] - around), max(0, columns[0] - around)
    return np.ascontiguousarray(page[top : rows[-1] + around, left : columns[-1] + around])


def _of_people(folder: Path, file: str, rng: Random) -> Picture | None:
    line = np.asarray(Image.open(folder / file).convert("L"), np.uint8)
    wide = round(line.shape[0] * rng.uniform(2.5, 9))
    if line.shape[1] <= wide:
        return line
    left = rng.randrange(line.shape[1] - wide)
    return np.ascontiguousarray(line[:, left : left + wide])


def _fonts(folders: list[Path]) -> list[Path]:
    found = [p for folder in folders for ending in ("ttf", "otf", "woff") for p in folder.rglob(f"*.{ending}")]
    return sorted({p.name: p for p in found if not any(n in p.name for n in _NO_LETTERS)}.values())


Sample = tuple[NDArray[np.float32], bool, bool, str]  # its looks, of a hand, kept apart, of whom


def samples(people: Path, printers: list[Path], hands: list[Path]) -> list[Sample]:
    """Give lines of people, of print and of hands' fonts."""
    rng = Random(11)  # noqa: S311 - made-up lines, nothing secret
    with (people / "lines.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [row["text"] for row in rows if len(row["text"]) > 8]
    writers = sorted({row["writer"] for row in rows})
    apart = set(rng.sample(writers, len(writers) // 4))
    found: list[Sample] = []

    def add(line: Picture | None, hand: bool, kept: bool, whose: str) -> None:
        seen = looks(_worn(line, rng)) if line is not None and min(line.shape) >= 8 else np.zeros((0, 1), np.float32)
        if len(seen):
            found.append((seen, hand, kept, whose))

    for row in rng.sample(rows, min(_REAL, len(rows))):
        add(_of_people(people / "lines", row["file"], rng), True, row["writer"] in apart, row["writer"])
    for hand, folder in ((False, printers), (True, hands)):
        families: dict[str, list[Path]] = {}
        for font in _fonts(folder):
            families.setdefault(font.name[:6], []).append(font)
        kept = set(rng.sample(sorted(families), len(families) // 4))
        for _ in range(_DRAWN):
            family = rng.choice(sorted(families))  # some have fifty cuts
            font = rng.choice(families[family])
            add(_drawn(font, rng, texts), hand, family in kept, font.name)
    return found


def main() -> None:
    """Fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--print", type=Path, nargs="+", required=True)
    parser.add_argument("--hands", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    known = samples(args.lines, vars(args)["print"], args.hands)
    fitted = [one for one in known if not one[2]]
    net = MLPClassifier(
        (_UNITS,), alpha=_DECAY, max_iter=_ROUNDS, batch_size=256, learning_rate_init=2e-3, random_state=1
    )
    net.fit(np.concatenate([one[0] for one in fitted]), np.concatenate([[one[1]] * len(one[0]) for one in fitted]))
    np.savez_compressed(
        MODEL,
        first=net.coefs_[0].astype(np.float16), inner=net.intercepts_[0].astype(np.float16),
        second=net.coefs_[1][:, 0].astype(np.float16), outer=net.intercepts_[1].astype(np.float16),
    )  # fmt: skip
    _judge([one for one in known if one[2]], net)


def _judge(apart: list[Sample], net: MLPClassifier) -> None:
    first, second = net.coefs_
    inner, outer = net.intercepts_
    odds = [float(np.mean(np.maximum(one[0] @ first + inner, 0) @ second + outer)) for one in apart]
    for name, wanted in (("print", False), ("hand", True)):
        mine = [(o, one[3]) for o, one in zip(odds, apart, strict=True) if one[1] is wanted]
        wrong = sum((o > 0) is not wanted for o, _ in mine)
        low, high = np.percentile([o for o, _ in mine], (5, 95))
        print(f"{name}: {wrong} of {len(mine)} lines mistaken; odds at the 5th, 95th percentile {low:.1f} {high:.1f}")
        worst: dict[str, list[bool]] = {}
        for o, whose in mine:
            worst.setdefault(whose, []).append((o > 0) is not wanted)
        told = sorted(((sum(w) / len(w), len(w), k) for k, w in worst.items()), reverse=True)[:8]
        print("   ", "  ".join(f"{k} {share:.0%} of {n}" for share, n, k in told))


if __name__ == "__main__":
    main()
