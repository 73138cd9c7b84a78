"""A sentence → whether it needs a person: beside an answer most change nothing, and most answers are clear.

People say such things in words that no list holds, so their wording is learned (``parsers.learned``); a wish, a
question or a condition among it is for a person to read. A question mark or an open condition is never harmless,
whatever the model says.
"""

import re

from parsers.folding import fold, words
from parsers.learned import model, plain_words
from parsers.letters.certainty import may_hold_back
from parsers.letters.helping import hopes_well, offers_help
from parsers.letters.plain_words import is_plain_answer
from parsers.letters.settled import asks_to_be_taken, without_settled

HARMLESS = 0.8  # the least chance of `cover`; counted by ``python -m training.wording``, see its README
_NEVER = re.compile(
    r"\b(?:sous reserve|peut etre|si possible|a confirmer|probablement|eventuellement|a priori|en principe"
    r"|provisoire\w*|maybe|perhaps|tentativ\w+|subject to|provided that|not (?:yet )?sure|en fonction"
    r"|dans la mesure du possible|a condition|pas certaine?"
    r"|pas sure?(?! (?:place|site|le|la|les|l|un|une|cette|mon|ma)\b)"
    r"|ne sais pas|in principle|waiting list|en attente(?! de (?:vous|votre|vos|te|nos|nous)\b)"
    r"|pour une autre (?:annee|fois|occasion)|for another (?:year|time)"
    r"|liste d attente|allerg\w+|(?<!sans )(?:hesite|hesitons|hesitation|hesitations|hesitating))\b"
)
# "Could you change my booking, please?" asks for what reading the reply does; what it is changed to stands elsewhere.
_REQUEST = re.compile(
    r"^(?:hello |hi |bonjour )?(?:pouvez vous|pourriez vous|peux tu|pourrais tu|can you|could you|would you|please)"
    r" (?:please |s il vous plait |donc |bien )*(?:change|amend|update|cancel|note|register|modifier|changer|annuler"
    r"|corriger|noter|enregistrer|mettre a jour|prendre en compte) (?:my|our|this|the|mon|ma|notre|cette|ce|la|le|l)"
    r" (?:booking|registration|reply|cancellation|change|attendance|inscription|reservation|reponse|participation"
    r"|changement|modification|annulation|venue|presence)(?: please| s il vous plait| svp| accordingly| merci)*$"
)
# "Merci de modifier votre liste."
_KEEP = re.compile(
    r"^(?:je |nous )?(?:vous )?(?:merci|remercie|remercions|prie|veuillez|please|kindly)"
    r"(?: par avance| d avance| bien| de| d)* (?:bien vouloir )?"
    r"(?:modifier|corriger|rectifier|mettre a jour|tenir a jour|actualiser|update|amend|correct)"
    r" (?:votre|vos|la|les|le|l|ma|mon|notre|your|the|my|our)"
    r" (?:listes?|registres?|fichiers?|inscriptions?|reponses?|lists?|records?|registration|booking|files?)"
    r"(?: des participants| en consequence| accordingly| svp| please| merci)*$"
)
# What the acknowledgement does: "Merci de confirmer à cette adresse."
_CONFIRM = re.compile(
    r"^(?:je |nous )?(?:vous )?(?:merci|remercie|remercions|prie|veuillez|pouvez vous|pourriez vous|peux tu|tu peux"
    r"|could you|can you|would you|please|kindly)(?: par avance| d avance| bien| please| donc| de| d)*"
    r" (?:bien )?(?:vouloir )?(?:me |m |nous |en )*(?:confirmer|accuser|indiquer|dire|confirm|acknowledge)"
    r"(?: (?:reception|bonne|la|l|le|de|receipt|inscriptions?|notre|nos|mon|ma|that|you|have|received|it|this|my|our"
    r"|the|a|cette|adresse|par|retour|mail|e|courriel|email|by|return|message|registrations?|bookings?|to|address"
    r"|svp|please"
    r"|merci|s il vous plait|que|tout|est|bon|ok|en ordre|en regle|bien|complet|all|is|well|in order|arrived|safely"
    r"|arrivee?|recue?|c|vous|avez|l|places?))*$"
)
# What a forwarded coupon was sent to somebody with: "Peux-tu envoyer ceci à la ligue ?"
_PASS_ON = re.compile(
    r"^(?:(?:bonjour|bonsoir|hello|hi|voici|voila|here is|here s) (?:\w+ ){0,3})?"
    r"(?:peux tu|tu peux|pourrais tu|tu pourrais|pouvez vous|vous pouvez|pourriez vous|merci de|can you|could you"
    r"|would you|please)(?: bien| please| vouloir)* (?:le |la |l |les |me |lui |leur )*"
    r"(?:envoyer|transmettre|transferer|faire suivre|faire passer|remettre|renvoyer|forward|send|pass|return)"
    r"(?: on| along)?(?: (?:ceci|cela|ca|mon|ma|notre|le|la|ce|cette|it|this|my|our|the) ?(?:coupon|bulletin|fiche"
    r"|formulaire|reponse|inscription|papier|form|slip|reply|registration)?"
    r"(?: (?:rempli|remplie|joint|jointe|ci joint|ci dessous))?)?(?: (?:a|au|aux|to) (?:\w+ ){0,4}\w+)?"
    r"(?: pour moi| for me| merci| please| svp| s il te plait| stp)*$"
)
_ANOTHER_TIME = re.compile(
    r"^(?:peut etre |maybe |perhaps )(?:(?:a )?(?:la|l|une|un|an|the)? ?(?:autre|prochaine"
    r"|another"
    r"|next) \w+)$"
)
_FOR_ANOTHER = re.compile(  # "Je remplis ce coupon pour ma cheffe": for whom is it?
    r"\b(?:rempli\w*|complet\w*|fill\w*) .{0,30}\b(?:pour|for) (?:mon|ma|mes|un|une|my|an?)\b"
)
_MASKS = {
    "@w": "Wsh", "@q": "Qst", "@m": "Evt", "@o": "Opt", "@e": "Evt", "@p": "Per", "@b": "Bod", "@d": "Dat", "@t": "Tim",
    "@c": "Cnt", "@n": "Num", "@u": "Unk",
}  # fmt: skip
# The least chances that a sentence which answers is clear: of those by other writers 75 in a hundred are at 0.82. With
# what else is asked of a letter (``parsers.letters.prose``) fewer do: of 298 letters that a person must read none
# passed.
CLEAR = 0.75
PLAIN = 0.4  # the same where every word of it stands in other clear answers: what is odd is mostly said in odd words
CAREFUL = 0.87  # the same where its words are of those that clear and unclear answers share
QUIET, UNASKED = 0.65, 0.82  # the least of `cover` and of a clear answer in a sentence that names nothing to choose
REFUSED = 0.65  # the same of a sentence in a letter that only declines or cancels
_OPEN = re.compile(
    r"\b(?:presque|l impasse|quasi\w*|la plupart|nearly|almost|most of|(?:viens|venons) de (?:m|nous) inscrire"
    r"|just (?:registered|signed)|envisag\w+|devais|devait|devions|avais l intention|essa[iy]\w*|try|trying|unless"
    r"|a moins que|sauf si|hope to|(?:pas|not|rien n) (?:exclu\w*|impossible|ruled out)|il se peut|(?:je|j y) puisse"
    r"|(?:avais|avions|avait|had) (?:\w+ ){0,2}(?:choisi|coche|retenu|opte|prevu|chosen|picked|ticked|planned)"
    r"|pense (?:venir|participer|assister)|tach\w+ de|regrette de m etre|had hoped|was going to|used to"
    r"|(?:presence|participation|venue|inscription) (?:du|de (?:la(?! semaine)|l|notre|mon|ma|leur|son|sa)))\b"
)
_ALTERNATIVE = re.compile(
    r"(?:^| )(?:ou|or|either|soit|entre|between|attendez|wait|disons|respectivement|respectively"
    r"|(?:apres|avant|after|before|jusqu au|until) (?:le |la |l |the )?Qst"  # named only for when it is
    r"|quitt\w+|abandonn\w+|laiss\w+|echang\w+|troqu\w+|swap\w*|drop\w*|leav\w+|switch\w*)(?: |$)"
)
_PLACE = r"(?:hotel room|place|chambre|nuit|siege|stand|table|couvert|seat|spot|room|stall|slot|ticket)"
_OWN = r"(?:ma|notre|nos|la|cette|sa|son|mon|l|my|our|the|his|her|their)"
_ANYBODY = (
    r"(?:quelqu un(?: d autre)?|une? autres?(?: \w+)?|(?:une? |la )?(?:personne )?(?:(?:sur|en|de la|de votre) )?"
    r"liste d attente|(?:someone|somebody|anyone)(?: else)?(?: (?:on|from) (?:the|your) waiting list)?"
    r"|the waiting list)"
)
_GIVES_BACK = re.compile(
    rf"^(?:do |please |you (?:may|can) )?(?:give|offer|pass|let) (?:it|them)(?: on)?(?: go)?"
    rf" (?:to|for) {_ANYBODY}(?: please)?$"
    r"|^(?:\w+ ){0,6}(?:donner|donnez|attribuer|reattribuer|proposer|proposez|ceder|offrir|laisser|liberer|reprendre"
    rf"|give|offer|pass|release|free up|let) (?:\w+ ){{0,2}}{_OWN} {_PLACE}(?: on)?(?: (?:a|au|to|for) {_ANYBODY})?$"
    rf"|^{_OWN} (?:\w+ )?{_PLACE} (?:can|may|peut|pourra) (?:be|etre)"
    r" (?:released|freed|given (?:away|back)|liberee|rendue|attribuee|reattribuee)(?: too| as well| aussi)?$"
)
# What a letter that refuses may say beside it and a person should read: who comes instead, a wish, a later answer.
_ASKS_MORE = re.compile(
    r"\b(?:remplac\w*|represent\w*|envo[iy]\w*|vien\w*|viendr\w*|venir|particip\w*|assist\w*|send\w*|instead|come\w*"
    r"|someone|somebody|quelqu|personne|colleg\w*|colleague\w*|adjoint\w*|deputy|peut etre|maybe|perhaps|pouvez"
    r"|pourriez|peux tu|could|can you|would|should|fine|though|please|kindly|merci de|veuillez|priere|demand\w*"
    r"|besoin|need\w*|factur\w*|rembours\w*|refund\w*|transm\w*|communiqu\w*|contact\w*|appel\w*|rappel\w*"
    r"|call\w*|courant|posted|confirm\w*|later|plus tard|essai\w*|try\w*|esper\w* (?:pouvoir|venir)|hope to|si"
    r"|if|unless|sauf|except\w*|ateliers?|workshops?|seulement|uniquement|only|mais|but|however|toutefois"
    r"|cependant|plutot|rather|ou|or|inscri\w*|regist\w*|annul\w*|cancel\w*|retir\w*|remove|gard\w*|keep\w*"
    r"|reserv\w*|pouvoir|procuration|proxy|attach\w*|joint\w*|liste?s?|autre|other|next|prochain\w*)\b"
)
_ENTERED = re.compile(
    r"\b(?:je|j|nous|i|we|il|elle|he|she)(?: (?:m|nous|s|me|had|d))? (?:etais|etions|etait|avais ete|registered"
    r"|signed up|booked)"
    r"(?: (?:deja|bien|already))?(?: inscrite?s?)?\b(?:(?: \S+){0,9} (?:mais|but))?"
)
_NAMING = frozenset({"@w", "@q", "@o", "@p", "@u", "@c", "@d", "@t"})
_MAX_REFUSAL = 25  # words of a sentence beside a refusal
_MARKING_WORDS = 16
_MARKING = re.compile(
    r"\b(?:barr\w+|ray\w+|biff\w+|effac\w+|supprim\w+|surlign\w+|entour\w+|colori\w+|cross(?:ed|ing)|struck"
    r"|deleted|erased"
    r"|highlight\w*|circled|underlined)\b.*\b(?:ce qu\w*|ceux qu\w*|celles qu\w*|inutiles?"
    r"|le reste|what|the ones|those|the rest)\b"
    r"|\b(?:coch|surlign|entour|soulign|tick|circl|highlight|underlin)\w* (?:mes|les|my|the) (?:\w+ )?(?:ateliers?"
    r"|choix|cases?|reponses?|choices?|workshops?|answers?)(?: (?:en|in) \w+)?$"
    r"|^(?:mes |les |my |the )?(?:ateliers?|choix|reponses?|options?|choices?|workshops?|answers?)"
    r"(?: choisie?s?| retenue?s?| chosen)?(?: sont| est| are| is)?"
    r" (?:surlign|coch|entour|soulign|stabilot|colori|highlight|tick|circl|underlin)\w*(?: (?:en|in) \w+)?$"
)
_LEGEND = re.compile(  # "Rayé = non retenu."
    r"^(?:en )?(?:raye|barre|biffe|surligne|entoure|gras|rouge|vert|jaune|bleu|couleur|bold|red|green|yellow"
    r"|highlighted|struck|crossed out|underlined|circled)\w{0,2} (?:ce (?:que|qui) |what )?(?:je |j |nous |n |i |ne )*"
    r"(?:non |pas |not )?(?:retenue?s?|choisie?s?|mes choix|mon choix|chosen|wanted|my choices?|ai choisi|garde"
    r"|prends)$"
)
_EDGES = re.compile(r"^[\s,;:.()/–—-]+|[\s)]+$")
_MAX_WORDS = 60  # what is longer says more than one thing


