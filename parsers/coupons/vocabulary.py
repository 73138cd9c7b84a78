"""The words of coupons, French and English, in one place: labels, titles, closings, and what nobody means as an answer.

All of them are folded (``parsers.folding.fold``). The event's own labels and aliases come on top
(``parsers.coupons.choices``).
"""

import re
from enum import StrEnum

from rapidfuzz import fuzz, process

from parsers.coupons.bodies import is_body, offers_bodies
from parsers.folding import fold, listed, phrases, words
from parsers.letters.phrase_kinds import Phrase, is_surely
from parsers.letters.wording import has_signal


class Label(StrEnum):
    """What a label asks for; the values are the names of Attendee's fields, and some that are put together."""

    CIVILITY = "civility"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    ROLE = "role"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    POSTAL_CITY = "postal_city"
    PHONE = "phone"
    EMAIL = "email"
    IGNORED = "ignored"  # asked for, but not kept: fax, web site, signature, date
    WORKSHOPS = "workshops"  # a heading or a label before the chosen workshops


_LABELS: dict[Label, tuple[str, ...]] = {
    Label.CIVILITY: phrases(
        """civilite | m mme | mme m | m mme mlle | titre | title | mr mrs | mr ms | mr mrs ms | monsieur madame |
        madame monsieur | salutation | genre | civilite titre"""
    ),
    Label.FIRST_NAME: phrases(
        """prenom | prenoms | prenom s | first name | given name | forename | christian name | first names | given
        names"""
    ),
    Label.LAST_NAME: phrases(
        """nom | nom de famille | nom patronymique | nom d usage | surname | last name | family name | patronyme | nom
        du participant | nom de la participante | nom usuel"""
    ),
    Label.FULL_NAME: phrases(
        """nom prenom | prenom nom | nom et prenom | prenom et nom | nom prenoms | nom et prenoms | nom complet | je
        soussigne | je soussigne e | je soussignee | name | full name | identite | nom prenom s | prenoms nom | nom
        prenom usuel | prenom nom du participant | surname and first name | surname first name | first name surname
        | first name last name | last name first name | vos nom et prenom | nom et prenom du participant |
        participant | participante | nom prenom du participant | name and surname | first and last name | name of
        participant | attendee | participant name | delegate
        | nom et prenom du responsable | nom prenom du responsable | prenom et nom du responsable"""
    ),
    Label.ROLE: phrases(
        """fonction | fonctions | qualite | mandat | mandat fonction | fonction mandat | en qualite de
        | agissant en qualite de | en ma qualite de | titre ou
        fonction | mandat ou fonction | fonction ou mandat | poste | poste occupe | profession | fonction exercee |
        titre fonction | fonction titre | position | job title | role | function | occupation | post | mandat
        electif | fonction occupee | emploi | emploi occupe | grade | grade fonction | a quel titre | post held
        | position held | job | role held | office held | qualite fonction | fonction qualite | intitule du poste
        | metier | capacity | ce que vous y faites | ce que vous faites | what you do | what you do there"""
    ),
    Label.ORGANISATION: phrases(
        """collectivite | organisme | organisation | structure | institution | etablissement | association | entreprise
        | societe | service | collectivite ou association | collectivite organisme | structure organisme | organisme
        structure | collectivite territoriale | collectivite association | nom de la collectivite | nom de l
        organisme | nom de la structure | nom de l association | nom de l organisation | nom de votre collectivite |
        organization | company | institution organisation | local authority | authority | employeur | mairie |
        collectivite ou structure | entite | structure d appartenance | organisme d appartenance | collectivite
        locale | employer | affiliation | representant | representant la structure | au titre de | raison sociale |
        etablissement organisme | organisme etablissement | organisme ou collectivite | nom de l etablissement |
        organisme collectivite | collectivite structure | bibliotheque | library | library or organisation |
        mediatheque | commune ou organisme | collectivite ou organisme | etablissement ou organisme | organisation
        institution | institution or organisation | company organisation | employing organisation | organisme
        employeur | denomination | nom de l entreprise | business | business name | firm | entite representee | vous
        representez | organisme represente | body | group | society | museum | musee |
        museum or body | museum or organisation | groupe vocal | ensemble vocal | village
        hall | hall"""
    ),
    Label.ADDRESS: phrases(
        """adresse | adresse postale | adresse professionnelle | rue | address | street | postal address | street
        address | adresse complete | n et rue | numero et rue | voie | mailing address | business address | adresse
        administrative | adresse de correspondance | n et voie | adresse rue | address line | address line 1 |
        adresse ligne 1 | coordonnees | coordonnees postales | domicile | your address | postal
        address and eircode | address and eircode | address and postcode | postal address and postcode | adresse et code
        postal | demeurant | demeurant a | demeurant au | residant a | domicilie a | domiciliee a"""
    ),
    Label.POSTAL_CODE: phrases(
        """code postal | cp | c p | postcode | post code | zip | zip code | postal code | code post | eircode"""
    ),
    Label.CITY: phrases(
        """ville | commune | localite | city | town | post town | municipality | ville commune
        | city town | town city | place"""
    ),
    Label.POSTAL_CITY: phrases(
        """cp ville | code postal ville | code postal et ville | cp et ville | code postal commune | cp commune | code
        postal et commune | postcode and city | postcode city | postal code and city | zip city | postcode and town
        | postcode town | code postal localite | cp localite | town postcode | city postcode | town and postcode |
        city and postcode | ville code postal | postal code city | postal code town | zip code city"""
    ),
    Label.PHONE: phrases(
        """telephone | tel | portable | mobile | tel portable | tel fixe | telephone portable | numero de telephone | n
        de telephone | ligne directe | telephone fixe | phone | phone number | telephone number | tel mobile |
        telephone mobile | gsm | cell | cell phone | mobile phone | contact phone | port | telephone direct | tel
        direct | no de telephone | tel pro | telephone professionnel | t | num de tel | tel mob | telephone ou
        portable | portable ou telephone | numero de portable | numero de mobile | telephone ou mobile | tel ou
        portable | tel port | daytime phone | contact telephone | phone no | tel no | telephone no | joignable au"""
    ),
    Label.EMAIL: phrases(
        """courriel | email | e mail | mail | mel | adresse mail | adresse email | adresse e mail | adresse
        electronique | adresse courriel | email address | e mail address | adresse de messagerie | messagerie |
        adresse mel | courrier electronique | contact email | mail professionnel | adresse internet | adresse
        courrier electronique | mail address | adr mail | adr e mail | email professionnel"""
    ),
    Label.IGNORED: phrases(
        """fax | telecopie | telecopieur | site | site web | site internet | website | web | signature | date | date et
        signature | fait a | cachet | pays | country | departement | region | code insee | siret | n siret | numero
        siret | nationalite | nationality | lieu | lu et approuve | n de fax | fait le | signature et cachet | fax
        number | referent | dossier suivi par | affaire suivie par | suivi par | personne a contacter"""
    ),
    Label.WORKSHOPS: phrases(
        """ateliers | atelier | ateliers choisis | atelier choisi | choix des ateliers | workshops | workshop | choix d
        atelier | participera aux ateliers | je souhaite participer a l atelier ou aux ateliers suivants | workshops
        chosen | choice of workshops | chosen workshops | ateliers souhaites | inscription aux ateliers | je
        participerai aux ateliers | participera a l atelier | choix | mes choix | vos choix | mon choix | votre
        choix | je choisis | j ai choisi | i choose | my choice | my choices | your choice | your choices | choix
        retenus | preferences | vos preferences | mes preferences | voeux | mes voeux | vos voeux | souhaite suivre
        | je souhaite suivre | je suivrai | participera a | atelier au choix | ateliers au choix | choix par ordre
        de preference | workshop choice | workshop choices | selected workshops | i would like to attend | will
        attend | je m inscris aux ateliers | vos ateliers | participation aux ateliers | i wish to attend the
        following workshops | i will attend | sessions | choix de l atelier | ateliers retenus | assistera aux
        ateliers | souhaite participer aux ateliers"""
    ),
}
_BY_PHRASE = {phrase: label for label, phrases in _LABELS.items() for phrase in phrases}
_LONG = [phrase for phrase in _BY_PHRASE if len(phrase) >= 6]
_MANY, _LEAST_MISSPELT, _LEAST_ALONE = 6, 5, 7  # words of a label, letters of a word that is misspelt in it, or alone
_TWO_LABELS = re.compile(r"[:/|=\t]|\s{2}")  # parts two labels
_LONG_WORDS = frozenset(word for phrase in _BY_PHRASE for word in phrase.split() if len(word) >= 6)

