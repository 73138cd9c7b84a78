"""A sentence → its signs: each word, or what several of them stand for at this event.

`@w` a workshop, `@u` a number that no workshop has, `@q` a question, `@m` the question that asks for the event itself,
`@o` an option of a question, `@e` the event, `@p` a person, `@b` the body that somebody comes for, `@d` a date, `@t` a
time of the day, `@c` how many, `@n` another number. What a sentence says is then told from a short text of known words;
whatever else stands in it was not understood.
"""

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from parsers.coupons.likeness import ALIKE, stem
from parsers.event import Event
from parsers.folding import fold, listed
from parsers.letters.calling import is_common, lettered, quoted
from parsers.letters.nouns import stands_as_noun
from parsers.letters.people import Mention

DATE = re.compile(
    r"\b\d{1,2}(?:er|st|nd|rd|th)?(?:\s+(?:et|and|&)\s+\d{1,2}(?:er|st|nd|rd|th)?)?\s+(?:of )?(?:janvier|f[ée]vrier"
    r"|mars"
    r"|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|january|february|march|april|may"
    r"|june|july"
    r"|august|september|october|november|december)(?:\s+(?:prochain|\d{4}))?"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}\s?[hH:]\s?\d{2}\b|\b\d{1,2}\s?[hH]\b"
    r"|(?<=\ble )\d{1,2}(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+|[,;:()+&/?]")
SMALL = listed("a au aux le la les l d de du des un une en et the of and to for on in sur pour s")
DAYS = listed(
    """lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
    janvier fevrier avril mai juin juillet aout septembre octobre novembre decembre"""
)
_TIMES = listed("matin matinee midi soir soiree morning afternoon evening demi")
_SUBJECTS = listed("je j il elle on nous vous ils elles ce c mon ma mes notre nos")
_ELISION = ("'", "’")
_COUNTS = {w: n for n, ws in enumerate(("zero aucun aucune", "un une one", "deux two", "trois three", "quatre four",
    "cinq five", "six", "sept seven", "huit eight")) for w in ws.split()}  # fmt: skip
ORDINALS = {w: n for n, ws in enumerate(("premier premiere 1er 1ere first 1st", "deuxieme second seconde 2e 2eme 2nd",
    "troisieme third 3e 3eme 3rd", "quatrieme fourth 4e 4eme 4th", "cinquieme fifth 5e 5eme 5th",
    "sixieme sixth 6e 6eme 6th"), 1) for w in ws.split()}  # fmt: skip
WORKSHOP_WORDS = listed(
    "atelier ateliers workshop workshops session sessions theme themes thematique thematiques seance seances"
    " module modules"
)
# A meal's verb is the meal and the taking part in it. "Dîner" and "déjeuner" themselves are the meals.
_MEAL_ENDINGS = {
    "ai": "participerai", "a": "participera", "ons": "participerons", "ez": "participerez", "ont": "participeront",
}  # fmt: skip
MEAL_VERBS = {
    f"{root}er{ending}": (verb, meal)
    for root, meal in (("dejeun", "dejeuner"), ("din", "diner"))
    for ending, verb in _MEAL_ENDINGS.items()
}
GIVES = ("@w", "@q", "@o", "@m", "@x", "@all", "@u")  # signs that choose or answer something


@dataclass(frozen=True, slots=True)
class Sign:
    """One word in folded form, or one of the module's signs; `value` is the id or the number that it stands for."""

    word: str
    start: int
    end: int
    value: str = ""


