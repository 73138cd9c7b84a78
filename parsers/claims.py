"""Names and numbers of a letter that no value claims: what was read may be right and not all that was said."""

import re

from parsers.affiliation import role_and_body
from parsers.choices import Choices
from parsers.draft import Draft
from parsers.folding import listed, words
from parsers.phrase_kinds import Phrase, phrase_kind
from parsers.vocabulary import CALENDAR

_TELLING = re.compile(r"[^\W\d_][\w'’-]*|\d[\d .:/h-]*\d|\d")
_BEGINS = re.compile(r"(?:^|[.!?:…«»\"(–—-])\s*$")
_EVERYDAY = listed(
    """m mme mlle mr mrs ms dr monsieur madame mademoiselle messieurs mesdames i je j nous il elle atelier ateliers
    workshop workshops session sessions oui non yes no ok merci bonjour cordialement mail email tel pdf word internet
    sncf tgv"""
)


def unclaimed(sentences: list[str], drafts: list[Draft], choices: Choices, known: str) -> list[str]:
    """Give the names and long numbers in sentences that stand neither in a draft nor in the event; `known`: others'."""
    event = choices.event
    texts = [value for draft in drafts for value in draft.values.values()]
    texts += [value for draft in drafts for value in draft.answers.values() if isinstance(value, str)]
    texts += [event.title, event.venue or "", *event.match, known]
    texts += [p for w in event.workshops for p in (w.label, *w.aliases, w.slot or "")]
    texts += [p for q in event.questions for p in (q.label, *q.aliases)]
    texts += [p for q in event.questions for c in q.choices for p in (c.label, *c.aliases)]
    claimed = {w for text in texts for w in words(text)} | _EVERYDAY | CALENDAR
    digits = "".join(re.sub(r"\D", "", text) + " " for text in texts)
    return [word for text in sentences for word in _telling(text) if not _is_claimed(word, claimed, digits)]


def _telling(text: str) -> list[str]:
    """Give a sentence's words with a capital that its place does not explain, and its long numbers."""
    found = []
    for match in _TELLING.finditer(text):
        piece = match.group()
        if piece[0].isdigit():
            if len(re.sub(r"\D", "", piece)) > 3 and not re.fullmatch(r"(?:19|20)\d\d", piece):
                found.append(piece)
        elif piece[0].isupper() and not _BEGINS.search(text[: match.start()]):
            found.append(piece)
    return found


def _is_claimed(word: str, claimed: set[str], digits: str) -> bool:
    if word[0].isdigit():
        return re.sub(r"\D", "", word)[-8:] in digits
    return set(words(word)) <= claimed


def is_plausible(draft: Draft) -> bool:
    """Say whether role and body look like what they are said to be, and hold nothing else."""
    role, body = draft.values.get("role"), draft.values.get("organisation")
    if role and (role_and_body(role)[1] is not None or re.search(r"\d{4}|@", role) or len(words(role)) > 12):
        return False
    if body and (
        re.search(r"\d{4}|@|,", body) or (body[:1].islower() and phrase_kind(body)[0] is not Phrase.ORGANISATION)
    ):
        return False
    return not (
        body and phrase_kind(body)[0] in (Phrase.ROLE, Phrase.BOTH, Phrase.ADDRESS) and phrase_kind(body)[1] > 0.7
    )
