"""A sentence's signs → its clauses: what each says, and of which workshops, answers and people."""

import re

from parsers.coupons.choices import Choices
from parsers.coupons.likeness import stem
from parsers.event import QuestionType
from parsers.folding import listed
from parsers.letters import cover, grammar
from parsers.letters.clause import Clause
from parsers.letters.clause_answers import ClauseAnswers
from parsers.letters.grammar import Stance
from parsers.letters.polarity import polarity
from parsers.letters.signs import WORKSHOP_WORDS, Sign, Signs
from parsers.reasons import Reason

_CONTRAST = listed("mais but however toutefois cependant ;")
_SUBJECTS = listed("je j il elle ils elles nous i we she he they ne n vous merci veuillez please")
_FINITE_WORD = re.compile(
    r"^(?:(?:participe|assiste|viend|suiv|prend|rest|visite|rejoind|renonce|annule|manque)(?:rai|ra|ront)|participe"
    r"|assiste|viens|choisis"
    r"|souhaite|confirme|opte|retiens|will|shall|have|must|cannot|prendrai|serai|sera|desiste|annule|renonce)$"
)
_FIRST = re.compile(r"\b(?:je|j|i|me|m|moi|mon|ma|mes|my|nous|we|\w{2,}rai|(?:am|have))\b")
_FIRST_VERB = re.compile(
    r"\b(?:je|j|i) (?:\w+ ){0,3}(?:\w+rai|participe|assiste|viens|souhaite|choisis|will|am|would)\b"
)
_THIRD = re.compile(r"\b(?:il|elle|ils|elles|he|she|they|qui|who|lui|him|her|his|se|s)\b")
_WE = re.compile(r"\b(?:nous|notre|nos|we|our|us)\b|\bon (?:viendra|sera|participera|assistera|suivra)\b")
_EITHER = re.compile(r"\b(?:ou|or|soit|either|entre|(?:l )?une? (?:des|de ces)|one of|alternativement|au choix)\b")
_BARE = WORKSHOP_WORDS | {"@d", "@t", ",", "apres", "et", "and"}
_YES = re.compile(r"^(?:ce sera |c est |: |, )*(?:un |a )?(?:oui|yes|ok|d accord)\b(.*)$")
_NO = re.compile(r"^(?:ce sera |c est |: |, )*(?:un |a )?(?:non|no)\b(.*)$")
_FOR_ALL = re.compile(
    r"\b(?:pour (?:les (?:@c|deux|trois)|tous|toutes|chacun|tous les @c)|for (?:both|all)(?: of (?:us|them))?)\b"
)
_TOGETHER = re.compile(r"\b(?:et|and) (?:moi|myself|i)\b|\bmoi meme\b|\b\w{3,}rons\b")
_EACH = re.compile(r"@p .*@w .*@p")
_BRACKETED = re.compile(r"@w \( @w")
_LEADS = re.compile(r"\b(?:ateliers?|workshops?|sessions?)(?: suivants?| following| ci dessous)?$")  # a list follows
_FOR_PERSON = re.compile(
    r"\b(?:presence|participation|venue|inscription|inscrire|register) ?(?:de|d|of)? @p"
    r"|\b(?:inscris|inscrire|confirme \w+ \w+ \w+) @p"
)
_LOOSE = (Stance.AFFIRMED, Stance.DENIED, Stance.ELLIPTIC, Stance.UNKNOWN)
_STRICT = (grammar.EVERYTHING, grammar.EXCEPT, grammar.INSTEAD, grammar.RANK_FIRST, grammar.RANK_NEXT)
_DASHED = re.compile(r"(?<![\d/.-])\d{1,2}\s?[-–]\s?\d{1,2}(?![\d/.-])")  # "ateliers 1-3": two of them, or three?


def clauses(signs: list[Sign], text: str, choices: Choices, known: Signs, inherited: Stance | None) -> list[Clause]:
    """Give the clauses of a sentence; `inherited` is the stance of a clause without a verb that begins it."""
    found: list[Clause] = []
    for piece in _split(signs):
        clause = _Reader(piece, text, choices, known).read(inherited)
        found.append(clause)
        if clause.stance in (Stance.AFFIRMED, Stance.DENIED, Stance.CANCELLED, Stance.EARLIER, Stance.LIKED):
            inherited = clause.stance
        elif clause.stance is Stance.CHANGE:
            inherited = Stance.AFFIRMED
        elif clause.stance is Stance.UNKNOWN:
            inherited = None
    return found


