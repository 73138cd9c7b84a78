"""A sentence beside a coupon → whether none of its words touches what organisers deal with.

Who comes, with whom, when, what is eaten, paid, needed, asked or changed: people say all that in known words, however
freely they speak of the weather. A sentence without any of them is small talk, unless the model of remarks
(``parsers.letters.weight``) is fairly sure that it is not.
"""

import re

from parsers.folding import fold

# Conditions and doubts; requests and duties; needs; money; changes and mistakes; people; times and ways; offers.
_TOUCHING = re.compile(
    r"\b(?:si|s (?=ils?\b)|if|unless|sauf|except\w*|hormis|reserve|condition\w*|provided|depend\w*|whether"
    r"|moins que|in case|en cas|sinon|otherwise|tant que|pourvu|peut etre|maybe|perhaps|sans doute|probabl\w*"
    r"|eventuel\w*|hesit\w*|presque|almost|normalement|tbc|provis\w+|intention|promets|stade|suivr\w*|follow\w*"
    r"|later|plus tard|encore|yet|still|toujours pas|merci de?|veuillez|please|pls|svp|stp|priere|pouvez"
    r"|pourriez|pourrez|peux|peut|pourrait|could|can|may|might|kindly|prie|prions|demand\w*|request\w*"
    r"|souhait\w*|aimer\w*|voudr\w*|wish\w*|want\w*|d? ?(?:like|love) (?:to|a|it)|prefer\w*|prevo\w*|reserv\w*"
    r"|gard(?:ez|er)|keep|hold|save|dites|dis|tell|let|notez?|noter|inscri(?:vez|re)|regist\w*|ajout\w*|add\w*"
    r"|enlev\w*|retir\w*|remov\w*|take|put|mett\w*|envoye[zr]|send|transm\w*|faites|laiss\w*|leave\w*"
    r"|repond(?:ez|re)|write|ecri(?:vez|re)|rappel\w*|call|appel\w*|contact\w*|joindre|touch|compt\w*|count"
    r"|attend(?:s|ons|ez|ent)?|attente|await\w*|wait\w*|copiez|venez|decidez|voyez|passez|corrig\w*|complet\w*"
    r"|besoin\w*|need\w*|must|faut|faudra\w*|dois|devrai\w*|doit|doivent|devons|have to|should|ought|necess\w*"
    r"|oblig\w*|allerg\w*|fauteuil|wheelchair|handicap\w*|vegeta\w*|vegan\w*|gluten|porc|pork|poissons?|fish"
    r"|halal|casher|kosher|interpret\w*|rampe|malentend\w*|deaf|sourde?s?|aveugle|blind|boucle|loop|canne"
    r"|genou\w*|jeune|eat|mange\w*|menu|food|factur\w*|invoice|bill|rembours\w*|refund\w*|devis|rib|convention"
    r"|attestation\w*|certificat\w*|recus?|receipt|tarif\w*|charged?|cheque|especes|cash|fee|annul\w*|cancel\w*"
    r"|modif\w*|chang\w*|rempla\w*|replac\w*|supplee|cover for|substitut\w*|instead|place de|plutot|rather"
    r"|correct\w*|rectif\w*|erreur\w*|mistake\w*|error\w*|(?:in)?exacte?s?|fau(?:x|sse)|wrong|desormais"
    r"|dorenavant|anciene?s?|moved|demenag\w*|longer|n est plus|ne suis plus|interverti|inverse\w*|coquille"
    r"|version|orthograph\w*|misspel\w*|mal ecrit|spel(?:t|led)|noms?|prenoms?|names?|surname|coordonnees"
    r"|details|oubli\w*|ignore\w*|forg\w+|jete[zr]|scrap|discard|disregard|tenir compte|withdraw\w*|desist\w*"
    r"|declin\w*|refus\w*|renonc\w*|abst\w+|empech\w*|miss\w*|manquer\w*|rater\w*|decid\w*|decision|engagement"
    r"|accord|brouillon|draft|accompagn\w*|guests?|invite[es]*|mari|femme|epou\w*|wife|husband|partner"
    r"|conjoint\w*|compagne|compagnon|fils|fille|freres?|soeurs?|brother|sister|sons?|daughter|mother|mere"
    r"|neighbour|voisin\w*|amie?s?|friends?|adjoint\w*|suppleant\w*|deputy|represent\w*|delegu\w*|delegate\w*"
    r"|quelqu|someone|somebody|anyone|personnes|people|collegues?|colleagues?|places?|seats?|spaces?|tables?"
    r"|stand|prise|micro|videoproj\w*|casque|chaise|chien|dog|chefs?|boss|bureau|maire|mayor|retard|late"
    r"|arriv\w*|repart\w*|partir\w*|pars|part|quitt\w*|filer?|eclips\w*|slip away|jusqu\w*|until|till|avant"
    r"|before|apres|after|vers|around|reunion|train|bus|car|navette|shuttle|parking|lift|hotel|chambre|nuit"
    r"|night|rooms?|gare|ateliers?|workshops?|sessions?|seances?|repas|dejeun\w*|diner\w*|dinons|lunch\w*"
    r"|dinner|meals?|buffet|options?|choix|choices?|voeux?|premiere?|first|second|telephone|adresse|address"
    r"|mails?|e mail|courriels?|numeros?|numbers?|hier|yesterday|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|deux|two|trois|three|quatre|four|both"
    r"|aussi|also|too|egalement|double|twice|seule?s?|seulement|uniquement|only|que (?:le|la|l)|finalement"
    r"|ne (?:sera|serai|viend|viens|vient|pourr|reste)\w*|not (?:be|come|coming|attend|stay|able|me)|won t"
    r"|can t|cannot|unable|sans (?:moi|nous|nouvelles)|without (?:me|us)|absente?s?|indisponib\w*|memes?|same"
    r"|pareil\w*|idem|either|lequel|whichever|comme (?:d|vous)|listes?|lists?|desabonn\w*|pouvoir|procuration"
    r"|proxy|vot(?:e|er|erai)|badges?|photos?|image|droit|data|donnees|candidat\w*|membre|member|plaint\w*"
    r"|complain\w*|honte\w*|scandal\w*|protest\w*|decus?|decue?|disappoint\w*|regret\w*|promise?s?|contest\w*"
    r"|lien|link|password|site|avis|question\w*|query|ask\w*|propos\w*|interven\w*|talk|speech|film)\b|\d"
)
_NAME = re.compile(r"(?<=[^.!?…:]\s)(?!I\b)[A-ZÀ-Þ]")  # a capital inside a sentence


def is_small_talk(sentence: str) -> bool:
    """Say whether a sentence speaks of nothing that organisers deal with, and names nobody."""
    return "?" not in sentence and not _NAME.search(sentence) and not _TOUCHING.search(fold(sentence))
