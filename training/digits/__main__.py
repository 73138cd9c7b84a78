"""Fit the reader of single digits and write ``parsers/models/digits.npz``.

    .venv/bin/python -m training.digits [--fonts FONTS]     # needs the extra `training`

It learns from the digits of 43 writers that scikit-learn brings along (E. Alpaydin, C. Kaynak: Optical Recognition of
Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0), leant, stretched and moved, and from digits of fonts of
printers and of hands. Printed at the end: how many it reads right of the last fifth of the samples, which it has not
seen.
"""

import argparse
import warnings
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

from parsers.scans.digits import features
from training.papers.pens import HANDS, PRINT

MODEL = Path(__file__).parents[2] / "parsers" / "models" / "digits.npz"
_FONTS = (
    "liberation/LiberationSans-Regular.ttf", "liberation/LiberationSerif-Regular.ttf",
    "liberation/LiberationMono-Regular.ttf", "dejavu/DejaVuSans.ttf",
)  # fmt: skip
_TURNS = 16  # of each sample
_UNITS = 160


def _varied(picture: NDArray[np.uint8], chance: np.random.Generator) -> NDArray[np.uint8]:
    """Give a digit leant, stretched and with another stroke."""
    height, width = picture.shape
    wide = cv2.copyMakeBorder(picture, 16, 16, 16, 16, cv2.BORDER_CONSTANT, value=(0,))
    lean, tall, broad = chance.uniform(-0.35, 0.35), chance.uniform(0.75, 1.2), chance.uniform(0.6, 1.25)
    x, y = width / 2 + 16, height / 2 + 16
    matrix = np.array([[broad, lean, x - broad * x - lean * y], [0, tall, y - tall * y]], np.float32)
    moved = cv2.warpAffine(wide, matrix, wide.shape[::-1], flags=cv2.INTER_LINEAR)
    moved = (moved > chance.uniform(90, 160)).astype(np.uint8) * 255
    stroke = int(chance.integers(-1, 3))
    kernel = np.ones((abs(stroke) + 1, abs(stroke) + 1), np.uint8)
    changed = cv2.dilate(moved, kernel) if stroke > 0 else cv2.erode(moved, kernel) if stroke < 0 else moved
    return np.asarray(changed if changed.any() else moved, dtype=np.uint8)


def _of_fonts(paths: Iterable[Path]) -> list[tuple[NDArray[np.uint8], int]]:
    found = []
    for path in paths:
        font = ImageFont.truetype(str(path), 40)
        for digit in range(10):
            image = Image.new("L", (48, 56), 0)
            ImageDraw.Draw(image).text((10, 4), str(digit), fill=255, font=font)
            found.append((np.asarray(image, dtype=np.uint8), digit))
    return found


def main() -> None:
    """Fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, help="a folder with the hands to fit on that training.papers.pens names")
    folder: Path | None = parser.parse_args().fonts
    hands = [path for name in HANDS["fit"] if folder for path in sorted(folder.rglob(name))[:1]]
    printers = [PRINT / name for name in _FONTS]
    chance = np.random.default_rng(7)
    known = load_digits()
    pictures = [
        cv2.resize((one * 15.9).astype(np.uint8), (40, 40), interpolation=cv2.INTER_CUBIC) for one in known.images
    ]
    cut = len(pictures) * 4 // 5
    samples = [
        *zip(pictures[:cut], map(int, known.target[:cut]), strict=True),
        *_of_fonts(printers) * 4,
        *_of_fonts(hands) * 6,
    ]
    rows = [(features(_varied(p, chance)), d) for p, d in samples for _ in range(_TURNS)]
    net = MLPClassifier(
        (_UNITS,), alpha=1e-3, max_iter=30, early_stopping=False, learning_rate_init=2e-3, random_state=7
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is stopped before it has converged
        net.fit(np.array([row for row, _ in rows]), [digit for _, digit in rows])
    plain = np.array([features((p > 100).astype(np.uint8) * 255) for p in pictures[cut:]])
    print(f"{net.score(plain, known.target[cut:]):.4f} of {len(plain)} right")
    (first, second), (inner, outer) = net.coefs_, net.intercepts_
    half = {"first": first, "inner": inner, "second": second, "outer": outer}
    np.savez_compressed(MODEL, **{name: values.astype(np.float16) for name, values in half.items()})


if __name__ == "__main__":
    main()
