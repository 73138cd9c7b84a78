"""What a reader raises when a part gives nothing; the door (``parsers.read``) turns it into a doubt."""

from parsers.reasons import Reason


class UnreadablePart(Exception):
    """A part cannot be read, for a reason that staff understand."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
