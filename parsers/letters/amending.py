"""What a sentence beside a coupon says of it: that it corrects an earlier reply, or names who comes instead.

"Voici le coupon corrigé, qui annule et remplace le précédent :" needs no person: the coupon itself says what holds now.
Every word has to be one of those that people say this with; a sentence that says anything more is read as another.
"""

from collections.abc import Iterable

from parsers.folding import listed
from parsers.intent import Says

_LINKS = listed(
    """, : ; ( ) . je j me m moi mon ma mes nous notre nos vous votre vos le la les l un une des de d du a au aux en
    et ou qui que qu ce c cet cette celui celle one ses sa son leur ci il elle lui est etait ete suis ai avons
    avez avais avions pour sur par dans mais car donc bien aussi deja ici here is are was were i my we our you
    your the a an this that it of to on for in and but so have has had be been by with me us her his their he she
    they will sera s ve d ll m re alors puis y ne plus se si"""
)
_COURTESY = listed(
    """merci bonjour veuillez prie priere svp stp please kindly thank thanks bien trouver trouverez voici voila voir
    dessous apres joint jointe below here attached following suivant suivante suivants comme sont details detail
    coordonnees tenir tenez compte prendre prenez noter notez note tenant souhaite souhaitons souhaiterais
    voudrais voudrions aimerais dois devons would like need want must should could pouvez pourriez can use accept
    consider ignore disregard utiliser utilisez"""
)
_REPLY = listed(
    """coupon coupons bulletin talon carte formulaire fiche reponse inscription inscriptions reservation choix ateliers
    atelier participation message mail courriel envoi form slip reply registration booking choices workshops
    workshop email entry answer answers version"""
)
_EARLIER = listed(
    """precedent precedente precedents precedentes ancien ancienne initial initiale deja hier earlier previous already
    yesterday ago original old before"""
)
_WHEN = listed(  # goes with what was earlier, and tells nothing of it alone
    """premier premiere envoye envoyee envoyes retourne adresse transmis transmise rempli remplie inscrit inscrite
    repondu fait faite semaine mois derniere dernier jours jour passe passee lundi mardi mercredi jeudi vendredi
    samedi dimanche sent filled completed registered signed up first last week month day days returned replied
    quelques few quinze huit dix matin midi morning afternoon @d @e @b @n @c @t"""
)
_CHANGES = listed(
    """corrige corrigee corrigees corriges corriger rectifie rectifiee rectifier rectification modifie modifiee
    modifier modification modifications change changer changement changements changes annule annuler annulant remplace
    remplacant remplacer nouveau nouvelle nouveaux nouvelles jour definitif definitive corrected correct
    correction correcting amended amend updated update changed changing replaces replacing replace supersedes new
    instead revised avis mind erreur erreurs trompe trompee mistake wrong version place lieu"""
)
_WHO = listed(
    """collegue collaborateur collaboratrice adjoint adjointe suppleant suppleante conjoint conjointe remplacant
    remplacante vice president presidente directeur directrice colleague deputy assistant"""
)
_COMES = listed(
    """viendra participera assistera remplacera representera come coming attend attending take takes replacing
    replaces going remplace remplacant place stead instead"""
)
_PLACE = listed("place remplacera remplace stead instead lieu remplacant remplacante")
_REFERS = _LINKS | _COURTESY | _REPLY | _EARLIER | _WHEN


def tells_of_coupon(told: Iterable[str]) -> Says | None:
    """Give what a sentence says of the coupon beside it and nothing else: CHANGE, REPLACE, EARLIER, or None.

    `told` are the sentence's signs (``parsers.letters.signs``).
    """
    said = set(told)
    if said & {"annule", "annuler"} and not said & {"remplace", "remplacant", "remplacer"}:
        return None  # what is cancelled, and nothing put in its place
    if said <= _REFERS | _CHANGES and said & _REPLY and said & (_CHANGES | _EARLIER):
        return Says.CHANGE if said & _CHANGES else Says.EARLIER
    if said <= _REFERS | _CHANGES and said & _CHANGES and said & _EARLIER:
        return Says.CHANGE  # "Please use this instead of my earlier one:"
    if said <= _LINKS | _COURTESY | _WHO | _COMES | {"@e", "@d"} and said & _WHO and said & _PLACE and said & _COMES:
        return Says.REPLACE
    return None
