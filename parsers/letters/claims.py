"""What of a letter no value claims: what was read may be right and not all that was said.

Names and numbers by their looks; workshops, questions and options by their signs (``parsers.letters.signs``), and
the words of their names that stand alone.
"""

import re

from parsers.coupons.choices import Choices
from parsers.coupons.likeness import stem
from parsers.coupons.vocabulary import CALENDAR
from parsers.draft import Draft
from parsers.event import Event
from parsers.folding import fold, listed, words
from parsers.letters.affiliation import role_and_body
from parsers.letters.idle import idle_stretches, is_idle_count
from parsers.letters.nouns import NAMELESS
from parsers.letters.parting import is_verb
from parsers.letters.phrase_kinds import Phrase, phrase_kind
from parsers.letters.signs import Sign
from parsers.letters.wording import ends_as_role, has_body_word, has_role_word
from parsers.reading import AnswerValue

_TELLING = re.compile(r"[^\W\d_][\w'’-]*|\d[\d .:/h-]*\d|\d")
_BEGINS = re.compile(r"(?:^|[.!?:…«»\"(–—-])\s*$")
_EVERYDAY = listed(
    """m mme mlle mr mrs ms dr monsieur madame mademoiselle messieurs mesdames i je j nous il elle atelier ateliers
    workshop workshops session sessions
    d ve ll re s president presidente maire madam sir oui non yes no ok merci bonjour cordialement mail email tel pdf
    word internet sncf tgv ter rer eurostar thalys intercites ouigo mot noel paques toussaint christmas easter mon
    ma mes my comment pourquoi french english german dutch spanish italian"""
)
_OF_EVENTS = (
    r"(?:Congress|Meeting|Conference|Convention|Forum|Fair|Summit|Seminar|Workshop|Symposium|Assembly|Days?|Weekend"
    r"|Festival|Event|Congrès|Conférence|Rencontres?|Journées?|Salon|Séminaire|Colloque|Assises|Assemblée|Université)"
)
_RUN = r"(?:[A-ZÀ-Þ][\w'’-]*\s+(?:(?:of|and|for|the|de|du|des|et|la|les)\s+){0,2})"
# "the Cross-Channel Small Cinemas Meeting", "aux Rencontres": what else the event is called
_EVENT_CALLED = re.compile(
    rf"\b(?:[Tt]he|[Yy]our|[Oo]ur|[Tt]his|au|aux|l['’]|la|le|les|du|des|votre|vos|cette"
    rf"|ces)\s*{_RUN}{{0,6}}{_OF_EVENTS}\b"
)
_WORD = 4  # letters of a word that says something
_ASKING = listed(
    """pour avec dans sans chez sera demande participera participer
    participation nombre number personne personnes souhaite
    souhaitez atelier ateliers inscription presence jour journee soir matin midi from will your with vous votre vos
    notre nous leur venir viendra viens prendra prendre avez besoin need choix choice people many which what
    lieu place"""
)


_ROLE_WORDS = 12
_POSTAL = 5  # digits of the shortest number that counts nothing
_SHORT_ROLE = 6  # words of a role that may name a part of a body
_SURELY = 0.9  # the same at which a name behind "of" is a body
_OF_NAME = re.compile(r"\bof (?:the )?(?P<name>[A-Z]\S*(?: [A-Z]\S*)+)$")
_LIKELY = 0.6  # the least chance at which the model takes a role for a body
# In a letter that changes something: what is named with them still holds.
_KEPT = frozenset(
    {"toujours", "inchange", "inchanges", "garde", "conserve", "maintiens", "reste", "still", "unchanged", "keep"}
)
_KEEPS = frozenset({"garde", "conserve", "maintiens", "keep", "toujours", "still"})  # what stands behind them
# Where a word of three letters is a noun: "pas de car", "car non", not "car je pars tôt".
_SHORT, _OF_NOUNS = 3, frozenset({"le<", "du<", "de<", "un<", "en<", "the<", "oui", "non", "yes", "no", "compris"})
_DOERS = frozenset({"je", "j", "nous", "vous", "il", "elle", "i", "we", "ai", "avez", "avons", "a", "have", "has"})
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TWO_OF_US = re.compile(
    r"\b(?:neither of us|both of us|the two of us|ni l un(?:e)? ni l autre|aucun(?:e)? de nous|nous deux)\b"
)


