"""A sentence about not eating there → whether it only says what the coupon says ("Je ne mangerai pas sur place")."""

import re
from collections.abc import Sequence

from parsers.coupons.choices import Choices
from parsers.draft import Draft
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.letters.weight import is_half_said, leaves_open

_MEAL = re.compile(r"\b(?:repas|dejeun\w*|din(?:er|era|ers)|buffet|lunch\w*|dinner|supper|meals?)\b")
# The meal stands in the denial itself, or a verb that means any meal.
_ABSTAINS = re.compile(
    r"\bpas (?:\w+ ){0,2}?(?:(?:a|au|aux|le|la|l|du|de|pour le) )?(?:mang(?:er|e|erai|eons)|dejeun\w+|diner\w*"
    r"|repas|buffet)\b(?! (?:de|d|du|ni)\b)"
    r"|\b(?:mang(?:e|erai|erais|era|eons|erons)|dejeun\w+|din(?:e|erai|era|ons|erons)) pas\b(?! (?:de|d|du|ni|que"
    r"|sale|epice|gras)\b)"
    r"|\b(?:not|won t|can t|cannot|shan t) (?:be )?(?:\w+ ){0,2}(?:lunch\w*|dinner|dining)\b"
    r"|\b(?:not|won t|can t|cannot|shan t) be eating\b|\bno (?:lunch|dinner|meal) for me\b"
)
_STAYS = re.compile(r"\b(?:mais|but)(?: je| j| i)? (?:\w+ )?(?:revien\w+|reviendr\w+|reste\w*|serai|ll be|am back)\b")
# What more such a sentence may say that a person should know.
_MORE = re.compile(
    r"\b(?:mais|but|sauf|sinon|except|unless|si|if|ou|or|plutot|instead|finalement|aussi|egalement|also|too|seulement"
    r"|uniquement|only|just|pars|part(?:s|ir\w*|ons|ent)?|quitt\w+|leav\w+|absente?|arriv\w+|retard|late"
    r"|ateliers?|workshops?|sessions?"
    r"|remplac\w+|replac\w+|annul\w+|cancel\w+|chang\w+|demand\w+|please|veuillez|pouvez|pourriez|merci de|svp"
    r"|colleg\w+"
    r"|colleague\w*|avec(?! (?:vous|toi|nous)\b)|with(?! you\b)|accompagn\w+|mari|femme|epou\w+|husband|wife|il"
    r"|elle|ils|elles|he|she|they|inscri\w+"
    r"|viens|viendr\w+|regime|vegeta\w+|diet|sans (?!moi)\w+|panier|sandwich\w*|rembours\w+|refund\w*|factur\w+"
    r"|contrair\w+|malgre|despite|coche\w*|decoch\w*|cases?|croix|coupon|boxe?s?|tick\w*|wrong|erreur|traiteur|caterer"
    r"|precision|porc|viande|poisson|gluten)\b"
)
_MOST_WORDS = 34


def abstains_from(drafts: Sequence[Draft], choices: Choices) -> bool:
    """Say whether everybody declines a meal that the event asks about, and takes none of them."""
    meals = [q for q in choices.event.questions if q.type is QuestionType.YES_NO and _names_meal(q)]
    answers = [draft.answers.get(q.id) for draft in drafts for q in meals]
    return bool(answers) and all(value is False for value in answers)


def agrees_on_meal(text: str, *, abstains: bool) -> bool:
    """Say whether a sentence only denies that its writer eats there, for whatever reason, and the coupon says so."""
    folded = fold(text)
    if not abstains or "?" in text or len(words(text)) > _MOST_WORDS or leaves_open(text) or is_half_said(text):
        return False
    return bool(_ABSTAINS.search(folded)) and not _MORE.search(_STAYS.sub(" ", folded))


def _names_meal(question: Question) -> bool:
    return any(_MEAL.search(fold(name)) for name in (question.label, *question.aliases))
