"""A line → its labels and what stands beside them, whatever parts the two: a colon, a tab, dots, a box, or nothing.

Several pairs may share a line ("Nom : X / Prénom : Y", "CP __55997__ Ville __Nancy__"). The first label is all that
stands before its separator; a further one has to begin behind a clear boundary, or to be a label letter by letter.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from parsers.coupons.choices import Choices
from parsers.coupons.figures import figure_behind
from parsers.coupons.given import choice
from parsers.coupons.labels import Labelled, chosen, meaning
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Mark
from parsers.event import QuestionType
from parsers.folding import fold
from parsers.marks import MARKS

_SAID = rf"(?:[{MARKS}/\s|.,()–-]|\b(?:oui|non|yes|no)\b)*"
_TAIL = re.compile(
    rf"^(?P<label>[^{MARKS}]*?[^\s:.…_{MARKS}])\s*"
    rf"(?P<gap>:|\t|…|[.…_]{{2,}}|\s{{2,}}|(?:\s\.){{2,}}|(?=[{MARKS}]))[\s:.…_]*"
    rf"(?P<tail>{_SAID}\b(?:oui|non|yes|no)\b{_SAID})$",
    re.IGNORECASE,
)
_COLON = r"(?<!\d):(?!//)|:(?!//|\d)"
_TAB = r"\t(?:\s*:(?![/\d])\s*)?"  # "Nom\t: Morvan"
_LEADERS = rf"\.{{3,}}|\s\.{{2}}(?=\s)|[.…]*…[.…]*|_{{2,}}|(?:\s+\.){{3,}}|\s{{3,}}|\s*{_TAB}\s*"
_NARROW = r"\s+(?:=|→|->)\s+|\s*\?\s+(?=\S)"
_NARROW_GAP = re.compile(_NARROW)
_FIRST = tuple(re.compile(p) for p in (_TAB, _COLON, _LEADERS, _NARROW))  # in this order: a colon may follow dots
_SEPARATOR = re.compile(rf"(?P<colon>{_COLON})|{_LEADERS}|{_NARROW}")
# Where a further label may begin: behind a wide gap, a stroke, dots, or a punctuation mark between two pairs.
_BOUNDARY = re.compile(r"\s{2,}|\t|\s*[/|;•(]\s*|_{2,}|\.{3,}|…+|(?:\s\.){3,}|,\s+|\s[–—-]\s|\.\s+(?=[^\W\d_])")
_WIDE = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_STOP = re.compile(r"(?<=[^\W\d_]{2})\.\s*$|(?<=\d)\.\s*$")  # ends the pair before, no abbreviation of a letter
_COUNTED = re.compile(r"^\s*\d{1,2}\s*[.)]")
_ITEM = re.compile(
    r"\s+(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\s*\)\s*$"
)  # of the label behind a value ("Morvan b) Prénom : …")
_EDGE = re.compile(rf"\s{{3,}}|\t|;|\|{{1,2}}|•|_{{2,}}|\.{{3,}}|…|[{MARKS}]")  # no label reaches over it
# A label inside a value, behind a sign that parts the pairs of its line.
_STRAY = re.compile(r"(?:\s*[;|•]\s*|\t+|\s{3,}|\s[-–—/]\s)(?P<label>[^\W\d_][^:=;|\t]{0,40}?)\s*(?:=|:(?!//))\s*")
_FAR_STRAY = re.compile(r"(?:\t+|\s{3,})(?P<label>[^\W\d_][^:=;|\t]{2,40}?)\s*:(?!//)\s*(?=\S)")
_JOINTS = tuple((sign, re.compile(rf"\s*{re.escape(sign)}\s*")) for sign in ("/", "|", "+", "&", ",", "–", " - "))
_DOTS = re.compile(r"\s*:?\s*(?:\.{3,}|…[.…]*|_{3,})\s*")
_BAR = re.compile(
    r"^(?P<label>[^|:]{2,60}?)\s+\|\s+(?P<value>[^|:]*[^|:\s][^|:]*)$"
)  # one of a coupon, alone in its line
_PAIRED_CELLS = (4, 6)  # of a row with a label and a value by turns
_MAX_LINE = 1000  # characters; no line of a coupon is longer
_MAX_PAIRS = 30  # of one line
_MAX_LABEL = 145  # characters; no label is longer
_MAX_BOUNDARIES = 4  # inside one label ("Code postal / Ville", "Nom, prénom, fonction")
_MAX_SEPARATORS = 60  # of one line: what has more is no coupon, and would take long
_LABEL_WORDS = 4  # of a further label that only a space parts from the value before it


def labelled(text: str, choices: Choices, sign: re.Pattern[str] | None = None) -> list[Labelled]:
    """Give the labels of a line with their values, none where it has no label that is known.

    `sign` parts labels from values in this coupon, besides the usual ones.
    """
    if len(text) > _MAX_LINE:
        return []
    known = choices.labelled.get((text, sign))  # a line is asked for again by every reader that looks at its neighbours
    if known is None:
        shown = choices.unparted(text)
        found = _rejoined(_pieces(shown, choices, sign), shown)
        if shown != text:
            found = [replace(piece, value=text[piece.start : piece.end]) for piece in found]
        known = choices.labelled[text, sign] = tuple(found)
    return list(known)


def _rejoined(found: list[Labelled], text: str) -> list[Labelled]:
    """Put an option that is named like its question ("Menu classique") back among the options."""
    kept: list[Labelled] = []
    for piece in found:
        above = kept[-1] if kept else None
        asked = piece.question
        if above and asked and above.question is asked and asked.choices and choice(asked, piece.written):
            kept[-1] = replace(above, end=piece.end, value=text[above.start : piece.end])
        else:
            kept.append(piece)
    return kept


def _pieces(text: str, choices: Choices, sign: re.Pattern[str] | None) -> list[Labelled]:
    cells = _by_cells(text, choices) or _left_open(text)
    if len(cells) > 1:
        return cells
    first = _by_separator(text, choices, sign) or _before_box(text, choices)
    if (first is None or first.learned) and (option := _by_choice(text, choices, sign)) is not None:
        return [option]
    if first is None and (joint := _joint(text, choices)):
        return joint
    pairs = _further(first, text, choices) if first else []
    if len(pairs) > 1:
        return pairs
    tail = _with_tail(text, choices)
    if tail is not None:
        return [tail]
    if first is not None or any(mark in text for mark in Mark):
        return pairs
    if (counted := figure_behind(text, choices)) is not None:
        return [counted]
    whole = meaning(text.strip().rstrip(":"), len(text), len(text), "", choices, bare=True)
    return [whole] if whole else []


def _left_open(text: str) -> list[Labelled]:
    """Read "CP .......... Ville ..............": labels alone, dots in the place of each value."""
    gaps = list(_DOTS.finditer(text))
    if len(gaps) < 2 or gaps[-1].end() < len(text):
        return []
    starts = [0, *(gap.end() for gap in gaps)]
    labels = [label_of(text[a : gap.start()], exact=True) for a, gap in zip(starts, gaps, strict=False)]
    if None in labels or len(set(labels)) < len(labels):
        return []
    return [
        Labelled("", gap.end(), gap.end(), label=label, written=text[a : gap.start()].strip())
        for label, a, gap in zip(labels, starts, gaps, strict=False)
    ]


def _with_tail(text: str, choices: Choices) -> Labelled | None:
    """Read "Déchets : ☒ oui ☐ non", "Atelier 1 : financer un projet : oui / non"."""
    found = _TAIL.match(text)
    if not found:
        return None
    label, start = found["label"], found.start("tail")
    if found["gap"] == "" and not any(mark in found["tail"] for mark in Mark):
        return None
    return meaning(label, start, len(text), text[start:], choices, answered=True)


def _by_separator(text: str, choices: Choices, sign: re.Pattern[str] | None) -> Labelled | None:
    """Give the first pair: its label is everything before a separator, of the vocabulary if any is."""
    gaps = list(_first_gaps(text, sign))
    for gap in gaps:
        found = meaning(text[: gap.start()], gap.end(), len(text), text[gap.end() :], choices)
        if found and not _holds_pair(text[: gap.start()], choices):
            return found
    bar = _BAR.match(text)
    if bar is not None and meaning(bar["value"], 0, 0, "", choices) is None:
        found = meaning(bar["label"], bar.start("value"), len(text), bar["value"], choices)
        if found is not None:
            return found
    for gap in gaps:
        left = text[: gap.start()]
        if not _SEPARATOR.search(left.strip()):
            return meaning(left, gap.end(), len(text), text[gap.end() :], choices, first=True)
    return None


def _holds_pair(left: str, choices: Choices) -> bool:
    """Say whether what resembles a label is a whole pair ("Civilité = M.", before a tab and the next pair)."""
    inner = _NARROW_GAP.search(left)
    return (
        inner is not None
        and bool(fold(left[inner.end() :]))
        and meaning(left[: inner.start()], 0, 0, "", choices) is not None
    )


def _first_gaps(text: str, sign: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
    """Give the separators that may end the first label of a line, the clearest first."""
    for pattern in (*_FIRST, *([sign] if sign else [])):
        for gap in pattern.finditer(text):
            left = text[: gap.start()]
            if len(left) > _MAX_LABEL or any(mark in left for mark in Mark):
                break
            if not _is_bracketed(text, gap):
                yield gap


def _is_bracketed(text: str, gap: re.Match[str]) -> bool:
    """Say whether dots stand within brackets ("Vous apportez (un outil, un gâteau…) :") and part nothing."""
    left = text[: gap.start()]
    dots = not gap[0].strip(" .…") and bool(gap[0].strip())
    return dots and left.count("(") > left.count(")") and ")" in text[gap.end() :]


def _by_choice(text: str, choices: Choices, sign: re.Pattern[str] | None) -> Labelled | None:
    """Read "Je m'inscris pour : crues et berges": a label in words of its own, known by what stands beside it."""
    for pattern in (re.compile(_COLON), *([sign] if sign else [])):
        gap = pattern.search(text)
        if gap is not None and gap.start() <= _MAX_LABEL:
            return chosen(text[: gap.start()], gap.end(), len(text), text[gap.end() :], choices)
    return None


def _before_box(text: str, choices: Choices) -> Labelled | None:
    """Read "Civilité ☒ M. ☐ Mme": a label that only its first box parts from the options."""
    box = next((n for n, character in enumerate(text) if character in MARKS), 0)
    if not fold(text[:box]) or not fold(text[box:]):
        return None
    for gap in _WIDE.finditer(text, 0, box):  # "Ateliers  A ☒  B ☐": the boxes stand behind their options
        if fold(text[gap.end() : box]) and (found := meaning(text[: gap.start()], 0, 0, "", choices)) is not None:
            return replace(found, value=text[gap.end() :], start=gap.end(), end=len(text))
    return meaning(text[:box], box, len(text), text[box:], choices)


def _further(first: Labelled, text: str, choices: Choices) -> list[Labelled]:
    """Part what stands beside the first label into its value and the pairs that follow."""
    found = [first]
    for gap in islice(_SEPARATOR.finditer(text, first.start), _MAX_SEPARATORS):
        if gap.start() < found[-1].start or len(found) >= _MAX_PAIRS or _is_bracketed(text, gap):
            continue
        rest = text[gap.end() :]
        if gap["colon"] is None and not fold(rest) and not any(mark in rest for mark in Mark):
            continue  # the dots behind the last value
        following = _following(text, found[-1].start, gap, choices)
        if following is not None:
            begin, pair = following
            last = found.pop()
            value = _STOP.sub("", _without_item(text[last.start : begin]).rstrip(" \t,;|–-/•("))
            found.append(replace(last, value=value, end=last.start + len(value)))
            found.append(pair)
    if len(found) > 1 and found[-1].label is not None:
        value = _STOP.sub("", found[-1].value.rstrip())
        found[-1] = replace(found[-1], value=value, end=found[-1].start + len(value))
    return [piece for pair in found for piece in _with_strays(_unbracketed(pair), text, several=len(found) > 1)]


def _without_item(value: str) -> str:
    """Give a value without the letter or number that counts the label behind it."""
    return value if "(" in value else _ITEM.sub("", value)


def _with_strays(pair: Labelled, text: str, *, several: bool) -> list[Labelled]:
    """Part a value from what a label that nobody knows asks for behind it ("Paul ; Grade : capitaine").

    Such a piece is a Labelled that asks for nothing known; behind the only pair of a line a wide gap has to part it.
    """
    stray = (_STRAY if several else _FAR_STRAY).search(text, pair.start, pair.end)
    if stray is None or (pair.question is not None and pair.question.type is QuestionType.TEXT):
        return [pair]
    cut = replace(pair, value=text[pair.start : stray.start()], end=stray.start())
    rest = Labelled(text[stray.end() : pair.end], stray.end(), pair.end, written=stray["label"].strip())
    return [cut, *_with_strays(rest, text, several=True)]


def _unbracketed(pair: Labelled) -> Labelled:
    """Give a pair without the bracket that closes behind its value, where it opened before its label."""
    value = pair.value.rstrip(" .;,")
    if not value.endswith(")") or "(" in value:
        return pair
    return replace(pair, value=value[:-1], end=pair.start + len(value) - 1)


def _joint(text: str, choices: Choices) -> list[Labelled]:
    """Read "Fonction / Organisme : directrice / Ville de X": several labels, and as many values parted alike."""
    for sign, gap in _JOINTS:
        for colon in list(re.finditer(rf"{_COLON}|\t", text))[:1]:
            labels, values = gap.split(text[: colon.start()]), list(_between(gap, text, colon.end()))
            if not 2 <= len(labels) == len(values) <= 4 or sign not in text[: colon.start()]:
                continue
            pairs = [meaning(w, a, b, text[a:b], choices) for w, (a, b) in zip(labels, values, strict=True)]
            found = [pair for pair in pairs if pair is not None]
            if len(found) == len(labels) and len({(p.label, p.question, p.pick) for p in found}) == len(found):
                return found
    return []


def _between(gap: re.Pattern[str], text: str, start: int) -> Iterator[tuple[int, int]]:
    """Give where the stretches between the gaps stand."""
    for found in gap.finditer(text, start):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _following(text: str, start: int, gap: re.Match[str], choices: Choices) -> tuple[int, Labelled] | None:
    """Give where the label before a separator begins, and its pair; None where no label stands there.

    A field's label is as long as it can be ("Code postal / Ville"), a question's as short: it forgives strange words.
    """
    best: tuple[int, Labelled] | None = None
    for begin, clear in _beginnings(text, start, gap.start()):
        written = text[begin : gap.start()]
        if not fold(written) or _COUNTED.match(written) or any(mark in written for mark in Mark):
            continue
        pair = _further_label(written, gap, text, choices, clear=clear)
        if pair is None or (not clear and _begins_later(written, pair)):
            continue
        if best is None or (pair.question is not None and pair.question == best[1].question):
            best = begin, pair
        if pair.question is None:
            break
    return best


def _begins_later(written: str, pair: Labelled) -> bool:
    """Say whether a field's label begins with a capital inside the text: what stands before it ends the last value."""
    if pair.label is None or not written.strip()[:1].islower():
        return False
    later = [written[space.end() :] for space in re.finditer(r"\s+(?=\S)", written.strip())]
    return any(rest[:1].isupper() and label_of(rest, exact=True) is pair.label for rest in later)


