"""What a sentence says of the one who writes it: a name, a role, a body."""

import re
from dataclasses import dataclass

from parsers.coupons import fields
from parsers.letters.bodies import body_from
from parsers.letters.name_form import NAME, is_no_name
from parsers.letters.occupation import beside_name, is_trade, with_beside
from parsers.letters.people import Mention, without_article
from parsers.letters.wording import has_body_word, has_role_word, is_organisation

_INTRODUCED = re.compile(
    r"\b(?:je suis|moi c(?:['’ ]est)?|c(?:['’ ]est)? moi|je m['’]appelle|my name is|i am|i['’]m|ici)\s+"
    rf"(?P<civility>madame|monsieur|mme|m\.|mr|mrs|ms)?\s*(?P<name>(?-i:{NAME})|(?<=madame )\w+ \w+"
    rf"|(?<=monsieur )\w+ \w+)",
    re.IGNORECASE,
)
_HERE = re.compile(
    rf"^\s*(?:[Hh]i[,!]?\s+|[Hh]ello[,!]?\s+)?(?P<civility>)(?P<name>{NAME}) (?:here"
    rf"|à l['’]appareil)\b"
)
_AM = re.compile(
    r"\b(?:[Jj]e suis|[Ii] am|[Ii]['’]m|[Jj]e travaille comme)\s+(?:une?\s+|an?\s+|la\s+|le\s+|l['’]"
    r"|the\s+)?(?P<rest>[^,.;:!?()]+)"
)
_HEADED = re.compile(
    r"^\s*(?:(?:[Bb]onjour|[Mm]adame|[Mm]onsieur|[Dd]ear [^,]+"
    r"|Hello)[^,]{0,24},\s*)?"
    r"(?:[Ee]n (?:ma )?qualit[ée] d(?:e |['’])|[Ee]n tant qu(?:e |['’])|[Aa]s (?:the )?)?"
    r"(?P<rest>[^,.;:!?()]{4,80}),\s+(?:c['’]est (?:avec |un |une )?(?:\w+ ){0,3}(?:que |qu['’])?)?"
    r"(?:[Jj]e\b|[Jj]['’]|I\b)"
)
_SERVES = re.compile(
    r"\b(?:[Jj]e (?:pr[ée]side|dirige|tiens|repr[ée]sente(?:rai)?|g[èe]re|anime|travaille (?:à|au|chez|pour)"
    r"|chante (?:à|au|dans)|viens de|suis (?:de|à|au))"
    r"|[Jj]['’](?:enseigne (?:au|à|en)|anime|interviens (?:au|à))|I (?:sing|work|teach|play|volunteer"
    r"|am)(?: \w+)? (?:with|at|for|in)"
    r"|I (?:represent|chair|run|lead))\s+(?:the |la |le |l['’]|une? )?"
)


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a sentence says of the one who writes it."""

    name: fields.Name | None = None
    role: str | None = None
    organisation: str | None = None


_WHERE_I_AM = re.compile(  # "au titre du lycée Kastler où je suis gestionnaire"
    r"\s*,?\s+(?:dont|o[ùu]|where|of which)\s+(?:[Jj]e suis|I am|I['’]m|[Jj]['’]ai [ée]t[ée] [ée]lue?)\s+"
    r"(?:la |le |l['’]|the |an? |une? )?(?P<role>[^\W\d_][\w'’-]*(?:\s[\w'’-]+){0,3}?)(?=\s*[,.;:!]|\s*$)"
)
_BODY_BEGINS = re.compile(
    r"(?:\b(?:pour|au titre|titre|de la part|au nom|membre|for|representing|repr[ée]sente(?:rai)?)\s+)"
    r"(?:de la |du |des |de l['’]|de |d['’]|la |le |les |l['’]|the )?"
)


def _body_before(text: str, end: int) -> tuple[int, int] | None:
    """Give where the body stands that ends at a place, behind "pour", "au titre de"; None where none is told."""
    begins = [m.end() for m in _BODY_BEGINS.finditer(text, 0, end)]
    return (begins[-1], end) if begins and is_organisation(text[begins[-1] : end]) else None


def speaks_of_self(text: str) -> Speaks:
    """Give what a sentence says of its writer: a name, a role, a body."""
    name = None
    behind = 0
    if m := _INTRODUCED.search(text) or _HERE.search(text):
        told = fields.name(f"{m['civility'] or ''} {m['name']}".strip())
        if told and not is_no_name(m["name"]) and not has_body_word(m["name"]) and not has_role_word(m["name"]):
            name, behind = told, m.end()
    role = body = None
    for found in (_AM.search(text), _HEADED.match(text)):
        if found and (name is None or not text[found.start("rest") :].startswith(text[behind - 3 : behind])):
            rest = re.split(
                r"\s(?:(?:et|and) (?:je|j|i|it|ma|my|we|nous|that|serai|will|votre|your)"
                r"|depuis|visiting|qui|avec|with)\b",
                found["rest"],
                maxsplit=1,
                flags=re.IGNORECASE,
            )[0]
            if is_trade(rest) and role is None:
                role, body = beside_name(rest)
    if body is None and (m := _SERVES.search(text)):
        span = body_from(
            text,
            m.end(),
            open_name=bool(re.match(r"I\b", m[0])) or "pr" in m[0] or "enseigne" in m[0] or "tiens" in m[0],
        )
        body = text[span[0] : span[1]] if span else None
    if (m := _WHERE_I_AM.search(text)) and (span := _body_before(text, m.start())) and is_trade(m["role"]):
        role, body = role or m["role"], body or text[span[0] : span[1]]
    if name and behind:
        beside = with_beside(text, Mention(name, behind - 1, behind), frozenset())
        role, body = role or beside.role, body or beside.organisation
    return Speaks(name, role, without_article(body) if body else None)
