"""Words to the service manager (sd_notify): ready, reloading, stopping, a status, the watchdog's heartbeat.

Under systemd the environment names a datagram socket; without it every word goes nowhere and costs nothing.
"""

import contextlib
import os
import socket
import time


def notify(*words: str) -> bool:
    """Send ``NAME=value`` words in one datagram; False where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    if address.startswith("@"):  # a name in Linux's abstract space
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line, contextlib.suppress(OSError):
        line.sendto("\n".join(words).encode(), address)
        return True
    return False


def ready(status: str) -> bool:
    """The daemon works now, after its start or after it reloaded its configuration."""
    return notify("READY=1", _status(status))


def reloading() -> bool:
    """The configuration is being read anew; `ready` must follow."""
    return notify("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")


def stopping() -> bool:
    """The daemon ends itself in an orderly way."""
    return notify("STOPPING=1", _status("stopping"))


def status(text: str) -> bool:
    """One line that ``systemctl status`` shows; no names and no addresses."""
    return notify(_status(text))


def watchdog() -> bool:
    """The heartbeat: missing for as long as the unit's WatchdogSec, the service is killed and started again."""
    return notify("WATCHDOG=1")


def watchdog_interval() -> float | None:
    """Give the seconds after which silence means a hang; None where the unit does not watch this process."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    try:
        microseconds = int(os.environ.get("WATCHDOG_USEC", "0"))
    except ValueError:
        return None
    return microseconds / 1_000_000 if microseconds > 0 else None


def _status(text: str) -> str:
    """A line break would begin another word of the protocol."""
    return "STATUS=" + " ".join(text.split())