def _further_label(written: str, gap: re.Match[str], text: str, choices: Choices, *, clear: bool) -> Labelled | None:
    end = gap.end()
    colon = gap["colon"] is not None
    if not clear:
        label = label_of(written, exact=True) if colon and len(fold(written)) > 1 else None
        return Labelled(text[end:], end, len(text), label=label, written=written.strip()) if label else None
    found = meaning(written, end, len(text), text[end:], choices)
    if found is None or (not colon and found.label and label_of(written, exact=True) is None and found.pick is None):
        return None
    return found


def _beginnings(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Give where the label before a separator may begin, the longest first; True behind a clear boundary."""
    edge = max((m.end() for m in _EDGE.finditer(text, start, end)), default=start)
    start = max(start, edge)
    least = max(start, end - _MAX_LABEL)
    if least == start:
        yield start, True
    for boundary in list(_BOUNDARY.finditer(text, least, end))[-_MAX_BOUNDARIES:]:
        yield boundary.end(), True
    start = least
    for space in list(re.finditer(r"\s+(?=\S)", text[start:end]))[-_LABEL_WORDS:]:
        yield start + space.end(), False


def _by_cells(text: str, choices: Choices) -> list[Labelled]:
    """Read a table's row that holds several pairs ("Nom | MORVAN | Prénom | Léa")."""
    found: list[Labelled] = []
    at = 0
    cells = text.split("\t")[:_MAX_SEPARATORS] if "\t" in text else []
    paired = len(cells) in _PAIRED_CELLS
    for number, cell in enumerate(cells):
        end = at + len(cell)
        meant = None
        if cell.strip() and not any(mark in cell for mark in Mark):
            meant = meaning(cell, end + 1, len(text), "", choices, bare=True)
        told = bool(found) and bool(fold(text[found[-1].start : at]))  # the label before has its value
        if meant is not None and found and found[-1].label is Label.CIVILITY is meant.label and not told:
            continue  # "Civilité | Madame / Monsieur": the second is what the first asks for
        if paired and told and number % 2 == 0 and meant is None and not any(mark in cell for mark in Mark):
            meant = meaning(cell, end + 1, len(text), cells[number + 1], choices, first=True)  # where a label stands
        known = meant is not None and (label_of(cell, exact=True) is meant.label or (paired and meant.learned))
        if known and meant is not None and (told or meant.label or not found):
            if found:
                found[-1] = replace(found[-1], value=text[found[-1].start : max(found[-1].start, at - 1)], end=at)
            found.append(replace(meant, start=min(end + 1, len(text)), value=text[end + 1 :]))
        elif not found and cell.strip():
            return []
        at = end + 1
    return found
