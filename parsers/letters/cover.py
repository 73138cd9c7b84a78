"""Which words of a clause change nothing: politeness, what is enclosed, a reason; and which may matter."""

import re

from parsers.folding import listed
from parsers.letters.grammar import RANK_FIRST, RANK_NEXT, Stance, formula_free, stance_of, without

_ASIDE = re.compile(
    r"\b(?:avec (?:grand |un grand |beaucoup de )?plaisir|with (?:great )?pleasure|par avance|d avance|a vous"
    r"|in advance|de ma part|pour ma part|en ce qui me concerne|quant a (?:moi|lui|elle)"
    r"|pour moi|for me|pour lui|pour elle|pour (?:les (?:deux|trois|quatre|@c)|tous|toutes|chacun|tous les deux)"
    r"|for both|for all|sans ordre(?: particulier| de preference)?|in no particular order|dans cet ordre"
    r"|in this order"
    r"|par ordre de preference|ce jour la|le meme jour|that day|on that day|s il vous plait|svp|non plus|either(?=$)"
    r"|bien sur|of course|pour la journee|toute la journee|sur place|on site|ce qui ne (?:me )?(?:convient"
    r"|concerne) pas|(?:l|les|mes) ateliers? (?:qui m interesse(?:nt)?|choisis?|retenus?|de mon choix|souhaites?)"
    r"|(?:ma|mes|la|les) reponses? (?:pour|a|au) (?:le |la |l )?@q|(?:il |elle |je )?vous (?:adressera|adresserai"
    r"|enverra|enverrai|fera parvenir|ferai parvenir|transmettra|transmettrai) (?:son|mon"
    r"|un) pouvoir(?: par (?:courrier|ailleurs|courriel|mail))?|par ailleurs|c est (?:avec (?:grand |beaucoup de "
    r"|un grand )?plaisir|bien volontiers) (?:que|qu)|(?:elle|lui) meme|parmi (?:les )?(?:@c )?(?:ateliers"
    r"|choix)(?: proposes)?"
    r"|dans le cadre (?:de|du|des) (?:la |l |le )?(?:@e|@m)|a l occasion (?:de|du|des) (?:la |l )?(?:@e|@m)"
    r"|lors (?:de|du|des) (?:la |l )?(?:@e|@m)|le jour (?:de|du|des) (?:la |l )?(?:@e|@m)"
    r"|(?:votre|cette|l|de votre) invitation (?:a|au|aux) (?:la |l )?(?:@e|@m|@q)(?: (?:du )?@d)?|je soussignee?"
    r"|(?:les )?deux (?:suivants|workshops)|du @d au @d)\b"
)
_GLUE = listed(
    """a au aux de du des d l la le les un une en sur pour dans lors y ce cette cet ces the an to at of on in for both
    et and also too as well je j i il elle ils elles he she they me m moi my mon ma mes qui who que qu that vous
    votre vos your our bien donc egalement aussi par volontiers merci thank you thanks prochain prochaine next
    consacre consacree consacres intitule intitulee intitules relatif relative relatifs portant concernant
    suivant suivante suivants suivantes following named called titled entitled celui celle ceux celles , : ( ) &
    + / - @e @d @m ainsi meme memes autre ci dessous dernier session journee journees @b jour day monsieur
    madame present there here enfin so then its it is are am will shall son sa ses leur leurs his her their
    bonjour bonsoir cher chere chers cheres dear oui yes se s nous invitation aimable kind courrier inscrit
    inscrits grand grande malheureusement helas unfortunately regrettably sadly desole desolee sorry plutot
    organise organisee organisees rencontre rencontres evenement event manifestation"""
) - listed("nous dernier autre meme memes plutot")
_WORKSHOP_GLUE = listed(
    """@w @t matin apres afternoon morning atelier ateliers workshop workshops session sessions theme themes thematique
    thematiques seance seances n no numero"""
)
_COVER = listed(
    """repondu recopie apres est sont ete element elements demande demandes demandees renseignements organisateur
    organisateurs service services recues avez voulu trouverez raye coche cochee surligne jaune bleu blue red
    rouge entoure barre rayes coches see answers answer below above find between lines many best regards fill
    filled filling completed complet directement comment c parti simple moi courriels interligne corps quote
    quoted reply replies aujourd hui regarde bureau secretariat secretaire informations information necessaires
    utiles concernant concernent rapidement rapide reponds prie adresser adresse adressee adresses ferai
    parvenir parviendra souhaitez souhaitee tiens obligeance saurais gre anticipes sincerement distingues sera
    seront serons serez heureux a ai ailleurs accueil accueillir ainsi amicalement amities annee annuelle
    aimable aimablement appreciee apprecie attached attention attente attendant au aussi avance avec beau belle
    belles bien bonne bonnes bon bonjour bonsoir bravo by ce cela celui cet cette chaleureusement charmante cher
    chere chers cheres ci cordial cordiale cordialement cordiales comme completee complete completes
    connaissance convenu convie convier copie coupon coupons courriel courrier croire crois dans de disposition
    dear des dessous details devoues devoue distinguees donner du d echange ecrire elu elus emploi en enclosed
    enfin envoi envoie envoyer et etre event excellent excellente expression faire fait fiche fin for form forms
    formulaire forward forwarding from fais suivre grand grande greetings heureuse heureuses ravi ravie hereby
    here hesiter hope i interesse interessee initiative inscription inscriptions invitation inviter invite is it
    its j je jointe joint jointes joints joins jour journee journees kind kindly l la le les lettre lieu ligne
    look looking ma mail marque me meilleur meilleure meilleures meilleurs merci message mes mieux mon my n°
    notre nos note noter of organisation organise organisez organiser organisees organises our page par part
    participation particulierement partie passe plaisir please pleased pleasure plus possible pour prendre pris
    prise proposez proposes proposer qu que qui questions qualite recevoir recu recue reception registration
    registrations remercie remercier remerciements remercions rempli remplie remplis renvoie renvoyer response
    reponse reponses requis requise rester reste restant retour retourne retourner retrouver return returning
    respectueuse respectueux salutations sentiments seeing send sending set signature signe sincere sinceres
    slip so soin souhaite soussigne succes suis suite sujet t te telephonique texte thank thanks that the their
    this title titre to toujours tous tout toute toutes transmets transmettre transmettons tres trouver un une
    us veuillez very vif vive vivement voici voila vous vos votre vôtre vu well we welcome wish with work you
    your yours abordez attache attachee sensible travaux traitees bulletin bulletins agreer assurance
    considération consideration haute ensemble equipe equipes team bises amis ami amie hate impatience joie
    bientot tard coeur efforts edition programme riche beaux participant participants participante participantes
    dument parvenue parvenu m nous ravis rejouis rejouissons rejouir faut navree navre souhaits contact agenda
    preparation engagement avons bonheur espere espoir encore temps retard document documents pdf fichier piece
    pieces deux trois quatre cinq two three four five six person @c @d @e @m , : ( ) & + / - @n cadre ii iii aux
    chaque avant communique communiquer confirmation avis soir invitations reunion colloque seminaire congres
    forum assises assemblee vouloir voudrez voudriez veuillez pj annexe annexes annexee annexees accuser accuse accusez
    accuserez adressons adressant transmise transmis transmises transmission communiquons soumets soumettons objet
    reference references diligence traitement acheminer bienveillante acknowledge acknowledging receipt agreed
    herewith appended"""
) - listed("avant")
_WEIGHTY = re.compile(
    r"\b(?:ateliers?|workshops?|inscri\w+|particip\w+|presen[ct]\w*|vien\w*|vene\w*|viendr\w+|venu\w*|accompagn\w*"
    r"|absen\w+|annul\w+|modifi\w+|chang\w+|remplac\w+"
    r"|colleg\w+|adjoint\w*|maire|president\w*|conjoint\w*|epou\w+|mari|femme|directeur|directrice|chef\w*|egalement"
    r"|aussi|sauf|except\w*|allerg\w*|mobilite"
    r"|fauteuil|handicap\w*|wheelchair|arriv\w+|part(?:ir|irai|ira)|quitt\w+|seulement|uniquement|only|plutot"
    r"|finalement|rather|pouvez|pourriez|could|please"
    r"|factur\w+|invoice|rappel\w+|revanche|contre|mais|cependant|toutefois|however|but|not|pas|plus|ne|vegetari\w*"
    r"|regime|repas|dejeuner|diner|lunch"
    r"|dinner|hotel|hebergement|pouvoir|remarque|attention|urgent\w*|ps|nb|si|if|place|coupon|nom|erreur|faux|fausse"
    r"|malade|refus\w*|accord|jamais|never"
    r"|attend\w*|come|coming|cancel\w*|register\w*|instead|also|wife|husband|deputy|mayor|colleague\w*|someone|quelqu"
    r"|qui|who|seul\w*)\b"
)


