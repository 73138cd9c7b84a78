"""The families, and on which side each stands: fixed, never moved after a measurement."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from training.replies import coupons, sentences, traps
from training.replies.forms import Style
from training.replies.scene import Scene, Told


class Side(StrEnum):
    """What a family is for."""

    FIT = "fit"
    CHECK = "check"


class Kind(StrEnum):
    """What a reply is, for the figures."""

    COUPON = "coupon"
    TABLE = "table"  # HTML
    PROSE = "prose"
    TRAP = "trap"


class Tongue(StrEnum):
    """The language of a family's events."""

    FRENCH = "french"
    ENGLISH = "english"
    BILINGUAL = "bilingual"


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of layout or wording."""

    id: str
    side: Side
    kind: Kind
    make: Callable[[Scene], Told]
    tongue: Tongue = Tongue.FRENCH
    simple: bool = False  # its events ask nothing that sentences would leave open


_THUNDERBIRD = ("thunderbird",)
_OUTLOOK = ("outlook",)
_OTHERS = ("gmail", "apple", "outlook-en")


def _fit() -> tuple[Family, ...]:
    def family(id: str, kind: Kind, make: Callable[[Scene], Told], tongue: Tongue = Tongue.FRENCH) -> Family:
        return Family(id, Side.FIT, kind, make, tongue, simple=kind is Kind.PROSE)

    c = coupons
    return (
        family("fit-colon", Kind.COUPON, lambda s: c.typed(s, c.colon)),
        family("fit-tabs", Kind.COUPON, lambda s: c.typed(s, c.tabs)),
        family("fit-pairs", Kind.COUPON, lambda s: c.typed(s, c.pairs)),
        family("fit-listed", Kind.COUPON, lambda s: c.typed(s, c.listed)),
        family("fit-capitals", Kind.COUPON, lambda s: c.typed(s, c.colon, Style(capitals=True))),
        family("fit-english", Kind.COUPON, lambda s: c.typed(s, c.colon), Tongue.ENGLISH),
        family("fit-quote-thunderbird", Kind.COUPON, lambda s: c.in_quote(s, c.colon, _THUNDERBIRD)),
        family("fit-quote-outlook", Kind.COUPON, lambda s: c.in_quote(s, c.tabs, _OUTLOOK)),
        family("fit-above-blank", Kind.COUPON, lambda s: c.above_blank(s, c.colon, ("thunderbird", "outlook"))),
        family("fit-several", Kind.COUPON, lambda s: c.several(s, c.colon)),
        family("fit-html-table", Kind.TABLE, lambda s: c.in_html(s, c.table_boxes)),
        family("fit-html-chosen", Kind.TABLE, lambda s: c.in_html(s, c.table_chosen)),
        family("fit-html-struck", Kind.TABLE, lambda s: c.in_html(s, c.lines_struck)),
        family("fit-html-twin", Kind.TABLE, lambda s: c.in_html(s, c.lines_boxes, twin=True)),
        family("fit-first-person", Kind.PROSE, sentences.first_person),
        family("fit-third-person", Kind.PROSE, sentences.third_person),
        family("fit-several-sentences", Kind.PROSE, sentences.several_people),
        family("fit-declines", Kind.PROSE, sentences.declines),
        family("fit-cancels", Kind.PROSE, sentences.cancels),
        family("fit-changes", Kind.PROSE, sentences.changes),
        family("fit-english-prose", Kind.PROSE, sentences.first_person, Tongue.ENGLISH),
        family("fit-trap-rules", Kind.TRAP, lambda s: traps.rules_broken(s, c.colon)),
        family("fit-trap-contradicts", Kind.TRAP, lambda s: traps.contradicts(s, c.colon)),
        family("fit-trap-blank", Kind.TRAP, lambda s: traps.blank(s, c.tabs)),
        family("fit-trap-asks", Kind.TRAP, traps.asks),
        family("fit-trap-undecided", Kind.TRAP, traps.undecided),
        family("fit-trap-unknown", Kind.TRAP, traps.unknown_workshop),
    )


def _check() -> tuple[Family, ...]:
    def family(id: str, kind: Kind, make: Callable[[Scene], Told], tongue: Tongue = Tongue.FRENCH) -> Family:
        return Family(id, Side.CHECK, kind, make, tongue, simple=kind is Kind.PROSE)

    c = coupons
    return (
        family("check-leaders", Kind.COUPON, lambda s: c.typed(s, c.leaders)),
        family("check-two-lines", Kind.COUPON, lambda s: c.typed(s, c.two_lines)),
        family("check-boxes-after", Kind.COUPON, lambda s: c.typed(s, c.boxes_after)),
        family("check-each-yes-no", Kind.COUPON, lambda s: c.typed(s, c.each_yes_or_no)),
        family("check-brackets", Kind.COUPON, lambda s: c.typed(s, c.listed_by_slash)),
        family("check-bullets", Kind.COUPON, lambda s: c.typed(s, c.bulleted)),
        family("check-bilingual", Kind.COUPON, lambda s: c.typed(s, c.leaders), Tongue.BILINGUAL),
        family("check-english", Kind.COUPON, lambda s: c.typed(s, c.bulleted), Tongue.ENGLISH),
        family("check-quote-gmail", Kind.COUPON, lambda s: c.in_quote(s, c.leaders, ("gmail", "gmail-en"))),
        family("check-quote-apple", Kind.COUPON, lambda s: c.in_quote(s, c.boxes_after, ("apple",))),
        family("check-quote-outlook-en", Kind.COUPON, lambda s: c.in_quote(s, c.bulleted, ("outlook-en",))),
        family("check-above-blank", Kind.COUPON, lambda s: c.above_blank(s, c.bulleted, _OTHERS)),
        family("check-several", Kind.COUPON, lambda s: c.several(s, c.leaders)),
        family("check-declined-form", Kind.COUPON, lambda s: c.declined_form(s, c.bulleted)),
        family("check-html-columns", Kind.TABLE, lambda s: c.in_html(s, c.columns_of_boxes)),
        family("check-html-wingdings", Kind.TABLE, lambda s: c.in_html(s, c.lines_wingdings)),
        Family("check-html-people", Side.CHECK, Kind.TABLE, c.table_of_people, simple=True),
        family("check-first-person", Kind.PROSE, sentences.first_person),
        family("check-third-person", Kind.PROSE, sentences.third_person),
        family("check-several-sentences", Kind.PROSE, sentences.several_people),
        family("check-declines", Kind.PROSE, sentences.declines),
        family("check-cancels", Kind.PROSE, sentences.cancels),
        family("check-changes", Kind.PROSE, sentences.changes),
        family("check-english-prose", Kind.PROSE, sentences.third_person, Tongue.ENGLISH),
        family("check-trap-rules", Kind.TRAP, lambda s: traps.rules_broken(s, c.boxes_after)),
        family("check-trap-contradicts", Kind.TRAP, lambda s: traps.contradicts(s, c.colon)),
        family("check-trap-blank", Kind.TRAP, lambda s: traps.blank(s, c.leaders)),
        family("check-trap-asks", Kind.TRAP, traps.asks),
        family("check-trap-undecided", Kind.TRAP, traps.undecided),
        family("check-trap-unknown", Kind.TRAP, traps.unknown_workshop),
        family("check-trap-orders", Kind.TRAP, lambda s: traps.orders(s, c.bulleted)),
    )


FAMILIES: tuple[Family, ...] = _fit() + _check()
