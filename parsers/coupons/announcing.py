"""A sentence that only announces the coupon beside it, and whose it is: "Voici l'inscription de notre collègue."."""

import re

from parsers.folding import listed
from parsers.letters import cover

_COUPON = re.compile(
    r"\b(?:inscriptions?|coupons?|bulletins?|fiches?|talons?|formulaires?|reponses?|participations?|forms?|slips?"
    r"|repl(?:y|ies)|registrations?|bookings?|listes?|tableaux?|lists?|ce qui suit|what follows)\b"
)
# "Je reviens vers vous avec la réponse demandée."
_COMES_WITH = re.compile(
    r"\b(?:reviens|revenons|reviennent|come|am|get|getting|are) (?:back )?(?:vers|to) (?:vous|toi|you) (?:avec|with)"
    r" (?:la|le|les|l|ma|mon|mes|notre|nos|ce|cette|ces|my|our|the|this)(?= (?:reponses?|coupons?|bulletins?|fiches?"
    r"|talons?|formulaires?|inscriptions?|reply|answers?|forms?|slips?)\b)"
)
# Whose it is; the coupon gives the name. Beside "avec" it would be somebody else.
_OWNER = re.compile(
    r"\b(?:de|du|des|d|of|for|pour) (?:(?:m|mme|monsieur|madame|notre|nos|mon|ma|mes|le|la|les|l|un|une|our|my|the"
    r"|premier|premiere|nouveau|nouvelle|jeune|deputy) ){0,3}"
    r"(?:(?P<several>collegues|colleagues|adherente?s|elue?s|agents|benevoles|membres|volunteers|members)"
    r"|collegue|colleague|adherente?|elue?|agent|benevole|membre|volunteer|member|maire|mairesse|mayor|adjointe?"
    r"|presidente?|directeur|directrice|director|responsable|manager|secretaire|secretary|tresoriere?|treasurer"
    r"|chef|cheffe|clerk|stagiaire|archiviste|bibliothecaire|service|equipe|team)\b"
)
_IN_TURN = re.compile(r"\bl une? (?:sous|apres|derriere) l autre\b|\b(?:comme suit|ci apres|as follows)\b")
_SEVERAL = re.compile(
    r"\b(?:nos|les|des|our|the) (?:inscriptions|coupons|bulletins|fiches|talons|formulaires|registrations|forms"
    r"|slips)\b"
)
_HOW = listed(
    """mets met mettons mis dessus haut haute dossier ligne talon talons cf un une l service equipe en bleu rouge vert
    noir figurent figure demandee demande demandees demandes requested compte prendre prenez note noter qui suit
    liste listes tableau list participants inscrits attendees"""
)
# What may say more: somebody or something else, what is to come, what did not come about.
_NOT_SO = listed(
    """attente attendant encore temps possible plus hesiter reste rester ne pas n non not no sans without aussi
    egalement ainsi also too celui celle ceux celles malheureusement helas unfortunately regrettably sadly desole
    desolee sorry prochain prochaine next autre autres meme memes avec with retard tard parviendra"""
)
# "Nous serons deux de la ligue, mon collègue et moi : voir le tableau."
_COME = re.compile(
    r"(?<!\S)(?:nous (?:serons|sommes|viendrons(?: a)?|venons(?: a)?)|on (?:sera|est|viendra(?: a)?)|we are|we will be"
    r"|we ll be) @c\b"
)
_OF_COMING = listed(
    """nous serons sommes viendrons venons on sera est viendra we are will be ll people personnes personne a venir
    coming collegue collegues colleague colleagues moi myself me voir voyez see tableau liste grille table list
    collectif collective collectifs commune scanne scannee scanned of us"""
)
_KNOWN = (cover.words_of_cover() | _HOW) - _NOT_SO


def tells_how_many(told: str, counts: frozenset[str], people: frozenset[str], stated: frozenset[str]) -> bool:
    """Say whether a sentence, as signs, tells how many come, as many as the coupons are for, and no more.

    `stated` are the words of the coupons' values and of the event: where those who come are from, and go.
    """
    if not _COME.search(told) or not counts or not counts <= people:
        return False
    said = [word for word in told.split() if word[0].isalnum() or word[0] == "@"]
    known = (_KNOWN | _OF_COMING | stated) - (_NOT_SO - frozenset({"ne", "n"}))
    return all(word in known or word in ("@p", "@b", "@e", "@m", "@c", "@d") for word in said)


def announces(told: str, counts: frozenset[str], people: frozenset[str]) -> bool:
    """Say whether a sentence, as signs, brings the coupon and says no more.

    `counts` are the numbers in it, `people` how many the coupons are for, in figures.
    """
    if not _COUPON.search(told) or not counts <= people:
        return False
    owners = list(_OWNER.finditer(told))
    several = bool(_SEVERAL.search(told)) or any(owner["several"] for owner in owners)
    if (several and people == {"1"}) or (owners and re.search(r"\b(?:et|and)\b", told)):
        return False
    bare = _IN_TURN.sub(" ", _OWNER.sub(" ", _COMES_WITH.sub(" ", told)))
    said = [word for word in bare.split() if word[0].isalnum() or word[0] == "@"]
    return all(word in _KNOWN or word in ("@p", "@b", "@e", "@m", "@c") for word in said)
