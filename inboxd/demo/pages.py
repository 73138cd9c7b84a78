"""The review pages of the demo: open on this machine, on a port that is free."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from inboxd.config import Config
from inboxd.review import serve
from storage.session import Store

PATIENCE = 20.0  # seconds until the pages must answer; a machine under load is slow to import them


@contextmanager
def open_pages(config: Config, store: Store) -> Iterator[str]:
    """Have the review pages served by a thread, and give their address."""
    stop = threading.Event()
    thread = threading.Thread(target=serve, args=(config, store, stop), name="review", daemon=True)
    thread.start()
    try:
        yield f"http://{config.review.host}:{config.review.port}/"
    finally:
        stop.set()
        thread.join(10)


def answers(address: str) -> list[str]:
    """Give what is wrong with the sign-in page; nothing, when it answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            status, body = _get(address)
        except OSError as error:
            if time.monotonic() < until:
                time.sleep(0.2)
                continue
            return [f"the review pages at {address} do not answer: {error}"]
        if status != http.client.OK or 'type="password"' not in body:
            return [f"the review pages at {address} answer {status}, without a place for a password"]
        return []


def _get(address: str, redirects: int = 3) -> tuple[int, str]:
    """Give status and body of a page of ours, redirects followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=10)
    try:
        connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        target = response.headers.get("Location")
    finally:
        connection.close()
    if target and redirects and response.status in {301, 302, 303, 307, 308}:
        there = target if target.startswith("http") else f"http://{parts.netloc}{target}"
        return _get(there, redirects - 1)
    return response.status, body
