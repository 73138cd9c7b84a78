"""A clause's signs → yes or no for each thing that it names, by negations and answers, whatever its verbs are.

The grammar (``parsers.letters.grammar``) knows what a clause says where it knows every word. This reader needs no
verb: an answer stands right before or behind what it answers ("déjeuner oui", "pas de navette"), or one negation
holds for the clause. Where two negations meet nobody can tell without understanding, so nothing is told.
"""

import re
from dataclasses import dataclass

from parsers.folding import listed
from parsers.letters.signs import WORKSHOP_WORDS, Sign

THINGS = frozenset({"@w", "@q", "@m", "@o", "@e", "@x", "@all"})
_NE = listed("ne n")
_SECOND = listed("pas point plus aucun aucune jamais guere nullement ni rien")
_ABLE = re.compile(r"^(?:pourr|peu|saur|puis)")
_ENGLISH = listed(
    "not cannot unable neither never won can don shan couldn isn wouldn doesn aren haven hasn didn needn ll"
)
_LEXICAL = re.compile(
    r"^(?:impossib\w+|empech\w+|absente?s?|absence|indisponib\w+|declin\w+|renonc\w+|skip\w*|miss|missing|manquer\w*"
    r"|excuse\w*|dispens\w+|decline\w*|apologies|desist\w*|annul\w+|cancel\w*|withdraw\w*|abstien\w*|abstiendr\w+"
    r"|prevents?|forbidden|forbids|prive|privent|interdit|eclips\w+|refus\w+|retire[rz]?|enleve[rz]?"
    r"|supprime[rz]?|abandonn\w+|remove|drop|drops|dropped|dropping)$"
)
_SORRY = re.compile(r"^(?:apologies|excuse\w*|absence|regrets?)$")  # beside a refusal they deny nothing more
_BEFORE_NO = listed(
    "pas sans non no not aucun aucune ni without neither nor sauf hormis excepte hors except lieu instead than "
    "rien exception exclusion dehors excluding remplacer remplace replace replacing"
)
_BEFORE_YES = listed("oui ok yes avec with")
_LINKS = (
    listed(
        """pour de d du des au aux a le la l les en un une the for to at on of and et celui celle ceux sur qui
    concerne dans touche touchent porte portant
    traite traitant parle
    @d @t     ce cet cette n numero besoin intitule consacre suivre participer @r airport"""
    )
    | WORKSHOP_WORDS
)
_BEHIND = listed(": sera c est ce , ( = - quant lui elle")
_BESIDE = listed("et and , le la les l au aux & + the du")
_YES = listed("oui yes ok volontiers present presente")
_NO = listed("non no pas aucun ailleurs elsewhere inutile")
_COMES = re.compile(
    r"^(?:particip\w+|assister\w*|assiste|assistons|vien\w*|viendr\w+|venir|venue|presente?s?|presence|inscri\w+"
    r"|rejoin\w+"
    r"|irai|ira|iront|aller|suivrai|suivra|suivre|suivrons|partante?s?|rendrai|rendra|rendre|attend|attending"
    r"|attendance"
    r"|come|coming|join\w*|joindre|regist\w+|there|present|votres|notres)$"
)


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a clause says: `things`, sign's number → True, False or None; `coming` of the event; `denied` as a whole."""

    things: dict[int, bool | None]
    coming: bool | None
    denied: bool | None = False


