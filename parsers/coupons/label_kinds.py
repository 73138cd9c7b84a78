"""A label that the vocabulary does not hold → what it asks for, learned from labels of many coupons.

Organisers word their labels freely ("Club d'appartenance", "Vous représentez"); the vocabulary
(``parsers.coupons.vocabulary``) answers first, for it is exact. What asks for another person or another purpose
("Courriel de facturation") is `other` to the model, and where one of the words below stands nothing is taken from it.
"""

import re

from parsers.coupons import fields
from parsers.coupons.vocabulary import Label, label_of
from parsers.folding import fold, listed, words
from parsers.learned import model
from parsers.letters.wording import is_organisation, is_role

_SURE = 0.8  # counted on labels that were kept apart: 310 of 580 told, 17 of them badly
_UNFITTING = 0.02  # how much less likely a kind is than one that the value fits by its form
_THINKABLE = 0.2  # the least chance of a kind by the label's own words
_MAX_WORDS = 9
_ANOTHER = re.compile(
    r"\b(?:facturation|billing|invoice|payeu\w+|paying|paiement|urgence|emergency|prevenir|accompagn\w*|guests?|hotel"
    r"|hebergement|organisat(?:eur|rice)|pere|mere|parents?|enfants?|tuteur|remplacant\w*|suppleant\w*|superviseur"
    r"|supervisor|responsable|hierarchi\w*|deuxieme|seconde?|autre|other|conjoint\w*|spouse|partner|naissance|birth"
    r"|standard|secretariat|tresorier\w*|comptable|assur\w+|livraison|delivery|medecin|doctor|gestionnaire|bancaire"
    r"|banque|bank|animal|chien|salle|correspondant\w*|signataire|manager|precedent\w*|previous|nombre|number of"
    r"|effectif|marraine|parrain|depart|departure|retour|projet|project|produit|titulaire|formateur|trainer|chauffeur|driver"
    r"|(?:par|by|a renvoyer|a retourner|return\w*|retour\w*)"
    r" (?:par |by )?(?:courriel|mail|e mail|email|courrier|post|fax)"
    r"|mandant|partage\w*|sharing|lieu d\w*|financeur|communication|paper)\b"
)
_OR_OTHER = re.compile(r"\b(?:ou|or) (?:autres?|other)\b")  # "Society, council or other body"
_HINT = 0.85
_ANSWERS = listed(
    """oui non yes no x ok sauf except pas not ne aussi also plutot rather je j nous we i il elle he she moi me
    aucun aucune none rien avec with sans without mais but finalement"""
)
_FIELDS = {label.value: label for label in Label}


def learned_label(text: str, value: str = "") -> Label | None:
    """Give what a label of a few words asks for, or None where the model is not sure.

    `value`: what stands behind it; its form makes a kind more or less likely. It is no single letter.
    """
    if (
        not 0 < len(words(text)) <= _MAX_WORDS
        or len(fold(text)) == 1
        or _ANOTHER.search(_OR_OTHER.sub(" ", fold(text)))
    ):
        return None
    if len({label_of(side) for side in re.split(r"[/|,]", text)} - {None}) > 1:
        return None  # "Fonction / Organisme" asks for both
    chances = model("labels").chances(text)
    if fitting := _fitting(value):
        likely = {kind for kind in fitting if chances[kind] >= _THINKABLE}
        chances = {kind: chance * (1 if kind in likely else _UNFITTING) for kind, chance in chances.items()}
    kind, chance = max(chances.items(), key=lambda item: item[1])
    return _FIELDS.get(kind) if chance >= _SURE * sum(chances.values()) else None


def _fitting(value: str) -> frozenset[str]:
    """Give the kinds of label that a value fits by its form; none where it may be anything."""
    if fields.email(value):
        return frozenset({Label.EMAIL.value})
    if fields.phone(value):
        return frozenset({Label.PHONE.value})
    _, code, town = fields.address(value)
    if code and town:
        return frozenset({Label.ADDRESS.value, Label.POSTAL_CITY.value})
    if code:
        return frozenset({Label.POSTAL_CODE.value})
    return frozenset(
        {Label.ORGANISATION.value} if is_organisation(value) else {Label.ROLE.value} if is_role(value) else ()
    )


def is_hint(text: str) -> bool:
    """Say whether a row is a heading of the coupon or advice on how to fill it in ("Atelier du matin (un seul)")."""
    said = words(text)
    if not said or len(said) > 2 * _MAX_WORDS or _ANSWERS & set(said):
        return False
    if "@" in text or sum(word.isdecimal() for word in said) > sum(word.isalpha() for word in said):
        return False  # a number to call, an address: somebody's own
    chances = model("labels").chances(text)
    return sum(chances[kind] for kind in ("advice", "title", "workshops")) >= _HINT
