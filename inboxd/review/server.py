"""The review pages as a service. The only importer of waitress."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

import structlog
from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]

from inboxd import notify
from inboxd.config import Config
from inboxd.review.app import FORM_BYTES, create_app
from storage.errors import StoreError
from storage.session import Store

THREADS = 4
TICK = 0.5  # seconds; a stop is noticed that soon
HEARTBEAT = 5.0  # seconds between two looks at the database; the unit's WatchdogSec is several times that

log = structlog.get_logger()


class Pages:
    """The listening server; it does its work while somebody calls `serve_for`."""

    def __init__(self, config: Config, store: Store) -> None:
        self._sockets: dict[int, Any] = {}
        try:
            self._server = create_server(
                create_app(config, store),
                map=self._sockets,
                host=config.review.host,
                port=config.review.port,
                threads=THREADS,
                max_request_body_size=FORM_BYTES,
                # Waitress drops what a proxy says about the client; then ProxyFix would have nothing to go by.
                clear_untrusted_proxy_headers=not config.review.behind_proxy,
                ident=None,
            )
        except OSError:  # the address is taken
            wasyncore.close_all(self._sockets, ignore_all=True)
            raise
        self.address = f"http://{config.review.host}:{config.review.port}"

    def serve_for(self, seconds: float) -> None:
        """Answer what comes; returns after at most `seconds`."""
        wasyncore.loop(timeout=seconds, map=self._sockets, count=1)

    def close(self) -> None:
        """Let the answers under way end, and close every connection."""
        self._server.task_dispatcher.shutdown(timeout=3)
        wasyncore.close_all(self._sockets, ignore_all=True)


@contextlib.contextmanager
def serving(config: Config, store: Store) -> Iterator[Pages]:
    """Give the pages, listening."""
    pages = Pages(config, store)
    try:
        yield pages
    finally:
        pages.close()


def serve(config: Config, store: Store, stop: threading.Event) -> None:
    """Serve the pages at ``review.host:port`` until `stop` is set; the caller has checked the schema.

    :raises ConfigError: when the key of the sessions can be neither read nor made
    :raises OSError: when the address is taken
    """
    with serving(config, store) as pages:
        notify.ready(f"serving at {pages.address}")
        log.info("review_serving", address=pages.address)
        beat = 0.0
        while not stop.is_set():
            pages.serve_for(TICK)
            if time.monotonic() >= beat:
                beat = time.monotonic() + HEARTBEAT
                _heartbeat(store)
        notify.stopping()


def _heartbeat(store: Store) -> None:
    """Feed the watchdog while the database answers."""
    try:
        store.ping()
    except StoreError as error:
        log.warning("store_silent", error=str(error))
    else:
        notify.watchdog()
