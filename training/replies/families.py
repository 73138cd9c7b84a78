"""The families, and on which side each stands.

What fails in a FIT family may be looked at and worked on. A CHECK family is measured and not looked at while the reader
is worked on: once its replies have been read for that, it belongs to FIT, and a new one takes its place.
"""

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
    voice: int = 0  # which set of wordings and subjects; the third is for checking only
    simple: bool = False  # its events ask nothing that sentences would leave open


_THUNDERBIRD = ("thunderbird",)
_OUTLOOK = ("outlook",)
_OTHERS = ("gmail", "apple", "outlook-en")


def _first() -> tuple[Family, ...]:
    def family(id: str, kind: Kind, make: Callable[[Scene], Told], tongue: Tongue = Tongue.FRENCH) -> Family:
        return Family(id, Side.FIT, kind, make, tongue, 0, kind is Kind.PROSE)

    c = coupons
    return (
        family("first-colon", Kind.COUPON, lambda s: c.typed(s, c.colon)),
        family("first-tabs", Kind.COUPON, lambda s: c.typed(s, c.tabs)),
        family("first-pairs", Kind.COUPON, lambda s: c.typed(s, c.pairs)),
        family("first-listed", Kind.COUPON, lambda s: c.typed(s, c.listed)),
        family("first-capitals", Kind.COUPON, lambda s: c.typed(s, c.colon, Style(capitals=True))),
        family("first-english", Kind.COUPON, lambda s: c.typed(s, c.colon), Tongue.ENGLISH),
        family("first-quote-thunderbird", Kind.COUPON, lambda s: c.in_quote(s, c.colon, _THUNDERBIRD)),
        family("first-quote-outlook", Kind.COUPON, lambda s: c.in_quote(s, c.tabs, _OUTLOOK)),
        family("first-above-blank", Kind.COUPON, lambda s: c.above_blank(s, c.colon, ("thunderbird", "outlook"))),
        family("first-several", Kind.COUPON, lambda s: c.several(s, c.colon)),
        family("first-html-table", Kind.TABLE, lambda s: c.in_html(s, c.table_boxes)),
        family("first-html-chosen", Kind.TABLE, lambda s: c.in_html(s, c.table_chosen)),
        family("first-html-struck", Kind.TABLE, lambda s: c.in_html(s, c.lines_struck)),
        family("first-html-twin", Kind.TABLE, lambda s: c.in_html(s, c.lines_boxes, twin=True)),
        family("first-first-person", Kind.PROSE, sentences.first_person),
        family("first-third-person", Kind.PROSE, sentences.third_person),
        family("first-several-sentences", Kind.PROSE, sentences.several_people),
        family("first-declines", Kind.PROSE, sentences.declines),
        family("first-cancels", Kind.PROSE, sentences.cancels),
        family("first-changes", Kind.PROSE, sentences.changes),
        family("first-english-prose", Kind.PROSE, sentences.first_person, Tongue.ENGLISH),
        family("first-trap-rules", Kind.TRAP, lambda s: traps.rules_broken(s, c.colon)),
        family("first-trap-contradicts", Kind.TRAP, lambda s: traps.contradicts(s, c.colon)),
        family("first-trap-blank", Kind.TRAP, lambda s: traps.blank(s, c.tabs)),
        family("first-trap-asks", Kind.TRAP, traps.asks),
        family("first-trap-undecided", Kind.TRAP, traps.undecided),
        family("first-trap-unknown", Kind.TRAP, traps.unknown_workshop),
    )


