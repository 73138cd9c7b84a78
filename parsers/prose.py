"""Sentences → drafts: who comes, to which workshops, what is answered, and what a person had better read herself.

A sentence counts as understood where its words are explained: by a name, a workshop, an answer, or because they mean
nothing for it. Words that nothing explains cost confidence.
"""

import re
from dataclasses import dataclass, field

from parsers import fields
from parsers.choices import Choices, answer, choice, stem
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, phrases, words
from parsers.people import Mention, body_named, body_represented, people, without_representation
from parsers.reading import AnswerValue
from parsers.reasons import Reason
from parsers.signature import Signature
from parsers.thread import Row
from parsers.vocabulary import is_boilerplate, is_greeting, is_title
from parsers.wording import NEUTRAL, Says, first_person, has_signal, is_negative, says, third_person

_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bM\.)(?<!\bMM\.)(?<!\bMr\.)(?<!\bMme\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bcf\.)\s+(?=[A-ZÀ-Þ«\"'(\d])"
)
_ITEM = re.compile(r"^\s*(?:[-*•–+]|\d{1,2}\s*[.)])\s*\S")
_CLAUSE = re.compile(
    r"\s*(?:;|\bmais\b|\ben revanche\b|\bpar contre\b|\bhowever\b|\bbut\b|,\s+(?=(?:et\s+)?(?:je|j'|il|elle|nous|ils"
    r"|elles|I|we|ne|n')\b)"
    r"|\b(?:et|and)\s+(?=(?:je|j'|il|elle|nous|I|we|she|he|they)?\s*(?:ne|n'|will not|won't|cannot)\b))\s*",
    re.IGNORECASE,
)
_WORKSHOP_WORD = re.compile(r"\b(?:ateliers?|workshops?|sessions?|th[eé]matiques?|th[eè]mes?)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:le |on |du |au |la |the )*\d{1,2}(?:er|st|nd|rd|th)?\s+(?:of )?(?:janvier|f[ée]vrier|mars|avril|mai|juin"
    r"|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\d{4})?"
    r"|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b|\b\d{1,2}\s?[hH:]\s?(?:\d{2})?\b",
    re.IGNORECASE,
)
_THIRD_VERB = re.compile(
    r"\b(?:participera|assistera|viendra|sera|suivra|prendra|participeront|assisteront|viendront|seront|suivront"
    r"|prendront|representera|pourra|pourront|peut|will|wishes|wants|is|are)\b"
)
_SUBJECT_FIRST = re.compile(r"\b(?:je|j|m|me|moi|nous|i|we)\b")
_FORMULA = re.compile(
    r"\b(?:je|nous) vous (?:informe|confirme|prie|indique|signale|informons|confirmons|prions)\b|\bveuillez\b"
    r"|\bmerci\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:accompagn\w+|avec (?:mon|ma|mes|notre|nos|un|une|deux|trois|quatre)|et (?:mon|ma|mes|deux|trois) "
    r"|collegues? (?:et moi|viendr\w*|participer\w*)|a plusieurs|with (?:my|our|a|two|three)|and my|guests?"
    r"|colleagues? and i|ainsi que (?:mon|ma|mes|deux|trois)|egalement (?:mon|ma|mes)"
    r"|serons \w*\d*(?:deux|trois|quatre|cinq))\b"
)
_WE = re.compile(
    r"\bnous (?:participer\w+|viendrons|assisterons|suivrons|prendrons|serons (?:presente?s?|\d|deux|trois|plusieurs)"
    r"|souhaitons (?:participer|assister|nous inscrire)|nous inscri\w+|confirmons notre)\b"
    r"|\bwe (?:will|shall|would|are|plan|wish|want|ll)\b.{0,40}\b(?:attend|come|coming|join|take part|register)\w*"
)
_INSTEAD = re.compile(
    r"\b(?:au lieu d[eu']|plut[ôo]t que?|[àa] la place d[eu']|et non(?: pas)?|et pas|instead of|rather than|and not)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:sauf|except[ée]?|hormis|[àa] l'exception d\w*|except(?: for)?|but not|hors)\b", re.IGNORECASE
)
_EVERYTHING = re.compile(r"\b(?:tous|toutes|all)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:(?:me suis|s est|nous sommes|m etais|s etait|etais|etait|etions|suis deja|est deja) (?:deja )?inscri\w+"
    r"|(?:avais|avait|avions|ai|a|avons) (?:deja )?(?:choisi|coche|indique|demande|opte|retenu)"
    r"|had (?:chosen|registered|selected)|was registered|registered (?:for|last))\b"
)
_QUOTED = re.compile(r"[«\"“]\s*([^»\"”]{2,80}?)\s*[»\"”]")
_OUT_AFTER = re.compile(
    r"\b(?:en remplacement d\w*|remplacer?a?|en lieu et place d\w*|a la place d\w*|replac\w+|instead of|in place of"
    r"|au lieu d\w*)$"
)
_IN_AFTER = re.compile(r"\b(?:remplacee?s? par|replaced by|substituted by|represente\w* par)$")
_COUNTED = re.compile(
    r"\b(deux|trois|quatre|cinq|six|two|three|four|five|six|[2-9])\s+(?:inscriptions?|coupons?|bulletins?"
    r"|participants?|personnes|registrations?|forms?|people|attendees)\b"
)
_COUNTS = {
    w: n
    for n, ws in {
        2: ("deux", "two", "2"),
        3: ("trois", "three", "3"),
        4: ("quatre", "four", "4"),
        5: ("cinq", "five", "5"),
        6: ("six", "6"),
    }.items()
    for w in ws
}
# What French and English call the same thing on a programme.
_SAME = tuple(
    frozenset(phrases(group))
    for group in (
        "dejeuner | repas de midi | lunch | luncheon",
        "diner | dinner | repas du soir",
        "petit dejeuner | breakfast",
        "assemblee generale | general assembly | general meeting | agm",
        "cocktail | reception | aperitif | drinks",
        "visite | visit | tour",
        "hebergement | accommodation | hotel",
        "regime | diet | dietary requirements",
    )
)


@dataclass(slots=True)
class Prose:
    """What the sentences of one person say."""

    coming: list[Draft] = field(default_factory=list)
    staying: list[Draft] = field(default_factory=list)
    said: set[Says] = field(default_factory=set)
    doubts: list[Reason] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)  # sentences that a person should read
    counted: int | None = None  # how many people or coupons the text speaks of
    named: list[Mention] = field(default_factory=list)  # people named without a role in the answer


