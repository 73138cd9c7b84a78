"""The one noun by which people call what a coupon asks at length: "le car", "the walk", "au gala".

"Montera dans le car au départ de la gare" is the coach, "Will you join the guided walk round the allotments?" the walk.
A noun counts only where nothing else of the event has it in its names, and where a noun stands there.
"""

import re
from collections.abc import Container

from parsers.coupons.likeness import stem
from parsers.event import Event, QuestionType
from parsers.folding import fold, listed, words
from parsers.letters.calling import ASKING, NO_HEAD
from parsers.letters.wording import has_body_word, has_role_word

_LEAST = 3  # letters of a noun
_ENDS = listed(  # what follows only says where, when or for whom
    """au aux a en dans sur pour avec par vers depuis entre apres avant chez le les qui que et ou at on in to for from
    with round around along through across over beside past after before of and or during near by about the this
    that if"""
)
_LINKS = listed("de du d des la l")
_ASKS = re.compile(
    r"^(?:\w+(?:ra|rai|rez|ront|er|ez|ir)|will|would|do|does|you|your|like|join|joining|take|taking|part|stay"
    r"|staying|for"
    r"|want|wish|need|needed|needs|come|coming|have|i|we|be|is|are|souhaite|souhaitez|desire|besoin|presence|present"
    r"|presente|participation|inscription|reservation|reserve|prend|prends|je|j|vous|nous|se|s|me|m|y|non|pas|ne"
    r"|n|oui|how"
    r"|many|number|nombre|combien|seats|places|place|seat|of|d|de|du|des|le|la|l|les|un|une|the|a|an|au|aux|dans"
    r"|en|avec"
    r"|votre|vos|notre|ma|mon|in|on|at|to|with|my|our|any|some|guided|grand|grande|petit|petite|pot)$"
)
# Beside these a noun stands: "pas de car", "yes to the walk", "car : non", not "car je pars tôt".
_BEFORE = listed(
    """le la l les un une du de d des au aux ce cette mon ma notre votre the a an no to for any my our this that your
    ni sans without guided"""
)
_ANSWERS = listed("oui non yes no ok compris comprise inclus incluse included volontiers")
_CLOSES = frozenset({"", ",", ".", ";", "!", ")", "et", "and", "please", "merci", "svp", "for", "pour"})


# Words of labels that name nothing, wherever they stand.
NAMELESS = listed(
    """plus moins tout tous toute toutes tres bien aussi comme meme memes encore quel quelle quels quelles leur leurs
    notre votre nous vous elle elles ils cela ceci celui celle ceux celles dont donc alors ainsi puis mais quand
    lorsque parce etre avoir faire fait sera serai serez seront suis sont avez avons ont etait dans sous vers entre
    pendant depuis hors chez sans avec pour selon vient viens venez venir compte comptez prend prends prenez vais
    allez peut peux pouvez faut deja jamais toujours souvent ici ailleurs autre autres chaque quelque quelques
    plusieurs beaucoup assez premier premiere second seconde deuxieme troisieme dernier derniere first second third
    last next would could should shall will like likes have been being were does done there here their theirs they
    them this that these those what which when where while whose more most less some other others only over than
    then into onto from about also just very much many such even ever never again still both each every any all not
    and are you your yours bring bringing take taking make making come coming give giving need needs want wants wish
    know keep keeping offert offerte offerts gratuit gratuite guide guidee servi servie prevu prevue situe situee
    inscrit inscrite"""
)


def question_nouns(event: Event, main: Container[str]) -> dict[str, str]:
    """Give stem → question for the nouns that only one question of an event is called by, but for those of `main`."""
    found: dict[str, set[str]] = {}
    for question in event.questions:
        if question.type not in (QuestionType.YES_NO, QuestionType.NUMBER) or question.id in main:
            continue
        for name in (question.label, *question.aliases):
            for noun in _nouns_of(name):
                found.setdefault(stem(noun), set()).add(question.id)
    others = _other_words(event)
    return {noun: ids.pop() for noun, ids in found.items() if len(ids) == 1 and len(others.get(noun, ())) < 2}


def option_words(event: Event) -> dict[str, dict[str, str]]:
    """Give question → stem → option for the words that only one option of a question has ("my own lunch")."""
    out: dict[str, dict[str, str]] = {}
    for question in event.questions:
        found: dict[str, set[str]] = {}
        for choice in question.choices:
            said = {w for p in (choice.label, *choice.aliases) for w in words(p)}
            for word in said - NAMELESS - ASKING:
                if len(word) >= _LEAST and word.isalpha():
                    found.setdefault(stem(word), set()).add(f"{question.id}={choice.id}")
        asked = {stem(w) for p in (question.label, *question.aliases) for w in words(p)}
        out[question.id] = {word: next(iter(o)) for word, o in found.items() if len(o) == 1 and word not in asked}
    return out


def stands_as_noun(said: list[str], at: int) -> bool:
    """Say whether a word stands where a noun does: behind an article, or answered."""
    before = said[at - 1] if at else ""
    after = said[at + 1] if at + 1 < len(said) else ""
    behind = said[at + 2] if at + 2 < len(said) else ""
    answered = (after in _ANSWERS and behind in _CLOSES) or (after == ":" and behind in _ANSWERS)
    return before in _BEFORE or answered


def _nouns_of(name: str) -> list[str]:
    """Give the nouns of the thing that a label asks for: the head of its name, and what it is of."""
    said = words(re.split(r"[,;:?!()–—/]|\s-\s", name.strip())[0])
    at = next((n for n, word in enumerate(said) if not _ASKS.match(word)), len(said))
    phrase: list[str] = []
    for word in said[at:]:
        if word in _ENDS and word not in _LINKS:
            break
        phrase.append(word)
    return [w for w in phrase if w not in _LINKS and _may_be_noun(w, name)]


def _may_be_noun(word: str, name: str) -> bool:
    written = next((w for w in re.findall(r"[^\W\d_]+", name) if fold(w) == word), "")
    proper = written[:1].isupper() and not name.startswith(written)
    usual = word in NO_HEAD | ASKING | NAMELESS or has_body_word(word) or has_role_word(word)
    return len(word) >= _LEAST and word.isalpha() and not (proper or usual)


def _other_words(event: Event) -> dict[str, set[str]]:
    """Give each stem of an event's names with the things in whose names it stands."""
    found: dict[str, set[str]] = {}
    names = [(f"w{w.id}", p) for w in event.workshops for p in (w.label, *w.aliases)]
    names += [("event", text) for text in (event.title, event.venue or "", *event.match)]
    for question in event.questions:
        names += [(f"q{question.id}", p) for p in (question.label, *question.aliases)]
        names += [(f"q{question.id}", p) for c in question.choices for p in (c.label, *c.aliases)]
    for thing, name in names:
        for word in words(name):
            found.setdefault(stem(word), set()).add(thing)
    return found
