"""Replies damaged by chance go through real lanes: never an exception, a hang or a lane that dies, always a line."""

import os
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from inboxd.config import load_for_reading
from inboxd.lanes import Failure, LaneLimits, Lanes
from parsers.reading import Reading
from parsers.reasons import Reason

ROOT = Path(__file__).parents[2]
REPLIES = [path.read_bytes() for path in sorted((ROOT / "inboxd/demo/replies").glob("*.eml"))]
SMALL = [data for data in REPLIES if len(data) < 30_000]  # no scans: they take seconds each
JUNK = [
    b"\0",
    b"\xff\xfe",
    b"\r\n\r\n",
    b"--",
    b"<table>" * 200,
    b"=?utf-8?B?",
    b"> " * 300,
    b"\xe2\x98\x92",
    b"%PDF-1.7",
]


def damaged(seed: int, samples: list[bytes]) -> Iterator[bytes]:
    """Give damaged replies without end, always the same ones for a seed."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    while True:
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randint(1, 8)):
            _damage(data, chance, samples)
        yield bytes(data)


def _damage(data: bytearray, chance: random.Random, samples: list[bytes]) -> None:
    at = chance.randrange(len(data) + 1)
    size = chance.randint(1, 400)
    match chance.randrange(6):
        case 0:
            del data[at : at + size]
        case 1:
            data[at:at] = chance.choice(JUNK)
        case 2:
            data[at : at + 1] = bytes([chance.randrange(256)])
        case 3:
            other = chance.choice(samples)
            start = chance.randrange(len(other))
            data[at:at] = other[start : start + size]
        case 4:
            data[at:at] = data[at : at + size] * chance.randint(1, 20)
        case _:
            del data[at:]


def check(result: Reading | Failure, number: int) -> None:
    assert isinstance(result, Reading), f"mutation {number}: {result}"
    assert Reason.READER_FAILED not in result.doubts, f"mutation {number}"


def test_two_hundred_damaged_replies_are_all_read() -> None:
    context, _ = load_for_reading(ROOT / "config.example.toml")
    with Lanes(1, LaneLimits(seconds=30)) as lanes:
        for number, result in enumerate(lanes.read_many(islice(damaged(1, SMALL), 200), context)):
            check(result, number)


@pytest.mark.fuzz
def test_damaged_replies_are_read_for_as_long_as_one_lets_it() -> None:
    until = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "600"))
    context, _ = load_for_reading(ROOT / "config.example.toml")
    seed = int(os.environ.get("FUZZ_SEED", str(time.time_ns())))
    print(f"\nFUZZ_SEED={seed}")
    number = 0
    with Lanes(2, LaneLimits(seconds=60)) as lanes:
        for number, result in enumerate(lanes.read_many(damaged(seed, REPLIES), context)):
            check(result, number)
            if time.monotonic() > until:
                break
    print(f"{number + 1} damaged replies read")
