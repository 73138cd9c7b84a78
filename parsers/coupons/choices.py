"""Words → the event's workshops and answers, by its labels and aliases, with numbers and spelling mistakes."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.coupons import fields
from parsers.coupons.codes import numerals
from parsers.coupons.likeness import ALIKE, SAME, STOP, alike, begins, content, stem
from parsers.coupons.questions import counts, likeness, named_in_brackets
from parsers.coupons.vocabulary import without_brackets
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.folding import fold, listed, words

if TYPE_CHECKING:
    from parsers.coupons.labels import Labelled

# Words that a question's label and a coupon's version of it may have or lack.
_ALL = frozenset({"tou", "toute", "all", "ensemble", "totalite"})  # without endings
_ORDINALS = {w: i for i, ws in enumerate((("premier", "premiere", "1er", "1ere", "first", "1st"),
    ("deuxieme", "second", "seconde", "2e", "2eme", "2nd"), ("troisieme", "third", "3e", "3eme", "3rd"),
    ("quatrieme", "fourth", "4e", "4eme", "4th"), ("cinquieme", "fifth", "5e", "5eme", "5th")), 1)
    for w in ws} | {"1re": 1, "2nde": 2}  # fmt: skip
_CODE = r"(\d{1,2}|[A-Ha-h]\d{0,2})"  # a workshop's number or letter: 3, B, A2
_KIND = r"(?:ateliers?|at\.|workshops?|sessions?|th[eè]mes?)"
_NUMBERED = re.compile(
    rf"^[\s☐☒◪•*_…–-]*(?:[1-9]\s?[.)°]?\s+(?=[A-H]\s*[.)]\s))?(?:{_KIND}\s*)?n?[°o]?\s*(?:{_CODE}\s*[:.)–-]|([A-H]\d|[A-H](?=\s\s))\s)\s*(\S.*)$",
    re.IGNORECASE,
)
_LONGEST = 400  # characters of a label that asks a question
_LONE_CODE = re.compile(r"\s*([A-Ha-h])\s*[.)]?\s*")  # a letter that is all that was written, even a small one
_WITH_SIGN = re.compile(r"^\s*n\s?°\s*(\d{1,2})\s+(\S.{2,120})$")  # "n° 11  Former les bénévoles"
_CODED = re.compile(  # one of "(A. tout-petits, B. prêt numérique, C. bénévoles)"
    r"(?:^|[(,;:/]|\s[–-])\s*([A-Ha-h]|\d{1,2})\s*[.)=]\s*([^\W\d][^,;/()]{1,70}?)(?=\s*(?:[,;/)]|\s[–-]\s|$))"
)
_PREFIX = re.compile(rf"^\s*{_KIND}\s*n?[°o]?\s*{_CODE}\b\s*[:.–-]?\s*", re.IGNORECASE)
_LETTER_LIST = re.compile(  # "B et D", "a, c", "le B puis le D": nothing but letters
    rf"\s*(?:{_KIND}\s+)?(?:l[ae]s?\s+)?[A-H](?:\s*(?:[,;/+&.–-]|\b(?:et|and|puis|then|ensuite|ou|or)\b|\s)\s*"
    r"(?:(?:puis|l[ae]s?)\s+)?[A-H]\b)+[\s.!]*",
    re.IGNORECASE,
)
_LONE_LETTER = re.compile(r"(?<![^\W_])[A-Ha-h](?![^\W_])")
_SPAN = re.compile(r"\w[-–]\w")  # "B-D" may be all from the one to the other
_LETTERS = re.compile(
    rf"\b(?i:{_KIND})\s+([A-H])\b(?!')|^\s*([A-H])(?=\s*(?:$|[,;/+&).:–-]))|(?<=[,;/+&])\s*([A-H])(?=\s*(?:$|[,;/+&]))"
    r"|\b(?:[Ll]e|[Tt]he)\s+([A-H])(?=\s*(?:$|[,;/+&).:–-]))"
    r"|\b(?i:et|and|puis|then|ensuite)\s+([A-H])\s*\.?\s*$"
)
_RANK_WORD = (
    r"(1er|1[èe]?re|premi(?:er|ère|ere)|2e|2[èe]me|2nde?|deuxi[èe]me|seconde?|3e|3[èe]me|troisi[èe]me|4e|4[èe]me"
    r"|quatri[èe]me|5e|5[èe]me|cinqui[èe]me|1st|2nd|3rd|4th|5th|first|third|fourth|fifth)"
)
_RANK = re.compile(
    rf"\b(?:(?:en|in)\s+)?(?:le\s+|mon\s+|my\s+)?{_RANK_WORD}\s+(?:choix|v(?:oe|œ)ux?|lieu|position|priorit[ée]"
    rf"|pr[ée]f[ée]rence|choice|preference|priority|place)\b|\ben\s+{_RANK_WORD}\b"
    r"|\b(?:choix|v(?:oe|œ)u|priorit[ée]|pr[ée]f[ée]rence|choice|preference|priority)\s*(?:n[°o]\.?\s*)?([1-9])\b",
    re.IGNORECASE,
)
_IN_TURN = re.compile(
    r"^\s*(?:first|firstly|(?:tout )?d['’]abord|en premier)\s*:?\s+", re.IGNORECASE
)  # "First E, then A"
_THEN = re.compile(r"\b(?:then|puis|ensuite)\b", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"{_KIND}\s*$", re.IGNORECASE)
# What a counted item begins with, and its number: "1) …", "2 …", "1er …", "2e : …".
_COUNTED = re.compile(rf"(?:^|(?<=[\s,;+/]))(?:([1-9])|{_RANK_WORD})\s?[).:=–-]?\s+(?=[^\W\d_])", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*[,;]?\s*(?:puis|ensuite|then|et ensuite|and then)\b", re.IGNORECASE)
_FIRST = re.compile(r"1|prem|first", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})(?:\s*h(?:\s*(\d{2}))?|:(\d{2}))\b", re.IGNORECASE)
_MORNING = listed("matin matinee morning am")
_AFTERNOON = listed("apres midi aprem pm afternoon")
_COUNTS = listed("une one two three deux troi trois quatre four cinq five six hour heure day jour year minute")
_LITTLE = listed(
    """dans chez avec sans sous entre vers par sur pour plus moins comme quel quelle quels quelles quand comment
    pourquoi leur leurs nos vos ses mes cette ces votre notre into from with without your their our how what when why
    about"""
)
_LINKING = frozenset(map(stem, _LITTLE))  # alone they stand for no title, even where one title alone has them
_NOON = 12
_LONG_WORD = 4
_DENYING = listed("ne pas ni non sans no not nor")
_EITHER = re.compile(r"\b(?:ou|or)\b")
_RANGE = re.compile(r"\b\d{1,2}\s*(?:-|–|—|à|au|to)\s*\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Found:
    """Workshops that a text names, in its order. `rest` holds the words that nothing explains."""

    ids: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    everything: bool = False  # "tous les ateliers"
    clear: bool = True  # False where number and name differ, or a name fits two workshops
    named: bool = False  # by a label or an alias, not by a bare number alone


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen and answered at one event, ready to be looked for."""

    event: Event
    numbering: dict[str, str] = field(default_factory=dict)  # number or letter, as folded → workshop id
    phrases: tuple[tuple[tuple[str, ...], str], ...] = ()  # words without endings → workshop id, longest first
    times: dict[str, frozenset[str]] = field(default_factory=dict)  # word for a time of the day → slots it may mean
    coloned: tuple[re.Pattern[str], ...] = ()  # names with a colon of their own: "Seuils : effacer ou garder"
    # What ``parsers.coupons.pairs`` found in the lines of this message, by the sign that parts labels from values.
    labelled: dict[tuple[str, re.Pattern[str] | None], "tuple[Labelled, ...]"] = field(
        default_factory=dict, compare=False
    )

    @property
    def country(self) -> str:
        """Where telephone numbers without a prefix belong."""
        return fields.country_of(self.event.timezone.key)

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots of the workshops, each once."""
        return tuple(dict.fromkeys(w.slot for w in self.event.workshops if w.slot))

    def unparted(self, text: str) -> str:
        """Give a line, as long as before, in which the colons inside names of what one may choose part nothing."""
        for name in self.coloned if ":" in text else ():
            text = name.sub(lambda found: found[0].replace(":", ","), text)
        return text

    def workshops(self, text: str) -> Found:
        """Give the workshops that a text names: by label, alias, distinctive word or number.

        They come in the order of their ranks where it gives them ("en premier le 5, en second le 2").
        """
        whole = self._named(text)
        if len(whole.ids) == 1 and whole.named and whole.clear and not whole.rest:
            return whole  # "La bibliothèque, troisième lieu" ranks nothing
        if (roman := self._roman(text)) is not None:
            return roman
        lone = _LONE_CODE.fullmatch(text)
        if lone and _key(lone[1]) in self.numbering:
            return Found((self.numbering[_key(lone[1])],))
        if (lettered := self._lettered(_IN_TURN.sub("", text))) is not None:
            return lettered
        text = self._unlisted(_IN_TURN.sub("", text) if _THEN.search(text) else text)
        return self._ranked(text) or self._named(text)

    def _lettered(self, text: str) -> Found | None:
        """Give the workshops of a text that is nothing but their letters; None for other texts."""
        keys = [_key(letter) for letter in _LONE_LETTER.findall(text)] if _LETTER_LIST.fullmatch(text) else []
        if not keys or not all(key in self.numbering for key in keys):
            return None
        clear = not _EITHER.search(fold(text)) and not _SPAN.search(text)
        return Found(tuple(dict.fromkeys(self.numbering[key] for key in keys)), clear=clear)

    def _roman(self, text: str) -> Found | None:
        """Give the workshops of a text that is nothing but Roman numerals; None for other texts."""
        numbers = [str(number) for number in numerals(text)]
        if not numbers or _key("i") in self.numbering or not all(number in self.numbering for number in numbers):
            return None
        ids = tuple(dict.fromkeys(self.numbering[number] for number in numbers))
        return Found(ids, clear=not _EITHER.search(fold(text)))

    def _unlisted(self, text: str) -> str:
        """Give a text without the numbers that only count its items, which then stand in the order of their numbers."""
        counts = [m for m in _COUNTED.finditer(text) if not _KIND_BEFORE.search(text[: m.start()])]
        numbers = [int(m[1]) if m[1] else ordinal(fold(m[2])) or 0 for m in counts]
        if len(numbers) < 2 or sorted(numbers) != list(range(1, len(numbers) + 1)) or fold(text[: counts[0].start()]):
            return text
        edges = [*(m.start() for m in counts[1:]), len(text)]
        items = [text[m.end() : edge].strip(" ,;+/") for m, edge in zip(counts, edges, strict=True)]
        named = [self._named(item) for item in items]
        lettered = not any(key.isdecimal() for key in self.numbering)  # "1 = B" is no workshop's own number
        if not all(len(f.ids) == 1 and (f.named or (lettered and not f.rest)) for f in named) or len(
            {f.ids for f in named}
        ) < len(named):
            return text
        counted_apart = numbers != sorted(numbers) and all(m[1] for m in counts)
        if counted_apart and not self.event.ranked:
            return text  # "2 X, 1 Y": the numbers may be anything
        return ", ".join(item for _, item in sorted(zip(numbers, items, strict=True)))

    def _ranked(self, text: str) -> Found | None:
        """Give the workshops by the ranks beside them; None where the text ranks nothing."""
        ranks = [m for m in _RANK.finditer(text) if not self._is_of_name(m[0])]
        if not ranks:
            return None
        edges = [0, *(n for m in ranks for n in m.span()), len(text)]
        around = [self._named(text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        behind = not around[-1].ids  # "n° 5 en premier", not "en premier le 5"
        if len(ranks) == 1 and not behind and around[0].ids and _GOES_ON.match(text, edges[-2]):
            first, then = around  # "n° 5 en premier, puis le 3"
            left, named = (*first.rest, *then.rest), first.named and then.named
            clear = first.clear and then.clear and len(first.ids) == 1 and bool(_FIRST.search(ranks[0][0]))
            return Found((*first.ids, *then.ids), left, first.everything or then.everything, clear, named)
        found, rest = (around[:-1], around[-1]) if behind else (around[1:], around[0])
        said = [ordinal(fold(m[1] or m[2])) if m[1] or m[2] else int(m[3]) for m in ranks]
        order = sorted(range(len(ranks)), key=lambda n: said[n] or 0)
        led = len(rest.ids) == min(n or 0 for n in said) - 1  # "le 2, en second choix le 3"
        clear = len(set(said)) == len(said) and led and all(len(f.ids) == 1 and f.clear for f in found)
        ids = tuple(dict.fromkeys((*rest.ids, *(id for n in order for id in found[n].ids))))
        left = tuple(w for f in around for w in f.rest)
        return Found(ids, left, any(f.everything for f in around), clear, all(f.named for f in found))

    def _is_of_name(self, text: str) -> bool:
        """Say whether words stand in a workshop's name ("La bibliothèque, troisième lieu"): they rank nothing."""
        said = f" {fold(text)} "
        return any(said in f" {fold(p)} " for w in self.event.workshops for p in (w.label, *w.aliases))

    def _slot_of(self, workshop: str) -> str | None:
        found = self.event.workshop(workshop)
        return found.slot if found else None

    def _with_letter(self, found: re.Match[str]) -> str:
        letter = next(n for n in range(1, len(found.groups()) + 1) if found[n])
        key, at = _key(found[letter]), found.start(letter) - found.start()
        return f"{found[0][:at]} {key} {found[0][at + 1 :]}" if key in self.numbering else found[0]

    def _named(self, text: str) -> Found:
        said = content(clocked(_LETTERS.sub(self._with_letter, text)))
        ids: list[str] = []
        by_number: list[str] = []
        rest: list[str] = []
        times: list[frozenset[str]] = []  # of each word for a slot, the slots that it may mean
        everything = False
        at = 0
        while at < len(said):
            first = said[at][:1]  # words that are alike begin with the same letter
            hit = next((i for i in self.phrases if i[0][0][:1] == first and begins(said[at:], i[0])), None)
            if hit:
                ids.append(hit[1])
                at += len(hit[0])
                continue
            word = said[at]
            number = word.lstrip("0") if word.isdecimal() else str(_ORDINALS.get(word, word))
            if word in self.times and not word.isdecimal():
                times.append(self.times[word])
            elif number in self.numbering:
                by_number.append(self.numbering[number])
            elif word in _ALL:
                everything = True
            else:
                rest.append(word)
            at += 1
        named, numbered = list(dict.fromkeys(ids)), list(dict.fromkeys(by_number))
        clear = not named or not numbered or set(numbered) <= set(named)
        if (len(named or numbered) > 1 and _EITHER.search(fold(text))) or (not named and _RANGE.search(text)):
            clear = False  # "1 ou 3", "de 1 à 3"
        rest = self._unexplained(rest, named or numbered)
        slots = {self._slot_of(id) for id in named or numbered}
        if slots and not all(possible & slots for possible in times):
            clear = False  # "X (matin)" of a workshop in the afternoon
        return Found(tuple(named or numbered), tuple(rest), everything, clear, bool(named))

    def _unexplained(self, rest: list[str], ids: list[str]) -> list[str]:
        """Give the words that do not stand in the name of what was chosen, which one may write in part."""
        names = [content(w.label) for w in self.event.workshops if w.id in ids]
        own = [word for name in names for word in name if len(word) >= _LONG_WORD or word not in _DENYING]
        return [word for word in rest if not any(alike(word, other) for other in own)]

    def workshop(self, text: str) -> tuple[str, float] | None:
        """Give the one workshop that an option's text stands for, and how sure that is; None where it is none."""
        found = self.workshops(re.sub(r"\([^()]*\)", " ", text))
        if not found.ids:
            found = self.workshops(text)
        if len(found.ids) != 1 or not found.clear or not (found.named or not found.rest):
            return None
        full = set(content(text)) - set(self.numbering)
        strange = len(found.rest) / max(1, len(full))
        if strange > 0.6:
            return None
        aside = self.workshops(text)  # the words in brackets may name another one
        if set(aside.ids) - set(found.ids) or not aside.clear:
            return found.ids[0], 0.5
        return found.ids[0], 0.98 if not found.rest else 0.9 if strange < 0.4 else 0.7

    def is_name(self, text: str) -> bool:
        """Say whether a text is a workshop's name letter by letter."""
        return any(fold(text) == fold(name) for w in self.event.workshops for name in (w.label, *w.aliases))

    def is_asked(self, text: str) -> bool:
        """Say whether a text is a question of the event letter by letter ("J'ai besoin d'un lit")."""
        return any(fold(text) == fold(name) for q in self.event.questions for name in (q.label, *q.aliases))

    def is_numbered(self, text: str) -> bool:
        """Say whether a text is one workshop as a list prints it: its number and its label ("2. Atelier : berges")."""
        found = _NUMBERED.match(text)
        if found is None:
            return False
        id = self.numbering.get(_key(found[1] or found[2]))
        workshop = self.event.workshop(id) if id else None
        return workshop is not None and ":" in workshop.label and fold(found[3]) == fold(workshop.label)

    def is_listing(self, text: str) -> bool:
        """Say whether a text is the coupon's own list of what its letters or numbers mean: "(a. X - b. Y)"."""
        pairs = [(m[1], m[2]) for m in _CODED.finditer(text)]
        pairs = pairs if len(pairs) > 1 else _coded(text) or self._counted(text)
        named = [self._named(name).ids for _, name in pairs]
        told = [self.numbering.get(_key(code)) for code, _ in pairs]
        return len(pairs) > 1 and all(ids == (id,) for ids, id in zip(named, told, strict=True))

    def _counted(self, text: str) -> list[tuple[str, str]]:
        """Give the numbers and names in "(1 X, 2 Y, 3 Z)", where they count all the workshops."""
        inside = text.strip().strip("()[].").rpartition(":")[2]
        found = list(_COUNTED.finditer(inside))
        edges = [*(m.start() for m in found[1:]), len(inside)]
        if len(found) != len(self.event.workshops) or [m[1] for m in found] != [str(n + 1) for n in range(len(found))]:
            return []
        return [(m[1], inside[m.end() : edge].strip(" ,;+/")) for m, edge in zip(found, edges, strict=True)]

    def question(self, label: str) -> Question | None:
        """Give the question that a label asks, or None where none or two fit."""
        return self._asked(without_brackets(label)) or named_in_brackets(self.event.questions, label)

    def _asked(self, label: str) -> Question | None:
        if len(label) > _LONGEST or len(words(label)) > 16:
            return None
        scored = sorted(((likeness(q, label), q.id) for q in self.event.questions), reverse=True)
        if counts(label):
            counting = {q.id for q in self.event.questions if q.type is QuestionType.NUMBER}
            scored = [found for found in scored if found[1] in counting and found[0] >= ALIKE] or scored
        if not scored or scored[0][0] < ALIKE or (scored[0][0] < SAME and self._is_of_another(label)):
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < 5:
            return None
        return self.event.question(scored[0][1])

    def _is_of_another(self, label: str) -> bool:
        """Say whether a label is what one may choose, or goes on from the name of a workshop."""
        return self._is_option(label) or self._named(label).named

    def _is_option(self, text: str) -> bool:
        """Say whether a text is as a whole what one may choose: a workshop, its number apart, or an answer."""
        said = [word for word in words(_PREFIX.sub("", text)) if len(word) > 1 and not word.isdecimal()]
        items: list[Workshop | Choice] = [*self.event.workshops, *(c for q in self.event.questions for c in q.choices)]
        phrases = (words(phrase) for item in items for phrase in (item.label, *item.aliases))
        return bool(said) and any(said == [w for w in phrase if len(w) > 1] for phrase in phrases)


