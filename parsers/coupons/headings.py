"""What a coupon says by itself: headings, dates, advice, rules. None of it is an answer, so none is a doubt."""

import re

from parsers.coupons import fields
from parsers.coupons.choices import Choices, clocked
from parsers.coupons.label_kinds import is_hint
from parsers.coupons.vocabulary import CALENDAR
from parsers.document import Mark
from parsers.folding import fold, listed, words
from parsers.learned import model
from parsers.letters.weight import cover_chance

_RULE = re.compile(r"^[\W_]{3,}$")
_FILL_IN = (
    r"(?:retourner|renvoyer|remplir|completer|cocher|rayer|choisir|indiquer|numeroter|classer|preciser|repondre|inscrire"
    r"|entourer|surligner|barrer|faire parvenir|ne cocher|return|tick|fill|complete|choose|number|rank)"
)
_ADVICE = re.compile(
    rf"\b(?:a (?:retourner|renvoyer|remplir|completer)|cocher|cochez|rayer|rayez|to be returned"
    rf"|(?:merci|priere|prie|thank you|please|veuillez|souhaitons?)(?: de| d)?(?: bien)?(?: vouloir)?"
    rf"(?: nous| le| la| les)* {_FILL_IN}"
    r"|(?:retour|reponse|renvoi|inscription|reply|return)s?(?: \w+){0,4} (?:avant le|au plus tard|by)"
    r"|numeroter|numerotez|classer|classez|inscrivez|tick|facultatif|obligatoire"
    r"|ordre de preference|order of preference|entourer|entourez|surligner|surlignez|choisir|choisissez|maximum"
    r"|une croix|case de votre choix|precisez|indiquez|un seul par|one per slot"
    r"|un (?:choix |atelier |seul atelier )?par (?:creneau|demi journee|horaire|jour)"
    r"|une lettre par case|one letter (?:per|in each) (?:box|square)|lettres capitales|block (?:capitals|letters))\b"
    rf"|^{_FILL_IN}\b"
)
# Whoever speaks of himself advises nobody.
_FIRST_PERSON = re.compile(r"\b(?:je|j|moi|mon|ma|mes|me|m|i|my|we|our|nous (?!(?:le |la |les )?(?:re|faire)))\b")
_OF_ONESELF = re.compile(r"\b(?:je|j|moi|mon|ma|mes|me|m|i|my|pas|non|no|not|oui|yes|sauf|except)\b")
_ANNOUNCES = re.compile(
    r"\b(?:participer\w+|viendr\w+|assister\w+|representer\w+|inscri(?:s|t|vons|vez|vent)|(?:will|to) (?:attend|come)"
    r"|attending|coming)\b"
)
# The least chance of the model, the fewest words that it judges, the least chance that they change nothing.
_PRINTED, _PRINTED_WORDS, _NO_REMARK = 0.9, 4, 0.5
_PRINTED_QUOTED = 0.6
# An instruction in English begins with its verb; somebody who speaks of himself begins with "I".
_IMPERATIVE = re.compile(
    r"(?:^|[–—:(,.;]|\s-)\s*(?:please\s+)?(?:choose|number|rank|tick|pick|select|write|mark|circle|delete|cross|enter"
    r"|indicate|list|put|place|insert|give|use|state|underline|highlight|check)\s+(?:up\s+to|as|the|your|one|two|three"
    r"|them|an?|at|in|no|not|\d)\b"
)
_HEADING_WORDS = listed(
    """votre vos coordonnees participation participant participante participants informations inscription identite
    renseignements programme ateliers atelier s choix choisi choisis repas contact details your personal
    pratique personnelles professionnelles matin apres midi journee morning afternoon creneau session le la les du de d
    l et a au presence mes my workshops workshop registration about you vous moi me logistique logistics pratiques
    organisation hebergement questions reponses reponse answers answer champ rubrique field form coupon bulletin
    fiche section partie part aussi also pour meals catering"""
)
_RESERVED = re.compile(  # "Cadre réservé au trésorier : reçu le …"
    r"(?:cadre|case|partie|espace|zone|encadre|rubrique) (?:est )?(?:reservee?|a ne pas remplir|ne rien inscrire)\b"
    r"|(?:reserve a l|for) (?:administration|organisation|organisateur|office use|official use)|office use\b"
)
_OFFICE = re.compile(  # "Reçu le :      N° d'ordre :", left open for who receives it
    r"(?:recue?|arrivee?|enregistree?|received|traitee?|saisie?) (?:le|on|par|by)\b"
    r"(?: (?:n|no|d|le|la|par|on|by|ordre|dossier|visa|numero|date|reglement|inscription|enregistrement|arrivee"
    r"|initials|number|ref|reference|montant|cheque|accord))*"
)
ROMAN = re.compile(r"^\W*[IVX]{1,4}\s*[.)–-]\s*")  # "III. Pratique"
# "Page 2/3", the number of an item that was left empty; what a star or a number beside a label stands for.
_COUNTED = re.compile(r"^\W*page\s*\d{1,3}(?:\s*(?:/|sur|of|de)\s*\d{1,3})?\W*$|^\s*\d{1,2}\s*[.)]\s*$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\s*(?:\(\d\)|\*+)\s*(?=[^\W\d])")
_SIGNED = re.compile(  # "À Blois, le 3 mars", "Fait à Blois le 3/3/21", "Au Rouget, le 1er octobre"
    r"^\s*(?:[Ff]ait\s+(?:[àÀaA]|au|aux)\s+\S|(?:[àÀaA]|[aA]ux?)\s+[A-ZÀ-Þ]).{1,40}?[\s,]+(?:le|ce)\s.{0,25}$"
    r"|^\s*[Ll]e\s+\d{1,2}(?:er)?\s+\w+\s+\d{4}\W*$|^\W*\d{1,2}\W\d{1,2}\W\d{4}\W*$"
)
_MAX_ADVICE = 16  # words; what is longer and no known hint may say something else as well
# "Renvoi : inscriptions@…", "À retourner avant le 5 mars à …, tél. …": whom the coupon goes to.
_RETURN_TO = re.compile(
    r"^\W*(?:(?:ce|le|this|votre|your) )?(?:(?:coupon|bulletin|fiche|formulaire|reponse|document|form|card|slip) )?"
    r"(?:(?:a|est a|to be|please|merci de|priere de|must be) )*"
    r"(?:(?:soit |either )?(?:par|by|via) (?:courriel|mail|e ?mail|courrier|post)\b|"
    r"(?:(?:pour (?:tout|plus de|d autres) )?renseignements?|enquiries|for (?:more|further) information"
    r"|retourne\w*|retours?|renvo\w+|renvois?|faire parvenir|transmettre|returned|return|send|reply)\b)"
)
_TIME = re.compile(r"h|am|pm|\d{1,2}(?:h\d{0,2})?")  # "Après-midi, 14 h"
_IN_BRACKETS = re.compile(r"\([^()]{1,40}\)")
_HOW_MANY = re.compile(  # "Ateliers de l'après-midi (1 ou 2)"
    r"\((?:(?:\d|une?|deux|trois|one|two|three|ou|or|et|and|to|à|au|plus|maximum|max\.?|minimum|seule?|choix|choice|choices"
    r"|only|up|possibles?)(?:\s+|(?=\))))+\)",
    re.IGNORECASE,
)
_WITH_ADVICE = re.compile(r"^\W*(\w[^():]{2,60})\(([^()]{8,90})\)\W*$")
_DATES = CALENDAR | listed("le de du da la les l d a h des partir from to on at the of 1er et")

