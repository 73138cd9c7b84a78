"""How near a label on a coupon comes to a question of the event."""

import functools
import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from parsers.coupons.likeness import NUMBER_OF, SAME, STOP, stem, within
from parsers.coupons.vocabulary import without_brackets
from parsers.event import Question
from parsers.folding import fold, listed, words

_GENERIC = listed(
    """participera participe participation participer participerai participerez souhaite souhaitez je vous sera serai
    presence present presente prendra prendrai part oui non yes no will attend join take i assistera assisterai s
    il elle e ne pas pourra etre mention inutile rayer cocher cochez case y"""
)
_ASKING = listed(  # of a question as one puts it
    """do you need needed needs an any will would your like wish souhaiterais voudrais demande demandez aurai avoir
    besoin desire desirez there for me my mon ma notre i d"""
)
_ON_SITE = re.compile(r"\b(?:sur place|on site)\b")
# Words for one thing, whatever their form: "je dînerai", "dîner".
_ROOTS = tuple(
    (re.compile(rf"(?:{said})$"), root)
    for said, root in (
        (r"din(?:e|er|erai|era|ere|erez|erons|ent)", "diner"), (r"dejeun\w+", "dejeuner"),
        (r"(?:re)?log(?:e|er|erai|era|ement)", "loger"), (r"heberg\w+", "heberger"),
        (r"accompagn\w+", "accompagnant"), (r"visit(?:e|er|erai|era|eront)", "visite"),
    )
)  # fmt: skip
_LONG = 5  # letters of a part of a question that stands for it
_KEPT = 2048  # labels and questions: a message's lines are asked for again and again
_HOW_MANY = re.compile(r"\b(?:combien|how many)\b")


def likeness(question: Question, label: str) -> float:
    """Give 0 to 100; what stands in brackets in the question's label is no part of it."""
    best, whole = 0.0, fold(label)
    for phrase in dict.fromkeys((question.label, without_brackets(question.label), *question.aliases)):
        if fold(phrase) == whole:
            return SAME
        best = max(best, _alike(_core(label), _core(phrase)), _alike(_meant(label), _meant(phrase)))
    return best


@functools.lru_cache(maxsize=_KEPT)
def _alike(core: tuple[str, ...], asked: tuple[str, ...]) -> float:
    """Give how much the words of a label are those of a question, of 100."""
    if not asked or not core:
        return 0.0
    best = float(fuzz.token_sort_ratio(" ".join(core), " ".join(asked)))
    if within(asked, core) and len(core) <= len(asked) + 3:
        return max(best, 95.0 - 2 * (len(core) - len(asked)))
    if within(core, asked) and len(core) * 2 >= len(asked) and len(" ".join(core)) >= _LONG:
        return max(best, 90.0)
    return best


def counts(label: str) -> bool:
    """Say whether a label asks how many ("Nombre d'accompagnants au déjeuner")."""
    return not NUMBER_OF.isdisjoint(words(label)[:2])


def named_in_brackets(questions: Iterable[Question], label: str) -> Question | None:
    """Read "Party on Thursday (soirée du jeudi)": in brackets a question's name, word for word."""
    inside = re.findall(r"\(([^()]*)\)", label)
    named = [q for q in questions if any(fold(i) in map(fold, (q.label, *q.aliases)) for i in inside)]
    return named[0] if len(named) == 1 else None


@functools.lru_cache(maxsize=_KEPT)
def _core(text: str) -> tuple[str, ...]:
    text = _HOW_MANY.sub(lambda asked: "nombre" if asked[0] == "combien" else "number", fold(text))
    return tuple(stem(w) for w in words(text) if w not in STOP and w not in _GENERIC)


@functools.lru_cache(maxsize=_KEPT)
def _meant(text: str) -> tuple[str, ...]:
    """Give what a label is about, without the words that one asks with, each word for one thing by the same."""
    said = [word for word in _core(_ON_SITE.sub(" ", fold(text))) if word not in _ASKING]
    return tuple(next((root for pattern, root in _ROOTS if pattern.match(word)), word) for word in said)
