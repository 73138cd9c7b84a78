"""Who is named in running text, and what stands beside a name: what one does, and the body that one does it for.

``parsers.letters.people`` knows names with a civility. Here a name may also be told by its place ("c'est Patricia
Lehoux qui …"), by who sent the mail, or by having been named before ("Lucette ira à l'atelier 4").
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.coupons import fields
from parsers.folding import fold, listed, words
from parsers.letters.name_form import CAPITAL, NAME, NO_PIECE, is_no_name
from parsers.letters.occupation import beside_name, with_beside, with_role_before
from parsers.letters.people import Mention, people
from parsers.letters.wording import has_body_word, has_role_word, is_organisation, is_role

_LED = re.compile(
    rf"(?:(?P<edge>^\s*(?:[Bb]onjour[^,]{{0,20}},\s*)?|[:;(]\s*|(?<=\w),\s+(?={NAME}\s+(?:(?:à|a|au|aux|at|to|for)\s"
    rf"|(?:et|and)\s+(?:moi|I\b|me\b|myself|{NAME}\s*(?:[.;(]|$)))))|\b(?:[Cc]['’]est|sont|est|et|and|que|that"
    rf"|femme|mari|[eé]pou(?:x|se)"
    r"|fils|fille|fr[èe]re|s(?:œ|oe)ur|m[èe]re|p[èe]re|wife|husband|partner|amie?|friend|voisine?|neighbour"
    r"|cousine?|coll[èe]gue|colleague|[Ii]nscri(?:re|s|t|vez|vons)"
    r"|[Nn]otez|[Mm]ettez|[Rr]egister|envoie|envoyons|send|sending|par|by|(?:pr[ée]sence|participation"
    r"|inscription|venue|nom|place|remplacement|lieu) de|place of|instead of|replac(?:e|es|ing)|remplacer(?:a|ont)?"
    rf"|ni|afraid|moi-m[êe]me,|moi,)\s+|\bqu['’]"
    rf"|\b(?:inscription|pr[ée]sence|participation|venue) d['’])(?P<name>{NAME})"
    r"(?=\s*(?:[,(:;–]|\.?\s*$)|\s(?:à|a|au|aux|et|and|pour|for|to|at|qui|who|ne|n['’]|se|y|will|would|is|are"
    r"|sera|seront"
    r"|[a-zà-ÿ]\w*(?:ra|ront|era|e|it|nt|s)\b))"
)
_BY_ROLE = re.compile(
    rf"(?P<civility>Mme|Madame|M\.|Monsieur)\s+(?:la |le |l['’])(?P<role>[^,.;:()]{{3,50}}),\s+(?P<name>{NAME})"
)
_PLAIN_TITLE = re.compile(  # "mme Martine Rousseau", "le docteur Hubert Lasalle"
    rf"(?<!\w)(?P<civility>mme|mlle|madame|monsieur|mr|ms|mrs|[Dd]octeur|Dr\.?|[Mm]a[îi]tre|[Pp]rofesseure?|Pr\."
    rf"|[Ss](?:œ|oe)ur|[Ff]r[èe]re"
    rf"|Rev\.?|Lady|Sir|Professor|Councillor|Cllr)\s+(?P<name>{NAME})"
)
_OFFICES = listed("service services secretariat mairie direction accueil bureau office team department pole")


def named(text: str, known: Iterable[Mention], sender: str, avoid: frozenset[str]) -> list[Mention]:
    """Give the people whom a sentence names, in its order; `avoid` holds the words of the event's own names.

    `known` are those named before: a first name or a last name alone stands for them.
    """
    found = [
        _without_clause(text, m)
        for m in people(text)
        if not is_no_name(f"{m.name.first or ''} {'' if m.name.first and m.name.civility else m.name.last or ''}")
    ]
    for m in _PLAIN_TITLE.finditer(text):
        name = None if is_no_name(m["name"]) else fields.name(m["name"])
        if name:
            found.append(Mention(replace(name, civility=fields.civility(m["civility"])), m.start(), m.end()))
    found = [m for n, m in enumerate(found) if not _overlaps(m, found[:n])]
    for m in _BY_ROLE.finditer(text):
        if re.search(r"\b(?:[Cc]her|[Cc]h[èe]re|[Dd]ear)\s*$", text[: m.start()]):
            continue
        title = fields.civility(m["civility"])
        name = fields.name(m["name"])
        if name and name.first and is_role(m["role"]):
            found.append(Mention(replace(name, civility=title), m.start(), m.end(), fields.sentence_case(m["role"])))
    for m in _LED.finditer(text):
        add = _bare(text, m.start("name"), m.end("name"), avoid)
        found += [add] if add and not _overlaps(add, found) else []
    spot = _sender_at(text, sender)
    if spot and not _overlaps(spot, found):
        found.append(spot)
    for short in _short(text, [*known, *found]):
        found += [short] if not _overlaps(short, found) else []
    found.sort(key=lambda m: m.start)
    return _sharing(text, [with_role_before(text, with_beside(text, m, avoid)) for m in found])


_PAIRED = re.compile(r"\s*(?:,|et|and|&|,\s*et)\s*(?:de\s+|d['’]|of\s+)?", re.IGNORECASE)


def _sharing(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give those named in one breath the body that stands behind the last ("Mme A et M. B, des Galeries de Loire")."""
    out = _both_are(text, mentions)
    for at in range(len(out) - 2, -1, -1):
        one, other = out[at], out[at + 1]
        bare = one.role is None and one.organisation is None and other.role is None and other.organisation is not None
        if bare and _PAIRED.fullmatch(text[one.end : other.start]):
            out[at] = replace(one, organisation=other.organisation)
    return out


