"""Rows → drafts: labels, values and ticks, in whatever order a coupon puts them, for one person or several.

A coupon is known by its labels, not by its layout. What stands inside it and is not understood is kept as `unread`: it
costs confidence, because it may be an answer. What stands beside a label is understood in ``parsers.coupons.answers``,
workshops listed without boxes in ``parsers.coupons.offers``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.coupons import below, fields, headings
from parsers.coupons.answers import Answers
from parsers.coupons.attendance import attendance
from parsers.coupons.between import answers_between
from parsers.coupons.blank import without_printed
from parsers.coupons.choices import Choices
from parsers.coupons.columns import column_drafts
from parsers.coupons.completion import complete, is_coupon, shared, without_preface
from parsers.coupons.continued import joined_brackets, unwrapped
from parsers.coupons.endings import Endings
from parsers.coupons.given import answer, choice, yes_or_no
from parsers.coupons.habits import Habits, habits_of
from parsers.coupons.inline import unrolled
from parsers.coupons.label_kinds import learned_label
from parsers.coupons.labels import ONCE_FOR_ALL, SCOPE, Labelled, heads_workshops
from parsers.coupons.letterhead import is_person, take_head
from parsers.coupons.named import self_named
from parsers.coupons.offers import Offer, bare_option, is_whole, offer, settle
from parsers.coupons.options import options, stand_behind, visible
from parsers.coupons.pairs import by_prefix, labelled
from parsers.coupons.rows import prepared, without_struck
from parsers.coupons.stressed import picks_by_style, stressed_stretches
from parsers.coupons.trailing import is_name, signed_rows
from parsers.coupons.unknown import UnknownFields, is_left_empty
from parsers.coupons.values import put
from parsers.coupons.vocabulary import (
    Label,
    is_boilerplate,
    is_closing,
    is_greeting,
    is_title,
    label_of,
    resembles_label,
    without_brackets,
)
from parsers.document import Mark
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, listed, words
from parsers.letters.weight import cover_chance, is_harmless
from parsers.letters.wording import has_signal
from parsers.mail.thread import Row, Section, Thread
from parsers.marks import MARKS
from parsers.reading import Source
from parsers.reasons import Reason

_NAMES = (Label.LAST_NAME, Label.FULL_NAME)
_OPENERS = (Label.LAST_NAME, Label.FULL_NAME, Label.CIVILITY)
_HEAD_ROWS = 14  # below a name, within which two labels have to come
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.\w+")
_TALK = 0.4  # the least chance that a sentence apart changes nothing: it is no answer to an open question then
_LAST_LINES, _NAME_WORDS = 4, 4
_MOST_ADDRESSES = 4
_LEAD_ROWS = 5  # of a coupon, within which the name is asked for
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OFFERED = re.compile(r"\(([^()]*)\)[\s:]*$")
_LABEL_WORDS = 3  # of a misspelt label on the first line
_MAX_LABEL = 60  # characters
_HEADING_WORDS = 4  # of a heading that only its bold letters tell
_MAX_LINE = 1500  # characters; no row of boxes is longer
_COUNT = re.compile(r"^\W*(?:n[°o]?\W*)?\d{1,2}\W*$")  # of a person among several
_COUNT_RULE = re.compile(r"^\s*[-*=_#~]{2,}\W*\w*\W{0,3}\d{1,2}\W*?[-*=_#~]{2,}\s*$")  # "*** 2 ***"
_COUNT_HEAD = re.compile(  # "Personne 1"
    r"(?:personne|person|inscription|inscrite?|coupon|bulletin|fiche|attendee|delegate|guest|participante?)"
    r" (?:n |no |numero )?\d{1,2}$"
    r"|(?:first|second|third|fourth|1st|2nd|3rd|4th|premiere?|deuxieme|seconde?|troisieme|quatrieme|1er|1ere|2e|2eme"
    r"|3e|3eme|4e|4eme) (?:personne|person|participante?|inscrite?|attendee|delegate|inscription|coupon)$"
)
_TWO_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’-]+\s+[A-ZÀ-ÖØ-Þ][\w'’-]+")
_BOX = re.compile(f"[{MARKS}]")
_BULLET = re.compile(r"^\s*[-*•–]\s+\S")
_SWORN = re.compile(r"je soussigne")
_LONE_TICK = re.compile(r"^\s*[-*•]?\s*[xX]\s+(?=\S)|(?:\s{2,}|\t|[.…_]{2,}|\s-\s|:)\s*[xX]\s*$")
_CIVILITIES = listed("m mr mrs ms mme mlle miss dr monsieur madame mademoiselle ou or")
_RANKING = listed(  # what a row of ranks begins with
    """rang rank ordre order classement ranking preference preferences choix choice votre your mon ma my le la de of d n
    par by"""
)
_PROPOSED = re.compile(r"\b(?:proposee?s?|possibles?|disponibles?|available|offered|programme)\b")
_WANTING = listed(
    """sans without pas not sauf except merci please svp prevoir prevoyez je j i nous we moi me mon ma my seulement only
    uniquement finalement mais but avec with no plutot rather"""
)
_BODY = re.compile(r"(?:la )?(?:mairie|communaute (?:de|d|urbaine)|cc|syndicat|conseil|departement|ccas|metropole)\b.")
_POSTAL_TOWN = re.compile(r"^\s*(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d].{1,40}$")


@dataclass(slots=True)
class CouponReading:
    """The coupons of one section, and its rows that belong to none."""

    drafts: list[Draft] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)  # above the first coupon: greeting, sentences
    after: list[Row] = field(default_factory=list)  # from the closing on: the signature


def read_section(section: Section, thread: Thread, choices: Choices, writer: str = "") -> CouponReading:
    """Give the coupons of one section, blank ones too; `writer` is whose section it is ("Léa MORVAN <l.morvan@…>")."""
    between = answers_between(thread, section, choices)
    written = without_printed(section.rows, choices)
    whole = tuple(unrolled(tuple(unwrapped(written, choices)), choices))
    rows = tuple(joined_brackets(prepared(whole, choices)))
    between |= {n: found for n, found in self_named(section.rows, writer, choices).items() if n not in between}
    habits = habits_of([row.line.text for row in rows], choices)
    if any(row not in section.rows for row in rows):  # a gap that was put in hides that there was none
        habits = replace(habits, bare=habits.bare or habits_of([r.line.text for r in section.rows], choices).bare)
    behind = any(stand_behind(row.line.text) for row in rows)
    reader = _Reader(
        Answers(
            choices, thread.document.part, writer, _last_lines(rows), behind=behind, loud=picks_by_style(rows, choices)
        ),
        thread,
        section,
        between,
        habits=habits,
    )
    reader.read(rows)
    return reader.result()


def _last_lines(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give what may tell the writer's name: short lines among the last of a section, the few addresses in it."""
    last = [row.line.text.strip() for row in rows if fold(row.line.text)][-_LAST_LINES:]
    addresses = {found[0] for row in rows if "@" in row.line.text and (found := _ADDRESS.search(row.line.text))}
    short = [text for text in last if len(words(text)) <= _NAME_WORDS and not re.search(r"[\d:@]", text)]
    return (*short, *(sorted(addresses) if len(addresses) <= _MOST_ADDRESSES else ()))


