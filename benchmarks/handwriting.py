"""How right handwriting is read: the engine as its wheel brings it beside the head that learned from French hands.

    python -m benchmarks.handwriting LINES --fonts FONTS [--each 40] [--seed 2026]

First lines of the writers that nobody fitted on (`training.handwriting.lines`): character errors, words and lines
right, and how the errors differ from writer to writer. Then what fields hold: words and numbers cut from the same
lines, and made-up values in fonts of hands that nobody fitted on; exactly right, with the field's own letters alone
("decoded") and without.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import machine
from parsers.scans import hand
from training.handwriting import made, wear, words
from training.handwriting.judging import distance
from training.handwriting.lines import Line, folded, lines, parted

Picture = NDArray[np.uint8]
_CODE = 5  # digits


@dataclass(frozen=True, slots=True)
class Written:
    """A picture, what stands in it and what kind of field it is."""

    picture: Picture
    text: str
    kind: str


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.handwriting", description=__doc__)
    parser.add_argument("lines", type=Path, help="a folder with lines.tsv")
    parser.add_argument("--fonts", type=Path, help="a folder with the fonts that training.papers.pens names")
    parser.add_argument("--each", type=int, default=40, help="made-up values of each kind")
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    _, kept = parted(lines(args.lines))
    engine = shipped()
    print(machine())
    print("\n".join(whole_lines(kept, engine)))
    fields = list(real_fields(kept))
    if args.fonts:
        fields += made_fields(args.fonts, args.each, args.seed)
    print("\n".join(by_field(fields, engine)))


def shipped() -> Callable[[Picture], str]:
    """Give the engine's own recogniser, shown a line tight around its ink."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def read(picture: Picture) -> str:
        ink = hand.tight(picture)
        if ink is None:
            return ""
        result = engine(np.repeat(ink[:, :, None], 3, axis=2), use_det=False, use_cls=False)
        return folded(result.txts[0]) if result.txts else ""

    return read


def whole_lines(kept: Sequence[Line], engine: Callable[[Picture], str]) -> Iterator[str]:
    """Give the table of lines."""
    readers: dict[str, Callable[[Picture], str]] = {"engine": engine, "head": lambda picture: hand.read(picture).text}
    yield f"{len(kept)} lines of {len({line.writer for line in kept})} writers that nobody fitted on"
    yield "reader   characters wrong   words right   lines right   by writer: p10, median, p90"
    for name, reader in readers.items():
        told = [(line, reader(line.picture())) for line in kept]
        by_writer: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for line, text in told:
            wrong, all_of_them = by_writer[line.writer]
            by_writer[line.writer] = wrong + distance(text, line.text), all_of_them + len(line.text)
        shares = np.percentile([wrong / count for wrong, count in by_writer.values()], [10, 50, 90])
        wrong, count = (sum(both) for both in zip(*by_writer.values(), strict=True))
        right = sum(_common(text, line.text) for line, text in told) / sum(len(line.text.split()) for line in kept)
        exact = sum(text == line.text for line, text in told) / len(kept)
        spread = ", ".join(f"{share:.1%}" for share in shares)
        yield f"{name:8} {wrong / count:16.2%} {right:13.1%} {exact:13.1%}   {spread}"


def _common(read: str, written: str) -> int:
    """Give how many words of a line were read, in their order."""
    before = [0] * (len(read.split()) + 1)
    for word in written.split():
        now = [0]
        for at, other in enumerate(read.split(), 1):
            now.append(max(before[at], now[-1], before[at - 1] + (word == other)))
        before = now
    return before[-1]


def real_fields(kept: Sequence[Line]) -> Iterator[Written]:
    """Give words with a capital and numbers, cut from lines of real hands."""
    for line in kept:
        picture = line.picture()
        shown = hand.sight(picture)
        if shown is None:
            continue
        judged = words.cut_down(words.eyes().run([words.ENGINE], {"x": shown})[0][0])
        places = words.bounds(picture, line.text, judged)
        for (left, right), word in zip(places or (), line.text.split(" "), strict=False):
            bare = word.strip(".,;:()'\"")
            if bare.isdigit() and len(bare) >= 2 and bare == word:
                yield Written(picture[:, left:right], word, "number, real hands")
            elif bare == word and word.isalpha() and word[0].isupper() and len(word) > 3:
                yield Written(picture[:, left:right], word, "word with a capital, real hands")


def made_fields(fonts: Path, each: int, seed: int) -> Iterator[Written]:
    """Give made-up values of every kind, worn."""
    rng, chance = Random(seed), np.random.default_rng(seed)  # noqa: S311 - made-up values
    for field in made.Field:
        for _ in range(each):
            text = made.text(field, rng)
            picture = wear.worn(made.drawn(text, "check", rng, fonts), chance)
            yield Written(picture, text, f"{field.value}, fonts of hands")


def by_field(fields: Sequence[Written], engine: Callable[[Picture], str]) -> Iterator[str]:
    """Give the table of fields."""
    counts: dict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros(6, np.int64))
    for one in fields:
        judged = hand.chances(one.picture)
        plain, decoded, told = hand.best(judged).text, as_field(judged, one), engine(one.picture)
        counts[one.kind] += [
            1, len(one.text), distance(told, one.text), distance(plain, one.text),
            _same(told, one.text), _same(plain, one.text),
        ]  # fmt: skip
        counts[one.kind + "\n"] += [_same(decoded, one.text), 0, 0, 0, 0, 0]
    yield "exactly right (characters wrong)        of    engine           head             decoded"
    for kind in sorted({one.kind for one in fields}):
        count, letters, far, near, told_right, plain_right = counts[kind]
        yield (
            f"{kind:38} {count:4}  {told_right / count:6.1%} ({far / letters:5.1%})  "
            f"{plain_right / count:6.1%} ({near / letters:5.1%})  {counts[kind + chr(10)][0] / count:6.1%}"
        )


def as_field(judged: hand.Chances, one: Written) -> str:
    """Give a value read as what its field may hold; for kinds without a decoding of their own, the plain reading."""
    if one.kind.startswith(made.Field.PHONE):
        return hand.phone(judged).text
    if one.kind.startswith(made.Field.POSTAL_CODE + ","):
        return hand.number(judged, _CODE).text
    if one.kind.startswith("number"):
        return hand.best(judged, hand.NUMBERS).text
    if one.kind.startswith(made.Field.EMAIL):
        return hand.best(judged, hand.ADDRESSES).text
    return hand.best(judged).text


def _same(read: str, written: str) -> bool:
    """Say whether two texts are the same value: of numbers the digits, of addresses no spaces and small letters."""
    if all(not letter.isalpha() for letter in written):
        return _digits(read) == _digits(written)
    if "@" in written:
        return read.replace(" ", "").casefold() == written.casefold()
    return read == written


def _digits(text: str) -> str:
    """Give a number's digits, a French one's as it is dialled in France."""
    found = "".join(letter for letter in text if letter.isdigit())
    return "0" + found[2:].removeprefix("0") if len(found) > 10 and found.startswith("33") else found


if __name__ == "__main__":
    main()
