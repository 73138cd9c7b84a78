"""An attendee in the making: values with their evidence, before anything is decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from parsers.document import TableCell, Token
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.reading import AnswerValue, Box, Cell, Evidence, Place, Source, Span
from parsers.reasons import Reason


@dataclass(slots=True)
class Draft:
    """What one coupon, one row of a table or one sentence says about one person."""

    values: dict[str, str] = field(default_factory=dict)  # Attendee's field → value in form
    workshops: dict[str, bool] = field(default_factory=dict)  # id → chosen (True) or refused, in order
    ranks: dict[str, int] = field(default_factory=dict)  # id → the rank that was written beside it
    answers: dict[str, AnswerValue] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    doubts: list[Reason] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # labels seen, answered or not
    unread: list[str] = field(default_factory=list)  # lines inside the coupon that nothing explains
    elsewhere: list[str] = field(default_factory=list)  # fields whose value is said to stand in the signature
    coming: bool | None = None
    offered: int = 0  # workshops with a box, ticked or not
    listed: int = 0  # of them those without a box
    form: bool = True  # a coupon; False: a sentence, a list
    strange: int = 0  # words of its sentences that nothing explains

    @property
    def chosen(self) -> tuple[str, ...]:
        """The workshops that were chosen, by their ranks as far as any are written, then in the order they stand in."""
        chosen = [workshop for workshop, chosen in self.workshops.items() if chosen]
        return tuple(sorted(chosen, key=lambda workshop: self.ranks.get(workshop, len(chosen) + 1)))

    @property
    def filled(self) -> bool:
        """True where anybody wrote or ticked anything in it."""
        return bool(self.values or self.chosen or self.answers or self.coming is not None or self.doubts)

    @property
    def person(self) -> str:
        """The name, folded, that tells one person from another."""
        return fold(f"{self.values.get('last_name', '')} {self.values.get('first_name', '')}")

    def note(self, key: str, evidence: Evidence) -> None:
        """Keep where a value was read."""
        self.evidence.setdefault(key, []).append(evidence)

    def doubt(self, reason: Reason) -> None:
        """Keep a reason to look, once."""
        if reason not in self.doubts:
            self.doubts.append(reason)

    def put(self, name: str, value: str, evidence: Evidence) -> None:
        """Keep a field's value; another value than the one that stands is a doubt."""
        standing = self.values.get(name)
        if standing is not None and fold(standing) != fold(value):
            self.doubt(Reason.DOUBTFUL_VALUE)
            return
        self.values.setdefault(name, value)
        self.note(name, evidence)

    def choose(self, workshop: str, chosen: bool, evidence: Evidence, rank: int | None = None) -> None:
        """Keep that a workshop was chosen or refused; both is a contradiction, and so is one rank for two."""
        standing = self.workshops.get(workshop)
        if standing is not None and standing != chosen:
            self.doubt(Reason.CONTRADICTION)
            return
        self.workshops[workshop] = chosen
        if rank is not None:
            taken = {other: place for other, place in self.ranks.items() if other != workshop}
            if rank in taken.values() or self.ranks.setdefault(workshop, rank) != rank:
                self.doubt(Reason.CONTRADICTION)
        if chosen:
            self.note(f"workshops.{workshop}", evidence)

    def reply(self, question: str, value: AnswerValue, evidence: Evidence) -> None:
        """Keep an answer; another one than stands is a contradiction."""
        if question in self.answers and self.answers[question] != value:
            self.doubt(Reason.CONTRADICTION)
            return
        self.answers[question] = value
        self.note(f"answers.{question}", evidence)


_STROKES = " /|-–—•·:;,.()"


def evidence_at(row: Row, part: int, start: int, end: int, sure: float, source: Source = Source.TEXT) -> Evidence:
    """Give the Evidence of a stretch of a row's text; `sure` is of the reading, the tokens add their own doubt."""
    tokens = [t for t in row.line.tokens if t.start < end and t.end > start]
    # What is struck out and a stroke between two words hold no value, however badly they are read.
    telling = [t for t in tokens if not t.style.struck and row.line.text[t.start : t.end].strip(_STROKES)]
    confidence = min([sure, *(t.confidence for t in telling or tokens)])
    if tokens:
        source = tokens[0].source
    return Evidence(part, _place(tokens), row.line.text[start:end].strip(), source, confidence)


def evidence_in(cell: TableCell, part: int, place: Cell, text: str) -> Evidence:
    """Give the Evidence of what stands in a cell of a table; its tokens add their own doubt."""
    tokens = [t for line in cell.lines for t in line.tokens]
    source = tokens[0].source if tokens else Source.TEXT
    return Evidence(part, place, text, source, min([0.97, *(t.confidence for t in tokens)]))


def _place(tokens: Iterable[Token]) -> Place:
    """Give one place for several tokens: the stretch or the box around them, as far as they share a page."""
    places = [t.place for t in tokens]
    if not places:
        return Span(0, 0)
    first = places[0]
    if isinstance(first, Span):
        spans = [p for p in places if isinstance(p, Span)]
        return Span(min(s.start for s in spans), max(s.end for s in spans))
    if isinstance(first, Box):
        boxes = [p for p in places if isinstance(p, Box) and p.page == first.page]
        return Box(
            first.page, min(b.left for b in boxes), min(b.top for b in boxes),
            max(b.right for b in boxes), max(b.bottom for b in boxes),
        )  # fmt: skip
    assert isinstance(first, Cell)
    return first
