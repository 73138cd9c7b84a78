"""Labelled texts → a model's weights (multinomial logistic regression), and how well it does on texts kept apart."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from parsers.learned import Model, features

if TYPE_CHECKING:
    from training.wording.banks import Bank

FOLDS = 5
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is fitted: sklearn's C, in how many texts a feature stands at least, the least weight kept."""

    strength: float
    least: int
    cut: float


def fit(examples: list[Example], settings: Settings) -> Model:
    """Give the model that explains the examples."""
    found = [list(features(e.text)) for e in examples]
    counts = Counter(f for one in found for f in one)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in one if counts[f] >= settings.least} for one in found])
    regression = LogisticRegression(C=settings.strength, max_iter=3000, class_weight="balanced")
    regression.fit(matrix, [e.kind for e in examples])
    coefficients, bias = regression.coef_, regression.intercept_
    if len(regression.classes_) == 2:
        coefficients, bias = np.vstack([-coefficients / 2, coefficients / 2]), np.concatenate([-bias / 2, bias / 2])
    weights = {
        str(name): tuple(round(float(v), 2) for v in coefficients[:, at])
        for at, name in enumerate(vectorizer.get_feature_names_out())
        if np.abs(coefficients[:, at]).max() > settings.cut
    }
    return Model(tuple(map(str, regression.classes_)), tuple(float(b) for b in bias), weights)


def crossed(name: str, bank: "Bank") -> str:
    """Give a table: how many texts kept apart are told at each threshold, and how many of them badly, by kind."""
    examples = bank.examples()
    told: list[tuple[str, str, float]] = []
    for fold in range(FOLDS):
        model = fit([e for e in examples if _fold_of(e) != fold], bank.settings)
        for example in dict.fromkeys(e for e in examples if _fold_of(e) == fold):
            kind, chance = max(model.chances(example.text).items(), key=lambda item: item[1])
            told.append((example.kind, kind, chance))
    kinds = sorted({kind for kind, _, _ in told})
    rows = [f"{name}: {len(told)} texts, {FOLDS} folds; told (badly) at each threshold"]
    rows.append(f"{'kind':16}{'texts':>6}" + "".join(f"{t:>13}" for t in THRESHOLDS))
    for kind in kinds:
        counts = [[right == kind for right, said, chance in told if said == kind and chance >= t] for t in THRESHOLDS]
        cells = "".join(f"{len(c):>7} ({len(c) - sum(c):>3})" for c in counts)
        rows.append(f"{kind:16}{sum(right == kind for right, _, _ in told):>6}{cells}")
    return "\n".join(rows)


def _fold_of(example: Example) -> int:
    """Give the fold of an example: the same for every copy of its text."""
    return crc32(example.text.encode()) % FOLDS


def write(model: Model, path: Path) -> None:
    """Write a model as ``parsers.learned`` reads it: a line a feature, sorted, so that a change can be read."""
    rows = [("", *model.kinds), ("<bias>", *(f"{b:.3f}" for b in model.bias))]
    rows += [(feature, *(f"{w:g}" for w in model.weights[feature])) for feature in sorted(model.weights)]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
