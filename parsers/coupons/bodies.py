"""What people belong to, as labels name it: one kind of body ("Votre club"), or several to choose from.

"Commune, bibliothèque ou organisme" asks for one of them; so does "Commune / intercommunalité".
"""

import re

from parsers.folding import listed, words

# What somebody may belong to; a label that names nothing else asks for it ("Club / structure", "Votre laboratoire").
_BODIES = listed(
    """club clubs comite ligue federation association associations structure organisme organisation collectivite
    institution etablissement entreprise societe universite musee museum ecole lycee college laboratoire labo faculte
    ong ngo fondation foundation university school institut institute charity council agency agence
    administration ministere ministry centre center cabinet employeur employer company organization section
    cooperative mutuelle chambre office reseau network team equipe delegation antenne bureau filiale theatre
    conservatoire hopital hospital paroisse parish authority entite amicale groupement union unit unite direction
    rattachement appartenance origine tutelle affiliation home"""
)
# Bodies that are places as well, or that a coupon names among others.
_AMONG_OTHERS = listed(
    """commune communes ville village mairie municipality town city collectivites intercommunalite epci
    intercommunalites communaute syndicat metropole agglomeration departement region etat prefecture
    bibliotheque mediatheque library group society trust business firm service services groupe firme
    exploitation ferme domaine jardin creche maison archives museums groups clubs societies district county
    public publique publics territoriale territorial locale local charities authorities councils body bodies
    organisations school schools parish council"""
)
_PLACES = listed("commune communes ville village municipality town city departement region etat county district")
_NARROWING = listed("votre vos nom name of de du des d la le les l your the ou or autre other type du intercommunal")
_SIGNS = re.compile(r"\s*[/|,]\s*|\s+(?:ou|or)\s+", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"[/|]|\s(?:ou|or)\s", re.IGNORECASE)
_PARENTHESES = re.compile(r"\([^()]*\)|\*+")


# What names begin with: "Mairie d'Ahun" is a body, "Rue de l'École" an address, and neither a label with its value.
_NAMED_SO = listed(
    """mairie bibliotheque mediatheque library association entreprise societe service etablissement institution
    company firm business commune ville denomination group society rue street voie place city town agence
    region departement"""
)

_OF_STATE = frozenset({"agence", "region", "departement"})


def is_begun_by(label: str, value: str) -> bool:
    """Say whether what looks like a label begins a value ("Mairie d'Ahun", "Bibliothèque municipale")."""
    said = words(label)
    return bool(said) and said[-1] in _NAMED_SO and (value[:1].islower() or said[-1] in _OF_STATE)


def is_body(word: str) -> bool:
    """Say whether a folded word stands for something that people belong to ("club", "laboratoire")."""
    return word in _BODIES


def offers_bodies(text: str, *, listed: bool = False) -> bool:
    """Say whether a label names several kinds of bodies, one of which is asked for: no place alone, nothing else.

    `listed`: a comma between them is enough, as in the brackets of "pour (commune, organisme)".
    """
    bare = _PARENTHESES.sub(" ", text)
    sides = [[w for w in words(side) if w not in _NARROWING] for side in _SIGNS.split(bare)]
    named = [side for side in sides if side]
    known = all(word in _BODIES or word in _AMONG_OTHERS for side in named for word in side)
    several = len(named) > 1 and any(not _PLACES.issuperset(side) for side in named)
    return known and several and (listed or bool(_ALTERNATIVE.search(bare)))
