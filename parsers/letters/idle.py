"""Names and numbers of a letter that concern nobody's registration: where somebody is that day, hours, distances.

What a letter names has to be claimed by what was read (``parsers.letters.claims``), or to be shown idle here: by what
leads to it and what it is joined to, never by a list of places.
"""

import re

from parsers.folding import fold, listed
from parsers.letters.name_form import CAPITAL
from parsers.letters.signs import Sign
from parsers.letters.wording import has_body_word, has_role_word

_TOWN = rf"(?:(?:Saint|Sainte|St|Le|La|Les|L['’]|New|Mont|Bourg|Great|Little|North|South|East|West)[ -]?)?{CAPITAL}"
_PLACE = re.compile(  # "en Bretagne", "un jury à Dijon ce jour-là", "in Glasgow"
    rf"(?<![\w'’-])(?P<at>à|en|au|aux|vers|jusqu['’]à|in|near|from|at|via)\s+(?P<town>{_TOWN})"
    rf"(?![\w'’-])(?!\s+(?:(?:d[eu]s?|la|le|van|von)\s+)?[A-ZÀ-Þ])"
)
_CROSSED = re.compile(
    rf"\b(?:travers|quitt|visit|cross|leav)\w*\s+(?:la|le|les|the)\s+(?P<town>{_TOWN})(?!\s+[A-ZÀ-Þ])"
)
# Before a place these say whose it is: who lives there, is from there, works there, or who is meant by the name.
_WHOSE = re.compile(
    r"\b(?:habit\w*|vis|vit|vivons|live|lives|based|domicili\w*|install\w*|venant|viens|vient|parle\w*|dire|dis"
    r"|dit|ecri\w+"
    r"|place|pouvoir|procuration|merci|grace|thanks|pens\w*|cede|laisse\w*|laisser|confi\w*|transm\w*|donn\w*|bonjour"
    r"|salut|amities|bises|appel\w*|demand\w*|nomm\w*|called|named|speak|spoke|give|say|hello|regards|merci beaucoup"
    r"|collegues?|amie?s?|friend|colleague|et|and|ou|or|particip\w*|remplac\w*|adress\w*|facture\w*|invoice)$"
)
_HOUR = re.compile(r"(?<!\d)\d{1,2}\s?(?:[hH:]|heures)\s?\d{0,2}(?!\d)")
_AMOUNT = re.compile(r"(?<![\d+])\d{1,3}(?:[  .]\d{3})+(?=\s[a-zà-ÿ]{4,})")  # "4 000 habitants"
_UNITS = listed(
    """pas mots mot heure heures minute minutes seconde secondes jour jours semaine semaines mois ans annee annees fois
    km kilometre kilometres metre metres euros euro pour hours hour minutes days day weeks week months month years year
    habitants ames inhabitants residents eleves pupils adherents licencies salaries employees members membres metres
    miles times steps words lignes pages reunions rendez"""
)
_ROOMS = frozenset({"poste", "bureau", "salle", "ext", "extension"})
_LEAVES_AT = re.compile(  # "my train leaves at six"
    r"\b(?:train|bus|ferry|flight|plane|leave|leaves|collect|starts?|ends?|finish\w*|part|repart\w*|commence\w*)"
    r"(?: \w+){0,4} (?:at|a|by|before|avant)$"
)
_OWNS = re.compile(
    r"\b(?:ai|avons|a|ont|emploie\w*|possed\w*|gere\w*|elev\w+|tien\w*|occupe\w*|anim\w+|compte|have|has|own|owns"
    r"|keep|keeps"
    r"|run|runs|employ|employs|manage|manages|look after)(?: \w+){0,3}$"
)
# What somebody may bring, book or ask for, though he has it.
_ASKED_FOR = re.compile(
    r"^(?:personnes?|places?|couverts?|repas|dejeuners?|diners?|nuits?|chambres?|lits?|participants?|inscri\w*"
    r"|invite\w*"
    r"|accompagn\w*|collegues?|agents?|adultes?|enfants?|amie?s?|autres?|atelier\w*|seances?|choix|coupons?|tables?"
    r"|stands?|billets?|tickets?|vehicules?|voitures?|velos?|noms?|candidats?|elu\w*|people|persons?|seats?|guests?"
    r"|friends?|colleagues?|others?|children|kids?|rooms?|nights?|meals?|workshops?|sessions?|cars?|bikes?|names?"
    r"|of|de"
    r"|d|des|a|et|and|ou|or|or|premier\w*|dernier\w*|first|last|more|en|chacun\w*|each|vegeta\w*|menus?|questions?)$"
)