# Words that narrow a label without changing what it asks for ("Nom du participant", "Tél. professionnel").
_QUALIFIERS = listed(
    """du de des la le les l d s un une votre vos notre nos mon ma mes my our participant participante participants
    personne famille inscrit inscrite capitales majuscules lettres professionnel professionnelle pro personnel
    personnelle postale complet complete directe direct ligne usuel exact obligatoire facultatif required optional
    the of your in capitals block e numero n no elu elue representant representante represente representee
    interlocuteur contact mandatory please print delegue deleguee attendee delegate actuel actuelle exacte
    joindre vous exposant exposante gerant gerante exploitant exploitante"""
)
_TITLES = listed("civilite titre title m mme mlle mr mrs ms dr monsieur madame")
_VISA = ("vu", "visa")
_WITHIN = listed("""au aux a sein dans within in at ou or et and""")
_NAME_OF = ("nom", "name", "denomination", "intitule", "raison sociale")
CALENDAR = listed(
    """lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december"""
)
_IN_BRACKETS = re.compile(
    r"^\s*(?:pour|au nom de|représentant|repr[ée]sente|for|on behalf of)\s*\(([^()]{5,40})\)\s*:?\s*$", re.IGNORECASE
)
_NOTED = re.compile(r"^[^:]{3,}\(([^()]{3,20})\)\s*:?\s*$")
_PARENTHESES = re.compile(r"\([^()]*\)|\*+")
_ALTERNATIVES = re.compile(r"\s*[/|]\s*|\s+(?:ou|or)\s+", re.IGNORECASE)
_SEVERAL = re.compile(r"[/|,;&+]|\b(?:et|and)\b", re.IGNORECASE)


