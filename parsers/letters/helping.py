"""A sentence → whether it only offers help should the reply not do ("Dites-moi si vous n'arrivez pas à l'ouvrir").

Whoever reads the reply has it before him: such an offer asks nothing and changes nothing.
"""

import re

from parsers.folding import fold

_OFFER = re.compile(
    r"^(?:merci )?(?:(?:de )?(?:me |nous )?(?:dites|dis|dire|prevenez|previens|prevenir|avertissez|signalez|contactez"
    r"|appelez|ecrivez|recontactez)(?: (?:le |la |l )?(?:moi|nous))?"
    r"|n hesitez pas a (?:me |nous )(?:contacter|joindre|appeler|le dire|recontacter|ecrire|solliciter)"
    r"|(?:please |do )*(?:let (?:me|us) know|tell me|shout|give me a (?:call|shout|ring)|get in touch"
    r"|contact (?:me|us)))(?: svp| please)? (?:si|s|if|should) (?P<fails>.+)$"
)
_FAILING = re.compile(
    r".*\b(?:arriv\w+|parven\w+|pouvez|reussiss\w+|can ?t|cannot|can not|unable)\b"
    r".*\b(?:ouvrir|lire|dechiffrer|open|read)\b.*"
    r"|.*\b(?:illisible|lisible|ne s ouvre pas|won t open|unreadable|readable|legible|does ?n t open)\b.*"
    r"|(?:(?:il|quelque chose|un (?:element|document)|une (?:information|piece)) (?:vous )?)?"
    r"manque(?: (?:quelque chose|un element|un document|une information|une piece))?"
    r"|(?:anything|something)(?: else)? is (?:missing|needed|required|unclear)"
    r"|you need (?:anything|more|any)\b(?: \w+){0,2}"
    r"|(?:vous avez )?besoin(?: (?:de plus|d autre chose|de precisions?|de complements?|de renseignements?"
    r"|d informations?))?(?: (?:complementaires?|supplementaires?|d informations?))?"
    r"|(?:there is|there s|there are|il y a|y a|ya|vous avez|you have) (?:un|une|des|a|any)"
    r" (?:\w+ )?(?:probleme|souci|question|problem)s?"
    r"|(?:quelque chose|something) (?:ne va pas|cloche|is wrong)"
)
_HOPE = re.compile(
    r"^(?:voila )?(?:j |nous )?(?:espere|esperons) (?:(?:ne rien avoir|n avoir rien) (?:oublie|omis|manque)"
    r"|que (?:c est|ce sera|tout est|cela est|ca sera|la reponse est|le coupon est) (?:bien |assez )?"
    r"(?:bon|bien|ok|lisible|complet|clair|correct"
    r"|bien rempli|en ordre|en regle|exploitable)(?: comme ca| ainsi)?"
    r"|que (?:ca|cela) (?:va|ira|vous va|vous ira|convient|conviendra|vous convient|suffit|suffira))$"
    r"|^en esperant (?:que (?:les |nos |mes |l |le )?(?:ateliers?|premiers? \w+) ne (?:soi(?:en)?t|seront|sera) pas"
    r" (?:deja |encore )?complets?|qu il (?:reste|restera) (?:encore )?(?:de la|une|des|assez de) places?)$"
    r"|^(?:i |we )?(?:do )?hope (?:that )?(?:(?:this|it|that|the form|all)(?: s| is| will be)? )(?:all )?"
    r"(?:ok|okay|fine|alright|right|readable|legible|clear|in order|enough|works|makes sense|helps)$"
)
_BREAK = re.compile(r"\s*[,;(–—]\s*|\s+-\s+")
_MOST = 10  # words of what may fail


def offers_help(sentence: str) -> bool:
    """Say whether a sentence only offers to send again, or to answer, should something of the reply be missing."""
    found = _OFFER.match(fold(sentence))
    fails = found["fails"] if found else ""
    return bool(_FAILING.fullmatch(fails)) and len(fails.split()) <= _MOST


def without_offer(sentence: str) -> str:
    """Give a sentence without an offer or a hope of that kind at its end ("Coupon joint, dites-moi s'il manque …")."""
    for found in _BREAK.finditer(sentence):
        tail = sentence[found.end() :].rstrip(" .!)")
        if offers_help(tail) or hopes_well(tail):
            return sentence[: found.start()]
    return sentence


def hopes_well(sentence: str) -> bool:
    """Say whether a sentence hopes that the reply is all right ("J'espère ne rien avoir oublié."), and no more."""
    return bool(_HOPE.match(fold(sentence)))
