"""What a clause says, by a small grammar of French and English over its signs (``parsers.letters.signs``).

A clause is understood only where every word of it is known: a verb that affirms, refuses, cancels or looks back, and
words that change nothing. One other word, and the clause is UNKNOWN: a person reads it. So nothing is taken for a
registration because it happens to name a workshop.
"""

import re
from enum import StrEnum


class Stance(StrEnum):
    """What a clause does with what it names."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    CANCELLED = "cancelled"
    EARLIER = "earlier"  # what was chosen or sent before
    CHANGE = "change"  # announces that something changes
    LIKED = "liked"  # "m'intéresse": a choice only of one who comes
    ELLIPTIC = "elliptic"  # without a verb: as the clause before, or as the heading
    COVER = "cover"  # politeness, thanks, what is enclosed
    UNKNOWN = "unknown"


_ADVERB = (
    r"(?: (?:bien|donc|egalement|aussi|volontiers|malheureusement|helas|donc|alors|finalement|toutefois|certes"
    r"|bel et bien"
    r"|also|certainly|gladly|definitely|unfortunately|sadly|regrettably|therefore|finally|avec (?:grand |un grand "
    r"|beaucoup de )?plaisir|tout))*"
)
_INF = (
    r"(?:y )?(?:participer|prendre part|assister|venir|suivre|(?:m |s |me |se )?inscrire"
    r"|(?:y )?etre (?:bien )?(?:presente?s?|la|des (?:v|n)otres"
    r"|parmi vous|inscrite?)|(?:me|se|vous) joindre a vous|(?:vous|nous) rejoindre|rejoindre|(?:m y|s y|me"
    r"|se) rendre(?: a)?"
    r"|visiter|rester|repondre (?:favorablement|present|positivement)|donner (?:une )?suite(?: favorable)?|honorer"
    r"|y assister|y participer|prendre|choisir|retenir|rester (?:pour|a)|representer|travailler|deguster)"
)
_FINITE = (
    r"(?:participe(?:rai|ra|ront|rons|nt)?|assiste(?:rai|ra|ront|rons|nt)?|viend(?:rai|ra|ront|rons)|viens|vient"
    r"|viennent|suiv(?:rai|ra|ront)|suit"
    r"|suis (?=(?:l |les? )?(?:atelier|@w))|prend(?:rai|ra|ront) part|prends? part|prend(?:rai|ra|ront)|prends?"
    r"|(?:serai|sera|seront)(?= (?:bien |donc |egalement |aussi )*(?:presente?s?|la|des [vn]otres|parmi|a|au|aux))"
    r"|(?:m|s) inscri(?:s|t|rai|ra|vent|ront)|inscris|inscrit|choisi(?:s|t|rai|ra|ssent)|opte(?:rai|ra|nt)?"
    r"|retien(?:s|t)|retiend(?:rai|ra)"
    r"|reponds? (?:present|favorablement|positivement)|(?:y )?assiste(?:rai|ra)|visite(?:rai|ra|ront)|reste(?:rai|ra)"
    r"|rejoind(?:rai|ra)"
    r"|(?:me|se) rend(?:rai|ra)|represente(?:ra|rai)?|travaille(?:rai|ra)|accepte)"
)
_STATE = r"(?:bien )?(?:presente?s?|la|des (?:v|n)otres|parmi vous|parmi les participants|inscrite?s?|at|there)"
_WISH = (
    r"(?:souhaite(?:nt)?|souhaiterais|souhaiterait|voudrais|voudrait|veux|veut|desire(?:nt)?|desirerais|aimerais"
    r"|aimerait|vais|va"
    r"|ai choisi d|a choisi d|ai decide d|a decide d)"
)
_PLEASURE = (
    r"(?:aurai?|aura|ai|a|auront)(?: le| un| grand| beaucoup de| le grand| un grand| un vif)* plaisir (?:a|de|d)"
    r"|(?:serai|sera|suis|est|seront)(?: tres| vraiment)? (?:heureux|heureuse|ravie?s?|contente?s?|enchantee?s?"
    r"|honoree?s?) (?:de|d)(?: pouvoir)?"
    r"|(?:me|se) (?:ferai|fera|fais|fait) (?:un plaisir|une joie) (?:de|d)|tiens? a|tient a"
)
_REQUEST = (
    r"(?:(?:je |nous )?(?:vous )?(?:merci|remercie|remercions|prie|prions|saurais gre|demande)(?: par avance"
    r"| d avance)?(?: de| d)"
    r"|veuillez|priere (?:de|d)|(?:vous )?(?:pouvez|pourriez|voudrez)(?: vous)?|auriez vous l (?:amabilite"
    r"|obligeance) (?:de|d)"
    r"|(?:je )?(?:souhaite(?:rais)?|voudrais))(?: bien vouloir| bien| s il vous plait| svp)*"
)
_THING = r"(?:presence|participation|venue|inscription|place|reponse)"
_EN_AUX = (
    r"(?:(?:will|shall|ll|am going to|is going to|are going to)(?: be)?|(?:would|should|d)(?: very much)? (?:like"
    r"|love|wish|be glad|be delighted|be pleased) to"
    r"|(?:wish|wishes|want|wants) to|(?:am|is|are|will be|would be|shall be)(?: very| most)? (?:delighted|pleased"
    r"|happy|glad) to)"
)
_EN_INF = (
    r"(?:attend(?:ing)?|com(?:e|ing)(?: along)?|join(?:ing)?|tak(?:e|ing) part|participat(?:e|ing)|be (?:present"
    r"|there|at|joining|attending|coming)"
    r"|visit(?:ing)?|stay(?:ing)? for|accept|register|regist?ering|go(?:ing)? to|be (?:able to )?there|at|there"
    r"|present|choose|confirm (?:my|his|her|our) (?:attendance|participation|presence|place)|work(?:ing)?)"
)
_AFFIRM = re.compile(
    rf"\b(?:{_FINITE}{_ADVERB}(?: {_STATE})?"
    rf"|{_WISH}{_ADVERB} {_INF}|(?:{_PLEASURE}) (?:{_INF}|(?:vous )?(?:confirmer|annoncer) (?:ma|mon|sa|son"
    rf"|leur) {_THING}|accepter)"
    rf"|(?:confirme(?:nt)?|confirmer|annonce|note|notez)(?: bien)? (?:ma|mon|sa|son|leur) {_THING}"
    r"|(?:confirme(?:nt)?|confirmer|annonce|note|notez|noter) (?:la|l|les) (?:presences?|participations?|venues?"
    r"|inscriptions?) (?:de|d|du)(?= @p)"
    rf"|{_REQUEST} (?:m |me |nous )?(?:inscrire|noter|compter|enregistrer|prendre (?:bonne )?note (?:de|d)|retenir"
    r"|reserver|(?:y )?ajouter)"
    rf"(?: (?:ma|mon|sa|son|la|l) {_THING}(?: de| d)?| (?:parmi|au nombre des?) (?:vous|les participante?s"
    r"|vos participants|participants)| present(?:e)?| une place| (?:mon|mes) choix)*"
    r"|(?:inscrivez|comptez|notez|enregistrez)(?: bien)? (?:moi|(?:sur )?ma (?:presence|participation|venue)"
    r"|mon inscription|sur moi)(?: parmi (?:vous|les participants))?"
    rf"|pouvez (?:me )?compter(?: sur)?(?: moi| ma presence)?"
    rf"|(?:c est|ce sera|ca sera)(?: un grand)? oui(?: pour moi)?"
    r"|(?:mon|mes) choix (?:est|sont|se porte(?:nt)?|ira|iront|s est porte|se sont portes)(?: sur)?|ai (?:choisi"
    r"|retenu|selectionne|opte)(?: pour)?|a (?:choisi|retenu|selectionne|opte)(?: pour)?"
    rf"|{_EN_AUX}{_ADVERB} {_EN_INF}|(?:am|is|are) (?:attending|coming|joining|registering)|(?:have|has) chosen"
    r"|choose|chooses|attend(?= @w|ing)"
    r"|(?:please )?(?:kindly )?(?:register|put|sign|book|enrol|count|note|include) (?:me|us|@p)(?: down| up"
    r"| in)?(?: for| as attending)?"
    rf"|please (?:register|note|record) (?:my|the) (?:attendance|participation|registration)(?: of)?"
    rf"|(?:confirm|confirms) (?:my|that|his|her) (?:attendance|participation|place|presence)"
    rf"|my choices? (?:is|are)|accept your(?: kind)? invitation"
    rf")\b"
)
_CHOOSES_THUS = re.compile(
    r"^(?:@d |@t |le |l |la |on |the |, |apres |du )*(?:ce sera|ce seront"
    r"|it will be)\b(?=.*@w)"
)
_HEADS = re.compile(
    r"^(?:(?:voici|here are|here is) )?(?:mes|mon|my) (?:choix|choices?)$|^je (?:vous )?confirme$"
    r"|^(?:merci pour l |demande d )?inscriptions? (?:a|au|aux) (?=(?:l |les )?ateliers? @w)"
)
_REPEATED = re.compile(rf"\b(?:ma|mon) {_THING}\b")
_CHOICE_IS = re.compile(
    r"\b(?:mon|my) (?:premier|1er|first|second|deuxieme|2e|unique|seul) (?:choix|choice) (?:est|sera|is|will be)\b"
)
_LIKED = re.compile(r"\bm interesse(?:nt|ra|ront)?\b|\bm interesseraient\b|\binterest me\b")
_CAN = (
    r"(?:pourrai|pourra|pourront|puis|peux|peut|peuvent|saurai|saurait|saurais|serai(?: pas)? en mesure (?:de|d)"
    r"|sera en mesure (?:de|d)|suis en mesure (?:de|d)|est en mesure (?:de|d)"
    r"|(?:serai|sera|suis|est) disponible(?: pour)?|(?:serai|sera) libre(?: pour)?|souhaite|souhaitera|veux|desire"
    r"|compte|pense|vais|va|pourrons|pouvons)"
)
_DENY = re.compile(
    rf"\b(?:(?:ne|n) (?:y )?{_CAN}{_ADVERB} (?:pas|point|plus){_ADVERB}(?: pouvoir)?(?: {_INF})?"
    rf"|(?:ne|n) (?:y )?(?:pourr\w+|peu[tx]|saur\w+){_ADVERB} {_INF}"
    rf"|(?:ne|n) (?:y )?{_FINITE}{_ADVERB} (?:pas|point|plus){_ADVERB}(?: {_STATE})?"
    r"|(?:ne|n) (?:suis|est|serai|sera|seront|sont)(?: malheureusement)? (?:pas|plus) (?:disponibles?|libres?"
    r"|presente?s?"
    rf"|la|des [vn]otres|en mesure (?:de|d) {_INF})"
    rf"|{_REQUEST} ne pas (?:m |me )?(?:inscrire|compter|noter|reserver)"
    r"|(?:(?:il )?(?:m|lui) est|(?:me|lui) sera|c est)?(?: malheureusement)? ?impossible(?: pour moi)?(?: de"
    rf"| d) (?:pouvoir )?{_INF}"
    r"|(?:suis|est|serai|sera|me trouve|se trouve|suis malheureusement|sommes)(?: malheureusement| helas)? (?:dans"
    rf"|ds) l (?:impossibilite|incapacite) (?:de|d)(?: pouvoir)? {_INF}"
    r"|(?:ai le regret|suis au regret|regrette|suis desolee?|suis navree?|est au regret|a le regret"
    rf"|regret)(?: vivement| sincerement)? (?:de|d)(?: devoir)? ne (?:pas |pouvoir |plus )+{_INF}"
    r"|(?:suis|est|serai|sera|suis malheureusement|seront)(?: malheureusement| helas| deja)? (?:absente?s?"
    r"|indisponibles?|empechee?s?|retenue?s?(?: ailleurs)?|prise?s? ailleurs|excusee?s?|occupee?s? ailleurs)"
    r"|decline(?:rai|nt|ra)?(?: (?:votre|l|cette)(?: aimable)? (?:invitation|proposition))?|(?:dois|doit"
    r"|regrette de devoir) decliner(?: (?:votre|l|cette)(?: aimable)? invitation)?"
    rf"|empechee?s?|sans moi|(?:manquerai|manquera)"
    r"|(?:je |nous )?(?:vous )?(?:prie|prient|prions|demande|remercie|merci)(?: donc)?(?: de"
    r"| d)? (?:bien vouloir )?(?:m |l |les |nous )?(?:en )?excuser(?: (?:mon|son|leur) absence)?(?: aupres de vous)?"
    r"|(?:veuillez|merci de|merci d)(?: bien vouloir| donc)* (?:m |l |nous )?(?:en )?excuser(?: (?:mon|son"
    r"|leur) absence)?"
    r"|presente(?:nt)? (?:ses|mes|leurs) excuses|(?:am|is|are|will be|ll be|shall be)(?: unfortunately| sadly"
    rf"| afraid)? (?:unable|not able) to {_EN_INF}"
    r"|(?:will|shall|can|could|do|am|is|are)(?: unfortunately| sadly)? not(?: be)?(?: able to| going to"
    rf"| be)?(?: (?:wish|want) to)? {_EN_INF}"
    rf"|cannot(?: unfortunately)? {_EN_INF}|can t {_EN_INF}|won t(?: be(?: able to)?)? {_EN_INF}|(?:must|have to"
    r"|has to|need to)(?: unfortunately)? decline(?: your(?: kind)? invitation)?"
    rf"|regret(?: that| to say that)? (?:i )?(?:am unable to|cannot|will not be able to) {_EN_INF}"
    rf")(?= |$)"
)
_DENIED_THING = re.compile(
    r"^(?:et |and |, |mais |but )*(?:pas|point|ni|non|no|not|sans|aucun|aucune|pas non plus|without)\b"
)
_LABELLED = re.compile(
    r"^(?:(?:et |and |, )*(?:pour |concernant |quant (?:a|au) |cote |for |as for |en ce qui concerne "
    r"|au sujet de )?(?:le |la |l |les |the |d |du |au |nombre d |nombre de )*)(@q|@m)(?: @q)?[ :,]*(.*)$"
)
_CANCEL = re.compile(
    r"\b(?:annuler?(?:ai|a)?(?: donc)? (?:mon|ma|son|sa|notre|leur) (?:inscription|participation|venue|presence"
    r"|reservation|place)"
    r"|(?:me|se) (?:desinscrire|desister|desengager|decommander|retirer)|(?:me|se) (?:desiste|desinscris|desinscrit"
    r"|desistera|desisterai)|desinscrire|desinscrivez moi"
    r"|retirer (?:mon|son) (?:inscription|nom)(?: de la liste)?|renonce(?:r)? a (?:ma|mon|sa|y)(?: participation"
    r"| inscription| venue)?(?: participer)?"
    r"|cancel(?:ling)? (?:my|our|his|her) (?:registration|booking|place|attendance|participation|reservation)"
    r"|withdraw(?: from)?(?: my (?:registration|name))?"
    rf"|(?:ne|n) (?:pourr\w+|peu[tx]|viend\w+|participer\w+|sera\w*) (?:finalement |malheureusement )*plus(?: {_INF})?"
    rf"|(?:ne|n) (?:pourr\w+|peu[tx]|viend\w+|participer\w+|sera\w*) finalement pas(?: {_INF})?"
    rf"|considerer (?:mon|son) inscription comme annulee|(?:please )?cancel me|no longer (?:be able to )?{_EN_INF})\b"
)
_CANCEL_FRAME = re.compile(
    rf"\b(?:{_REQUEST}|(?:je |j )?(?:dois|doit|devrai|souhaite|voudrais|veux|me vois|suis|ai)(?: donc"
    r"| malheureusement| helas| finalement| ainsi)*"
    r"(?: (?:contrainte?|obligee?|forcee?|dans l obligation|tenue?|au regret|le regret)(?: de"
    r"| d)?(?: vous (?:informer|annoncer) que)?(?: devoir)?)?"
    r"|^(?:(?:un|une|des|mon|ma|my|an|a) (?:(?!colleg|adjoint|maire|president|direct)\w+ ){1,6})?(?:m|me|nous|l|le"
    r"|la) (?:oblige|obligent|contraint|contraignent|force|forces)(?: a| de| d)|(?:i )?(?:must|have to|need to"
    r"|wish to|would like to|am sorry to|regret to|am writing to|am afraid)(?: have to| must)?"
    r"|please|kindly|unfortunately)\b"
)
_EARLIER = re.compile(
    r"\b(?:m etais|s etait|me suis|s est|etais|etait|suis|est|avais|avait|j avais)(?: (?:deja|initialement|d abord"
    r"|precedemment|auparavant))* "
    r"(?:inscrite?s?|choisi|coche|opte|demande|indique|reserve|repondu|envoye|transmis|retenu|selectionne)(?: pour"
    r"| mon coupon| ma reponse| mon inscription| mon bulletin)?"
    r"|\bdeja (?:inscrite?s?|envoye|transmis|repondu|enregistree?s?)\b|\b(?:precedemment|initialement) (?:inscrite?s?"
    r"|choisi)\b"
    r"|\b(?:have|had|am|was|is)(?: already| previously)? (?:registered|signed up|booked|chosen"
    r"|selected)\b(?<!have chosen)(?<!has chosen)|\b(?:already|previously) registered\b"
    r"|\bsuite a (?:mon|ma|notre) (?:inscription|reponse|coupon|bulletin|message|mail|courriel)(?: (?:initiale?"
    r"|precedente?))?|\bcomplement a (?:mon|ma) (?:inscription|reponse|coupon|bulletin)\b|(?<=^@p , )(?:deja "
    r"|initialement |precedemment )?inscrite?\b"
)
_CHANGE = re.compile(
    rf"\b(?:{_REQUEST} (?:modifier|changer|rectifier|corriger|mettre a jour|actualiser)(?: (?:mon|mes|ma|son|sa"
    r"|notre) (?:inscription|choix|reponse|coupon|bulletin|participation|atelier)s?)?(?: comme suit| ainsi)?"
    r"|(?:modifie|change|souhaite modifier|souhaite changer|dois modifier|voudrais modifier) (?:mon|mes|ma|notre"
    r"|d) (?:inscription|choix|reponse|coupon|atelier)s?(?: comme suit| ainsi)?"
    r"|(?:would like to|need to|wish to|please|kindly) (?:change|amend|update|modify|correct) (?:my"
    r"|our) (?:registration|choices?|reply|workshops?)(?: as follows)?"
    r"|(?:ceci |ce coupon |cette reponse )?annule et remplace (?:mon|ma|le|la|l)? ?(?:precedente?|coupon|reponse"
    r"|envoi)?(?: precedente?)?"
    r"|(?:il y a|a) (?:un|eu un)? ?changement|desolee? pour (?:ce|le) changement|(?:une )?correction"
    r"|(?:une )?modification (?:de|a) (?:mon|ma) (?:inscription|reponse)"
    r"|a (?:la|sa|leur) place|finalement|instead)\b"
)
_FORMULA = re.compile(
    r"\b(?:(?:je |nous |j )?(?:vous )?(?:informe|informons|confirme|confirmons|signale|indique|annonce|fais savoir"
    r"|precise|fais part|ai le plaisir de vous informer|ai le plaisir de vous confirmer"
    r"|ai l honneur de vous informer)"
    r"|(?:merci de|veuillez|priere de|vous voudrez bien) (?:bien vouloir )?(?:noter|prendre note|enregistrer)|(?:je "
    r"|nous )?(?:vous )?prie de noter|notez|sachez"
    r"|m?e? ?(?:prie|charge|demande) de vous (?:faire savoir|informer|confirmer|indiquer|signaler|dire|annoncer"
    r"|faire part)|me prie de vous (?:faire savoir|informer)"
    r"|i regret|(?:i )?(?:am writing to |would like to |can |am pleased to |am happy to )?(?:confirm|inform you"
    r"|let you know"
    r"|tell you)|please (?:note|be informed|be advised)"
    r"|je (?:suis au regret de|regrette de|suis desolee? de|dois) vous (?:informer|dire|annoncer|faire savoir"
    r"|signaler)|j ai le regret de vous (?:informer|dire|annoncer|faire savoir)|i am (?:afraid|sorry)(?: to say)?"
    r"|i regret to inform you) (?:que|qu|that)\b"
)
_BEHALF = re.compile(
    r"\b(?:i am |je )?(?:writing|ecris|vous ecris|reply|replying|reponds) (?:to you )?(?:on behalf of|for"
    r"|au nom (?:de|d)|pour|de la part (?:de|d)) (?=@p)"
)
UNDECIDED = re.compile(
    r"\b(?:(?:aurais|aurait|aurions|would have) (?:\w+ )?(?:aime|souhaite|voulu|ete|pu|liked|loved)|peut etre"
    r"|sous reserve|ne sai[ts] pas"
    r"|pas encore|probablement|sans doute|eventuellement|a confirmer|confirmer(?:ai|a|ons)"
    r"|reviendr\w+ vers vous|revien\w+ vers vous (?:\w+ )?(?:rapidement|vite|bientot|des|d ici|demain|apres|quand"
    r"|sous)"
    r"|en attente|a priori|en principe"
    r"|in principle|maybe|perhaps|might|not (?:yet )?sure|tentativ\w+|provisoire\w*|hesit\w+|des que possible"
    r"|envisage|pense (?:participer|venir|assister)"
    r"|esper\w+|essaie\w*|essayer\w*|tacher\w*|ferai mon possible|dans la mesure du possible|pourrais|devrais|devrait"
    r"|il se pourrait|si possible|si tout va bien"
    r"|hope|hoping|may|could|try|probably|considering|thinking of|s il reste|sauf (?:contrordre|imprevu|empechement)"
    r"|(?:si|if) (?:je|j|i|nous|we|mon|ma|l|le|la|oui|yes|there)"
    r"|provided|subject to|depend\w*|quand|selon|en fonction|preinscri\w*|liste d attente|je le confirme)\b"
)
SAME = re.compile(
    r"\b(?:memes? (?:ateliers?|choix|inscriptions?|reponses?)|same (?:workshops?|choices?|sessions?)|idem"
    r"|comme (?:l an (?:dernier|passe)|d habitude|prevu|convenu|chaque annee pour)"
    r"|(?:ajoute\w*|supprim\w+|enlev\w+|retire[rz]?|remove|add|ajout\w*) (?!a votre)(?:\w+ ){0,3}(?:atelier|@w"
    r"|workshop|choix)|en plus (?:de|d|des)|in addition)\b"
)
_EXCEPT = (
    r"(?:sauf|excepte|hormis|hors|a l exception (?:de|d|du|des)|a part|mis a part|en dehors (?:de|d|du|des)|moins"
    r"|autres? que|a l exclusion (?:de|d|du|des)"
    r"|exception faite (?:de|d|du|des)|except(?: for)?|apart from|other than|but not|excluding|mais pas|et non|but)"
)
EXCEPT = re.compile(rf"\b{_EXCEPT}\b")
INSTEAD = re.compile(
    r"\b(?:au lieu|plutot que?|a la place (?=d)|en lieu et place|et non(?: pas)?|et pas|mais (?:non )?pas"
    r"|mais pas non plus|instead of|rather than|and not|but not|in place of|ni|nor|neither)\b"
)
EVERYTHING = re.compile(
    r"\b(?:(?:tous|toutes) les|l ensemble des|la totalite des|all(?: of)?(?: the)?) (?:@c )?(?:ateliers?|workshops?"
    r"|sessions?|themes|thematiques|seances)\b"
)
RANK_FIRST = re.compile(
    r"\b(?:(?:en|comme|as) (?:premier|1er|first|my first)(?: choix| lieu| choice)?|(?:mon |my )?(?:en )?(?:premier"
    r"|1er) choix(?: est| sera| :)?|en priorite|prioritairement|d abord|first choice|choix (?:n )?1)\b"
)
RANK_NEXT = re.compile(
    r"\b(?:(?:en|comme|as) (?:second|deuxieme|2e|2eme|troisieme|3e|3eme|my second|third|second)(?: choix| lieu"
    r"| choice)?|(?:mon |my )?(?:second|deuxieme|2e|2eme|troisieme|3e|3eme) choix(?: est| sera| :)?|a defaut|sinon"
    r"|ensuite|puis"
    r"|si les places (?:viennent a manquer|manquent)|s il n y a plus de places?|second choice|third choice|otherwise"
    r"|failing that|then|en cas d indisponibilite|choix (?:n )?[23])\b"
)
ALTERNATIVE = re.compile(
    r"\b(?:a defaut|sinon|si les places|s il n y a|(?:second|deuxieme|2e|2eme|troisieme|3e) choix|second choice"
    r"|third choice|otherwise|failing that|en cas)\b"
)
_LOOKING_BACK = re.compile(r"\b(?:avec (?:pour )?(?:seul|unique|mon) choix|avec|est)\b")


def without(pattern: re.Pattern[str], text: str) -> str:
    return " ".join(pattern.sub(" ", text).split())


def formula_free(text: str) -> str:
    """Give a clause without "je vous informe que", which changes nothing, and without who writes for whom."""
    return without(_BEHALF, without(_FORMULA, text))


def stance_of(text: str) -> tuple[Stance, str]:
    """Give what a clause says and the text that is left without the words that say so.

    `text` is a clause's signs, one space between; the order of the trials is from what takes away to what gives.
    """
    bare = without(RANK_NEXT, without(RANK_FIRST, formula_free(text)))
    if found := _CANCEL.search(bare):
        rest = without(_CANCEL_FRAME, bare[: found.start()]) + " " + bare[found.end() :]
        return Stance.CANCELLED, rest
    if _EARLIER.search(bare):
        return Stance.EARLIER, without(_LOOKING_BACK, without(_EARLIER, bare))
    if _DENY.search(bare):
        return Stance.DENIED, without(_DENY, bare)
    if _CHOICE_IS.search(text):
        return Stance.AFFIRMED, bare
    changed = bool(_CHANGE.search(bare))
    unchanged = without(_CHANGE, bare)
    if _CHOOSES_THUS.search(unchanged):
        return Stance.AFFIRMED, re.sub(r"\b(?:ce sera|ce seront|it will be)\b", " ", unchanged)
    if _AFFIRM.search(unchanged):
        return Stance.AFFIRMED, without(_REPEATED, without(_AFFIRM, unchanged))
    if _HEADS.search(unchanged):
        return Stance.AFFIRMED, without(_HEADS, unchanged)
    if changed:
        return Stance.CHANGE, unchanged
    if _LIKED.search(bare):
        return Stance.LIKED, without(_LIKED, bare)
    return Stance.ELLIPTIC, bare


def says_change(text: str) -> bool:
    """Say whether a clause speaks of a change."""
    return bool(_CHANGE.search(text))


def denied_thing(text: str) -> str | None:
    """Give what a clause without a verb denies ("pas de déjeuner"), or None."""
    found = _DENIED_THING.match(text)
    return text[found.end() :] if found else None


def labelled(text: str) -> str | None:
    """Give the value in "Langue de travail : le français", "pour le repas, ce sera non"; None where there is none."""
    found = _LABELLED.match(text)
    return found[2] if found else None
