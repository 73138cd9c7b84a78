"""Sentences in people's own words → drafts: who comes, to what, with which answers.

The strict reader (``parsers.letters.prose``) gives what it understands word by word. This one reads the others: it
needs no word but the event's own, names, negations and what points to a person. It says what was told; whether the
sentence is clear enough to go without a person is for its reader to say, and what is open (a condition, an
alternative) is a doubt.
"""

import re
from dataclasses import dataclass, field, replace

from parsers.coupons.choices import Choices
from parsers.draft import Draft
from parsers.event import QuestionType
from parsers.folding import listed, words
from parsers.intent import Says
from parsers.letters import deeds
from parsers.letters.bodies import body_for_all
from parsers.letters.certainty import (
    amends,
    is_of_another,
    is_open,
    is_respective,
    refers_to_unstated,
    states_unknown,
    without_fallback,
)
from parsers.letters.describing import Describing
from parsers.letters.event_names import is_main, signs_for
from parsers.letters.free_answers import FreeAnswers
from parsers.letters.giving import Giving
from parsers.letters.naming import named
from parsers.letters.parting import REASONS, REQUESTS, Part, is_verb, parts
from parsers.letters.people import Mention, represented
from parsers.letters.polarity import polarity
from parsers.letters.referring import ONESELF, Company, Person
from parsers.letters.sentences import Sentence
from parsers.letters.signature import Signature
from parsers.letters.signs import GIVES, Sign
from parsers.letters.spoken import speech_for
from parsers.letters.strangers import Strangers
from parsers.letters.weight import gives_back
from parsers.reasons import Reason

_BY = re.compile(r"\b(?:remplacee?s?|representee?s?|replaced|represented|substituted) (?:par|by)$")
_PART_OF_DAY = re.compile(r"(?<!\w)(?:le|l|l apres|in the|the) @t(?! (?:meme|la))")  # "pas libre le matin": and after?
_LEAVES = re.compile(r"\b(?:quitt\w+|part\w+|eclips\w+|repart\w+|leav\w+|avant|before)\b")
_NEEDS = re.compile(
    r"\b(?:needs?|requires?|besoin d\w*|garder|reserver|reservez|book|keep|prevoir|prevoyez) (?!not\b|to\b"
    r"|(?:an?|one|une|his|her|sa|my|ma) (?:place|seat|spot) (?:for|pour|a) @p)\w+"
)
_NONE_OF = re.compile(r"\b(?:neither|aucune?|none of|ni l un ni l autre)\b")
_ACCOMPANIED = re.compile(
    r"\b(?:accompagnee? (?:de|d|par)|avec|with|accompanied by|along with)(?: (?:mon|ma|my) \w+(?: ,)?)? @p"
)
_ANY_WORKSHOP = re.compile(
    r"\b(?:particip|assist|suiv|inscri|vien|attend|join|choisi|prend|regist|put me)\w*\b.*\b(?:atelier|workshop"
    r"|session|seance)\b (?!qui|de votre|dont|que)"
)
_NOT_IT = re.compile(r"\b(?:ne|n) (?:la|le|l|les) \w+ (?:\w+ )?pas\b")  # "… la visite, et lui ne la fera pas"
_NOT_SO = re.compile(  # "Colin needs a space, Edith does not"
    r"^(?:et |and |but |mais )*(?:@p|il|elle|he|she|moi|lui|i) (?:(?:does|do|will|is|would|has|am) not"
    r"|(?:doesn|don|won|isn) t|non(?: plus)?|pas|no|ne (?:le|la) (?:souhaite|veut|fera|prendra) pas"
    r"|n en \w+ pas)$"
)
_ASKS = listed("pouvez pourriez compter noter inscrire prevoir reserver garder ajouter")
_SUBJECTS = listed("je j il elle ils elles nous on i we he she they")
_SMALL = listed("de du des la le les l d the of and et a au aux")
_INCLUDED = listed(
    "compris comprise inclus incluse direct bienvenu volontiers evidemment included ok oui yes plaisir course "
    "necessaire"
)
_NARROW = re.compile(r"\b(?:pas (?:seulement|uniquement|forcement|que)|not (?:just|only)|not necessarily)\b")
_THOUGH = re.compile(r"(?:bien (?:que|qu)|quoiqu\w*|although|though)\b")
_NO_OTHER = re.compile(  # says of the workshops, not of the event
    r"\b(?:(?:any|no) (?:other |further |more )?|aucune? (?:autre )?|d autres? )"
    r"(?:ateliers?|workshops?|sessions?|seances?|modules?)\b"
)
_SPELLED = frozenset({"@r", "@x", "@all"})  # signs that stand for how something is said, not for what
_CUT_LIST = re.compile(r"\b1\s?[.)].*[^\W\d_].*\s[2-9][.)]\s*$")  # "Mme X : 1. Night markets 2."
_MAX_PEOPLE = 30
_MAX_REACH = 8  # words beside an address: more of them say something of their own


