"""What is kept comes back, and of a damaged row what stands before the damage."""

import random

from hypothesis import given
from hypothesis import strategies as st

from storage.packing import packed, unpacked


@given(st.binary(max_size=5000))
def test_what_is_packed_comes_back(data: bytes) -> None:
    assert unpacked(packed(data)) == data


def test_a_damaged_row_gives_what_stands_before_the_damage() -> None:
    data = random.Random(1).randbytes(200_000)  # noqa: S311 - a fixed sample
    stored = packed(data)
    found = unpacked(stored[: len(stored) // 2] + b"\xff" * 200)
    assert len(found) > 90_000
    assert data.startswith(found[:90_000])  # what stands beside the damage may be garbled


@given(st.binary(max_size=2000))
def test_any_bytes_are_no_exception(stored: bytes) -> None:
    unpacked(stored)
