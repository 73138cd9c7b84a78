"""How the daemon is doing, from what the store knows: nothing is asked of the network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from inboxd import last_pass
from storage import messages, outbox
from storage.session import Store
from storage.states import MailState, MessageState

PASS_OVERDUE = timedelta(hours=1)  # the administrator is mailed after the same time (``inboxd.alert``)


@dataclass(frozen=True, slots=True)
class Status:
    """What `inboxd status` tells. `problems` are sentences that say what is wrong; none: all is well."""

    last_pass: datetime | None
    lacking: int  # messages that the last pass saw in the mailbox and could not store
    unfiled: int  # settled messages that the mailbox would not have moved or marked
    messages: Mapping[MessageState, int]
    mails: Mapping[MailState, int]
    problems: tuple[str, ...]


def status(store: Store, now: datetime) -> Status:
    """Give the status of now.

    :raises storage.errors.StoreError: when the database cannot be reached
    """
    with store.read() as session:
        note = last_pass.get(session)
        kept, mails = messages.counts(session), outbox.counts(session)
    last, lacking, unfiled = (note.at, len(note.lacking), note.unfiled) if note else (None, 0, 0)
    problems = []
    if last is None:
        problems.append("No pass has succeeded yet: start the daemon, or see `inboxd check`.")
    elif now - last > PASS_OVERDUE:
        problems.append(f"No pass has succeeded since {last:%Y-%m-%d %H:%M} UTC: see `inboxd check` and the log.")
    if lacking:
        problems.append(f"{lacking} messages of the mailbox could not be stored: see the log.")
    if unfiled:
        problems.append(f"{unfiled} settled messages could not be moved or marked in the mailbox: see the log.")
    if mails.get(MailState.FAILED):
        problems.append(f"{mails[MailState.FAILED]} mails were refused for good: see the review pages.")
    if mails.get(MailState.HELD):
        problems.append(f"{mails[MailState.HELD]} mails are held for a person: see the review pages.")
    return Status(last, lacking, unfiled, kept, mails, tuple(problems))
