"""The words by which a clause comes, declines, cancels, changes or looks back, on its signs (``letters.signs``)."""

import re

EARLIER = re.compile(
    r"\b(?:(?:etais|etait|etions|avais|avait|avions|aviez|avaient|had)(?: (?:me|vous|nous|bien|pourtant|deja"
    r"|already|m|l))* "
    r"(?:inscrite?s?|confirmee?s?|repondu|mis|notee?|demande|enregistree?s?|acceptee?|annonce|indique|reserve"
    r"|choisi|coche|retenu|selectionne"
    r"|registered|booked|signed)"
    r"|(?:avez|ai|a|avons|suis|est|sont|have|was|am|is)(?: (?:me|vous|nous|bien|deja|already|m|l|on @d))* "
    r"(?:inscrite?s?|enregistree?s?|repondu(?! (?:a votre|pour lui))|registered|signed up)|(?:aviez|avez) note"
    r"|deja (?:inscrite?s?|repondu|enregistree?s?)|inscrite? depuis|m (?:inscrivais|etais inscrite?)|me suis inscrite?"
    r"|(?:mon|ma|notre|son|sa) (?:premiere |precedente? )?(?:inscription|reponse|acceptation|confirmation"
    r"|message)(?: positive)? (?:@d|du|de (?:la|lundi|mardi)|d hier|initiale?|precedente?)"
    r"|(?:viens|venons) (?:juste )?de (?:m|nous) inscrire"
    r"|(?:previously|already) (?:registered|signed up|booked)|(?:^|, )inscrite?s? (?:au|a la|aux|en"
    r"|pour)(?! atelier)\b|contrairement a ce que j"
    r"|(?:erreur|faute) (?:s est|dans mon)|dans mon (?:inscription|envoi|message|mail|courriel)|mon envoi"
    r"|(?:malgre|suite a|sur) (?:mon|ma|notre) (?:premiere )?(?:inscription|reponse)|que nous avions"
    r"|(?:avais|avions|ai|avons|have|had)(?: (?:vous|deja|already|bien|je))* (?:transmis|envoyee?|adressee?|communique"
    r"|renvoye|retourne|fait parvenir|sent|returned|submitted)(?: (?!mais\b|but\b)[^ ]+){0,8}"
    r" (?:inscription|registration|booking)(?= (?:de|d|of|for) @p)"
    r"|(?:i|we) (?:registered|booked|signed up|put|chose|replied)|my (?:registration|earlier|previous|booking"
    r"|acceptance)|was registered)\b"
)
HEREBY = re.compile(r"\bpar (?:mes soins|la presente|le present \w+|ce \w+)\b|\bhereby\b")
CANCELS = re.compile(
    r"\b(?:annul(?:er|e|ez|ons|ation)|desinscri\w+|desist\w+|cancel(?:led|ling)?|withdraw\w*|pull out|(?:rayer"
    r"|retirer|enlever|oter) mon nom"
    r"|retirez moi de la liste|delete my registration|(?:supprimer?|retirer?|enlever|oter) (?:mon|ma|son|sa|l"
    r"|cette) (?:inscription|reservation|participation)|comme nulle|remove me from the list|liberer (?:ma"
    r"|sa) place|est a annuler|take me off)\b"
)
# What is cancelled is no registration ("annuler ma chambre d'hôtel"), or another one stands for it.
CANCELS_NO_COMING = re.compile(
    r"\bannule et remplace\b"
    r"|\b(?:annul(?:er|e|ez|ons)|cancel(?:led|ling)?) (?:ma|mon|mes|notre|nos|l|la|le|les|une?|my|our|the|a)"
    r" (?!(?:\w+ )?(?:inscriptions?|participations?|venue|presence|reservations?|places?|reponses?|coupons?|bulletins?"
    r"|fiches?|demande|ateliers?|seances?|registrations?|attendance|bookings?|seats?|reply|workshops?|sessions?|tout"
    r"|@\w)\b)(?!@)"
)
CHANGES = re.compile(
    r"\b(?:correction|je voulais dire|change this|contrairement a (?:ce qu(?:i|e j|e nous|on)|m[ao]n?|mes|notre|nos)\b"
    r"|rectif\w+|modifi(?:er|cation|e)\w*|chang(?:e|er"
    r"|ement)\w*|finalement|desormais|corriger|instead|inverse|amend\w*"
    r"|it is now|ne plus tenir compte|maintiens|conserve|en fait c est)\b"
)
REPLACES = re.compile(
    r"\b(?:remplac\w+(?! (?:l |le |la |mon |ma )?(?:atelier )?@w)|replac\w+(?! (?:the |my )?(?:workshop |session )?@w)"
    r"|substitut\w+|a (?:ma|sa|leur) place|(?:a la|in the|in) place"
    r" (?:de|d|of) @p|in (?:my|his|her|their) (?:place|stead)"
    r"|(?:ceder?|cede|laisse|laisser) (?:ma|sa) place"
    r"|tak(?:e|es|ing) (?:over )?(?:his|her|my|their) place)\b"
)
STANDS_FOR = re.compile(r"\brepresente?e?s? (?:par|by)\b|\brepresented by\b")
COMES = re.compile(
    r"\b(?:particip\w+|assister\w*|assiste|assistons|assistent|vien[st]?|viennent|venons|viendr\w+|venir|venue"
    r"|(?<!par la )presente?s?|presence|inscri(?:s|re|vez|t|ra|rai|vent|vons)|(?:mon|ma|my|solliciter|demande|souhaite"
    r"|confirme) (?:\w+ )?inscription|^inscription|nouvelle inscription"
    r"|rejoin\w+|(?:s y|se|m y|me|nous y) joindre|irai|ira|irons|iront|aller|(?:serai|sera|serons|seront|suis"
    r"|sommes) (?:donc |bien )?la\b|dispo|disponibles?|libres?|liber\w+|deplacer?|partante?s?"
    r"|(?:me|se|m y|s y) rend\w*|attend|attending|attendance|come|coming|join|joining|regist\w+|be there|make it"
    r"|des [vn]otres|de la partie|sieger|parmi vous"
    r"|(?:book|reserve|save|keep|hold|reserver|reservez|garder|gardez|prevoir) (?:an?|one|une|his|her|sa)"
    r" (?:place|seat|spot)(?= (?:for|pour|a) @p)"
    r"|honor\w+ de sa presence|accept\w*|take part|taking part|i m in|sitting in|sit in|here i come|chaude?"
    r"|signing up)\b"
)
ACCEPTS = re.compile(
    r"(?:^|\b(?:c est|c|bien|trois fois|ce sera|pour) )(?:oui|ok|yes|d accord|present|presente|partante?"
    r"|volontiers|i m in)\b|\bcomptez sur\b|\bcount me in\b"
)
DECLINES = re.compile(
    r"\b(?:declin\w+ (?:votre|l|cette|la|your|the)\b|non merci|no thank|(?:une |la |a )?(?:prochaine|autre) fois"
    r"|another time|next time|passe mon tour|pas (?:dispo\w*|libres?)"
    r"|permet\w* (?:\w+ ){0,2}(?:pas|plus)\b|permet\w* (?:\w+ ){0,2}de me deplacer|prive\w* du plaisir"
    r"|prevents? (?:me|him|her|us)|empech\w+ (?:de|d)"
    r"|must decline|(?:send|sending|offer|offering) (?:my|our|his|her|their) (?:\w+ )?apologies"
    r"|cours ce jour|j ai cours|ne (?:pourr\w+|peut|peux|puis) (?:\w+ )?(?:me |se )?liberer|ne pouvoir)\b"
)
INVITING = re.compile(
    r"\b(?:invitation|courrier|lettre|mail|message|programme|letter|invited|invite|merci pour|thank you for"
    r"|sensible a|touchee? de)\b"
)


def speaks_of_change(told: str) -> bool:
    """Say whether a sentence's signs speak of an earlier reply, a change, a cancellation or one who comes instead."""
    return any(p.search(told) for p in (EARLIER, CANCELS, CHANGES, REPLACES, STANDS_FOR, DECLINES))
