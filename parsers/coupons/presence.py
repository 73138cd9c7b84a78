"""A sentence about when somebody is there → whether it only says what the coupon says.

"Je ne serai là que le matin" beside a coupon for the morning alone, "Le dimanche j'ai un concert, vous vous passerez
de moi" beside one that leaves the Sunday out: nothing changes, whatever the reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.coupons.choices import Choices, clocked
from parsers.draft import Draft
from parsers.event import QuestionType
from parsers.folding import fold, listed
from parsers.letters.weight import is_half_said, leaves_open

_DAYS = {
    name: number
    for number, names in enumerate(("lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday",
        "vendredi friday", "samedi saturday", "dimanche sunday"))
    for name in names.split()
}  # fmt: skip
_PARTS = {"matin": "am", "matinee": "am", "morning": "am", "apm": "pm", "afternoon": "pm", "soir": "eve",
    "soiree": "eve", "evening": "eve", "midi": "noon", "noon": "noon"}  # fmt: skip
# A meal that one takes part in is a time, too.
_MEALS = (
    (re.compile(r"\b(?:dejeun\w*|lunch|midi|buffet)\b"), "noon"),
    (re.compile(r"\b(?:din\w*|soir\w*|supper)\b"), "eve"),
)
_MEAL = re.compile(r"\b(?:repas(?: de midi)?|dejeuner|lunch)\b")
_NOON, _EVENING = 12, 18  # o'clock
_HOUR = re.compile(r"(\d{1,2})h\d*")
_BETWEEN = listed("le la l les du de d des on the of in")  # two words for one time: "le matin du samedi"
_ONLY = re.compile(
    r"\b(?:ne|n)(?: \w+){1,4}? (?:que|qu)\b|\b(?:viens|viendrai|suis|serai) que\b"
    r"|\b(?:seulement|uniquement|only|just)\b"
)
_AWAY = re.compile(
    r"\b(?:ne|n)(?: \w+){1,3} pas\b|\bpas (?:la|libre|disponible|present)|\babsente?\b|\bsans moi\b"
    r"|\bpasser\w* de moi\b|\b(?:can t|cannot|won t|not be|unable|without me|indisponible)\b"
)
# What such a sentence may not hold besides: somebody else, a wish, a change, what only comes later.
_MORE = re.compile(
    r"\b(?:mais|sauf|sinon|aussi|egalement|plutot|finalement|arriv\w+|retard|remplac\w*|collegues?|avec|accompagn\w*"
    r"|epou\w*|mari|femme|ami[es]*|but|except|instead|also|too|late|later|replac\w*|annul\w*|cancel\w*|demand\w*|please"
    r"|veuillez|pouvez|pourriez|merci de|svp|allerg\w*|inscri\w*|chang\w*|nous|we|il|elle|he|she|apres|after"
    r"|avant|before|jusqu\w*|until|si|if|ou|or|ateliers|workshops|repas|lunch|dejeun\w*|din\w*|\d+)\b"
)
_MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Time:
    """A day, a part of one, or both, as far as they are told."""

    day: int | None = None
    part: str | None = None

    def meets(self, other: "Time") -> bool:
        """Say whether the two may overlap."""
        return all(a is None or b is None or a == b for a, b in ((self.day, other.day), (self.part, other.part)))

    def holds(self, other: "Time") -> bool:
        """Say whether the other lies wholly within this one; who is there in the morning may stay for the meal."""
        within = self.part in (None, other.part) or (self.part, other.part) == ("am", "noon")
        return within and self.day in (None, other.day)


def chosen_times(drafts: Sequence[Draft], choices: Choices) -> frozenset[Time]:
    """Give when what the coupons choose takes place: workshops by their slots, options by their names."""
    names = [w.slot for d in drafts for id in d.chosen if (w := choices.event.workshop(id)) is not None and w.slot]
    for question in choices.event.questions:
        picked = {id for d in drafts if question.id in d.answers for id in _listed(d.answers[question.id])}
        if question.type in (QuestionType.CHOICE, QuestionType.MULTI_CHOICE):
            names += [c.label for c in question.choices if c.id in picked]
    asked = [q for q in choices.event.questions for d in drafts if d.answers.get(q.id) is True]
    meals = {Time(_day(q.label), part) for q in asked for meal, part in _MEALS if meal.search(fold(q.label))}
    return frozenset({*(time for name in names for time in times(name)), *meals})


def _day(text: str) -> int | None:
    """Give the day that a text names first."""
    return next((time.day for time in times(text) if time.day is not None), None)


def agrees_on_time(text: str, chosen: frozenset[Time]) -> bool:
    """Say whether a sentence only tells when somebody is there or not, and the coupon chose just so."""
    told = list(times(text))
    folded = _folded(text)
    if not told or not chosen or "?" in text or len(folded.split()) > _MOST_WORDS:
        return False
    if leaves_open(text) or is_half_said(text) or _MORE.search(_ONLY.sub(" ", folded)):
        return False
    if _ONLY.search(folded):
        rest = told[1:]
        if all(any(t.holds(c) for t in told) for c in chosen) and all(any(t.meets(c) for c in chosen) for t in told):
            return True  # "que l'après-midi et pour le repas"
        return all(told[0].holds(time) for time in chosen) and not any(t.meets(c) for t in rest for c in chosen)
    return bool(_AWAY.search(folded)) and not any(time.meets(other) for time in told for other in chosen)


def times(text: str) -> Iterator[Time]:
    """Give the times that a text names, in its order."""
    day: int | None = None
    part: str | None = None
    for word in [*_folded(text).split(), "."]:
        if word in _DAYS and day is None:
            day = _DAYS[word]
        elif (told := _part(word)) is not None and part is None:
            part = told
        elif word not in _BETWEEN:
            if day is not None or part is not None:
                yield Time(day, part)
            day, part = _DAYS.get(word), _part(word)


def _part(word: str) -> str | None:
    """Give the part of the day that a word or an hour stands for."""
    if (hour := _HOUR.fullmatch(word)) is not None:
        return "am" if int(hour[1]) < _NOON else "pm" if int(hour[1]) < _EVENING else "eve"
    return _PARTS.get(word)


def _folded(text: str) -> str:
    """Give a text folded, "après-midi" as one word, its punctuation marks as words of their own."""
    marked = re.sub(r"([,;:.!()…])", r" \1 ", clocked(text))
    pieces = [fold(piece) or ("," if piece.strip() else "") for piece in re.split(r"(\s[,;:.!()…]\s)", marked)]
    folded = " ".join(pieces).replace("apres midi", "apm").replace("demi journee", "")
    return " ".join(_MEAL.sub("midi", folded.replace("fin de journee", "apm")).split())


def _listed(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
