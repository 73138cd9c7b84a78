"""A sentence's signs as people speak: "le 2 et le 6", "les trois premiers", "en premier", "tous les autres".

More signs than those of ``parsers.letters.signs``: `@r` a rank ("1", "2", … or "+", the next one), `@x` all the
others, `@all` all of them.
"""

import itertools
import re
from dataclasses import dataclass, field

from parsers.coupons.likeness import stem
from parsers.event import QuestionType
from parsers.folding import fold, listed, phrases, words
from parsers.letters.parting import is_verb
from parsers.letters.signs import WORKSHOP_WORDS, Sign, Signs, _ranges

_ORDINAL_WORDS = (
    ("premiere?s?", "1ere?", "1re", "first", "1st", "un", "#1"),
    ("seconde?s?", "deuxiemes?", "2e", "2eme", "2nde?", "deux", "#2"),
    ("troisiemes?", "3e", "3eme", "third", "3rd", "trois", "#3"),
    ("quatriemes?", "4e", "4eme", "fourth", "4th", "quatre", "#4"),
    ("cinquiemes?", "5e", "5eme", "fifth", "5th", "cinq", "#5"),
)  # fmt: skip
_WISH = r"(?:choix|voeux?|souhaits?|preferences?|priorites?|choices?|wish|priority|rang|lieu|position|place|temps)"
_VERGES = r"(?: (?:est|sera|serait|va|ira|irait|is|will be|would be|se porte sur))?"
_NEXT = re.compile(r"\b(?:puis|ensuite|then|suivi de|followed by|et enfin)\b")
_ELSE = re.compile(
    r"\b(?:a defaut|sinon|otherwise|failing that|si les places (?:viennent a manquer|manquent)"
    r"|s il n y a plus de places?"
    r"|en cas d indisponibilite|if (?:that|it) is full)\b"
)
_FIRST = re.compile(
    r"\b(?:d abord|avant tout|en priorite|prioritairement|de preference|en tete|first of all|top #\d c est)\b"
)
_IN_ORDER = re.compile(r"\b(?:du|from) (?:premier|1er|first|plus) (?:au|to) (?:\w+|#\d)\b")
_ORDINAL = re.compile(
    r"^(?:premiere?s?|1ere?|first|derniere?s?|last|deuxiemes?|seconde?s?|troisiemes?|quatriemes?|cinquiemes?|sixiemes?"
    r"|second|third|fourth|fifth|sixth|seventh|eighth|septiemes?|huitiemes?|[2-9]e|[2-9]eme|2nd|3rd|[4-9]th)$"
)
_ORDER = {w: n for n, ws in enumerate((("premier", "premiere", "1er", "1ere", "first"),
    ("deuxieme", "second", "seconde",
    "2e", "2eme", "2nd"), ("troisieme", "third", "3e", "3eme", "3rd"), ("quatrieme", "fourth", "4e", "4eme", "4th"),
    ("cinquieme", "fifth", "5e", "5eme", "5th"), ("sixieme", "sixth", "6e", "6eme", "6th"),
    ("septieme", "seventh"), ("huitieme", "eighth")), 1) for w in ws}  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:(?:a |pour )?(?:tous |toutes |all )?(?:les|aux|the|des) (?:#\d )?(?:autres|others)(?: ateliers?"
    r"| workshops?| themes?)?"
    r"|tout le reste|le reste des ateliers|(?:everything|anything) else)\b"
    r"(?! (?:stays?|remains?|is|as|unchanged|can|about|reste|demeure|est|ne|inchange|sans changement|identique)\b)"
)
_EVERYTHING = re.compile(
    r"\b(?:(?:a |pour )?(?:tous|toutes) (?:les|vos|ces) (?:#\d )?(?:ateliers|themes|thematiques|seances|sessions)"
    r"|(?:l ensemble|la totalite) des ateliers|all (?:of )?(?:the |your )?(?:#\d )?(?:workshops|sessions))\b"
)
_UNITS = listed(
    """personne personnes enfant enfants gosse gosses ans an people persons guests guest of fois h heures heure nuit
    nuits ateliers workshops autres premiers derniers premieres dernieres euros agents children child kids jours
    minutes places repas participants inscriptions collegues colleagues adultes adults couverts km mois
    semaines seats first last"""
)
_ARTICLES = listed("le la au du les aux the l n no numero number")
_LINKS = listed("et and , & + / ou or : ( ni pas a to except sauf hormis excepte hors")
_AFTER_ORDINAL = listed(", et and ou or ni are is sont est pour of : ( ) ; on oui non que qui . a")
_NOUNS_OF_TIME = listed("@d jour jours fois lieu mois semaine")

