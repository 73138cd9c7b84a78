"""Words that mean the same: without endings, without those that mean nothing, a slip of the finger forgiven."""

from rapidfuzz import fuzz

from parsers.folding import listed, words

STOP = listed(
    """a au aux la le les l d de du des un une en et ou the of and to for on in sur pour par atelier ateliers
    workshop workshops session sessions theme thematique thematiques n no numero number nr choix s y puis ainsi que
    aussi egalement plus then ensuite at please merci svp il vous plait celui celle ceux celles uniquement seulement
    only"""
)
NUMBER_OF = listed("nombre nb number combien how many")  # what a label for a number begins with
SAME = 100.0
ALIKE = 86  # of 100: two words of five letters or more that a slip of the finger tells apart

_COURTESY = frozenset({"veuillez"})  # without its ending it is nearly "veille", the eve


def stem(word: str) -> str:
    """Give a folded word without the ending of its plural, or of a verb for the one who is asked ("gérez")."""
    ends = len(word) > 3 and word[-1] in "sxz" and not word.isdecimal() and word not in _COURTESY
    return word[:-1] if ends else word


def content(text: str) -> list[str]:
    """Give the words of a text that say something, without the endings of plurals."""
    return [stem(w) for w in words(text) if w not in STOP]


def alike(a: str, b: str) -> bool:
    """Say whether two words are the same but for a slip of the finger."""
    return a == b or (min(len(a), len(b)) >= 5 and a[0] == b[0] and fuzz.ratio(a, b) >= ALIKE)


def begins(content: list[str], phrase: tuple[str, ...]) -> bool:
    """Say whether words begin with a phrase."""
    return len(content) >= len(phrase) and all(alike(a, b) for a, b in zip(content, phrase, strict=False))


def within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether every word of a part stands in a whole."""
    return all(any(alike(a, b) for b in whole) for a in part)
