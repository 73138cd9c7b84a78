"""Sentences that are understood word by word → drafts, and what a person had better read herself."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parsers.coupons import fields
from parsers.coupons.beside import Filled, heard_beside, is_mere_talk, is_talk
from parsers.coupons.choices import Choices
from parsers.coupons.label_kinds import is_hint
from parsers.draft import Draft, evidence_at
from parsers.folding import fold, listed, words
from parsers.intent import Says
from parsers.letters import cover, grammar
from parsers.letters.amending import tells_of_coupon
from parsers.letters.clarity import Clarity
from parsers.letters.clause import Clause
from parsers.letters.clauses import clauses
from parsers.letters.event_names import is_main
from parsers.letters.grammar import Stance
from parsers.letters.helping import without_offer
from parsers.letters.passing import tells_in_passing
from parsers.letters.people import Mention, body_named, body_represented, people, represented
from parsers.letters.replacing import Replacement, replacement
from parsers.letters.sentences import MAX_SENTENCE, Sentence
from parsers.letters.signature import Signature
from parsers.letters.signs import Sign
from parsers.letters.weight import asks_to_register, is_harmless
from parsers.reasons import Reason

_PEOPLE = re.compile(
    r"\b(?:participants?|personnes?|inscri\w+|suivantes?|suivants?|attendees|following|delegation|representants?)\b"
)
_ENCLOSED = re.compile(
    r"\b(?:coupon|bulletin|formulaire|fiche|reponses?|inscriptions?|participation|form|slip|reply|registrations?)\b"
)
_ANNOUNCED = re.compile(
    rf"{_ENCLOSED.pattern}|\b(?:inscri\w+|particip\w+|document|joint\w*|attached|enclosed|regist\w+|attend\w*)\b"
)
_PASSED_ON = re.compile(
    r"\b(?:transmets?|transmettons|transfere|fais suivre|relaye|forward\w*|pass\w* on)\b.{0,30}\b(?:invitation|message"
    r"|courriel|mail)\b"
)
_COUNTED = re.compile(
    r"\b(deux|trois|quatre|cinq|six|two|three|four|five|six|[2-9])\s+(?:inscriptions?|coupons?|bulletins?"
    r"|participants?|personnes|registrations?|forms?|people|attendees)\b"
)
_COUNTS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6}
_REACH = re.compile(
    r"\b(?:joindre|contacter|reach|contact|joignable|adresse|coordonnees|email|mail|courriel|telephone|tel)\b"
)
_REACH_WORDS = listed(
    """you can vous pouvez son sa his her he she be the la le l est is reach reached joindre contacter contact contacted
    contacte him lui a au at on by par email mail e courriel telephone tel adresse address phone number numero
    coordonnees il elle joignable ecrire write to d de direct directe ligne"""
)
_HOSTILE = re.compile(
    r"<\s*/?\s*(?:script|img|iframe|svg|a\s+href|style)\b|\{\{.*\}\}|\{%|\$\{|=\s*(?:HYPERLINK|cmd|IMPORT\w*)\b",
    re.IGNORECASE,
)
_AGREED_WITH = re.compile(
    r"\b(?:convenu|convenus|vu|entendu|evoque|discute|parle|echange|accord|conversation|entretien|agreed"
    r"|discussed|arranged"
    r"|spoken|talked|spoke|conversation)(?: \w+){0,3} (?:avec|with|to)$"
)
_GIVEN = frozenset({Stance.AFFIRMED, Stance.DENIED, Stance.CANCELLED})


@dataclass(slots=True)
class Prose:
    """What the sentences of one person say."""

    coming: list[Draft] = field(default_factory=list)
    staying: list[Draft] = field(default_factory=list)
    said: set[Says] = field(default_factory=set)
    doubts: list[Reason] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)  # sentences that a person should read
    counted: int | None = None  # how many people or coupons the text speaks of
    named: list[Mention] = field(default_factory=list)  # people named beside a coupon
    announced: list[Mention] = field(default_factory=list)  # those of them whose coupon a sentence brings
    beside: list[Clause] = field(default_factory=list)  # what is chosen and answered beside a coupon


class StrictReader:
    """Reads sentences that it knows word by word (``parsers.letters.grammar``); the others are remarks."""

    def __init__(self, part: int, choices: Choices, signature: Signature, filled: Filled | None) -> None:
        self.prose = Prose()
        self.part = part
        self.choices = choices
        self.clarity = Clarity(choices)
        self.known = self.clarity.known
        self.signature = signature
        self.filled = filled  # in coupons that are the answer, beside which the sentences stand
        self.names = filled.names if filled else frozenset()
        self.last: list[Draft] = []  # whom "il" and "elle" mean
        self.targets: list[Draft] = []  # whom the clause before was about
        self.affirmed: list[Draft] = []  # of whom some clause says that they come
        self.speaker: Draft | None = None
        self.body: str | None = None  # stated once for everybody
        self.heading: Stance | None = None  # of the list that goes on
        self.stance: Stance | None = None  # of the sentence before

    # Sentences

    def sentence(self, sentence: Sentence) -> None:
        if self.filled is not None:
            sentence = replace(sentence, text=without_offer(sentence.text))
        text = sentence.text
        if len(text) > MAX_SENTENCE:
            self.prose.remarks.append(text[:MAX_SENTENCE])
            return
        self._weigh(text)
        mentions = people(text)
        signs = self.known.read(text, mentions, represented(text))
        if sentence.item and signs and signs[0].word == "@c":
            signs = signs[1:]  # the item's number
        if self._is_reach(text, signs, sentence):
            return
        swap = replacement(signs, mentions)
        if swap is not None:
            signs = self._replace(swap, mentions, sentence)
        signs = self._unnamed(signs)
        if signs and not self._brings(sentence, mentions, signs):
            self._read(sentence, mentions, signs)

    def _unnamed(self, signs: list[Sign]) -> list[Sign]:
        """Leave out the names that the coupons give, and an initial before one ("P. Ferron")."""
        pairs = enumerate(pairwise(signs))
        initials = {n for n, (one, other) in pairs if len(one.word) == 1 and other.word in self.names}
        return [s for n, s in enumerate(signs) if s.word not in self.names and n not in initials]

    def _brings(self, sentence: Sentence, mentions: list[Mention], signs: list[Sign]) -> bool:
        """Take a sentence that answers nothing itself: a heading, politeness, what comes with the mail."""
        text = sentence.text
        if self.filled is None and text.rstrip().endswith(":") and not mentions and self._heading(text, signs):
            return True
        if not _is_cover(" ".join(s.word for s in signs)):
            return False
        self.prose.said |= {Says.ENCLOSED} if _ENCLOSED.search(fold(text)) else set()
        self.prose.named += _concerned(text, mentions)
        self.prose.announced += _concerned(text, mentions)
        self.body = self.body or _representing(text)
        if mentions and self.filled is None:
            self.last = [self._draft_of(m, sentence) for m in mentions]
        return True

    def _read(self, sentence: Sentence, mentions: list[Mention], signs: list[Sign]) -> None:
        told = " ".join(s.word for s in signs)
        if self.filled is not None:
            if tells_in_passing(sentence.text):
                return
            concerned = _concerned(sentence.text, mentions)
            self.prose.named += concerned
            if _ANNOUNCED.search(fold(sentence.text)):
                self.prose.announced += concerned
            if is_talk(sentence.text, signs, self.filled, self.choices):
                return
        found = clauses(signs, sentence.text, self.choices, self.known, self._inherited(sentence, told))
        if self._doubtful(sentence.text, told, found):
            return
        if self.filled is not None:
            about = None if mentions or "?" in sentence.text else tells_of_coupon(s.word for s in signs)
            if about is not None:
                self.prose.said.add(about)
                return
            self._beside(sentence, signs, found, self.filled)
        else:
            self._answer(sentence, mentions, found)

    def _weigh(self, text: str) -> None:
        counted = _COUNTED.search(fold(text))
        if counted:
            self.prose.counted = _COUNTS.get(counted[1]) or int(counted[1])
        if fields.is_instruction(text) or _HOSTILE.search(text):
            self._doubt(Reason.SUSPICIOUS_TEXT)
        if _PASSED_ON.search(fold(text)):
            self.prose.said.add(Says.PASSED_ON)

    def _is_reach(self, text: str, signs: list[Sign], sentence: Sentence) -> bool:
        """Take where the one named before can be reached ("You can reach her at …")."""
        if len(self.last) != 1 or not _REACH.search(fold(text)) or any(s.word in ("@w", "@q", "@p") for s in signs):
            return False
        address, number = fields.email(text), fields.phone(text, self.choices.country)
        bare = words(re.sub(r"\S+@\S+|\+?\d[\d\s().-]{6,}\d", " ", text))
        if not (address or number) or not all(word in _REACH_WORDS for word in bare):
            return False
        evidence = evidence_at(sentence.row, self.part, sentence.start, sentence.start + len(text), 0.95)
        for key, value in (("email", address), ("phone", number)):
            if value:
                self.last[0].put(key, value, evidence)
        return True

    def _inherited(self, sentence: Sentence, told: str) -> Stance | None:
        if sentence.item or self.heading is not None:
            return self.heading or (Stance.AFFIRMED if "@p" in told else None)
        return self.stance if self.stance is Stance.AFFIRMED else None

    def _heading(self, text: str, signs: list[Sign]) -> bool:
        """Take what the list below does ("Veuillez inscrire les personnes suivantes :", "Je ne participe pas :")."""
        found = clauses(signs, text, self.choices, self.known, None)
        stance = found[-1].stance if found else Stance.UNKNOWN
        plain = bool(_PEOPLE.search(fold(text)))
        strange = cover.is_weighty(" ".join(w for c in found for w in c.strange)) and not plain
        if stance in (Stance.DENIED, Stance.CANCELLED) and not plain:
            self.heading = stance
            return True
        if any(c.gives for c in found) or strange or grammar.UNDECIDED.search(fold(text)):
            return False
        if stance in (Stance.AFFIRMED, Stance.CHANGE) or (plain and stance in (Stance.ELLIPTIC, Stance.COVER)):
            self.prose.said |= {Says.CHANGE} if stance is Stance.CHANGE else set()
            self.body = _representing(text) or body_named(text) or self.body
            self.heading = Stance.AFFIRMED
            return True
        return False

    def _doubtful(self, text: str, told: str, found: list[Clause]) -> bool:
        """Keep a question, a wish that hangs on something, and choices that are not stated; True ends the sentence."""
        understood = all(c.understood for c in found)
        plain = understood and all(c.stance in (Stance.CHANGE, Stance.AFFIRMED) for c in found)
        if "?" in text and not plain and not (self.filled is not None and asks_to_register(text)):
            self._remark(text, Says.QUESTION)
            return True
        if grammar.SAME.search(told) and not _changes_nothing(text, found):
            self.prose.said.add(Says.SAME)
        idle = _changes_nothing(text, found) or (self.filled is not None and is_mere_talk(text, found))
        if grammar.UNDECIDED.search(told) and not understood and not idle:
            self.prose.said.add(Says.UNDECIDED)
        return False

    def _beside(self, sentence: Sentence, signs: list[Sign], found: list[Clause], filled: Filled) -> None:
        """Read a sentence that stands beside a coupon: it brings it, or it changes what it says."""
        text = sentence.text
        refusing = any(c.stance in (Stance.DENIED, Stance.CANCELLED) for c in found)
        clear = _changes_nothing(text, found) or (not refusing and self.clarity.is_clear(sentence, alone=False))
        heard = heard_beside(text, signs, found, filled, clear=clear)
        self.prose.said |= heard.said
        self.prose.beside += heard.clauses
        for reason in heard.doubts:
            self._doubt(reason)
        if heard.remark:
            self._remark(text)

    # Answers

    def _answer(self, sentence: Sentence, mentions: list[Mention], found: list[Clause]) -> None:
        refusing = any(_refuses(c) and c.understood for c in found)
        harmless = _changes_nothing(sentence.text, found)
        drafts = {n: self._draft_of(m, sentence) for n, m in enumerate(mentions) if any(n in c.people for c in found)}
        if not sentence.item:
            self.targets = []
        for clause in found:
            for reason in clause.doubts:
                self._doubt(reason)
            if clause.stance is Stance.COVER or (harmless and clause.stance in (Stance.ELLIPTIC, Stance.UNKNOWN)):
                continue
            if not clause.understood and not (refusing and not clause.gives and not cover.is_weighty(clause.text)):
                self._remark(sentence.text)
            self._take(clause, sentence, [drafts[n] for n in clause.people])
        giving = [c for c in found if c.chosen]
        if any(grammar.RANK_FIRST.search(c.text) for c in giving[1:]):
            self._doubt(Reason.UNDECIDED)
        self.stance = next((c.stance for c in reversed(found) if c.stance in _GIVEN), None)
        if not sentence.item and self.heading is not None and not any(c.gives for c in found):
            self.heading = None

    def _take(self, clause: Clause, sentence: Sentence, named: list[Draft]) -> None:
        stance = clause.stance
        said = {Stance.EARLIER: Says.EARLIER, Stance.CHANGE: Says.CHANGE}.get(stance)
        self.prose.said |= {said} if said else set()
        self.prose.said |= {Says.CHANGE} if stance is Stance.AFFIRMED and grammar.says_change(clause.text) else set()
        if named and "soussigne" in fold(sentence.text):
            self.speaker = self.speaker or named[0]
        if named:
            self._give_body(sentence, named)
            self.last = named
        targets = self._whom(clause, named, sentence)
        if stance is Stance.LIKED and not self.prose.coming:
            self.prose.said.add(Says.UNDECIDED)
        if stance is Stance.ELLIPTIC and "@w" in clause.text:
            self._remark(sentence.text)
        if stance is Stance.CANCELLED or (stance is Stance.DENIED and clause.of_event and not clause.gives):
            self._stay(clause, targets, sentence)
        elif stance in (Stance.AFFIRMED, Stance.LIKED, Stance.DENIED) or clause.gives:
            self._come(clause, targets, sentence)
        elif named and (sentence.item or Says.REPLACE in self.prose.said):
            self._add(targets)

    def _whom(self, clause: Clause, named: list[Draft], sentence: Sentence) -> list[Draft]:
        """Give whom a clause is about: those it names, "il" and "elle", all of them, or the one who writes."""
        if clause.stance not in (*_GIVEN, Stance.LIKED) and not clause.gives and not named:
            return []
        if named:
            self.targets = named
        elif clause.for_all and len(self.prose.coming) > 1:
            self.targets = list(self.prose.coming)
        elif clause.third and not _is_first(clause) and self.last:
            self.targets = self.last
        elif clause.third and not clause.first:
            self._remark(sentence.text)
            self.targets = []
        elif not clause.first and clause.strange and not self.targets:
            pass  # somebody comes whose name was not recognised
        elif clause.first or not self.targets:
            self.targets = self.last if self.last and not clause.first else [self._speaker()]
        return self.targets

    def finish(self) -> None:
        """Doubt whom nothing affirms: who only says which workshop or meal he will miss may come or not."""
        for draft in self.prose.coming:
            away = any((q := self.choices.event.question(id)) and is_main(self.choices.event, q) and value is False
                       for id, value in draft.answers.items())  # fmt: skip
            if not any(draft is known for known in self.affirmed) and not away and not draft.chosen:
                self._remark("")

    def _come(self, clause: Clause, targets: list[Draft], sentence: Sentence) -> None:
        self._add(targets)
        self.affirmed += targets if clause.stance in (Stance.AFFIRMED, Stance.LIKED) else []
        evidence = evidence_at(
            sentence.row, self.part, sentence.start + clause.start, sentence.start + clause.end, 0.97
        )
        for draft in targets:
            draft.strange += len(clause.strange)
            for workshop in clause.chosen:
                draft.choose(workshop, True, evidence)
            for workshop in clause.refused:
                if workshop in draft.chosen:
                    draft.doubt(Reason.CONTRADICTION)
            for question, value in clause.answers.items():
                draft.reply(question, value, evidence)

    def _stay(self, clause: Clause, targets: list[Draft], sentence: Sentence) -> None:
        self.prose.said.add(Says.CANCEL if clause.stance is Stance.CANCELLED else Says.NOT_COMING)
        if not clause.of_event:
            self._remark(sentence.text)  # one workshop is cancelled, not the coming
        self.prose.staying += [d for d in targets if d not in self.prose.staying]

    def _add(self, drafts: list[Draft]) -> None:
        self.prose.coming += [d for d in drafts if d not in self.prose.coming]

    def _replace(self, swap: Replacement, mentions: list[Mention], sentence: Sentence) -> list[Sign]:
        """Take who comes in whose place; gives the signs that are left to be read."""
        self.prose.said.add(Says.REPLACE)
        if not swap.clear:
            self._remark(sentence.text)
        if self.filled is not None:
            if not swap.coming:
                self.prose.named = self.prose.named[:-1]  # "Elle sera remplacée par :", and the coupon says by whom
            self.prose.named += [mentions[n] for n in swap.coming]
            return []
        if not swap.coming:
            self._doubt(Reason.CONTRADICTION)
        return swap.rest

    def _give_body(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Take the body that all of them come for ("représentera le Réseau X", "… pour la Ville de Y")."""
        body = body_represented(sentence.text) or self.body
        evidence = evidence_at(sentence.row, self.part, sentence.start, sentence.start + len(sentence.text), 0.95)
        for draft in drafts:
            if body is not None and "organisation" not in draft.values:
                draft.put("organisation", body, evidence)

    def _draft_of(self, mention: Mention, sentence: Sentence) -> Draft:
        draft = Draft(form=False)
        if not mention.name.sure or (mention.name.first is None and mention.name.civility is None):
            draft.doubt(Reason.DOUBTFUL_VALUE)
        at = sentence.start
        evidence = evidence_at(sentence.row, self.part, at + mention.start, at + mention.end, 0.97)
        given = {
            "civility": mention.name.civility, "first_name": mention.name.first, "last_name": mention.name.last,
            "role": mention.role, "organisation": mention.organisation or self.body,
        }  # fmt: skip
        for key, value in given.items():
            if value and fields.is_suspicious(value):
                draft.doubt(Reason.SUSPICIOUS_TEXT)
            elif value:
                draft.put(key, value, evidence)
        same = next((d for d in (*self.prose.coming, *self.prose.staying) if d.person == draft.person), None)
        return same or draft

    def _speaker(self) -> Draft:
        """Give the draft of the one who signed."""
        if self.speaker is None:
            self.speaker = Draft(form=False)
            for key, value in self.signature.values.items():
                where = self.signature.rows[key]
                self.speaker.put(key, value, evidence_at(where, self.part, 0, len(where.line.text), 0.96))
            if self.signature.unsure:
                self.speaker.doubt(Reason.DOUBTFUL_VALUE)
            self.speaker.strange += 2 * len(self.signature.strange)
        return self.speaker

    def _remark(self, text: str, said: Says | None = None) -> None:
        self.prose.said |= {said} if said else set()
        if text not in self.prose.remarks:
            self.prose.remarks.append(text)

    def _doubt(self, reason: Reason) -> None:
        if reason not in self.prose.doubts:
            self.prose.doubts.append(reason)


