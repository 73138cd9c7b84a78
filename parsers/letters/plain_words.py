"""Sentences whose every word is plain: who comes, to what, with thanks, and nothing that could leave it open.

The learned model of clear answers (``parsers.letters.weight``) is wary of what it saw little of; where each word of a
sentence can only mean one thing, and none is a condition, an alternative or a request, it need not be asked.
"""

import re

from parsers.folding import listed

_SIGNS = frozenset({"@w", "@q", "@m", "@o", "@e", "@p", "@b", "@d", "@t", "@c", "@r", "@all", "@x"})
_MARKS = frozenset({",", ";", ":", "(", ")", "&", "+"})
_FRENCH = listed(
    """je j me m moi il elle ils elles nous on vous votre vos notre nos mon ma mes son sa ses leur leurs lui eux se s
    le la l les un une des du de d au aux a et en dans pour sur avec y ce c cette cet ces celui celle ceux celles
    qui est sont serai sera serons seront suis sommes ai avons ont ici oui non pas ne n ni aucun aucune sans donc
    bien aussi egalement ensuite puis enfin mais volontiers plaisir joie grand grande vif vive beaucoup tres heureux
    heureuse heureuses ravi ravie ravis ravies content contente contents honore honoree honneur interet interesse
    interessee merci bonjour bonsoir madame monsieur messieurs cher chere chers part place midi jour journee
    ensemble seulement uniquement seul seule atelier ateliers seance seances theme themes session sessions module
    modules consacre consacree consacres intitule intitulee intitules choix voeu voeux preference priorite ordre
    premier premiere second seconde deuxieme troisieme present presente presents presentes presence participation
    inscription venue invitation programme viens vient venons viennent venir viendrai viendra viendrons viendront
    vais va allons vont irai ira irons iront aller prends prend prenons prennent prendre suit suivons suivent suivre
    choisis choisit choisissons choisir retiens retient retenons retenir choisi choisie retenu retenue mets met
    mettre mettez fais fait faisons font faire ferai fera ferons feront veux veut voulons veuillez prie prions
    voudrais voudrait voudrions souhaiterais souhaiterait souhaiterions aimerais aimerait aimerions prefererais
    prefererait desirerais desirerait inscris inscrit inscrite inscrits inscrites inscrivez inscrire inscrivons
    rejoindre rejoins rejoindrai rejoindra rejoindrons joindre joins joindrai rendre rends rendrai rendra tous
    toutes chacun chacune partant partante accord ok voila voici compte comptez comptes noter notez note personne
    personnes repas voir apres fin plait svp suivi suivie soit afin etre bientot absolument"""
)
_ENGLISH = listed(
    """i we he she they it me us him her them my our his their you your the a an and to of for in on at with there here
    will shall ll am is are be m s re ve have has d like love prefer wish want wants choose chose chosen choice
    choices pick take takes taking attend attends attending come comes coming join joins joining stay stays staying
    go goes going register registered sign up down put book booked count note please thanks thank yes no not won t
    can cannot don doesn isn aren delighted pleased happy glad very much so also both too only just then first
    second third preference session sessions workshop workshops one ones day looking forward kind invitation
    pleasure all but now happily gladly certainly definitely lunch need needs neither nor each as followed by would
    should see everyone dear hello hi two"""
)
# What a letter says of an earlier reply, or of not coming, where what holds now was read.
LOOKING_BACK = listed(
    """etais etait etions avais avait avions deja depuis debut mois semaine semaines derniere dernier hier jours il
    repondu envoye envoyee transmis coupon bulletin formulaire reponse message mail courriel finalement pourrai
    pourra pourrons pourront peux peut pouvons peuvent plus annuler annule annulez changer change changement
    modifier modifie modification corriger rectifier liste listes rayer retirer supprimer desister desiste oblige
    obligee dois doit contraint contrainte regret regrets malheureusement helas desole desolee excuses excuse
    excusez absent absente empeche empechee empechement lieu remplace remplacer remplacera erreur avis suite etant
    etre que qu vous registered signed ago fortnight week weeks month last yesterday already changed changing swap
    instead now unfortunately sadly sorry afraid unable cancel cancelled must longer able been was were had my
    apologies send away attend after amend update correct list"""
)
# Where workshops are ranked, what puts one behind another.
ORDERING = listed("avant tout abord priorite tete defaut sinon tard failing that otherwise termine finis finish last")
_VERBS = re.compile(
    r"^(?:particip|assist|dejeun|din|mang|rest|partag|souhait|desir|prefer|demand|reserv|confirm|remerci|accept"
    r"|enregistr|represent|visit|opt|not|ajout|regal|apport)(?:e|es|ons|ez|ent|er|erai|era|erons|eront|erez)$"
    r"|^suivr(?:ai|a|ons|ont)$|^prendr(?:ai|a|ons|ont)$|^choisir(?:ai|a|ons|ont)$"
)
_NEGATION = frozenset({"ne", "n", "pas", "not", "t", "cannot", "no", "aucun", "aucune", "ni", "sans", "nor", "neither"})
_NARROW = frozenset({"seulement", "uniquement", "only", "just", "seul", "seule"})
_ENGLISH_SUBJECTS = listed("i we he she they")
_WISHES = listed("like love be prefer now very also both please")
_POLITE = re.compile(
    r"(?<!\S)(?:if (?:i|we) may|s il (?:vous|te) plait|si vous (?:le )?(?:voulez|permettez)(?: bien)?)(?!\S)"
)
_BOTH = re.compile(  # "l'un comme l'autre", "elle comme moi"
    r"(?<!\S)(?:(?:pour )?l une? (?:et|comme) (?:pour )?l autre|(?:elle|lui|moi|him|her) (?:comme|et) (?:moi|elle"
    r"|lui))(?!\S)"
)
_NOT_CHANGED = re.compile(
    r"(?<!\S)(?:ne|n|not|t|pas)(?: \S+){0,2} (?:annul|cancel|desist|chang|modif|remplac|retir|supprim|ray|swap|amend)"
)
_MAX_WORDS = 40


def is_plain_answer(told: list[str], known: frozenset[str] = frozenset()) -> bool:
    """Say whether every word of a sentence's signs is plain, and none narrows what another denies.

    `known`: more words that are plain in this letter, such as those of the values that were read.
    """
    told = _BOTH.sub("tous", _POLITE.sub("", " ".join(told))).split()
    if not 0 < len(told) <= _MAX_WORDS or not all(_is_plain(word) or word in known for word in told):
        return False
    if _NOT_CHANGED.search(" ".join(told)):
        return False
    if not _NEGATION.isdisjoint(told) and not _NARROW.isdisjoint(told):
        return False
    would = [at for at in range(1, len(told)) if told[at] == "d" and told[at - 1] in _ENGLISH_SUBJECTS]
    would += [at for at, word in enumerate(told) if word in ("would", "should")]
    return all(told[at + 1 : at + 2] and told[at + 1] in _WISHES for at in would)  # "I'd come" hangs on something


def _is_plain(word: str) -> bool:
    return word in _SIGNS or word in _MARKS or word in _FRENCH or word in _ENGLISH or bool(_VERBS.match(word))
