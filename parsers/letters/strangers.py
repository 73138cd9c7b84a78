"""Whether somebody comes whose name is not told ("une collègue viendra")."""

import re

from parsers.folding import fold
from parsers.letters import deeds
from parsers.letters.referring import ONESELF, Company
from parsers.letters.signs import GIVES, Sign
from parsers.letters.wording import is_role
from parsers.reasons import Reason

_UNKNOWN_PERSON = re.compile(
    r"(?<!avec )(?<!with )(?<!as )(?<!like )(?<!comme )(?<!par )(?<!de )(?<!pour )(?<!a )(?<!liberer )(?<!detacher )"
    r"\b(?:quelqu un|someone|une? (?:collegue|agent"
    r"|adjointe?|elue?|salarie|membre)|(?:notre|mon|ma|un de nos|l un de nos|my|our|his|her|son|sa)"
    r" (?:(?:deputy|conjoint|mari|femme|epouse|epoux|husband|wife|partner|boyfriend|girlfriend|colleague|collegue"
    r"|suppleant|conseiller|conseillere|adjoint|adjointe|ami|amie|fils|fille)))\b"
)
_YOU_COME = re.compile(r"^vous (?:particip|assist|ven|viend|suiv|pren|choisi|serez|dejeun)\w*")
_SUBJECT = re.compile(
    r"^(?:bonjour |donc |ainsi |alors )?(?:(?:il|elle|he|she|ils|elles|they)"
    r" (?!(?:(?:me|m|nous|lui|leur|vous|n|en|ne) )*(?:s agit|y a|y aura|fau\w+"
    r"|(?:est|sera|serait|m est|nous est) (?:im)?possible))|(?:le|la|l|notre|the"
    r"|our) (?P<role>\w+) (?!du|de|of|est @p))"
)


class Strangers:
    """Doubts those who come without a name, clause by clause."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.stranger = False  # the clause before is about somebody without a name

    def check_unknown(self, text: str, signs: list[Sign], *, named: bool) -> None:
        """Doubt one who comes without a name ("une collègue viendra")."""
        unknown = bool(_UNKNOWN_PERSON.search(text)) or self._is_unnamed(text, signs)
        self.stranger = not named and (unknown or self.stranger)
        speaks = any(s.word in ONESELF for s in signs) and not unknown
        if self.stranger and not speaks and (deeds.COMES.search(text) or any(s.word in GIVES for s in signs)):
            self.company.doubt(Reason.NO_ATTENDEE)
        elif named or speaks:
            self.stranger = False

    def _is_unnamed(self, text: str, signs: list[Sign]) -> bool:
        """Say whether the subject is one whose name was not read: "il", "vous", "le maire"."""
        if any(s.word in ONESELF for s in signs) or _YOU_COME.match(text):
            return bool(_YOU_COME.match(text))
        subject = _SUBJECT.match(text)
        if subject is None:
            return False
        if subject["role"] is None:
            return not any(p is not self.company.me or p.mention is not None for p in self.company.people)
        roles = [fold(p.draft.values.get("role", "")) for p in self.company.people if p is not self.company.me]
        return is_role(subject["role"]) and not any(subject["role"] in role for role in roles)
