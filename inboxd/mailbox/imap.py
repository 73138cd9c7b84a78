"""One signed-in connection to an IMAP server, as typed commands; the only importer of imapclient.

Whatever a server does ends in a MailboxError: nothing waits for ever, nothing is received without a limit (see
``guard``), and what a server says is quoted short and without control characters. After an answer that is no IMAP, or
none at all, the connection is closed, since nobody knows what would come next. ENVELOPE is never asked for: servers
answer it wrongly.
"""

import contextlib
import imaplib
import logging
import re
import select
import socket
import ssl
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from imapclient import IMAPClient, exceptions, imap_utf7  # type: ignore[import-untyped]

from inboxd.config import Mailbox as MailboxSettings
from inboxd.errors import ConfigError, MailboxError
from inboxd.mailbox.guard import Flood, Meter, MeteredSocket, client_context

logging.getLogger("imapclient").setLevel(logging.WARNING)  # it would write names of users and every command

PORTS = {"implicit": 993, "starttls": 143}
ANSWER_BYTES = 8_000_000  # of any answer without a message
LISTED_AT_ONCE = 50_000  # UIDs in one answer, which is one line: imaplib ends at a megabyte, a UID has up to 11 bytes
FRAME_BYTES = 1_000_000  # what may stand around a message's bytes, with the notices of other changes
SILENT_SECONDS = 30.0  # after which a connection may have been ended; reading scans between two calls takes minutes
OPERATION_TIMEOUTS = 10  # an operation may last this many time-outs: 30 MB in 300 s
# What imapclient and imaplib stumble over when an answer is no IMAP.
NONSENSE = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, MemoryError)
HAND_OVER = "hand over a message"
TEMPORARY_REFUSALS = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")


def modified_utf7(name: str) -> str:
    """Give a folder's name as IMAP servers and Maildir++ write it (RFC 3501, 5.1.3)."""
    encoded: bytes = imap_utf7.encode(name)
    return encoded.decode("ascii")


class _Protocol(imaplib.IMAP4):
    """imaplib's connection on sockets that ask a meter."""

    def __init__(self, host: str, port: int, context: ssl.SSLContext | None, meter: Meter) -> None:
        self._context = context
        self._meter = meter
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        raw = socket.create_connection((self.host, self.port), self._meter.call_seconds)
        plain = MeteredSocket(raw, self._meter)
        return self._context.wrap_socket(plain, server_hostname=self.host) if self._context else plain

    def read(self, size: int) -> bytes:
        self._meter.allow(size)  # before imaplib makes room for it
        return super().read(size)

    def readline(self) -> bytes:
        try:
            return super().readline()
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:  # a line without an end: what follows cannot be understood
            raise self.abort(str(error)) from error


class _Client(IMAPClient):  # type: ignore[misc]
    """imapclient on `_Protocol`; like its own TestableIMAPClient it replaces the connection beneath."""

    def __init__(self, host: str, port: int, context: ssl.SSLContext | None, meter: Meter) -> None:
        self._meter = meter
        super().__init__(host, port=port, ssl=context is not None, ssl_context=context, timeout=meter.call_seconds)
        self._imap.debug = 0  # imapclient sets 5, and every line would be put into a log message that nobody reads
        self.normalise_times = False

    def _create_IMAP4(self) -> _Protocol:  # noqa: N802 - imapclient's name
        return _Protocol(self.host, self.port, self.ssl_context if self.ssl else None, self._meter)

    def response_code(self, code: str) -> bytes | None:
        """Give what the server said last in that response code, once."""
        _, data = self._imap.response(code)
        found = data[-1] if data else None
        return found if isinstance(found, bytes) else None


