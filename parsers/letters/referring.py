"""Whom the clauses of a letter are about: those it names, those that a pronoun means, and the one who writes."""

import re
from dataclasses import dataclass, field

from parsers.coupons import fields
from parsers.draft import Draft, evidence_at
from parsers.folding import fold, listed
from parsers.letters.parting import Part
from parsers.letters.people import Mention
from parsers.letters.sentences import Sentence
from parsers.letters.signature import Signature, name_key
from parsers.letters.signs import Sign
from parsers.reasons import Reason

_WITH_SPEAKER = re.compile(r"\b(?:et|and) (?:moi|i|me|myself)\b|\bmoi meme\b|\bmyself\b")
_SEVERAL = re.compile(
    r"\b(?:ils|elles|they|^both|both(?= (?:will|of|are|have|take|come|need|attend|to)\b)|neither|tous les (?:@c"
    r"|deux|trois)|toutes les (?:@c|deux|trois)|tous (?:@c|deux|trois)|toutes deux|chacune?|each|l un ni l autre"
    r"|l un et l autre|l une et l autre|l une? comme (?:pour )?l autre|aucune? (?!autre)(?:ne|n|d eux|of)"
    r"|pour (?:les|nous) (?:@c|deux)|nous (?:deux|@c)|(?:the )?(?:two|@c) of us|none of (?:us|them)|leur|their)\b"
)
_ABOUT = re.compile(r"\b(?:pour|for|concernant|quant a|s agissant de|as for|regarding) @p\b")
_WE = listed("nous notre nos we our us on")
_BEFORE_ON = listed("et que qu mais donc ou si , l midi")
ONESELF = listed("je j i me m moi mon ma mes my mine mien myself jpeux jsuis jdors")
_THIRD = listed("il elle celle celui interesse interessee he she monsieur madame lui son sa his her")
_FOR_OTHERS = re.compile(
    r"\b(?:inscri(?:re|s|vons|vez)|register|enrol|enroll) (?:nos |les |our |the )?@c \w+"
    r"|\b(?:participation|presence|venue|inscription|attendance|registration)s? (?:de|of|for) (?:nos |our )?@c \w+"
)  # "two agents"
_SENDS = re.compile(
    r"\b(?:inscrire @c|inscris @c|inscrivons @c|register @c|enrol @c|inscrit|inscrivent|envoie|envoient"
    r"|represente\w*|will send|sends|ce sont|(?:notre|our) (?:inscription|registration))\b"
    r"|\b@?c? ?(?:personnes?|agents?|collegues?|people|membres?) (?:\S+ ){0,6}\w+(?:ront|will)\b|@c (?:personnes"
    r"|agents|collegues|people|membres)\b"
)
_THIRD_VERB = re.compile(
    r"^(?!.*\b(?:il|elle|me|m|mon|ma|ce|ca|le mien)\b)(?:\S+ )*(?:particip|assist|viend|suiv|dejeun|rejoin"
    r"|represent)\w*(?:ra|ront)\b"
)
_FRAME = re.compile(  # who says so is not who it is about: "I'm afraid Mark cannot come"
    r"^(?:unfortunately |sadly )?(?:i (?:m|am) (?:very |so )?(?:afraid|sorry)(?: to say| to tell you)?(?: but| that)?"
    r"|(?:je|nous) (?:vous )?(?:informe|informons|signale|signalons|annonce|crains|craignons) (?:que|qu))"
    r" (?=@p|il |elle |he |she )"
    r"|^(?:i (?:m|am) (?:very )?(?:pleased|happy|delighted|glad|writing|instructed|asked) to (?:confirm|inform you|say"
    r"|tell you|let you know|advise you)(?: that)?|i (?:write to )?confirm(?: that)?"
    r"|(?:je|nous) (?:vous )?(?:confirme|confirmons|fais savoir|faisons savoir|prie de noter"
    r"|prions de noter) (?:que|qu)"
    r"|je suis (?:heureux|heureuse|chargee?) de vous (?:confirmer|informer|annoncer|faire savoir) (?:que|qu))"
    r" (?=il |elle |he |she )"
)
_IN_PLACE_OF = re.compile(
    r"\b(?:a la place (?:de|d)|en remplacement (?:de|d)|au lieu (?:de|d)|in place of|instead of|remplace(?:ra|r)?"
    r"|will replace|replaces|replacing|se substitue(?:ra)? a)$"
)


