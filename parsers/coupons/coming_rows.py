"""A row that only says whether the person comes at all."""

from parsers.coupons.attendance import attendance
from parsers.coupons.given import yes_or_no
from parsers.coupons.progress import Progress
from parsers.coupons.rows import without_struck
from parsers.coupons.stressed import stressed_stretches
from parsers.document import Mark
from parsers.folding import fold
from parsers.mail.thread import Row
from parsers.reasons import Reason


def takes_attendance(at: Progress, row: Row) -> bool:
    """Take a row that only says whether the person comes at all."""
    text = without_struck(row).line.text
    if (at.current is None and not at.habits.form) or any(mark in text for mark in Mark):
        return False
    loud = stressed_stretches(row, 0, len(row.line.text))
    said = attendance(text, at.choices.event)
    following = next((r for r in at.ahead if fold(r.line.text)), None) if at.habits.below else None
    if said is None and following is not None and yes_or_no(following.line.text) is not None:
        said = attendance(f"{text} : {following.line.text.strip()}", at.choices.event)
        at.taken |= {id(following)} if said is not None else set()
        at.fates += [(following, at.current, False)] if said is not None else []
    if said is None and len(loud) == 1 and yes_or_no(loud[0]) is not None:
        said = attendance(f"{text.partition(':')[0]} : {loud[0]}", at.choices.event)
    if said is None:
        return False
    draft = at.draft()
    if draft.coming not in (None, said):
        draft.doubt(Reason.COMING_AND_NOT)
    draft.coming = said
    at.waiting, at.question, at.listing = None, None, False
    return True
