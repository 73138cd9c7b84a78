"""A line that begins with a label although nothing parts it from its value: "Civilité Mme", "CP 41000 Blois"."""

import re
from dataclasses import replace

from parsers.coupons import fields
from parsers.coupons.bodies import is_begun_by
from parsers.coupons.choices import Choices
from parsers.coupons.given import answer
from parsers.coupons.labels import Labelled, meaning
from parsers.coupons.vocabulary import Label, known_labels, label_of
from parsers.document import Mark
from parsers.event import QuestionType
from parsers.folding import fold, listed, words
from parsers.letters.wording import is_organisation

_OFFERED = re.compile(r"\([^()]*[/|][^()]*\)$|\(\s*\w{0,3}\s*\)$")  # "(M. / Mme)", "nommé(e)", "( )"
_NUMBERS = re.compile(
    r"^\W*((?:mes |vos |my |your )?(?:ateliers|workshops|sessions)(?: \w+)?)\s+((?:n[°o]s?\s*)?[1-9].*)$", re.IGNORECASE
)
_ARTICLE = re.compile(r"\s(?:d[eu]|des|l[ae]|les|of|the|d['’]|l['’])$", re.IGNORECASE)  # no label ends so
# Behind "Fonction" the beginning of what somebody does ("délégué départemental"), elsewhere a part of the label.
_ROLES = listed(
    "elu elue delegue deleguee representant representante gerant gerante exploitant exploitante exposant exposante"
)
_OF_BODY = re.compile(r"(?:d[eu]s?|of|for)\b|d['’]", re.IGNORECASE)  # "UNION DES HARMONIES" is one body's name
_OR = re.compile(r"(?:ou|or|et|and)\b", re.IGNORECASE)
_AFFIRMS = re.compile(r"(?:oui|non|yes|no)\b", re.IGNORECASE)
_WORDY = 3  # words of a label that nobody writes by chance ("agissant en qualité de")
# Labels that no value begins with; "Ville de Tours" is a value, not the label Ville.
_BEFORE_VALUE = frozenset(
    {Label.CIVILITY, Label.LAST_NAME, Label.FIRST_NAME, Label.FULL_NAME, Label.PHONE, Label.EMAIL, Label.POSTAL_CODE}
)
_PLACED = (Label.ADDRESS, Label.POSTAL_CITY)  # a value begins with them only where it has their form
_STREET = re.compile(r"\d{1,4}\s*(?:bis|ter|[a-d])?\s*,?\s+[^\W\d]{2}", re.IGNORECASE)
_NOTE = re.compile(r"\([^()]*\)[\s:.…_]*$")


def by_prefix(text: str, choices: Choices, *, bare: bool = False) -> Labelled | None:
    """Give the label that a line begins with although nothing parts it from its value ("Civilité Mme").

    `bare`: the whole coupon is written so, and any label may stand there, not only one that no value begins with.
    """
    if any(mark in text for mark in Mark):
        return None
    numbers = _NUMBERS.match(text)
    if numbers and choices.workshops(numbers[2]).ids and not choices.workshops(numbers[2]).rest:
        return Labelled(numbers[2], numbers.start(2), len(text), label=Label.WORKSHOPS, written=numbers[1], sure=0.93)
    if choices.workshop(text) is not None and not bare:
        return None
    parts = list(re.finditer(r"\S+", text))
    for count in range(min(6, len(parts) - 1), 0, -1):
        written = text[: parts[count - 1].end()]
        start = parts[count].start()
        noted = written.count("(") > written.count(")") or _NOTE.match(text[start:])
        capitals = parts[0][0].isupper() and len(parts[0][0]) > 2 and not written.isupper()
        if capitals or not fold(written) or not fold(text[start:]) or noted or (bare and _ends_open(written)):
            continue  # what stands in brackets behind a label says what may be answered; "de la Celle" is a name
        found = label_of(written, exact=True)
        if found is not None and written.endswith(")") and not _OFFERED.search(written):
            return Labelled(text[start:], start, len(text), label=found, written=written, sure=0.95)
        inside = found is Label.ORGANISATION and _reaches_into_body(text, parts, count)
        inside |= found is Label.ROLE and words(written)[-1] in _ROLES
        inside |= found is Label.ORGANISATION and bool(_OF_BODY.match(text, start))
        if inside or _OR.match(text, start) or is_begun_by(written, text[start:]):
            continue
        if found is Label.ROLE and count >= _WORDY:
            return Labelled(text[start:], start, len(text), label=found, written=written, sure=0.95)
        if found in _BEFORE_VALUE or (found in _PLACED and _is_formed(found, text[start:], choices)):
            sure = 0.95 if bare or _is_formed(found, text[start:], choices) else 0.8
            return Labelled(text[start:], start, len(text), label=found, written=written, sure=sure)
        if (bare or _AFFIRMS.match(text[start:])) and (pair := _bare_pair(written, start, text, choices)):
            return pair
    return None


def _ends_open(written: str) -> bool:
    """Say whether words end with an article or a preposition, and are no label that does ("en qualité de")."""
    return bool(_ARTICLE.search(written)) and fold(written) not in known_labels()


def _reaches_into_body(text: str, parts: list[re.Match[str]], count: int) -> bool:
    """Say whether the first words of a label are one already, and a body's name begins behind them.

    "Organisme Office de tourisme" asks for no "organisme office".
    """
    for fewer in range(1, count):
        rest = text[parts[fewer].start() :]
        shorter = label_of(text[: parts[fewer - 1].end()], exact=True)
        alone = not _OR.match(rest)  # not the first of two that a label asks for
        if shorter is Label.ORGANISATION and alone and rest[:1].isupper() and is_organisation(rest):
            return True
    return False


def _is_formed(label: Label, value: str, choices: Choices) -> bool:
    """Say whether a value can be nothing else than what its label asks for."""
    if label is Label.PHONE:
        return fields.phone(value, choices.country) is not None and not re.search(r"[A-Za-z]{4}", value)
    if label is Label.POSTAL_CITY:
        return all(fields.postal_city(value))
    if label is Label.ADDRESS:
        return bool(_STREET.match(value))
    return label is Label.EMAIL and fields.email(value) is not None and len(value.split()) == 1


def _bare_pair(written: str, start: int, text: str, choices: Choices) -> Labelled | None:
    """Give the pair that a line is whose label is followed by its value, where the value answers what it asks."""
    pair = meaning(written, start, len(text), text[start:], choices)
    if pair is None:
        return None
    if pair.question is not None:
        asked = pair.question
        printed = set(words(" ".join((asked.label, *asked.aliases))))
        if asked.type is QuestionType.TEXT and set(words(text[start:])) <= printed:
            return None  # the end of its own label, nothing behind it
        return replace(pair, sure=0.95) if answer(asked, text[start:]) is not None else None
    if pair.label is Label.WORKSHOPS:
        named = choices.workshops(text[start:])
        return replace(pair, sure=0.95) if named.ids and not named.rest and named.clear else None
    exact = label_of(written, exact=True) is pair.label and pair.label is not None
    return replace(pair, sure=0.95) if exact else None