def polarity(signs: list[Sign]) -> Polarity:
    """Give what a clause says of each thing that it names."""
    said = [sign.word for sign in signs]
    refusing = _negations(said)
    if len(refusing) == 2 and said[refusing[0]] in (*_NE, "not") and re.match("manqu|renonc|miss", said[refusing[1]]):
        refusing = []  # "je ne manquerai pas"
    if len(refusing) > 1:
        refusing = [at for at in refusing if not _SORRY.match(said[at])] or refusing[:1]
    last = max((at for at, word in enumerate(said) if word in THINGS), default=-1)
    if len(refusing) > 1 and last < refusing[1]:
        refusing = refusing[:1]  # what is denied behind the last thing is about something else
    doubled = len(refusing) > 1
    things: dict[int, bool | None] = {}
    for at, word in enumerate(said):
        if word in THINGS:
            local = _local(said, at)
            main = None if doubled else not _is_denied(said, at, refusing)
            things[at] = main if local is None else local
    comes = any(_COMES.match(word) for word in said)
    coming = None if doubled or not (comes or "@e" in said or "@m" in said) else not refusing
    return Polarity(things, coming, None if doubled else bool(refusing))


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
        elif word in ("sans", "without") and following[:1] in (["moi"], ["me"]):
            found.append(at)
        elif word.startswith("laiss") and ("autres" in following or following[:2] == ["de", "cote"]):
            found.append(at)  # "… et laisse le 2 à d'autres"
        elif (word == "no" and following[:1] == ["longer"]) or (word == "passe" and following[:2] == ["mon", "tour"]):
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
    return (
        bool(re.search(r"(?:ai|as|a|e|es|ons|ez|ent|ens|ient|rai|ra|ront|suis|est|eux|eut|ds|ts)$", word))
        and len(word) > 1
    )


def _is_denied(said: list[str], at: int, refusing: list[int]) -> bool:
    """Say whether the one denial of a clause holds for a place: behind it, or where nothing is affirmed."""
    if not refusing:
        return False
    return at > refusing[0] or not any(_COMES.match(word) for word in said[: refusing[0]])


def _local(said: list[str], at: int) -> bool | None:
    """Give the answer right behind or before a thing, or None."""
    behind = _behind(said, at)
    return _ahead(said, at) if behind is None else behind


def _behind(said: list[str], at: int) -> bool | None:
    """Give the answer behind a thing, or behind the others of its kind that it stands with ("le 2 et le 3 oui")."""
    behind = at + 1
    while behind < len(said) and (said[behind] == said[at] or said[behind] in _BESIDE) and said[at] != "@q":
        behind += 1
    while behind > at + 1 and said[behind - 1] in _BEHIND | _BESIDE and behind - at <= 2:
        behind -= 1
    start = behind
    while behind < len(said) and said[behind] in _BEHIND:
        behind += 1
    if behind >= len(said) or behind - start > 3 or said[behind] not in _YES | _NO:
        return None
    after = said[behind + 1] if behind + 1 < len(said) else ""
    if said[behind] == "pas" and after == "besoin":
        return False
    if after in _LINKS - {"et", "and", "@d", "@t"} or after in THINGS:
        return None
    return said[behind] in _YES


def _ahead(said: list[str], at: int) -> bool | None:
    if re.search(r"(?:^| )(?:sans|without)(?: [a-z]+){1,2}$", " ".join(said[max(0, at - 3) : at])):
        return False  # "sans rester déjeuner"
    before = at - 1
    while (
        before >= 0
        and at - before <= 7
        and (said[before] in _LINKS or _is_number_sign(said, before) or _is_seat(said, before))
    ):
        before -= 1
    if before < 0:
        return None
    word, earlier = said[before], said[before - 1] if before else ""
    if (
        word in _BEFORE_NO
        or (word == "plus" and earlier in ("non", "pas"))
        or (word == "que" and earlier == "plutot")
        or (word == "part" and earlier in ("a", "mis"))
        or (word == "place" and earlier == "la" and said[before + 1] in ("de", "d", "du", "des"))
        or (word in ("passe", "passer", "switch", "move") and said[before + 1] in ("de", "d", "from"))
    ):
        return False
    if word in ("oui", "ok", "yes"):
        return True
    if word in ("@w", "@q", "@o") and before + 1 < at and "," not in said[before:at]:
        return _ahead(said, before) if said[before] == said[at] else None
    return None


def _is_seat(said: list[str], at: int) -> bool:
    """Say whether a "place" is one to be had, not "à la place de"."""
    return said[at] in ("place", "places") and at > 0 and said[at - 1] != "la"


def _is_number_sign(said: list[str], at: int) -> bool:
    """Say whether a "no" is that of "n° 3"."""
    return said[at] == "no" and at > 0 and said[at - 1] in WORKSHOP_WORDS | {"le", "au", "du", "les", "aux"}
