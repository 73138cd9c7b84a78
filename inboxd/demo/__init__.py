"""`inboxd demo`: the main job on the replies that ship with inboxd, in one folder, for anyone to see.

A Maildir, the real passes, a mail server that keeps what it is given, SQLite, the review pages: nothing here stands in
for a part of the daemon, and nothing leaves the machine.
"""

import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from rich.console import Console

from inboxd import log
from inboxd.checks import has_tesseract
from inboxd.config import Config, load
from inboxd.demo import passing
from inboxd.demo.folder import DemoFolder, maildir_files, make_folder, put_replies, shipped_replies, write_config
from inboxd.demo.outcome import faults, outcomes, roomy, table, totals
from inboxd.demo.pages import answers, open_pages
from inboxd.demo.sink import Sink, free_port
from inboxd.demo.words import Words, terminal_language
from inboxd.review.auth import hash_password
from storage import users
from storage.session import Store

__all__ = ["run_demo"]

USER = "demo"
PORT = 8080  # of the review pages, where nobody has it


@dataclass(frozen=True, slots=True)
class _Demo:
    """What the steps of one demo share."""

    folder: DemoFolder
    config: Config
    store: Store
    sink: Sink
    password: str
    words: Words
    console: Console

    def say(self, key: str, **values: object) -> None:
        # Paths must stay whole: somebody will copy them.
        self.console.print(self.words(key, **values), soft_wrap=True, markup=False, highlight=False)


def run_demo(folder: Path | None, *, stay: bool, console: Console, language: str | None = None) -> int:
    """Run the demo in `folder` (None: a new temporary one) and give the exit code.

    `stay`: the review pages stay open until Ctrl-C; otherwise what came out is checked, and 1 means that it is wrong.

    :raises InboxdError: when the folder is not empty, or no port is free
    """
    place = make_folder(folder)
    words = Words(language or terminal_language())
    with _logging_to(place.log), Sink(place.outbox) as sink:
        demo = _prepared(place, sink, words, roomy(console))
        try:
            return _shown(demo, stay=stay)
        finally:
            demo.store.close()


@contextmanager
def _logging_to(file: Path) -> Iterator[None]:
    """Have the daemon's log in a file: the terminal is for the table."""
    before = structlog.get_config()
    with file.open("w", encoding="utf-8") as stream:
        log.configure(stream=stream)
        try:
            yield
        finally:
            structlog.configure(**before)


def _prepared(place: DemoFolder, sink: Sink, words: Words, console: Console) -> _Demo:
    """Put everything into the folder: replies, configuration, database, one user."""
    put_replies(place.maildir)
    write_config(place, smtp_port=sink.port, review_port=free_port(PORT), language=words.language)
    config = load(place.config)
    store = Store(config.storage.url)
    store.upgrade()
    password = secrets.token_urlsafe(9)
    with store.write() as session:
        users.add(session, USER, hash_password(password), passing.utc_now())
    return _Demo(place, config, store, sink, password, words, console)


def _shown(demo: _Demo, *, stay: bool) -> int:
    demo.say("folder", folder=demo.folder.path)
    if not has_tesseract():
        demo.say("no_tesseract")
    stop = threading.Event()
    try:
        passing.settle_all(demo.config, demo.store, demo.console, demo.words, stop)
        demo.console.print()
        found = outcomes(demo.store, shipped_replies())
        demo.console.print(table(found, demo.words, demo.console.width))
        demo.say("totals", **totals(found))
        summary = passing.send_summary(demo.config, demo.store, demo.sink, stop)
        _tell_where(demo, summary)
        return _pages_open(demo, stop) if stay else _checked(demo)
    except KeyboardInterrupt:
        stop.set()
        demo.say("stopped", folder=demo.folder.path)
        return 0


def _tell_where(demo: _Demo, summary: Path | None) -> None:
    demo.console.print()
    demo.say("outbox", count=len(demo.sink.message_ids), folder=demo.folder.outbox)
    if summary is not None:
        demo.say("summary", file=summary)
    demo.say("mailbox", folder=demo.folder.maildir)
    demo.say("config", file=demo.folder.config)


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Have SIGTERM do what Ctrl-C does, and Ctrl-C too where a shell had it ignored (a job in the background)."""
    numbers = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, signal.default_int_handler) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _pages_open(demo: _Demo, stop: threading.Event) -> int:
    """Keep pages and daemon running until Ctrl-C."""
    with (
        _interrupted_by_signals(),
        open_pages(demo.config, demo.store) as address,
        passing.daemon(demo.config, demo.store),
    ):
        demo.console.print()
        demo.say("pages", url=address)
        demo.say("sign_in", name=USER, password=demo.password)
        demo.say("live", folder=demo.folder.maildir / "new")
        demo.say("stop")
        while not stop.wait(3600):
            pass
    return 0


def _checked(demo: _Demo) -> int:
    """Look whether everything is as promised; give the exit code."""
    told = faults(outcomes(demo.store, shipped_replies()), maildir_files(demo.folder.maildir), demo.sink.message_ids)
    with open_pages(demo.config, demo.store) as address:
        told += answers(address)
    for fault in told:
        demo.say("fault", fault=fault)
    demo.console.print()
    if not told:
        demo.say("all_well")
    return 1 if told else 0
