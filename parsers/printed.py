"""What a coupon prints behind a label ("oui / non", "☐ M. ☐ Mme", "S / M / L") and what was written behind that."""

import re
from collections.abc import Sequence

from parsers.document import Mark
from parsers.folding import fold, words
from parsers.marks import MARKS

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\.?")
_BETWEEN = re.compile(rf"[\s/|,;()\[\]{MARKS}._…–-]*(?:\b(?:ou|or)\b[\s/|]*)?", re.IGNORECASE)
_LEADS = re.compile(rf"^[\s/|,;:)\]{MARKS}._…=>→➔➜⇒←<»–—-]*")
YES_NO = (("oui", "yes", "o"), ("non", "no", "n"))
CIVILITIES = (("m", "mr", "monsieur", "mister"), ("mme", "madame", "mrs", "ms", "mme mlle"))


def written_behind(value: str, offered: Sequence[Sequence[str]]) -> int | None:
    """Give where in `value` the words begin that were written behind all that is printed there; None where none were.

    `offered`: of each printed option the names that it may have. All of them have to stand there, each once, with
    nothing between them but signs: "oui / non -> NON", "☐ Mme ☐ M. M.".
    """
    if any(mark in value for mark in (Mark.TICKED, Mark.DOUBTFUL)):
        return None
    left = [sorted((words(name) for name in names), key=len, reverse=True) for names in offered]
    at = 0
    while left:
        begin = _BETWEEN.match(value, at)
        at = begin.end() if begin else at
        hit = next(((n, end) for n, names in enumerate(left) if (end := _ends(value, at, names)) is not None), None)
        if hit is None:
            return None
        del left[hit[0]]
        at = hit[1]
    lead = _LEADS.match(value[at:])
    at += lead.end() if lead else 0
    return at if fold(value[at:]) and value[at] != "(" else None


def _ends(value: str, at: int, names: Sequence[list[str]]) -> int | None:
    """Give where one of an option's names ends that stands at a place, the longest one first."""
    for name in names:
        end = at
        for count in range(1, len(name) + 1):
            found = _WORD.match(value, end) or _WORD.search(value, end)
            if found is None or fold(value[at : found.end()]).split()[:count] != name[:count]:
                break
            end = found.end()
        else:
            if name and fold(value[at:end]).split() == name:
                return end
    return None
