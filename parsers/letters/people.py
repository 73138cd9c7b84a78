"""Sentence → the people it names, each with what the sentence says beside the name: a role, a body."""

import re
from dataclasses import dataclass, replace

from parsers.coupons import fields
from parsers.folding import fold
from parsers.letters.affiliation import role_and_body
from parsers.letters.wording import has_body_word, has_role_word, is_organisation, is_role

_CIVILITY = r"(?:MM\.|M\.|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle|Ms\.?|Mrs\.?|Miss)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-[\w'’]+)*"
_NAME = (
    rf"(?:(?:d[eu]|des|da|di|la|le|van|von|den|der|d['’](?={_CAPITAL}))\s+)*{_CAPITAL}(?:\s+(?:(?:d[eu]|des|da|di|la"
    rf"|le|van|von|den|der)\s+)*{_CAPITAL}){{0,4}}"
)
_TITLED = re.compile(rf"(?<!\w)(?P<civility>{_CIVILITY})\s+(?P<name>{_NAME})")
_LISTED = re.compile(rf"^\s*(?:[-*•–+]|\d{{1,2}}\s*[.)/-])\s*(?P<name>{_NAME})\s*(?=[,:(–-]|\s-\s|$)")
_VERB = (
    r"(?:participer|assister|viend|suiv|prend|ser|souhait|repr[ée]senter|s'inscri|confirm|ne |n'|will|is|are|would"
    r"|wishes|wants|doit|devrait|pourra|attend)"
)
_SUBJECT = re.compile(rf"(?:^\s*|\b(?:que|that)\s+|\bqu['’])(?P<name>{_NAME})(?=\s*[,(]|\s+{_VERB})")
_SWORN = re.compile(rf"\bsoussign[ée]e?,?\s+(?P<name>{_NAME})")
_ROLE = re.compile(r"^\s*,\s*(?P<role>[^,():;.]{3,90}?)\s*(?=[,(:;.]|$)")
_ROLE_BEFORE = re.compile(
    r"(?:\b(?:[Nn]otre|[Mm]on|[Mm]a|[Ll][ea]|[Oo]ur|[Mm]y|[Tt]he)\s+|\b[Ll]['’])(?P<role>[^,.;:()]{3,60}?)\s*,?\s*$"
)
_OPEN_END = re.compile(r"\b(?:de|du|des|d['’]?|of|to|à|au|et|and)$")
_BRACKETS = re.compile(r"^\s*,?\s*\((?P<inside>[^()]{2,160})\)")
_BODY = re.compile(r"^\s*,\s*(?P<body>[^,():;.]{3,90}?)\s*(?=[,(:;.]|$)")
_REPRESENTS = re.compile(
    r"\b(?:pour|au nom d[eu]|de la part d[eu]|repr[ée]senter\w*|for|on behalf of|representing)\s+(?P<body>(?:l['’]"
    r"|la |le |les |the )?[A-ZÀ-Þ][^,.;:()]*?)"
    r"(?=\s+(?:le \d|lors|[àa] |aux? |en |pour |ce |on |at )|\s*[,.;:()]|\s*$)"
)
_SAYS = re.compile(
    r"\b(?:particip|assist|viend|vient|suiv|prend|sera\b|seront|pourra|ne\b|n'|remplac|inscri|will\b|attend|confirm"
    r"|annul)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:l['’]\s?|la |le |les |the )")


@dataclass(frozen=True, slots=True)
class Mention:
    """One person in a sentence; `start` and `end` cover the name and what was read beside it."""

    name: fields.Name
    start: int
    end: int
    role: str | None = None
    organisation: str | None = None
    details: tuple[tuple[str, str], ...] = ()  # other fields of Attendee that stand in brackets behind the name


_GREETS = frozenset({"bonjour", "bonsoir", "salut", "coucou", "hello", "hi", "dear", "cher", "chere"})