def speaks_of_two(text: str) -> bool:
    """Say whether a sentence says of two people what they do ("neither of us can make it")."""
    return bool(_TWO_OF_US.search(fold(text)))


def unclaimed(sentences: list[str], drafts: list[Draft], choices: Choices, known: str) -> list[str]:
    """Give the names and long numbers in sentences that stand neither in a draft nor in the event; `known`: others'."""
    event = choices.event
    texts = [value for draft in drafts for value in draft.values.values()]
    texts += [value for draft in drafts for value in draft.answers.values() if isinstance(value, str)]
    texts += [event.title, event.venue or "", *event.match, known]
    texts += [p for w in event.workshops for p in (w.label, *w.aliases, w.slot or "")]
    texts += [p for q in event.questions for p in (q.label, *q.aliases)]
    texts += [p for q in event.questions for c in q.choices for p in (c.label, *c.aliases)]
    claimed = {w for text in texts for w in words(text)} | _EVERYDAY | CALENDAR
    digits = "".join(re.sub(r"\D", "", text) + " " for text in texts)
    bodies = "|".join(re.escape(d.values["organisation"]) for d in drafts if "organisation" in d.values)
    longer = re.compile(rf"(?:{bodies or '(?!)'})\s+(?:qui|that|which)\b")  # "Librairie du Chat qui lit"
    more = ["qui" for text in sentences if longer.search(text)]
    written = {value.casefold() for draft in drafts for value in draft.values.values()}
    more += [found for text in sentences for found in _ADDRESS.findall(text) if found.casefold() not in written]
    called = [_EVENT_CALLED.sub(" ", text) for text in sentences]
    return more + [word for text in called for word in _telling(text) if not _is_claimed(word, claimed, digits)]


def _telling(text: str) -> list[str]:
    """Give a sentence's words with a capital that its place does not explain, and its long numbers."""
    found = []
    idle = idle_stretches(text)
    for match in _TELLING.finditer(text):
        piece = match.group()
        if any(start <= match.start() < end for start, end in idle):
            continue
        if piece[0].isdigit():
            if len(re.sub(r"\D", "", piece)) > 3 and not re.fullmatch(r"(?:19|20)\d\d", piece):
                found.append(piece)
        elif piece[0].isupper() and not _BEGINS.search(text[: match.start()]):
            found.append(piece)
    return found


def _is_claimed(word: str, claimed: set[str], digits: str) -> bool:
    if word[0].isdigit():
        return re.sub(r"\D", "", word)[-8:] in digits
    return set(words(word)) <= claimed


def is_plausible(draft: Draft) -> bool:
    """Say whether role and body look like what they are said to be, and hold nothing else."""
    role, body = draft.values.get("role"), draft.values.get("organisation")
    if role and body and _is_torn(role, body):
        return False
    if body and not _may_be_body(body):
        return False
    if role and not body and (of := _OF_NAME.search(role)):
        kind, chance = phrase_kind(of["name"])
        if kind is Phrase.ORGANISATION and chance > _SURELY:
            return False  # "Director of Leeds Voices Radio"
    return not role or _may_be_role(role) or (body is not None and _is_of_a_part(role, body))


def _is_of_a_part(role: str, body: str) -> bool:
    """Say whether a role may hold a part of the body that stands beside it ("Directeur du CIAS", "Mairie de Louvy")."""
    return (
        has_role_word(role)
        and len(words(role)) < _SHORT_ROLE
        and has_body_word(body.split()[0])
        and len(words(body)) > 1
    )


_HOLDS_BODY = re.compile(  # "trésorier de la chorale Les Voix"
    r"\sa\s|, [A-ZÀ-Þ]|\b(?:du|de la|de l['’])\s*[a-zà-ÿ]{3,}\s+(?:Les?|La|L['’]|[A-ZÀ-Þ][a-zà-ÿ]+ [A-ZÀ-Þ])"
    r"|\b(?:du|des?|de la|de l['’])\s+[A-ZÀ-Þ]{2,}\b"
)