class _Reader:
    def __init__(
        self,
        answers: Answers,
        thread: Thread,
        section: Section,
        between: Mapping[int, list[Labelled]],
        *,
        habits: Habits,
    ) -> None:
        self.own = section.own
        self.endings = Endings(answers.choices, answers.writer, section.own)
        self.author = frozenset(words(section.author))  # of a quoted letter
        self.between = between  # rows that answer a quoted question above them
        self.answers = answers
        self.choices = answers.choices
        self.thread = thread
        self.part = answers.part
        self.habits = habits
        self.coupons = CouponReading()
        self.current: Draft | None = None
        self.common = Draft(form=False)  # what is stated for everybody under a label that says so
        self.closed = False
        self.waiting: tuple[Labelled, Row] | None = None  # a label whose value may stand in the next row
        self.question: Question | None = None  # asked last, its options may follow
        self.address = False  # an address stood in the row above
        self.listing = False  # below the heading of the workshops
        self.offers: list[Offer] = []  # workshops there without a box
        self.rank: int | None = None  # that the heading above them asks for
        self.first: Row | None = None  # that holds words
        self.below_title = False
        self.legal = False
        self.returning = False  # whom the coupon goes to, in a line that may go on
        self.parted = False  # an empty row came before this one
        self.spoken = False  # so did a sentence of the letter, below the coupon
        self.trailing: list[Row] = []  # rows at the end that nothing explains, behind an empty one
        self.ahead: tuple[Row, ...] = ()  # the rows below
        self.taken: set[int] = set()  # rows, by their identity, that were read with one above them
        self.heads: list[tuple[Draft, list[Row]]] = []  # people without labels, and the rows below their names
        self.bare: list[tuple[Draft, Question, str]] = []  # questions without a value, in somebody's own words
        self.preface: list[Draft] = []  # what an attachment prints above the title of its coupon
        self.unknown = UnknownFields(answers, habits)
        self.fates: list[tuple[Row, Draft | None, bool]] = []  # a row, its coupon, and whether a closing came before

    def read(self, rows: tuple[Row, ...]) -> None:
        number = 0
        self.first = next((row for row in rows if fold(row.line.text)), None)
        while number < len(rows):
            self.ahead = rows[number + 1 :]
            table = rows[number].table
            if table >= 0 and (number == 0 or rows[number - 1].table != table):
                found = column_drafts(self.thread.tables[table], table, self.part, self.choices)
                if found is not None:
                    self._add_columns(found)
                    while number < len(rows) and rows[number].table == table:
                        number += 1
                    continue
            if id(rows[number]) not in self.taken:
                self._row(rows[number])
            number += 1
        self._settle_offers()
        self.unknown.settle()
        for draft, question, text in self.bare:
            if question.id not in draft.answers:
                draft.unread.append(text)
        for draft, head in self.heads:
            take_head(draft, head, self.answers.writer, self.part)
        self._drop_signature()

    def result(self) -> CouponReading:
        """Give the coupons; the rows of what turned out to be none go back to the text around them."""
        self.coupons.drafts = without_preface(self.coupons.drafts, self.preface)
        people = shared(self.coupons.drafts, self.common)  # with what is stated once for all of them
        common = [self.common, *(d for d in self.coupons.drafts if d not in people)]
        self.coupons.drafts = [d for d in people if is_coupon(d)]
        kept = {id(draft) for draft in (*self.coupons.drafts, *common)}
        for row, draft, closed in self.fates:
            if draft is None or id(draft) not in kept:
                (self.coupons.after if closed else self.coupons.before).append(row)
        for draft in self.coupons.drafts:
            complete(draft, self.answers.writer)
            if self.choices.event.choose_min == 0 and draft.answers:
                draft.offered = 0  # one may choose none, and the coupon was answered
        return self.coupons

    def _add_columns(self, found: list[Draft]) -> None:
        """Add the drafts of a table of people; ticks without a person belong to the coupon around them."""
        for draft in found:
            if draft.values or self.current is None:
                self.coupons.drafts.append(draft)
                self.current = draft if not draft.values else None
                continue
            self.current.offered += draft.offered
            self.current.unread += [text for text in draft.unread if not set(words(text)) <= _RANKING]
            for reason in draft.doubts:
                self.current.doubt(reason)
            for question, value in draft.answers.items():
                self.current.reply(question, value, draft.evidence[f"answers.{question}"][0])
            for workshop, chosen in draft.workshops.items():
                for evidence in draft.evidence.get(f"workshops.{workshop}", [])[:1]:
                    self.current.choose(workshop, chosen, evidence, draft.ranks.get(workshop))

    def _row(self, row: Row) -> None:
        text = row.line.text
        if not fold(text) and not any(mark in text for mark in Mark):
            self.parted = self.parted or not text.strip()
            self.closed = self.closed or self.endings.is_rule(text, self.ahead)
            return
        if is_title(text) and (self.thread.document.kind == "attachment" or not self.own):
            printed = [draft for draft in self.coupons.drafts if not {*_NAMES, Label.FIRST_NAME} & set(draft.asked)]
            self.preface += [draft for draft in printed if draft not in self.preface]
        if is_title(text) or _COUNT_RULE.match(text) or _COUNT_HEAD.match(fold(text)):
            self._begin_anew()
            return
        found = self._pairs(row)
        if len(found) == 1 and found[0].label in _NAMES and _COUNT.match(found[0].value):
            self._begin_anew()  # "Participant 2"
            return
        others = any(p.question is not None and p.question is not self.question for p in found)
        if self.question is not None and not others and self._answers_option(self.question, row):
            return
        between = row.number in self.between
        opens = any(f.label in (*_OPENERS, Label.FIRST_NAME) for f in found) or self._heads_coupon(found)
        ends = self.closed and not opens
        leaves = is_closing(text) or (not found and self._ends(text))
        if not between and (ends or leaves):
            self._settle_offers()
            self.closed = True
            self.fates.append((row, None, True))
        elif self._heads_boxes(row, found) or (not any(p.question or p.workshop for p in found) and self._attends(row)):
            self.fates.append((row, self.current, False))
        elif not found and self._begins_person(without_struck(row).line.text):
            self._person(without_struck(row))
        elif found:
            self.trailing.clear()
            self.spoken = False
            self._settle_before(found)
            for piece in found:
                self._labelled(piece, row)
            self.fates.append((row, self.current or self.common, False))
        elif len(text) <= _MAX_LINE and (any(mark in text for mark in Mark) or self._ticked_alone(row)):
            self.trailing.clear()
            self.waiting = None
            self.answers.options(self._draft(), row, text, 0, self.question, listing=self.listing)
            self.fates.append((row, self.current, False))
        else:
            self._text(row)
        self.parted = False

    def _settle_before(self, found: list[Labelled]) -> None:
        """Settle the workshops listed above a row: another field ends their list, and the heading of the next rank."""
        ranks = [f.pick.rank for f in found if f.label is Label.WORKSHOPS and f.pick is not None]
        if not all(f.label is Label.WORKSHOPS for f in found) or any(rank is not None for rank in ranks):
            self._settle_offers()
            self.rank = ranks[0] if len(ranks) == 1 else None

    def _heads_boxes(self, row: Row, found: list[Labelled]) -> bool:
        """Take a row as the heading of the boxes below it, all of which answer one question, in words of its own."""
        if self.current is None or any(mark in row.line.text for mark in Mark):
            return False
        asked = below.question_of_boxes(self.ahead, self.choices)
        plain = all(
            not self.choices.workshops(p.value).named
            and (p.label is Label.WORKSHOPS or p.question == asked or not (p.question or fields.cleaned(p.value)))
            for p in found
        )
        if asked is None or not plain:
            return False
        self.question, self.waiting, self.listing = asked, None, False
        return True

    def _answers_option(self, question: Question, row: Row) -> bool:
        """Take an oui or non beside one option of the question above, or its boxes; False where the row is none."""
        if self._boxes_answer(question, row):
            return True
        told = below.answered_option(question, without_struck(row).line.text)
        if told is None or self.current is None:
            return False
        if told[1]:
            self.answers.pick(self.current, question, told[0], row, 0, len(row.line.text))
        self.waiting = None
        self.fates.append((row, self.current, False))
        return True

    def _boxes_answer(self, question: Question, row: Row) -> bool:
        """Take a row whose boxes all stand beside answers to the question above, whatever else their words may be."""
        text = row.line.text
        boxed = options(text) if question.choices and any(mark in text for mark in Mark) else []
        if not boxed or not all(choice(question, option.text) for option in boxed):
            return False
        self.answers.options(self._draft(), row, text, 0, question)
        self.waiting = None
        self.fates.append((row, self.current, False))
        return True

    def _attends(self, row: Row) -> bool:
        """Take a row that only says whether the person comes at all."""
        text = without_struck(row).line.text
        if (self.current is None and not self.habits.form) or any(mark in text for mark in Mark):
            return False
        loud = stressed_stretches(row, 0, len(row.line.text))
        said = attendance(text, self.choices.event)
        following = next((r for r in self.ahead if fold(r.line.text)), None) if self.habits.below else None
        if said is None and following is not None and yes_or_no(following.line.text) is not None:
            said = attendance(f"{text} : {following.line.text.strip()}", self.choices.event)
            self.taken |= {id(following)} if said is not None else set()
            self.fates += [(following, self.current, False)] if said is not None else []
        if said is None and len(loud) == 1 and yes_or_no(loud[0]) is not None:
            said = attendance(f"{text.partition(':')[0]} : {loud[0]}", self.choices.event)
        if said is None:
            return False
        draft = self._draft()
        if draft.coming not in (None, said):
            draft.doubt(Reason.COMING_AND_NOT)
        draft.coming = said
        self.waiting, self.question, self.listing = None, None, False
        return True

    def _ticked_alone(self, row: Row) -> bool:
        """Say whether a row is an option with a lone X; one of a list without boxes is understood with its list."""
        if not _LONE_TICK.search(row.line.text):
            return False
        beside = [*(o.row for o in self.offers[-1:]), *self.ahead[:1]]
        listed = any(
            offer(r, self.choices) is not None and not any(mark in r.line.text for mark in Mark) for r in beside
        )
        return not (listed and offer(row, self.choices) is not None)

    def _heads_coupon(self, found: list[Labelled]) -> bool:
        """Say whether a label below a closing begins a coupon: others follow at once, and one asks for a name.

        Below the letter that invites stands what one fills in, and it need not begin with the name.
        """
        if not any(p.label for p in found):
            return False
        for row in [row for row in self.ahead if row.line.text.strip()][:_LEAD_ROWS]:
            below = labelled(row.line.text, self.choices, self.habits.sign)
            if any(p.label in _OPENERS for p in below):
                return True
            if not any(p.label for p in below):
                return False
        return False

    def _ends(self, text: str) -> bool:
        """Say whether a row takes leave or signs: behind an empty one, or behind a sentence below the coupon."""
        apart = self.parted or self.spoken
        if self.current is not None and apart and self.endings.takes_leave(text, self.ahead):
            return True
        named = self.current is not None and "last_name" in self.current.values and self.waiting is None
        return self.endings.signs_off(text) or (named and apart and self.endings.signs(text, self.ahead))

    def _begins_person(self, text: str) -> bool:
        """Say whether a row names the person whom the labels below it are about."""
        if self.closed or self.waiting is not None or not is_person(text, self.answers.writer):
            return False
        if "," in text and any(is_person(row.line.text, self.answers.writer) for row in self.ahead):
            return False  # a list of people
        if self.current is not None and Label.FULL_NAME not in self.current.asked and self.current.asked:
            return False
        below = [row.line.text for row in self.ahead if row.line.text.strip()][:_HEAD_ROWS]
        found = [p for t in below for p in labelled(t, self.choices, self.habits.sign)]
        asked = {p.label or (p.question.id if p.question else None) for p in found} - {None}
        answered = any(fields.cleaned(p.value) or p.question or p.label is Label.WORKSHOPS for p in found)
        return len(asked) >= 2 and answered and not asked & {*_NAMES, Label.FIRST_NAME}

    def _person(self, row: Row) -> None:
        """Begin a coupon with the person whom a row names."""
        self._settle_offers()
        draft = self._draft(Label.FULL_NAME)
        draft.asked.append(Label.FULL_NAME)
        self.heads.append((draft, [row]))
        self.fates.append((row, draft, False))

    def _begin_anew(self) -> None:
        self._settle_offers()
        if self.current is None or self.current.asked or self.closed or not self.own:
            self.current = None
        self.closed, self.below_title = False, True

    def _pairs(self, row: Row) -> list[Labelled]:
        """Give the labels of a row; inside a coupon also one that nothing parts from its value."""
        text = row.line.text
        if row.number in self.between:
            return self.between[row.number]
        unnamed = self.current is None or not {*_NAMES, Label.FIRST_NAME} & set(self.current.asked)
        if unnamed and headings.is_return_address(text):
            return []  # "par courriel : inscriptions@…", above the coupon
        if self.choices.is_numbered(text) or ((self.listing or self.offers) and is_whole(text, self.choices)):
            return []
        choosable = "/" in text or visible(row, 0, len(text))[1]  # "Monsieur / Madame", one of them struck
        found = labelled(text, self.choices, self.habits.sign)
        titled = bool(found) and found[0].label is Label.CIVILITY and bool(fold(found[0].value))
        if is_greeting(text) and not (titled or ((choosable or self._leads_name(row)) and _is_civility(text))):
            return []
        found = [piece for piece in found if self.habits.form or not piece.learned]
        found = [p for p in found if p.label is not Label.WORKSHOPS or p.written.count("(") <= p.written.count(")")]
        if found and found[0].label is Label.WORKSHOPS and any(text.lstrip().startswith(mark) for mark in Mark):
            return []  # "☐ Matin : Prévenir les crues" is a box
        if _is_civility(text) and not (found and fields.cleaned(_IN_BRACKETS.sub("", found[0].value))):
            return [Labelled(text, 0, len(text), label=Label.CIVILITY, sure=0.95)]
        within = not self.closed and self.current is not None and len(self.current.asked) >= 2
        bare = self.habits.bare and not self.closed
        if not found and (bare or within):
            prefix = by_prefix(text, self.choices, bare=bare)
            found = [prefix] if prefix else []
        if not found and self.habits.below and (unknown := self._label_above(text)):
            found = [unknown]
        if not found and _SWORN.match(fold(text)):
            prefix = by_prefix(text.replace("(e)", "e  "), self.choices)
            found = [replace(prefix, sure=0.95)] if prefix and prefix.label is Label.FULL_NAME else []
        elif len(found) == 1 and found[0].start == len(text) and (bare or within):
            found = [self._with_value(found[0], text)]
        return found

    def _leads_name(self, row: Row) -> bool:
        """Say whether the row below asks for the name, and something stands above: a civility between them is one."""
        below = labelled(self.ahead[0].line.text, self.choices, self.habits.sign) if self.ahead else []
        return self.first is not row and bool(below) and below[0].label in (*_NAMES, Label.FIRST_NAME)

    def _label_above(self, text: str) -> Labelled | None:
        """Give a label that no list holds on a line of its own, in a coupon whose values stand below their labels."""
        value = next((r.line.text for r in self.ahead if fold(r.line.text)), "")
        plain = not re.search(r"[\d@:;.!?]", text) and self.parted and self.waiting is None
        if not plain or not fold(value) or labelled(value, self.choices) or is_closing(value) or self.closed:
            return None
        label = learned_label(text)
        return Labelled("", len(text), len(text), label=label, written=text, sure=0.93, learned=True) if label else None

    def _with_value(self, whole: Labelled, text: str) -> Labelled:
        """Give a label that fills its line with the value in its last words ("Atelier matin 2", "Arrivée train")."""
        if text.rstrip().endswith(":"):
            return whole
        shorter = by_prefix(text, self.choices, bare=True)
        same = shorter is not None and (shorter.label, shorter.question) == (whole.label, whole.question)
        if shorter is None or not same:
            return whole
        if whole.question is not None:
            return shorter if whole.question.choices or self.habits.bare else whole
        ranked = whole.pick is not None and whole.pick.rank is not None  # "Choix 2" is a label
        return shorter if whole.label is Label.WORKSHOPS and self.habits.bare and not ranked else whole

    def _draft(self, label: Label | None = None) -> Draft:
        """Give the coupon that a label belongs to: a new one where a second name begins another person."""
        if self.current is not None and label in (*_OPENERS, Label.FIRST_NAME) and not self.closed:
            asked = set(self.current.asked)
            named = asked & {*_NAMES, Label.FIRST_NAME}
            again = label is Label.FIRST_NAME and {Label.FIRST_NAME, Label.LAST_NAME} <= asked
            if (
                again
                or (label in _NAMES and asked & set(_NAMES))
                or (label is Label.CIVILITY and label in asked and named)
            ):
                self.current = None
        if self.closed:
            self.current, self.closed = None, False
        if self.current is None:
            self.current = Draft()
            self.coupons.drafts.append(self.current)
        return self.current

    def _labelled(self, piece: Labelled, row: Row) -> None:
        piece = self._of_body(piece, row)
        unsure = piece.label in (None, Label.ROLE) and piece.question is None
        if unsure and _is_civility(_BOX.sub(" ", piece.value)):
            piece = replace(piece, label=Label.CIVILITY)  # "Vous êtes : Madame / Monsieur"
        if self._for_all(piece, row):
            return
        self.waiting, self.question, self.listing = None, None, False
        draft = self._draft(piece.label)
        if piece.label is None and piece.question is None and piece.workshop is None:
            self.unknown.take(draft, row, piece.written, row.line.text[piece.start : piece.end])
            return
        draft.asked.append(piece.label or (piece.question.id if piece.question else f"workshop {piece.workshop}"))
        value, struck = visible(row, piece.start, piece.end)
        self.address = piece.label is Label.ADDRESS and bool(fields.cleaned(value))
        if not fields.cleaned(value) and not struck and not any(mark in value for mark in Mark):
            self.waiting = None if _is_empty_field(piece, row) else (piece, row)
        if piece.workshop:
            self.answers.workshop(draft, piece, row, struck)
        elif piece.question:
            self.question = piece.question
            if piece.start == len(row.line.text) and _says_more(piece, row.line.text):
                self.bare.append((draft, piece.question, row.line.text))
            self._question(draft, piece.question, piece, row)
        elif piece.label is Label.WORKSHOPS:
            self.listing = not _PROPOSED.search(fold(piece.written))
            if any(mark in value for mark in Mark):
                self.answers.options(
                    draft, row, row.line.text[piece.start : piece.end], piece.start, None, listing=True
                )
            elif self.listing or not fields.cleaned(value):
                self.answers.workshop_list(draft, piece, row, value)
            elif len(self.choices.workshops(value).ids) < len(self.choices.event.workshops):
                draft.unread.append(row.line.text)  # what is offered may still be what was left of it
        else:
            self.answers.field(draft, piece, row, value)

    def _for_all(self, piece: Labelled, row: Row) -> bool:
        """Take a value that counts for everybody: its label says so, or it does so itself ("… (pour tous)")."""
        value = visible(row, piece.start, piece.end)[0]
        if piece.question and SCOPE.search(piece.written) and fields.cleaned(value):
            self._question(self.common, piece.question, piece, row)
            self.waiting = None
            return True
        scope = SCOPE.search(value) if piece.label in ONCE_FOR_ALL else None
        if scope and not scope[0].lstrip().startswith("("):
            scope = None  # "Lecture pour tous" is a name
        if not (piece.common or (scope and scope.start())) or not fields.cleaned(value):
            return False
        end = piece.start + scope.start() if scope and not piece.common else piece.end
        self.answers.field(self.common, replace(piece, end=end), row, row.line.text[piece.start : end])
        self.waiting = None
        return True

    def _of_body(self, piece: Labelled, row: Row) -> Labelled:
        """Give a label as the body's: a name's where it stands indented below "Structure :", a town's beside a body."""
        if piece.label is Label.CITY and _BODY.match(fold(piece.value)):
            asked = self.current.asked if self.current is not None and not self.closed else []
            return piece if Label.ORGANISATION in asked else replace(piece, label=Label.ORGANISATION)
        above = self.waiting
        below = above is not None and above[0].label is Label.ORGANISATION and piece.label is Label.LAST_NAME
        if below and above is not None and _indent(row.line.text) > _indent(above[1].line.text):
            return replace(piece, label=Label.ORGANISATION)
        return piece

    def _question(self, draft: Draft, question: Question, piece: Labelled, row: Row) -> None:
        """Take an answer beside its question, or the one of two sentences that is left ("participera / ne … pas")."""
        whole = row.line.text
        if question.type is not QuestionType.YES_NO or fields.cleaned(piece.value):
            offered = _OFFERED.search(whole)
            if question.choices and offered and not fields.cleaned(piece.value):
                start, end = offered.span(1)  # the choices in brackets, one of which may stand out
                if stressed_stretches(row, start, end):
                    piece = replace(piece, start=start, end=end, value=offered[1])
                    self.waiting = None
            self.answers.question(draft, question, piece, row)
            return
        shown, struck = visible(row, 0, len(whole))
        loud = stressed_stretches(row, 0, len(whole))
        negative = re.search(r"\b(?:ne|n)\b.*\b(?:pas|pourra)\b|\bnot\b", fold(whole))
        said = yes_or_no(shown) if struck else yes_or_no(" ".join(loud)) if loud else None
        if said is None and not struck and negative and not re.search(r"/|\b(?:ou|or)\b", whole):
            said = yes_or_no(whole)
        if said is not None:
            draft.reply(question.id, said, evidence_at(row, self.part, 0, len(whole), 0.93))
            self.waiting = None
        elif re.match(r"\s*[-*•]\s", whole) and ":" not in whole:
            draft.unread.append(whole)  # "- au buffet", below "Je participerai"

    def _text(self, row: Row) -> None:
        """Take a row without label and box: a value below its label, a listed workshop, or something unread."""
        text = row.line.text
        if self.current is None:
            stated = headings.is_heading if self.below_title else headings.states_event
            if self._is_first_field(text):
                self._draft().unread.append(text)
                self.fates.append((row, self.current, False))
            elif not stated(text, self.choices):
                self.fates.append((row, None, False))
            return
        self.fates.append((row, self.current, False))
        self.spoken = self.spoken or (self.own and _is_sentence(text))
        if set(words(text)) <= self.author:  # whose letter was quoted: what follows is about him
            self.waiting = None
            self.trailing.append(row)
            return
        shown, struck = visible(row, 0, len(text))
        asked = self.waiting  # the label right above has no value yet
        if self._below(row):
            return
        if self.choices.is_listing(text) and not struck and not stressed_stretches(row, 0, len(text)):
            return
        found = offer(row, self.choices)
        if found and (
            self.listing or self.offers or self.current.offered or found.sure > 0.95 or found.rank or found.struck
        ):
            sure = min(found.sure, 0.9) if struck and not found.struck else found.sure
            self.offers.append(replace(found, sure=sure, headed=self.listing))
            self.trailing.clear()
            return
        if self._picked_from(row, self.current, struck=struck) or (struck and not fold(shown)):
            return
        told = self.choices.workshops(without_brackets(text))
        heads = heads_workshops(text) or label_of(without_brackets(text), exact=True) is Label.WORKSHOPS
        if heads and told.clear and not told.ids and self._asks_below():
            self.listing = True
        elif self._is_of_head(text):
            self.heads[-1][1].append(row)
        elif asked is not None and self._may_answer(asked, row):
            self.current.unread.append(text)
        else:
            self._unexplained(row, self.current, asked=asked is not None)

    def _is_first_field(self, text: str) -> bool:
        """Say whether a coupon begins with a value under a label that is misspelt ("Prnéom — Léa")."""
        if headings.is_return_address(text):
            return False
        gap = re.search(r"\s*[:=\t]\s*", text) or (self.habits.sign.search(text) if self.habits.sign else None)
        if gap is None or not self.habits.form or not fold(text[gap.end() :]):
            return False
        label = text[: gap.start()]
        asked = any(labelled(row.line.text, self.choices, self.habits.sign) for row in self.ahead[:1])
        return asked and len(words(label)) <= _LABEL_WORDS and resembles_label(label)

    def _unexplained(self, row: Row, draft: Draft, *, asked: bool) -> None:
        """Take a row that is no value: legal words, a heading, a field of another kind, a sentence, or unread."""
        text = row.line.text
        legal = (
            is_boilerplate(text)
            or headings.is_signed(text)
            or (self.legal and (text[:1].islower() or self.returning))
            or headings.is_printed(text, self.choices, quoted=not self.own)
        )
        self.returning = headings.is_return_address(text) and not text.rstrip().endswith((".", "!"))
        legal = legal or self.returning
        self.legal = legal and len(text) > 60  # its sentence may go on in the next row
        if (
            legal
            or (headings.is_heading(text, self.choices, above=self._asks_below()) and not _is_typed(row))
            or self._is_bold_heading(row, asked=asked)
            or self.unknown.take_row(row, draft)
        ):
            return
        if self.own and _is_sentence(text):
            self.fates[-1] = (row, None, False)  # it is read with the letter's sentences
            return
        if not self._postal_town(row):
            self._keep(row, draft, asked=asked)

    def _is_bold_heading(self, row: Row, *, asked: bool) -> bool:
        """Say whether a few bold words head what is asked below, in a document that is not bold as a whole."""
        text = row.line.text
        bold = [token.style.bold and token.source is Source.TEXT for token in row.line.tokens]
        if asked or not bold or not all(bold) or len(words(text)) > _HEADING_WORDS or re.search(r"[\d:@]|\s{3}", text):
            return False
        below = next((r for r in self.ahead if fold(r.line.text)), None)
        plain = below is not None and any(not token.style.bold for token in below.line.tokens)
        return plain and not has_signal(text) and self._asks_below() and not is_person(text, self.answers.writer)

    def _asks_below(self) -> bool:
        """Say whether a label, a box or a workshop comes below the row at hand."""
        texts = [row.line.text for row in self.ahead if row.line.text.strip()]
        return any(
            any(mark in text for mark in Mark) or labelled(text, self.choices) or self.choices.workshop(text)
            for text in texts
        )

    def _may_answer(self, asked: tuple[Labelled, Row], row: Row) -> bool:
        """Say whether a row may be the answer in words to the question above it: an item, or further right."""
        piece, above = asked
        if piece.question is None or piece.question.type is not QuestionType.TEXT:
            return False
        item = re.match(r"\s*[-*•·]\s+\w", row.line.text) and not re.match(r"\s*[-*•·]\s", above.line.text)
        return bool(item) or (_indent(row.line.text) > _indent(above.line.text) and not self.parted)

    def _picked_from(self, row: Row, draft: Draft, *, struck: bool) -> bool:
        """Take a row that lists several workshops, some of which stand out or were struck."""
        text = row.line.text
        named = self.choices.workshops(text)
        if len(named.ids) < 2 or not named.named or not (struck or stressed_stretches(row, 0, len(text))):
            return False
        piece = Labelled(text, 0, len(text), label=Label.WORKSHOPS, sure=0.95)
        self.answers.workshop_list(draft, piece, row, visible(row, 0, len(text))[0])
        return True

    def _keep(self, row: Row, draft: Draft, *, asked: bool) -> None:
        """Keep a row that nothing explains. `asked`: the label right above it has no value yet."""
        text = row.line.text
        # Below the coupon in a quoted letter stands who sent it, with an empty line above or without.
        if self.parted or self.trailing or (not self.own and (not asked or is_name(text))):
            self.trailing.append(row)
        if asked or not (self._is_aside(text) or is_left_empty(text)):
            draft.unread.append(text)

    def _is_of_head(self, text: str) -> bool:
        """Say whether a row may stand in the letterhead that the coupon began with, among its labels."""
        if not self.heads or self.heads[-1][0] is not self.current or self.listing or self.offers:
            return False
        asked = set(self.current.asked) - {*Label}
        return not asked and Label.WORKSHOPS not in self.current.asked and not text.rstrip().endswith((".", "!", "?"))

    def _postal_town(self, row: Row) -> bool:
        """Take "12100 Millau" where nothing asks for it, and nothing else states a town."""
        draft, text = self.current, row.line.text
        if draft is None or self.parted or not _POSTAL_TOWN.match(text) or len(words(text)) > 6:
            return False
        if {Label.POSTAL_CODE, Label.POSTAL_CITY, Label.CITY} & set(draft.asked) or "postal_code" in draft.values:
            return False
        put(draft, Label.POSTAL_CITY, text, evidence_at(row, self.part, 0, len(text), 0.93))
        return True

    def _is_aside(self, text: str) -> bool:
        """Say whether a row is a sentence that answers nothing ("Merci d'en prendre note.")."""
        parted = self.habits.sign is not None and self.habits.sign.search(text.strip())
        text = text.capitalize() if text.isupper() else text
        named = _TWO_CAPITALS.search(text)  # somebody else, perhaps
        if len(words(text)) < 3 or re.search(r"\d|:", text) or parted or named or not is_harmless(text):
            return False
        return self.choices.workshop(text) is None and self.choices.question(text) is None

    def _below(self, row: Row) -> bool:
        """Take a row as what the label above it asks for; False where it is none."""
        text, draft = row.line.text, self.current
        waiting, self.waiting = self.waiting, None
        if draft is None:
            return False
        if self.address and _POSTAL_TOWN.match(text):
            self.address = False
            put(draft, Label.POSTAL_CITY, text, evidence_at(row, self.part, 0, len(text), 0.95))
            return True
        if waiting is None:
            return False
        if waiting[0].question and self._options_below(waiting[0].question, row, draft):
            return True
        bullet = _BULLET.match(text)
        start = bullet.end() - 1 if bullet else 0
        written = text
        text = text[start:]
        piece, above = replace(waiting[0], start=start, end=len(written), value=text, sure=0.93), waiting[1]
        near = self.habits.below or (_indent(written) > _indent(above.line.text) and not self.parted)
        near = near or (bullet is not None and piece.question is not None and not self.parted)  # "Repas :" / "- 2"
        if piece.question and piece.question.type is QuestionType.TEXT:
            asks = above.line.text.rstrip().endswith((":", "?")) or _differs(above, row)
            near = near or (not self.parted and asks and not is_name(text))
            talks = self.parted or text.rstrip().endswith(".")
            near = near and not (talks and cover_chance(text) >= _TALK)  # "See you there." at the end of the letter
        following = self.ahead[0] if self.ahead else None
        left = visible(row, start, len(written))[0].strip(" /|,;-–") if piece.question else text  # of "oui / non"
        fits = below.fits(piece, left, self.choices, near=near, below=self.habits.below, following=following)
        if (is_greeting(text) and piece.label is not Label.CIVILITY) or not fits:
            return False
        if piece.question:
            self.answers.question(draft, piece.question, piece, row)
        elif piece.label is Label.WORKSHOPS:
            self.answers.workshop_list(draft, piece, row, visible(row, start, len(written))[0])
        else:
            self.answers.field(draft, piece, row, visible(row, start, len(written))[0])
        return True

    def _options_below(self, question: Question, row: Row, draft: Draft) -> bool:
        """Take the answers that stand below each other under their question; False where one row alone, or none, is."""
        rows = below.listed_options(question, (row, *self.ahead))
        self.taken |= {id(r) for r in rows[1:]}
        self.fates += [(r, draft, False) for r in rows[1:]]
        for option in below.picked_options(rows):
            text = bare_option(option.line.text)
            picked, given = choice(question, text), answer(question, text)
            if picked is not None:
                self.answers.pick(draft, question, picked, option, 0, len(option.line.text))
            elif given is not None:
                draft.reply(question.id, given, evidence_at(option, self.part, 0, len(option.line.text), 0.95))
        return bool(rows)

    def _settle_offers(self) -> None:
        """Take the workshops that stand below each other without boxes."""
        if self.offers and self.current is not None:
            settle(self.offers, self.current, self.choices, self.part, self.rank)
        self.offers, self.rank = [], None

    def _drop_signature(self) -> None:
        """Leave out of the coupon what signs it."""
        draft = self.current
        if draft is None or self.closed or not self.trailing or not is_coupon(draft):
            return
        sender = self.answers.writer if self.own else None
        drafts = self.coupons.drafts
        for row in signed_rows(self.trailing, draft, drafts, self.choices, self.author, sender):
            if row.line.text in draft.unread:
                draft.unread.remove(row.line.text)
                self.coupons.after.append(row)


