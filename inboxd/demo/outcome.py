"""What became of each reply of the demo, from what the store says afterwards; and whether all is as promised."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parseaddr

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import select
from sqlalchemy.orm import Session

from inboxd.demo.folder import reply_name
from inboxd.demo.words import Words
from inboxd.plain_text import one_line
from parsers.reading import Attendee, Intent
from parsers.reasons import Reason, sentence
from storage import messages, outbox, readings, registrations
from storage.messages import MessageView
from storage.models import Place
from storage.session import Store
from storage.states import SETTLED, MailKind, MailState, MessageState

WIDE, LOG = 110, 140  # columns: a table with subjects; a log
COLOURS: Mapping[MessageState, str] = {
    MessageState.ACCEPTED: "green",
    MessageState.FLAGGED: "yellow",
    MessageState.IGNORED: "bright_black",
    MessageState.COPY: "bright_black",
}
# Every reply that ships can be read, or told to be unreadable: what breaks the reading is the program's fault.
OUR_FAULT = frozenset({Reason.READER_FAILED, Reason.LANE_DIED, Reason.TIMED_OUT, Reason.OUT_OF_MEMORY})
DONE: Mapping[Intent, str] = {
    Intent.REGISTER: "registered",
    Intent.AMEND: "amended",
    Intent.CANCEL: "cancelled",
    Intent.DECLINE: "declined",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reply and where it stands. `messages` holds every message of the store that lies under its name: one."""

    name: str
    subject: str
    messages: tuple[MessageView, ...]
    who: tuple[str, ...] = ()
    acknowledgements: tuple[outbox.OutboxView, ...] = ()  # sent ones
    copy_of: str | None = None  # the name of the reply that it repeats

    @property
    def message(self) -> MessageView | None:
        return self.messages[0] if self.messages else None


def outcomes(store: Store, replies: Iterable[tuple[str, bytes]]) -> list[Outcome]:
    """Give what became of each reply, in the order given."""
    with store.read() as session:
        under: dict[str, list[int]] = {}
        names: dict[int, str] = {}
        for message_id, uid in session.execute(select(Place.message_id, Place.uid).distinct()):
            names[message_id] = reply_name(uid) or uid
            under.setdefault(names[message_id], []).append(message_id)
        return [
            _outcome_of(session, name, data, tuple(dict.fromkeys(under.get(name, ()))), names) for name, data in replies
        ]


def _outcome_of(session: Session, name: str, data: bytes, ids: tuple[int, ...], names: Mapping[int, str]) -> Outcome:
    mail = message_from_bytes(data, policy=policy.default)
    subject, sender = str(mail["Subject"] or ""), parseaddr(str(mail["From"] or ""))[1]
    views = tuple(messages.get(session, message_id) for message_id in ids)
    if not views:
        return Outcome(name, subject, ())
    first = views[0]
    people = [row.attendee for row in registrations.of_message(session, first.id)]
    reading = readings.latest(session, first.id)
    who = _names(people or (reading.attendees if reading else ())) or (first.contact or sender,)
    sent = outbox.rows(session, MailState.SENT, first.id)
    return Outcome(
        name,
        subject,
        views,
        who,
        tuple(mail for mail in sent if mail.kind is MailKind.ACKNOWLEDGEMENT),
        None if first.copy_of is None else names.get(first.copy_of),
    )


def _names(attendees: Iterable[Attendee]) -> tuple[str, ...]:
    names = (" ".join(filter(None, (one.first_name, one.last_name))) for one in attendees)
    return tuple(name for name in names if name)


def roomy(console: Console) -> Console:
    """Give the console, wide enough for the table where it is no terminal: a file has no right edge."""
    return console if console.is_terminal or console.width >= LOG else Console(file=console.file, width=LOG)


def table(found: Sequence[Outcome], words: Words, width: int) -> Table:
    """Give the table that a person reads: each reply, what became of it and why. A narrow one has no subjects."""
    shown = Table(title=words("table"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, width=width)
    wide = width >= WIDE
    shown.add_column(words("reply"), no_wrap=True)
    if wide:
        shown.add_column(words("subject"), ratio=2, no_wrap=True, overflow="ellipsis")
    shown.add_column(words("who"), ratio=2, overflow="fold")
    shown.add_column(words("outcome"), no_wrap=True)
    shown.add_column(words("why"), ratio=4)
    for one in found:
        colour = COLOURS.get(one.message.state, "red") if one.message else "red"
        shown.add_row(
            Text(one.name),
            *([Text(one_line(one.subject))] if wide else []),  # a terminal obeys control characters
            Text(one_line(", ".join(one.who))),
            Text(words(_outcome(one.message)), style=colour),
            Text(_why(one, words)),
        )
    return shown


def _outcome(message: MessageView | None) -> str:
    if message is None:
        return "missing"
    if message.state is MessageState.ACCEPTED:
        return DONE.get(message.intent or Intent.OTHER, "accepted")
    return "kept" if message.state not in SETTLED else message.state.value


def _why(one: Outcome, words: Words) -> str:
    if one.message is None:
        return ""
    if one.message.state is MessageState.COPY:
        return words("copy_of", name=one.copy_of)
    if one.message.state is MessageState.ACCEPTED:
        return words("sure" if one.acknowledgements else "sure_unanswered")
    return " ".join(sentence(reason, words.language) for reason in one.message.reasons)


def totals(found: Sequence[Outcome]) -> dict[str, int]:
    """Give how many replies stand in each state."""
    states = Counter(one.message.state for one in found if one.message)
    return {
        "count": len(found),
        "accepted": states[MessageState.ACCEPTED],
        "flagged": states[MessageState.FLAGGED],
        "ignored": states[MessageState.IGNORED],
        "copies": states[MessageState.COPY],
    }


def faults(found: Sequence[Outcome], files: Collection[str], received: Sequence[str]) -> list[str]:
    """Give what is not as promised; nothing, where all is well.

    `files` are the unique parts of the files in the mailbox, all its folders; `received` the Message-IDs that the mail
    server was given.
    """
    there = Counter(filter(None, map(reply_name, files)))
    told = [*_of_each(found, there)]
    times = Counter(received)
    told += [f"the mail server was given {mail} {count} times" for mail, count in times.items() if count > 1]
    told += [f"not one of the replies counts as: {state}" for state, count in totals(found).items() if not count]
    sent = {mail.header_message_id for one in found for mail in one.acknowledgements}
    told += [f"{mail} counts as sent, and the mail server never saw it" for mail in sent.difference(received)]
    return told


def _of_each(found: Iterable[Outcome], there: Mapping[str, int]) -> Iterable[str]:
    for one in found:
        if there[one.name] != 1:
            yield f"{one.name} lies {there[one.name]} times in the mailbox, not once"
        if len(one.messages) != 1:
            yield f"{one.name} stands {len(one.messages)} times in the store, not once"
            continue
        state = one.messages[0].state
        if state not in SETTLED:
            yield f"{one.name} was not settled: it is {state.value}"
        broken = OUR_FAULT.intersection(one.messages[0].reasons)
        if broken:
            yield f"{one.name} could not be read: {', '.join(sorted(broken))}"
        wanted = 1 if state is MessageState.ACCEPTED else 0
        if len(one.acknowledgements) != wanted:
            yield f"{one.name} is {state.value} and was acknowledged {len(one.acknowledgements)} times, not {wanted}"
