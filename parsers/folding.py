"""Text without what people write differently: accents, case, typographic quotes and dashes."""

import re
import unicodedata
from functools import lru_cache

_TYPOGRAPHY = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{FIGURE SPACE}": " ",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{HYPHEN}": "-",
        "\N{ZERO WIDTH SPACE}": None,
        "\N{ZERO WIDTH NON-JOINER}": None,
        "\N{ZERO WIDTH NO-BREAK SPACE}": None,
        "\N{SOFT HYPHEN}": None,
    }
)
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
_WORD = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Give the text with ordinary spaces, apostrophes and hyphens, composed (NFC); its lines stay."""
    return unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)


def words(text: str) -> list[str]:
    """Give the words of a text, letters and digits only, without case and accents."""
    return fold(text).split()


def fold(text: str) -> str:
    """Give the words of a text parted by one space."""
    return _short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text.casefold()))


_SHORT = 200  # characters; a mail's lines are folded again and again, each for another question
_short = lru_cache(maxsize=4096)(_folded)


def listed(text: str) -> frozenset[str]:
    """Give the words of a list that is written as one text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Give the phrases of a list that is written as one text, parted by bars."""
    return tuple(phrase for piece in text.split("|") if (phrase := " ".join(piece.split())))
