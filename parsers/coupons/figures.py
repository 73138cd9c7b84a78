"""A figure behind the whole label of a question, with no more than a space between them."""

import re

from parsers.coupons.choices import Choices
from parsers.coupons.labels import Labelled
from parsers.event import QuestionType
from parsers.folding import fold

_FIGURE = re.compile(r"\s(\d[\d .]*\d|\d)\s*$")
_FIGURED = (QuestionType.TEXT, QuestionType.NUMBER)


def figure_behind(text: str, choices: Choices) -> Labelled | None:
    """Read "N° de licence 10002716459"; None where the words are not all of one question's label."""
    figure = _FIGURE.search(text)
    if figure is None:
        return None
    label = fold(text[: figure.start()])
    asked = [q for q in choices.event.questions if q.type in _FIGURED and label in map(fold, (q.label, *q.aliases))]
    if len(asked) != 1:
        return None
    return Labelled(figure[1], figure.start(1), len(text), question=asked[0], written=text[: figure.start()], sure=0.95)
