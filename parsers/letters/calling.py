"""What people call a thing that a coupon calls at length: the head of its name, a part, quoted words, a letter.

"« Prêter sans papier »" is "Prêter sans papier : ressources numériques, liseuses et droits d'auteur", "le dîner de
gala" is "Dîner de gala du vendredi soir". A part counts only where no other thing of the event could be meant by it.
"""

import re
from collections.abc import Iterable

from parsers.coupons.likeness import alike, stem
from parsers.event import Event, QuestionType
from parsers.folding import fold, listed, words

_SMALL = listed(
    "a au aux le la les l d de du des un une en et the of and to for on in sur pour s an our your votre vos"
)
_SEGMENT = re.compile(r"\s*[,;:?!()«»“”\"/]\s*|\s+[–—-]\s+|\.\s+")
_QUOTED = re.compile(r"«\s*([^«»]{3,160}?)\s*»|“\s*([^“”]{3,160}?)\s*”|\"\s*([^\"]{3,160}?)\s*\"")
NO_HEAD = listed(
    """pas plus non oui aucun aucune sans avec besoin votre vos nombre number number menu nuit jour journee samedi
    dimanche lundi mardi mercredi jeudi vendredi autre autres souhait souhaite souhaitez participation
    presence matin soir midi apres avant atelier choix petit petite grand grande bon bonne premier premiere
    debut will would how what which number stay like need needed space place places other none from with your
    before after monday tuesday wednesday thursday friday saturday sunday name nom seul seule question
    questions remarque remarques personne personnes people person persons yourself garde garderie enfant
    enfants child children nuits night nights besoins needs semaine week weekend matinee journees repas menus
    jours participant participants mode moyen type heure heures date temps form forme format"""
)
ASKING = listed(
    """nombre number of besoin need needed you will would like stay viens vient venir voir prendre participer
    assister demande demander souhait son sa ses apporte utilise je j souhaite souhaitez je suivre rester
    attend attending take part how many votre your vous prend"""
)
_JOINS = frozenset(
    stem(w)
    for w in listed(
        """avec sans dans depuis entre sous vers chez par comme plus moins tout tous at by from into with without about
        ses son sa leur leurs them their how qui que"""
    )
)
_LONG = 5  # letters of a word that may stand for a name alone
_TOLD = 2  # words of a name's head that may stand for it
_LETTER = re.compile(r"(?<![\w'’])[A-H](?![\w'’])")
_KINDS = r"(?:[Aa]teliers?|[Ww]orkshops?|[Ss]essions?|[Tt]h[èe]mes?|[Ss][ée]ances?|choix|choice|lettres?)"
_LEADS = re.compile(
    rf"(?:\b{_KINDS}(?: n[°o])?|\b(?:[Ll]e|[Aa]u|[Dd]u|[Ee]n|[Tt]he|[Ll]es|[Aa]ux|numéro)|\b[Ll]['’]"
    r"|(?<![\w'’])[A-H]\s*(?:,|et|and|puis|then|ensuite|&|\+|/|ou|or|ni|nor|enfin|et enfin|et puis|and then|, puis"
    r"|, then|, et)(?: (?:le|au|du|the|en|d['’]abord)?)?)\s*$"
)
_SMALL_LETTER = re.compile(rf"\b{_KINDS}\s+([b-ce-h])(?![\w'’])")
_GOES_ON = re.compile(
    r"\s*(?:$|[,;.:!?)(+&/–-]|(?:et|and|puis|then|ensuite|ou|or|en|pour|for|ni|est|is|sera|a|m|me|le|qui)\b)"
)


def shorter(text: str) -> set[tuple[str, ...]]:
    """Give the shorter names of a thing, as stems: each part of its name, and the heads of the first."""
    segments = [tuple(stem(w) for w in words(piece) if w not in _SMALL) for piece in _SEGMENT.split(text)]
    segments = [segment for segment in segments if segment]
    first = segments[0] if segments else ()
    found = {part for part in (*segments, *(first[:size] for size in range(_TOLD, len(first)))) if _tells(part)}
    if first and len(first[0]) >= _LONG and first[0] not in NO_HEAD and not first[0].isdecimal():
        found.add(first[:1])
    return found


def _tells(part: tuple[str, ...]) -> bool:
    """Say whether a part of a name says enough to stand for it: two words of weight, and no preposition at its end."""
    heavy = [word for word in part if word not in _JOINS and not word.isdecimal()]
    return len(heavy) >= _TOLD and len("".join(heavy)) > _LONG + _TOLD and part[-1] not in _JOINS


