"""A row without label and box → a value below its label, a listed workshop, a heading, or something unread."""

import re
from dataclasses import replace

from parsers.coupons import aside, fields, headings
from parsers.coupons.continued import ends_open
from parsers.coupons.labels import Labelled, heads_workshops
from parsers.coupons.letterhead import is_person
from parsers.coupons.offers import offer
from parsers.coupons.options import visible
from parsers.coupons.pairs import labelled
from parsers.coupons.progress import POSTAL_TOWN, Progress
from parsers.coupons.rows import indent
from parsers.coupons.standing import heads_group
from parsers.coupons.stressed import stressed_stretches
from parsers.coupons.trailing import is_name
from parsers.coupons.unknown import is_left_empty
from parsers.coupons.value_below import takes_value_below
from parsers.coupons.values import put
from parsers.coupons.vocabulary import (
    Label,
    label_of,
    resembles_label,
    without_brackets,
)
from parsers.coupons.workshop_values import take_workshops
from parsers.document import Mark
from parsers.draft import Draft, evidence_at
from parsers.event import QuestionType
from parsers.folding import fold, words
from parsers.letters.weight import is_harmless
from parsers.letters.wording import has_signal, is_organisation
from parsers.mail.thread import Row
from parsers.reading import Source

_LABEL_WORDS = 3  # of a misspelt label on the first line
_OFFICE = re.compile(
    r"(?:le|la|l|the|votre|your) (?:secretariat|equipe|direction|service|cabinet|accueil|bureau|team|office)\b"
)
_OFFICE_WORDS = 6
_NUMBERED = re.compile(r"^\s*(?:[IVX]{1,4}|[A-F]|\d)\s*[.)/–-]\s*[^\W\d_]{2}")
_NUMBERED_WORDS = 7
_LIKE_ONE = 0.9  # the least that a row below a list resembles a workshop: "Pour le Maire" is not "Le maître"
_HEADING_WORDS = 4  # of a heading that only its bold letters tell
_PERSON = re.compile(
    r"(?<!\w)(?:je|j['’]|nous|i|i['’](?:m|ll|ve|d)|we)(?!\w)|\bj['’](?=\w)", re.IGNORECASE
)  # who speaks
_TWO_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’-]+\s+[A-ZÀ-ÖØ-Þ][\w'’-]+")


def take_plain(at: Progress, row: Row) -> None:
    """Take a row without label and box: a value below its label, a listed workshop, or something unread."""
    text = row.line.text
    if at.current is None:
        stated = headings.is_heading if at.below_title else headings.states_event
        if _is_first_field(at, text):
            at.draft().unread.append(text)
            at.fates.append((row, at.current, False))
        elif not (stated(text, at.choices) or _heads_form(at, text)):
            at.fates.append((row, None, False))
        return
    at.fates.append((row, at.current, False))
    at.spoken = at.spoken or (at.own and _is_sentence(text))
    if set(words(text)) <= at.author:  # whose letter was quoted: what follows is about him
        at.waiting = None
        at.trailing.append(row)
        return
    shown, struck = visible(row, 0, len(text))
    asked = at.waiting  # the label right above has no value yet
    if takes_value_below(at, row):
        return
    if at.choices.is_listing(text) and not struck and not stressed_stretches(row, 0, len(text)):
        return
    found = offer(row, at.choices)
    listed = at.listing or at.offers or (at.current.offered and found and found.sure >= _LIKE_ONE)
    if found and (listed or found.sure > 0.95 or found.rank or found.struck):
        sure = min(found.sure, 0.9) if struck and not found.struck else found.sure
        at.offers.append(replace(found, sure=sure, headed=at.listing))
        at.trailing.clear()
        return
    if _picked_from(at, row, at.current, struck=struck) or (struck and not fold(shown)):
        return
    told = at.choices.workshops(without_brackets(text))
    heads = heads_workshops(text) or label_of(without_brackets(text), exact=True) is Label.WORKSHOPS
    if heads and told.clear and not told.ids and at.asks_below():
        at.listing = True
    elif _is_of_head(at, text):
        at.heads[-1][1].append(row)
    elif asked is not None and _may_answer(at, asked, row):
        at.current.unread.append(text)
    else:
        _unexplained(at, row, at.current, asked=asked is not None)


def _heads_form(at: Progress, text: str) -> bool:
    """Say whether a row is the numbered heading of the labels right below it ("I. QUI ÊTES-VOUS ?")."""
    following = next((row.line.text for row in at.ahead if fold(row.line.text)), "")
    short = len(words(text)) <= _NUMBERED_WORDS and ":" not in text
    return short and bool(_NUMBERED.match(text)) and at.habits.form and bool(labelled(following, at.choices))


def _is_first_field(at: Progress, text: str) -> bool:
    """Say whether a coupon begins with a value under a label that is misspelt ("Prnéom — Léa")."""
    if headings.is_return_address(text) or headings.heads_columns(text):
        return False
    gap = re.search(r"\s*[:=\t]\s*", text) or (at.habits.sign.search(text) if at.habits.sign else None)
    if gap is None or not at.habits.form or not fold(text[gap.end() :]):
        return False
    label = text[: gap.start()]
    asked = any(labelled(row.line.text, at.choices, at.habits.sign) for row in at.ahead[:1])
    return asked and len(words(label)) <= _LABEL_WORDS and resembles_label(label)


def _unexplained(at: Progress, row: Row, draft: Draft, *, asked: bool) -> None:
    """Take a row that is no value: legal words, a heading, a field of another kind, a sentence, or unread."""
    text = row.line.text
    continued = at.legal and (text[:1].islower() or at.returning)
    legal = at.is_printed(text) or headings.is_signed(text) or continued
    returned = headings.is_return_address(text)
    legal = legal or (returned and not text.rstrip().endswith((".", "!")))
    at.returning = legal and (returned or ends_open(text)) and not text.rstrip().endswith((".", "!"))
    at.legal = legal and len(text) > 60  # its sentence may go on in the next row
    if (
        legal
        or (headings.is_heading(text, at.choices, above=at.asks_below()) and not _is_typed(row))
        or _is_bold_heading(at, row, asked=asked)
        or (not asked and heads_group(at, row))
        or (not (at.setting.letter and _speaks(text, parted=at.parted)) and at.unknown.take_row(row, draft))
    ):
        return
    if at.own and (_is_sentence(text) or (at.setting.letter and _speaks(text, parted=at.parted))):
        at.fates[-1] = (row, None, False)  # it is read with the letter's sentences
        return
    if not _postal_town(at, row):
        _keep(at, row, draft, asked=asked)


def _is_bold_heading(at: Progress, row: Row, *, asked: bool) -> bool:
    """Say whether a few bold words head what is asked below, in a document that is not bold as a whole."""
    text = row.line.text
    bold = [token.style.bold and token.source is Source.TEXT for token in row.line.tokens]
    if asked or not bold or not all(bold) or len(words(text)) > _HEADING_WORDS or re.search(r"[\d:@]|\s{3}", text):
        return False
    below = next((r for r in at.ahead if fold(r.line.text)), None)
    plain = below is not None and any(not token.style.bold for token in below.line.tokens)
    said = not headings.ROMAN.match(text) and (has_signal(text) or is_person(text, at.setting.writer))
    return plain and not said and at.asks_below()


def _may_answer(at: Progress, asked: tuple[Labelled, Row], row: Row) -> bool:
    """Say whether a row may be the answer in words to the question above it: an item, or further right."""
    piece, above = asked
    if piece.question is None or piece.question.type is not QuestionType.TEXT:
        return False
    item = re.match(r"\s*[-*•·]\s+\w", row.line.text) and not re.match(r"\s*[-*•·]\s", above.line.text)
    return bool(item) or (indent(row.line.text) > indent(above.line.text) and not at.parted)


def _picked_from(at: Progress, row: Row, draft: Draft, *, struck: bool) -> bool:
    """Take a row that lists several workshops, some of which stand out or were struck."""
    text = row.line.text
    named = at.choices.workshops(text)
    if len(named.ids) < 2 or not named.named or not (struck or stressed_stretches(row, 0, len(text))):
        return False
    piece = Labelled(text, 0, len(text), label=Label.WORKSHOPS, sure=0.95)
    take_workshops(at.setting, draft, piece, row, visible(row, 0, len(text))[0])
    return True


def _keep(at: Progress, row: Row, draft: Draft, *, asked: bool) -> None:
    """Keep a row that nothing explains. `asked`: the label right above it has no value yet."""
    text = row.line.text
    # Below the coupon in a quoted letter stands who sent it, with an empty line above or without.
    last = at.own and not asked and not at.asks_below()
    if at.parted or at.trailing or last or (not at.own and (not asked or is_name(text))):
        at.trailing.append(row)
    if at.between and not asked and aside.said(text) is True:
        return  # "oui !" between the quoted lines, below what the event does not ask
    if asked or not (_is_aside(at, text) or is_left_empty(text) or _is_organisers(text, draft)):
        draft.unread.append(text)


def _is_organisers(text: str, draft: Draft) -> bool:
    """Say whether a row is a body with its address, and the coupon has another body or address: who sent it out."""
    street, code, town = fields.address(text)
    if not (street and code and town) or _PERSON.search(text):
        return False
    if {"address", "postal_code", "city"} <= draft.values.keys():
        return draft.values["postal_code"] != code or fold(draft.values["city"]) != fold(town)
    body = street.partition(", ")[0]
    others = "organisation" in draft.values and not set(words(body)) & set(words(draft.values["organisation"]))
    return others and is_organisation(body)


def _is_of_head(at: Progress, text: str) -> bool:
    """Say whether a row may stand in the letterhead that the coupon began with, among its labels."""
    if not at.heads or at.heads[-1][0] is not at.current or at.listing or at.offers:
        return False
    asked = set(at.current.asked) - {*Label}
    return not asked and Label.WORKSHOPS not in at.current.asked and not text.rstrip().endswith((".", "!", "?"))


def _postal_town(at: Progress, row: Row) -> bool:
    """Take "12100 Millau" where nothing asks for it, and nothing else states a town."""
    draft, text = at.current, row.line.text
    if draft is None or at.parted or not POSTAL_TOWN.match(text) or len(words(text)) > 6:
        return False
    if {Label.POSTAL_CODE, Label.POSTAL_CITY, Label.CITY} & set(draft.asked) or "postal_code" in draft.values:
        return False
    put(draft, Label.POSTAL_CITY, text, evidence_at(row, at.part, 0, len(text), 0.93))
    return True


def _is_aside(at: Progress, text: str) -> bool:
    """Say whether a row is a sentence that answers nothing ("Merci d'en prendre note.")."""
    if _OFFICE.match(fold(text)) and len(words(text)) <= _OFFICE_WORDS and not at.asks_below():
        return True  # "Le secrétariat de mairie" signs
    parted = at.habits.sign is not None and at.habits.sign.search(text.strip())
    text = text.capitalize() if text.isupper() else text
    named = _TWO_CAPITALS.search(text) or is_organisation(text)  # somebody else, perhaps
    if len(words(text)) < 3 or re.search(r"\d|:", text) or parted or named or not is_harmless(text):
        return False
    return at.choices.workshop(text) is None and at.choices.question(text) is None


def _is_typed(row: Row) -> bool:
    """Say whether a row holds what somebody typed into a field or onto the page."""
    typed = (Source.FORM_FIELD, Source.ANNOTATION)
    texts = (row.line.text[t.start : t.end] for t in row.line.tokens if t.source in typed)
    return any(fold(text) and not any(mark in text for mark in Mark) for text in texts)


def _speaks(text: str, *, parted: bool) -> bool:
    """Say whether a row is somebody's own words, however carelessly they are written, and no label begins it."""
    head = text.partition(":")[0]
    ends = bool(re.search(r"[^\W\d_)][.!…]+\s*$", text)) or parted
    return (
        ends and len(words(text)) > _LABEL_WORDS + 1 and not text.rstrip().endswith(":") and bool(_PERSON.search(head))
    )


def _is_sentence(text: str) -> bool:
    """Say whether a row is written as a sentence of a letter."""
    return len(words(text)) > 3 and bool(re.search(r"^[A-ZÀ-Þ][^:]*[a-zà-ÿ)][.!…]\s*$", text.strip()))
