"""A sheet's number → what its cell shows: a postal code keeps its zeros, a telephone number its spaces, a date is one.

Number formats are Excel's (ECMA-376 part 1, 18.8.31), as far as addresses, numbers and dates need them.
"""

import math
import re
from datetime import datetime, timedelta

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy",
    16: "dd/mm", 17: "mm/yyyy", 18: "hh:mm", 19: "hh:mm", 20: "hh:mm", 21: "hh:mm", 22: "dd/mm/yyyy hh:mm",
    45: "hh:mm", 46: "hh:mm", 47: "hh:mm",
}  # fmt: skip
_LITERAL = r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].'  # text in quotes, one character, a colour or a land, space to be filled
_QUOTED = re.compile(_LITERAL, re.DOTALL)
_PART = re.compile(_LITERAL + "|(.)", re.DOTALL)
_PLACES = re.compile(r"[0#?]")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - as shown, in no zone
_LAST_DAY = 2_958_465  # of the year 9999


def shown(number: float, code: str, *, from_1904: bool = False) -> str:
    """Give a number as its cell shows it; in a form that is not known here, the number itself."""
    if not math.isfinite(number):
        return ""
    parts = code.split(";")
    code = parts[1] if number < 0 and len(parts) > 1 else parts[0]
    bare = _QUOTED.sub("", code)
    if re.search(r"[dmyhs]", bare, re.IGNORECASE) and "General" not in bare:
        return _date(number, bare, from_1904=from_1904)
    if "%" in bare:
        return f"{_plain(round(number * 100, 10))} %"
    if not _PLACES.search(bare) or "." in bare or "," in bare or "E" in bare or "/" in bare:
        return _plain(number)
    return _in_places(round(abs(number)), code, negative=number < 0 and len(parts) == 1)


def _plain(number: float) -> str:
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"


def _date(number: float, code: str, *, from_1904: bool) -> str:
    if not 0 <= number <= _LAST_DAY:
        return _plain(number)
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=number, milliseconds=1)
    has_day, has_time = re.search(r"[dy]", code, re.IGNORECASE), re.search(r"[hs]", code, re.IGNORECASE)
    if has_time and not has_day:
        return moment.strftime("%H:%M")
    return moment.strftime("%d/%m/%Y %H:%M" if has_time else "%d/%m/%Y")


def _in_places(number: int, code: str, *, negative: bool) -> str:
    """Put a number's digits from the right into the places of a format, `0# ## ## ## ##`; text stays where it is."""
    parts = [(found[1] or found[2] or found[3] or "", found[3] in ("0", "#", "?")) for found in _PART.finditer(code)]
    places = "".join(text for text, is_place in parts if is_place)
    digits = str(number).rjust(len(places.lstrip("#?")), "0")
    empty = max(0, len(places) - len(digits))  # places at the left that stay so
    made, seen = "-" if negative else "", 0
    for text, is_place in parts:
        if not is_place:
            made += text if seen == 0 or seen > empty else ""
            continue
        seen += 1
        if seen > empty:
            surplus = len(digits) - (len(places) - seen)
            made, digits = made + digits[:surplus], digits[surplus:]
    return made.strip()
