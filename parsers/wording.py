"""The words of sentences, French and English: what a sentence says on coming, changing, asking; who is who.

Patterns are for folded text (``parsers.folding.fold``): no accents, no case, no apostrophes.
"""

import re
from enum import StrEnum

from parsers.folding import fold, listed, words


class Says(StrEnum):
    """What a sentence does."""

    COMING = "coming"
    NOT_COMING = "not_coming"
    CANCEL = "cancel"
    EARLIER = "earlier"  # speaks of an earlier registration
    CHANGE = "change"
    REPLACE = "replace"
    SAME = "same"  # refers to choices that it does not state
    UNDECIDED = "undecided"
    QUESTION = "question"
    ENCLOSED = "enclosed"  # brings a coupon
    PASSED_ON = "passed_on"  # the invitation was handed to others


_PATTERNS: dict[Says, str] = {
    Says.COMING:
        r"\b(?:particip\w+|prendr\w+ part|prends? part|assist(?:er\w*|e|ons|ez|ent)|viendr\w+|viens|venons"
        r"|serai present\w*"
    r"|serons present\w*|sera present\w*|seront present\w*|presence|sui(?:vr\w+|s|vons|vre)|m inscri\w+"
    r"|nous inscri\w+|s inscri\w+"
    r"|inscri(?:re|vez|s|t|te|ption|ts|tes)\b|representer\w*|compter (?:pour|parmi|avec)|attend\w*|take part"
    r"|taking part|come|coming"
    r"|join\w*|register\w*|be present|be there|will be at|book(?: me)?|have chosen|choose|opte|choisi\w*|retenir"
    r"|retenu)\b",
    Says.NOT_COMING:
        r"\bne (?:\w+ )?(?:pourr\w+|peu[tx]|pouvons|sera\w*|serons|seront|viendr\w+|particip\w+|assist\w+|suivr\w+"
        r"|prendr\w+|donn\w+ pas suite)\b"
    r"|\bn (?:assist\w+|y assist\w+|y particip\w+|aur\w+ pas le plaisir|etant pas disponible|est pas disponible"
    r"|est pas en mesure)\b|\bempeche\w*\b|\b(?:suis|sommes|serai|sera|serons) (?:absent\w*|indisponible\w*"
    r"|retenu\w*|dans l impossibilite)"
    r"|\bdans l (?:impossibilite|incapacite)\b|\bdecline\w*\b|\bregret\w*\b|\bexcuser? (?:mon|son|notre"
    r"|leur) absence\b|\bretenue?s? par\b"
    r"|\b(?:unable|not able) to\b|\bwill not\b|\bwon t\b|\bcannot\b|\bcan not\b|\bcan t\b|\bapolog\w+\b"
    r"|\bnot (?:attend|come|be attending|be there|be present)\w*\b|\bsans moi\b",
    Says.CANCEL:
        r"\bannul\w+\b|\bdesist\w+\b|\bdesinscri\w+\b|\bretirer? (?:mon|son|notre|l) inscription\b|\bcancel\w*\b"
        r"|\bwithdraw\w*\b|\bne (?:pourr\w+|viendr\w+) (?:finalement|plus)\b|\bfinalement (?:pas|empeche\w*)\b",
    Says.EARLIER:
        r"\bdeja (?:inscri\w+|envoy\w+|transmis\w*|repondu)\b|\bprecedemment\b|\bm etais inscri\w+\b"
        r"|\bs etait inscri\w+\b|\bnous etions inscri\w+\b|\b(?:me suis|s est|nous sommes) (?:deja )?inscri\w+\b"
        r"|\b(?:mon|ma|notre|son|sa) (?:inscription|reponse|coupon|participation) (?:initiale?|precedente?|du|d hier"
        r"|de la semaine)\b|\balready registered\b|\bprevious(?:ly)?\b|\bearlier (?:registration|reply|coupon)\b"
        r"|\bj avais (?:choisi|coche|indique|demande|opte|repondu)\b|\bavait (?:choisi|coche|indique|demande)\b"
        r"|\bcomplement a (?:mon|notre|ma)\b|\bsuite a (?:mon|notre) (?:inscription|coupon)\b",
    Says.CHANGE:
        r"\bmodifi\w+\b|\bchang(?:er|ement|e|ez|ing|ed)?\b|\bau lieu d[eu]?\b|\bplutot que\b|\binstead of\b"
        r"|\bamend\w*\b|\brectifi\w+\b|\bcorrig\w+\b|\bcorrection\b|\berreur\b|\bannule et remplace\b|\bfinalement\b"
        r"|\bmise a jour\b|\bupdate\w*\b",
    Says.REPLACE:
        r"\bremplac\w+\b|\ben lieu et place\b|\ba (?:ma|sa|la) place\b|\breplac\w+\b|\bin (?:my|his|her) place\b"
        r"|\bsubstitut\w+\b",
    Says.SAME:
        r"\b(?:ajout\w+|supprim\w+|enlev\w+|retir(?:er|ez|e)|remov\w+|add(?:ing|ed)?|en plus de)\b"
        r"|\bmemes? (?:ateliers?|choix|inscriptions?|reponses?)\b|\bsame (?:workshops?|choices?|sessions?)\b"
        r"|\bidem\b"
        r"|\bcomme (?:l an dernier|prevu|indique)\b",
    Says.UNDECIDED:
        r"\b(?:aurais|aurait|aurions|would have) (?:\w+ )?(?:aime|souhaite|voulu|ete|pu|liked|loved)\b"
        r"|\b(?:suis|sommes|sera|serai) (?:deja )?(?:pris|prise|occupee?|engagee?)\b"
        r"|\b(?:pas|non) (?:libre|disponible)s?\b"
        r"|\bpeut etre\b|\bsous reserve\b|\bne sai[ts] pas (?:encore|si)\b|\bpas encore\b|\bprobablement\b"
        r"|\bsans doute\b|\beventuellement\b|\bsi oui\b|\ba confirmer\b|\b(?:vous|le"
        r"|la) (?:le )?confirmer\w+ (?:plus tard|la semaine|des que|ulterieurement|prochainement|sous)\b"
        r"|\bje (?:vous )?le confirme (?:la|des)\b|\bmaybe\b|\bperhaps\b|\bmight\b|\bnot (?:yet )?sure\b"
        r"|\btentativ\w+\b|\bprovisoire\w*\b|\bj hesite\b|\bhesit\w+\b|\bdes que possible\b|\brevien\w+ vers vous\b"
        r"|\ben attente\b|\bsi (?:je|possible|nous|mon|ma|l)\b|\bin principle\b|\ben principe\b|\ba priori\b",
    Says.ENCLOSED:
        r"\b(?:coupon|bulletin|formulaire|fiche|reponses?|inscriptions?|participation|elements|form|slip|reply"
        r"|bulletins|coupons|registrations?)\b",
    Says.PASSED_ON:
        r"\b(?:transmets?|transmettons|transfere|fais suivre|relaye|forward\w*|pass\w* on)\b.{0,30}\b(?:invitation"
        r"|message|courriel|mail)\b",
}  # fmt: skip
_COMPILED = {says: re.compile(pattern) for says, pattern in _PATTERNS.items()}
_BRINGS = re.compile(
    r"\b(?:trouver\w*|voici|ci joint\w*|ci dessous|ci apres|transmet\w+|transmettre|transmets|retourn\w+|renvoi\w*"
    r"|envoi\w*|adress\w+|noter|enregistrer"
    r"|prendre en compte|complete\w*|rempli\w*|attached|enclosed|find|below|dans le corps|comme convenu|joins"
    r"|jointe?s?|here is|return\w*|a faire|fais suivre|here are)\b"
)
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
    r"|consultante?s?|collaborat\w+|administrat\w+|fondat\w+|referente?s?|expert\w*|juriste|journaliste|architecte"
    r"|urbaniste|comptable|benevole|volontaire|stagiaire|redact\w+|inspect\w+|prefete?|ambassad\w+|enseignante?s?"
    r"|medecin"
    r"|director|mayor|councillors?|officers?|managers?|head|chair\w*|clerk|treasurer|secretary|advis[eo]r|lecturer"
    r"|engineer|analyst|chief|members?|president|professor|coordinator|researcher|student|governor|trustee|ceo|dgs"
    r"|dga|dgst|dst|dircab)\b"
)
_ORGANISATIONS = re.compile(
    r"\b(?:mairie|ville|villes|commune|communes|region|departement|conseil|communaute|metropole|agglomeration|agglo"
    r"|association|syndicat|sictom|sivom|sdee|universite|institut|ecole|ong|ngo|collectif|comite|reseau|federation"
    r"|fondation"
    r"|agence|ministere|prefecture|chambre|societe|sarl|centre|office|parc|grand|council|city|county|university"
    r"|twinning|trust|foundation|borough|district|cooperation|solidarite|solidarites|amis|ligue|union|cites|hopital"
    r"|lycee|college|club|cercle|maison|cabinet"
    r"|groupe|entreprise|institution|etablissement|secours|jumelage|pays|prefectural|town|association|society"
    r"|partnership|network|committee|department|ministry|agency|charity|cooperative|mutuelle|caisse|regie|port)\b"
)
_PERSON_SECRETARY = re.compile(
    r"\b(?:secretariat|secretaire|assistante?|assistant|collaborat\w+ de cabinet|standard|accueil|service)\b"
)
_FIRST = re.compile(
    r"\b(?:[Jj]e|[Mm]e|[Mm]oi|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|[Nn]otre|[Nn]os|I|[Mm]y|[Ww]e|[Oo]ur|us)\b|\b[jJmM]['’](?=\w)"
)
_THIRD = re.compile(r"\b(?:il|elle|ils|elles|he|she|they)\b")
_NEGATION = re.compile(
    r"\b(?:ne|n)\b(?:.{0,40}?)\b(?:pas|point|plus|ni|aucun\w*|que)\b|\bnot\b|\bwon t\b|\bcannot\b|\bcan t\b"
    r"|\bwithout\b|\bsans\b|\bpas\b|\bunable\b|\bne\b|\bno\b|\bneither\b|\bnor\b|\bni\b"
)
# Words that mean nothing for the answer: the small ones, politeness, time and place.
NEUTRAL = listed(
    """a ai ainsi al alors an and as at au aujourd aussi autres aux avec avez avoir avons be been by c ce cela celle
    cet cette ceux chez ci comme confirm confirme confirmer confirmons confirmation d dans de des deux devoir dois
    donc du d elle elles elle-meme meme en ensemble est et ete etre eux fait faire for from gens had has have
    hereby hui i il ils j je jour journee jusqu l la le les leur leurs like lui m ma mais madame me mes merci
    mercredi mieux moi mon monsieur mr mme my n nos note notee noter notez notre nous of on ont or ou our par
    parmi pas plaisir pleased plus pour prochain prochaine puis puisse qu que qui s sa se sera serai seraient
    serait seront serons ses si s il soit son sont souhaite souhaitent souhaiterais souhaiterait souhaitons suis
    suit suivant suivante suivantes suivants sur ta te ton tout tous toute toutes the their them then there this
    to un une us vous votre vos we will with would y vivement bien tres grand grande vif vive janvier fevrier mars
    avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july
    august september october november december lundi mardi jeudi vendredi samedi dimanche monday tuesday wednesday
    thursday friday saturday sunday matin midi soir apres h heures informe informer informons information prie
    prier prions remercie remercier remercions thank thanks thanking glad happy heureux heureuse invitation
    inviter invite convier convie courrier courriel mail message evenement event rencontre rencontres reunion
    manifestation journees colloque seminaire travaux occasion organisez organise organisent organisation propose
    proposes proposez organise lieu veuillez bonjour cordialement salutations chers chere cher cheres collegues
    dear colleagues kindly please pleasure delighted look looking forward peux pouvez pourrai pourra pourrons
    aurai aura aurons aurez avais etais particulierement attache attachee questions abordez sensible interet
    interesse interessee interesses elu elue maire personne personnes participant participante participants
    participantes collectivite egalement further also too both only just want wish wishes am is are presence
    present presente presents presentes participation ateliers atelier workshop workshops choix choose chosen
    choisi choisis selected select following different thematiques theme themes recu recue vu bonne reception
    suite donner reponse reply answer echange telephonique telephone voici faut quil qu tenue tenu tiendra
    tiendront interieur accueillir accueil place cadre ligne titre accord possible volontiers enregistrer prendre
    compte bonjour bonsoir celui ci la liste"""
)


