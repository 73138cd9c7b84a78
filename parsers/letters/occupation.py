"""What stands beside a name: what one does, and the body that one does it for."""

import re
from dataclasses import replace

from parsers.coupons import fields
from parsers.folding import fold, listed, words
from parsers.letters.affiliation import role_and_body
from parsers.letters.bodies import body_from
from parsers.letters.name_form import CAPITAL, NO_PIECE
from parsers.letters.parting import is_verb
from parsers.letters.people import Mention, begins_as_body, without_article
from parsers.letters.phrase_kinds import Phrase, is_surely, phrase_kind
from parsers.letters.wording import is_organisation, is_role

_PUNCTUATED = re.compile(r"^\s*(?:,|\(|–|—|-(?=\s))\s*")
_PIECE = re.compile(r"[^,;:()!?–—.]+(?:\.(?=\S)[^,;:()!?–—.]*)*")
_STOPS = re.compile(
    r"\s(?:qui|who|et (?=(?:M\b|Mme|Mr|Ms|Mrs|Monsieur|Madame|je|j'))|and (?=(?:Mr|Ms|Mrs|I)\b)|(?:à|a"
    r"|aux?) (?=(?:l['’ ]\s?)?(?:ateliers?|workshops?)\b)"
    r"|pour (?=(?:l['’]|les? )?ateliers?)|va\b|est\b|sont\b|sera\b|seront\b|is\b|will\b|would\b|ne\b)"
)
_PREPOSITION = re.compile(
    r"^(?:de la |du |de l['’]\s?|des |de |d['’]|from the |from |of the |of |at the |at |à la |à l['’]|au |chez )"
)
_ROLE_BEFORE = re.compile(
    r"(?:\b(?:[Nn]otre|[Mm]on|[Mm]a|[Ss]a|[Ss]on|[Ll]eur|[Ll][ea]|[Oo]ur|[Mm]y|[Ii]ts|[Tt]he|[Hh]is|[Hh]er)\s+"
    r"|\b[Ll]['’])"
)
_OPEN_END = re.compile(r"\b(?:de|du|des|d['’]?|of|to|à|au|et|and)$")
_FORMER = re.compile(
    r"^(?:ancienn?e?|former|retired|hon|honorary|assistant|senior|deputy|jeune|simple|futur\w*|une?|an?|the|le|la) "
)
_JOB = 5  # letters of the shortest word that may be a job
_MAX_TRADE = 14  # words, with the body that one works for
_FRENCH_TRADE = re.compile(
    r"^\w{2,}(?:eur|euse|trice|ier|iere|iste|aire|logue|graphe|isan|isane|ienne?|eron|onne|tier|cher|chere|cheur|ecin"
    r"|ante?|ente?|teur|esse|oine|ebiste|ole)$"
)
_ENGLISH_TRADE = re.compile(
    r"^\w{2,}(?:er|or|ist|ian|man|woman|master|mistress|ant|chair|member|head|vicar|clerk|nurse|chef)$"
)
_ALL = frozenset({"tous", "toutes", "tout", "both"})
_NO_TRADE = listed(
    """atelier quartier chantier courrier cahier calendrier heureux heureuse curieux curieuse soucieux premier premiere
    dernier derniere entier entiere disponible present presente content contente absent absente desolee vegetarien
    vegetarienne sante matin bien rien vraiment souvent maintenant avant durant pendant cependant november december
    september october february january after over never ever either neither whether other another under letter number
    member number order dinner minor senior junior reception convention parisien parisienne lyonnais mercier souffrante
    souffrant enchante enchantee exemplaire contraire seulement important importante savant interessant interessante
    chaire affaire habitant habitante riverain riveraine fille fils femme epouse epoux mari veuve veuf mere pere soeur
    frere cousin cousine niece neveu tante oncle daughter wife husband widow widower commentaire formulaire
    questionnaire partenaire fier fiere regulier reguliere particulier singulier
    allemande allemand americaine enceinte galere colere priere lumiere matiere maniere rivier riviere forum decor choir
    tour honor honour minister water center theater corner sister brother quarter winter summer"""
) - listed("member")


