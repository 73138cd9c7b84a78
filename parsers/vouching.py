"""What else in the mail says the same as a value that was read from paper.

A value that one engine reads alone may be taken where another source, which no bad scan can change, holds it too: the
sender's name and address. Nothing is filled in or mended from there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Choice, Question, Workshop
from parsers.folding import fold, words
from parsers.letters.wording import has_body_word, has_role_word
from parsers.mail.message import Address
from parsers.reading import AnswerValue, Evidence, Source

STEADY = 0.75  # a value read the same at every look, by one engine: below it nothing vouches
BY_HAND = 0.85  # at most: a value of a hand, however alike it was read
AGREED = 0.93  # a value that two engines agree on

_SAME = 90  # of 100: a letter in ten may be misread
_NEAR = 80  # a letter or two of ten differ
_SHORT = 4  # letters: shorter words are in everything
_DERIVED = 3  # letters at the end ("Argenton", Argentonnay)
_NATIONAL = 9  # digits of a phone number behind the 0 or the country's code
_JOINING = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "au", "aux", "a", "the", "of"})


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What a paper is held against: who sent the mail, what he wrote in it, and what the event offers and asks."""

    senders: Sequence[Address] = ()
    workshops: Sequence[Workshop] = ()
    said: str = ""
    questions: Sequence[Question] = ()


NOBODY = Witnesses()


def unvouched(draft: Draft, witnesses: Witnesses) -> tuple[str, ...]:
    """Give the keys of the values that neither two engines nor anything else in the mail vouch for.

    What two engines agree on is not vouched for where the mail holds nearly the same, a letter or two away.
    """
    near = _nearly_said(draft, witnesses.senders)
    return tuple(
        key
        for key, found in draft.evidence.items()
        if found
        and (key in near or (found[0].confidence < AGREED and not _is_vouched(key, found[0], draft, witnesses)))
    )


def _nearly_said(draft: Draft, senders: Sequence[Address]) -> frozenset[str]:
    """Give the keys of what was read from a picture and stands elsewhere with a letter or two of difference."""
    values = {
        key: draft.values[key]
        for key, found in draft.evidence.items()
        if found and found[0].source is Source.OCR and key in draft.values
    }
    address = values.get("email", "").casefold()
    local, _, domain = address.partition("@")
    near = set()
    for sender in senders:
        theirs, _, at = sender.address.casefold().partition("@")
        if address and (_differs_little(domain, at) or (domain == at and _differs_little(local, theirs))):
            near.add("email")
        names = words(values.get("last_name", ""))
        if any(_differs_little(name, word) for name in names for word in words(sender.name) if word not in names):
            near.add("last_name")
    last, bare = "".join(words(values.get("last_name", ""))), "".join(words(local))
    whole = any(len(name) > _SHORT and name in bare for name in words(values.get("last_name", "")))  # of a double name
    if not whole and len(last) > _SHORT and len(bare) >= len(last) and _NEAR <= fuzz.partial_ratio(last, bare) < 100:
        near |= {"last_name", "email"}
    towns, body = words(values.get("city", "")), words(values.get("organisation", ""))
    if any(_differs_little(town, word) for town in towns for word in body if word not in towns):
        near |= {"city", "organisation"}
    return frozenset(near)


def _differs_little(one: str, other: str) -> bool:
    """Say whether two words differ by what recognition mistakes; a country is called after its town, and longer."""
    if abs(len(one) - len(other)) >= _DERIVED and (one.startswith(other) or other.startswith(one)):
        return False
    return one != other and min(len(one), len(other)) > _SHORT and fuzz.ratio(one, other) >= _NEAR


def _is_vouched(key: str, evidence: Evidence, draft: Draft, witnesses: Witnesses) -> bool:
    if evidence.source is not Source.OCR:
        return False  # it is as it stands; what is unsure about it is something else
    if key.startswith("workshops."):
        return _is_offered(key.partition(".")[2], evidence, witnesses.workshops)
    if _is_choice(key, draft) or _is_option(key, evidence, draft, witnesses.questions):
        return True  # its words are the form's own, and what was marked was measured
    confidence, senders = evidence.confidence, witnesses.senders
    value = draft.values.get(key, "")
    if key == "email" and value and any(value.casefold() == sender.address.casefold() for sender in senders):
        return True
    if confidence < STEADY:
        return False
    if _is_said(key, value, witnesses.said):
        return True
    match key:
        case "last_name" | "first_name":
            return _is_named(value, draft, senders)
        case "email":
            return _is_built(value, draft, senders)
        case "organisation":
            return has_body_word(value) and _in_domain(value, senders)
        case "city":
            return _in_domain(value, senders)
        case "role":  # of words that roles are made of: on print, where one engine read them at every look
            return confidence > BY_HAND and all(has_role_word(word) for word in words(value) if word not in _JOINING)
    return False


