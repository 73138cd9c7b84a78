"""A sentence about coming late or leaving early → whether it leaves what the coupon chooses as it is.

"J'aurai un peu de retard" changes nothing; "I have to slip away before lunch" changes nothing beside a coupon for the
morning alone; with an hour it depends on the hours of what was chosen.
"""

import re
from collections.abc import Collection

from parsers.coupons.presence import Time, times
from parsers.folding import fold
from parsers.letters.weight import leaves_open

_LATE = re.compile(
    r"\b(?:un peu|quelques minutes|cinq minutes|dix minutes|un quart d heure"
    r"|petit)(?: (?:en|de|d un))?(?: petit)? retard\b|\b(?:a bit|a little|slightly|a touch|a few minutes"
    r"|five minutes|ten minutes) late\b"
)
_LEAVES = re.compile(
    r"\b(?:repart\w*|partir\w*|pars|quitt\w*|filer\w*|file|(?:m|s) eclips\w*|(?:slip|dash|get|run) (?:away|off|out)"
    r"|leave|leaving|head off|rentr\w*)\b.{0,40}?"
    r"\b(?P<when>avant|before|apres|after|a|at|by|vers|around|juste apres)\b"
)
_COMES = re.compile(
    r"\b(?:arriv\w*|rejoin\w*|get (?:in|there)|join\w*|come|coming|be there|serai la|sera la)\b.{0,40}?"
    r"\b(?P<when>vers|apres|after|around|about|at|a|que pour|a partir de|from|in time for)\b"
)
# Somebody else, a wish, a change, a condition: more than when somebody is there.
_MORE = re.compile(
    r"\b(?:mais|sauf|sinon|plutot|finalement|remplac\w*|collegues?|avec|accompagn\w*|epou\w*|mari|femme"
    r"|ami[es]*|but|except|instead|replac\w*|annul\w*|cancel\w*|demand\w*|please|veuillez|pouvez|pourriez"
    r"|merci de|svp|allerg\w*|inscri\w*|chang\w*|si|if|ou|or|with|besoin\w*|need\w*|keep|gard(?:ez|er)|prevo\w*"
    r"|manquer\w*|miss\w*|rater\w*|donc (?:pas|sans)|atelier\w*|workshop\w*|session\w*|seance\w*|chercher"
    r"|depend\w*|selon|peut etre|maybe)\b|\?"
)
_MEAL = re.compile(r"\b(?:repas|dejeun\w*|lunch|buffet|midi|noon)\b")
_ASIDE = re.compile(r"\s*,\s*(?:which|ce qui|ce que)\b[^,;]*$")  # ", which I would rather miss"
_MOST_WORDS = 30
_ORDER = {"am": 0, "noon": 1, "pm": 2, "eve": 3}


def keeps_to_times(text: str, chosen: Collection[Time]) -> bool:
    """Say whether a sentence only tells that somebody comes late or leaves early, and misses nothing chosen."""
    text = _ASIDE.sub("", text)
    folded = fold(text)
    if len(folded.split()) > _MOST_WORDS or _MORE.search(folded) or leaves_open(text):
        return False
    if _LATE.search(folded):
        return not re.search(r"\b(?:heures?|hours?)\b(?! du)", folded.replace("quart d heure", ""))
    day = next((time.day for time in times(text) if time.day is not None), None)
    parts = {time.part for time in chosen if day is None or time.day in (None, day)}
    if not parts or None in parts:
        return False
    return _leaves_behind(text, folded, parts) or _comes_before(text, folded, parts)


def _leaves_behind(text: str, folded: str, chosen: set[str | None]) -> bool:
    """Say whether somebody leaves behind all that was chosen: before lunch, where the morning alone was."""
    found = _LEAVES.search(folded)
    told = _told(text, folded[found.end() :]) if found else None
    if found is None or told is None:
        return False
    ends = _ORDER[told] if found["when"] in ("apres", "after", "juste apres") else _ORDER[told] - 1
    return all(_ORDER[part] <= ends for part in chosen if part)


def _comes_before(text: str, folded: str, chosen: set[str | None]) -> bool:
    """Say whether somebody comes before all that was chosen begins."""
    found = _COMES.search(folded)
    told = _told(text, folded[found.end() :]) if found else None
    if found is None or told is None:
        return False
    begins = _ORDER[told] if found["when"] in ("que pour", "in time for", "a partir de", "from") else _ORDER[told] + 1
    return all(_ORDER[part] >= begins for part in chosen if part)


def _told(text: str, behind: str) -> str | None:
    """Give the one part of the day that the words behind a preposition name; a meal is one."""
    if _MEAL.match(behind) or _MEAL.match(" ".join(behind.split()[1:])):
        return "noon"
    told = [time.part for time in times(behind) if time.part]
    return told[0] if told and any(time.part == told[0] for time in times(text)) else None
