"""Roman numerals, by which some coupons number their workshops."""

import re

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMERAL = re.compile(r"\b(?:VIII|VII|VI|IV|IX|III|II|I|V|X)\b")
_LISTED = re.compile(
    r"\s*((?i:ateliers?|workshops?|sessions?|th[eè]mes?)\s+)?"
    rf"{_NUMERAL.pattern}(?:(?:\s*[,;/+&]\s*|\s+(?:(?:et|and|puis|then|ensuite|ou|or)\s+)?){_NUMERAL.pattern})*[\s.!]*"
)


def numerals(text: str) -> list[int]:
    """Give the numbers of a text that is nothing but numerals ("II et IV", "Ateliers I, III"); none of other texts.

    A lone I, V or X may be a tick, and gives none.
    """
    listed = _LISTED.fullmatch(text)
    found = _NUMERAL.findall(text)
    if listed is None or not (listed[1] or len("".join(found)) > 1):
        return []
    return [_ROMAN.index(numeral) + 1 for numeral in found]
