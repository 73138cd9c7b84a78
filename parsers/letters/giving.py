"""What a clause gives those whom it is about: workshops in their order, and answers."""

import re

from parsers.coupons.likeness import stem
from parsers.draft import evidence_at
from parsers.event import Event, QuestionType
from parsers.intent import Says
from parsers.letters.answering import answers_of
from parsers.letters.ordering import Order
from parsers.letters.referring import Company, Person
from parsers.letters.sentences import Sentence
from parsers.letters.signs import DAYS, Sign
from parsers.letters.spoken import Speech
from parsers.reading import AnswerValue
from parsers.reasons import Reason

_FRAME = re.compile(
    r"\b(?:jour|cadre|occasion|lors|avant|apres|pendant|durant|before|after|during|veille|propos|suite"
    r"|liste)(?: (?:de|d|du|des|a|au|la|le|l|the|to|of))*$"
)
_DAY_OF = re.compile(r"@q(?: (?:pour|for|\w{1,3}))* (?:le|du|de|on|of)$")


class Giving:
    """Gives people their workshops and answers, clause by clause; `said` gathers that an earlier choice changes."""

    def __init__(self, event: Event, part: int, company: Company, speech: Speech, said: set[Says]) -> None:
        self.event, self.part, self.company, self.speech, self.said = event, part, company, speech, said
        self.order = Order(company.doubts)
        self.led = False  # a workshop was named before
        self.respective = False  # the sentence says who has what by their order
        self.swept: set[str] = set()  # chosen in this sentence as all, or all the others

    def begin(self, told: str) -> None:
        """Go on to the next sentence."""
        self.respective = bool(re.search(r"\brespective(?:ment|ly)\b", told))
        self.swept = set()

    def give(
        self,
        signs: list[Sign],
        things: dict[int, bool | None],
        text: str,
        targets: list[Person],
        sentence: Sentence,
        *,
        affirmed: bool,
    ) -> None:
        """Give `targets` the workshops and answers of a clause; `affirmed`: a verb or its place says that they hold."""
        evidence = evidence_at(
            sentence.row, self.part, sentence.start + signs[0].start, sentence.start + signs[-1].end, 0.97
        )
        self.order.held = {rank for person in targets for rank in person.ranks.values()}
        chosen, refused = self._workshops(signs, things, text)
        framed = self._framed(signs, text)
        shown = {n: yes for n, yes in things.items() if n not in framed}
        kept = [s if n not in framed or framed[n] is False else Sign("", s.start, s.end) for n, s in enumerate(signs)]
        shown |= {n: False for n, yes in framed.items() if yes is False}
        answers, unclear = answers_of(self.event, kept, shown, affirmed=affirmed)
        if unclear and affirmed:
            self.company.doubt(Reason.DOUBTFUL_VALUE)
        if any(s.word == "@u" for s in signs):
            self.company.doubt(Reason.UNKNOWN_WORKSHOP)
        shares = self._shares(targets, chosen)
        for number, person in enumerate(targets):
            self._narrow(person, {w for w, _ in shares[number]}, signs)
            for workshop, rank in shares[number]:
                self._choose(person, workshop, rank, evidence)
            for workshop in refused:
                if workshop in person.draft.chosen:
                    person.draft.workshops.pop(workshop)
                    self.said |= {Says.CHANGE}
                person.draft.workshops.setdefault(workshop, False)
            self._reply(person, answers, evidence)
        self.swept |= {w for w, _ in chosen} if any(s.word in ("@all", "@x") for s in signs) else set()
        if not targets and (chosen or answers):
            self.company.doubt(Reason.NO_ATTENDEE)

    def _narrow(self, person: Person, chosen: set[str], signs: list[Sign]) -> None:
        """Take back "all" and "the others" where the same sentence spells out which ("les deux autres : …")."""
        if not self.swept or not chosen or any(s.word in ("@all", "@x") for s in signs):
            return
        for workshop in self.swept - chosen:
            person.draft.workshops.pop(workshop, None)
        self.swept = set()

    def _shares(self, targets: list[Person], chosen: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
        """Give each person's workshops: all of them, or one each in their order where it says "respectivement"."""
        if not self.respective or not chosen or len(targets) < 2:
            return [chosen for _ in targets]
        if len(targets) != len(chosen):
            self.company.doubt(Reason.UNDECIDED)
            return [[] for _ in targets]
        return [[workshop] for workshop in chosen]

    def _choose(self, person: Person, workshop: str, rank: int, evidence: object) -> None:
        if person.draft.workshops.get(workshop) is False:
            self.company.doubts.append(Reason.CONTRADICTION)
            return
        if person.ranks.get(workshop) is None:
            if rank in person.ranks.values() and self.event.ranked and rank < 90:
                self.company.doubt(Reason.CONTRADICTION)
            person.ranks[workshop] = rank
        person.draft.choose(workshop, True, evidence)  # type: ignore[arg-type]

    def _reply(self, person: Person, answers: dict[str, AnswerValue], evidence: object) -> None:
        for question, value in answers.items():
            asked = self.event.question(question)
            standing = person.draft.answers.get(question)
            if (
                asked
                and asked.type is QuestionType.MULTI_CHOICE
                and isinstance(standing, tuple)
                and isinstance(value, tuple)
            ):
                order = [c.id for c in asked.choices]
                person.draft.answers[question] = tuple(sorted({*standing, *value}, key=order.index))
            else:
                person.draft.reply(question, value, evidence)  # type: ignore[arg-type]

    def _workshops(
        self, signs: list[Sign], things: dict[int, bool | None], text: str
    ) -> tuple[list[tuple[str, int]], list[str]]:
        """Give the workshops that a clause chooses, each with its rank, and those that it refuses."""
        ids = [w.id for w in self.event.workshops]
        refused = [s.value for n, s in enumerate(signs) if s.word == "@w" and things.get(n) is False]
        plain = [(n, s.value) for n, s in enumerate(signs) if s.word == "@w" and things.get(n)]
        if any(s.word == "@w" and things.get(n) is None for n, s in enumerate(signs)):
            self.company.doubt(Reason.UNDECIDED)
        everything = [things.get(n) and not re.search(r"\blaisse @x", text) for n, s in enumerate(signs)
                      if s.word == "@all" or (s.word == "@x" and self.led)]  # fmt: skip
        if everything and everything[0]:
            earlier = (
                [w for p in self.company.people for w, yes in p.draft.workshops.items() if not yes]
                if self.company.people
                else []
            )
            return [(w, 99) for w in ids if w not in refused and w not in earlier], refused
        if everything:
            return self.order.ranked(signs, plain), refused
        self._check(signs, text, plain)
        return self.order.ranked(signs, plain), refused

    def _check(self, signs: list[Sign], text: str, plain: list[tuple[int, str]]) -> None:
        """Doubt an alternative, and a number whose name is another workshop's ("atelier 1, celui sur les jardins")."""
        either = re.search(
            r"@w(?: @r)?(?: ,)?(?: ou| or| soit)(?: bien)?(?: (?:a|au|l|le|the|celui|atelier|sur|du|pour|@r|,"
            r"|to))* ?(?:@r )?@w|@w / @w|entre (?:l |le )?(?:atelier )?@w",
            text,
        )
        ranked = self.event.ranked and "@r" in text
        if either and not ranked:
            self.company.doubt(Reason.UNDECIDED)
        if not self.event.ranked and any(s.word == "@r" and s.value == "~" for s in signs) and plain:
            self.company.doubt(Reason.UNDECIDED)
        if (
            re.search(r"@w(?: ,)? (?:\( )?(?:celui|celle|the one) (?:\w+ ){0,3}@w", text)
            and len({v for _, v in plain}) > 1
        ):
            self.company.doubt(Reason.CONTRADICTION)

    def _framed(self, signs: list[Sign], text: str) -> dict[int, bool | None]:
        """Give the things that only say when: None, or False where somebody leaves before them."""
        out: dict[int, bool | None] = {}
        for n, sign in enumerate(signs):
            if sign.word not in ("@q", "@m", "@o"):
                continue
            ahead = " ".join(s.word for s in signs[max(0, n - 6) : n])
            if sign.word == "@o" and self._is_day(sign) and _DAY_OF.search(ahead):
                out[n] = None  # "no dinner on Thursday" is about the dinner
            elif _FRAME.search(ahead):
                leaving = re.search(r"\b(?:avant|before)(?: (?:de|le|la|l|the|du))*$", ahead) and re.search(
                    r"\b(?:quitt\w+|part(?:s|ir|irai|ira)|eclips\w+|repart\w+|leav\w+)", text
                )
                out[n] = False if leaving else None
        return out

    def _is_day(self, sign: Sign) -> bool:
        return any(stem(day) in self.speech.options.get(sign.value, ()) for day in DAYS)