@dataclass(frozen=True, slots=True)
class Selected:
    """What a server says of a folder when it is selected."""

    folder: str
    validity: int
    messages: int
    next_uid: int | None
    permanent_flags: frozenset[bytes]  # lower case

    def can_keep(self, flag: bytes) -> bool:
        """Tell whether the server keeps that flag or keyword."""
        flag = flag.lower()
        return flag in self.permanent_flags or (not flag.startswith(b"\\") and b"\\*" in self.permanent_flags)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a message before it is fetched."""

    size: int | None  # RFC822.SIZE; some servers guess
    arrived_at: datetime | None  # INTERNALDATE in UTC; None where the server's makes no sense
    flags: frozenset[bytes]


class Connection:
    """A signed-in connection. Every method raises MailboxError, and nothing else."""

    def __init__(self, settings: MailboxSettings) -> None:
        self._settings = settings
        self.host = settings.host or "localhost"
        self.port = settings.port or PORTS[settings.tls]
        self._meter = Meter(settings.timeout_seconds)
        self._client: _Client | None = None
        self._selected: Selected | None = None
        self._namespace: tuple[str, str | None] | None = None
        self._folders: set[str] = set()  # seen or made over this connection
        self._heard_at = 0.0

    @property
    def usable(self) -> bool:
        """Whether it was opened and nothing has gone wrong since."""
        return self._client is not None

    def open(self) -> None:
        """Connect, check the certificate and sign in."""
        try:
            self.connect()
            self.sign_in()
        except MailboxError:
            self.drop()  # half open is not open
            raise

    def connect(self) -> None:
        """Connect and check the certificate."""
        try:
            context = client_context(str(self._settings.cafile) if self._settings.cafile else None, self._meter)
        except OSError as error:
            raise MailboxError(
                f"mailbox.cafile: {self._settings.cafile} holds no certificate that can be read ({error})",
                permanent=True,
            ) from error
        implicit = self._settings.tls == "implicit"
        with self._operation("connect"), self._connecting():
            self._client = _Client(self.host, self.port, context if implicit else None, self._meter)
            if not implicit:
                self._client.starttls(context)

    def sign_in(self) -> None:
        """Sign in with the configured user; the password goes over TLS only."""
        client = self._live()
        try:
            user, password = self._settings.user or "", self._settings.password() or ""
        except ConfigError as error:
            raise MailboxError(str(error), permanent=True) from error
        if any(ord(character) < 32 for character in user + password):
            raise MailboxError("mailbox.user or its password holds a control character", permanent=True)
        with self._operation("sign in"):
            try:
                _sign_in(client, user, password)
            except exceptions.LoginError as error:
                if isinstance(error.__context__, exceptions.IMAPClientAbortError):  # no refusal: the line broke
                    raise error.__context__ from None
                raise self._refused_sign_in(_quoted(error, secret=password)) from None

    def close(self) -> None:
        """Sign out, where that is quick, and let go; never raises."""
        if self._client is not None:
            with contextlib.suppress(MailboxError), self._operation("sign out", seconds=2):
                self._client.logout()
        self.drop()

    def drop(self) -> None:
        """Let go of the connection at once; never raises."""
        client, self._client = self._client, None
        self._selected, self._namespace, self._folders = None, None, set()
        if client is not None:
            with contextlib.suppress(Exception):
                client.shutdown()

    def interrupt(self) -> None:
        """Make a call under way in another thread fail soon; never raises."""
        client = self._client
        if client is not None:
            with contextlib.suppress(OSError, AttributeError):
                socket.socket.shutdown(client.socket(), socket.SHUT_RDWR)  # the TLS socket's own would also end TLS

    def is_alive(self) -> bool:
        """Ask the server for a sign of life where it has not been heard for a while; False: the connection is gone."""
        if self._client is not None and time.monotonic() - self._heard_at > SILENT_SECONDS:
            try:
                with self._operation("give a sign of life"):
                    self._client.noop()
            except MailboxError:
                self.drop()
        return self._client is not None

    def has(self, capability: str) -> bool:
        """Tell whether the server knows an extension."""
        with self._operation("tell its capabilities"):
            return bool(self._live().has_capability(capability))

    # Folders

    def server_name(self, folder: str) -> str:
        """Give the server's own name for a configured folder: its separator, and its prefix where it wants one."""
        if folder.upper() == "INBOX":
            return "INBOX"
        prefix, separator = self._personal_namespace()
        folder = unicodedata.normalize("NFC", folder)  # as servers list it; a Mac's editor writes NFD
        name = folder.replace("/", separator) if separator else folder
        return name if name.startswith(prefix) else prefix + name

    def select(self, folder: str, *, readonly: bool = False, again: bool = False) -> Selected:
        """Select a configured folder; `again`: also where it is selected already, to learn what is new."""
        if self._selected is not None and self._selected.folder == folder and not again:
            return self._selected
        name = self.server_name(folder)
        self._selected = None
        with self._operation(f'select the folder "{folder}"'):
            answer = self._live().select_folder(name, readonly=readonly)
            self._selected = _selected(folder, answer)
        return self._selected

    def exists(self, folder: str) -> bool:
        """Tell whether a configured folder exists and can hold messages."""
        name = self.server_name(folder)
        with self._operation(f'look for the folder "{folder}"'):
            found = self._live().list_folders("", name)
            absent = {b"\\noselect", b"\\nonexistent"}
            return any(str(n) == name and not absent & {bytes(f).lower() for f in flags} for flags, _, n in found)

    def make_sure_of(self, folder: str) -> None:
        """Make a configured folder where it is missing, and subscribe to it, so that staff see it."""
        if folder in self._folders:
            return
        if not self.exists(folder):
            name = self.server_name(folder)
            try:
                with self._operation(f'make the folder "{folder}"'):
                    self._live().create_folder(name)
            except MailboxError:
                if not self.usable or not self.exists(folder):  # another hand may have made it just now
                    raise
            with contextlib.suppress(MailboxError), self._operation("subscribe"):
                self._live().subscribe_folder(name)
        self._folders.add(folder)

    # Messages of the selected folder

    def uids(self) -> list[int]:
        """Give the UIDs in the selected folder, in order."""
        return sorted({uid for criteria in self._lists() for uid in self._search(criteria)})

    def search_message_id(self, message_id: str) -> list[int]:
        """Give the UIDs in the selected folder whose Message-ID holds that one; none where it cannot be asked for."""
        if not (message_id.isascii() and message_id.isprintable()):
            return []
        # Quoted here: imapclient would send braces as they are, and a stranger's "{9+}" would begin a literal.
        quoted = message_id.replace("\\", "\\\\").replace('"', '\\"')
        return sorted(self._search(f'HEADER Message-ID "{quoted}"'.encode("ascii")))

    def facts(self, uid: int) -> Facts | None:
        """Give size, arrival and flags of a message; None where it is not there."""
        with self._operation("tell a message's size"):
            found = self._live().fetch([uid], ["RFC822.SIZE", "INTERNALDATE", "FLAGS"]).get(uid)
            if found is None:
                return None
            size, flags = found.get(b"RFC822.SIZE"), found.get(b"FLAGS", ())
            arrived = _utc(found.get(b"INTERNALDATE"))
            return Facts(size if isinstance(size, int) else None, arrived, frozenset(_flag_names(flags)))

    def body(self, uid: int, limit: int, expected: int) -> bytes | None:
        """Give the first `limit` bytes of a message, unread as it was; None where it is not there.

        A server that gives less than the `expected` bytes is asked for what follows.
        """
        seconds = OPERATION_TIMEOUTS * self._meter.call_seconds
        with self._operation(HAND_OVER, seconds=seconds, size=limit + FRAME_BYTES):
            data = self._part(uid, 0, limit)
            while data is not None and len(data) < min(expected, limit):
                more = self._part(uid, len(data), limit - len(data))
                if not more:
                    break
                data += more
            return data

    def add_flags(self, uid: int, flags: Sequence[bytes]) -> None:
        """Set flags and keywords of a message."""
        with self._operation("mark a message"):
            self._live().add_flags([uid], list(flags), silent=True)

    def remove_flags(self, uid: int, flags: Sequence[bytes]) -> None:
        """Take flags and keywords off a message."""
        with self._operation("unmark a message"):
            self._live().remove_flags([uid], list(flags), silent=True)

    def move(self, uid: int, folder: str) -> tuple[int, int] | None:
        """Move a message; give its UIDVALIDITY and UID in `folder`, None where the server does not say."""
        return self._transfer("move", uid, folder)

    def copy(self, uid: int, folder: str) -> tuple[int, int] | None:
        """Copy a message; give the copy's UIDVALIDITY and UID in `folder`, None where the server does not say."""
        return self._transfer("copy", uid, folder)

    def expunge(self, uid: int) -> None:
        """Remove one message that is marked as deleted, and no other (UIDPLUS)."""
        with self._operation("remove a message"):
            self._live().uid_expunge([uid])

    # Waiting for news

    def idle(self) -> None:
        """Ask the server to tell of news; `wait` and then `done` follow."""
        with self._operation("idle"):
            self._live().idle()

    def wait(self, seconds: float) -> bool:
        """Wait for news; True as soon as the server says anything, also that it goes away."""
        with self._operation("idle"):
            poller = select.poll()
            connection = self._live().socket()
            if connection.pending() if isinstance(connection, ssl.SSLSocket) else False:
                return True
            poller.register(connection.fileno(), select.POLLIN)
            return bool(poller.poll(seconds * 1000))

    def done(self) -> None:
        """End idling. What the server told meanwhile shows itself when the folder is selected again."""
        with self._operation("idle"):
            self._live().idle_done()

    # Inside

    @property
    def _address(self) -> str:
        return f"{self.host}:{self.port}"

    def _live(self) -> _Client:
        if self._client is None:
            raise MailboxError(f"there is no connection to {self._address}")
        return self._client

    def _lists(self) -> Iterator[bytes]:
        """Give the searches that list the selected folder, none with an answer too long for one line."""
        selected = self._selected
        if selected is None or selected.next_uid is None or selected.messages <= LISTED_AT_ONCE:
            yield b"ALL"
            return
        for first in range(1, selected.next_uid, LISTED_AT_ONCE):
            yield b"UID %d:%d" % (first, first + LISTED_AT_ONCE - 1)

    def _search(self, criteria: bytes) -> set[int]:
        with self._operation("search its messages"):
            return {int(uid) for uid in self._live().search(criteria)}

    def _part(self, uid: int, offset: int, size: int) -> bytes | None:
        found = self._live().fetch([uid], [f"BODY.PEEK[]<{offset}.{size}>"]).get(uid, {})
        for key, value in found.items():
            if key.startswith(b"BODY[]"):
                # An empty message comes as an empty string or as NIL; a short one of digits as a number.
                return value if isinstance(value, bytes) else b"" if value is None else str(int(value)).encode()
        return None

    def _transfer(self, verb: str, uid: int, folder: str) -> tuple[int, int] | None:
        name = self.server_name(folder)
        self.make_sure_of(folder)
        try:
            return self._transfer_once(verb, uid, folder, name)
        except MailboxError as error:
            if not self.usable or "TRYCREATE" not in str(error):
                raise
            self._folders.discard(folder)  # another hand deleted it since
            self.make_sure_of(folder)
            return self._transfer_once(verb, uid, folder, name)

    def _transfer_once(self, verb: str, uid: int, folder: str, name: str) -> tuple[int, int] | None:
        with self._operation(f'{verb} a message to the folder "{folder}"'):
            client = self._live()
            client.response_code("COPYUID")  # forget an earlier one
            (client.move if verb == "move" else client.copy)([uid], name)
            said = re.fullmatch(rb"(\d+) (\d+) (\d+)", client.response_code("COPYUID") or b"")
            return (int(said[1]), int(said[3])) if said and int(said[2]) == uid else None

    def _personal_namespace(self) -> tuple[str, str | None]:
        if self._namespace is None:
            with self._operation("tell its namespace"):
                self._namespace = _namespace(self._live())
        return self._namespace

    def _refused_sign_in(self, said: str) -> MailboxError:
        if any(code in said for code in TEMPORARY_REFUSALS):
            return MailboxError(f"{self._address} cannot sign anybody in just now: {said}")
        return MailboxError(
            f"{self._address} refused the sign-in: check mailbox.user and its password (mailbox.password_file), and "
            f"whether the account allows IMAP; the server said: {said}",
            permanent=True,
        )

    @contextlib.contextmanager
    def _connecting(self) -> Iterator[None]:
        """Say what to check when there is no connection."""
        try:
            yield
        except socket.gaierror as error:
            raise MailboxError(f'mailbox.host: the name "{self.host}" is not known ({error.strerror})') from error
        except ssl.SSLCertVerificationError as error:
            raise MailboxError(
                f"the certificate of {self._address} is not trusted: {error.verify_message}; check mailbox.host, and "
                "mailbox.cafile where the authority is your own",
                permanent=True,
            ) from error
        except ssl.SSLError as error:
            raise MailboxError(
                f"{self._address} does not speak TLS as expected ({error.reason}); check mailbox.port and mailbox.tls"
            ) from error
        except ConnectionRefusedError as error:
            raise MailboxError(f"nothing listens on {self._address}; check mailbox.host and mailbox.port") from error
        except exceptions.CapabilityError as error:
            raise MailboxError(
                f"{self._address} offers no STARTTLS, and nothing is sent unencrypted; check mailbox.tls",
                permanent=True,
            ) from error

    @contextlib.contextmanager
    def _operation(self, what: str, seconds: float | None = None, size: int = ANSWER_BYTES) -> Iterator[None]:
        """Limit one operation, and turn whatever goes wrong into a MailboxError."""
        limit = seconds if seconds is not None else 2 * self._meter.call_seconds
        self._meter.start(limit, size)
        where = self._address
        try:
            yield
            self._heard_at = time.monotonic()
        except MailboxError:
            raise
        except (exceptions.IMAPClientAbortError, exceptions.ProtocolError) as error:
            self.drop()
            said = "" if what == HAND_OVER else f": {_quoted(error)}"  # it may be a piece of the message
            raise MailboxError(f"{where} broke off when asked to {what}{said}") from error
        except exceptions.IMAPClientError as error:
            raise MailboxError(f"{where} refused to {what}: {_quoted(error)}") from error
        except TimeoutError as error:
            self.drop()
            raise MailboxError(f"{where} did not answer in time when asked to {what}") from error
        except Flood as error:
            self.drop()
            raise MailboxError(f"{where}: asked to {what}, {error}") from error
        except OSError as error:
            self.drop()
            raise MailboxError(f"the connection to {where} failed when asked to {what}: {_quoted(error)}") from error
        except NONSENSE as error:
            self.drop()
            raise MailboxError(f"{where} answered with what is no IMAP when asked to {what}") from error


