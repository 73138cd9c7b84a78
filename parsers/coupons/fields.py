"""Values as written → values in form: names as a badge shows them, E.164 numbers, addresses, civilities."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from parsers.folding import fold, listed, words

_PAIRS = re.compile(r"[^0(]|0\d(?:[ .-]\d\d){3}")  # as the French write theirs
_IN_TWOS = re.compile(r"\W*0\d(?:[ .-]?\d\d){4}\W*$")  # the whole of one
_NEIGHBOUR = "GB"
_AS_THERE = re.compile(r"^\W*0\d{4} (?:\d{6}|\d{3} \d{3})\W*$")  # nobody in France parts ten digits so
COUNTRY = "FR"  # for numbers written without a prefix, where the event tells no other
_MAX_VALUE = 200  # characters; no field of a coupon is longer

_MEN = frozenset({"m", "mr", "monsieur", "mister", "sir"})
_WOMEN = frozenset({"mme", "madame", "mlle", "mademoiselle", "ms", "mrs", "miss", "mmes"})
OTHER_TITLES = listed("dr docteur doctor pr prof professeur professor cllr councillor rev revd reverend")
# Particles in lower case inside a name; those in the second set keep their capital at its beginning.
_LOWER = frozenset({"de", "des", "von", "van", "der", "den", "y", "zu", "zur", "dos", "und", "et", "of", "en", "sur"})
_LOWER_IN_PLACES = frozenset({*_LOWER, "la", "le", "les", "lès", "du", "sous", "aux", "au"})
PARTICLES = frozenset(
    {*_LOWER, "le", "la", "du", "da", "di", "del", "della", "el", "al", "ben", "bel", "mac", "mc", "san"}
)
_CIVILITY_BEHIND = re.compile(r"^(.*\S)\s*[(,]\s*([^\W\d_]{1,12}\.?)\s*\)?$")  # "Tanguy Agnès (Mme)"
_PIECE = re.compile(r"[^\s'’-]+|[\s'’-]+")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_POSTAL_CITY = re.compile(r"^(?:[A-Z]{1,2}[- ])?(\d{2} ?\d{3}|\d{4})\b[\s,–—/-]*(.*)$")
# British, Irish, Canadian and Dutch codes hold letters.
_LETTERED = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[\dW] [A-Z\d]{4}|[A-Z]\d[A-Z] \d[A-Z]\d"
    r"|\d{4} (?!L[AE]|DE|DU|ES|EN|ST|AU)[A-Z]{2})\b"
)
_TOWN_AT_END = re.compile(
    rf"^(.*?)(?:[,;]\s*|\s+[–-]\s+|\s+)((?:[A-Z]{{1,2}}-)?(?:\d{{2}} ?\d{{3}}|{_LETTERED})[\s,–-]+[^\W\d][^,;\d]*)$"
)
# "…, 4020 Liège", "…, Hereford HR4 9HX": a shorter code, and one behind its town, need a comma before them
_TOWN_BEHIND_COMMA = re.compile(rf"^(.*\S)\s*[,;]\s*(\d{{4}}\s+[A-ZÀ-ÖØ-Þ][^,;\d]*|[^\W\d][^,;\d]*?,?\s+{_LETTERED})$")
_QUOTED = re.compile(r"^(?:«\s*([^«»]*?)\s*»|[\"“]([^\"“”]*)[\"”]|\[([^\[\]]*)\])$")
_LEADERS = re.compile(
    r"\.{3,}|…+|_{2,}|(?:\s\.){3,}|(?:\. ){3,}|(?:(?:^|\s)\.(?=\s|$)){2,}|-{4,}|^\s*\.{2,}|\.{2,}\s*$"
)
_SUSPICIOUS = re.compile(
    r"[<>{}\\`|]|\$\(|%\w+%|\bhttps?:|\bwww\.|javascript:|\bdata:|&#|&\w+;|[\x00-\x08\x0b-\x1f\x7f]|--\s"
    r"|;\s*\w+\s*\(|['\"]\s*(?:or|and)\b\s*['\"\d]"
    r"|\N{LEFT-TO-RIGHT OVERRIDE}|\N{RIGHT-TO-LEFT OVERRIDE}",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"^\s*(?:[=@]|[+-]\s*[A-Za-z(=])|=\s*\w+\(")
_INSTRUCTION = re.compile(
    r"\b(?:ignore|ignorez|disregard|forget|oubliez|oublie|override)\b.{0,40}\b(?:instructions?|prompts?|rules?"
    r"|regles|consignes|previous|precedentes?)\b"
    r"|\b(?:system|assistant|user) (?:prompt|message)\b|\byou are (?:now )?an? (?:ai|assistant|language model)\b"
    r"|\b(?:tu es|vous etes) une? (?:ia|assistant|modele)\b|\bregister \d{2,} people\b"
    r"|\binscri\w+ \d{3,} personnes\b|\b(?:drop|delete|insert|update) (?:table|from|into)\b"
    r"|\b(?:systeme|programme|logiciel|robot|automate|ia|system|program|software|bot|parser|ai)\b (?:\S+ ){0,3}"
    r"(?:qui|that|which) (?:\S+ )?(?:trait|lit|lis|analys|process|read|pars|handl)"
    r"|\b(?:sans|without) (?:\S+ ){0,2}(?:human|manual|(?:controle|validation|verification) (?:humaine?|manuelle?))\b"
    r"|\b(?:consignes|instructions|regles) (?:precedentes?|anterieures?|ci dessus)\b|\b(?:previous|prior|earlier|above)"
    r" (?:instructions?|rules|prompts?)\b|^(?:system|systeme|assistant|robot|ia|ai)\b(?= (?:this|note|please|accept"
    r"|valid|ignor|regist|inscri|set|mark|treat|traite|consider|approuv|approv|you|tu|vous))"
    r"|\b(?:accept|approv|valid|regist|enregistr|inscri)\w* (?:\S+ ){0,4}(?:sans|without) (?:any |further |aucune? "
    r"|autre )?(?:review|check|checks|checking|controle|verification|relecture|validation|looking)\b"
    r"|\bas an? (?:ai|language model)\b|\bmark (?:this|it) as accepted\b|\bset confidence\b|\bconfidence (?:to|=) ?1\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in form; `sure` is False where first and last name could not be told apart for certain."""

    first: str | None
    last: str | None
    civility: str | None = None
    sure: bool = True


