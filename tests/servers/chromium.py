"""Debian's Chromium, driven by Playwright."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from tests.servers.account import program

# No sandbox: root may not have one. The others keep the browser from looking for anything outside.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextlib.contextmanager
def running_chromium() -> Iterator[Browser]:
    """Give a headless browser that ends with the block.

    :raises ServerMissing: where Debian's Chromium is not installed; Playwright's own downloads are not used.
    """
    executable = program("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
