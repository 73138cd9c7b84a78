"""Accounts and an empty store for the tests of the mailbox."""

from collections.abc import Iterator

import pytest

from tests.mailbox.posts import ImapPost
from tests.servers.dovecot import Dovecot
from tests.servers.tls import Tls


@pytest.fixture
def imap(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> ImapPost:
    """An empty account of a real server."""
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", dovecot.password)
    return ImapPost(dovecot)


@pytest.fixture(scope="session")
def old_dovecot(tls: Tls) -> Iterator[Dovecot]:
    """A server without MOVE, UIDPLUS and IDLE, whose folders lie below ``INBOX.``."""
    yield from _dovecot(tls, "IMAP4rev1 SASL-IR LITERAL+ NAMESPACE")


@pytest.fixture(scope="session")
def moveless_dovecot(tls: Tls) -> Iterator[Dovecot]:
    """A server without MOVE that has UIDPLUS, whose folders lie below ``INBOX.``."""
    yield from _dovecot(tls, "IMAP4rev1 SASL-IR LITERAL+ NAMESPACE UIDPLUS")


def _dovecot(tls: Tls, capabilities: str) -> Iterator[Dovecot]:
    server = Dovecot(tls)
    configuration = server.folder / "dovecot.conf"
    text = configuration.read_text().replace("separator = /", "separator = .\n  prefix = INBOX.")
    configuration.write_text(f"{text}\nprotocol imap {{\n  imap_capability = {capabilities}\n}}\n")
    try:
        server.start()
        yield server
    finally:
        server.close()