def _may_be_role(role: str) -> bool:
    """Say whether a text is what somebody does: by its own word, or by what the model makes of it."""
    english = ends_as_role(role)
    if has_body_word(role.split()[0]) and not english and (len(words(role)) == 1 or not has_role_word(role)):
        return False  # "Office de tourisme"
    kind, chance = phrase_kind(role)
    named = re.search(r"\s(?:\S+['’])?[A-ZÀ-Þ][a-zà-ÿ]", role) is not None  # "trésorier de la chorale Les Voix"
    if kind is Phrase.ORGANISATION and not english and (chance > _LIKELY or named):
        return False
    if _HOLDS_BODY.search(role):
        return False
    return role_and_body(role)[1] is None and not re.search(r"\d{4}|@", role) and len(words(role)) <= _ROLE_WORDS


def _may_be_body(body: str) -> bool:
    """Say whether a text is a body: it begins with the word for one and has a name, or the model takes it for one."""
    if re.search(r"\d{4}|@|,", body):
        return False
    if (kind_of := _KIND_OF_BODY.match(body)) and has_body_word(body[kind_of.end() :].split()[0]):
        return False  # of "l'association Secours Ubaye" only a person knows whether the first word belongs to the name
    inside = body[:1].islower() and any(map(has_body_word, body.split()[1:]))  # "régie de la Ville de X": torn?
    if has_body_word(body.split()[0]) and _NAMED_BODY.fullmatch(body) and not inside:
        return True
    kind, chance = phrase_kind(body)
    if body[:1].islower() and kind is not Phrase.ORGANISATION:
        return kind_of is not None and " à " not in body
    begins = body[:1].isupper() and has_body_word(body.split()[0]) and len(words(body)) > 1
    least = 0.8 if begins and not has_role_word(body) else 0.55
    return not (kind in (Phrase.ROLE, Phrase.BOTH, Phrase.ADDRESS) and chance > least)


def _is_torn(role: str, body: str) -> bool:
    """Say whether the body begins in the middle of what somebody does ("adjoint aux" | "solidarités de la ville")."""
    return body[:1].islower() and len(words(role)) == 1 and not has_body_word(body.split()[0])


_NAMED_BODY = re.compile(r"[^\W\d_]+(?: [A-ZÀ-Þ][\w’'-]*| (?:de |d['’]|du |des )(?:la |l['’])?[A-ZÀ-Þ][\w’'-]*)+")
_KIND_OF_BODY = re.compile(r"(?:association|société|entreprise|firme) (?=[A-ZÀ-Þ])")


def miscounted(heard: list[list[Sign]], drafts: list[Draft], event: Event | None = None) -> bool:
    """Say whether the sentences speak of a number that is nothing that was read ("3 places" for one person)."""
    counts = _counts(drafts)
    return any(
        sign.word == "@c"
        and sign.value not in counts
        and not is_idle_count(signs, at)
        and not (event and _is_day(signs, at, event))
        for signs in heard
        for at, sign in enumerate(signs)
    )


_BESIDE_DAYS = frozenset({"@d", "@o", "des", "les", ",", "et", "and"})


def _is_day(signs: list[Sign], at: int, event: Event) -> bool:
    """Say whether a number is one of the event's days where it stands ("des 9, 10 et 11 juin", "vendredi 9")."""
    days = range(event.starts.day, max(event.starts.day, event.ends.day) + 1)
    near = [sign.word for sign in signs[max(0, at - 1) : at + 4]]
    dated = "@d" in near or (at > 0 and signs[at - 1].word == "@o")
    return signs[at].value in map(str, days) and dated and (at == 0 or signs[at - 1].word in _BESIDE_DAYS)


def _counts(drafts: list[Draft]) -> set[str]:
    counts = {"1", str(len(drafts)), *(str(len(draft.workshops)) for draft in drafts)}
    return counts | {text for draft in drafts for value in draft.answers.values() for text in _texts(value)}


