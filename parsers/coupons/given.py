"""A written answer → the form that its question asks for: yes or no, a number, one of its choices or several."""

import re
from collections.abc import Iterable
from itertools import pairwise

from rapidfuzz import fuzz

from parsers.coupons.likeness import ALIKE, SAME, content, within
from parsers.event import Choice, Question, QuestionType
from parsers.folding import fold, words
from parsers.reading import AnswerValue

_YES = frozenset({"oui", "yes", "ja", "o", "ok", "true", "vrai"})
_NO = frozenset({"non", "no", "nein", "false", "faux"})
_NEGATES = frozenset({"ne", "n", "pas", "not"})
_VERB = re.compile(r"\w{3,}r(?:a|ai|ont|ons|as|ez)")  # of what is to come
_PERSON = re.compile(r"(?:a|ai|ont|ons|as|ez)$")
_SIGNS = {"y": True, "n": False}  # alone: among words an n is what is left of "ne"
_NUMBERS = {w: i for i, ws in enumerate((("zero", "aucun", "aucune", "none", "neant"), ("un", "une", "one"),
    ("deux", "two"), ("trois", "three"), ("quatre", "four"), ("cinq", "five"), ("six",), ("sept", "seven"),
    ("huit", "eight"), ("neuf", "nine"), ("dix", "ten"))) for w in ws}  # fmt: skip
_COMES = re.compile(r"particip(?!ati[fv])|assister|viendr|present|attend")  # no "chantier participatif"
_ENDING = re.compile(r"(?<=\w)(?:\(-?([^\W\d_]{1,5})\)|[·.•]([^\W\d_]{1,5})\b\.?)")  # "élu(e)", "salarié·e"
_SEVERAL = re.compile(r"[,;+/&]|\bet\b|\band\b", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]+(?:\s+|$)")
_PART_WORDS = 3  # of a choice's name that stands for it
_CUT_SHORT = 3  # letters
_DETAILS = re.compile(r"\s*[:(,]\s*|\s+[–—-]\s+")  # behind what a choice is called
_SIGN = 2  # letters or digits of what stands for a choice ("b", "12")
_IN_COMB = re.compile(r"0(?: \d){1,6}|[1-9](?: \d){2,6}")  # a digit a box; "1 2" may be one of two
# What stands for all that a question offers, by how many there are.
_EACH_ONE = {
    2: frozenset({"les deux", "both", "tous les deux", "toutes les deux", "les 2", "both of them", "both days"}),
    3: frozenset({"les trois", "all three", "tous les trois", "toutes les trois", "les 3"}),
    4: frozenset({"les quatre", "all four", "tous les quatre", "toutes les quatre", "les 4"}),
}
_DENIES = frozenset({"pas", "non", "ni", "sauf", "not", "no", "except", "hors", "moins", "minus"})
# Days, hours and prices; "64 ha" is no hour.
_OF_DAYS = re.compile(
    r"\b(?:du|le|au|on|the|of)\s+\d|[-–]\s*\d|\d\s*(?:[:€/]|h(?![^\W\d_]))\s*\d?"
)  # "64 ha" is no hour
_THOUSANDS = re.compile(r"(?<=\d)[ .,'\u2019\u00a0\u202f](?=\d{3}(?!\d))")  # "2 300"
_DECIMAL = re.compile(r"(?<![\d.,])(\d{1,6})[.,](\d{1,2})(?![\d.,]*\d)")  # "37,5"
_TWO_NUMBERS = re.compile(r"\d,\d")  # "1,2" may be one and two
_YEAR = re.compile(r"(?:19|20)\d\d")


def yes_or_no(text: str) -> bool | None:
    """Give what "oui", "ne participera pas" or "will attend" answers; None where a text says neither or both."""
    said = words(text)
    if not said or len(said) > 12:
        return None
    if len(said) == 1 and said[0] in _SIGNS:
        return _SIGNS[said[0]]
    yes, no = any(w in _YES for w in said), any(w in _NO for w in said)
    if yes != no:
        return yes
    if yes and no:
        return None
    negated = bool(re.search(r"\b(?:ne|n) .*\b(?:pas|point)\b|\bnot\b|\bpas\b|\bsans\b|\babsente?\b", " ".join(said)))
    if any(_COMES.match(w) for w in said) or said == ["absent"]:
        return not negated
    return None