@dataclass(slots=True)
class Signs:
    """What an event's words are; made once a message."""

    event: Event
    numbering: dict[str, str]  # number or letter, as folded → workshop
    table: list[tuple[tuple[str, ...], str, str]] = field(default_factory=list)  # stems, sign, value
    weak: dict[str, str] = field(default_factory=dict)  # a word of one workshop's label alone → workshop
    of_event: frozenset[str] = frozenset()
    options: dict[str, dict[str, str]] = field(default_factory=dict)  # question → a word of one option alone → option
    nouns: dict[str, str] = field(default_factory=dict)  # the one noun of a question's label → question
    letters: dict[str, str] = field(default_factory=dict)  # "L" of "taille L" → question=option
    said: dict[str, frozenset[str]] = field(default_factory=dict)  # workshop → the stems of its names

    def read(self, text: str, mentions: list[Mention], body: tuple[int, int] | None = None) -> list[Sign]:
        """Give the signs of a sentence; `body` is where the body stands that somebody comes for."""
        masked = [(m.start, m.end, "@p", str(n)) for n, m in enumerate(mentions)]
        if body is not None and not any(a < body[1] and body[0] < b for a, b, _, _ in masked):
            masked.append((*body, "@b", ""))
        masked += [
            (m.start(), m.end(), "@d", "") for m in DATE.finditer(text)
            if not any(a < m.end() and m.start() < b for a, b, _, _ in masked)
        ]  # fmt: skip
        masked += self._called(text, masked)
        plain: list[Sign] = []
        at = 0
        for start, end, word, value in sorted(masked):
            plain += _words(text, at, start)
            plain.append(Sign(word, start, end, value))
            at = end
        plain += _words(text, at, len(text))
        elided = {s.start for s in plain if s.end - s.start == 1 and text[s.end : s.end + 1] in _ELISION}
        signs = self._lettered(_meals(plain), text)
        return _misnumbered(
            self._numbers(self._weak(self._options_beside(self._nouns(self._phrases(signs, elided, text)))))
        )

    def _called(self, text: str, masked: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
        """Give where a workshop is called by its quoted name or by its letter, outside of what is known already."""
        found = [*quoted(text, self.said), *lettered(text, self.numbering)]
        free = [(a, b, id) for a, b, id in found if not any(x < b and a < y for x, y, _, _ in masked)]
        return [
            (a, b, "@w", id) for n, (a, b, id) in enumerate(free) if not any(x < b and a < y for x, y, _ in free[:n])
        ]

    def _lettered(self, signs: list[Sign], text: str) -> list[Sign]:
        """Take an option that is a letter by its capital behind what it is of ("un polo taille L"), not in "I'm"."""
        out: list[Sign] = []
        for sign in signs:
            option = self.letters.get(text[sign.start : sign.end])
            led = bool(out) and out[-1].word in ("taille", "size", "en", "in", "un", "une", ":")
            out.append(Sign("@o", sign.start, sign.end, option) if option and led else sign)
        return out

    def _phrases(self, signs: list[Sign], elided: set[int], text: str) -> list[Sign]:
        out: list[Sign] = []
        at = 0
        while at < len(signs):
            hit = next(
                ((word, value, used) for stems, word, value in self.table if (used := _match(signs, at, stems))), None
            )
            common = hit is not None and hit[0] == "@w" and hit[2] == 1 and is_common(text, signs[at].start)
            common = common or (hit is not None and hit[2] == 1 and _is_of_a_name(text, signs[at].start))
            if (
                hit and not common and signs[at].start not in elided and not _is_idiom(signs, at)
            ):  # "m'inscrire": no size
                word, value, used = hit
                out.append(Sign(word, signs[at].start, signs[at + used - 1].end, value))
                at += used
            else:
                out.append(signs[at])
                at += 1
        return out

    def _nouns(self, signs: list[Sign]) -> list[Sign]:
        """Take a question by the one noun that it is called by ("pas de car")."""
        said = [s.word for s in signs]
        return [
            Sign("@q", s.start, s.end, self.nouns[noun])
            if (noun := stem(s.word)) in self.nouns and stands_as_noun(said, at)
            else s
            for at, s in enumerate(signs)
        ]

    def _options_beside(self, signs: list[Sign]) -> list[Sign]:
        """Take an option by a word of its own right before its question, which names none ("my own lunch")."""
        told = {s.value.partition("=")[0] for s in signs if s.word == "@o"}
        out = list(signs)
        for at, sign in enumerate(signs[1:]):
            option = self.options.get(sign.value, {}).get(stem(signs[at].word)) if sign.word == "@q" else None
            if option and sign.value not in told:
                out[at] = Sign("@o", signs[at].start, signs[at].end, option)
        return out

    def _weak(self, signs: list[Sign]) -> list[Sign]:
        """Take a workshop by a single word of its label, where the word workshop or another workshop leads to it."""
        out: list[Sign] = []
        led = False
        for at, sign in enumerate(signs):
            if sign.word in WORKSHOP_WORDS or sign.word in ("@w", "celui", "celle", "ceux", "celles"):
                led = True
            elif sign.word in (";", "?") or sign.word in ("je", "j", "il", "elle", "i", "nous"):
                led = False
            plain = led and not sign.word.startswith("@") and not _is_idiom(signs, at)
            found = self._distinctive(sign.word) if plain else None
            if found and out and out[-1].word == "@w" and out[-1].value == found:
                out[-1] = Sign("@w", out[-1].start, sign.end, found)
            elif found:
                out.append(Sign("@w", sign.start, sign.end, found))
            elif sign.word == "@w" and out and out[-1].word == "@w" and out[-1].value == sign.value:
                out[-1] = Sign("@w", out[-1].start, sign.end, sign.value)
            else:
                out.append(sign)
        return _collapsed(out)

    def _distinctive(self, word: str) -> str | None:
        bare = stem(word)
        if bare in self.weak:
            return self.weak[bare]
        if len(bare) < 5:
            return None
        close = {
            w
            for known, w in self.weak.items()
            if len(known) >= 5 and known[0] == bare[0] and fuzz.ratio(known, bare) >= ALIKE
        }
        return close.pop() if len(close) == 1 else None

    def _numbers(self, signs: list[Sign]) -> list[Sign]:
        """Tell the numbers of workshops ("ateliers 1 et 3", "le troisième") from other numbers."""
        out: list[Sign] = []
        led = False
        for at, sign in enumerate(signs):
            word = sign.word
            if word in WORKSHOP_WORDS:
                led = True
                out.append(sign)
                continue
            number = word if word.isdecimal() and len(word) < 3 else None
            if led and (number is not None or (word in self.numbering and word not in SMALL)):
                workshop = self.numbering.get(word.lstrip("0") or word, self.numbering.get(word))
                out.append(
                    Sign("@w", sign.start, sign.end, workshop) if workshop else Sign("@u", sign.start, sign.end, word)
                )
            elif word in ORDINALS and _is_ordinal(signs, at):
                workshop = self.numbering.get(str(ORDINALS[word]))
                out.append(Sign("@w", sign.start, sign.end, workshop) if workshop else Sign("@u", sign.start, sign.end))
            elif word in _COUNTS and word not in ("un", "une"):
                out.append(Sign("@c", sign.start, sign.end, str(_COUNTS[word])))
            elif word.isdecimal():
                out.append(Sign("@c" if len(word) < 3 else "@n", sign.start, sign.end, word))
            else:
                out.append(sign)
                led = led and word in (
                    "et",
                    "and",
                    ",",
                    "+",
                    "&",
                    "/",
                    "n",
                    "no",
                    "numero",
                    "puis",
                    "a",
                    "to",
                    "le",
                    "l",
                    "the",
                    "de",
                    "du",
                    ":",
                    "au",
                    "aux",
                    "(",
                    ")",
                    "ni",
                    "ou",
                    "or",
                    "@w",
                )
        return _ranges(out, self.numbering)


def _is_idiom(signs: list[Sign], at: int) -> bool:
    """Say whether a word is no name here: the "besoin" of "avoir besoin de", the "lieu" of "au lieu de"."""
    after = signs[at + 1].word if at + 1 < len(signs) else ""
    before = signs[at - 1].word if at else ""
    if signs[at].word == "car":  # the reason, not the coach
        return after in _SUBJECTS
    if signs[at].word == "register":
        return after in ("me", "us", "my", "our", "@p", "@c")
    return (signs[at].word in ("besoin", "need") and after in ("d", "de", "du", "des", "for")) or (
        (before, signs[at].word) in (("au", "lieu"), ("la", "place")) and after in ("d", "de", "du", "des", "")
    )


def _words(text: str, start: int, end: int) -> list[Sign]:
    found = []
    for m in _TOKEN.finditer(text, start, end):
        word = m.group() if not m.group()[0].isalnum() else fold(m.group()) or "?"
        if word in DAYS:
            found.append(Sign("@d", m.start(), m.end(), word))
            continue
        if word in _TIMES:
            found.append(Sign("@t", m.start(), m.end(), word))
            continue
        found.append(Sign(word, m.start(), m.end()))
    return found


def _meals(signs: list[Sign]) -> list[Sign]:
    out = []
    for sign in signs:
        out += (
            [Sign(w, sign.start, sign.end) for w in MEAL_VERBS.get(sign.word, (sign.word,))]
            if not sign.value
            else [sign]
        )
    return out


def _is_of_a_name(text: str, start: int) -> bool:
    """Say whether a word is part of a place's compound name ("Sauliac-la-Tour")."""
    return text[start : start + 1].isupper() and text[max(0, start - 1) : start] == "-"


def _match(signs: list[Sign], at: int, stems: tuple[str, ...]) -> int:
    """Give how many signs from `at` on are the phrase; small words between its words do not count."""
    if signs[at].word in SMALL and signs[at].word != stems[0]:
        return 0
    used, wanted = at, 0
    while wanted < len(stems):
        if used >= len(signs):
            return 0
        word = signs[used].value if signs[used].word in ("@t", "@d") and signs[used].value else signs[used].word
        if _alike(stem(word), stems[wanted]):
            wanted += 1
        elif not (wanted and (word in SMALL or (word in (",", "/") and len(stems) > 2))):
            return 0
        used += 1
    return used - at


def _alike(a: str, b: str) -> bool:
    if a.endswith(("er", "ez")) and b.startswith(a[:-1]) and not b.endswith(("er", "ez")):
        return False  # "confirmer" is what somebody does, "confirmée" an option
    return a == b or (min(len(a), len(b)) >= 6 and a[0] == b[0] and fuzz.ratio(a, b) >= ALIKE + 2)


_ITS_NAME = frozenset({"(", ":", "le", "la", "les", "l", "the"})  # between a workshop's number and its name


def _collapsed(signs: list[Sign]) -> list[Sign]:
    """Join a workshop's number and name ("atelier 3 (Électricité)") and its parts that small words part."""
    out: list[Sign] = []
    for sign in signs:
        if sign.word == "@w":
            back = len(out)
            while back and out[back - 1].word in SMALL - {"et", "and"}:
                back -= 1
            if back and out[back - 1].word == "@w" and out[back - 1].value == sign.value:
                del out[back:]
                out[-1] = Sign("@w", out[-1].start, sign.end, sign.value)
                continue
        out.append(sign)
    return out


def _misnumbered(signs: list[Sign]) -> list[Sign]:
    """Give the signs with a number of no workshop where one's number stands before the name of another."""
    out = list(signs)
    for at, sign in enumerate(signs):
        named = next((s for s in signs[at + 1 :] if s.word not in _ITS_NAME), None)
        if named is None or not _is_number(sign) or named.word != "@w" or _is_number(named):
            continue
        if named.value != sign.value:
            out[at] = Sign("@u", sign.start, sign.end)
    return out


def _is_ordinal(signs: list[Sign], at: int) -> bool:
    """Say whether an ordinal names a workshop: "le troisième", "le premier atelier", not "en premier choix"."""
    before = signs[at - 1].word if at else ""
    after = signs[at + 1].word if at + 1 < len(signs) else ""
    return before in ("le", "the", "au", "du") and (after in ("", ",", "et", "and", ";") or after in WORKSHOP_WORDS)


def _ranges(signs: list[Sign], numbering: dict[str, str]) -> list[Sign]:
    """Spell out "ateliers 1 à 3"."""
    of = {workshop: int(number) for number, workshop in numbering.items() if number.isdecimal()}
    out: list[Sign] = []
    for at, sign in enumerate(signs):
        first = signs[at - 2] if at >= 2 and signs[at - 1].word in ("a", "to") else None
        if first is not None and _is_number(first) and _is_number(sign):
            low, high = of.get(first.value, 0), of.get(sign.value, 0)
            out.pop()
            if not 0 < low < high:
                out.append(Sign("@u", sign.start, sign.end))
            between = [numbering[str(n)] for n in range(low + 1, high) if str(n) in numbering]
            out += [Sign("@w", sign.start, sign.end, workshop) for workshop in between]
        out.append(sign)
    return out


def _is_number(sign: Sign) -> bool:
    return sign.word == "@w" and sign.end - sign.start <= 2
