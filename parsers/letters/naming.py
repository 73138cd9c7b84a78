"""Who is named in running text, and what stands beside a name: what one does, and the body that one does it for.

``parsers.letters.people`` knows names with a civility. Here a name may also be told by its place ("c'est Patricia
Lehoux qui …"), by who sent the mail, or by having been named before ("Lucette ira à l'atelier 4").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parsers.coupons import fields
from parsers.folding import fold, listed, words
from parsers.letters.affiliation import role_and_body
from parsers.letters.parting import is_verb
from parsers.letters.people import Mention, begins_as_body, people, without_article
from parsers.letters.phrase_kinds import Phrase, is_surely, phrase_kind
from parsers.letters.wording import has_body_word, has_role_word, is_organisation, is_role

_CAPITAL = r"(?:(?![CJQ]['’])[A-ZÀ-ÖØ-Þ][\w’']*(?:-[\w’']+)*)"
_PARTICLE = r"(?:d[eu]|des|da|di|la|le|van|von|den|der|el|al|ben|d['’](?=[A-ZÀ-Þ]))"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s*)*{_CAPITAL}){{1,3}}"
_LED = re.compile(
    rf"(?:(?P<edge>^\s*(?:[Bb]onjour[^,]{{0,20}},\s*)?|[:;(]\s*|(?<=\w),\s+(?={_NAME}\s+(?:(?:à|a|au|aux|at|to|for)\s"
    rf"|(?:et|and)\s+(?:moi|I\b|me\b|myself))))|\b(?:[Cc]['’]est|sont|est|et|and|que|that|femme|mari|[eé]pou(?:x|se)"
    r"|fils|fille|fr[èe]re|s(?:œ|oe)ur|m[èe]re|p[èe]re|wife|husband|partner|amie?|friend|voisine?|neighbour|cousine?|coll[èe]gue|colleague|[Ii]nscri(?:re|s|t|vez|vons)"
    r"|[Nn]otez|[Mm]ettez|[Rr]egister|envoie|envoyons|send|sending|par|by|(?:pr[ée]sence|participation"
    r"|inscription|venue|nom) de|ni|afraid|moi-m[êe]me,|moi,)\s+|\bqu['’]"
    rf"|\b(?:inscription|pr[ée]sence|participation|venue) d['’])(?P<name>{_NAME})"
    r"(?=\s*(?:[,(:;–]|\.?\s*$)|\s(?:à|a|au|aux|et|and|pour|for|to|at|qui|who|ne|n['’]|se|y|will|would|is|are|sera|seront"
    r"|[a-zà-ÿ]\w*(?:ra|ront|era|e|it|nt|s)\b))"
)
_BY_ROLE = re.compile(
    rf"(?P<civility>Mme|Madame|M\.|Monsieur)\s+(?:la |le |l['’])(?P<role>[^,.;:()]{{3,50}}),\s+(?P<name>{_NAME})"
)
_PLAIN_TITLE = re.compile(  # "mme Martine Rousseau", "le docteur Hubert Lasalle"
    rf"(?<!\w)(?P<civility>mme|mlle|madame|monsieur|mr|ms|mrs|[Dd]octeur|Dr\.?|[Mm]a[îi]tre|[Pp]rofesseure?|Pr\.|[Ss](?:œ|oe)ur|[Ff]r[èe]re"
    rf"|Rev\.?|Lady|Sir|Professor|Councillor|Cllr)\s+(?P<name>{_NAME})"
)
_TITLE_BEFORE = re.compile(r"(?:M\.|Mr\.?|Mme|Mlle|Monsieur|Madame|Ms\.?|Mrs\.?|Miss|Dr\.?)\s+$")
_PUNCTUATED = re.compile(r"^\s*(?:,|\(|–|—|-(?=\s))\s*")
_PIECE = re.compile(r"[^,;:()!?–—.]+(?:\.(?=\S)[^,;:()!?–—.]*)*")
_STOPS = re.compile(
    r"\s(?:qui|who|et (?=(?:M\b|Mme|Mr|Ms|Mrs|Monsieur|Madame|je|j'))|and (?=(?:Mr|Ms|Mrs|I)\b)|(?:à|a"
    r"|aux?) (?=(?:l['’ ]\s?)?(?:ateliers?|workshops?)\b)"
    r"|pour (?=(?:l['’]|les? )?ateliers?)|va\b|est\b|sont\b|sera\b|seront\b|is\b|will\b|would\b|ne\b)"
)
_NO_PIECE = listed(
    """qui que qu je j il elle nous vous on who i he she we a au aux le la les pour et ou ni mais en dans sur avec sans
    par     ne n y se si car merci atelier ateliers workshop workshops for to at and or but with deja inscrit inscrite
    prevu prevue
    registered pas non oui moi lui ainsi actuellement absent absente malade souffrant souffrante empeche empechee retenu
    retenue both ce c cet cette son sa ses mon ma mes est invite invitee no not please"""
)
_PREPOSITION = re.compile(
    r"^(?:de la |du |de l['’]\s?|des |de |d['’]|from the |from |of the |of |at the |at |à la |à l['’]|au |chez )"
)
_ROLE_BEFORE = re.compile(
    r"(?:\b(?:[Nn]otre|[Mm]on|[Mm]a|[Ss]a|[Ss]on|[Ll]eur|[Ll][ea]|[Oo]ur|[Mm]y|[Ii]ts|[Tt]he|[Hh]is|[Hh]er)\s+|\b[Ll]['’])"
)
_OPEN_END = re.compile(r"\b(?:de|du|des|d['’]?|of|to|à|au|et|and)$")
_FORMER = re.compile(
    r"^(?:ancienn?e?|former|retired|hon|honorary|assistant|senior|deputy|jeune|simple|futur\w*|une?|an?|the|le|la) "
)
_FRENCH_TRADE = re.compile(
    r"^\w{2,}(?:eur|euse|trice|ier|iere|iste|aire|logue|graphe|isan|isane|ienne?|eron|onne|tier|cher|chere|cheur|ecin"
    r"|ante?|ente?|teur|esse|oine|ebiste|ole)$"
)
_ENGLISH_TRADE = re.compile(
    r"^\w{2,}(?:er|or|ist|ian|man|woman|master|mistress|ant|chair|member|head|vicar|clerk|nurse|chef)$"
)
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
_NOT_NAMES = listed(
    """je j nous vous il elle on merci bonjour bonsoir madame monsieur mesdames messieurs cher chere chers bien
    cordialement votre vos notre nos mon ma mes son sa ses le la les un une des ce cette ces tous toutes tout inscrivez
    inscrivons notez mettez veuillez atelier ateliers dear hello good morning afternoon evening hi the my our your we i
    please thank thanks workshop workshops oui non ok pour sur dans avec president presidente directeur directrice
    maire mairie ville suite en par ici voici encore forum congress sir madam enfin hier demain aujourd comme si
    pas et mais ou donc car ni faites lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai
    juin juillet aout septembre octobre novembre decembre january february march april may june july august september
    october november december mr mrs ms mme mlle m dr best kind regards yours amities bises respectueuses
    salutations sentiments coucou salut est"""
)
_OFFICES = listed("service services secretariat mairie direction accueil bureau office team department pole")
_PARTICLES = listed("le la les de du des d l")
_BODY_LINKS = listed("de du des d la le les l a au aux en sur et of the for and s sous pour")
_LEADS_ON = listed("aux au for pour")  # behind a whole name
_INTRODUCED = re.compile(
    r"\b(?:je suis|moi c(?:['’ ]est)?|c(?:['’ ]est)? moi|je m['’]appelle|my name is|i am|i['’]m|ici)\s+"
    rf"(?P<civility>madame|monsieur|mme|m\.|mr|mrs|ms)?\s*(?P<name>(?-i:{_NAME})|(?<=madame )\w+ \w+"
    rf"|(?<=monsieur )\w+ \w+)",
    re.IGNORECASE,
)
_HERE = re.compile(
    rf"^\s*(?:[Hh]i[,!]?\s+|[Hh]ello[,!]?\s+)?(?P<civility>)(?P<name>{_NAME}) (?:here|à l['’]appareil)\b"
)
_AM = re.compile(
    r"\b(?:[Jj]e suis|[Ii] am|[Ii]['’]m|[Jj]e travaille comme)\s+(?:une?\s+|an?\s+|la\s+|le\s+|l['’]"
    r"|the\s+)?(?P<rest>[^,.;:!?()]+)"
)
_HEADED = re.compile(
    r"^\s*(?:(?:[Bb]onjour|[Mm]adame|[Mm]onsieur|[Dd]ear [^,]+"
    r"|Hello)[^,]{0,24},\s*)?"
    r"(?:[Ee]n (?:ma )?qualit[ée] d(?:e |['’])|[Ee]n tant qu(?:e |['’])|[Aa]s (?:the )?)?"
    r"(?P<rest>[^,.;:!?()]{4,80}),\s+(?:[Jj]e\b|[Jj]['’]|I\b)"
)
_SERVES = re.compile(
    r"\b(?:[Jj]e (?:pr[ée]side|dirige|tiens|repr[ée]sente(?:rai)?|g[èe]re|anime|travaille (?:à|au|chez|pour)"
    r"|chante (?:à|au|dans)|viens de|suis (?:de|à|au))"
    r"|[Jj]['’](?:enseigne (?:au|à|en)|anime|interviens (?:au|à))|I (?:sing|work|teach|play|volunteer"
    r"|am)(?: \w+)? (?:with|at|for|in)"
    r"|I (?:represent|chair|run|lead))\s+(?:the |la |le |l['’]|une? )?"
)
_FOR_ALL = re.compile(
    r"(?:\b(?:deux|trois|quatre|cinq|two|three|four|five|[2-9]|personnes?|agente?s?|coll[èe]gues?|membres?|people|us"
    r"|colleagues|candidate?s?|repr[ée]sentante?s?|r[ée]sidente?s?|salari[ée]e?s|associ[ée]e?s|d[ée]l[ée]gu[ée]e?s"
    r"|participante?s?|[ée]lue?s|delegates|representatives|members|serons (?:deux|trois|\d))\s"
    r"(?:de|du|des|d['’]|from|of)\s*"
    r"|\b(?:[Tt]ou(?:s|tes) (?:les )?deux|both)\s(?:de|du|des|d['’]|à|au|from|of|at)\s*"
    r"|(?<![^\s,;:(])(?:[Pp]our|[Aa]u nom d[eu]|[Dd]e la part d[eu]|[Ff]or|[Oo]n behalf of"
    r"|repr[ée]sent(?:era|eront|er|ing|s|e)?)\s+)"
    r"(?:notre |l['’]\s?|la |le |les |the |our )?"
)
_REPORTED = re.compile(r"\b(?:que |qu['’]|that )(?:la |le |l['’]\s?|les |the )?")
_BEHIND_COMMA = re.compile(r",\s+(?:la |le |l['’]\s?|les |the |notre )")
_SENDS = re.compile(
    r"\s+(?:(?:vous (?:remercie \w+|annonce) )?(?:inscri(?:t|ra|vent|vez)|env(?:oie|oient|erra|erront)"
    r"|d[ée]l[èe]gu(?:e|era)|mandate"
    r"|d[ée]signe|souhaite inscrire|(?:sera|est) repr[ée]sent\w+|[ée]tait|propose|annonce)"
    r"|viendra|participera|sera pr[ée]sente?"
    r"|(?:will|would like to) (?:send|be represented|enrol|register)|is (?:sending|represented)|sends|nominates"
    r"|delegates)\b"
)


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a sentence says of the one who writes it."""

    name: fields.Name | None = None
    role: str | None = None
    organisation: str | None = None


