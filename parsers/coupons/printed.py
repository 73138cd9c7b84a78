"""What a coupon prints behind a label ("oui / non", "☐ M. ☐ Mme", "S / M / L") and what was written behind that."""

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.coupons import fields
from parsers.coupons.given import yes_or_no
from parsers.coupons.headings import is_advice
from parsers.coupons.labels import Labelled
from parsers.coupons.options import options, visible
from parsers.document import Mark
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reading import Source

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\.?")
_BETWEEN = re.compile(rf"[\s/|,;()\[\]{MARKS}._…–-]*(?:\b(?:ou|or)\b[\s/|]*)?", re.IGNORECASE)
_LEADS = re.compile(rf"^(?:[\s/|,;:)\]{MARKS}._…=>→➔➜⇒←<»–—-]|\(\d\)|\*)*")  # a footnote's sign too
_PARTS_CHOICES = re.compile(r"[/|]|\s[–-]\s|\s{2}|\b(?:ou|or)\b", re.IGNORECASE)
_OTHERS = frozenset({"ou", "or", "x", "autre", "autres", "other", "others", "preciser", "precisez", "specify"})
YES_NO = (("oui", "yes", "o"), ("non", "no", "n"))
_FURTHER = re.compile(
    r"\s*[(]?(?:si (?:oui|non|c['’]est le cas)|le cas échéant|if (?:so|yes|not|applicable))\b[^?:.…_]{0,60}[?:][)]?"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_SIDES = re.compile(r"\s*[/|]\s*|\s+(?:ou|or)\s+", re.IGNORECASE)
_DENYING = frozenset({"ne", "n", "pas", "not"})
_TAKEN_FOR_DIGITS = str.maketrans("OoQlI|", "000111")
_MOST_DIGITS = 3  # of a number that is asked for
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


def narrowed(piece: Labelled, row: Row, offered: Sequence[Sequence[str]]) -> Labelled:
    """Give a piece whose value is only what was written behind the options that are printed there."""
    value = row.line.text[piece.start : piece.end]
    if len(offered) < 2 or visible(row, piece.start, piece.end)[1]:
        return piece
    at = written_behind(value, offered)
    return piece if at is None else replace(piece, start=piece.start + at, value=value[at:])


def behind_tick(value: str) -> str:
    """Give the answer that is ticked with what was added to it ("☐ oui ☒ non (cantine)"), parted by a comma."""
    ticked = [option.text for option in options(value) if option.mark is Mark.TICKED]
    answered = re.match(r"(oui|non|yes|no)\b\W*(.*)$", ticked[0], re.IGNORECASE) if len(ticked) == 1 else None
    others = [o.text for o in options(value) if o.mark is Mark.EMPTY and yes_or_no(o.text) is None]
    plain = (
        answered is not None
        and not others
        and not value[: next((n for n, c in enumerate(value) if c in MARKS), 0)].strip()
    )
    return f"{answered[1]}, {answered[2]}" if plain and answered is not None else ""


def offers_both(value: str) -> bool:
    """Say whether a value is the coupon's own "oui / non", neither chosen."""
    if opposites(value) is not None:
        return True
    said = set(words(re.sub(r"\([^()]*\)", " ", value)))
    both = bool(said & {"oui", "yes"}) and bool(said & {"non", "no"})
    once = len([w for w in words(value) if w in ("oui", "yes", "non", "no")]) <= len(said & {"oui", "yes", "non", "no"})
    return both and ((once and said <= {"oui", "yes", "non", "no", "ou", "or"}) or is_advice(value))


def opposites(value: str) -> tuple[str, str] | None:
    """Give the two sides of "nous y serons / nous n'y serons pas", folded, what is denied last; None of other words."""
    sides = _SIDES.split(re.sub(r"\([^()]*\)", " ", value))
    if len(sides) != 2:
        return None
    bare = [" ".join(w for w in words(side) if w not in _DENYING) for side in sides]
    denied = [len(words(side)) - len(plain.split()) for side, plain in zip(sides, bare, strict=True)]
    if not bare[0] or bare[0] != bare[1] or sorted(map(bool, denied)) != [False, True]:
        return None
    one, other = map(fold, sides)
    return (one, other) if denied[1] else (other, one)


def _named_at(question: Question, folded: str) -> list[tuple[int, int] | None]:
    """Give for each choice where the longest of its names stands in a folded text."""
    found: list[tuple[int, int] | None] = []
    for offered in question.choices:
        names = [n for n in map(fold, (offered.label, *offered.aliases)) if n and n in folded]
        name = max(names, key=len, default="")
        found.append((folded.find(name), folded.find(name) + len(name)) if name else None)
    return found


def asked_further(piece: Labelled) -> Labelled:
    """Give the piece without what its label goes on to ask before the value ("… ? Si oui, lequel ? fauteuil")."""
    more = _FURTHER.match(piece.value)
    if more is None:
        return piece
    return replace(piece, value=piece.value[more.end() :], start=piece.start + more.end())


def boxed_number(question: Question, value: str) -> str | None:
    """Give the number in the one box of a question that asks for a number; no tick is meant there."""
    if question.type is not QuestionType.NUMBER or value.count(Mark.DOUBTFUL) != 1:
        return None
    written = fields.cleaned(value.replace(Mark.DOUBTFUL, " "))
    return written if written.isdecimal() else None


def digits_for_letters(question: Question, row: Row, piece: Labelled, value: str) -> str:
    """Give a value without the letters that OCR takes digits for, where a number is asked ("Q" for a 0 on dots)."""
    seen = [t for t in row.line.tokens if t.start < piece.end and t.end > piece.start]
    if question.type is not QuestionType.NUMBER or not seen or any(t.source is not Source.OCR for t in seen):
        return value
    digits = value.translate(_TAKEN_FOR_DIGITS)
    return digits if digits.isdecimal() and len(digits) <= _MOST_DIGITS else value


def names_all(question: Question, value: str) -> bool:
    """Say whether a value names every choice, whatever else it says."""
    found = _named_at(question, fold(value))
    return len(found) > 1 and None not in found


def says_both(value: str) -> bool:
    said = set(words(value))
    return bool(said & {"oui", "yes"}) and bool(said & {"non", "no"})


_SEVERAL_OPTIONS = 3  # that nobody names all, parted by strokes


def _lists_in_short(question: Question, value: str) -> bool:
    """Say whether strokes part a word or two of each option, in their order ("boucle / fauteuil roulant / casque")."""
    pieces = [set(words(piece)) for piece in value.split("/")]
    if len(pieces) != len(question.choices) or len(pieces) < _SEVERAL_OPTIONS:
        return False
    names = [{w for name in (c.label, *c.aliases) for w in words(name)} for c in question.choices]
    return all(piece and piece <= name for piece, name in zip(pieces, names, strict=True))


def lists_choices(question: Question, value: str) -> bool:
    """Say whether a value only repeats what one may choose, as it was printed, nothing of it chosen."""
    if _lists_in_short(question, value):
        return True
    one_of_many = question.type is QuestionType.CHOICE and len(question.choices) > 2  # nobody picks them all
    if not names_all(question, value) or not (one_of_many or _PARTS_CHOICES.search(value)):
        return False
    rest = fold(value)
    for start, end in sorted((span for span in _named_at(question, rest) if span), reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return set(rest.split()) <= _OTHERS or is_advice(rest)
