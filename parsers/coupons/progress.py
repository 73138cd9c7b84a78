"""Where the reading of a section stands: its coupon at hand, what was asked last, what came above and comes below."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.coupons import headings
from parsers.coupons.choices import Choices
from parsers.coupons.given import choice
from parsers.coupons.habits import Habits
from parsers.coupons.labels import Labelled
from parsers.coupons.offers import Offer, is_without_box, settle
from parsers.coupons.pairs import labelled
from parsers.coupons.setting import Setting
from parsers.coupons.unknown import UnknownFields
from parsers.coupons.vocabulary import Label, is_boilerplate
from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Question
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.reasons import Reason

NAMES = (Label.LAST_NAME, Label.FULL_NAME)
OPENERS = (Label.LAST_NAME, Label.FULL_NAME, Label.CIVILITY)
POSTAL_TOWN = re.compile(r"^\s*(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d].{1,40}$")

_BOXED = 2  # workshops with boxes: the others have some, too


@dataclass(slots=True)
class Progress:
    """What was read of a section so far, and what the next row has to be understood with."""

    setting: Setting
    habits: Habits
    own: bool  # the section is the sender's, not a quoted one
    author: frozenset[str]  # words of the name whose letter was quoted
    printed: frozenset[str]  # folded lines of the letter that is answered
    between: Mapping[int, list[Labelled]]  # rows that answer a quoted question above them, by their number
    unknown: UnknownFields
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    common: Draft = field(default_factory=lambda: Draft(form=False))  # stated for everybody, under a label that says so
    closed: bool = False
    waiting: tuple[Labelled, Row] | None = None  # a label whose value may stand in the next row
    question: Question | None = None  # asked last, its options may follow
    letters: dict[str, str] = field(default_factory=dict)  # before its options, as printed: the choice of each
    address: bool = False  # an address stood in the row above
    listing: bool = False  # below the heading of the workshops
    offers: list[Offer] = field(default_factory=list)  # workshops there without a box
    rank: int | None = None  # that the heading above them asks for
    unboxed: list[tuple[Draft, str]] = field(default_factory=list)  # workshops of a scan listed without box or sign
    picked: set[tuple[int, str]] = field(default_factory=set)  # what was chosen out of such lists, by draft
    first: Row | None = None  # that holds words
    below_title: bool = False
    legal: bool = False  # within the small print
    returning: bool = False  # whom the coupon goes to, in a line that may go on
    parted: bool = False  # an empty row came before this one
    spoken: bool = False  # so did a sentence of the letter, below the coupon
    trailing: list[Row] = field(default_factory=list)  # at the end, explained by nothing, behind an empty row
    ahead: tuple[Row, ...] = ()  # the rows below
    taken: set[int] = field(default_factory=set)  # rows, by their identity, that were read with one above them
    heads: list[tuple[Draft, list[Row]]] = field(default_factory=list)  # people without labels, rows below their names
    bare: list[tuple[Draft, Question, str]] = field(default_factory=list)  # questions without a value, as worded
    preface: list[Draft] = field(default_factory=list)  # what an attachment prints above the title of its coupon
    fates: list[tuple[Row, Draft | None, bool]] = field(default_factory=list)  # a row, its coupon, behind a closing?

    @property
    def choices(self) -> Choices:
        """Give what the event offers and asks."""
        return self.setting.choices

    @property
    def part(self) -> int:
        """Give the number of the document that is read."""
        return self.setting.part

    def is_quoted(self, text: str) -> bool:
        """Say whether a row stands word for word in the letter that is answered, and names nothing to choose."""
        if fold(text) not in self.printed or self.choices.workshops(text).named:
            return False
        return not any(choice(question, text) for question in self.choices.event.questions if question.choices)

    def is_printed(self, text: str) -> bool:
        """Say whether a row is a line of the letter or of the coupon as it was sent, and holds no answer."""
        known = self.is_quoted(text) or is_boilerplate(text)
        return known or headings.is_printed(text, self.choices, quoted=not self.own)

    def draft(self, label: Label | None = None) -> Draft:
        """Give the coupon that a label belongs to: a new one where a second name begins another person."""
        if self.current is not None and label in (*OPENERS, Label.FIRST_NAME) and not self.closed:
            asked = set(self.current.asked)
            named = asked & {*NAMES, Label.FIRST_NAME}
            again = label is Label.FIRST_NAME and {Label.FIRST_NAME, Label.LAST_NAME} <= asked
            if (
                again
                or (label in NAMES and asked & set(NAMES))
                or (label is Label.CIVILITY and label in asked and named)
            ):
                if not asked - {*NAMES, Label.CIVILITY}:
                    self.current.doubt(Reason.CONTRADICTION)  # two labels asked for one name, and for nothing else
                self.current = None
        if self.closed:
            self.current, self.closed = None, False
        if self.current is None:
            self.current = Draft()
            self.drafts.append(self.current)
        return self.current

    def settle_offers(self) -> None:
        """Take the workshops that stand below each other without boxes."""
        if self.offers and self.current is not None:
            before, deleting = set(self.current.chosen), self.setting.deleting
            settle(self.offers, self.current, self.choices, self.part, self.rank, deleting=deleting)
            found = [offer for offer in self.offers if is_without_box(offer)]
            self.unboxed += [(self.current, o.workshop) for o in found]
            self.picked |= {(id(self.current), workshop) for workshop in set(self.current.chosen) - before}
        self.offers, self.rank = [], None

    def doubt_lost_boxes(self) -> None:
        """Doubt the coupons of a scan where some workshops have boxes and one has none: its tick may hide its box."""
        for draft, workshop in self.unboxed:
            ticked = workshop in draft.workshops and (id(draft), workshop) not in self.picked
            if not ticked and _BOXED <= draft.offered - draft.listed < len(self.choices.event.workshops):
                draft.doubt(Reason.DOUBTFUL_MARK)

    def begin_anew(self) -> None:
        self.settle_offers()
        if self.current is None or self.current.asked or self.closed or not self.own:
            self.current = None
        self.closed, self.below_title = False, True

    def asks_below(self) -> bool:
        """Say whether a label, a box or a workshop comes below the row at hand."""
        texts = [row.line.text for row in self.ahead if row.line.text.strip()]
        return any(
            any(mark in text for mark in Mark) or labelled(text, self.choices) or self.choices.workshop(text)
            for text in texts
        )
