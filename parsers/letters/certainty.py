"""What leaves an answer open: conditions, alternatives, promises of a later answer, choices that are not stated.

Patterns are for a sentence's signs (``parsers.letters.signs``), one space between.
"""

import re

_OPEN = re.compile(
    r"(?<!\w)(?:peut etre|sous reserve|ne sai[ts] pas|sais pas|pas encore|probablement|sans doute|eventuellement"
    r"|a confirmer|a priori"
    r"|en principe|normalement|reserve de|maybe|perhaps|tentativ\w+|provisoire\w*|provisional\w*|hesite\w*"
    r"|hesitating|torn"
    r"|(?:je|i) (?:pense|crois|compte|think|guess|hope|might|may|could)\b|i d have liked|aurais (?:aime|voulu"
    r"|souhaite)|may have to|might"
    r"|not (?:yet )?(?:sure|certain|confirmed)|am hoping|hoping to|esperer? (?:pouvoir|venir|etre)"
    r"|du moins j espere|risque (?:de|d)"
    r"|essaie\w*|essayer\w*|tacher\w*|ferai mon possible|dans la mesure|pourrais|devrais|devrait|il se pourrait"
    r"|si possible|if possible"
    r"|si tout va|s il reste|s il y a|s il ne|sauf (?:contrordre|imprevu|empechement)|de derniere minute|last minute"
    r"|(?:si|if) (?:je|j|i|nous|we|il|elle|ils|elles|he|she|they"
    r"|mon|ma|l|le|la|on|vous|oui|yes|there|it|possible|son|quelqu|@w|you)\b"
    r"|when i know|provided|subject to|depend\w*|selon (?:que|mes|les|vos|votre)|a condition|preinscri\w*"
    r"|liste d attente|waiting list"
    r"|(?:je|nous) (?:vous )?(?:redis|dirai|confirmerai|tiens? au courant|donnerai|preciserai)|will (?:confirm"
    r"|let you know)|must ask"
    r"|name to follow|nom suivra|leurs noms|doit encore|verrai|a vous de (?:voir|choisir)|(?:u|you) choose"
    r"|up to you|peu importe|m en fiche"
    r"|ou vous voulez|au mieux|as you (?:like|wish|see fit)|mettons que|ou alors|surtout|pas forcement|ne saurais"
    r"|n importe|any of them"
    r"|anything else|un ou deux|(?:@c|un|une) (?:ou|or) @c|l un des|one of (?:the|them)|un des|au choix|attend de"
    r"|a la rigueur|plutot que rien)\b"
)
_RESPECTIVE = re.compile(
    r"(?<!\w)(?:se partager\w*|between them|entre (?:eux|elles|nous|vous)|l un (?:a|au)|l une (?:a|au)|une a l"
    r"|one of us|(?<!l un et )(?<!l une et )(?<!ni )(?<!comme )(?<!comme pour )l autre|the other to"
    r"|a raison d|un par|one each|pour l (?:un|une) des|pour l un d)\b"
)
_UNSTATED = re.compile(
    r"\b(?:(?<!pas aux )(?<!not the )(?:aux |les |the )?memes? (?:ateliers?|choix|inscriptions?|reponses?)"
    r"|same (?:workshops?|choices?|sessions?)|idem|comme (?:convenu|prevu|l an (?:dernier|passe) pour)"
    r"|le reste ne change|rest is unchanged|intervertissez|swap (?:my|the)|(?:un|une|one) (?:atelier|workshop"
    r"|personne|enfant) (?:de|en) (?:plus|moins)|l un des @c"
    r"|(?:un|une|l un|l une|one|deux|two) (?:de|des|of) (?:mes|nos|ses|leurs|my|our|his|her|their)"
    r" (?:ateliers|choix|workshops|choices)|dont nous avons|we (?:talked|spoke) about)\b"
)