def read_prose(rows: list[Row], part: int, choices: Choices, signature: Signature, *, beside_coupon: bool) -> Prose:
    """Give what free text says; `beside_coupon`: the answer stands elsewhere, the text may only change its sense."""
    reader = _Reader(part, choices, signature, beside_coupon)
    for row in rows:
        text = row.line.text
        if fold(text) and not is_greeting(text) and not is_boilerplate(text) and not is_title(text):
            for sentence, start in _sentences(text):
                reader.sentence(sentence, row, start)
    return reader.prose


def _sentences(text: str) -> list[tuple[str, int]]:
    if _ITEM.match(text):
        return [(text, 0)]
    found, at = [], 0
    for gap in [*_SENTENCE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            found.append((text[at:end], at))
        at = gap.end() if gap else at
    return found


class _Reader:
    def __init__(self, part: int, choices: Choices, signature: Signature, beside_coupon: bool) -> None:
        self.prose = Prose()
        self.part = part
        self.choices = choices
        self.signature = signature
        self.beside_coupon = beside_coupon
        self.last: list[Draft] = []  # whom "il" and "elle" mean
        self.speaker: Draft | None = None
        self.body: str | None = None  # stated once for everybody

    def sentence(self, text: str, row: Row, start: int) -> None:
        said = says(text)
        mentions = people(text)
        self._count(text)
        if fields.is_instruction(text) or _looks_hostile(text):
            self._doubt(Reason.SUSPICIOUS_TEXT)
        if Says.QUESTION in said:
            self._remark(text, said)
            return
        if self.beside_coupon:
            self._beside(text, said, mentions)
            return
        if text.rstrip().endswith(":") and (not mentions) and (Says.COMING in said or _speaks_of_people(text)):
            self.body = body_named(text) or self.body
            self.prose.said |= said & {Says.EARLIER, Says.CHANGE, Says.CANCEL, Says.UNDECIDED}
            return
        self._answer(text, row, start, said, mentions)

    def _count(self, text: str) -> None:
        counted = _COUNTED.search(fold(text))
        if counted:
            self.prose.counted = _COUNTS[counted[1]]

    def _beside(self, text: str, said: frozenset[Says], mentions: list[Mention]) -> None:
        """Read a sentence that stands beside a coupon: it brings it, or it changes what it says."""
        self.prose.named += mentions
        weighty = said & {
            Says.NOT_COMING,
            Says.CANCEL,
            Says.UNDECIDED,
            Says.REPLACE,
            Says.SAME,
            Says.EARLIER,
            Says.CHANGE,
        }
        self.prose.said |= said
        plain_cover = (
            Says.ENCLOSED in said and not weighty and not self.choices.workshops(_after_workshop(text) or "").ids
        )
        counted = _COUNTED.sub(" ", fold(text))
        if plain_cover and not has_signal(re.sub(r"\b(?:inscri\w+|particip\w+|presence|ateliers?)\b", " ", counted)):
            return
        mild = bool(weighty) and weighty <= {Says.EARLIER, Says.CHANGE}  # says that it is a change, not which
        named = mentions or self.choices.workshops(_after_workshop(text) or "").ids
        if (weighty or has_signal(counted)) and (named or not mild):
            self.prose.remarks.append(text)

    def _answer(self, text: str, row: Row, start: int, said: frozenset[Says], mentions: list[Mention]) -> None:
        bare = _without(text, mentions)
        coming, away = self._who(text, said, mentions, row, start)
        self.prose.said |= said
        found = _Findings(self.choices)
        clauses = [c for c in _CLAUSE.split(without_representation(bare)) if c and c.strip()]
        if clauses and says(clauses[0].partition(": ")[0]) & {Says.EARLIER, Says.CHANGE}:
            clauses[:1] = clauses[0].split(": ", 1)  # "Merci de modifier mon choix : …"
        listed = bool(_ITEM.match(text)) and bool(mentions)
        refused = Says.NOT_COMING in said or Says.CANCEL in said
        for clause in clauses if not (away and refused) else ():
            found.clause(clause, listed or not refused or Says.REPLACE in said or bool(_WORKSHOP_WORD.search(clause)))
        if found.empty and not said & (set(Says) - {Says.ENCLOSED}) and not mentions:
            if has_signal(text):
                self._remark(text, said)
            return
        for reason in found.doubts:
            self._doubt(reason)
        if (_COMPANY.search(fold(text)) and not found.answers) or (_WE.search(fold(text)) and not mentions):
            self._doubt(Reason.REMARK)  # more people than the text names
        targets = coming or ([] if away else self._targets(text, said, found, row))
        strange = len(found.strange)
        for draft in targets:
            draft.strange += strange
            found.give(draft, row, self.part, start, start + len(text))
        if not targets and not found.empty and not away:
            self._remark(text, said)
        about_speaker = bool(_SUBJECT_FIRST.search(fold(text))) or not _THIRD_VERB.search(fold(text))
        if found.only_refusals and not found.refused_questions and not away and not found.ids and about_speaker:
            self._not_coming(text, said, row, start)
        for draft in away:
            draft.strange += 0 if refused else strange

    def _who(
        self, text: str, said: frozenset[Says], mentions: list[Mention], row: Row, start: int
    ) -> tuple[list[Draft], list[Draft]]:
        """Give the drafts of those whom a sentence names: who comes by it, and who does not."""
        if not mentions:
            return [], []
        drafts = [self._draft_of(m, row, start) for m in mentions]
        if any(is_proxy(text, m, self.choices) for m in mentions):
            return [], []
        if Says.REPLACE in said:
            out = [i for i, m in enumerate(mentions) if _OUT_AFTER.search(fold(text[: m.start]))]
            inn = [i for i, m in enumerate(mentions) if _IN_AFTER.search(fold(text[: m.start]))]
            if inn and not out:
                out = [i for i in range(len(mentions)) if i not in inn]
            elif out and not inn:
                inn = [i for i in range(len(mentions)) if i not in out]
            if len(inn) != 1 or set(inn) & set(out):
                self._doubt(Reason.CONTRADICTION)
            self.last = [drafts[i] for i in inn]
            self._give_body(text, drafts, row, start)
            self.prose.coming += self.last
            return self.last, []
        self.last = drafts
        if Says.CANCEL in said or (Says.NOT_COMING in said and not _denied_question(text, self.choices)):
            self.prose.staying += drafts
            return [], drafts
        if Says.COMING not in said and not _ITEM.match(text) and not _WORKSHOP_WORD.search(text):
            self.prose.named += mentions
            self.last = []
            return [], []
        if len(mentions) > 1 and "accompagn" in fold(text):
            self._doubt(Reason.DOUBTFUL_VALUE)
        formula = _FORMULA.sub(" ", text)
        beside = re.search(r"\b(?:avec|accompagn\w*|ainsi que|et moi|with|and i)\b", fold(text))
        if first_person(formula) and beside and not _ITEM.match(text):
            self._doubt(Reason.DOUBTFUL_VALUE)
        self._give_body(text, drafts, row, start)
        self.prose.coming += drafts
        return drafts, []

    def _give_body(self, text: str, drafts: list[Draft], row: Row, start: int) -> None:
        """Take the body that all of them come for ("représentera le Réseau X", "… pour la Ville de Y")."""
        body = body_represented(text)
        for draft in drafts:
            if body is not None and "organisation" not in draft.values:
                draft.put("organisation", body, evidence_at(row, self.part, start, start + len(text), 0.95))

    def _draft_of(self, mention: Mention, row: Row, start: int) -> Draft:
        draft = Draft(form=False)
        if not mention.name.sure or mention.name.first is None:
            draft.doubt(Reason.DOUBTFUL_VALUE)
        evidence = evidence_at(row, self.part, start + mention.start, start + mention.end, 0.97)
        given = {
            "civility": mention.name.civility, "first_name": mention.name.first, "last_name": mention.name.last,
            "role": mention.role, "organisation": mention.organisation or self.body,
        }  # fmt: skip
        for key, value in given.items():
            if value and fields.is_suspicious(value):
                draft.doubt(Reason.SUSPICIOUS_TEXT)
            elif value:
                draft.put(key, value, evidence)
        return draft

    def _targets(self, text: str, said: frozenset[Says], found: "_Findings", row: Row) -> list[Draft]:
        """Give whom a sentence without a name is about."""
        if third_person(text) and self.last:
            return self.last
        if third_person(text) and not first_person(text):
            return []
        positive = Says.COMING in said and Says.NOT_COMING not in said and Says.CANCEL not in said
        if self.last and not first_person(text):
            return self.last
        if _THIRD_VERB.search(fold(text)) and not _SUBJECT_FIRST.search(fold(text)):
            self._remark(text, said)  # somebody comes whose name was not recognised
            return []
        if positive or found.ids or found.answers:
            return [self._speaker(row)]
        if said & {Says.NOT_COMING, Says.CANCEL} and first_person(text) and not found.refused_questions:
            self._not_coming(text, said, row, 0)
        return []

    def _not_coming(self, text: str, said: frozenset[Says], row: Row, start: int) -> None:
        draft = self._speaker(row, coming=False)
        if draft not in self.prose.staying:
            self.prose.staying.append(draft)

    def _speaker(self, row: Row, *, coming: bool = True) -> Draft:
        """Give the draft of the one who signed."""
        if self.speaker is None:
            self.speaker = Draft(form=False)
            for key, value in self.signature.values.items():
                where = self.signature.rows[key]
                self.speaker.put(key, value, evidence_at(where, self.part, 0, len(where.line.text), 0.96))
            if self.signature.unsure:
                self.speaker.doubt(Reason.DOUBTFUL_VALUE)
            self.speaker.strange += 2 * len(self.signature.strange)
        if coming and self.speaker not in self.prose.coming:
            self.prose.coming.append(self.speaker)
        return self.speaker

    def _remark(self, text: str, said: frozenset[Says]) -> None:
        self.prose.said |= said
        self.prose.remarks.append(text)

    def _doubt(self, reason: Reason) -> None:
        if reason not in self.prose.doubts:
            self.prose.doubts.append(reason)


class _Findings:
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
        for question in self.choices.event.questions:
            rest = self._question(question, rest, negative)
        asked_after = _after_workshop(rest)
        before = rest[: len(rest) - len(asked_after)] if asked_after is not None else rest
        if everything := _EVERYTHING.search(before):
            asked_after = rest[everything.start() :] if asked_after is not None or _EXCEPT.search(rest) else None
        explained = False
        if asked_after is not None and workshops and _PAST.search(fold(rest)):
            rest = ""  # what was chosen before, not what is chosen now
        elif asked_after is not None and workshops:
            explained = self._workshops(asked_after, negative)
            rest = rest[: len(rest) - len(asked_after)] if explained else rest
        elif workshops and not negative and says(clause) & {Says.COMING}:
            explained = self._quoted(rest)
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
        rest = [w for w in found.rest if w not in NEUTRAL and stem(w) not in NEUTRAL and not self._of_event(w)]
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
        found = _phrase_in(question, clause)
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


def is_proxy(text: str, mention: Mention, choices: Choices) -> bool:
    """Say whether somebody is named as the answer to a question ("donne pouvoir à M. X"), not as one who comes."""
    for question in choices.event.questions:
        if question.type is QuestionType.TEXT:
            found = _phrase_in(question, text)
            if found and found[1] <= mention.start:
                return True
    return False


def _phrase_in(question: Question, text: str) -> tuple[int, int] | None:
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
    spots = [(m.start(), m.end(), fold(m.group())) for m in re.finditer(r"[^\W_]+", text)]
    for phrase in sorted(phrases | {c for c in cores if len(c) > 5}, key=len, reverse=True):
        wanted = phrase.split()
        for i in range(len(spots) - len(wanted) + 1):
            if wanted and all(stem(spots[i + k][2]) == stem(w) for k, w in enumerate(wanted)):
                return spots[i][0], spots[i + len(wanted) - 1][1]
    return None


def _denied_question(text: str, choices: Choices) -> bool:
    """Say whether what is denied is one point of the programme, not the coming itself."""
    return any(
        question.type is QuestionType.YES_NO and _phrase_in(question, text) for question in choices.event.questions
    )


def _after_workshop(text: str) -> str | None:
    found = _WORKSHOP_WORD.search(text)
    return text[found.end() :] if found else None


def _without(text: str, mentions: list[Mention]) -> str:
    """Give a sentence without the people in it and what is said of them; a proxy's name stays with its question."""
    for mention in reversed(mentions):
        before = fold(text[: mention.start])
        if before.endswith(
            ("pouvoir a", "procuration a", "represente par", "representee par", "represente e par", "mandat a")
        ):
            continue
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def _speaks_of_people(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:participants?|personnes|inscri\w+|suivantes?|suivants?|attendees|following|delegation"
            r"|representants?)\b",
            fold(text),
        )
    )


def _looks_hostile(text: str) -> bool:
    return bool(
        re.search(
            r"<\s*/?\s*(?:script|img|iframe|svg|a\s+href|style)\b|\{\{.*\}\}|\{%|\$\{|=\s*(?:HYPERLINK|cmd"
            r"|IMPORT\w*)\b",
            text,
            re.IGNORECASE,
        )
    )
