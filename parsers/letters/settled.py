"""What looks open in a sentence, a question or an alternative, and is none by how it is read."""

import re

from parsers.folding import fold

_REGISTER = re.compile(  # "Pouvez-vous m'inscrire à l'atelier 2 ?", "could you please move me to the second?"
    r"\b(?:pouvez vous|pourriez vous|vous pouvez|peux tu|tu peux|pourrais tu|can you|could you|would you"
    r"|(?:serait|est) il"
    r" (?:encore )?possible (?:de|d)|would it be possible to|is it possible to)"
    r"(?: (?:please|svp|stp|donc|bien|aussi|kindly|s il (?:vous|te) plait|me|m|nous|l|le|la|les|en|y))*"
    r" (?:inscrire|noter|enregistrer|ajouter|remplacer|changer|modifier|rectifier|corriger|basculer|deplacer"
    r"|passer|mettre"
    r"|retirer|register|put|move|change|swap|switch|note|add|sign|transfer|replace|update|correct|enrol|enroll)\b"
)
_ASKS_ANYTHING = re.compile(
    r"\b(?:si|if|quel\w*|combien|comment|pourquoi|ou|quand|what|which|how|why|where|when|whether|encore|still"
    r"|place|room"
    r"|payer|gratuit\w*|cost|pay)\b"
)


def asks_to_be_taken(sentence: str) -> bool:
    """Say whether a sentence's one question is a polite request to register or change, not one to be answered."""
    if sentence.count("?") != 1 or not sentence.rstrip(" )").endswith("?"):
        return False
    found = _REGISTER.search(folded := fold(sentence))
    return found is not None and not _ASKS_ANYTHING.search(folded[found.end() :])


_WHERE = re.compile(r"\b[oO]ù\b")
_SETTLED = re.compile(
    r"\blaiss\w+ (?:(?:les|aux|a d|de cote) autres|le reste|de cote|(?:(?:mes|nos|les) )?Cnt (?:enfants?|kids"
    r"|children|Qst)|(?:le |la |l )?Evt"
    r"|la place aux|corriger|mettre)\b"
    r"|\b(?:a|as|ai|ayant|have|has) (?:quitte|left) (?:le |la |l |notre |nos |the |our )?(?!Qst|Wsh|Evt|Opt)"
    r"|\b(?:part\w*|repart\w*|quitt\w+|leav\w+|eclips\w+) (?:\w+ ){0,2}(?:avant|before) (?:le |la |l |the )?Qst"
    r"|\b(?:respectivement|respectively)\b"  # who has what is counted where it is given
)


def without_settled(sentence: str, text: str) -> str:
    """Give a sentence's signs without what is no alternative: "où", what is left to others, leaving before a meal."""
    text = _SETTLED.sub(" ", text)
    wheres = len(_WHERE.findall(sentence))
    return text if wheres < len(re.findall(r"\bou\b", text)) else re.sub(r"(?<!\S)ou(?!\S)", "", text)
