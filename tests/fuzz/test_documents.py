"""Documents damaged by chance, inside their containers too: read, or refused with a reason, and nothing else."""

import email
import io
import os
import random
import time
import zipfile
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from parsers.context import Context
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from tests.fuzz.test_mutations import _damage

FOLDERS = (Path(__file__).parents[1] / "blind", Path(__file__).parents[2] / "inboxd" / "demo" / "replies")
LARGEST = 300_000
CONTEXT = Context(ocr=False)


def samples() -> list[bytes]:
    """Give the documents that come with the replies of the tests and of the demonstration."""
    found = []
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.eml")):
            for part in email.message_from_bytes(path.read_bytes()).walk():
                data = part.get_payload(decode=True)
                if part.get_filename() and isinstance(data, bytes) and 100 < len(data) < LARGEST:
                    found.append(data)
    return found


def damaged(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Give a document with a few bytes changed: of the file, or of one part of the archive that it is."""
    if not zipfile.is_zipfile(io.BytesIO(data)) or chance.random() < 0.3:
        return _changed(data, chance, others)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")] or names)
        for name in names:
            content = old.read(name)
            new.writestr(name, _changed(content, chance, others) if name == chosen else content)
    return made.getvalue()


def _changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        _damage(changed, chance, others)
    return bytes(changed)


def check(data: bytes) -> None:
    with suppress(UnreadablePart):
        documents(data, None, None, 1, CONTEXT)


def test_three_hundred_damaged_documents_are_read_or_refused() -> None:
    known, chance = samples(), random.Random(1)  # noqa: S311 - reproducible, no secret
    for _ in range(300):
        check(damaged(chance.choice(known), chance, known))


@pytest.mark.fuzz
def test_damaged_documents_are_read_or_refused_for_as_long_as_one_lets_it() -> None:
    until = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "600"))
    seed = int(os.environ.get("FUZZ_SEED", str(time.time_ns())))
    print(f"\nFUZZ_SEED={seed}")
    known, chance = samples(), random.Random(seed)  # noqa: S311 - reproducible, no secret
    for number in count(1):
        check(damaged(chance.choice(known), chance, known))
        if time.monotonic() > until:
            print(f"{number} damaged documents")
            return
