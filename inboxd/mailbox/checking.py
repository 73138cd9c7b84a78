"""What ``inboxd check`` says of an IMAP mailbox: each step that a pass needs is tried, until one fails."""

import socket
from collections.abc import Iterator

from inboxd.errors import MailboxError
from inboxd.mailbox import Finding, Level, MailboxSettings
from inboxd.mailbox.imap import Connection

# Extension → what is worse without it.
EXTENSIONS = {
    "IDLE": "new replies are noticed by polling only, every mailbox.poll_seconds",
    "MOVE": "a reply is moved by copying it and removing the original",
    "UIDPLUS": "a filed reply is copied, and its original only marked as deleted: nothing is expunged",
}


def check_imap(settings: MailboxSettings) -> list[Finding]:
    """Try name, connection, certificate, sign-in, folders and extensions; never raises."""
    connection = Connection(settings)
    findings: list[Finding] = []
    try:
        findings.extend(_steps(settings, connection))
    except MailboxError as error:
        subject = _STEPS[min(len(findings), len(_STEPS) - 1)]
        findings.append(Finding(Level.ERROR, subject, str(error), _ADVICE.get(subject)))
    finally:
        connection.close()
    return findings


_STEPS = ("name", "connection", "sign-in", "watched folder", "folders for filed mail", "extensions")
_ADVICE = {
    "name": "check mailbox.host, and that this machine can look names up",
    "connection": "check mailbox.host, mailbox.port, mailbox.tls and mailbox.cafile",
    "sign-in": "check mailbox.user and mailbox.password_file",
    "watched folder": "check mailbox.folder",
    "folders for filed mail": "check mailbox.accepted_folder, mailbox.flagged_folder and mailbox.ignored_folder",
}


def _steps(settings: MailboxSettings, connection: Connection) -> Iterator[Finding]:
    """Give a finding a step, in the order of `_STEPS`, while each works."""
    host, port = connection.host, connection.port
    try:
        addresses = {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise MailboxError(f'the name "{host}" is not known ({error.strerror})') from error
    yield Finding(Level.OK, "name", f"{host} is {', '.join(sorted(addresses))}")
    connection.connect()
    yield Finding(Level.OK, "connection", f"{host}:{port} answers over TLS, its certificate is trusted")
    connection.sign_in()
    yield Finding(Level.OK, "sign-in", "the server takes user and password")
    watched = connection.select(settings.folder, readonly=True)
    yield Finding(Level.OK, "watched folder", f'"{settings.folder}" holds {watched.messages} messages')
    yield _filing(settings, connection)
    yield from _extensions(connection)


def _filing(settings: MailboxSettings, connection: Connection) -> Finding:
    subject = "folders for filed mail"
    if settings.filing == "leave":
        return Finding(Level.OK, subject, "filed mail stays where it is")
    if settings.filing == "mark":
        selected = connection.select(settings.folder, again=True)
        if selected.can_keep(b"$InboxdAccepted"):
            return Finding(Level.OK, subject, "the server keeps keywords, filed mail is marked")
        text = "the server keeps no keywords: of filed mail only the flagged one shows"
        return Finding(Level.WARNING, subject, text, 'set mailbox.filing = "move"')
    folders = dict.fromkeys((settings.accepted_folder, settings.flagged_folder, settings.ignored_folder))
    missing = [folder for folder in folders if not connection.exists(folder)]
    text = "they exist" if not missing else f"will be made when they are needed: {', '.join(missing)}"
    return Finding(Level.OK, subject, text)


def _extensions(connection: Connection) -> Iterator[Finding]:
    for name, without in EXTENSIONS.items():
        if connection.has(name):
            yield Finding(Level.OK, name, "the server knows it")
        else:
            yield Finding(Level.WARNING, name, f"the server does not know it: {without}")
