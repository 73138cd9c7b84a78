"""Rows → drafts: labels, values and ticks, in whatever order a coupon puts them, for one person or several.

A coupon is known by its labels, not by its layout. What stands inside it and is not understood is kept as `unread`: it
costs confidence, because it may be an answer. What stands beside a label is understood in modules of its own,
workshops listed without boxes in ``parsers.coupons.offers``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.coupons.between import answers_between
from parsers.coupons.blank import without_printed
from parsers.coupons.boxed_rows import answers_option, heads_boxes, ticked_alone
from parsers.coupons.boxes import take_options
from parsers.coupons.choices import Choices
from parsers.coupons.columns import column_drafts
from parsers.coupons.coming_rows import takes_attendance
from parsers.coupons.completion import complete, is_coupon, shared, without_preface
from parsers.coupons.continued import joined_brackets, unwrapped
from parsers.coupons.endings import Endings
from parsers.coupons.habits import habits_of
from parsers.coupons.inline import unrolled
from parsers.coupons.labelled_rows import take_labelled
from parsers.coupons.labels import Labelled
from parsers.coupons.letterhead import take_head
from parsers.coupons.named import self_named
from parsers.coupons.numbered_people import numbered_people
from parsers.coupons.options import stand_behind
from parsers.coupons.person_rows import begin_person, begins_person
from parsers.coupons.plain_rows import take_plain
from parsers.coupons.preface import preface_end
from parsers.coupons.progress import NAMES, OPENERS, Progress
from parsers.coupons.row_labels import heads_coupon, row_labels
from parsers.coupons.rows import prepared, without_struck
from parsers.coupons.setting import Setting
from parsers.coupons.stressed import picks_by_style
from parsers.coupons.trailing import signed_rows, talk_rows
from parsers.coupons.unknown import UnknownFields
from parsers.coupons.vocabulary import (
    Label,
    is_closing,
    is_title,
)
from parsers.document import Mark
from parsers.draft import Draft
from parsers.folding import fold, listed, words
from parsers.mail.thread import Row, Section, Thread

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.\w+")
_LAST_LINES, _NAME_WORDS = 4, 4
_MOST_ADDRESSES = 4
_LETTER_WORDS = 3  # of a line that is the letter's wherever it stands
_MAX_LINE = 1500  # characters; no row of boxes is longer
_COUNT = re.compile(r"^\W*(?:n[°o]?\W*)?\d{1,2}\W*$")  # of a person among several
_COUNT_RULE = re.compile(r"^\s*[-*=_#~]{2,}\W*\w*\W{0,3}\d{1,2}\W*?[-*=_#~]{2,}\s*$")  # "*** 2 ***"
_COUNTED = (
    "personne|person|inscription|coupon|bulletin|fiche|talon|formulaire|reponse|participante?|attendee|delegate|form|slip"
    "|reply"
)
_COUNT_HEAD = re.compile(  # "Personne 1", "2e bulletin"
    rf"(?:inscrite?|guest|{_COUNTED}) (?:n |no |numero )?\d{{1,2}}$"
    r"|(?:first|second|third|fourth|1st|2nd|3rd|4th|premiere?|deuxieme|seconde?|troisieme|quatrieme|1er|1ere|2e|2eme"
    rf"|3e|3eme|4e|4eme) (?:inscrite?|{_COUNTED})$"
)
_DELETES = re.compile(
    r"\b(?:delete|remove|supprim(?:er|ez)|effac(?:er|ez)|enlev(?:er|ez)|retir(?:er|ez))\b(?: \w+){0,3}"
    r" (?:ateliers?|workshops?|sessions?|seances?|lignes?|lines?|mentions?|those|ceux|celles|ones)\b"
)
_RANKING = listed(  # what a row of ranks begins with
    """rang rank ordre order classement ranking preference preferences choix choice votre your mon ma my le la de of d n
    par by"""
)


@dataclass(slots=True)
class CouponReading:
    """The coupons of one section, and its rows that belong to none."""

    drafts: list[Draft] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)  # above the first coupon: greeting, sentences
    after: list[Row] = field(default_factory=list)  # from the closing on: the signature


def read_section(
    section: Section, thread: Thread, choices: Choices, writer: str = "", signed: Sequence[str] = ()
) -> CouponReading:
    """Give the coupons of one section, blank ones too; `writer` is whose section it is ("Léa MORVAN <l.morvan@…>").

    `signed`: the last lines of the letter that brings a document.
    """
    between = answers_between(thread, section, choices)
    written = without_printed(section.rows, choices)
    if section.own and thread.document.kind != "attachment":
        written = numbered_people(written, choices)
    whole = tuple(unrolled(tuple(unwrapped(written, choices)), choices))
    rows = tuple(joined_brackets(prepared(whole, choices)))
    between |= {n: found for n, found in self_named(section.rows, writer, choices).items() if n not in between}
    habits = habits_of([row.line.text for row in rows], choices)
    above = preface_end(rows, choices, habits.sign) if thread.document.kind == "attachment" else 0
    preface, rows = rows[:above], rows[above:]
    if any(row not in section.rows for row in rows):  # a gap that was put in hides that there was none
        habits = replace(habits, bare=habits.bare or habits_of([r.line.text for r in section.rows], choices).bare)
    behind = any(stand_behind(row.line.text) for row in rows)
    loud = picks_by_style(rows, choices)
    answered = () if section.own else last_lines(thread.sections[0].rows)
    setting = Setting(
        choices,
        thread.document.part,
        writer,
        (*last_lines(rows), *answered, *signed),
        behind=behind,
        deleting=any(_DELETES.search(fold(row.line.text)) for row in rows),
        loud=loud,
        letter=thread.document.kind != "attachment",
    )
    author, unknown = frozenset(words(section.author)), UnknownFields(setting, habits)
    printed = _letter(section, thread, writer)
    reader = _Reader(Progress(setting, habits, section.own, author, printed, between, unknown), thread)
    reader.read(rows)
    coupons = reader.result()
    coupons.before[:0] = preface
    return coupons


def _letter(section: Section, thread: Thread, writer: str) -> frozenset[str]:
    """Give the folded lines of the letter that the sender's own section answers, as far as it quotes it."""
    said = set(words(writer))
    others = [s for s in thread.sections if s.number != section.number and not {*words(s.author or s.address)} <= said]
    lines = (row.line.text for other in others for row in other.rows)
    quoted = [row.number for other in others for row in other.rows if fold(row.line.text)]
    between = any(min(quoted) < row.number < max(quoted) for row in section.rows if quoted and fold(row.line.text))
    if not section.own or between:
        return frozenset()  # what stands between the quoted lines answers them, maybe in their own words
    return frozenset(fold(line) for line in lines if len(words(line)) >= _LETTER_WORDS)


