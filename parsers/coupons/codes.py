"""The numbers, letters and Roman numerals by which coupons call their workshops, where nothing else stands."""

import re

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMERAL = re.compile(r"\b(?:VIII|VII|VI|IV|IX|III|II|I|V|X)\b")
_CODES = re.compile(r"\s*[(\[]?\s*([A-Za-z]|\d{1,2}|[IVX]{1,4})\s*[)\]]?(?:\s*[,;/|–-]\s*|\s+|$)")
_RING = re.compile(r"[(\[]\s*(\w{1,4})\s*[)\]]")
_FEW = 3  # codes that make a list
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


def lists_codes(text: str) -> bool:
    """Say whether a text is the printed list of all codes: "1  2  3", "A / B / C", "I II III IV"."""
    codes = _codes(text)
    counted = [str(n) for n in range(1, len(codes) + 1)]
    lettered = [chr(ord("A") + n) for n in range(len(codes))]
    return len(codes) >= _FEW and codes in (counted, lettered, list(_ROMAN[: len(codes)]))


def ringed(text: str) -> list[str]:
    """Give the codes in brackets, where only some of a printed list are: typed rings, "1  (2)  3  (4)"."""
    rings = _RING.findall(text)
    return rings if lists_codes(text) and len(rings) < len(_codes(text)) else []


def _codes(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text) and (code := _CODES.match(text, at)):
        found.append(code[1].upper())
        at = code.end()
    return found if at >= len(text.rstrip()) else []
