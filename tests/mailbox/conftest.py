"""An account for the tests of the mailbox."""

import pytest

from tests.mailbox.posts import ImapPost
from tests.servers.dovecot import Dovecot


@pytest.fixture
def imap(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> ImapPost:
    """An empty account of a real server."""
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
    return ImapPost(dovecot)
