"""Labelled texts → a model's weights (multinomial logistic regression)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from parsers.learned import Model, features


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it is."""

    kind: str
    text: str


def fit(examples: list[Example], *, strength: float = 1.0, least: int = 2) -> Model:
    """Give the model that explains the examples; `least`: in how many texts a feature must stand, `strength`: sklearn's C."""
    found = [list(features(e.text)) for e in examples]
    counts = Counter(f for one in found for f in one)
    rows = [{f: 1.0 for f in one if counts[f] >= least} for one in found]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    regression = LogisticRegression(C=strength, max_iter=2000, class_weight="balanced")
    regression.fit(matrix, [e.kind for e in examples])
    kinds = tuple(map(str, regression.classes_))
    coefficients, bias = regression.coef_, regression.intercept_
    if len(kinds) == 2:
        coefficients, bias = np.vstack([-coefficients / 2, coefficients / 2]), np.concatenate([-bias / 2, bias / 2])
    weights = {
        str(name): tuple(round(float(v), 3) for v in coefficients[:, at])
        for at, name in enumerate(vectorizer.get_feature_names_out())
    }
    return Model(kinds, tuple(float(b) for b in bias), {f: w for f, w in weights.items() if any(w)})