def _is_count(sign: Sign, text: str) -> bool:
    """Say whether a sign is a number in digits, such as counts the items of a list."""
    return sign.word in ("@c", "@w") and text[sign.start : sign.end].isdecimal()


@dataclass(slots=True)
class Told:
    """What a letter tells in all."""

    coming: list[Draft] = field(default_factory=list)
    staying: list[Draft] = field(default_factory=list)
    said: set[Says] = field(default_factory=set)
    doubts: list[Reason] = field(default_factory=list)
    heard: list[list[Sign]] = field(default_factory=list)  # each sentence as it was understood
    worded: dict[str, list[str]] = field(default_factory=dict)  # each sentence → its signs, ranks as they were written
    settled: set[str] = field(default_factory=set)  # sentences that leave nothing to ask
    others: str = ""  # the names of those who came before a change

    @property
    def empty(self) -> bool:
        """True where nothing was told of anybody."""
        return not (self.coming or self.staying)


def tell(sentences: list[Sentence], part: int, choices: Choices, signature: Signature, sender: str) -> Told:
    """Give what the sentences of a letter say of people, workshops and questions; `sender`: the From header's name."""
    teller = _Teller(part, choices, signature, sender)
    teller.foresee(sentences)
    for sentence in sentences:
        teller.sentence(sentence)
    return teller.told()