def echoed(question: Question, text: str) -> bool | None:
    """Read an answer in the question's own first words: "prendra part", "ne prendra pas part" à l'assemblée."""
    said = [w for w in words(text) if w not in _NEGATES]
    asked = [words(name)[: len(said)] for name in (question.label, *question.aliases)]
    verb = bool(said) and _VERB.fullmatch(said[0]) is not None
    if not verb or not any(_same_verb(said, first) for first in asked):
        return None
    return not _NEGATES & set(words(text))


def _same_verb(said: list[str], asked: list[str]) -> bool:
    """Say whether two stretches are the same but for the person of the verb ("prendrai part", "prendra part")."""
    alike = bool(asked) and len(said) == len(asked) and said[1:] == asked[1:]
    return alike and _PERSON.sub("", said[0]) == _PERSON.sub("", asked[0])


def answer(question: Question, text: str) -> AnswerValue | None:
    """Give a written answer in the form that its question asks for, or None where it is none."""
    text = text.strip()
    if not fold(text):
        return None
    if question.type is QuestionType.YES_NO:
        given = yes_or_no(text)
        return echoed(question, text) if given is None else given
    if question.type is QuestionType.NUMBER:
        return _number(text)
    if question.type is QuestionType.TEXT:
        return text
    if question.type is QuestionType.CHOICE:
        return choice(question, text)
    if fold(text) in _EACH_ONE.get(len(question.choices), ()):
        return tuple(c.id for c in question.choices)
    written = [piece for whole in _undashed(question, text) for piece in _SEVERAL.split(whole) if fold(piece)]
    pieces = [
        choice(question, piece) or (_elliptic(question, before, piece) if before else None)
        for before, piece in zip([None, *written], written, strict=False)
    ]
    return tuple(dict.fromkeys(p for p in pieces if p)) if pieces and all(pieces) else None


def _undashed(question: Question, text: str) -> list[str]:
    """Give what dashes part in a text, unless they stand in the names of the choices themselves."""
    named = any(_DASH.search(name) for c in question.choices for name in (c.label, *c.aliases))
    return [text] if named else _DASH.split(text)


def _elliptic(question: Question, before: str, piece: str) -> str | None:
    """Give the choice that a piece names with the first words of the one before it ("samedi matin et après-midi")."""
    lead = _joined_noon(before).split()
    for size in range(len(lead) - 1, 0, -1):
        whole = " ".join((*lead[:size], _joined_noon(piece)))
        exact = [c.id for c in question.choices if _choice_likeness(c, whole) == SAME]
        if len(exact) == 1:
            return exact[0]
    return None


def choice(question: Question, text: str) -> str | None:
    """Give the id of the one choice that a text names, or None; one that is denied or has an alternative is none."""
    labels = {w for c in question.choices for phrase in (c.label, *c.aliases) for w in words(phrase)}
    if (_DENIES | {"ou", "or"}) & set(words(text)) - labels:
        return None
    if lettered := _lettered(question, text):
        return lettered
    scored = sorted(((_choice_likeness(c, text), c.id) for c in question.choices), reverse=True)
    exact = [id for likeness, id in scored if likeness == SAME]
    exact = exact or _named_in_part(question, text) or _named_by_head(question, text)
    if len(exact) == 1:
        return exact[0]
    if not scored or scored[0][0] < ALIKE or (len(scored) > 1 and scored[0][0] - scored[1][0] < 8):
        return None
    return None if _names_another(question, scored[0][1], text) else scored[0][1]


def _names_another(question: Question, picked: str, text: str) -> bool:
    """Say whether a text names another choice besides the one picked ("vendredi soir samedi")."""
    said = tuple(content(text))
    own = {word for c in question.choices if c.id == picked for name in (c.label, *c.aliases) for word in content(name)}
    others = (content(name) for c in question.choices if c.id != picked for name in (c.label, *c.aliases))
    return any(name and not set(name) <= own and within(tuple(name), said) for name in others)