@dataclass(slots=True)
class Person:
    """One person of a letter: the draft, and what was said of the coming."""

    draft: Draft
    mention: Mention | None = None
    coming: bool | None = None
    earlier: bool = False
    left: bool = False  # another one comes instead
    joined: bool = False  # "… et moi"
    ranks: dict[str, int] = field(default_factory=dict)

    @property
    def comes(self) -> bool:
        """True where something says so."""
        return not self.left and (bool(self.draft.chosen) or self.coming is True)


class Company:
    """The people of a letter as it goes on, and whom its last clause was about.

    `doubts` are the letter's; a pronoun that may mean several adds one.
    """

    def __init__(self, part: int, signature: Signature, sender: str, doubts: list[Reason]) -> None:
        self.part, self.signature, self.sender, self.doubts = part, signature, sender, doubts
        self.people: list[Person] = []
        self.me: Person | None = None
        self.targets: list[Person] = []
        self.last: list[Person] = []
        self.named = False  # the sentence named somebody
        self.here: list[Person] = []  # whom it named
        self.topic: list[Person] = []  # whom it said that it is about
        self.before = ""  # the last word of the clause before
        self.known: list[Person] = []  # whom the sentences before were about

    @property
    def all_stay(self) -> bool:
        """True where of everybody it was said that he does not come."""
        return bool(self.people) and all(p.coming is False and not p.draft.chosen for p in self.people)

    def begin(self) -> None:
        """Go on to the next sentence."""
        if len(self.here) > 1:
            self.targets = self.here  # "A ira au 1 et B au 2. Pas de chambres." is about both
        self.here = []
        self.named = False
        self.known = list(self.last)

    def whom(self, text: str, signs: list[Sign], named_here: list[Person], piece: Part) -> list[Person]:
        """Give whom a clause is about: those it names, the pronoun's, all of them, or the one who writes."""
        text = _FRAME.sub("", text)
        said = text.split()
        if named_here:
            targets = list(dict.fromkeys(id(p) for p in named_here))
            people = [next(p for p in named_here if id(p) == key) for key in targets]
            if _WITH_SPEAKER.search(text) and self.speaker() not in people:
                people = self._with_me(people)
            if self.me in people and len(people) > 1:
                self.me.joined = True  # "Nous serons deux : M. Roux et Léa Morvan", who writes
            self.here = [*self.here, *(p for p in people if p not in self.here)]
            self.last = people
            self.targets = people
            self.topic = people if _ABOUT.search(f"{self.before} {text}") else []
            self.named = True
        elif self.named and self.topic and says_we(said):
            self.targets = self.topic  # "Pour Mme Roux, nous retenons …"
        elif (_SEVERAL.search(text) and self.group()) or (says_we(said) and len(self.group()) > 1):
            self.targets = self.group()
        elif _FOR_OTHERS.search(text):
            self.targets = []
        elif self._is_switch(said) or (any(w in ONESELF for w in said) and not self._is_other(said)):
            self.targets = [self.speaker()]
        elif (any(w in _THIRD for w in said[:6]) or self._is_other(said)) and self.last:
            self.targets = self._pronoun(said)
        elif (
            not any(w in ONESELF for w in said)
            and not self.named
            and (_SENDS.search(text) or (not piece.link and _THIRD_VERB.search(text)))
        ):
            self.targets = []
        elif says_we(said) or not self.targets:
            self.targets = self.last if self.last and not any(w in ONESELF for w in said) else [self.speaker()]
        self.before = text.rpartition(" ")[2]
        return self.targets

    def _is_switch(self, said: list[str]) -> bool:
        return said[:1] in (["moi"], ["i"], ["je"], ["j"])

    def _is_other(self, said: list[str]) -> bool:
        """Say whether "il" or "elle" is the subject of a clause that also says "me" or "mon"."""
        reported = re.search(r"\b(?:that|qu|que) (?:she|he|il|elle)\b", " ".join(said))
        other = reported or any(w in ("il", "elle", "he", "she") for w in said[:3])
        return bool(self.last) and self.last != [self.me] and bool(other)

    def _with_me(self, people: list[Person]) -> list[Person]:
        me = self.speaker()
        me.joined = True
        known = name_key(f"{me.draft.values.get('first_name', '')} {me.draft.values.get('last_name', '')}")
        same = next(
            (
                p
                for p in people
                if p.mention and name_key(f"{p.mention.name.first or ''} {p.mention.name.last or ''}") == known
            ),
            None,
        )
        return people if same else [*people, me]

    def group(self) -> list[Person]:
        known = [p for p in self.people if not p.left and p.coming is not False]
        return [p for p in known if p is not self.me or p.comes or p.joined]  # who only writes is none of them

    def _pronoun(self, said: list[str]) -> list[Person]:
        """Give whom "il" or "elle" means: the last one named whose civility fits."""
        said = said[:6] if any(w in _THIRD for w in said[:6]) else said
        woman = any(w in ("elle", "she", "her", "celle", "madame", "interessee") for w in said)
        man = any(w in ("il", "he", "lui", "his", "celui", "monsieur", "interesse") for w in said)
        wanted = "Mme" if woman and not man else "M." if man and not woman else None
        for person in reversed(self.people):
            if person is not self.me and not person.left and wanted and person.draft.values.get("civility") == wanted:
                return [person]
        others = [p for p in self.last if p is not self.me]
        if wanted and len(self.last) > 1 and len(others) != 1:
            self.doubt(Reason.NO_ATTENDEE)
        return others if wanted and len(others) == 1 else self.last

    def leaving(self, signs: list[Sign], people: list[tuple[int, Person]]) -> list[Person]:
        """Give the people of a clause in whose place somebody else comes."""
        out = []
        for at, person in people:
            ahead = " ".join(s.word for s in signs[:at])
            behind = " ".join(s.word for s in signs[at + 1 :])
            if (
                _IN_PLACE_OF.search(ahead)
                or re.match(r"(?:\S+ ){0,8}(?:cede|laisse|cedera|laissera) sa place\b", behind)
                or (re.match(r"(?:\S+ ){0,4}(?:remplacee?|representee?|replaced|represented) (?:par|by)\b", behind))
            ):
                out.append(person)
        if re.search(
            r"\b(?:a (?:sa|leur) place|(?:in|tak\w+|taking over) (?:his|her|their) place)\b",
            " ".join(s.word for s in signs),
        ):
            known = self.last if people else self.known
            here = [q for _, q in people] or self.targets
            out += [p for p in known if p not in here and p is not self.me]
        if (
            not people
            and not self.named
            and re.search(
                r"\b(?:remplacee?s?|representee?s?|replaced|represented) (?:par|by)\b", " ".join(s.word for s in signs)
            )
        ):
            out += [p for p in self.last if p is not self.me]
        pronoun = re.search(
            r"\b(?:elle|il|celle ci|celui ci|she|he) (?:\S+ ){0,3}(?:remplacee?|representee?|replaced"
            r"|represented) (?:par|by)",
            " ".join(s.word for s in signs),
        )
        if pronoun and people:
            out += [p for p in self.last if p not in [q for _, q in people] and p is not self.me]
        if re.search(r"\b(?:le|la|l|him|her) remplacer?a?\b|\breplace (?:him|her)\b", " ".join(s.word for s in signs)):
            out += [p for p in self.last if p not in [q for _, q in people] and p is not self.me]
        return out

    def person(self, mention: Mention, sentence: Sentence) -> Person:
        """Give the person that a mention means, known before or new."""
        found = next((p for p in self.people if _is_same(p, mention)), None)
        myself = re.search(
            r"(?:\b[Mm]oi(?:[- ]m[êe]me)?|soussign[ée]+|\b[Mm]yself|\bI),?\s*$", sentence.text[: mention.start]
        )
        myself = myself or re.match(r"[Ss]oussign[ée]", sentence.text[mention.start :])
        if found is None and (self._is_me(mention) or myself):
            found = self.speaker()
        if found is None:
            found = Person(Draft(form=False), mention)
            self.people.append(found)
            if not mention.name.sure or (mention.name.first is None and mention.name.civility is None):
                found.draft.doubt(Reason.DOUBTFUL_VALUE)
        elif found.mention is None:
            found.mention = mention
        found.joined = found.joined or bool(myself)
        self._describe(found, mention, sentence)
        return found

    def _describe(self, person: Person, mention: Mention, sentence: Sentence) -> None:
        at = sentence.start
        evidence = evidence_at(sentence.row, self.part, at + mention.start, at + mention.end, 0.97)
        given = {
            "civility": mention.name.civility, "first_name": mention.name.first, "last_name": mention.name.last,
            "role": mention.role, "organisation": mention.organisation,
        }  # fmt: skip
        for key, value in (*given.items(), *mention.details):
            if value and fields.is_suspicious(value):
                person.draft.doubt(Reason.SUSPICIOUS_TEXT)
            elif value and (
                key not in person.draft.values
                or (key == "first_name" and _are_initials(person.draft.values[key], value))
            ):
                person.draft.put(key, value, evidence)

    def _is_me(self, mention: Mention) -> bool:
        """Say whether a mention is the one who writes: the name that signs or that the mail bears."""
        key = name_key(f"{mention.name.first or ''} {mention.name.last or ''}")
        return (
            bool(mention.name.first)
            and key in (self.signature.name, name_key(self.sender))
            and not mention.name.civility
        )

    def speaker(self) -> Person:
        if self.me is None:
            self.me = Person(Draft(form=False))
            for key, value in self.signature.values.items():
                where = self.signature.rows[key]
                self.me.draft.put(key, value, evidence_at(where, self.part, 0, len(where.line.text), 0.96))
            if self.signature.unsure:
                self.me.draft.doubt(Reason.DOUBTFUL_VALUE)
            self.people.append(self.me)
        return self.me

    def doubt(self, reason: Reason) -> None:
        """Add a reason to the letter's doubts, once."""
        if reason not in self.doubts:
            self.doubts.append(reason)


def _are_initials(short: str, name: str) -> bool:
    """Say whether a first name in the signature is only the initials of one in a sentence ("J.-Y." of Jean-Yves)."""
    letters = re.findall(r"[^\W\d_]", short)
    return bool(re.fullmatch(r"(?:[^\W\d_]\.-?)+", short)) and letters == [w[:1] for w in re.split(r"[\s-]+", name)]


def says_we(said: list[str]) -> bool:
    """Say whether the writer speaks for several; an English "on" is a preposition."""
    return any(word in _WE and (word != "on" or at == 0 or said[at - 1] in _BEFORE_ON) for at, word in enumerate(said))


def _is_same(person: Person, mention: Mention) -> bool:
    """Say whether a mention names a person again: the same last name, and no other first name or civility."""
    values = person.draft.values
    if "last_name" not in values or fold(values["last_name"]) != fold(mention.name.last or ""):
        return False
    first, title = values.get("first_name"), values.get("civility")
    same_first = not first or not mention.name.first or fold(first) == fold(mention.name.first)
    return same_first and (not title or not mention.name.civility or title == mention.name.civility)