def choices_for(event: Event, lines: list[str]) -> Choices:
    """Give the Choices of an event; `lines` are those of the message, whose numbering of the workshops counts."""
    phrases: dict[tuple[str, ...], set[str]] = {}
    for workshop in event.workshops:
        for text in (workshop.label, *workshop.aliases):
            bare = tuple(content(_PREFIX.sub("", text)))
            if bare:
                phrases.setdefault(bare, set()).add(workshop.id)
    singles: dict[str, set[str]] = {}
    for phrase, ids in list(phrases.items()):
        for word in phrase:
            singles.setdefault(word, set()).update(ids)
    asked = _asked_words(event)
    for word, ids in singles.items():
        if len(ids) == 1 and len(word) >= 3 and not word.isdecimal() and word not in asked | _COUNTS | _LINKING:
            phrases.setdefault((word,), set()).update(ids)
    clear = [(p, next(iter(ids))) for p, ids in phrases.items() if len(ids) == 1]
    choices = Choices(event, {}, tuple(sorted(clear, key=lambda item: -len(item[0]))), _times(event), _coloned(event))
    return replace(choices, numbering=_numbering(choices, lines), labelled={})


def _coloned(event: Event) -> tuple[re.Pattern[str], ...]:
    """Give the names of workshops and options that hold a colon, with any spaces around it."""
    items: list[Workshop | Choice] = [*event.workshops, *(c for q in event.questions for c in q.choices)]
    whole = {name for item in items for name in (item.label, *item.aliases)}
    names = {name for name in whole | {_PREFIX.sub("", name) for name in whole} if re.search(r":\W*\w", name)}
    return tuple(re.compile(_spelled(name), re.IGNORECASE) for name in sorted(names, key=lambda n: (-len(n), n)))


