"""A labelled value → a draft's field, in form. What does not fit its label is a doubt, never a guess."""

import re
from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from parsers.coupons import fields
from parsers.coupons.vocabulary import CALENDAR, Label
from parsers.draft import Draft
from parsers.folding import fold, listed, words
from parsers.letters.wording import is_organisation, is_role
from parsers.reading import Evidence
from parsers.reasons import Reason

_WIDE = re.compile(r"\s{2,}")
_SPACED = re.compile(r"(?=(?:\S\s+){2}\S)\S(?: \S)*(?:\s{2,}\S(?: \S)*)*")  # "L E   M O N T E T"
# What stands for an answer that is still to come.
_PLACEHOLDER = re.compile(
    r"(?:(?:a|to be) (?:confirmer|completer|preciser|definir|venir|determiner|communiquer|confirmed|completed|defined"
    r"|announced|decided)|tb[acd]|idem|n ?[ac]|x{2,}|en attente|inconnue?|unknown|(?:nom|name|prenom|intitule) (?:de|du"
    r"|of) (?:votre|la|le|l|your|the)\b.*)$"
)

# "cf. signature", "voir ci-dessous", "as below": whoever signs gives it there.
_REFERS = re.compile(
    r"(?:(?:all|tout|le tout|everything|the rest|le reste) )?"
    r"(?:(?:cf|voir|see|as|comme|lire)(?: (?:ma|la|my|the|en|dans|in|mes|coordonnees|details))*"
    r" (?:signature|ci dessous|plus bas|dessous|below|bas|bas de mail|bas de page|signature ci dessous|bas du mail)"
    r"|(?:ci dessous|below|en bas|en signature|in (?:my |the )?signature|dans (?:ma|la) signature|signature))"
)
_OF_SIGNATURE = frozenset({"role", "organisation", "address", "phone", "email"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def refers(value: str) -> bool:
    """Say whether a value only says that it stands in the signature."""
    return bool(_REFERS.fullmatch(fold(value)))


def _unspaced(text: str) -> str:
    """Give a value that was written a letter a box ("M O R V A N") as its words."""
    bare = text.strip()
    if not _SPACED.fullmatch(bare):
        return text
    return " ".join("".join(word.split()) for word in _WIDE.split(bare))


def begins_as_role(text: str) -> bool:
    """Say whether a text is somebody's role and no name: "Le maire", "The Mayor"."""
    bare = re.sub(r"^(?:(?:le|la|the)\s+|l['’])", "", text.strip(), flags=re.IGNORECASE)
    return bare != text.strip() and is_role(bare)


_CEDEX = re.compile(r"\bcedex(?: \d{1,2})?$", re.IGNORECASE)


def order_unclear(written: str, value: str) -> bool:
    """Say whether "Nom et prénom" leaves open which of two words is the last name: neither is in capitals."""
    parts = [w for w in fields.without_civility(value)[1].split() if len(w) > 1]
    if not last_first(written) or "," in value or "/" in value:
        return False
    return len(parts) > 1 and (all(w.isupper() for w in parts) or not any(w.isupper() for w in parts))


def put(
    draft: Draft, label: Label, text: str, evidence: Evidence, written: str = "", country: str = fields.COUNTRY
) -> None:
    """Keep a labelled value in form; what cannot be put into form is a doubt, never a guess.

    `written` is the label: "Nom, prénom" tells the order of the two. `country` is where telephone numbers without a
    prefix belong.
    """
    value = fields.cleaned(_unspaced(text))
    if fields.is_suspicious(value):
        draft.doubt(Reason.SUSPICIOUS_TEXT)
        return
    if refers(value) and label.value in _OF_SIGNATURE:
        everything = words(value)[0] in ("all", "tout", "le", "everything", "the")  # "all in the signature"
        draft.elsewhere += [label.value, "address"] if everything else [label.value]
        return
    if _PLACEHOLDER.match(fold(value)):
        draft.doubt(Reason.DOUBTFUL_VALUE)
        return
    if label is Label.ORGANISATION and _is_dated(value):
        return  # "Service culturel   du 18 au 20 mars 2027" above a coupon
    if label is Label.FULL_NAME:
        _put_name(draft, value, evidence, last_first(written))
    elif label is Label.ADDRESS and (fields.email(value) or fields.phone(value, country)):
        draft.doubt(Reason.DOUBTFUL_VALUE)  # under "Coordonnées", or in the wrong line
    elif label is Label.ADDRESS:
        street, code, town = fields.address(value)
        _put_all(draft, {"address": street, "postal_code": code, "city": town}, evidence)
    elif label is Label.POSTAL_CITY or (label in (Label.CITY, Label.POSTAL_CODE) and all(fields.postal_city(value))):
        code, town = fields.postal_city(value)
        _put_all(draft, {"postal_code": code, "city": town}, evidence)
    elif label in (Label.LAST_NAME, Label.FIRST_NAME):
        _put_part_of_name(draft, label, value, evidence)
    else:
        _put_form(draft, label, value, evidence, country)


def _put_all(draft: Draft, parts: Mapping[str, str | None], evidence: Evidence) -> None:
    """Keep the parts that a value has; none of them is a doubt."""
    for name, part in parts.items():
        if part:
            draft.put(name, part, evidence)
    if not any(parts.values()):
        draft.doubt(Reason.DOUBTFUL_VALUE)


# Titles that say neither M. nor Mme.
_TITLES = fields.OTHER_TITLES | listed("me maitre sir dame mx")


_ASIDE = re.compile(r"\([^()]*\s[^()]*\)\s*$")  # several words in brackets


def _put_form(draft: Draft, label: Label, value: str, evidence: Evidence, country: str) -> None:
    if label in (Label.ORGANISATION, Label.ROLE) and _ASIDE.search(value):
        evidence = replace(evidence, confidence=min(evidence.confidence, 0.85))  # "gardien (bénévole en fait)"
    formed = fields.phone(value, country) if label is Label.PHONE else _form(label, value)
    if label is Label.CITY and re.search(r"[\d,(/]", _CEDEX.sub("", value)):
        evidence = replace(evidence, confidence=min(evidence.confidence, 0.85))  # "Blois (41)", "Blois, France"
    if formed is not None:
        draft.put(label.value, formed, evidence)
    elif not (label is Label.CIVILITY and (len(words(value)) > 1 or fold(value) in _TITLES)):  # "M. / Mme", none struck
        draft.doubt(Reason.DOUBTFUL_VALUE)


def _put_part_of_name(draft: Draft, label: Label, value: str, evidence: Evidence) -> None:
    title, bare = fields.without_civility(value)
    if title:
        draft.put("civility", title, evidence)
    two = re.search(r"\s(?:et|and|&)\s", f" {bare} ")  # two people where one is meant
    is_name = re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[\s'’.-])*", bare)
    if two or len(words(bare)) > 6 or not is_name or begins_as_role(bare) or _begins_as_body(bare):
        draft.doubt(Reason.DOUBTFUL_VALUE)
    draft.put(label.value, fields.badge(bare), evidence)


def _is_dated(value: str) -> bool:
    """Say whether a value is a day or a month of a year, with a place at most before it."""
    said = words(value)
    dated = any(word in CALENDAR for word in said) and bool(said) and bool(_YEAR.fullmatch(said[-1]))
    return dated and not is_organisation(value)


def _begins_as_body(bare: str) -> bool:
    """Say whether the first word where a name is asked names a body; "d'Ornano" is a name."""
    first = bare.split()[0]
    return is_organisation(first) and not re.match(r"d['’]\w{4}", first, re.IGNORECASE)


_ALIKE = 80  # of 100: two letters of "prenom" swapped, or one of them lost


def _is_first(word: str) -> bool:
    """Say whether a word of a label asks for the first name, even misspelt ("Nom & pénom")."""
    return word in ("first", "given") or (word[:1] == "p" and fuzz.partial_ratio(word, "prenom") > _ALIKE)


def last_first(written: str) -> bool | None:
    """Say whether a label for a whole name asks for the last name first; None where it does not tell."""
    asked = words(written)
    last = next((n for n, w in enumerate(asked) if w in ("nom", "surname", "last", "family")), None)
    first = next((n for n, w in enumerate(asked) if _is_first(w)), None)
    return None if last is None or first is None else last < first


def _put_name(draft: Draft, value: str, evidence: Evidence, last_is_first: bool | None) -> None:
    name = fields.name(value, last_is_first)
    if name is None or name.first is None or not name.sure:
        draft.doubt(Reason.DOUBTFUL_VALUE)
    if name is not None:
        for key, part in (("civility", name.civility), ("first_name", name.first), ("last_name", name.last)):
            if part:
                draft.put(key, part, evidence)


def _form(label: Label, value: str) -> str | None:
    """Give a value in the form that its field has, or None where it does not fit."""
    if label is Label.CIVILITY:
        return fields.civility(value)
    if label is Label.EMAIL:
        return fields.email(value)
    if label is Label.POSTAL_CODE:
        return fields.postal_code(value)
    if label is Label.CITY:
        return fields.city(value)
    return fields.sentence_case(value) if label is Label.ROLE else value
