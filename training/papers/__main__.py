"""Write made-up papers to a folder, as mails with a truth file; or count how they are read.

.venv/bin/python -m training.papers FOLDER --fonts FONTS [--side fit|check] [--count 60] [--seed 1]
"""

import argparse
import json
from pathlib import Path

from training.papers.generator import papers
from training.replies.families import Side


def main() -> None:
    """Write the mails, and beside them ``truth.ndjson``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fonts", type=Path, required=True, help="a folder with the fonts that pens.py names")
    parser.add_argument("--side", choices=[side.value for side in Side], default="fit")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with (args.folder / "truth.ndjson").open("w", encoding="utf-8") as truth:
        for made in papers(args.seed, args.count, Side(args.side), args.fonts):
            (args.folder / made.source).write_bytes(made.data)
            truth.write(json.dumps(made.truth(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
