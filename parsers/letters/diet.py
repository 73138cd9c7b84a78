"""What somebody says he does not eat → the answer to the one question that asks for it in words."""

import re

from parsers.event import Event, Question, QuestionType
from parsers.folding import fold

_ASKS = re.compile(r"\b(?:regimes?|allergies?|diet\w*|alimentaires?|special needs|besoins particuliers)\b")
_ASKS_ALLERGY = re.compile(r"\ballergies?\b")
_TOLD = re.compile(
    r"\b(?:gluten|lactose|sans (?:porc|viande|sel|sucre)|vege(?:tari\w+|tali\w+)?|vegan\w*|halal|casher|kosher"
    r"|allerg\w+|intoleran\w+|dairy|(?:no|any) (?:pork|meat)|mange (?:de tout|pas de))\b"
)
_IS = re.compile(
    r"\b(?:[Jj]e suis|(?:[Ii]l|[Ee]lle) est|I am|I['’]m|(?:[Hh]e|[Ss]he)(?: is|['’]s))\s+"
    r"(?:(?P<kind>v[ée]g[ée]tari\w+|v[ée]g[ée]tali\w+|v[ée]gan\w*|pescatarian|c(?:o?e|œ)liac|c(?:œ|oe)liaque"
    r"|diabetic|diab[ée]tique)|allerg\w+\s+(?:to|aux|au|à la|à l['’]|à)\s*(?P<food>[^\W\d_]+(?: [^\W\d_]+){0,2}))"
    r"(?=\s*(?:[,.;!)]|$|\b(?:et|and) (?:je|j['’]|I|il|elle|he|she|serai|viendrai|will)\b))"
)
_REGIME = re.compile(
    r"\b[Rr][ée]gime(?: \w+)?\s*:?\s+(?P<kind>sans [^\W\d_]+|v[ée]g\w+|halal|casher)(?=\s*(?:[,.;!)]|$))"
)
_BUT = re.compile(r"\b(?:mais|sauf|but|except|ou|or|parfois|sometimes|presque|mostly)\b")


def asked_for(event: Event) -> Question | None:
    """Give the one question that asks in words for what somebody does not eat, or None."""
    found = [
        q
        for q in event.questions
        if q.type is QuestionType.TEXT and any(_ASKS.search(fold(p)) for p in (q.label, *q.aliases))
    ]
    return found[0] if len(found) == 1 else None


def diet(text: str, question: Question) -> str | None:
    """Give the answer that a sentence states for whom it is about ("Je suis végétarienne"), as written.

    An allergy is an answer where the question names allergies; nothing is one where it may hold in part only.
    """
    if (stated := _REGIME.search(text)) and not _BUT.search(fold(text)):
        return stated["kind"]
    found = _IS.search(text)
    if found is None or _BUT.search(fold(text)):
        return None
    if found["kind"]:
        return found["kind"]
    asks = any(_ASKS_ALLERGY.search(fold(p)) for p in (question.label, *question.aliases))
    return found["food"].strip() if asks else None


def tells_kind(text: str) -> bool:
    """Say whether a text names a kind of food that somebody keeps to ("Végétarien")."""
    return bool(_TOLD.search(fold(text)))


def tells_diet(text: str, question: Question) -> bool:
    """Say whether a sentence speaks of what somebody does not eat, and a question asks for it."""
    asks = any(_ASKS.search(fold(phrase)) for phrase in (question.label, *question.aliases))
    return asks and bool(_TOLD.search(fold(text)))
