"""What the whole section tells about each of its values: whose it is, and how choices are marked in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.coupons.choices import Choices
from parsers.draft import evidence_at
from parsers.mail.thread import Row
from parsers.reading import Evidence


@dataclass(frozen=True, slots=True)
class Setting:
    """What the values of one section are understood with."""

    choices: Choices
    part: int  # the number of the document that is read
    writer: str = ""  # "Léa MORVAN <l.morvan@…>": it may tell which of two names is the first
    signed: Sequence[str] = ()  # the short lines at the end of the section: one may be the writer's name
    behind: bool = False  # the ticks of this section stand behind their options
    letter: bool = False  # what is read is the letter itself, and its sentences are read besides
    deleting: bool = False  # the coupon asks to delete the workshops that one does not want
    loud: bool = False  # of several workshops in a line, the one chosen stands out in this section

    def evidence(self, row: Row, start: int, end: int, sure: float) -> Evidence:
        """Give where a value stands in a row, and how sure it is read."""
        return evidence_at(row, self.part, start, end, sure)