def _sign_in(client: _Client, user: str, password: str) -> None:
    if client.has_capability("AUTH=PLAIN"):  # takes any character
        client.plain_login(user, password)
    elif client.has_capability("LOGINDISABLED"):
        raise exceptions.LoginError("the server allows no sign-in with a password here")
    elif not (user + password).isascii():
        raise exceptions.LoginError("the server's LOGIN takes ASCII only, and user or password hold other characters")
    else:
        quoted = user.replace("\\", "\\\\").replace('"', '\\"')
        client.login(f'"{quoted}"', password)  # imaplib quotes the password only


def _namespace(client: _Client) -> tuple[str, str | None]:
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            prefix, separator = personal[0]
            return str(prefix or ""), str(separator) if separator else None
    for _, separator, _ in client.list_folders("", ""):
        return "", separator.decode("ascii") if separator else None
    return "", None


def _selected(folder: str, answer: dict[bytes, object]) -> Selected:
    validity, messages, next_uid = (answer.get(key) for key in (b"UIDVALIDITY", b"EXISTS", b"UIDNEXT"))
    if not isinstance(validity, int) or not isinstance(messages, int):
        raise exceptions.ProtocolError("the folder has no UIDVALIDITY")
    flags = answer.get(b"PERMANENTFLAGS", ())
    return Selected(
        folder, validity, messages, next_uid if isinstance(next_uid, int) else None, frozenset(_flag_names(flags))
    )


def _flag_names(flags: object) -> Iterator[bytes]:
    if isinstance(flags, tuple):
        yield from (flag.lower() for flag in flags if isinstance(flag, bytes))


def _utc(value: object) -> datetime | None:
    try:
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # a zone of more than a day, a year below 1
        return None
    return None


def _quoted(error: BaseException, secret: str = "") -> str:
    """Give what the server or the system said: short, printable, without the password."""
    text = str(error).replace(secret, "…") if secret else str(error)
    return "".join(c if c.isprintable() else " " for c in text)[:200].strip() or type(error).__name__
