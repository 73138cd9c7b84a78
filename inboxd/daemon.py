"""The daemon: what is due, when; signals; readiness and the watchdog.

State lives in the database alone, so a stop may come at any point: what is under way is dropped and done again.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]

from inboxd import alert, notify, summary
from inboxd import config as configuration
from inboxd.config import Config
from inboxd.errors import ConfigError, InboxdError
from inboxd.mailbox.opening import mailbox_for, watcher_for
from inboxd.outbox import send_due, sender_for
from inboxd.worker import lanes_for, one_pass, recover, utc_now
from storage import audit, messages
from storage.errors import StoreError
from storage.session import Store

log = structlog.get_logger()

TICK = 1.0  # seconds between two looks at the outbox and at what staff decided: they shall not wait
STOP_WITHIN = 8.0  # seconds; systemd and the promise are ten
LONGEST_PASS = 6 * 3600.0  # seconds; thousands of scans after a long stop: beyond it the passes hang
FIRST_RETRY, LAST_RETRY = 2.0, 60.0  # seconds before the next pass after one that failed


class Service:
    """One life with one configuration: the pass in a thread of its own, everything else by the scheduler."""

    def __init__(self, config: Config, store: Store) -> None:
        self.config = config
        self._store = store
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._lanes = lanes_for(config)
        self._sender = sender_for(config)
        self._mailbox = mailbox_for(config.mailbox)
        self._watcher = watcher_for(config.mailbox, self._wake.set, self._stop)
        self._passes = threading.Thread(target=self._pass_for_ever, name="passes", daemon=True)
        self._seen_of_staff = 0  # the last line of the audit trail that woke a pass
        self._fault: str | None = None  # what the last pass that failed said, for the alert
        self._beaten_at = time.monotonic()  # by the thread of the passes
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(8)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def start(self) -> None:
        """Start everything; returns at once."""
        given_back = recover(self._store)
        if given_back:
            log.info("recovered", messages=given_back)
        self._every(self.config.mailbox.poll_seconds, self._wake.set, "poll")
        self._every(TICK, self._look_for_work, "work")
        self._every(TICK, self._send, "outbox")
        self._every(60, self._summary, "summary")
        self._every(60, self._alert, "alert")
        interval = notify.watchdog_interval()
        if interval is not None:
            self._every(interval / 3, self._heartbeat, "heartbeat")
        self._wake.set()
        self._passes.start()
        if self._watcher is not None:
            threading.Thread(target=self._watcher.run, name="watcher", daemon=True).start()
        self._scheduler.start()

    def stop(self) -> None:
        """Stop within `STOP_WITHIN` seconds; a thread that hangs in the network is left behind."""
        until = time.monotonic() + STOP_WITHIN
        self._stop.set()
        self._wake.set()
        self._mailbox.interrupt()
        self._scheduler.shutdown(wait=False)
        self._passes.join(max(0.1, until - time.monotonic()))
        ends = threading.Thread(target=self._lanes.close, daemon=True)
        ends.start()
        ends.join(max(0.1, until - time.monotonic()))
        self._sender.close()

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

    def _pass_for_ever(self) -> None:
        """Do a pass whenever somebody wakes us; after a failure wait longer each time, whatever wakes us."""
        wait = 0.0
        while not self._stop.is_set():
            self._beaten_at = time.monotonic()
            if wait:
                self._stop.wait(wait)
            elif not self._wake.wait(TICK):
                continue
            self._wake.clear()
            if self._stop.is_set():
                return
            wait = 0.0 if self._pass() else min(LAST_RETRY, max(FIRST_RETRY, 2 * wait))

    def _pass(self) -> bool:
        try:
            self._mailbox.open()
            one_pass(self._mailbox, self._store, self._lanes, self.config, self._stop)
        except (InboxdError, StoreError, OSError) as error:
            log.warning("pass_failed", error=str(error))
            self._fault = str(error)
            notify.status(f"the last pass failed: {error}")
            self._mailbox.close()
            return False
        except Exception:
            log.exception("pass_failed")
            self._mailbox.close()
            return False
        self._tell_status()
        return True

    def _tell_status(self) -> None:
        with self._store.read() as session:
            counts = messages.counts(session)
        told = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
        notify.status(f"last pass {utc_now():%Y-%m-%d %H:%M:%S} UTC: {told or 'no messages yet'}")

    def _look_for_work(self) -> None:
        """Wake the pass when staff did something: gave a reply back to be read, or settled one that is to be filed."""
        with self._store.read() as session:
            newest = audit.newest_by_person(session)
        if newest != self._seen_of_staff:
            self._seen_of_staff = newest
            self._wake.set()

    def _send(self) -> None:
        send_due(self._store, self.config, self._sender, utc_now, self._stop)

    def _summary(self) -> None:
        if summary.put_if_due(self._store, self.config, utc_now()):
            log.info("summary_put")

    def _alert(self) -> None:
        alert.watch(self._store, self.config, utc_now(), self._fault)

    def _heartbeat(self) -> None:
        """Feed the watchdog while the database answers and the passes get on."""
        self._store.ping()
        if time.monotonic() - self._beaten_at < LONGEST_PASS:
            notify.watchdog()


def run(config: Config, store: Store) -> int:
    """Run until SIGTERM or SIGINT; SIGHUP reads the configuration again. Gives the exit code."""
    asked: list[int] = []
    awake = threading.Event()

    def ask(number: int, _frame: object) -> None:
        asked.append(number)
        awake.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    service = Service(config, store)
    service.start()
    notify.ready("started")
    log.info("started", events=len(config.events), mailbox=config.mailbox.kind)
    while True:
        awake.wait()
        awake.clear()
        while asked:
            if asked.pop(0) != signal.SIGHUP:
                notify.stopping()
                service.stop()
                log.info("stopped")
                return 0
            service = _reloaded(config.path, service, store)


def _reloaded(path: Path, service: Service, store: Store) -> Service:
    """Give a service with the configuration of now, or the old one where that is bad."""
    notify.reloading()
    try:
        config = configuration.load(path)
        if config.storage != service.config.storage:
            raise ConfigError([f"{path}: storage.url: changes by a restart only"])
    except ConfigError as error:
        for fault in error.faults:
            log.error("reload_refused", fault=fault)
        notify.ready("the configuration has faults: the old one is kept")
        return service
    service.stop()
    renewed = Service(config, store)
    renewed.start()
    notify.ready("reloaded")
    log.info("reloaded")
    return renewed


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