# What people do, and the things that an event may ask about it: nouns of its labels, verbs and nouns of the sentences.
_TOPICS = (
    ("dejeuner | repas de midi | repas du midi | repas | lunch | luncheon | midi",
     r"dejeun(?:e|er|erai|era|erons|eront|ons|ent|erons|erais)|mang(?:e|er|erai|era|erons|eront|eons|ent)|eat"
     r"|eats|eating|lunch|repas|midday"),
    ("diner | dinner | repas du soir | soir",
        r"din(?:e|er|erai|era|erons|eront|ons|ent)|soup(?:e|er|erai|era|erons)|dinner|dine"),
    ("hebergement | hotel | nuit | logement | accommodation | lodging",
     r"dors|dort|dormir|dormirai|dormira|dormirons|dormiront|loge|loger|logerai|logera|coucher?|chambres?|hotels?"
     r"|hebergement|nuits?|accommodation"),
    ("parking | stationnement | place de parking", r"parkings?|stationnement|stationner|garer|garerai|parking"),
    ("navette | bus | shuttle", r"navettes?|shuttle|bus"),
    ("pique nique | picnic", r"picnic|niquer|niquera|niquerai|niquerons|niqueront|niquez?"),
    ("visite | visites | visits | visit", r"visit(?:e|er|erai|era|erons|eront|s)?"),
    ("cocktail | pot de cloture | aperitif | verre de l amitie | drinks", r"trinqu\w+|apero|aperitif|cocktail"),
    ("garderie | garde d enfants | enfants | childcare | creche | children",
     r"enfants?|gosses?|gamins?|children|child|kids?|garderie|creche"),
)  # fmt: skip


