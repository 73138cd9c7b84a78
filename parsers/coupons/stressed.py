"""What stands out of a row: by colour, weight or underline, or because it alone stands in brackets or stars."""

import re
from collections.abc import Sequence

from parsers.coupons.choices import Choices
from parsers.document import Token
from parsers.folding import fold
from parsers.mail.thread import Row

_SURE = 0.9
_LONGEST = 400  # characters of a line of options
_WIDE = re.compile(r"\s{2,}|\t")
_OPTIONS = re.compile(r"\s*/\s*")
_AROUND = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|\*[^*]{1,40}\*|>[^<>]{1,40}<|_[^_]{1,40}_")


def stressed_stretches(row: Row, start: int, end: int) -> list[str]:
    """Give the stretches of a row that stand out by colour, weight or underline, where others beside them do not."""
    text = row.line.text
    inside = [t for t in row.line.tokens if t.start < end and t.end > start]
    loud = [_is_loud(t) for t in inside if fold(text[t.start : t.end])]
    if all(loud) or not any(loud):
        return []
    found: list[str] = []
    before = False
    end = start
    for token in inside:
        apart = _WIDE.search(text, end, token.start)  # two options side by side
        end = token.end
        if _is_loud(token) and before and not apart:
            found[-1] += f" {text[token.start : token.end]}"
        elif _is_loud(token) and fold(text[token.start : token.end]):
            found.append(text[token.start : token.end])
            before = True
        elif not _is_loud(token):
            before = False  # a word or a comma between two
    return found


def picked_out(row: Row, start: int, end: int) -> list[str]:
    """Give what stands out of several options: by its style, or because it alone stands in brackets or stars."""
    loud = stressed_stretches(row, start, end)
    text = row.line.text[start:end]
    if loud or not _OPTIONS.search(text):
        return loud
    around = [m for m in _AROUND.finditer(text) if fold(m[0])]
    whole = len(around) == 1 and (
        not fold(text[: around[0].start()].rpartition("/")[2]) and not fold(text[around[0].end() :].partition("/")[0])
    )
    return [around[0][0].strip("()[]*><_ ")] if whole else []


def picks_by_style(rows: Sequence[Row], choices: Choices) -> bool:
    """Say whether in a line of several workshops at least one was chosen by standing out, in a section."""
    for row in rows:
        text = row.line.text
        loud = stressed_stretches(row, 0, len(text)) if len(text) <= _LONGEST else []
        told = [found for stretch in loud if (found := choices.workshop(stretch)) is not None]
        named = {id for id, sure in told if sure >= _SURE}
        if named and named < set(choices.workshops(text).ids):
            return True
    return False


def _is_loud(token: Token) -> bool:
    return token.style.bold or token.style.highlighted or token.style.coloured or token.style.underlined