def people(sentence: str) -> list[Mention]:
    """Give the people that a sentence names with a civility, or at the head of an item of a list."""
    found = [_mention(sentence, m, m["civility"]) for m in _TITLED.finditer(sentence)]
    if sworn := _SWORN.search(sentence):
        found.insert(0, _mention(sentence, sworn, ""))
    if not found and (listed := _LISTED.match(sentence) or _SUBJECT.search(sentence)):
        found = [_mention(sentence, listed, "")] if len(listed["name"].split()) > 1 else []
    return [_with_role_before(sentence, m) for m in found if m is not None and fold(m.name.first or "") not in _GREETS]


def _with_role_before(sentence: str, mention: Mention) -> Mention:
    """Give a mention with the role that stands before the name ("notre directrice, Mme X")."""
    before = _ROLE_BEFORE.search(sentence[: mention.start])
    if before is None or mention.role is not None or not is_role(before["role"]) or _OPEN_END.search(before["role"]):
        return mention  # "le secrétaire de Mme X" is somebody else
    return replace(mention, start=before.start(), role=fields.sentence_case(before["role"].strip()))


def body_named(sentence: str) -> str | None:
    """Give the body that a heading states for everybody ("… (Région X) :", "Participants pour l'Association Y :")."""
    inside = re.search(r"\(([^()]{3,120})\)\s*:?\s*$", sentence)
    if inside and is_organisation(inside[1]) and not re.search(r"\d", inside[1]):  # with an address, a person reads it
        return without_article(inside[1])
    named = re.search(
        r"\b(?:pour|de|du|for|from)\s+(?P<body>(?:l['’]|la |le |les |the )?[A-ZÀ-Þ][^:()]{3,100}?)\s*:\s*$", sentence
    )
    return without_article(named["body"]) if named and is_organisation(named["body"]) else None


def body_represented(sentence: str) -> str | None:
    """Give the body that the people of a sentence come for ("… pour la Ville de X", "représentera le Réseau Y")."""
    named = _REPRESENTS.search(sentence)
    return without_article(named["body"]) if named and is_organisation(named["body"]) else None


def represented(sentence: str) -> tuple[int, int] | None:
    """Give where the body stands that the people of a sentence come for, or None."""
    named = _REPRESENTS.search(sentence)
    return named.span("body") if named and is_organisation(named["body"]) else None


def _is_body(text: str) -> bool:
    return (
        is_organisation(text) and not is_role(text) and without_article(text)[:1].isupper() and not _SAYS.search(text)
    )


def without_article(text: str) -> str:
    """Give a name of a body without its leading article ("la Mairie de X" gives "Mairie de X")."""
    text = text.strip()
    bare = _ARTICLE.sub("", text)
    return bare if bare[:1].isupper() else text


_INITIALS = re.compile(r"[A-Z]{2,5}\s+(?:[A-ZÀ-Þ][a-zà-ÿ]|d['’e])")  # "US Brévannes", "MJC de Figeac"


def begins_as_body(text: str, *, english: bool = False) -> bool:
    """Say whether a text is the name of a body, by the word that it begins with (in English: by any)."""
    return is_organisation(text if english else " ".join(text.split()[:1])) or bool(_INITIALS.match(text))


def _mention(sentence: str, found: re.Match[str], civility: str) -> Mention | None:
    name = fields.name(f"{civility} {found['name']}")
    if name is None or has_role_word(found["name"]) or has_body_word(found["name"]):
        return None
    at = found.end()
    role = organisation = None
    if (beside := _ROLE.match(sentence[at:])) and is_role(beside["role"]):
        role, at = beside["role"], at + beside.end()
        if (body := _BODY.match(sentence[at:])) and _is_body(body["body"]):
            organisation, at = body["body"], at + body.end()
    elif (body := _BODY.match(sentence[at:])) and _is_body(body["body"]):
        organisation, at = body["body"], at + body.end()
    if brackets := _BRACKETS.match(sentence[at:]):
        inside, at = brackets["inside"], at + brackets.end()
        first, _, second = inside.partition(",")
        if role is None and is_role(first) and not (is_organisation(first) and first[:1].isupper()):
            role, organisation = first, second.strip() or organisation
        elif organisation is None and not second:
            organisation = inside
    if role and organisation is None:
        role, organisation = role_and_body(role)
    return Mention(
        name, found.start(), at,
        fields.sentence_case(role.strip()) if role else None,
        without_article(organisation) if organisation else None,
    )  # fmt: skip