_WHOSE = frozenset({"vos", "votre", "mes", "mon", "ma", "nos", "notre", "your", "my", "our", "les", "le", "la"})
_BY = frozenset({"avant", "by", "before"})
_FILLED_IN = re.compile(r"\s{3,}(?:\d{1,4}$|\S+(?: \S+){0,3}\s{3,}\S)")  # "accompagné de   2   personnes"


def is_advice(text: str) -> bool:
    """Say whether a text tells how to fill in the coupon."""
    if len(words(text)) > _MAX_ADVICE:
        return False
    text = _FOOTNOTE.sub("", text)
    advises = _ADVICE.search(fold(text)) or _IMPERATIVE.search(text.casefold())
    return bool(advises) and not _FIRST_PERSON.search(fold(text))


def is_return_address(text: str) -> bool:
    """Say whether a row tells where the coupon is to be sent."""
    folded = fold(text)
    return "@" in text and bool(_RETURN_TO.match(folded)) and not _FIRST_PERSON.search(folded)


def is_signed(text: str) -> bool:
    """Say whether a row tells where and when the coupon was signed ("Fait à Gray   le   6/03/2025")."""
    return bool(_SIGNED.match(text)) and bool(re.search(r"\d", text))


def is_heading(text: str, choices: Choices, *, above: bool = True) -> bool:
    """Say whether a row is a title, a date, a rule, a piece of advice. `above`: something that is asked comes below."""
    if _RULE.match(text) or _COUNTED.match(text) or is_return_address(text) or _RESERVED.match(fold(text)):
        return True
    if _OFFICE.fullmatch(fold(text)):
        return True
    if is_signed(text) or heads_columns(text):
        return True
    said = words(text)
    if CALENDAR & set(said) and all(word in _DATES | _BY or word.isdecimal() for word in said):
        return True  # "(avant le 3 mars / by 3 March)"
    dated = words(_IN_BRACKETS.sub(" ", text))
    if CALENDAR & set(dated) and all(w in _DATES or w.isdecimal() or _TIME.fullmatch(w) for w in dated):
        return not choices.workshops(text).named  # "Friday 23 April, 9.30 am (one only)"
    event = choices.event
    slots = set(words(" ".join(choices.slots)))
    timed = set(words(clocked(text)))
    if timed and timed <= {word for slot in choices.slots for word in words(clocked(slot))}:
        return True  # "14 h 15" above the workshops of that time
    spoken = [word for word in words(_HOW_MANY.sub(" ", ROMAN.sub("", text))) if not _TIME.fullmatch(word)]
    if spoken and all(word in _HEADING_WORDS | slots | CALENDAR for word in spoken):
        return True
    told = choices.workshops(text)
    if _is_head_with_advice(text) and not told.named:
        return True
    chosen = told.named
    named = any(fold(m) in fold(text) for m in (event.title, *event.match, event.venue or event.title)) and not chosen
    ends_open = text.rstrip().endswith(":")
    valued = re.search(r":\s*\S", text)  # what has a value may be an answer, whatever its words resemble
    some = chosen and len(told.ids) < len(event.workshops)  # "Ateliers (par ordre de préférence) : l'eau"
    hinted = (is_advice(text) and not some) or (
        above and is_hint(ROMAN.sub("", text)) and not valued and not chosen and told.clear
    )
    return (named or hinted or ends_open) and not fields.is_instruction(text)


