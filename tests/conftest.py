"""The real servers, each started when the first test asks for it and stopped after the last."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.mailbox.old_servers import MOVELESS, OLD, old_server
from tests.servers.account import server_folder
from tests.servers.chromium import running_chromium
from tests.servers.dovecot import Dovecot
from tests.servers.postgres import Postgres
from tests.servers.smtp import SmtpSink
from tests.servers.tls import Tls, make_tls


@pytest.fixture(scope="session")
def tls() -> Iterator[Tls]:
    """A certificate authority that the test servers' certificate comes from."""
    folder = server_folder("tls")
    yield make_tls(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def dovecot(tls: Tls) -> Iterator[Dovecot]:
    """A real IMAP server; take a `fresh_mailbox()` for each test."""
    server = Dovecot(tls)
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture(scope="session")
def old_dovecot(tls: Tls) -> Iterator[Dovecot]:
    """A real IMAP server without IDLE, MOVE and UIDPLUS, its folders below ``INBOX.``."""
    with old_server(tls, OLD) as server:
        yield server


@pytest.fixture(scope="session")
def moveless_dovecot(tls: Tls) -> Iterator[Dovecot]:
    """A real IMAP server without IDLE and MOVE, its folders below ``INBOX.``."""
    with old_server(tls, MOVELESS) as server:
        yield server


@pytest.fixture(scope="session")
def smtp_server(tls: Tls) -> Iterator[SmtpSink]:
    """The session's SMTP server; tests take `smtp_sink`."""
    server = SmtpSink(tls)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def smtp_sink(smtp_server: SmtpSink) -> SmtpSink:
    """A real SMTP server with an empty memory."""
    smtp_server.clear()
    return smtp_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL; take a `fresh_database()` for each test."""
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, of one module: while Playwright runs, no other test of this process may run an event loop."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page, in a context (cookies, storage) of its own."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    yield context.new_page()
    context.close()
