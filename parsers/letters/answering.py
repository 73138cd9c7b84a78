"""A clause's things with their polarity → the answers to an event's questions."""

import re

from parsers.coupons.likeness import stem
from parsers.event import Event, Question, QuestionType
from parsers.folding import fold, words
from parsers.letters.signs import Sign
from parsers.reading import AnswerValue

_NONE = re.compile(r"^(?:pas|aucune?|sans|non|no|none|ni)\b(?: (?:de|d|l|of|any))*")
_ALONE = re.compile(
    r"\b(?:seule?|alone|just me|only me|only be me|just myself|by myself|juste moi|moi seule?|que moi)\b"
)
_COUNTS_SELF = re.compile(r"\b(?:personnes?|people|participants?|couverts?|convives?|guests?|persons?)\b")
_WITH = frozenset({"avec", "with", "plus", "and", "et", ","})
_ARTICLES = frozenset({"le", "la", "l", "les", "the", "au", "a", "du"})
_ANY = re.compile(r"\b(?:aucune?|zero|sans|pas d|pas de|no|without|plus d|plus de)\b")
_HAS_NONE = re.compile(r"\b(?:n|ne) (?:ai|a|avons|ont) plus (?:d|de) ")
_ONE = re.compile(r"\b(?:une?|an?|mon|ma|my|un seul|une seule|only one|just one|a single) (?:@q|enfant|child|kid)\b")
_VAGUE = re.compile(r"(?<!\w)(?:#\d+ (?:ou|or|a|to) #\d+|dizaine|quelques|several|une? ou|one or)\b")


def answers_of(
    event: Event, signs: list[Sign], told: dict[int, bool | None], *, affirmed: bool
) -> tuple[dict[str, AnswerValue], bool]:
    """Give question → answer, and whether something that was asked was spoken of without a clear answer.

    `told`: sign's number → yes or no. `affirmed`: a verb or an answer stands there; without one a yes-no question that
    is only named has none.
    """
    answers: dict[str, AnswerValue] = {}
    unclear = False
    asked = dict.fromkeys(s.value.partition("=")[0] for s in signs if s.word in ("@q", "@m", "@o"))
    for id in asked:
        question = event.question(id)
        if question is None:
            continue
        mine = [(n, s) for n, s in enumerate(signs) if s.word in ("@q", "@m", "@o") and s.value.partition("=")[0] == id]
        value, doubt = _answer(question, signs, mine, told, affirmed)
        if value is not None:
            answers[id] = value
        unclear = unclear or doubt
    return answers, unclear


def _answer(
    question: Question, signs: list[Sign], mine: list[tuple[int, Sign]], told: dict[int, bool | None], affirmed: bool
) -> tuple[AnswerValue | None, bool]:
    if question.type is QuestionType.YES_NO:
        said = {told.get(n) for n, _ in mine}
        if None in said or len(said) > 1:
            return None, True
        answer = said.pop()
        taken = affirmed or answer is False or any(n and signs[n - 1].word in _WITH for n in _begins(signs, mine))
        return (answer, False) if taken else (None, True)
    if question.type is QuestionType.NUMBER:
        return _number(question, signs, [told.get(n) for n, _ in mine])
    if question.type in (QuestionType.CHOICE, QuestionType.MULTI_CHOICE):
        return _options(question, mine, told)
    return None, not all(told.get(n) is False for n, _ in mine)


def _begins(signs: list[Sign], mine: list[tuple[int, Sign]]) -> list[int]:
    """Give where the things begin, their articles with them ("avec le déjeuner")."""
    return [n - 1 if n and signs[n - 1].word in _ARTICLES else n for n, _ in mine]


def _number(question: Question, signs: list[Sign], told: list[bool | None]) -> tuple[AnswerValue | None, bool]:
    text = " ".join(
        f"#{s.value}" if s.word == "@c" or (s.word == "@n" and s.value.isdecimal()) else s.word for s in signs
    )
    text = re.sub(
        r"#\d+(?: (?:,|et|and) #\d+)* ans\b",
        " ",
        re.sub(r"\b(?:rather than|au lieu de|plutot que) (?:#\d|one|une?)", " ", text),
    )
    counts = [int(n) for n in re.findall(r"#(\d+)", text)]
    if _VAGUE.search(text) or None in told or len(set(counts)) > 1:
        return None, True
    if counts:
        return counts[0], False
    if _HAS_NONE.search(text):
        return None, True  # "je n'ai plus d'enfants" says something of its writer, not of the day
    if False in told or _ANY.search(text):
        return 0, False
    counts_self = any(_COUNTS_SELF.search(fold(p)) for p in (question.label, *question.aliases))
    if _ALONE.search(text) and counts_self:
        return 1, False
    if _ONE.search(text):
        return 1, False
    return None, True


def _options(
    question: Question, mine: list[tuple[int, Sign]], told: dict[int, bool | None]
) -> tuple[AnswerValue | None, bool]:
    named = [(s.value.partition("=")[2], told.get(n)) for n, s in mine if s.word == "@o"]
    asked = {stem(w) for p in (question.label, *question.aliases) for w in words(p)}
    nothing = next((c.id for c in question.choices for p in (c.label, *c.aliases) if _is_none(p, asked)), None)
    taken = [option for option, yes in named if yes and option != nothing]
    denied = not named and any(told.get(n) is False for n, _ in mine)
    refused = any(option == nothing for option, _ in named) and not taken
    if (denied or refused) and nothing is not None:
        return (nothing if question.type is QuestionType.CHOICE else (nothing,)), False
    if not taken:
        return None, not (denied or (named and all(yes is False for _, yes in named)))
    if question.type is QuestionType.MULTI_CHOICE:
        order = [c.id for c in question.choices]
        return tuple(sorted(dict.fromkeys(taken), key=order.index)), False
    return (taken[0], False) if len(set(taken)) == 1 else (None, True)


def _is_none(phrase: str, asked: set[str]) -> bool:
    """Say whether an option is that nothing is wanted ("Aucun", "Pas d'hébergement"), not "sans viande"."""
    found = _NONE.match(fold(phrase))
    return found is not None and all(stem(w) in asked for w in fold(phrase)[found.end() :].split())