def known_labels() -> dict[str, Label]:
    """Give every label's wording, folded, and what it asks for."""
    return dict(_BY_PHRASE)


def without_brackets(text: str) -> str:
    """Give a label without what stands in brackets and the stars of what is required, unless that is all."""
    bare = _PARENTHESES.sub(" ", text)
    return bare if fold(bare) else text


def label_of(text: str, *, exact: bool = False) -> Label | None:
    """Give what a label asks for, or None; the whole of `text` must be label ("Nom / Surname", "Prénom(s)").

    `exact`: spelling mistakes are not forgiven.
    """
    whole = fold(text)
    if not whole or len(whole) > 70:
        return None
    for phrase in (whole, fold(_PARENTHESES.sub(" ", text))):
        if phrase in _BY_PHRASE:
            return _named_in_brackets(text) or _BY_PHRASE[phrase]
    inside = _IN_BRACKETS.match(text)
    if (inside or text.count(",") > 1) and offers_bodies(inside[1] if inside else text, listed=True):
        return Label.ORGANISATION  # "pour (commune, organisme)", "Commune, syndicat, association"
    built = _by_alternatives(text) or _by_kernel(text) or _by_parts(text)
    if built is Label.CIVILITY:
        return _named_in_brackets(text) or built
    return built or _BY_PHRASE.get(_noted(text)) or (None if exact else _by_spelling(whole) or _by_one_word(text))


