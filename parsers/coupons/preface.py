"""Rows of an attached document → where its coupon begins, below a programme or a letter that is printed above it.

A programme names workshops, meals and visits at their times, a letter whom to write to: none of it is an answer.
"""

import re
from collections.abc import Sequence

from parsers.coupons.choices import Choices
from parsers.coupons.labels import Labelled
from parsers.coupons.pairs import labelled
from parsers.coupons.vocabulary import Label, is_title, label_of
from parsers.document import Mark
from parsers.folding import fold, words
from parsers.mail.thread import Row
from parsers.reading import Source

_NAMES = (Label.LAST_NAME, Label.FULL_NAME)
_STATING = (
    Label.ORGANISATION, Label.ROLE, Label.ADDRESS, Label.POSTAL_CODE, Label.CITY, Label.POSTAL_CITY, Label.PHONE,
    Label.EMAIL, Label.FIRST_NAME, Label.CIVILITY,
)  # fmt: skip
_STATED = 2  # of those; one may be the organiser's own
_FILLED_IN = frozenset({Source.FORM_FIELD, Source.ANNOTATION, Source.MARK})
_TIMED = re.compile(
    r"^\W*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)\b\W*)?(?:[àa] |at |de |from )?\d{1,2}\s?(?:h\b|h\d\d|[:.]\d\d|am\b|pm\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(  # what a coupon is headed with, or cut out along
    r"\b(?:decouper|detacher|detach|cut|coupon|bulletin|talon|inscri\w+|registration|register|booking|reply|reponse"
    r"|fiche|form|slip|participation)\b"
)
_SENTENCE_WORDS, _TIMED_WORDS, _TITLE_WORDS = 9, 3, 10
_FEW = 3  # lines of text without a title below them; fewer may be the coupon's own advice
_MAX_ROWS = 400


def preface_end(rows: Sequence[Row], choices: Choices, sign: re.Pattern[str] | None) -> int:
    """Give how many rows of a document are its programme or letter, printed above the coupon; 0 where none are.

    Nothing that somebody ticked, typed into a field, struck or highlighted is left out.
    """
    name = next((n for n, row in enumerate(rows[:_MAX_ROWS]) if _asks_name(row.line.text, choices, sign)), 0)
    prose = [n for n, row in enumerate(rows[:name]) if _is_prose(row.line.text)]
    if not prose:
        return 0
    titles = [n for n in range(prose[0] + 1, name) if _opens_coupon(rows[n].line.text)]
    if not titles and len(prose) < _FEW:
        return 0
    end = max(titles[-1] if titles else 0, prose[-1] + 1)
    stated = sum(_states(row.line.text, choices, sign) for row in rows[:end])
    return 0 if stated >= _STATED or any(_is_filled_in(row) for row in rows[:end]) else end


def _asks_name(text: str, choices: Choices, sign: re.Pattern[str] | None) -> bool:
    """Say whether a row asks for a person's name at its beginning."""
    if label_of(text, exact=True) in _NAMES:
        return True
    found: list[Labelled] = labelled(text, choices, sign)
    return bool(found) and found[0].label in _NAMES and not found[0].learned


def _states(text: str, choices: Choices, sign: re.Pattern[str] | None) -> bool:
    """Say whether a row gives a value of a person or a body, as those above a list of people do."""
    return any(p.label in _STATING and fold(p.value) and not p.learned for p in labelled(text, choices, sign))


def _is_prose(text: str) -> bool:
    """Say whether a row is of a text or a timetable, not of a coupon."""
    said = words(text)
    if any(mark in text for mark in Mark):
        return False
    return len(said) >= _SENTENCE_WORDS or (bool(_TIMED.match(text)) and len(said) >= _TIMED_WORDS)


def _opens_coupon(text: str) -> bool:
    short = len(words(text)) <= _TITLE_WORDS and not text.rstrip().endswith(".")
    return is_title(text) or (short and bool(_OPENS.search(fold(text))))


def _is_filled_in(row: Row) -> bool:
    marked = any(mark in row.line.text for mark in (Mark.TICKED, Mark.DOUBTFUL))
    tokens = row.line.tokens
    return marked or any(t.source in _FILLED_IN or t.style.struck or t.style.highlighted for t in tokens)
