"""A coupon that only says who somebody is, and sentences beside it that say what he wants → one draft.

"Nom : Mas / Prénom : Quentin / Association : X" stands in the place of a signature where nothing else was asked: what
its person wants is for the sentences to say, in the first person or of "il" and "elle".
"""

from parsers.coupons.vocabulary import Label
from parsers.document import Line
from parsers.draft import Draft
from parsers.letters.signature import Signature
from parsers.mail.thread import Row
from parsers.reading import FIELDS

_OF_PERSON = frozenset(label for label in Label if label is not Label.WORKSHOPS)


def identity(drafts: list[Draft]) -> Draft | None:
    """Give the one draft that says who somebody is and asks for nothing else, or None."""
    if len(drafts) != 1:
        return None
    draft = drafts[0]
    asks = any(label not in _OF_PERSON for label in draft.asked)
    says = draft.workshops or draft.answers or draft.offered or draft.coming is not None
    whole = draft.form and "last_name" in draft.values and not (draft.doubts or draft.unread)
    return draft if whole and not asks and not says else None


def signed_by(draft: Draft) -> Signature:
    """Give the signature that an identity stands for."""
    rows = {key: Row(Line(value), 0) for key, value in draft.values.items() if key in FIELDS}
    return Signature(dict(draft.values), rows)


def joined(draft: Draft, known: Draft) -> Draft:
    """Give what the sentences say of the person, its values and their places as the identity has them."""
    for key in known.values:
        draft.values[key] = known.values[key]
        draft.evidence[key] = list(known.evidence.get(key, []))
    return draft
