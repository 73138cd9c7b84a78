"""A row of a coupon → the labels in it, with what the rows around it tell of them."""

import re
from dataclasses import replace

from parsers.coupons import fields, headings
from parsers.coupons.label_kinds import learned_label
from parsers.coupons.labels import Labelled, counted_within
from parsers.coupons.offers import is_whole
from parsers.coupons.options import visible
from parsers.coupons.pairs import labelled
from parsers.coupons.prefixed import by_prefix
from parsers.coupons.printed import lists_choices
from parsers.coupons.progress import NAMES, OPENERS, Progress
from parsers.coupons.vocabulary import (
    Label,
    is_closing,
    is_greeting,
    without_brackets,
)
from parsers.document import Mark
from parsers.event import QuestionType
from parsers.folding import fold, listed, words
from parsers.letters.weight import tells_of_marking
from parsers.mail.thread import Row

_PAIRS = 2  # rows with a label and its value that make a table one of pairs
_LEAD_ROWS = 5  # of a coupon, within which the name is asked for
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CROSSED = re.compile(r"^\W*([^\W\d_]{1,8}\.?)\s+[xX]\W*$")  # "Mme X"
_SWORN = re.compile(r"je soussigne")
_DECLARES = re.compile(  # a letter that begins as a form does: "Je soussignée Léa Morvan, maire, serai des vôtres."
    r"\b(?:m inscris|serai|viendrai|viens|assisterai|participerai|participe|suivrai|souhaite|desire|voudrais|confirme"
    r"|accepte|annule|renonce|ne (?:pourrai|peux|viendrai|participerai|serai))\b"
)
_NAME_WORDS = 5  # of a name behind its civility
_LEAD_WORDS = 6  # of a label in words of its own
_CIVILITIES = listed("m mr mrs ms mme mlle miss dr monsieur madame mademoiselle ou or")


def row_labels(at: Progress, row: Row) -> list[Labelled]:
    """Give the labels of a row; inside a coupon also one that nothing parts from its value."""
    text = row.line.text
    if row.number in at.between:
        return at.between[row.number]
    unnamed = at.current is None or not {*NAMES, Label.FIRST_NAME} & set(at.current.asked)
    if unnamed and headings.is_return_address(text):
        return []  # "par courriel : inscriptions@…", above the coupon
    if headings.heads_columns(text) or (":" not in text and tells_of_marking(_IN_BRACKETS.sub("", text))):
        return []  # "Ateliers choisis surlignés en jaune."
    if at.choices.is_numbered(text) or ((at.listing or at.offers) and is_whole(text, at.choices)):
        return []
    choosable = "/" in text or visible(row, 0, len(text))[1]  # "Monsieur / Madame", one of them struck
    if at.habits.form and (crossed := _CROSSED.match(text)) and is_civility(crossed[1]):
        return [Labelled(crossed[1], *crossed.span(1), label=Label.CIVILITY, sure=0.95)]
    found = counted_within(text, at.choices) or labelled(text, at.choices, at.habits.sign)
    found = _paired(at, row, found)
    titled = bool(found) and found[0].label is Label.CIVILITY and bool(fold(found[0].value))
    if is_greeting(text) and not (titled or ((choosable or _leads_name(at, row)) and is_civility(text))):
        return []
    found = [piece for piece in found if at.habits.form or not piece.learned]
    found = [p for p in found if p.label is not Label.WORKSHOPS or p.written.count("(") <= p.written.count(")")]
    if found and found[0].label is Label.WORKSHOPS and any(text.lstrip().startswith(mark) for mark in Mark):
        return []  # "☐ Matin : Prévenir les crues" is a box
    if is_civility(text) and not (found and fields.cleaned(_IN_BRACKETS.sub("", found[0].value))):
        return [Labelled(text, 0, len(text), label=Label.CIVILITY, sure=0.95)]
    within = not at.closed and at.current is not None and len(at.current.asked) >= 2
    bare = at.habits.bare and not at.closed
    if not found and (bare or within):
        prefix = by_prefix(text, at.choices, bare=bare)
        found = [prefix] if prefix else []
    found = found or _label_above(at, text)
    if not found and _SWORN.match(fold(text)) and not _is_declared(text):
        prefix = by_prefix(text.replace("(e)", "e  "), at.choices)
        found = [replace(prefix, sure=0.95)] if prefix and prefix.label is Label.FULL_NAME else []
    elif len(found) == 1 and found[0].start == len(text) and (bare or within):
        found = [_with_value(at, found[0], text)]
    return _titled(found or _by_options(at, text), text)