def _spelled(name: str) -> str:
    """Give the pattern of a name with a colon, with any spaces, dashes and quotation marks that people put there."""
    parts = (re.escape(" ".join(part.split())) for part in name.split(":"))
    pattern = r"\s*:\s*".join(parts).replace(r"\ ", r"\s+")
    pattern = re.sub(r"\\-|[–—]", "[-–—]", re.sub(r"['’]", "['’]", pattern))
    return re.sub(r"[«»“”\"](?:\\s\+)?|(?:\\s\+)?[«»“”\"]", r"\\s*[«»“”\"]*\\s*", pattern)


def _asked_words(event: Event) -> frozenset[str]:
    """Give the words of an event's questions and their options: alone they are no workshop's own ("sur place")."""
    items: list[Question | Choice] = [*event.questions, *(c for q in event.questions for c in q.choices)]
    return frozenset(word for item in items for text in (item.label, *item.aliases) for word in content(text))


def clocked(text: str) -> str:
    """Give a text with its times of the day as one word each, without idle minutes: "9 h 30", "14:00" → 9h30, 14h."""
    return _CLOCK.sub(lambda m: f"{int(m[1])}h{(m[2] or m[3] or '').replace('00', '')}", text)


def _times(event: Event) -> dict[str, frozenset[str]]:
    """Give the words that stand for the slots of an event: those of their names, and the part of the day."""
    found: dict[str, set[str]] = {}
    for slot in {w.slot for w in event.workshops if w.slot}:
        said = words(clocked(slot))
        hour = next((int(w.partition("h")[0]) for w in said if re.fullmatch(r"\d{1,2}h\d*", w)), None)
        if hour is not None:
            said += _MORNING if hour < _NOON else _AFTERNOON
        elif set(said) & _AFTERNOON:
            said += _AFTERNOON
        elif set(said) & _MORNING:
            said += _MORNING
        for word in said:
            if word not in STOP:
                found.setdefault(stem(word), set()).add(slot)
    return {word: frozenset(slots) for word, slots in found.items()}


