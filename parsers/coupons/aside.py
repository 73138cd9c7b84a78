"""An answer with more behind it ("oui, viande", "aucun, je dois repartir à 14 h") → the answer, and what the rest is.

The head answers. The tail answers another question, gives the reason of a no, changes nothing, or is for a person to
read: nothing of it is dropped unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.coupons.choices import Choices, clocked
from parsers.coupons.given import answer, choice, yes_or_no
from parsers.event import Question, QuestionType
from parsers.folding import fold, phrases, words
from parsers.letters.weight import aside_chance, is_harmless, leaves_open
from parsers.reading import AnswerValue

# Where an answer may end: a punctuation mark, a bracket, a stroke with spaces around it.
_BREAK = re.compile(r"\s*(?:,(?!\d{3}(?!\d))|[;:!(]|\.{2,}|…|[.](?=\s))[\s.!]*|\s+(?:[-–—/=]+|=>|->)\s+")
_PIECES = re.compile(r"\s*[,;()/+]\s*|\s+[-–—]+\s+|\s+(?:et|and|&)\s+|\.\s+")
_COUNTED = re.compile(  # "avec 0 accompagnant(s)", "Nombre d'accompagnants 1"
    r"(?:(?:avec|et|dont|with|and)\s+)?(?P<few>\d{1,3})\s+(?P<of>[^\W\d].{2,60})"
    r"|(?P<for>[^\W\d].{2,60}?)\s*:?\s+(?P<many>\d{1,3})"
)
_MAX_BREAKS = 8
_CONCLUDES = re.compile(  # "je ne pourrai pas, donc non"
    r"^(.*\w)\W+(?:donc|alors|so|du coup|ce sera(?: donc)?)\s+(oui|non|yes|no)\W*$", re.IGNORECASE
)
_BEGINS = re.compile(  # "non j'apporte mon sandwich"
    r"^\s*(oui|non|yes|no)\s+"
    r"((?:merci|thanks|thank you|je|j['’]|on|nous|i|i['’]\w+|we|car|désolée?|hélas|mon|ma|nombre|number)\b.*"
    r"|(?:avec|dont|with)\s+\d.*)$",
    re.IGNORECASE,
)
_MAX_REASON = 12  # words
# In what follows a no such a word is no mere reason for it.
_NO_REASON = re.compile(
    r"\b(?:pas|ne|n|ni|mais|sauf|but|not|only|seulement|plutot|rather|oui|yes|non|except\w*|peut etre|maybe|si|if"
    r"|accompagn\w*|avec (?:ma|un|une|deux)|with (?:my|a|two)|mari|femme|epou\w*|wife|husband|collegues?|colleagues?"
    r"|allerg\w*|regime|vegeta\w*|nous|we|en revanche|par contre|however|deux|two)\b|\d"
)
# What adds nothing to an answer has no such word either.
_ADDS = re.compile(
    rf"{_NO_REASON.pattern}|\b(?:avec (?!vous\b|plaisir\b)|with (?!you\b|pleasure\b)|(?:sans|without|plus|more|moins"
    r"|less|dont|incl\w*|selon|depend\w*|ou|or|fauteuil|wheelchair|handicap\w*|enfants?|child\w*|bebe|need\w*|besoin\w*"
    r"|merci de|please|svp|veuillez)\b)"
)
# The least chances that what stands behind an answer changes nothing: of writers that the model had not seen 84 in a
# hundred such remarks pass, and 11 in a hundred of those, written as their twins, that a person should read.
_COMMENT, _ADDING = 0.55, 0.75  # without one of those words, and with one
_SURELY = 0.9  # the same of a remark behind a field in which a word of a workshop stands ("on est six bénévoles")
_REASON = 0.4  # the same of what may be the reason of a no
_KINDS = {
    QuestionType.NUMBER: "number",
    QuestionType.TEXT: "text",
    QuestionType.CHOICE: "option",
    QuestionType.MULTI_CHOICE: "option",
}
_AT = re.compile(r"(?:\s(?:à|vers|at|pour|dès|jusqu'à|until|by)\s*)?$", re.IGNORECASE)  # left of a time at the end
_TIME = re.compile(r"\b\d{1,2}h\d{0,2}\b|\b\d{1,2}\s?[ap]m\b")
# What answers a yes-or-no question in words of its own.
_YES = phrases("volontiers | avec plaisir | bien sur | evidemment | certainement | absolument | bien entendu"
    " | with pleasure | of course | gladly | definitely | certainly | absolutely | sure | present | presente"
    " | d accord | count me in | comptez sur moi | compte sur moi | j en suis | j en serai"
    " | i ll be there")  # fmt: skip
_NO = phrases("aucun | aucune | neant | none | pas besoin | pas necessaire | pas utile | pas la peine | inutile"
    " | sans | no need | not needed | not required | absent | absente | pas de besoin | pas cette fois"
    " | malheureusement non | non merci | no thanks | no thank you | merci non")  # fmt: skip


# What changes a number: another number, a condition, more or less of it.
_RECOUNTS = re.compile(
    r"\b(?:mais|but|ou|or|sauf|except\w*|plus|more|moins|less|pas|ne|n|not|peut etre|si|if|deux|two|trois|three|quatre"
    r"|four|oui|non|yes|no|atelier\w*|workshop\w*)\b|\d"
)
_STRONGLY = frozenset({"tres", "grand", "tout", "fait", "great", "very"})


_NOTE = re.compile(r"^(.*\w.*?)\s*\(([^()]{3,120})\)[\s.!]*$")
_REMARKS = re.compile(
    r"\b(?:je|j|nous|on|c est|it s|moi|lol|ma|mon|mes|my|i|we|pas|not|no|non|svp|please|merci|thanks"
    r"|depuis|since|mais|but|comme|as|appeler|call|desormais|now|toujours|still|enfin|sauf|except|et non|anciennement"
    r"|formerly|ex|bientot|soon|nouvelle?|new)\b"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands behind an answer: the answers of other questions, and whether all of it is understood."""

    others: tuple[tuple[Question, AnswerValue], ...] = ()
    understood: bool = True


