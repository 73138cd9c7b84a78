"""What the sender wants, from what was read: to register, to change, to cancel, to decline, or something else."""

from parsers.reading import Intent
from parsers.wording import Says

_CHANGES = frozenset({Says.REPLACE, Says.EARLIER, Says.CHANGE})


def intent_of(said: set[Says], *, coming: bool, staying: bool) -> Intent:
    """Give the Intent; `coming` and `staying` tell whether somebody was read who comes, and who does not."""
    if coming:
        return Intent.AMEND if said & _CHANGES else Intent.REGISTER
    if staying:
        return Intent.CANCEL if Says.CANCEL in said or Says.EARLIER in said else Intent.DECLINE
    return Intent.OTHER
