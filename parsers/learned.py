"""Short texts → what kind they are, by linear models over their words, learned from labelled examples.

Rules know the words that somebody thought of; people write with others. A model adds up what each word, pair and
triple of words, beginning and ending of a word has to say (weights counted by ``python -m training.wording`` from texts
that people wrote and labelled), and gives a chance for every kind. Logistic regression, as in Hastie et al., The
Elements of Statistical Learning, 4.4; with one kind against the others where there are more than two.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from parsers.folding import words

MAX_TOKENS = 80  # of one text; what is longer is read as far as that
_TOKEN = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|[^\W\d_]+|\d+(?:[.,:/]\d+)*|\.\.+|…|[?!:;,.()«»\"]")
_STOPS = frozenset(".?!:…")
_PREFIX, _SUFFIX = 5, 3  # letters of a word that stand for its family, and for its form


def tokens(text: str) -> list[str]:
    """Give the words of a text, folded: numbers, addresses, and capitals inside a sentence by their shape."""
    found = []
    begins = True
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if "@" in piece:
            found.append("<address>")
        elif piece.startswith(("http", "www.")):
            found.append("<link>")
        elif piece[0].isdigit():
            found.append(
                "<year>" if len(piece) == 4 and piece.isdigit() else "<number>" if len(piece) < 3 else "<digits>"
            )
        elif piece[0].isalpha():
            folded = "".join(words(piece)) or "?"
            found.append(f"<{folded}" if piece[0].isupper() and not begins and len(piece) > 1 else folded)
        else:
            found.append("…" if len(piece) > 1 else piece)
        begins = piece[-1:] in _STOPS or (begins and piece in '«"(')
        if len(found) == MAX_TOKENS:
            break
    return found


def features(text: str) -> Iterator[str]:
    """Give what a model knows a text by; each counts once."""
    said = tokens(text)
    shapes = ["<Name>" if word.startswith("<") and not word.endswith(">") else word for word in said]
    seen: set[str] = set()
    for feature in _features([word.lstrip("<") if not word.endswith(">") else word for word in said], shapes):
        if feature not in seen:
            seen.add(feature)
            yield feature


def _features(plain: list[str], shapes: list[str]) -> Iterator[str]:
    for word in plain:
        yield word
        if word[0].isalpha():
            if len(word) > _PREFIX:
                yield f"{word[:_PREFIX]}~"
            if len(word) > _SUFFIX + 1:
                yield f"~{word[-_SUFFIX:]}"
    row = ["^", *shapes, "$"]
    for at in range(len(row) - 1):
        yield f"{row[at]} {row[at + 1]}"
    for at in range(len(row) - 2):
        yield f"{row[at]} {row[at + 1]} {row[at + 2]}"
        yield f"{row[at]} _ {row[at + 2]}"
    yield f"length {min(6, len(plain) // 5)}"


class Model:
    """One linear model: a weight of every feature for every kind."""

    def __init__(self, kinds: tuple[str, ...], bias: tuple[float, ...], weights: dict[str, tuple[float, ...]]) -> None:
        self.kinds, self.bias, self.weights = kinds, bias, weights

    def chances(self, text: str) -> dict[str, float]:
        """Give the chance of every kind, from 0 to 1; they add up to 1."""
        sums = list(self.bias)
        known = [self.weights[f] for f in features(text) if f in self.weights]
        for weight in known:
            for at, value in enumerate(weight):
                sums[at] += value
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        return {kind: power / sum(powers) for kind, power in zip(self.kinds, powers, strict=True)}


@cache
def model(name: str) -> Model:
    """Give the model of that name, from the file that the training wrote."""
    lines = (files("parsers") / "models" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    kinds = tuple(lines[0].split("\t")[1:])
    weights = {row[0]: tuple(map(float, row[1:])) for line in lines[1:] if (row := line.split("\t"))[0]}
    return Model(kinds, weights.pop("<bias>"), weights)


@cache
def plain_words() -> frozenset[str]:
    """Give the words that clear answers are made of, from the file that the training wrote."""
    return frozenset((files("parsers") / "models" / "plain.txt").read_text(encoding="utf-8").split())
