"""A clause's signs → yes or no for each thing that it names, by negations and answers, whatever its verbs are.

The grammar (``parsers.grammar``) knows what a clause says where it knows every word. This reader needs no verb: an
answer stands right before or behind what it answers ("déjeuner oui", "pas de navette"), or one negation holds for the
clause. Where two negations meet nobody can tell without understanding, so nothing is told.
"""

import re
from dataclasses import dataclass

from parsers.folding import listed
from parsers.signs import WORKSHOP_WORDS, Sign

THINGS = frozenset({"@w", "@q", "@m", "@o", "@e"})
_NE = listed("ne n")
_SECOND = listed("pas point plus aucun aucune jamais guere nullement ni rien")
_ABLE = re.compile(r"^(?:pourr|peu|saur|puis)")
_ENGLISH = listed(
    "not cannot unable neither never won can don shan couldn isn wouldn doesn aren haven hasn didn needn ll"
)
_LEXICAL = re.compile(
    r"^(?:impossib\w+|empech\w+|absente?s?|absence|indisponib\w+|declin\w+|renonc\w+|skip\w*|miss|missing|manquer\w*"
    r"|excuse\w*|dispens\w+|decline\w*|apologies|desist\w*|annul\w+|cancel\w*|withdraw\w*|passe)$"
)
_BEFORE_NO = listed("pas sans non no not aucun aucune ni without neither nor sauf hormis excepte hors except")
_BEFORE_YES = listed("oui ok yes avec with")
_LINKS = (
    listed(
        """pour de d du des au aux a le la l les en un une the for to at on of and et celui celle ceux sur qui concerne
    @d @t ce cet cette n no numero besoin intitule consacre"""
    )
    | WORKSHOP_WORDS
)
_BEHIND = listed(": sera c est ce , ( = - quant lui elle")
_YES = listed("oui yes ok volontiers present presente")
_NO = listed("non no pas aucun")
_COMES = re.compile(
    r"^(?:particip\w+|assister\w*|assiste|assistons|vien\w*|viendr\w+|venir|venue|presente?s?|presence|inscri\w+|rejoin\w+"
    r"|irai|ira|iront|aller|suivrai|suivra|suivre|suivrons|partante?s?|rendrai|rendra|rendre|attend|attending|attendance"
    r"|come|coming|join\w*|regist\w+|there|present|votres|notres)$"
)


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a clause says: `things`, sign's number → True, False or None; `coming` of the event itself."""

    things: dict[int, bool | None]
    coming: bool | None


def polarity(signs: list[Sign]) -> Polarity:
    """Give what a clause says of each thing that it names."""
    said = [sign.word for sign in signs]
    refusing = _negations(said)
    doubled = len(refusing) > 1
    things: dict[int, bool | None] = {}
    for at, word in enumerate(said):
        if word in THINGS:
            local = _local(said, at)
            main = None if doubled else not _is_denied(said, at, refusing)
            things[at] = main if local is None else local
    comes = any(_COMES.match(word) for word in said)
    coming = None if doubled or not (comes or "@e" in said or "@m" in said) else not refusing
    return Polarity(things, coming)


def _negations(said: list[str]) -> list[int]:
    """Give where the clause as a whole is denied; a "ne … que" only narrows."""
    found: list[int] = []
    at = 0
    while at < len(said):
        word, following = said[at], said[at + 1 : at + 9]
        if word in _NE:
            second = next((n for n, w in enumerate(following) if w in _SECOND or w in ("que", "qu")), None)
            if second is not None and following[second] in _SECOND:
                found.append(at)
                at += second + 1
            elif second is None and following and _ABLE.match(following[0]):
                found.append(at)
        elif word == "pas" and at and _is_verb(said[at - 1]):
            found.append(at - 1)
        elif (
            (word in _ENGLISH and (word[-1] != "n" or following[:1] == ["t"] or word == "cannot"))
            and (word not in ("can", "ll", "won", "don") or following[:1] == ["t"])
        ) or _LEXICAL.match(word):
            found.append(at)
        at += 1
    return found


def _is_verb(word: str) -> bool:
    return bool(re.search(r"(?:ai|as|a|e|es|ons|ez|ent|ens|ient|rai|ra|ront|suis|est)$", word)) and len(word) > 1


def _is_denied(said: list[str], at: int, refusing: list[int]) -> bool:
    """Say whether the one denial of a clause holds for a place: behind it, or where nothing is affirmed."""
    if not refusing:
        return False
    return at > refusing[0] or not any(_COMES.match(word) for word in said[: refusing[0]])


def _local(said: list[str], at: int) -> bool | None:
    """Give the answer right behind or before a thing, or None."""
    behind = at + 1
    while behind < len(said) and said[behind] in _BEHIND:
        behind += 1
    if behind < len(said) and behind - at <= 4 and said[behind] in _YES | _NO:
        after = said[behind + 1] if behind + 1 < len(said) else ""
        if after not in _LINKS - {"et", "and", "@d", "@t"} and after not in THINGS:
            return said[behind] in _YES
    before = at - 1
    while before >= 0 and at - before <= 6 and said[before] in _LINKS:
        before -= 1
    if before >= 0 and said[before] in _BEFORE_NO:
        return False
    if before >= 0 and said[before] in ("oui", "ok", "yes"):
        return True
    if before >= 0 and said[before] in ("@w", "@q", "@o") and before + 1 < at and "," not in said[before:at]:
        return _local(said, before) if said[before] == said[at] else None
    return None
