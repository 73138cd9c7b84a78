"""The connection to the mail server that sends. The only importer of smtplib."""

import smtplib
import socket
import ssl
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import NoReturn

import structlog

from inboxd.config import LOOPBACK, Outgoing
from inboxd.errors import ConfigError, DeliveryError

_PORTS = {"implicit": 465, "starttls": 587, "none": 25}
_ANSWER_LENGTH = 500
# What a server says of us, not of the recipient, wherever it says so: sign in first, wrong password, too weak, no TLS.
_ABOUT_US = frozenset({454, 523, 530, 534, 535, 538})
_CHECK_SIGN_IN = "check outgoing.user, its password (outgoing.password_file), and that it may send as outgoing.sender"
_SIZE_EXCEEDED = 552
_CLOSING = 421
_GOODBYE_SECONDS = 2.0  # a server that does not answer QUIT must not hold up the stop of the service
_FIRST_REST = timedelta(seconds=15)
_LONGEST_REST = timedelta(minutes=10)

log = structlog.get_logger(__name__)


class ServerUnavailable(DeliveryError):
    """The mail server takes no mail at all now: not reached, no trust in it, or it does not let us in."""

    def __init__(self, answer: str, advice: str) -> None:
        super().__init__(answer, permanent=False)
        self.advice = advice  # what to check


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail and its envelope. `return_path` is where a bounce goes, "" for nowhere (the null return path)."""

    return_path: str
    recipient: str
    data: bytes


class Sender:
    """Sends mails over one connection, which opens with the first and ends with `close`.

    After a `ServerUnavailable` the caller lets it `rest`: 15 seconds first, then twice as long each time, at most
    10 minutes.
    """

    def __init__(self, settings: Outgoing) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None
        self._busy = threading.RLock()  # a stop closes from another thread: never between a mail and the server's yes
        self._failures = 0
        self._rests_until: datetime | None = None

    def __enter__(self) -> "Sender":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, parcel: Parcel) -> str:
        """Hand one mail to the server and give its answer.

        :raises ServerUnavailable: nothing was said about this mail; the others would fare no better
        :raises DeliveryError: this mail was refused, or the line broke; when it broke after the content was sent, the
            server may have taken it all the same: send it again with the same Message-ID
        """
        with self._busy:
            return self._send(self._connected(), parcel)

    def _send(self, smtp: smtplib.SMTP, parcel: Parcel) -> str:
        try:
            answer = self._transaction(smtp, parcel)
        except DeliveryError:
            self._reset()
            raise
        except OSError as error:  # every smtplib.SMTPException is one
            self.close()
            raise DeliveryError(_said(error), permanent=False) from error
        except ValueError as error:
            # A command that cannot be written, such as an address with letters that are not ASCII.
            self._reset()
            raise DeliveryError(_said(error), permanent=True) from error
        self._failures, self._rests_until = 0, None
        return answer

    def open(self) -> None:
        """Connect and sign in, unless that stands already.

        :raises ServerUnavailable: with what went wrong
        """
        with self._busy:
            self._connected()

    def check(self) -> None:
        """Open a connection, sign in and close it again.

        :raises ServerUnavailable: with what went wrong
        """
        self.open()
        self.close()

    def close(self, within: float = _GOODBYE_SECONDS) -> None:
        """End the connection, never raises; from another thread it waits so many seconds for the mail under way."""
        if not self._busy.acquire(timeout=within):
            return  # whoever sends will close
        try:
            self._close()
        finally:
            self._busy.release()

    def _close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(_GOODBYE_SECONDS)
            smtp.quit()
        except OSError:
            smtp.close()

    def rests(self, now: datetime) -> bool:
        """Say whether the server is left alone still."""
        # A rest that seems longer than any is comes of a clock that was put back.
        return self._rests_until is not None and timedelta(0) < self._rests_until - now <= _LONGEST_REST

    def rest(self, now: datetime) -> datetime:
        """Leave the server alone for a while after it was unavailable; give when it is tried again."""
        self._rests_until = now + min(_FIRST_REST * 2 ** min(self._failures, 20), _LONGEST_REST)
        self._failures += 1
        return self._rests_until

    def _transaction(self, smtp: smtplib.SMTP, parcel: Parcel) -> str:
        options = [f"size={len(parcel.data)}"] if smtp.has_extn("size") else []
        code, answer = smtp.mail(parcel.return_path, options)
        if code != 250:
            # The sender's address is the same for every mail, so its refusal is about us; only the size is the mail's.
            self._refuse(code, answer, about_us=code != _SIZE_EXCEEDED)
        code, answer = smtp.rcpt(parcel.recipient)
        if code not in {250, 251}:
            self._refuse(code, answer)
        try:
            code, answer = smtp.data(parcel.data)
        except smtplib.SMTPDataError as error:  # refused before the content was sent
            self._refuse(error.smtp_code, error.smtp_error)
        if code != 250:
            self._refuse(code, answer)
        return _text(code, answer)

    def _refuse(self, code: int, answer: bytes | str, *, about_us: bool = False) -> NoReturn:
        if code == -1:
            raise smtplib.SMTPServerDisconnected(_text(code, answer))
        if code == _CLOSING:
            self.close()
            raise DeliveryError(_text(code, answer), permanent=False)
        if about_us or code in _ABOUT_US:
            self.close()
            raise ServerUnavailable(_text(code, answer), _CHECK_SIGN_IN)
        raise DeliveryError(_text(code, answer), permanent=500 <= code < 600)

    def _reset(self) -> None:
        """End a transaction that was refused, so that the next mail can use the connection."""
        if self._smtp is None:
            return
        try:
            code, _ = self._smtp.rset()
        except OSError:
            code = -1
        if code != 250:
            self.close()

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None and self._alive(self._smtp):
            return self._smtp
        self.close()
        try:
            self._smtp = self._opened()
        except (OSError, UnicodeError, ConfigError) as error:
            raise ServerUnavailable(_said(error), _advice(error)) from error
        return self._smtp

    @staticmethod
    def _alive(smtp: smtplib.SMTP) -> bool:
        try:
            return smtp.noop()[0] == 250
        except OSError:
            return False

    def _opened(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.tls == "none" and settings.host not in LOOPBACK:
            raise ConfigError([f'outgoing.tls: "none" is for this machine only, not for "{settings.host}"'])
        password = settings.password()
        port = settings.port or _PORTS[settings.tls]
        # The name for EHLO: asking for this machine's own may wait long for a name server.
        name, seconds = settings.sender.rpartition("@")[2].encode("idna").decode(), settings.timeout_seconds
        if settings.tls == "implicit":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, port, name, timeout=seconds, context=self._trust())
        else:
            smtp = smtplib.SMTP(settings.host, port, name, timeout=seconds)
        try:
            if settings.tls == "starttls":
                smtp.starttls(context=self._trust())  # raises unless TLS stands
            smtp.ehlo_or_helo_if_needed()
            if settings.user is not None and password is not None:
                smtp.login(settings.user, password)
        except BaseException:
            smtp.close()
            raise
        log.debug("smtp_connected", host=settings.host, port=port, tls=settings.tls)
        return smtp

    def _trust(self) -> ssl.SSLContext:
        cafile = self._settings.cafile
        return ssl.create_default_context(cafile=None if cafile is None else str(cafile))


def _advice(error: Exception) -> str:
    match error:
        case smtplib.SMTPAuthenticationError() | UnicodeError() | ConfigError():
            return _CHECK_SIGN_IN
        case smtplib.SMTPNotSupportedError():
            return "check outgoing.tls, and that the server offers a sign-in there"
        case ssl.SSLCertVerificationError():
            return "check outgoing.host, and outgoing.cafile where the authority is your own"
        case ssl.SSLError():
            return "check outgoing.port and outgoing.tls: they do not belong together"
        case socket.gaierror():
            return "check outgoing.host: the name is not known"
        case _:
            return "check outgoing.host, outgoing.port and outgoing.tls, and that the server runs"


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _text(error.smtp_code, error.smtp_error)
    if isinstance(error, UnicodeError):  # its own text would quote a letter, perhaps of the password
        return f"{type(error).__name__}: an address, a user or a password with letters that are not ASCII"
    return f"{type(error).__name__}: {error}"[:_ANSWER_LENGTH]


def _text(code: int, answer: bytes | str) -> str:
    """Give a server's answer in one line: ``550 5.1.1 no such user``."""
    text = answer if isinstance(answer, str) else answer.decode("utf-8", "replace")
    return f"{code} {' '.join(text.split())}"[:_ANSWER_LENGTH]
