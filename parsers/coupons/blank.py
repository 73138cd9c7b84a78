"""The blank coupon as it was sent out: what differs from it is the answer, what stands in it unchanged is none.

The configuration of an event may name its file. Without it every line has to be understood from its own words.
"""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import lru_cache

from parsers.context import Context
from parsers.coupons.choices import Choices
from parsers.coupons.offers import offer
from parsers.coupons.pairs import labelled
from parsers.coupons.stacked import with_text
from parsers.document import Mark
from parsers.errors import UnreadablePart
from parsers.folding import fold
from parsers.mail.message import parse
from parsers.mail.texts import texts_of
from parsers.mail.thread import Row
from parsers.reasons import Reason

_RUN_WORDS = 6  # of a row that another program broke elsewhere, and that is found in the running text all the same
_TICKS = (Mark.TICKED, Mark.DOUBTFUL)


def printed_lines(data: bytes, name: str) -> tuple[str, ...]:
    """Give the lines of a blank coupon's file, whatever format it has; a message (.eml) gives those of all its parts.

    :raises UnreadablePart: where it cannot be read, or holds no words
    """
    raw = data if name.casefold().endswith(".eml") else _as_message(data, name)
    context = Context(ocr=False)
    texts, doubts = texts_of(parse(raw, context.limits), context)
    lines = (row.line.text for text in texts for section in text.thread.sections for row in section.rows)
    printed = tuple(line for line in lines if fold(line))
    if doubts or not printed:
        raise UnreadablePart(doubts[0] if doubts else Reason.EMPTY)
    return printed


def _as_message(data: bytes, name: str) -> bytes:
    """Give a file as the one attachment of a message: the way on which every reply comes in."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    message = EmailMessage()
    main, _, sub = kind.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def without_printed(rows: Sequence[Row], choices: Choices) -> list[Row]:
    """Give rows without what stands in the blank coupon: labels without their values stay, sentences go.

    An option stays as it is, for to leave it where others were taken away is an answer.
    """
    if not choices.event.coupon:
        return list(rows)
    form = _form(choices.event.coupon)
    kept, above = [], ""
    for row in rows:
        text = row.line.text
        printed = form.holds(text, above) and not is_marked(row)
        above = text if printed else ""
        left = _answer_in(row, choices) if printed else row
        kept += [] if left is None else [left]
    return kept


@dataclass(frozen=True, slots=True)
class _Form:
    lines: frozenset[str]  # folded
    running: str  # all of them, parted by spaces

    def holds(self, text: str, above: str) -> bool:
        """Say whether a row is printed: a whole line, or a longer run of words, which may begin in the row above."""
        said = fold(text)
        run = f"{fold(above)} {said}".strip()
        return bool(said) and (said in self.lines or (len(run.split()) >= _RUN_WORDS and f" {run} " in self.running))


@lru_cache(maxsize=32)
def _form(printed: tuple[str, ...]) -> _Form:
    lines = [fold(line) for line in printed]
    return _Form(frozenset(lines), f" {' '.join(lines)} ")


def _answer_in(row: Row, choices: Choices) -> Row | None:
    """Give what may be an answer in a printed row: its labels with nothing behind them, or an option."""
    text = row.line.text
    if any(mark in text for mark in Mark):
        return row
    found = labelled(text, choices)
    if not found:
        return row if choices.workshops(text).named or offer(row, choices) else None
    for piece in found:
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return with_text(row, text)


def is_marked(row: Row) -> bool:
    """Say whether a hand marked a printed row: a tick, a stroke through it, another colour."""
    looks = [token.style for token in row.line.tokens]
    marked = any(look.struck or look.highlighted or look.coloured for look in looks)
    return marked or any(mark in row.line.text for mark in _TICKS)