def _numbering(choices: Choices, lines: list[str]) -> dict[str, str]:
    """Give which number or letter stands for which workshop: by the message, the labels, or their order."""
    seen: dict[str, set[str]] = {}
    for line in lines:
        for code, text in _coded(line):
            named = choices.workshops(text)
            if len(named.ids) == 1 and named.named and not named.rest:
                seen.setdefault(_key(code), set()).add(named.ids[0])
    ordered = {str(number): w.id for number, w in enumerate(choices.event.workshops, 1)}
    labelled = {_key(m[1]): w.id for w in choices.event.workshops if (m := _PREFIX.match(w.label))}
    own = labelled if len(labelled) == len(choices.event.workshops) else ordered
    if seen and all(len(ids) == 1 for ids in seen.values()):
        told = {number: next(iter(ids)) for number, ids in seen.items()}
        return own if all(own.get(number) == id for number, id in told.items()) else told
    return own


def _coded(line: str) -> list[tuple[str, str]]:
    """Give the numbers or letters of a line with what each stands for: one at its head, or a list ("A. X, B. Y")."""
    found = _NUMBERED.match(line)
    if found and len(line) < 160:
        return [(found[1] or found[2], found[3])]
    counted = _WITH_SIGN.match(line)
    if counted:
        return [(counted[1], counted[2])]
    several = [(m[1], m[2]) for m in _CODED.finditer(line)] if len(line) < 400 else []
    return several if len(several) > 1 else []


def _key(code: str) -> str:
    """Give a number or a letter as it stands among the words of a text; a lone letter must not look like a word."""
    folded = fold(code)
    return f"letter{folded}" if len(folded) == 1 and folded.isalpha() else folded.lstrip("0")


def ordinal(word: str) -> int | None:
    """Give the number of a folded ordinal ("2e", "second"), or None."""
    return _ORDINALS.get(word)
