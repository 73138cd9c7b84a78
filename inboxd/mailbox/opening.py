"""The mailbox and the watcher that the configuration asks for."""

import threading
from collections.abc import Callable

from inboxd.mailbox import Mailbox, MailboxSettings, Watcher
from inboxd.mailbox.imap_mailbox import ImapMailbox
from inboxd.mailbox.maildir import MaildirMailbox
from inboxd.mailbox.watch import ImapWatcher, MaildirWatcher


def mailbox_for(settings: MailboxSettings, *, read_only: bool = False) -> Mailbox:
    """Give the configured mailbox, not yet opened. `read_only`: to look at, so that not even a folder is made."""
    if settings.kind == "imap":
        return ImapMailbox(settings, read_only=read_only)
    return MaildirMailbox(settings, read_only=read_only)


def watcher_for(settings: MailboxSettings, wake: Callable[[], None], stop: threading.Event) -> Watcher | None:
    """Give what calls `wake` when something arrives, until `stop` is set; None where only polling is wanted."""
    if not settings.idle:
        return None
    return ImapWatcher(settings, wake, stop) if settings.kind == "imap" else MaildirWatcher(settings, wake, stop)
