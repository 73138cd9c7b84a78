"""Workshops that stand below each other without boxes, understood together: which are offered, and which are chosen.

One row says little. Of several, those with a number are ranked, those without a stroke are kept, those that stand out
are chosen; a few of all are a choice, all of them without a mark are the coupon's own list.
"""

import re
from dataclasses import dataclass, replace

from parsers.coupons.choices import Choices, ordinal
from parsers.coupons.given import yes_or_no
from parsers.coupons.options import visible
from parsers.document import Style
from parsers.draft import Draft, evidence_at
from parsers.folding import listed, words
from parsers.mail.thread import Row
from parsers.reading import Source
from parsers.reasons import Reason

_PLACE = r"[._…\s]"  # the place that a form leaves for a number
_ORDER = r"([1-9])(?:er|ère|e|ème|st|nd|rd|th)?"
_LEAD = re.compile(rf"^[\s>*•·–-]*(?:[(\[]?{_PLACE}*{_ORDER}{_PLACE}*[)\]:°.–-]*{_PLACE}*)(?=\D)")
_WORDED_RANK = re.compile(r"^[\s>*•·–-]*([^\W\d_][^:>–→-]{3,24}?)\s*(?::|\s[–-]|-+>|→)\s+(\S.*)$")  # "First choice - …"
_NAMED_RANK = re.compile(  # "rang 2  Prévenir les crues", "rang ....  Prévenir les crues"
    rf"^[\s>*•·–-]*(?:rang|rank|ordre|order|n[°o]|num[ée]ro)\s*(?:n[°o])?\s*:?\s*"
    rf"(?:{_PLACE}*{_ORDER}\b[\s._…:)]+|{_PLACE}*[\s._…:)]{{2,}})(?=\w)",
    re.IGNORECASE,
)
_BOXED = re.compile(rf"^[\s>*•·–-]*[(\[]\s*{_ORDER}\s*[)\]]")
_BLANK = re.compile(r"^\s*(?:[._…]{2,}|[(\[]\s*[)\]])|(?:[._…]{2,}|[(\[]\s*[)\]])\s*$")
_BEHIND = re.compile(
    r"^(.*?\w\s?[)»\"?!]*)\s*(?:[:=→(\[]|-+>|<-+|\s[–-]\s|[._…]{2,}|\t|\s{2,})[\s._…(\[]*([^:=→(\[]{1,24}?)[\s._…)\]]*$"
)
_TICKED = re.compile(r"^(.*\w\W*?)\s[xX✓]\s*$")  # "Prévenir les crues X"
_TICKED_BEFORE = re.compile(r"^[\s>*•·–-]*(?:\d{1,2}\s*[.)]\s*)?[xX✓]\s+(?=\S)")  # "X  2. Passes à poissons"
_SIGN = re.compile(r"^\s*(?:([*+#!]+|[-=]*>+|[→➔➜»])\s*\w.*|\w.*?\w\W*?\s+([*+#!]+|<+[-=]*|[←«])\s*)$")
_LETTER = re.compile(r"^\s*[-*•]?\s*[ONYonyv]\s+(?=\w)")  # for a box, perhaps; which one nobody can tell
_COUNT = re.compile(r"\s*\d{1,2}\b")
_RANK_WORDS = listed("choix choice n no numero voeu preference priorite rang rank en")


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that names one workshop and has no box."""

    workshop: str
    row: Row
    sure: float
    rank: int | None = None
    blank: bool = False  # it has a place for a mark, and nothing in it
    struck: bool = False
    headed: bool = False  # below a heading for what was chosen
    said: bool | None = None  # ticked by a lone X, or answered by oui or non
    stressed: bool = False  # highlighted, coloured, bold or underlined, in part at least
    sign: str = ""  # a star or an arrow beside it: a tick, where others of the list have none


def offer(row: Row, choices: Choices) -> Offer | None:
    """Give the Offer that a row is, or None where it names no workshop alone."""
    text = row.line.text
    if len(text) > 200 or _LETTER.match(text):
        return None
    shown, cut = visible(row, 0, len(text))
    struck = cut and not words(shown)
    for mark, body in [(None, text)] if is_whole(text, choices) else _readings(text, choices.unparted(text)):
        found = choices.workshop(body)
        if found is not None and found[1] >= 0.7 and words(body):
            rank, said = (None, mark) if isinstance(mark, bool) else (mark, None)
            blank = mark is None and bool(_BLANK.search(text) or _NAMED_RANK.match(text))
            loud = _stands_out(row)
            return Offer(found[0], row, found[1], rank, blank, struck, False, said, loud, sign_of(text))
    return None


def is_whole(text: str, choices: Choices) -> bool:
    """Say whether a row is a workshop's name as it is, whose own number ranks nothing ("1 € investi, 7 € gagnés")."""
    return any(words(text) == words(name) for w in choices.event.workshops for name in (w.label, *w.aliases))


def sign_of(text: str) -> str:
    """Give the star, arrow or plus that stands before or behind a line's words; "" where none does."""
    found = _SIGN.match(text)
    return (found[1] or found[2]) if found else ""


def bare_option(text: str) -> str:
    """Give an option's words without the sign beside them."""
    return re.sub(r"^[\s*+#!>=→➔➜»•·–-]+|[\s*+#!<=←«]+$", "", text)


