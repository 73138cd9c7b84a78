"""Dovecot as an old server: it does not tell of some extensions, and its folders lie below ``INBOX.``."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.dovecot import Dovecot
from tests.servers.tls import Tls

OLD = "IMAP4rev1 SASL-IR LITERAL+ NAMESPACE"  # neither IDLE nor MOVE nor UIDPLUS
MOVELESS = f"{OLD} UIDPLUS"


@contextmanager
def old_server(tls: Tls, capabilities: str) -> Iterator[Dovecot]:
    """Run a server that tells of those capabilities only."""
    server = Dovecot(tls)
    configuration = server.folder / "dovecot.conf"
    text = configuration.read_text().replace("separator = /", "separator = .\n  prefix = INBOX.")
    configuration.write_text(f"{text}\nprotocol imap {{\n  imap_capability = {capabilities}\n}}\n")
    try:
        server.start()
        yield server
    finally:
        server.close()