def _by_one_word(text: str) -> Label | None:
    """Give what a label of several words asks for, one of which misses a letter ("Préom usuel")."""
    said = words(text)
    plain = 0 < len(said) < _MANY and not _TWO_LABELS.search(text.strip())
    for at, word in enumerate(said if plain else ()):
        if len(word) < _LEAST_MISSPELT or word in _LONG_WORDS:
            continue
        if len(said) == 1 and len(word) < _LEAST_ALONE:
            continue  # "Marie" is no "mairie"
        near = [w for w in _LONG_WORDS if w[0] == word[0] and _misses_one(word, w)]
        if len(near) == 1:
            mended = [w for w in (*said[:at], near[0], *said[at + 1 :]) if len(w) > 1]  # "Prénmo(s)"
            return label_of(" ".join(mended), exact=True)
    return None


def _misses_one(word: str, whole: str) -> bool:
    """Say whether a word is another without one of its letters, or with two of them swapped."""
    if len(word) == len(whole):
        return (
            word != whole
            and sorted(word) == sorted(whole)
            and sum(a != b for a, b in zip(word, whole, strict=True)) == 2
        )
    return len(word) + 1 == len(whole) and any(whole[:n] + whole[n + 1 :] == word for n in range(len(whole)))


def _named_in_brackets(text: str) -> Label | None:
    """Give the name that a civility asks for in its brackets ("Mme / M. (nom et prénom)")."""
    noted = _BY_PHRASE.get(_noted(text))
    return noted if noted in (Label.FULL_NAME, Label.LAST_NAME) else None


def _noted(text: str) -> str:
    """Give what stands in brackets behind a label ("Président, élu, bénévole… (fonction)"), folded."""
    found = _NOTED.match(text)
    return fold(found[1]) if found else ""


def resembles_label(text: str) -> bool:
    """Say whether a text may be a label after all: misspelt, cut short ("Fct", "Org."), or one among others."""
    said = words(text)
    if any(w in _BY_PHRASE for w in said):
        return True
    whole = " ".join(said)
    short = {w for w in said if 2 <= len(w) <= 6 and w not in _QUALIFIERS}
    return any(fuzz.ratio(whole, p) >= 70 or any(p.startswith(w) or _skips(w, p) for w in short) for p in _BY_PHRASE)


def labels_cut_short(word: str) -> set[Label]:
    """Give the labels of one word that a word of a few letters may stand for ("fct", "adr")."""
    return {
        label
        for phrase, label in _BY_PHRASE.items()
        if " " not in phrase and (phrase.startswith(word) or _skips(word, phrase))
    }


def _skips(short: str, phrase: str) -> bool:
    """Say whether "fct" stands for "fonction": its consonants, in their order."""
    letters = iter(phrase.partition(" ")[0])
    return (
        len(short) <= 4 and short[0] == phrase[0] and all(c in letters for c in short) and short != phrase[: len(short)]
    )


def _by_alternatives(text: str) -> Label | None:
    """Give the label that every side of "Structure/organisme" or "Nom / Surname" asks for."""
    sides = [fold(_PARENTHESES.sub(" ", side)) for side in _ALTERNATIVES.split(text)]
    found = {_BY_PHRASE.get(side) for side in sides if side}
    if len(sides) > 1 and len(found) == 1 and None not in found:
        return found.pop()
    if found in ({Label.LAST_NAME, Label.FULL_NAME}, {Label.FULL_NAME, Label.LAST_NAME}):
        return Label.LAST_NAME  # "Nom / Name", beside a label of its own for the first name
    bare = {_of_side(side) for side in sides if side}
    if len(sides) > 1 and bare in ({Label.CITY, Label.ORGANISATION}, {Label.ORGANISATION}):
        return Label.ORGANISATION  # "Votre commune ou association"
    if offers_bodies(text):
        return Label.ORGANISATION
    bodies = [side for side in sides if _BY_PHRASE.get(side) is Label.ORGANISATION]
    others = [side for side in sides if side and side not in bodies]
    joined = re.search(r"\s(?:ou|or)\s", text)  # behind a stroke the other side may be a value: "Léa / Organisme"
    if joined and bodies and found <= {Label.ORGANISATION, None} and all(len(side.split()) == 1 for side in others):
        return Label.ORGANISATION  # "Association ou jardin": a body of a kind that the event knows
    return None


