"""What stands where workshops are chosen → the workshops, their ranks, or a doubt."""

import re
from collections.abc import Collection, Sequence

from parsers.coupons import aside, fields
from parsers.coupons.choices import Found
from parsers.coupons.codes import numerals, ringed
from parsers.coupons.headings import is_advice
from parsers.coupons.labels import Labelled
from parsers.coupons.likeness import stem
from parsers.coupons.options import visible
from parsers.coupons.padding import NOTHING, without_fillers
from parsers.coupons.printed import (
    YES_NO,
    narrowed,
    offers_both,
)
from parsers.coupons.question_values import takes_behind
from parsers.coupons.setting import Setting
from parsers.coupons.stressed import picked_out, stressed_stretches
from parsers.coupons.yes_no import said_beside
from parsers.document import Mark
from parsers.draft import Draft
from parsers.folding import fold, words
from parsers.mail.thread import Row
from parsers.reasons import Reason

_CODE = re.compile(r"\b[A-H]\b|\d")  # a workshop's letter or number
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)[\s:]*")
# How many one may choose is no number of a workshop: "(une croix dans la case ; un atelier le matin, un le soir)".
_HOW_MANY = re.compile(
    r"\b(?:une?|one|deux|two|trois|three|\d)(?: seule?| single)? (?:ateliers?|choix|seances?|sessions?|workshops?"
    r"|l|le|la"
    r"|par|per|croix|cases?|au|maxi\w*)\b"
)
_LEAD = re.compile(r":|\.{2,}|…")  # ends a few words before a choice
_BRACKETED = re.compile(r"[\[(]\s*([1-9])\s*[\])]")
_RANK = re.compile(r"\W*([1-9])(?:er|re|e|st|nd|rd|th)?\W*")
_LONE_NUMBER = re.compile(r"\W*(?:(?:number|no|n\s?°|num[ée]ro)\W*)?\d", re.IGNORECASE)
_TRAILS_OFF = re.compile(r"(?:[!…]|\.{2,})[\s)]*$")  # so does a remark in few words: "(forcément...)"
_TALKS = re.compile(r"\b(?:je|j|c|ce|on|nous|i|it|we|that|merci|thanks)\b")  # in a remark, not in a name
_HEADS = frozenset(
    {"horaire", "horaires", "heure", "salle", "lieu", "intitule", "titre", "theme", "time", "room", "title"}
    | {"inscription", "inscriptions", "choix", "mon choix", "votre choix", "vos choix", "participation", "choice"}
)
_SPOKEN = frozenset({"je", "i", "mon", "ma", "my", "votre", "vos", "your", "cochez", "cocher", "tick"})
_HEAD_WORDS = 4
_NO_WORKSHOP = NOTHING | {
    "pas d atelier",
    "pas d ateliers",
    "sans atelier",
    "no session",
    "no workshops",
    "aucun",
    "aucun atelier",
    "neither",
    "no workshop",
    "rien",
    "non",
    "no",
    "0",
}
_REFUSED = re.compile(r"\b(?:sauf|excepte|hormis|except|pas|ni|not|but)\b")


def take_workshop(setting: Setting, draft: Draft, piece: Labelled, row: Row, struck: bool) -> None:
    """Take oui or non beside a workshop."""
    draft.offered += 1
    piece = narrowed(piece, row, YES_NO)
    said = said_beside(setting, draft, row, piece, struck)
    if said is not None and piece.workshop:
        evidence = setting.evidence(row, piece.start, piece.end, said[1] * piece.sure)
        draft.choose(piece.workshop, said[0], evidence)
    elif piece.workshop and said is None:
        _ranked_beside(setting, draft, piece.workshop, piece, row)


def _ranked_beside(setting: Setting, draft: Draft, workshop: str, piece: Labelled, row: Row) -> None:
    """Take the rank beside a workshop ("Passes à poissons : [2]"); other words are not understood."""
    value = visible(row, piece.start, piece.end)[0]
    rank = _RANK.fullmatch(value)
    if rank:
        draft.choose(workshop, True, setting.evidence(row, piece.start, piece.end, 0.95), int(rank[1]))
    elif fold(value) and not any(mark in value for mark in Mark) and not offers_both(value):
        draft.unread.append(row.line.text)


def take_workshops(setting: Setting, draft: Draft, piece: Labelled, row: Row, value: str) -> None:
    """Read "Ateliers : déchets + transport", "2e choix : transport"."""
    if says_none(value) or _explains(setting, value) or _is_printed(setting, row, value):
        return
    event = setting.choices.event
    value = value.strip(" ._…")  # the line that it was typed on
    value = ", ".join(ringed(value)) or value
    tail = next((tail for head, tail in aside.heads(value) if _chooses_none(setting, head)), None)
    if tail is not None and not aside.states_workshops(value, setting.choices):
        if not takes_behind(setting, draft, None, row, tail, no=True):
            draft.unread.append(row.line.text)
        return
    told = setting.choices.workshops(value)
    chosen = told.named or (told.ids and not told.rest)  # "Number 2"
    bare = re.sub(r"\([^()]*\)", " ", value)
    if is_advice(bare) and not chosen:
        if _LONE_NUMBER.match(value):
            draft.unread.append(row.line.text)  # "1, 3, par ordre de préférence"
        return
    value = _without_lead(setting, value)
    found = _named_in(setting, value)
    if len(found.ids) > 1 and (loud := stressed_stretches(row, piece.start, piece.end)):
        stressed = setting.choices.workshops(_BRACKETED.sub(" ", ", ".join(loud)))
        found = stressed if stressed.ids and len(stressed.ids) < len(found.ids) else found
    ids = found.ids
    if found.everything and not ids and not found.rest:
        ids = tuple(w.id for w in event.workshops)
    elif _prints_own_list(setting, value, ids, draft.chosen):
        draft.offered += len(ids)  # nothing of it chosen
        return
    unknown = found.rest or (not ids and _CODE.search(value))
    if unknown and not (is_advice(value) and not ids):
        draft.doubt(Reason.UNKNOWN_WORKSHOP)
    if not found.clear or _REFUSED.search(fold(value)) or (found.everything and found.ids):
        draft.doubt(Reason.CONTRADICTION)
    ids = _by_ranks(setting, ids, value)
    _choose(setting, draft, piece, row, ids, 0.97 if found.named else 0.95)