@dataclass(slots=True)
class Speech:
    """An event's words as people say them; made once a letter."""

    known: Signs
    day: int
    topics: list[tuple[re.Pattern[str], str, str]] = field(default_factory=list)  # words, sign, value
    meals: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = ()  # words → the nouns of the meal
    options: dict[str, frozenset[str]] = field(default_factory=dict)  # "question=option" → the words of its names
    heads: frozenset[str] = frozenset()  # the first word of the title: "forum", "congress"

    def read(self, signs: list[Sign], text: str, *, led: bool) -> list[Sign]:
        """Give the signs of a sentence; `led`: workshops were spoken of before, so that a bare number may be one."""
        signs = _without_numbers([_worded(s, text) for s in _enumerated(signs, text)], text)
        signs = self._evented([_unanswered(s, signs, n, text) for n, s in enumerate(signs)])
        signs = _times(signs, text)
        signs = _without_only(_ranked_once(_marked(signs, _RANKS)))
        signs = self._counted_ordinals(signs)
        signs = self._ordinals(signs)
        signs = self._dated(signs, text)
        led = led or any(s.word in WORKSHOP_WORDS or s.word == "@w" for s in signs)
        signs = self._numbers(signs, text, led)
        count = len(self.known.event.workshops)
        everything = rf"(?<!parmi )(?<!among )\b(?:les|aux|the|all) #{count} (?:ateliers|workshops|themes|sessions)\b"
        signs = _marked(signs, ((re.compile(everything), "@all", ""),))
        signs = _marked(signs, ((_OTHERS, "@x", ""), (_EVERYTHING, "@all", "")))
        return _joined(self._topical(_ranges(signs, self.known.numbering)))

    def _evented(self, signs: list[Sign]) -> list[Sign]:
        return [Sign("@e", s.start, s.end) if s.word in self.heads else s for s in signs]

    def _dated(self, signs: list[Sign], text: str) -> list[Sign]:
        """Take the days of a meal that an event asks about by the day ("je déjeunerai le mardi et le mercredi")."""
        out: list[Sign] = []
        nouns: frozenset[str] = frozenset()
        for sign in signs:
            source = [sign.word, *words(text[sign.start : sign.end])]
            said = next((n for pattern, n in self.meals if any(map(pattern.match, source))), None)
            nouns = said or (frozenset(self.options.get(sign.value, ())) if sign.word == "@o" else nouns)
            day = stem(sign.value) if sign.word == "@d" and sign.value else ""
            option = next((o for o, stems in self.options.items() if day and day in stems and stems & nouns), None)
            out.append(Sign("@o", sign.start, sign.end, option) if option else sign)
        return out

    def _workshop(self, number: int, sign: Sign) -> Sign:
        workshop = self.known.numbering.get(str(number))
        return Sign("@w", sign.start, sign.end, workshop) if workshop else Sign("@u", sign.start, sign.end, str(number))

    def _counted_ordinals(self, signs: list[Sign]) -> list[Sign]:
        """Spell out "les trois premiers", "the last two workshops"."""
        out: list[Sign] = []
        count = len(self.known.event.workshops)
        skip = -1
        for at, sign in enumerate(signs):
            if at <= skip:
                continue
            pair = signs[at : at + 2]
            number = next((s for s in pair if s.word == "@c"), None)
            place = next((s for s in pair if re.fullmatch(r"premiere?s|derniere?s|first|last", s.word)), None)
            if number is None or place is None or not 1 < int(number.value) < count:
                out.append(sign)
                continue
            low = 1 if place.word[0] in "pf" else count - int(number.value) + 1
            span = Sign("", pair[0].start, pair[1].end)
            out += [self._workshop(n, span) for n in range(low, low + int(number.value))]
            skip = at + 1
        return out

    def _ordinals(self, signs: list[Sign]) -> list[Sign]:
        """Take "le dernier", "le deuxième et le quatrième atelier", "first and last workshop"."""
        out = list(signs)
        for at, sign in enumerate(signs):
            if not _ORDINAL.match(sign.word):
                continue
            after = signs[at + 1].word if at + 1 < len(signs) else ""
            before = signs[at - 1].word if at else ""
            close = any(s.word in WORKSHOP_WORDS for s in signs[at + 1 : at + 5])
            led = before in ("le", "au", "du", "the") and (
                after in _AFTER_ORDINAL or after in WORKSHOP_WORDS or not after
            )
            if after in _NOUNS_OF_TIME or not (
                led or (close and (after in WORKSHOP_WORDS or after in ("et", "and", ",")))
            ):
                continue
            word = sign.word.rstrip("s")
            last = word.startswith(("dernier", "last"))
            number = len(self.known.event.workshops) if last else _ORDER.get(word, 0)
            if number:
                out[at] = self._workshop(number, sign)
        return out

    def _numbers(self, signs: list[Sign], text: str, led: bool) -> list[Sign]:
        """Tell workshops from other numbers: an article before it, or a list where workshops were spoken of."""
        digits = {
            at: int(text[s.start : s.end])
            for at, s in enumerate(signs)
            if s.word in ("@c", "@d", "@u") and text[s.start : s.end].isdecimal() and s.end - s.start < 3
        }
        said = {
            at: int(s.value)
            for at, s in enumerate(signs)
            if s.word == "@c" and at and signs[at - 1].word in ("numero", "number", "atelier", "workshop")
        }
        bare = [at for at in digits if self._may_be(signs, at)]
        out = list(signs)
        for at, number in (digits | said).items():
            before = signs[at - 1].word if at else ""
            after = signs[at + 1].word if at + 1 < len(signs) else ""
            day = signs[at].word == "@d" and number == self.day and not any(s.word == "@w" for s in signs[:at])
            if _of_units(signs, at) or self._counts(signs, at):
                continue
            if after in _UNITS or day or (signs[at].word == "@u" and str(number) not in self.known.numbering):
                continue
            listed_here = at in bare and (led or len(bare) > 1 or after == "@r")
            if at in said or listed_here or (before in _ARTICLES and (led or number != self.day) and at in digits):
                out[at] = self._workshop(number, signs[at])
        return out

    def _counts(self, signs: list[Sign], at: int) -> bool:
        """Say whether a number answers a question that asks for one ("accompagnants : 3", "3 au dîner")."""
        near = [s for s in signs[max(0, at - 2) : at] if s.word == "@q"]
        if at + 2 < len(signs) and signs[at + 1].word in ("au", "a", "aux", "pour", "for", "at", "to"):
            near += [s for s in signs[at + 2 : at + 4] if s.word == "@q"]
        asked = [self.known.event.question(s.value) for s in near]
        return any(q is not None and q.type is QuestionType.NUMBER for q in asked)

    def _may_be(self, signs: list[Sign], at: int) -> bool:
        before = signs[at - 1].word if at else ""
        after = signs[at + 1].word if at + 1 < len(signs) else ""
        if after in _UNITS or signs[at].word == "@d":
            return False
        following = signs[at + 2].word if at + 2 < len(signs) else ""
        if before.endswith("s") and after in (",", "et", "and", "&", "+") and following in ("@c", "@w"):
            return True  # "les modules 1, 2 et 4"
        return not before or before in _ARTICLES or before in _LINKS or before in ("@w", "@r", "numbered", "numeros")

    def _topical(self, signs: list[Sign]) -> list[Sign]:
        """Put what a verb is about behind it: "je mange" is about the meal, unless the meal is named there."""
        out: list[Sign] = []
        for at, sign in enumerate(signs):
            found = None if sign.word.startswith("@") else self._topic(signs, at)
            deed = is_verb(sign.word) or sign.word.endswith(("er", "ir")) or found is None
            out += [sign] if deed else []
            out += [Sign(found[0], sign.start, sign.end, found[1])] if found else []
        return out

    def _topic(self, signs: list[Sign], at: int) -> tuple[str, str] | None:
        """Give what a word is about, unless that is named beside it."""
        near = [s for s in signs[max(0, at - 4) : at + 6] if s.word in ("@q", "@o", "@m")]
        for pattern, word, value in self.topics:
            if pattern.match(signs[at].word) and not any(_same_question(s.value, value) for s in near):
                return word, value
        return None


