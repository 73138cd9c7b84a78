"""The demo's passes: what the daemon does, with the daemon's own functions, watched by somebody at a terminal."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from inboxd import summary
from inboxd.config import Config, aware
from inboxd.daemon import Service
from inboxd.demo.folder import shipped_replies
from inboxd.demo.sink import Sink
from inboxd.demo.words import Words
from inboxd.mailbox.opening import mailbox_for
from inboxd.outbox import send_due, sender_for
from inboxd.worker import lanes_for, one_pass, utc_now
from storage import messages
from storage.session import Store
from storage.states import SETTLED

__all__ = ["daemon", "send_summary", "settle_all", "utc_now"]

LOOK = 0.2  # seconds between two looks at how far the reading is


def settle_all(config: Config, store: Store, console: Console, words: Words, stop: threading.Event) -> None:
    """Take in, read, register, acknowledge and file every reply, and show how far it is."""
    count = len(shipped_replies())
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with (
        ThreadPoolExecutor(1) as thread,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task(words("reading", count=count), total=count)
        working = thread.submit(_pass, config, store, stop)
        try:
            while not working.done():
                stop.wait(LOOK)
                progress.update(task, completed=_settled(store))
        except KeyboardInterrupt:
            stop.set()  # else the thread would read on to the end
            raise
        working.result()


def _settled(store: Store) -> int:
    with store.read() as session:
        counts = messages.counts(session)
    return sum(counts[state] for state in SETTLED)


def _pass(config: Config, store: Store, stop: threading.Event) -> None:
    with mailbox_for(config.mailbox) as mailbox, lanes_for(config) as lanes:
        one_pass(mailbox, store, lanes, config, stop)
    _send(config, store, stop)


def _send(config: Config, store: Store, stop: threading.Event) -> None:
    send_due(store, config, sender_for(config), utc_now, stop)


def send_summary(config: Config, store: Store, sink: Sink, stop: threading.Event) -> Path | None:
    """Send the weekly summary as it was on the eve of the event; give the file in which it can be read.

    The event is long over, and a summary speaks of those ahead only.
    """
    before = len(sink.message_ids)
    event = config.events[0]
    eve = aware(event.starts, event.timezone) - timedelta(days=1)
    summary.put_if_due(store, config, eve - timedelta(days=7))  # the first asking only notes when it was
    summary.put_if_due(store, config, eve)
    _send(config, store, stop)
    return sink.shown(before)


@contextmanager
def daemon(config: Config, store: Store) -> Iterator[None]:
    """Have the daemon at work: what staff decide is registered, filed and acknowledged within seconds.

    It sends no second summary, which would find the event over.
    """
    service = Service(replace(config, summary=replace(config.summary, enabled=False)), store)
    service.start()
    try:
        yield
    finally:
        service.stop()
