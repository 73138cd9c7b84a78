"""A coupon's line about coming at all → whether the person comes ("Participera à la journée : non", "Sera absente").

Many coupons ask it, few configurations name it as a question of its own. A line counts only if nothing else stands in
it than the event and words of coming: "Participera au cocktail : non" is about the cocktail.
"""

import re

from parsers.coupons.given import yes_or_no
from parsers.coupons.vocabulary import CALENDAR
from parsers.event import Event
from parsers.folding import fold, listed, words

_COMES = re.compile(
    r"^(?:particip(?:e|era|erai|erons|eront|ation)|assist(?:e|era|erai|erons|eront)|viendr(?:a|ai|ons|ont)|presente?s?"
    r"|presence|absente?s?|absence|attend|attends|attending|attendance|venue)$"
)
_NOT = listed("ne n pas not no absent absente absents absentes absence unable cannot")
_BESIDE = (
    listed(
        """e s je j il elle nous i we he she sera serai serons seront est suis be will a au aux la le les l du de d
    des the to at of for ma my notre our votre your en in on cet cette ce this rencontre journee journees
    evenement event meeting day days conference congres forum salon colloque manifestation seminaire assises
    convention rendez vous personnellement monsieur madame m mme oui non yes ou or can cannot unable pourra
    pourrai pouvoir able malheureusement helas unfortunately sorry hereby"""
    )
    | CALENDAR
)
_MAX_WORDS = 24
_ANSWERED = re.compile(
    r"^(?P<asked>.*[^\W\d_].*?)(?:\s*[:?=…]|\s*\.{2,}|\s*_{2,}|\s{2,}|\t|\s[-–—]+>?\s)\s*(?P<said>.*)$"
)


def attendance(text: str, event: Event) -> bool | None:
    """Give whether a line says that somebody comes; None where it says nothing about it, or only asks."""
    found = _ANSWERED.match(text)
    if found and _is_about_coming(found["asked"], event):
        said = _answer(found["said"])
        refused = bool(_NOT & set(words(found["asked"])))
        return None if said is None else said is not refused
    if not _is_about_coming(text, event) or {"oui", "yes"} & set(words(text)):
        return None
    said_words = words(text)
    both = len([w for w in said_words if _COMES.match(w)]) > 1 or {"ou", "or"} & set(said_words)
    return None if both or not _NOT & set(said_words) else False


def _answer(text: str) -> bool | None:
    """Give the plain yes or no that a value is; an X is a yes."""
    said = words(text)
    if len(said) > 4:
        return None
    return True if said == ["x"] else yes_or_no(text)


def _is_about_coming(text: str, event: Event) -> bool:
    """Say whether nothing stands in a text but the event and words of coming."""
    said = words(text)
    if event.starts.date() != event.ends.date() and any(w in CALENDAR or w.isdecimal() for w in said):
        return False  # one of several days
    named = set(words(" ".join((event.title, *event.match, event.venue or ""))))
    known = all(_COMES.match(w) or w in _BESIDE or w in _NOT or w in named or w.isdecimal() for w in said)
    return known and len(said) <= _MAX_WORDS and any(_COMES.match(w) for w in said) and bool(fold(text))
