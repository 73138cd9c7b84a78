"""`inboxd check`: tries what a day's work needs, and says in a line each what is wrong and what to do."""

import importlib.util
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from inboxd.config import Config, aware
from inboxd.mailbox import Finding, Level
from inboxd.mailbox.opening import mailbox_for
from inboxd.opening import upgrade_command
from inboxd.outbox import sender_for
from inboxd.smtp import ServerUnavailable
from parsers.scans import tesseract
from storage.errors import SchemaError, StoreError
from storage.session import Store


def checks(config: Config, now: datetime) -> Iterator[Finding]:
    """Give a finding a line, as soon as it is known."""
    yield Finding(Level.OK, "configuration", f"{config.path} is well formed, {len(config.events)} event(s)")
    yield from _events(config, now)
    yield from _database(config)
    yield from _mailbox(config)
    yield from _mail_server(config)
    yield from _recognition(config)


def _events(config: Config, now: datetime) -> Iterator[Finding]:
    over = [event for event in config.events if aware(event.ends, event.timezone) < now]
    if len(over) == len(config.events):
        yield Finding(
            Level.WARNING,
            "events",
            f"every event is over, the last one ended {max(event.ends for event in over):%Y-%m-%d}",
            "add the next event to the configuration, or stop the service",
        )


def _database(config: Config) -> Iterator[Finding]:
    try:
        with closing(Store(config.storage.url)) as store:
            schema = store.schema()
            if schema.is_current or schema.current is None:
                store.try_writing()
    except SchemaError:
        pass  # it is there and empty; the tables are made at the first start
    except StoreError as error:
        advice = "check storage.url, that the server runs, and that inboxd's user may write there"
        yield Finding(Level.ERROR, "database", str(error), advice)
        return
    if schema.current is None:
        yield Finding(Level.OK, "database", "is empty; `inboxd run` makes its tables")
    elif schema.is_newer:
        yield Finding(Level.ERROR, "database", "belongs to a newer version of inboxd", "install that version")
    elif not schema.is_current:
        yield Finding(Level.ERROR, "database", "is older than this program", f"type `{upgrade_command(config.path)}`")
    else:
        yield Finding(Level.OK, "database", f"answers, its tables are up to date ({schema.head})")


def _mailbox(config: Config) -> Iterator[Finding]:
    yield from mailbox_for(config.mailbox).check()


def has_tesseract() -> bool:
    """Say whether the program Tesseract is installed, with the data for French and for turning pages upright."""
    return tesseract.languages() >= {"fra", tesseract.ORIENTATION}


def _mail_server(config: Config) -> Iterator[Finding]:
    try:
        sender_for(config).check()
    except ServerUnavailable as error:
        advice = f"{error.advice}; what is to be sent waits until it works"
        yield Finding(Level.ERROR, "mail server", f"{config.outgoing.host}: {error.answer}", advice)
    else:
        yield Finding(Level.OK, "mail server", f"{config.outgoing.host} answers")


def _recognition(config: Config) -> Iterator[Finding]:
    """Look whether scans can be read: the engine comes with inboxd, Tesseract with the system."""
    if not config.reading.ocr:
        yield Finding(Level.OK, "text recognition", "is turned off (reading.ocr): scans are put before the staff")
        return
    if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
        yield Finding(Level.ERROR, "text recognition", "rapidocr is not installed", "install inboxd anew")
        return
    yield Finding(Level.OK, "text recognition", "reads scans")
    if not has_tesseract():
        yield Finding(
            Level.WARNING,
            "Tesseract",
            "it or its data are not installed: hardly a word of a scan is sure, and no page is turned upright",
            "install tesseract-ocr, tesseract-ocr-fra and tesseract-ocr-osd",
        )
