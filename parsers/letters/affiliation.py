"""What somebody does and for whom, in one phrase → role and body ("DGS, CC Val de Garonne", "Dean at Leeds College").

A comma, a dash or brackets part the two, or a preposition before a name. What follows is a body where it is written as
one: by its first word, by capitals, by what the learned model makes of it (``parsers.letters.phrase_kinds``).
"""

import re

from parsers.folding import fold, words
from parsers.letters.phrase_kinds import Phrase, phrase_kind
from parsers.letters.wording import has_body_word, has_role_word, is_role

_GAP = re.compile(r"\s*(?:,|\s[-–—|/•·]\s|[()])\s*")
_JOINT = re.compile(
    r"\s(?P<at>(?i:du|de l['’]|de la|de|des|d['’]|à la|à l['’]|à|au|aux|chez|pour la|pour le|pour l['’]|pour|of the"
    r"|of|at the|at|for the|for|with|within)(?:(?<=['’])|\s+))(?=\S)"
)
_PLACE_ROLES = re.compile(
    r"\b(?:maire|mairesse|adjointe?|conseillere?|depute|senat\w+|echevin\w*|bourgmestre|mayor|prefet\w*)$"
)
_AT = frozenset({"a", "au", "aux", "chez", "at", "pour", "with", "within"})
_FIELD_ROLES = re.compile(r"\b(?:head|keeper|curator|professor|lecturer|director|manager|holder|officer|chief|team)$")
# Behind these stands what somebody is in charge of, even where bodies are called so ("adjointe aux associations");
_IN_CHARGE = re.compile(r"^(?:(?:\w+ )?maire )?(?:\w+ )?(?:(?<!eur )(?<!ice )(?<!ire )adjointe?s?)$|\bdeleguee?s?$")
# only the bodies that have such people are no fields of work.
_HAS_DEPUTIES = re.compile(
    r"^(?:mairie|ville|commune|region|departement|metropole|communaute|agglo\w*|conseil|council)\b"
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9'&-]{2,}")
_BRANCH = re.compile(
    r"^(?:développement|communication|culture|direction|affaires|ressources|finances|eau|climat|sport|enfance|jeunesse"
    r"|urbanisme|environnement|transition|patrimoine|tourisme|service|services|pôle|ccas|cse|cpas|master"
    r"|département d|grand conseil|council$)",
    re.IGNORECASE,
)


_OWN_BRANCH = re.compile(
    r"(?:CCAS|CIAS|CSE|CPAS|SDIS|CFA|CAUE) (?:de |d['’]|du |des )(?:la |l['’])?[A-ZÀ-Þ]"
)  # has a place


def role_and_body(text: str) -> tuple[str, str | None]:
    """Give the role, and the body or None where no body is told apart."""
    text = text.strip(" ,;")
    return _by_gap(text) or _by_joint(text) or _by_usual_body(text) or (text, None)


_USUAL_BODY = re.compile(
    r"^(?P<role>\S.*?) d(?:u|e la|es|e l['’]|['’])\s*(?P<body>(?:[Cc]onseil|comité|association|collectif|club"
    r"|syndicat|coopérative"
    r"|fondation|fédération|union|amicale)\b.+)$"
)


def _by_usual_body(text: str) -> tuple[str, str] | None:
    """Part a body in small letters: "vice-président du conseil de quartier", not a kind of office alone."""
    found = _USUAL_BODY.match(text)
    return (
        (found["role"], found["body"]) if found and is_role(found["role"]) and len(words(found["body"])) > 1 else None
    )


def _by_gap(text: str) -> tuple[str, str] | None:
    """Part at a comma, a dash or brackets; the body may stand first."""
    for gap in _GAP.finditer(text):
        head, rest = text[: gap.start()], text[gap.end() :].rstrip(" )")
        if not fold(head) or not fold(rest) or re.search(r"^\d|^\w+ \d+$", rest):
            continue
        if _does(head) and _is_body(rest) and not has_role_word(rest):
            return head, rest
        if _is_named(head) and _does(rest) and not has_role_word(head) and "(" not in gap.group():
            return rest, head
    return None


def _by_joint(text: str) -> tuple[str, str] | None:
    """Part at a preposition: before the usual word for a body, else before what is written as a name.

    "à", "chez" and "at" say where somebody works, so they part before "de" does ("agent d'accueil à la Mairie de X").
    """
    joints = [(text[: j.start()], text[j.end() :], fold(j["at"])) for j in _JOINT.finditer(text)]
    joints = [
        joint for joint in joints
        if (_does(joint[0]) or (joint[2].split()[0] in _AT and has_body_word(joint[1].split()[0])))
        and (not has_role_word(joint[1]) or has_body_word(joint[1].split()[0]))
        and not _is_charge(*joint)
    ]  # fmt: skip
    places = [joint for joint in joints if joint[2].split()[0] in _AT]
    for head, body, at in [*places, *(joint for joint in joints if joint not in places)]:
        if (
            has_body_word(body.split()[0])
            and _is_named(body)
            and not (_BRANCH.match(body) and len(_capitals(body)) < 2)
        ):
            return head, body
        if at in _AT and at != "pour" and _is_where(body, at):
            return head, body
        if _is_of(head, body, at):
            return head, body
    return None


def _is_charge(head: str, rest: str, at: str) -> bool:
    """Say whether what follows is what somebody is in charge of ("adjoint aux solidarités de la ville de X")."""
    return (
        at.split()[0] in _AT
        and rest[:1].islower()
        and bool(_IN_CHARGE.search(fold(head)))
        and not (_HAS_DEPUTIES.match(fold(rest)))
    )


def _is_where(body: str, at: str) -> bool:
    """Say whether what stands behind "à", "chez", "at" is a body: a name in capitals, of two words where "à" leads."""
    capitals = _capitals(body)
    enough = 1 if at in ("chez", "at", "at the", "with") else 2
    return body[:1].isupper() and len(capitals) >= enough and not (_BRANCH.match(body) and enough > 1)


# What somebody is of a body as a whole, never of a field of work: "présidente de la Lyre airvaudaise".
_OF_BODIES = re.compile(
    r"^(?:(?:vice|co|ancien\w*|premiere?|honorary|vice) )*(?:presidente?|tresoriere?|secretaire(?: generale?)?"
    r"|membre|benevole"
    r"|adherente?|fondat(?:eur|rice)|gerante?|archiviste|chanteuse|choriste|doyenne?)(?: adjointe?)?$"
)
_MEMBER_OF = re.compile(
    r"^(?:(?:vice|deputy|honorary|founding|board|committee) )*(?:member|chair|treasurer|trustee|founder)$"
)
_OFFICERS = re.compile(r"^(?:governors?|trustees?|board|council|committee|friends$|the )")
_PART_OF_BODY = re.compile(
    r"^(?:section|commission|pole|branche|equipe|antenne|groupe|jury|bureau|cabinet|cellule|comite|conseil"
    r"|delegation|service)\b"
)
_KIND_AND_NAME = re.compile(r"[a-zà-ÿ-]{3,} (?:Les?|La|L['’]|[A-ZÀ-Þ])")  # "chorale Les Troubadours"


def _is_whole(head: str, body: str, at: str) -> bool:
    """Say whether what stands behind "de la" is a body because of what somebody is there."""
    if _MEMBER_OF.match(fold(head)) and at in ("of", "of the") and body[:1].isupper():
        return not _OFFICERS.match(fold(body))
    if not _OF_BODIES.match(fold(head)) or at not in ("du", "de la", "de l", "des") or _PART_OF_BODY.match(fold(body)):
        return False
    if body[:1].isupper():
        return not _BRANCH.match(body) and not _ACRONYM.fullmatch(body) and len(words(body)) > 1
    kind, chance = phrase_kind(body)
    return bool(_KIND_AND_NAME.match(body)) and kind is Phrase.ORGANISATION and chance >= 0.85


def _is_of(head: str, body: str, at: str) -> bool:
    """Say whether what stands behind "de" or "of" is a body, not a town or a field of work ("Keeper of Sound")."""
    if _is_whole(head, body, at):
        return True
    if not body[:1].isupper() or _PLACE_ROLES.search(fold(head)) or _BRANCH.match(body):
        return bool(_OWN_BRANCH.match(body))
    if at.startswith("of"):
        field_of_work = _FIELD_ROLES.search(fold(head)) and not any(map(has_body_word, body.split()))
        return len(_capitals(body)) > 1 and " at " not in body and not field_of_work
    if at == "de" or at == "d":
        return len(_capitals(body)) > 1 and _is_named(body)
    return _is_named(body)


def _capitals(body: str) -> list[str]:
    return [word for word in re.split(r"[\s'’]+", body) if word[:1].isupper()]


def _does(head: str) -> bool:
    """Say whether a text is what somebody does."""
    if fold(head).startswith(("tous ", "toutes ", "both ")):
        return False
    return is_role(head) or phrase_kind(head)[0] is Phrase.ROLE


def _is_body(rest: str) -> bool:
    """Say whether what a comma or a dash parts from a role is a body."""
    kind, chance = phrase_kind(rest)
    if kind in (Phrase.ADDRESS, Phrase.CLOSING, Phrase.ROLE) and chance > 0.6:
        return False
    if not (rest[:1].isupper() or has_body_word(rest.split()[0])):
        return False
    return _is_named(rest) or (kind is Phrase.ORGANISATION and chance >= 0.6)


def _is_named(body: str) -> bool:
    """Say whether a text is written as the name of a body, or begins with the word for one and names it."""
    first = body.split()[0] if body.split() else ""
    capitals = [word for word in re.split(r"[\s'’]+", body) if word[:1].isupper()]
    if has_body_word(first):
        return any(word is not first or len(word) > 3 for word in capitals) and len(words(body)) > 1
    if not first[:1].isupper():
        return False
    kind, chance = phrase_kind(body)
    if _ACRONYM.fullmatch(first) or (len(capitals) > 1 and kind in (Phrase.ORGANISATION, Phrase.BOTH)):
        return True
    return kind is Phrase.ORGANISATION and chance >= 0.5
