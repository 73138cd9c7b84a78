"""A log line helps the operator and names nobody."""

import io

import pytest
import structlog

from inboxd import log


class Stream(io.StringIO):
    """A stream that is a terminal, or is none."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def fail_over(name: str) -> None:
    """Fail while a name lies in a local variable."""
    raise LookupError(f"nothing about it, {len(name)} letters")


@pytest.mark.parametrize("terminal", [False, True])
def test_a_traceback_shows_where_and_not_whom(terminal: bool) -> None:
    stream = Stream(terminal=terminal)
    before = structlog.get_config()
    try:
        log.configure(stream=stream)
        try:
            fail_over("Jeanne" + "Durand")
        except LookupError:
            structlog.get_logger().exception("failed", message=42)
    finally:
        structlog.configure(**before)
    assert "fail_over" in stream.getvalue()
    assert "LookupError" in stream.getvalue()
    assert "JeanneDurand" not in stream.getvalue()