def cleaned(text: str) -> str:
    """Give a value without dotted leaders, underscores and the punctuation around it."""
    text = _LEADERS.sub(" ", text)
    text = " ".join(text.split())
    if quoted := _QUOTED.match(text):
        text = next(side for side in quoted.groups() if side is not None)
    return text.strip(" \t:;,_|*•–—").rstrip("-").strip() if text.strip(".… -_") else ""


def is_suspicious(text: str) -> bool:
    """Say whether a value looks like markup, a formula, a template or a command instead of what people write."""
    return len(text) > _MAX_VALUE or bool(_SUSPICIOUS.search(text) or _FORMULA.search(text) or is_instruction(text))


def is_instruction(text: str) -> bool:
    """Say whether a text addresses the program that reads it."""
    return bool(_INSTRUCTION.search(fold(text)))


def civility(text: str) -> str | None:
    """Give "M." or "Mme", or None where the text is neither or both."""
    found = words(text)
    man, woman = any(w in _MEN for w in found), any(w in _WOMEN for w in found)
    return None if man == woman else "M." if man else "Mme"


def without_civility(text: str) -> tuple[str | None, str]:
    """Give the civility that a name begins with, and the rest."""
    first, _, rest = text.strip().partition(" ")
    if fold(first) in _MEN | _WOMEN and rest.strip():
        return civility(first), rest.strip()
    if fold(first) in OTHER_TITLES and rest.strip():
        return None, rest.strip()  # neither M. nor Mme, and no part of a name
    return None, text.strip()


