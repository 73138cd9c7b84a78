"""Who is who: the words for what people do and for bodies, and the words that a person should read.

Patterns are for folded text (``parsers.folding.fold``): no accents, no case, no apostrophes.
"""

import re

from parsers.folding import fold
from parsers.letters.phrase_kinds import Phrase, is_surely

_SURE = 0.85  # of the learned model: one in twenty of what it tells is told badly

# What a sentence may hold besides: an answer, a wish, a warning. One such word, and a person should read it.
_SIGNALS = re.compile(
    r"\b(?:ateliers?|workshops?|inscri\w+|particip\w+|presen\w+|vien\w+|viendr\w+|accompagn\w*|absen\w+|annul\w+"
    r"|modifi\w+|chang\w+|remplac\w+|collegues? \w*(?:viendr|particip|souhait)\w*"
    r"|egalement|aussi|sauf|except\w*|allerg\w*|mobilite|fauteuil|handicap\w*|wheelchair|arriv\w+|partir\w*|quitt\w+"
    r"|retard|seulement|uniquement|only|plutot|finalement|rather"
    r"|pouvez|pourriez|could you|please (?:note|register|add|cancel|call|send)|factur\w+|invoice|rappel\w+"
    r"|en revanche|par contre|mais|cependant|toutefois|however|but|except|not"
    r"|pas|plus tard|ne|vegetari\w*|regime|repas|dejeuner|diner|lunch|dinner|hotel|hebergement|pouvoir|deux|trois"
    r"|quatre|cinq|remarque|attention|urgent\w*|ps|nb|demain|semaine|si)\b"
)
_ROLES = re.compile(
    r"^(?:(?:premiere?|deuxieme|troisieme|quatrieme|1ere?|1er|2e|2eme|3e|3eme|ancien\w*|vice|sous|co|haut\w*"
    r"|grand\w*|senior|junior|deputy|assistant|associate|head|lead|project|town|city|county|general|executive"
    r"|programme|program|managing|policy|international|the|le|la|l|en qualite de|en tant que) )*"
    r"(?:maires?|mairesse|adjointe?s?|conseillere?s?|presidente?s?|vice|directeur|directrice|chefs?|cheffes?"
    r"|chargee?s?|responsables?|secretaires?|deleguee?s?|tresorier\w*|technicien\w*|ingenieure?s?"
    r"|coordinat\w+|coordonnat\w+|assistante?s?|attachee?s?|animat\w+|cherch\w+|professeure?s?|maitre|maitresse"
    r"|doctorante?s?|etudiante?s?|deputee?s?|senat\w+|elue?s?|membres?|agente?s?|gestionnaires?"
    r"|consultante?s?|collaborat(?:eur|rice)s?|administrat(?:eur|rice|or)s?|fondat(?:eur|rice)s?|referente?s?"
    r"|expert\w*|juriste|journaliste|architecte"
    r"|urbaniste|comptable|benevole|volontaire|stagiaire|redact\w+|inspect\w+|prefete?|ambassad\w+|enseignante?s?"
    r"|medecin|bibliothecaires?|mediat(?:eur|rice)s?|documentaliste|archiviste|gerante?s?|hydrologue|geographe"
    r"|ecologue|conservat(?:eur|rice)s?|chauffeu\w+|doyenne?s?|adherente?|correspondante?|intendante?|principale?"
    r"|proviseure?"
    r"|director|mayor|councillors?|officers?|managers?|head|chair\w*|clerk|treasurer|secretary|advis[eo]r|lecturer"
    r"|engineer|analyst|chief|members?|president|professor|coordinator|researcher|student|governor|trustee"
    r"|librarian|driver|warden|ranger|curator|archivist|planner|surveyor|trainer|facilitator|ceo|dgs"
    r"|dga|dgst|dst|dircab)\b"
)
_ENGLISH_ROLE = re.compile(
    r"\b(?:driver|officer|manager|librarian|director|assistant|clerk|lead|coordinator|advis[eo]r|engineer|planner"
    r"|ranger"
    r"|warden|curator|archivist|analyst|secretary|treasurer|councillor|trainer|member|trustee|conductor|founder"
    r"|fellow|volunteer)$"
)
_ORGANISATIONS = re.compile(
    r"\b(?:mairie|ville|villes|commune|communes|region|departement|conseil|communaute|metropole|agglomeration|agglo"
    r"|association|syndicat|sictom|sivom|sdee|universite|institut|ecole|ong|ngo|collectif|comite|reseau|federation"
    r"|fondation"
    r"|agence|ministere|prefecture|chambre|societe|sarl|centre|office|parc|grand|council|city|county|university"
    r"|twinning|trust|foundation|borough|district|cooperation|solidarite|solidarites|amis|ligue|union|cites|hopital"
    r"|lycee|college|club|cercle|maison|cabinet"
    r"|groupe|entreprise|institution|etablissement|secours|jumelage|pays|prefectural|town|association|society"
    r"|partnership|network|committee|department|ministry|agency|charity|cooperative|mutuelle|caisse|regie|port"
    r"|mediatheque|bibliotheque|musee|theatre|library|libraries|museum|laboratoire|conservatoire|archives"
    r"|observatoire|sivu|petr|epci|chorale|ludotheque|orchestre|harmonie|fanfare|librairie|clinique|ehpad|cinema"
    r"|paroisse|amicale"
    r"|hospital|group|company|ltd|plc|asbl)\b"
)


def has_signal(sentence: str) -> bool:
    """Say whether a sentence that brings no answer still holds a word that may matter."""
    return bool(_SIGNALS.search(fold(sentence)))


def has_body_word(text: str) -> bool:
    """Say whether a text holds one of the usual words for bodies."""
    return bool(_ORGANISATIONS.search(fold(text)))


def has_role_word(text: str) -> bool:
    """Say whether a text begins with one of the usual words for what people do."""
    return bool(_ROLES.match(fold(text)))


def ends_as_role(text: str) -> bool:
    """Say whether a text ends with an English word for what people do ("University Librarian")."""
    return bool(_ENGLISH_ROLE.search(fold(text)))


_KIN = re.compile(
    r"(?:(?:mon|ma|mes|notre|son|sa|my|our|his|her) )?(?:frere|soeur|pere|mere|mari|femme|epouse|epoux|conjointe?"
    r"|compagne|compagnon|fils|fille|neveu|niece|oncle|tante|cousine?|beau frere|belle soeur|voisine?|amie?|brother"
    r"|sister|father|mother|husband|wife|partner|son|daughter|nephew|uncle|aunt|cousin|neighbour|friend)\b"
)


def is_role(text: str) -> bool:
    """Say whether a text is what somebody does ("chargée de mission énergie-climat")."""
    folded = fold(text)
    if _KIN.match(folded) or folded.startswith(("tous ", "toutes ", "both ")):
        return False
    english = bool(_ENGLISH_ROLE.search(folded)) and len(folded.split()) <= 6
    if (_ROLES.match(folded) or english) and len(folded.split()) <= 16:
        return True
    return not _ORGANISATIONS.search(folded) and is_surely(text, Phrase.ROLE, _SURE)


def is_organisation(text: str) -> bool:
    """Say whether a text names a body ("Communauté urbaine de …")."""
    return bool(_ORGANISATIONS.search(fold(text))) or is_surely(text, Phrase.ORGANISATION, _SURE)
