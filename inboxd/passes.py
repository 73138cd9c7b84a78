"""The thread of the passes: one after another, whenever something wakes it; after a failure with a wait between.

It alone uses the mailbox. Nothing that goes wrong in a pass ends the thread.
"""

import threading
import time

import structlog

from inboxd import notify
from inboxd.config import Config
from inboxd.errors import InboxdError
from inboxd.mailbox.opening import mailbox_for
from inboxd.worker import lanes_for, one_pass, read_all, utc_now
from storage import messages
from storage.errors import StoreError
from storage.session import Store

log = structlog.get_logger()

TICK = 1.0  # seconds between two looks at what staff asked for
LONGEST_PASS = 6 * 3600.0  # seconds; thousands of messages after a long stop: beyond it the passes hang
FIRST_RETRY, LAST_RETRY = 2.0, 60.0  # seconds before the next pass after one that failed


class Passes:
    """Passes over the configured mailbox, in a thread of their own."""

    def __init__(self, config: Config, store: Store, stop: threading.Event) -> None:
        self.fault: str | None = None  # what the last pass failed with; None: it succeeded
        self._config = config
        self._store = store
        self._stop = stop
        self._wake = threading.Event()
        self._staff_acted = threading.Event()
        self._lanes = lanes_for(config)
        self._mailbox = mailbox_for(config.mailbox)
        self._thread = threading.Thread(target=self._run, name="passes", daemon=True)
        self._beaten_at = time.monotonic()

    def start(self) -> None:
        """Begin with a first pass; returns at once."""
        self._wake.set()
        self._thread.start()

    def wake(self) -> None:
        """Have a pass done soon, after a failure at the end of its wait; one under way makes room for it."""
        self._wake.set()

    def staff_acted(self) -> None:
        """Have what staff gave back read, and what they settled filed: at once, even while the mailbox is away."""
        self._staff_acted.set()
        self._wake.set()

    def go_on(self) -> bool:
        """Whether the thread lives and no pass hangs."""
        return self._thread.is_alive() and time.monotonic() - self._beaten_at < LONGEST_PASS

    def end(self, until: float) -> None:
        """End, the stop event being set, until that monotonic time; what hangs in the network then is left behind."""
        self._wake.set()
        self._mailbox.interrupt()
        self._thread.join(max(0.0, until - time.monotonic()))
        ends = threading.Thread(target=self._lanes.close, daemon=True)
        ends.start()
        ends.join(max(0.5, until - time.monotonic()))

    def _run(self) -> None:
        wait = 0.0
        while not self._stop.is_set():
            self._beaten_at = time.monotonic()
            if wait:
                self._rest(wait)
            elif not self._wake.wait(TICK):
                continue
            self._wake.clear()
            if not self._stop.is_set():
                wait = 0.0 if self._succeeds() else min(LAST_RETRY, max(FIRST_RETRY, 2 * wait))
        self._mailbox.close()

    def _rest(self, seconds: float) -> None:
        """Wait after a failure, whatever wakes us; but what staff gave back is read: that needs no mailbox."""
        until = time.monotonic() + seconds
        while not self._stop.is_set() and (left := until - time.monotonic()) > 0:
            if self._staff_acted.wait(min(TICK, left)):
                self._staff_acted.clear()
                try:
                    read_all(self._store, self._lanes, self._config, self._stop)
                except Exception as error:  # the pass that follows will tell
                    log.warning("reading_failed_without_mailbox", error=type(error).__name__)

    def _succeeds(self) -> bool:
        """Do one pass; False where it failed, which is told and costs the connection to the mailbox."""
        try:
            self._staff_acted.clear()
            one_pass(self._mailbox, self._store, self._lanes, self._config, self._stop, pause=self._wake)
            self._tell_status()
        except (InboxdError, StoreError, OSError) as error:
            log.warning("pass_failed", error=str(error))
            self.fault = str(error)
        except Exception as error:  # the net around one pass: the thread must outlive it
            log.exception("pass_failed")
            self.fault = f"a fault of inboxd itself: {type(error).__name__}"
        else:
            self.fault = None
            return True
        notify.status(f"the last pass failed: {self.fault}")
        self._mailbox.close()
        return False

    def _tell_status(self) -> None:
        with self._store.read() as session:
            counts = messages.counts(session)
        told = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
        notify.status(f"last pass {utc_now():%Y-%m-%d %H:%M:%S} UTC: {told or 'no messages yet'}")
