"""Which event a reply is for, by the words that the configuration gives to each."""

from parsers.event import Event
from parsers.folding import fold
from parsers.reasons import Reason


def occasion(events: tuple[Event, ...], own: str, quoted: str) -> tuple[Event | None, Reason | None]:
    """Give the event that a reply is for, and a doubt where it may be another.

    `own` is the subject and what the sender wrote, `quoted` all that the message carries besides. A single event is
    meant whether it is named or not.
    """
    if not events:
        return None, Reason.UNKNOWN_EVENT
    if len(events) == 1:
        return events[0], None
    mine, theirs = fold(own), fold(quoted)
    scored = sorted(
        ((_named(e, mine) * 2 + _named(e, theirs), n) for n, e in enumerate(events)), key=lambda s: (-s[0], s[1])
    )
    best, second = scored[0], scored[1]
    event = events[best[1]]
    if best[0] == 0:
        return None, Reason.UNKNOWN_EVENT
    titled = [e for e in events if fold(e.title) in f"{mine} {theirs}" or _distinct(e, events, mine) >= 2]
    if best[0] - second[0] < 2 or len(titled) > 1:
        return event, Reason.SEVERAL_EVENTS
    return event, None


def _named(event: Event, text: str) -> int:
    """Give how strongly a text names an event: its title counts most, then its words, then its workshops."""
    padded = f" {text} "
    score = 4 if f" {fold(event.title)} " in padded else 0
    score += sum(2 for word in event.match if f" {fold(word)} " in padded)
    score += sum(1 for w in event.workshops if any(f" {fold(label)} " in padded for label in (w.label, *w.aliases)))
    return score


def _distinct(event: Event, events: tuple[Event, ...], text: str) -> int:
    others = {fold(word) for e in events if e is not event for word in e.match}
    return sum(f" {fold(word)} " in f" {text} " for word in event.match if fold(word) not in others)