def heads(event: Event) -> list[tuple[tuple[str, ...], str, str]]:
    """Give (stems, sign, value) for the shorter names that only one question or option has."""
    found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for question in event.questions:
        if question.type is QuestionType.TEXT:
            continue
        for name in (question.label, *question.aliases):
            for short in shorter(_SEGMENT.split(_core(name).strip())[0]):
                found.setdefault(short, set()).add(("@q", question.id))
        for choice in question.choices:
            for short in (s for p in (choice.label, *choice.aliases) for s in shorter(p)):
                found.setdefault(short, set()).add(("@o", f"{question.id}={choice.id}"))
    said = _said(event)
    return [
        (short, sign, value)
        for short, things in found.items()
        for sign, value in things
        if len(things) == 1 and not _rivals(short, value, said)
    ]


def _core(name: str) -> str:
    """Give the name of a question without the words that ask ("Viendra voir le rucher" is "le rucher")."""
    said = list(re.finditer(r"[^\W_]+", name))
    start = next((m.start() for m in said if not _asks(fold(m[0]))), len(name))
    return name[start:]


def _asks(word: str) -> bool:
    return word in _SMALL or word in ASKING or bool(re.search(r"(?:ra|rez|ront|rai)$", word))


def workshop_heads(event: Event, names: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, ...], str]]:
    """Give (stems, workshop) for the parts of workshops' names that only one of them has; `names`: (name, workshop)."""
    found: dict[tuple[str, ...], set[str]] = {}
    for name, workshop in names:
        for short in shorter(name):
            found.setdefault(short, set()).add(workshop)
    said = _said(event)
    return [
        (short, next(iter(ids)))
        for short, ids in found.items()
        if len(ids) == 1 and len(short) >= _TOLD and not _rivals(short, next(iter(ids)), said)
    ]


def _said(event: Event) -> dict[str, frozenset[str]]:
    """Give each thing of an event with the stems of all its names; an option's are its own."""
    found = {w.id: {stem(x) for p in (w.label, *w.aliases) for x in words(p)} for w in event.workshops}
    for question in event.questions:
        found[f"?{question.id}"] = {stem(x) for p in (question.label, *question.aliases) for x in words(p)}
        for choice in question.choices:
            found[f"{question.id}={choice.id}"] = {stem(x) for p in (choice.label, *choice.aliases) for x in words(p)}
    found["@e"] = {stem(x) for p in (event.title, *event.match) for x in words(p)}
    return {thing: frozenset(stems) for thing, stems in found.items()}


def _rivals(short: tuple[str, ...], thing: str, said: dict[str, frozenset[str]]) -> list[str]:
    """Give the other things whose names hold all words of a shorter one; a question and its options are no rivals."""
    own = thing.partition("=")[0]
    asked = "=" not in thing
    return [
        other
        for other, stems in said.items()
        if set(short) <= stems and other != thing and other != f"?{own}" and not (asked and other.startswith(f"{own}="))
    ]


def quoted(text: str, workshops: dict[str, frozenset[str]]) -> list[tuple[int, int, str]]:
    """Give where quotation marks hold the name of one workshop or a part of it; `workshops`: id → its words' stems."""
    found = []
    for match in _QUOTED.finditer(text):
        said = [stem(w) for w in words(next(g for g in match.groups() if g)) if w not in _SMALL]
        if not said or max(map(len, said)) < _LONG - 1:
            continue
        meant = [id for id, stems in workshops.items() if all(any(alike(w, s) for s in stems) for w in said)]
        if len(meant) == 1:
            found.append((match.start(), match.end(), meant[0]))
    return found


def lettered(text: str, numbering: dict[str, str]) -> list[tuple[int, int, str]]:
    """Give where a letter stands for a workshop ("l'atelier B", "le E puis le A"), by the letters that they bear."""
    if not any(key.startswith("letter") for key in numbering):
        return []
    found = [(m.start(1), m.end(1), numbering.get(f"letter{m[1]}")) for m in _SMALL_LETTER.finditer(text)]
    found += [
        (m.start(), m.end(), numbering.get(f"letter{m[0].lower()}"))
        for m in _LETTER.finditer(text)
        if _LEADS.search(text[: m.start()]) and (m[0] != "A" or _GOES_ON.match(text, m.end()))
    ]
    return [(start, end, workshop) for start, end, workshop in found if workshop]


_OF_WHAT = re.compile(  # before a thing that is only spoken of: "trois ruches", "un pot de miel", "mes fleurs"
    r"\b(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|plusieurs|quelques|m[ea]s|nos|vos"
    r"|ses|leurs"
    r"|votre|notre|an?|two|three|four|five|ten|some|many|my|our|their|his|her|beaucoup d[e']|pas d[e']|plus d[e']"
    r"|\w+ d(?:e |['’]))\s*(?:petite?s? |belles? |bonne?s? )?$",
    re.IGNORECASE,
)


def is_common(text: str, start: int) -> bool:
    """Say whether a workshop's one-word name is an ordinary word here: small, and counted, owned or a part."""
    ahead = text[:start]
    return (
        text[start : start + 1].islower()
        and bool(_OF_WHAT.search(ahead))
        and not re.search(rf"{_KINDS}\s+\S*\s*$", ahead)
    )
