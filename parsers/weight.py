"""A sentence beside an answer → whether it changes nothing: politeness, thanks, what comes with the mail, small talk.

People say such things in words that no list holds, so their wording is learned (``parsers.learned``); a wish, a
question or a condition among it is for a person to read. A question mark or an open condition is never harmless,
whatever the model says.
"""

import re

from parsers.folding import fold, words
from parsers.learned import model

HARMLESS = 0.8  # the least chance of `cover`; counted by ``python -m training.wording``, see its README
_NEVER = re.compile(
    r"\b(?:sous reserve|peut etre|si possible|a confirmer|probablement|eventuellement|a priori|en principe"
    r"|provisoire\w*|maybe|perhaps|tentativ\w+|subject to|provided that|not (?:yet )?sure|en fonction"
    r"|dans la mesure du possible|a condition|pas certaine?|pas sure?|ne sais pas|in principle|waiting list"
    r"|liste d attente|allerg\w+)\b"
)
_MAX_WORDS = 60  # what is longer says more than one thing


def is_harmless(sentence: str) -> bool:
    """Say whether a sentence asks nothing of a person who has the answer beside it."""
    if "?" in sentence or len(words(sentence)) > _MAX_WORDS or _NEVER.search(fold(sentence)):
        return False
    return cover_chance(sentence) >= HARMLESS


def cover_chance(sentence: str) -> float:
    """Give the chance that a sentence changes nothing, from 0 to 1."""
    return model("remarks").chances(sentence)["cover"]
