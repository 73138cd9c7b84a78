"""A sentence's signs → short clauses: each says one thing, of one subject, with one polarity.

Commas and "et" part only where something new begins: a subject, a verb, an answer, a denial.
"""

import re
from dataclasses import dataclass

from parsers.folding import listed
from parsers.letters.signs import Sign

_ALWAYS = listed("; mais but however toutefois cependant ? ) ( quoique although tandis pourtant neanmoins")
_ADVERSE = listed("toutefois cependant pourtant neanmoins however")
_AUXILIARIES = listed("ai as a avons avez ont avais avait avions aviez suis est sommes etais etait etions have had has")
REASONS = listed("car puisque because since parce etant ayant")
_SUBJECTS = listed(
    """je j il elle ils elles nous on i we he she they celle celui ceux tous toutes chacun chacune aucun aucune neither
    both ni personne nobody none jpeux jsuis jdors jai"""
)
_POINTING = listed("celui celle ceux celles")
_ANSWERS = listed("oui non ok yes no pas sans not nope ouais without")
_SWITCHES = listed("moi lui elle eux myself")
_PREPOSITIONS = listed("a au aux l le les la to at for in on pour @w dans aussi")
REQUESTS = listed(
    """merci veuillez inscrivez inscris mettez mets notez note comptez compte retirez retire please put count register
    gardez ajoutez prevoyez reservez desinscrivez annulez placez"""
)
_RELATIVES = listed("auquel laquelle auxquels desquels dont which")
_ADVERBS = listed(
    "donc puis aussi egalement alors enfin finalement then so also du coup ainsi sinon sadly unfortunately"
)
_PRESENT = listed(
    """participe assiste viens vient viennent venons vais va allons vont prends prend prenons prennent choisis choisit
    choisissent retiens retient opte souhaite souhaitent voudrais veux veut aimerais reste restons restent mange mangent
    mangeons dejeune dejeunons dejeunent confirme inscris inscrit accepte acceptent decline renonce annule ai avons ont
    sommes sont etais etait avais avions avait aviez peux peut peuvent dois doit devons fais fait mets garde conserve
    maintiens desire
    desirent interesse interessent tiens desiste compte dors loge permet permettent oblige empeche will shall am is are
    was have has had can cannot come comes take takes choose chooses need needs want accept regret registered
    booked must
    do does don won coming attending joining bosse travaille trinque passe visite visitent visitons dorment logent
    attends pense suis tente suit suivent
    est etes serait sera privent prive convient ira"""
)
_FUTURE = re.compile(r"^\w{2,}(?:rai|ra|rons|ront|rais|rait)$")
_NO_VERB = listed("vrai opera extra era camera contra")


@dataclass(frozen=True, slots=True)
class Part:
    """One clause; `link` is what stood before it: "", ",", "et", ":", "(" …"""

    signs: tuple[Sign, ...]
    link: str = ""

    @property
    def text(self) -> str:
        """Its words and signs, one space between."""
        return " ".join(s.word for s in self.signs)


def is_verb(word: str) -> bool:
    """Say whether a word is a verb that stands for a person's deed."""
    return word in _PRESENT or (bool(_FUTURE.match(word)) and word not in _NO_VERB)


def parts(signs: list[Sign]) -> list[Part]:
    """Give the clauses of a sentence, without the marks between them."""
    found: list[Part] = []
    held: list[Sign] = []
    link = ""
    for at, sign in enumerate(signs):
        if _ends(signs, at, held):
            found += [Part(tuple(held), link)] if held else []
            held, link = [], sign.word
            if sign.word in _ALWAYS or sign.word in (",", ":", "et", "and", "donc", "so"):
                continue
        if sign.word != "?":
            held.append(sign)
    return [*found, *([Part(tuple(held), link)] if held else [])]


