"""Fit the reader's models anew: ``python -m training.wording [NAME…]``; prints how sure each is on texts kept apart."""

import argparse
from pathlib import Path

from training.wording import banks
from training.wording.fit import crossed, fit, write

MODELS = Path(__file__).parents[2] / "parsers" / "models"


def main() -> None:
    """Fit, count and write the models, and the words that clear answers are made of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*banks.BANKS, []], help="which models; all where none is named")
    args = parser.parse_args()
    for name in args.name or banks.BANKS:
        bank = banks.BANKS[name]
        print(crossed(name, bank))
        write(fit(bank.examples(), bank.settings), MODELS / f"{name}.tsv")
    (MODELS / "plain.txt").write_text("\n".join(banks.plain()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
