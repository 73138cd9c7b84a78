"""Evidence → the chance that every field of an attendee is right.

A first, conservative scale, to be fitted on made-up replies later. It begins with the weakest evidence of the attendee
and takes away for whatever was seen and not understood, since an answer may hide in it. 0.9 is where the configuration
lets a reading pass by default: a coupon with all its lines understood stands at 0.97, one line that nothing explains
brings it below.
"""

from parsers.draft import Draft
from parsers.reading import Source

_BASE = {"coupon": 0.97, "prose": 0.96}
_UNREAD_LINE = 0.12  # a line inside a coupon
_STRANGE_WORD = 0.02  # a word in a sentence: four of them are a clause that was not understood
_DOUBT = 0.4


def confidence(draft: Draft, remarks: int) -> float:
    """Give the confidence of a draft; `remarks` counts the sentences of the message that a person should read."""
    weakest = min((e.confidence for many in draft.evidence.values() for e in many[:1]), default=0.5)
    base = min(_BASE["coupon" if draft.form else "prose"], weakest)
    if any(e.source is Source.OCR for many in draft.evidence.values() for e in many):
        base -= 0.02
    base -= _UNREAD_LINE * len(draft.unread) + _STRANGE_WORD * draft.strange + 0.15 * remarks
    if draft.doubts:
        base -= _DOUBT
    return round(max(0.05, min(1.0, base)), 3)