def heads(value: str) -> Iterator[tuple[str, str]]:
    """Give the ways to part a value into an answer and what was added, the shortest answer first."""
    if concluded := _CONCLUDES.match(value):
        yield concluded[2], concluded[1]
    if begun := _BEGINS.match(value):
        yield begun[1], begun[2]
    for number, found in enumerate(_BREAK.finditer(value)):
        if number >= _MAX_BREAKS:
            return
        head, tail = value[: found.start()], value[found.end() :].strip(" )")
        if fold(head) and fold(tail):
            yield head, tail


def noted(value: str) -> tuple[str, str] | None:
    """Give the value and what its writer remarks in brackets behind it ("Historical Society (not the Civic one!)").

    None where nothing is remarked: brackets also hold a part of a name ("Mairie de Château-Chinon (Ville)").
    """
    found = _NOTE.match(value)
    return (found[1], found[2]) if found and ("!" in found[2] or _REMARKS.search(fold(found[2]))) else None


def said(value: str) -> bool | None:
    """Give the yes or no that a value states as a whole, also in other words ("avec plaisir", "pas besoin")."""
    told = yes_or_no(value)
    return in_other_words(value) if told is None else told


def in_other_words(value: str) -> bool | None:
    """Give what a value answers that is neither a yes nor a no, and nothing else ("avec grand plaisir", "inutile")."""
    folded = " ".join(word for word in words(value) if word not in _STRONGLY)
    return True if folded in _YES else False if folded in _NO else None


def head_of(question: Question, value: str) -> tuple[AnswerValue, str] | None:
    """Give the answer that a value begins with, and what follows it; None where no head of it answers."""
    parted = list(heads(value))
    if question.type is QuestionType.MULTI_CHOICE:
        parted.reverse()  # there commas part the answers themselves
    for head, tail in parted:
        given = said(head) if question.type is QuestionType.YES_NO else answer(question, head)
        if given is not None and len(words(head)) <= _MAX_REASON:
            return given, tail
    return None


def explains_number(tail: str) -> bool:
    """Say whether what follows a number only tells what it counts, or why ("1 (mon épouse)")."""
    least = _ADDING if _RECOUNTS.search(fold(tail)) else _COMMENT
    return not leaves_open(tail) and len(words(tail)) <= _MAX_REASON and aside_chance("number", tail) >= least


