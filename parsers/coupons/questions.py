"""How near a label on a coupon comes to a question of the event."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from parsers.coupons.likeness import STOP, stem, within
from parsers.coupons.vocabulary import without_brackets
from parsers.event import Question
from parsers.folding import fold, listed, words

_GENERIC = listed(
    """participera participe participation participer participerai participerez souhaite souhaitez je vous sera serai
    presence present presente prendra prendrai part oui non yes no will attend join take i assistera assisterai s
    il elle e ne pas pourra etre mention inutile rayer cocher cochez case y"""
)
_HOW_MANY = re.compile(r"\b(?:combien|how many)\b")


def likeness(question: Question, label: str) -> float:
    """Give 0 to 100; what stands in brackets in the question's label is no part of it."""
    whole, core = fold(label), _core(label)
    best = 0.0
    for phrase in (question.label, without_brackets(question.label), *question.aliases):
        asked = _core(phrase)
        if fold(phrase) == whole:
            return 100.0
        if not asked or not core:
            continue
        best = max(best, fuzz.token_sort_ratio(" ".join(core), " ".join(asked)))
        if within(asked, core) and len(core) <= len(asked) + 3:
            best = max(best, 95.0 - 2 * (len(core) - len(asked)))
        elif within(core, asked) and len(core) * 2 >= len(asked) and len(" ".join(core)) >= 5:
            best = max(best, 90.0)
    return best


def named_in_brackets(questions: Iterable[Question], label: str) -> Question | None:
    """Read "Party on Thursday (soirée du jeudi)": in brackets a question's name, word for word."""
    inside = re.findall(r"\(([^()]*)\)", label)
    named = [q for q in questions if any(fold(i) in map(fold, (q.label, *q.aliases)) for i in inside)]
    return named[0] if len(named) == 1 else None


def _core(text: str) -> tuple[str, ...]:
    text = _HOW_MANY.sub(lambda asked: "nombre" if asked[0] == "combien" else "number", fold(text))
    return tuple(stem(w) for w in words(text) if w not in STOP and w not in _GENERIC)
