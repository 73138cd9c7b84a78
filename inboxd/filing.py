"""Filing: a settled message is moved or marked in the mailbox, so that staff see its state at a glance.

It comes last and may be done again. A crash between the move and its note leaves a message that is not where the store
has it: it is looked for in the folders for filed mail, and if it lies there, unknown to the store, it was us.
"""

from collections import Counter
from datetime import datetime

import structlog

from inboxd.errors import MailboxError
from inboxd.mailbox import Location, Mailbox, MessageGone
from storage import messages
from storage.messages import Unfiled
from storage.session import Store
from storage.states import MessageState

log = structlog.get_logger()

BATCH = 100
REFUSALS = 20  # of messages in one state, in one pass; then it is their folder that refuses, not one message


def file_settled(mailbox: Mailbox, store: Store, now: datetime) -> int:
    """File every settled message that waits for it; give how many were.

    :raises MailboxError: where the mailbox cannot be used; or at the end, where it refused one of them
    """
    mailbox.open()
    filed = 0
    stuck: set[int] = set()  # places that are left to the next pass
    refused: Counter[MessageState] = Counter()
    last: MailboxError | None = None
    for folder in mailbox.folders:
        while batch := _waiting(mailbox, store, folder, stuck):
            for unfiled in batch:
                if refused[unfiled.state] >= REFUSALS:
                    stuck.add(unfiled.place_id)
                    continue
                try:
                    filed += _file_one(mailbox, store, unfiled, now)
                except MailboxError as error:
                    log.warning("not_filed", message=unfiled.message_id, error=str(error))
                    stuck.add(unfiled.place_id)
                    refused[unfiled.state] += 1
                    last = error
                    mailbox.open()
                except Exception:  # the net around one message
                    log.exception("not_filed", message=unfiled.message_id)
                    stuck.add(unfiled.place_id)
    if last is not None:
        raise last
    return filed


def _waiting(mailbox: Mailbox, store: Store, folder: str, stuck: set[int]) -> list[Unfiled]:
    with store.read() as session:
        found = messages.to_file(session, mailbox.name, folder, BATCH + len(stuck))
    return [unfiled for unfiled in found if unfiled.place_id not in stuck]


def _file_one(mailbox: Mailbox, store: Store, unfiled: Unfiled, now: datetime) -> bool:
    """File one message and note it; False where another hand took it away."""
    mailbox.open()
    copied = None if mailbox.moves_at_once else _stray(mailbox, store, unfiled, only_in=mailbox.target(unfiled.state))
    try:
        location = mailbox.file(unfiled.location, unfiled.state, copied=copied)
    except MessageGone:
        stray = _stray(mailbox, store, unfiled)
        if stray is None:
            with store.write() as session:
                messages.gone(session, unfiled.place_id, now)
            log.info("gone", message=unfiled.message_id)
            return False
        # Moved by us before; where the message went to another state since, it is moved once more.
        location = mailbox.file(stray, unfiled.state) or stray
    with store.write() as session:
        messages.filed(session, unfiled.place_id, for_state=unfiled.state, new_location=location, now=now)
    log.info("filed", message=unfiled.message_id, state=unfiled.state.value)
    return True


def _stray(mailbox: Mailbox, store: Store, unfiled: Unfiled, only_in: str | None = None) -> Location | None:
    """Give where the message lies among the filed ones without the store knowing, None where it does not."""
    with store.read() as session:
        message = messages.get(session, unfiled.message_id)
    for location in mailbox.find(unfiled.location, message.header_message_id, message.size):
        if only_in not in (None, location.folder):
            continue
        with store.read() as session:
            known = messages.uids(session, mailbox.name, location.folder, location.validity)
        if location.uid not in known:
            return location
    return None