def _ends(signs: list[Sign], at: int, held: list[Sign]) -> bool:
    word = signs[at].word
    if word in _ADVERSE and (any(s.word in ("ne", "n") for s in held[-4:]) or (held and held[-1].word in _AUXILIARIES)):
        return False  # "ne lui permettra toutefois pas", "j'avais pourtant confirmé"
    if word in _ALWAYS:
        return True
    if not held:
        return False
    if word == "," and held[0].word in REASONS:
        return True
    if word in (",", ":") and held[-1].word == "@r" and _ranks_next(signs, at):
        return False
    if word in REASONS or (word == "@p" and _gives_already(held)):
        return True
    if word == ":":
        return not _is_label(held)
    if word in _RELATIVES or (word == "qui" and any(s.word in ("@w", "@q") for s in held[-2:])):
        return True
    if (
        word in _SWITCHES
        and at
        and signs[at - 1].word
        not in ("pour", "a", "for", "et", "and", "chez", "de", "avec", "que", "comme", "that", "sans", "without")
    ):
        return _switches(signs, at) and _gives_already(held)
    if word in ("donc", "so") and any(s.word in ("ne", "n") for s in held[-3:]):
        return False  # "je ne serai donc pas …"
    if word in (",", "et", "and", "donc", "so"):
        return _begins(signs, at + 1, held)
    return word in ("je", "j", "i", "il", "he", "she", "we", "nous") and any(is_verb(s.word) for s in held) and (
        signs[at - 1].word not in ("que", "qu", "that", "si", "if", "ne", "et", "and", "dont", "quand", "lequel")
        and _after_thing(held)
    )  # fmt: skip


def _ranks_next(signs: list[Sign], at: int) -> bool:
    """Say whether the rank before a comma is that of the workshop behind it ("en second choix, celui sur …")."""
    for sign in signs[at + 1 : at + 7]:
        if sign.word == "@w":
            return True
        if is_verb(sign.word) or sign.word in (",", ";", "@r"):
            return False
    return False


def _after_thing(held: list[Sign]) -> bool:
    return held[-1].word.startswith("@")


def _gives_already(held: list[Sign]) -> bool:
    return any(s.word in ("@w", "@q", "@o", "@x") for s in held)


def _is_label(held: list[Sign]) -> bool:
    return len(held) < 7 and held[-1].word in ("@q", "@m", "@o") and not any(is_verb(s.word) for s in held)


def _switches(signs: list[Sign], at: int) -> bool:
    return at + 1 < len(signs) and (signs[at + 1].word in _PREPOSITIONS or signs[at + 1].word in (",", "meme"))


def _begins(signs: list[Sign], at: int, held: list[Sign]) -> bool:
    """Say whether a clause of its own begins at a place behind a comma or "et"."""
    while at < len(signs) and (signs[at].word in _ADVERBS or signs[at].word in ("et", "and", ",")):
        at += 1
    if at >= len(signs):
        return False
    word = signs[at].word
    following = signs[at + 1].word if at + 1 < len(signs) else ""
    if (word in ("tous", "toutes") and following in ("les", "le")) or (word in _POINTING and following != "ci"):
        return False
    if word in _SUBJECTS or word in REQUESTS or word in _RELATIVES or word in REASONS:
        return True
    if word in _SWITCHES and _switches(signs, at):
        return _gives_already(held)
    if word in _ANSWERS:
        return following not in ("", ",", "merci", "thanks", "thank", ")", "moi", "plus") and not (
            word in ("ni", "pas") and following == "@p"
        )
    if is_verb(word) and word != "est":
        return True
    if word == "@p":
        return _gives_already(held)
    return _gives_already(held) and not _goes_with(signs, at, held) and _answers_itself(signs, at)


def _goes_with(signs: list[Sign], at: int, held: list[Sign]) -> bool:
    """Say whether a thing shares the answer behind it with the one before ("le 2 et le 3 oui")."""
    thing = next((s.word for s in signs[at : at + 3] if s.word.startswith("@")), "")
    plain = not any(is_verb(s.word) or s.word in _ANSWERS for s in held)
    return thing == held[-1].word and plain and thing != "@p"


def _answers_itself(signs: list[Sign], at: int) -> bool:
    """Say whether the stretch up to the next comma has a thing and an answer of its own ("navette non")."""
    stretch: list[str] = []
    for sign in signs[at:]:
        if sign.word in (",", ";", ":", "(", ")"):
            break
        stretch.append(sign.word)
    told = any(w in ("@q", "@o", "@w", "@x", "@m") for w in stretch)
    return told and (any(w in _ANSWERS for w in stretch) or any(is_verb(w) for w in stretch))