def with_beside(text: str, mention: Mention, avoid: frozenset[str]) -> Mention:
    """Give a mention with what stands behind it: a role, a body, both."""
    mention = _with_brackets(text, mention)
    role, body, at = mention.role, mention.organisation, mention.end
    if role is None and body is None:
        for _ in range(2):
            gap = _PUNCTUATED.match(text[at:])
            start = at + (gap.end() if gap else len(text[at:]) - len(text[at:].lstrip()))
            piece = _piece(text, start)
            if not piece or (gap is None and not (piece[:1].islower() and is_role(piece))):
                break
            more, name = beside_name(piece, close=True)
            if gap and "(" in gap[0] and more is None and name is None and role and piece[:1].isupper():
                name = piece  # "…, conseiller ordinal (Ordre des architectes)"
            if (more is None and name is None) or (set(words(piece)) & avoid and more is None) or (more and role):
                break
            role, body = role or more, body or name
            at = start + len(piece)
            at += len(close[0]) if gap and "(" in gap[0] and (close := re.match(r"\s*\)", text[at:])) else 0
    elif role and body is None:
        role, body = role_and_body(role)
    elif body and role is None and (pair := role_and_body(body))[1]:
        role, body = pair
    if body is None:
        lead = re.match(r"\s*,?\s*(?:de la|du|de l['’]|des|de|d['’]|from|of)\s*", text[at:])
        whose = lead is not None and bool(re.search(r"(?:de la|du|de l['’]|des)\s*$", lead[0]))
        span = body_from(text, at + lead.end(), open_name=whose) if lead else None
        span = span if span and (not whose or " " in text[slice(*span)]) else None
        if (
            lead
            and span is None
            and (m := _PROPER.match(text, at + lead.end()))
            and is_surely(m[0], Phrase.ORGANISATION, 0.6)
        ):
            span = m.span()
        if span:
            body, at = text[span[0] : span[1]], span[1]
    role = _POSSESSIVE.sub("", role) if role else None
    return replace(
        mention, role=fields.sentence_case(role) if role else None,
        organisation=without_article(body) if body else None, end=max(at, mention.end),
    )  # fmt: skip


_POSSESSIVE = re.compile(r"^(?:our|my|notre|mon|ma|leur|son|sa)\s+", re.IGNORECASE)
_PROPER = re.compile(rf"{CAPITAL}(?:[ -]{CAPITAL})+")  # "Mrs Doherty of High Peak Radio"
_BRACKETED = re.compile(r"\s*,?\s*\((?P<inside>[^()]{4,200})\)")


def _with_brackets(text: str, mention: Mention) -> Mention:
    """Give a mention with what stands in brackets behind the name or the role: a body, a number, an address."""
    opening = text.find("(", mention.start, mention.end + 2)
    found = _BRACKETED.match(text, opening) if opening >= 0 else None
    if found is None or not re.search(r"\d|@", found["inside"]):
        return mention
    role, body, details = mention.role if mention.end <= opening or mention.role else None, None, dict[str, str]()
    for piece in (p.strip() for p in re.split(r",\s*", found["inside"])):
        address, number = fields.email(piece), fields.phone(piece)
        code, town = fields.postal_city(piece) if re.search(r"\d{4,5}", piece) and not number else (None, None)
        if address or number:
            details |= {"email": address} if address else {}
            details |= {"phone": number} if number else {}
        elif code and town:
            details |= {"postal_code": code, "city": town}
        elif re.match(r"\d{1,4}\s?(?:bis|ter)?,?\s+[^\W\d]", piece):
            details["address"] = piece
        elif "address" in details and "city" not in details and piece[:1].isupper():
            details["city"] = piece
        else:
            does, name = beside_name(piece, close=True)
            role, body = role or does, body or name or (None if does else piece)
    if not details:
        return mention
    return replace(
        mention, role=role, organisation=body, end=max(mention.end, found.end()), details=tuple(details.items())
    )


def _piece(text: str, at: int) -> str:
    found = _PIECE.match(text, at)
    if found is None:
        return ""
    piece = found[0]
    if stop := _STOPS.search(piece):
        piece = piece[: stop.start()]
    return piece.rstrip()