def _readings(text: str, unparted: str) -> list[tuple[int | bool | None, str]]:
    """Give the ways to part a row into a name and its mark: a number before it, a rank or an answer behind it, none."""
    found: list[tuple[int | bool | None, str]] = []
    ticked = _TICKED.match(text)
    if ticked:
        found.append((True, ticked[1]))
    before = _TICKED_BEFORE.match(text)
    if before:
        found.append((True, text[before.end() :]))
    worded = _WORDED_RANK.match(text)
    if worded and (rank := rank_of(worded[1])) is not None:
        found.append((rank, worded[2]))
    named = _NAMED_RANK.match(text)
    if named:
        found.append((int(named[1]) if named[1] else None, text[named.end() :]))
    lead = _LEAD.match(text)
    if lead:
        found.append((int(lead[1]), text[lead.end() :]))
    behind = _BEHIND.match(unparted)
    mark = (rank_of(behind[2]) or yes_or_no(behind[2])) if behind else None
    if behind and mark is not None:
        found.append((mark, text[: behind.end(1)]))
    return [*found, (None, text.strip(" ._…\t"))]


def rank_of(text: str) -> int | None:
    """Give the rank that a text states: "1", "2e choix", "choix n° 3", "premier"; None where it states none."""
    said = [w for w in words(text) if w not in _RANK_WORDS]
    if len(said) != 1:
        return None
    return int(said[0]) if said[0] in "123456789" else ordinal(said[0])


def _stands_out(row: Row) -> bool:
    return any(_loud(t.style) for t in row.line.tokens)


def _loud(style: Style) -> bool:
    return style.highlighted or style.coloured or style.bold or style.underlined


def is_without_box(offer: Offer) -> bool:
    """Say whether a workshop stands on a recognised page with nothing to mark it."""
    seen = all(token.source is Source.OCR for token in offer.row.line.tokens)
    return seen and offer.said is None and offer.rank is None and not (offer.sign or offer.struck or offer.stressed)


def settle(
    offers: list[Offer], draft: Draft, choices: Choices, part: int, rank: int | None = None, *, deleting: bool = False
) -> None:
    """Take the rows of a list into a draft: as what was chosen, or as what was offered.

    `rank`: of the one that may be chosen, where its heading says so ("Premier choix :"). `deleting`: what nobody wants
    was to be deleted.
    """
    ids = list(dict.fromkeys(o.workshop for o in offers))
    for item in offers:
        if item.said is False:
            draft.choose(item.workshop, False, evidence_at(item.row, part, 0, len(item.row.line.text), 0.93))
    plain = all(o.said is None and o.rank is None and not o.struck and not o.stressed for o in offers)
    plain = plain and len({o.sign for o in offers}) == 1
    slots = [w.slot for id in ids if (w := choices.event.workshop(id)) is not None and w.slot]
    left = deleting and len(ids) < len(choices.event.workshops) and len(ids) <= (choices.event.choose_max or 0)
    if plain and not left and (len(set(slots)) < len(slots) or not all(o.headed for o in offers)):
        offers = [replace(o, sure=min(o.sure, 0.8)) for o in offers]  # it may be the coupon's own list
    picked, ranked = _picked(offers, len(ids), choices, boxes=draft.offered > draft.listed and rank is None)
    if rank is not None and len(picked) == 1:
        picked, ranked = [replace(picked[0], rank=rank)], True
    for item in picked:
        # Where nobody asked for ranks, a number may as well say how many people come.
        most = 0.93 if item.rank is None or not ranked or choices.event.ranked else 0.8
        evidence = evidence_at(item.row, part, 0, len(item.row.line.text), min(item.sure, most))
        draft.choose(item.workshop, True, evidence, item.rank if ranked else None)
    if ranked and rank is None and sorted(o.rank or 0 for o in picked) != list(range(1, len(picked) + 1)):
        draft.doubt(Reason.CONTRADICTION)
    if len(picked) < len(offers) or not picked:
        draft.offered += len(ids)
        draft.listed += len(ids)


def _picked(offers: list[Offer], count: int, choices: Choices, *, boxes: bool) -> tuple[list[Offer], bool]:
    """Give the offers that were chosen, and whether their numbers rank them."""
    everything = count >= len(choices.event.workshops)
    answered = [o for o in offers if o.said is not None]
    if answered:
        return [o for o in answered if o.said], False
    signed = [o for o in offers if o.sign]
    if 0 < len(signed) < len(offers):
        return signed, False
    numbered = [o for o in offers if o.rank is not None]
    boxed = all(_BOXED.match(o.row.line.text) for o in numbered)  # "[1] …" among "[ ] …"
    if numbered and (len(numbered) < len(offers) or _reordered(numbered) or boxed):
        return numbered, True
    led = all(_COUNT.match(o.row.line.text) for o in offers)  # "3 Passes à poissons", the coupon's own count
    printed = led and len(numbered) == len(offers) > 1 and _own_numbers(numbered, choices)
    if boxes and numbered and not printed:
        return numbered, True  # "[1]" among empty boxes
    if boxes:
        return [], False
    kept = [o for o in offers if not o.struck]
    if len(kept) < len(offers):
        return kept, False
    loud = [o for o in offers if o.stressed]
    if loud and len(loud) < len(offers):
        return loud, False
    if everything or any(o.blank for o in offers):
        return [], False
    return offers, bool(numbered) and not _own_numbers(numbered, choices)


def _reordered(numbered: list[Offer]) -> bool:
    """Say whether numbers on all rows are somebody's ranks: 1 to n, out of order. A coupon's own numbers ascend."""
    numbers = [o.rank or 0 for o in numbered]
    return sorted(numbers) == list(range(1, len(numbers) + 1)) and numbers != sorted(numbers)


def _own_numbers(numbered: list[Offer], choices: Choices) -> bool:
    return all(choices.numbering.get(str(o.rank)) == o.workshop for o in numbered)
