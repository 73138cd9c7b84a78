"""Readers that do to a lane what hostile files do."""

import ctypes
import os
import re
import signal
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from parsers.context import Context
from parsers.reading import Attendee, Box, Evidence, Intent, Reading, Source
from parsers.reasons import Reason


def echo(data: bytes, _: Context) -> Reading:
    """Behave, unless the message asks for trouble: its first word says which."""
    trouble = data.split(b" ")[0]
    return _TROUBLES.get(trouble, _well)(data)


def _well(data: bytes) -> Reading:
    print("a library prints", flush=True)  # the lane may be ended before it would write by itself
    return Reading(
        subject=data[:40].decode(errors="replace"),
        message_id=str(os.getpid()),
        sent_at=datetime(2018, 10, 1, tzinfo=ZoneInfo("Europe/Paris")),
        doubts=(Reason.LATE,),
        attendees=(
            Attendee(
                last_name="Durand",
                answers={"lunch": True, "diet": ("none",)},
                evidence={"last_name": (Evidence(0, Box(1, 0, 0, 1, 1), "DURAND", Source.OCR, 0.5),)},
            ),
        ),
    )


def _hang(data: bytes) -> Reading:
    time.sleep(600)
    return _well(data)


def _spin(data: bytes) -> Reading:
    """Hold the interpreter in one call of C."""
    re.match(r"(a+)+$", "a" * 60 + "!")
    return _well(data)


def _eat(_: bytes) -> Reading:
    hoard = []
    while True:
        hoard.append(b"x" * 5_000_000)
        time.sleep(0.005)


def _gorge(_: bytes) -> Reading:
    return _well(bytes(bytearray(8_000_000_000)))


def _leave(_: bytes) -> Reading:
    os._exit(7)


def _segfault(data: bytes) -> Reading:
    ctypes.string_at(0)
    return _well(data)


def _fail(_: bytes) -> Reading:
    raise ValueError("Madame Durand, 06 12 34 56 78")


def _freeze(data: bytes) -> Reading:
    os.kill(os.getpid(), signal.SIGSTOP)
    return _well(data)


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.system, ("touch /tmp/lane-was-trusted",))


def _evil(_: bytes) -> Reading:
    return _Evil()  # type: ignore[return-value]  # what a lane that was taken over might send


def _keep(data: bytes) -> Reading:
    _hoard.append(os.urandom(1000) * 170_000)
    return _well(data)


_hoard: list[bytes] = []
_TROUBLES = {
    b"hang": _hang,
    b"spin": _spin,
    b"eat": _eat,
    b"gorge": _gorge,
    b"leave": _leave,
    b"segfault": _segfault,
    b"fail": _fail,
    b"freeze": _freeze,
    b"evil": _evil,
    b"keep": _keep,
}


def sure(data: bytes, context: Context) -> Reading:
    """Give a sure reading, of another person for every message."""
    last = "Sarlat" + "".join("abcdefghij"[byte % 10] for byte in data)
    person = Attendee(last_name=last, organisation="Ville de Nérac", workshops=("eau",), confidence=0.99)
    return Reading(
        event=context.events[0].id,
        intent=Intent.REGISTER,
        contact="odile.sarlat@nerac.example",
        attendees=(person,),
    )
