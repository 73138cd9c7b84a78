"""What a clause answers: the questions that it names, their options, counts and free words."""

import re

from parsers.coupons import fields
from parsers.coupons.likeness import stem
from parsers.event import Event, Question, QuestionType
from parsers.folding import fold, words
from parsers.letters import grammar
from parsers.letters.clause import Clause
from parsers.letters.grammar import Stance
from parsers.letters.people import people
from parsers.letters.signs import Sign
from parsers.reading import AnswerValue
from parsers.reasons import Reason

_MAX_TEXT = 12  # words of a free answer in a sentence


class ClauseAnswers:
    """Takes the answers of one clause; `used` are the words that the questions named explain."""

    def __init__(self, signs: list[Sign], source: str, event: Event, clause: Clause) -> None:
        self.signs, self.source, self.event, self.clause = signs, source, event, clause
        self.text = clause.text
        self.used: set[str] = set()

    def in_frame(self, number: int) -> bool:
        """Say whether a question's name only says when or where: "le jour de l'assemblée", "avant le déjeuner"."""
        before = " ".join(s.word for s in self.signs[max(0, number - 6) : number])
        return bool(
            re.search(
                r"\b(?:jour|cadre|occasion|lors|avant|apres|invitation|suit|suivant|pendant|durant|before|after"
                r"|during|invitation to|suite)"
                r"(?: (?:de|d|du|des|a|au|la|le|l|the|to|votre|of))*$",
                before,
            )
        )

    def question(self, sign: Sign, turned: bool, stance: Stance) -> None:
        """Take what a clause of that stance answers to a question that it names."""
        question = self.event.question(sign.value)
        if question is None:
            return
        self.explain(question)
        if stance is Stance.ELLIPTIC and grammar.labelled(self.text) == "":
            return  # the bare name of a question: nobody answered it
        if question.type is QuestionType.YES_NO:
            if stance in (Stance.AFFIRMED, Stance.DENIED):
                self.put(question, (stance is Stance.AFFIRMED) != turned)
            elif stance is Stance.EARLIER:
                self.clause.doubts.append(Reason.REMARK)
        elif question.type is QuestionType.NUMBER:
            counts = [int(s.value) for s in self.signs if s.word == "@c"]
            nobody = re.search(r"\b(?:no|aucune?|sans|pas (?:de|d)|without(?: any)?) (?:@q)", self.text)
            single = re.search(r"\b(?:une?|an?) (?:@q)", self.text)
            if nobody and not counts:
                counts = [0]
            elif single and not counts:
                counts = [1]
            if len(counts) == 1 and (stance is not Stance.DENIED or nobody):
                self.used |= {
                    "@c",
                    "no",
                    "aucun",
                    "aucune",
                    "sans",
                    "with",
                    "avec",
                    "without",
                    "any",
                    "pas",
                    "nombre",
                    "number",
                }
                self.put(question, counts[0])
            else:
                self.clause.doubts.append(Reason.DOUBTFUL_VALUE)
        elif question.type is QuestionType.TEXT:
            self._text(question, sign)

    def _text(self, question: Question, sign: Sign) -> None:
        """Take a free answer as written behind the question's name, or a name that a sentence gives there."""
        value = self.source[sign.end : self.clause.end].strip(" .,:;")
        named = people(value)
        if named and named[0].start == 0:
            value = value[: named[0].end].strip(" .,:;")  # "pouvoir à M. X pour la séance"
        if (
            not value
            or len(words(value)) > _MAX_TEXT
            or fields.is_suspicious(value)
            or self.clause.stance is Stance.DENIED
        ):
            self.clause.doubts.append(Reason.DOUBTFUL_VALUE)
            return
        if fold(value) in ("personne", "aucun", "non", "nobody"):
            return
        self.put(question, value)
        after = self.source.find(value, sign.end)
        self.clause.people = [
            p
            for p, s in zip(self.clause.people, [s for s in self.signs if s.word == "@p"], strict=True)
            if s.start < sign.end
        ]
        self.used |= {s.word for s in self.signs if sign.end <= s.start < after + len(value)}
        self.used |= {"donne", "pouvoir", "donnera", "represente", "representee", "sera"}

    def options(self, stance: Stance, turned: set[int]) -> None:
        """Take the options of the questions that the clause names, by name or by a word of it ("I will work in …")."""
        given: dict[str, list[tuple[str, bool]]] = {}
        for at, sign in enumerate(self.signs):
            if sign.word == "@o":
                question, _, option = sign.value.partition("=")
                given.setdefault(question, []).append((option, at in turned or stance is Stance.DENIED))
        for id, options in given.items():
            asked = self.event.question(id)
            if asked is not None:
                self._take_options(asked, options, stance)

    def _take_options(self, question: Question, options: list[tuple[str, bool]], stance: Stance) -> None:
        if not self._names(question) or stance not in (Stance.AFFIRMED, Stance.DENIED, Stance.ELLIPTIC):
            self.clause.doubts.append(Reason.DOUBTFUL_VALUE)
            return
        self.explain(question)
        taken = tuple(dict.fromkeys(o for o, refused in options if not refused))
        if question.type is QuestionType.MULTI_CHOICE and taken:
            order = [c.id for c in question.choices]
            self.put(question, tuple(sorted(taken, key=order.index)))
        elif question.type is QuestionType.CHOICE and len(taken) == 1:
            self.put(question, taken[0])
        elif taken or question.type is QuestionType.CHOICE:
            self.clause.doubts.append(Reason.DOUBTFUL_VALUE)

    def _names(self, question: Question) -> bool:
        stems = {stem(w)[:4] for p in (question.label, *question.aliases) for w in words(p) if len(w) > 3}
        said = {stem(s.word)[:4] for s in self.signs if len(s.word) > 3}
        return any(s.word == "@q" and s.value == question.id for s in self.signs) or bool(stems & said)

    def explain(self, question: Question) -> None:
        """Take the words of a question's names as explained."""
        stems = {stem(w)[:4] for p in (question.label, *question.aliases) for w in words(p) if len(w) > 3}
        self.used |= {s.word for s in self.signs if stem(s.word)[:4] in stems}
        self.used |= {w for p in (question.label, *question.aliases) for w in words(p)} - {"pas", "ne", "non"}
        for at, sign in enumerate(self.signs[:-2]):
            if sign.word in ("avec", "with") and self.signs[at + 2].word in self.used:
                self.used.add(sign.word)  # "avec les élus", where the question says so

    def put(self, question: Question, value: AnswerValue) -> None:
        """Keep an answer; another one to the same question is a contradiction."""
        if self.clause.answers.get(question.id, value) != value:
            self.clause.doubts.append(Reason.CONTRADICTION)
        self.clause.answers[question.id] = value
