"""One clause of a sentence: its stance, what it names, and which of its words nothing explains."""

from dataclasses import dataclass, field

from parsers.letters.grammar import Stance
from parsers.reading import AnswerValue
from parsers.reasons import Reason


@dataclass(slots=True)
class Clause:
    """One clause: its stance, and what it names; `strange` holds the words that nothing explains."""

    text: str
    start: int
    end: int
    stance: Stance
    chosen: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answers: dict[str, AnswerValue] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)  # indices of the sentence's mentions
    strange: list[str] = field(default_factory=list)
    doubts: list[Reason] = field(default_factory=list)
    first: bool = False  # speaks of its writer
    third: bool = False
    for_all: bool = False
    of_event: bool = False  # nothing is named but the event itself

    @property
    def understood(self) -> bool:
        """True where every word is explained."""
        return not self.strange and self.stance is not Stance.UNKNOWN

    @property
    def gives(self) -> bool:
        """True where it chooses or answers."""
        return bool(self.chosen or self.answers)