def _titled(found: list[Labelled], text: str) -> list[Labelled]:
    """Give the labels of a row with the civility and the name where they belong.

    "Delegate: Mr / Mrs / Ms   Ann Lee" asks for both, "Mr, Mme : Mme LEE Ann" too; "Je soussigné M. / Mme" for one.
    """
    if len(found) == 1 and found[0].label is Label.FULL_NAME and is_civility(found[0].value):
        return [replace(found[0], label=Label.CIVILITY)]
    if len(found) == 1 and found[0].label is Label.CIVILITY:
        title, rest = fields.without_civility(fields.cleaned(found[0].value))
        boxed = any(mark in rest for mark in Mark)  # "Mme ☐   M. ☒"
        named = title and not boxed and 1 < len(rest.split()) <= _NAME_WORDS and not is_civility(rest)
        return [replace(found[0], label=Label.FULL_NAME)] if named else found
    if [p.label for p in found] == [Label.FULL_NAME, Label.CIVILITY] and not fold(found[0].value):
        start = found[0].end
        civility = replace(found[1], value=text[start : found[1].start], start=start, end=found[1].start)
        name = replace(found[0], value=found[1].value, start=found[1].start, end=found[1].end)
        return [civility, name] if fields.civility(found[1].value) is None else found
    return found


def _is_declared(text: str) -> bool:
    """Say whether a row that begins as a form does is a sentence, with a verb of its own and no box."""
    return text.rstrip().endswith((".", "!")) and ":" not in text and bool(_DECLARES.search(fold(text)))


def _paired(at: Progress, row: Row, found: list[Labelled]) -> list[Labelled]:
    """Take the second cell for a value where the rows around it are pairs: a town may be called Street."""
    cells = row.line.text.split("\t")
    if row.table < 0 or len(cells) != 2 or len(found) != 2 or any(fold(piece.value) for piece in found):
        return found
    asked = at.current.asked if at.current is not None else []
    following = at.ahead[0] if at.ahead and at.ahead[0].table == row.table else None
    pair = labelled(following.line.text, at.choices, at.habits.sign) if following is not None else []
    if len(asked) < _PAIRS or len(pair) != 1 or not fold(pair[0].value):
        return found
    start = len(cells[0]) + 1
    return [replace(found[0], value=cells[1], start=start, end=len(row.line.text))]


def _by_options(at: Progress, text: str) -> list[Labelled]:
    """Give the question that a row asks in its own words, by all that it offers ("Le midi : buffet – pique-nique")."""
    lead, colon, value = text.partition(":")
    if not colon or len(words(lead)) > _LEAD_WORDS or any(mark in text for mark in Mark):
        return []
    listed = [q for q in at.choices.event.questions if len(q.choices) > 1 and lists_choices(q, value)]
    if len(listed) != 1:
        return []
    start = len(lead) + 1
    return [Labelled(value, start, len(text), question=listed[0], written=lead, sure=0.95)]


def _leads_name(at: Progress, row: Row) -> bool:
    """Say whether the row below asks for the name, and something stands above: a civility between them is one."""
    below = labelled(at.ahead[0].line.text, at.choices, at.habits.sign) if at.ahead else []
    return at.first is not row and bool(below) and below[0].label in (*NAMES, Label.FIRST_NAME)


def _label_above(at: Progress, text: str) -> list[Labelled]:
    """Give a label that no list holds on a line of its own, in a coupon whose values stand below their labels."""
    if not at.habits.below:
        return []
    value = next((r.line.text for r in at.ahead if fold(r.line.text)), "")
    plain = not re.search(r"[\d@:;.!?]", text) and at.parted and at.waiting is None
    if not plain or not fold(value) or labelled(value, at.choices) or is_closing(value) or at.closed:
        return []
    label = learned_label(text)
    return [Labelled("", len(text), len(text), label=label, written=text, sure=0.93, learned=True)] if label else []


def _with_value(at: Progress, whole: Labelled, text: str) -> Labelled:
    """Give a label that fills its line with the value in its last words ("Atelier matin 2", "Arrivée train")."""
    if text.rstrip().endswith(":"):
        return whole
    shorter = by_prefix(text, at.choices, bare=True)
    same = shorter is not None and (shorter.label, shorter.question) == (whole.label, whole.question)
    if shorter is None or not same:
        return whole
    if whole.question is not None:
        asked = whole.question
        counted = asked.type is QuestionType.NUMBER and fold(shorter.written) in map(
            fold, (asked.label, *asked.aliases)
        )
        return shorter if asked.choices or counted or at.habits.bare else whole
    ranked = whole.pick is not None and whole.pick.rank is not None  # "Choix 2" is a label
    return shorter if whole.label is Label.WORKSHOPS and at.habits.bare and not ranked else whole


def heads_coupon(at: Progress, found: list[Labelled]) -> bool:
    """Say whether a label below a closing begins a coupon: others follow at once, and one asks for a name.

    Below the letter that invites stands what one fills in, and it need not begin with the name.
    """
    if not any(p.label for p in found):
        return False
    for row in [row for row in at.ahead if row.line.text.strip()][:_LEAD_ROWS]:
        below = labelled(row.line.text, at.choices, at.habits.sign)
        if any(p.label in OPENERS for p in below):
            return True
        if not any(p.label for p in below):
            return False
    return False


def is_civility(text: str) -> bool:
    """Say whether a row is a civility alone ("Mme", "M. / Mme"), not the greeting of a letter."""
    said = set(words(without_brackets(text)))  # "(rayer la mention inutile)"
    ends = without_brackets(text).rstrip().endswith(",")  # "Madame, Monsieur," greets
    return bool(said) and said <= _CIVILITIES and not ends and not any(sign in text for sign in (":", *Mark))