_WITHOUT_CHOICE = re.compile(  # a workshop is named, and nobody says that he comes to it
    r"(?<!\w)(?:inutile (?:de|d)|non (?:participation|presence|venue|attendance)"
    r"|prefer\w* (?:\S+ ){0,3}@w (?:a|to) (?:\S+ ){0,2}@w|tres peu pour|(?:avais|avait"
    r"|avions) l intention|had (?:hoped|planned"
    r"|wanted)|(?:was|were) going to|used to"
    r"|(?:@w|@all|@x)(?: (?:me|m|nous|vraiment|tous|toutes|all|really))* (?:est|sont|is|are|was|were|semblent?|parait"
    r"|paraissent|looks?|sounds?|seems?) (?!(?:mon|ma|mes|notre|nos|my|our|mine|le|la|les|the|ce|celui|celle|bien|bon"
    r"|pour|for|ok|note|retenue?s?|choisie?s?|coche\w*|what|where|ou|@\w)\b)"
    r"|@w(?: \S+){0,3} (?:online|en ligne|a distance|en visio\w*|par visio\w*|remotely|virtually|par zoom|by zoom)\b"
    r"|@c (?:places?|seats?) (?:pour|a|au|aux|for|at|in|on) (?:l |le |la |the )?(?:ateliers? |workshops? )?@w"
    r"|(?:cede|donne|laisse|libere|rends|give up|offer)\w*"
    r" (?:ma|sa|my|his|her) place (?:\S+ ){1,4}@w"
    r"|(?:derniere|precedente) fois|last time|@c (?:des|of (?:the|these))\b"
    r"|(?:remercie\w*|merci|thanks?|thank you) (?:pour|for) (?:\S+ ){0,2}@w|rappel (?:\S+ ){0,6}@w"
    r"|(?:transmettre|transmettez|faire suivre|forward|pass on) (?:\S+ ){0,4}(?:a|to) @p)"
    r"|@q (?:\S+ )?(?:de (?:mon|son|leur|notre) cote|chez (?:moi|lui|elle|nous|eux)|a l exterieur|dehors|on (?:my"
    r"|his|her|our) own|par (?:mes|ses|leurs) propres)\b"
    r"|@w(?: \S+){0,3} (?:seulement|uniquement|only)(?: \S+){0,2} @t|(?:seulement|uniquement"
    r"|only)(?: \S+){0,2} @t(?! \S*@[qo])"
)
# Said where nothing is promised: by whether one comes, for how much of it, as what, or long ago.
_WOULD = re.compile(  # what would be or was, but for the usual "voudrais", "j'avais répondu", "jamais"
    r"\b(?!(?:voudr|souhaiter|aimer|desirer|preferer|ser|pourr|faudr|av|et|jam|m|f|sav)(?:ais|ait|ions|aient)\b)"
    r"\w+(?:ais|ait|aient)\b"
    r"|\b(?:wanted|would have|was due|had|asked|(?:avec|with) (?:mon|ma|mes|un|une|my|a|our|notre)"
    r" (?!voiture|vehicule|car\b)\w+"
    r"|(?:avec|with) (?:le|la|l|les|the) (?!plus\b|plaisir\b)\w+|a la place de|in place of|instead of"
    r"|(?:quand|lorsque|des que|une fois que|once|when|as soon as) \w+)\b"
    r"|@w (?:du|de la|de l|of the) \w+$"
)
_HEDGED = re.compile(
    r"\b(?:efforcer\w*|efforce|probables?|hopes?|may|might|tente[nrz]?t?|essaie|a voir|tbc|a verifier|qui sait"
    r"|we think|can t be sure|fingers crossed|croise\w* les doigts|en remet\w*|facultati\w+|en attendant|contretemps"
    r"|risque\w*|reflechi\w*|reflexion|songe\w*|thinking about|au besoin|failli|jsp|no idea|aucune idee|rien n est sur"
    r"|reserve sa reponse|doubtful|doute|dispenser\w*|sera precisee?|precisee? plus tard|retardee?|hardly"
    r"|isn t (?:quite )?made up|on verra|to decide|faute de|if i can|si je peux|si dieu|difficile)\b"
)
_IN_PART = re.compile(
    r"\b(?:moitie|half|part of|une partie|first hour|premiere heure|une demi (?:heure|journee)|demi oui"
    r"|a distance|depuis chez|from home|par la pensee|in spirit|(?:a|pas) tou[st]e? l\w* @e|the whole|all of the @e"
    r"|un bout|pour l ouverture|l ouverture de|the start of|debut a|la fin de|the end of|pour le dessert|for dessert"
    r"|apres l heure|l un apres l autre|when @p|quand @p)(?!\w)"
)
_AS_ANOTHER = re.compile(
    r"\b(?:moderat\w+|anime[rnz]?t?|animateurs?|intervenir|l organisation de|aider|help with|helping|stand|buvette"
    r"|vendre|tracts|slides|expose|remarques|parler|parlera|speak|temoigner|au revoir|saluer|distribu\w+"
    r"|faire le service)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:(?:j ai|i have|i ve|nous avons|we have) (?:\w+ )?(?:participe|assiste|suivi|aime|attended|been)"
    r"|l an (?:passe|dernier)"
    r"|l annee derniere|last year|d habitude|usually|dernier @e|i attended|i was at|was glad|etait passionnant)\b"
)
_WITH_OTHERS = re.compile(
    r"\b(?:quelques autres|une autre|some others?|et ma voisine|et mon voisin|stagiaire|chauffeur"
    r"|the usual crowd"
    r"|toute l equipe|tout le monde|everyone|everybody|ses enfants|son mari|sa femme|her husband|his wife"
    r"|s wife|s husband"
    r"|s secretary|une? de (?:mes|nos) \w+|extra guest|a group)\b|@p \+ @c"
)
_SOMEBODY_ELSE = re.compile(
    r"(?<!\w)(?:le|la|l|notre|son|sa|un|une|the|a|his|her)"
    r" (?!inscription|presence|participation|venue|nom|part|place|reponse|candidature|accord|name|registration"
    r"|absence|attention"
    r"|desistement|empechement|indisponibilite|annulation|remplacement|depart|demande|bulletin|coupon|fiche"
    r"|dossier|excuses"
    r"|regrets|cancellation|apologies"
    r"|behalf|attendance)"
    r"\w+ (?:de|d|du|of) @p|(?:mon|ma|my|notre|our) \w+ (?:et|and) (?:moi|i|me|myself)\b"
    r"|(?:atelier|workshop|inscription|celui) (?:de|pour|of|for) (?:ma|mon|sa|notre|my|his|her"
    r"|our) (?!part|cote|choix|own)\w+|@p(?: ,)? (?:et|and) (?:son|sa|ses|leurs?|une?|his|her|their|an?) \w+"
)


