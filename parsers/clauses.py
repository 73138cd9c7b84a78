"""One clause → the workshops and answers in it, with what denies them."""

import re

from parsers import fields
from parsers.choices import Choices, answer, choice, stem
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, phrases, words
from parsers.people import people, without_representation
from parsers.reading import AnswerValue
from parsers.reasons import Reason
from parsers.thread import Row
from parsers.wording import NEUTRAL, Says, is_negative, says

_NEUTRAL_STEMS = frozenset(stem(word) for word in NEUTRAL)
WORKSHOP_WORD = re.compile(r"\b(?:ateliers?|workshops?|sessions?|th[eé]matiques?|th[eè]mes?)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:le |on |du |au |la |the )*\d{1,2}(?:er|st|nd|rd|th)?\s+(?:of )?(?:janvier|f[ée]vrier|mars|avril|mai|juin"
    r"|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\d{4})?"
    r"|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b|\b\d{1,2}\s?[hH:]\s?(?:\d{2})?\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:au lieu d[eu']|plut[ôo]t que?|[àa] la place d[eu']|et non(?: pas)?|et pas|instead of|rather than|and not)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:sauf|except[ée]?|hormis|[àa] l'exception d\w*|except(?: for)?|but not|hors)\b", re.IGNORECASE
)
_COUNTS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5}
_COUNT = re.compile(rf"\b({'|'.join(_COUNTS)})(?: \w+)?$")
_ORDINAL = re.compile(
    r"\b(?:premiers?|premieres?|derni\w+|autres?|both|first|last|others?|second\w*|deuxieme|troisieme|quatrieme|memes?)$"
)
_EVERYTHING = re.compile(r"\b(?:tous|toutes|all)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:(?:me suis|s est|nous sommes|m etais|s etait|etais|etait|etions|suis deja|est deja) (?:deja )?inscri\w+"
    r"|(?:avais|avait|avions|ai|a|avons) (?:deja )?(?:choisi|coche|indique|demande|opte|retenu)"
    r"|had (?:chosen|registered|selected)|was registered|registered (?:for|last))\b"
)
_QUOTED = re.compile(r"[«\"“]\s*([^»\"”]{2,80}?)\s*[»\"”]")
# What French and English call the same thing on a programme.
_SAME = tuple(
    frozenset(phrases(group))
    for group in (
        "dejeuner | repas de midi | lunch | luncheon",
        "diner | dinner | repas du soir",
        "petit dejeuner | breakfast",
        "assemblee generale | ag | general assembly | general meeting | agm",
        "cocktail | reception | aperitif | drinks",
        "visite | visit | tour",
        "hebergement | accommodation | hotel",
        "regime | diet | dietary requirements",
    )
)


