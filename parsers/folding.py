"""Text without what people write differently: accents, case, typographic quotes and dashes."""

import re
import unicodedata

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
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _WORD.findall(bare)


def fold(text: str) -> str:
    """Give the words of a text parted by one space."""
    return " ".join(words(text))


def listed(text: str) -> frozenset[str]:
    """Give the words of a list that is written as one text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Give the phrases of a list that is written as one text, parted by bars."""
    return tuple(phrase for piece in text.split("|") if (phrase := " ".join(piece.split())))