def _second() -> tuple[Family, ...]:
    def family(id: str, kind: Kind, make: Callable[[Scene], Told], tongue: Tongue = Tongue.FRENCH) -> Family:
        return Family(id, Side.FIT, kind, make, tongue, 1, kind is Kind.PROSE)

    c = coupons
    return (
        family("second-leaders", Kind.COUPON, lambda s: c.typed(s, c.leaders)),
        family("second-two-lines", Kind.COUPON, lambda s: c.typed(s, c.two_lines)),
        family("second-boxes-after", Kind.COUPON, lambda s: c.typed(s, c.boxes_after)),
        family("second-each-yes-no", Kind.COUPON, lambda s: c.typed(s, c.each_yes_or_no)),
        family("second-brackets", Kind.COUPON, lambda s: c.typed(s, c.listed_by_slash)),
        family("second-bullets", Kind.COUPON, lambda s: c.typed(s, c.bulleted)),
        family("second-bilingual", Kind.COUPON, lambda s: c.typed(s, c.leaders), Tongue.BILINGUAL),
        family("second-english", Kind.COUPON, lambda s: c.typed(s, c.bulleted), Tongue.ENGLISH),
        family("second-quote-gmail", Kind.COUPON, lambda s: c.in_quote(s, c.leaders, ("gmail", "gmail-en"))),
        family("second-quote-apple", Kind.COUPON, lambda s: c.in_quote(s, c.boxes_after, ("apple",))),
        family("second-quote-outlook-en", Kind.COUPON, lambda s: c.in_quote(s, c.bulleted, ("outlook-en",))),
        family("second-above-blank", Kind.COUPON, lambda s: c.above_blank(s, c.bulleted, _OTHERS)),
        family("second-several", Kind.COUPON, lambda s: c.several(s, c.leaders)),
        family("second-declined-form", Kind.COUPON, lambda s: c.declined_form(s, c.bulleted)),
        family("second-html-columns", Kind.TABLE, lambda s: c.in_html(s, c.columns_of_boxes)),
        family("second-html-wingdings", Kind.TABLE, lambda s: c.in_html(s, c.lines_wingdings)),
        Family("second-html-people", Side.FIT, Kind.TABLE, c.table_of_people, voice=1, simple=True),
        family("second-first-person", Kind.PROSE, sentences.first_person),
        family("second-third-person", Kind.PROSE, sentences.third_person),
        family("second-several-sentences", Kind.PROSE, sentences.several_people),
        family("second-declines", Kind.PROSE, sentences.declines),
        family("second-cancels", Kind.PROSE, sentences.cancels),
        family("second-changes", Kind.PROSE, sentences.changes),
        family("second-english-prose", Kind.PROSE, sentences.third_person, Tongue.ENGLISH),
        family("second-trap-rules", Kind.TRAP, lambda s: traps.rules_broken(s, c.boxes_after)),
        family("second-trap-contradicts", Kind.TRAP, lambda s: traps.contradicts(s, c.colon)),
        family("second-trap-blank", Kind.TRAP, lambda s: traps.blank(s, c.leaders)),
        family("second-trap-asks", Kind.TRAP, traps.asks),
        family("second-trap-undecided", Kind.TRAP, traps.undecided),
        family("second-trap-unknown", Kind.TRAP, traps.unknown_workshop),
        family("second-trap-orders", Kind.TRAP, lambda s: traps.orders(s, c.bulleted)),
    )


def _check() -> tuple[Family, ...]:
    def family(id: str, kind: Kind, make: Callable[[Scene], Told], tongue: Tongue = Tongue.FRENCH) -> Family:
        return Family(id, Side.CHECK, kind, make, tongue, 2, kind is Kind.PROSE)

    c = coupons
    return (
        family("check-dashes", Kind.COUPON, lambda s: c.typed(s, c.dashed)),
        family("check-indented", Kind.COUPON, lambda s: c.typed(s, c.indented)),
        family("check-bars", Kind.COUPON, lambda s: c.typed(s, c.bars)),
        family("check-underscores", Kind.COUPON, lambda s: c.typed(s, c.underscores)),
        family("check-run-on", Kind.COUPON, lambda s: c.typed(s, c.run_on)),
        family("check-across", Kind.COUPON, lambda s: c.typed(s, c.three_across)),
        family("check-bilingual", Kind.COUPON, lambda s: c.typed(s, c.underscores), Tongue.BILINGUAL),
        family("check-english", Kind.COUPON, lambda s: c.typed(s, c.indented), Tongue.ENGLISH),
        family("check-quote-roundcube", Kind.COUPON, lambda s: c.in_quote(s, c.underscores, ("roundcube",))),
        family("check-quote-orange", Kind.COUPON, lambda s: c.in_quote(s, c.three_across, ("orange",))),
        family("check-quote-zimbra", Kind.COUPON, lambda s: c.in_quote(s, c.dashed, ("zimbra",))),
        family("check-between-lines", Kind.COUPON, c.between_lines),
        family("check-above-blank", Kind.COUPON, lambda s: c.above_blank(s, c.underscores, ("roundcube", "zimbra"))),
        family("check-several", Kind.COUPON, lambda s: c.several(s, c.dashed)),
        family("check-declined-form", Kind.COUPON, lambda s: c.declined_form(s, c.underscores)),
        family("check-html-labels-above", Kind.TABLE, lambda s: c.in_html(s, c.rows_of_labels)),
        family("check-html-coloured", Kind.TABLE, lambda s: c.in_html(s, c.lines_coloured)),
        family("check-html-items", Kind.TABLE, lambda s: c.in_html(s, c.items_boxes)),
        family("check-first-person", Kind.PROSE, sentences.first_person),
        family("check-third-person", Kind.PROSE, sentences.third_person),
        family("check-several-sentences", Kind.PROSE, sentences.several_people),
        family("check-declines", Kind.PROSE, sentences.declines),
        family("check-cancels", Kind.PROSE, sentences.cancels),
        family("check-changes", Kind.PROSE, sentences.changes),
        family("check-english-prose", Kind.PROSE, sentences.first_person, Tongue.ENGLISH),
        family("check-trap-rules", Kind.TRAP, lambda s: traps.rules_broken(s, c.dashed)),
        family("check-trap-contradicts", Kind.TRAP, lambda s: traps.contradicts(s, c.underscores)),
        family("check-trap-blank", Kind.TRAP, lambda s: traps.blank(s, c.underscores)),
        family("check-trap-asks", Kind.TRAP, traps.asks),
        family("check-trap-undecided", Kind.TRAP, traps.undecided),
        family("check-trap-unknown", Kind.TRAP, traps.unknown_workshop),
    )


FAMILIES: tuple[Family, ...] = _first() + _second() + _check()