def _is_said(key: str, value: str, said: str) -> bool:
    """Say whether the mail itself, a signature in it, holds a value."""
    if key == "phone":
        number = "".join(re.findall(r"\d", value))[-_NATIONAL:]
        return len(number) == _NATIONAL and number in "".join(re.findall(r"\d", said))
    asked = " ".join(words(value))
    return len(asked) >= _SHORT and f" {asked} " in f" {' '.join(words(said))} "


def _is_choice(key: str, draft: Draft) -> bool:
    """Say whether a value is one of those that the form offers, not what somebody wrote."""
    kind, _, name = key.partition(".")
    given: AnswerValue | None = draft.answers.get(name) if kind == "answers" else None
    marked = any(mark in draft.evidence[key][0].text for mark in Mark)
    return marked or key == "civility" or isinstance(given, bool | tuple)


def _is_option(key: str, evidence: Evidence, draft: Draft, questions: Sequence[Question]) -> bool:
    """Say whether an answer is one that the form offers: by its words in print, or marked among the others."""
    kind, _, name = key.partition(".")
    given = draft.answers.get(name) if kind == "answers" else None
    choices = next((question.choices for question in questions if question.id == name), ())
    beside = [choice for choice in choices if _is_written(choice, evidence.text)]
    if given not in [choice.id for choice in beside]:
        return False
    return evidence.confidence >= STEADY if len(beside) > 1 else evidence.confidence > BY_HAND


def _is_written(choice: Choice, text: str) -> bool:
    names = [fold(name) for name in (choice.label, *choice.aliases)]
    return any(
        fuzz.partial_ratio(name, fold(text)) >= _SAME for name in names if _SHORT <= len(name) <= len(fold(text))
    )


def _is_offered(workshop: str, evidence: Evidence, offered: Sequence[Workshop]) -> bool:
    """Say whether the words beside a mark are that workshop's, nearly to the letter; or the mark stands alone."""
    written = fold(evidence.text)
    if len(written) <= 1:
        return evidence.confidence >= STEADY  # a cross in a cell
    names = [name for one in offered if one.id == workshop for name in (one.label, *one.aliases)]
    return any(fuzz.partial_ratio(fold(name), written) >= _SAME for name in names if len(fold(name)) >= _SHORT)


def _is_named(name: str, draft: Draft, senders: Sequence[Address]) -> bool:
    """Say whether a name is the sender's, or that of an address which two engines read."""
    asked = words(name)
    if not asked or not any(len(word) >= _SHORT - 1 for word in asked):
        return False
    joined = "".join(asked)
    for sender in senders:
        local = "".join(words(sender.address.partition("@")[0]))
        if set(asked) <= set(words(sender.name)) or (len(joined) >= _SHORT and joined in local):
            return True
    read = draft.evidence.get("email", [])
    address = draft.values.get("email", "").partition("@")[0]
    sure = bool(read) and read[0].confidence >= AGREED
    return sure and len(joined) >= _SHORT and joined in "".join(words(address))


def _is_built(address: str, draft: Draft, senders: Sequence[Address]) -> bool:
    """Say whether an address is of the sender's domain and made of the attendee's name, which two engines read."""
    local, _, domain = address.casefold().partition("@")
    if not any(domain == sender.address.casefold().partition("@")[2] for sender in senders):
        return False
    names = [draft.evidence.get(key, []) for key in ("first_name", "last_name")]
    if not all(found and found[0].confidence >= AGREED for found in names):
        return False
    first, last = ("".join(words(draft.values[key])) for key in ("first_name", "last_name"))
    bare = "".join(re.findall(r"[a-z0-9]+", fold(local)))
    initials = "".join(word[0] for word in words(draft.values["first_name"]))
    return bare in {first + last, last + first, first[:1] + last, initials + last, last, last + first[:1]}


def _in_domain(text: str, senders: Sequence[Address]) -> bool:
    """Say whether what tells a body or a town from others stands in the sender's domain."""
    telling = [w for w in words(text) if w not in _JOINING and not has_body_word(w)]
    long = [w for w in telling if len(w) >= _SHORT]
    if not long:
        return False
    domains = ["".join(words(sender.address.partition("@")[2])) for sender in senders]
    return any(all(word in domain for word in long) for domain in domains) and len(long) == len(telling)
