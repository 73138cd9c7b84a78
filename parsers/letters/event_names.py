"""What the words of an event stand for: the names of its workshops, questions, options, and of itself."""

import re

from parsers.coupons.likeness import stem
from parsers.event import Event, Question, QuestionType
from parsers.folding import fold, listed, phrases, words
from parsers.letters.calling import heads, workshop_heads
from parsers.letters.nouns import option_words, question_nouns
from parsers.letters.signs import MEAL_VERBS, ORDINALS, SMALL, WORKSHOP_WORDS, Signs

_PREPOSITIONS = frozenset({"en", "a", "sur"})
_TELLS_NOTHING = frozenset(
    stem(w)
    for w in listed(
        """avec sans pas dans entre vers chez plus non oui par sous leur leurs votre vos notre nos son ses mes tous
        toutes with from your our their into how what all not"""
    )
)
_VERBS = listed(
    """participera participe participer assistera prendra prendre part donne nombre number of will attend take
    souhaite sera je ne n pas"""
)
# What French and English call the same thing on a programme.
_SAME = tuple(
    frozenset(phrases(group))
    for group in (
        "dejeuner | repas de midi | repas du midi | repas | lunch | luncheon",
        "diner | dinner | repas du soir",
        "petit dejeuner | breakfast",
        "assemblee generale | ag | general assembly | general meeting | agm",
        "cocktail | aperitif | drinks",
        "navette | shuttle | shuttle bus",
        "hebergement | accommodation | hotel",
        "regime | regime alimentaire | diet | dietary requirements",
        "diner de gala | gala dinner | gala",
        "chambre | chambre d hotel | room | hotel room",
        "garderie | garde d enfants | childcare | creche",
        "pique nique | picnic",
        "visite | visite guidee | tour | guided tour | visit",
        "parking | place de parking | parking space | parking place",
        "poisson | fish",
        "viande | meat",
        "vegetarien | vegetarienne | vege | vegetarian | veggie",
        "vegetalien | vegetalienne | vegan | vegane",
        "sans gluten | gluten free",
        "francais | french",
        "anglais | english",
        "allemand | german",
        "train | en train | by train",
        "voiture | en voiture | by car",
        "debutant | debutante | beginner",
        "intermediaire | intermediate",
        "confirme | confirmee | experienced",
        "papier | version papier | paper | printed | print",
        "numerique | version numerique | pdf | digital | electronic",
    )
)


def signs_for(event: Event, numbering: dict[str, str]) -> Signs:
    """Give what the words of an event stand for."""
    table: list[tuple[tuple[str, ...], str, str]] = []
    table += [(_stems(text), "@e", "") for text in re.split(r"\s+/\s+", event.title)]
    for question in event.questions:
        sign = "@m" if is_main(event, question) else "@q"
        table += [
            (stems, sign, question.id)
            for phrase in question_phrases(question)
            if (stems := tuple(stem(w) for w in phrase.split()))
        ]
        for choice in question.choices:
            called = _also_called({fold(p) for p in (choice.label, *choice.aliases)})
            table += [(_stems(p), "@o", f"{question.id}={choice.id}") for p in sorted(called) if len(p) > 1]
    strong = [(_stems(p), w.id) for w in event.workshops for p in (_bare(w.label), *w.aliases)]
    table += [(stems, "@w", id) for stems, id in strong]
    asked = {stems for stems, sign, _ in table if sign in ("@q", "@m")}
    table += [(stems, "@e", "") for text in (*event.match, event.venue or "") if (stems := _stems(text)) not in asked]
    of: dict[str, set[str]] = {}
    for stems, id in strong:
        for word in stems:
            of.setdefault(word, set()).add(id)
    weak = {
        word: next(iter(ids)) for word, ids in of.items()
        if len(ids) == 1 and len(word) > 2 and not word.isdecimal() and word not in _TELLS_NOTHING
        and word not in ORDINALS.keys() | WORKSHOP_WORDS
    }  # fmt: skip
    taken = {stems for stems, _, _ in table}
    names = [(_bare(p), w.id) for w in event.workshops for p in (w.label, *w.aliases)]
    table += [(stems, "@w", id) for stems, id in workshop_heads(event, names) if stems not in taken]
    table += [head for head in heads(event) if head[0] not in taken]
    known: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for stems, sign, value in table:
        known.setdefault(stems, set()).add((sign, value))
    clear = [(stems, *meant) for stems, found in known.items() if stems and (meant := _meant(found))]
    named = frozenset(stem(w) for t in (event.title, *event.match, event.venue or "") for w in words(t) if len(w) > 1)
    said = {w.id: frozenset(stem(x) for p in (_bare(w.label), *w.aliases) for x in words(p)) for w in event.workshops}
    nouns = question_nouns(event, {q.id for q in event.questions if is_main(event, q)})
    table = sorted(clear, key=lambda item: -len(item[0]))
    return Signs(event, numbering, table, weak, named, option_words(event), nouns, _letters(event), said)