def leftover(text: str, *, extra: frozenset[str] = frozenset()) -> list[str]:
    """Give the words of a clause that nothing explains."""
    bare = without(RANK_NEXT, without(RANK_FIRST, without(_ASIDE, text)))
    return [w for w in bare.split() if w not in _GLUE and w not in extra]


def is_cover(text: str) -> bool:
    """Say whether a sentence is politeness, thanks, or brings a coupon: every word of it changes nothing."""
    bare = without(_ASIDE, formula_free(text))
    if stance_of(text)[0] not in (Stance.ELLIPTIC, Stance.CHANGE):
        return False
    return all(word in _COVER or word in _GLUE for word in bare.split())


def is_weighty(text: str) -> bool:
    """Say whether a sentence that was not understood holds a word that may matter."""
    return bool(_WEIGHTY.search(text) or re.search(r"@[wqpou]", text))


_REASON = re.compile(
    r"\b(?:etant )?(?:(?:deja )?retenue?s?(?: ailleurs)?(?: ce jour la| le @d)? par|prise?s? par|en raison (?:de|d|du"
    r"|des)"
    r"|pour (?:des |une )?raisons?|du fait (?:de|d|du)"
    r"|a cause (?:de|d|du)|suite a|due to|because of|owing to|car|because|parce que|en conges?|en vacances"
    r"|en deplacement|a l etranger|on holiday|on leave|away)"
    r"(?: (?!je\b|il\b|elle\b|et\b|,|@p)[^ ]+)*"
)


def without_reason(text: str) -> str:
    """Give a refusal without why: what keeps somebody away changes nothing, unless it names what matters."""
    return _REASON.sub(lambda m: m.group() if is_weighty(m.group()) else " ", text)


def words_of_cover() -> frozenset[str]:
    """Give the words of sentences that bring something, thank or greet."""
    return _COVER | _GLUE


def workshop_words() -> frozenset[str]:
    """Give the words that may stand beside a workshop that is named."""
    return _WORKSHOP_GLUE