def speech_for(known: Signs) -> Speech:
    """Give how people speak of an event."""
    table = {stems: (word, value) for stems, word, value in known.table if word in ("@q", "@o")}
    topics = []
    for nouns, said in _TOPICS:
        found = [
            table[stems]
            for noun in phrases(nouns)
            if (stems := tuple(stem(w) for w in noun.split() if w not in ("de", "du", "l", "d"))) in table
        ]
        found = found or _only_question(known, nouns)
        if found:
            topics.append((re.compile(rf"^(?:{said})$"), *found[0]))
    title = [w for w in known.event.title.casefold().split() if len(w) > 3]
    taken = {w for stems, word, _ in known.table if word != "@e" for w in stems}
    heads = frozenset({w for w in title[:1] if stem(w) not in taken and w.isascii()}) | (
        listed("forum congres congress convention conference colloque seminaire seminar rencontre rencontres")
        & frozenset(_title_words(known))
    )
    meals = tuple(
        (re.compile(rf"^(?:{said})$"), frozenset(stem(n) for n in phrases(nouns))) for nouns, said in _TOPICS[:2]
    )
    options: dict[str, frozenset[str]] = {}
    for stems, word, value in known.table:
        if word == "@o":
            options[value] = options.get(value, frozenset()) | frozenset(stems)
    return Speech(known, known.event.starts.day, topics, meals, options, heads)


def _only_question(known: Signs, nouns: str) -> list[tuple[str, str]]:
    """Give the one question in whose names a noun stands ("Bus from Brussels airport")."""
    single = {stem(noun) for noun in phrases(nouns) if " " not in noun}
    found = {
        q.id for q in known.event.questions
        if any(stem(w) in single for phrase in (q.label, *q.aliases) for w in words(phrase))
        and q.type in (QuestionType.YES_NO, QuestionType.NUMBER)
    }  # fmt: skip
    return [("@q", found.pop())] if len(found) == 1 else []