def tells_of_marking(sentence: str) -> bool:
    """Say whether a sentence tells how the coupon was marked ("J'ai barré ce que je ne prends pas.")."""
    folded = fold(sentence)
    told = _MARKING.search(folded) or _LEGEND.match(folded)
    return "?" not in sentence and len(words(sentence)) < _MARKING_WORDS and bool(told)


def asks_to_register(sentence: str) -> bool:
    """Say whether a sentence asks for nothing but that the reply be taken ("Could you change my booking, please?").

    So does one that asks for the confirmation that comes anyway, or for the coupon to be passed on.
    """
    folded = fold(sentence)
    asks = any(pattern.match(folded) for pattern in (_REQUEST, _KEEP, _CONFIRM, _PASS_ON))
    return asks or offers_help(sentence)


def leaves_open(text: str) -> bool:
    """Say whether what was written asks something, or hangs on something that is still to come."""
    folded = _ANOTHER_TIME.sub(" ", fold(text))
    return ("?" in text and not asks_to_register(text)) or bool(_NEVER.search(folded) or _FOR_ANOTHER.search(folded))


def is_harmless(sentence: str) -> bool:
    """Say whether a sentence asks nothing of a person who has the answer beside it."""
    if tells_of_marking(sentence) or asks_to_register(sentence) or hopes_well(sentence):
        return True
    if leaves_open(sentence) or len(words(sentence)) > _MAX_WORDS:
        return False
    return cover_chance(sentence) >= HARMLESS