def badge(text: str) -> str:
    """Give a name in the case that a badge shows: ``LE GOFF`` → ``Le Goff``; what has both cases already stays."""
    text = " ".join(text.split())
    if not (text.isupper() or text.islower()):
        return " ".join(badge(w) if w.isupper() and len(w) > 1 else w for w in text.split()) if " " in text else text
    pieces = _PIECE.findall(text.lower())
    out = []
    for number, piece in enumerate(pieces):
        after = pieces[number + 1] if number + 1 < len(pieces) else ""
        before = pieces[number - 1] if number else ""
        lower = piece in _LOWER and after.isspace() and (number or piece in ("de", "des"))
        joint = piece in _LOWER_IN_PLACES and before == after == "-"  # Saint-Dié-des-Vosges
        elided = (piece == "d" and after in ("'", "’")) or (len(piece) == 1 and before in ("'", "’") and not after)
        out.append(piece if lower or joint or elided else piece[:1].upper() + piece[1:])
    return "".join(out)


def name(text: str, last_first: bool | None = None) -> Name | None:
    """Give the person that a whole name stands for ("Mme Océane VAN DEN BERGHE", "TANGUY Vincent", "Agnès Tanguy").

    `last_first`: what the label asks for; it settles what stands on each side of a comma ("Tanguy, Vincent").
    """
    title, rest = without_civility(cleaned(text))
    if title is None and (behind := _CIVILITY_BEHIND.match(rest)) and (title := civility(behind[2])):
        rest = behind[1]
    sides = [side.strip() for side in re.split(r"\s*[,/]\s*", rest)]
    if len(sides) == 2 and all(sides) and _are_names(sides) and _is_last_first(sides, last_first):
        return Name(badge(sides[1]), badge(sides[0]), title)
    if len(sides) > 1 and sides[0]:
        found = name(sides[0])  # what stands behind is a role, a body, another person: somebody looks
        return replace(found, civility=found.civility or title, sure=False) if found else None
    parts = rest.replace(",", " ").split()
    if not parts or len(parts) > 6 or any(any(c.isdigit() or c in "@/:;()" for c in p) for p in parts):
        return None
    if len(parts) == 1:
        return Name(None, badge(parts[0]), title)
    capitals = [_is_capital(p) for p in parts]
    if parts[0].casefold() in PARTICLES and len(set(capitals)) == 1 and len(parts) <= 4:
        return Name(None, badge(rest), title)  # "Mme Le Gall"
    if any(capitals) and not all(capitals):
        start = capitals.index(True)
        end = len(capitals) - capitals[::-1].index(True)
        if start and end == len(parts):
            while start > 1 and parts[start - 1].casefold() in PARTICLES:
                start -= 1
            return Name(
                badge(" ".join(parts[:start])), badge(" ".join(parts[start:])), title, all(capitals[start:]) or True
            )
        if start == 0 and all(capitals[:end]):
            return Name(badge(" ".join(parts[end:])), badge(" ".join(parts[:end])), title)
        return Name(badge(parts[0]), badge(" ".join(parts[1:])), title, sure=False)
    particle = next((i for i, p in enumerate(parts) if i and p.casefold() in PARTICLES), None)
    at = particle if particle else 1 if len(parts) == 2 else None
    sure = parts[0].casefold() not in PARTICLES and at is not None and (at == 1 or particle is not None)
    if all(capitals):
        sure = False  # nothing tells which of two is the first name
    at = at or 1
    return Name(badge(" ".join(parts[:at])), badge(" ".join(parts[at:])), title, sure)


def name_told_by(writer: str, text: str, *, last_first: bool = False) -> Name | None:
    """Give the name in `text` where its writer's own name or address ("Léa MORVAN <l.morvan@…>") tells its order.

    None where they do not tell, or tell different orders. `last_first`: so the name was asked for, which then counts
    where the writer's own name shows it the other way round.
    """
    title, rest = without_civility(cleaned(text))
    parts = rest.split()
    shown, _, address = writer.rpartition("<")
    told: set[tuple[str, str]] = set()
    for cut in range(1, len(parts)):
        for first, last in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
            alone = last_first and bool(words(shown)) and words(shown) == words(" ".join(first))  # "Marie-Odile <mo.…>"
            if alone or _tells(shown.strip(), address.partition("@")[0], first, last):
                told.add((" ".join(first), " ".join(last)))
    if last_first and not told and (turned := _turned(parts, shown)):
        told.add(turned)
    if len(told) != 1:
        return None
    first_name, last_name = told.pop()
    return Name(badge(first_name), badge(last_name), title)