_TITLE = r"(?:(?:M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?)\s+)?"
_SOMEBODY = rf"{_TITLE}{CAPITAL}(?:\s+(?:(?:d[eu]|la|le|van|von)\s+)?{CAPITAL}){{0,2}}"
# Who sends or gets greetings, who passed the invitation on, who answers with a mail of his own.
_IN_PASSING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<who>{_SOMEBODY})(?:,[^,.;:]{{3,40}},)?\s+(?:vous|te|t['’])\s*(?:salue(?:nt)?|embrasse(?:nt)?"
        rf"|remercie(?:nt)?)\b",
        rf"(?P<who>{_SOMEBODY})\s+(?:says? hello|sends? (?:his|her|their|you))\b",
        rf"\b(?:[Gg]reetings|[Rr]egards|[Ll]ove|[Hh]ello|amiti[ée]s|salutations|bonjour|bises|souvenir"
        rf"|that on)\s+(?:to|à)\s+(?P<who>{_SOMEBODY})",
        rf"\b(?:transmise?|adressée?|envoyée?|relayée?|forwarded|passed on)\s+(?:à moi\s+)?(?:par"
        rf"|by)\s+(?P<who>{_SOMEBODY})(?=\s*(?:[,.;!]|qui vous\b|$))",
        rf"\b(?:[Vv]otre|[Vv]os|[Yy]our)\s+(?:coll[èe]gues?|colleagues?)\s+(?P<who>{_SOMEBODY})",
        rf"^\s*(?:[Mm]erci|[Bb]onjour|[Ss]alut|[Hh]ello|[Tt]hanks|[Tt]hank you|[Cc]oucou|[Cc]h[èe]re?"
        rf"|[Dd]ear)\s+(?:[Cc]h[èe]re?\s+)?(?P<who>{CAPITAL})(?=\s*[,!.]|\s+(?:et|pour|for|and)\b)",
        rf"\b(?:[Mm]on|[Mm]a|[Nn]otre|[Mm]y|[Oo]ur)\s+(?:coll[èe]gue|colleague|voisine?|neighbour|amie?"
        rf"|friend)\s+(?P<who>{_SOMEBODY})\s*,?"
        rf"\s*(?:elle\s*,?|lui\s*,?|qui\s)?\s*(?:vous|te|t['’])\s*(?:a (?:déjà )?(?:écrit|répondu)|(?:écrira"
        rf"|répondra|a répondu))\b",
        rf"\b(?:[Ii]nstall|[ÉEé]tabli|[Ss]itu)[ée]*e?s?\s+(?:place|rue|avenue|boulevard|quai|cours|impasse"
        rf"|allée)\s+(?:d[eu]s?\s+|de\s+la\s+|de\s+l['’])?(?P<who>{CAPITAL}(?:[\s-]{CAPITAL})*)",
        rf"\bfor (?:the|my|our) (?P<who>{CAPITAL}\s+{CAPITAL})\s*[.,!]?\s*$",
    )
)
_DAYS_JOINED = re.compile(  # "24/25 April", "(22-23 May)"
    r"(?<![\d/-])\d{1,2}\s?[/-]\s?\d{1,2}(?=\s+(?i:jan|f[ée]v|feb|mar|a[pv]r|ma[iy]|jui?n|jui?l|ao[uû]|aug|sep"
    r"|oct|nov|d[ée]c))"
)


def idle_stretches(text: str) -> list[tuple[int, int]]:
    """Give where a sentence only names a place, an hour, a size, or somebody in passing: nobody has to be asked."""
    found = [m.span() for m in (*_HOUR.finditer(text), *_AMOUNT.finditer(text))]
    found += [m.span("town") for m in _CROSSED.finditer(text)]
    found += [m.span("who") for pattern in _IN_PASSING for m in pattern.finditer(text)]
    found += [m.span() for m in _DAYS_JOINED.finditer(text)]
    return found + [m.span("town") for m in _PLACE.finditer(text) if _is_where(text[: m.start()])]


def _is_where(ahead: str) -> bool:
    """Say whether a place behind what stands ahead is only where something is, not whose or of whom."""
    before = re.search(r"[\w'’-]+(?=\s*$)", ahead)
    if before is None:
        return True
    word = before[0].rpartition("’")[2].rpartition("'")[2]
    if word[:1].isupper() or has_body_word(word) or has_role_word(word):
        return False
    return not _WHOSE.search(fold(ahead[-40:]))


def is_idle_count(signs: list[Sign], at: int) -> bool:
    """Say whether a number counts what is nobody's registration: weeks, steps, what somebody has at home."""
    after = signs[at + 1].word if at + 1 < len(signs) else ""
    if after in _UNITS or (at and signs[at - 1].word in _ROOMS):
        return True
    if re.match(r"(?:(?:,|et|and|&|@[cw]) )*@[cw] (?:ans|years?)\b", " ".join(s.word for s in signs[at : at + 8])):
        return True  # "(2, 4 et 7 ans)"
    before = " ".join(s.word for s in signs[max(0, at - 7) : at])
    if _LEAVES_AT.search(before) and (not after or not after.isalpha()):
        return True
    if not after.isalpha() or len(after) < 3 or _ASKED_FOR.match(after):
        return False
    return bool(_OWNS.search(" ".join(s.word for s in signs[max(0, at - 5) : at])))