def _of_side(side: str) -> Label | None:
    """Give what one side of a label asks for: what it is called, or a body of its kind ("groupement")."""
    kernel = [w for w in side.split() if w not in _QUALIFIERS]
    return _BY_PHRASE.get(" ".join(kernel)) or (Label.ORGANISATION if kernel and all(map(is_body, kernel)) else None)


def _by_parts(text: str) -> Label | None:
    """Give the one thing that the parts of a label make up ("Civilité, prénom, nom", "Adresse, CP, ville")."""
    parts = [fold(part) for part in re.split(r"[,/&+…–-]|\.{2,}|\s(?:et|and|ou|or)\s", _PARENTHESES.sub(" ", text))]
    parts = [part for part in parts if part]
    titled = [part for part in parts if part not in _TITLES]
    if len(titled) < len(parts):
        named = {_BY_PHRASE.get(part) for part in titled}
        return Label.FULL_NAME if named in ({Label.FIRST_NAME, Label.LAST_NAME}, {Label.FULL_NAME}) else None
    found = {_BY_PHRASE.get(part) for part in parts}
    if found in ({Label.ADDRESS, Label.POSTAL_CODE, Label.CITY}, {Label.ADDRESS, Label.POSTAL_CITY}):
        return Label.ADDRESS
    if [_BY_PHRASE.get(part) for part in parts] == [Label.POSTAL_CODE, Label.CITY]:
        return Label.POSTAL_CITY  # "CP et commune"
    bodies = [part for part in parts if is_body(part) or _BY_PHRASE.get(part) is Label.ORGANISATION]
    return Label.ORGANISATION if len(parts) > 2 and len(bodies) > 1 and len(bodies) + 1 >= len(parts) else None


def _by_kernel(text: str) -> Label | None:
    """Give the label that is left when the words that only narrow it are taken away."""
    kernel = [w for w in words(_PARENTHESES.sub(" ", text)) if w not in _QUALIFIERS]
    if found := _BY_PHRASE.get(" ".join(kernel)):
        return found
    if kernel and kernel[0] in _VISA and ":" not in text:
        return Label.IGNORED  # "Vu, le président"
    found = _by_body([w for w in kernel if w not in _WITHIN])
    return None if found is Label.ROLE and _SEVERAL.search(text) else found  # "Fonction / Organisme" asks for both


def _by_body(kernel: list[str]) -> Label | None:
    """Give what a label asks for that speaks of a body: its name, or what somebody does there."""
    at = next((n for n, word in enumerate(kernel) if is_body(word)), None)
    if at is None or not all(is_body(word) for word in kernel[at:]):
        return None
    lead = " ".join(kernel[:at])
    if not lead or lead in _NAME_OF:
        return Label.ORGANISATION
    found = _BY_PHRASE.get(lead)
    if found is Label.ADDRESS:
        return found if at == 1 else None  # "Adresse Rue de l'École" is one with its value
    return found if found is Label.ROLE else None


def _by_spelling(whole: str) -> Label | None:
    """Give the label that `whole` is a misspelling of; short labels are too alike for that."""
    if len(whole) < 6 or any(c.isdigit() for c in whole):
        return None
    said = whole.split()
    valued = any(" ".join(said[:count]) in _BY_PHRASE for count in range(1, len(said)))  # "First name Gus"
    close = {
        _BY_PHRASE[phrase]
        for phrase, _, _ in process.extract(whole, _LONG, scorer=fuzz.ratio, score_cutoff=88, limit=None)
        if not valued or len(phrase.split()) >= len(said)
    }
    return close.pop() if len(close) == 1 else None