def _letters(event: Event) -> dict[str, str]:
    """Give the options that are called by a letter, of those that only one question has."""
    found = [
        (name.upper(), f"{question.id}={choice.id}")
        for question in event.questions
        for choice in question.choices
        for name in {fold(p) for p in (choice.label, *choice.aliases)}
        if len(name) == 1 and name.isalpha()
    ]
    return {name: option for name, option in found if [n for n, _ in found].count(name) == 1}


def _meant(found: set[tuple[str, str]]) -> tuple[str, str] | None:
    """Give the one sign that a phrase stands for; a question's own option counts before the question."""
    if len(found) == 1:
        return next(iter(found))
    options = [item for item in found if item[0] == "@o"]
    if len(options) == 1 and all(value.partition("=")[0] == options[0][1].partition("=")[0] for _, value in found):
        return options[0]
    return None


def is_main(event: Event, question: Question) -> bool:
    """Say whether a question asks for the event itself ("Participera à l'assemblée générale")."""
    if question.type is not QuestionType.YES_NO:
        return False
    asked = [w for w in words(question.label) if len(w) > 3 and not w.startswith("particip")]
    return bool(asked) and all(w in words(event.title) for w in asked)


def question_phrases(question: Question) -> set[str]:
    """Give the names that a sentence may have for a question, folded: label, aliases, usual other names."""
    given = {fold(p) for p in (question.label, *question.aliases)}
    cores = set()
    for phrase in given:
        said = phrase.split()
        cores |= {MEAL_VERBS[word][1] for word in said if word in MEAL_VERBS}  # "Déjeunera sur place"
        while said and (said[0] in _VERBS or (said[0] in SMALL and len(said) > 1)):
            said = said[1:]
        cores.add(" ".join(said))
        cores |= {what} if (what := _done(phrase)) else set()
    if question.type is QuestionType.TEXT:
        return {p for p in given if p}  # of "pouvoir à", "pouvoir" is a verb as well
    everything = {p for p in cores | given if p and p.split()[0] not in _VERBS}
    return everything | {
        other for group in _SAME for other in group if group & everything and len(group & given | group & cores)
    }


_DEED = re.compile(
    r"^(?!participera|assistera|prendra|souhaitera|sera|aura|fera|viendra)[a-z]{3,}(?:era|ira|dra|tra|erez|irez) "
)
_WHEN = re.compile(r" (?:(?:a|vers|de|des|le|du|l) )?(?:\d{1,2} ?h\b.*|(?:apres midi|matin|soir|midi)(?: .*)?)$")


def _done(phrase: str) -> str:
    """Give what a question's verb is about, without the hour: "visitera la cuisine centrale à 17 h"."""
    if not _DEED.match(phrase):
        return ""
    said = _WHEN.sub("", phrase).split()[1:]
    while said and said[0] in SMALL:
        said = said[1:]
    telling = [word for word in said if len(word) > 3]
    return " ".join(said) if len(telling) > 1 else ""


def _also_called(given: set[str]) -> set[str]:
    """Give the names of an option with what the other language calls the same."""
    return given | {other for group in _SAME if group & given for other in group}


def _bare(label: str) -> str:
    return re.sub(
        r"^\s*(?:atelier|workshop|session|th[eè]me)\s*n?[°o]?\s*(?:\d{1,2}\b\s*[:.–-]?|[A-H]\s*[:.–-])\s*",
        "",
        label,
        flags=re.IGNORECASE,
    )


def _stems(text: str) -> tuple[str, ...]:
    """Give the words that tell a name; of one word behind a preposition ("en semaine") both."""
    said = words(text)
    content = tuple(stem(w) for w in said if w not in SMALL)
    return (said[0], *content) if len(content) == 1 and said[0] in _PREPOSITIONS else content
