"""A sentence's signs → who comes in whose place."""

import re
from dataclasses import dataclass

from parsers.letters.people import Mention
from parsers.letters.signs import Sign

_PASSIVE = re.compile(r"\b(?:remplacee?s?|replaced|substituted|representee?s?|suppleee?s?) (?:par|by)\b")
_ACTIVE = re.compile(r"\b(?:remplace|remplacera|replaces|will replace|will be replacing)\b")
_INSTEAD = re.compile(
    r"\b(?:en remplacement (?:de|d)|(?:pour )?remplacer|en lieu et place (?:de|d)|a la place (?:de|d)|replacing"
    r"|instead of|in place of|in the place of|au lieu (?:de|d))(?= @p)"
)
_KNOWN = re.compile(
    r"(?<!\S)(?:@p|@e|@m|@d|,|deja|precedemment|initialement|prevue?|inscrite?s?|registered|already|est|etant|sera|is"
    r"|will|be|empechee?s?|souffrante?|malade"
    r"|en conge(?:s)?(?: maladie| maternite)?|absente?s?|indisponible|retenue?|ne (?:pourra|peut) (?:pas )?(?:venir"
    r"|participer|assister|etre presente?)|unable to attend|et|and|elle|il|he|she|qui|who|a|au|aux|le|la|l|du|de"
    r"|the|to|for|pour|(?:je vous informe|merci de noter|je vous prie de noter|veuillez noter) (?:que|qu)|who was"
    r"|qui etait|finalement)(?= |$)"
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who comes (indices of mentions), the signs without the one who does not, and whether all of it was understood."""

    coming: tuple[int, ...]
    rest: list[Sign]
    clear: bool


def replacement(signs: list[Sign], mentions: list[Mention]) -> Replacement | None:
    """Give who replaces whom, or None where nobody is replaced."""
    told = " ".join(s.word for s in signs)
    if (found := _PASSIVE.search(told)) and not _only_represented(found, told):
        return _after(signs, told, found)
    if found := _INSTEAD.search(told):
        return _without(signs, told, found)
    found = _ACTIVE.search(told)
    if found and len(mentions) == 2:
        return _without(signs, told, found)
    return None


def _only_represented(found: re.Match[str], told: str) -> bool:
    """Say whether a body is represented by those whom a list below names: nobody stays away, nobody stands behind."""
    return found[0].startswith("represent") and "@p" not in told


def _after(signs: list[Sign], told: str, found: re.Match[str]) -> Replacement:
    """ "@p sera remplacé par @p, qui …": what stands before is about the one who stays away."""
    count = len(told[: found.end()].split())
    rest = signs[count:]
    coming = tuple(int(s.value) for s in rest if s.word == "@p")
    clear = not _KNOWN.sub("", told[: found.start()]).strip() and len(coming) <= 1
    return Replacement(coming, rest, clear)


def _without(signs: list[Sign], told: str, found: re.Match[str]) -> Replacement:
    """ "@p … en remplacement de @p, déjà inscrit": the one behind the words stays away."""
    first = len(told[: found.start()].split())
    last = len(told[: found.end()].split())
    while last < len(signs) and signs[last].word != "@p":
        last += 1
    end = last + 1
    while end < len(signs) and signs[end].word in (
        ",",
        "deja",
        "precedemment",
        "initialement",
        "inscrit",
        "inscrite",
        "prevu",
        "prevue",
        "registered",
        "previously",
        "already",
    ):
        end += 1
    rest = signs[:first] + signs[end:]
    coming = tuple(int(s.value) for s in rest if s.word == "@p")
    clear = last < len(signs) and len(coming) == 1
    return Replacement(coming, rest, clear)