def _title_words(known: Signs) -> list[str]:
    return words(known.event.title)


def _same_question(one: str, other: str) -> bool:
    return one.partition("=")[0] == other.partition("=")[0]


def _ranks() -> list[tuple[re.Pattern[str], str, str]]:
    found = []
    for number, names in enumerate(_ORDINAL_WORDS, 1):
        some = "|".join(names)
        long = "|".join(n for n in names if not n.startswith("#"))
        patterns = (
            rf"\b(?:en|comme|as|in) (?:mon |my |tout )?(?:{some})(?![\w#])(?: {_WISH})?",
            rf"\b(?:(?:mon|ma|my|le|the|en) )?(?:{long}) {_WISH}\b{_VERGES}",
            rf"\b(?:(?:mon|ma|my|le|the) )?{_WISH}(?: n| no| numero| number)? #{number}\b{_VERGES}",
            rf"\b(?:mon|ma|my) (?:{long})(?= (?:a|au|aux|to|for|:|@w|l|workshop|atelier)\b|$)",
            rf"\ble (?:{long})(?= (?:(?:au|a la|aux) |@w))",
            rf"\b(?:mon|ma|my|le|la|the) (?:{long}) (?:is|est|serait|sera|will be|would be)"
            r"(?= (?:@w|the|l|la|le|celui) ?)",
        )
        found += [(re.compile(pattern), "@r", str(number)) for pattern in patterns]
    found.append((_IN_ORDER, "order", ""))
    return [*found, (_FIRST, "@r", "1"), (_NEXT, "@r", "+"), (_ELSE, "@r", "~")]


_RANKS = tuple(_ranks())


def _enumerated(signs: list[Sign], text: str) -> list[Sign]:
    """Give the numbers of a list that runs on in a sentence as ranks ("my choices are 1) x, 2) y")."""
    heads = [
        at
        for at, (sign, behind) in enumerate(itertools.pairwise(signs))
        if behind.word == ")" and text[sign.start : sign.end].isdecimal() and not _is_open(signs[:at])
    ]
    if len(heads) < 2 or [text[signs[at].start : signs[at].end] for at in heads] != [
        *map(str, range(1, len(heads) + 1))
    ]:
        return signs
    ranks = [Sign("@r", s.start, s.end, text[s.start : s.end]) if n in heads else s for n, s in enumerate(signs)]
    return [s for n, s in enumerate(ranks) if n - 1 not in heads]


def _is_open(signs: list[Sign]) -> bool:
    """Say whether a bracket stands open."""
    said = [s.word for s in signs if s.word in ("(", ")")]
    return bool(said) and said[-1] == "("


def _worded(sign: Sign, text: str) -> Sign:
    """Give "aucun" as the word that denies, not as a count of nothing."""
    said = fold(text[sign.start : sign.end])
    return Sign(said, sign.start, sign.end) if sign.word == "@c" and said in ("aucun", "aucune") else sign


def _unanswered(sign: Sign, signs: list[Sign], at: int, text: str) -> Sign:
    """Give a lone "aucun" as a word again: it denies what stands behind it, unless it stands behind its question."""
    if sign.word == "@o" and _is_deed(sign, signs, at, text):
        return Sign(fold(text[sign.start : sign.end]), sign.start, sign.end)
    if sign.word != "@o" or fold(text[sign.start : sign.end]) not in ("aucun", "aucune", "none", "non", "no"):
        return sign
    before = {s.value.partition("=")[0] for s in signs[max(0, at - 3) : at] if s.word == "@q"}
    return (
        sign
        if sign.value.partition("=")[0] in before
        else Sign(fold(text[sign.start : sign.end]), sign.start, sign.end)
    )


def _is_deed(sign: Sign, signs: list[Sign], at: int, text: str) -> bool:
    """Say whether an option's name is a verb here ("je confirme"), its question not being named."""
    asked = sign.value.partition("=")[0]
    named = any(s.word == "@q" and s.value == asked for s in signs)
    return (
        not named
        and is_verb(fold(text[sign.start : sign.end]))
        and (not at or signs[at - 1].word not in ("suis", "est"))
    )


