"""Answers in words of one's own: what stands behind a question that asks for a text, a diet, a number to call."""

import itertools
import re

from parsers.coupons import fields
from parsers.coupons.choices import Choices
from parsers.coupons.likeness import stem
from parsers.draft import evidence_at
from parsers.event import QuestionType
from parsers.folding import fold, words
from parsers.letters.diet import asked_for, diet, tells_diet, tells_kind
from parsers.letters.parting import Part, parts
from parsers.letters.referring import Company
from parsers.letters.sentences import Sentence
from parsers.letters.signs import Sign
from parsers.reasons import Reason

_REACH = re.compile(
    r"\b(?:l|la|le|lui|her|him|his|their|elle|il|son|sa|leur) (?:\w+ ){0,2}(?:joindre|contacter|ecrire|joignable"
    r"|reach|contact|adresse|address|e? ?mail|phone|number|numero|telephone|mail|courriel)\b"
    r"|\b(?:reach|contact|joindre) (?:him|her)\b"
)
_SOME_MEALS = re.compile(r"(?<!\w)(?:@c|les|tous les|all the|both) (?:dejeuners|diners|repas|lunches|dinners|meals)\b")
_MAX_TEXT = 25  # words of a free answer in a sentence


class FreeAnswers:
    """Takes what sentences say freely to an event's questions, or of how to reach somebody."""

    def __init__(self, part: int, choices: Choices, company: Company) -> None:
        self.part, self.choices, self.company, self.event = part, choices, company, choices.event

    def is_free(self, signs: list[Sign], sentence: Sentence, told: str) -> bool:
        """Say whether a sentence answers in words of its own what it does not name: some of the meals, a free text."""
        counted = [b.value for a, b in itertools.pairwise(signs) if a.word == "@c" and b.word == "@q"]
        several = any((q := self.event.question(id)) and q.type is QuestionType.MULTI_CHOICE for id in counted)
        taken = self._takes_diet(signs, sentence)
        return several or bool(_SOME_MEALS.search(told)) or (not taken and self._free_words(signs, sentence.text))

    def _takes_diet(self, signs: list[Sign], sentence: Sentence) -> bool:
        """Take what somebody says not to eat as the answer to the question that asks for it."""
        question = asked_for(self.event)
        value = diet(sentence.text, question) if question is not None else None
        asked = {s.value for s in signs if s.word == "@q"}
        if question is None or value is None or any(s.word == "@p" for s in signs) or asked & self._meals():
            return False
        evidence = evidence_at(sentence.row, self.part, sentence.start, sentence.start + len(sentence.text), 0.95)
        for person in self.company.whom(" ".join(s.word for s in signs), signs, [], Part(tuple(signs))):
            person.draft.reply(question.id, value, evidence)
        return True

    def _meals(self) -> set[str]:
        """Give the questions that offer kinds of a meal: what somebody eats may be an answer to those."""
        return {q.id for q in self.event.questions if any(tells_kind(c.label) for c in q.choices)}

    def _free_words(self, signs: list[Sign], text: str) -> bool:
        """Say whether a colon follows words of a free question that is not named as such ("comme sujet : …")."""
        head = text.partition(":")[0] if ":" in text else ""
        said = {stem(w) for w in words(head) if len(w) > 4}
        for question in self.event.questions:
            asked = {stem(w) for p in (question.label, *question.aliases) for w in words(p) if len(w) > 4}
            named = any(s.value == question.id for s in signs)
            if question.type is QuestionType.TEXT and not named and (said & asked or tells_diet(text, question)):
                return True
        return False

    def reached(self, text: str, signs: list[Sign], sentence: Sentence) -> bool:
        """Take where the one named before can be reached ("Vous pouvez la joindre au …")."""
        if len(self.company.last) != 1 or not _REACH.search(fold(text)) or any(s.word in ("@q", "@o") for s in signs):
            return False
        found = {"email": fields.email(text), "phone": fields.phone(text, self.choices.country)}
        evidence = evidence_at(sentence.row, self.part, sentence.start, sentence.start + len(text), 0.95)
        for key, value in found.items():
            if value and key not in self.company.last[0].draft.values:
                self.company.last[0].draft.put(key, value, evidence)
        return any(found.values())

    def free_answer(self, signs: list[Sign], text: str, sentence: Sentence) -> list[Sign]:
        """Take what stands behind the name of a question that asks for a text; gives the signs before it."""
        for at, sign in enumerate(signs):
            asked = self.event.question(sign.value) if sign.word == "@q" else None
            if asked is None or asked.type is not QuestionType.TEXT:
                continue
            before = signs[:at]
            rest = parts(signs[at + 1 :])
            labelled = text[sign.end :].lstrip().startswith(":") or not rest
            end = len(text) if labelled else rest[0].signs[-1].end
            value = text[sign.end : end].strip(" .,:;")
            if quoted := re.search(r"«\s*([^«»]+?)\s*»", text[sign.end :]):
                value = quoted[1]
            people = [s for s in signs[at:] if s.word == "@p"]
            if people and fold(text[sign.end : people[0].start]) in ("", "a", "to"):
                value = text[people[0].start : people[0].end]
            if any(s.word in ("pas", "aucune", "no", "aucun", "non") for s in before[-3:]) or not value:
                return before
            if len(words(value)) > _MAX_TEXT or fields.is_suspicious(value):
                self.company.doubt(Reason.DOUBTFUL_VALUE)
                return before
            evidence = evidence_at(sentence.row, self.part, sentence.start + sign.end, sentence.start + len(text), 0.97)
            targets = self.company.whom(" ".join(s.word for s in before), before, [], Part(tuple(before)))
            for person in targets:
                person.draft.reply(asked.id, value, evidence)
            return before
        return signs
