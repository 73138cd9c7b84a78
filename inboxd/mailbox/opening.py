"""The mailbox and the watcher that the configuration asks for."""

import threading
from collections.abc import Callable

from inboxd.mailbox import Mailbox, MailboxSettings, Watcher
from inboxd.mailbox.imap_mailbox import ImapMailbox
from inboxd.mailbox.maildir import MaildirMailbox
from inboxd.mailbox.watch import ImapWatcher, MaildirWatcher


def mailbox_for(settings: MailboxSettings) -> Mailbox:
    """Give the configured mailbox, not yet opened."""
    return ImapMailbox(settings) if settings.kind == "imap" else MaildirMailbox(settings)


def watcher_for(settings: MailboxSettings, wake: Callable[[], None], stop: threading.Event) -> Watcher | None:
    """Give what calls `wake` when something arrives, until `stop` is set; None where only polling is wanted."""
    if not settings.idle:
        return None
    return ImapWatcher(settings, wake, stop) if settings.kind == "imap" else MaildirWatcher(settings, wake, stop)