_BOTH_ARE = re.compile(
    r"\s*,?\s*(?:tous|toutes)\s+(?:les\s+)?(?:deux|trois)\s+(?P<what>[a-zà-ÿ][^,;:.()]{4,80}?)\s*(?=[,;.])"
)
_JOINT = re.compile(r"\s(?:à|au|aux|de|du|des|chez|d['’])(?=\W)")
_PLURAL_ENDS = re.compile(r"(?<=[^\Ws])s(?=\s|$)")


def _both_are(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give those named in one breath what they all are ("…, tous deux médecins à l'Hôpital de X")."""
    found = _BOTH_ARE.match(text, mentions[-1].end) if len(mentions) > 1 else None
    if found is None or any(m.role for m in mentions):
        return list(mentions)
    plural = _JOINT.split(found["what"], maxsplit=1)[0]
    role, body = beside_name(_PLURAL_ENDS.sub("", plural) + found["what"][len(plural) :], close=True)
    if role is None and body is None:
        return list(mentions)
    given = fields.sentence_case(role) if role else None
    shared = [replace(m, role=given, organisation=m.organisation or body) for m in mentions]
    return [*shared[:-1], replace(shared[-1], end=found.end())]


def _without_clause(text: str, mention: Mention) -> Mention:
    """Give a mention without a role that is the beginning of a clause ("M. X, dont l'inscription …")."""
    if mention.role is None or fold(mention.role).split()[0] not in NO_PIECE | {"dont", "inscrite", "whose", "having"}:
        return mention
    name = re.match(rf"(?:\w+\.?\s+){{0,1}}{NAME}|\w+\.?\s+{CAPITAL}", text[mention.start :])
    return replace(mention, role=None, organisation=None, end=mention.start + name.end() if name else mention.end)


def _overlaps(one: Mention, others: list[Mention]) -> bool:
    return any(one.start < o.end and o.start < one.end for o in others)


def _bare(text: str, start: int, end: int, avoid: frozenset[str]) -> Mention | None:
    written = text[start:end]
    said = words(written)
    if (
        is_no_name(written)
        or set(said) & avoid
        or is_organisation(written)
        or is_role(written)
        or any(w.isdigit() for w in said)
    ):
        return None
    name = fields.name(written)
    return Mention(name, start, end) if name and name.first else None


def _sender_at(text: str, sender: str) -> Mention | None:
    """Find the sender's own name in a sentence: its words beside each other, in either order."""
    known = [w for w in words(sender) if len(w) > 1]
    if (
        not 2 <= len(known) <= 4
        or "des" in known
        or has_body_word(sender)
        or has_role_word(sender)
        or set(known) & _OFFICES
    ):
        return None
    tokens = list(re.finditer(r"[^\W\d_]+", text))
    size = len(words(re.sub(r"\W", " ", sender)))
    for at in range(len(tokens)):
        run = tokens[at : at + size]
        if len(run) == size and sorted(w for t in run for w in words(t[0])) == sorted(words(sender)):
            name = fields.name(text[run[0].start() : run[-1].end()])
            return Mention(name, run[0].start(), run[-1].end()) if name and name.first else None
    return None


def _short(text: str, known: list[Mention]) -> list[Mention]:
    """Find people named before by their first name alone ("Lucette ira …")."""
    out = []
    for mention in known:
        first = mention.name.first
        if not first or ("-" not in first and len(first) < 3):
            continue
        last = rf"(?:\s+{re.escape(mention.name.last)}(?![\w-]))?" if mention.name.last else ""
        found = re.finditer(rf"(?<![\w-]){re.escape(first)}(?![\w-]){last}(?=\s+\w|\s*[,(:;.«“\"]|\s*$|['’]s\b)", text)
        out += [Mention(mention.name, m.start(), m.end()) for m in found]
    return out