class Findings:
    """What one sentence says about workshops and questions."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.ids: list[str] = []
        self.sure = 0.97
        self.answers: dict[str, AnswerValue] = {}
        self.refused_questions = False
        self.only_refusals = False
        self.doubts: list[Reason] = []
        self.strange: list[str] = []

    @property
    def empty(self) -> bool:
        return not self.ids and not self.answers and not self.doubts

    def clause(self, clause: str, workshops: bool) -> None:
        negative = is_negative(clause)
        rest = clause
        for question in sorted(self.choices.event.questions, key=lambda q: q.type is not QuestionType.TEXT):
            rest = self._question(question, rest, negative)
        asked_after = after_workshop(rest)
        word = WORKSHOP_WORD.search(rest)
        before = rest[: word.start()] if word else rest
        if everything := _EVERYTHING.search(before):
            asked_after = rest[everything.start() :] if asked_after is not None or _EXCEPT.search(rest) else None
        explained = False
        if asked_after is not None and workshops and _PAST.search(fold(rest)):
            rest = ""  # what was chosen before, not what is chosen now
        elif asked_after is not None and workshops:
            self._beside(before, word, asked_after, negative)
            explained = self._workshops(asked_after, negative)
            rest = rest[: len(rest) - len(asked_after)] if explained else rest
        elif workshops and not negative and says(clause) & {Says.COMING}:
            explained = self._quoted(rest)
            if not explained and self.choices.workshops(_DATE.sub(" ", rest)).named:
                self.doubts.append(Reason.UNKNOWN_WORKSHOP)  # named without the word: perhaps it is chosen
            rest = _QUOTED.sub(" ", rest) if explained else rest
        if negative and not self.answers and not self.ids and says(clause) & {Says.NOT_COMING, Says.CANCEL}:
            self.only_refusals = True
        self.strange += [w for w in words(_DATE.sub(" ", rest)) if self._is_strange(w)]

    def give(self, draft: Draft, row: Row, part: int, start: int, end: int) -> None:
        evidence = evidence_at(row, part, start, end, self.sure)
        for workshop in self.ids:
            draft.choose(workshop, True, evidence)
        for question, value in self.answers.items():
            draft.reply(question, value, evidence)

    def _beside(self, before: str, word: re.Match[str] | None, after: str, negative: bool) -> None:
        """Look before the word workshop: for "the transport workshop", for "les deux premiers ateliers"."""
        near = " ".join(before.split()[-4:])
        named = self.choices.workshops(near)
        english = word is not None and fold(word.group()).startswith(("workshop", "session"))
        if named.named and english and named.clear and not negative:
            self.ids += [workshop for workshop in named.ids if workshop not in self.ids]
        elif named.named and not _EVERYTHING.search(before):
            self.doubts.append(Reason.CONTRADICTION)
        counted = _COUNT.search(fold(near))
        if _ORDINAL.search(fold(near)) or (
            counted and len(self.choices.workshops(_DATE.sub(" ", after)).ids) != _COUNTS[counted[1]]
        ):
            self.doubts.append(Reason.UNSTATED_CHOICES)

    def _workshops(self, text: str, negative: bool) -> bool:
        """Take the workshops behind the word itself; True where all that stands there is explained."""
        text = _DATE.sub(" ", text)
        if instead := _INSTEAD.search(text):
            refused = set(self.choices.workshops(text[instead.end() :]).ids)
            text = text[: instead.start()]
            negative = is_negative(text) or bool(refused & set(self.choices.workshops(text).ids))
        if excepted := _EXCEPT.search(text):
            return self._all_but(text[: excepted.start()], text[excepted.end() :])
        text = without_representation(text)
        found = self.choices.workshops(text)
        rest = [w for w in found.rest if w not in NEUTRAL and w not in _NEUTRAL_STEMS and not self._of_event(w)]
        if found.everything and not found.ids:
            return self._everything(negative)
        if not found.ids:
            if rest and not negative:
                self.doubts.append(Reason.UNKNOWN_WORKSHOP)
            return not rest
        if negative or not found.clear or found.everything:
            self.doubts.append(Reason.CONTRADICTION)
            return True
        if rest:
            self.doubts.append(Reason.UNKNOWN_WORKSHOP)
        self.ids += [workshop for workshop in found.ids if workshop not in self.ids]
        return not rest

    def _all_but(self, text: str, without: str) -> bool:
        """Read "tous sauf les transports"."""
        whole, left_out = self.choices.workshops(text), self.choices.workshops(without)
        kept = [w for w in self.choices.event.workshops if w.id not in left_out.ids]
        slots = [w.slot for w in kept if w.slot]
        clear = whole.everything and not whole.ids and left_out.ids and left_out.clear and not left_out.rest
        if not clear or (self.choices.event.one_per_slot and len(set(slots)) < len(slots)):
            self.doubts.append(Reason.CONTRADICTION)
        else:
            self.ids = [w.id for w in kept]
        return True

    def _everything(self, negative: bool) -> bool:
        event = self.choices.event
        slots = [w.slot for w in event.workshops if w.slot]
        allowed = (event.choose_max is None or event.choose_max >= len(event.workshops)) and not (
            event.one_per_slot and len(set(slots)) < len(slots)
        )
        if negative or not allowed:
            self.doubts.append(Reason.CONTRADICTION if negative else Reason.TOO_MANY_WORKSHOPS)
        else:
            self.ids = [w.id for w in event.workshops]
        return True

    def _quoted(self, text: str) -> bool:
        """Take workshops that stand in quotation marks without the word workshop."""
        found = [self.choices.workshops(m[1]) for m in _QUOTED.finditer(text)]
        if not found or not all(f.ids and f.named and f.clear and not f.rest for f in found):
            return False
        self.ids += [workshop for f in found for workshop in f.ids if workshop not in self.ids]
        return True

    def _question(self, question: Question, clause: str, negative: bool) -> str:
        """Take the answer to one question from a clause and give the clause without it."""
        if question.type is QuestionType.CHOICE:
            return self._choice(question, clause)
        found = phrase_in(question, clause)
        if found is None:
            return clause
        start, end = found
        without = clause[:start] + " " + clause[end:]
        if question.type is QuestionType.YES_NO:
            self._put(question, not negative)
            self.refused_questions = self.refused_questions or negative
            return without
        if question.type is QuestionType.NUMBER:
            number = answer(question, _DATE.sub(" ", without))
            if number is None:
                self.doubts.append(Reason.DOUBTFUL_VALUE)
                return without
            self._put(question, number)
            return re.sub(r"\d+", " ", without)
        if question.type is QuestionType.TEXT:
            value = clause[end:].strip(" .,:;")
            named = people(value)
            if named and named[0].start == 0:
                value = value[: named[0].end].strip(" .,:;")  # "pouvoir à M. X pour la séance"
            if not value or len(words(value)) > 12 or fields.is_suspicious(value):
                self.doubts.append(Reason.DOUBTFUL_VALUE)
            else:
                self._put(question, value)
            return clause[:start]
        self.doubts.append(Reason.DOUBTFUL_VALUE)  # several answers in a sentence: a person reads it
        return without

    def _choice(self, question: Question, clause: str) -> str:
        stems = {stem(w) for w in words(question.label)} - NEUTRAL
        named = bool(stems & {stem(w) for w in words(clause)})
        pieces = [" ".join(clause.split()[i:j]) for i in range(len(clause.split())) for j in (i + 1, i + 2, i + 3)]
        picked = {c for piece in dict.fromkeys(pieces) if (c := choice(question, piece))}
        if not picked:
            if named:
                self.doubts.append(Reason.DOUBTFUL_VALUE)
            return clause
        if len(picked) > 1 or not named:
            self.doubts.append(Reason.DOUBTFUL_VALUE)
            return clause
        self._put(question, picked.pop())
        return " "

    def _put(self, question: Question, value: AnswerValue) -> None:
        if self.answers.get(question.id, value) != value:
            self.doubts.append(Reason.CONTRADICTION)
        self.answers[question.id] = value

    def _of_event(self, word: str) -> bool:
        event = self.choices.event
        return any(word in words(text) for text in (event.title, *event.match, event.venue or ""))

    def _is_strange(self, word: str) -> bool:
        return not (
            len(word) < 3
            or word.isdecimal()
            or word in NEUTRAL
            or stem(word) in NEUTRAL
            or self._of_event(word)
            or bool(says(word))
        )


def phrase_in(question: Question, text: str) -> tuple[int, int] | None:
    """Give where a question's label, alias or a usual other name of it stands in a text."""
    phrases = {fold(p) for p in (question.label, *question.aliases)}
    phrases |= {other for group in _SAME for other in group if group & phrases}
    cores = {
        " ".join(
            w for w in p.split() if w not in ("participera", "donne", "nombre", "d", "de", "l", "a", "la", "le", "au")
        )
        for p in phrases
        if len(p.split()) < 6
    }
    if question.type is QuestionType.TEXT:
        cores = set()  # of "pouvoir à", "pouvoir" is a verb as well
    spots = [(m.start(), m.end(), fold(m.group())) for m in re.finditer(r"[^\W_]+", text)]
    for phrase in sorted(phrases | {c for c in cores if len(c) > 5}, key=len, reverse=True):
        wanted = phrase.split()
        for i in range(len(spots) - len(wanted) + 1):
            if wanted and all(stem(spots[i + k][2]) == stem(w) for k, w in enumerate(wanted)):
                return spots[i][0], spots[i + len(wanted) - 1][1]
    return None


def after_workshop(text: str) -> str | None:
    found = WORKSHOP_WORD.search(text)
    return text[found.end() :] if found else None