def _concerned(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give whom a sentence may mean to come: not those with whom something was agreed ("comme convenu avec M. Roy")."""
    return [m for m in mentions if not _AGREED_WITH.search(fold(text[: m.start]))]


def _changes_nothing(text: str, found: list[Clause]) -> bool:
    """Say whether a sentence is no answer: it names nothing to choose, and its wording is that of politeness."""
    named = any(sign in clause.text.split() for clause in found for sign in ("@w", "@q", "@o", "@u", "@m"))
    return not named and (is_harmless(text) or is_hint(text))


def _refuses(clause: Clause) -> bool:
    no = any(value is False for value in clause.answers.values())
    return clause.stance in (Stance.DENIED, Stance.CANCELLED) or bool(clause.refused) or no


def _is_first(clause: Clause) -> bool:
    return bool(re.search(r"\b(?:je|j|i)\b", grammar.formula_free(clause.text)))


def _is_cover(told: str) -> bool:
    bare = told.replace("@p", " ").replace("?", " ?")
    return cover.is_cover(bare)


def _representing(text: str) -> str | None:
    """Give the body that sends people ("Le Syndicat X inscrit deux personnes", "sera représenté par")."""
    found = re.match(
        r"\s*(?P<body>(?:L['’]|La |Le |Les |Notre |The )?[A-ZÀ-Þ][^,.;:()]{3,90}?)\s+(?:inscrit|inscrivent"
        r"|sera repr[ée]sent\w+|envoie|propose|souhaite inscrire|will be represented|will send)\b",
        text,
    )
    if found is None:
        return None
    return body_named(f"pour {found['body'][:1].lower()}{found['body'][1:]} :")
