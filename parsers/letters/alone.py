"""Who says that he comes alone answers the question how many come with him."""

import re
from collections.abc import Iterable

from parsers.draft import Draft, evidence_at
from parsers.event import Event, QuestionType
from parsers.folding import fold
from parsers.mail.thread import Row

_ALONE = re.compile(
    r"\b(?:je (?:viens|viendrai|serai|participerai)|i (?:am|will be|shall be|ll be|m)(?: coming)?"
    r"|i (?:will|shall|ll) come)"
    r" (?:seule?|alone|on my own|by myself)\b(?! (?:le|la|a|au|aux|the|on|for|in|until|si|if|pour)\b)"
)
_COMPANIONS = re.compile(r"\b(?:accompagn\w+|guests?|companions?|coming with you|with you|venant avec vous)\b")


def comes_alone(rows: Iterable[Row], part: int, draft: Draft, event: Event) -> None:
    """Answer a number of companions that nothing else answers with none, where a sentence says so."""
    asked = [
        q for q in event.questions
        if q.type is QuestionType.NUMBER and q.id not in draft.answers
        and any(_COMPANIONS.search(fold(name)) for name in (q.label, *q.aliases))
    ]  # fmt: skip
    said = [row for row in rows if _ALONE.search(fold(row.line.text))]
    if len(asked) == 1 and said:
        draft.reply(asked[0].id, 0, evidence_at(said[0], part, 0, len(said[0].line.text), 0.95))