def _is_empty_field(piece: Labelled, row: Row) -> bool:
    """Say whether a label has a form's field beside it that was left empty."""
    return any(t.source is Source.FORM_FIELD and t.start >= piece.start for t in row.line.tokens)


def _is_typed(row: Row) -> bool:
    """Say whether a row holds what somebody typed into a field or onto the page."""
    typed = (Source.FORM_FIELD, Source.ANNOTATION)
    texts = (row.line.text[t.start : t.end] for t in row.line.tokens if t.source in typed)
    return any(fold(text) and not any(mark in text for mark in Mark) for text in texts)


def _says_more(piece: Labelled, text: str) -> bool:
    """Say whether what resembles a question is what somebody wants ("Menu sans porc")."""
    asked = piece.question
    printed = set(words(" ".join((asked.label, *asked.aliases)))) if asked else set()
    return not text.rstrip().endswith((":", "?")) and bool((set(words(text)) - printed) & _WANTING)


def _is_sentence(text: str) -> bool:
    """Say whether a row is written as a sentence of a letter."""
    return len(words(text)) > 3 and bool(re.search(r"^[A-ZÀ-Þ][^:]*[a-zà-ÿ)][.!…]\s*$", text.strip()))


def _is_civility(text: str) -> bool:
    """Say whether a row is a civility alone ("Mme", "M. / Mme"), not the greeting of a letter."""
    said = set(words(without_brackets(text)))  # "(rayer la mention inutile)"
    return bool(said) and said <= _CIVILITIES and not any(sign in text for sign in (",", ":", *Mark))


def _differs(label: Row, value: Row) -> bool:
    """Say whether a label is set in bold letters and the row below it is not."""
    bold = [[t.style.bold for t in row.line.tokens] for row in (label, value)]
    return all(bold) and all(bold[0]) and not any(bold[1])


def _indent(text: str) -> int:
    wide = text.expandtabs(4)
    return len(wide) - len(wide.lstrip())
