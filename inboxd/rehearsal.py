"""What a pass would do, with nothing stored, moved or sent (`inboxd once --dry-run`)."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from inboxd.answers import may_answer
from inboxd.config import Config
from inboxd.decision import Decision, Outcome, decide
from inboxd.lanes import Failure, Lanes
from inboxd.mailbox import Mailbox
from inboxd.pipeline import STATES
from parsers.reading import Reading
from parsers.reasons import Reason
from storage import messages, registrations
from storage.changes import Known
from storage.session import Store


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One new message and what would become of it."""

    uid: str
    subject: str | None
    decision: Decision
    people: tuple[str, ...]  # who would be registered, changed or cancelled, as read
    answered: str | None  # the address that would get an acknowledgement
    folder: str | None  # where the message would be moved


def rehearse(mailbox: Mailbox, store: Store, lanes: Lanes, config: Config) -> Iterator[Rehearsed]:
    """Give what would become of each message that the store does not have yet.

    :raises inboxd.errors.MailboxError: when the mailbox cannot be reached
    """
    state = mailbox.folder_state()
    with store.read() as session:
        known = messages.uids(session, mailbox.name, mailbox.folder, state.validity)
    for uid in state.uids:
        fetched = mailbox.fetch(uid, config.mailbox.max_bytes) if uid not in known else None
        if fetched is None:
            continue
        if fetched.data is None:
            result: Reading | Failure = Failure(Reason.TOO_LARGE, "", fatal=False)
        else:
            result = lanes.read_safely(fetched.data, config.context, stop=threading.Event())
        yield _rehearsed(uid, result, mailbox, store, config)


def _rehearsed(uid: str, result: Reading | Failure, mailbox: Mailbox, store: Store, config: Config) -> Rehearsed:
    if isinstance(result, Failure):
        decision = Decision(Outcome.FLAGGED, (result.reason,))
        return Rehearsed(uid, None, decision, (), None, mailbox.target(STATES[decision.outcome]))
    event = config.event(result.event)
    with store.read() as session:
        known = registrations.known(session, event.id, result) if event else Known(())
    decision = decide(result, event, known, accept_from=config.reading.accept_from)
    people = tuple(" ".join(filter(None, (a.first_name, a.last_name))) or "?" for a in result.attendees)
    sure = decision.outcome is Outcome.ACCEPTED and config.acknowledgement.enabled
    answered = result.contact if sure and may_answer(result, config, result.contact) else None
    return Rehearsed(uid, result.subject, decision, people, answered, mailbox.target(STATES[decision.outcome]))