def _of_units(signs: list[Sign], at: int) -> bool:
    """Say whether a list of numbers ends with what they count ("2, 4 et 7 ans")."""
    for sign in signs[at + 1 :]:
        if sign.word in ("@c", ",", "et", "and"):
            continue
        return sign.word in _UNITS
    return False


def _ranked_once(signs: list[Sign]) -> list[Sign]:
    """Leave out the "puis" before a rank that is told ("puis en deuxième choix")."""
    return [
        s
        for s, b in itertools.zip_longest(signs, signs[1:])
        if not (s.word == "@r" == getattr(b, "word", "") and s.value == "+")
    ]


_NOTHING_ELSE = re.compile(
    r"\b(?:(?:et|and|,) )?(?:(?:a|pour|de|for|to|au) )?(?:rien d autre|aucun autre|nothing else|no others?"
    r"|none other)\b"
)


def _without_only(signs: list[Sign]) -> list[Sign]:
    """Leave out "et rien d'autre": it denies none of what stands before it."""
    at, dropped, starts = 0, set[int](), list[int]()
    for sign in signs:
        starts.append(at)
        at += len(_render(sign)) + 1
    for found in _NOTHING_ELSE.finditer(" ".join(map(_render, signs))):
        dropped |= {n for n, start in enumerate(starts) if found.start() <= start < found.end()}
    return [sign for n, sign in enumerate(signs) if n not in dropped] if len(dropped) < len(signs) else signs


def _render(sign: Sign) -> str:
    return f"#{sign.value}" if sign.word == "@c" else sign.word


def _marked(signs: list[Sign], patterns: "tuple[tuple[re.Pattern[str], str, str], ...]") -> list[Sign]:
    """Put one sign for each stretch of words that a pattern finds."""
    for pattern, word, value in patterns:
        pieces = [_render(s) for s in signs]
        starts, at = [], 0
        for piece in pieces:
            starts.append(at)
            at += len(piece) + 1
        for found in reversed(list(pattern.finditer(" ".join(pieces)))):
            inside = [n for n, start in enumerate(starts) if found.start() <= start < found.end()]
            if inside and found.end() > found.start():
                first, last = inside[0], inside[-1]
                signs = [*signs[:first], Sign(word, signs[first].start, signs[last].end, value), *signs[last + 1 :]]
    return signs


_PHONE = re.compile(r"(?<!\d)(?:\+\d{1,3}[\s.]?(?:\(0\)\s?)?\d|0\d)(?:[\s.-]?\d{2,3}){3,4}(?!\d)")


def _without_numbers(signs: list[Sign], text: str) -> list[Sign]:
    """Put one sign for a telephone number: its digits are no workshops."""
    for m in _PHONE.finditer(text):
        inside = [n for n, s in enumerate(signs) if s.start >= m.start() and s.end <= m.end()]
        if inside:
            signs = [*signs[: inside[0]], Sign("@n", m.start(), m.end(), m[0]), *signs[inside[-1] + 1 :]]
    return signs


def _times(signs: list[Sign], text: str) -> list[Sign]:
    """Drop the hour behind a workshop ("le 2 à 10 h"): it only says when."""
    out: list[Sign] = []
    for sign in signs:
        if sign.word == "@d" and re.search(r"\d\s?[hH:]", text[sign.start : sign.end]):
            if out and out[-1].word in ("a", "at", "de"):
                out.pop()
            continue
        out.append(sign)
    return out


def _span(sign: Sign) -> tuple[int, int]:
    return sign.start, sign.end


def _joined(signs: list[Sign]) -> list[Sign]:
    """Join a workshop's number and its name, or the two halves of its name, where they stand beside each other."""
    out: list[Sign] = []
    for sign in signs:
        if (
            sign.word == "@w"
            and len(out) > 1
            and out[-1].word in ("/", "-")
            and out[-2] == Sign("@w", *_span(out[-2]), sign.value)
        ):
            out.pop()
        if out and sign.word == "@w" and out[-1].word == "@w" and out[-1].value == sign.value:
            out[-1] = Sign("@w", out[-1].start, sign.end, sign.value)
        else:
            out.append(sign)
    return out