def _is_head_with_advice(text: str) -> bool:
    """Say whether a heading has advice behind it ("VOTRE PROGRAMME (un atelier au plus par demi-journée)")."""
    found = _WITH_ADVICE.match(text)
    return found is not None and all(w in _HEADING_WORDS for w in words(found[1])) and is_hint(found[2])


def is_printed(text: str, choices: Choices, *, quoted: bool = False) -> bool:
    """Say whether a row is a sentence of the letter or the coupon as it was sent: its words hold no answer.

    `quoted`: it stands in the organiser's own letter, where most lines are.
    """
    if len(words(text)) < _PRINTED_WORDS or any(mark in text for mark in Mark) or _OF_ONESELF.search(fold(text)):
        return False
    if (re.search(r":\s*\S", text) and "@" not in text) or _FILLED_IN.search(text.strip()):
        return False  # what has a value may be an answer
    told = choices.workshops(text)
    chosen = told.named and len(told.ids) < len(choices.event.workshops)
    if chosen or _ANNOUNCES.search(fold(text)) or (not quoted and cover_chance(text) < _NO_REMARK):
        return False
    return model("lines").chances(text)["printed"] >= (_PRINTED_QUOTED if quoted else _PRINTED)


def heads_columns(text: str) -> bool:
    """Say whether a row holds the headings of columns, no label and its value ("VOS COORDONNÉES   VOS CHOIX")."""
    pieces = [words(_IN_BRACKETS.sub(" ", piece)) for piece in re.split(r"\s{3,}", text.strip())]
    plain = len(pieces) > 1 and all(len(said) > 1 and all(w in _HEADING_WORDS for w in said) for said in pieces)
    return plain and (all(said[0] in _WHOSE for said in pieces) or len({said[0] for said in pieces}) == 1)


def states_event(text: str, choices: Choices) -> bool:
    """Say whether a row only states the event: its title, its day, its place; or heads what follows."""
    event = choices.event
    known = set(words(" ".join((event.title, *event.match, event.venue or "")))) | _DATES
    return all(w in known or w.isdecimal() for w in words(text)) or all(w in _HEADING_WORDS for w in words(text))