def last_lines(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give what may tell the writer's name: short lines among the last of a section, the few addresses in it."""
    last = [row.line.text.strip() for row in rows if fold(row.line.text)][-_LAST_LINES:]
    addresses = {found[0] for row in rows if "@" in row.line.text and (found := _ADDRESS.search(row.line.text))}
    short = [text for text in last if len(words(text)) <= _NAME_WORDS and not re.search(r"[\d:@]", text)]
    return (*short, *(sorted(addresses) if len(addresses) <= _MOST_ADDRESSES else ()))


class _Reader:
    def __init__(self, at: Progress, thread: Thread) -> None:
        self.at = at
        self.thread = thread
        self.endings = Endings(at.choices, at.setting.writer, at.own)
        self.coupons = CouponReading()

    def read(self, rows: tuple[Row, ...]) -> None:
        number = 0
        self.at.first = next((row for row in rows if fold(row.line.text)), None)
        while number < len(rows):
            self.at.ahead = rows[number + 1 :]
            table = rows[number].table
            if table >= 0 and (number == 0 or rows[number - 1].table != table):
                found = column_drafts(self.thread.tables[table], table, self.at.part, self.at.choices)
                if found is not None:
                    self._add_columns(found)
                    while number < len(rows) and rows[number].table == table:
                        number += 1
                    continue
            if id(rows[number]) not in self.at.taken:
                self._row(rows[number])
            number += 1
        self.at.settle_offers()
        self.at.doubt_lost_boxes()
        self.at.unknown.settle()
        for draft, question, text in self.at.bare:
            if question.id not in draft.answers:
                draft.unread.append(text)
        for draft, head in self.at.heads:
            take_head(draft, head, self.at.setting.writer, self.at.part)
        self._drop_signature()

    def result(self) -> CouponReading:
        """Give the coupons; the rows of what turned out to be none go back to the text around them."""
        self.at.drafts = without_preface(self.at.drafts, self.at.preface)
        people = shared(self.at.drafts, self.at.common, self.at.choices)  # with what is stated once for all of them
        common = [self.at.common, *(d for d in self.at.drafts if d not in people)]
        self.at.drafts = [d for d in people if is_coupon(d)]
        kept = {id(draft) for draft in (*self.at.drafts, *common)}
        for row, draft, closed in self.at.fates:
            if draft is None or id(draft) not in kept:
                (self.coupons.after if closed else self.coupons.before).append(row)
        for draft in self.at.drafts:
            complete(draft, self.at.setting.writer)
            if self.at.choices.event.choose_min == 0 and draft.answers:
                draft.offered = 0  # one may choose none, and the coupon was answered
        self.coupons.drafts = self.at.drafts
        return self.coupons

    def _add_columns(self, found: list[Draft]) -> None:
        """Add the drafts of a table of people; ticks without a person belong to the coupon around them."""
        for draft in found:
            if draft.values or self.at.current is None:
                self.at.drafts.append(draft)
                self.at.current = draft if not draft.values else None
                continue
            self.at.current.offered += draft.offered
            self.at.current.unread += [text for text in draft.unread if not set(words(text)) <= _RANKING]
            for reason in draft.doubts:
                self.at.current.doubt(reason)
            for question, value in draft.answers.items():
                self.at.current.reply(question, value, draft.evidence[f"answers.{question}"][0])
            for workshop, chosen in draft.workshops.items():
                for evidence in draft.evidence.get(f"workshops.{workshop}", [])[:1]:
                    self.at.current.choose(workshop, chosen, evidence, draft.ranks.get(workshop))

    def _row(self, row: Row) -> None:
        at, text = self.at, row.line.text
        if not fold(text) and not any(mark in text for mark in Mark):
            at.parted = at.parted or not text.strip()
            at.closed = at.closed or self.endings.is_rule(text, at.ahead)
            return
        heads = self._is_head(text)
        found = [] if heads else row_labels(at, row)
        numbered = len(found) == 1 and found[0].label in NAMES and _COUNT.match(found[0].value)  # "Participant 2"
        if heads or numbered:
            at.begin_anew()
            return
        others = any(p.question is not None and p.question is not at.question for p in found)
        if at.question is not None and not others and answers_option(at, at.question, row):
            return
        if self._closes(row, found):
            at.settle_offers()
            at.closed = True
            at.fates.append((row, None, True))
        else:
            self._take(row, found)
        at.parted = False

    def _is_head(self, text: str) -> bool:
        """Say whether a row is the title of a coupon, or counts the people; what was printed above it is no coupon."""
        at = self.at
        if not is_title(text):
            return bool(_COUNT_RULE.match(text) or _COUNT_HEAD.match(fold(text)))
        if self.thread.document.kind == "attachment" or not at.own:
            printed = [draft for draft in at.drafts if not {*NAMES, Label.FIRST_NAME} & set(draft.asked)]
            at.preface += [draft for draft in printed if draft not in at.preface]
        return True

    def _closes(self, row: Row, found: list[Labelled]) -> bool:
        """Say whether a row ends the coupon, or stands below its end and begins none."""
        if row.number in self.at.between:
            return False
        opens = any(f.label in (*OPENERS, Label.FIRST_NAME) for f in found) or heads_coupon(self.at, found)
        text = row.line.text
        return (self.at.closed and not opens) or is_closing(text) or (not found and self._ends(text))

    def _take(self, row: Row, found: list[Labelled]) -> None:
        """Take a row of the coupon by what it is: a heading of boxes, a person, labels, boxes, or plain words."""
        at, text = self.at, row.line.text
        asks = any(p.question or p.workshop for p in found)
        if heads_boxes(at, row, found) or (not asks and takes_attendance(at, row)):
            at.fates.append((row, at.current, False))
        elif not found and begins_person(at, without_struck(row).line.text):
            begin_person(at, without_struck(row))
        elif found:
            at.trailing.clear()
            at.spoken = False
            self._settle_before(found)
            for piece in found:
                take_labelled(at, piece, row)
            at.fates.append((row, at.current or at.common, False))
        elif len(text) <= _MAX_LINE and (any(mark in text for mark in Mark) or ticked_alone(at, row)):
            at.trailing.clear()
            at.waiting = None
            take_options(at.setting, at.draft(), row, text, 0, at.question, listing=at.listing)
            at.fates.append((row, at.current, False))
        else:
            take_plain(at, row)

    def _settle_before(self, found: list[Labelled]) -> None:
        """Settle the workshops listed above a row: another field ends their list, and the heading of the next rank."""
        ranks = [f.pick.rank for f in found if f.label is Label.WORKSHOPS and f.pick is not None]
        if not all(f.label is Label.WORKSHOPS for f in found) or any(rank is not None for rank in ranks):
            self.at.settle_offers()
            self.at.rank = ranks[0] if len(ranks) == 1 else None

    def _ends(self, text: str) -> bool:
        """Say whether a row takes leave or signs: behind an empty one, or behind a sentence below the coupon."""
        apart = self.at.parted or self.at.spoken
        leaves = apart or (self.at.waiting is None and text.rstrip().endswith(","))
        if self.at.current is not None and leaves and self.endings.takes_leave(text, self.at.ahead):
            return True
        named = self.at.current is not None and "last_name" in self.at.current.values and self.at.waiting is None
        return self.endings.signs_off(text) or (named and apart and self.endings.signs(text, self.at.ahead))

    def _drop_signature(self) -> None:
        """Leave out of the coupon what signs it."""
        draft = self.at.current
        if draft is None or not self.at.trailing or not is_coupon(draft):
            return
        sender = self.at.setting.writer if self.at.own else None
        drafts, rows, choices = self.at.drafts, self.at.trailing, self.at.choices
        signed = [] if self.at.closed else signed_rows(rows, draft, drafts, choices, self.at.author, sender)
        for row in signed or talk_rows(rows, draft, choices):
            if row.line.text in draft.unread:
                draft.unread.remove(row.line.text)
                self.coupons.after.append(row)
