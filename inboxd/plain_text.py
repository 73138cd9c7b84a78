"""Text of strangers made harmless: one line, no control characters, nothing that a mail program would link."""

import re
import unicodedata

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Control and format characters turn text round or hide it; lone surrogates are no UTF-8; the rest has no meaning.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SCHEME = re.compile(r"\b([A-Za-z][A-Za-z0-9+.-]{1,15}):(?=[/\\])")
# A dot before at least two letters may begin a top-level domain; browsers take the ideographic dots for dots too.
_DOT = re.compile(r"(?<=[\w)\]-])([.\u3002\uff0e\uff61])(?=[^\W\d_]{2})")


def one_line(text: str) -> str:
    """Give `text` in one line without control characters; spaces are single, no-break spaces stay."""
    line = _BREAKS.sub(" ", text)
    kept = "".join(c for c in line if unicodedata.category(c) not in _REFUSED)
    return re.sub(" {2,}", " ", kept).strip(" ")


def lines(text: str) -> list[str]:
    """Give the lines of a text that the operator wrote, each as `one_line`; blank lines at the end are left out."""
    return [one_line(line) for line in text.strip().splitlines()]


def cut(text: str, limit: int) -> str:
    """Give `text` with at most `limit` characters, an ellipsis at its end where something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def unlinked(text: str) -> str:
    """Give `text` with a space after each scheme and dot by which mail programs know an address of the web.

    A space is seen and survives copying; an invisible character would be dropped from a host's name again.
    """
    return _DOT.sub(r"\1 ", _SCHEME.sub(r"\1: ", text))


def as_said(text: str, limit: int = 200) -> str:
    """Give what somebody wrote so that it can be shown to her: one line, no links, at most `limit` characters."""
    return cut(unlinked(one_line(cut(text, 4 * limit))), limit)
