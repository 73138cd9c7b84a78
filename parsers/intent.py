"""What the sender wants, from what was read: to register, to change, to cancel, to decline, or something else."""

from enum import StrEnum

from parsers.reading import Intent


class Says(StrEnum):
    """What a text does, beside what it chooses and answers."""

    NOT_COMING = "not_coming"
    CANCEL = "cancel"
    EARLIER = "earlier"  # speaks of an earlier registration
    CHANGE = "change"
    REPLACE = "replace"
    SAME = "same"  # refers to choices that it does not state
    UNDECIDED = "undecided"
    QUESTION = "question"
    ENCLOSED = "enclosed"  # brings a coupon
    PASSED_ON = "passed_on"  # the invitation was handed to others


_CHANGES = frozenset({Says.REPLACE, Says.EARLIER, Says.CHANGE})


def intent_of(said: set[Says], *, coming: bool, staying: bool) -> Intent:
    """Give the Intent; `coming` and `staying` tell whether somebody was read who comes, and who does not."""
    if coming:
        return Intent.AMEND if said & _CHANGES else Intent.REGISTER
    if staying:
        return Intent.CANCEL if Says.CANCEL in said or Says.EARLIER in said else Intent.DECLINE
    return Intent.OTHER
