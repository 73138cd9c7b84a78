"""Fit the head for handwriting and write ``parsers/models/hand.onnx``.

    .venv/bin/python -m training.handwriting LINES --fonts FONTS [--rounds 3] [--passes 4]     # extra `training`

LINES is a folder with ``lines.tsv`` (file, writer, text) and the pictures in ``lines/``; docs/handwriting.md tells
where they come from. FONTS is a folder with the fonts of hands that ``training.papers.pens`` names to fit on. What the
engine sees is kept in a temporary folder (4 GB with three rounds). Printed at the end: the character errors on the
writers that are kept apart. `make bench-ocr` says more.
"""

import argparse
import tempfile
from pathlib import Path
from random import Random

from training.handwriting.fit import errors, fitted
from training.handwriting.lines import lines, parted
from training.handwriting.net import written
from training.handwriting.sights import Sights, look, to_learn

MODEL = Path(__file__).parents[2] / "parsers" / "models" / "hand.onnx"


def main() -> None:
    """Look, fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3, help="how often each line is shown worn")
    parser.add_argument("--passes", type=float, default=4.0, help="how often fitting goes through what was seen")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    known, kept = parted(lines(args.lines))
    Random(args.seed).shuffle(known)  # noqa: S311 - an order that can be repeated
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fit").mkdir()
        (Path(folder) / "judge").mkdir()
        seen, judges = Sights(Path(folder) / "fit"), Sights(Path(folder) / "judge")
        judges.collect((look(line.picture()), line.text, line.writer) for line in kept)
        seen.collect(to_learn(known, args.fonts, args.rounds, args.seed))
        judging = judges.load()
        learning = seen.load()
        head = fitted(learning, seen.samples, (judging, judges.samples[::4]), args.passes, args.seed)
        print(f"character errors on {len(judges.samples)} lines: {errors(head, judging, judges.samples):.4f}")
    MODEL.write_bytes(written(head))


if __name__ == "__main__":
    main()
