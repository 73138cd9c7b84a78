"""A sentence beside a coupon → whether it only tells the organisers in passing what asks nothing of them.

How a fee is paid, and what somebody brings along, changes nothing of a registration. Who asks for a bill, for room or
for
help says so, and is read by a person; so is whoever hangs it on something.
"""

import re

from parsers.folding import fold, words

_MONEY = r"(?:reglements?|paiements?|cheques?|virements?|mandat administratif|payments?|bank transfer|transfer)"
_PAYS = re.compile(
    rf"^(?:et |and )?(?:(?:le|un|mon|notre|son|leur|les|nos|our|my|his|her|the|a) )?(?:seule? |meme "
    rf"|single )?{_MONEY}\b.*\b(?:suiv\w+|suit|parvien\w+|parviendr\w+|part|partira|fera|sera|est (?:parti"
    rf"|en route|joint)|arrive\w*"
    r"|envoy\w+|adress\w+|(?:to|will) follow|follows|in the post|on its way|enclosed|sent|by post|sur place)\b"
)
_BRINGS = re.compile(
    r"^(?:(?:\w+ ){1,8}(?=j apporterai|nous apporterons))?(?:et |and )?(?:(?:j|je|nous|on)(?: (?:vous|y"
    r"|en))? apport(?:e|ons|erai|erons|era)"
    r"|(?:i|we)(?: (?:ll|will|shall|am|are|re|m|can|could|also|gladly|happily))* bring(?:ing)?"
    r" (?:along )?(?:(?:an?|one|some|two|three|few|couple|our|my|the|of|old|small|new|set|pair|box|\w+ing|display"
    r"|spare) )*"
    r"(?:copies|copy|boards?|samples?|photos?|photographs?|albums?|brochures?|leaflets?|flyers?|books?|booklets?"
    r"|tools?"
    r"|forks|posters?|maps?|plans?|drawings?|badges?|cakes?|cuttings|seeds|jars?|guides?))\b"
)
_POLITE = re.compile(
    r"\b(?:si (?:cela|ca) ne (?:derange|gene)(?: personne| pas)?|si (?:cela|ca) (?:vous |t )?(?:interesse|est utile)"
    r"|if (?:that s|it s|that is) (?:all right|alright|ok|fine|useful)|if they (?:d|would) be (?:of use|useful"
    r"|any use))\b"
)
# What asks for something, hangs on something, or speaks of somebody else.
_ASKS = re.compile(
    r"\b(?:si|if|mais|but|quand|when|once|des que|apres|after|sauf|except|sinon|faudra\w*|faut|faudrait|besoin|need\w*"
    r"|prevo\w+|reserv\w+|demand\w+|ask\w*|please|veuillez|prie|priere|pouvez|pourriez|could|merci de|svp|want\w*"
    r"|souhait\w*"
    r"|voudr\w+|tables?|stands?|space|prises?|socket|projecteur|ecrans?|screen|projector|frigo|fridge|vendre"
    r"|vente|sell\w*"
    r"|sale|factur\w*|invoice\w*|recus?|receipts?|justificatifs?|chorus|bon de commande|siret|iban|rib|ordre"
    r"|order|avoir"
    r"|rembours\w*|refund\w*|montant|amount|erreur|trop|deja|already|deux fois|twice|part\w* entre|pas|not|ne|n"
    r"|no|sans|rien"
    r"|annul\w*|cancel\w*|pour (?:mon|ma|notre) \w+|allerg\w*|repas (?:froid|sans)|pique nique|lunch box|chien"
    r"|dog|kids?"
    r"|children|enfants?|fille|fils|mari|femme|epou\w*|husband|wife|colleg\w*|colleague\w*|someone|quelqu\w*"
    r"|interven\w*"
    r"|present\w*|montrer|show\w*|expos\w*|projet\w*|distribu\w*|propres?|medic\w*|adressez|attestation|comptez"
    r"|encaiss\w*"
    r"|bloqu\w*|until|jusqu|texte|devis|accordeon|moment)\b"
)
_MOST_WORDS = 22


def tells_in_passing(sentence: str) -> bool:
    """Say whether a sentence only tells how a fee is paid or what is brought along."""
    folded = fold(sentence)
    if "?" in sentence or len(words(sentence)) > _MOST_WORDS or not (_PAYS.search(folded) or _BRINGS.match(folded)):
        return False
    return not _ASKS.search(_POLITE.sub(" ", folded))