class _Teller:
    def __init__(self, part: int, choices: Choices, signature: Signature, sender: str) -> None:
        self.part, self.choices, self.signature, self.sender = part, choices, signature, sender
        self.event = choices.event
        self.known = signs_for(choices.event, choices.numbering)
        self.speech = speech_for(self.known)
        self.avoid = frozenset(
            w for text in (self.event.title, self.event.venue or "", *(x.label for x in self.event.workshops))
            for w in words(text) if len(w) > 2
        )  # fmt: skip
        self.said: set[Says] = set()
        self.doubts: list[Reason] = []
        self.company = Company(part, signature, sender, self.doubts)
        self.body: str | None = None
        self.denied = False  # the clause before
        self.gave = False  # the clause before gave something
        self.giving = Giving(self.event, part, self.company, self.speech, self.said)
        self.free = FreeAnswers(part, choices, self.company)
        self.strangers = Strangers(self.company)
        self.describing = Describing(part, self.company)
        self.heard: list[list[Sign]] = []
        self.worded: dict[str, list[str]] = {}
        self.settled: set[str] = set()
        self.foreseen: list[Mention] = []

    # Sentences

    def foresee(self, sentences: list[Sentence]) -> None:
        """Take note of who is named in full further on: "Mireille et moi …" may stand before "Mme Mireille Pineau"."""
        found = (m for s in sentences for m in named(s.text, [], self.sender, self.avoid))
        self.foreseen = [m for m in found if m.name.first and m.name.last][:_MAX_PEOPLE]

    def _weigh(self, signs: list[Sign], told: str, text: str) -> None:
        """Doubt an answer that hangs on something, or is about somebody who is not named."""
        if _CUT_LIST.search(text):
            self.company.doubt(Reason.UNDECIDED)  # whose the rest of the list is cannot be told
        if _is_at_odds(signs):
            self.company.doubt(Reason.CONTRADICTION)
        weighs = any(s.word in GIVES or s.word == "@p" for s in signs) or bool(deeds.COMES.search(told))
        if weighs and is_open(without_fallback(told) if self.event.ranked and "@w" in told else told):
            self.said.add(Says.UNDECIDED)
        if _NEEDS.search(told) and not any(s.word in GIVES for s in signs) and not self.company.all_stay:
            self.company.doubt(Reason.DOUBTFUL_VALUE)  # of something that no question was told to ask for
        if weighs and is_of_another(told) and not self._counts_guests(signs):
            self.company.doubt(Reason.NO_ATTENDEE)

    def _counts_guests(self, signs: list[Sign]) -> bool:
        """Say whether a sentence counts those at a table ("deux au dîner, mon mari et moi"); nobody asks who."""
        asked = [self.event.question(s.value) for s in signs if s.word == "@q"]
        return any(q and q.type is QuestionType.NUMBER for q in asked) and any(s.word == "@c" for s in signs)

    def sentence(self, sentence: Sentence) -> None:
        text = sentence.text
        known = [*(p.mention for p in self.company.people if p.mention), *self.foreseen]
        mentions = named(text, known, self.sender, self.avoid)
        if len(self.company.people) + len(mentions) > _MAX_PEOPLE:
            self.company.doubt(Reason.TOO_MANY_PARTS)
            return
        span = represented(text)
        if span and set(words(text[slice(*span)])) <= self.avoid | _SMALL:
            span = None  # "for the Conference" is the event
        signs = self.speech.read(self.known.read(text, mentions, span), text, led=self.giving.led)
        if sentence.item and signs and _is_count(signs[0], text):
            signs = signs[1:]
        signs = self._counted(signs, text)
        if (
            all(s.word in ("@c", "@w", ".", ")") and text[s.start : s.end].isdecimal() for s in signs)
            and len(signs) < 2
        ):
            return  # the number of an item alone
        self.heard.append(signs)
        self.worded[text] = [
            w for s in signs for w in (words(text[s.start : s.end]) if s.word in _SPELLED else [s.word])
        ]
        self.giving.led = self.giving.led or any(s.word == "@w" for s in signs)
        told = " ".join(s.word for s in signs)
        if self.company.all_stay and not mentions and gives_back(text):
            self.settled.add(text)
            return
        self.describing.of_writer(sentence)
        body = body_for_all(text)
        self.body = body if body and not set(words(body)) <= self.avoid | _SMALL else self.body
        self._weigh(signs, told, text)
        if self.free.is_free(signs, sentence, told):
            self.company.doubt(Reason.DOUBTFUL_VALUE)
        self._refer(told, len(self.company.people) + len(mentions))
        self.giving.begin(told)
        self.denied = self.gave = self.strangers.stranger = False
        self.company.begin()
        if not mentions and text.rstrip().endswith(":") and not any(s.word in ONESELF for s in signs):
            self._head(signs, told)
            return
        if not mentions and self.free.reached(text, signs, sentence):
            if len(words(re.sub(r"\S+@\S+|\+?\d[\d\s().-]{6,}\d", " ", text))) <= _MAX_REACH:
                self.settled.add(text)
            return
        signs = self.free.free_answer(signs, text, sentence)
        found = self._people_first(parts(signs), mentions, sentence)
        for number, piece in enumerate(found):
            behind = found[number + 1].signs[0].word if number + 1 < len(found) else ""
            if behind in ("ayant", "etant") and not any(is_verb(s.word) for s in piece.signs):
                continue  # "l'atelier 4 ayant déjà été suivi"
            self._part(piece, found[number - 1] if number else None, mentions, sentence)
        self.describing.of_named(sentence)

    def _head(self, signs: list[Sign], told: str) -> None:
        """Take a heading: of the list below everybody is free, and whether he comes to it must be plain."""
        if deeds.CANCELS.search(told) or deeds.DECLINES.search(told) or polarity(signs).denied is not False:
            self.company.doubt(Reason.UNDECIDED)
        self.company.named, self.company.targets = False, []

    def _counted(self, signs: list[Sign], text: str) -> list[Sign]:
        """Give a number as the count of the people named so far where it stands for them ("pour les 2")."""
        return [
            Sign("@c", s.start, s.end, str(len(self.company.people)))
            if s.word == "@w"
            and text[s.start : s.end] == str(len(self.company.people))
            and at > 1
            and (signs[at - 2].word, signs[at - 1].word) in (("pour", "les"), ("pour", "nous"), ("for", "the"))
            and "@w" not in (signs[at + 2].word if at + 2 < len(signs) else "")
            else s
            for at, s in enumerate(signs)
        ]

    def _people_first(self, found: list[Part], mentions: list[Mention], sentence: Sentence) -> list[Part]:
        """Put the clauses behind a colon first where they name the people that the clause before is about."""
        at = next((n for n, piece in enumerate(found) if n and piece.link == ":"), 0)
        head, rest = found[:at], found[at:]
        names = [any(s.word == "@p" for s in piece.signs) for piece in found]
        if not at or any(names[:at]) or not any(names[at:]) or any(s.word in ONESELF for p in head for s in p.signs):
            return found
        people = [self.company.person(m, sentence) for m in mentions]
        self.company.named, self.company.targets, self.company.last = True, people, people
        return [*head, *rest]

    def _refer(self, told: str, people: int) -> None:
        """Take what a sentence refers to: an earlier reply, choices stated elsewhere, somebody else's place."""
        if refers_to_unstated(told):
            self.said.add(Says.SAME)
        if is_respective(told) and people > 1:
            self.company.doubt(Reason.UNDECIDED)
        self.said |= {Says.EARLIER} if amends(told) else set()
        self.said |= {Says.REPLACE} if deeds.REPLACES.search(told) else set()

    # Clauses

    def _part(self, piece: Part, before: Part | None, mentions: list[Mention], sentence: Sentence) -> None:
        signs = self._with_antecedent(piece, before)
        text = " ".join(s.word for s in signs)
        if piece.link in REASONS or (signs and signs[0].word in REASONS):
            return
        if _THOUGH.match(text) and not any(s.word in GIVES for s in signs):
            return
        if states_unknown(text):
            self.company.doubt(Reason.DOUBTFUL_VALUE)
        people = [
            (at, self.company.person(mentions[int(s.value)], sentence)) for at, s in enumerate(signs) if s.word == "@p"
        ]
        stays = self.company.leaving(signs, people)
        targets = self.company.whom(text, signs, [p for _, p in people if p not in stays], piece)
        for person in stays:
            person.left = True
        self.strangers.check_unknown(text, signs, named=bool(people))
        if _ACCOMPANIED.search(text) and self.company.me not in targets and not deeds.REPLACES.search(text):
            self.company.doubt(Reason.UNDECIDED)
        if _NARROW.search(text) and any(s.word in GIVES for s in signs):
            self.said.add(Says.UNDECIDED)
        self._take(piece, signs, text, targets, sentence)

    def _with_antecedent(self, piece: Part, before: Part | None) -> list[Sign]:
        """Give a clause's signs, with what "auquel" and "que" point back to."""
        signs = list(piece.signs)
        relative = bool(signs) and signs[0].word in ("auquel", "laquelle", "auxquels", "which", "dont", "que", "qu")
        relative = relative or (bool(_NOT_IT.search(piece.text)) and not any(s.word in GIVES for s in signs))
        if before is not None and _NOT_SO.match(piece.text):
            return [*signs, *[s for s in before.signs if s.word in ("@w", "@q", "@o")][-1:]]
        if relative and before is not None:
            things = [s for s in before.signs if s.word in ("@w", "@q", "@o")]
            signs = [*things[-1:], *signs]
        return signs

    def _take(self, piece: Part, signs: list[Sign], text: str, targets: list[Person], sentence: Sentence) -> None:
        earlier = bool(deeds.EARLIER.search(text)) and not deeds.HEREBY.search(text)
        changes = bool(deeds.CHANGES.search(text))
        cancels = bool(deeds.CANCELS.search(text)) and not deeds.CANCELS_NO_COMING.search(text)
        self.said |= {Says.EARLIER} if earlier else set()
        self.said |= {Says.CHANGE} if changes or (earlier and "erreur" in text) else set()
        if earlier and changes and _last(deeds.EARLIER, text) > _last(deeds.CHANGES, text):
            changes = False  # "une correction à mon message, dans lequel je m'inscrivais à …"
        told = polarity(signs)
        if cancels and targets and all(p.coming is False for p in targets):
            self.said.add(Says.CANCEL)
            return  # "… et d'annuler son repas": of one who does not come
        if _NONE_OF.search(text) and re.search(r"\b(?:ne|n|neither|none|ni)\b", text):
            told = replace(told, denied=True, things=dict.fromkeys(told.things, False))
        denied = told.denied
        said = [
            *text.split(),
            *(w for s in signs if s.word in ("@q", "@o") for w in words(sentence.text[s.start : s.end])),
        ]
        verb = any(is_verb(w) or w in _SUBJECTS or w in REQUESTS or w in _ASKS for w in said) or bool(
            deeds.COMES.search(text)
        )
        elliptic = not verb and denied is False
        if (
            elliptic
            and self.denied
            and piece.link in (",", "et", "and")
            and not any(w in _INCLUDED for w in text.split())
        ):
            told = replace(told, things=dict.fromkeys(told.things, False))
        gives = any(s.word in GIVES for s in signs)
        if _ANY_WORKSHOP.search(text) and not any(w in text for w in ("@w", "@x", "@all", "@u", "@c")) and not earlier:
            self.company.doubt(Reason.UNKNOWN_WORKSHOP)
        if earlier and not changes and not cancels:
            for person in targets:
                person.earlier = True
            if denied and not gives and ("@e" in text or deeds.COMES.search(deeds.EARLIER.sub(" ", text))):
                self._come(targets, False)
            return
        if cancels and not gives and denied is not None:
            self.said.add(Says.CANCEL)
            self._come(targets, False)
            return
        if gives:
            self.giving.give(
                signs, told.things, text, targets, sentence, affirmed=verb or not elliptic or self._is_list(piece, text)
            )
        self._coming(text, signs, told.things, denied, targets, gives=gives)
        self.denied = bool(denied)
        self.gave = gives

    def _is_list(self, piece: Part, text: str) -> bool:
        return (self.gave and piece.link in (",", "et", "and", "(", ")")) or any(w in _INCLUDED for w in text.split())

    def _coming(
        self,
        text: str,
        signs: list[Sign],
        things: dict[int, bool | None],
        denied: bool | None,
        targets: list[Person],
        *,
        gives: bool,
    ) -> None:
        asks = any(s.word in ("@w", "@q", "@o") for s in signs) or bool(_NO_OTHER.search(text))
        comes = bool(deeds.COMES.search(text))
        if (
            (deeds.DECLINES.search(text) and not asks)
            or (
                denied
                and not asks
                and (comes or any(s.word in ("@e", "@m") for s in signs))
                and not (deeds.INVITING.search(text) and not comes)
            )
            or (
                any(s.word == "@e" and things.get(n) is False for n, s in enumerate(signs))
                and not asks
                and not deeds.INVITING.search(text)
            )
        ):
            if _PART_OF_DAY.search(text):
                self.company.doubt(Reason.UNDECIDED)
            self._come(targets, False)
        elif (
            denied is False
            and (comes or deeds.ACCEPTS.search(text))
            and not (deeds.INVITING.search(text) and not comes)
        ):
            self._come(targets, True)

    def _come(self, targets: list[Person], comes: bool) -> None:
        for person in targets:
            if person.coming is not None and person.coming != comes and not (comes is False and person.earlier):
                person.coming = False
                person.draft.doubt(Reason.COMING_AND_NOT)
            person.coming = comes if person.coming is not False else False

    # The end

    def told(self) -> Told:
        """Give what all the sentences tell."""
        come = [p for p in self.company.people if p.comes]
        stay = [p for p in self.company.people if not p.comes and p.coming is False and not p.left]
        if come and (Says.REPLACE in self.said or Says.EARLIER in self.said or Says.CHANGE in self.said):
            stay = []
        for person in [*come, *stay]:
            if self.body and "organisation" not in person.draft.values:
                person.draft.values["organisation"] = self.body
            self._order(person)
        if stay and not come:
            self._forget(stay)
        for person in come:
            if person.coming is False:
                person.draft.doubt(Reason.COMING_AND_NOT)
        return Told(
            [p.draft for p in come], [p.draft for p in stay], self.said, self.doubts, self.heard, self.worded,
            self.settled,
            self._gone(come, stay),
        )  # fmt: skip

    def _forget(self, stay: list[Person]) -> None:
        """Drop what those who do not come neither need nor choose, and the doubts that it raised."""
        for person in stay:
            for question in [id for id in person.draft.answers if self._is_moot(id)]:
                del person.draft.answers[question]
        self.doubts = [d for d in self.doubts if d not in (Reason.DOUBTFUL_VALUE, Reason.UNKNOWN_WORKSHOP)]

    def _is_moot(self, id: str) -> bool:
        question = self.event.question(id)
        return question is not None and question.type is not QuestionType.TEXT and not is_main(self.event, question)

    def _gone(self, come: list[Person], stay: list[Person]) -> str:
        """Give the names of those in whose place others come, and all that is said of them."""
        if not self.said & {Says.REPLACE, Says.EARLIER, Says.CHANGE}:
            return ""
        gone = [p for p in self.company.people if p not in come and p not in stay]
        return " ".join(value for person in gone for value in person.draft.values.values())

    def _order(self, person: Person) -> None:
        ranks = person.ranks
        person.draft.workshops = dict(sorted(person.draft.workshops.items(), key=lambda item: ranks.get(item[0], 98)))


def _is_at_odds(signs: list[Sign]) -> bool:
    """Say whether brackets behind a workshop hold another one ("l'atelier 1 (berges)")."""
    runs = zip(signs, signs[1:], signs[2:], signs[3:], strict=False)
    return any([s.word for s in run] == ["@w", "(", "@w", ")"] and run[0].value != run[2].value for run in runs)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Give where the last match begins, -1 without one."""
    return max((m.start() for m in pattern.finditer(text)), default=-1)
