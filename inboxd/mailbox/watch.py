"""Watchers: they tell as soon as something arrives, so that polling is only the safety net.

Each runs in a thread of its own until the stop event is set, never raises, and has its own connection: an IMAP
connection that idles can do nothing else.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import structlog

from inboxd.errors import MailboxError
from inboxd.mailbox import Health, MailboxSettings
from inboxd.mailbox.backoff import Backoff
from inboxd.mailbox.imap import Connection, Selected
from inboxd.mailbox.maildir import MaildirMailbox

log = structlog.get_logger()

RENEWAL_SECONDS = 300.0  # servers and routers end what is silent for half an hour (RFC 2177: 29 minutes)
SLICE_SECONDS = 0.5  # how soon a stop is noticed
LOOK_SECONDS = 1.0  # between two looks at a Maildir


class ImapWatcher:
    """Idles on the watched folder and calls `wake` when new messages arrived."""

    def __init__(
        self,
        settings: MailboxSettings,
        wake: Callable[[], None],
        stop: threading.Event,
        *,
        backoff: Backoff | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._wake = wake
        self._stop = stop
        self._backoff = backoff or Backoff()
        self._now = now
        self._health = Health()

    @property
    def health(self) -> Health:
        """How it is doing."""
        return self._health

    def run(self) -> None:
        """Watch until the stop event is set; a connection that breaks is made again, after a longer wait each time."""
        while not self._stop.is_set():
            connection = Connection(self._settings)
            try:
                self._watch(connection)
                continue
            except MailboxError as error:
                delay = self._backoff.failed(permanent=error.permanent)
                self._health = Health(self._health.last_ok, str(error))
                log.warning("watch_broken", error=str(error), permanent=error.permanent, again_in=round(delay))
            except Exception as error:  # the net around one connection: a watcher that dies is noticed by nobody
                delay = self._backoff.failed()
                self._health = Health(self._health.last_ok, type(error).__name__)
                log.exception("watch_failed")
            finally:
                connection.close()
            self._stop.wait(delay)

    def _watch(self, connection: Connection) -> None:
        connection.open()
        if not connection.has("IDLE"):
            self._health = Health(self._now(), "the server does not know IDLE: new replies are noticed by polling")
            log.info("no_idle")
            connection.close()
            self._stop.wait()
            return
        before: Selected | None = None
        while not self._stop.is_set():
            selected = connection.select(self._settings.folder, readonly=True, again=True)
            self._health = Health(self._now())
            if before is None or _is_news(before, selected):  # at first nobody knows what was missed
                self._wake()
            before = selected
            connection.idle()
            self._idle(connection)
            connection.done()
            self._backoff.worked()

    def _idle(self, connection: Connection) -> None:
        """Return when the server says something, when it is time to begin anew, or at a stop."""
        until = time.monotonic() + RENEWAL_SECONDS
        while not self._stop.is_set() and time.monotonic() < until:
            if connection.wait(SLICE_SECONDS):
                return


def _is_news(before: Selected, now: Selected) -> bool:
    if now.validity != before.validity:
        return True
    if now.next_uid is None or before.next_uid is None:
        return now.messages > before.messages
    return now.next_uid > before.next_uid


class MaildirWatcher:
    """Looks at the watched folder's new/ and cur/ every second and calls `wake` when they changed."""

    def __init__(
        self,
        settings: MailboxSettings,
        wake: Callable[[], None],
        stop: threading.Event,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = MaildirMailbox(settings).path
        self._wake = wake
        self._stop = stop
        self._now = now
        self._health = Health()

    @property
    def health(self) -> Health:
        """How it is doing."""
        return self._health

    def run(self) -> None:
        """Watch until the stop event is set."""
        before: tuple[int, ...] = ()
        while not self._stop.is_set():
            try:
                seen = _changed_at(self._folder)
                self._health = Health(self._now())
                if seen != before:
                    self._wake()
                before = seen
            except OSError as error:
                self._health = Health(self._health.last_ok, f"{self._folder} cannot be watched: {error.strerror}")
            except Exception:  # as above
                log.exception("watch_failed")
            self._stop.wait(LOOK_SECONDS)


def _changed_at(folder: Path) -> tuple[int, ...]:
    return tuple((folder / name).stat().st_mtime_ns for name in ("new", "cur"))