def _split(signs: list[Sign]) -> list[list[Sign]]:
    pieces: list[list[Sign]] = [[]]
    for at, sign in enumerate(signs):
        word = sign.word
        piece = pieces[-1]
        if word in ("revanche", "contre") and piece and piece[-1].word in ("en", "par"):
            piece.pop()
            pieces.append([])
        elif word in _CONTRAST or _parts(signs, at, piece):
            pieces.append([])
        elif word in ("qui", "who") and any(s.word == "@p" for s in piece):
            pieces.append([sign])
        elif word != "?":
            piece.append(sign)
    return [piece for piece in pieces if any(s.word not in (",", "et", "and") for s in piece)]


def _parts(signs: list[Sign], at: int, piece: list[Sign]) -> bool:
    """Say whether a colon, a comma or "et" ends a clause."""
    word = signs[at].word
    following = signs[at + 1].word if at + 1 < len(signs) else ""
    if word == ":":
        return not _is_label(piece)
    if word == "," and piece and piece[-1].word == "@p" and not _is_subject(following):
        return False  # "M. X, ne pouvant venir"
    return word in (",", "et", "and", "donc", "so") and bool(piece) and _opens(signs, at + 1)


def _is_subject(word: str) -> bool:
    return word in _SUBJECTS and word not in ("ne", "n")


def _is_label(piece: list[Sign]) -> bool:
    return (bool(piece) and piece[-1].word in ("@q", "@m")) or (
        bool(piece) and len(piece) < 6 and any(s.word == "@q" for s in piece)
    )


def _opens(signs: list[Sign], at: int) -> bool:
    """Say whether a clause of its own begins at a place: a subject or a verb stands there."""
    if at < len(signs) and signs[at].word in ("et", "and"):
        at += 1
    if at >= len(signs):
        return False
    word = signs[at].word
    following = signs[at + 1].word if at + 1 < len(signs) else ""
    if word in ("pas", "no", "without", "sans") and following in ("de", "d", "@q", "@m", "for"):
        return True
    return word in _SUBJECTS or bool(_FINITE_WORD.match(word))