_JOB_AT = re.compile(
    r"^(?P<job>[^\W\d_][\w'’-]*(?:\s[\w'’-]+){0,2}?)\s(?:du|de la|de l['’]|à la|à l['’]|au|des"
    r"|chez)\s?(?P<body>[A-ZÀ-Þ].*)$"
)


def beside_name(piece: str, *, close: bool = False) -> tuple[str | None, str | None]:
    """Give what one does and the body of "bénévole à l'association X", "Lycée Y", "adjointe à la culture"."""
    piece = re.sub(r"^(?:[Nn]otre|[Oo]ur|[Mm]on|[Mm]a|[Mm]y)\s+", "", piece.strip())
    bare = _PREPOSITION.sub("", piece)
    said = words(piece)
    if not said or len(said) > 14 or said[0] in _ALL:
        return None, None
    if close and (job := _job_at(piece)):
        return job
    plain = words(" ".join(w for w in piece.split() if not w[:1].isupper()))  # "du Marais" is no verb
    if any(is_verb(w) and w not in ("mets", "est") for w in plain):
        return None, None
    if begins_as_body(bare, english=False) and not is_role(bare) and not (is_trade(bare) and " " in bare):
        return None, bare
    if said[0] in NO_PIECE and not _PREPOSITION.match(piece):
        return None, None
    lower = piece[:1].islower()
    if (
        is_trade(piece)
        or is_role(piece)
        or is_role(role_and_body(piece)[0])
        or (close and lower and len(said) <= 8 and not any(c.isdigit() for c in piece))
    ):
        if _PREPOSITION.match(piece) and not is_role(piece):
            return None, None
        return _parted(piece.strip())
    if is_organisation(bare) and bare[:1].isupper():
        return None, bare
    return None, None


def _job_at(piece: str) -> tuple[str, str] | None:
    """Give what one does, in a word or three, and the body behind it ("garde du Parc naturel du Pilat")."""
    found = _JOB_AT.match(piece)
    if found is None or not piece[:1].islower() or not begins_as_body(found["body"], english=False):
        return None
    if any(is_verb(w) for w in found["body"].split() if not w[:1].isupper()):
        return None
    job = found["job"]
    return (job, found["body"]) if _may_be_job(job) or phrase_kind(job)[0] is Phrase.ROLE else None


def _may_be_job(job: str) -> bool:
    """Say whether a text before a body is what somebody does there: by its form, or one plain word ("garde")."""
    return is_trade(job) or (job.isalpha() and len(job) >= _JOB and fold(job) not in _NO_TRADE)


def _parted(role: str) -> tuple[str, str | None]:
    return role_and_body(role)


def is_trade(text: str) -> bool:
    """Say whether a text is what somebody does, by the form of its word ("éleveuse", "Keeper of Sound")."""
    said = _FORMER.sub("", fold(text)).split()
    if not said or len(said) > _MAX_TRADE or said[0] in _NO_TRADE:
        return False
    head = next((n for n, w in enumerate(said) if w in ("of", "at", "for", "in")), len(said))
    english = head > 0 and head <= 3 and bool(_ENGLISH_TRADE.match(said[head - 1])) and said[head - 1] not in _NO_TRADE
    formed = bool(_FRENCH_TRADE.match(said[0])) or english
    return is_role(" ".join(said)) or (formed and phrase_kind(text)[0] in (Phrase.ROLE, Phrase.BOTH))


def with_role_before(text: str, mention: Mention) -> Mention:
    """Give a mention with the role that stands before the name ("de notre chargée de mission, Mme X")."""
    if mention.role is not None:
        return mention
    ahead = text[: mention.start]
    for found in reversed(list(_ROLE_BEFORE.finditer(ahead))):
        role = ahead[found.end() :].strip(" ,")
        if (
            role
            and len(role) < 60
            and not re.search(r"[,.;:()]", role)
            and is_role(role)
            and not _OPEN_END.search(role)
        ):
            return replace(mention, start=found.start(), role=fields.sentence_case(role))
    return mention