def _named_in_part(question: Question, text: str) -> list[str]:
    """Give the choices whose names hold a text of several words as it stands: "pas besoin d'hébergement", "13 June"."""
    said = f" {fold(text)} "
    dated = len(words(text)) == 2 and any(word.isdecimal() for word in words(text))
    if len(words(text)) < _PART_WORDS and not dated:
        return []
    return [c.id for c in question.choices if any(said in f" {fold(name)} " for name in (c.label, *c.aliases))]


def _named_by_head(question: Question, text: str) -> list[str]:
    """Give the choices whose names a text is as far as their details ("aller" of "Aller : gare de Nancy, 12 h 50")."""
    said = content(text)
    names = [(c.id, _DETAILS.split(name, maxsplit=1)) for c in question.choices for name in (c.label, *c.aliases)]
    return list(dict.fromkeys(id for id, parts in names if len(parts) > 1 and said and content(parts[0]) == said))


def _lettered(question: Question, text: str) -> str | None:
    """Give the id of the choice that a letter or number alone stands for: it ends one of its names ("formule b")."""
    said = words(text)
    if len(said) != 1 or len(said[0]) > _SIGN:
        return None
    names = [(c.id, words(phrase)) for c in question.choices for phrase in (c.label, *c.aliases)]
    ending = {id for id, name in names if len(name) > 1 and name[-1] == said[0]}
    return ending.pop() if len(ending) == 1 else None


def _choice_likeness(option: Choice, text: str) -> float:
    best = 0.0
    for phrase in spellings((option.label, *option.aliases)):
        meant, said = content(_joined_noon(phrase)), content(_joined_noon(text))
        if not meant:  # "S", "L": a letter that is an article elsewhere
            meant, said = words(phrase), words(text)
        said = [_completed(word, meant) for word in said]
        best = max(best, fuzz.ratio(" ".join(said), " ".join(meant)))
        if meant and within(tuple(meant), tuple(said)) and len(said) <= len(meant) + 1:
            best = max(best, 92.0)
    return best


def spellings(names: Iterable[str]) -> list[str]:
    """Give names with their forms for one gender or number alone: "élu(e)" also as "élu" and as "élue"."""
    found = [(name, _ENDING.sub("", name), _ENDING.sub(lambda m: m[1] or m[2], name)) for name in names]
    return list(dict.fromkeys(form for forms in found for form in forms))


def _joined_noon(text: str) -> str:
    return re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text, flags=re.IGNORECASE)


def _completed(word: str, meant: list[str]) -> str:
    """Give the one word of a choice's name that a word cut short stands for ("sat am", "veg.")."""
    whole = [other for other in meant if len(word) >= _CUT_SHORT and other.startswith(word)]
    return whole[0] if len(whole) == 1 else word


def _counts_up(text: str) -> bool:
    """Say whether each figure is one more than the one before: "0 1 2" is printed to choose from."""
    figures = [int(figure) for figure in text.split()]
    return all(after == before + 1 for before, after in pairwise(figures))


def _number(text: str) -> int | float | None:
    """Give the one number that a text states; a date, a time or what is denied is none."""
    if _OF_DAYS.search(text) or _DENIES & set(words(text)):
        return None
    if len(parts := _DECIMAL.findall(text)) == 1 and len(re.findall(r"\d+", text)) == 2:
        return None if _TWO_NUMBERS.fullmatch(text.strip()) else float(".".join(parts[0]))
    if _IN_COMB.fullmatch(text.strip()):
        return None if _counts_up(text) else int(text.replace(" ", ""))
    found = re.findall(r"\d+", _THOUSANDS.sub("", text))
    parted = bool(_THOUSANDS.search(text))  # "1 905" is no year
    alone = not text.startswith("20") and words(text) == found  # "1950", and no more
    alone = alone or parted
    if len(found) == 1 and len(found[0]) < 7 and (alone or not _YEAR.fullmatch(found[0])):
        return int(found[0])
    named = [_NUMBERS[w] for w in words(text) if w in _NUMBERS]
    return named[0] if not found and len(named) == 1 else None