def cover_chance(sentence: str) -> float:
    """Give the chance that a sentence changes nothing, from 0 to 1."""
    return model("remarks").chances(sentence)["cover"]


def of_kind(answered: str, remark: str) -> str:
    """Give a remark as the model of asides knows it: behind the kind of answer that it stands behind."""
    return f"k{answered} {remark}"


def aside_chance(answered: str, remark: str) -> float:
    """Give the chance that what is written behind an answer changes nothing, from 0 to 1.

    `answered`: yes, no, number, option, workshop, text, name, role, body, place, reach
    """
    return model("asides").chances(of_kind(answered, _EDGES.sub("", remark)))["cover"]


def is_quiet(sentence: str, told: list[str]) -> bool:
    """Say whether a sentence that names nothing to choose needs no person: mere talk, or a clear yes or no."""
    if is_harmless(sentence) or _is_clear(sentence, told, UNASKED, UNASKED):
        return True
    return not leaves_open(sentence) and len(words(sentence)) <= _MAX_WORDS and cover_chance(sentence) >= QUIET


def gives_back(sentence: str) -> bool:
    """Say whether a sentence only gives back what one who does not come had ("Vous pouvez donner ma place …")."""
    return bool(_GIVES_BACK.match(fold(sentence)))


def is_mere_refusal(sentence: str, told: list[str]) -> bool:
    """Say whether a sentence of a letter that only declines or cancels says no more: there is little it could mean."""
    if is_quiet(sentence, told) or gives_back(sentence) or _ANOTHER_TIME.match(fold(sentence)):
        return True
    if leaves_open(sentence) or is_half_said(sentence):
        return False
    chances = model("answers").chances(masked(told))["cover"], cover_chance(sentence)
    now, said = fold(sentence), set(told)
    if _ENTERED.search(now):  # what held before is given up: "je m'étais inscrit pour le 9 mars, mais …"
        now, said = _ENTERED.sub(" ", now), said - {"@d"}
    asks = _ASKS_MORE.search(now) or not _NAMING.isdisjoint(said)
    return max(chances) >= REFUSED or (not asks and len(told) <= _MAX_REFUSAL)


