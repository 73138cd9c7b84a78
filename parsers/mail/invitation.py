"""Whether quoted text is the letter that invited: its sentences are the organiser's, only its coupon is an answer."""

import re

from parsers.coupons.vocabulary import is_boilerplate, is_closing
from parsers.folding import fold, words
from parsers.letters.wording import has_signal
from parsers.mail.envelope import Envelope, addresses_in
from parsers.mail.texts import lines_of
from parsers.mail.thread import Row, Section

_INVITES = re.compile(
    r"\b(?:plaisir de vous (?:inviter|convier|accueillir)|vous (?:invite|invitons|convie|convions)"
    r"|nous vous remercions de (?:nous )?(?:retourner|renvoyer)"
    r"|merci de (?:nous )?(?:retourner|renvoyer)|(?:pleased|delighted|honoured) to invite|please return"
    r"|coupon (?:reponse )?a (?:retourner|renvoyer)|pour vous inscrire|pour s inscrire|vous attend (?:le|les|nombreux)"
    r"|(?:remplissez|completez|renvoyez|retournez) (?:nous )?(?:le|la|ce|cette) (?:bulletin|coupon|fiche|formulaire)"
    r"|(?:reponse|retour) (?:souhaitee?|attendue?|du (?:bulletin|coupon|formulaire)|de la fiche) (?:avant|pour|au plus)"
    r"|(?:renvoyer|retourner) (?:le|la|ce|cette) (?:bulletin|coupon|fiche|formulaire)"
    r"|(?:trouverez|voici) (?:\S+ ){0,2}(?:coupon|bulletin|talon|fiche|formulaire) (?:ci|de|a)"
    r"|to (?:book|reserve) (?:your|a) place|(?:complete|fill in|return) (?:the|this) (?:form|slip|coupon)"
    r"|(?:coupon|fiche|bulletin|formulaire) (?:reponse )?(?:ci dessous|ci apres|qui suit) (?:est )?a (?:nous )?"
    r"(?:retourner|renvoyer)|send (?:us )?back the (?:form|slip|coupon)|(?:form|slip|coupon) below (?:to|by) )\b"
)
_TO = ("to", "delivered-to", "x-original-to")
_PASSED_ON = re.compile(r"^\s*(?:fwd?|tr|i)\s*:|\b(?:fwd|fw|tr)\s*:", re.IGNORECASE)
# The organiser writes "nous"; an attendee who adds a sentence to the letter that he answers speaks of himself.
_SPEAKS_OF_SELF = re.compile(r"\b(?:j'|je|me|moi|mon|ma|mes|i|my|i'm|i'll)\b")


def is_invitation(section: Section, outer: Envelope) -> bool:
    """Say whether a quoted section is the letter of whom the reply goes to, or one that invites by its words."""
    if section.own:
        return False
    known = [a for name in _TO for a in addresses_in(outer.header(name))]
    if section.address and section.address in {a.address.casefold() for a in known}:
        return True
    author = fold(section.author)
    if author and any("".join(words(author)) == _body_of(a.address) for a in known):
        return True
    if author and author in {fold(a.name) for a in known if a.name}:
        return True
    if not author and not section.address and not _PASSED_ON.search(outer.subject):
        return True  # quoted without a word on whom: what is answered, by him whom the answer goes to
    return bool(_INVITES.search(fold(lines_of(section))))


def _body_of(address: str) -> str:
    """Give the letters of the body that an address belongs to ("forum-rivieres.fr" → forumrivieres)."""
    host = address.rpartition("@")[2].casefold().split(".")
    return "".join(words(host[-2])) if len(host) > 1 else ""


def additions(rows: list[Row]) -> list[Row]:
    """Give the rows of an invitation, outside its coupon, in which somebody speaks of himself: an answer was added."""
    found = []
    for row in rows:
        text = row.line.text
        if is_closing(text) or is_boilerplate(text) or _INVITES.search(fold(text)) or len(words(text)) < 3:
            continue
        if _SPEAKS_OF_SELF.search(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")) and has_signal(text):
            found.append(row)
    return found
