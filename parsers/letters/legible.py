"""Whether a sentence only tells how a paper came into the mail, and what to do should it not be legible.

"Je l'ai passé au scanner de la mairie, dites-moi si ça ne s'ouvre pas." asks for nothing where the paper was read;
where it was not, a person looks at it anyway. Every word has to be one of those that people say this with.
"""

from parsers.folding import fold, listed, words

_LINKS = listed(
    """je j me m moi mon ma mes nous notre nos vous votre vos on il elle l le la les lui un une des de d du a au aux en
    y et ou mais car que qu qui ce c ca cela ci cet cette n ne pas plus s se si sinon alors donc sur sous dans par
    pour avec sans chez est sont etait ete etre suis ai as avez avons avais ait soit fait faire fais faites tout
    toute tous tres trop peu assez bien un peu mal aussi encore toujours jamais comme quand meme rien autre chose
    possible i my we our you your it its this that these the a an and or but if so to of in on at by with without
    for from as is are was were be been have has had do does don t didn doesn isn wasn not no can cannot could
    couldn would will ll m ve d s very too bit quite well just all still only please hope"""
)
_COURTESY = listed(
    """merci bonjour bonsoir desole desolee desoles desolees pardon excusez excuse excuses navre navree regrette
    veuillez prie priere svp stp avance comprehension indulgence hesitez pas espere esperant esperons pense crois
    souci soucis probleme problemes difficulte difficultes derangement cas besoin thanks thank sorry apologies
    apologise afraid trouble problem problems need understanding hello"""
)
_PAPER = listed(
    """scan scans scanner scanners scanne scannee scannes scannees scannant numerise numerisee numeriser numerisation
    photo photos photographie photographiee photographier photocopie photocopieuse photocopieur copie copieur
    copieuse imprimante imprime imprimee imprimer impression fax telecopie telephone portable smartphone appareil
    lisible lisibles illisible illisibles lire relire dechiffrer ecriture stylo encre qualite nettete net nette
    floue flou pale clair claire sombre travers envers biais sens tourne tournee page pages verso recto feuille
    papier format pdf jpg jpeg png word fichier fichiers image images piece pieces jointe jointes joint ouvre ouvrir
    ouvrez ouvrait ouvert passe passee scanned scanning photographed photocopy photocopied copier printer printed
    print readable legible illegible read handwriting pen ink quality blurred blurry faint crooked sideways upside
    down sheet paper file files picture pictures attachment attached phone camera open opens opening came comes come
    out angle lettre haut bas manque coule terrible ideale ideal parfaite parfait bonne mauvaise poor bad hard good
    low running mise mis mettre lit lu sa son"""
)
_REPLY = listed(
    """coupon bulletin formulaire fiche reponse document documents talon carte original originale version exemplaire
    form slip reply card copy ci voici voila dessous here below"""
)
_SENDING = listed(
    """envoie envoyer envoye envoyee enverrai enverrais envoi renvoie renvoyer renverrai renverrais renvoyez poste
    courrier voie postale dites dis dire signalez signaler prevenez prevenir rappelez rappeler contactez appelez
    tiens disposition peux pouvez puissiez puisse pourrez arrive arriver arrivee recevez recu recue refaire referai
    recommence reessayer reessaierai mairie bureau secretariat bibliotheque ecole maison collegue post send sent
    sending resend again tell let know call me office home another library machine old vieux vieille nouveau
    nouvelle marche fonctionne panne casse cassee convient sais savez garde conserve suit suivra parti partie about
    get got into fine ok broken working works use used utilise tete"""
)
_ALL = _LINKS | _COURTESY | _PAPER | _REPLY | _SENDING
# Without one of them a sentence of such words speaks of something else ("Dites-moi si c'est possible.").
_SPEAKS_OF_IT = listed(
    """scan scans scanner scanners scanne scannee scannes scannees numerise numerisee photo photos photographie
    photographiee photocopie photocopieuse photocopieur copieur imprimante fax lisible lisibles illisible illisibles
    dechiffrer ecriture encre qualite floue flou travers envers ouvre ouvrir scanned scanning photographed photocopy
    copier printer readable legible illegible handwriting quality blurred blurry crooked sideways upside picture
    photograph opens"""
)
_MOST_WORDS = 30


def tells_of_paper(sentence: str) -> bool:
    """Say whether a sentence tells nothing but how the paper was scanned or sent, and that it may be hard to read."""
    said = words(sentence)
    if "?" in sentence or not 0 < len(said) <= _MOST_WORDS or fold(sentence).startswith(("ne pas ", "do not ")):
        return False
    return not _SPEAKS_OF_IT.isdisjoint(said) and all(word in _ALL for word in said)
