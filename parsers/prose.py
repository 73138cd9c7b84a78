"""Sentences → drafts: who comes, to which workshops, what is answered, and what a person had better read herself.

A sentence counts as understood where its words are explained: by a name, a workshop, an answer, or because they mean
nothing for it. Words that nothing explains cost confidence.
"""

import re
from dataclasses import dataclass, field

from parsers import fields
from parsers.choices import Choices
from parsers.clauses import WORKSHOP_WORD, Findings, after_workshop, phrase_in
from parsers.draft import Draft, evidence_at
from parsers.event import QuestionType
from parsers.folding import fold, words
from parsers.people import Mention, body_named, body_represented, people, without_representation
from parsers.reasons import Reason
from parsers.signature import Signature
from parsers.thread import Row
from parsers.vocabulary import is_boilerplate, is_greeting, is_title
from parsers.wording import Says, first_person, has_signal, says, third_person

_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bM\.)(?<!\bMM\.)(?<!\bMr\.)(?<!\bMme\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bcf\.)\s+(?=[A-ZÀ-Þ«\"'(\d])"
)
_MAX_SENTENCE = 1500  # characters; a person reads what is longer
_ITEM = re.compile(r"^\s*(?:[-*•–+]|\d{1,2}\s*[.)])\s*\S")
_CLAUSE = re.compile(
    r"\s*(?:;|\bmais\b|\ben revanche\b|\bpar contre\b|\bhowever\b|\bbut\b|,\s+(?=(?:et\s+)?(?:je|j'|il|elle|nous|ils"
    r"|elles|I|we|ne|n')\b)"
    r"|\b(?:et|and)\s+(?=(?:je|j'|il|elle|nous|I|we|she|he|they)?\s*(?:ne|n'|will not|won't|cannot)\b))\s*",
    re.IGNORECASE,
)
_THIRD_VERB = re.compile(
    r"\b(?:participera|assistera|viendra|sera|suivra|prendra|participeront|assisteront|viendront|seront|suivront"
    r"|prendront|representera|pourra|pourront|peut|will|wishes|wants|is|are)\b"
)
_SUBJECT_FIRST = re.compile(r"\b(?:[Jj]e|[Mm]e|[Mm]oi|[Nn]ous|I|[Ww]e)\b|\b[jJmM]['’](?=\w)")
_FORMULA = re.compile(
    r"\b(?:je|nous) vous (?:informe|confirme|prie|indique|signale|informons|confirmons|prions)\b|\bveuillez\b"
    r"|\bmerci\b",
    re.IGNORECASE,
)
_TWO_CAPITALS = re.compile(r"(?<=\w )[A-ZÀ-Þ][\w'’-]+\s+[A-ZÀ-Þ][\w'’-]+")
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
    capitals: list[str] = field(default_factory=list)  # what looks like further names


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
        if len(text) > _MAX_SENTENCE:
            self.prose.remarks.append(text[:_MAX_SENTENCE])
            return
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
        self.prose.capitals += [m[0] for m in _TWO_CAPITALS.finditer(text)]
        if _COMPANY.search(fold(text)) or re.search(r"\b(?:celui|celle|ceux) d[eu]\b", fold(text)):
            self.prose.remarks.append(text)
            return
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
            Says.ENCLOSED in said and not weighty and not self.choices.workshops(after_workshop(text) or "").ids
        )
        counted = _COUNTED.sub(" ", fold(text))
        if plain_cover and not has_signal(re.sub(r"\b(?:inscri\w+|particip\w+|presence|ateliers?)\b", " ", counted)):
            return
        mild = bool(weighty) and weighty <= {Says.EARLIER, Says.CHANGE}  # says that it is a change, not which
        named = mentions or self.choices.workshops(after_workshop(text) or "").ids
        if (weighty or has_signal(counted)) and (named or not mild):
            self.prose.remarks.append(text)

    def _answer(self, text: str, row: Row, start: int, said: frozenset[Says], mentions: list[Mention]) -> None:
        bare = _without(text, mentions)
        coming, away = self._who(text, said, mentions, row, start)
        self.prose.said |= said
        found = Findings(self.choices)
        clauses = [c for c in _CLAUSE.split(without_representation(bare)) if c and c.strip()]
        if clauses and says(clauses[0].partition(": ")[0]) & {Says.EARLIER, Says.CHANGE}:
            clauses[:1] = clauses[0].split(": ", 1)  # "Merci de modifier mon choix : …"
        listed = bool(_ITEM.match(text)) and bool(mentions)
        refused = Says.NOT_COMING in said or Says.CANCEL in said
        for clause in clauses if not (away and refused) else ():
            found.clause(clause, listed or not refused or Says.REPLACE in said or bool(WORKSHOP_WORD.search(clause)))
        if found.empty and not said & (set(Says) - {Says.ENCLOSED}) and not mentions:
            if has_signal(text):
                self._remark(text, said)
            return
        for reason in found.doubts:
            self._doubt(reason)
        if not mentions and self._names_somebody(text):
            self._doubt(Reason.REMARK)
        if (_COMPANY.search(fold(text)) and not found.answers) or (_WE.search(fold(text)) and not mentions):
            self._doubt(Reason.REMARK)  # more people than the text names
        targets = coming or ([] if away else self._targets(text, said, found, row))
        strange = len(found.strange)
        for draft in targets:
            draft.strange += strange
            found.give(draft, row, self.part, start, start + len(text))
        if not targets and not found.empty and not away:
            self._remark(text, said)
        about_speaker = bool(_SUBJECT_FIRST.search(text)) or not _THIRD_VERB.search(fold(text))
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
        if Says.COMING not in said and not _ITEM.match(text) and not WORKSHOP_WORD.search(text):
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
        if not mention.name.sure or (mention.name.first is None and mention.name.civility is None):
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

    def _targets(self, text: str, said: frozenset[Says], found: Findings, row: Row) -> list[Draft]:
        """Give whom a sentence without a name is about."""
        if third_person(text) and self.last:
            return self.last
        if third_person(text) and not first_person(text):
            return []
        positive = Says.COMING in said and Says.NOT_COMING not in said and Says.CANCEL not in said
        if self.last and not first_person(text):
            return self.last
        if _THIRD_VERB.search(fold(text)) and not _SUBJECT_FIRST.search(text):
            self._remark(text, said)  # somebody comes whose name was not recognised
            return []
        if positive or found.ids or found.answers:
            return [self._speaker(row)]
        if said & {Says.NOT_COMING, Says.CANCEL} and first_person(text) and not found.refused_questions:
            self._not_coming(text, said, row, 0)
        return []

    def _names_somebody(self, text: str) -> bool:
        """Say whether a sentence holds what looks like the name of a person whom nothing explains."""
        known = set(words(" ".join(self.signature.values.values())))
        event = self.choices.event
        labels = (workshop.label for workshop in event.workshops)
        known |= set(words(" ".join((event.title, *event.match, event.venue or "", *labels))))
        return any(not set(words(m[0])) & known for m in _TWO_CAPITALS.finditer(text))

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


def is_proxy(text: str, mention: Mention, choices: Choices) -> bool:
    """Say whether somebody is named as the answer to a question ("donne pouvoir à M. X"), not as one who comes."""
    for question in choices.event.questions:
        if question.type is QuestionType.TEXT:
            found = phrase_in(question, text)
            if found and found[1] <= mention.start:
                return True
    return False


def _denied_question(text: str, choices: Choices) -> bool:
    """Say whether what is denied is one point of the programme, not the coming itself."""
    return any(
        question.type is QuestionType.YES_NO and phrase_in(question, text) for question in choices.event.questions
    )


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