def masked(told: list[str]) -> str:
    """Give the signs of a sentence as the model of answers knows them: every workshop alike, every person alike."""
    return " ".join(_MASKS.get(word, word) for word in told)


def is_half_said(sentence: str) -> bool:
    """Say whether a sentence holds words that leave open what holds ("presque tous", "j'avais l'intention")."""
    return bool(_OPEN.search(fold(sentence)))


def is_clear(sentence: str, told: list[str], *, careful: bool = False) -> bool:
    """Say whether a sentence that answers needs no person beyond what was read from it; `careful`: in doubt it does."""
    return _is_clear(sentence, told, CAREFUL if careful else CLEAR, CAREFUL if careful else PLAIN)


def _is_clear(sentence: str, told: list[str], least: float, plain: float) -> bool:
    text = masked(told)  # a workshop may be called "Allergies"
    if asks_to_be_taken(sentence):
        sentence, text = sentence.replace("?", ""), text.replace(" ?", "")
    asks = "?" in sentence and leaves_open(sentence)
    if asks or leaves_open(text) or is_half_said(text) or _ALTERNATIVE.search(without_settled(sentence, text)):
        return False
    chance = model("answers").chances(text)["cover"]
    if may_hold_back(" ".join(told)):
        return chance >= CAREFUL
    return chance >= least or (chance >= plain and is_plain(text))


def is_plainly_clear(told: list[str], known: frozenset[str]) -> bool:
    """Say whether a sentence is made of words that leave nothing open; `known`: more words that are plain here."""
    text = masked(told)
    return not leaves_open(text) and not _ALTERNATIVE.search(text) and is_plain_answer(told, known)


def is_plain(text: str) -> bool:
    """Say whether all words of a masked sentence are such as many clear answers are made of."""
    return all(word in plain_words() for word in text.split() if word.isalpha() and word.islower())
