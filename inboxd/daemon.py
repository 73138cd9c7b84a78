"""The daemon: what is due, when; signals; readiness and the watchdog.

State lives in the database alone, so a stop may come at any point: what is under way is dropped and done again.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]

from inboxd import alert, notify, summary
from inboxd import config as configuration
from inboxd.config import Config
from inboxd.errors import ConfigError, InboxdError
from inboxd.mailbox.opening import watcher_for
from inboxd.outbox import send_due, sender_for
from inboxd.passes import Passes
from inboxd.worker import recover, utc_now
from storage import audit
from storage.errors import StoreError
from storage.session import Store

log = structlog.get_logger()

TICK = 1.0  # seconds between two looks at the outbox and at what staff decided: they shall not wait
LOOK_UP = 0.5  # seconds the main thread sleeps at a time
STOP_WITHIN = 7.0  # seconds, a mail under way included; systemd and the promise are ten


class Service:
    """One life with one configuration: the passes in a thread of their own, everything else by the scheduler."""

    def __init__(self, config: Config, store: Store) -> None:
        self.config = config
        self._store = store
        self._stop = threading.Event()
        self._passes = Passes(config, store, self._stop)
        self._sender = sender_for(config)
        self._watcher = watcher_for(config.mailbox, self._passes.wake, self._stop)
        self._seen_of_staff = 0  # the last line of the audit trail that woke a pass
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(8)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def start(self) -> None:
        """Start everything; returns at once."""
        self._every(self.config.mailbox.poll_seconds, self._passes.wake, "poll")
        self._every(TICK, self._look_for_work, "work")
        self._every(TICK, self._send, "outbox")
        self._every(60, self._summary, "summary")
        self._every(60, self._alert, "alert")
        interval = notify.watchdog_interval()
        if interval is not None:
            self._every(interval / 3, self._heartbeat, "heartbeat")
        self._passes.start()
        if self._watcher is not None:
            threading.Thread(target=self._watcher.run, name="watcher", daemon=True).start()
        self._scheduler.start()

    def stop(self) -> None:
        """Stop within `STOP_WITHIN` seconds; a thread that hangs in the network is left behind.

        Such a thread can do little more: its mailbox refuses every call, and what it sends is under its lease.
        """
        until = time.monotonic() + STOP_WITHIN
        self._stop.set()
        self._scheduler.shutdown(wait=False)
        self._passes.end(until - 1)
        self._sender.close(within=max(0.1, until - time.monotonic()))

    def _every(self, seconds: float, job: Callable[[], None], name: str) -> None:
        self._scheduler.add_job(self._guarded(job, name), "interval", seconds=seconds, id=name)

    def _guarded(self, job: Callable[[], None], name: str) -> Callable[[], None]:
        """Keep one job's trouble from the others, and from the scheduler."""

        def run() -> None:
            if self._stop.is_set():
                return
            try:
                job()
            except (InboxdError, StoreError) as error:
                log.warning("job_failed", job=name, error=str(error))
            except Exception:
                log.exception("job_failed", job=name)

        return run

    def _look_for_work(self) -> None:
        """Wake the passes when staff did something: gave a reply back to be read, or settled one, to be filed."""
        with self._store.read() as session:
            newest = audit.newest_by_person(session)
        if newest != self._seen_of_staff:
            self._seen_of_staff = newest
            self._passes.staff_acted()

    def _send(self) -> None:
        send_due(self._store, self.config, self._sender, utc_now, self._stop)

    def _summary(self) -> None:
        if summary.put_if_due(self._store, self.config, utc_now()):
            log.info("summary_put")

    def _alert(self) -> None:
        alert.watch(self._store, self.config, utc_now(), self._passes.fault)

    def _heartbeat(self) -> None:
        """Feed the watchdog while the database answers and the passes get on."""
        self._store.ping()
        if self._passes.go_on():
            notify.watchdog()


class Signals:
    """What was asked of the daemon. Handlers run between any two steps of the main thread, so they take no lock."""

    def __init__(self) -> None:
        self.to_end = False
        self._asked: SimpleQueue[int] = SimpleQueue()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask)

    def wait(self) -> None:
        """Wait for the next signal.

        The system may hand one to any thread, which does not wake this one: handlers run when it looks up by itself.
        """
        while True:
            with suppress(Empty):
                self._asked.get(timeout=LOOK_UP)
                return

    def _ask(self, number: int, _frame: object) -> None:
        self.to_end |= number != signal.SIGHUP
        self._asked.put(number)


def run(config: Config, store: Store) -> int:
    """Run until SIGTERM or SIGINT; SIGHUP reads the configuration again. Gives the exit code."""
    signals = Signals()
    # Once a process, not at a reload: a mail that the life before is still sending would go out twice.
    given_back = recover(store)
    if given_back:
        log.info("recovered", messages=given_back)
    while True:
        service = Service(config, store)
        service.start()
        notify.ready("works")
        log.info("started", events=len(config.events), mailbox=config.mailbox.kind)
        config = _next_configuration(service, signals)
        if signals.to_end:
            notify.stopping()
        service.stop()
        if signals.to_end:
            log.info("stopped")
            return 0
        log.info("reloaded")


def _next_configuration(service: Service, signals: Signals) -> Config:
    """Wait until the daemon is to end or to go on with another configuration; give the one to go on with."""
    while True:
        signals.wait()
        if signals.to_end:
            return service.config
        notify.reloading()
        try:
            config = configuration.load(service.config.path)
            if config.storage != service.config.storage:
                raise ConfigError([f"{config.path}: storage.url: changes by a restart only"])
        except ConfigError as error:
            for fault in error.faults:
                log.error("reload_refused", fault=fault)
            notify.ready("the configuration has faults: the old one is kept")
        else:
            return config


def stop_at_signals() -> threading.Event:
    """Give an event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop


def leave(code: int) -> None:
    """End the process without waiting for a thread that hangs in the network; all that counts is in the database."""
    sys.stderr.flush()
    os._exit(code)
