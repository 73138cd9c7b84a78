"""One cell of a table → whether it is ticked, and which choice of which question its words name."""

from parsers.coupons.choices import Choices
from parsers.coupons.given import choice, yes_or_no
from parsers.coupons.likeness import stem
from parsers.document import Mark
from parsers.draft import Draft
from parsers.event import Question, QuestionType
from parsers.folding import fold, words
from parsers.reading import Evidence


def state_of(text: str) -> bool | None:
    """Give whether a cell is ticked; None where it says something else."""
    if Mark.DOUBTFUL in text:
        return None
    if Mark.TICKED in text:
        return True
    said = fold(text)
    if not said:
        return False
    if said == "n":
        return False  # below "O/N"
    return True if said in ("x", "v", "1", "ok") else yes_or_no(text)


def choice_named(asked: str, choices: Choices) -> tuple[Question, str] | None:
    """Give the question and the choice that a text names together ("Visite de l'atelier de reliure")."""
    found = []
    for question in choices.event.questions:
        own = {stem(w) for label in (question.label, *question.aliases) for w in words(label)}
        rest = " ".join(w for w in words(asked) if stem(w) not in own)
        picked = choice(question, asked) or choice(question, rest) if question.choices else None
        if picked is not None:
            found.append((question, picked))
    return found[0] if len(found) == 1 else None


def pick_in(draft: Draft, question: Question, picked: str, said: bool, evidence: Evidence) -> None:
    """Keep a ticked choice: one more where several may be chosen, else the answer."""
    if said and question.type is QuestionType.MULTI_CHOICE:
        before = draft.answers.get(question.id)
        draft.answers[question.id] = (*(before if isinstance(before, tuple) else ()), picked)
        draft.note(f"answers.{question.id}", evidence)
    elif said:
        draft.reply(question.id, picked, evidence)