_TITLE = re.compile(
    r"\b(?:coupon(?: de)? reponse|bulletin (?:d |de )?(?:inscription|reponse|participation)|coupon d inscription"
    r"|fiche (?:d |de )?(?:inscription|reponse|participation)|formulaire (?:d |de )?(?:inscription|reponse)"
    r"|(?:coupon|bulletin|talon|fiche|formulaire|volet) (?:detachable |reponse )?(?:a|pour) (?:retourner|renvoyer"
    r"|remplir|completer|detacher)"
    r"|talon reponse\b|(?:coupon|bulletin|fiche|formulaire|talon) de (?:participation|reservation)"
    r"|^(?:formulaire|bulletin|coupon|talon)$"
    r"|registration form|reply (?:form|slip|coupon|card)|response form|booking (?:form|slip))\b"
)


def is_title(text: str) -> bool:
    """Say whether a line is the title of a coupon."""
    folded = fold(text)
    return (
        len(folded) <= 160
        and bool(_TITLE.search(folded))
        and not re.search(r"\b(?:veuillez|voici|trouver|vous|joint|ci dessous|nous|je)\b", folded)
    )


_CLOSING = re.compile(
    r"^(?:(?:bien|tres|sinceres?|mes|nos|avec|cordiales?|meilleures?|respectueuses?) )*(?:cordialement|salutations?"
    r"|respectueusement"
    r"|amicalement|sincerement|remerciements|a vous|sentiments|amities|bien a vous|bien a toi|salutations distinguees)"
    r"(?: (?:distinguees?|les meilleures?|meilleurs?|cordiales?|respectueuses?|sinceres?|a vous|anticipes"
    r"|et a bientot))*$"
    r"|^(?:bien |tres )?\w{2,}(?:iv|al|ell|eus|air|iqu|abl|ain)ement$"  # "Sportivement", "Bien fraternellement"
    r"|^(?:bonne (?:reception|journee|soiree|fin de journee|semaine)|belle journee|bon week end|cdlt|cdt|bav"
    r"|a bientot)$"
    r"|^(?:un grand |mille |many |with )?(?:mercis?|thanks|thx|thank you)(?: (?:bcp|beaucoup|a|et|vous|toi|tous|bien"
    r"|toutes|bientot|tres|vite|d|par|avance|plus|encore|infiniment|bonne|belle|fin|de|journee|soiree|semaine|reception|so|very"
    r"|much|again|in|advance|votre|ta|pour|tout|patience|for|everything|your|help))*$"
    r"|^(?:kind|best|warm|kindest|warmest|with best|with kind)? ?(?:regards|wishes)$|^(?:all the )?best$"
    r"|^all the best(?: \w+){1,5}$"
    r"|^(?:yours|yours (?:sincerely"
    r"|faithfully|truly)|sincerely|cheers|many thanks|thank you|thanks)$"
    r"|^je vous prie d agreer\b.*|^nous vous prions d agreer\b.*|^veuillez agreer\b.*|^je vous prie de (?:croire"
    r"|recevoir)\b.*"
    r"|^dans l attente\b.{0,80}$|^(?:avec|en vous) (?:mes|nos|remerciant).{0,60}$"
)
_GREETING = re.compile(
    r"^(?:re)?(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|cher|chere|chers|cheres|dear|hello|hi|hey"
    r"|good (?:morning|afternoon|evening)|greetings|salut|slt|bjr|bsr|coucou)\b.{0,60}$"
)
_BEYOND_GREETING = re.compile(  # "Bonjour, nous serons deux" says more than good day
    r"\b(?:je|j|nous|on|il|elle|ils|elles|i|we|he|she|they|mon|ma|mes|my|our|voici|ok|non|no|c est|ce|ci|here|see|serai"
    r"|seront|sera|suis|oui|yes|avec|sans|with|without)\b|\d"
)
_BOILERPLATE = re.compile(
    r"^disclaimer\b|\b(?:views|opinions) expressed\b|^(?:my |normal |usual )*(?:working|office) (?:days|hours)\b"
    r"|^(?:mes )?jours? (?:de presence|travailles?|d absence)\b"
    r"|envoye (?:de|depuis) mon|sent from my|get outlook for"
    r"|(?:telecharger|obtenez|obtenir|installer) outlook|\bantivirus\b|avast"
    r"|virus"
    r"|environnement.*imprim|imprim.*environnement|pensez a l environnement|consider the environment|confidentiel"
    r"|confidential"
    r"|destinataire|ce message et ses pieces jointes|recu ce message par erreur"
    r"|received (?:this (?:message|e ?mail)|it) (?:in error|by mistake)|provenance : courrier"
    r"|cadre reserve|reservee? (?:au|a la|aux|a l) (?:services?|organisat|comite|secretariat|administration|archives)"
    r"|office use|ne rien (?:inscrire|ecrire)"
    r"|ne plus recevoir (?:nos|ces|de|les) (?:messages|courriels|invitations|lettres|mails)|unsubscribe|desabonn\w+"
    r"|\b(?:economis|preserv|protege|epargn|pens|limit)(?:ez|ons)\b.*\b(?:papier|planete|arbres?|encre|forets?)\b"
    r"|\bsave (?:a |the |some |our )?(?:trees?|paper|planet|forests?)\b|\bbefore (?:you )?print"
    r"|n imprime[rz]? (?:ce|cet)\b|avant d imprimer|merci de n imprimer|messagerie ne sait pas|envoye a partir de"
    r"|courrier pour windows"
    r"|\b(?:rgpd|gdpr|donnees (?:recueillies|personnelles|a caractere)|droit d acces|protection des donnees"
    r"|data protection|(?:les |ces |vos )?donnees (?:de (?:ce|votre)|que vous|fournies|saisies|collectees|transmises"
    r"|ne (?:sont|servent|seront))"
    r"|(?:your|these) (?:data|details|personal details)\b.* (?:only|kept|held|stored|deleted|shared|used)"
    r"|we (?:only |shall |will )?(?:keep|hold|store|use) your (?:data|details)"
    r"|personal data|informatique et libertes)\b"
)