def unanswered(heard: list[list[Sign]], drafts: list[Draft], event: Event, *, changed: bool) -> list[str]:
    """Give what the sentences speak of that no draft holds: workshops, questions, counts, words of their names.

    `changed`: the letter changes an earlier reply, so that it may name what holds no more.
    """
    named = {workshop for draft in drafts for workshop in draft.workshops}
    if changed:
        named |= {workshop.id for workshop in event.workshops}
    chosen = {workshop for draft in drafts for workshop in draft.chosen}
    answered = {question for draft in drafts for question in draft.answers}
    counts, lone, deeds = _counts(drafts), _lone_words(drafts, event), _asked_deeds(answered, event)
    out = []
    for signs in heard:
        kept = next((at for at, sign in enumerate(signs) if sign.word in _KEPT), len(signs))
        kept = -1 if kept < len(signs) and signs[kept].word not in _KEEPS else kept
        for at, sign in enumerate(signs):
            held = chosen if at > kept else named
            least = _SHORT if _beside(signs, at) & _OF_NOUNS else _WORD
            if (
                (sign.word == "@w" and sign.value not in held)
                or (sign.word in ("@q", "@o") and sign.value.partition("=")[0] not in answered)
                or (
                    sign.word == "@c"
                    and sign.value not in counts
                    and not is_idle_count(signs, at)
                    and not _is_day(signs, at, event)
                )
                or sign.word == "@u"
                or (
                    sign.word == "@n"
                    and _is_amount(sign.value)
                    and sign.value not in counts
                    and not is_idle_count(signs, at)
                )
                or (len(sign.word) >= least and stem(sign.word) in lone and not _is_deed(signs, at))
                or sign.word.startswith(deeds)
            ):
                out.append(sign.word)
    return out


def _is_amount(value: str) -> bool:
    """Say whether a long number may count something: no year, no postal code, no number to call."""
    return value.isdecimal() and len(value) < _POSTAL and not re.fullmatch(r"(?:19|20)\d\d", value)


_FUTURE = re.compile(r"^(?!particip|assist|prend|souhait|sera|aura|fera|vien)(\w{4,}?)(?:era|erez|erai)$")


def _asked_deeds(answered: set[str], event: Event) -> tuple[str, ...]:
    """Give how the verbs begin that open questions ask by ("Visitera la cuisine centrale")."""
    labels = [q.label for q in event.questions if q.id not in answered]
    return tuple(found[1] for label in labels if (found := _FUTURE.match((words(label) or [""])[0])))


def _is_deed(signs: list[Sign], at: int) -> bool:
    """Say whether a word is what somebody does ("je vous confirme"), not the name of a thing."""
    return at > 0 and signs[at - 1].word in _DOERS and is_verb(signs[at].word)


def _beside(signs: list[Sign], at: int) -> set[str]:
    """Give the words right before and behind a sign: "pas de car", "car non"."""
    return {f"{sign.word}<" for sign in signs[max(0, at - 1) : at]} | {sign.word for sign in signs[at + 1 : at + 2]}


def _lone_words(drafts: list[Draft], event: Event) -> set[str]:
    """Give the stems of words that stand in the names of one thing alone, of one that nobody chose or answered."""
    held = {f"{workshop}." for draft in drafts for workshop in draft.workshops}
    held |= {question for draft in drafts for question in draft.answers}
    asked: dict[str, set[str]] = {}
    for workshop in event.workshops:
        for word in {word for phrase in (workshop.label, *workshop.aliases) for word in words(phrase)}:
            asked.setdefault(stem(word), set()).add(f"{workshop.id}.")
    for question in event.questions:
        options = [p for choice in question.choices for p in (choice.label, *choice.aliases)]
        for phrase in (question.label, *question.aliases, *options):
            for word in words(phrase):
                asked.setdefault(stem(word), set()).add(question.id)
    given = [text for draft in drafts for text in draft.values.values()]
    given += [text for draft in drafts for value in draft.answers.values() for text in _texts(value)]
    usual = {stem(w) for text in (event.title, event.venue or "", *event.match, *given) for w in words(text)}
    lone = {word for word, things in asked.items() if len(things) == 1 and not things & held}
    return lone - usual - {stem(w) for w in _ASKING | NAMELESS}


def _texts(value: AnswerValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