_AMENDS = re.compile(
    r"\b(?:(?:complet\w+|concernant|au sujet de|a propos de|precis\w+|revien\w* sur|corrig\w+|update to|regarding"
    r"|about|amend|amending)"
    r" (?:mon|ma|notre|my|our|the) (?:inscription|reponse|registration|reply|booking)"
    r"|(?:reste|restons|restera) (?:bien )?inscrite?s?|(?:ai|avons) envoye (?:mon|ma|notre) (?:inscription|reponse)"
    r"|avez (?:bien )?confirme (?:mon|ma|notre) (?:inscription|reponse)|^(?:i|we) registered for"
    r"|honorer (?:mon|ma|notre) (?:inscription|reservation))\b"
)


_STATES = re.compile(
    r"^(?:my|mon|ma|notre|our) (?!name|nom|phone|telephone|email|mail|address|adresse|numero|number"
    r"|presence|flight)\w+ (?:is|are|est|sont|sera) (?:\w+ ?){1,3}$"
)


def states_unknown(told: str) -> bool:
    """Say whether a clause states something of its own that names nothing known ("my level is beginner")."""
    return bool(_STATES.match(told))


def amends(told: str) -> bool:
    """Say whether a sentence speaks of an earlier reply as the thing that it is about."""
    return bool(_AMENDS.search(told))


_IF_I_MAY = re.compile(
    r"\b(?:if (?:i|we) may|si (?:vous|tu) (?:le )?(?:permettez|permets))(?=$| [,;.)])"
)  # only polite


_FALLBACK = re.compile(  # where choices are ranked, why there is a second: "si le premier est complet"
    r"(?<!\S)(?:(?:et|and) )?(?:(?:si|if) (?:(?:le|la|l|the|mon|my) )?(?:premier choix|premiere|premier"
    r"|first choice|first"
    r"|celui ci|celui la|ce dernier|atelier|it|that|that one|@w|@r|@r choix) (?:est|is|etait|was|devait etre"
    r"|affiche) (?:deja )?"
    r"(?:complete?|plein|full|pris)|si complet|if full|(?:s il|si il|tant qu il) (?:reste|restait|y a"
    r"|y avait)(?: encore)?"
    r" (?:de la |de l |une |un |des |du )?(?:places?|chaises?|sieges?)|(?:if|should) there (?:is|are|be) (?:still )?"
    r"(?:room|space|places?)(?: left)?|(?:a|par) defaut(?: de place)?|faute de place|failing that)(?: ,)?(?!\S)"
)


_ASKED_POLITELY = re.compile(  # "I should be grateful if you would register me"
    r"\b(?:if you (?:would|could|can|will) (?:kindly |please )?(?:include|note|register|put|add|book|reserve|sign"
    r"|enrol|enter"
    r"|record|confirm)"
    r"|si vous (?:pouviez|pourriez|vouliez|voulez|voulez bien|vouliez bien) (?:m |me |nous |l |le "
    r"|la )?(?:inscrire|noter"
    r"|enregistrer|reserver|compter|ajouter)"
    r"|si (?:l on|je|j) (?:peut|puis|peux|ose)(?: (?:le|m))? (?:dire|exprimer)|c est dire si)\b"
)


def without_fallback(told: str) -> str:
    """Give a sentence's signs without why a lower choice is named; for events that rank their workshops."""
    return _FALLBACK.sub(" ", told).strip()


def is_open(told: str) -> bool:
    """Say whether a sentence leaves open what it answers."""
    told = _ASKED_POLITELY.sub("", _IF_I_MAY.sub("", told))
    return bool(_OPEN.search(told) or _WITHOUT_CHOICE.search(told))


def is_of_another(told: str) -> bool:
    """Say whether somebody is meant who is not named: "le mari de Mme X", "M. X et son adjointe"."""
    return bool(_SOMEBODY_ELSE.search(told))


def is_respective(told: str) -> bool:
    """Say whether a sentence shares something out among several people without saying who has what."""
    return bool(_RESPECTIVE.search(told))


def refers_to_unstated(told: str) -> bool:
    """Say whether a sentence refers to choices that stand elsewhere ("aux mêmes ateliers")."""
    return bool(_UNSTATED.search(told))


def may_hold_back(told: str) -> bool:
    """Say whether words stand in a sentence that clear answers and held-back ones share: in doubt it is no promise."""
    return any(p.search(told) for p in (_WOULD, _HEDGED, _IN_PART, _AS_ANOTHER, _LONG_AGO, _WITH_OTHERS))
