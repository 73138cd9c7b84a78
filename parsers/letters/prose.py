"""Sentences → drafts: who comes, to which workshops, what is answered, and what a person had better read herself.

Only clauses that are understood word by word give anything without a person (``parsers.letters.grammar``).
"""

from dataclasses import replace

from parsers.coupons.beside import Filled
from parsers.coupons.choices import Choices
from parsers.draft import Draft
from parsers.intent import Says, intent_of
from parsers.letters.sentences import MAX_SENTENCE, sentences
from parsers.letters.signature import Signature
from parsers.letters.strict import Prose, StrictReader
from parsers.letters.telling import Told, tell
from parsers.letters.titles import without_marks_of_titles
from parsers.mail.thread import Row
from parsers.reasons import Reason


def read_prose(
    rows: list[Row],
    part: int,
    choices: Choices,
    signature: Signature,
    filled: Filled | None,
    sender: str | None = None,
) -> Prose:
    """Give what free text says.

    `filled`: what the coupons say that are the answer; the text may then only change its sense. `sender`: the name
    that the mail bears, None where the people are known already. A letter that is not understood word by word is
    read for what it tells all the same (``parsers.letters.telling``); its remarks stay.
    """
    reader = StrictReader(part, choices, signature, filled)
    found = list(sentences(without_marks_of_titles(rows, choices.event)))
    for sentence in found:
        reader.sentence(sentence)
    reader.finish()
    strict = reader.prose
    people = [*strict.coming, *strict.staying]
    both = bool(strict.coming and strict.staying)
    understood = (
        not both
        and not strict.remarks
        and not strict.doubts
        and people
        and all("last_name" in d.values for d in people)
    )
    if filled is not None or sender is None or any(len(s.text) > MAX_SENTENCE for s in found):
        return strict
    told = tell(found, part, choices, signature, sender)
    if told.empty:
        return strict
    agree = _agree(strict, told)
    if understood and agree:
        return replace(strict, coming=told.coming, staying=told.staying) if _adds(strict, told) else strict
    hostile = [r for r in strict.doubts if r is Reason.SUSPICIOUS_TEXT]
    alike = agree and not strict.doubts
    refuses = not strict.coming and not told.coming and not strict.doubts
    if (
        not told.doubts
        and not hostile
        and reader.clarity.is_clear_of(found, told, sender, strict.remarks, alike=alike, refuses=refuses)
    ):
        return replace(strict, coming=told.coming, staying=told.staying, said=told.said, doubts=[], remarks=[])
    if understood:
        return replace(strict, remarks=[""], doubts=list(told.doubts))
    kept = strict.said & {Says.QUESTION, Says.ENCLOSED, Says.PASSED_ON}
    return replace(
        strict, coming=told.coming, staying=told.staying, said=told.said | kept, doubts=[*told.doubts, *hostile],
        remarks=strict.remarks or [""],
    )  # fmt: skip


def _agree(strict: Prose, told: Told) -> bool:
    """Say whether both readers give the same people the same workshops and answers: two ways to one result are sure."""
    pairs = [(strict.coming, told.coming), (strict.staying, told.staying)]
    meant = [intent_of(p.said, coming=bool(p.coming), staying=bool(p.staying)) for p in (strict, told)]
    return meant[0] is meant[1] and not told.doubts and all(_same(one, other) for one, other in pairs)


def _adds(strict: Prose, told: Told) -> bool:
    """Say whether the freer reading knows all values of the strict one and more (an address in brackets)."""
    pairs = [*zip(strict.coming, told.coming, strict=False), *zip(strict.staying, told.staying, strict=False)]
    kept = all(other.values.get(key) == value for one, other in pairs for key, value in one.values.items())
    return kept and any(len(other.values) > len(one.values) for one, other in pairs)


def _same(some: list[Draft], others: list[Draft]) -> bool:
    def told_of(draft: Draft) -> tuple[object, ...]:
        return draft.person, draft.chosen, sorted(draft.answers.items())

    return sorted(map(told_of, some), key=str) == sorted(map(told_of, others), key=str)