def _turned(parts: list[str], shown: str) -> tuple[str, str] | None:
    """Give first and last name where the last name stands first in `parts`, and last in the name that a mail shows."""
    cuts = [cut for cut in range(1, len(parts)) if words(" ".join((*parts[cut:], *parts[:cut]))) == words(shown)]
    return (" ".join(parts[cuts[0] :]), " ".join(parts[: cuts[0]])) if len(cuts) == 1 else None


def _tells(shown: str, local: str, first: list[str], last: list[str]) -> bool:
    """Say whether a displayed name in mixed capitals, or an address, states a first name and a last name."""
    known = name(shown)
    mixed = known is not None and any(_is_capital(w) for w in shown.split()) and known.sure
    if mixed and known is not None and known.first and known.last:
        return (fold(known.first), fold(known.last)) == (fold(" ".join(first)), fold(" ".join(last)))
    given, family = "".join(words(" ".join(first))), "".join(words(" ".join(last)))
    written = words(local.rstrip("0123456789"))
    if len(written) > 2 and [given, family] == written[:2]:
        return True  # "lea.morvan.eau@…"
    if len(written) == 2 and len(given) > len(written[0]) > 1 and [given[: len(written[0])], family] == written:
        return True  # "ph.morvan@…" for Philippe
    joined = "".join(written)
    return (joined == given + family and len(written) > 1 and written[0] in (given, *words(" ".join(first)))) or (
        joined in (given[:1] + family, "".join(w[0] for w in words(" ".join(first))) + family)
    )


