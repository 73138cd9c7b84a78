"""A line → its labels and what stands beside them, whatever parts the two: a colon, a tab, dots, or nothing."""

import re
from dataclasses import dataclass, replace

from parsers.choices import Choices
from parsers.document import Mark
from parsers.event import Question
from parsers.folding import fold, words
from parsers.marks import MARKS
from parsers.vocabulary import Label, label_of

_TAIL = re.compile(
    rf"^(?P<label>[^{MARKS}]*?[^\s:.…_{MARKS}])\s*(?P<gap>:|\t|…|[.…_]{{2,}}|\s{{2,}}|(?:\s\.){{2,}}|(?=[{MARKS}]))[\s:.…_]*"
    rf"(?P<tail>(?:[{MARKS}/\s|.,()–-]|\b(?:oui|non|yes|no)\b)*\b(?:oui|non|yes|no)\b(?:[{MARKS}/\s|.,()–-]|\b(?:oui|non|yes|no)\b)*)$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"\.{3,}|[.…]*…[.…]*|_{3,}|(?:\s+\.){3,}|\s{3,}|\s*\t\s*")
_INNER = re.compile(r"(?<=[\s,;|/–-])((?:[^\W\d_][\w'’.°]*\s?(?:\([^()]{1,20}\))?[ /-]{0,3}){1,4})\s*:")
_SENTENCE = re.compile(r"\w\w[.!]\s*$|^\s*(?:je|j'|il|elle|nous|ils|elles|i|we|he|she|they)\b", re.IGNORECASE)
_MAX_LINE = 600  # characters; no line of a coupon is longer
_NARROW = re.compile(r"\s+(?:=|→|->)\s+")


# Labels that no value begins with; "Ville de Tours" is a value, not the label Ville.
_BEFORE_VALUE = frozenset(
    {Label.CIVILITY, Label.LAST_NAME, Label.FIRST_NAME, Label.FULL_NAME, Label.PHONE, Label.EMAIL, Label.POSTAL_CODE}
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value; `start` and `end` are the value's offsets in the line."""

    value: str
    start: int
    end: int
    label: Label | None = None
    question: Question | None = None
    workshop: str | None = None
    written: str = ""  # the label as it stands
    sure: float = 0.98


def labelled(text: str, choices: Choices) -> list[Labelled]:
    """Give the labels of a line with their values, none where it has no label that is known."""
    if len(text) > _MAX_LINE:
        return []
    cells = _by_cells(text, choices)
    if len(cells) > 1:
        return cells
    found = _with_tail(text, choices) or _by_separator(text, choices)
    if found is None and any(mark in text for mark in Mark):
        return []
    if found is None:
        whole = _meaning(text.strip().rstrip(":"), len(text), len(text), "", choices, bare=True)
        return [whole] if whole else []
    if found.label is None:
        return [found]
    return _inner(found, text)


def by_prefix(text: str) -> Labelled | None:
    """Give the label that a line begins with although nothing parts it from its value ("Civilité Mme")."""
    parts = list(re.finditer(r"\S+", text))
    for count in range(min(6, len(parts) - 1), 0, -1):
        written = text[: parts[count - 1].end()]
        found = label_of(written, exact=True)
        if found in _BEFORE_VALUE and fold(written) and fold(text[parts[count].start() :]):
            start = parts[count].start()
            return Labelled(text[start:], start, len(text), label=found, written=written, sure=0.8)
    return None


def _with_tail(text: str, choices: Choices) -> Labelled | None:
    """Read "Déchets : ☒ oui ☐ non", "Atelier 1 : financer un projet : oui / non"."""
    found = _TAIL.match(text)
    if not found:
        return None
    label, start = found["label"], found.start("tail")
    if found["gap"] == "" and not any(mark in found["tail"] for mark in Mark):
        return None
    return _meaning(label, start, len(text), text[start:], choices, answered=True)


def _by_separator(text: str, choices: Choices) -> Labelled | None:
    for pattern in (re.compile(r"\t"), re.compile(r":(?!//)"), _LEADERS, _NARROW):
        for gap in pattern.finditer(text):
            left = text[: gap.start()]
            if any(mark in left for mark in Mark):
                break
            found = _meaning(left, gap.end(), len(text), text[gap.end() :], choices)
            if found:
                return found
    return None


def _by_cells(text: str, choices: Choices) -> list[Labelled]:
    """Read a table's row that holds several pairs ("Nom | MORVAN | Prénom | Léa")."""
    found: list[Labelled] = []
    at = 0
    for cell in text.split("\t") if "\t" in text else []:
        end = at + len(cell)
        meant = None
        if cell.strip() and not any(mark in cell for mark in Mark):
            meant = _meaning(cell, end + 1, len(text), "", choices, bare=True)
        if meant is not None and label_of(cell, exact=True) is meant.label:
            if found:
                found[-1] = replace(found[-1], value=text[found[-1].start : max(found[-1].start, at - 1)], end=at)
            found.append(replace(meant, start=min(end + 1, len(text)), value=text[end + 1 :]))
        elif not found and cell.strip():
            return []
        at = end + 1
    return found


def _meaning(
    written: str, start: int, end: int, value: str, choices: Choices, *, bare: bool = False, answered: bool = False
) -> Labelled | None:
    """Give the Labelled of a text that may be a label. `bare`: it fills its line. `answered`: by oui or non."""
    sentence = bare and bool(_SENTENCE.search(written))
    written = written.strip(" \t:.…_*-•–")
    if not fold(written) or len(written) > 140:
        return None
    if answered:
        workshop = choices.workshop(written)
        if workshop and workshop[1] >= 0.7:
            return Labelled(value, start, end, workshop=workshop[0], written=written, sure=workshop[1])
    label = label_of(written)
    if label is not None:
        return Labelled(value, start, end, label=label, written=written)
    question = choices.question(written)
    if (
        question is not None
        and not sentence
        and (not bare or len(words(written)) <= 10)
        and not _is_event_title(written, choices)
    ):
        return Labelled(value, start, end, question=question, written=written, sure=0.97)
    return None


def _is_event_title(written: str, choices: Choices) -> bool:
    title = fold(choices.event.title)
    return title in fold(written) or (len(words(written)) > 3 and fold(written) in title)


def _inner(first: Labelled, text: str) -> list[Labelled]:
    """Part "Code postal : 75001  Ville : Paris" into its two pairs."""
    found = [first]
    at = first.start
    for match in _INNER.finditer(text, first.start):
        pieces = match[1].split()
        for count in range(len(pieces), 0, -1):
            written = " ".join(pieces[-count:])
            label = label_of(written)
            if label is not None and (count > 1 or len(fold(written)) > 1):
                begin = match.start(1) + match[1].rstrip().rfind(pieces[-count]) if count == 1 else match.start(1)
                if count > 1:
                    begin = text.rindex(pieces[-count], match.start(1), match.end(1))
                last = found.pop()
                found.append(Labelled(text[at:begin].rstrip(" ,;|–-/"), last.start, begin, label=last.label,
                                      written=last.written, sure=last.sure))  # fmt: skip
                at = match.end()
                found.append(Labelled(text[at:], at, len(text), label=label, written=written))
                break
    return found
