"""What a sentence says that somebody is: the one who writes it, or the one just named."""

import re

from parsers.coupons import fields
from parsers.draft import evidence_at
from parsers.letters.occupation import is_trade
from parsers.letters.oneself import speaks_of_self
from parsers.letters.referring import Company
from parsers.letters.sentences import Sentence
from parsers.letters.wording import is_role
from parsers.reasons import Reason

_IS_THERE = re.compile(
    r"\b(?:où|dont|where|which|of which) (?:il|elle|he|she) (?:est|is) (?:(?:le|la|an?|the) "
    r"|l['’])?(?P<role>[^,.;:()!?]{4,50})"
)


class Describing:
    """Gives the people of a letter what its sentences say that they are."""

    def __init__(self, part: int, company: Company) -> None:
        self.part, self.company = part, company

    def of_writer(self, sentence: Sentence) -> None:
        """Take the name, the role and the body that somebody gives himself."""
        text = sentence.text
        told = speaks_of_self(text)
        evidence = evidence_at(sentence.row, self.part, sentence.start, sentence.start + len(text), 0.95)
        if told.name or told.role or told.organisation:
            me = self.company.speaker()
            values = {
                "civility": told.name.civility if told.name else None,
                "first_name": told.name.first if told.name else None,
                "last_name": told.name.last if told.name else None,
                "role": fields.sentence_case(told.role) if told.role else None, "organisation": told.organisation,
            }  # fmt: skip
            named_already = "last_name" in me.draft.values
            for key, value in values.items():
                if value and key not in me.draft.values and not (named_already and "name" in key):
                    me.draft.put(key, value, evidence)
            if told.name and not told.name.sure:
                me.draft.doubt(Reason.DOUBTFUL_VALUE)

    def of_named(self, sentence: Sentence) -> None:
        """Take what somebody is where a clause says it of the one just named ("…, où il est éducateur")."""
        found = _IS_THERE.search(sentence.text)
        if found is None or len(self.company.last) != 1 or self.company.last == [self.company.me]:
            return
        draft, role = self.company.last[0].draft, found["role"].strip()
        if "role" not in draft.values and (is_role(role) or is_trade(role)):
            evidence = evidence_at(
                sentence.row, self.part, sentence.start + found.start(), sentence.start + found.end(), 0.95
            )
            draft.put("role", fields.sentence_case(role), evidence)