def _are_names(sides: list[str]) -> bool:
    """Say whether both sides of a comma may be names: words of letters, no title, not too many."""
    return all(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[\s'’.-])*", s) and len(s.split()) <= 3 for s in sides)


def _is_last_first(sides: list[str], last_first: bool | None) -> bool:
    """Say whether "X, Y" is a last name before a first name: the label asks for it, or the capitals tell."""
    capitals = [{_is_capital(w) for w in side.split()} for side in sides]
    told = capitals == [{True}, {False}]
    return told if last_first is None else last_first and capitals[1] != {True} and len(capitals[0]) == 1


def _is_capital(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    if re.fullmatch(r"(?:[^\W\d_]\.-?)+", word):
        return False  # "J.-Y." are initials
    return (len(letters) > 1 and all(c.isupper() for c in letters)) or (len(letters) == 1 and word.endswith("'"))


def phone(text: str, country: str = COUNTRY) -> str | None:
    """Give the one phone number in `text` in E.164 (``+33612345678``), or None.

    `country` (ISO 3166) serves numbers written without a prefix, and `COUNTRY` those that cannot be of that one.
    Two different numbers give None: a person chooses.
    """
    text = text.replace("(0)", " ") if "+" in text or text.strip().startswith("00") else text
    matches = phonenumbers.PhoneNumberMatcher(text[:_MAX_VALUE], country, leniency=phonenumbers.Leniency.POSSIBLE)
    found = {_e164(match, country) for match in matches}
    if found <= {None} and country == COUNTRY:
        return _of_neighbour(text)
    return found.pop() if len(found) == 1 else None


def _of_neighbour(text: str) -> str | None:
    """Give a British number without a prefix; it has a digit more, so that none is taken for a French one."""
    sure = phonenumbers.Leniency.POSSIBLE if _AS_THERE.search(text[:_MAX_VALUE]) else phonenumbers.Leniency.VALID
    matches = phonenumbers.PhoneNumberMatcher(text[:_MAX_VALUE], _NEIGHBOUR, leniency=sure)
    found = {
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        for match in matches if len(re.sub(r"\D", "", match.raw_string)) == 11 and not _PAIRS.match(match.raw_string)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _e164(match: phonenumbers.PhoneNumberMatch, country: str) -> str | None:
    """Give a found number in form; None for one without a prefix that has not all its digits."""
    number = match.number
    digits = re.sub(r"\D", "", match.raw_string)
    prefixed = match.raw_string.lstrip("( ").startswith("+") or digits.startswith("00")
    french = len(digits) == 10 and digits[0] == "0"
    there = phonenumbers.is_valid_number_for_region(number, country) or (
        phonenumbers.is_possible_number(number) and not _IN_TWOS.match(match.raw_string)
    )
    if not prefixed and country != COUNTRY and french and not there:
        number = phonenumbers.parse(match.raw_string, COUNTRY)
    elif not prefixed and country == COUNTRY and not french:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=64)
def country_of(timezone: str) -> str:
    """Give the country (ISO 3166) that a time zone lies in."""
    if timezone == "Europe/Paris":
        return COUNTRY
    from babel.core import get_global  # only events abroad need it

    country: str = get_global("zone_territories").get(timezone, COUNTRY)
    return country if country in phonenumbers.SUPPORTED_REGIONS else COUNTRY


def email(text: str) -> str | None:
    """Give the one e-mail address in `text` in lower case, or None; two different addresses give None."""
    found = set()
    for written in _EMAIL.findall(text):
        try:
            found.add(validate_email(written.strip(".'"), check_deliverability=False).normalized.casefold())
        except EmailNotValidError:
            if written.casefold().endswith((".example", ".test", ".invalid", ".localhost")):
                found.add(written.strip(".'").casefold())
    return found.pop() if len(found) == 1 else None


_TOWN_ALONE = re.compile(r"\d{5}[\s–-]+[^\W\d_][^\d,;]*")  # "54670 Pompierre", no street before it


def address(text: str) -> tuple[str | None, str | None, str | None]:
    """Give street, postal code and town of an address; the last two only where they end it ("…, 67000 Strasbourg")."""
    text = cleaned(text)
    found = _TOWN_AT_END.match(text) or _TOWN_BEHIND_COMMA.match(text)
    if found is None:
        alone = _TOWN_ALONE.fullmatch(text)
        return (None, *postal_city(text)) if alone else (text or None, None, None)
    code, town = postal_city(found[2])
    if code is None or town is None or fold(found[1]).endswith(("bp", "cs", "tsa", "boite postale")):
        return text, None, None
    return found[1].strip(" ,;–-") or None, code, town


def postal_city(text: str) -> tuple[str | None, str | None]:
    """Give postal code and city of "67000 Strasbourg", "14200 - Hérouville" or "Paris 75011"."""
    text = cleaned(text)
    lettered = re.match(rf"^({_LETTERED})[\s,–-]+(\D+)$", text)
    if lettered:
        return lettered[1], city(lettered[2])
    found = _POSTAL_CITY.match(text) if not re.fullmatch(_LETTERED, text) else None
    if found:
        return found[1].replace(" ", ""), city(found[2]) if found[2].strip() else None
    if re.fullmatch(_LETTERED, text):
        return text, None
    behind = re.match(rf"^(\D+?)[\s,(–-]+(\d{{5}}|{_LETTERED})\)?$", text)
    if behind:
        return behind[2], city(behind[1])
    return None, city(text) if text and not any(c.isdigit() for c in text) else None


def postal_code(text: str) -> str | None:
    """Give a postal code as it is printed, without the spaces of a French one; None where the text is none."""
    text = cleaned(text)
    if re.fullmatch(r"\d{2} ?\d{3}", text):
        return text.replace(" ", "")
    code = text.upper()
    return code if re.fullmatch(r"(?=.*\d)[A-Z0-9][A-Z0-9 -]{2,9}", code) else None


def city(text: str) -> str | None:
    """Give a town in badge case, with the CEDEX that was written."""
    return badge(cleaned(text).strip(" ,-")) or None


def sentence_case(text: str) -> str:
    """Give text that is all capitals in small letters with a first capital; other text with a first capital."""
    text = " ".join(text.split())
    if text.isupper() and len(words(text)) > 1:
        text = text.lower()
    return text[:1].upper() + text[1:]
