"""`inboxd check`: tries what a day's work needs, and says in a line each what is wrong and what to do."""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from inboxd.config import Config, aware
from inboxd.mailbox import Finding, Level
from inboxd.mailbox.opening import mailbox_for
from inboxd.opening import upgrade_command
from inboxd.outbox import sender_for
from inboxd.smtp import ServerUnavailable
from storage.errors import SchemaError, StoreError
from storage.session import Store

TESSDATA = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")


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
    """Say whether Tesseract's data are installed; its engine comes with inboxd."""
    folders = [os.environ["TESSDATA_PREFIX"]] if "TESSDATA_PREFIX" in os.environ else list(TESSDATA)
    return any((Path(folder) / "osd.traineddata").is_file() for folder in folders)


def _mail_server(config: Config) -> Iterator[Finding]:
    try:
        sender_for(config).check()
    except ServerUnavailable as error:
        advice = f"{error.advice}; what is to be sent waits until it works"
        yield Finding(Level.ERROR, "mail server", f"{config.outgoing.host}: {error.answer}", advice)
    else:
        yield Finding(Level.OK, "mail server", f"{config.outgoing.host} answers")


def _recognition(config: Config) -> Iterator[Finding]:
    """Look whether scans can be read: the engine comes with inboxd, Tesseract's data with the system."""
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
            "its data are not installed: a page that lies on its side cannot be turned upright",
            "install tesseract-ocr, tesseract-ocr-fra and tesseract-ocr-osd",
        )
