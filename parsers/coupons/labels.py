"""What a text asks for: a field, a question of the event, a workshop that is answered by oui or non, or a choice."""

import re
from dataclasses import dataclass

from parsers.coupons.choices import Choices, ordinal
from parsers.coupons.label_kinds import learned_label
from parsers.coupons.likeness import NUMBER_OF, content
from parsers.coupons.padding import without_fillers
from parsers.coupons.vocabulary import CALENDAR, Label, known_labels, label_of, labels_cut_short, without_brackets
from parsers.document import Mark
from parsers.event import Question, QuestionType
from parsers.folding import fold, listed, words

_RANKED = re.compile(r"\s*(?:\[\s*[1-9]\s*\]|\(\s*[1-9]\s*\))\s*")
_SENTENCE = re.compile(r"\w\w[.!]\s*$|^\s*(?:je|j'|il|elle|nous|ils|elles|i|we|he|she|they)\b", re.IGNORECASE)
_CHOICE = listed(
    """choix choice choices voeu voeux preference preferences pref prefs priorite priorites priority vote option options
    selection selections"""
)
_WORKSHOP = listed(
    """atelier ateliers workshop workshops session sessions theme themes thematique thematiques seance seances
    inscription inscriptions at"""
)
_NUMBERS = listed("numero numeros nos number numbers lettre lettres letter letters")
_CHOSEN = listed("choisi choisis choisie choisies retenu retenus retenue retenues chosen selected voulu voulus")
_AROUND = listed(
    """mon ma mes votre vos notre nos my your our le la les l un une de du des d en par ordre order n no nr numero
    number au aux a pour the of for on in choisi choisis choisie choisies chosen selected retenu retenus retenue
    retenues souhaite souhaites souhaitee souhaitees prefere preferes preferred desire desires voulu voulus
    demande demandes je j ai participerai participe participera participer suivrai suivre suivra suit m inscris
    inscrit s i will attend wish to et and choisis choisissons choisir choose seul seule only"""
)
TIMES = listed(
    """matin matinee apres midi soir soiree journee morning afternoon evening creneau creneaux slot slots h am pm
    am demi horaire time plage"""
)
# "2) Prénom", "b) Ville"
_ITEM_NUMBER = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|(?:[a-zA-Z]|[ivx]{1,4})\))\s*(?=[^\W\d])")
_OFFER = re.compile(r"\b(?:oui\s*(?:/|ou)\s*non|yes\s*(?:/|or)\s*no)\b", re.IGNORECASE)
_WHOLLY = 0.98  # how sure a workshop is whose every word is known
_MOSTLY = 0.9  # and one of whose words most are
_NUMBER = re.compile(r"(?<![\w.,])\d{1,6}(?![\w.,])")
_MOST_DIGITS = 6  # of a day, its hour and a rank
_MAX_SHORT = 5  # letters of a word that was cut short
_MAX_WORDS = 9  # of the words above or before a choice
_ENDS = re.compile(r"[.!?]\s*$")
# What makes a label one for something else than one's own choice.
_HOW_MANY = re.compile(  # "(give one or two numbers)"
    r"\((?:(?:give|choose|tick|write|indique[rz]|choisi[rs]\w*|inscri\w+|note[rz]|one|two|three|une?|deux|trois|\d|or|ou|et|and"
    r"|numbers?|num[ée]ros?|choix|choices?|max\w*|at|most|up|to|au|plus|only|seule?)(?:\s+|(?=\))))+\)",
    re.IGNORECASE,
)
_NOT_CHOSEN = re.compile(
    r"\b(?:ne|n|pas|non|not|no|ni|sans|sauf|except\w*|propose\w*|possibles?|disponibles?|available|offered|complets?|full"
    r"|programme|annul\w*|cancel\w*|libere\w*|remplac\w*|instead|plutot|ancien\w*|precedent\w*|previous\w*|rappel\w*|liste"
    r"|attente|waiting|anim\w*|intervien\w*|speak\w*|host\w*|colleg\w*|accompagn\w*|conjoint\w*|invite\w*|autre\w*|other\w*"
    r"|remarque\w*|comment\w*|question\w*|numeros?|numbers?|ou|or|si|if|hesit\w*)\b"
)
_NONE = frozenset({"aucun", "aucune", "none", "neant"})
CLOCK = re.compile(r"\d{1,2}(?:h(?:\d{2})?)?|\d{1,2}(?:er|e|st|nd|rd|th)")
# What several people of one reply may share.
ONCE_FOR_ALL = frozenset(
    {Label.ORGANISATION, Label.ADDRESS, Label.POSTAL_CODE, Label.CITY, Label.POSTAL_CITY, Label.PHONE}
)
# "(pour tous)", "commune aux deux participants", "for both of us", at the end of a label or of a value
SCOPE = re.compile(
    r"\s*[(,–-]?\s*(?<!\w)(?:(?:valables?|identiques?|communs?|communes?|(?:la |le |les )?m[eê]mes?|shared|common)\s+)?"
    r"(?:pour|[àa]|aux|for|to|by)\s+(?:nous|tous|toutes|chacune?|tout le (?:monde|groupe)|l['’]ensemble|le groupe"
    r"|les (?:deux|trois|quatre|\d)|deux|trois|all|both|everyone|everybody|each)"
    r"(?:\s+(?:tous|toutes|deux|trois|quatre|les|des|of|us|them|the|three|participante?s?|participants|inscrite?s?"
    r"|personnes?|people|attendees?))*\s*\)?\s*$"
    r"|(?<=\w)\s+\(?(?:communs?|communes?|shared|in common)\)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pick:
    """What narrows a label for workshops: the rank that it asks for, the slot that it is for."""

    rank: int | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value; `start` and `end` are the value's offsets in the line."""

    value: str
    start: int
    end: int
    label: Label | None = None
    question: Question | None = None
    workshop: str | None = None
    written: str = ""  # the label as it stands
    sure: float = 0.98
    pick: Pick | None = None  # only where `label` is WORKSHOPS
    learned: bool = False  # the vocabulary does not hold it
    common: bool = False  # its value counts for everybody ("Organisme pour tous")


def meaning(
    written: str,
    start: int,
    end: int,
    value: str,
    choices: Choices,
    *,
    bare: bool = False,
    answered: bool = False,
    first: bool = False,
) -> Labelled | None:
    """Give the Labelled of a text that may be a label. `bare`: it fills its line. `answered`: by oui or non.

    `first`: of its line; only there a label may be one that the vocabulary does not hold.
    """
    sentence = bare and bool(_SENTENCE.search(written)) and not choices.is_asked(written)
    written = _ITEM_NUMBER.sub("", written).strip(" \t:.…_*-•–")
    if not fold(written) or len(written) > 140:
        return None
    if answered or _RANKED.fullmatch(value):
        workshop, asked = choices.workshop(written), choices.question(written)
        if workshop and workshop[1] >= (0.7 if asked is None else _WHOLLY):
            return Labelled(value, start, end, workshop=workshop[0], written=written, sure=workshop[1])
    scope = SCOPE.search(written)
    if scope and scope.start() and (label := label_of(written[: scope.start()])) in ONCE_FOR_ALL:
        return Labelled(value, start, end, label=label, written=written, sure=0.95, common=True)
    label = None if bare and choices.is_name(written) else label_of(written)  # "Direction" in the workshops' list
    if label is not None and fold(without_brackets(written)) not in known_labels():
        own = [
            q for q in choices.event.questions if fold(without_brackets(written)) in map(fold, (q.label, *q.aliases))
        ]
        if len(own) == 1 and not sentence:
            return Labelled(value, start, end, question=own[0], written=written, sure=0.97)  # "Collège" of electors
    if label is not None:
        return Labelled(value, start, end, label=label, written=written, pick=_pick_of(label, written, choices))
    pick = pick_of(written, choices)
    if pick is not None and not (bare and pick == Pick()) and _is_choice(written, value, choices):
        return Labelled(value, start, end, label=Label.WORKSHOPS, written=written, pick=pick)
    question = choices.question(written) or _counted(written, choices)
    if (
        question is not None
        and not sentence
        and not set(words(_OFFER.sub(" ", without_brackets(written)))) & {"oui", "non", "yes", "no"}  # an answer
        and (not bare or len(words(written)) <= 10)
        and not _is_event_title(written, choices)
    ):
        return Labelled(value, start, end, question=question, written=written, sure=0.97)
    if not first or question is not None or _names_workshop(written, choices):
        return None
    if abbreviated := _abbreviation(written, choices):
        label, question = abbreviated
        return Labelled(value, start, end, label=label, question=question, written=written, sure=0.93, learned=True)
    label = learned_label(written, value)
    return Labelled(value, start, end, label=label, written=written, sure=0.93, learned=True) if label else None


def _names_workshop(written: str, choices: Choices) -> bool:
    """Say whether a text names a workshop with most of its words; "Adresse du service" shares one with a title."""
    found = choices.workshop(written)
    return found is not None and found[1] >= _MOSTLY


def _counted(written: str, choices: Choices) -> Question | None:
    """Give the one question for a number whose name goes on with what a label counts ("Nombre de bénévoles")."""
    said = content(written)
    if len(said) < 2 or said[0] not in NUMBER_OF:
        return None
    asked = [q for q in choices.event.questions if q.type is QuestionType.NUMBER]
    names = [(q, content(name)) for q in asked for name in (q.label, *q.aliases)]
    counted = _uncounted(said)
    found = {
        q.id: q for q, name in names if name[:1] != _uncounted(name)[:1] and _uncounted(name)[: len(counted)] == counted
    }
    return next(iter(found.values())) if len(found) == 1 else None


def counted_within(text: str, choices: Choices) -> list[Labelled]:
    """Give the question for a number whose words stand around it ("NOTRE JARDIN COMPTE 42 PARCELLES")."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1 or not fold(text[: found[0].start()]):
        return []
    start, end = found[0].span()
    said = set(content(f"{text[:start]} {text[end:]}")) - NUMBER_OF
    asked = [q for q in choices.event.questions if q.type is QuestionType.NUMBER]
    fitting = [q for q in asked if any(said == set(content(name)) - NUMBER_OF for name in (q.label, *q.aliases))]
    if len(fitting) != 1 or len(said) < 2:
        return []
    return [Labelled(found[0][0], start, end, question=fitting[0], written=fitting[0].label, sure=0.97)]


def _uncounted(said: list[str]) -> list[str]:
    """Give the words of a label without those that ask for a number: "Combien de" and "Nombre de" ask alike."""
    return [word for at, word in enumerate(said) if at > 1 or word not in NUMBER_OF]


def _abbreviation(written: str, choices: Choices) -> tuple[Label | None, Question | None] | None:
    """Give what a word cut short asks for ("fct", "org.", "dej"), where it can stand for one thing only."""
    said = words(written)
    if len(said) != 1 or not 3 <= len(said[0]) <= _MAX_SHORT:
        return None
    labels = labels_cut_short(said[0])
    asked = [
        q for q in choices.event.questions
        if any(word.startswith(said[0]) for phrase in (q.label, *q.aliases) for word in words(phrase)[:1])
    ]  # fmt: skip
    if len(labels) + len(asked) != 1:
        return None
    return (labels.pop(), None) if labels else (None, asked[0])


def chosen(written: str, start: int, end: int, value: str, choices: Choices) -> Labelled | None:
    """Give the Labelled of an unknown label with a choice beside it: workshops by their names and nothing else."""
    written = written.strip(" \t:.…_*-•–")
    written = _HOW_MANY.sub(" ", written).strip()
    if not fold(written) or len(words(written)) > _MAX_WORDS or not (is_own(written) or _are_numbers(written)):
        return None
    found = choices.workshops(value)
    found = choices.workshops(without_fillers(value)) if found.rest else found
    own = choices.workshops(written).ids or re.search(r"\d", written)  # "Atelier 2 : …" is the coupon's own list
    numbered = bool(found.ids) and heads_workshops(written)  # "Ateliers dans l'ordre : 3, 2, 5"
    if own or not (found.named or numbered) or not found.clear or found.rest:
        return None
    if len(found.ids) == len(choices.event.workshops):
        return None
    return Labelled(value, start, end, label=Label.WORKSHOPS, written=written, pick=Pick(), sure=0.95)


def is_own(label: str) -> bool:
    """Say whether a label may ask for one's own choice: nobody else's, no earlier one, no remark."""
    return not _NOT_CHOSEN.search(fold(label))


def heads_workshops(text: str) -> bool:
    """Say whether a line stands above the chosen workshops, in whatever words ("Workshops, best first")."""
    said = words(text)
    if _are_numbers(text):
        return True
    known = set(said) & (_WORKSHOP | _CHOICE)
    return bool(known) and len(said) <= _MAX_WORDS and not _NOT_CHOSEN.search(fold(text)) and not _ENDS.search(text)


def _are_numbers(text: str) -> bool:
    """Say whether a label asks for the numbers of what was chosen ("Numéros retenus")."""
    said = set(words(text)) - _AROUND | set(words(text)) & _CHOSEN
    return bool(said & _CHOSEN) and bool(set(words(text)) & _NUMBERS) and said <= _CHOSEN | _NUMBERS


def _pick_of(label: Label, written: str, choices: Choices) -> Pick | None:
    return pick_of(written, choices) if label is Label.WORKSHOPS else None


def pick_of(written: str, choices: Choices) -> Pick | None:
    """Give what a label such as "Atelier, 2e choix", "Mon premier vœu" or "Jeudi 14h30" asks for; None for others.

    "Atelier 2" alone is none: it names a workshop by its number.
    """
    said = words(without_brackets(written))
    if sum(map(str.isdigit, "".join(said))) > _MOST_DIGITS:
        return None  # "06 52 33 18 70 de préférence"
    slot = _slot(set(said), choices)
    times = {w for s in choices.slots for w in words(s)} | CALENDAR | TIMES
    wanted = [w for w in said if w in _CHOICE]
    rank = _rank(said) if wanted else None
    plain = [w for w in said if w not in _CHOICE | _WORKSHOP | _AROUND and w not in times and not CLOCK.fullmatch(w)]
    if rank is None:
        plain += [w for w in said if ordinal(w) and w not in times]
    else:
        plain = [w for w in plain if not ordinal(w)]
    if plain or not said:
        return None
    timed = slot is not None or any(w in times and w not in _AROUND and not w.isdecimal() for w in said)
    numbers = [w for w in said if w.isdecimal()]
    if numbers and not timed and rank is None:
        return None  # "Atelier 2"
    if not (wanted or timed or any(w in _WORKSHOP for w in said)) or said == ["at"]:
        return None
    if timed and slot is None and not wanted and not any(w in _WORKSHOP for w in said) and not choices.slots:
        return None  # "9 mars" of an event without slots is its date
    return Pick(rank, slot)


def _is_choice(written: str, value: str, choices: Choices) -> bool:
    """Say whether what stands beside a label can be chosen; a time alone is one only above or beside workshops."""
    if set(words(written)) & (_CHOICE | _WORKSHOP) or not fold(value):
        return True
    none = words(value)[0] in _NONE
    return none or any(mark in value for mark in Mark) or bool(choices.workshops(value).ids)


def _rank(said: list[str]) -> int | None:
    """Give the rank in "1er choix", "choix n° 2", "second choice"; None where it has none or two."""
    ranks = {ordinal(w) for w in said if ordinal(w)} or {int(w) for w in said if w.isdecimal() and 0 < int(w) < 10}
    return ranks.pop() if len(ranks) == 1 else None


def _slot(said: set[str], choices: Choices) -> str | None:
    found = [slot for slot in choices.slots if set(words(slot)) <= said]
    return found[0] if len(found) == 1 else None


def _is_event_title(written: str, choices: Choices) -> bool:
    title = fold(choices.event.title)
    return title in fold(written) or (len(words(written)) > 3 and fold(written) in title)
