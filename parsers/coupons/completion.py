"""Drafts when their last row was read: which of them are coupons, what they share, what explains itself afterwards."""

import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.first_names import told_by_names
from parsers.coupons.labels import ONCE_FOR_ALL
from parsers.coupons.vocabulary import Label
from parsers.document import Mark
from parsers.draft import Draft
from parsers.folding import fold, words
from parsers.reading import Source
from parsers.reasons import Reason

_WEAK = frozenset({Label.PHONE, Label.EMAIL, Label.IGNORED, Label.ADDRESS, Label.POSTAL_CODE})
_PERSONAL = frozenset(
    {Label.ROLE, Label.ORGANISATION, Label.CITY, Label.POSTAL_CITY, Label.CIVILITY, Label.POSTAL_CODE, Label.ADDRESS}
)
_SHORT = 4  # letters that a short name shares with the whole one
_TITLES = frozenset({"dr", "mme", "m", "mr", "mrs", "ms", "pr", "me"})
_ON_STREET = re.compile(  # of the last part of an address: no town
    r"\b(?:road|rd|street|lane|avenue|ave|close|drive|way|crescent|terrace|row|hill|court|gardens?|square|walk|mews|house)$"
    r"|^(?:\d|rue\b|avenue\b|boulevard\b|bd\b|chemin\b|route\b|allees?\b|impasse\b|place\b|quai\b|cours\b|square\b"
    r"|bp\b|cs\b|bat\b|batiment\b|immeuble\b|residence\b|hameau\b|lieu dit\b|zone\b|z[ai]\b)"
)
_NAMES = frozenset({Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
_SHARED = frozenset({"organisation", "address", "postal_code", "city", "phone"})


def is_coupon(draft: Draft) -> bool:
    """Say whether labels make a coupon; a telephone number below a signature makes none, nor does a lone sentence."""
    asked = set(draft.asked)
    personal = {a for a in asked if a in _PERSONAL}
    named = bool(asked & {Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
    answered = len(asked - personal - _WEAK) + bool(personal)
    return not draft.form or named or len(personal) >= 2 or draft.offered >= 2 or answered >= 3


def without_preface(drafts: list[Draft], preface: list[Draft]) -> list[Draft]:
    """Leave out what a letter prints above the title of the coupon: nobody is asked for there, and a name is below."""
    named = [d for d in drafts if d not in preface and _NAMES & set(d.asked)]
    printed = [d for d in preface if not _NAMES & set(d.asked) and len(set(d.asked) & {*Label}) < 2]
    typed = [d for d in printed if any(e.source is not Source.TEXT for found in d.evidence.values() for e in found)]
    return [d for d in drafts if d not in printed or d in typed] if named else drafts


def shared(drafts: list[Draft], common: Draft, choices: Choices) -> list[Draft]:
    """Give the people's drafts with what is stated once for all of them.

    It stands under a label that says so (`common`), or alone in a block before or below the people ("Organisme : …"),
    or above the first one's name where the others are not asked for it. An answer below them that none of them gave
    is for all of them, too.
    """
    drafts = _without_legend(drafts, choices)
    drafts = _without_answers_for_all(drafts)
    blocks = [d for d in drafts if d.values and not d.values.keys() - _SHARED and not d.chosen and not d.answers]
    blocks = [d for d in blocks if not _NAMES & set(d.asked)]
    people = [d for d in drafts if d.person.strip()]
    written = [d for d in drafts if d.filled or d.unread]  # a bare list of the workshops is nobody's coupon
    if len(blocks) == 1 and people and len(people) + 1 == len(written):
        _give(blocks[0], blocks[0].values.keys(), people)
    else:
        people = drafts
    _give(common, common.values.keys(), [d for d in people if d.person.strip()])
    for draft in people:
        if draft.person.strip():
            _answer_for_all(common, draft)
    if len(people) > 1 and people[0].form:
        led = _led(people[0])
        asked = {label for d in people[1:] for label in d.asked}
        if led and not asked & _labels(people[0]):
            _give(people[0], led, people[1:])
    return people


def _without_legend(drafts: list[Draft], choices: Choices) -> list[Draft]:
    """Leave out what lists all the workshops beside people who have chosen theirs by number or letter."""
    people = [draft for draft in drafts if draft.person.strip()]
    if not people or not all(draft.chosen or draft.coming is False for draft in people):
        return drafts
    return [draft for draft in drafts if draft.person.strip() or not _is_legend(draft, choices)]


def _is_legend(draft: Draft, choices: Choices) -> bool:
    marked = any(mark in seen.text for found in draft.evidence.values() for seen in found for mark in Mark)
    told = [choices.workshops(text) for text in draft.unread]
    listed = {*draft.workshops, *(workshop for names in told for workshop in names.ids)}
    whole = len(listed) == len(choices.event.workshops) > 2 and all(names.named for names in told)
    whole = whole or (draft.offered > 0 and not listed and not draft.unread)
    return whole and not marked and not draft.values.keys() - {"civility"} and not draft.answers


def _without_answers_for_all(drafts: list[Draft]) -> list[Draft]:
    """Give the drafts, those of the people with what is answered once below them and that no one of them was asked."""
    people = [draft for draft in drafts if draft.person.strip()]
    last = drafts[-1] if len(people) > 1 else None
    if last is None or last in people or last.values or last.chosen or last.unread or last.doubts or not last.answers:
        return drafts
    if any(question in draft.asked for draft in people for question in last.answers):
        return drafts
    for draft in people:
        _answer_for_all(last, draft)
    return drafts[:-1]


def _labels(draft: Draft) -> set[str]:
    """Give the labels that stand above a person's name."""
    at = next((n for n, label in enumerate(draft.asked) if label in _NAMES), 0)
    return set(draft.asked[:at]) - {Label.CIVILITY}


def _led(draft: Draft) -> list[str]:
    """Give the fields that several may share and that stand above the first one's name, where nothing else does."""
    labels = _labels(draft)
    return [key for key in draft.values if key in _SHARED and _asks(labels, key)] if labels <= ONCE_FOR_ALL else []


def _asks(labels: set[str], key: str) -> bool:
    wide = {"postal_code": (Label.ADDRESS, Label.POSTAL_CITY), "city": (Label.ADDRESS, Label.POSTAL_CITY)}
    return key in labels or any(label in labels for label in wide.get(key, ()))


def _give(source: Draft, keys: Iterable[str], people: list[Draft]) -> None:
    for draft in people:
        for key in keys:
            if key not in draft.values:
                draft.put(key, source.values[key], source.evidence[key][0])
        if not source.person.strip():
            draft.unread += source.unread
            draft.doubts += [reason for reason in source.doubts if reason not in draft.doubts]


def _answer_for_all(common: Draft, draft: Draft) -> None:
    for question, value in common.answers.items():
        if question not in draft.answers:
            draft.reply(question, value, common.evidence[f"answers.{question}"][0])


def complete(draft: Draft, writer: str) -> None:
    """Settle what only the whole coupon tells: a whole name under "Nom", a line that repeats what was read."""
    _part_name(draft, writer)
    _doubt_town(draft)
    known = set(words(" ".join(draft.values.values())))
    initials = {word[0] for word in known} | _TITLES
    first = "".join(words(draft.values.get("first_name", "")))
    draft.unread = [
        text for text in draft.unread
        if not (set(words(text)) <= known | initials or _is_short_name(text, first))
    ]  # fmt: skip


def _is_short_name(text: str, first: str) -> bool:
    """Say whether a line is what friends call somebody ("Pierrot" of Pierre): one word, its beginning the same."""
    said = words(text)
    return len(said) == 1 and len(first) >= _SHORT and said[0][:_SHORT] == first[:_SHORT] and text.strip().istitle()


def _doubt_town(draft: Draft) -> None:
    """Doubt an address that may end with the town, where a label asks for the code alone."""
    street = draft.values.get("address", "")
    asked = {Label.CITY, Label.POSTAL_CITY} & set(draft.asked)
    last = fold(street.rpartition(",")[2]) if "," in street else ""
    coded = "postal_code" in draft.values and "city" not in draft.values and not asked
    if coded and last and not _ON_STREET.search(last):
        seen = draft.evidence["address"]
        seen[0] = replace(seen[0], confidence=min(seen[0].confidence, 0.85))


def _part_name(draft: Draft, writer: str) -> None:
    """Part a whole name that stands under "Nom" where no label asks for the first name."""
    last = draft.values.get("last_name")
    if last and Label.FIRST_NAME not in draft.asked and "first_name" not in draft.values and " " in last:
        written = draft.evidence["last_name"][0]
        text = fields.cleaned(written.text.rpartition(":")[2])
        told = fields.name_told_by(writer, text) or told_by_names(text)
        name = told or fields.name(text)
        if told is None and not any(word.isupper() for word in text.split()):
            written = replace(written, confidence=min(written.confidence, 0.85))  # "Morvan Léa" or "Léa Morvan"
            draft.evidence["last_name"][0] = written
        if name and name.first and name.sure and name.last:
            draft.values["first_name"], draft.values["last_name"] = name.first, name.last
            draft.note("first_name", written)
        elif name and name.first:
            draft.doubt(Reason.DOUBTFUL_VALUE)
