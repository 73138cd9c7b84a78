"""Which event a reply is for, by the words that the configuration gives to each."""

import re
from collections.abc import Iterator

from parsers.coupons.likeness import stem
from parsers.event import Event
from parsers.folding import words
from parsers.reasons import Reason

_LEAST_LETTERS = 3  # of what names an event: "L" is a size, and an article
_ENOUGH = 3  # questions, choices or slots that one event alone has


def occasion(events: tuple[Event, ...], own: str, quoted: str) -> tuple[Event | None, Reason | None]:
    """Give the event that a reply is for, and a doubt where it may be another.

    `own` is the subject and what the sender wrote, `quoted` all that the message carries besides. A single event is
    meant whether it is named or not.
    """
    if not events:
        return None, Reason.UNKNOWN_EVENT
    if len(events) == 1:
        return events[0], None
    mine, theirs = _stemmed(own), _stemmed(quoted)
    scored = sorted(
        ((_named(e, mine, own) * 2 + _named(e, theirs, quoted), n) for n, e in enumerate(events)),
        key=lambda s: (-s[0], s[1]),
    )
    best, second = scored[0], scored[1]
    event = events[best[1]]
    if best[0] == 0:
        fitting = _by_questions(events, f"{mine} {theirs}")
        return fitting, None if fitting else Reason.UNKNOWN_EVENT
    titled = [e for e in events if _stemmed(e.title) in f"{mine} {theirs}" or _distinct(e, events, mine) >= 2]
    if best[0] - second[0] < 2 or len(titled) > 1:
        return event, Reason.SEVERAL_EVENTS
    return event, None


def _stemmed(text: str) -> str:
    """Give the words of a text without the endings of plurals, parted and framed by spaces."""
    return f" {' '.join(stem(word) for word in words(text))} "


def _named(event: Event, text: str, raw: str) -> int:
    """Give how strongly a text names an event: by title first, then words and day, then workshops."""
    score = 4 if _stemmed(event.title) in text else 0
    score += sum(2 for word in event.match if _stemmed(word) in text)
    score += 2 * bool(
        re.search(rf"(?<![\d/])0?{event.starts.day}[/.-]0?{event.starts.month}(?!\d)(?![/.-]\d{{2}}[ .]\d)", raw)
    )
    labels = [[_stemmed(label) for label in (w.label, *w.aliases)] for w in event.workshops]
    score += sum(any(_tells(label) and label in text for label in many) for many in labels)
    return score


def _tells(stemmed: str) -> bool:
    """Say whether a label is long enough to tell one event from another: "A" is a letter of many lists."""
    return len(stemmed.strip()) >= _LEAST_LETTERS


def _distinct(event: Event, events: tuple[Event, ...], text: str) -> int:
    others = {_stemmed(word) for e in events if e is not event for word in e.match}
    return sum(_stemmed(word) in text for word in event.match if _stemmed(word) not in others)


def _by_questions(events: tuple[Event, ...], text: str) -> Event | None:
    """Give the one event whose questions, choices and slots a text names several of, and of no other event any."""
    asked = {e.id: {p for p in map(_stemmed, _asks(e)) if _tells(p)} for e in events}
    found = []
    for event in events:
        others = set().union(*(asked[e.id] for e in events if e is not event))
        hits = sum(phrase in text for phrase in asked[event.id] - others)
        if hits:
            found.append((hits, event))
    return found[0][1] if len(found) == 1 and found[0][0] >= _ENOUGH else None


def _asks(event: Event) -> Iterator[str]:
    """Give what a coupon of the event would hold, besides its title and its workshops."""
    yield from (w.slot for w in event.workshops if w.slot)
    for question in event.questions:
        yield from (question.label, *question.aliases)
        yield from (c.label for c in question.choices)