def says(sentence: str) -> frozenset[Says]:
    """Give what a sentence says, by its words alone."""
    folded = fold(sentence)
    found = {kind for kind, pattern in _COMPILED.items() if pattern.search(folded)}
    if Says.ENCLOSED in found and not (_BRINGS.search(folded) or len(folded.split()) <= 5):
        found.discard(Says.ENCLOSED)
    if "?" in sentence:
        found.add(Says.QUESTION)
    return frozenset(found)


def has_signal(sentence: str) -> bool:
    """Say whether a sentence that brings no answer still holds a word that may matter."""
    return bool(_SIGNALS.search(fold(sentence)))


def is_negative(clause: str) -> bool:
    """Say whether a clause denies what it names."""
    return bool(_NEGATION.search(fold(clause)))


def is_role(text: str) -> bool:
    """Say whether a text is what somebody does ("chargée de mission énergie-climat")."""
    return bool(_ROLES.match(fold(text))) and len(words(text)) <= 16


def is_organisation(text: str) -> bool:
    """Say whether a text names a body ("Communauté urbaine de …")."""
    return bool(_ORGANISATIONS.search(fold(text)))


def speaks_for_others(role: str) -> bool:
    """Say whether a role is that of one who often writes for others."""
    return bool(_PERSON_SECRETARY.search(fold(role)))


def first_person(sentence: str) -> bool:
    """Say whether a sentence speaks of its writer."""
    return bool(_FIRST.search(sentence))


def third_person(sentence: str) -> bool:
    """Say whether a sentence goes on about somebody named before."""
    return bool(_THIRD.search(fold(sentence)))