def _named_in(setting: Setting, value: str) -> Found:
    """Give the workshops that a value names, without the words around them and a remark behind them."""
    found = setting.choices.workshops(value)
    if found.rest:
        found = setting.choices.workshops(without_fillers(value))  # but not "with" of a label's own
    return (_before_remark(setting, value) or found) if found.rest else found


def _before_remark(setting: Setting, value: str) -> Found | None:
    """Give what is chosen before a remark that changes nothing ("le F, c'est mon quotidien")."""
    for head, tail in aside.heads(value):
        found = setting.choices.workshops(without_fillers(head))
        again = setting.choices.workshops(tail)
        other = again.named and not set(again.ids) <= set(found.ids)
        plain = found.ids and not found.rest and found.clear and not other
        remarks = _TALKS.search(fold(tail)) or _TRAILS_OFF.search(tail)
        if plain and remarks and aside.weighed(tail, setting.choices).understood:
            return found
    return None


def _is_printed(setting: Setting, row: Row, value: str) -> bool:
    """Say whether workshops are the coupon's own: elsewhere one of several stands out, here none does."""
    struck = any(token.style.struck for token in row.line.tokens)
    return (
        setting.loud
        and not struck
        and len(setting.choices.workshops(value).ids) > 0
        and not picked_out(row, 0, len(row.line.text))
    )


def _prints_own_list(setting: Setting, value: str, ids: Sequence[str], chosen: Collection[str]) -> bool:
    """Say whether workshops stand there as the coupon's own list.

    All of them; or all of one slot, by number, or where one of them was chosen further up.
    """
    event = setting.choices.event
    if len(ids) == len(event.workshops) and event.choose_max is not None and event.choose_max < len(ids):
        return True
    slots = {w.slot for w in event.workshops if w.id in ids}
    whole = {w.id for w in event.workshops if w.slot in slots} == set(ids)
    listed = setting.choices.is_listing(value) or bool(set(chosen) & set(ids))
    return event.one_per_slot and len(slots) == 1 and whole and len(ids) > 2 and listed


def _by_ranks(setting: Setting, ids: tuple[str, ...], value: str) -> tuple[str, ...]:
    """Give workshops in the order of the ranks before their names ("[2] Crues / [1] Berges")."""
    ranks = [int(found) for found in _BRACKETED.findall(value)]
    if not setting.choices.event.ranked or sorted(ranks) != list(range(1, len(ids) + 1)):
        return ids
    return tuple(id for _, id in sorted(zip(ranks, ids, strict=True)))


def _explains(setting: Setting, value: str) -> bool:
    """Say whether what follows a label belongs to it: the head of a next column, "(1 = favourite)"."""
    cells = [cell for cell in re.split(r"\t|\s{3,}", value) if fold(cell)]
    heads = bool(cells) and all(fold(cell) in _HEADS or _is_spoken_head(cell) for cell in cells)
    if (not heads and not _IN_BRACKETS.fullmatch(value)) or numerals(value):
        return False
    counted = _HOW_MANY.sub(" ", fold(value))
    return not setting.choices.workshops(counted if counted.split() else value).named


def _is_spoken_head(cell: str) -> bool:
    """Say whether the head of a column speaks as who fills it in does, or to him ("Je choisis", "Your choice")."""
    said = words(cell)
    return 0 < len(said) <= _HEAD_WORDS and said[0] in _SPOKEN


def _chooses_none(setting: Setting, head: str) -> bool:
    """Say whether the head of a value chooses none, of this time of the day or at all ("Rien l'après-midi")."""
    return says_none(
        " ".join(w for w in words(head) if stem(w) not in setting.choices.times and w not in ("l", "le", "la"))
    )


def _without_lead(setting: Setting, value: str) -> str:
    """Give what is chosen without a few words and a colon before it ("Just the one: Night markets")."""
    gap = _LEAD.search(value)
    lead, rest = (value[: gap.start()], value[gap.end() :]) if gap else (value, "")
    told = setting.choices.workshops(lead)
    if not gap or not re.search(r"[^\W\d_]", lead) or told.named or len(words(lead)) > 5 or _REFUSED.search(fold(lead)):
        return value
    return rest if setting.choices.workshops(rest).named else value


def _choose(setting: Setting, draft: Draft, piece: Labelled, row: Row, ids: tuple[str, ...], sure: float) -> None:
    """Take the workshops beside a label, which may ask for one rank, or for one slot."""
    rank = piece.pick.rank if piece.pick else None
    slot = piece.pick.slot if piece.pick else None
    if rank is not None and len(ids) > 1:
        draft.doubt(Reason.CONTRADICTION)
        rank = None
    for id in ids:
        chosen = setting.choices.event.workshop(id)
        if slot is not None and chosen is not None and chosen.slot not in (None, slot):
            draft.doubt(Reason.CONTRADICTION)
        draft.choose(id, True, setting.evidence(row, piece.start, piece.end, sure), rank)


def says_none(value: str) -> bool:
    """Say whether what stands where workshops are chosen chooses none ("aucun", "-")."""
    return not fields.cleaned(value) or fold(value) in _NO_WORKSHOP