def states_workshops(text: str, choices: Choices) -> bool:
    """Say whether a text names workshops, by name or number; a time of the day is no number."""
    return bool(choices.workshops(_TIME.sub(" ", clocked(text))).ids)


def weighed(
    tail: str, choices: Choices, asked: Question | None = None, *, no: bool = False, of: str = "workshop"
) -> Aside:
    """Give what follows an answer to `asked`; `no`: the answer was a no.

    `of`: what the answer is where nothing is asked: a workshop, or a field (``parsers.letters.weight.aside_chance``).
    """
    if asked is not None and asked.choices and _names_choice(asked, tail):
        return Aside(understood=False)  # "poisson, ou viande si possible"
    others, left = _other_answers(tail, choices, asked)
    if no and others:
        return Aside(understood=False)  # "non, viande"
    kind = "no" if no else _KINDS.get(asked.type, "yes") if asked is not None else of
    return Aside(tuple(others), not fold(left) or _changes_nothing(left, choices, asked, kind))


def _changes_nothing(tail: str, choices: Choices, asked: Question | None, kind: str) -> bool:
    """Say whether what follows an answer only adds a courtesy, or a reason for a no."""
    of_choice = asked is not None or kind in ("workshop", "no")
    if in_other_words(tail) is (kind != "no"):
        return True  # "non, pas besoin"
    plain = _TIME.sub(" ", clocked(tail))
    names = choices.workshops(plain).named or choices.question(tail) not in (None, asked)
    if names and (of_choice or aside_chance(kind, tail) < _SURELY):
        return False
    if leaves_open(tail) or len(words(tail)) > _MAX_REASON:
        return is_harmless(tail)
    if kind == "no" and not _NO_REASON.search(fold(plain)):
        return aside_chance(kind, _AT.sub("", plain)) >= _REASON
    return aside_chance(kind, tail) >= (_ADDING if _ADDS.search(fold(plain)) else _COMMENT)


def _names_choice(question: Question, text: str) -> bool:
    return (
        any(choice(question, piece) is not None for piece in _PIECES.split(text)) or choice(question, text) is not None
    )


def _other_answers(
    tail: str, choices: Choices, asked: Question | None
) -> tuple[list[tuple[Question, AnswerValue]], str]:
    """Give the answers that pieces of a tail are to other questions ("viande", "menu viande"), and what is left."""
    found: list[tuple[Question, AnswerValue]] = []
    left = []
    for piece in _PIECES.split(tail):
        meant = _other_answer(piece, choices, asked)
        if meant is None:
            left.append(piece)
        elif meant not in found:
            found.append(meant)
    once = {question.id for question, _ in found}
    if len(once) < len(found) or (found and any(fold(piece) for piece in left) and not is_harmless(" ".join(left))):
        return [], tail
    return found, ", ".join(piece for piece in left if fold(piece))


def _other_answer(piece: str, choices: Choices, asked: Question | None) -> tuple[Question, AnswerValue] | None:
    """Give the one question that a piece answers: by one of its choices, or by a number beside its name."""
    meant: list[tuple[Question, AnswerValue]] = []
    counted = _COUNTED.fullmatch(piece.strip())
    named = choices.question(counted["of"] or counted["for"] or "") if counted else None
    if counted and named is not None and named.type is QuestionType.NUMBER and named is not asked:
        return named, int(counted["few"] or counted["many"])
    for question in choices.event.questions:
        if not question.choices or question is asked:
            continue
        picked = choice(question, _without_name(piece, question))
        if picked is not None:
            meant.append((question, (picked,) if question.type is QuestionType.MULTI_CHOICE else picked))
    return meant[0] if len(meant) == 1 else None


def _without_name(piece: str, question: Question) -> str:
    """Give a piece without the question's name before it ("menu viande")."""
    said = words(piece)
    for phrase in sorted((words(p) for p in (question.label, *question.aliases)), key=len, reverse=True):
        if phrase and said[: len(phrase)] == phrase and len(said) > len(phrase):
            return " ".join(said[len(phrase) :])
    return piece