_BY_ORDER = re.compile(  # "Pour le Maire et par délégation,"
    r"(?:pour|p) (?:le|la|l) (?:maire|president\w*|direct\w+|prefete?|secretaire|bureau|comite|conseil|chef\w*)"
    r"(?: (?:et|empechee?|absente?|par|du|de|la|l|le|delegation|ordre|\w+)){0,5}"
    r"|(?:par|sur) (?:delegation|ordre)(?: .{1,40})?"
)
_NO_CLOSING = re.compile(r"[\d:/\[\]()☐☒◪•@]|\.\s")


def is_closing(text: str) -> bool:
    """Say whether a line is what a letter ends with ("Bien cordialement,", "Kind regards / Cofion cynnes")."""
    first = text.partition(" / ")[0]
    if len(text) <= 220 and any(_CLOSING.match(fold(said)) for said in (text, first)):
        return True
    if text.rstrip().endswith((",", "délégation", "ordre")) and _BY_ORDER.fullmatch(fold(text)):
        return True
    plain = len(words(text)) <= 7 and not _NO_CLOSING.search(text) and not has_signal(text)
    return plain and not is_greeting(text) and is_surely(text, Phrase.CLOSING, 0.9)


def is_greeting(text: str) -> bool:
    """Say whether a line is what a letter begins with ("Chers collègues,")."""
    folded = fold(text)
    greets = len(text) <= 70 and bool(_GREETING.match(folded)) and not text.rstrip().endswith((".", "?"))
    return greets and not _BEYOND_GREETING.search(folded) and not has_signal(text)


def is_boilerplate(text: str) -> bool:
    """Say whether a line was added by a mail program or a legal department."""
    return bool(_BOILERPLATE.search(fold(text[:600])))