class _Reader:
    """Reads one clause."""

    def __init__(self, signs: list[Sign], text: str, choices: Choices, known: Signs) -> None:
        self.signs, self.source, self.choices, self.known = signs, text, choices, known
        self.text = " ".join(s.word for s in signs)
        self.clause = Clause(self.text, signs[0].start, signs[-1].end, Stance.ELLIPTIC)
        self.spans = _spans(signs)
        self.answers = ClauseAnswers(signs, text, choices.event, self.clause)

    def read(self, inherited: Stance | None) -> Clause:
        clause = self.clause
        clause.people = [int(s.value) for s in self.signs if s.word == "@p"]
        own, rest = grammar.stance_of(self.text)
        bare = grammar.formula_free(self.text)
        clause.first = bool(_FIRST.search(bare))
        clause.third = bool(_THIRD.search(bare)) or bool(clause.people)
        clause.for_all = bool(_FOR_ALL.search(self.text))
        value = grammar.labelled(self.text) if own in (Stance.ELLIPTIC, Stance.AFFIRMED) else None
        stance, rest = self._settle(own, rest, inherited)
        clause.stance = stance
        if value is not None and self._label(value):
            clause.strange = []
            return clause
        rest = self._things(stance, rest)
        if stance in (Stance.DENIED, Stance.CANCELLED, Stance.EARLIER):
            rest = cover.without_reason(rest)
        clause.strange = self._unexplained(rest)
        self._check(own)
        if clause.strange or clause.stance is Stance.ELLIPTIC:
            self._by_polarity()
        return clause

    def _by_polarity(self) -> None:
        """Read anew, by negations and answers alone, what the grammar does not know word by word."""
        clause = self.clause
        if clause.stance not in _LOOSE or any(p.search(self.text) for p in _STRICT):
            return
        told = polarity(self.signs)
        if None in told.things.values():
            return
        said = [(self.signs[at], yes is True) for at, yes in told.things.items()]
        named = [(sign, yes) for sign, yes in said if sign.word != "@e" and sign.word != "@m"]
        if not named and told.coming is None:
            return
        clause.chosen = list(dict.fromkeys(s.value for s, yes in named if s.word == "@w" and yes))
        clause.refused = list(dict.fromkeys(s.value for s, yes in named if s.word == "@w" and not yes))
        for sign, yes in said:
            asked = self.choices.event.question(sign.value) if sign.word in ("@q", "@m") else None
            if asked is not None and asked.type is QuestionType.YES_NO:
                clause.answers[asked.id] = yes
        comes = told.coming or any(yes for _, yes in named)
        clause.stance = Stance.AFFIRMED if comes else Stance.DENIED

    def _settle(self, own: Stance, rest: str, inherited: Stance | None) -> tuple[Stance, str]:
        """Give the stance of a clause without a verb: what it denies itself, or that of the one before."""
        if own is not Stance.ELLIPTIC:
            return own, rest
        denied = grammar.denied_thing(rest)
        names = re.search(r"@[wqmoc]", rest)
        if denied is not None and names:
            return Stance.DENIED, denied
        if names and grammar.INSTEAD.match(rest):
            return Stance.DENIED, rest  # "plutôt que l'atelier 1, …"
        if cover.is_cover(self.text) and not names:
            return Stance.COVER, ""
        if all(w in _BARE or w in ("le", "la", "les", "l", "the", "on", "du") for w in rest.split()):
            return Stance.COVER, ""  # "ateliers :", "le jeudi matin,"
        if names and inherited is not None:
            return (Stance.AFFIRMED if inherited is Stance.LIKED else inherited), rest
        return Stance.ELLIPTIC, rest

    # What stands in it

    def _things(self, stance: Stance, rest: str) -> str:
        """Take workshops and answers by the stance; gives the text without the words that they explain."""
        clause = self.clause
        turned = self._turned()
        ids = [(s.value, at) for at, s in enumerate(self.signs) if s.word == "@w"]
        kept = list(dict.fromkeys(v for v, at in ids if at not in turned))
        out = list(dict.fromkeys(v for v, at in ids if at in turned))
        if grammar.EVERYTHING.search(self.text):
            self._everything(stance, kept, out)
            rest = grammar.EXCEPT.sub(" ", grammar.EVERYTHING.sub(" ", rest))
        elif stance in (Stance.AFFIRMED, Stance.LIKED):
            self._chosen(kept, out)
        elif stance is Stance.DENIED:
            clause.refused += [w for w, _ in ids]
        for number, sign in enumerate(self.signs):
            if sign.word in ("@q", "@m") and not self.answers.in_frame(number):
                self.answers.question(sign, number in turned, stance)
        self.answers.options(stance, turned)
        if turned:
            rest = grammar.INSTEAD.sub(" ", grammar.EXCEPT.sub(" ", rest))
            rest = re.sub(r"\b(?:de suivre|suivre|participer|celui|ceux)\b", " ", rest)
        return rest

    def _turned(self) -> set[int]:
        """Give the places that "au lieu de", "sauf" or "ni" turns into their contrary: up to a comma before a verb."""
        out: set[int] = set()
        for found in (*grammar.INSTEAD.finditer(self.text), *grammar.EXCEPT.finditer(self.text)):
            for at, (start, _) in enumerate(self.spans):
                if start < found.end():
                    continue
                if self.signs[at].word == "," and not found.start():
                    break
                out.add(at)
        return out

    def _chosen(self, kept: list[str], out: list[str]) -> None:
        clause = self.clause
        event = self.choices.event
        clause.chosen += [w for w in kept if w not in clause.chosen]
        clause.refused += out
        ranks = self._ranks()
        if ranks is None or (grammar.ALTERNATIVE.search(self.text) and not event.ranked):
            clause.doubts.append(Reason.UNDECIDED)
        elif event.ranked and ranks:
            clause.chosen.sort(key=lambda w: ranks.get(w, 99))

    def _ranks(self) -> dict[str, int] | None:
        """Give workshop → rank by "en premier choix", "à défaut": empty without such words, None where unclear."""
        marks: list[tuple[int, str, int]] = [(m.start(), "", 0) for m in grammar.RANK_FIRST.finditer(self.text)]
        marks += [(m.start(), "", 1) for m in grammar.RANK_NEXT.finditer(self.text)]
        if not marks:
            return {}
        places = [(self.spans[at][0], s.value, 0) for at, s in enumerate(self.signs) if s.word == "@w"]
        order = [(workshop, rank) for _, workshop, rank in sorted([*marks, *places])]
        return _ranked(order, behind=not order[-1][0])

    def _everything(self, stance: Stance, kept: list[str], out: list[str]) -> None:
        """Read "tous les ateliers", "tous sauf les transports"."""
        clause, event = self.clause, self.choices.event
        named = grammar.EXCEPT.search(self.text)
        ids = [w.id for w in event.workshops if w.id not in out]
        slots = [w.slot for w in event.workshops if w.slot and w.id in ids]
        if stance not in (Stance.AFFIRMED, Stance.LIKED) or kept or (named and not out) or "@t" in self.text.split():
            clause.doubts.append(Reason.CONTRADICTION)
        elif (event.choose_max is not None and event.choose_max < len(ids)) or (
            event.one_per_slot and len(set(slots)) < len(slots)
        ):
            clause.doubts.append(Reason.TOO_MANY_WORKSHOPS)
        else:
            clause.chosen, clause.refused = ids, out

    def _label(self, value: str) -> bool:
        """Read "Déjeuner : oui", "Langue : français"; False where the value is no answer of the question's kind."""
        sign = next(s for s in self.signs if s.word in ("@q", "@m"))
        question = self.choices.event.question(sign.value)
        if question is None:
            return False
        self.answers.explain(question)
        if question.type is QuestionType.YES_NO:
            yes, no = _YES.match(value), _NO.match(value)
            found = yes or no
            if found is None or self._unexplained(found[1]):
                return False
            self.answers.put(question, yes is not None)
            return True
        return False

    # What is left

    def _unexplained(self, rest: str) -> list[str]:
        extra = set(self.answers.used) | {"@q", "@m", "@p"}
        if any(s.word == "@o" for s in self.signs):
            extra.add("@o")
        named = [s for s in self.signs if s.word == "@w"]
        if named or grammar.EVERYTHING.search(self.text) or _LEADS.search(self.text):
            extra |= cover.workshop_words()
        counts = [s for s in self.signs if s.word == "@c"]
        if any(int(s.value) == len({n.value for n in named}) for s in counts) and not re.search(
            r"@c (?:des|of)\b", self.text
        ):
            extra.add("@c")
        return [
            w for w in cover.leftover(rest, extra=frozenset(extra)) if stem(w) not in self.known.of_event or len(w) < 4
        ]

    def _check(self, own: Stance) -> None:
        """Doubt what the grammar lets pass and a person would not."""
        clause = self.clause
        if any(s.word == "@u" for s in self.signs):
            clause.doubts.append(Reason.UNKNOWN_WORKSHOP)
        after = [s.word for s in self.signs]
        if clause.strange and not any(w == "@w" for w in after) and any(w in WORKSHOP_WORDS for w in after):
            clause.doubts.append(Reason.UNKNOWN_WORKSHOP)
        bare = grammar.formula_free(self.text)
        own_verb = own is Stance.AFFIRMED and _FIRST_VERB.search(bare) and not _FOR_PERSON.search(self.text)
        if clause.people and own_verb and "soussigne" not in self.text:
            clause.strange.append("@p")  # "je participerai avec M. X"
        if any(s.word == "@w" for s in self.signs) and _DASHED.search(self.source[clause.start : clause.end]):
            clause.strange.append("-")
        if _EITHER.search(self.text) and any(s.word == "@w" for s in self.signs):
            clause.strange.append("ou")
        if clause.people and (_TOGETHER.search(self.text) or _EACH.search(self.text)):
            clause.strange.append("@p")  # "M. X et moi", "M. X à l'atelier 1, Mme Y au 2"
        named = [s.value for s in self.signs if s.word == "@w"]
        if _BRACKETED.search(self.text) and len(set(named)) == len(named):
            clause.doubts.append(Reason.CONTRADICTION)  # "atelier 1 (berges)", where 1 is another
        clause.of_event = not any(s.word in ("@w", "@q", "@o", "@u") for s in self.signs)
        if _WE.search(grammar.formula_free(self.text)) and clause.stance is Stance.AFFIRMED:
            clause.strange.append("nous")


def _ranked(order: list[tuple[str, int]], *, behind: bool) -> dict[str, int] | None:
    """Give workshop → rank; `order` has workshops and ("", rank) as they stand; `behind`: a rank follows its own."""
    given: list[tuple[str, int]] = []
    held = 0
    for workshop, rank in order:
        if workshop:
            given.append((workshop, 0 if behind else held))
            held = 0
        elif not behind:
            held = rank
        elif given:
            given[-1] = (given[-1][0], rank)
        else:
            return None
    if sum(rank == 0 for _, rank in given) > 1:
        return None
    return {workshop: place for place, (workshop, _) in enumerate(sorted(given, key=lambda item: item[1]))}


def _spans(signs: list[Sign]) -> list[tuple[int, int]]:
    """Give where each sign stands in the clause's own text."""
    spans, at = [], 0
    for sign in signs:
        spans.append((at, at + len(sign.word)))
        at += len(sign.word) + 1
    return spans