def named(text: str, known: Iterable[Mention], sender: str, avoid: frozenset[str]) -> list[Mention]:
    """Give the people whom a sentence names, in its order; `avoid` holds the words of the event's own names.

    `known` are those named before: a first name or a last name alone stands for them.
    """
    found = [
        _without_clause(text, m) for m in people(text) if not _is_no_name(f"{m.name.first or ''} {m.name.last or ''}")
    ]
    for m in _PLAIN_TITLE.finditer(text):
        name = None if _is_no_name(m["name"]) else fields.name(m["name"])
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
    return _sharing(text, [_with_role_before(text, _with_beside(text, m, avoid)) for m in found])


_PAIRED = re.compile(r"\s*(?:,|et|and|&|,\s*et)\s*(?:de\s+|d['’]|of\s+)?", re.IGNORECASE)


def _sharing(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give those named in one breath the body that stands behind the last ("Mme A et M. B, des Galeries de Loire")."""
    out = list(mentions)
    for at in range(len(out) - 2, -1, -1):
        one, other = out[at], out[at + 1]
        bare = one.role is None and one.organisation is None and other.role is None and other.organisation is not None
        if bare and _PAIRED.fullmatch(text[one.end : other.start]):
            out[at] = replace(one, organisation=other.organisation)
    return out


def _without_clause(text: str, mention: Mention) -> Mention:
    """Give a mention without a role that is the beginning of a clause ("M. X, dont l'inscription …")."""
    if mention.role is None or fold(mention.role).split()[0] not in _NO_PIECE | {"dont", "inscrite", "whose", "having"}:
        return mention
    name = re.match(rf"(?:\w+\.?\s+){{0,1}}{_NAME}|\w+\.?\s+{_CAPITAL}", text[mention.start :])
    return replace(mention, role=None, organisation=None, end=mention.start + name.end() if name else mention.end)


def _is_no_name(text: str) -> bool:
    """Say whether a stretch in capitals holds a word that no name is made of; particles are."""
    return bool((set(words(text)) - _PARTICLES) & _NOT_NAMES)


def _overlaps(one: Mention, others: list[Mention]) -> bool:
    return any(one.start < o.end and o.start < one.end for o in others)


def _bare(text: str, start: int, end: int, avoid: frozenset[str]) -> Mention | None:
    written = text[start:end]
    said = words(written)
    if (
        _is_no_name(written)
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
        found = re.finditer(rf"(?<![\w-]){re.escape(first)}(?![\w-]){last}(?=\s+\w|\s*[,(:]|['’]s\b)", text)
        out += [Mention(mention.name, m.start(), m.end()) for m in found]
    return out


def _with_beside(text: str, mention: Mention, avoid: frozenset[str]) -> Mention:
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
_PROPER = re.compile(rf"{_CAPITAL}(?:[ -]{_CAPITAL})+")  # "Mrs Doherty of High Peak Radio"
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
    if not said or len(said) > 14 or any(is_verb(w) and w not in ("mets", "est") for w in said):
        return None, None
    if (
        close
        and piece[:1].islower()
        and (m := _JOB_AT.match(piece))
        and begins_as_body(m["body"], english=False)
        and (is_trade(m["job"]) or phrase_kind(m["job"])[0] is Phrase.ROLE)
    ):
        return m["job"], m["body"]
    if begins_as_body(bare, english=False) and not is_role(bare) and not (is_trade(bare) and " " in bare):
        return None, bare
    if said[0] in _NO_PIECE and not _PREPOSITION.match(piece):
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


def _parted(role: str) -> tuple[str, str | None]:
    return role_and_body(role)


def is_trade(text: str) -> bool:
    """Say whether a text is what somebody does, by the form of its word ("éleveuse", "Keeper of Sound")."""
    said = _FORMER.sub("", fold(text)).split()
    if not said or len(said) > 10 or said[0] in _NO_TRADE:
        return False
    head = next((n for n, w in enumerate(said) if w in ("of", "at", "for", "in")), len(said))
    english = head > 0 and head <= 3 and bool(_ENGLISH_TRADE.match(said[head - 1])) and said[head - 1] not in _NO_TRADE
    formed = bool(_FRENCH_TRADE.match(said[0])) or english
    return is_role(" ".join(said)) or (formed and phrase_kind(text)[0] in (Phrase.ROLE, Phrase.BOTH))


def _with_role_before(text: str, mention: Mention) -> Mention:
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


_AT_DATE = re.compile(rf"{_CAPITAL}(?:[ -]{_CAPITAL})* (?:le|les|du|on) \d")


def body_from(text: str, at: int, *, open_name: bool = False) -> tuple[int, int] | None:
    """Give where the name of a body runs that begins at a place ("mairie de Gevrey"), or None where none begins.

    `open_name`: the context tells that a body stands there; its first word may then be any name in capitals.
    """
    tokens = list(re.finditer(r"[^\W_]+", text[at:]))
    if not tokens or text[at : at + tokens[0].start()].strip(" «\"'"):
        return None
    first = tokens[0][0]
    if not (has_body_word(first) or (open_name and first[:1].isupper() and fold(first) not in _NOT_NAMES)):
        return None
    end, capital, plain, link = at + tokens[0].end(), first[:1].isupper(), 0, ""
    last = tokens[0].end()
    for token in tokens[1:]:
        gap = text[at + last : at + token.start()]
        word = fold(token[0])
        if not re.fullmatch(r"\s*['’-]?\s*&?\s*", gap) or _SENDS.match(text[at + last :]):
            break
        if link == "a" and _AT_DATE.match(text, at + token.start()):
            break  # "la Mairie de Ligny | à Mende le 4 février"
        last = token.end()
        if token[0][:1].isupper() or (token[0].isdigit() and len(token[0]) < 3 and capital):
            if word in _NOT_NAMES and word not in _BODY_LINKS and word not in ("ville", "mairie"):
                break
            end, capital, plain, link = at + token.end(), True, 0, ""
        elif word in _LEADS_ON and len(re.findall(r"(?<!\w)[A-ZÀ-Þ]", text[at:end])) > 1:
            break  # "the Mairie de Ligny | aux Rencontres", "Carers United | for the Study Days"
        elif word in _BODY_LINKS:
            link = word if word in ("de", "du", "des", "d") or not (link and word in _PARTICLES) else link
            continue
        elif (
            link not in ("a", "au", "aux")
            and plain < 3
            and not is_verb(word)
            and word not in _NO_PIECE
            and len(word) > 2
        ):
            plain += 1
            joined = (
                link or (has_body_word(first) and plain == 1) or (plain == 2 and text[end - 1 : end] == word[-1] == "s")
            )
            end = at + token.end() if not capital or joined else end  # "Foyer des jeunes travailleurs"
            link = ""
        else:
            break
    return (at + tokens[0].start(), end) if capital or end > at + tokens[0].end() else None


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
        if told and not _is_no_name(m["name"]) and not has_body_word(m["name"]) and not has_role_word(m["name"]):
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
        beside = _with_beside(text, Mention(name, behind - 1, behind), frozenset())
        role, body = role or beside.role, body or beside.organisation
    return Speaks(name, role, without_article(body) if body else None)


_OF_PEOPLE = re.compile(r"\b[^\W\d_]{4,}s (?:du|de la|des|de l['’]|of the|from the)")  # "trois résidents du Foyer …"


def _is_sender(text: str) -> bool:
    """Say whether the subject of "inscrit" or "is sending" is a body."""
    acronym = re.match(r"[A-Z]{3,}\b", text)
    return is_organisation(text) or bool(acronym) or is_surely(text, Phrase.ORGANISATION, 0.6)


def body_for_all(text: str) -> str | None:
    """Give the body that a sentence states for everybody in it ("La Mairie de X inscrit …", "deux personnes de Y")."""
    head = re.match(
        r"\s*(?:(?:[Bb]onjour|[Mm]adame|[Mm]onsieur|Messieurs|Dear [^,]+)[^,]{0,24},\s*)?(?:[Ll]a |[Ll]e "
        r"|[Ll]['’]\s?|[Ll]es |[Tt]he |[Nn]otre )?",
        text,
    )
    start = head.end() if head else 0
    for begin in (start, *(m.end() for m in (*_REPORTED.finditer(text), *_BEHIND_COMMA.finditer(text)))):
        span = body_from(text, begin, open_name=True)
        if span and _SENDS.match(text[span[1] :]) and _is_sender(text[span[0] : span[1]]):
            return without_article(text[span[0] : span[1]])
    for m in _FOR_ALL.finditer(text):
        open_name = bool(_OF_PEOPLE.search(m[0])) or bool(
            re.search(r"from|nom d|part d|behalf|both|repr.sent(?:er|ing|s)?", m[0])
        )
        span = body_from(text, m.end(), open_name=open_name)
        if span and re.search(r"[A-ZÀ-Þ]", text[span[0] : span[1]]):
            return without_article(text[span[0] : span[1]])
    return None
